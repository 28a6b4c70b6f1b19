"""The identities between the statutory tables of one disclosure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analytics.model import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    GRAND_TOTAL,
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


def agreements(tables: Mapping[str, Sequence[LineItem]], statement: str) -> list[Identity]:
    """The identities between one table and the others."""

    def concerns(identity: Identity) -> bool:
        figures = [identity.total, *(part for _, part in identity.parts)]
        return statement in {figure.statement for figure in figures}

    return list(filter(concerns, cross_identities(tables)))


def cross_identities(tables: Mapping[str, Sequence[LineItem]]) -> Iterator[Identity]:
    """The same quantity printed in two tables is the same amount, to the coarser print of both."""
    places = {statement: last_place(items) for statement, items in tables.items()}

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
    year_revenue = find(REVENUE, TOTAL, "subtotal")
    if year_revenue is None and find(REVENUE, TOTAL, "carry_over") is None:
        year_revenue = find(REVENUE, TOTAL, "total")
    pairs = (
        (
            "revenue_total",
            year_revenue,
            find(REVENUE_EXPENDITURE_SUMMARY, REVENUE_TOTAL, "amount", SECTION_REVENUE),
        ),
        (
            "revenue_grand_total",
            None if year_revenue is not None else find(REVENUE, TOTAL, "total"),
            find(REVENUE_EXPENDITURE_SUMMARY, GRAND_TOTAL, "amount", SECTION_REVENUE),
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
            place = max(places[total.statement], places[other.statement])
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
        place = max(places[GENERAL_BUDGET_EXPENDITURE], places[BASIC_EXPENDITURE])
        yield Identity("basic_total", GENERAL_BUDGET_EXPENDITURE, basic, plus(parts), place)
