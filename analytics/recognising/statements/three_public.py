"""The “三公” table: its items across the columns or down the rows."""

from __future__ import annotations

from typing import Final

from analytics.model import BUDGET, TOTAL
from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number
from analytics.recognising.headers import Header
from analytics.recognising.measures import (
    is_amount_column,
    three_public_item,
    three_public_measure,
)
from analytics.recognising.readings import Row
from analytics.recognising.statements.cells import Shaped, number_cells
from analytics.recognising.wording import normalise

_OWN_WORDS: Final = "三公"


def across(header: Header, kind: str, year: int) -> Shaped | None:
    """Items in columns: one row of figures, or one a year."""
    columns: dict[tuple[str, str | None], int] = {}
    own_total = any(_item(path) == TOTAL and _OWN_WORDS in "".join(path) for path in header.paths)
    for at, path in enumerate(header.paths):
        item = _item(path)
        if item == TOTAL and own_total and _OWN_WORDS not in "".join(path):
            continue  # a total with meetings and training
        measure = three_public_measure(path, kind, year)
        if item and (item, measure) not in columns:
            columns[item, measure] = at
    if len({item for item, _ in columns}) < 3:
        return None
    own = "budget" if kind == BUDGET else "final"
    dated = any(measure is not None for _, measure in columns)
    rows: dict[str, Row] = {}
    for cells in header.body:
        of_row = _measure_of_row(cells, kind, year) or own
        for (item, of_column), at in columns.items():
            measure = of_column if dated else of_row
            if measure and at < len(cells) and parse_number(cells[at].text) is not None:
                row = rows.setdefault(item, Row(cells[at].place, item))
                row.cells.setdefault(measure, cells[at])
    measures = dict.fromkeys(measure for row in rows.values() for measure in row.cells)
    return tuple(measures), list(rows.values())


def _item(path: tuple[str, ...]) -> str | None:
    """The item of a column: that of its lowest label that names one, a subtotal's of the label
    over it."""
    named = [item for label in path if (item := three_public_item(label))]
    if len(named) > 1 and named[-1] == TOTAL:
        named.pop()
    return named[-1] if named else None


def _measure_of_row(cells: list[Cell], kind: str, year: int) -> str | None:
    """What a row that names its year holds; None for a row that does not."""
    return next(
        filter(None, (three_public_measure((normalise(c.text),), kind, year) for c in cells)), None
    )


def down(header: Header, kind: str, year: int) -> Shaped | None:
    """Items in rows: a column each for budget and final accounts, or one amount."""
    own = "budget" if kind == BUDGET else "final"
    columns: dict[str, int] = {}
    for at, path in enumerate(header.paths):
        measure = three_public_measure(path, kind, year)
        if measure is None and path and is_amount_column(path[-1]):
            measure = own
        if measure and measure not in columns:
            columns[measure] = at
    rows: list[Row] = []
    for cells in header.body:
        named = next(
            (cell for cell in cells if three_public_item(normalise(cell.text)) is not None), None
        )
        if named is None or not columns:
            continue
        printed = {measure: cells[at] for measure, at in columns.items() if at < len(cells)}
        rows.append(Row(named.place, named.text, cells=number_cells(printed)))
    return (tuple(columns), rows) if len(rows) > 2 else None
