"""Tables that do not agree with each other: the same quantity printed twice.

Source of all: the forms of the Ministry of Finance and the checks between them (表间勾稽关系).
"""

from __future__ import annotations

from collections.abc import Iterator

from analytics.findings.case import Case
from analytics.findings.identity_flags import held
from analytics.findings.rule import Flag, Outcome, rules_of


def revenue_total(case: Case) -> Iterator[Outcome | Flag]:
    """The total of the revenue table is not this year's revenue in the summary.

    Formula: revenue 合计 = 本年收入合计 of the revenue and expenditure summary.
    Why: the same money is published with two sums.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: 表间勾稽关系 of 部门决算报表.
    Chinese: 收入表的合计与收支总表的“本年收入合计”不一致。
    """
    yield from held(case, "revenue_total")


def expenditure_total(case: Case) -> Iterator[Outcome | Flag]:
    """The total of the expenditure table is not this year's expenditure in the summary.

    Formula: expenditure 合计 = 本年支出合计 of the revenue and expenditure summary.
    Why: the same money is published with two sums.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: 表间勾稽关系 of 部门决算报表.
    Chinese: 支出表的合计与收支总表的“本年支出合计”不一致。
    """
    yield from held(case, "expenditure_total")


def general_budget_total(case: Case) -> Iterator[Outcome | Flag]:
    """The general public budget's table and its column of the fiscal summary differ.

    Formula: general budget 合计 = 本年支出合计 of the general public budget in the fiscal summary.
    Why: the same money is published with two sums.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: 表间勾稽关系 of 部门决算报表.
    Chinese: 一般公共预算支出表的合计，与财政拨款收支总表中一般公共预算一栏的“本年支出合计”不一
    致。
    """
    yield from held(case, "general_budget_total")


def government_fund_total(case: Case) -> Iterator[Outcome | Flag]:
    """The government fund's table and its column of the fiscal summary differ.

    Formula: government fund 合计 = 本年支出合计 of the government fund in the fiscal summary.
    Why: the same money is published with two sums.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: 表间勾稽关系 of 部门决算报表.
    Chinese: 政府性基金预算表的合计，与财政拨款收支总表中政府性基金一栏的“本年支出合计”不一致。
    """
    yield from held(case, "government_fund_total")


def state_capital_total(case: Case) -> Iterator[Outcome | Flag]:
    """The state capital's table and its column of the fiscal summary differ.

    Formula: state capital 合计 = 本年支出合计 of state capital in the fiscal summary.
    Why: the same money is published with two sums.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: 表间勾稽关系 of 部门决算报表.
    Chinese: 国有资本经营预算表的合计，与财政拨款收支总表中国有资本经营一栏的“本年支出合计”不一
    致。
    """
    yield from held(case, "state_capital_total")


def basic_total(case: Case) -> Iterator[Outcome | Flag]:
    """Personnel and public expenses do not make up the general budget's basic expenditure.

    Formula: basic 合计 of the general budget table = 人员经费合计 + 公用经费合计.
    Why: staffing cost shares are taken of this sum.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: 表间勾稽关系 of 部门决算报表.
    Chinese: 人员经费与公用经费之和不等于一般公共预算的基本支出合计。
    """
    yield from held(case, "basic_total")


RULES = rules_of(
    "cross_table",
    revenue_total,
    expenditure_total,
    general_budget_total,
    government_fund_total,
    state_capital_total,
    basic_total,
)
