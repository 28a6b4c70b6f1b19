"""Layouts of the statutory tables whose cells are merged, written as a web page.

All names and figures are made up.
"""

from __future__ import annotations

from documents import document

from analytics.model import DisclosureRows
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile


def rows_of_page(body: str) -> DisclosureRows:
    page = f"<html><body><p>宁波市信访局2031年部门预算</p>{body}</body></html>"
    return reconcile(recognise(document(page, "page.html")))


def test_totals_whose_label_reaches_over_the_columns_to_their_amount() -> None:
    rows = rows_of_page(
        "<p>收支预算总表</p><p>单位：万元</p><table>"
        "<tr><td colspan=2>收入<td colspan=4>支出"
        "<tr><td rowspan=2>项目名称<td rowspan=2>金额<td colspan=2>功能分类<td colspan=2>支出用途"
        "<tr><td>功能科目名称<td>金额<td>项目名称<td>金额"
        "<tr><td>一、财政拨款<td>9.00<td>一、一般公共服务支出<td>9.00<td>一、基本支出<td>5.00"
        "<tr><td><td><td>二、外交支出<td><td>二、项目支出<td>4.00"
        "<tr><td>当年收入小计<td>9.00<td colspan=3>当年支出小计<td>9.00"
        "<tr><td>收入合计<td>9.00<td colspan=3>支出合计<td>9.00"
        "</table>"
    )
    assert rows.tables[0].status == "closed"
    assert [(item.section, item.name, item.amount) for item in rows.line_items] == [
        ("revenue", "财政拨款", 9.0),
        ("revenue", "本年收入合计", 9.0),
        ("revenue", "总计", 9.0),
        ("expenditure", "一般公共服务支出", 9.0),
        ("expenditure", "本年支出合计", 9.0),
        ("expenditure", "总计", 9.0),
    ]


def test_revenue_down_the_rows_under_merged_sources() -> None:
    rows = rows_of_page(
        "<p>收入预算总表</p><p>单位：万元</p><table>"
        "<tr><td colspan=2>项目名称<td>金额"
        "<tr><td colspan=2>收入总计<td>9.00"
        "<tr><td rowspan=2>一般公共预算资金<td>小计<td>8.00<tr><td>公共财政拨款（补助）资金<td>8.00"
        "<tr><td rowspan=2>其他资金<td>小计<td>1.00<tr><td>事业收入<td>1.00"
        "</table>"
    )
    assert rows.tables[0].status == "closed"
    assert {item.measure: item.amount for item in rows.line_items} == {
        "total": 9.0,
        "fiscal_appropriation": 8.0,
        "other": 1.0,
    }


def test_a_list_of_the_tables_is_none_of_them() -> None:
    rows = rows_of_page(
        "<p>2031年部门综合预算公开报表</p><table>"
        "<tr><td>报表<td>报表名称<td>是否空表"
        "<tr><td>表1<td>部门综合预算收支总表<td>否<tr><td>表2<td>部门综合预算收入总表<td>否"
        "<tr><td>表3<td>部门综合预算支出总表<td>否<tr><td>表4<td>政府性基金收支表<td>是"
        "</table><p>支出总表</p><p>单位：万元</p><table>"
        "<tr><td>科目编码<td>科目名称<td>合计<td>基本支出"
        "<tr><td>201<td>一般公共服务支出<td>9.00<td>9.00</table>"
    )
    found = [(table.title, table.status) for table in rows.tables if table.status != "missing"]
    assert found == [("支出总表", "closed")]
