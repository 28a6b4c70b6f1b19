"""A table is recognised by the words of its title, never by its number."""

import pytest

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
from analytics.recognising.titles import statement_of, table_title


@pytest.mark.parametrize(
    ("printed", "statement"),
    [
        ("收入支出决算总表", "revenue_expenditure_summary"),
        ("公开01表 部门收支总体情况表", "revenue_expenditure_summary"),
        ("单位预算收支总表", "revenue_expenditure_summary"),
        ("二、收入决算表", "revenue"),
        ("部门预算收入总表", "revenue"),
        ("三、支出决算表", "expenditure"),
        ("表3 部门支出总体情况表", "expenditure"),
        ("财政拨款收入支出决算总表", "fiscal_appropriation_summary"),
        ("单位预算财政拨款收支总表", "fiscal_appropriation_summary"),
        ("一般公共预算财政拨款支出决算表", "general_budget_expenditure"),
        ("一般公共预算支出表", "general_budget_expenditure"),
        ("一般公共预算财政拨款基本支出决算明细表", "basic_expenditure"),
        ("一般公共预算基本支出表", "basic_expenditure"),
        ("财政拨款“三公”经费支出决算表", "three_public"),
        ("财政拨款“三公经费”支出决算明细表", "three_public"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund"),
        ("单位预算政府基金预算财政拨款支出表", "government_fund"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital"),
        ("国有资本经营预算财政拨款收入支出决算表", "state_capital"),
    ],
)
def test_statutory_titles(printed: str, statement: str) -> None:
    title = table_title(printed)
    assert title is not None
    assert statement_of(title) == statement


@pytest.mark.parametrize(
    "printed",
    ["项目支出表", "政府采购预算表", "单位固定资产占用情况表", "项目支出绩效自评表"],
)
def test_titles_of_other_tables_are_none_of_the_nine(printed: str) -> None:
    title = table_title(printed)
    assert title is not None
    assert statement_of(title) is None


@pytest.mark.parametrize(
    "printed",
    [
        "三、支出决算情况说明",
        "注：本表反映部门本年度各项支出情况。",
        "收入决算表.....11",
        "支出",
    ],
)
def test_sentences_headings_and_contents_are_no_titles(printed: str) -> None:
    assert table_title(printed) is None


VARIANTS = {
    REVENUE_EXPENDITURE_SUMMARY: (
        "部门收支总体情况表",
        "收支预算总表",
        "部门收支总表",
        "2023年部门收支预算总表",
        "部门综合预算收支总表",
        "收支总体情况表",
        "部门预算收支总表",
        "2024年收入支出总表",
        "收入支出预算总表",
        "单位收支总体情况表",
        "部门收入支出决算总表",
        "财务收支预算总表",
        "部门收支预算总表（2024年）",
        "收支决算总表",
        "预算收支总表",
        "收入支出总体情况表",
        "表1：2025年收支总表",
        "附件1-1 收支总表",
        "2022年度收入支出决算总表",
        "1.部门收支总表",
        "收支总表（部门公开表1）",
        "部门预算公开表1 收支总表",
        "部门公开表1:收支总表",
        "01部门收支总表",
        "表一 收支总表",
        "2019年部门收支总体情况总表",
        "收支预算表",
    ),
    REVENUE: (
        "部门收入总表",
        "部门收入总体情况表",
        "收入预算总表",
        "收入预算情况表",
        "部门收入预算表",
        "收入总体情况表",
        "2024年度收入决算表",
        "部门收入决算表",
        "收入决算总表",
        "部门预算收入总表",
        "单位收入总表",
        "2025年部门收入总表（单位：万元）",
        "收入预算总表（按功能分类）",
        "收入情况表",
        "部门收入预算明细表",
        "收入决算明细表",
        "部门预算收入明细表",
    ),
    EXPENDITURE: (
        "部门支出总表",
        "部门支出总体情况表",
        "支出预算总表",
        "部门支出预算表",
        "支出预算情况表",
        "支出总体情况表",
        "支出决算总表",
        "单位支出总表",
        "部门支出总表（按功能分类）",
        "支出预算总表（按功能科目）",
        "部门支出总表（功能分类）",
        "2024年度支出决算表",
        "部门支出总体表",
        "部门支出决算表",
        "部门支出预算总表（分科目）",
        "支出预算总表（科目）",
        "部门支出情况表",
    ),
    FISCAL_APPROPRIATION_SUMMARY: (
        "财政拨款收支总表",
        "财政拨款收支总体情况表",
        "财政拨款收支预算总表",
        "财政拨款收入支出决算总表",
        "部门财政拨款收支总表",
        "财政拨款收支预算表",
        "财政拨款收支情况表",
        "财政拨款收支总表（预算）",
        "一般公共预算财政拨款收支总表",
        "财政拨款预算收支总表",
        "2018年财政拨款收支总体情况表",
        "财政拨款收支决算总表",
        "财政拨款收入支出预算总表",
        "部门财政拨款收支总体情况表",
    ),
    GENERAL_BUDGET_EXPENDITURE: (
        "一般公共预算支出情况表（按功能分类科目）",
        "一般公共预算支出情况表",
        "一般公共预算支出表",
        "一般公共预算财政拨款支出预算表",
        "一般公共预算当年拨款支出表",
        "一般公共预算财政拨款支出表",
        "一般公共预算支出预算表",
        "一般公共预算支出总表",
        "一般公共预算支出决算表",
        "公共预算财政拨款支出决算表",
        "一般公共预算支出功能分类情况表",
        "一般公共预算财政拨款支出情况表",
        "一般公共预算支出明细表",
        "一般公共预算拨款支出预算表（功能科目）",
        "一般公共预算支出预算总表",
        "一般公共预算拨款支出明细表（按功能分类）",
        "一般公共预算当年财政拨款支出情况表",
        "部门一般公共预算支出预算表",
        "一般公共预算支出（功能分类）预算表",
        "一般公共预算财政拨款支出决算总表",
        "一般公共预算支出表（功能科目）",
        "2017年公共财政预算支出表",
        "一般公共预算财政拨款收入支出决算表",
    ),
    BASIC_EXPENDITURE: (
        "一般公共预算基本支出情况表",
        "一般公共预算基本支出表",
        "一般公共预算基本支出预算表（经济科目）",
        "一般公共预算基本支出情况表（按经济分类科目）",
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算财政拨款基本支出决算明细表",
        "一般公共预算基本支出经济分类情况表",
        "一般公共预算财政拨款基本支出预算表",
        "部门预算一般公共预算基本支出表",
        "一般公共预算基本支出明细表（按支出经济分类科目）",
        "公共预算财政拨款基本支出决算表",
        "一般公共预算基本支出表（部门经济分类）",
        "一般公共预算基本支出部门预算支出经济分类情况表",
        "一般公共预算财政基本支出表",
        "一般公共预算基本支出预算明细表",
        "财政拨款基本支出预算表（经济分类）",
        "基本支出预算表",
    ),
    THREE_PUBLIC: (
        "“三公”经费预算公开表",
        "财政拨款“三公”经费支出情况表",
        "一般公共预算“三公”经费支出表",
        "一般公共预算“三公”经费支出情况表",
        "“三公”经费和机关运行经费预算表",
        "“三公”经费、会议费和培训费支出预算表",
        "财政拨款三公经费支出表",
        "一般公共预算财政拨款“三公”经费支出决算表",
        "“三公”经费支出预算表",
        "“三公”经费公共预算财政拨款支出决算表",
        "“三公”经费及相关信息统计表",
        "一般公共预算“三公”经费情况表",
        "行政经费及“三公”经费预算表",
        "一般公共预算安排的行政经费及“三公”经费预算表",
        '"三公"经费预算财政拨款情况统计表',
        '"三公"经费支出汇总表',
        '"三公"经费增减变化情况表',
        "‘三公’经费支出表",
    ),
    GOVERNMENT_FUND: (
        "政府性基金预算支出情况表",
        "政府性基金预算支出表",
        "政府性基金预算财政拨款支出预算表",
        "政府性基金支出表",
        "政府性基金预算收支表",
        "政府性基金预算收支情况表",
        "政府性基金预算财政拨款收入支出表",
        "政府性基金支出预算表",
        "政府性基金收支预算表",
        "政府性基金预算拨款支出预算表（功能科目）",
        "政府基金预算支出表",
        "财政拨款政府性基金支出预算表",
        "政府性基金预算支出总表",
        "政府性基金预算收支总表",
        "政府性基金预算支出情况表（按功能分类科目）",
    ),
    STATE_CAPITAL: (
        "国有资本经营预算支出情况表",
        "国有资本经营预算支出表",
        "国有资本经营预算财政拨款支出预算表",
        "国有资本经营预算财政拨款支出决算表",
        "国有资本经营支出预算表",
        "国有资本经营预算收支表",
        "国有资本经营预算收入支出表",
    ),
}
"""Titles that provinces, ministries and years give the same nine tables."""

OTHERS = (
    "项目支出表",
    "项目支出情况表",
    "部门预算项目支出表",
    "一般公共预算项目支出表",
    "政府采购预算表",
    "政府采购情况表",
    "部门政府采购支出表",
    "机关运行经费支出预算表",
    "一般公共预算机关运行经费支出预算表",
    "一般公共预算机关运行经费表",
    "国有资产占有使用情况表",
    "部门专项转移支付支出表",
    "财政专户管理资金预算支出表",
    "财政专户管理资金支出表",
    "政府购买服务支出表",
    "政府购买服务预算表",
    "新增资产配置表",
    "一般公共预算支出表（按经济分类）",
    "一般公共预算支出情况表（按政府预算经济分类科目）",
    "一般公共预算支出情况表（按部门预算经济分类科目）",
    "一般公共预算基本支出情况表（按功能分类科目）",
    "部门基本支出预算表（功能分类）",
    "支出经济分类汇总表",
    "部门支出总表（按经济分类）",
    "支出总表（政府预算支出经济分类）",
    "部门整体支出绩效目标表",
    "项目支出绩效目标表",
    "省级专项资金支出表",
    "社会保险基金预算支出表",
    "一般公共预算项目支出情况表",
    "一般公共预算基本支出情况表（政府预算经济分类）",
    "住房保障支出表",
    "非税收入计划表",
    "非税收入征收计划表",
    "部门收入征收计划表",
    "行政事业性收费收入表",
    "财政拨款支出表（功能科目）",
    "债务支出表",
    "市对下转移支付预算表",
    "对下转移支付支出表",
    "一般公共预算支出“人员经费”情况表",
    "政府性基金预算项目支出表",
    "其他资金支出表",
    "会议费支出表",
    "资产收益表",
    "一般公共预算财政拨款项目支出决算明细表",
    "部门机构设置情况表",
    "工资福利支出预算表",
    "商品和服务支出预算表",
    "对个人和家庭的补助支出预算表",
    "一般公共预算拨款工资福利支出表",
    "专项资金支出表",
    "科研支出表",
    "部门支出分类汇总表",
    "一般公共预算拨款-商品和服务支出预算表",
)
"""Tables that stand beside the nine, and parts of them by another classification."""


@pytest.mark.parametrize(
    ("printed", "statement"),
    [(printed, statement) for statement, titles in VARIANTS.items() for printed in titles],
)
def test_variants_of_the_nine_titles(printed: str, statement: str) -> None:
    title = table_title(printed)
    assert title is not None
    assert statement_of(title) == statement


@pytest.mark.parametrize("printed", OTHERS)
def test_titles_of_tables_beside_the_nine(printed: str) -> None:
    title = table_title(printed)
    assert title is not None
    assert statement_of(title) is None
