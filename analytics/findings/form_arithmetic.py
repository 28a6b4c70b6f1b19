"""Performance forms that do not add up in themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from analytics.findings.case import Case, exact
from analytics.findings.forms import figures_printed, results, title
from analytics.findings.identity_flags import gravity
from analytics.findings.rule import Flag, Outcome, Severity, rules_of
from analytics.findings.words import money
from analytics.model import Funding
from analytics.numbers import percent
from analytics.settings import MISPRINTS, QUESTIONABLE

_SUBTOTAL: Final = ("小计", "合计")
_DETAIL: Final = re.compile(r"其中|[①-⑩]|[（(]\d|中央|省|市|区|县|地方")
_CENT: Final = Decimal("0.01")
_MEASURES = {
    "initial_budget": ("initial budget", "年初预算数"),
    "adjusted_budget": ("adjusted budget", "全年预算数"),
    "executed": ("executed", "全年执行数"),
}


def funding_sum(case: Case) -> Iterator[Outcome | Flag]:
    """A form's total funds are not the sum of its sources.

    Formula: 年度资金总额 = sum of the sources, for initial budget, adjusted budget and executed.
    Why: money is claimed from sources that do not hold it, or a source is left out.
    Thresholds: half of 0.01 万元 a summand; gravity by settings.MISPRINTS.
    Excluded: forms that print no source; sources that are subtotals of others printed beside them.
    Source: 项目支出绩效自评表 of the Ministry of Finance (财预〔2020〕10号).
    Chinese: 自评表的年度资金总额不等于各项资金来源之和；年初预算数、全年预算数、全年执行数分别
    核对。
    """
    for form in case.rows.evaluations:
        sources = case.funding.get(form.evaluation_no, [])
        for measure, (measure_en, measure_zh) in _MEASURES.items():
            total = getattr(form, measure)
            sums = _sums(sources, measure)
            if total is None or not sums:
                continue
            actual = exact(total)
            tolerance = _CENT / 2 * (len(sources) + 1)
            if any(abs(actual - each) <= tolerance for each in sums):
                yield Outcome.PASS
                continue
            expected = min(sums, key=lambda each: abs(actual - each))
            difference = float(actual - expected)
            name_en, name_zh = title(case, form)
            yield Flag(
                subject=f"{name_zh} {measure_zh}",
                severity=gravity(difference, float(max(actual, expected))),
                oddity=MISPRINTS.oddity,
                message_en=(
                    f"{name_en}: {measure_en} of {money(total)} in all, while its sources add up"
                    f" to {money(float(expected))}."
                ),
                message_zh=(
                    f"{name_zh}：{measure_zh}总额 {money(total)}，各项来源合计"
                    f" {money(float(expected))}。"
                ),
                evidence=(
                    *figures_printed(case, form, measure),
                    *(
                        cell
                        for source in sources
                        if getattr(source, measure) is not None
                        for cell in figures_printed(case, form, measure, source=source.source)
                    ),
                ),
                at_stake=abs(difference),
                expected=float(expected),
                actual=total,
                difference=difference,
                evaluation_no=form.evaluation_no,
            )


def printed_rate(case: Case) -> Iterator[Outcome | Flag]:
    """A form's printed execution rate is not what its amounts give.

    Formula: execution rate = executed / budget.
    Why: the rate decides the marks; one of the three figures is not what was meant.
    Thresholds: settings.QUESTIONABLE.misprint, of the rate.
    Excluded: a budget of 0, which has no rate; forms that lack one of the three figures; a rate
    capped at 100 % where more than the budget was spent.
    Source: 项目支出绩效自评表 of the Ministry of Finance (财预〔2020〕10号).
    Chinese: 自评表所列执行率与其金额算得的不符。执行率＝执行数÷预算数。
    """
    for form in results(case):
        if not form.budget:
            yield Outcome.NOT_APPLICABLE
            continue
        if form.printed_rate is None or form.executed is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        rate = form.executed / form.budget
        if abs(form.printed_rate - min(rate, max(1.0, form.printed_rate))) <= (
            QUESTIONABLE.misprint
        ):
            yield Outcome.PASS
            continue
        name_en, name_zh = title(case, form)
        amounts = f"{money(form.executed)} / {money(form.budget)}"
        yield Flag(
            subject=f"{name_zh} 执行率",
            severity=Severity.MEDIUM,
            oddity=MISPRINTS.oddity,
            message_en=(
                f"{name_en}: an execution rate of {percent(form.printed_rate)} is printed, while"
                f" {amounts} gives {percent(rate)}."
            ),
            message_zh=(
                f"{name_zh}：所列执行率为 {percent(form.printed_rate)}，"
                f"按金额（{amounts}）计算为 {percent(rate)}。"
            ),
            evidence=figures_printed(case, form, "budget", "executed", "printed_rate"),
            at_stake=abs(form.printed_rate - rate) * form.budget,
            expected=rate,
            actual=form.printed_rate,
            difference=form.printed_rate - rate,
            evaluation_no=form.evaluation_no,
        )


def _sums(sources: Sequence[Funding], measure: str) -> list[Decimal]:
    """What the sources of a form may add up to: all of them, or those that hold the others.

    Empty where no source prints the measure, or the only ones are parts (其中) of a larger sum.
    """
    amounts = [
        (source.source, exact(amount))
        for source in sources
        if (amount := getattr(source, measure)) is not None
    ]
    subtotals = [amount for name, amount in amounts if name.endswith(_SUBTOTAL)]
    if subtotals:
        return [sum(subtotals, Decimal(0))]
    heads = [amount for name, amount in amounts if not _DETAIL.match(name)]
    if not heads and len(amounts) < 2:
        return []
    found = [sum((amount for _, amount in amounts), Decimal(0))]
    return [*found, sum(heads, Decimal(0))] if heads else found


RULES = rules_of("arithmetic", funding_sum, printed_rate)
