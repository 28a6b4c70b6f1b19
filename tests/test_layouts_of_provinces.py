"""The statutory tables as one province or another lays them out, each in its smallest form.

All names and figures are made up.
"""

from __future__ import annotations

import pytest
from documents import rows_of
from test_layouts import HEAD, items

from analytics.model import LineItem


def status(table: str, kind: str = "预算") -> dict[str | None, str]:
    rows = rows_of(HEAD.format(kind=kind) + table)
    return {each.statement: each.status for each in rows.tables if each.status != "missing"}


def measures(found: list[LineItem]) -> dict[str, float]:
    return {item.measure: item.amount for item in found}


def named(found: list[LineItem]) -> dict[tuple[str, str], float]:
    return {(item.name, item.measure): item.amount for item in found}


UNITS = (
    "部门综合预算支出总表\n单位：元\n"
    "单位编码\t单位名称\t部门预算\t\t\t\n"
    "\t\t合计\t公共预算拨款\t\t事业收入\n"
    "\t\t\t小计\t其中：专项资金列入部门预算的项目\t\n"
    "\t合计\t90000\t90000\t40000\t0\n"
    "245\t宁波市信访局\t90000\t90000\t40000\t0\n"
    "245001\t宁波市信访局\t50000\t50000\t0\t0\n"
    "245002\t宁波市信访中心\t40000\t40000\t40000\t0\n"
)


def test_a_table_of_units_names_its_rows_by_them() -> None:
    assert [(item.name, item.measure, item.amount) for item in items(UNITS)] == [
        ("合计", "total", 9.0),
        ("宁波市信访局", "total", 9.0),
        ("宁波市信访局", "total", 5.0),
        ("宁波市信访中心", "total", 4.0),
    ]


def test_the_only_unit_of_a_table_is_its_total() -> None:
    found = items(
        "支出总表\n单位：万元\n"
        "预算单位\t科目编码\t科目名称\t支出总计\t基本支出\t项目支出\t2031年政府采购项目\t\n"
        "\t\t\t\t\t\t小计\t其中：2031年政府采购项目中预留给中小企业的项目资金规模\n"
        "宁波市信访局（本级）\t\t\t9.00\t5.00\t4.00\t2.00\t1.00\n"
        "\t201\t一般公共服务支出\t9.00\t5.00\t4.00\t2.00\t1.00\n"
    )
    assert named(found) == {
        ("合计", "total"): 9.0,
        ("合计", "basic"): 5.0,
        ("合计", "project"): 4.0,
        ("一般公共服务支出", "total"): 9.0,
        ("一般公共服务支出", "basic"): 5.0,
        ("一般公共服务支出", "project"): 4.0,
    }


def test_appropriation_in_two_budgets_is_no_printed_number() -> None:
    table = (
        "收入总表\n单位：万元\n"
        "预算单位\t收入总计\t本年收入\t\t\t\t上年结余、结转\n"
        "\t\t财政拨款\t\t单位资金\t\t\n"
        "\t\t一般公共预算拨款\t政府性基金预算拨款\t事业收入\t其他收入\t\n"
        "宁波市信访局（本级）\t12.00\t6.00\t3.00\t0.00\t2.00\t1.00\n"
    )
    assert measures(items(table)) == {
        "total": 12.0,
        "undertaking": 0.0,
        "other": 2.0,
        "carry_over": 1.0,
    }
    assert status(table)["revenue"] == "closed"


def test_revenue_with_its_sources_in_rows() -> None:
    found = items(
        "收入预算总表\n单位：万元\n"
        "项目名称\t\t金额\n"
        "收入总计\t\t9.00\n"
        "一般公共预算资金\t小计\t7.00\n"
        "\t公共财政拨款（补助）资金\t7.00\n"
        "\t专项收入\t\n"
        "政府性基金\t小计\t\n"
        "财政专户管理资金\t小计\t\n"
        "其他资金\t小计\t2.00\n"
        "\t事业收入\t\n"
        "\t其他收入\t2.00\n"
        "上年结转和结余资金\t小计\t\n"
    )
    assert named(found) == {
        ("合计", "total"): 9.0,
        ("合计", "fiscal_appropriation"): 7.0,
        ("合计", "other"): 2.0,
    }


