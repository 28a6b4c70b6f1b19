"""What was claimed without money: outputs, funds in place, a good score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analytics.findings.case import Case
from analytics.findings.forms import (
    figures_printed,
    indicator_printed,
    output_share,
    quantity,
    results,
    title,
)
from analytics.findings.rule import Flag, Outcome, Severity, rules_of
from analytics.findings.words import money
from analytics.model import Indicator
from analytics.numbers import percent
from analytics.settings import EXECUTION_GRAVITY, QUESTIONABLE, RANKING

_FUNDS: Final = re.compile(
    "拨付|兑付|发放|支付(?!方式)|结算及时|(?:资金|补助|补贴|经费|费用).*到位|^到位率"
)
_DONE: Final = re.compile(
    "完成(?:支付|拨付|发放)|(?:支付|拨付|发放|到位)完成|足额|(?:全部|及时)(?:支付|拨付|发放)"
)
_RATE: Final = re.compile(r"^(?:项目|资金)?(?:预算|资金|支出)?(?:执行|使用)率$")


def outputs_without_money(case: Case) -> Iterator[Outcome | Flag]:
    """A form claims its outputs while next to nothing of the budget was spent.

    Formula: executed / budget < QUESTIONABLE.claim_rate, and the marks given to the output
    indicators (产出指标) over their full marks, or their mean completion, is
    QUESTIONABLE.claim_share or more. The gap of the two is the oddity.
    Why: either the outputs did not need the money, or they were not delivered.
    Thresholds: settings.QUESTIONABLE; gravity by settings.EXECUTION_GRAVITY.
    Excluded: forms without output indicators; a budget of 0.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号); field practice of audit offices.
    Chinese: 预算几乎没有支出，却自评产出指标已完成。执行率很低，而产出指标得分率或平均完成率很
    高；两者之差越大越异常。
    """
    for form in results(case):
        if not form.budget or form.execution_rate is None:
            yield Outcome.NOT_APPLICABLE
            continue
        if form.execution_rate >= QUESTIONABLE.claim_rate:
            yield Outcome.PASS
            continue
        claimed = output_share(case, form)
        if claimed is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        share, indicators = float(claimed[0]), claimed[1]
        if share < QUESTIONABLE.claim_share:
            yield Outcome.PASS
            continue
        name_en, name_zh = title(case, form)
        executed = form.executed or 0.0
        unspent = form.budget - executed
        said_zh = "0" if not executed else money(executed)
        said_en = "nothing executed" if not executed else f"executed {money(executed)}"
        yield Flag(
            subject=name_zh,
            severity=_gravity(unspent),
            oddity=min(RANKING.critical, share - form.execution_rate),
            message_en=(
                f"{name_en}: budget {money(form.budget)}, {said_en}, output indicators scored"
                f" {percent(share)}."
            ),
            message_zh=(
                f"{name_zh}：预算 {money(form.budget)}，执行 {said_zh}，"
                f"产出指标得分 {percent(share)}。"
            ),
            evidence=(
                *figures_printed(case, form, "budget", "executed"),
                *(indicator_printed(each) for each in indicators),
            ),
            at_stake=unspent,
            expected=form.execution_rate,
            actual=share,
            difference=share - form.execution_rate,
            evaluation_no=form.evaluation_no,
        )


def funds_claimed_in_place(case: Case) -> Iterator[Outcome | Flag]:
    """An indicator says that the money is in place or paid out, while next to nothing was spent.

    Formula: an indicator about funds in place, paid or issued is given as
    QUESTIONABLE.claim_share of 100 % or more, or as done, and executed / budget <
    QUESTIONABLE.claim_rate.
    Why: the two statements of one form contradict each other.
    Thresholds: settings.QUESTIONABLE.claim_rate; gravity by settings.EXECUTION_GRAVITY.
    Excluded: actual values that are other numbers; forms without a rate.
    Source: field practice of audit offices.
    Chinese: 指标称资金已到位或已发放，而实际几乎没有支出。
    """
    for form in results(case):
        for indicator in case.indicators.get(form.evaluation_no, []):
            if not _FUNDS.search(indicator.name):
                continue
            if not form.budget or form.execution_rate is None:
                yield Outcome.NOT_APPLICABLE
            elif form.execution_rate >= QUESTIONABLE.claim_rate or not _is_claimed(indicator):
                yield Outcome.PASS
            else:
                name_en, name_zh = title(case, form)
                rate = percent(form.execution_rate)
                yield Flag(
                    subject=f"{name_zh} 指标 {indicator.name}",
                    severity=_gravity(form.budget),
                    oddity=RANKING.unbudgeted,
                    message_en=(
                        f"{name_en}: the indicator {indicator.name} is given as"
                        f" {indicator.actual}, while the execution rate is {rate}."
                    ),
                    message_zh=(
                        f"{name_zh}：指标“{indicator.name}”完成值为 {indicator.actual}，"
                        f"而执行率为 {rate}。"
                    ),
                    evidence=(
                        indicator_printed(indicator),
                        *figures_printed(case, form, "budget", "executed"),
                    ),
                    at_stake=form.budget - (form.executed or 0.0),
                    expected=form.execution_rate,
                    actual=1.0,
                    difference=1.0 - form.execution_rate,
                    evaluation_no=form.evaluation_no,
                )


def outputs_without_budget(case: Case) -> Iterator[Outcome | Flag]:
    """A form claims its outputs with neither a budget nor spending.

    Formula: budget = 0 and executed = 0, and the output indicators' share of their marks is
    QUESTIONABLE.claim_share or more.
    Why: the outputs were paid for elsewhere, and are perhaps claimed twice.
    Thresholds: settings.QUESTIONABLE.
    Excluded: forms without output indicators.
    Source: field practice of audit offices.
    Chinese: 既无预算也无支出，却自评产出指标已完成。
    """
    for form in results(case):
        if form.budget != 0 or form.executed != 0:
            continue
        claimed = output_share(case, form)
        if claimed is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        share, indicators = float(claimed[0]), claimed[1]
        if share < QUESTIONABLE.claim_share:
            yield Outcome.PASS
            continue
        name_en, name_zh = title(case, form)
        yield Flag(
            subject=name_zh,
            severity=Severity.MEDIUM,
            oddity=RANKING.severe,
            message_en=(
                f"{name_en}: budget 0, executed 0, output indicators scored {percent(share)}."
            ),
            message_zh=f"{name_zh}：预算 0，执行 0，产出指标得分 {percent(share)}。",
            evidence=(
                *figures_printed(case, form, "budget", "executed"),
                *(indicator_printed(each) for each in indicators),
            ),
            at_stake=form.initial_budget or 0.0,
            expected=0.0,
            actual=share,
            difference=share,
            evaluation_no=form.evaluation_no,
        )


def execution_rate_claimed(case: Case) -> Iterator[Outcome | Flag]:
    """An indicator 预算执行率 or 资金使用率 gives another rate than the form's own amounts.

    Formula: actual of the indicator against executed / budget.
    Why: marks are given for a rate that the money does not have.
    Thresholds: settings.QUESTIONABLE.misprint, of the rate.
    Excluded: actual values that are no number; rates capped at 100 %. A budget of 0 is held to
    the rate that the form prints.
    Source: the form's own figures.
    Chinese: “预算执行率”或“资金使用率”指标的完成值与自评表自身金额算得的执行率不一致。
    """
    for form in results(case):
        for indicator in case.indicators.get(form.evaluation_no, []):
            if not _RATE.match(indicator.name):
                continue
            said = quantity(indicator.actual)
            rate = form.printed_rate if form.execution_rate is None else form.execution_rate
            if rate is None or said is None or said.operator:
                yield Outcome.NOT_ENOUGH_DATA
                continue
            claimed = float(said.value) / 100
            if _close(claimed, rate):
                yield Outcome.PASS
                continue
            name_en, name_zh = title(case, form)
            yield Flag(
                subject=f"{name_zh} 指标 {indicator.name}",
                severity=Severity.MEDIUM,
                oddity=min(1.0, abs(claimed - rate)),
                message_en=(
                    f"{name_en}: the indicator {indicator.name} is given as {indicator.actual};"
                    f" the form's amounts give {percent(rate)}."
                ),
                message_zh=(
                    f"{name_zh}：指标“{indicator.name}”完成值为 {indicator.actual}，"
                    f"按金额计算执行率为 {percent(rate)}。"
                ),
                evidence=(
                    indicator_printed(indicator),
                    *figures_printed(case, form, "budget", "executed", "printed_rate"),
                ),
                at_stake=abs(claimed - rate) * (form.budget or 0.0),
                expected=rate,
                actual=claimed,
                difference=claimed - rate,
                evaluation_no=form.evaluation_no,
            )


def top_grade_unspent(case: Case) -> Iterator[Outcome | Flag]:
    """A project scores the best grade while next to nothing of its budget was spent.

    Formula: total score >= QUESTIONABLE.top_grade, and executed / budget < QUESTIONABLE.claim_rate.
    Why: the grade says that all went well; the money says that it did not go at all.
    Thresholds: settings.QUESTIONABLE; gravity by settings.EXECUTION_GRAVITY, one step milder.
    Excluded: forms without a total or a rate.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号): 90 and above is 优.
    Chinese: 预算几乎没有支出，总分却达到最高等次。
    """
    for form in results(case):
        if not form.budget or form.execution_rate is None:
            yield Outcome.NOT_APPLICABLE
        elif form.total_score is None:
            yield Outcome.NOT_ENOUGH_DATA
        elif form.execution_rate >= QUESTIONABLE.claim_rate or (
            form.total_score < QUESTIONABLE.top_grade
        ):
            yield Outcome.PASS
        else:
            name_en, name_zh = title(case, form)
            rate = percent(form.execution_rate)
            grave = _gravity(form.budget) == Severity.HIGH
            yield Flag(
                subject=f"{name_zh} 总分",
                severity=Severity.MEDIUM if grave else Severity.LOW,
                oddity=RANKING.severe,
                message_en=(
                    f"{name_en}: a total of {form.total_score:g} marks at an execution rate of"
                    f" {rate}."
                ),
                message_zh=f"{name_zh}：执行率 {rate}，自评总分 {form.total_score:g} 分。",
                evidence=figures_printed(case, form, "budget", "executed", "total_score"),
                at_stake=form.budget - (form.executed or 0.0),
                expected=form.execution_rate,
                actual=form.total_score / 100,
                difference=form.total_score / 100 - form.execution_rate,
                evaluation_no=form.evaluation_no,
            )


def _is_claimed(indicator: Indicator) -> bool:
    said = quantity(indicator.actual)
    if said is not None:
        full = Decimal(100) * Decimal(str(QUESTIONABLE.claim_share))
        return full <= said.value <= 100 and said.unit in ("", "%", "％")
    return bool(_DONE.search(indicator.actual or ""))


def _close(claimed: float, rate: float) -> bool:
    return abs(claimed - rate) <= QUESTIONABLE.misprint or (claimed == 1.0 and rate > 1.0)


def _gravity(at_stake: float) -> Severity:
    if at_stake >= EXECUTION_GRAVITY.money:
        return Severity.HIGH
    return Severity.MEDIUM if at_stake >= EXECUTION_GRAVITY.slight_money else Severity.LOW


RULES = rules_of(
    "claim_vs_money",
    outputs_without_money,
    outputs_without_budget,
    funds_claimed_in_place,
    execution_rate_claimed,
    top_grade_unspent,
)
