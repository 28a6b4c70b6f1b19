"""Marks for the execution rate that do not follow the form's own rule, or that of the others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from analytics.findings.case import Case, exact
from analytics.findings.forms import (
    carried_by,
    rate_figures,
    results,
    rounding_of,
    title,
)
from analytics.findings.rule import Flag, Outcome, Severity, rules_of
from analytics.model import RATE_RULE, Evaluation
from analytics.numbers import percent
from analytics.settings import SCORING


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
    Chinese: 预算执行率得分不等于分值乘以执行率。得分＝分值×执行率（最高为100%）；适用于注明此算
    法的自评表，或同一文件其他自评表大多按此计分的情形。
    """
    followed = _linear_is_the_rule(case)
    for form in results(case):
        if form.rate_weight is None or form.rate_score is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        if form.execution_rate is None:
            yield _without_rate(case, form)
            continue
        if not followed and not _states_linear_rule(case, form):
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
            evidence=rate_figures(case, form),
            at_stake=carried_by(form, form.rate_weight),
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
        evidence=rate_figures(case, form),
        at_stake=form.executed or 0.0,
        actual=form.rate_score,
        evaluation_no=form.evaluation_no,
    )


def uneven_rate_scores(case: Case) -> Iterator[Outcome | Flag]:
    """A lower execution rate earned more marks than a higher one of the same body.

    Formula: of two forms with the same weight for the rate, rate a < rate b and score a > score b.
    Why: one body, one rule: its projects cannot be compared by their scores.
    Thresholds: settings.SCORING.
    Excluded: disclosures that follow weight x rate (rate_score looks at these); forms without a
    rate. Each form is named once, with the form that it is furthest out of line with.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号).
    Chinese: 同一文件中，执行率分值相同的两个项目，执行率较低的得分反而较高。
    """
    if _linear_is_the_rule(case):
        return
    rated = [
        form
        for form in results(case)
        if form.rate_weight and form.rate_score is not None and form.execution_rate is not None
        if not _states_linear_rule(case, form)
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
            evidence=(*rate_figures(case, form), *rate_figures(case, lower)),
            at_stake=carried_by(form, form.rate_weight),
            expected=lower.rate_score,
            actual=form.rate_score,
            difference=(form.rate_score or 0.0) - (lower.rate_score or 0.0),
            evaluation_no=form.evaluation_no,
        )


def _states_linear_rule(case: Case, form: Evaluation) -> bool:
    """Whether a form itself states that the rate's marks are its weight times the rate."""
    return (form.evaluation_no, None, RATE_RULE) in case.form_figures


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


def _gravity_of_marks(difference: float, weight: float) -> Severity:
    if abs(difference) >= SCORING.uneven * weight:
        return Severity.HIGH
    return Severity.LOW


RULES = rules_of("scoring", rate_score, uneven_rate_scores)
