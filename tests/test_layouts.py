"""Layouts of the statutory tables beyond those of the five originals, each in its smallest form.

All names and figures are made up.
"""

from __future__ import annotations

import pytest
from documents import rows_of

from analytics.model import LineItem
from analytics.reading import read
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile

HEAD = "宁波市信访局2031年部门{kind}\n"


def items(table: str, kind: str = "预算") -> list[LineItem]:
    return rows_of(HEAD.format(kind=kind) + table).line_items


def by_code(found: list[LineItem], measure: str) -> dict[str | None, float]:
    return {item.code: item.amount for item in found if item.measure == measure}


def test_codes_split_over_columns_that_leave_out_what_the_row_above_shares() -> None:
    found = items(
        "一般公共预算支出表\n单位：万元\n"
        "科目编码\t\t\t科目名称\t合计\t基本支出\t项目支出\n"
        "类\t款\t项\t\t\t\t\n"
        "\t\t\t合计\t9.00\t5.00\t4.00\n"
        "201\t\t\t一般公共服务支出\t9.00\t5.00\t4.00\n"
        "\t40\t\t信访事务\t9.00\t5.00\t4.00\n"
        "\t\t01\t行政运行\t5.00\t5.00\t\n"
        "201\t40\t4\t信访业务\t4.00\t\t4.00\n"
    )
    assert by_code(found, "total") == {
        None: 9.0,
        "201": 9.0,
        "20140": 9.0,
        "2014001": 5.0,
        "2014004": 4.0,
    }


def test_code_and_name_in_one_cell() -> None:
    found = items(
        "支出预算总表\n单位：万元\n"
        "功能分类科目\t合计\t基本支出\t项目支出\n"
        "合计\t9.00\t5.00\t4.00\n"
        "2014001-行政运行\t5.00\t5.00\t\n"
        "[2014004]信访业务\t4.00\t\t4.00\n"
    )
    assert by_code(found, "total") == {None: 9.0, "2014001": 5.0, "2014004": 4.0}
    assert {item.name for item in found} == {"合计", "行政运行", "信访业务"}


def test_a_table_that_crosses_the_classifications_keeps_both_codes() -> None:
    found = items(
        "支出总表\n单位：万元\n"
        "支出功能分类科目\t政府支出经济分类科目\t部门支出经济分类科目\t合计\t基本支出\t项目支出\n"
        "2014001-行政运行\t50101-工资奖金津补贴\t30101-基本工资\t3.000000\t3.000000\t\n"
        "2014001-行政运行\t50102-社会保障缴费\t30108-机关事业单位基本养老保险缴费\t2.000000\t2.000000\t\n"
        "合计\t\t\t5.000000\t5.000000\t\n"
    )
    totals = {(x.code, x.economic_code): x.amount for x in found if x.measure == "total"}
    assert totals == {("2014001", "30101"): 3.0, ("2014001", "30108"): 2.0, (None, None): 5.0}


def test_columns_beside_the_subtotal_of_basic_expenditure_are_parts_of_it() -> None:
    found = items(
        "一般公共预算支出表\n单位：万元\n"
        "科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出\n"
        "\t\t\t小计\t人员经费\t公用经费\t\n"
        "\t合计\t9.00\t5.00\t4.50\t0.50\t4.00\n"
        "201\t一般公共服务支出\t9.00\t5.00\t4.50\t0.50\t4.00\n"
    )
    assert by_code(found, "basic") == {None: 5.0, "201": 5.0}
    assert {item.measure for item in found} == {"total", "basic", "project"}


def test_revenue_by_year_with_subtotals_of_both() -> None:
    found = items(
        "收入总表\n单位：万元\n"
        "科目编码\t科目名称\t合计\t本年收入\t\t\t上年结转结余\t\n"
        "\t\t\t小计\t一般公共预算\t其他收入\t小计\t一般公共预算\n"
        "\t合计\t9.00\t8.00\t7.00\t1.00\t1.00\t1.00\n"
    )
    assert {item.measure: item.amount for item in found} == {
        "total": 9.0,
        "subtotal": 8.0,
        "fiscal_appropriation": 7.0,
        "other": 1.0,
        "carry_over": 1.0,
    }


