"""Sentences that contradict a table, each other, or their own arithmetic.

Source of all: the explanations that 部门预算 and 部门决算 must carry (财政部 公开操作规程)
repeat the figures of the tables; they are written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from analytics.findings.case import Case
from analytics.findings.identity_flags import gravity
from analytics.findings.rule import Flag, Outcome, rules_of
from analytics.findings.stated import (
    THREE_PUBLIC_TOPICS,
    agree,
    cells,
    last_place,
    said,
    stated_amount,
    topic_words,
)
from analytics.findings.words import cell_name, money, printed
from analytics.model import BUDGET, THREE_PUBLIC, ProseStatement
from analytics.settings import PROSE


def prose_amount(case: Case) -> Iterator[Outcome | Flag]:
    """A sentence states another amount than the tables print.

    Formula: the stated amount of the year equals one of the cells that print the same quantity.
    Why: readers take the sentence for the figure.
    Thresholds: settings.PROSE.rounding; gravity by settings.MISPRINTS.
    Excluded: topics that no table prints (机关运行经费, 政府采购); tables that were more likely
    misread; personnel and public expenses of all basic expenditure, where they are its parts.
    Source: 财政部 公开操作规程 (财预〔2016〕143号): explanations and tables must agree.
    Chinese: 文字说明的金额与表中所列同一数额不一致。
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
                    said(case, statement),
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
    Chinese: 文字说明的“三公”经费预算数与“三公”经费表的预算数不一致，合计及各组成部分分别核
    对。
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
                evidence=(said(case, statement), printed(item)),
                at_stake=abs(difference),
                expected=item.amount,
                actual=statement.initial_budget,
                difference=difference,
            )


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


RULES = rules_of("prose_vs_table", prose_amount, prose_three_public_budget)
