"""Marks that do not follow the form's own rules.

A form gives marks for each indicator (分值, 得分) and for the execution rate, and adds them up.
What the form does not print is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analytics.findings.case import Case, exact
from analytics.findings.forms import (
    carried_by,
    figures_printed,
    indicator_printed,
    marks,
    results,
    rounding_of,
    target_met,
    title,
    usual_full_marks,
)
from analytics.findings.rule import Flag, Outcome, Severity, rules_of
from analytics.model import Evaluation
from analytics.settings import QUESTIONABLE, SCORING

_HALF_A_CENT: Final = Decimal("0.005")


def score_over_weight(case: Case) -> Iterator[Outcome | Flag]:
    """An indicator earned more marks than it has.

    Formula: score > weight.
    Why: the total is then too high.
    Thresholds: none; marks are printed exactly.
    Excluded: indicators that lack one of the two.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号).
    Chinese: 指标得分高于分值。
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
                    at_stake=carried_by(form, indicator.weight),
                    expected=indicator.weight,
                    actual=indicator.score,
                    difference=indicator.score - indicator.weight,
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
    Chinese: 自评总分不等于各项得分之和。总分＝各指标得分＋预算执行率得分－扣分。
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
            at_stake=carried_by(form, abs(float(difference))),
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
    Chinese: 自评表的分值之和不等于满分。各指标分值＋预算执行率分值＝100，或同一文件中多数自评表
    的满分。
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
            at_stake=carried_by(form, abs(float(difference))),
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
    Chinese: 指标未达到目标值却得满分。按目标值的方向（≥、≤）比较实际完成值。
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
                    at_stake=carried_by(form, indicator.weight),
                    actual=indicator.score,
                    expected=None,
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
    Chinese: 几乎所有项目都评为最高等次，看不出优劣：有总分的项目达到一定数量，而其中绝大多数达
    到最高等次。
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


def _is_whole(case: Case, form: Evaluation, full: Decimal) -> bool:
    """Whether all marks that a form gives away are those of its indicators and of the rate."""
    own = marks(case, form)
    if own.full is not None:
        return full == 100 and own.full == full
    # Forms without a weight for the rate, or for the indicators, are whole where others are.
    if own.weights is not None:
        return own.weights < 100
    return own.rate_weight is not None


RULES = rules_of(
    "scoring", score_over_weight, total_score, weights_total, full_marks_unmet, none_told_apart
)
