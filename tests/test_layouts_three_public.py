"""Layouts of the “三公” table: items across and down, years, budgets beside outturns, counts.

Each is the smallest likeness of a form that provinces and ministries publish. All names and
figures are made up. A count of vehicles, delegations or guests is never an amount.
"""

from __future__ import annotations

from likeness import read_table

from analytics.model import THREE_PUBLIC

ITEMS = {
    "合计": 8.0,
    "因公出国（境）费": 2.0,
    "公务用车购置及运行维护费": 5.0,
    "公务用车购置费": 3.0,
    "公务用车运行维护费": 2.0,
    "公务接待费": 1.0,
}


def test_items_across_with_budget_and_outturn_in_pairs_of_six() -> None:
    read = read_table(
        "财政拨款“三公”经费支出决算表\n单位：万元\n"
        "预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n"
        "合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费"
        "\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\n"
        "\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\n"
        "9.00\t2.00\t6.00\t3.00\t3.00\t1.00\t8.00\t2.00\t5.00\t3.00\t2.00\t1.00\n",
        "决算",
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("final") == ITEMS
    assert read.column("budget")["合计"] == 9.0


def test_items_down_with_budget_and_outturn_and_what_was_counted() -> None:
    read = read_table(
        "“三公”经费支出决算表\n单位：万元\n"
        "项目\t行次\t年初预算数\t决算数\n"
        "一、“三公”经费支出\t1\t—\t—\n"
        "（一）支出合计\t2\t9.00\t8.00\n"
        "1.因公出国（境）费\t3\t2.00\t2.00\n"
        "2.公务用车购置及运行维护费\t4\t6.00\t5.00\n"
        "（1）公务用车购置费\t5\t3.00\t3.00\n"
        "（2）公务用车运行维护费\t6\t3.00\t2.00\n"
        "3.公务接待费\t7\t1.00\t1.00\n"
        "（1）国内接待费\t8\t—\t1.00\n"
        "其中：外事接待费\t9\t—\t0.00\n"
        "（二）相关统计数\t10\t—\t—\n"
        "1.因公出国（境）团组数（个）\t11\t—\t4\n"
        "2.因公出国（境）人次数（人）\t12\t—\t7\n"
        "3.公务用车购置数（辆）\t13\t—\t1\n"
        "4.公务用车保有量（辆）\t14\t—\t6\n"
        "5.国内公务接待批次（个）\t15\t—\t21\n"
        "6.国内公务接待人次（人）\t16\t—\t180\n",
        "决算",
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("final") == ITEMS
    assert read.column("budget") == ITEMS | {
        "合计": 9.0,
        "公务用车购置及运行维护费": 6.0,
        "公务用车运行维护费": 3.0,
    }


def test_counts_in_columns_beside_the_amounts() -> None:
    read = read_table(
        "“三公”经费预算公开表\n单位：万元\n"
        "单位名称\t“三公”经费预算\t\t\t\t\t\t因公出国（境）团组数（个）\t因公出国（境）人数（人）"
        "\t公务用车购置数（辆）\t公务用车保有量（辆）\t公务接待批次（批）\t公务接待人次（人次）\n"
        "\t合计\t因公出国（境）费用\t公务用车购置及运行费\t\t\t公务接待费\t\t\t\t\t\t\n"
        "\t\t\t小计\t公务用车购置费\t公务用车运行费\t\t\t\t\t\t\t\n"
        "合计\t8.00\t2.00\t5.00\t3.00\t2.00\t1.00\t4\t7\t1\t6\t21\t180\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == ITEMS


def test_items_down_with_last_year_this_year_and_the_change() -> None:
    read = read_table(
        "“三公”经费预算财政拨款情况统计表\n单位：万元\n"
        "项目\t上年预算数\t本年预算数\t增减额\t增减率（%）\n"
        "合计\t9.00\t8.00\t-1.00\t-11.11\n"
        "1.因公出国（境）费\t2.00\t2.00\t0.00\t0.00\n"
        "2.公务接待费\t1.00\t1.00\t0.00\t0.00\n"
        "3.公务用车费\t6.00\t5.00\t-1.00\t-16.67\n"
        "其中：（1）公务用车运行维护费\t3.00\t2.00\t-1.00\t-33.33\n"
        "（2）公务用车购置\t3.00\t3.00\t0.00\t0.00\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == ITEMS
    assert read.column("prior_year")["合计"] == 9.0


def test_items_down_with_one_amount() -> None:
    read = read_table(
        "一般公共预算“三公”经费支出表\n单位：元\n"
        "项目\t2031年预算数\n"
        "“三公”经费合计\t80000\n"
        "一、因公出国（境）费用\t20000\n"
        "二、公务接待费\t10000\n"
        "三、公务用车购置及运行维护费\t50000\n"
        "其中：公务用车运行维护费\t20000\n"
        "公务用车购置费\t30000\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == ITEMS


def test_items_down_beside_meetings_and_training() -> None:
    read = read_table(
        "“三公”经费、会议费和培训费支出预算表\n单位：万元\n"
        "项目\t2030年预算数\t2031年预算数\n"
        "合计\t20.00\t18.00\n"
        "一、“三公”经费小计\t9.00\t8.00\n"
        "1.因公出国（境）费\t2.00\t2.00\n"
        "2.公务用车购置及运行费\t6.00\t5.00\n"
        "（1）公务用车购置费\t3.00\t3.00\n"
        "（2）公务用车运行维护费\t3.00\t2.00\n"
        "3.公务接待费\t1.00\t1.00\n"
        "二、会议费\t6.00\t6.00\n"
        "三、培训费\t5.00\t4.00\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == ITEMS
    assert read.column("prior_year")["合计"] == 9.0


def test_running_costs_of_the_body_beside_its_three_items() -> None:
    read = read_table(
        "“三公”经费和机关运行经费预算表\n单位：万元\n"
        "“三公”经费预算数\t\t\t\t\t\t机关运行经费预算数\n"
        "合计\t因公出国（境）费\t公务接待费\t公务用车购置及运行费\t\t\t\n"
        "\t\t\t小计\t购置费\t运行费\t\n"
        "8.00\t2.00\t1.00\t5.00\t3.00\t2.00\t60.00\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == ITEMS


def test_administrative_funds_above_the_three_items() -> None:
    read = read_table(
        "一般公共预算安排的行政经费及“三公”经费预算表\n单位：万元\n"
        "项目\t2031年预算\n"
        "行政经费\t60.00\n"
        "“三公”经费\t8.00\n"
        "其中：（一）因公出国（境）支出\t2.00\n"
        "（二）公务用车购置及运行维护支出\t5.00\n"
        "1.公务用车购置支出\t3.00\n"
        "2.公务用车运行维护支出\t2.00\n"
        "（三）公务接待费支出\t1.00\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == ITEMS


def test_a_row_a_unit_under_a_total() -> None:
    read = read_table(
        "一般公共预算“三公”经费支出情况表\n单位：万元\n"
        "单位编码\t单位名称\t“三公”经费合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n"
        "\t\t\t\t小计\t公务用车购置费\t公务用车运行费\t\n"
        "\t合计\t8.00\t2.00\t5.00\t3.00\t2.00\t1.00\n"
        "133001\t宁波市信访局本级\t6.00\t2.00\t3.00\t3.00\t\t1.00\n"
        "133002\t宁波市人民来访接待中心\t2.00\t\t2.00\t\t2.00\t\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == ITEMS


def test_the_central_form_with_two_years_across() -> None:
    read = read_table(
        "财政拨款“三公”经费支出表\n单位：万元\n"
        "2030年预算数\t\t\t\t\t\t2031年预算数\t\t\t\t\t\n"
        "合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费"
        "\t合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n"
        "\t\t小计\t公务用车购置费\t公务用车运行费\t\t\t\t小计\t公务用车购置费\t公务用车运行费\t\n"
        "9.00\t2.00\t6.00\t3.00\t3.00\t1.00\t8.00\t2.00\t5.00\t3.00\t2.00\t1.00\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == ITEMS
    assert read.column("prior_year")["合计"] == 9.0


def test_a_total_that_is_not_the_sum_is_open() -> None:
    read = read_table(
        "财政拨款“三公”经费支出表\n单位：万元\n"
        "合计\t因公出国（境）费\t公务用车购置及运行费\t公务接待费\n9.00\t2.00\t5.00\t1.00\n"
    )
    assert read.status == "open"


def test_counts_alone_make_no_amount() -> None:
    read = read_table(
        "“三公”经费情况表\n单位：万元\n"
        "项目\t数量\n因公出国（境）团组数\t4\n公务用车保有量\t6\n公务接待批次\t21\n公务接待人次\t180\n"
    )
    assert read.amounts == {}
    assert read.status == "unread"


def test_a_column_a_budget_and_a_row_a_year() -> None:
    table = (
        "财政拨款“三公”经费支出表\n单位：万元\n"
        "预算单位\t年度\t总计\t\t因公出国（境）费\t\t公务接待费\t\t公务用车购置及运行维护费\t\n"
        "\t\t一般公共预算\t政府性基金预算\t一般公共预算\t政府性基金预算\t一般公共预算\t政府性基金预算"
        "\t一般公共预算\t政府性基金预算\n"
        "宁波市信访局\t2030年\t7.00\t0.00\t1.00\t0.00\t1.00\t0.00\t5.00\t0.00\n"
        "\t2031年\t8.00\t0.00\t2.00\t0.00\t1.00\t0.00\t5.00\t{fund}\n"
        "\t增减变化金额\t1.00\t0.00\t1.00\t0.00\t0.00\t0.00\t0.00\t0.00\n"
    )
    read = read_table(table.format(fund="0.00"))
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget")["合计"] == 8.0
    assert read.column("prior_year")["合计"] == 7.0
    assert read_table(table.format(fund="3.00")).status == "unread"


def test_last_years_budget_and_outturn_are_not_both_last_years_figure() -> None:
    read = read_table(
        "“三公”经费支出表\n单位：万元\n"
        "2030年预算数\t\t\t2030年执行数\t\t\t2031年预算数\t\t\n"
        "合计\t因公出国（境）费\t公务接待费\t合计\t因公出国（境）费\t公务接待费"
        "\t合计\t因公出国（境）费\t公务接待费\n"
        "3.00\t1.00\t2.00\t2.50\t0.50\t2.00\t4.00\t1.00\t3.00\n"
    )
    assert (read.statement, read.status) == (THREE_PUBLIC, "closed")
    assert read.column("budget") == {"合计": 4.0, "因公出国（境）费": 1.0, "公务接待费": 3.0}
    assert read.column("prior_year") == {}
