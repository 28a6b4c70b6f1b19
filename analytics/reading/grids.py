"""Tables as they are written in a file become rows of cells, and the lines above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analytics.reading.blocks import Block, Cell, Grid, Line


def blocks_of(rows: Sequence[list[Cell]]) -> Iterator[Block]:
    """A table's rows as grids, with what stands above its columns as lines.

    Web pages and workbooks put a table's title, unit and notes into cells of the table. Rows at
    its beginning with one filled cell are lines, all rows where none has two. Below a blank row
    a cell merged over half of the table's width or more begins another table.
    """
    table: list[list[Cell]] = []
    blank = False
    for row in rows:
        if not any(row):
            blank = True
            continue
        if blank and table and _is_banner(row):
            yield from _one_table(table)
            table = []
        table.append(row)
        blank = False
    yield from _one_table(table)


def lines_of(cell: Cell) -> Iterator[Line]:
    """The lines of a cell's text."""
    return (Line(text, cell.place) for text in cell.text.splitlines() if text.strip())


def _one_table(rows: Iterable[list[Cell]]) -> Iterator[Block]:
    body: list[list[Cell]] = []
    for row in rows:
        if body or sum(map(bool, row)) > 1:
            body.append(row)
        else:
            yield from lines_of(next(filter(None, row)))
    if body:
        yield Grid(body)


def _is_banner(row: list[Cell]) -> bool:
    covered = sum(cell.covered for cell in row)
    return sum(map(bool, row)) == 1 and 2 * (covered + 1) >= len(row)
