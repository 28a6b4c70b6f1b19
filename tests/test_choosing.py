"""A reading of a table is taken where its sums and something besides them speak for it."""

from __future__ import annotations

import pytest
from documents import rows_of, seed_rows

from analytics.model import Alternative, DisclosureRows, LineItem
from analytics.reading import read
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile

HEAD = "云溪市信访局2031年部门决算\n"
SUMMARY = (
    "收入支出决算总表\n单位：万元\n"
    "收入\t\t支出\t\n"
    "项目\t金额\t项目\t金额\n"
    "一、财政拨款收入\t9.00\t一、一般公共服务支出\t9.00\n"
    "本年收入合计\t9.00\t本年支出合计\t9.00\n"
    "总计\t9.00\t总计\t9.00\n"
)
EXPENDITURE = "支出决算表\n{unit}科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t经营支出\n"


def table(*rows: str, before: str = "", unit: str = "单位：万元\n") -> DisclosureRows:
    """A document with an expenditure table of these rows."""
    return rows_of(HEAD + before + EXPENDITURE.format(unit=unit) + "\n".join(rows) + "\n")


def status(rows: DisclosureRows, statement: str = "expenditure") -> str:
    return next(t.status for t in rows.tables if t.statement == statement)


def amounts(rows: DisclosureRows, code: str | None) -> dict[str, float]:
    return {item.measure: item.amount for item in found(rows) if item.code == code}


def found(rows: DisclosureRows, statement: str = "expenditure") -> list[LineItem]:
    return [item for item in rows.line_items if item.statement == statement]


def readings(rows: DisclosureRows, code: str | None) -> dict[int, dict[str, float]]:
    """The amounts of a row by measure, in each reading that is in question."""
    of_row: dict[int, dict[str, float]] = {}
    for row in rows.alternatives:
        if row.code == code:
            of_row.setdefault(row.reading_no, {})[row.measure] = row.amount
    return of_row


def reasons(rows: DisclosureRows) -> set[str]:
    return {row.reason for row in rows.alternatives}


def test_columns_are_told_by_the_sums_and_the_decimals_of_the_figures() -> None:
    """201 prints three figures under four columns: 合计 and 基本支出 are among the three."""
    rows = table(
        "\t合计\t9.00\t5.00\t4.00\t0.00",
        "201\t一般公共服务支出\t5.00\t5.00\t0.00",
        "208\t社会保障和就业支出\t4.00\t0.00\t4.00\t0.00",
    )
    assert status(rows) == "repaired"
    assert amounts(rows, "201") == {"total": 5.0, "basic": 5.0, "project": 0.0}
    assert {item.repaired for item in found(rows) if item.code == "201"} == {"column_dropped"}
    assert reasons(rows) == {
        "taken: its sums hold, and the figures moved have the decimals of the others; what differs"
        " from the other readings is where 0 stands",
        "possible: its sums hold as well",
    }


@pytest.mark.parametrize("figures", ["2031\t2031\t0", "1\t1\t0"])
def test_years_and_list_numbers_that_add_up_are_not_taken(figures: str) -> None:
    """A row's total is the sum of its columns with them, and nothing else is known of them."""
    rows = table(f"201\t一般公共服务支出\t{figures}")
    assert status(rows) == "open"
    assert found(rows) == []
    assert "possible: its sums hold, but nothing else speaks for it" in reasons(rows)


def test_figures_that_add_up_in_two_places_are_in_neither() -> None:
    """The second 9.00 may be 基本支出 or 项目支出 as far as the sums go; the total is known."""
    rows = table("\t合计\t9.00\t9.00\t0.00", "\t其中：信访\t1.00\t0.40\t0.60\t0.00", before=SUMMARY)
    assert status(rows) == "open"
    assert {item.name for item in found(rows)} == {"信访"}
    assert readings(rows, None) == {
        1: {"total": 9.0, "basic": 9.0, "project": 0.0},
        2: {"total": 9.0, "basic": 9.0, "operating": 0.0},
        3: {"total": 9.0, "project": 9.0, "operating": 0.0},
    }
    assert reasons(rows) == {
        "possible: its sums hold, and it agrees with revenue_expenditure_summary; so it is in 3"
        " readings"
    }


def test_figures_without_anything_to_add_them_up_are_not_taken() -> None:
    """Without the column of totals every choice of columns leaves no sum that could fail."""
    rows = rows_of(
        f"{HEAD}支出决算表\n单位：万元\n"
        "科目编码\t科目名称\t基本支出\t项目支出\t经营支出\n"
        "201\t一般公共服务支出\t5.00\t4.00\n"
    )
    assert status(rows) == "open"
    assert found(rows) == []


@pytest.mark.parametrize(
    "numbers", ["1\t2\t3\t4", "1=2+3+4\t2\t3\t4", "（1）\t（2）\t（3）\t（4）"]
)
def test_column_numbers_are_no_figures(numbers: str) -> None:
    rows = table(f"\t\t{numbers}", "\t合计\t9.00\t5.00\t4.00\t0.00")
    assert {item.name for item in found(rows)} == {"合计"}
    assert status(rows) == "closed"


