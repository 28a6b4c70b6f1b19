"""Which cell each character of a page stands in."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.reading.pdf.boxes import Box
from analytics.reading.pdf.characters import Characters
from analytics.reading.pdf.rules import Ruling

Cells = NDArray[np.int64]
"""A cell's number for each character of a page, NOWHERE outside of tables. The cells of several
tables are numbered on from one to the next."""
NOWHERE: Final = -1

_TIGHT: Final = 0.1
"""Gap between two characters that are set as one, and overlap of a character with a rule that it
is set across, as a share of its height."""
_PIECES: Final = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|\D+|.")
"""What a text that is set across a rule is made of: numbers, and runs of other characters."""


def standing_in(characters: Characters, tables: list[Ruling]) -> Cells:
    """The cell of each character; where tables lie in one another, that of the first."""
    cells = np.full(len(characters.text), NOWHERE)
    if not tables:
        return cells
    x0, top, x1, bottom = characters.boxes.T
    across, down = (x0 + x1) / 2, (top + bottom) / 2
    first = 0
    for table in tables:
        column = np.searchsorted(table.columns, across, "right") - 1
        row = np.searchsorted(table.rows, down, "right") - 1
        height, width = table.owner.shape
        inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        inside &= cells == NOWHERE
        cells[inside] = table.owner[row[inside], column[inside]] + first
        first += len(table.boxes)
    boxes = [box for table in tables for box in table.boxes]
    _keep_together(characters, cells, boxes)
    return cells


def _keep_together(characters: Characters, cells: Cells, boxes: list[Box]) -> None:
    """Put a number or label that is set across a rule into the cell where most of it stands."""
    x0, top, x1, bottom = characters.boxes.T
    slack = _TIGHT * (bottom - top)[1:]
    parted = characters.spaced.copy()
    parted[1:] |= (np.abs(x0[1:] - x1[:-1]) > slack) | (np.abs(top[1:] - top[:-1]) > slack)
    crossing = np.flatnonzero(~parted[1:] & (cells[1:] != cells[:-1])) + 1
    if not len(crossing):
        return
    parted[0] = True
    starts = np.append(np.flatnonzero(parted), len(parted))
    for run in np.unique(np.searchsorted(starts, crossing, "right") - 1).tolist():
        start, end = starts[run : run + 2].tolist()
        for piece in _PIECES.finditer(characters.text[start:end]):
            part = slice(start + piece.start(), start + piece.end())
            if _is_set_across(characters.boxes[part].tolist(), cells[part].tolist(), boxes):
                cells[part] = Counter(cells[part].tolist()).most_common(1)[0][0]


def _is_set_across(characters: list[list[float]], cells: list[int], boxes: list[Box]) -> bool:
    """Whether characters run on over every rule between their cells, so that they are one text.

    Two texts may end and begin right at the rule between them; they are two.
    """
    for index in range(1, len(cells)):
        one, other = cells[index - 1], cells[index]
        if one != other:
            (_, top, end, bottom), (begin, *_) = characters[index - 1 : index + 1]
            rule = boxes[one][2] if one != NOWHERE else boxes[other][0]
            slack = _TIGHT * (bottom - top)
            if end - slack <= rule <= begin + slack:
                return False
    return len(set(cells)) > 1