def test_a_summary_with_a_third_side_by_use() -> None:
    found = items(
        "收支预算总表\n单位：万元\n"
        "收入\t\t支出\t\t\t\n"
        "项目名称\t金额\t功能科目名称\t金额\t支出用途\t金额\n"
        "一、财政拨款\t9.00\t一、一般公共服务支出\t9.00\t一、基本支出\t5.00\n"
        "本年收入合计\t9.00\t本年支出合计\t9.00\t二、项目支出\t4.00\n"
        "收入总计\t9.00\t支出总计\t9.00\t\t\n"
    )
    assert [(item.section, item.name) for item in found] == [
        ("revenue", "财政拨款"),
        ("revenue", "本年收入合计"),
        ("revenue", "总计"),
        ("expenditure", "一般公共服务支出"),
        ("expenditure", "本年支出合计"),
        ("expenditure", "总计"),
    ]


def test_details_under_a_listed_item_are_not_added_to_it() -> None:
    rows = rows_of(
        HEAD.format(kind="预算") + "收支总表\n单位：万元\n"
        "项目\t2031年预算数\t项目\t2031年预算数\n"
        "一、财政拨款\t9.00\t一、一般公共服务支出\t9.00\n"
        "1.一般公共预算拨款\t9.00\t信访事务\t9.00\n"
        "本年收入合计\t9.00\t本年支出合计\t9.00\n"
        "收入总计\t9.00\t支出总计\t9.00\n"
    )
    assert len(rows.line_items) == 8
    assert rows.tables[0].status == "closed"


def test_basic_expenditure_with_split_codes_and_both_economic_classifications() -> None:
    found = items(
        "一般公共预算基本支出情况表\n单位：万元\n"
        "科目编码\t\t部门预算支出经济分类科目名称\t科目编码\t\t政府预算支出经济分类科目名称"
        "\t小计\t人员支出\t日常公用支出\n"
        "类\t款\t\t类\t款\t\t\t\t\n"
        "\t\t合计\t\t\t\t5.00\t4.50\t0.50\n"
        "301\t\t工资福利支出\t501\t\t机关工资福利支出\t4.50\t4.50\t\n"
        "301\t1\t基本工资\t501\t01\t工资奖金津补贴\t4.50\t4.50\t\n"
        "302\t\t商品和服务支出\t502\t\t机关商品和服务支出\t0.50\t\t0.50\n"
    )
    assert [(x.name, x.section, x.code, x.amount) for x in found] == [
        ("合计", None, None, 5.0),
        ("人员经费合计", "personnel", None, 4.5),
        ("公用经费合计", "public", None, 0.5),
        ("工资福利支出", "personnel", "301", 4.5),
        ("基本工资", "personnel", "30101", 4.5),
        ("商品和服务支出", "public", "302", 0.5),
    ]


def test_three_public_beside_meetings_and_training_and_last_years_columns() -> None:
    found = items(
        "一般公共预算拨款“三公”经费、会议费、培训费表\n单位：元\n"
        "单位名称\t2030年\t\t\t\t\t2031年\t\t\t\t\t增减变化情况\t\t\t\t\n"
        "\t合计\t“三公”经费\t\t\t会议费\t合计\t“三公”经费\t\t\t会议费\t合计\t“三公”经费\t\t\t会议费\n"
        "\t\t小计\t因公出国（境）费用\t公务接待费\t\t\t小计\t因公出国（境）费用\t公务接待费\t"
        "\t\t小计\t因公出国（境）费用\t公务接待费\t\n"
        "合计\t30000\t10000\t0\t10000\t20000\t32000\t12000\t0\t12000\t20000"
        "\t2000\t2000\t0\t2000\t0\n"
    )
    amounts = {(item.name, item.measure): item.amount for item in found}
    assert amounts == {
        ("合计", "prior_year"): 1.0,
        ("合计", "budget"): 1.2,
        ("因公出国（境）费", "prior_year"): 0.0,
        ("因公出国（境）费", "budget"): 0.0,
        ("公务接待费", "prior_year"): 1.0,
        ("公务接待费", "budget"): 1.2,
    }


