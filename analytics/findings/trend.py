"""What changed from year to year, and between what was planned and what was done.

The prior year is taken from a column of the same table, from what a sentence says of it, or from
the same body's disclosure of that year; a figure derived from a sentence is said to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analytics.findings.case import Case
from analytics.findings.rule import Flag, Outcome, Printed, Severity, rules_of
from analytics.findings.stated import (
    THREE_PUBLIC_TOPICS,
    TOPICS,
    agree,
    implied_initial_budget,
    last_place,
    sentence,
    stated_amount,
    topic_words,
)
from analytics.findings.words import money, printed
from analytics.model import (
    BUDGET,
    EXPENDITURE_TOTAL,
    FINAL_ACCOUNTS,
    REVENUE_EXPENDITURE_SUMMARY,
    SECTION_EXPENDITURE,
    THREE_PUBLIC,
    LineItem,
    ProseStatement,
)
from analytics.numbers import percent
from analytics.settings import TRENDS

_SWINGING = ("total_revenue", "total_expenditure", "fiscal_appropriation")
_CARRIED = "年末结转和结余"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A figure of the year and that of the year before, in 万元, each with where it stands."""

    now: float
    before: float
    evidence: tuple[Printed, ...]


def three_public_rise(case: Case) -> Iterator[Outcome | Flag]:
    """“三公” expenses, or one of them, rose on the year before.

    Formula: figure of the year - prior year > TRENDS.slight_rise_money.
    Why: the policy since 2012 is that they only fall (只减不增).
    Thresholds: settings.TRENDS.
    Excluded: bodies of which no prior year is printed, stated or stored.
    Source: 党政机关厉行节约反对浪费条例; 国务院 约法三章 of 2013.
    Chinese: “三公”经费合计或其中一项比上年增加，且超过可忽略的金额。
    """
    for topic, name in THREE_PUBLIC_TOPICS.items():
        if topic in ("vehicle_purchase", "vehicle_operation"):
            continue
        pair = _three_public(case, topic, name)
        if pair is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        rise = round(pair.now - pair.before, 6)
        if rise < TRENDS.slight_rise_money:
            yield Outcome.PASS
            continue
        grave = rise >= TRENDS.grave_rise_money and rise >= TRENDS.grave_rise * pair.before
        name_en, name_zh = TOPICS[topic]
        yield Flag(
            subject=f"{name_zh} 比上年",
            severity=Severity.MEDIUM if grave else Severity.LOW,
            oddity=TRENDS.rise_oddity,
            message_en=(
                f"{_opening(name_en)} rose from {money(pair.before)} to {money(pair.now)}."
            ),
            message_zh=f"{name_zh}由上年 {money(pair.before)} 增至 {money(pair.now)}。",
            evidence=pair.evidence,
            at_stake=rise,
            expected=pair.before,
            actual=pair.now,
            difference=rise,
        )


def three_public_over_budget(case: Case) -> Iterator[Outcome | Flag]:
    """Final “三公” expenses are above their budget.

    Formula: final > budget, by component.
    Why: they may not exceed what was approved.
    Thresholds: TRENDS.slight_rise_money; grave from TRENDS.grave_rise of the budget.
    Excluded: budgets; tables that lack a column; a table that was more likely misread.
    Source: 党政机关厉行节约反对浪费条例.
    Chinese: “三公”经费决算数超过预算数，合计及各组成部分分别核对。
    """
    if case.rows.disclosure.kind == BUDGET or THREE_PUBLIC in case.misread:
        return
    for topic, name in THREE_PUBLIC_TOPICS.items():
        budget = case.amount(THREE_PUBLIC, name, "budget")
        final = case.amount(THREE_PUBLIC, name, "final")
        if budget is None or final is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        over = round(final.amount - budget.amount, 6)
        if over < TRENDS.slight_rise_money:
            yield Outcome.PASS
            continue
        grave = over >= TRENDS.grave_rise_money and over >= TRENDS.grave_rise * budget.amount
        name_en, name_zh = TOPICS[topic]
        yield Flag(
            subject=f"{name_zh} 决算与预算",
            severity=Severity.HIGH if grave else Severity.MEDIUM,
            oddity=TRENDS.rise_oddity,
            message_en=(
                f"{_opening(name_en)}: budget {money(budget.amount)}, final accounts"
                f" {money(final.amount)}."
            ),
            message_zh=(f"{name_zh}：预算 {money(budget.amount)}，决算 {money(final.amount)}。"),
            evidence=(printed(budget), printed(final)),
            at_stake=over,
            expected=budget.amount,
            actual=final.amount,
            difference=over,
        )


