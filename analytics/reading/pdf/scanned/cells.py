"""Where text stands in the cells of a ruled table: by the ink in each, so that none is missed.

A detector of text overlooks a lone 0 and the minus before an amount; in a cell all ink is text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from analytics.reading.pdf.boxes import Box, Boxes
from analytics.reading.pdf.rules import Ruling
from analytics.reading.pdf.scanned.picture import Picture

_INSET: Final = 1.0
"""Points inside of the edges of a cell where nothing is left of their rules."""
_SPECK: Final = 0.7
"""Points to a side of a spot that is dirt."""
_SMALLEST: Final = 2.5
"""Points that the ink of a text is high or wide at least, such as a dash."""
_LINE: Final = 12.0
"""Points up to which a band of ink is one line of text; a higher one may be two set close."""
_APART: Final = 1.2
"""Heights of a line from which on a gap parts two words."""
_LOWEST: Final = 8.0
"""Points that a line is taken to be high at least, where it holds a dash."""


def texts_in_cells(dark: Picture, dots: float, tables: list[Ruling], found: Boxes) -> list[Box]:
    """The boxes, in points, of the words in the cells of some tables.

    dark is the ink of a page without its rules; found are boxes of the detector, which part lines
    that run into each other. The smaller tables come first.
    """
    dark = _without_specks(dark, dots)
    words = []
    for table in tables:
        for cell in table.boxes:
            words += list(_texts_in(dark, dots, cell, found))
        x0, top, x1, bottom = (round(edge * dots) for edge in table.box)
        dark[top:bottom, x0:x1] = 0
    return words


def _without_specks(dark: Picture, dots: float) -> Picture:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] >= (_SPECK * dots) ** 2
    kept[0] = False
    return np.where(kept[labels], dark, 0).astype(np.uint8)


def _texts_in(dark: Picture, dots: float, cell: Box, found: Boxes) -> Iterator[Box]:
    left, upper = (cell[0] + _INSET), (cell[1] + _INSET)
    x, y = round(left * dots), round(upper * dots)
    inner = dark[y : round((cell[3] - _INSET) * dots), x : round((cell[2] - _INSET) * dots)]
    if not inner.any():
        return
    for start, end in _runs(inner.max(1) > 0, 1):
        top, bottom = upper + start / dots, upper + end / dots
        if bottom - top > _LINE:
            parts = list(_detected(found, cell, top, bottom))
            if _are_lines(parts):
                yield from parts
                continue
        gap = max(1, round(_APART * max(bottom - top, _LOWEST) * dots))
        for begin, stop in _runs(inner[start:end].max(0) > 0, gap):
            x0, x1 = left + begin / dots, left + stop / dots
            if max(x1 - x0, bottom - top) >= _SMALLEST:
                yield x0, top, x1, bottom


def _detected(found: Boxes, cell: Box, top: float, bottom: float) -> Iterator[Box]:
    """What the detector has found in a part of a cell, as far as it stands in the cell."""
    for x0, y0, x1, y1 in found.tolist():
        if top <= (y0 + y1) / 2 <= bottom and min(x1, cell[2]) - max(x0, cell[0]) > _SMALLEST:
            yield max(x0, cell[0]), y0, min(x1, cell[2]), y1


def _are_lines(boxes: list[Box]) -> bool:
    """Whether boxes stand below one another, so that they are of several lines."""
    middles = [(top + bottom) / 2 for _, top, _, bottom in boxes]
    return bool(boxes) and max(middles) - min(middles) > _LINE / 2


def _runs(filled: NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Beginnings and ends of the filled stretches, those less than a gap apart as one."""
    at = np.flatnonzero(filled)
    breaks = np.flatnonzero(np.diff(at) > gap)
    starts = at[np.concatenate(([0], breaks + 1))]
    ends = at[np.concatenate((breaks, [len(at) - 1]))] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
