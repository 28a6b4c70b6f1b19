"""Layouts of the expenditure table, and of the general budget's.

Each is the smallest likeness of a form that provinces and ministries publish. All names and
figures are made up.
"""

from __future__ import annotations

from likeness import read_table

from analytics.model import EXPENDITURE, GENERAL_BUDGET_EXPENDITURE


def test_expenditure_by_unit_and_source_of_funds_has_its_totals() -> None:
    read = read_table(
        "部门综合预算支出总表\n单位：元\n"
        "单位编码\t单位名称\t部门预算\t\t\t\t\n"
        "\t\t合计\t公共预算拨款\t\t政府性基金拨款\t事业收入\n"
        "\t\t\t小计\t其中：专项资金列入部门预算的项目\t\t\n"
        "\t合计\t90000\t90000\t30000\t0\t0\n"
        "133\t宁波市信访局\t90000\t90000\t30000\t0\t0\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.amounts == {("合计", "total"): 9.0, ("宁波市信访局", "total"): 9.0}


def test_a_reserve_is_a_part_of_the_total_without_a_measure() -> None:
    table = (
        "支出预算总表\n单位：万元\n"
        "合计\t基本支出\t项目支出\t单位预留机动经费\t结转下年资金\n"
        "{total}\t5.00\t3.00\t1.00\t\n"
    )
    read = read_table(table.format(total="9.00"))
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.amounts == {
        ("合计", "total"): 9.0,
        ("合计", "basic"): 5.0,
        ("合计", "project"): 3.0,
    }
    assert read_table(table.format(total="8.50")).status == "open"


def test_basic_expenditure_split_over_columns_without_its_own() -> None:
    read = read_table(
        "部门支出总体情况表\n单位：万元\n"
        "科目编码\t\t\t科目名称\t单位名称\t合计\t基本支出\t\t\t项目支出\n"
        "类\t款\t项\t\t\t\t人员支出\t日常公用支出\t对个人和家庭补助支出\t\n"
        "\t\t\t\t合计\t9.00\t3.00\t1.00\t1.00\t4.00\n"
        "201\t\t\t一般公共服务支出\t\t9.00\t3.00\t1.00\t1.00\t4.00\n"
        "201\t40\t\t信访事务\t\t9.00\t3.00\t1.00\t1.00\t4.00\n"
        "201\t40\t01\t行政运行\t宁波市信访局\t5.00\t3.00\t1.00\t1.00\t\n"
        "201\t40\t04\t信访业务\t宁波市信访局\t4.00\t\t\t\t4.00\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.column("total") == {
        "合计": 9.0,
        "201": 9.0,
        "20140": 9.0,
        "2014001": 5.0,
        "2014004": 4.0,
    }
    assert {measure for _, measure in read.amounts} == {"total", "project"}


def test_expenditure_by_source_takes_no_part_for_the_whole() -> None:
    read = read_table(
        "支出预算总表\n单位：万元\n"
        "科目编码\t科目名称\t总计\t财政拨款\t\t其他资金\t\n"
        "\t\t\t基本支出\t项目支出\t基本支出\t项目支出\n"
        "\t合计\t9.00\t3.00\t4.00\t1.00\t1.00\n"
        "201\t一般公共服务支出\t9.00\t3.00\t4.00\t1.00\t1.00\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.amounts == {("合计", "total"): 9.0, ("201", "total"): 9.0}


def test_tables_listed_by_unit_then_function() -> None:
    read = read_table(
        "支出总表\n单位：万元\n"
        "单位编码\t单位名称\t功能科目编码\t功能科目名称\t合计\t基本支出\t项目支出\n"
        "\t\t\t合计\t9.00\t5.00\t4.00\n"
        "133001\t宁波市信访局（本级）\t\t\t6.00\t5.00\t1.00\n"
        "133001\t宁波市信访局（本级）\t2014001\t行政运行\t6.00\t5.00\t1.00\n"
        "133002\t宁波市人民来访接待中心\t\t\t3.00\t\t3.00\n"
        "133002\t宁波市人民来访接待中心\t2014004\t信访业务\t3.00\t\t3.00\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.column("total") == {
        "合计": 9.0,
        "宁波市信访局（本级）": 6.0,
        "2014001": 6.0,
        "宁波市人民来访接待中心": 3.0,
        "2014004": 3.0,
    }


def test_last_years_outturn_beside_this_years_budget_is_not_taken_for_it() -> None:
    read = read_table(
        "一般公共预算支出表\n单位：万元\n"
        "功能分类科目\t\t2030年执行数\t2031年预算数\t\t\t2031年预算数比2030年执行数\t\n"
        "科目编码\t科目名称\t\t小计\t基本支出\t项目支出\t增减额\t增减%\n"
        "201\t一般公共服务支出\t120\t9.00\t5.00\t4.00\t-111.00\t-92.50\n"
        "20140\t信访事务\t120\t9.00\t5.00\t4.00\t-111.00\t-92.50\n"
        "2014001\t行政运行\t20\t5.00\t5.00\t\t-15.00\t-75.00\n"
        "2014004\t信访业务\t100\t4.00\t\t4.00\t-96.00\t-96.00\n"
        "合计\t\t120\t9.00\t5.00\t4.00\t-111.00\t-92.50\n"
    )
    assert (read.statement, read.status) == (GENERAL_BUDGET_EXPENDITURE, "closed")
    assert read.column("total") == {
        "201": 9.0,
        "20140": 9.0,
        "2014001": 5.0,
        "2014004": 4.0,
        "合计": 9.0,
    }


def test_both_years_with_basic_and_project_expenditure() -> None:
    read = read_table(
        "一般公共预算支出情况表\n单位：万元\n"
        "科目编码\t科目名称\t2030年预算数\t\t\t2031年预算数\t\t\n"
        "\t\t合计\t基本支出\t项目支出\t合计\t基本支出\t项目支出\n"
        "\t合计\t8.00\t5.00\t3.00\t9.00\t5.00\t4.00\n"
        "201\t一般公共服务支出\t8.00\t5.00\t3.00\t9.00\t5.00\t4.00\n"
    )
    assert (read.statement, read.status) == (GENERAL_BUDGET_EXPENDITURE, "closed")
    assert read.column("total") == {"合计": 9.0, "201": 9.0}
    assert read.column("project") == {"合计": 4.0, "201": 4.0}


def test_accounts_that_print_the_budget_beside_the_outturn() -> None:
    read = read_table(
        "一般公共预算财政拨款支出决算表\n单位：万元\n"
        "科目编码\t科目名称\t年初预算数\t决算数\t\t\n"
        "\t\t\t小计\t基本支出\t项目支出\n"
        "\t合计\t7.00\t9.00\t5.00\t4.00\n"
        "201\t一般公共服务支出\t7.00\t9.00\t5.00\t4.00\n",
        "决算",
    )
    assert (read.statement, read.status) == (GENERAL_BUDGET_EXPENDITURE, "closed")
    assert read.column("total") == {"合计": 9.0, "201": 9.0}


def test_subtotals_that_say_what_they_are_of() -> None:
    read = read_table(
        "一般公共预算支出表\n单位：万元\n"
        "功能分类科目\t\t预算数\t\t\t\t\t\n"
        "科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出\t\n"
        "\t\t\t小计\t人员经费\t公用经费\t项目支出总数\t扣除基建项目后预算数\n"
        "2014001\t行政运行\t5.00\t5.00\t4.00\t1.00\t\t\n"
        "2014004\t信访业务\t4.00\t\t\t\t4.00\t3.00\n"
        "\t合计\t9.00\t5.00\t4.00\t1.00\t4.00\t3.00\n"
    )
    assert (read.statement, read.status) == (GENERAL_BUDGET_EXPENDITURE, "closed")
    assert read.column("project") == {"2014004": 4.0, "合计": 4.0}
    assert read.column("basic") == {"2014001": 5.0, "合计": 5.0}


def test_the_code_of_a_unit_is_no_code_of_the_classification() -> None:
    read = read_table(
        "支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "133\t宁波市信访局\t9.00\t5.00\t4.00\n"
        "201\t一般公共服务支出\t9.00\t5.00\t4.00\n"
    )
    assert read.column("total") == {"合计": 9.0, "201": 9.0}


def test_names_without_codes_are_not_given_any() -> None:
    read = read_table(
        "一般公共预算支出表\n单位：万元\n科目名称\t合计\t基本支出\t项目支出\n"
        "合计\t9.00\t5.00\t4.00\n一般公共服务支出\t9.00\t5.00\t4.00\n行政运行\t5.00\t5.00\t\n"
    )
    assert read.column("total") == {"合计": 9.0, "一般公共服务支出": 9.0, "行政运行": 5.0}


def test_expenditure_down_the_rows() -> None:
    read = read_table(
        "支出预算总表\n单位：万元\n项目\t本年预算\n"
        "一、基本支出\t5.00\n其中：人员经费\t4.00\n二、项目支出\t4.00\n支出合计\t9.00\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.amounts == {
        ("合计", "basic"): 5.0,
        ("合计", "project"): 4.0,
        ("合计", "total"): 9.0,
    }


def test_a_table_of_other_columns_is_unread() -> None:
    read = read_table("支出总表\n单位：万元\n序号\t用途\t资金\n1\t房屋租赁\t9.00\n2\t车辆\t4.00\n")
    assert (read.statement, read.status, read.amounts) == (EXPENDITURE, "unread", {})


def test_a_table_of_the_central_and_provincial_form_with_columns_by_fund() -> None:
    table = (
        "部门支出预算表\n单位：元\n"
        "科目编码\t科目名称\t合计\t一般公共预算\t\t\t政府性基金预算\t单位资金\t\t\n"
        "\t\t\t小计\t基本支出\t项目支出\t\t小计\t事业支出\t其他支出\n"
        "201\t一般公共服务支出\t90000\t80000\t50000\t30000\t\t{own}\t10000\t\n"
        "\t合计\t90000\t80000\t50000\t30000\t\t{own}\t10000\t\n"
    )
    read = read_table(table.format(own=10000))
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.amounts == {("201", "total"): 9.0, ("合计", "total"): 9.0}
    assert read_table(table.format(own=20000)).status == "open"


def test_columns_by_fund_beside_basic_and_project_expenditure_of_all_funds() -> None:
    read = read_table(
        "支出总表\n单位：万元\n"
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\t资金来源\t\n"
        "\t\t\t\t\t财政拨款\t其他资金\n"
        "\t合计\t9.00\t5.00\t4.00\t8.00\t1.00\n"
        "201\t一般公共服务支出\t9.00\t5.00\t4.00\t8.00\t1.00\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.column("basic") == {"合计": 5.0, "201": 5.0}


def test_names_of_units_and_of_the_classification_in_one_column() -> None:
    read = read_table(
        "部门支出总表\n单位：万元\n"
        "科目编码\t\t\t单位代码\t单位名称（科目）\t合计\t基本支出\t项目支出\t上缴上级支出\t对附属单位补助支出\n"
        "类\t款\t项\t\t\t\t\t\t\t\n"
        "\t\t\t\t合计\t9.00\t5.00\t4.00\t\t\n"
        "\t\t\t133301\t宁波市信访局\t9.00\t5.00\t4.00\t\t\n"
        "201\t40\t01\t133301\t行政运行\t5.00\t5.00\t\t\t\n"
        "201\t40\t04\t133301\t信访业务\t4.00\t\t4.00\t\t\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.column("total") == {
        "合计": 9.0,
        "宁波市信访局": 9.0,
        "2014001": 5.0,
        "2014004": 4.0,
    }


def test_columns_by_economic_class_under_basic_and_project_expenditure() -> None:
    read = read_table(
        "支出预算总表\n单位：万元\n"
        "科目编码\t科目名称\t总计\t基本支出\t\t\t\t项目支出\t\t\n"
        "\t\t\t合计\t工资福利支出\t商品和服务支出\t对个人和家庭的补助"
        "\t合计\t商品和服务支出\t资本性支出\n"
        "\t合计\t9.00\t5.00\t3.00\t1.00\t1.00\t4.00\t3.00\t1.00\n"
        "201\t一般公共服务支出\t9.00\t5.00\t3.00\t1.00\t1.00\t4.00\t3.00\t1.00\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.column("basic") == {"合计": 5.0, "201": 5.0}
    assert read.column("project") == {"合计": 4.0, "201": 4.0}


def test_code_and_name_in_one_cell_with_brackets_and_without_a_sign() -> None:
    read = read_table(
        "支出总体情况表\n单位：万元\n"
        "功能科目名称\t支出合计\t基本支出\t项目支出\n"
        "合计\t9.00\t5.00\t4.00\n"
        "[201]一般公共服务支出\t9.00\t5.00\t4.00\n"
        "20140信访事务\t9.00\t5.00\t4.00\n"
        "2014001 行政运行\t5.00\t5.00\t\n"
        "2014004—信访业务\t4.00\t\t4.00\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.column("total") == {
        "合计": 9.0,
        "201": 9.0,
        "20140": 9.0,
        "2014001": 5.0,
        "2014004": 4.0,
    }


def test_amounts_in_hundred_millions() -> None:
    read = read_table(
        "支出总表\n单位：亿元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "\t合计\t9.00\t5.00\t4.00\n201\t一般公共服务支出\t9.00\t5.00\t4.00\n"
    )
    assert read.status == "closed"
    assert read.column("total") == {"合计": 90000.0, "201": 90000.0}


def test_expenditure_down_the_rows_with_the_same_classes_under_both() -> None:
    read = read_table(
        "支出总体情况表\n单位：万元\n项目\t2031年预算\n"
        "一、基本支出\t5.00\n工资福利支出\t4.00\n商品和服务支出\t1.00\n"
        "二、项目支出\t4.00\n商品和服务支出\t4.00\n"
        "三、事业单位经营支出\t0.00\n本年支出合计\t9.00\n"
        "四、上缴上级支出\t0.00\n五、结转下年\t0.00\n支出总计\t9.00\n"
    )
    assert (read.statement, read.status) == (EXPENDITURE, "closed")
    assert read.amounts == {
        ("合计", "basic"): 5.0,
        ("合计", "project"): 4.0,
        ("合计", "operating"): 0.0,
        ("合计", "total"): 9.0,
        ("合计", "superior_remittance"): 0.0,
    }


def test_remarks_and_empty_columns_at_the_right_are_no_amounts() -> None:
    read = read_table(
        "一般公共预算当年拨款支出表\n单位：万元\n"
        "功能分类科目\t\t当年财政拨款支出预算\t\t\t备注\n"
        "编码\t名称\t小计\t基本支出\t项目支出\t\n"
        "201\t一般公共服务支出\t9.00\t5.00\t4.00\t含上年结转1.00\n"
        "\t合计\t9.00\t5.00\t4.00\t\n"
    )
    assert (read.statement, read.status) == (GENERAL_BUDGET_EXPENDITURE, "closed")
    assert read.column("total") == {"201": 9.0, "合计": 9.0}


def test_a_column_shifted_by_one_is_open() -> None:
    read = read_table(
        "支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "\t合计\t9.00\t5.00\t4.00\n201\t一般公共服务支出\t\t9.00\t5.00\n"
    )
    assert read.status == "open"


def test_the_row_of_the_body_above_its_classes_is_the_total() -> None:
    read = read_table(
        "一般公共预算支出表（按功能分类）\n单位：万元\n"
        "预算单位\t科目编码\t科目名称\t支出总计\t基本支出\t项目支出\n"
        "宁波市信访局（本级）\t\t\t9.00\t5.00\t4.00\n"
        "\t201\t一般公共服务支出\t9.00\t5.00\t4.00\n"
    )
    assert (read.statement, read.status) == (GENERAL_BUDGET_EXPENDITURE, "closed")
    assert read.column("total") == {"合计": 9.0, "201": 9.0}


def test_a_table_by_economic_code_is_not_taken_for_one_by_function() -> None:
    read = read_table(
        "一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "301\t工资福利支出\t5.00\t5.00\t\n302\t商品和服务支出\t4.00\t\t4.00\n"
        "\t合计\t9.00\t5.00\t4.00\n"
    )
    assert (read.statement, read.status, read.amounts) == (
        GENERAL_BUDGET_EXPENDITURE,
        "unread",
        {},
    )
