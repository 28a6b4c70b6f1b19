"""Word documents and workbooks become lines and grids, and show what a reader of them sees."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import docx
import openpyxl
import pytest
import xlwt
from blocks_shown import COVERED, locators, shown
from documents import SHARED
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.worksheet.worksheet import Worksheet
from packages import xlsx_of
from shipped import DISCLOSURES, SHIPPED, difference, shipped_rows
from written_as import as_docx, as_xls, as_xlsx

from analytics.documents import read_disclosure
from analytics.reading import read
from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.reading.number_formats import shown as as_shown
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile

TABLES = ("line_items", "evaluations", "funding", "indicators", "statements_in_prose")

WRITERS = {"docx": as_docx, "xlsx": as_xlsx, "xls": as_xls}


@pytest.mark.parametrize("city", ["ezhou", "langfang", "luoyang"])
@pytest.mark.parametrize("name", WRITERS)
def test_a_disclosure_supplied_in_an_office_format_says_what_the_pdf_says(
    name: str, city: str
) -> None:
    pdf = read("document.pdf", (DISCLOSURES / SHIPPED[city]).read_bytes())
    document = read("document.pdf", WRITERS[name](pdf))
    found = reconcile(recognise(document))
    for table in TABLES:
        assert difference(shipped_rows(city), found, table) == {}, table
    assert document.format == ("docx" if name == "docx" else "xlsx")
    assert document.pages is None


# Word -------------------------------------------------------------------------------------------


def word(build: Callable[[docx.document.Document], None]) -> Document:
    document = docx.Document()
    build(document)
    content = io.BytesIO()
    document.save(content)
    return read("supplied.txt", content.getvalue())


def test_paragraphs_and_tables_stand_in_their_order_with_their_places() -> None:
    def build(document: docx.document.Document) -> None:
        document.add_heading("收入决算表")
        table = document.add_table(2, 3)
        for column, text in enumerate(("科目", "金额", "")):
            table.cell(0, column).text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(1, 1).text = "1.00"
        table.cell(1, 2).text = "2.00"
        document.add_paragraph("注：说明\n第二行")

    document = word(build)
    assert shown(document) == [
        "收入决算表",
        [["科目", "金额", COVERED], [COVERED, "1.00", "2.00"]],
        "注：说明",
        "第二行",
    ]
    assert locators(document) == [
        "收入决算表: paragraph 1",
        "科目: table 1 row 1 column 1",
        "金额: table 1 row 1 column 2",
        "1.00: table 1 row 2 column 2",
        "2.00: table 1 row 2 column 3",
        "注：说明: paragraph 2",
        "第二行: paragraph 3",
    ]


def test_what_is_deleted_or_hidden_is_left_out_and_what_is_inserted_is_read() -> None:
    def build(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("收入")
        hidden = paragraph.add_run("隐藏")
        hidden.font.hidden = True
        for name, tag, text in (("w:ins", "w:t", "总计"), ("w:del", "w:delText", "合计")):
            change, run, content = OxmlElement(name), OxmlElement("w:r"), OxmlElement(tag)
            content.text = text
            run.append(content)
            change.append(run)
            paragraph._p.append(change)

    assert shown(word(build)) == ["收入总计"]


def test_text_boxes_and_content_controls_are_read_once() -> None:
    box = f"""<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
      <mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>封面</w:t></w:r>
      </w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>封面</w:t></w:r>
      </w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"""
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("甲", "1"))
    control = f"""<w:sdt {nsdecls("w")}><w:sdtContent><w:tbl><w:tr>{cells}</w:tr></w:tbl>
      </w:sdtContent></w:sdt>"""

    def build(document: docx.document.Document) -> None:
        document.add_paragraph("标题")._p.append(parse_xml(box))
        document.element.body.insert(1, parse_xml(control))

    assert shown(word(build)) == ["标题", "封面", [["甲", "1"]]]


def test_numbers_that_word_counts_stand_before_their_paragraphs() -> None:
    def build(document: docx.document.Document) -> None:
        numbering = document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{name}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for level, name, text in ((0, "chineseCounting", "%1、"), (1, "decimal", "（%2）"))
        )
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="99">{levels}</w:abstractNum>'
            ),
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="99"/></w:num>')
        )
        for text, level in (("收入", 0), ("甲", 1), ("乙", 1), ("支出", 0), ("丙", 1)):
            properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().set(qn("w:val"), str(level))
            properties.get_or_add_numId().set(qn("w:val"), "99")

    assert shown(word(build)) == ["一、收入", "（1）甲", "（2）乙", "二、支出", "（1）丙"]


# Workbooks --------------------------------------------------------------------------------------


def workbook(build: Callable[[Worksheet], None], name: str = "Sheet1") -> Document:
    book = openpyxl.Workbook()
    book.active.title = name
    build(book.active)
    content = io.BytesIO()
    book.save(content)
    return read("supplied.pdf", content.getvalue())


def test_a_sheet_stands_under_its_name_and_its_title_rows_above_its_table() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["B2"] = "收支预算总表"
        sheet.merge_cells("B2:C2")
        sheet["C3"] = "单位：万元"
        for row in (("项目", "预算数"), ("甲", 1234.5), ("一、小类", None), ("乙", 0)):
            sheet.append([None, *row])
        sheet["C5"].number_format = "#,##0.00"

    document = workbook(build, "1-收支总表")
    assert shown(document) == [
        "1-收支总表",
        "收支预算总表",
        "单位：万元",
        [["项目", "预算数"], ["甲", "1,234.50"], ["一、小类", ""], ["乙", "0"]],
    ]
    assert locators(document)[1] == "收支预算总表: 1-收支总表!B2"
    assert locators(document)[6] == "1,234.50: 1-收支总表!C5"


def test_merged_cells_of_a_sheet_show_the_text_of_their_first_cell_alone() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.append(["科目", "金额", None])
        sheet.append([None, "合计", "其中"])
        sheet.append(["甲", "1", "1"])
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    assert shown(workbook(build))[1] == [
        ["科目", "金额", COVERED],
        [COVERED, "合计", "其中"],
        ["甲", "1", "1"],
    ]


def test_what_a_workbook_hides_is_left_out() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.append(["科目", "内部编号", "金额"])
        sheet.append(["甲", "77", "1.00"])
        sheet.append(["乙", "78", "2.00"])
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[2].hidden = True
        other = sheet.parent.create_sheet("上年")
        other["A1"] = "草稿"
        other.sheet_state = "hidden"

    assert shown(workbook(build)) == ["Sheet1", [["科目", "金额"], ["乙", "2.00"]]]


def hidden_sheets(sheet: Worksheet) -> None:
    for name, state in (("上年", "hidden"), ("字典", "veryHidden")):
        other = sheet.parent.create_sheet(name)
        other["A1"] = "草稿"
        other.sheet_state = state


def test_a_hidden_sheet_is_named_unless_only_a_program_can_show_it() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "收支总表"
        hidden_sheets(sheet)

    assert workbook(build).hidden_sheets == ["上年"]


def test_a_disclosure_lists_its_hidden_sheets_as_tables_not_read() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.append(["宁波市信访局2031年部门预算"])
        sheet.append(["收支总表"])
        sheet.append(["项目", "金额", "项目", "金额"])
        sheet.append(["一、财政拨款", 9, "一、一般公共服务支出", 9])
        hidden_sheets(sheet)

    rows = reconcile(recognise(workbook(build)))
    assert [(table.title, table.status) for table in rows.tables if table.statement is None] == [
        ("上年（隐藏工作表）", "unread")
    ]


def test_a_workbook_with_all_its_text_in_hidden_sheets_says_so() -> None:
    with pytest.raises(UnreadableError) as error:
        workbook(hidden_sheets)
    assert str(error.value) == (
        "the workbook holds no text but in hidden sheets (上年): show these sheets and save it"
    )


def test_a_merged_title_over_a_hidden_column_is_still_seen() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "收支总表"
        sheet.merge_cells("A1:C1")
        sheet.append(["编号", "甲", "1.00"])
        sheet.column_dimensions["A"].hidden = True

    assert shown(workbook(build)) == ["Sheet1", "收支总表", [["甲", "1.00"]]]


def test_tables_below_one_another_on_a_sheet_are_two() -> None:
    def build(sheet: Worksheet) -> None:
        for row in (("表一",), ("甲", 1), (), ("乙", 2), (), ("表二",), ("丙", 3)):
            sheet.append(row)
        sheet.merge_cells("A6:B6")

    assert shown(workbook(build)) == [
        "Sheet1",
        "表一",
        [["甲", "1"], ["乙", "2"]],
        "表二",
        [["丙", "3"]],
    ]


def test_a_formula_has_the_value_last_calculated_and_is_blank_without_one() -> None:
    content = xlsx_of(
        '<row r="1"><c r="A1" t="str"><f>A2</f><v>合计</v></c>'
        '<c r="B1"><f>1+1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2"><f>3+4</f></c></row>'
    )
    assert shown(read("a.xlsx", content)) == ["Sheet1", [["合计", "2"], ["甲", ""]]]


def test_a_workbook_that_was_never_calculated_is_refused() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.append(["合计", "=SUM(B2:B3)"])
        sheet.append(["甲", 1])

    with pytest.raises(UnreadableError, match="none of its 1 formulas was ever calculated"):
        workbook(build)


def test_strings_that_cells_share_are_read_without_the_ruby_over_them() -> None:
    content = xlsx_of(
        '<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>',
        strings="<si><t> 1.00 </t></si><si><r><t>合</t></r><r><t>计_x000D_</t></r>"
        "<rPh><t>ホ</t></rPh></si>",
    )
    assert shown(read("a.xlsx", content)) == ["Sheet1", [["合计", "1.00"]]]


def test_cells_without_a_reference_follow_one_another() -> None:
    content = xlsx_of("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>")
    assert shown(read("a.xlsx", content)) == ["Sheet1", [["1", "", "3"], ["4", "", ""]]]


def test_zeros_that_a_sheet_does_not_show_are_blank() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.sheet_view.showZeros = False
        sheet.append(["甲", 0, 1])

    assert shown(workbook(build)) == ["Sheet1", [["甲", "", "1"]]]


ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (2101501.0, "General", "2101501"),
        (110387.976749, "0.000000", "110387.976749"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1.005, "0.00", "1.01"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        (-5, "0.0;-0.0", "-5.0"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (0, ACCOUNTING, "-"),
        (0, "0.00;-0.00;", ""),
        (0.7713, "0.00%", "77.13%"),
        (1234567, "#,##0.0,", "1,234.6"),
        (301, "00000", "00301"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (12, '"第"0"项"', "第12项"),
        (44, "@", "44"),
        (1234567.5, '0!.0,"万"', "1234567.5"),
        (0.5, "# ?/?", "0.5"),
        (45000, 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        (45000.75, "yyyy-mm-dd hh:mm", "2023-03-15 18:00"),
    ],
)
def test_numbers_are_written_as_their_cells_show_them(value: float, code: str, text: str) -> None:
    assert as_shown(value, code) == text


def test_a_date_counted_from_1904() -> None:
    assert as_shown(43538, "yyyy/m/d", from_1904=True) == "2023/3/15"


def test_an_old_workbook_shows_its_numbers_and_hides_what_is_hidden() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("收支总表")
    sheet.write_merge(0, 0, 0, 2, "收支预算总表")
    sheet.write(1, 0, "甲")
    sheet.write(1, 1, "77")
    sheet.write(1, 2, 1234.5, xlwt.easyxf(num_format_str="#,##0.00"))
    sheet.write(2, 0, "填报日期")
    sheet.write(2, 2, datetime(2023, 3, 15), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    sheet.col(1).hidden = True
    hidden = book.add_sheet("草稿")
    hidden.write(0, 0, "上年")
    hidden.visibility = 1
    content = io.BytesIO()
    book.save(content)

    document = read("收支总表.pdf", content.getvalue())
    assert document.format == "xlsx"
    assert shown(document) == [
        "收支总表",
        "收支预算总表",
        [["甲", "1,234.50"], ["填报日期", "2023-03-15"]],
    ]
    assert "1,234.50: 收支总表!C2" in locators(document)
    assert document.hidden_sheets == ["草稿"]


def test_a_checklist_about_a_disclosure_is_none() -> None:
    path = SHARED / "samples" / "shanghai-putuo_sifaju_2026_unit-budget_human-checklist.xlsx"
    if not path.exists():
        pytest.skip("the published workbook is not beside the checkout")
    with pytest.raises(UnreadableError, match="no fiscal disclosure was recognised"):
        read_disclosure(path)
