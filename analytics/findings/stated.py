"""What a sentence states, the printed cells that state the same, and rounding told from error."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analytics.findings.case import Case, exact
from analytics.findings.rule import Printed
from analytics.findings.words import Words
from analytics.model import (
    BASIC_EXPENDITURE,
    BUDGET,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    GRAND_TOTAL,
    OVERSEAS,
    PERSONNEL_TOTAL,
    PUBLIC_TOTAL,
    RECEPTION,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    REVENUE_TOTAL,
    SECTION_EXPENDITURE,
    SECTION_PERSONNEL,
    SECTION_PUBLIC,
    SECTION_REVENUE,
    STATE_CAPITAL,
    THREE_PUBLIC,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
    LineItem,
    ProseStatement,
)
from analytics.numbers import figure, percent
from analytics.settings import PROSE

TOPICS: Final[dict[str, Words]] = {
    "total_revenue": ("total revenue", "收入总计"),
    "total_expenditure": ("total expenditure", "支出总计"),
    "fiscal_appropriation": ("fiscal appropriation", "财政拨款收入支出"),
    "general_budget_expenditure": ("general public budget expenditure", "一般公共预算财政拨款支出"),
    "basic_expenditure": ("basic expenditure", "基本支出"),
    "personnel": ("personnel expenses", "人员经费"),
    "public": ("public expenses", "公用经费"),
    "three_public": ("the three public expenses", "“三公”经费"),
    "overseas": ("overseas trips", OVERSEAS),
    "vehicles": ("vehicles", VEHICLES),
    "vehicle_purchase": ("vehicle purchase", VEHICLE_PURCHASE),
    "vehicle_operation": ("vehicle operation", VEHICLE_OPERATION),
    "reception": ("official reception", RECEPTION),
    "operating_funds": ("operating funds of offices", "机关运行经费"),
    "procurement": ("government procurement", "政府采购支出"),
}

THREE_PUBLIC_TOPICS: Final = {
    "three_public": TOTAL,
    "overseas": OVERSEAS,
    "vehicles": VEHICLES,
    "vehicle_purchase": VEHICLE_PURCHASE,
    "vehicle_operation": VEHICLE_OPERATION,
    "reception": RECEPTION,
}

_SUMMARY = REVENUE_EXPENDITURE_SUMMARY
_FISCAL = FISCAL_APPROPRIATION_SUMMARY
_GENERAL = GENERAL_BUDGET_EXPENDITURE
_CELLS: Final[dict[str, tuple[tuple[str, str, str, str | None], ...]]] = {
    "total_revenue": (
        (_SUMMARY, GRAND_TOTAL, "amount", SECTION_REVENUE),
        (_SUMMARY, REVENUE_TOTAL, "amount", SECTION_REVENUE),
        (REVENUE, TOTAL, "total", None),
        (REVENUE, TOTAL, "subtotal", None),
    ),
    "total_expenditure": (
        (_SUMMARY, GRAND_TOTAL, "amount", SECTION_EXPENDITURE),
        (_SUMMARY, EXPENDITURE_TOTAL, "amount", SECTION_EXPENDITURE),
        (EXPENDITURE, TOTAL, "total", None),
    ),
    "fiscal_appropriation": (
        (_FISCAL, GRAND_TOTAL, "amount", SECTION_REVENUE),
        (_FISCAL, REVENUE_TOTAL, "amount", SECTION_REVENUE),
        (_FISCAL, GRAND_TOTAL, "total", SECTION_EXPENDITURE),
        (_FISCAL, EXPENDITURE_TOTAL, "total", SECTION_EXPENDITURE),
        (_FISCAL, EXPENDITURE_TOTAL, "general_public_budget", SECTION_EXPENDITURE),
        (REVENUE, TOTAL, "fiscal_appropriation", None),
    ),
    "general_budget_expenditure": (
        (_GENERAL, TOTAL, "total", None),
        (_FISCAL, EXPENDITURE_TOTAL, "general_public_budget", SECTION_EXPENDITURE),
        (_FISCAL, GRAND_TOTAL, "general_public_budget", SECTION_EXPENDITURE),
    ),
    "basic_expenditure": (
        (_GENERAL, TOTAL, "basic", None),
        (EXPENDITURE, TOTAL, "basic", None),
        (BASIC_EXPENDITURE, TOTAL, "amount", None),
    ),
    "personnel": (
        (BASIC_EXPENDITURE, PERSONNEL_TOTAL, "amount", None),
        (BASIC_EXPENDITURE, PERSONNEL_TOTAL, "amount", SECTION_PERSONNEL),
    ),
    "public": (
        (BASIC_EXPENDITURE, PUBLIC_TOTAL, "amount", None),
        (BASIC_EXPENDITURE, PUBLIC_TOTAL, "amount", SECTION_PUBLIC),
    ),
}
_BY_CODE: Final = (EXPENDITURE, _GENERAL, GOVERNMENT_FUND, STATE_CAPITAL)
_ROUNDED: Final = Decimal(100)
"""An amount that ends in so round a sum was stated in 亿元."""
_WHOLE_PERCENT: Final = Decimal("0.01")
_CENT: Final = Decimal("0.01")
_UNIT: Final = Decimal(1)


def topic_words(statement: ProseStatement) -> Words:
    """What a sentence is about: a topic, or a functional item with its code."""
    if statement.code:
        name = f"{statement.code} {statement.topic}"
        return name, name
    return TOPICS.get(statement.topic, (statement.topic, statement.topic))


def sentence(statement: ProseStatement, kind: str) -> Printed:
    """A sentence as evidence: its figures, as it states them."""
    said = [topic_words(statement)[1]]
    for label, amount in (
        ("年初预算" if kind != BUDGET else "预算", statement.initial_budget),
        ("决算", statement.final),
        ("比上年", statement.change),
    ):
        if amount is not None:
            said.append(f"{label} {figure(amount)} 万元")
    for label, ratio in (
        ("完成", statement.printed_completion),
        ("增减", statement.printed_change_rate),
    ):
        if ratio is not None:
            said.append(f"{label} {percent(ratio)}")
    return Printed(statement.page, statement.locator, "，".join(said))


def stated_amount(case: Case, statement: ProseStatement) -> float | None:
    """The figure of the year that a sentence states: the budget in a budget, else the final."""
    if case.rows.disclosure.kind == BUDGET:
        return statement.initial_budget
    return statement.final


def implied_initial_budget(statement: ProseStatement) -> float | None:
    """The initial budget in 万元 that a sentence states, or implies by its completion rate."""
    if statement.initial_budget is not None:
        return statement.initial_budget
    if statement.final and statement.printed_completion:
        return statement.final / statement.printed_completion
    return None


def cells(case: Case, statement: ProseStatement) -> list[LineItem]:
    """The printed cells that a sentence's figure of the year may repeat; empty where none is."""
    return [item for item in _cells(case, statement) if item.statement not in case.misread]


