"""The “三公” table: its items across the columns or down the rows."""

from __future__ import annotations

from analytics.model import BUDGET, TOTAL
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


def across(kind: str, header: Header) -> Shaped | None:
    """Items in columns: one row of figures under budget and final accounts."""
    columns: dict[tuple[str, str], int] = {}
    for at, path in enumerate(header.paths):
        item = next(filter(None, (three_public_item(label) for label in reversed(path))), None)
        if item == TOTAL and len(path) > 1 and three_public_item(path[-2]):
            item = three_public_item(path[-2])
        measure = three_public_measure(path) or ("budget" if kind == BUDGET else "final")
        if item and (item, measure) not in columns:
            columns[item, measure] = at
    if len({item for item, _ in columns}) < 3:
        return None
    rows: dict[str, Row] = {}
    for cells in header.body:
        for (item, measure), at in columns.items():
            if at < len(cells) and parse_number(cells[at].text) is not None:
                row = rows.setdefault(item, Row(cells[at].place, item))
                row.cells.setdefault(measure, cells[at])
    measures = tuple(dict.fromkeys(measure for _, measure in columns))
    return measures, list(rows.values())


def down(kind: str, header: Header) -> Shaped | None:
    """Items in rows: a column each for budget and final accounts, or one amount."""
    columns: dict[str, int] = {}
    for at, path in enumerate(header.paths):
        measure = three_public_measure(path)
        if measure is None and path and is_amount_column(path[-1]):
            measure = "budget" if kind == BUDGET else "final"
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
