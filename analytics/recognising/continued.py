"""A table that goes on over a page break, where the next page leaves out a column."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from analytics.reading.blocks import Cell, Grid, Place


def in_columns_of(head: Grid, below: Grid) -> Grid:
    """The rows of a continued table in the columns of its head, blanks where it has none.

    A page on which a column prints nothing may be read without that column. Where a column
    belongs is told by where it stands on the page; a grid that is as wide as the head, whose
    places are no boxes, or whose columns do not fit, stays as it is.
    """
    columns, own = _centres(head), _centres(below)
    if not own or len(own) >= len(columns):
        return below
    at = [min(range(len(columns)), key=lambda n: abs(columns[n] - centre)) for centre in own]
    if any(left >= right for left, right in pairwise(at)):
        return below
    return Grid([_spread(row, at, len(columns)) for row in below.rows])


def _spread(row: list[Cell], at: list[int], width: int) -> list[Cell]:
    blank = Cell("", Place(row[0].place.page, row[0].place.locator))
    spread = [blank] * width
    for column, cell in zip(at, row, strict=True):
        spread[column] = cell
    return spread


def _centres(grid: Grid) -> list[float]:
    """The middle of each column from left to right; none where places are no boxes."""
    width = max(map(len, grid.rows))
    middles: list[list[float]] = [[] for _ in range(width)]
    for row in grid.rows:
        for column, cell in zip(middles, row, strict=False):
            edges = cell.place.locator.split(",")
            if len(row) != width or len(edges) != 4:
                return []
            column.append((float(edges[0]) + float(edges[2])) / 2)
    return [median(column) for column in middles]
