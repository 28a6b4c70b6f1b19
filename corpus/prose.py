"""Sentences that carry figures: the usual structure of an explanation, in words of our own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from analytics.model import ProseStatement
from analytics.reference import functional_names

_ITEM_SECTION: Final = "一般公共预算财政拨款支出"
_HEADINGS: Final = {
    "total_revenue": "收入支出总体",
    "total_expenditure": "收入支出总体",
    "fiscal_appropriation": "财政拨款收入支出总体",
    "general_budget_expenditure": _ITEM_SECTION,
    "basic_expenditure": "一般公共预算财政拨款基本支出",
    "personnel": "一般公共预算财政拨款基本支出",
    "public": "一般公共预算财政拨款基本支出",
    "three_public": "财政拨款“三公”经费支出",
    "overseas": "财政拨款“三公”经费支出",
    "vehicles": "财政拨款“三公”经费支出",
    "vehicle_purchase": "财政拨款“三公”经费支出",
    "vehicle_operation": "财政拨款“三公”经费支出",
    "reception": "财政拨款“三公”经费支出",
    "operating_funds": "机关运行经费支出",
    "procurement": "政府采购支出",
}
"""What the section of a topic is called."""

_SUBJECTS: Final = {
    "total_revenue": "{year}年度收入总计",
    "total_expenditure": "{year}年度支出总计",
    "fiscal_appropriation": "{year}年度财政拨款收入总计",
    "general_budget_expenditure": "{year}年度一般公共预算财政拨款支出",
    "basic_expenditure": "{year}年度一般公共预算财政拨款基本支出",
    "personnel": "人员经费",
    "public": "公用经费",
    "three_public": "{year}年度“三公”经费财政拨款支出",
    "overseas": "因公出国（境）费",
    "vehicles": "公务用车购置及运行费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行费",
    "reception": "公务接待费",
    "operating_funds": "{year}年度机关运行经费支出",
    "procurement": "{year}年度政府采购支出总额",
}
_BOTH: Final = "{year}年度收、支总计均为"

_DIGITS: Final = "一二三四五六七八九十"


def ordinal(number: int) -> str:
    """A number up to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else _DIGITS[tens - 1])
        + ("十" if tens else "")
        + (_DIGITS[ones - 1] if ones else "")
    )


@dataclass(frozen=True)
class Prose:
    """The wording of a layout's explanation.

    topic and item: how a sentence on a topic or on a functional code is numbered, {number} and
    {ordinal} filled in. path: how a code is named, by {code} and {name} or by its {path} from the
    class down; stop follows it before an initial budget. The other fields are clauses with a place
    for a number, each taken where a statement has one; alone is that for a final amount without an
    initial budget beside it, rise and fall are those for a change and its rate.
    """

    heading: str = "{ordinal}、{section}决算情况说明"
    topic: str = "（{ordinal}）"
    item: str = "{number}."
    path: str = "{path}"
    stop: str = "。"
    initial: str = "年初预算为{}万元"
    final: str = "支出决算为{}万元"
    alone: str = "{}万元"
    completion: str = "完成年初预算的{}%"
    rise: tuple[str, str] = ("与上年度相比增加{}万元", "增长{}%")
    fall: tuple[str, str] = ("与上年度相比减少{}万元", "下降{}%")
    level: str = "与上年度持平"
    reason: str = "主要原因是{}"

    def lines(self, statements: Sequence[ProseStatement], year: int) -> Iterator[tuple[str, bool]]:
        """Headings (True) and paragraphs (False), one a statement, in the order of statements."""
        section, sections, number = "", 0, 0
        for subject, statement in _subjects(statements):
            heading = _ITEM_SECTION if statement.code else _HEADINGS[statement.topic]
            if heading != section:
                section, sections, number = heading, sections + 1, 0
                yield self.heading.format(ordinal=ordinal(sections), section=section), True
            number += 1
            form = self.item if statement.code else self.topic
            sentence = self._subject(statement, subject.format(year=year))
            sentence += "，".join(self._clauses(statement)) + "。"
            yield form.format(number=number, ordinal=ordinal(number)) + sentence, False

    def _subject(self, statement: ProseStatement, topic: str) -> str:
        code, names = statement.code, functional_names()
        if code is None:
            return topic
        path = "".join(
            f"{names[code[:length]]}（{level}）"
            for length, level in ((3, "类"), (5, "款"), (7, "项"))
            if length <= len(code)
        )
        stop = "" if statement.initial_budget is None else self.stop
        return self.path.format(path=path, code=code, name=statement.topic) + stop

    def _clauses(self, statement: ProseStatement) -> Iterator[str]:
        if statement.initial_budget is not None:
            yield self.initial.format(_amount(statement.initial_budget))
        if statement.final is not None:
            form = self.alone if statement.initial_budget is None else self.final
            yield form.format(_amount(statement.final))
        if statement.printed_completion is not None:
            yield self.completion.format(_percent(statement.printed_completion))
        change, rate = statement.change, statement.printed_change_rate
        if change == 0 and not rate:
            yield self.level
        else:
            amount, share = self.rise if (change or rate or 0) > 0 else self.fall
            if change is not None:
                yield amount.format(_amount(abs(change)))
            if rate is not None:
                yield share.format(_percent(abs(rate)))
        if statement.reason:
            yield self.reason.format(statement.reason)


def _subjects(statements: Sequence[ProseStatement]) -> Iterator[tuple[str, ProseStatement]]:
    """Statements with the words for their subject; equal ones on both totals are made one."""
    merged = {
        second
        for second, (one, other) in enumerate(pairwise(statements), 1)
        if (one.topic, other.topic) == ("total_revenue", "total_expenditure")
        and replace(other, topic=one.topic, page=one.page, locator=one.locator) == one
    }
    for at, statement in enumerate(statements):
        if at not in merged:
            yield _BOTH if at + 1 in merged else _SUBJECTS.get(statement.topic, ""), statement


def _amount(value: float) -> str:
    return f"{Decimal(str(value)):.2f}"


def _percent(ratio: float) -> str:
    return f"{(Decimal(str(ratio)) * 100).normalize():f}"


NATIONAL_PROSE: Final = Prose()
BY_CODE_PROSE: Final = Prose(
    heading="{ordinal}、{section}情况说明",
    topic="（{ordinal}）",
    item="（{ordinal}）",
    path="{code}-{name}",
    rise=("较上年决算数增加{}万元", "增长{}%"),
    fall=("较上年决算数减少{}万元", "下降{}%"),
    level="与上年决算数持平",
)
LISTED_PROSE: Final = Prose(
    heading="{ordinal}、{section}决算情况说明",
    item="({number})",
    rise=("比上年增加{}万元", "提高{}%"),
    fall=("比上年减少{}万元", "降低{}%"),
    level="与上年持平",
)
BUDGET_PROSE: Final = Prose(
    heading="{ordinal}、{section}安排情况",
    topic="{number}、",
    initial="{}万元",
    rise=("较上年预算增加{}万元", "增长{}%"),
    fall=("较上年预算减少{}万元", "下降{}%"),
    level="与上年相比持平",
)