def test_a_year_over_each_column_is_no_figure() -> None:
    rows = table("\t\t2031\t2031\t2031\t2031", "\t合计\t9.00\t5.00\t4.00\t0.00")
    assert amounts(rows, None) == {"total": 9.0, "basic": 5.0, "project": 4.0, "operating": 0.0}
    assert status(rows) == "closed"


def test_columns_of_several_years_are_not_taken_for_one() -> None:
    rows = table("\t\t2030\t2031\t2030\t2031", "\t合计\t9.00\t5.00\t4.00\t0.00", before=SUMMARY)
    assert 9.0 not in amounts(rows, None).values()
    assert 4.0 not in amounts(rows, None).values()


def test_figures_below_their_labels_are_put_back_with_a_second_witness() -> None:
    rows = table(
        "\t合计",
        "201\t一般公共服务支出\t9.00\t5.00\t4.00\t0.00",
        "\t\t9.00\t5.00\t4.00\t0.00",
        before=SUMMARY,
    )
    assert status(rows) == "repaired"
    assert amounts(rows, None)["total"] == amounts(rows, "201")["total"] == 9.0
    assert readings(rows, None) == {1: amounts(rows, None)}


def test_whole_numbers_below_their_labels_stay_where_they_are() -> None:
    """Column numbers in another order (3=1+2) under labels without figures would add up as well."""
    rows = table("\t合计", "201\t一般公共服务支出\t3\t1\t2\t0", "\t\t3\t1\t2\t0")
    assert status(rows) == "open"
    assert readings(rows, None)[2]["total"] == 3.0
    assert amounts(rows, "201")["total"] == 3.0


def test_a_table_that_does_not_add_up_says_which_figure_is_in_question() -> None:
    rows = table("\t合计\t9.00\t5.00\t4.00\t0.00", "201\t一般公共服务支出\t8.00\t5.00\t3.00\t0.00")
    assert status(rows) == "open"
    assert [(row.measure, row.amount, row.reason) for row in rows.alternatives] == [
        ("total", 9.0, "as printed: class_total does not hold, its parts are 8"),
        ("project", 4.0, "as printed: class_total does not hold, its parts are 3"),
    ]


WRAPPED = """<p>云溪市信访局2031年部门决算</p><p>支出决算表</p><p>单位：万元</p><table>
<tr><td>科目编码</td><td>科目名称</td><td>本年支出合计</td><td>基本支出</td><td>项目支出</td></tr>
<tr><td></td><td>合计</td><td>1687.76</td><td>5.00</td><td>1682.7<br>6</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>{total}</td><td>5.00</td><td>{project}</td></tr>
</table>"""


def wrapped(total: str, project: str) -> DisclosureRows:
    """A web page with an expenditure table whose first row wraps its project expenditure."""
    page = WRAPPED.format(total=total, project=project).encode()
    return reconcile(recognise(read("page.html", page)))


def test_a_figure_that_is_wrapped_in_its_cell_is_one_number() -> None:
    rows = wrapped("1687.76", "1682.76")
    assert (status(rows), rows.alternatives) == ("closed", [])
    assert amounts(rows, None)["project"] == 1682.76


def test_a_second_number_in_a_cell_is_told_by_the_sums_and_the_decimals() -> None:
    """1682.76 over the number of a note: together they would be 1682.763."""
    rows = wrapped("1687.76", "1682.76<br>3")
    assert status(rows) == "repaired"
    assert amounts(rows, "201")["project"] == 1682.76
    assert readings(rows, "201") == {1: {"project": 1682.76}, 2: {"project": 1682.763}}


# -- units ------------------------------------------------------------------------------------


IN_YUAN = ("\t合计\t90000.00\t50000.00\t40000.00\t0.00",)
IN_WAN = ("\t合计\t9.00\t5.00\t4.00\t0.00",)


def test_a_table_in_yuan_that_does_not_say_so_agrees_with_another_in_wan_yuan() -> None:
    rows = table(*IN_YUAN, before=SUMMARY, unit="")
    assert status(rows) == "repaired"
    assert amounts(rows, None) == {"total": 9.0, "basic": 5.0, "project": 4.0, "operating": 0.0}
    assert {item.repaired for item in found(rows)} == {"unit_inferred"}
    assert next(t.printed_unit for t in rows.tables if t.statement == "expenditure") == "元"
    assert readings(rows, None) == {
        1: {"total": 9.0, "basic": 5.0, "project": 4.0},
        2: {"total": 90000.0, "basic": 50000.0, "project": 40000.0},
    }
    assert reasons(rows) == {
        "taken: in 元 it agrees with revenue_expenditure_summary",
        "in 万元, as most of the document, it does not",
    }


def test_amounts_in_yuan_agree_with_wan_yuan_to_the_coarser_print() -> None:
    """90,012.34 元 are 9.00 万元."""
    rows = table("\t合计\t90012.34\t50012.34\t40000.00\t0.00", before=SUMMARY, unit="")
    assert status(rows) == "repaired"
    assert amounts(rows, None)["total"] == 9.001234


