"""The readings that a table whose print has come apart admits; choosing decides between them.

Every figure that a reading has moved says so in `repaired`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final

from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number
from analytics.recognising.readings import Row, TableReading

ROW_SHIFT: Final = "row_shift"
COLUMN_DROPPED: Final = "column_dropped"
LINE_OF_CELL: Final = "line_of_cell"

_MOST_READINGS: Final = 64
"""More candidate readings than this are no evidence for any of them."""


def shifted(reading: TableReading) -> Iterator[TableReading]:
    """Labels and figures paired anew in printed order, where some rows hold only one of them."""
    labelled = [row for row in reading.rows if row.code or row.label]
    figured = [row for row in reading.rows if row.cells]
    if len(labelled) == len(figured) and labelled != figured:
        yield replace(
            reading,
            rows=[
                label
                if label is figures
                else replace(label, cells=figures.cells, place=figures.place, repaired=ROW_SHIFT)
                for label, figures in zip(labelled, figured, strict=True)
            ],
        )


def with_dropped_columns(reading: TableReading) -> Iterator[TableReading]:
    """Figures too few for their columns, with the same columns left out in every such row.

    The columns nearest the right end are tried first: a table loses its last empty columns
    before its first.
    """
    loose = [row for row in reading.rows if row.loose]
    lost = {len(reading.measures) - len(row.loose) for row in loose}
    if len(lost) != 1:
        return
    (count,) = lost
    if count < 0:
        return
    choices = list(combinations(reversed(reading.measures), count))
    if not 0 < len(choices) <= _MOST_READINGS:
        return
    for dropped in choices:
        kept = [measure for measure in reading.measures if measure not in dropped]
        yield replace(reading, rows=[_placed(row, kept) for row in reading.rows])


def one_line(reading: TableReading) -> Iterator[TableReading]:
    """One line of a cell that holds several, where each could be a figure by itself.

    As the table is read such a cell is one number, wrapped.
    """
    for at, row in enumerate(reading.rows):
        for measure, cell in row.cells.items():
            lines = cell.text.splitlines()
            if len(lines) < 2 or any(parse_number(line) is None for line in lines):
                continue
            for line in lines:
                cells = row.cells | {measure: replace(cell, text=line)}
                changed = replace(row, cells=cells, repaired=LINE_OF_CELL)
                yield replace(reading, rows=[*reading.rows[:at], changed, *reading.rows[at + 1 :]])


def _placed(row: Row, kept: list[str]) -> Row:
    if not row.loose:
        return row
    cells: dict[str, Cell] = dict(zip(kept, row.loose, strict=True))
    return replace(row, cells=cells, loose=[], repaired=COLUMN_DROPPED)
