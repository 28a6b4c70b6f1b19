"""Layouts of the two summaries: of all funds, and of the fiscal appropriation.

Each is the smallest likeness of a form that provinces and ministries publish. All names and
figures are made up.
"""

from __future__ import annotations

from documents import rows_of
from likeness import read_table

from analytics.model import FISCAL_APPROPRIATION_SUMMARY, REVENUE_EXPENDITURE_SUMMARY


def by_side(table: str, kind: str = "预算") -> tuple[str, dict[tuple[str | None, str, str], float]]:
    """The status of a document's first table, and its amounts by section, name and measure."""
    rows = rows_of(f"宁波市信访局2031年部门{kind}\n{table}")
    return rows.tables[0].status, {
        (item.section, item.name, item.measure): item.amount for item in rows.line_items
    }


def test_a_fiscal_summary_with_one_amount_on_each_side_and_details_without_numbers() -> None:
    status, amounts = by_side(
        "财政拨款收支总表\n单位：万元\n"
        "收入\t\t支出\t\n"
        "项目\t2031年预算数\t项目\t2031年预算数\n"
        "财政拨款\t8.00\t一、一般公共服务支出\t9.00\n"
        "1.一般公共预算拨款\t8.00\t信访事务\t9.00\n"
        "2.政府性基金预算拨款\t0.00\t行政运行\t5.00\n"
        "\t\t信访业务\t4.00\n"
        "本年收入合计\t8.00\t本年支出合计\t9.00\n"
        "上年结余、结转\t1.00\t结转下年\t0.00\n"
        "收入总计\t9.00\t支出总计\t9.00\n"
    )
    assert status == "closed"
    assert amounts["expenditure", "本年支出合计", "total"] == 9.0
    assert amounts["revenue", "总计", "amount"] == 9.0


def test_a_fiscal_summary_by_budget_under_a_dated_label() -> None:
    status, amounts = by_side(
        "财政拨款收支总体情况表\n单位：万元\n"
        "收入\t\t支出\t\t\t\t\n"
        "项目\t2031年预算\t项目\t2031年预算\t\t\t\n"
        "\t\t\t合计\t一般公共预算\t政府性基金预算\t国有资本经营预算\n"
        "一、本年收入\t9.00\t一、本年支出\t9.00\t6.00\t3.00\t\n"
        "（一）一般公共预算拨款\t6.00\t（一）一般公共服务支出\t6.00\t6.00\t\t\n"
        "（二）政府性基金预算拨款\t3.00\t（二）城乡社区支出\t3.00\t\t3.00\t\n"
        "收入总计\t9.00\t支出总计\t9.00\t6.00\t3.00\t\n"
    )
    assert status == "closed"
    assert amounts["expenditure", "总计", "government_fund"] == 3.0
    assert amounts["expenditure", "城乡社区支出", "total"] == 3.0


def test_accounts_with_line_numbers_and_three_figures_a_row() -> None:
    status, amounts = by_side(
        "收入支出决算总表\n单位：万元\n"
        "收入\t\t\t\t\t支出\t\t\t\t\n"
        "项目\t行次\t年初预算数\t全年预算数\t决算数\t项目\t行次\t年初预算数\t全年预算数\t决算数\n"
        "栏次\t\t1\t2\t3\t栏次\t\t4\t5\t6\n"
        "一、一般公共预算财政拨款收入\t1\t7.00\t8.00\t9.00\t一、一般公共服务支出\t10\t7.00\t8.00\t8.50\n"
        "本年收入合计\t2\t7.00\t8.00\t9.00\t本年支出合计\t11\t7.00\t8.00\t8.50\n"
        "年初结转和结余\t3\t\t\t1.00\t年末结转和结余\t12\t\t\t1.50\n"
        "总计\t4\t7.00\t8.00\t10.00\t总计\t13\t7.00\t8.00\t10.00\n",
        "决算",
    )
    assert status == "closed"
    assert amounts["revenue", "本年收入合计", "amount"] == 9.0
    assert amounts["expenditure", "本年支出合计", "amount"] == 8.5
    assert amounts["expenditure", "总计", "amount"] == 10.0