def test_expenditure_of_one_row_with_a_reserve() -> None:
    table = (
        "支出预算总表\n单位：万元\n"
        "合计\t基本支出\t项目支出\t单位预留机动经费\t结转下年资金\n"
        "9.00\t5.00\t3.00\t1.00\t\n"
    )
    assert measures(items(table)) == {"total": 9.0, "basic": 5.0, "project": 3.0}
    assert status(table)["expenditure"] == "closed"


def test_three_public_by_budget_with_a_row_a_year() -> None:
    found = items(
        "财政拨款“三公”经费支出表\n单位：万元\n"
        "预算单位\t年度\t总计\t\t因公出国（境）费\t\t公务接待费\t\t公务用车购置及运行维护费\t\n"
        "\t\t一般公共预算\t政府性基金预算\t一般公共预算\t政府性基金预算"
        "\t一般公共预算\t政府性基金预算\t一般公共预算\t政府性基金预算\n"
        "宁波市信访局\t2030年\t3.00\t0.00\t1.00\t0.00\t2.00\t0.00\t0.00\t0.00\n"
        "\t2031年\t4.00\t0.00\t2.00\t0.00\t2.00\t0.00\t0.00\t0.00\n"
        "\t增减变化金额\t1.00\t0.00\t1.00\t0.00\t0.00\t0.00\t0.00\t0.00\n"
    )
    totals = {item.measure: item.amount for item in found if item.name == "合计"}
    assert totals == {"prior_year": 3.0, "budget": 4.0}


def test_basic_expenditure_by_official_names_without_codes() -> None:
    found = items(
        "基本支出总表\n单位：万元\n"
        "支出项目类别\t总计\t财政拨款\t\n"
        "\t\t小计\t一般公共预算拨款\n"
        "宁波市信访局（本级）\t9.00\t9.00\t9.00\n"
        "工资福利支出\t5.00\t5.00\t5.00\n"
        "基本工资\t5.00\t5.00\t5.00\n"
        "商品和服务支出\t3.00\t3.00\t3.00\n"
        "办公费\t3.00\t3.00\t3.00\n"
        "资本性支出\t1.00\t1.00\t1.00\n"
        "办公设备购置\t1.00\t1.00\t1.00\n"
    )
    assert [(x.code, x.name, x.section, x.amount) for x in found] == [
        (None, "合计", None, 9.0),
        ("301", "工资福利支出", "personnel", 5.0),
        ("30101", "基本工资", "personnel", 5.0),
        ("302", "商品和服务支出", "public", 3.0),
        ("30201", "办公费", "public", 3.0),
        ("310", "资本性支出", "public", 1.0),
        ("31002", "办公设备购置", "public", 1.0),
    ]


def test_a_list_of_the_tables_is_no_table() -> None:
    rows = rows_of(
        HEAD.format(kind="预算") + "2031年部门综合预算公开报表\n"
        "报表\t报表名称\t是否空表\t公开空表理由\n"
        "表1\t部门综合预算收支总表\t\t\n"
        "表2\t部门综合预算收入总表\t\t\n"
        "表3\t部门综合预算支出总表\t\t\n"
        "表4\t部门综合预算财政拨款收支总表\t\t\n" + UNITS
    )
    assert [each.statement for each in rows.tables if each.status != "missing"] == ["expenditure"]


def test_a_total_row_that_a_page_break_repeats_counts_once() -> None:
    found = items(
        "支出决算表\n单位：万元\n"
        "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n"
        "合计\t\t9.00\t5.00\t4.00\n"
        "201\t一般公共服务支出\t6.00\t5.00\t1.00\n"
        "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n"
        "合计\t\t9.00\t5.00\t4.00\n"
        "221\t住房保障支出\t3.00\t0.00\t3.00\n",
        "决算",
    )
    assert [(item.code, item.amount) for item in found if item.measure == "total"] == [
        (None, 9.0),
        ("201", 6.0),
        ("221", 3.0),
    ]


