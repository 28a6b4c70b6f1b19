"""Errors and anomalies planted in the statutory tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

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
    RECEPTION,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    REVENUE_TOTAL,
    SECTION_EXPENDITURE,
    STATE_CAPITAL,
    THREE_PUBLIC,
    TOTAL,
    VEHICLES,
    DisclosureRows,
    LineItem,
)
from benchmarks.plants.plant import Change, Plant, Target, cells, misprinted, reprint
from corpus.honest_corpus import Made

_LEAST = 1.0
_LISTINGS = (EXPENDITURE, GENERAL_BUDGET_EXPENDITURE, REVENUE)
_SUMMARIES = (REVENUE_EXPENDITURE_SUMMARY, FISCAL_APPROPRIATION_SUMMARY)
_OPENING = ("年初", "上年结转")
_CLOSING = "年末"


def _misprint(fits: Callable[[LineItem], bool]) -> Change:
    """One digit of one of the cells that fit is another."""

    def change(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
        found = [item for item in made.rows.line_items if item.amount >= _LEAST and fits(item)]
        if not found:
            return None
        item = random.choice(found)
        reprint(made, item, misprinted(random, item.amount))
        return cells([item])

    return change


def _is_group(item: LineItem) -> bool:
    return item.statement in _LISTINGS and item.level in (1, 2) and item.measure != "other"


def _is_column_total(item: LineItem) -> bool:
    return item.statement in _LISTINGS and item.code is None and item.name == TOTAL


def _is_part_of_row(item: LineItem) -> bool:
    return (
        item.statement in (EXPENDITURE, GENERAL_BUDGET_EXPENDITURE)
        and item.level == 3
        and item.measure in ("basic", "project")
    )


def _swapped_rows(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """The figures of two items of different groups (款) stand in each other's row."""
    rows: dict[str, list[LineItem]] = {}
    for item in made.rows.line_items:
        if item.statement == EXPENDITURE and item.level == 3 and item.code:
            rows.setdefault(item.code, []).append(item)
    codes = [code for code, row in rows.items() if max(item.amount for item in row) >= _LEAST]
    pairs = [
        (one, other)
        for one in codes
        for other in codes
        if one[:5] < other[:5] and abs(rows[one][0].amount - rows[other][0].amount) >= _LEAST
    ]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    for first, second in zip(rows[one], rows[other], strict=True):
        amounts = first.amount, second.amount
        reprint(made, first, amounts[1])
        reprint(made, second, amounts[0])
    return cells([*rows[one], *rows[other]])


