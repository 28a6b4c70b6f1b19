"""Performance forms held against the accounts of the same disclosure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from analytics.findings.case import Case, exact
from analytics.findings.forms import figures_printed, indicator_printed, results, title
from analytics.findings.rule import Flag, Outcome, Severity, rules_of
from analytics.findings.stated import (
    implied_initial_budget,
    ratio_agrees,
    sentence,
    topic_words,
)
from analytics.findings.words import money, printed
from analytics.model import (
    BUDGET,
    DEPARTMENT_RESULT,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    REVENUE_EXPENDITURE_SUMMARY,
    SECTION_EXPENDITURE,
    TOTAL,
    Funding,
    ProseStatement,
)
from analytics.settings import FORMS_AGAINST_ACCOUNTS as BOUNDS


def doubled_source(case: Case) -> Iterator[Outcome | Flag]:
    """Two funding sources of a form print the same amounts.

    Formula: two sources agree in two or more of initial budget, adjusted budget and executed, each
    above 0.
    Why: the same money was probably entered twice, and the form's total is twice the money.
    Thresholds: settings.FORMS_AGAINST_ACCOUNTS.least_source.
    Excluded: forms with fewer than two sources.
    Source: field practice of audit offices.
    Chinese: 自评表的两项资金来源金额相同：年初预算数、全年预算数、执行数中至少两项一致，且均大
    于零。
    """
    for form in case.rows.evaluations:
        sources = case.funding.get(form.evaluation_no, [])
        if len(sources) < 2:
            continue
        told = [each for each in sources if max(_amounts_of(each)) >= BOUNDS.least_source]
        pairs = [pair for pair in combinations(told, 2) if _print_the_same(*pair)]
        if not pairs:
            yield Outcome.PASS
            continue
        one, other = pairs[0]
        amount = one.executed or one.adjusted_budget or 0.0
        name_en, name_zh = title(case, form)
        yield Flag(
            subject=f"{name_zh} 资金来源",
            severity=Severity.HIGH if amount >= BOUNDS.grave_money else Severity.MEDIUM,
            oddity=BOUNDS.oddity,
            message_en=(
                f"{name_en}: {one.source} and {other.source} print the same amounts,"
                f" {money(amount)} each and {money(2 * amount)} together, perhaps one sum twice."
            ),
            message_zh=(
                f"{name_zh}：{one.source}与{other.source}均列示 {money(amount)}，"
                f"合计 {money(2 * amount)}，可能重复计算。"
            ),
            evidence=tuple(
                cell
                for each in (one, other)
                for cell in figures_printed(
                    *(case, form, "initial_budget", "adjusted_budget", "executed"),
                    source=each.source,
                )
            ),
            at_stake=amount,
            expected=amount,
            actual=2 * amount,
            difference=amount,
            evaluation_no=form.evaluation_no,
        )


def forms_over_accounts(case: Case) -> Iterator[Outcome | Flag]:
    """The projects' forms together executed far more than the accounts spent.

    Formula: sum of executed over all project forms > this year's project expenditure x
    BOUNDS.times (total expenditure where the accounts do not print project expenditure).
    Why: the forms report on money (transfers to insurance funds) that is not the body's own, or
    count it twice; rates of the forms then say nothing of the accounts.
    Thresholds: settings.FORMS_AGAINST_ACCOUNTS.
    Excluded: budgets; disclosures without forms or without accounts.
    Source: field practice of audit offices.
    Chinese: 各项目自评表的执行数之和远超决算支出：超过本年项目支出（未列项目支出的，按支出合计）
    的规定倍数。
    """
    if case.rows.disclosure.kind == BUDGET:
        return
    executed = [form for form in case.projects if form.executed is not None]
    spent = case.amount(EXPENDITURE, TOTAL, "project") or case.amount(
        REVENUE_EXPENDITURE_SUMMARY, EXPENDITURE_TOTAL, "amount", SECTION_EXPENDITURE
    )
    if not executed:
        return
    if spent is None or spent.statement in case.misread:
        yield Outcome.NOT_ENOUGH_DATA
        return
    total = round(sum(form.executed or 0.0 for form in executed), 6)
    if total <= BOUNDS.times * spent.amount or total - spent.amount < BOUNDS.grave_money:
        yield Outcome.PASS
        return
    largest = sorted(executed, key=lambda form: -(form.executed or 0.0))[:5]
    yield Flag(
        subject="项目自评表合计与决算",
        severity=Severity.HIGH,
        oddity=BOUNDS.oddity,
        message_en=(
            f"{len(executed)} project forms executed {money(total)} together, while the accounts"
            f" print {money(spent.amount)} of {_of_accounts(spent.measure)[0]}."
        ),
        message_zh=(
            f"{len(executed)} 张项目自评表全年执行数合计 {money(total)}，"
            f"决算{_of_accounts(spent.measure)[1]}为 {money(spent.amount)}。"
        ),
        evidence=(
            printed(spent),
            *(cell for form in largest for cell in figures_printed(case, form, "executed")),
        ),
        at_stake=total - spent.amount,
        expected=spent.amount,
        actual=total,
        difference=total - spent.amount,
    )


def body_form_over_accounts(case: Case) -> Iterator[Outcome | Flag]:
    """A body's own form executed far more than its accounts spent.

    Formula: executed of the department form > this year's expenditure x BOUNDS.times.
    Why: the form of the whole body should report on the money of its accounts.
    Thresholds: settings.FORMS_AGAINST_ACCOUNTS.
    Excluded: budgets; disclosures without such a form or without accounts.
    Source: 部门整体支出绩效评价 guidance of local finance offices.
    Chinese: 部门整体自评表的执行数远超决算：超过本年支出的规定倍数。
    """
    if case.rows.disclosure.kind == BUDGET:
        return
    spent = case.amount(
        REVENUE_EXPENDITURE_SUMMARY, EXPENDITURE_TOTAL, "amount", SECTION_EXPENDITURE
    ) or case.amount(EXPENDITURE, TOTAL, "total")
    for form in case.rows.evaluations:
        if form.form != DEPARTMENT_RESULT or form.executed is None:
            continue
        if spent is None or spent.statement in case.misread:
            yield Outcome.NOT_ENOUGH_DATA
        elif form.executed <= BOUNDS.times * spent.amount:
            yield Outcome.PASS
        else:
            name_en, name_zh = title(case, form)
            yield Flag(
                subject=f"{name_zh} 全年执行数与决算",
                severity=Severity.HIGH,
                oddity=BOUNDS.oddity,
                message_en=(
                    f"{name_en}: its form executed {money(form.executed)}, while the accounts"
                    f" print {money(spent.amount)} of expenditure."
                ),
                message_zh=(
                    f"{name_zh}：整体自评表全年执行数 {money(form.executed)}，"
                    f"决算本年支出合计 {money(spent.amount)}。"
                ),
                evidence=(*figures_printed(case, form, "executed"), printed(spent)),
                at_stake=form.executed - spent.amount,
                expected=spent.amount,
                actual=form.executed,
                difference=form.executed - spent.amount,
                evaluation_no=form.evaluation_no,
            )


def form_against_item(case: Case) -> Iterator[Outcome | Flag]:
    """A project's form and the item of the accounts with the same budget spent different sums.

    Formula: budget of one form = initial budget of one functional item, as its sentence states or
    implies it (final / completion), and no other's; executed of the form against final.
    Why: a fund shown as 0 in its form and 853.69 in the accounts.
    Thresholds: settings.FORMS_AGAINST_ACCOUNTS.least_budget; gravity by the difference.
    Excluded: budgets that several forms or items share; small ones.
    Source: field practice of audit offices.
    Chinese: 预算数相同的一个项目自评表与一个功能科目，支出数不同。仅当该预算数只对应一张表和一
    个科目时，以自评表执行数与科目决算数相比。
    """
    if case.rows.disclosure.kind == BUDGET:
        return
    items = [
        (each, initial)
        for each in case.rows.statements_in_prose
        if each.code and each.final is not None and (initial := implied_initial_budget(each))
    ]
    for form in case.projects:
        if form.budget is None or form.executed is None or form.budget < BOUNDS.least_budget:
            continue
        alike = [each for each, initial in items if _same_budget(form.budget, each, initial)]
        twins = [one for one in case.projects if one.budget == form.budget]
        if len(alike) != 1 or len(twins) != 1:
            continue
        item = alike[0]
        final = item.final or 0.0
        difference = form.executed - final
        if abs(difference) <= BOUNDS.near * form.budget:
            yield Outcome.PASS
            continue
        name_en, name_zh = title(case, form)
        item_en, item_zh = topic_words(item)
        grave = abs(difference) >= BOUNDS.grave_money
        yield Flag(
            subject=f"{name_zh} 与 {item_zh}",
            severity=Severity.HIGH if grave else Severity.MEDIUM,
            oddity=BOUNDS.oddity,
            message_en=(
                f"{name_en}: its form executed {money(form.executed)} of {money(form.budget)};"
                f" {item_en}, with the same initial budget, spent {money(final)} in the accounts."
            ),
            message_zh=(
                f"{name_zh}：自评表预算 {money(form.budget)}，执行 {money(form.executed)}；"
                f"年初预算相同的{item_zh}决算 {money(final)}。"
            ),
            evidence=(
                *figures_printed(case, form, "budget", "executed"),
                sentence(item, case.rows.disclosure.kind),
            ),
            at_stake=abs(difference),
            expected=final,
            actual=form.executed,
            difference=difference,
            evaluation_no=form.evaluation_no,
        )


def copied_indicators(case: Case) -> Iterator[Outcome | Flag]:
    """Two projects of other names report the same indicators with the same results.

    Formula: two forms of at least BOUNDS.indicators indicators agree in the names, targets and
    actual values of all of them.
    Why: one of the two reports may have been copied.
    Thresholds: settings.FORMS_AGAINST_ACCOUNTS.
    Excluded: projects of the same name; forms without actual values.
    Source: field practice of audit offices.
    Chinese: 两个名称不同的项目，各项指标的名称、目标值、完成值完全相同。
    """
    told: dict[tuple[tuple[str | None, ...], ...], int] = {}
    for form in results(case):
        own = case.indicators.get(form.evaluation_no, [])
        if len(own) < BOUNDS.indicators or not any(each.actual for each in own):
            continue
        key = tuple((each.name, each.operator, each.target, each.actual) for each in own)
        first = told.setdefault(key, form.evaluation_no)
        twin = next(one for one in case.rows.evaluations if one.evaluation_no == first)
        if first == form.evaluation_no or twin.name == form.name:
            yield Outcome.PASS
            continue
        (name_en, name_zh), (twin_en, twin_zh) = title(case, form), title(case, twin)
        yield Flag(
            subject=f"{name_zh} 与 {twin_zh}",
            severity=Severity.LOW,
            oddity=BOUNDS.oddity / 2,
            message_en=(
                f"{name_en} and {twin_en} report the same {len(own)} indicators with the same"
                f" targets and actual values."
            ),
            message_zh=f"{name_zh}与{twin_zh}的 {len(own)} 项指标及其目标值、完成值完全相同。",
            evidence=(
                *(indicator_printed(each) for each in own),
                *(indicator_printed(each) for each in case.indicators[first]),
            ),
            at_stake=form.budget or 0.0,
            evaluation_no=form.evaluation_no,
        )


def _print_the_same(one: Funding, other: Funding) -> bool:
    amounts = [(each.initial_budget, each.adjusted_budget, each.executed) for each in (one, other)]
    same = [value for value, twin in zip(*amounts, strict=True) if value and value == twin]
    return len(same) > 1


def _amounts_of(source: Funding) -> list[float]:
    printed = (source.initial_budget, source.adjusted_budget, source.executed)
    return [0.0, *(amount for amount in printed if amount is not None)]


def _of_accounts(measure: str) -> tuple[str, str]:
    if measure == "project":
        return "project expenditure", "项目支出"
    return "expenditure", "本年支出合计"


def _same_budget(budget: float, item: ProseStatement, initial: float) -> bool:
    if item.initial_budget is not None or item.printed_completion is None:
        return exact(budget) == exact(initial)
    return ratio_agrees(item.printed_completion, item.final or 0.0, budget)


ARITHMETIC = rules_of("arithmetic", doubled_source)
CROSS_TABLE = rules_of(
    "cross_table", forms_over_accounts, body_form_over_accounts, form_against_item
)
OUTLIER = rules_of("outlier", copied_indicators)
