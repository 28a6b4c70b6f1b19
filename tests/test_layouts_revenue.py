"""Layouts of the revenue table.

Each is the smallest likeness of a form that provinces and ministries publish. All names and
figures are made up.
"""

from __future__ import annotations

from documents import rows_of
from likeness import read_table

from analytics.model import REVENUE
from analytics.reconciling.identities import identities


def test_revenue_of_a_unit_in_one_row_with_the_three_budgets_and_own_funds() -> None:
    read = read_table(
        "收入总表\n单位：万元\n"
        "预算单位\t收入总计\t本年收入\t\t\t\t\t\t上年结余、结转\n"
        "\t\t财政拨款\t\t\t财政专户管理资金\t单位资金\t\t\n"
        "\t\t一般公共预算拨款\t政府性基金预算拨款\t国有资本经营预算拨款\t\t事业收入\t其他收入\t\n"
        "宁波市信访局（本级）\t12.00\t9.00\t0.00\t0.00\t0.00\t0.50\t1.50\t1.00\n"
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert read.amounts == {
        ("合计", "total"): 12.0,
        ("合计", "fiscal_appropriation"): 9.0,
        ("合计", "special_account"): 0.0,
        ("合计", "undertaking"): 0.5,
        ("合计", "other"): 1.5,
        ("合计", "carry_over"): 1.0,
    }


def test_revenue_from_two_budgets_prints_no_fiscal_appropriation_of_its_own() -> None:
    read = read_table(
        "部门收入总表\n单位：万元\n"
        "部门（单位）代码\t部门（单位）名称\t合计\t本年收入\t\t\t\t\t上年结转结余\t\n"
        "\t\t\t小计\t一般公共预算\t政府性基金预算\t事业收入\t其他收入\t小计\t一般公共预算\n"
        "\t合计\t12.00\t11.00\t6.00\t4.00\t\t1.00\t1.00\t1.00\n"
        "133\t宁波市信访局\t12.00\t11.00\t6.00\t4.00\t\t1.00\t1.00\t1.00\n"
        "133001\t宁波市信访局本级\t12.00\t11.00\t6.00\t4.00\t\t1.00\t1.00\t1.00\n"
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert read.column("total") == dict.fromkeys(("合计", "宁波市信访局", "宁波市信访局本级"), 12.0)
    assert {measure for _, measure in read.amounts} == {"total", "subtotal", "other", "carry_over"}


def test_a_figure_wrong_in_one_of_two_budgets_leaves_the_revenue_table_open() -> None:
    read = read_table(
        "部门收入总表\n单位：万元\n"
        "单位名称\t合计\t本年收入\t\t\t\n\t\t小计\t一般公共预算\t政府性基金预算\t其他收入\n"
        "合计\t11.00\t11.00\t6.00\t3.00\t1.00\n"
    )
    assert read.status == "open"


def test_revenue_down_the_rows() -> None:
    read = read_table(
        "收入预算总表\n单位：万元\n"
        "项目名称\t\t金额\n"
        "收入总计\t\t9.00\n"
        "一般公共预算资金\t小计\t6.00\n"
        "\t公共财政拨款（补助）资金\t5.00\n"
        "\t专项收入\t1.00\n"
        "政府性基金\t小计\t\n"
        "财政专户管理资金\t小计\t2.00\n"
        "\t专户管理教育收费\t2.00\n"
        "其他资金\t小计\t\n"
        "\t事业收入\t\n"
        "上年结转和结余资金\t小计\t1.00\n"
        "\t其中：动用上年结转和结余资金\t1.00\n"
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert read.amounts == {
        ("合计", "total"): 9.0,
        ("合计", "fiscal_appropriation"): 6.0,
        ("合计", "special_account"): 2.0,
        ("合计", "carry_over"): 1.0,
    }


def test_revenue_down_the_rows_with_a_subtotal_of_the_year() -> None:
    read = read_table(
        "部门收入总体情况表\n单位：元\n"
        "项目\t预算数\n"
        "一、财政拨款收入\t60000.00\n"
        "（一）一般公共预算拨款收入\t60000.00\n"
        "（二）政府性基金预算拨款收入\t\n"
        "二、事业收入\t20000.00\n"
        "三、其他收入\t\n"
        "本年收入合计\t80000.00\n"
        "上年结转\t10000.00\n"
        "收入总计\t90000.00\n"
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert read.amounts == {
        ("合计", "total"): 9.0,
        ("合计", "subtotal"): 8.0,
        ("合计", "fiscal_appropriation"): 6.0,
        ("合计", "undertaking"): 2.0,
        ("合计", "carry_over"): 1.0,
    }


def test_appropriation_split_into_that_from_taxes_and_that_from_fees() -> None:
    read = read_table(
        "收入预算表\n单位：万元\n"
        "科目编码\t科目名称\t合计\t一般公共预算拨款\t\t\t政府性基金拨款\t纳入专户管理的非税收入拨款\t上级补助收入\t用事业基金弥补收支差额\n"
        "\t\t\t小计\t经费拨款\t纳入一般公共预算管理的非税收入拨款\t\t\t\t\n"
        "\t合计\t12.00\t9.00\t7.00\t2.00\t\t1.00\t\t2.00\n"
        "201\t一般公共服务支出\t12.00\t9.00\t7.00\t2.00\t\t1.00\t\t2.00\n"
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert read.column("fiscal_appropriation") == {"合计": 9.0, "201": 9.0}
    assert read.column("special_account") == {"合计": 1.0, "201": 1.0}
    assert {measure for _, measure in read.amounts} == {
        "total",
        "fiscal_appropriation",
        "special_account",
    }


def test_revenue_accounts_by_split_codes_with_fees_of_education_beside() -> None:
    read = read_table(
        "收入决算表\n公开02表\n单位：万元\n"
        "项目\t\t\t\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t\t经营收入\t附属单位上缴收入\t其他收入\n"
        "支出功能分类科目编码\t\t\t科目名称\t\t\t\t小计\t其中：教育收费\t\t\t\n"
        "类\t款\t项\t栏次\t1\t2\t3\t4\t5\t6\t7\t8\n"
        "\t\t\t合计\t9.00\t6.00\t\t2.00\t1.00\t\t\t1.00\n"
        "205\t\t\t教育支出\t9.00\t6.00\t\t2.00\t1.00\t\t\t1.00\n"
        "20502\t\t\t普通教育\t9.00\t6.00\t\t2.00\t1.00\t\t\t1.00\n"
        "2050204\t\t\t高中教育\t9.00\t6.00\t\t2.00\t1.00\t\t\t1.00\n",
        "决算",
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert read.column("undertaking") == dict.fromkeys(("合计", "205", "20502", "2050204"), 2.0)


def test_revenue_with_own_funds_and_their_subtotal() -> None:
    read = read_table(
        "部门收入预算表\n单位：元\n"
        "部门（单位）代码\t部门（单位）名称\t合计\t本年收入\t\t\t\t\t\t上年结转结余\t\n"
        "\t\t\t小计\t一般公共预算\t财政专户管理资金\t单位资金\t\t\t小计\t一般公共预算\n"
        "\t\t\t\t\t\t小计\t事业收入\t其他收入\t\t\n"
        "133001\t宁波市信访局\t90000\t80000\t50000\t10000\t20000\t15000\t5000\t10000\t10000\n"
        "合计\t\t90000\t80000\t50000\t10000\t20000\t15000\t5000\t10000\t10000\n"
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert {
        measure: amount for (row, measure), amount in read.amounts.items() if row == "合计"
    } == {
        "total": 9.0,
        "subtotal": 8.0,
        "fiscal_appropriation": 5.0,
        "special_account": 1.0,
        "undertaking": 1.5,
        "other": 0.5,
        "carry_over": 1.0,
    }


def test_revenue_by_code_with_carry_over_first_and_fees_inside_the_undertakings() -> None:
    read = read_table(
        "部门收入总表\n单位：万元\n"
        "科目编码\t\t\t科目名称\t合计\t上年结转\t一般公共预算拨款收入\t政府性基金预算拨款收入"
        "\t国有资本经营预算拨款收入\t事业收入\t\t事业单位经营收入\t其他收入\t上级补助收入\t附属单位上缴收入"
        "\t用事业基金弥补收支差额\n"
        "类\t款\t项\t\t\t\t\t\t\t金额\t其中：教育收费\t\t\t\t\t\n"
        "\t\t\t合计\t9.00\t1.00\t6.00\t\t\t1.00\t0.50\t\t\t\t\t1.00\n"
        "201\t40\t01\t行政运行\t9.00\t1.00\t6.00\t\t\t1.00\t0.50\t\t\t\t\t1.00\n"
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert read.column("fiscal_appropriation") == {"合计": 6.0, "2014001": 6.0}
    assert read.column("undertaking") == {"合计": 1.0, "2014001": 1.0}


def test_revenue_down_the_rows_of_two_years() -> None:
    read = read_table(
        "收入总体情况表\n单位：万元\n项目\t2030年预算数\t2031年预算数\t增减率\n"
        "一、财政拨款\t7.00\t8.00\t14.29\n二、其他收入\t1.00\t1.00\t0.00\n收入合计\t8.00\t9.00\t12.50\n"
    )
    assert (read.statement, read.status) == (REVENUE, "closed")
    assert read.amounts == {
        ("合计", "fiscal_appropriation"): 8.0,
        ("合计", "other"): 1.0,
        ("合计", "total"): 9.0,
    }


def test_a_revenue_total_with_the_carry_over_is_held_against_the_grand_total() -> None:
    rows = rows_of(
        "宁波市信访局2031年部门预算\n收支总表\n单位：万元\n"
        "项目\t预算数\t项目\t预算数\n"
        "一、财政拨款收入\t8.00\t一、一般公共服务支出\t9.00\n"
        "本年收入合计\t8.00\t本年支出合计\t9.00\n上年结转\t1.00\t结转下年\t\n"
        "收入总计\t9.00\t支出总计\t9.00\n"
        "收入总表\n单位：万元\n单位名称\t合计\t财政拨款收入\t上年结转\n合计\t9.00\t8.00\t1.00\n"
    )
    checked = {each.rule: each.holds for each in identities(rows.line_items)}
    assert checked["revenue_grand_total"]
    assert "revenue_total" not in checked
