"""One statutory table of a made-up body, as an office typesets it, and what is read from it."""

from __future__ import annotations

from typing import NamedTuple

from documents import rows_of

_SENTENCE = "2031年一般公共预算财政拨款支出9.00万元，比上年减少1.00万元。\n"
"""A document without a figure is none: this one stands for the rest of it."""


class Reading(NamedTuple):
    """The first table of a document: its statement, its status, and its amounts.

    amounts: 万元 by the row's code, or its name where it has none, and the measure.
    """

    statement: str | None
    status: str
    amounts: dict[tuple[str, str], float]

    def column(self, measure: str) -> dict[str, float]:
        """The amounts of one measure by row."""
        return {row: amount for (row, each), amount in self.amounts.items() if each == measure}


def read_table(table: str, kind: str = "预算") -> Reading:
    """What is read from a document of 2031 that holds one table, written with its title."""
    rows = rows_of(f"宁波市信访局2031年部门{kind}\n{table}{_SENTENCE}")
    found = rows.tables[0]
    items = rows.line_items
    amounts = {(item.code or item.name, item.measure): item.amount for item in items}
    assert len(amounts) == len(items), "an amount is read twice"
    return Reading(found.statement, found.status, amounts)
