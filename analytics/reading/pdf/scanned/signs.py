"""Text recognition: the pieces of text in a picture, each with its box and a score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import cv2
import numpy as np
from rapidocr import RapidOCR

from analytics.reading.pdf.boxes import Boxes
from analytics.reading.pdf.scanned.picture import Picture

_OVERVIEW: Final = 0.68
"""Of the size of a picture, where text stands can be told from this: in a third less time."""
_LONGEST_SIDE: Final = 10_000
"""Pixels to which nothing is made smaller any more."""
_UPRIGHT_SAMPLE: Final = 12
"""Pieces of text, the longest first, that are asked whether they stand on their head."""
_UPSIDE_DOWN: Final = "180"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text without wide gaps. score is from 0 to 1: how sure the model is of it."""

    text: str
    score: float


class Recogniser:
    """The models, loaded once a process."""

    def __init__(self, threads: int) -> None:
        # Its answers are of the kind that it is asked for.
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": _LONGEST_SIDE,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def boxes(self, picture: Picture) -> Boxes:
        """Where text stands, in pixels; boxes may reach over several cells of a table."""
        small = cv2.resize(picture, None, fx=_OVERVIEW, fy=_OVERVIEW, interpolation=cv2.INTER_AREA)
        found = self._engine(
            _coloured(np.asarray(small, np.uint8)), use_det=True, use_cls=False, use_rec=False
        )
        if found.boxes is None:
            return np.empty((0, 4))
        corners = np.asarray(found.boxes, np.float64) / _OVERVIEW
        return np.column_stack((corners.min(1), corners.max(1)))

    def is_upside_down(self, picture: Picture, boxes: Boxes) -> bool:
        """Whether most of the long texts in some boxes stand on their head."""
        longest = boxes[np.argsort(boxes[:, 0] - boxes[:, 2])][:_UPRIGHT_SAMPLE]
        cut = [_cut(picture, box) for box in longest]
        turned = sum(self._is_turned(part) for part in cut if part.size)
        return 2 * turned > len(longest)

    def _is_turned(self, part: Picture) -> bool:
        found = self._engine(_coloured(part), use_det=False, use_cls=True, use_rec=False)
        return any(label == _UPSIDE_DOWN for label, _ in found.cls_res or ())

    def piece(self, picture: Picture, box: Boxes) -> Piece | None:
        """What a box of a picture says, None where that is nothing."""
        part = _cut(picture, box)
        if not part.size:
            return None
        found = self._engine(_coloured(part), use_det=False, use_cls=False, use_rec=True)
        if not found.txts or not found.txts[0].strip():
            return None
        return Piece(found.txts[0].strip(), float(found.scores[0]))


@lru_cache(maxsize=1)
def recogniser(threads: int) -> Recogniser:
    """The models of this process, to be run on so many threads."""
    return Recogniser(threads)


def _coloured(picture: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.uint8)


def _cut(picture: Picture, box: Boxes) -> Picture:
    x0, top, x1, bottom = (max(0, round(edge)) for edge in box.tolist())
    return picture[top:bottom, x0:x1]
