"""The words of findings: what tables, measures and topics are called, in English and Chinese."""

from __future__ import annotations

from typing import Final

from analytics import model
from analytics.findings.rule import Printed
from analytics.model import LineItem
from analytics.numbers import figure

Words = tuple[str, str]
"""The same in English and in Chinese."""

STATEMENTS: Final[dict[str, Words]] = {
    model.REVENUE_EXPENDITURE_SUMMARY: ("revenue and expenditure summary", "收入支出总表"),
    model.REVENUE: ("revenue table", "收入表"),
    model.EXPENDITURE: ("expenditure table", "支出表"),
    model.FISCAL_APPROPRIATION_SUMMARY: ("fiscal appropriation summary", "财政拨款收入支出总表"),
    model.GENERAL_BUDGET_EXPENDITURE: (
        "general public budget expenditure table",
        "一般公共预算财政拨款支出表",
    ),
    model.BASIC_EXPENDITURE: ("basic expenditure table", "一般公共预算财政拨款基本支出表"),
    model.THREE_PUBLIC: ("table of the three public expenses", "“三公”经费支出表"),
    model.GOVERNMENT_FUND: ("government fund table", "政府性基金预算财政拨款收入支出表"),
    model.STATE_CAPITAL: ("state capital table", "国有资本经营预算财政拨款支出表"),
}

MEASURES: Final[dict[str, Words]] = {
    "amount": ("amount", "金额"),
    "total": ("total", "合计"),
    "subtotal": ("this year's revenue", "本年收入小计"),
    "basic": ("basic expenditure", "基本支出"),
    "project": ("project expenditure", "项目支出"),
    "general_public_budget": ("general public budget", "一般公共预算"),
    "government_fund": ("government fund", "政府性基金预算"),
    "state_capital": ("state capital", "国有资本经营预算"),
    "fiscal_appropriation": ("fiscal appropriation", "财政拨款收入"),
    "superior_subsidy": ("subsidy from above", "上级补助收入"),
    "undertaking": ("undertaking revenue", "事业收入"),
    "operating": ("operating", "经营"),
    "subordinate_remittance": ("remitted from below", "附属单位上缴收入"),
    "other": ("other revenue", "其他收入"),
    "special_account": ("special account", "财政专户管理资金"),
    "carry_over": ("carried over", "上年结转"),
    "superior_remittance": ("remitted above", "上缴上级支出"),
    "subordinate_subsidy": ("subsidy to units below", "对附属单位补助支出"),
    "opening_balance": ("opening balance", "年初结转和结余"),
    "closing_balance": ("closing balance", "年末结转和结余"),
    "revenue": ("this year's revenue", "本年收入"),
    "budget": ("budget", "预算数"),
    "final": ("final accounts", "决算数"),
    "prior_year": ("prior year", "上年数"),
}


def printed(item: LineItem) -> Printed:
    """A line item as evidence: the cell as printed."""
    return Printed(item.page, item.locator, item.raw)


def cell_name(item: LineItem) -> Words:
    """Which cell of which table a line item is: table, code, name and measure."""
    table_en, table_zh = STATEMENTS[item.statement]
    measure_en, measure_zh = MEASURES[item.measure]
    codes = "×".join(code for code in (item.code, item.economic_code) if code)
    name = f"{codes} {item.name}".strip()
    return f"{table_en}, {name}, {measure_en}", f"{table_zh} {name} {measure_zh}"


def money(amount: float) -> str:
    """An amount as exact as a document prints it, with its unit: "2,000.00 万元"."""
    return f"{figure(amount)} 万元"
