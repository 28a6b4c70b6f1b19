"""Sentences that contradict a table, each other, or their own arithmetic.

Source of all: the explanations that 部门预算 and 部门决算 must carry (财政部 公开操作规程)
repeat the figures of the tables; they are written by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from analytics.findings.case import Case, exact
from analytics.findings.identity_flags import gravity
from analytics.findings.rule import Flag, Outcome, Printed, Severity, rules_of
from analytics.findings.stated import (
    THREE_PUBLIC_TOPICS,
    agree,
    cells,
    last_place,
    ratio_agrees,
    sentence,
    stated_amount,
    topic_words,
)
from analytics.findings.words import cell_name, money, printed
from analytics.model import BUDGET, GENERAL_BUDGET_EXPENDITURE, THREE_PUBLIC, ProseStatement
from analytics.numbers import percent
from analytics.settings import PROSE


def prose_amount(case: Case) -> Iterator[Outcome | Flag]:
    """A sentence states another amount than the tables print.

    Formula: the stated amount of the year equals one of the cells that print the same quantity.
    Why: readers take the sentence for the figure.
    Thresholds: settings.PROSE.rounding; gravity by settings.MISPRINTS.
    Excluded: topics that no table prints (机关运行经费, 政府采购); tables that were more likely
    misread; personnel and public expenses of all basic expenditure, where they are its parts.
    Source: 财政部 公开操作规程 (财预〔2016〕143号): explanations and tables must agree.
    """
    place = last_place(case)
    for statement in case.rows.statements_in_prose:
        amount = stated_amount(case, statement)
        if amount is None:
            continue
        found = cells(case, statement)
        if not found:
            yield Outcome.NOT_ENOUGH_DATA
        elif any(agree(amount, item.amount, place) for item in found) or _is_other_part(
            case, statement
        ):
            yield Outcome.PASS
        else:
            nearest = min(found, key=lambda item: abs(item.amount - amount))
            name_en, name_zh = topic_words(statement)
            cell_en, cell_zh = cell_name(nearest)
            difference = round(amount - nearest.amount, 6)
            yield Flag(
                subject=f"情况说明 {name_zh}",
                severity=gravity(difference, max(abs(amount), abs(nearest.amount))),
                oddity=PROSE.oddity,
                message_en=(
                    f"A sentence states {money(amount)} for {name_en}; the {cell_en} prints"
                    f" {money(nearest.amount)}."
                ),
                message_zh=(
                    f"情况说明称{name_zh} {money(amount)}，{cell_zh}列示 {money(nearest.amount)}。"
                ),
                evidence=(
                    _said(case, statement),
                    *(
                        printed(item)
                        for item in sorted(found, key=lambda item: item is not nearest)
                    ),
                ),
                at_stake=abs(difference),
                expected=nearest.amount,
                actual=amount,
                difference=difference,
            )


def prose_three_public_budget(case: Case) -> Iterator[Outcome | Flag]:
    """A sentence states another “三公” budget than the table prints.

    Formula: stated initial budget = budget column of the “三公” table, by component.
    Why: the completion rate is taken from it.
    Thresholds: settings.PROSE.rounding; gravity by settings.MISPRINTS.
    Excluded: budgets, whose figure of the year it is (prose_amount looks at these); a table that
    was more likely misread.
    Source: 财政部 公开操作规程 (财预〔2016〕143号).
    """
    if case.rows.disclosure.kind == BUDGET or THREE_PUBLIC in case.misread:
        return
    for statement in case.rows.statements_in_prose:
        name = THREE_PUBLIC_TOPICS.get(statement.topic)
        if name is None or statement.initial_budget is None:
            continue
        item = case.amount(THREE_PUBLIC, name, "budget")
        if item is None:
            yield Outcome.NOT_ENOUGH_DATA
        elif agree(statement.initial_budget, item.amount, last_place(case)):
            yield Outcome.PASS
        else:
            name_en, name_zh = topic_words(statement)
            difference = round(statement.initial_budget - item.amount, 6)
            yield Flag(
                subject=f"情况说明 {name_zh} 预算",
                severity=gravity(difference, max(statement.initial_budget, item.amount)),
                oddity=PROSE.oddity,
                message_en=(
                    f"A sentence states a budget of {money(statement.initial_budget)} for"
                    f" {name_en}; the table prints {money(item.amount)}."
                ),
                message_zh=(
                    f"情况说明称{name_zh}预算 {money(statement.initial_budget)}，"
                    f"“三公”经费支出表列示 {money(item.amount)}。"
                ),
                evidence=(_said(case, statement), printed(item)),
                at_stake=abs(difference),
                expected=item.amount,
                actual=statement.initial_budget,
                difference=difference,
            )


def prose_completion(case: Case) -> Iterator[Outcome | Flag]:
    """A stated completion of the initial budget is not what its amounts give.

    Formula: completion = final / initial budget, the budget of “三公” taken from its table where
    the sentence does not state it; a completion of 0 % with money spent is told whatever the
    budget.
    Why: the sentence says that the budget was kept, or was not.
    Thresholds: rounding of amounts and rate as printed.
    Excluded: other completions of a budget of 0, which has none; sentences that lack a figure.
    Source: the sentence's own figures.
    """
    for statement in case.rows.statements_in_prose:
        if statement.printed_completion is None or statement.final is None:
            continue
        budget = _initial_budget(case, statement)
        if statement.printed_completion == 0 and statement.final > 0 and not budget:
            yield _completed_nothing(case, statement)
        elif budget is None:
            yield Outcome.NOT_ENOUGH_DATA
        elif not budget:
            yield Outcome.NOT_APPLICABLE
        elif ratio_agrees(statement.printed_completion, statement.final, budget, last_place(case)):
            yield Outcome.PASS
        else:
            given = statement.final / budget
            yield _of_ratio(case, statement, "完成年初预算", statement.printed_completion, given)


def prose_change_rate(case: Case) -> Iterator[Outcome | Flag]:
    """A stated rate of change is not what its amounts give.

    Formula: rate = change / prior year, with prior year = amount of the year - change.
    Why: the rate is what is quoted.
    Thresholds: rounding of amounts and rate as printed.
    Excluded: a prior year of 0, which has no rate; sentences that lack a figure.
    Source: the sentence's own figures.
    """
    for statement in case.rows.statements_in_prose:
        if statement.printed_change_rate is None:
            continue
        if statement.change is None or statement.prior_year is None:
            yield Outcome.NOT_ENOUGH_DATA
        elif statement.prior_year <= 0:
            yield Outcome.NOT_APPLICABLE
        elif ratio_agrees(
            statement.printed_change_rate,
            statement.change,
            statement.prior_year,
            last_place(case),
        ):
            yield Outcome.PASS
        else:
            given = statement.change / statement.prior_year
            yield _of_ratio(case, statement, "比上年增减", statement.printed_change_rate, given)


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
            evidence=(_said(case, one), _said(case, other)),
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
            evidence=(_said(case, one), _said(case, other)),
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
        evidence=(_said(case, total), *(_said(case, each) for each in items.values())),
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
            evidence=(_said(case, statement), _said(case, whole)),
            at_stake=difference,
            expected=limit,
            actual=amount,
            difference=difference,
        )


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


def _in_one_digit(difference: float) -> bool:
    """Whether two amounts in 万元 differ in one digit, 0.1 or above."""
    tenths = abs(exact(difference)) * 10
    return tenths % 1 == 0 and len(tenths.normalize().as_tuple().digits) == 1


def _initial_budget(case: Case, statement: ProseStatement) -> float | None:
    """The budget that a completion is of: the sentence's, or of “三公” the table's."""
    if statement.initial_budget is not None:
        return statement.initial_budget
    name = THREE_PUBLIC_TOPICS.get(statement.topic)
    item = case.amount(THREE_PUBLIC, name, "budget") if name else None
    return item.amount if item and THREE_PUBLIC not in case.misread else None


def _completed_nothing(case: Case, statement: ProseStatement) -> Flag:
    """0 % of a budget is said to be completed, although money was spent."""
    name_en, name_zh = topic_words(statement)
    final = statement.final or 0.0
    return Flag(
        subject=f"情况说明 {name_zh} 完成年初预算",
        severity=Severity.LOW,
        oddity=PROSE.oddity / 2,
        message_en=(
            f"A sentence on {name_en} states that 0 % of the budget was completed, with"
            f" {money(final)} spent."
        ),
        message_zh=f"情况说明称{name_zh}完成年初预算 0 %，而决算为 {money(final)}。",
        evidence=(_said(case, statement),),
        at_stake=final,
        actual=0.0,
    )


def _whole(statement: ProseStatement) -> str | None:
    return "total_expenditure" if statement.code else _PARTS_OF.get(statement.topic)


def _are_totals(one: ProseStatement, other: ProseStatement) -> bool:
    return one.topic in _TOTALS and other.topic in _TOTALS


def _is_other_part(case: Case, statement: ProseStatement) -> bool:
    """Whether a sentence splits all basic expenditure, of which the table holds only a part."""
    other = {"personnel": "public", "public": "personnel"}.get(statement.topic)
    if other is None:
        return False
    amount = stated_amount(case, statement) or 0.0
    basic = case.amount("expenditure", "合计", "basic")
    return basic is not None and any(
        agree(amount + (stated_amount(case, each) or 0.0), basic.amount, last_place(case))
        for each in case.rows.statements_in_prose
        if each.topic == other
    )


def _said(case: Case, statement: ProseStatement) -> Printed:
    return sentence(statement, case.rows.disclosure.kind)


def _of_ratio(
    case: Case, statement: ProseStatement, what_zh: str, stated: float, given: float
) -> Flag:
    name_en, name_zh = topic_words(statement)
    base = statement.initial_budget if what_zh.startswith("完成") else statement.prior_year
    gap = abs(abs(stated) - abs(given))
    return Flag(
        subject=f"情况说明 {name_zh} {what_zh}",
        severity=Severity.MEDIUM if gap >= 0.01 else Severity.LOW,
        oddity=PROSE.oddity,
        message_en=(
            f"A sentence on {name_en} states {percent(stated)}; its own amounts give"
            f" {percent(given)}."
        ),
        message_zh=(
            f"情况说明称{name_zh}{what_zh} {percent(stated)}，按所列金额计算为 {percent(given)}。"
        ),
        evidence=(_said(case, statement),),
        at_stake=gap * (base or 0.0),
        expected=given,
        actual=stated,
        difference=stated - given,
    )


RULES = rules_of(
    "prose_vs_table",
    prose_amount,
    prose_three_public_budget,
    prose_completion,
    prose_change_rate,
    one_amount_two_changes,
    item_two_amounts,
    items_over_total,
    part_over_whole,
)