def _cells(case: Case, statement: ProseStatement) -> Iterator[LineItem]:
    if statement.code:
        for table in _BY_CODE:
            if found := case.amount(table, statement.code, "total"):
                yield found
        return
    if statement.topic in THREE_PUBLIC_TOPICS:
        measure = "budget" if case.rows.disclosure.kind == BUDGET else "final"
        name = THREE_PUBLIC_TOPICS[statement.topic]
        if found := case.amount(THREE_PUBLIC, name, measure):
            yield found
        return
    for table, key, measure, section in _CELLS.get(statement.topic, ()):
        if found := case.amount(table, key, measure, section):
            yield found


def last_place(case: Case) -> Decimal:
    """The unit of the last place that sentences of a disclosure round to: 0.01, 0.1 or 1 万元.

    A coarser one than 0.01 is taken where PROSE.telling amounts or more are stated, and all but
    PROSE.finer of them print no finer place.
    """
    amounts = [
        exact(amount)
        for each in case.rows.statements_in_prose
        for amount in (each.initial_budget, each.final, each.change)
        if amount
    ]
    if len(amounts) < PROSE.telling:
        return _CENT
    places = sorted(_place(amount) for amount in amounts)
    return min(_UNIT, max(_CENT, places[int(len(places) * PROSE.finer)]))


def _rounded_to(amount: Decimal, place: Decimal) -> Decimal:
    """What an amount is rounded to where most are to a place: to what it prints, if finer."""
    return max(_CENT, min(place, _place(amount)))


def agree(stated: float, printed: float, place: Decimal = _CENT) -> bool:
    """Whether two amounts in 万元 are the same but for rounding.

    Either may be rounded or cut off from the same yuan (settings.PROSE.rounding, of the last
    place of the sentences), or rounded to the last figure that it prints where it was stated in
    亿元.
    """
    one, other = exact(stated), exact(printed)
    if one >= 10000 and one % _ROUNDED == 0:
        return abs(one - other) <= _ROUNDED / 2
    rounding = Decimal(str(PROSE.rounding)) * _rounded_to(one, place)
    return abs(one - other) <= max(rounding, _half_place(one))


def ratio_agrees(
    printed: float, numerator: float, denominator: float, place: Decimal = _CENT
) -> bool:
    """Whether a printed ratio is numerator / denominator, with all three rounded as printed.

    Amounts are rounded or cut off to the last place of the sentences; the ratio to its last
    printed place, a whole percent at the coarsest.
    """
    above, below = exact(abs(numerator)), exact(abs(denominator))
    off, other_off = _rounded_to(above, place), _rounded_to(below, place)
    if below <= other_off:
        return True
    lowest = max(above - off, Decimal(0)) / (below + other_off)
    highest = (above + off) / (below - other_off)
    ratio = exact(abs(printed))
    last = min(_WHOLE_PERCENT, max(_place(ratio), Decimal("0.0001")))
    # A rate is often cut off where it should be rounded.
    return lowest - last <= ratio <= highest + last


def _place(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _half_place(value: Decimal) -> Decimal:
    """Half of the last decimal that an amount prints; whole 万元 are taken as exact."""
    return min(_place(value), Decimal("0.1")) / 2 if value % 1 else Decimal(0)


def said(case: Case, statement: ProseStatement) -> Printed:
    """A sentence of a disclosure as evidence."""
    return sentence(statement, case.rows.disclosure.kind)
