"""Sentences that contradict each other: two amounts, two changes, a part above its whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from analytics.findings.case import Case, exact
from analytics.findings.identity_flags import gravity
from analytics.findings.rule import Flag, Outcome, Severity, rules_of
from analytics.findings.stated import (
    agree,
    cells,
    last_place,
    said,
    stated_amount,
    topic_words,
)
from analytics.findings.words import money
from analytics.model import BUDGET, GENERAL_BUDGET_EXPENDITURE, ProseStatement
from analytics.settings import PROSE

_PARTS_OF = {
    "personnel": "basic_expenditure",
    "public": "basic_expenditure",
    "basic_expenditure": "total_expenditure",
    "overseas": "three_public",
    "vehicles": "three_public",
    "reception": "three_public",
    "vehicle_purchase": "vehicles",
    "vehicle_operation": "vehicles",
}
_TOTALS = frozenset(
    {"total_revenue", "total_expenditure", "fiscal_appropriation", "general_budget_expenditure"}
)


def one_amount_two_changes(case: Case) -> Iterator[Outcome | Flag]:
    """The same amount is stated with two different changes on the prior year.

    Formula: two sentences with the same amount of the year, and changes that differ by more than
    rounding; of the same topic, or of totals that are one and the same sum.
    Why: there is but one prior year; one of the two changes is not what was meant, unless the
    totals were made up differently then.
    Thresholds: settings.PROSE.rounding; gravity by settings.MISPRINTS. Two topics, of which one
    may have held a carry-over then, are at most medium, and that only where the changes differ in
    one digit, as by a misprint; else info.
    Excluded: amounts of 0; items by code, which two items may share.
    Source: the sentences' own figures.
    Chinese: 同一事项（或本为同一数额的合计）的同一金额，配有两个不同的与上年相比增减额，差异超
    出四舍五入。
    """
    alike: dict[float, list[ProseStatement]] = defaultdict(list)
    for statement in case.rows.statements_in_prose:
        amount = stated_amount(case, statement)
        if amount and statement.change is not None and not statement.code:
            alike[amount].append(statement)
    for amount, stated in alike.items():
        apart = [
            (one, other)
            for one, other in combinations(stated, 2)
            if not agree(one.change or 0.0, other.change or 0.0, last_place(case))
            and (one.topic == other.topic or _are_totals(one, other))
        ]
        if not apart:
            yield Outcome.PASS
            continue
        one, other = apart[0]
        difference = round((other.change or 0.0) - (one.change or 0.0), 6)
        severity = gravity(difference, amount)
        if one.topic != other.topic:
            severity = Severity.MEDIUM if _in_one_digit(difference) else Severity.INFO
        (one_en, one_zh), (other_en, other_zh) = topic_words(one), topic_words(other)
        changes = money(one.change or 0.0), money(other.change or 0.0)
        yield Flag(
            subject=f"情况说明 {one_zh}",
            severity=severity,
            oddity=PROSE.oddity,
            message_en=(
                f"{money(amount)} is stated with a change of {changes[0]} on the prior year for"
                f" {one_en}, and with one of {changes[1]} for {other_en}."
            ),
            message_zh=(
                f"同为 {money(amount)}，{one_zh}称比上年增减 {changes[0]}，"
                f"{other_zh}称比上年增减 {changes[1]}。"
            ),
            evidence=(said(case, one), said(case, other)),
            at_stake=abs(difference),
            expected=one.change,
            actual=other.change,
            difference=difference,
        )


def item_two_amounts(case: Case) -> Iterator[Outcome | Flag]:
    """Sentences state two amounts of the year for one functional item.

    Formula: amounts of the year stated for one code differ by more than rounding, in neighbouring
    sentences of the explanation of one budget.
    Why: one of the two is not what was meant.
    Thresholds: settings.PROSE.rounding; gravity by settings.MISPRINTS.
    Excluded: codes of which the tables print both amounts: another budget's or unit's.
    Source: the sentences' own figures.
    Chinese: 同一功能科目在相邻文字说明中有两个不同的本年金额，差异超出四舍五入。
    """
    by_code: dict[str, list[ProseStatement]] = defaultdict(list)
    for statement in case.rows.statements_in_prose:
        if statement.code and stated_amount(case, statement) is not None:
            by_code[statement.code].append(statement)
    for stated in by_code.values():
        one, *others = stated
        amount = stated_amount(case, one) or 0.0
        place = last_place(case)
        other = next(
            (one for one in others if not agree(stated_amount(case, one) or 0.0, amount, place)),
            None,
        )
        if other is None:
            yield Outcome.PASS
            continue
        second = stated_amount(case, other) or 0.0
        printed_amounts = [item.amount for item in cells(case, one)]
        if all(
            any(agree(each, cell, place) for cell in printed_amounts) for each in (amount, second)
        ):
            yield Outcome.PASS
            continue
        name_en, name_zh = topic_words(one)
        difference = round(second - amount, 6)
        yield Flag(
            subject=f"情况说明 {name_zh}",
            severity=gravity(difference, max(amount, second)),
            oddity=PROSE.oddity,
            message_en=(
                f"Sentences state {money(amount)} and {money(second)} for {name_en} of the year."
            ),
            message_zh=f"情况说明对{name_zh}先称 {money(amount)}，又称 {money(second)}。",
            evidence=(said(case, one), said(case, other)),
            at_stake=abs(difference),
            expected=amount,
            actual=second,
            difference=difference,
        )


def items_over_total(case: Case) -> Iterator[Outcome | Flag]:
    """The items' initial budgets add up to more than the total that is stated for them.

    Formula: sum of the stated initial budgets of functional items (项) <= stated initial budget of
    general public budget expenditure.
    Why: one of the figures is not what was meant, or an item is counted twice.
    Thresholds: rounding; gravity by settings.MISPRINTS.
    Excluded: totals that are not stated; items of other budgets than the general public one.
    Source: the sentences' own figures.
    Chinese: 各功能科目（项）年初预算之和大于所述一般公共预算支出的年初预算合计。
    """
    totals = [
        each
        for each in case.rows.statements_in_prose
        if each.topic == "general_budget_expenditure" and each.initial_budget
    ]
    items = {
        each.code: each
        for each in case.rows.statements_in_prose
        if each.code and len(each.code) == 7 and each.initial_budget is not None
        if case.amount(GENERAL_BUDGET_EXPENDITURE, each.code, "total")
    }
    if not totals or len(items) < 2 or case.rows.disclosure.kind == BUDGET:
        return
    total = max(totals, key=lambda each: each.initial_budget or 0.0)
    stated = total.initial_budget or 0.0
    added = round(sum(each.initial_budget or 0.0 for each in items.values()), 6)
    if added <= stated + PROSE.rounding * float(last_place(case)) * len(items):
        yield Outcome.PASS
        return
    difference = round(added - stated, 6)
    yield Flag(
        subject="情况说明 年初预算合计",
        severity=gravity(difference, added),
        oddity=PROSE.oddity,
        message_en=(
            f"The initial budgets stated for {len(items)} items add up to {money(added)}, more"
            f" than the {money(stated)} stated for all general public budget expenditure."
        ),
        message_zh=(
            f"情况说明所列 {len(items)} 个项级科目年初预算合计 {money(added)}，"
            f"大于所称一般公共预算财政拨款支出年初预算 {money(stated)}。"
        ),
        evidence=(said(case, total), *(said(case, each) for each in items.values())),
        at_stake=difference,
        expected=stated,
        actual=added,
        difference=difference,
    )


def part_over_whole(case: Case) -> Iterator[Outcome | Flag]:
    """A sentence states more for a part than the whole holds.

    Formula: personnel, public <= basic expenditure; components of “三公” <= their total; items by
    code and basic expenditure <= total expenditure, all as sentences state them.
    Why: one of the two is not what was meant.
    Thresholds: settings.PROSE.rounding; gravity by settings.MISPRINTS.
    Excluded: wholes that no sentence states; the largest statement of a whole counts.
    Source: the sentences' own figures.
    Chinese: 文字说明中部分大于整体：人员经费、公用经费大于基本支出，“三公”某项大于“三公”合计，
    某科目或基本支出大于支出合计。
    """
    largest: dict[str, ProseStatement] = {}
    for statement in case.rows.statements_in_prose:
        amount = stated_amount(case, statement)
        if amount is not None and not statement.code:
            held = largest.get(statement.topic)
            if held is None or amount > (stated_amount(case, held) or 0.0):
                largest[statement.topic] = statement
    for statement in case.rows.statements_in_prose:
        whole = largest.get(_whole(statement) or "")
        amount = stated_amount(case, statement)
        if whole is None or amount is None:
            continue
        limit = stated_amount(case, whole) or 0.0
        if amount <= limit or agree(amount, limit, last_place(case)):
            yield Outcome.PASS
            continue
        (name_en, name_zh), (whole_en, whole_zh) = topic_words(statement), topic_words(whole)
        difference = round(amount - limit, 6)
        yield Flag(
            subject=f"情况说明 {name_zh}",
            severity=gravity(difference, amount),
            oddity=PROSE.oddity,
            message_en=(
                f"{money(amount)} is stated for {name_en}, more than the {money(limit)} stated"
                f" for {whole_en}."
            ),
            message_zh=(
                f"情况说明称{name_zh} {money(amount)}，大于所称{whole_zh} {money(limit)}。"
            ),
            evidence=(said(case, statement), said(case, whole)),
            at_stake=difference,
            expected=limit,
            actual=amount,
            difference=difference,
        )


def _in_one_digit(difference: float) -> bool:
    """Whether two amounts in 万元 differ in one digit, 0.1 or above."""
    tenths = abs(exact(difference)) * 10
    return tenths % 1 == 0 and len(tenths.normalize().as_tuple().digits) == 1


def _whole(statement: ProseStatement) -> str | None:
    return "total_expenditure" if statement.code else _PARTS_OF.get(statement.topic)


def _are_totals(one: ProseStatement, other: ProseStatement) -> bool:
    return one.topic in _TOTALS and other.topic in _TOTALS


RULES = rules_of(
    "prose_vs_table", one_amount_two_changes, item_two_amounts, items_over_total, part_over_whole
)
