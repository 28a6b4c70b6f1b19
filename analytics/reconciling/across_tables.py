"""The identities between the statutory tables of one disclosure."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.model import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    PERSONNEL_TOTAL,
    PUBLIC_TOTAL,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    REVENUE_TOTAL,
    SECTION_EXPENDITURE,
    SECTION_PERSONNEL,
    SECTION_PUBLIC,
    SECTION_REVENUE,
    STATE_CAPITAL,
    TOTAL,
    LineItem,
)
from analytics.reconciling.identity import Identity, last_place, plus


def cross_identities(tables: dict[str, list[LineItem]]) -> Iterator[Identity]:
    """The same quantity printed in two tables is the same amount."""

    def find(
        statement: str, name: str, measure: str, section: str | None = None
    ) -> LineItem | None:
        return next(
            (
                item
                for item in tables.get(statement, ())
                if (item.name, item.measure, item.section) == (name, measure, section)
            ),
            None,
        )

    fiscal = FISCAL_APPROPRIATION_SUMMARY
    pairs = (
        (
            "revenue_total",
            find(REVENUE, TOTAL, "subtotal") or find(REVENUE, TOTAL, "total"),
            find(REVENUE_EXPENDITURE_SUMMARY, REVENUE_TOTAL, "amount", SECTION_REVENUE),
        ),
        (
            "expenditure_total",
            find(EXPENDITURE, TOTAL, "total"),
            find(REVENUE_EXPENDITURE_SUMMARY, EXPENDITURE_TOTAL, "amount", SECTION_EXPENDITURE),
        ),
        (
            "general_budget_total",
            find(GENERAL_BUDGET_EXPENDITURE, TOTAL, "total"),
            find(fiscal, EXPENDITURE_TOTAL, "general_public_budget", SECTION_EXPENDITURE),
        ),
        (
            "government_fund_total",
            find(GOVERNMENT_FUND, TOTAL, "total"),
            find(fiscal, EXPENDITURE_TOTAL, "government_fund", SECTION_EXPENDITURE),
        ),
        (
            "state_capital_total",
            find(STATE_CAPITAL, TOTAL, "total"),
            find(fiscal, EXPENDITURE_TOTAL, "state_capital", SECTION_EXPENDITURE),
        ),
    )
    for rule, total, other in pairs:
        if total is not None and other is not None:
            place = last_place([total, other])
            yield Identity(rule, total.statement, total, plus([other]), place)
    basic = find(GENERAL_BUDGET_EXPENDITURE, TOTAL, "basic")
    parts = [
        item
        for item in (
            find(BASIC_EXPENDITURE, PERSONNEL_TOTAL, "amount"),
            find(BASIC_EXPENDITURE, PUBLIC_TOTAL, "amount"),
            find(BASIC_EXPENDITURE, PERSONNEL_TOTAL, "amount", SECTION_PERSONNEL),
            find(BASIC_EXPENDITURE, PUBLIC_TOTAL, "amount", SECTION_PUBLIC),
        )
        if item is not None
    ]
    if basic is not None and len(parts) == 2:
        place = last_place([basic, *parts])
        yield Identity("basic_total", GENERAL_BUDGET_EXPENDITURE, basic, plus(parts), place)
