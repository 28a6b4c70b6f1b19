"""Ruled tables: how they are written down, wrapped to a width and cut at page breaks.

A table is a list of rows of texts. A cell that is merged with its left or upper neighbour says
LEFT or UP, so a table is written down the way it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.fonts import FACE

LEFT: Final = "←"
"""The cell is merged with the one on its left."""
UP: Final = "↑"
"""The cell is merged with the one above it."""

Rows = Sequence[Sequence[str]]
Align = Literal["left", "centre", "right"]
Ruled = Literal["cells", "rows", "three", "header", "zebra", "nothing"]
"""What is ruled: each cell, each row, the header and both ends (三线表), the header alone; with
zebra every other row has a background, and nothing a rule."""

LEADING: Final = 1.3
"""Distance of lines, in sizes of the type."""
PADDING: Final = 2.5
"""Points between a rule and the text beside it."""

_UNBROKEN: Final = re.compile(r"(?:[0-9A-Za-z.,%+\-]+|[^\n])[，。；：、！？）》”]*|\n")
_FIGURE: Final = re.compile(r"-?[\d,]*\.?\d+%?")
_AMOUNT: Final = re.compile(r"-?[\d,]*\.\d+|0")


@dataclass(frozen=True)
class Sheet:
    """A table: its rows, header first, and how it runs over pages.

    widths are shares of the width of the page, one a column. The first `header` rows are
    printed again on every page where `repeats` is set. With `breaks_rows` the lines of a wrapped
    row may stand on two pages. With `bars` the rules are thin filled boxes instead of lines.
    amounts: how figures with decimals are aligned; others stand in the middle of their cell.
    ruled: what the rules part.
    """

    rows: Rows
    widths: Sequence[float]
    header: int = 0
    repeats: bool = False
    breaks_rows: bool = False
    bars: bool = False
    ruled: Ruled = "cells"
    amounts: Align = "right"
    size: float = 9.0


@dataclass(frozen=True)
class Box:
    """One cell, merged or not: the rows and columns it covers (from, to) and its wrapped text."""

    top: int
    bottom: int
    left: int
    right: int
    lines: tuple[str, ...]

    def alignment(self, sheet: Sheet) -> Align:
        """How the text stands in the cell."""
        if self.bottom <= sheet.header:
            return "centre"
        if len(self.lines) != 1 or not _FIGURE.fullmatch(self.lines[0]):
            return "left"
        return sheet.amounts if _AMOUNT.fullmatch(self.lines[0]) else "centre"


class Setting:
    """A sheet set to a width in points: the edges of its columns, its cells, its rows' heights.

    Cells are cut where pages end, so that none reaches over a page break that has been made.
    """

    def __init__(self, sheet: Sheet, width: float) -> None:
        self.sheet = sheet
        self.edges = [0.0]
        for share in sheet.widths:
            self.edges.append(self.edges[-1] + share * width / sum(sheet.widths))
        self.boxes = list(self._cells())
        self.heights = self._row_heights()

    def end_page(self, start: int, room: float) -> int:
        """The row before which a page ends that begins with row start and has that much room.

        The page ends as late as the text of no merged cell is cut by its end, and within a row
        where the sheet allows that or the row is higher than the page. It is start itself where
        nothing fits.
        """
        end = self._rows_that_fit(start, room)
        if end < len(self.heights) and (end == start or self.sheet.breaks_rows):
            end = self._break_row(end, room - sum(self.heights[start:end]))
        self.boxes = [part for box in self.boxes for part in self._cut(box, start, end)]
        return end

    def _cells(self) -> Iterator[Box]:
        rows = self.sheet.rows
        for top, row in enumerate(rows):
            if len(row) != len(self.sheet.widths):
                raise ValueError(f"{len(self.sheet.widths)} columns, but {len(row)} cells: {row}")
            for left, text in enumerate(row):
                if text in (LEFT, UP):
                    continue
                right = left + 1
                while right < len(row) and row[right] == LEFT:
                    right += 1
                bottom = top + 1
                while bottom < len(rows) and rows[bottom][left] == UP:
                    bottom += 1
                width = self.edges[right] - self.edges[left] - 2 * PADDING
                lines = wrap(text, width, self.sheet.size)
                yield Box(top, bottom, left, right, tuple(lines))

    def _row_heights(self) -> list[float]:
        """Heights that hold every text; a merged cell that needs more makes its last row higher."""
        heights = [self._height_of(1)] * len(self.sheet.rows)
        for box in sorted(self.boxes, key=lambda box: box.bottom - box.top):
            lacking = self._height_of(len(box.lines)) - sum(heights[box.top : box.bottom])
            heights[box.bottom - 1] += max(lacking, 0)
        return heights

    def _height_of(self, lines: int) -> float:
        return lines * self.sheet.size * LEADING + 2 * PADDING

    def _lines_that_fit(self, height: float) -> int:
        return max(int((height - 2 * PADDING + 0.01) // (self.sheet.size * LEADING)), 0)

    def _rows_that_fit(self, start: int, room: float) -> int:
        last = start
        while last < len(self.heights) and self.heights[last] <= room:
            room -= self.heights[last]
            last += 1
        if last == len(self.heights):
            return last
        for end in range(last, start, -1):
            if not any(
                self._cut(box, start, end)[1].lines
                for box in self.boxes
                if start <= box.top < end < box.bottom
            ):
                return end
        return last

    def _cut(self, box: Box, start: int, end: int) -> list[Box]:
        """A box in two where the page from start to end ends inside of it."""
        if not start <= box.top < end < box.bottom:
            return [box]
        fitting = self._lines_that_fit(sum(self.heights[box.top : end]))
        return [
            replace(box, bottom=end, lines=box.lines[:fitting]),
            replace(box, top=end, lines=box.lines[fitting:]),
        ]

    def _break_row(self, row: int, room: float) -> int:
        """Break a row in two, the first as high as the room; the row to end the page before.

        A row stays whole where no line of it fits, where it has but one, and where a figure would
        be cut in two.
        """
        fitting = self._lines_that_fit(room)
        own = [box.lines for box in self.boxes if (box.top, box.bottom) == (row, row + 1)]
        longest = max(map(len, own), default=0)
        figures = (len(lines) for lines in own if _FIGURE.fullmatch("".join(lines)))
        if not max(figures, default=1) <= fitting < longest:
            return row
        broken = []
        for box in self.boxes:
            if (box.top, box.bottom) == (row, row + 1):
                broken.append(replace(box, lines=box.lines[:fitting]))
                rest = box.lines[fitting:]
                broken.append(replace(box, top=row + 1, bottom=row + 2, lines=rest))
            else:
                top, bottom = box.top + (box.top > row), box.bottom + (box.bottom > row)
                broken.append(replace(box, top=top, bottom=bottom))
        self.boxes = broken
        first = self._height_of(fitting)
        left_over = max(self.heights[row] - first, self._height_of(1)) + 2 * PADDING
        self.heights[row : row + 1] = [first, left_over]
        return row + 1


def wrap(text: str, width: float, size: float) -> list[str]:
    """The lines of a text set to a width; numbers and words are kept whole where they fit."""
    lines, line, used = [], "", 0.0
    for unit in _UNBROKEN.findall(text):
        for piece in [unit] if _width_of(unit, size) <= width else unit:
            taken = _width_of(piece, size)
            if piece == "\n" or (line and used + taken > width):
                lines.append(line)
                line, used = "", 0.0
            if piece != "\n":
                line, used = line + piece, used + taken
    return [*lines, line] if line else lines


@lru_cache(maxsize=65536)
def _width_of(text: str, size: float) -> float:
    return float(stringWidth(text, FACE, size))
