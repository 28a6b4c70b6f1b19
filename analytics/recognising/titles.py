"""Which table a title announces: by its words, never by its number.

Table numbers and prefixes differ by province and year; 支出决算表 is part of other titles. So the
words are tried in an order in which the more particular title comes first.
"""

from __future__ import annotations

import re
from typing import Final

from analytics.model import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    STATE_CAPITAL,
    THREE_PUBLIC,
)
from analytics.recognising.wording import normalise, without_numbering

_LONGEST_TITLE: Final = 70

_TABLE_MARK: Final = re.compile(
    r"^(?:附?表[一二三四五六七八九十\d]+[-:、.]?|公开\d+表|预算\d+表|附件\d*[-:、.]?)+"
    r"|(?:公开\d+表|预算\d+表|(?:金额)?单位:.*|部门:.*|（续表?）|-?续表)+$"
)
_TITLE: Final = re.compile(r"^[^。;,]{2,}表(?:（[^）]{1,20}）)?$")

_FORM_WORDS: Final = re.compile(r"绩效|自评|自查")

_STATEMENTS: Final = (
    (THREE_PUBLIC, re.compile(r"三公")),
    (STATE_CAPITAL, re.compile(r"国有资本经营")),
    (GOVERNMENT_FUND, re.compile(r"政府性?基金")),
    (BASIC_EXPENDITURE, re.compile(r"基本支出(?!.*功能)")),
    (
        GENERAL_BUDGET_EXPENDITURE,
        re.compile(r"一般公共预算(?!.*(?:基本支出|机关运行|项目支出)).*支出(?!.*经济分类)"),
    ),
    (FISCAL_APPROPRIATION_SUMMARY, re.compile(r"财政拨款.*(?:收支|收入支出).*总")),
    (
        REVENUE_EXPENDITURE_SUMMARY,
        re.compile(r"(?:收支|收入支出)(?:预算|决算)?(?:总|总体情?况?)(?:情况)?表"),
    ),
    (REVENUE, re.compile(r"收入(?:预算|决算)?(?:总|总体)?(?:情况)?表")),
    (
        EXPENDITURE,
        re.compile(
            r"(?<!项目)(?<!采购)(?<!经费)(?<!拨款)(?<!资金)"
            r"支出(?:预算|决算)?(?:总|总体)?(?:情况)?表(?!（.*经济)"
        ),
    ),
)


def table_title(text: str) -> str | None:
    """The bare title in a line or cell, without table number and unit; None where it is none."""
    bare = without_numbering(normalise(text))
    if len(bare) > _LONGEST_TITLE:
        return None
    before = None
    while bare != before:
        before = bare
        bare = without_numbering(_TABLE_MARK.sub("", bare))
    return bare if _TITLE.match(bare) else None


def is_form_title(title: str) -> bool:
    """Whether a title announces a performance form."""
    return bool(_FORM_WORDS.search(title))


def statement_of(title: str) -> str | None:
    """The statutory table that a title announces; None where it is none of the nine."""
    if is_form_title(title):
        return None
    return next((name for name, words in _STATEMENTS if words.search(title)), None)