def swing(case: Case) -> Iterator[Outcome | Flag]:
    """A total or an item changed much on the year before.

    Formula: |change| / prior year > TRENDS.swing, with |change| >= TRENDS.swing_money.
    Why: money came or went that the explanation should account for.
    Thresholds: settings.TRENDS.
    Excluded: what no sentence states a change of; a total that is stated several times counts once.
    Source: field practice of audit offices.
    Chinese: 某项合计或科目比上年大幅增减：增减率和增减额均超过界限。
    """
    seen: set[tuple[str, float]] = set()
    for statement in case.rows.statements_in_prose:
        amount = stated_amount(case, statement)
        if statement.code is None and statement.topic not in _SWINGING:
            continue
        if amount is None or statement.change is None or statement.prior_year is None:
            continue
        key = (statement.code or "total", round(statement.change, 2))
        if key in seen:
            continue
        seen.add(key)
        change = abs(statement.change)
        if change < TRENDS.swing_money or change <= TRENDS.swing * statement.prior_year:
            yield Outcome.PASS
            continue
        name_en, name_zh = topic_words(statement)
        rate = (
            f" ({percent(statement.change / statement.prior_year)})"
            if (statement.prior_year > 0)
            else ""
        )
        yield Flag(
            subject=f"{name_zh} 比上年",
            severity=Severity.LOW,
            oddity=TRENDS.oddity,
            message_en=(
                f"{_opening(name_en)} went from {money(statement.prior_year)} to"
                f" {money(amount)}{rate}."
            ),
            message_zh=(
                f"{name_zh}由上年 {money(statement.prior_year)} 变为 {money(amount)}{rate}。"
            ),
            evidence=(sentence(statement, case.rows.disclosure.kind),),
            at_stake=change,
            expected=statement.prior_year,
            actual=amount,
            difference=statement.change,
        )


def off_initial_budget(case: Case) -> Iterator[Outcome | Flag]:
    """Final accounts of an item or a total ended away from the initial budget.

    Formula: final / initial < TRENDS.under or > TRENDS.over, the initial budget stated or implied
    by the completion rate; far off where the difference is TRENDS.swing_money or more, and more
    than TRENDS.off_budget of the initial budget. Anything on an initial budget of 0 is told.
    Why: the budget that was approved did not foresee what was done.
    Thresholds: settings.TRENDS; the rest is info.
    Excluded: what no sentence states a budget or a completion of; “三公” (rules of its own).
    Source: PEFA 2016, PI-1 and PI-2.
    Chinese: 科目或合计的决算数与年初预算相差较大；年初预算为零而有支出的一律列出。
    """
    seen: set[tuple[str, float]] = set()
    for statement in case.rows.statements_in_prose:
        if statement.topic in THREE_PUBLIC_TOPICS or not statement.final:
            continue
        initial = implied_initial_budget(statement)
        key = (statement.code or "total", statement.final)
        if initial is None or key in seen:
            continue
        seen.add(key)
        if initial and TRENDS.under <= statement.final / initial <= TRENDS.over:
            yield Outcome.PASS
            continue
        difference = round(statement.final - initial, 6)
        far = abs(difference) >= TRENDS.swing_money and (
            abs(difference) > TRENDS.off_budget * initial
        )
        name_en, name_zh = topic_words(statement)
        derived = statement.initial_budget is None
        yield Flag(
            subject=f"{name_zh} 决算与年初预算",
            severity=Severity.MEDIUM if far else Severity.INFO,
            oddity=TRENDS.oddity if far else TRENDS.oddity / 2,
            message_en=(
                f"{_opening(name_en)}: initial budget {'about ' if derived else ''}"
                f"{money(initial)}, final accounts {money(statement.final)}."
            ),
            message_zh=(
                f"{name_zh}：年初预算{'约' if derived else ''} {money(initial)}，"
                f"决算 {money(statement.final)}。"
            ),
            evidence=(sentence(statement, FINAL_ACCOUNTS),),
            at_stake=abs(difference),
            expected=initial,
            actual=statement.final,
            difference=difference,
        )


