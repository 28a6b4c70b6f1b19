"""Rows of the nine statutory tables, one module a shape of table.

A shape is told by its header: two sides (the summaries), a code and measures, groups of code,
name and amount (basic expenditure), items in rows or in columns (“三公”). Each gives None for a
grid that has not its shape. A table with its measures down the rows is turned first.
"""

from __future__ import annotations

from typing import Final

from analytics.model import (
    BASIC_EXPENDITURE,
    FISCAL_APPROPRIATION_SUMMARY,
    GOVERNMENT_FUND,
    GRAND_TOTAL,
    REVENUE_EXPENDITURE_SUMMARY,
    STATE_CAPITAL,
    THREE_PUBLIC,
)
from analytics.recognising.headers import Header
from analytics.recognising.measures import three_public_item
from analytics.recognising.periods import own_period
from analytics.recognising.readings import Row
from analytics.recognising.statements import three_public
from analytics.recognising.statements.basic import basic
from analytics.recognising.statements.by_code import by_code
from analytics.recognising.statements.cells import Shaped
from analytics.recognising.statements.fund_sides import fund_sides
from analytics.recognising.statements.turned import turned
from analytics.recognising.statements.two_sided import two_sided
from analytics.recognising.wording import canonical_label

_GRAND_TOTALS: Final = frozenset({"收入总计", "支出总计", "总计"})


def read_rows(statement: str, header: Header, kind: str, year: int) -> Shaped | None:
    """The measures that a statutory table prints and its rows; None where the shape is another.

    statement is one of model.STATEMENTS, kind one of model.KINDS, year that of the figures.
    """
    if statement == THREE_PUBLIC:
        return three_public.across(header, kind, year) or three_public.down(header, kind, year)
    header = own_period(header, kind, year)
    if statement in (REVENUE_EXPENDITURE_SUMMARY, FISCAL_APPROPRIATION_SUMMARY):
        return two_sided(statement, header)
    if statement == BASIC_EXPENDITURE:
        return basic(header)
    shaped = by_code(statement, header) or by_code(statement, turned(header))
    if shaped is None and statement in (GOVERNMENT_FUND, STATE_CAPITAL):
        return fund_sides(statement, header)
    return shaped


def row_name(statement: str, row: Row) -> str:
    """The canonical label of a row, before the code list has been asked."""
    if row.name:
        return row.name
    label = canonical_label(row.label)
    if statement == THREE_PUBLIC:
        return three_public_item(label) or label
    if label in _GRAND_TOTALS:
        return GRAND_TOTAL
    return label