def test_a_budget_summary_with_last_years_figures() -> None:
    status, amounts = by_side(
        "收支总体情况表\n单位：万元\n"
        "收入\t\t\t支出\t\t\n"
        "项目\t上年预算数\t本年预算数\t项目\t上年预算数\t本年预算数\n"
        "一、财政拨款收入\t7.00\t9.00\t一、一般公共服务支出\t7.00\t9.00\n"
        "本年收入合计\t7.00\t9.00\t本年支出合计\t7.00\t9.00\n"
        "收入总计\t7.00\t9.00\t支出总计\t7.00\t9.00\n"
    )
    assert status == "closed"
    assert amounts["revenue", "本年收入合计", "amount"] == 9.0
    assert amounts["expenditure", "一般公共服务支出", "amount"] == 9.0


def test_a_summary_whose_expenditure_is_by_function_use_and_economy() -> None:
    read = by_side(
        "部门综合预算收支总表\n单位：元\n"
        "收入\t\t支出\t\t\t\t\t\n"
        "项目\t预算数\t支出功能分科目（按大类）\t预算数\t部门预算支出经济科目（按大类）\t预算数"
        "\t政府预算支出经济分类科目（按大类）\t预算数\n"
        "一、部门预算\t90000\t一、部门预算\t90000\t一、部门预算\t90000\t一、部门预算\t90000\n"
        "1、财政拨款\t90000\t1、一般公共服务支出\t90000\t1、人员经费和公用经费支出\t50000"
        "\t1、机关工资福利支出\t50000\n"
        "本年收入合计\t90000\t本年支出合计\t90000\t本年支出合计\t90000\t本年支出合计\t90000\n"
        "收入总计\t90000\t支出总计\t90000\t支出总计\t90000\t支出总计\t90000\n"
    )
    assert read[0] == "closed"
    assert len(read[1]) == 8


def test_revenue_and_expenditure_with_their_shares() -> None:
    status, amounts = by_side(
        "部门收支总表\n单位：万元\n"
        "收入\t\t\t支出\t\t\n"
        "项目\t预算数\t占比%\t项目\t预算数\t占比%\n"
        "一、财政拨款收入\t9.00\t90.00\t一、一般公共服务支出\t10.00\t100.00\n"
        "二、事业收入\t1.00\t10.00\t二、外交支出\t\t\n"
        "本年收入合计\t10.00\t100.00\t本年支出合计\t10.00\t100.00\n"
        "收入总计\t10.00\t\t支出总计\t10.00\t\n"
    )
    assert status == "closed"
    assert sorted(set(amounts.values())) == [1.0, 9.0, 10.0]


def test_a_summary_that_does_not_balance_is_open() -> None:
    status, _ = by_side(
        "部门收支总表\n单位：万元\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"
        "一、财政拨款收入\t9.00\t一、一般公共服务支出\t8.00\n"
        "本年收入合计\t9.00\t本年支出合计\t8.00\n收入总计\t9.00\t支出总计\t8.00\n"
    )
    assert status == "open"


def test_a_summary_with_reserves_of_the_unit_below_the_years_total() -> None:
    status, amounts = by_side(
        "收支预算总表\n单位：万元\n"
        "收入\t\t支出\t\n项目\t金额\t项目（按功能分类）\t金额\n"
        "一、一般公共预算拨款\t9.00\t一、一般公共服务支出\t9.00\n"
        "二、单位资金\t1.00\t二、社会保障和就业支出\t2.00\n"
        "当年收入小计\t10.00\t当年支出小计\t11.00\n"
        "上年结转资金\t2.00\t结转下年资金\t1.00\n"
        "收入合计\t12.00\t支出合计\t12.00\n"
    )
    assert status == "closed"
    assert amounts["revenue", "本年收入合计", "amount"] == 10.0
    assert amounts["revenue", "总计", "amount"] == 12.0
    assert amounts["expenditure", "总计", "amount"] == 12.0


def test_the_statements_of_the_summaries() -> None:
    form = (
        "{title}\n单位：万元\n收入\t\t支出\t\n项目\t金额\t项目\t金额\n"
        "一、财政拨款\t9.00\t一、一般公共服务支出\t9.00\n"
    )
    assert read_table(form.format(title="收支预算总表")).statement == REVENUE_EXPENDITURE_SUMMARY
    read = read_table(form.format(title="财政拨款收支预算总表"))
    assert read.statement == FISCAL_APPROPRIATION_SUMMARY
