"""Marks that do not follow the form's own rules.

A form gives marks for each indicator (分值, 得分) and for the execution rate, and adds them up.
What the form does not print is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from analytics.findings.case import Case, exact
from analytics.findings.forms import (
    figures_printed,
    indicator_printed,
    marks,
    results,
    rounding_of,
    target_met,
    title,
    usual_full_marks,
)
from analytics.findings.rule import Flag, Outcome, Printed, Severity, rules_of
from analytics.findings.words import money
from analytics.model import RATE_RULE, Evaluation
from analytics.numbers import percent
from analytics.settings import EXECUTION_BANDS, QUESTIONABLE, SCORING

_HALF_A_CENT: Final = Decimal("0.005")
_NO_REASON: Final = frozenset({"无", "无偏差", "无差异", "", "/", "—", "-", "0", "不适用"})


def score_over_weight(case: Case) -> Iterator[Outcome | Flag]:
    """An indicator earned more marks than it has.

    Formula: score > weight.
    Why: the total is then too high.
    Thresholds: none; marks are printed exactly.
    Excluded: indicators that lack one of the two.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号).
    """
    for form in results(case):
        for indicator in case.indicators.get(form.evaluation_no, []):
            if indicator.weight is None or indicator.score is None:
                yield Outcome.NOT_ENOUGH_DATA
            elif exact(indicator.score) <= exact(indicator.weight):
                yield Outcome.PASS
            else:
                name_en, name_zh = title(case, form)
                yield Flag(
                    subject=f"{name_zh} 指标 {indicator.name}",
                    severity=Severity.MEDIUM,
                    oddity=SCORING.oddity,
                    message_en=(
                        f"{name_en}: the indicator {indicator.name} has {indicator.weight:g} marks"
                        f" and earned {indicator.score:g}."
                    ),
                    message_zh=(
                        f"{name_zh}：指标“{indicator.name}”分值 {indicator.weight:g} 分，"
                        f"得分 {indicator.score:g} 分。"
                    ),
                    evidence=(indicator_printed(indicator),),
                    at_stake=_carried_by(form, indicator.weight),
                    expected=indicator.weight,
                    actual=indicator.score,
                    difference=indicator.score - indicator.weight,
                    evaluation_no=form.evaluation_no,
                )


def rate_score(case: Case) -> Iterator[Outcome | Flag]:
    """The marks for the execution rate are not the weight times the rate.

    Formula: score = weight x min(rate, 1), where the form states this rule (20分*执行率) or the
    other forms of the disclosure follow it.
    Why: 14 of 20 marks for 25 % of the money hide that most of it was not spent.
    Thresholds: settings.SCORING.marks, linear_forms and linear_share; half of the last place of
    scores in whole or half marks.
    Excluded: forms whose rule is neither stated nor shown by the others (uneven_rate_scores looks
    at these). A budget of 0 has no rate: marks for one are told.
    Source: the form's own rule; 项目支出绩效自评表 (财预〔2020〕10号).
    """
    followed = _linear_is_the_rule(case)
    for form in results(case):
        if form.rate_weight is None or form.rate_score is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        if form.execution_rate is None:
            yield _without_rate(case, form)
            continue
        if not followed and not states_linear_rule(case, form):
            yield Outcome.NOT_ENOUGH_DATA
            continue
        expected = _linear(form)
        allowed = max(Decimal(str(SCORING.marks)), rounding_of(form.rate_score))
        if abs(exact(form.rate_score) - exact(expected)) <= allowed:
            yield Outcome.PASS
            continue
        name_en, name_zh = title(case, form)
        rate = percent(form.execution_rate)
        yield Flag(
            subject=f"{name_zh} 预算执行率得分",
            severity=_gravity_of_marks(form.rate_score - expected, form.rate_weight),
            oddity=SCORING.oddity,
            message_en=(
                f"{name_en}: {form.rate_score:g} of {form.rate_weight:g} marks for an execution"
                f" rate of {rate}; the form's rule, marks x rate, gives {expected:.2f}."
            ),
            message_zh=(
                f"{name_zh}：执行率 {rate}，预算执行率得分 {form.rate_score:g} 分"
                f"（满分 {form.rate_weight:g} 分），按“分值×执行率”应为 {expected:.2f} 分。"
            ),
            evidence=_rate_evidence(case, form),
            at_stake=_carried_by(form, form.rate_weight),
            expected=expected,
            actual=form.rate_score,
            difference=form.rate_score - expected,
            evaluation_no=form.evaluation_no,
        )


def _without_rate(case: Case, form: Evaluation) -> Outcome | Flag:
    """Marks for the rate of a budget of 0, which has none."""
    if form.budget != 0 or not form.rate_score:
        return Outcome.NOT_APPLICABLE
    name_en, name_zh = title(case, form)
    return Flag(
        subject=f"{name_zh} 预算执行率得分",
        severity=Severity.MEDIUM,
        oddity=SCORING.oddity,
        message_en=(
            f"{name_en}: {form.rate_score:g} of {form.rate_weight:g} marks for an execution rate,"
            f" with a budget of 0, which has none."
        ),
        message_zh=(
            f"{name_zh}：预算为 0，无执行率，预算执行率得分 {form.rate_score:g} 分"
            f"（满分 {form.rate_weight:g} 分）。"
        ),
        evidence=_rate_evidence(case, form),
        at_stake=form.executed or 0.0,
        actual=form.rate_score,
        evaluation_no=form.evaluation_no,
    )


def uneven_rate_scores(case: Case) -> Iterator[Outcome | Flag]:
    """A lower execution rate earned more marks than a higher one of the same body.

    Formula: of two forms with the same weight for the rate, rate a < rate b and score a > score b;
    or, with rates within SCORING.alike_rates, scores that differ by SCORING.uneven of the weight.
    Why: one body, one rule: its projects cannot be compared by their scores.
    Thresholds: settings.SCORING.
    Excluded: disclosures that follow weight x rate (rate_score looks at these); forms without a
    rate. Each form is named once, with the form that it is furthest out of line with.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号).
    """
    if _linear_is_the_rule(case):
        return
    rated = [
        form
        for form in results(case)
        if form.rate_weight and form.rate_score is not None and form.execution_rate is not None
        if not states_linear_rule(case, form)
    ]
    worst: dict[int, tuple[float, Evaluation]] = {}
    for one, other in combinations(rated, 2):
        if one.rate_weight != other.rate_weight:
            continue
        lower, higher = sorted((one, other), key=lambda form: form.execution_rate or 0.0)
        gap = (lower.rate_score or 0.0) - (higher.rate_score or 0.0)
        if gap > 0 and gap > worst.get(higher.evaluation_no, (0.0, lower))[0]:
            worst[higher.evaluation_no] = (gap, lower)
    for form in rated:
        if form.evaluation_no not in worst:
            yield Outcome.PASS
            continue
        _, lower = worst[form.evaluation_no]
        name_en, name_zh = title(case, form)
        lower_en, lower_zh = title(case, lower)
        rates = percent(form.execution_rate or 0.0), percent(lower.execution_rate or 0.0)
        yield Flag(
            subject=f"{name_zh} 预算执行率得分",
            severity=Severity.MEDIUM,
            oddity=SCORING.slight_oddity,
            message_en=(
                f"{name_en} earned {form.rate_score:g} of {form.rate_weight:g} marks for an"
                f" execution rate of {rates[0]}, {lower_en} {lower.rate_score:g} for {rates[1]}."
            ),
            message_zh=(
                f"{name_zh}：执行率 {rates[0]} 得 {form.rate_score:g} 分，"
                f"而{lower_zh}执行率 {rates[1]} 得 {lower.rate_score:g} 分"
                f"（满分均为 {form.rate_weight:g} 分）。"
            ),
            evidence=(*_rate_evidence(case, form), *_rate_evidence(case, lower)),
            at_stake=_carried_by(form, form.rate_weight),
            expected=lower.rate_score,
            actual=form.rate_score,
            difference=(form.rate_score or 0.0) - (lower.rate_score or 0.0),
            evaluation_no=form.evaluation_no,
        )


def total_score(case: Case) -> Iterator[Outcome | Flag]:
    """A form's total is not the sum of its marks.

    Formula: total = indicator scores + score of the execution rate - deduction.
    Why: the total decides the grade, and the grade next year's money.
    Thresholds: half of 0.01 marks a summand, and SCORING.marks; half a mark for a total in whole
    marks.
    Excluded: forms with marks that are not indicators' (such as 资金管理情况 in Henan): those
    whose weights, with the rate's, do not make the full marks.
    Source: 项目支出绩效自评表 (财预〔2020〕10号).
    """
    full = usual_full_marks(case)
    for form in results(case):
        own = marks(case, form)
        if form.total_score is None or own.scores is None or own.rate_score is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        if not _is_whole(case, form, full):
            yield Outcome.NOT_ENOUGH_DATA
            continue
        deduction = exact(form.deduction or 0.0)
        expected = own.scores + own.rate_score - deduction
        difference = exact(form.total_score) - expected
        allowed = max(
            _HALF_A_CENT * own.summands + Decimal(str(SCORING.marks)), rounding_of(form.total_score)
        )
        if abs(difference) <= allowed:
            yield Outcome.PASS
            continue
        name_en, name_zh = title(case, form)
        deducted_en = f" less {deduction:g} deducted" if deduction else ""
        deducted_zh = f"减去减分项 {deduction:g} 分" if deduction else ""
        yield Flag(
            subject=f"{name_zh} 总分",
            severity=Severity.MEDIUM if abs(difference) < 5 else Severity.HIGH,
            oddity=SCORING.oddity,
            message_en=(
                f"{name_en}: a total of {form.total_score:g} is printed; indicators"
                f" ({own.scores:g}) and execution rate ({own.rate_score:g}){deducted_en} make"
                f" {expected:g}."
            ),
            message_zh=(
                f"{name_zh}：总分列示 {form.total_score:g} 分，指标得分 {own.scores:g} 分与"
                f"执行率得分 {own.rate_score:g} 分{deducted_zh}合计 {expected:g} 分。"
            ),
            evidence=figures_printed(case, form, "total_score", "rate_score", "deduction"),
            at_stake=_carried_by(form, abs(float(difference))),
            expected=float(expected),
            actual=form.total_score,
            difference=float(difference),
            evaluation_no=form.evaluation_no,
        )


def weights_total(case: Case) -> Iterator[Outcome | Flag]:
    """The weights of a form do not add up to its full marks.

    Formula: indicators' weights + weight of the execution rate = 100, or what most forms of the
    disclosure give away.
    Why: scores of such a form cannot be compared with any other's.
    Thresholds: SCORING.marks.
    Excluded: disclosures whose forms mostly give away other than 100 marks by their indicators:
    the rest stands in rows that are none; forms that lack a weight.
    Source: 项目支出绩效自评表 (财预〔2020〕10号): weights add up to 100.
    """
    full = usual_full_marks(case)
    for form in results(case):
        own = marks(case, form)
        if own.full is None or full != 100:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        difference = own.full - full
        if abs(difference) <= Decimal(str(SCORING.marks)):
            yield Outcome.PASS
            continue
        name_en, name_zh = title(case, form)
        yield Flag(
            subject=f"{name_zh} 分值",
            severity=Severity.LOW,
            oddity=SCORING.slight_oddity,
            message_en=(
                f"{name_en}: the marks to be given add up to {own.full:g}, not to {full:g}."
            ),
            message_zh=f"{name_zh}：各项分值合计 {own.full:g} 分，应为 {full:g} 分。",
            evidence=tuple(indicator_printed(each) for each in case.indicators[form.evaluation_no]),
            at_stake=_carried_by(form, abs(float(difference))),
            expected=float(full),
            actual=float(own.full),
            difference=float(difference),
            evaluation_no=form.evaluation_no,
        )


def full_marks_unmet(case: Case) -> Iterator[Outcome | Flag]:
    """An indicator missed its target and earned full marks.

    Formula: actual against target by the target's sign (≥, ≤), and score = weight.
    Why: the score says that the target was met.
    Thresholds: none.
    Excluded: targets and actual values that are words, ranges or in different units; a target
    without a sign; indicators without marks.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号).
    """
    for form in results(case):
        for indicator in case.indicators.get(form.evaluation_no, []):
            met = target_met(indicator)
            if met is None or indicator.score is None or not indicator.weight:
                yield Outcome.NOT_ENOUGH_DATA
            elif met or indicator.score < indicator.weight:
                yield Outcome.PASS
            else:
                target = f"{indicator.operator or ''}{indicator.target}{indicator.unit or ''}"
                name_en, name_zh = title(case, form)
                yield Flag(
                    subject=f"{name_zh} 指标 {indicator.name}",
                    severity=Severity.MEDIUM,
                    oddity=SCORING.oddity,
                    message_en=(
                        f"{name_en}: the indicator {indicator.name} has a target of {target} and"
                        f" reached {indicator.actual}, with all of its {indicator.weight:g} marks."
                    ),
                    message_zh=(
                        f"{name_zh}：指标“{indicator.name}”目标值 {target}，"
                        f"完成值 {indicator.actual}，得满分 {indicator.weight:g} 分。"
                    ),
                    evidence=(indicator_printed(indicator),),
                    at_stake=_carried_by(form, indicator.weight),
                    actual=indicator.score,
                    expected=None,
                    evaluation_no=form.evaluation_no,
                )


def unexplained_shortfall(case: Case) -> Iterator[Outcome | Flag]:
    """An indicator lost marks and no reason is given.

    Formula: score < weight, and the reason is empty or says 无.
    Why: the form asks for the reason and the remedy.
    Thresholds: none.
    Excluded: disclosures none of whose indicators prints a reason: their forms may have no such
    column.
    Source: 项目支出绩效自评表, column 偏差原因分析及改进措施 (财预〔2020〕10号).
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
                    at_stake=_carried_by(form, indicator.weight),
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
                evidence=_rate_evidence(case, form),
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


