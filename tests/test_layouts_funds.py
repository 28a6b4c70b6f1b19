"""Layouts of the tables of the government funds and of the state capital budget.

Each is the smallest likeness of a form that provinces and ministries publish. All names and
figures are made up.
"""

from __future__ import annotations

from likeness import read_table

from analytics.model import GOVERNMENT_FUND, STATE_CAPITAL


def test_a_government_fund_table_with_two_sides() -> None:
    read = read_table(
        "政府性基金收支表\n单位：万元\n"
        "收入\t\t支出\t\t\t\n"
        "项目\t预算数\t支出功能分类科目（按大类）\t预算数\t政府预算支出经济分类科目（按大类）\t预算数\n"
        "一、政府性基金拨款\t9.00\t一、科学技术支出\t\t一、机关工资福利支出\t\n"
        "\t\t二、城乡社区支出\t9.00\t二、机关商品和服务支出\t9.00\n"
        "本年收入合计\t9.00\t本年支出合计\t9.00\t本年支出合计\t9.00\n"
    )
    assert (read.statement, read.status) == (GOVERNMENT_FUND, "closed")
    assert read.amounts == {
        ("212", "total"): 9.0,
        ("合计", "total"): 9.0,
        ("合计", "revenue"): 9.0,
    }


def test_a_government_fund_table_without_a_figure_is_empty() -> None:
    read = read_table(
        "政府性基金收支表\n单位：万元\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"
        "一、政府性基金拨款\t\t一、科学技术支出\t\n本年收入合计\t\t本年支出合计\t\n"
    )
    assert (read.statement, read.status) == (GOVERNMENT_FUND, "empty")


def test_a_government_fund_budget_with_one_amount() -> None:
    read = read_table(
        "政府性基金预算支出情况表\n单位：万元\n"
        "功能科目编码\t功能科目名称\t金额\n合计\t\t9.00\n212\t城乡社区支出\t9.00\n"
    )
    assert (read.statement, read.status) == (GOVERNMENT_FUND, "closed")
    assert read.amounts == {("合计", "total"): 9.0, ("212", "total"): 9.0}


def test_a_government_fund_account_with_balances() -> None:
    read = read_table(
        "政府性基金预算财政拨款收入支出决算表\n单位：万元\n"
        "项目\t\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余\n"
        "功能分类科目编码\t科目名称\t\t\t小计\t基本支出\t项目支出\t\n"
        "\t合计\t1.00\t9.00\t8.00\t\t8.00\t2.00\n"
        "212\t城乡社区支出\t1.00\t9.00\t8.00\t\t8.00\t2.00\n",
        "决算",
    )
    assert (read.statement, read.status) == (GOVERNMENT_FUND, "closed")
    assert read.column("closing_balance") == {"合计": 2.0, "212": 2.0}


def test_state_capital_with_balances_around_its_expenditure() -> None:
    read = read_table(
        "国有资本经营预算财政拨款收入支出决算表\n单位：万元\n"
        "科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余\n"
        "\t\t\t\t合计\t基本支出\t项目支出\t\n"
        "\t合计\t1.00\t9.00\t8.00\t\t8.00\t2.00\n"
        "223\t国有资本经营预算支出\t1.00\t9.00\t8.00\t\t8.00\t2.00\n",
        "决算",
    )
    assert (read.statement, read.status) == (STATE_CAPITAL, "closed")
    assert read.column("total") == {"合计": 8.0, "223": 8.0}
    assert {measure for _, measure in read.amounts} == {"total", "project"}