def _shifted(statement: str, *measures: str) -> Change:
    """One item of a table is off, and so are all sums above it: the table closes in itself."""

    def change(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
        items = [item for item in made.rows.line_items if item.statement == statement]
        leaves = [
            item
            for item in items
            if item.level == 3 and item.measure == measures[-1] and item.amount >= _LEAST
        ]
        if not leaves:
            return None
        leaf = random.choice(leaves)
        moved = misprinted(random, leaf.amount) - leaf.amount
        touched = [
            item
            for item in items
            if item.measure in measures
            and ((leaf.code or "").startswith(item.code) if item.code else item.name == TOTAL)
        ]
        return _move(made, touched, moved)

    return change


def _move(made: Made, items: Sequence[LineItem], moved: float) -> Target | None:
    """The same sum more in each of the cells; None where one would be negative."""
    if not items or any(item.amount + moved < 0 for item in items):
        return None
    for item in items:
        reprint(made, item, float(Decimal(str(item.amount)) + Decimal(str(round(moved, 2)))))
    return cells(items)


def _shifted_basic(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """One economic item, its class and the totals above are off by the same sum."""
    items = [item for item in made.rows.line_items if item.statement == BASIC_EXPENDITURE]
    leaves = [item for item in items if item.level == 2 and item.amount >= _LEAST]
    if not leaves:
        return None
    leaf = random.choice(leaves)
    section = PERSONNEL_TOTAL if leaf.section == "personnel" else PUBLIC_TOTAL
    touched = [
        item
        for item in items
        if item.code in (leaf.code, (leaf.code or "")[:3]) or item.name in (section, TOTAL)
    ]
    return _move(made, touched, misprinted(random, leaf.amount) - leaf.amount)


def _unbalanced(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """What is left at the end of the year, and the total on that side alone, are higher."""
    items = _summary(made, SECTION_EXPENDITURE)
    touched = [item for item in items if item.name == GRAND_TOTAL or item.name.startswith(_CLOSING)]
    return _move(made, touched, round(random.uniform(1, 500), 2)) if len(touched) == 2 else None


def _carried_over(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """Much of the year's money came from the year before and goes to the next."""
    items = _summary(made)
    spent = next((item.amount for item in items if item.name == EXPENDITURE_TOTAL), 0.0)
    touched = [
        item
        for item in items
        if item.name == GRAND_TOTAL or item.name.startswith((*_OPENING, _CLOSING))
    ]
    if len(touched) != 4 or spent < _LEAST:
        return None
    return _move(made, touched, round(spent * random.uniform(0.12, 0.5), 2))


def _summary(made: Made, *sections: str) -> list[LineItem]:
    return [
        item
        for item in made.rows.line_items
        if item.statement == REVENUE_EXPENDITURE_SUMMARY
        and (not sections or item.section in sections)
    ]


def _public_over_budget(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """More was spent on receptions than the budget of the “三公” table allows."""
    named = {
        (item.name, item.measure): item
        for item in made.rows.line_items
        if item.statement == THREE_PUBLIC
    }
    if (RECEPTION, "final") not in named or (RECEPTION, "budget") not in named:
        return None
    over = named[RECEPTION, "budget"].amount - named[RECEPTION, "final"].amount
    touched = [named[RECEPTION, "final"], named[TOTAL, "final"]]
    return _move(made, touched, round(over + random.uniform(0.5, 8), 2))


TABLE_PLANTS = (
    Plant("a digit of a group's sum", "tables", "class_sum", _misprint(_is_group)),
    Plant("figures of two rows swapped", "tables", "class_sum", _swapped_rows),
    Plant("a digit of a column's total", "tables", "class_total", _misprint(_is_column_total)),
    Plant("a digit of a row's part", "tables", "row_total", _misprint(_is_part_of_row)),
    Plant(
        "a digit of this year's revenue in a row",
        "tables",
        "row_subtotal",
        _misprint(lambda item: item.measure == "subtotal"),
    ),
    Plant(
        "a digit of the year's total",
        "tables",
        "year_total",
        _misprint(
            lambda item: (
                item.statement in _SUMMARIES and item.name in (REVENUE_TOTAL, EXPENDITURE_TOTAL)
            )
        ),
    ),
    Plant(
        "a digit of the grand total",
        "tables",
        "grand_total",
        _misprint(lambda item: item.statement in _SUMMARIES and item.name == GRAND_TOTAL),
    ),
    Plant("one side higher than the other", "tables", "both_sides", _unbalanced),
    Plant(
        "a digit of the fiscal carry-over",
        "tables",
        "carry_over",
        _misprint(
            lambda item: (
                item.statement == FISCAL_APPROPRIATION_SUMMARY
                and item.name == "年初财政拨款结转和结余"
            )
        ),
    ),
    Plant(
        "a digit of personnel or public expenses",
        "tables",
        "section_total",
        _misprint(lambda item: item.name in (PERSONNEL_TOTAL, PUBLIC_TOTAL)),
    ),
    Plant(
        "a digit of a sum of “三公”",
        "tables",
        "three_public_sum",
        _misprint(lambda item: item.statement == THREE_PUBLIC and item.name in (TOTAL, VEHICLES)),
    ),
    Plant(
        "a digit of a fund's closing balance",
        "tables",
        "balance",
        _misprint(
            lambda item: item.statement == GOVERNMENT_FUND and item.measure == "closing_balance"
        ),
    ),
    Plant(
        "revenue table off the summary",
        "tables",
        "revenue_total",
        _shifted(REVENUE, "total", "subtotal", "fiscal_appropriation"),
    ),
    Plant(
        "expenditure table off the summary",
        "tables",
        "expenditure_total",
        _shifted(EXPENDITURE, "total", "project"),
    ),
    Plant(
        "general budget table off the summary",
        "tables",
        "general_budget_total",
        _shifted(GENERAL_BUDGET_EXPENDITURE, "total", "project"),
    ),
    Plant(
        "fund table off the summary",
        "tables",
        "government_fund_total",
        _shifted(GOVERNMENT_FUND, "revenue", "total", "project"),
    ),
    Plant(
        "state capital table off the summary",
        "tables",
        "state_capital_total",
        _shifted(STATE_CAPITAL, "total", "project"),
    ),
    Plant("basic expenditure by class off its total", "tables", "basic_total", _shifted_basic),
    Plant("much carried over", "tables", "large_carry_over", _carried_over),
    Plant("receptions over budget", "tables", "three_public_over_budget", _public_over_budget),
)
