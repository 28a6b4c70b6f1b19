"""Money budgeted for a purpose and not spent on it, or spent beyond it.

Bands are those of auditors (settings.EXECUTION_BANDS); gravity is by the money
(settings.EXECUTION_GRAVITY). All rules look at the forms that report results: of projects, and of
the department as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from analytics.findings.case import Case
from analytics.findings.forms import figures_printed, results, title
from analytics.findings.rule import Flag, Outcome, Printed, Severity, rules_of
from analytics.findings.words import money
from analytics.model import Evaluation
from analytics.numbers import percent
from analytics.settings import EXECUTION_BANDS, EXECUTION_GRAVITY, QUESTIONABLE, RANKING


def not_executed(case: Case) -> Iterator[Outcome | Flag]:
    """Of a budget nothing was spent.

    Formula: executed / budget = 0, with a budget above 0.
    Why: money approved for a purpose, such as a relief fund, reached nobody in the year.
    Thresholds: gravity by settings.EXECUTION_GRAVITY.
    Excluded: forms without a budget or an executed amount; a budget of 0, which has no rate.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号); PEFA 2016, PI-1.
    Chinese: 有预算而分文未支出。执行数÷预算数＝0。
    """
    for form in results(case):
        known = _rate(form)
        if isinstance(known, Outcome):
            yield known
        elif known > 0:
            yield Outcome.PASS
        else:
            budget = form.budget or 0.0
            name_en, name_zh = title(case, form)
            yield Flag(
                subject=name_zh,
                severity=_gravity(budget, case),
                oddity=RANKING.critical,
                message_en=f"{name_en}: budget {money(budget)}, nothing executed.",
                message_zh=f"{name_zh}：预算 {money(budget)}，执行 0。",
                evidence=_amounts(case, form),
                at_stake=budget,
                expected=budget,
                actual=0.0,
                difference=-budget,
                evaluation_no=form.evaluation_no,
            )


def low_execution(case: Case) -> Iterator[Outcome | Flag]:
    """Of a budget some was spent, but less than auditors let pass.

    Formula: 0 < executed / budget < EXECUTION_BANDS.low; below EXECUTION_BANDS.severe it is severe.
    Why: what was not spent did not serve its purpose, and was not free for another.
    Thresholds: settings.EXECUTION_BANDS; gravity by settings.EXECUTION_GRAVITY.
    Excluded: forms without a budget or an executed amount; nothing spent at all (not_executed).
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号); PEFA 2016, PI-1.
    Chinese: 有支出，但执行率低于审计通常认可的水平；更低的列为严重。
    """
    for form in results(case):
        known = _rate(form)
        if isinstance(known, Outcome):
            yield known
        elif not 0 < known < EXECUTION_BANDS.low:
            yield Outcome.PASS
        else:
            budget, executed = form.budget or 0.0, form.executed or 0.0
            severe = known < EXECUTION_BANDS.severe
            gravity = _gravity(budget - executed, case)
            name_en, name_zh = title(case, form)
            yield Flag(
                subject=name_zh,
                severity=gravity if severe else _milder(gravity),
                oddity=RANKING.severe if severe else RANKING.low,
                message_en=(
                    f"{name_en}: budget {money(budget)}, executed {money(executed)}, a rate of"
                    f" {percent(known)}."
                ),
                message_zh=(
                    f"{name_zh}：预算 {money(budget)}，执行 {money(executed)}，"
                    f"执行率 {percent(known)}。"
                ),
                evidence=_amounts(case, form),
                at_stake=budget - executed,
                expected=budget,
                actual=executed,
                difference=executed - budget,
                evaluation_no=form.evaluation_no,
            )


def over_execution(case: Case) -> Iterator[Outcome | Flag]:
    """More was spent than the budget holds.

    Formula: executed / budget > EXECUTION_BANDS.over.
    Why: nobody approved what was spent beyond the budget, or the budget was revised unsaid.
    Thresholds: settings.EXECUTION_BANDS; gravity by settings.EXECUTION_GRAVITY.
    Excluded: forms without a budget or an executed amount; a budget of 0 (unbudgeted_spending).
    Source: 预算法 article 13: no expenditure without a budget; PEFA 2016, PI-1.
    Chinese: 支出超过预算，执行率超过上限。
    """
    for form in results(case):
        known = _rate(form)
        if isinstance(known, Outcome):
            yield known
        elif known <= EXECUTION_BANDS.over:
            yield Outcome.PASS
        else:
            budget, executed = form.budget or 0.0, form.executed or 0.0
            name_en, name_zh = title(case, form)
            yield Flag(
                subject=name_zh,
                severity=_gravity(executed - budget, case),
                oddity=RANKING.over,
                message_en=(
                    f"{name_en}: budget {money(budget)}, executed {money(executed)},"
                    f" {percent(known)} of it."
                ),
                message_zh=(
                    f"{name_zh}：预算 {money(budget)}，执行 {money(executed)}，"
                    f"为预算的 {percent(known)}。"
                ),
                evidence=_amounts(case, form),
                at_stake=executed - budget,
                expected=budget,
                actual=executed,
                difference=executed - budget,
                evaluation_no=form.evaluation_no,
            )


def unbudgeted_spending(case: Case) -> Iterator[Outcome | Flag]:
    """Money was spent on a budget of 0.

    Formula: executed > 0 with a budget of 0.
    Why: no expenditure may be made without a budget.
    Thresholds: gravity by settings.EXECUTION_GRAVITY.
    Excluded: forms that print no budget at all.
    Source: 预算法 article 13.
    Chinese: 预算为零而有支出。
    """
    for form in results(case):
        if form.budget is None or form.executed is None:
            yield Outcome.NOT_ENOUGH_DATA
        elif form.budget > 0:
            yield Outcome.NOT_APPLICABLE
        elif form.executed <= 0:
            yield Outcome.PASS
        else:
            name_en, name_zh = title(case, form)
            yield Flag(
                subject=name_zh,
                severity=_gravity(form.executed, case),
                oddity=RANKING.unbudgeted,
                message_en=f"{name_en}: budget 0, executed {money(form.executed)}.",
                message_zh=f"{name_zh}：预算 0，执行 {money(form.executed)}。",
                evidence=_amounts(case, form),
                at_stake=form.executed,
                expected=0.0,
                actual=form.executed,
                difference=form.executed,
                evaluation_no=form.evaluation_no,
            )


def budget_revision(case: Case) -> Iterator[Outcome | Flag]:
    """The budget was revised far from the one first approved.

    Formula: |adjusted - initial| / initial > QUESTIONABLE.revision; it is severe above
    QUESTIONABLE.grave_revision. What was executed is shown against the initial budget beside it.
    Why: 99 % of an adjusted budget can be 173 % of what was approved.
    Thresholds: settings.QUESTIONABLE; gravity by settings.EXECUTION_GRAVITY, one step milder.
    Excluded: forms that lack one of the two budgets. Where the initial budget is 0, money that
    came in the year (a transfer from above) is told as info.
    Source: PEFA 2016, PI-1 and PI-21; field practice of audit offices.
    Chinese: 全年预算与年初预算相差很大。调整率＝（全年预算－年初预算）的绝对值÷年初预算；同时列
    出执行数与年初预算之比。
    """
    for form in results(case):
        initial, adjusted = form.initial_budget, form.adjusted_budget
        if initial is None or adjusted is None:
            yield Outcome.NOT_ENOUGH_DATA
            continue
        change = adjusted - initial
        revision = abs(change) / initial if initial else 1.0
        if not change or revision <= QUESTIONABLE.revision:
            yield Outcome.PASS
            continue
        gravity = _milder(_gravity(abs(change), case))
        grave = bool(initial) and revision > QUESTIONABLE.grave_revision
        if not initial:
            gravity = Severity.INFO
        elif not grave:
            gravity = _milder(gravity)
        name_en, name_zh = title(case, form)
        outturn_en, outturn_zh = _outturn(form)
        yield Flag(
            subject=name_zh,
            severity=gravity,
            oddity=RANKING.grave_revision if grave else RANKING.revision,
            message_en=(
                f"{name_en}: initial budget {money(initial)}, adjusted to {money(adjusted)}"
                f"{outturn_en}."
            ),
            message_zh=(
                f"{name_zh}：年初预算 {money(initial)}，调整为 {money(adjusted)}{outturn_zh}。"
            ),
            evidence=_amounts(case, form),
            at_stake=abs(change),
            expected=initial,
            actual=adjusted,
            difference=change,
            evaluation_no=form.evaluation_no,
        )


def moved_between_units(case: Case) -> Iterator[Outcome | Flag]:
    """A project stands under two units, one with the initial budget, one with the adjusted.

    Formula: same name; one form has initial > 0 and adjusted = 0, the other initial = 0 and
    adjusted > 0.
    Why: seen apart, one form shows a budget without spending and the other spending without an
    initial budget; together they may be one project that moved.
    Thresholds: none.
    Excluded: projects of the same name that each keep their budget.
    Source: field practice of audit offices.
    Chinese: 同一项目列在两个单位名下：一个只有年初预算，一个只有全年预算。
    """
    by_name: dict[str, list[Evaluation]] = {}
    for form in case.projects:
        by_name.setdefault(form.name, []).append(form)
    for alike in by_name.values():
        if len({form.unit for form in alike}) < 2:
            continue
        moved = [
            (one, other)
            for first, second in combinations(alike, 2)
            for one, other in ((first, second), (second, first))
            if _left(one) and _came(other)
        ]
        if not moved:
            yield Outcome.PASS
        for one, other in moved:
            initial, adjusted = one.initial_budget or 0.0, other.adjusted_budget or 0.0
            yield Flag(
                subject=f"项目 {one.name}",
                severity=Severity.LOW,
                oddity=RANKING.grave_revision,
                message_en=(
                    f"Project {one.name}: the initial budget of {money(initial)} stands under"
                    f" {one.unit}, the adjusted one of {money(adjusted)} under {other.unit}."
                ),
                message_zh=(
                    f"项目 {one.name}：年初预算 {money(initial)} 列在{one.unit}，"
                    f"调整后预算 {money(adjusted)} 列在{other.unit}。"
                ),
                evidence=(*_amounts(case, one), *_amounts(case, other)),
                at_stake=max(initial, adjusted),
                expected=initial,
                actual=adjusted,
                difference=adjusted - initial,
                evaluation_no=one.evaluation_no,
            )


def _rate(form: Evaluation) -> float | Outcome:
    """executed / budget, or why there is none."""
    if form.budget is None or form.executed is None:
        return Outcome.NOT_ENOUGH_DATA
    if form.budget <= 0:
        return Outcome.NOT_APPLICABLE
    return form.executed / form.budget


def _gravity(at_stake: float, case: Case) -> Severity:
    share = at_stake / case.size if case.size else 0.0
    if at_stake >= EXECUTION_GRAVITY.money or share >= EXECUTION_GRAVITY.share:
        return Severity.HIGH
    return Severity.MEDIUM if at_stake >= EXECUTION_GRAVITY.slight_money else Severity.LOW


def _milder(gravity: Severity) -> Severity:
    return {Severity.HIGH: Severity.MEDIUM, Severity.MEDIUM: Severity.LOW}.get(gravity, gravity)


def _outturn(form: Evaluation) -> tuple[str, str]:
    if not form.initial_budget or form.executed is None:
        return "", ""
    outturn = percent(form.executed / form.initial_budget)
    return f"; {outturn} of the initial budget was executed", f"；执行数为年初预算的 {outturn}"


def _left(form: Evaluation) -> bool:
    return bool(form.initial_budget) and form.adjusted_budget == 0


def _came(form: Evaluation) -> bool:
    return form.initial_budget == 0 and bool(form.adjusted_budget)


def _amounts(case: Case, form: Evaluation) -> tuple[Printed, ...]:
    return figures_printed(
        case, form, "initial_budget", "adjusted_budget", "budget", "executed", "printed_rate"
    )


RULES = rules_of(
    "execution",
    not_executed,
    low_execution,
    over_execution,
    unbudgeted_spending,
    budget_revision,
    moved_between_units,
)