def test_three_public_as_a_list_that_calls_the_vehicles_费() -> None:
    found = items(
        "一般公共预算“三公”经费支出表\n单位：万元\n"
        "项目\t本年预算数\n合计\t6.00\n1、因公出国（境）费用\t0.00\n2、公务接待费\t2.00\n"
        "3、公务用车费\t4.00\n其中：（1）公务用车运行维护费\t3.00\n（2）公务用车购置\t1.00\n"
    )
    assert {item.name: item.amount for item in found} == {
        "合计": 6.0,
        "因公出国（境）费": 0.0,
        "公务接待费": 2.0,
        "公务用车购置及运行维护费": 4.0,
        "公务用车运行维护费": 3.0,
        "公务用车购置费": 1.0,
    }


@pytest.mark.parametrize(
    "row",
    [
        "<td>宁波市信访局</td><td></td><td></td><td>单位：万元</td><td></td>",
        "<td>部门：宁<br>波市信<br>访局</td><td></td><td></td><td>金额单<br>位：万元</td><td></td>",
        "<td>宁波市信访局</td><td></td><td>2031年度</td><td>金额单位：万元</td><td></td>",
    ],
)
def test_the_agency_beside_the_unit_in_the_table_itself_is_no_header(row: str) -> None:
    page = (
        "<html><p>宁波市信访局2031年部门预算</p><p>一般公共预算支出表</p>"
        f"<table><tr>{row}</tr>"
        "<tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr>"
        "<tr><td></td><td>合计</td><td>9.00</td><td>5.00</td><td>4.00</td></tr></table></html>"
    )
    rows = reconcile(recognise(read("page.html", page.encode())))
    assert {item.measure: item.amount for item in rows.line_items} == {
        "total": 9.0,
        "basic": 5.0,
        "project": 4.0,
    }
    assert rows.disclosure.agency == "宁波市信访局"


def test_three_public_with_a_row_a_year() -> None:
    found = items(
        "财政拨款“三公”经费支出表\n单位：万元\n"
        "预算单位\t年度\t总计\t因公出国（境）费\t公务接待费\t公务用车购置及运行维护费\n"
        "宁波市信访局\t2030年\t3.00\t1.00\t2.00\t0.00\n"
        "\t2031年\t4.00\t2.00\t2.00\t0.00\n"
        "\t增减变化金额\t1.00\t1.00\t0.00\t0.00\n"
    )
    totals = {item.measure: item.amount for item in found if item.name == "合计"}
    assert totals == {"prior_year": 3.0, "budget": 4.0}


def test_of_two_tables_of_one_statement_the_general_budgets_is_kept() -> None:
    table = "{title}\n单位：万元\n科目编码\t科目名称\t金额\n301\t工资福利支出\t{amount}\n"
    rows = rows_of(
        HEAD.format(kind="预算")
        + table.format(title="财政拨款基本支出表", amount="5.00")
        + table.format(title="一般公共预算基本支出表", amount="4.00")
    )
    assert [item.amount for item in rows.line_items] == [4.0]
    titles = {table.title: table.statement for table in rows.tables}
    assert titles["财政拨款基本支出表"] is None


def test_numbering_under_a_header_is_no_row() -> None:
    found = items(
        "支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "**\t**\t1\t2\t3\n201\t一般公共服务支出\t9.00\t5.00\t4.00\n"
    )
    assert by_code(found, "total") == {"201": 9.0}


def test_amounts_in_yuan_and_thousands_come_out_in_wan() -> None:
    table = (
        "支出总表\n单位：{unit}\n科目编码\t科目名称\t合计\t基本支出\n"
        "201\t一般公共服务支出\t90000\t90000\n"
    )
    assert by_code(items(table.format(unit="元")), "total") == {"201": 9.0}
    assert by_code(items(table.format(unit="千元")), "total") == {"201": 9000.0}


def test_a_statutory_title_over_a_grid_without_a_header_is_unread() -> None:
    rows = rows_of(
        HEAD.format(kind="决算")
        + "收入决算表\n甲\t1.00\n乙\t2.00\n"
        + "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t9.00\n"
    )
    statuses = {table.statement: table.status for table in rows.tables}
    assert statuses["revenue"] == "unread"
    assert statuses["expenditure"] == "closed"


def test_more_figures_than_columns_leave_the_table_open() -> None:
    rows = rows_of(
        HEAD.format(kind="决算") + "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\n"
        "201\t一般公共服务支出\t9.00\t5.00\t4.00\t1.00\n"
    )
    assert {t.statement: t.status for t in rows.tables}["expenditure"] == "open"
