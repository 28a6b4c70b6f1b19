"""Layouts of basic expenditure by the economic classification.

Each is the smallest likeness of a form that provinces and ministries publish. All names and
figures are made up.
"""

from __future__ import annotations

from documents import rows_of
from likeness import read_table

from analytics.model import BASIC_EXPENDITURE


def test_names_without_codes_get_those_of_the_classification() -> None:
    read = read_table(
        "基本支出总表\n单位：万元\n"
        "支出项目类别\t总计\t财政拨款\t\t单位资金\n"
        "\t\t小计\t一般公共预算拨款\t事业收入\n"
        "宁波市信访局（本级）\t9.00\t9.00\t9.00\t0.00\n"
        "工资福利支出\t5.00\t5.00\t5.00\t0.00\n"
        "基本工资\t5.00\t5.00\t5.00\t0.00\n"
        "商品和服务支出\t2.00\t2.00\t2.00\t0.00\n"
        "因公出国（境）费\t2.00\t2.00\t2.00\t0.00\n"
        "对个人和家庭补助支出\t1.00\t1.00\t1.00\t0.00\n"
        "离休费\t1.00\t1.00\t1.00\t0.00\n"
        "资本性支出\t1.00\t1.00\t1.00\t0.00\n"
        "办公设备购置\t1.00\t1.00\t1.00\t0.00\n"
    )
    assert (read.statement, read.status) == (BASIC_EXPENDITURE, "closed")
    assert read.column("amount") == {
        "合计": 9.0,
        "301": 5.0,
        "30101": 5.0,
        "302": 2.0,
        "30212": 2.0,
        "303": 1.0,
        "30301": 1.0,
        "310": 1.0,
        "31002": 1.0,
    }


def test_a_name_of_several_classes_without_one_above_has_no_code() -> None:
    read = read_table(
        "基本支出总表\n单位：万元\n支出项目类别\t总计\n合计\t5.00\n工资福利支出\t4.00\n基本工资\t4.00\n"
        "办公设备购置\t1.00\n"
    )
    assert read.column("amount")["办公设备购置"] == 1.0
    assert read.status == "open"


def test_names_under_headings_of_personnel_and_public_funds() -> None:
    read = read_table(
        "一般公共预算基本支出表\n单位：万元\n"
        "支出经济分类科目\t2031年预算数\n"
        "一、人员经费\t6.00\n"
        "工资福利支出\t5.00\n"
        "基本工资\t5.00\n"
        "对个人和家庭的补助\t1.00\n"
        "退休费\t1.00\n"
        "二、公用经费\t3.00\n"
        "商品和服务支出\t3.00\n"
        "办公费\t3.00\n"
        "合计\t9.00\n"
    )
    assert (read.statement, read.status) == (BASIC_EXPENDITURE, "closed")
    assert read.column("amount") == {
        "人员经费合计": 6.0,
        "301": 5.0,
        "30101": 5.0,
        "303": 1.0,
        "30302": 1.0,
        "公用经费合计": 3.0,
        "302": 3.0,
        "30201": 3.0,
        "合计": 9.0,
    }


def test_accounts_with_three_groups_of_code_name_and_amount() -> None:
    read = read_table(
        "一般公共预算财政拨款基本支出决算明细表\n单位：万元\n"
        "人员经费\t\t\t公用经费\t\t\t\t\t\n"
        "科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n"
        "301\t工资福利支出\t5.00\t302\t商品和服务支出\t2.00\t307\t债务利息及费用支出\t\n"
        "30101\t基本工资\t5.00\t30201\t办公费\t2.00\t310\t资本性支出\t1.00\n"
        "303\t对个人和家庭的补助\t1.00\t30202\t印刷费\t\t31002\t办公设备购置\t1.00\n"
        "人员经费合计\t\t6.00\t公用经费合计\t\t\t\t\t3.00\n",
        "决算",
    )
    assert (read.statement, read.status) == (BASIC_EXPENDITURE, "closed")
    assert read.column("amount")["公用经费合计"] == 3.0
    assert read.column("amount")["31002"] == 1.0