def large_carry_over(case: Case) -> Iterator[Outcome | Flag]:
    """Much of the year's money was carried over.

    Formula: closing carry-over / this year's expenditure > TRENDS.carry_over.
    Why: money that lies idle could have served elsewhere.
    Thresholds: settings.TRENDS.
    Excluded: budgets; disclosures whose summary lacks one of the two.
    Source: 国务院办公厅 on 盘活财政存量资金; the bound of 9 % of local finance offices.
    Chinese: 年末结转和结余占本年支出的比例过高。
    """
    if case.rows.disclosure.kind == BUDGET:
        return
    table = REVENUE_EXPENDITURE_SUMMARY
    carried = case.amount(table, _CARRIED, "amount", SECTION_EXPENDITURE)
    spent = case.amount(table, EXPENDITURE_TOTAL, "amount", SECTION_EXPENDITURE)
    if carried is None or spent is None or not spent.amount or table in case.misread:
        yield Outcome.NOT_ENOUGH_DATA
        return
    share = carried.amount / spent.amount
    if share <= TRENDS.carry_over:
        yield Outcome.PASS
        return
    yield Flag(
        subject=_CARRIED,
        severity=Severity.MEDIUM,
        oddity=TRENDS.oddity,
        message_en=(
            f"{money(carried.amount)} were carried over, {percent(share)} of this year's"
            f" expenditure of {money(spent.amount)}."
        ),
        message_zh=(
            f"年末结转和结余 {money(carried.amount)}，"
            f"占本年支出 {money(spent.amount)} 的 {percent(share)}。"
        ),
        evidence=(printed(carried), printed(spent)),
        at_stake=carried.amount,
        expected=TRENDS.carry_over,
        actual=share,
        difference=share - TRENDS.carry_over,
    )


def restated(case: Case) -> Iterator[Outcome | Flag]:
    """What a disclosure says of the year before is not what was published then.

    Formula: prior year by the sentences of this year = figure of the same body's disclosure of
    that year and kind, by topic or code.
    Why: a figure was corrected without saying so, or one of the two is wrong.
    Thresholds: settings.PROSE.rounding.
    Excluded: bodies whose earlier disclosure is not stored.
    Source: field practice of audit offices.
    Chinese: 本年文件所述上年数，与该单位上年公布的数字不一致。
    """
    one = case.rows.disclosure
    before = case.other(one.fiscal_year - 1, one.kind)
    if before is None:
        return
    published: dict[tuple[str, str | None], list[ProseStatement]] = {}
    earlier = Case(before)
    place = max(last_place(case), last_place(earlier))
    for statement in before.statements_in_prose:
        if stated_amount(earlier, statement) is not None:
            published.setdefault((statement.topic, statement.code), []).append(statement)
    for statement in case.rows.statements_in_prose:
        then = published.get((statement.topic, statement.code))
        if statement.prior_year is None:
            continue
        if not then:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        if any(
            agree(statement.prior_year, stated_amount(earlier, each) or 0.0, place) for each in then
        ):
            yield Outcome.PASS
            continue
        figure_then = stated_amount(earlier, then[0]) or 0.0
        difference = round(statement.prior_year - figure_then, 6)
        name_en, name_zh = topic_words(statement)
        yield Flag(
            subject=f"{name_zh} 上年数",
            severity=Severity.MEDIUM if abs(difference) >= 1 else Severity.LOW,
            oddity=TRENDS.rise_oddity,
            message_en=(
                f"{_opening(name_en)}: the disclosure of {one.fiscal_year} implies"
                f" {money(statement.prior_year)} for {one.fiscal_year - 1}, the one of that year"
                f" states {money(figure_then)}."
            ),
            message_zh=(
                f"{name_zh}：{one.fiscal_year}年公开推算上年为 {money(statement.prior_year)}，"
                f"{one.fiscal_year - 1}年公开列示 {money(figure_then)}。"
            ),
            evidence=(sentence(statement, one.kind), sentence(then[0], before.disclosure.kind)),
            at_stake=abs(difference),
            expected=figure_then,
            actual=statement.prior_year,
            difference=difference,
        )


def _three_public(case: Case, topic: str, name: str) -> _Pair | None:
    """A “三公” figure of the year beside the prior year's, of the same kind."""
    kind = case.rows.disclosure.kind
    measure = "budget" if kind == BUDGET else "final"
    now = None if THREE_PUBLIC in case.misread else case.amount(THREE_PUBLIC, name, measure)
    column = case.amount(THREE_PUBLIC, name, "prior_year")
    if now is not None and column is not None:
        return _Pair(now.amount, column.amount, (printed(now), printed(column)))
    for statement in case.rows.statements_in_prose:
        amount = stated_amount(case, statement)
        if statement.topic == topic and amount is not None and statement.prior_year is not None:
            return _Pair(amount, statement.prior_year, (sentence(statement, kind),))
    earlier = case.other(case.rows.disclosure.fiscal_year - 1, kind)
    then = Case(earlier).amount(THREE_PUBLIC, name, measure) if earlier else None
    if now is not None and then is not None:
        return _Pair(now.amount, then.amount, (printed(now), _of_other(then)))
    return None


def _of_other(item: LineItem) -> Printed:
    """A cell of another disclosure: what it prints, without a place in this one."""
    return Printed(None, "", item.raw)


def _opening(words: str) -> str:
    return words[:1].upper() + words[1:]


RULES = rules_of(
    "trend",
    three_public_rise,
    three_public_over_budget,
    swing,
    off_initial_budget,
    large_carry_over,
    restated,
)