def test_a_table_without_unit_that_agrees_as_the_others_are_is_in_no_question() -> None:
    rows = table(*IN_WAN, before=SUMMARY, unit="")
    assert (status(rows), rows.alternatives) == ("closed", [])


def test_a_unit_in_the_labels_over_the_columns_is_stated() -> None:
    rows = rows_of(
        f"{HEAD}支出决算表\n"
        "科目编码\t科目名称\t本年支出合计（元）\t基本支出（元）\n"
        "\t合计\t90000.00\t90000.00\n"
    )
    assert (status(rows), rows.alternatives) == ("closed", [])
    assert amounts(rows, None) == {"total": 9.0, "basic": 9.0}


@pytest.mark.parametrize("figures", [IN_YUAN, IN_WAN])
def test_a_unit_of_which_nothing_tells_leaves_the_table_open(figures: tuple[str]) -> None:
    """Its own sums hold in any unit."""
    rows = table(*figures, unit="")
    assert status(rows) == "open"
    in_question = readings(rows, None)
    assert in_question[1]["total"] == 10000 * in_question[2]["total"]
    assert amounts(rows, None) == in_question[1] | {"operating": 0.0}


def test_a_table_that_agrees_in_no_unit_is_open() -> None:
    rows = table("\t合计\t7.00\t5.00\t2.00\t0.00", before=SUMMARY, unit="")
    assert status(rows) == "open"


def test_a_stated_unit_that_the_other_tables_contradict_is_open() -> None:
    """90,000.00 万元 by its own words, 9.00 by those of the summary: one of them is wrong."""
    rows = table(*IN_YUAN, before=SUMMARY)
    assert (status(rows), status(rows, "revenue_expenditure_summary")) == ("open", "closed")
    assert {number: row["total"] for number, row in readings(rows, None).items()} == {
        1: 90000.0,
        2: 9.0,
    }
    assert reasons(rows) == {
        "possible: the table states 万元",
        "possible: in 元 it agrees with revenue_expenditure_summary",
    }


def test_a_source_that_contradicts_itself_in_any_unit_keeps_the_stated_one() -> None:
    rows = table("\t合计\t7.00\t5.00\t2.00\t0.00", before=SUMMARY)
    assert (status(rows), rows.alternatives) == ("closed", [])


def test_no_amount_is_finer_than_a_fen() -> None:
    """Six decimals are 万元, and of 元 there is no question."""
    rows = table("\t合计\t9.000001\t5.000001\t4.000000\t0.00", unit="")
    assert (status(rows), rows.alternatives) == ("closed", [])


def test_the_unit_of_the_document_is_not_taken_for_amounts_finer_than_a_fen() -> None:
    """The sentences are in 元, the table with six decimals cannot be; nothing says what it is."""
    rows = rows_of(
        HEAD
        + EXPENDITURE.format(unit="")
        + "\t合计\t9.000001\t5.000001\t4.000000\t0.00\n第二部分 情况说明\n"
        + "2031年度公务接待费支出23000元，因公出国（境）费支出41000元。\n"
    )
    assert rows.disclosure.printed_unit == "元"
    assert status(rows) == "open"
    assert amounts(rows, None)["total"] == 9.000001


def test_cells_of_a_workbook_that_are_not_rounded_tell_no_unit() -> None:
    rows = table("\t合计\t9.0000000015\t5.0000000015\t4\t0.00", unit="")
    assert status(rows) == "open"
    assert set(readings(rows, None)) == {1, 2}


def test_a_sentence_tells_the_unit() -> None:
    said = "二、支出决算情况说明\n2031年度支出合计17.25万元。\n"
    rows = table("\t合计\t172500\t172500\t0\t0", before="", unit="")
    assert status(rows) == "open"
    told = rows_of(
        HEAD
        + EXPENDITURE.format(unit="")
        + "\t合计\t172500\t172500\t0\t0\n第三部分 情况说明\n"
        + said
    )
    assert [row.final for row in told.statements_in_prose] == [17.25]
    assert status(told) == "repaired"
    assert amounts(told, None)["total"] == 17.25


# -- the published original ----------------------------------------------------------------------


def in_question(measure: str, name: str) -> list[Alternative]:
    return [
        row
        for row in seed_rows("fuzhou").alternatives
        if (row.statement, row.measure, row.name) == ("revenue", measure, name)
    ]


def test_the_column_that_fuzhou_lost_is_one_of_four_that_hold_nothing_but_0() -> None:
    """收入决算表, 2023: six figures under seven columns. No figure depends on which was lost."""
    columns = ("superior_subsidy", "undertaking", "operating", "subordinate_remittance")
    shown = {measure: in_question(measure, "合计") for measure in columns}
    assert {measure: [row.reading_no for row in rows] for measure, rows in shown.items()} == {
        "superior_subsidy": [1, 2, 3],
        "undertaking": [1, 2, 4],
        "operating": [1, 3, 4],
        "subordinate_remittance": [2, 3, 4],
    }
    assert {row.amount for rows in shown.values() for row in rows} == {0.0}
    assert in_question("total", "合计") == in_question("other", "合计") == []
