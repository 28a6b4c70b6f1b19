"""Random statements in prose that agree with themselves: completion, change and prior year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from random import Random
from typing import Final

from analytics.model import BUDGET, PROSE_TOPICS, DisclosureRows, ProseStatement
from analytics.reference import functional_names

_REASONS: Final = ("人员变动", "项目进度放缓", "年中追加了任务", "压减一般性支出")
_WITHOUT_INITIAL: Final = frozenset({"total_revenue", "total_expenditure", "fiscal_appropriation"})
"""Totals, of which final accounts tell no initial budget."""
_MOST_CENTS: Final = 9_999_999


def add_prose(random: Random, rows: DisclosureRows, codes: Iterable[str]) -> None:
    """Statements on some topics and on some of the functional codes, in the order of both."""
    is_budget = rows.disclosure.kind == BUDGET
    for topic in PROSE_TOPICS:
        if random.random() < 0.6:
            rows.statements_in_prose.append(_statement(random, topic, None, is_budget))
        if topic == "general_budget_expenditure" and not is_budget:
            for code in sorted({code for code in codes if is_told_by_name(code)}):
                name = functional_names()[code]
                rows.statements_in_prose.append(_statement(random, name, code, is_budget))


def is_told_by_name(code: str) -> bool:
    """Whether the path of names leads to one code only: some names stand twice under a 款."""
    names = functional_names()
    stems = Counter(names[other].removesuffix("支出") for other in names if other[:5] == code[:5])
    return stems[names[code].removesuffix("支出")] == 1


def _statement(random: Random, topic: str, code: str | None, is_budget: bool) -> ProseStatement:
    amount, before = _cents(random), _cents(random)
    initial = None if topic in _WITHOUT_INITIAL else random.choice((None, _cents(random)))
    if is_budget:
        initial = amount
    is_compared = random.random() < 0.7
    change = amount - before
    completed = initial is not None and not is_budget
    return ProseStatement(
        disclosure_id="",
        topic=topic,
        code=code,
        initial_budget=None if initial is None else float(initial),
        final=None if is_budget else float(amount),
        printed_completion=_ratio(amount, initial) if completed and initial else None,
        change=float(change) if is_compared else None,
        printed_change_rate=_ratio(change, before) if is_compared and change else None,
        prior_year=float(before) if is_compared else None,
        reason=random.choice((None, *_REASONS)) if is_compared and change else None,
        page=None,
        locator="",
    )


def _cents(random: Random) -> Decimal:
    return Decimal(random.randint(1, _MOST_CENTS)) / 100


def _ratio(part: Decimal, whole: Decimal) -> float:
    """A ratio as it is printed: a percentage with two decimals."""
    return float(round(part / whole, 4))
