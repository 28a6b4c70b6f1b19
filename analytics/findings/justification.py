"""What a form should say and leaves out: reasons for what was not reached, and results at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analytics.findings.case import Case
from analytics.findings.forms import (
    carried_by,
    figures_printed,
    indicator_printed,
    rate_figures,
    results,
    title,
)
from analytics.findings.rule import Flag, Outcome, Severity, rules_of
from analytics.findings.words import money
from analytics.model import Evaluation
from analytics.numbers import percent
from analytics.settings import EXECUTION_BANDS, SCORING

_NO_REASON: Final = frozenset({"无", "无偏差", "无差异", "", "/", "—", "-", "0", "不适用"})


def unexplained_shortfall(case: Case) -> Iterator[Outcome | Flag]:
    """An indicator lost marks and no reason is given.

    Formula: score < weight, and the reason is empty or says 无.
    Why: the form asks for the reason and the remedy.
    Thresholds: none.
    Excluded: disclosures none of whose indicators prints a reason: their forms may have no such
    column.
    Source: 项目支出绩效自评表, column 偏差原因分析及改进措施 (财预〔2020〕10号).
    Chinese: 指标扣了分，却未说明原因（原因一栏空白或填“无”）。
    """
    if not any(_says_why(indicator.reason) for indicator in case.rows.indicators):
        return
    for form in results(case):
        for indicator in case.indicators.get(form.evaluation_no, []):
            if indicator.weight is None or indicator.score is None:
                yield Outcome.NOT_ENOUGH_DATA
            elif indicator.score >= indicator.weight or _says_why(indicator.reason):
                yield Outcome.PASS
            else:
                name_en, name_zh = title(case, form)
                yield Flag(
                    subject=f"{name_zh} 指标 {indicator.name}",
                    severity=Severity.LOW,
                    oddity=SCORING.slight_oddity,
                    message_en=(
                        f"{name_en}: the indicator {indicator.name} earned {indicator.score:g} of"
                        f" {indicator.weight:g} marks; no reason stands beside it."
                    ),
                    message_zh=(
                        f"{name_zh}：指标“{indicator.name}”分值 {indicator.weight:g} 分，"
                        f"得分 {indicator.score:g} 分，未填写偏差原因。"
                    ),
                    evidence=(indicator_printed(indicator),),
                    at_stake=carried_by(form, indicator.weight),
                    expected=indicator.weight,
                    actual=indicator.score,
                    difference=indicator.score - indicator.weight,
                    evaluation_no=form.evaluation_no,
                )


def unexplained_low_execution(case: Case) -> Iterator[Outcome | Flag]:
    """Much of a budget was not spent, and no column of the form says why.

    Formula: executed / budget < EXECUTION_BANDS.low, and every indicator's reason is empty or 无.
    Why: the form asks for the reason and the remedy.
    Thresholds: settings.EXECUTION_BANDS.
    Excluded: disclosures none of whose indicators prints a reason: their forms may have no such
    column.
    Source: 项目支出绩效自评表, column 偏差原因分析及改进措施 (财预〔2020〕10号).
    Chinese: 执行率低于审计通常认可的水平，而自评表各项指标均未说明原因。
    """
    if not any(_says_why(indicator.reason) for indicator in case.rows.indicators):
        return
    for form in case.projects:
        own = case.indicators.get(form.evaluation_no, [])
        if form.execution_rate is None or not own:
            yield Outcome.NOT_ENOUGH_DATA
        elif form.execution_rate >= EXECUTION_BANDS.low or any(
            _says_why(each.reason) for each in own
        ):
            yield Outcome.PASS
        else:
            name_en, name_zh = title(case, form)
            rate = percent(form.execution_rate)
            yield Flag(
                subject=f"{name_zh} 偏差原因",
                severity=Severity.LOW,
                oddity=SCORING.slight_oddity,
                message_en=f"{name_en}: an execution rate of {rate}; no indicator gives a reason.",
                message_zh=f"{name_zh}：执行率 {rate}，各项指标均未填写偏差原因。",
                evidence=rate_figures(case, form),
                at_stake=(form.budget or 0.0) - (form.executed or 0.0),
                actual=form.execution_rate,
                evaluation_no=form.evaluation_no,
            )


def form_not_filled(case: Case) -> Iterator[Outcome | Flag]:
    """A project with a budget has a form without results: no actual values, marks or total.

    Formula: budget > 0, and no indicator prints an actual value or a score, and no total.
    Why: nothing is known of what became of the money.
    Thresholds: none.
    Excluded: disclosures none of whose forms prints results; forms without indicators.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号).
    Chinese: 有预算的项目，自评表没有结果：无实际完成值、无得分、无总分。
    """
    if not any(_has_results(case, form) for form in case.projects):
        return
    for form in case.projects:
        if not form.budget or not case.indicators.get(form.evaluation_no):
            yield Outcome.NOT_APPLICABLE
        elif _has_results(case, form):
            yield Outcome.PASS
        else:
            name_en, name_zh = title(case, form)
            yield Flag(
                subject=f"{name_zh} 自评结果",
                severity=Severity.MEDIUM,
                oddity=SCORING.oddity,
                message_en=(
                    f"{name_en}: budget {money(form.budget)}; its form has no actual values, no"
                    f" marks and no total."
                ),
                message_zh=f"{name_zh}：预算 {money(form.budget)}，自评表无完成值、得分及总分。",
                evidence=figures_printed(case, form, "budget", "executed"),
                at_stake=form.budget,
                evaluation_no=form.evaluation_no,
            )


def _has_results(case: Case, form: Evaluation) -> bool:
    own = case.indicators.get(form.evaluation_no, [])
    return form.total_score is not None or any(
        each.actual or each.score is not None for each in own
    )


def _says_why(reason: str | None) -> bool:
    return reason is not None and reason.strip("。 ") not in _NO_REASON


RULES = rules_of("scoring", unexplained_shortfall, unexplained_low_execution, form_not_filled)
