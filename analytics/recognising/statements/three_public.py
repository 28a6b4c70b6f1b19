"""The “三公” table: its items across the columns or down the rows."""

from __future__ import annotations

import re
from collections import defaultdict
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
from analytics.recognising.periods import is_change
from analytics.recognising.readings import Row
from analytics.recognising.statements.cells import Shaped, number_cells
from analytics.recognising.wording import normalise

_OWN_WORDS: Final = "三公"
_OF_WHICH: Final = re.compile(r"^其中")
_TOTAL_LABELS: Final = frozenset({"合计", "总计"})


def across(header: Header, kind: str, year: int) -> Shaped | None:
    """Items in columns: one row of figures, or one a year, or one a unit under their total.

    None where the rows or the columns of an item leave open which figure is the body's.
    """
    columns: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    own_total = any(_item(path) == TOTAL and _OWN_WORDS in "".join(path) for path in header.paths)
    for at, path in enumerate(header.paths):
        item = _item(path)
        if item == TOTAL and own_total and _OWN_WORDS not in "".join(path):
            continue  # a total with meetings and training
        if item and not is_change("".join(path)):
            columns[item, three_public_measure(path, kind, year)].append(at)
    if len({item for item, _ in columns}) < 3:
        return None
    own = "budget" if kind == BUDGET else "final"
    dated = any(measure is not None for _, measure in columns)
    by_measure: dict[str, list[list[Cell]]] = defaultdict(list)
    for cells in header.body:
        printed = any(_is_number(cells, at) for each in columns.values() for at in each)
        if printed and (dated or not any(is_change(normalise(cell.text)) for cell in cells)):
            by_measure["" if dated else _measure_of_row(cells, kind, year) or own].append(cells)
    rows: dict[str, Row] = {}
    for of_row, printed_rows in by_measure.items():
        total_row = _total_row(printed_rows)
        if total_row is None:
            return None
        for (item, of_column), each in columns.items():
            measure = of_column if dated else of_row
            figures = [total_row[at] for at in each if _is_number(total_row, at)]
            if sum(bool(parse_number(cell.text)) for cell in figures) > 1:
                if measure == "prior_year":
                    continue  # last year's budget and outturn
                return None
            if measure and figures:
                cell = max(figures, key=lambda cell: bool(parse_number(cell.text)))
                rows.setdefault(item, Row(cell.place, item)).cells[measure] = cell
    measures = dict.fromkeys(measure for row in rows.values() for measure in row.cells)
    return tuple(measures), list(rows.values())


def _is_number(cells: list[Cell], at: int) -> bool:
    return at < len(cells) and parse_number(cells[at].text) is not None


def _total_row(rows: list[list[Cell]]) -> list[Cell] | None:
    """Of the rows of units that of their total; the only row where there is one; else None."""
    named = [cells for cells in rows if any(normalise(c.text) in _TOTAL_LABELS for c in cells)]
    return next(iter(named), rows[0] if len(rows) == 1 else None)


def _item(path: tuple[str, ...]) -> str | None:
    """The item of a column: that of its lowest label that names one, a subtotal's of the label
    over it."""
    if not path or (_OF_WHICH.match(path[-1]) and not three_public_item(path[-1])):
        return None
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
    """Items in rows: a column each for budget and final accounts, or one amount.

    None where an item has two rows: which of them is the body's is not told.
    """
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
        named = next((cell for cell in cells if three_public_item(normalise(cell.text))), None)
        printed = {measure: cells[at] for measure, at in columns.items() if at < len(cells)}
        if named is not None and number_cells(printed):
            rows.append(Row(named.place, named.text, cells=number_cells(printed)))
    own_total = any(_OWN_WORDS in normalise(row.label) for row in rows)
    rows = [
        row
        for row in rows
        if not own_total or _item((normalise(row.label),)) != TOTAL or _OWN_WORDS in row.label
    ]
    items = [_item((normalise(row.label),)) for row in rows]
    if len(rows) < 3 or len(set(items)) < len(items):
        return None
    return tuple(columns), rows
