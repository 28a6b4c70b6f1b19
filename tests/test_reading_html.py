"""Web pages become lines and grids, whatever they are called and however they are broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from blocks_shown import COVERED, locators, shown
from documents import SHARED
from placed import Write, by_classes, inline, placed_page
from shipped import DISCLOSURES, SHIPPED, difference, shipped_rows
from written_as import as_html

from analytics import model
from analytics.documents import read_disclosure
from analytics.model import DisclosureRows
from analytics.reading import read
from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile

TABLES = ("line_items", "evaluations", "funding", "indicators", "statements_in_prose")


def page(body: str, name: str = "page.html") -> Document:
    return read(name, f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def rows_of(content: bytes) -> DisclosureRows:
    return reconcile(recognise(read("page.html", content)))


# Text -------------------------------------------------------------------------------------------


def test_block_elements_and_breaks_end_lines_and_inline_elements_do_not() -> None:
    body = "<h1>2023年度<b>部门</b>决算</h1><div>一、收入<br>二、<span>支\n  出</span></div>尾"
    assert shown(page(body)) == ["2023年度部门决算", "一、收入", "二、支 出", "尾"]


def test_entities_and_odd_blanks_are_text() -> None:
    assert shown(page("<p>&ldquo;三公&rdquo;&nbsp;&#160;经费&#12288;1&lt;2</p>")) == [
        "“三公” 经费 1<2"
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var a = '9.99';</script>",
        "<style>p {top: 1px}</style>",
        "<!-- 9.99 -->",
        '<div style="color:red; DISPLAY : none">9.99</div>',
        "<p hidden>9.99</p>",
        "<noscript>9.99</noscript>",
        "<select><option>9.99</option></select>",
        '<a href="/menu/">首页</a> | <a href="http://other/">下一页</a>',
    ],
)
def test_what_a_reader_does_not_see_and_lines_of_links_are_left_out(unseen: str) -> None:
    assert shown(page(f"<p>前</p>{unseen}<p>后</p>")) == ["前", "后"]


def test_a_link_within_the_page_or_within_a_sentence_is_text() -> None:
    body = '<p><a href="#t1">一、收支总表</a></p><p>详见<a href="/a.html">原文</a>。</p>'
    assert shown(page(body)) == ["一、收支总表", "详见原文。"]


def test_a_link_that_is_never_ended_hides_no_text() -> None:
    body = f'<a href="/x">首页<div>{"支出情况说明。" * 20}</div>'
    assert "支出情况说明。" in str(shown(page(body)))


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>部门决算</body></html>".encode("utf-8-sig"),
        "<html><body>部门决算</body></html>".encode(),
        '<html><meta charset="gb2312"><body>部门决算</body></html>'.encode("gb18030"),
        "<html><body>部门决算</body></html>".encode("gb18030"),
        '<html><meta charset="gb2312"><body>部门决算</body></html>'.encode(),
        "<html><body>部门决算</body></html>".encode("utf-16"),
        '<?xml version="1.0" encoding="gbk"?><html><body>部门决算</body></html>'.encode("gbk"),
        '<meta charset="big5"><body>部門決算</body>'.encode("big5"),
        f"<html><body>{'部门决算' * 99}".encode()[:-1],
    ],
    ids=["mark", "utf-8", "gb2312", "not said", "lies", "utf-16", "xml", "big5", "cut off"],
)
def test_the_encoding_is_told_by_mark_bytes_and_declaration(content: bytes) -> None:
    (line,) = shown(read("page.html", content))
    assert str(line)[:4] in ("部门决算", "部門決算")


@pytest.mark.parametrize("start", ["<div>", "\n <table><tr><td>", "<!-- x --><p>", "出错 <html>"])
def test_a_page_is_told_by_its_content(start: str) -> None:
    document = read("2023年部门决算.pdf", f"{start}部门决算".encode())
    assert document.format == "html"


def test_lines_of_preformatted_text_stay_lines() -> None:
    assert shown(page("<pre>一、收入\n二、支出 <b>1.00\n</b>尾</pre>")) == [
        "一、收入",
        "二、支出 1.00",
        "尾",
    ]


# Tables -----------------------------------------------------------------------------------------


def test_merged_cells_stand_in_their_first_cell() -> None:
    body = """<p>收入决算表</p><table><thead>
      <tr><th rowspan=2>科目<th colspan=2>金额<tr><th>合计<th>其中</thead>
      <tr><td>甲<td>1.00<td></table>"""
    assert shown(page(body)) == [
        "收入决算表",
        [["科目", "金额", COVERED], [COVERED, "合计", "其中"], ["甲", "1.00", ""]],
    ]


def test_places_count_paragraphs_and_tables() -> None:
    body = "<p>甲</p><table><tr><td>a<td>b</table><p>乙</p><table><tr><td>c<td>d<br>e</table>"
    assert locators(page(body)) == [
        "甲: paragraph 1",
        "a: table 1 row 1 column 1",
        "b: table 1 row 1 column 2",
        "乙: paragraph 2",
        "c: table 2 row 1 column 1",
        "d\ne: table 2 row 1 column 2",
    ]


def test_title_and_unit_in_a_table_are_lines_above_it() -> None:
    body = """<table><tr><td colspan=2>收入支出决算总表<tr><td colspan=2>单位：万元
      <tr><td>项目<td>金额<tr><td colspan=2>一、人员经费<tr><td>甲<td>1.00</table>"""
    title, unit, grid = shown(page(body))
    assert (title, unit) == ("收入支出决算总表", "单位：万元")
    assert grid == [["项目", "金额"], ["一、人员经费", COVERED], ["甲", "1.00"]]


def test_two_tables_one_below_the_other_in_one_are_two() -> None:
    body = """<table><tr><td colspan=2>表一<tr><td>甲<td>1.00<tr><td><td>
      <tr><td colspan=2>表二<tr><td>乙<td>2.00</table>"""
    assert shown(page(body)) == ["表一", [["甲", "1.00"]], "表二", [["乙", "2.00"]]]


def test_a_table_that_only_frames_the_page_is_none() -> None:
    article = "".join(f"<p>第{number}段。</p>" for number in range(40))
    data = "<table><tr><td>甲<td>1.00</table>"
    framed = f"<table><tr><td>菜单<td>{article}{data}<td></table>"
    blocks = shown(page(framed))
    assert blocks[:2] == ["菜单", "第0段。"]
    assert blocks[-1] == [["甲", "1.00"]]


def test_a_table_in_a_cell_is_a_grid_of_its_own() -> None:
    body = "<table><tr><td>项目名称<td>智慧医保<td>备注<table><tr><td>甲<td>1</table></table>"
    assert shown(page(body)) == [[["项目名称", "智慧医保", "备注"]], [["甲", "1"]]]


def test_broken_tables_are_mended() -> None:
    body = "<table><td>甲<td>1.00<tr><td colspan=x>乙<td>2.00</td></tr></td><p>后"
    assert shown(page(body)) == [[["甲", "1.00"], ["乙", "2.00"]], "后"]


# Disclosures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("city", SHIPPED)
def test_a_disclosure_published_as_a_page_says_what_the_pdf_says(city: str) -> None:
    content = (DISCLOSURES / SHIPPED[city]).read_bytes()
    found = rows_of(as_html(read("document.pdf", content)))
    for table in TABLES:
        assert difference(shipped_rows(city), found, table) == {}, table
    assert (found.disclosure.format, found.disclosure.pages) == ("html", None)


def test_attachments_that_are_not_in_a_page_are_named() -> None:
    body = """<h1>云溪市医疗保障局2026年部门预算</h1>
      <p><a href="/files/P0001.pdf">附件1：部门预算公开表.pdf</a></p><p><img src="./W1.jpg"></p>
      <div><img src="/images/logo.png"></div><iframe src="/viewer?x"></iframe>"""
    document = page(body)
    assert document.elsewhere == ["附件1：部门预算公开表.pdf", "W1.jpg"]
    with pytest.raises(UnreadableError) as caught:
        recognise(document)
    assert str(caught.value) == (
        "no fiscal disclosure was recognised (no statutory table, form or amount); what it names"
        " as attachments and pictures is not in it (附件1：部门预算公开表.pdf and 1 more):"
        " download these files and supply them"
    )


def test_who_runs_the_site_is_not_who_discloses() -> None:
    body = """<h1>云溪市医疗保障局2026年部门预算</h1><p>2026年收入总计1234.50元。</p>
      <p>主办单位：云溪市人民政府办公室</p><p>承办单位：云溪市大数据局</p>"""
    found = reconcile(recognise(page(body)))
    assert found.disclosure.agency == "云溪市医疗保障局"
    assert found.disclosure.printed_unit == "元"
    (stated,) = found.statements_in_prose
    assert (stated.topic, stated.initial_budget) == ("total_revenue", 0.12345)


# Text placed by coordinates ---------------------------------------------------------------------


@pytest.mark.parametrize("write", [inline, by_classes])
@pytest.mark.parametrize("city", SHIPPED)
def test_tables_are_found_by_where_their_words_stand(city: str, write: Write) -> None:
    pdf = (DISCLOSURES / SHIPPED[city]).read_bytes()
    document = read("page.html", placed_page(pdf, write))
    found = reconcile(recognise(document))
    expected = shipped_rows(city)
    for table in ("line_items", "statements_in_prose"):
        assert difference(expected, found, table) == {}, table
    assert document.pages == expected.disclosure.pages
    assert found.line_items[0].page == expected.line_items[0].page


def test_the_place_of_a_placed_word_is_a_box_on_its_sheet() -> None:
    body = """<div style="position:relative;width:600pt;height:800pt">
      <p style="position:absolute;left:100px;top:200px;font-size:20px">收入决算表</p></div>"""
    (line,) = page(body).lines()
    assert (line.place.page, line.place.locator) == (1, "75.0,150.0,150.0,165.0")


def test_columns_of_placed_words_without_any_rule() -> None:
    cells = [
        *((40, 10, "项目"), (150, 10, "预算数"), (250, 10, "决算数")),
        *((20, 40, "合计"), (150, 40, "12.50"), (250, 40, "2.50")),
        *((20, 70, "其他医疗保障管理"), (20, 82, "事务支出"), (156, 76, "2.50")),
        *((20, 110, "行政运行"), (256, 110, "0")),
    ]
    body = "".join(
        f'<i style="position:absolute;left:{left}pt;top:{top}pt;font-size:10pt">{text}</i>'
        for left, top, text in cells
    )
    assert shown(page(body)) == [
        [
            ["项目", "预算数", "决算数"],
            ["合计", "12.50", "2.50"],
            ["其他医疗保障管理\n事务支出", "2.50", ""],
            ["行政运行", "", "0"],
        ]
    ]


def test_a_page_with_a_few_placed_words_is_read_from_top_to_bottom() -> None:
    body = '<p style="position:absolute;left:9px;top:9px">印章</p><p>一、收入情况说明</p>'
    assert shown(page(body)) == ["印章", "一、收入情况说明"]


# Published pages --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples() -> Path:
    folder = SHARED / "samples"
    if not folder.exists():
        pytest.skip("the published pages are not beside the checkout")
    return folder


def test_kunming_2026_a_narrative_in_yuan_whose_tables_are_elsewhere(samples: Path) -> None:
    rows = read_disclosure(samples / "kunming_zhengfuban_2026_budget.html")
    disclosure = rows.disclosure
    assert disclosure.agency == "昆明市人民政府办公室机关"
    assert (disclosure.fiscal_year, disclosure.kind) == (2026, model.BUDGET)
    assert (disclosure.scope, disclosure.printed_unit) == (model.DEPARTMENT, "元")
    assert (disclosure.city, disclosure.format) == ("昆明市", "html")
    stated = {
        (row.code or row.topic): row.initial_budget
        for row in rows.statements_in_prose
        if row.initial_budget is not None
    }
    assert stated["total_revenue"] == 8077.819386
    assert stated["basic_expenditure"] == 5628.346364
    assert stated["2010301"] == 4005.155864
    assert stated["2010302"] == 2412.925822
    assert stated["2080505"] == 452.7008
    assert stated["three_public"] == 80.439502
    assert stated["reception"] == 58.0
    assert {table.status for table in rows.tables} == {model.MISSING}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("NEG_chongqing_yibaoju_html-as-pdf.pdf", "attachments and pictures is not in it"),
        ("NEG_luoyang_yibaoju_policy-qa.html", "no fiscal disclosure was recognised"),
    ],
)
def test_pages_that_hold_no_disclosure(samples: Path, name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_disclosure(samples / name)