def test_figures_under_rows_that_nothing_names_are_not_called_empty() -> None:
    table = (
        "一般公共预算基本支出表\n单位：万元\n支出项目类别\t总计\n甲类经费\t5.00\n乙类经费\t4.00\n"
    )
    assert status(table + UNITS)["basic_expenditure"] == "unread"


def test_a_two_sided_table_without_figures_is_empty() -> None:
    table = (
        "政府性基金收支表\n单位：元\n"
        "收入\t\t支出\t\t\t\n"
        "项目\t预算数\t支出功能分类科目（按大类）\t预算数\t部门预算支出经济分类科目（按大类）\t预算数\n"
        "一、政府性基金拨款\t\t一、科学技术支出\t\t一、人员经费和公用经费支出\t\n"
    )
    assert status(table + UNITS)["government_fund"] == "empty"


VARIANTS = {
    # Guangdong: 功能科目 in one column, totals at the foot.
    "expenditure, code and name together, total at the foot": (
        "支出预算总表\n单位：万元\n"
        "功能分类科目（编码及名称）\t合计\t基本支出\t项目支出\t事业单位经营支出\t上缴上级支出\t对附属单位补助支出\n"
        "201 一般公共服务支出\t9.00\t5.00\t4.00\t\t\t\n"
        "20140 信访事务\t9.00\t5.00\t4.00\t\t\t\n"
        "2014001 行政运行\t9.00\t5.00\t4.00\t\t\t\n"
        "合计\t9.00\t5.00\t4.00\t\t\t\n",
        "expenditure",
        {(None, "total"): 9.0, (None, "basic"): 5.0, ("2014001", "project"): 4.0},
    ),
    # Hebei, Shanxi: staff, public and project side by side.
    "expenditure by staff, public and project": (
        "部门支出总体情况表\n单位：万元\n"
        "科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出\n"
        "\t\t\t小计\t人员经费\t日常公用经费\t\n"
        "\t合计\t9.00\t5.00\t4.00\t1.00\t4.00\n"
        "201\t一般公共服务支出\t9.00\t5.00\t4.00\t1.00\t4.00\n",
        "expenditure",
        {(None, "total"): 9.0, (None, "basic"): 5.0, ("201", "project"): 4.0},
    ),
    # Sichuan: unit code before the functional code, in three columns.
    "expenditure, split codes behind the unit's code": (
        "部门支出总表\n单位：万元\n"
        "项目\t\t\t\t\t合计\t基本支出\t项目支出\n"
        "科目编码\t\t\t单位代码\t单位名称（科目）\t\t\t\n"
        "类\t款\t项\t\t\t\t\t\n"
        "\t\t\t\t合计\t9.00\t5.00\t4.00\n"
        "201\t40\t01\t305001\t行政运行\t5.00\t5.00\t\n"
        "201\t40\t04\t305001\t信访业务\t4.00\t\t4.00\n",
        "expenditure",
        {(None, "total"): 9.0, ("2014001", "total"): 5.0, ("2014004", "project"): 4.0},
    ),
    # Zhejiang, Anhui: the year before the column's name.
    "general budget with last year's figures and the change": (
        "一般公共预算支出表\n单位：万元\n"
        "功能分类科目\t\t2030年执行数\t2031年预算数\t\t\t2031年预算数比2030年执行数\t\n"
        "科目编码\t科目名称\t\t小计\t基本支出\t项目支出\t增减额\t增减%\n"
        "\t合计\t8.00\t9.00\t5.00\t4.00\t1.00\t12.50\n"
        "201\t一般公共服务支出\t8.00\t9.00\t5.00\t4.00\t1.00\t12.50\n",
        "general_budget_expenditure",
        {(None, "total"): 9.0, (None, "basic"): 5.0, ("201", "project"): 4.0},
    ),
    # Final accounts of 2018: 类 款 项 above the codes, line numbers.
    "final accounts with split codes and line numbers": (
        "支出决算表\n公开03表\n部门：宁波市信访局\t金额单位：万元\n"
        "项目\t\t\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出\n"
        "功能分类科目编码\t\t\t科目名称\t\t\t\t\t\t\n"
        "类\t款\t项\t栏次\t1\t2\t3\t4\t5\t6\n"
        "\t\t\t合计\t9.00\t5.00\t4.00\t0.00\t0.00\t0.00\n"
        "201\t\t\t一般公共服务支出\t9.00\t5.00\t4.00\t0.00\t0.00\t0.00\n",
        "expenditure",
        {(None, "total"): 9.0, (None, "basic"): 5.0, ("201", "project"): 4.0},
    ),
    # Revenue of a budget system of 2022 on: unit funds with their sources.
    "revenue of units with own funds": (
        "部门收入总表\n单位：万元\n"
        "部门（单位）代码\t部门（单位）名称\t合计\t本年收入\t\t\t\t\t上年结转结余\n"
        "\t\t\t小计\t一般公共预算\t政府性基金预算\t财政专户管理资金\t事业收入\t\n"
        "\t合计\t9.00\t8.00\t6.00\t1.00\t0.00\t1.00\t1.00\n"
        "305\t宁波市信访局\t9.00\t8.00\t6.00\t1.00\t0.00\t1.00\t1.00\n",
        "revenue",
        {(None, "total"): 9.0, (None, "subtotal"): 8.0, (None, "carry_over"): 1.0},
    ),
    "government fund of a budget": (
        "政府性基金预算支出表\n单位：万元\n"
        "功能分类科目编码\t功能分类科目名称\t本年政府性基金预算支出\t\t\n"
        "\t\t合计\t基本支出\t项目支出\n"
        "\t合计\t3.00\t\t3.00\n"
        "229\t其他支出\t3.00\t\t3.00\n",
        "government_fund",
        {(None, "total"): 3.0, ("229", "project"): 3.0},
    ),
    "state capital of a budget": (
        "国有资本经营预算支出表\n单位：万元\n"
        "科目编码\t科目名称\t本年国有资本经营预算支出\t\t\n"
        "\t\t合计\t基本支出\t项目支出\n"
        "223\t国有资本经营预算支出\t3.00\t\t3.00\n"
        "\t合计\t3.00\t\t3.00\n",
        "state_capital",
        {(None, "total"): 3.0, ("223", "project"): 3.0},
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_tables_by_functional_code(name: str) -> None:
    table, statement, amounts = VARIANTS[name]
    kind = "决算" if "决算" in table else "预算"
    found = {
        (item.code, item.measure): item.amount
        for item in items(table, kind)
        if item.statement == statement
    }
    assert amounts.items() <= found.items()
    assert status(table, kind)[statement] == "closed"


THREE_PUBLIC = {
    "items in rows, last year's and this year's budget, and the change": (
        "“三公”经费预算表\n单位：万元\n"
        "项目\t上年预算数\t本年预算数\t增减额\t增减比例\n"
        "合计\t7.00\t6.00\t-1.00\t-14.29%\n"
        "一、因公出国（境）费用\t0.00\t0.00\t0.00\t\n"
        "二、公务接待费\t3.00\t2.00\t-1.00\t-33.33%\n"
        "三、公务用车购置及运行维护费\t4.00\t4.00\t0.00\t0.00%\n"
        "其中：公务用车购置费\t0.00\t0.00\t0.00\t\n"
        "公务用车运行维护费\t4.00\t4.00\t0.00\t0.00%\n",
        "预算",
        {("合计", "budget"): 6.0, ("合计", "prior_year"): 7.0, ("公务接待费", "budget"): 2.0},
    ),
    "numbers of trips, vehicles and guests beside the amounts": (
        "财政拨款“三公”经费支出决算表\n单位：万元\n"
        "项目\t栏次\t预算数\t决算数\n"
        "“三公”经费合计\t1\t6.00\t5.00\n"
        "1.因公出国（境）费\t2\t0.00\t0.00\n"
        "2.公务用车购置及运行维护费\t3\t4.00\t4.00\n"
        "（1）公务用车购置费\t4\t0.00\t0.00\n"
        "（2）公务用车运行维护费\t5\t4.00\t4.00\n"
        "3.公务接待费\t6\t2.00\t1.00\n"
        "相关统计数\t7\t—\t—\n"
        "因公出国（境）团组数（个）\t8\t—\t0\n"
        "公务用车购置数（辆）\t9\t—\t0\n"
        "公务用车保有量（辆）\t10\t—\t3\n"
        "国内公务接待批次（个）\t11\t—\t12\n"
        "国内公务接待人次（人）\t12\t—\t96\n",
        "决算",
        {("合计", "budget"): 6.0, ("合计", "final"): 5.0, ("公务接待费", "final"): 1.0},
    ),
    "budget and final accounts across, after the national form": (
        "一般公共预算财政拨款“三公”经费支出决算表\n单位：万元\n"
        "预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n"
        "合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费"
        "\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\n"
        "\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\n"
        "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n"
        "6.00\t0.00\t4.00\t0.00\t4.00\t2.00\t5.00\t0.00\t4.00\t0.00\t4.00\t1.00\n",
        "决算",
        {("合计", "budget"): 6.0, ("合计", "final"): 5.0, ("公务接待费", "final"): 1.0},
    ),
    "units in rows, one year": (
        "一般公共预算“三公”经费支出表\n单位：万元\n"
        "单位编码\t单位名称\t当年财政拨款预算安排\t\t\t\t\t\n"
        "\t\t合计\t因公出国（境）费用\t公务用车购置及运行费\t\t\t公务接待费\n"
        "\t\t\t\t小计\t公务用车购置费\t公务用车运行费\t\n"
        "\t合计\t6.00\t0.00\t4.00\t0.00\t4.00\t2.00\n"
        "305001\t宁波市信访局\t6.00\t0.00\t4.00\t0.00\t4.00\t2.00\n",
        "预算",
        {("合计", "budget"): 6.0, ("公务用车运行维护费", "budget"): 4.0},
    ),
}


@pytest.mark.parametrize("name", THREE_PUBLIC)
def test_three_public(name: str) -> None:
    table, kind, amounts = THREE_PUBLIC[name]
    found = [item for item in items(table, kind) if item.statement == "three_public"]
    assert amounts.items() <= named(found).items()
    assert len(found) == len(named(found))
    assert max(item.amount for item in found) <= 7.0
    assert status(table, kind)["three_public"] == "closed"


SUMMARIES = {
    "expenditure by budget, side by side": (
        "财政拨款收支总表\n单位：万元\n"
        "收入\t\t支出\t\t\t\t\n"
        "项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算\t国有资本经营预算\n"
        "一、本年收入\t9.00\t一、本年支出\t9.00\t8.00\t1.00\t\n"
        "（一）一般公共预算拨款\t8.00\t（一）一般公共服务支出\t8.00\t8.00\t\t\n"
        "（二）政府性基金预算拨款\t1.00\t（二）其他支出\t1.00\t\t1.00\t\n"
        "二、上年结转\t\t二、结转下年\t\t\t\t\n"
        "收入总计\t9.00\t支出总计\t9.00\t8.00\t1.00\t\n",
        "fiscal_appropriation_summary",
        "预算",
        {("总计", "amount"): 9.0, ("总计", "general_public_budget"): 8.0},
    ),
    "final accounts with line numbers on both sides": (
        "收入支出决算总表\n公开01表\n单位：万元\n"
        "收入\t\t\t支出\t\t\n"
        "项目\t行次\t金额\t项目\t行次\t金额\n"
        "栏次\t\t1\t栏次\t\t2\n"
        "一、一般公共预算财政拨款收入\t1\t8.00\t一、一般公共服务支出\t32\t9.00\n"
        "二、政府性基金预算财政拨款收入\t2\t1.00\t二、外交支出\t33\t0.00\n"
        "本年收入合计\t27\t9.00\t本年支出合计\t58\t9.00\n"
        "使用非财政拨款结余（含专用结余）\t28\t0.00\t结余分配\t59\t0.00\n"
        "年初结转和结余\t29\t1.00\t年末结转和结余\t60\t1.00\n"
        "总计\t31\t10.00\t总计\t62\t10.00\n",
        "revenue_expenditure_summary",
        "决算",
        {("总计", "amount"): 10.0, ("年末结转和结余", "amount"): 1.0},
    ),
    "expenditure by function and by kind in four columns": (
        "部门收支总体情况表\n单位：万元\n"
        "收入\t\t支出\t\t\t\n"
        "项目\t本年预算\t功能分类\t本年预算\t支出类别\t本年预算\n"
        "一、一般公共预算拨款\t9.00\t一、一般公共服务支出\t9.00\t一、基本支出\t5.00\n"
        "\t\t\t\t二、项目支出\t4.00\n"
        "本年收入合计\t9.00\t本年支出合计\t9.00\t本年支出合计\t9.00\n"
        "收入总计\t9.00\t支出总计\t9.00\t支出总计\t9.00\n",
        "revenue_expenditure_summary",
        "预算",
        {("总计", "amount"): 9.0, ("本年支出合计", "amount"): 9.0},
    ),
}


@pytest.mark.parametrize("name", SUMMARIES)
def test_summaries(name: str) -> None:
    table, statement, kind, amounts = SUMMARIES[name]
    found = [item for item in items(table, kind) if item.statement == statement]
    assert amounts.items() <= named(found).items()
    assert status(table, kind)[statement] == "closed"


BASIC = {
    "final accounts in three groups": (
        "一般公共预算财政拨款基本支出决算明细表\n公开06表\n单位：万元\n"
        "人员经费\t\t\t公用经费\t\t\t\t\t\n"
        "科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n"
        "301\t工资福利支出\t4.00\t302\t商品和服务支出\t1.00\t307\t债务利息及费用支出\t0.00\n"
        "30101\t基本工资\t4.00\t30201\t办公费\t1.00\t30701\t国内债务付息\t0.00\n"
        "303\t对个人和家庭的补助\t0.50\t\t\t\t310\t资本性支出\t0.50\n"
        "30302\t退休费\t0.50\t\t\t\t31002\t办公设备购置\t0.50\n"
        "人员经费合计\t\t4.50\t公用经费合计\t\t\t\t\t1.50\n",
        "决算",
        {("人员经费合计", "amount"): 4.5, ("公用经费合计", "amount"): 1.5},
    ),
    "budget with staff and public in columns": (
        "一般公共预算基本支出表\n单位：万元\n"
        "部门预算支出经济分类科目\t\t2031年基本支出\t\t\n"
        "科目编码\t科目名称\t合计\t人员经费\t公用经费\n"
        "\t合计\t6.00\t4.50\t1.50\n"
        "301\t工资福利支出\t4.50\t4.50\t\n"
        "302\t商品和服务支出\t1.50\t\t1.50\n",
        "预算",
        {("合计", "amount"): 6.0, ("人员经费合计", "amount"): 4.5, ("公用经费合计", "amount"): 1.5},
    ),
}


@pytest.mark.parametrize("name", BASIC)
def test_basic_expenditure(name: str) -> None:
    table, kind, amounts = BASIC[name]
    found = [item for item in items(table, kind) if item.statement == "basic_expenditure"]
    assert amounts.items() <= named(found).items()
    assert status(table, kind)["basic_expenditure"] == "closed"
