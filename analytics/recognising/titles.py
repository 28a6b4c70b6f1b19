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
    r"|(?:公开\d+表|预算\d+表|（?(?:金额)?单位:.*|部门:.*|（续表?）|-?续表)+$"
)
_TITLE: Final = re.compile(r"^[^。;,]{2,}表(?:（[^）]{1,20}）)?$")

_FORM_WORDS: Final = re.compile(r"绩效|自评|自查")

_OF_BODY: Final = (
    r"(?:^|[年度局委厅办院会室处所队站校学团府庭关社协联司园部署馆场区县市省级镇乡）]|部门|单位|中心|街道|财务"
    r"|(?<!资金)(?<!基金)(?<!公共)(?<!财政)预算)"
)
"""What may stand before 收入 or 支出 where it means all that the body receives or spends."""
_EXTENT: Final = r"(?:预算|决算)?(?:总体|总|汇总|明细)?(?:情况)?总?表"

_STATEMENTS: Final = (
    (THREE_PUBLIC, re.compile(r"三公")),
    (STATE_CAPITAL, re.compile(r"国有资本经营(?!.*(?:项目支出|经济))")),
    (GOVERNMENT_FUND, re.compile(r"政府性?基金(?!.*(?:项目支出|经济))")),
    (
        BASIC_EXPENDITURE,
        re.compile(r"基本支出(?!.*功能)(?:(?=.*部门.*经济)|(?!.*政府.*经济))"),
    ),
    (
        GENERAL_BUDGET_EXPENDITURE,
        re.compile(
            r"公共(?:财政)?预算(?!.*(?:基本支出|机关运行|项目支出|人员经费|工资福利|商品和服务"
            r"|个人和家庭|采购|收支)).*支出(?!.*经济)"
        ),
    ),
    (
        FISCAL_APPROPRIATION_SUMMARY,
        re.compile(
            r"财政拨款.*(?:收支|收入支出).*总|财政拨款(?:预算)?收支(?:预算|决算)?(?:情况)?表"
        ),
    ),
    (
        REVENUE_EXPENDITURE_SUMMARY,
        re.compile(
            r"(?:收支|收入支出)(?:预算|决算)?(?:总|总体情?况?)(?:情况)?总?表"
            rf"|{_OF_BODY}收支(?:预算|决算)?(?:情况)?表"
        ),
    ),
    (REVENUE, re.compile(rf"{_OF_BODY}收入{_EXTENT}")),
    (EXPENDITURE, re.compile(rf"{_OF_BODY}支出{_EXTENT}(?!（.*经济)")),
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