def none_told_apart(case: Case) -> Iterator[Outcome | Flag]:
    """Nearly all projects of a body are in the best grade.

    Formula: projects with a total of QUESTIONABLE.top_grade or more / projects with a total, of
    SCORING.top_count at least, is SCORING.top_share or more.
    Why: a score that everyone gets tells nothing, and next year's money cannot follow it.
    Thresholds: settings.SCORING and QUESTIONABLE.top_grade.
    Excluded: bodies with fewer projects.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号): 90 and above is 优.
    """
    scored = [form for form in case.projects if form.total_score is not None]
    if not scored:
        return
    if len(scored) < SCORING.top_count:
        yield Outcome.NOT_ENOUGH_DATA
        return
    best = [form for form in scored if (form.total_score or 0.0) >= QUESTIONABLE.top_grade]
    share = len(best) / len(scored)
    if share < SCORING.top_share:
        yield Outcome.PASS
        return
    yield Flag(
        subject="项目绩效自评总分",
        severity=Severity.INFO,
        oddity=SCORING.slight_oddity / 2,
        message_en=(
            f"{len(best)} of {len(scored)} projects score {QUESTIONABLE.top_grade:g} or more."
        ),
        message_zh=(
            f"{len(scored)} 个项目中有 {len(best)} 个自评总分在"
            f" {QUESTIONABLE.top_grade:g} 分及以上。"
        ),
        evidence=tuple(
            cell for form in best[:5] for cell in figures_printed(case, form, "total_score")
        ),
        at_stake=sum(form.budget or 0.0 for form in scored),
        actual=share,
    )


