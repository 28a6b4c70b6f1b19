"""A PDF becomes lines and grids in reading order, each with its place on its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import HEIGHT, blocks, box, only_grid, pdf, read, table, text
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from analytics.reading import read as read_any
from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.reading.pdf import read_pdf
from analytics.settings import Limits


def test_lines_and_tables_come_in_the_order_of_the_page() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 160, "注：说明")
        table(canvas)
        text(canvas, 50, 60, "收入决算表")

    assert blocks(pdf(page)) == ["收入决算表", [["项目", "金额"], ["甲", "1.00"]], "注：说明"]


def test_lines_of_a_server_before_the_pdf_are_passed_over() -> None:
    content = b"Content-Type: application/pdf\r\n\r\n" + pdf(table)
    document = read_any("downloaded.txt", content)
    assert document.format == "pdf"
    assert document.blocks == read(pdf(table)).blocks


def test_a_cell_is_found_by_its_page_and_bounding_box() -> None:
    grid = only_grid(pdf(lambda canvas: text(canvas, 50, 60, "封面"), table))
    assert grid.rows[1][1].place.page == 2
    assert grid.rows[1][1].place.locator == "150.0,120.0,250.0,140.0"


def test_a_merged_cell_holds_its_text_at_its_top_left_and_covers_the_rest() -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, 50, 100, 150, 140)
        text(canvas, 54, 114, "产出指标")
        box(canvas, 150, 100, 350, 120)
        text(canvas, 154, 104, "数量指标")
        for x in (150, 250):
            box(canvas, x, 120, x + 100, 140)
        text(canvas, 154, 124, "人数")

    grid = only_grid(pdf(page))
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["产出指标", "数量指标", ""],
        ["", "人数", ""],
    ]
    assert [[cell.covered for cell in row] for row in grid.rows] == [
        [False, False, True],
        [True, False, False],
    ]
    assert grid.rows[0][0].place.locator == "50.0,100.0,150.0,140.0"


def test_lines_in_a_cell_keep_their_order() -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, 50, 100, 150, 160)
        box(canvas, 150, 100, 250, 160)
        text(canvas, 54, 142, "支出")
        text(canvas, 54, 104, "机关事业单位基")
        text(canvas, 54, 123, "本养老保险缴费")

    assert only_grid(pdf(page)).rows[0][0].text == "机关事业单位基\n本养老保险缴费\n支出"


def test_rules_drawn_as_thin_filled_boxes_are_rules() -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 120, 140):
            canvas.rect(50, HEIGHT - y, 200, 0.5, stroke=0, fill=1)
        for x in (50, 150, 250):
            canvas.rect(x, HEIGHT - 140, 0.5, 40.5, stroke=0, fill=1)
        text(canvas, 54, 104, "项目")
        text(canvas, 154, 124, "1.00")

    assert blocks(pdf(page)) == [[["项目", ""], ["", "1.00"]]]


def test_a_table_over_a_page_break_is_one_grid_a_page() -> None:
    grids = list(read(pdf(lambda canvas: table(canvas, 750), table)).grids())
    assert [grid.place.page for grid in grids] == [1, 2]


def test_the_text_of_a_cell_left_open_by_a_page_break_stays_in_its_row() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas)
        canvas.line(50, HEIGHT - 140, 50, HEIGHT - 180)
        box(canvas, 150, 140, 250, 180)
        text(canvas, 54, 144, "社会效益")
        text(canvas, 54, 160, "指标")

    assert only_grid(pdf(page)).rows[2][0].text == "社会效益\n指标"


@pytest.mark.parametrize("number", ["3", "- 3 -", "第 3 页", "第3页 共20页", "3/20"])
def test_a_page_number_alone_at_the_foot_is_left_out(number: str) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "正文")
        text(canvas, 290, 805, number)

    assert blocks(pdf(page)) == ["正文"]


@pytest.mark.parametrize(("words", "top"), [("3", 400), ("合计 3 万元", 805), ("2023年度", 805)])
def test_a_number_elsewhere_and_words_at_the_foot_are_kept(words: str, top: float) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "正文")
        text(canvas, 290, top, words)

    assert blocks(pdf(page)) == ["正文", words]


def test_two_texts_at_both_ends_of_a_line_are_two_lines() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "部门：福州市医疗保障局")
        text(canvas, 450, 100, "单位：万元")

    assert blocks(pdf(page)) == ["部门：福州市医疗保障局", "单位：万元"]


def test_letters_set_apart_are_one_line() -> None:
    assert blocks(pdf(lambda canvas: text(canvas, 50, 100, "收 入 总 计"))) == ["收 入 总 计"]


def test_bold_faked_by_printing_twice_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "收入决算表")
        text(canvas, 50.4, 100, "收入决算表")

    assert blocks(pdf(page)) == ["收入决算表"]


def test_a_single_box_round_a_text_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, 40, 90, 300, 130)
        text(canvas, 50, 100, "职责")

    assert blocks(pdf(page)) == ["职责"]


def test_shading_behind_running_text_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.rect(50, HEIGHT - 112, 60, 14, stroke=0, fill=1)
        canvas.rect(110, HEIGHT - 112, 60, 14, stroke=0, fill=1)
        canvas.setFillGray(0)
        text(canvas, 50, 100, "运行经费预算为122.98万元")

    assert blocks(pdf(page)) == ["运行经费预算为122.98万元"]


def test_a_blank_table_is_left_out() -> None:
    def page(canvas: Canvas) -> None:
        for x in (50, 150):
            box(canvas, x, 100, x + 100, 120)
        text(canvas, 50, 160, "说明")

    assert blocks(pdf(page)) == ["说明"]


def scan(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (60, 85), 200)), 0, 0, *A4)


def test_a_scanned_page_among_others_is_named() -> None:
    document = read(pdf(lambda canvas: text(canvas, 50, 100, "正文"), scan, table))
    assert document.pages == 3
    assert document.unread_pages == [2]


def test_an_empty_page_is_not_called_unread() -> None:
    document = read(pdf(table, lambda canvas: None))
    assert document.unread_pages == []


def test_a_page_in_a_font_without_known_characters_is_named() -> None:
    pdfmetrics.registerFont(TTFont("numbered", "Vera.ttf", asciiReadable=False))

    def numbered(canvas: Canvas) -> None:
        canvas.setFont("numbered", 10)
        text(canvas, 50, 100, "Total 1.00")

    content = pdf(numbered, lambda canvas: text(canvas, 50, 100, "正文"))
    assert read(content).unread_pages == []
    assert read(content.replace(b"/ToUnicode", b"/XxUnicode")).unread_pages == [1]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pdf(scan), "no page of the PDF holds readable text"),
        (pdf(table, encrypt=StandardEncryption("secret")), "protected by a password"),
        (pdf(table)[:-200], "cut off before its end"),
        (b"<html><body>404</body></html>", "this is no PDF"),
        (b"%PDF-1.4\nnothing of a PDF\nstartxref\n%%EOF", "the PDF is damaged"),
    ],
    ids=["scan", "password", "cut", "web page", "damaged"],
)
def test_what_cannot_be_read_says_so_in_one_line(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableError, match=problem) as raised:
        read(content)
    assert "\n" not in str(raised.value)
    assert raised.value.remedy


def test_tables_beyond_the_limit_are_refused() -> None:
    content = pdf(table, table)
    assert len(list(read_pdf("two.pdf", content, Limits(max_cells=8)).grids())) == 2
    with pytest.raises(UnreadableError, match="more than 7 cells"):
        read_pdf("two.pdf", content, Limits(max_cells=7))


def test_a_file_that_opens_without_a_password_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        table(canvas)

    content = pdf(page, encrypt=StandardEncryption("", ownerPassword="secret"))
    assert only_grid(content).rows[1][1].text == "1.00"


# Real documents: figures read by eye on the page named.


def sample(samples: Path, name: str) -> Document:
    path = samples / name
    return read_pdf(path.name, path.read_bytes())


def cells_on(document: Document, page: int) -> set[str]:
    return {
        cell.text
        for grid in document.grids()
        if grid.place.page == page
        for row in grid.rows
        for cell in row
    }


@pytest.mark.parametrize(
    ("name", "pages", "page", "figures"),
    [
        ("jiangsu_renda_2019_budget-tables.pdf", 13, 9, {"2,600.71", "767.60", "199.25"}),
        ("ningde_zhengfuban_2024_selfeval.pdf", 1, 1, {"9209.55", "8874.74", "88.75"}),
        ("foshan_guidaojiaotongju_2019_final.pdf", 31, 6, {"1668.14", "1531.04", "60.87"}),
        ("guojia-xinfangju_2024_final.pdf", 50, 9, {"14,572.53", "11,073.11", "3,499.42"}),
    ],
)
def test_figures_of_real_documents_are_whole_cells(
    samples: Path, name: str, pages: int, page: int, figures: set[str]
) -> None:
    document = sample(samples, name)
    assert document.pages == pages
    assert document.unread_pages == []
    assert figures <= cells_on(document, page)


def test_highlighted_sentences_of_a_real_document_stay_lines(samples: Path) -> None:
    document = sample(samples, "changsha_xinfangju_2026_budget.pdf")
    assert not [grid for grid in document.grids() if grid.place.page in range(2, 11)]


def test_a_web_page_named_pdf_is_refused(samples: Path) -> None:
    with pytest.raises(UnreadableError, match="no PDF"):
        sample(samples, "NEG_chongqing_yibaoju_html-as-pdf.pdf")
