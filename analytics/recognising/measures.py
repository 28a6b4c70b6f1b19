"""Which measure of the model a column holds, told by the labels above it.

One table a statement: the first pattern that matches the label right above the column, or the
labels above that one, decides. A wording met for the first time is a new row here.
"""

from __future__ import annotations

import re
from typing import Final

from analytics.model import (
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
    ("project", r"^项目支出"),
)

_BY_STATEMENT: Final[dict[str, _Patterns]] = {
    REVENUE: _patterns(
        ("total", r"^(?:本年)?收入合计|^合计|^总计|^收入总计"),
        ("subtotal", r"^小计"),
        ("fiscal_appropriation", r"^(?:财政拨款|一般公共预算(?:财政)?(?:拨款)?)收入|^财政拨款"),
        ("superior_subsidy", r"^上级补助"),
        ("special_account", r"^财政专户|^教育收费"),
        ("operating", r"经营收入"),
        ("undertaking", r"^事业收入"),
        ("subordinate_remittance", r"^附属单位"),
        ("other", r"^其他(?:收入|资金)?"),
        ("carry_over", r"^(?:上年|年初)结转|^上年结余"),
    ),
    EXPENDITURE: _patterns(
        ("total", r"^(?:本年)?支出合计|^合计|^总计|^支出总计|^小计"),
        *_BASIC_PROJECT,
        ("superior_remittance", r"^上[缴解]上级"),
        ("operating", r"经营支出"),
        ("subordinate_subsidy", r"^对?附属单位|^对下级单位补助"),
    ),
    GENERAL_BUDGET_EXPENDITURE: _patterns(
        ("total", r"^(?:本年支出)?(?:小计|合计|总计)|^本年支出$|^支出合计"), *_BASIC_PROJECT
    ),
    GOVERNMENT_FUND: _patterns(
        ("opening_balance", r"^(?:年初|上年)结转"),
        ("revenue", r"^本年收入"),
        ("total", r"^(?:本年支出)?(?:小计|合计|总计)|^本年支出$|^支出合计"),
        *_BASIC_PROJECT,
        ("closing_balance", r"^年末结转"),
    ),
    STATE_CAPITAL: _patterns(
        ("total", r"^(?:本年支出)?(?:小计|合计|总计)|^本年支出$|^支出合计"), *_BASIC_PROJECT
    ),
}

_FISCAL_SUMMARY: Final = _patterns(
    ("total", r"^(?:合计|小计|总计|金额|决算数|预算数|本年预算)"),
    ("general_public_budget", r"^一般公共预算"),
    ("government_fund", r"^政府性?基金"),
    ("state_capital", r"^国有资本经营"),
)

_AMOUNT: Final = re.compile(
    r"^(?:金额|决算数|预算数|合计|本年预算数?|本年决算数?|决算金额|预算金额)"
)

_THREE_PUBLIC_MEASURES: Final = _patterns(
    ("prior_year", r"上年|\d{4}年.*(?:执行|决算)数"),
    ("budget", r"预算"),
    ("final", r"决算|支出数|执行数"),
)

_THREE_PUBLIC_ITEMS: Final = _patterns(
    (VEHICLE_PURCHASE, r"公务用?车.*购置费?$|^购置费?$"),
    (VEHICLE_OPERATION, r"^(?:公务用?车)?运行?(?:维护?|费)"),
    (VEHICLES, r"公务用?车购置(?:及|和|、)运"),
    (OVERSEAS, r"因公出国"),
    (RECEPTION, r"公务接待"),
    (TOTAL, r"^合计|^总计|^“?三公”?经费.*(?:小计|合计|总计|总额)|^小计$"),
)


def _first(patterns: _Patterns, label: str) -> str | None:
    return next((measure for measure, pattern in patterns if pattern.search(label)), None)


def column_measure(statement: str, path: tuple[str, ...]) -> str | None:
    """The measure of a column of a table by code, from the labels above it; None for none."""
    patterns = _BY_STATEMENT[statement]
    return next(filter(None, (_first(patterns, label) for label in reversed(path))), None)


def fiscal_summary_measure(label: str) -> str | None:
    """The measure of a column on the expenditure side of the fiscal appropriation summary."""
    return _first(_FISCAL_SUMMARY, label)


def is_amount_column(label: str) -> bool:
    """Whether a label stands above the one amount of a row."""
    return bool(_AMOUNT.match(label))


def three_public_measure(path: tuple[str, ...]) -> str | None:
    """budget, final or prior_year, from the labels above a column; None for none."""
    return next(filter(None, (_first(_THREE_PUBLIC_MEASURES, label) for label in path)), None)


def three_public_item(label: str) -> str | None:
    """Which of the six items of the “三公” table a label names, by its exact name in the model."""
    return _first(_THREE_PUBLIC_ITEMS, without_numbering(label))
