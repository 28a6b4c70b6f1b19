"""Rates that a sentence states, against the amounts that it states them of."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.findings.case import Case
from analytics.findings.rule import Flag, Outcome, Severity, rules_of
from analytics.findings.stated import (
    THREE_PUBLIC_TOPICS,
    last_place,
    ratio_agrees,
    said,
    topic_words,
)
from analytics.findings.words import money
from analytics.model import THREE_PUBLIC, ProseStatement
from analytics.numbers import percent
from analytics.settings import PROSE


def prose_completion(case: Case) -> Iterator[Outcome | Flag]:
    """A stated completion of the initial budget is not what its amounts give.

    Formula: completion = final / initial budget, the budget of “三公” taken from its table where
    the sentence does not state it; a completion of 0 % with money spent is told whatever the
    budget.
    Why: the sentence says that the budget was kept, or was not.
    Thresholds: rounding of amounts and rate as printed.
    Excluded: other completions of a budget of 0, which has none; sentences that lack a figure.
    Source: the sentence's own figures.
    Chinese: 文字说明的完成年初预算百分比与其金额算得的不符。完成率＝决算数÷年初预算数；“三公”
    经费未写明预算数的，取自其报表；有支出而称完成0%的一律列出。
    """
    for statement in case.rows.statements_in_prose:
        if statement.printed_completion is None or statement.final is None:
            continue
        budget = _initial_budget(case, statement)
        if statement.printed_completion == 0 and statement.final > 0 and not budget:
            yield _completed_nothing(case, statement)
        elif budget is None:
            yield Outcome.NOT_ENOUGH_DATA
        elif not budget:
            yield Outcome.NOT_APPLICABLE
        elif ratio_agrees(statement.printed_completion, statement.final, budget, last_place(case)):
            yield Outcome.PASS
        else:
            given = statement.final / budget
            yield _of_ratio(case, statement, "完成年初预算", statement.printed_completion, given)


def prose_change_rate(case: Case) -> Iterator[Outcome | Flag]:
    """A stated rate of change is not what its amounts give.

    Formula: rate = change / prior year, with prior year = amount of the year - change; both rise or
    both fall.
    Why: the rate is what is quoted.
    Thresholds: rounding of amounts and rate as printed.
    Excluded: a prior year of 0, which has no rate; sentences that lack a figure.
    Source: the sentence's own figures.
    Chinese: 文字说明的增减百分比与其金额算得的不符。增减率＝增减额÷上年数，上年数＝本年数－增减
    额；额与率应同增同减。
    """
    for statement in case.rows.statements_in_prose:
        if statement.printed_change_rate is None:
            continue
        if statement.change is None or statement.prior_year is None:
            yield Outcome.NOT_ENOUGH_DATA
        elif statement.prior_year <= 0:
            yield Outcome.NOT_APPLICABLE
        elif _same_direction(statement.printed_change_rate, statement.change) and ratio_agrees(
            statement.printed_change_rate,
            statement.change,
            statement.prior_year,
            last_place(case),
        ):
            yield Outcome.PASS
        else:
            given = statement.change / statement.prior_year
            yield _of_ratio(case, statement, "比上年增减", statement.printed_change_rate, given)


def _same_direction(rate: float, change: float) -> bool:
    """Whether rate and amounts both rise or both fall, as far as either does beyond rounding."""
    told = abs(rate) >= PROSE.told_rate and abs(change) >= PROSE.told_change
    return not told or (rate > 0) == (change > 0)


def _initial_budget(case: Case, statement: ProseStatement) -> float | None:
    """The budget that a completion is of: the sentence's, or of “三公” the table's."""
    if statement.initial_budget is not None:
        return statement.initial_budget
    name = THREE_PUBLIC_TOPICS.get(statement.topic)
    item = case.amount(THREE_PUBLIC, name, "budget") if name else None
    return item.amount if item and THREE_PUBLIC not in case.misread else None


def _completed_nothing(case: Case, statement: ProseStatement) -> Flag:
    """0 % of a budget is said to be completed, although money was spent."""
    name_en, name_zh = topic_words(statement)
    final = statement.final or 0.0
    return Flag(
        subject=f"情况说明 {name_zh} 完成年初预算",
        severity=Severity.LOW,
        oddity=PROSE.oddity / 2,
        message_en=(
            f"A sentence on {name_en} states that 0 % of the budget was completed, with"
            f" {money(final)} spent."
        ),
        message_zh=f"情况说明称{name_zh}完成年初预算 0 %，而决算为 {money(final)}。",
        evidence=(said(case, statement),),
        at_stake=final,
        actual=0.0,
    )


def _of_ratio(
    case: Case, statement: ProseStatement, what_zh: str, stated: float, given: float
) -> Flag:
    name_en, name_zh = topic_words(statement)
    base = statement.initial_budget if what_zh.startswith("完成") else statement.prior_year
    gap = abs(abs(stated) - abs(given))
    return Flag(
        subject=f"情况说明 {name_zh} {what_zh}",
        severity=Severity.MEDIUM if gap >= 0.01 else Severity.LOW,
        oddity=PROSE.oddity,
        message_en=(
            f"A sentence on {name_en} states {percent(stated)}; its own amounts give"
            f" {percent(given)}."
        ),
        message_zh=(
            f"情况说明称{name_zh}{what_zh} {percent(stated)}，按所列金额计算为 {percent(given)}。"
        ),
        evidence=(said(case, statement),),
        at_stake=gap * (base or 0.0),
        expected=given,
        actual=stated,
        difference=stated - given,
    )


RULES = rules_of("prose_vs_table", prose_completion, prose_change_rate)