def test_the_central_form_with_both_sections_in_columns() -> None:
    read = read_table(
        "一般公共预算基本支出表\n单位：万元\n"
        "部门预算支出经济分类科目\t\t2031年基本支出\t\t\n"
        "科目编码\t科目名称\t合计\t人员经费\t公用经费\n"
        "301\t工资福利支出\t5.00\t5.00\t\n"
        "30101\t基本工资\t5.00\t5.00\t\n"
        "302\t商品和服务支出\t4.00\t\t4.00\n"
        "30201\t办公费\t4.00\t\t4.00\n"
        "\t合计\t9.00\t5.00\t4.00\n"
    )
    assert (read.statement, read.status) == (BASIC_EXPENDITURE, "closed")
    assert read.column("amount") == {
        "301": 5.0,
        "30101": 5.0,
        "302": 4.0,
        "30201": 4.0,
        "合计": 9.0,
        "人员经费合计": 5.0,
        "公用经费合计": 4.0,
    }


def test_split_codes_of_the_economic_classification() -> None:
    read = read_table(
        "一般公共预算基本支出预算表（经济科目）\n单位：元\n"
        "经济分类科目编码\t\t科目名称\t金额\n"
        "类\t款\t\t\n"
        "\t\t合计\t90000\n"
        "301\t\t工资福利支出\t50000\n"
        "\t01\t基本工资\t50000\n"
        "302\t\t商品和服务支出\t40000\n"
        "\t01\t办公费\t40000\n"
    )
    assert (read.statement, read.status) == (BASIC_EXPENDITURE, "closed")
    assert read.column("amount") == {
        "合计": 9.0,
        "301": 5.0,
        "30101": 5.0,
        "302": 4.0,
        "30201": 4.0,
    }


def test_last_years_amounts_beside_this_years() -> None:
    read = read_table(
        "一般公共预算基本支出情况表\n单位：万元\n"
        "科目编码\t科目名称\t2030年预算数\t2031年预算数\t增减%\n"
        "\t合计\t8.00\t9.00\t12.50\n"
        "301\t工资福利支出\t8.00\t9.00\t12.50\n"
        "30101\t基本工资\t8.00\t9.00\t12.50\n"
    )
    assert (read.statement, read.status) == (BASIC_EXPENDITURE, "closed")
    assert read.column("amount") == {"合计": 9.0, "301": 9.0, "30101": 9.0}


def test_a_table_of_the_governments_classification_alone_is_unread() -> None:
    read = read_table(
        "一般公共预算基本支出表\n单位：万元\n"
        "科目编码\t科目名称\t金额\n501\t机关工资福利支出\t9.00\n50101\t工资奖金津补贴\t9.00\n"
    )
    assert (read.statement, read.status, read.amounts) == (BASIC_EXPENDITURE, "unread", {})


def test_sections_in_columns_without_a_total() -> None:
    read = read_table(
        "一般公共预算基本支出表\n单位：万元\n"
        "科目编码\t科目名称\t人员经费\t公用经费\n"
        "\t合计\t5.00\t4.00\n301\t工资福利支出\t5.00\t\n302\t商品和服务支出\t\t4.00\n"
    )
    assert (read.statement, read.status) == (BASIC_EXPENDITURE, "closed")
    assert read.column("amount") == {
        "人员经费合计": 5.0,
        "公用经费合计": 4.0,
        "301": 5.0,
        "302": 4.0,
    }


def test_a_table_that_crosses_functional_and_economic_codes_is_by_the_economic_one() -> None:
    rows = rows_of(
        "宁波市信访局2031年部门预算\n一般公共预算基本支出表\n单位：万元\n"
        "功能分类科目\t部门支出经济分类科目\t合计\t人员经费\t公用经费\n"
        "2014001-行政运行\t30101-基本工资\t5.00\t5.00\t\n"
        "2014001-行政运行\t30201-办公费\t2.00\t\t2.00\n"
        "2014050-事业运行\t30101-基本工资\t2.00\t2.00\t\n"
        "合计\t\t9.00\t7.00\t2.00\n"
    )
    assert rows.tables[0].status == "closed"
    coded = [(item.code, item.amount) for item in rows.line_items if item.code]
    assert coded == [("30101", 5.0), ("30201", 2.0), ("30101", 2.0)]


def test_basic_expenditure_by_function_alone_is_unread() -> None:
    read = read_table(
        "一般公共预算基本支出表\n单位：万元\n科目编码\t科目名称\t合计\t人员经费\t公用经费\n"
        "201\t一般公共服务支出\t9.00\t7.00\t2.00\n\t合计\t9.00\t7.00\t2.00\n"
    )
    assert (read.statement, read.status, read.amounts) == (BASIC_EXPENDITURE, "unread", {})
