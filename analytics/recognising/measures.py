"""Which measure of the model a column holds, told by the labels above it.

One table a statement: the first pattern that matches the label right above the column, or the
labels above that one, decides. A wording met for the first time is a new row here.
"""

from __future__ import annotations

import re
from typing import Final

from analytics.model import (
    BUDGET,
    EXPENDITURE,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    OVERSEAS,
    RECEPTION,
    REVENUE,
    STATE_CAPITAL,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
)
from analytics.recognising.wording import without_numbering

_Patterns = tuple[tuple[str, re.Pattern[str]], ...]


def _patterns(*rows: tuple[str, str]) -> _Patterns:
    return tuple((measure, re.compile(pattern)) for measure, pattern in rows)


_BASIC_PROJECT: Final = (
    ("basic", r"^基本支出"),
    ("project", r"^项目支出|^专项业务经费"),
)

_BY_STATEMENT: Final[dict[str, _Patterns]] = {
    REVENUE: _patterns(
        ("total", r"^(?:本年)?收入合计|^合计|^总计|^收入总计"),
        ("subtotal", r"^小计"),
        ("fiscal_appropriation", r"^(?:本级)?财政拨款|^一般公共预算"),
        ("government_fund", r"^政府性?基金"),
        ("state_capital", r"^国有资本经营"),
        ("superior_subsidy", r"^上级补助"),
        ("special_account", r"^财政专户|^教育收费"),
        ("operating", r"经营收入"),
        ("undertaking", r"^事业收入"),
        ("subordinate_remittance", r"^附属单位"),
        ("other", r"^其他(?:收入|资金)?"),
        ("carry_over", r"^(?:上年|年初)结转|^上年结余"),
    ),
    EXPENDITURE: _patterns(
        ("total", r"^(?:本年)?支出合计|^合计|^总计|^支出总计|^小计|^金额|^预算数|^决算数"),
        *_BASIC_PROJECT,
        ("superior_remittance", r"^上[缴解]上级"),
        ("operating", r"经营支出"),
        ("subordinate_subsidy", r"^对?附属单位(?:的)?补助|^对下级单位补助"),
        ("other", r"^(?:单位)?预留|^其他支出"),
        ("carry_over", r"^结转下年|^年终结转"),
    ),
    GENERAL_BUDGET_EXPENDITURE: _patterns(
        ("total", r"^(?:本年支出)?(?:小计|合计|总计)|^本年支出$|^支出合计|^金额|^预算数|^决算数"),
        *_BASIC_PROJECT,
    ),
    GOVERNMENT_FUND: _patterns(
        ("opening_balance", r"^(?:年初|上年)结转"),
        ("revenue", r"^本年收入"),
        ("total", r"^(?:本年支出)?(?:小计|合计|总计)|^本年支出$|^支出合计|^金额|^预算数|^决算数"),
        *_BASIC_PROJECT,
        ("closing_balance", r"^年末结转"),
    ),
    STATE_CAPITAL: _patterns(
        ("total", r"^(?:本年支出)?(?:小计|合计|总计)|^本年支出$|^支出合计|^金额|^预算数|^决算数"),
        *_BASIC_PROJECT,
    ),
}

_REVENUE_SOURCES: Final = _patterns(
    ("total", r"^(?:本年)?收入(?:总计|合计)$|^(?:总计|合计)$"),
    ("fiscal_appropriation", r"^(?:一般公共预算|财政拨款)\D*小计$|^财政拨款(?:收入)?$"),
    ("special_account", r"^财政专户\D*小计$|^财政专户管理资金$"),
    ("other", r"^其他资金小计$|^其他收入$"),
    ("carry_over", r"^上年结转\D*小计$|^上年结转\D{0,5}$"),
)
"""The sources of revenue that have a row each, with the label of their group before them."""

_SPANS: Final = frozenset(
    {"本年收入", "本年支出", "收入预算", "支出预算", "项目", "预算数", "决算数", "金额"}
)
_SUBTOTAL: Final = re.compile(r"^(?:小计|合计|总计|金额)|总数$")

_FISCAL_SUMMARY: Final = _patterns(
    ("total", r"^(?:20\d{2}年(?:度)?)?(?:合计|小计|总计|金额|决算数|预算数|本年预算)"),
    ("general_public_budget", r"^一般公共预算"),
    ("government_fund", r"^政府性?基金"),
    ("state_capital", r"^国有资本经营"),
)

