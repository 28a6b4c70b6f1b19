"""A table is recognised by the words of its title, never by its number."""

import pytest

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