def states_linear_rule(case: Case, form: Evaluation) -> bool:
    """Whether a form itself states that the rate's marks are its weight times the rate."""
    return (form.evaluation_no, None, RATE_RULE) in case.form_figures


def _carried_by(form: Evaluation, marks_in_question: float | None) -> float:
    """The part of a form's budget, in 万元, that so many of its 100 marks answer for."""
    return (form.budget or 0.0) * min((marks_in_question or 0.0) / 100, 1.0)


def _gravity_of_marks(difference: float, weight: float) -> Severity:
    if abs(difference) >= SCORING.uneven * weight:
        return Severity.HIGH
    return Severity.LOW


def _has_results(case: Case, form: Evaluation) -> bool:
    own = case.indicators.get(form.evaluation_no, [])
    return form.total_score is not None or any(
        each.actual or each.score is not None for each in own
    )


def _linear(form: Evaluation) -> float:
    return (form.rate_weight or 0.0) * min(form.execution_rate or 0.0, 1.0)


def _linear_is_the_rule(case: Case) -> bool:
    """Whether most forms whose rate tells anything follow weight x rate.

    A rate of 0 tells nothing, nor one so near 1 that by any rule it earns all marks.
    """
    telling = [
        abs(form.rate_score - _linear(form)) <= SCORING.marks
        for form in results(case)
        if form.rate_weight and form.rate_score is not None
        if form.execution_rate and form.rate_weight - _linear(form) > 2 * SCORING.marks
    ]
    enough = len(telling) >= SCORING.linear_forms
    return enough and sum(telling) / len(telling) >= SCORING.linear_share


def _is_whole(case: Case, form: Evaluation, full: Decimal) -> bool:
    """Whether all marks that a form gives away are those of its indicators and of the rate."""
    own = marks(case, form)
    if own.full is not None:
        return full == 100 and own.full == full
    # Forms without a weight for the rate, or for the indicators, are whole where others are.
    if own.weights is not None:
        return own.weights < 100
    return own.rate_weight is not None


def _says_why(reason: str | None) -> bool:
    return reason is not None and reason.strip("。 ") not in _NO_REASON


def _rate_evidence(case: Case, form: Evaluation) -> tuple[Printed, ...]:
    return figures_printed(
        *(case, form, "budget", "executed", "printed_rate"),
        *("rate_weight", "rate_score", RATE_RULE),
    )


RULES = rules_of(
    "scoring",
    score_over_weight,
    rate_score,
    uneven_rate_scores,
    total_score,
    weights_total,
    full_marks_unmet,
    unexplained_shortfall,
    unexplained_low_execution,
    form_not_filled,
    none_told_apart,
)
