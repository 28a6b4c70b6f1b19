"""A workbook as XLSX and XLS both hold it, and the blocks that a reader of it sees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from openpyxl.utils.cell import get_column_letter

from analytics.reading.blocks import Block, Cell, Line, Place
from analytics.reading.errors import UnreadableError
from analytics.reading.grids import blocks_of
from analytics.reading.limits import CellBudget

MAX_COLUMNS: Final = 16384
"""Columns that a sheet has at most."""

Spot = tuple[int, int]
"""A row and a column, both counted from 1."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range of cells, its last row and column in it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet: the texts that its filled cells show, and how it is laid out."""

    name: str
    texts: dict[Spot, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def without_text(hidden: list[str]) -> UnreadableError:
    """The error for a workbook whose visible sheets show nothing."""
    if not hidden:
        return UnreadableError("the workbook holds no text", "check that it was saved completely")
    named = "、".join(hidden)
    return UnreadableError(
        f"the workbook holds no text but in hidden sheets ({named})",
        "show these sheets and save it",
    )


def blocks_of_workbook(sheets: Iterable[Sheet], budget: CellBudget) -> Iterator[Block]:
    """The blocks of the sheets, each under its name; what a sheet hides is left out.

    Hidden rows and columns hold what was not to be published: keys that a program needs, drafts,
    another year's figures. A sheet's name stands above it because it is often the only title
    that its table has. Raises UnreadableError for more cells than the budget has.
    """
    for sheet in sheets:
        rows = _rows(sheet, budget)
        if rows:
            yield Line(sheet.name.strip(), Place(None, f"{sheet.name}!A1"))
            yield from blocks_of(rows)


def _rows(sheet: Sheet, budget: CellBudget) -> list[list[Cell]]:
    """The visible rows with text, all of one width, and an empty one where others were between."""
    firsts = _first_cells(sheet)
    texts = _visible(sheet, sheet.texts | firsts)
    if not texts:
        return []
    rows = sorted({row for row, _ in texts})
    used = {column for _, column in texts}
    columns = [
        column for column in range(min(used), max(used) + 1) if column not in sheet.hidden_columns
    ]
    budget.take(len(rows) * len(columns))
    covered = _covered(sheet.merges, rows, columns, budget) - firsts.keys()
    written: list[list[Cell]] = []
    above = rows[0]
    for row in rows:
        if any(between not in sheet.hidden_rows for between in range(above + 1, row)):
            written.append([])
        above = row
        written.append([_cell(sheet, texts, covered, (row, column)) for column in columns])
    return written


def _cell(sheet: Sheet, texts: dict[Spot, str], covered: set[Spot], spot: Spot) -> Cell:
    row, column = spot
    place = Place(None, f"{sheet.name}!{get_column_letter(column)}{row}")
    if spot in covered:
        return Cell("", place, covered=True)
    return Cell(texts.get(spot, ""), place)


def _first_cells(sheet: Sheet) -> dict[Spot, str]:
    """Where merged ranges show the text of their first cell, whose row or column may be hidden."""
    firsts: dict[Spot, str] = {}
    for merge in sheet.merges:
        rows, columns = range(merge.top, merge.bottom + 1), range(merge.left, merge.right + 1)
        row = next((row for row in rows if row not in sheet.hidden_rows), None)
        column = next((column for column in columns if column not in sheet.hidden_columns), None)
        if row is not None and column is not None:
            firsts[row, column] = sheet.texts.get((merge.top, merge.left), "")
    return firsts


def _visible(sheet: Sheet, texts: dict[Spot, str]) -> dict[Spot, str]:
    return {
        (row, column): text
        for (row, column), text in texts.items()
        if text and row not in sheet.hidden_rows and column not in sheet.hidden_columns
    }


def _covered(
    merges: Iterable[Merge], rows: list[int], columns: list[int], budget: CellBudget
) -> set[Spot]:
    """The cells of these rows and columns that merged ranges span.

    Ranges in a damaged file may overlap, so that what they span has to be bounded as well.
    """
    covered: set[Spot] = set()
    spanned = 0
    for merge in merges:
        down = rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]
        across = columns[bisect_left(columns, merge.left) : bisect_right(columns, merge.right)]
        spanned += len(down) * len(across)
        budget.check(spanned)
        covered.update((row, column) for row in down for column in across)
    return covered
