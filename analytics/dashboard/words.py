"""What the stored terms of sources, tables and findings are called for a reader."""

from __future__ import annotations

import re
from typing import Final

from analytics import model
from analytics.comparing.execution import OUTTURN, RATE, REVISION
from analytics.comparing.sources import DEDUCTED, DENOMINATOR, NUMERATOR, PART, PROSE
from analytics.findings.low_execution import OUTPUT_SHARE
from analytics.findings.register import NEW

STATEMENTS: Final = {
    model.REVENUE_EXPENDITURE_SUMMARY: "Revenue and expenditure summary 收入支出总表",
    model.REVENUE: "Revenue 收入表",
    model.EXPENDITURE: "Expenditure 支出表",
    model.FISCAL_APPROPRIATION_SUMMARY: "Fiscal appropriation summary 财政拨款收入支出总表",
    model.GENERAL_BUDGET_EXPENDITURE: "General budget expenditure 一般公共预算财政拨款支出表",
    model.BASIC_EXPENDITURE: "Basic expenditure 一般公共预算财政拨款基本支出表",
    model.THREE_PUBLIC: "Three public expenses “三公”经费支出表",
    model.GOVERNMENT_FUND: "Government fund 政府性基金预算财政拨款表",
    model.STATE_CAPITAL: "State capital 国有资本经营预算财政拨款支出表",
    model.PROJECT_RESULT: "Project self-evaluation 项目绩效自评表",
    model.PROJECT_TARGET: "Project target 项目绩效目标表",
    model.DEPARTMENT_RESULT: "Department self-evaluation 整体绩效自评表",
    model.DEPARTMENT_TARGET: "Department target 整体绩效目标表",
    PROSE: "A sentence of the explanation 情况说明",
}

IDENTITIES: Final = {
    "year_total": "this year's total 本年合计",
    "grand_total": "the grand total 总计",
    "both_sides": "revenue against expenditure 收支总计",
    "carry_over": "the carry-over 年初结转和结余",
    "row_total": "the total of the row",
    "row_subtotal": "the subtotal of the row 小计",
    "class_total": "the sum of the classes 类",
    "class_sum": "the sum of the items 款, 项",
    "section_total": "the sum of personnel or public funds",
    "balance": "the closing balance 年末结转和结余",
    "three_public_sum": "the sum of the “三公” expenses",
    "revenue_total": "revenue, in two tables",
    "expenditure_total": "expenditure, in two tables",
    "general_budget_total": "general budget expenditure, in two tables",
    "government_fund_total": "government fund expenditure, in two tables",
    "state_capital_total": "state capital expenditure, in two tables",
    "basic_total": "basic expenditure, in two tables",
}
"""What a sum of a table is called, by its rule."""

MEASURES: Final = {
    "amount": "amount 金额",
    "subtotal": "this year’s revenue 本年收入",
    "fiscal_appropriation": "fiscal appropriation 财政拨款",
    "general_public_budget": "general budget 一般公共预算",
    "government_fund": "government fund 政府性基金",
    "state_capital": "state capital 国有资本经营",
    "superior_subsidy": "from above 上级补助",
    "undertaking": "undertaking revenue 事业收入",
    "operating": "operating 经营",
    "subordinate_remittance": "remitted from below 附属单位上缴",
    "other": "other 其他",
    "special_account": "special account 财政专户",
    "carry_over": "carried over 上年结转",
    "superior_remittance": "remitted above 上缴上级",
    "subordinate_subsidy": "to units below 对附属单位补助",
    "opening_balance": "opening balance 年初结转和结余",
    "revenue": "revenue 本年收入",
    "closing_balance": "closing balance 年末结转和结余",
    "total": "total 合计",
    "basic": "basic 基本支出",
    "project": "project 项目支出",
    "initial_budget": "initial budget 年初预算数",
    "adjusted_budget": "adjusted budget 全年预算数",
    "budget": "budget 预算数",
    "executed": "executed 全年执行数",
    "score": "marks given 得分",
    "weight": "full marks 分值",
    "completion": "completion 完成程度",
    "final": "final accounts 决算数",
    "prior_year": "prior year 上年",
    "change": "change on the prior year 比上年增减",
}

QUANTITIES: Final = {
    RATE: "Execution rate 执行率",
    REVISION: "Revision of the budget",
    OUTTURN: "Spent of the initial budget",
    OUTPUT_SHARE: "Marks claimed for outputs",
}
"""What a project's figures are called, where one row of a table has several."""

ROLES: Final = {
    NUMERATOR: "numerator",
    DENOMINATOR: "denominator",
    PART: "part of it",
    DEDUCTED: "deducted",
}

STATUSES: Final = {
    model.CLOSED: "The table adds up",
    model.REPAIRED: "The table adds up after a repair",
    model.OPEN: (
        "The table does not add up, or can be read in several ways: check the reading first"
    ),
    model.EMPTY: "The table is printed empty",
    model.UNREAD: "The table was seen and not understood",
    model.MISSING: "The table was not found",
}

READ_AS: Final = {
    model.CLOSED: "adding up",
    model.REPAIRED: "adding up after a repair",
    model.OPEN: "not adding up",
    model.EMPTY: "printed empty",
    model.UNREAD: "not understood",
    model.MISSING: "not found",
}
"""The same of a number of tables."""

_TERM: Final = re.compile(rf"\b(?:{'|'.join((*STATEMENTS, *IDENTITIES))})\b")


def in_words(reason: str) -> str:
    """A reason of the table `alternatives` with its terms in words."""
    return _TERM.sub(lambda term: (STATEMENTS | IDENTITIES)[term[0]], reason)


REPAIRS: Final = {
    "row_shift": "figures moved to the row that they belong to, as the sums say",
    "column_dropped": "figures given back to their columns, as the sums say",
    "line_of_cell": "one of the two numbers in the cell, as the sums say",
    "unit_inferred": "the unit taken from what another table or a sentence states",
    "name_restored": "the name completed from the official code list",
    "corrected": "a misprint of the source, corrected as declared",
}

FAMILIES: Final = {
    "arithmetic": "Sums that do not hold 勾稽",
    "cross_table": "Tables against each other 表间",
    "prose_vs_table": "Sentences against tables 文表不符",
    "scoring": "Marks 评分",
    "execution": "Execution 预算执行",
    "claim_vs_money": "Claims against money 产出与资金",
    "trend": "Year on year 同比",
    "outlier": "Unlike peers 异常值",
}

SEVERITIES: Final = {"high": "High 高", "medium": "Medium 中", "low": "Low 低", "info": "Info 提示"}

REVIEW: Final = {
    NEW: "New 待核",
    model.CONFIRMED: "Confirmed 属实",
    model.DISMISSED: "Dismissed 排除",
}
"""The status of a finding, as analysts decided."""

DECIDED: Final = {
    model.CONFIRMED: "confirmed",
    model.DISMISSED: "dismissed",
    model.NOTED: "noted",
}