_AMOUNT: Final = re.compile(
    r"^(?:20\d{2}年(?:度)?)?(?:金额|决算数|预算数|合计|总计|小计|本年预算数?|本年决算数?|决算金额|预算金额)"
)

_LINE_NUMBER: Final = re.compile(r"^(?:行次?|序号)$")

_CHANGE: Final = re.compile(r"增减|变化|变动|比上年|完成")
_YEAR: Final = re.compile(r"^(20\d{2})年")
_PRIOR_YEAR: Final = re.compile(r"上年|去年")
_BUDGET: Final = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?:数|$)|预算安排")
_FINAL: Final = re.compile(r"决算|支出数|执行数")

_THREE_PUBLIC_ITEMS: Final = _patterns(
    (VEHICLE_PURCHASE, r"公务用?车.*购置费?$|^购置费?$"),
    (VEHICLE_OPERATION, r"^(?:公务用?车)?运行?(?:维护?|费)"),
    (VEHICLES, r"(?:公务用?车|公车)(?:购置费?(?:及|和|与|、)运|(?:费|经费|费用)$)"),
    (OVERSEAS, r"因公出国"),
    (RECEPTION, r"公务接待"),
    (TOTAL, r"三公”?经费|^合计|^总计"),
)


_COUNTED: Final = re.compile(r"团组|批次|人次|人数|保有量|购置数|（[个辆台批人]）")


def _first(patterns: _Patterns, label: str) -> str | None:
    return next((measure for measure, pattern in patterns if pattern.search(label)), None)


def column_measure(statement: str, path: tuple[str, ...]) -> str | None:
    """The measure of a column of a table by code, from the labels above it; None for none.

    A label that spans several columns gives its measure to their subtotal alone: the columns
    beside that one hold parts of the measure. 本年收入 and 本年支出 span measures of their own.
    """
    patterns = _BY_STATEMENT[statement]
    for at, label in enumerate(path):
        last = at == len(path) - 1
        measure = None if label in _SPANS and not last else _first(patterns, label)
        if measure is not None:
            return measure if last or _SUBTOTAL.match(path[-1]) else None
    return None


def spanned_measure(statement: str, path: tuple[str, ...]) -> str | None:
    """The measure of the label that spans a column and others beside it; None for none."""
    patterns = _BY_STATEMENT[statement]
    found = (_first(patterns, label) for label in path[:-1] if label not in _SPANS)
    return next(filter(None, found), None)


def own_measure(statement: str, label: str) -> str | None:
    """The measure that the lowest label above a column names by itself; None for none."""
    return _first(_BY_STATEMENT[statement], label)


def revenue_source(label: str) -> str | None:
    """The measure of a revenue table's row that holds a source; None for none."""
    return _first(_REVENUE_SOURCES, label)


def fiscal_summary_measure(label: str) -> str | None:
    """The measure of a column on the expenditure side of the fiscal appropriation summary."""
    return _first(_FISCAL_SUMMARY, label)


def is_amount_column(label: str) -> bool:
    """Whether a label stands above the one amount of a row."""
    return bool(_AMOUNT.match(label))


def is_line_number(label: str) -> bool:
    """Whether a label stands above the numbers of the lines (行次)."""
    return bool(_LINE_NUMBER.match(label))


def three_public_measure(path: tuple[str, ...], kind: str, year: int) -> str | None:
    """budget, final or prior_year, from the labels above a column; None for none.

    kind and year are those of the document: a column of that year holds what the document is of.
    """
    whole = "".join(path)
    if _CHANGE.search(whole):
        return None
    own = "budget" if kind == BUDGET else "final"
    for label in path:
        dated = _YEAR.match(label)
        if _PRIOR_YEAR.search(label) or (dated and int(dated[1]) == year - 1):
            return "prior_year"
        if _FINAL.search(label):
            return "final"
        if _BUDGET.search(label):
            return "budget"
        if dated and int(dated[1]) == year:
            return own
    return None


def three_public_item(label: str) -> str | None:
    """Which of the six items of the “三公” table a label names, by its exact name in the model.

    None for the numbers of trips, vehicles and guests that stand beside the amounts.
    """
    return None if _COUNTED.search(label) else _first(_THREE_PUBLIC_ITEMS, without_numbering(label))
