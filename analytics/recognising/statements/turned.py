"""A table with its measures down the rows and one column of amounts, turned on its side."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.reading.blocks import Cell
from analytics.recognising.headers import Header
from analytics.recognising.measures import is_amount_column
from analytics.recognising.periods import OTHER_PERIOD
from analytics.recognising.wording import canonical_label


def turned(header: Header) -> Header:
    """The same table with a column for each of its rows, and its amounts in one row.

    The labels of a row, left of the amounts, become those above the column; one that is merged
    over several rows is the label of them all.
    """
    amount = next((at for at in range(len(header.paths)) if is_amount_column(header.leaf(at))), 0)
    labels = [at for at in range(amount) if header.leaf(at) != OTHER_PERIOD]
    rows = [cells for cells in header.body if amount < len(cells)]
    if not labels or not rows:
        return Header((), [])
    paths = _paths([[cells[at] for at in labels] for cells in rows])
    return Header(tuple(paths), [[cells[amount] for cells in rows]])


def _paths(rows: list[list[Cell]]) -> Iterator[tuple[str, ...]]:
    """The labels of each row, those merged over it from above included."""
    above: list[str] = []
    for cells in rows:
        labels = [canonical_label(cell.text) for cell in cells]
        for at, label in enumerate(labels):
            if not label and any(labels[at + 1 :]) and at < len(above):
                labels[at] = above[at]
        above = labels
        yield tuple(dict.fromkeys(filter(None, labels)))
