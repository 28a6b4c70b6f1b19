"""One of the three budgets printed as a summary: revenue on the left, its 类 on the right."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from analytics.model import (
    MEASURES,
    REVENUE_EXPENDITURE_SUMMARY,
    SECTION_EXPENDITURE,
    SECTION_REVENUE,
    TOTAL,
)
from analytics.recognising.headers import Header
from analytics.recognising.readings import Row
from analytics.recognising.statements.cells import Shaped
from analytics.recognising.statements.two_sided import two_sided
from analytics.recognising.wording import canonical_label
from analytics.reference import functional_names

_TOTALS: Final = (
    (SECTION_REVENUE, "revenue", re.compile(r"^(?:本年)?收入合计$|^合计$")),
    (SECTION_REVENUE, "opening_balance", re.compile(r"^(?:上年|年初)结转")),
    (SECTION_EXPENDITURE, "total", re.compile(r"^(?:本年)?支出合计$|^合计$")),
    (SECTION_EXPENDITURE, "closing_balance", re.compile(r"^(?:结转下年|年[末终]结转)")),
)
"""The rows that hold the totals: side, measure and label."""


def fund_sides(statement: str, header: Header) -> Shaped | None:
    """The 类 of expenditure, and the totals of both sides as the one row 合计."""
    sides = two_sided(REVENUE_EXPENDITURE_SUMMARY, header)
    if sides is None or not header.body:
        return None
    rows: list[Row] = []
    total = Row(place=header.body[0][0].place, label=TOTAL)
    for row in sides[1]:
        amount = row.cells.get("amount")
        if amount is None:
            continue
        label = canonical_label(row.label)
        code = _class_codes().get(label)
        if code and row.section == SECTION_EXPENDITURE:
            rows.append(replace(row, section=None, code=code, cells={"total": amount}))
        for section, measure, words in _TOTALS:
            if section == row.section and words.match(label) and measure in MEASURES[statement]:
                total.cells[measure] = amount
    return MEASURES[statement], [*rows, total] if total.cells else rows


@lru_cache(maxsize=1)
def _class_codes() -> dict[str, str]:
    """The code of each 类 of the functional classification by its name."""
    classes = ((code, name) for code, name in functional_names().items() if len(code) == 3)
    return {canonical_label(name): code for code, name in classes}
