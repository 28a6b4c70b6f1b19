"""Characters as any PDF library reports them, made ready for reading."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.reading.pdf.boxes import Boxes

UNMAPPED: Final = 0xFFFD
"""The code of a character whose meaning its font does not tell."""
_BLANK, _MEANINGLESS = 1, 2
_CLASSES: Final = np.zeros(0x10000, np.uint8)
"""What a character counts as, by its code; those beyond the first plane are real ones."""
_CLASSES[[*range(0x21), 0x7F, 0xA0, *range(0x2000, 0x2010), 0x3000, 0xFEFF]] = _BLANK
_CLASSES[[UNMAPPED, *range(0xE000, 0xF900)]] = _MEANINGLESS
_DOUBLED: Final = 1.0
"""Points within which the same character printed again is the same, made to look bold."""


@dataclass(slots=True)
class Characters:
    """The characters of a page that leave ink, in the order printed.

    text holds one a row of boxes; spaced tells before which of them blanks are printed;
    meaningless is the share of them that stand for nothing.
    """

    text: str
    boxes: Boxes
    spaced: NDArray[np.bool_]
    meaningless: float


def characters(codes: NDArray[np.int64], boxes: Boxes) -> Characters:
    """The characters with these codes and boxes, blanks and doubles left out.

    A box without width marks a character that is not printed: a library puts blanks and line
    ends of its own where it sees gaps.
    """
    classes = _CLASSES[np.minimum(codes, 0xFFFF)]
    classes[codes > 0xFFFF] = 0
    printed = boxes[:, 0] < boxes[:, 2]
    blank = printed & (classes == _BLANK)
    kept = printed & ~blank
    kept[kept] = _first_printed(codes[kept], boxes[kept])
    blanks_before = np.cumsum(blank)[kept]
    meaningless = int((classes[kept] == _MEANINGLESS).sum())
    return Characters(
        text=codes[kept].astype("<u4").tobytes().decode("utf-32-le", "replace"),
        boxes=boxes[kept],
        spaced=np.diff(blanks_before, prepend=0) > 0,
        meaningless=meaningless / max(int(kept.sum()), 1),
    )


def _first_printed(codes: NDArray[np.int64], boxes: Boxes) -> NDArray[np.bool_]:
    """Which characters are not printed a second time on their spot, as where bold is faked."""
    kept = np.ones(len(codes), np.bool_)
    x, y = np.rint(boxes[:, 0] / _DOUBLED), np.rint(boxes[:, 1] / _DOUBLED)
    spots = (codes << 32) + (x.astype(np.int64) << 16) + y.astype(np.int64)
    spots.sort()
    if not (spots[1:] == spots[:-1]).any():
        return kept
    seen: dict[tuple[int, float, float], tuple[float, float]] = {}
    around = list(product((-1, 0, 1), repeat=2))
    for index, (code, column, row, (x0, top)) in enumerate(
        zip(codes.tolist(), x.tolist(), y.tolist(), boxes[:, :2].tolist(), strict=True)
    ):
        near = (seen.get((code, column + right, row + down)) for right, down in around)
        if any(spot and _is_near(spot, (x0, top)) for spot in near):
            kept[index] = False
        else:
            seen[code, column, row] = (x0, top)
    return kept


def _is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= _DOUBLED and abs(one[1] - other[1]) <= _DOUBLED
