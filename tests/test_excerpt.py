"""A place in a document as a reader would see it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from written_as import as_docx, as_html, as_xls, as_xlsx

from analytics.dashboard.excerpts import as_html as on_a_page
from analytics.reading import read
from analytics.reading.blocks import Document, Grid, Place
from analytics.reading.excerpt import (
    TableExcerpt,
    TextExcerpt,
    block_excerpts,
    box,
    page_excerpt,
    page_picture,
    text_excerpt,
)

LINES = "\n".join(f"row {number}\t{number}.00" for number in range(1, 31)).encode()
PAGE = (300.0, 400.0)
OUTLINE = (0xD5, 0x5E, 0x00)


def pdf(*texts: str) -> bytes:
    """A page a text, which stands 100 points below the top, 50 from the left."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=PAGE)
    for text in texts:
        canvas.drawString(50, PAGE[1] - 100, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_line_is_shown_with_its_neighbours_and_its_number() -> None:
    excerpt = text_excerpt(LINES, [Place(None, "line 12")])
    assert excerpt is not None
    assert excerpt.meant == {12}
    assert (12, "row 12\t12.00") in excerpt.lines
    assert excerpt.lines[0][0] < 12 < excerpt.lines[-1][0]


def test_the_first_and_the_last_line_have_neighbours_on_one_side() -> None:
    first, last = (text_excerpt(LINES, [Place(None, f"line {n}")]) for n in (1, 30))
    assert first is not None and first.lines[0] == (1, "row 1\t1.00")
    assert last is not None and last.lines[-1] == (30, "row 30\t30.00")


def test_lines_far_apart_are_shown_without_those_between() -> None:
    excerpt = text_excerpt(LINES, [Place(None, "line 2"), Place(None, "line 28")])
    assert excerpt is not None
    assert excerpt.meant == {2, 28}
    shown = [number for number, _ in excerpt.lines]
    assert shown == [*range(1, 13), *range(24, 31)]
    assert on_a_page(excerpt, ["2.00", "28.00"], "lines").count("outline:2px") == 2
    assert on_a_page(excerpt, [], "lines").count("⋮") == 1


def test_a_place_that_is_no_line_of_the_text_shows_nothing() -> None:
    assert text_excerpt(LINES, [Place(None, "line 31")]) is None
    assert text_excerpt(LINES, [Place(1, "10.0,10.0,20.0,20.0")]) is None


def test_the_cell_is_outlined_on_its_page() -> None:
    """Two pixels a point; the picture begins 100 points above the box, here at the page's top."""
    picture = page_excerpt(pdf("1,106.36", "813.91"), 2, [Place(2, "50.0,88.0,100.0,104.0")])
    assert picture is not None
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    assert image.width == 2 * PAGE[0] + 2, "as wide as the page, and an edge on either side"
    left, top = 2 * (50 - 2) + 1, 2 * (88 - 2) + 1
    assert image.getpixel((left + 10, top)) == OUTLINE
    assert image.getpixel((left - 10, top)) == (255, 255, 255)


def test_all_cells_of_a_page_are_outlined_in_one_picture_and_none_of_another_page() -> None:
    """The first box begins 88 points below the top, the second ends 304 below it."""
    places = [
        Place(1, "50.0,88.0,100.0,104.0"),
        Place(2, "200.0,20.0,220.0,40.0"),
        Place(1, "50.0,288.0,100.0,304.0"),
    ]
    picture = page_excerpt(pdf("813.91"), 1, places)
    assert picture is not None
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for top in (88, 288):
        assert image.getpixel((2 * (50 - 2) + 11, 2 * (top - 2) + 1)) == OUTLINE
    assert image.getpixel((2 * (200 - 2) + 11, 2 * (20 - 2) + 1)) == (255, 255, 255)


def test_a_whole_page_is_a_picture_with_its_size_in_points() -> None:
    picture = page_picture(pdf("813.91"), 1)
    assert picture is not None
    assert (picture.width, picture.height) == PAGE
    assert Image.open(io.BytesIO(picture.png)).size == (2 * PAGE[0] + 2, 2 * PAGE[1] + 2)
    assert page_picture(pdf("813.91"), 2) is None


def test_a_place_on_a_page_is_a_box_and_one_in_a_text_is_none() -> None:
    assert box("50.0,88.0,-100.5,104") == (50.0, 88.0, -100.5, 104.0)
    assert box("line 8") is None


def test_a_picture_ends_where_the_print_ends() -> None:
    picture = page_excerpt(pdf("813.91"), 1, [Place(1, "50.0,88.0,100.0,104.0")])
    assert picture is not None
    assert Image.open(io.BytesIO(picture)).height < 2 * 130


def test_a_place_that_is_not_in_the_pdf_shows_nothing() -> None:
    assert page_excerpt(pdf("813.91"), 2, [Place(2, "50.0,88.0,100.0,104.0")]) is None
    assert page_excerpt(pdf("813.91"), 1, [Place(1, "line 3")]) is None
    assert page_excerpt(pdf("813.91"), 1, [Place(None, "50.0,88.0,100.0,104.0")]) is None


# -- tables of web pages, Word documents and workbooks -------------------------------------------

ROWS = "".join(
    f"<tr><td>{number}</td><td>item {number} &lt;i&gt;</td><td>{number}.50</td></tr>"
    for number in range(1, 31)
)
PAGE_WITH_TABLE = f"""<html><body><p>First paragraph</p><p>支出决算表</p><p>单位：万元</p>
<table><tr><td rowspan=2>No.</td><td colspan=2>2031</td></tr><tr><td>Item</td><td>Amount</td></tr>
{ROWS}</table><p>Last paragraph</p></body></html>""".encode()
SUPPLIED = {"html": as_html, "docx": as_docx, "xlsx": as_xlsx, "xls": as_xls}


def supplied(written: Callable[[Document], bytes]) -> Document:
    return read("supplied", written(read("page", PAGE_WITH_TABLE)))


def around(document: Document, text: str) -> TableExcerpt:
    """The excerpt for the cell of a document's table that reads so."""
    (grid,) = document.grids()
    (excerpt,) = block_excerpts(document, [place_of(grid, text)])
    assert isinstance(excerpt, TableExcerpt)
    return excerpt


def place_of(grid: Grid, text: str) -> Place:
    return next(cell.place for row in grid.rows for cell in row if cell.text == text)


def texts(excerpt: TableExcerpt) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in part] for part in excerpt.parts]


@pytest.mark.parametrize("written", SUPPLIED.values(), ids=SUPPLIED)
def test_a_cell_is_shown_amid_its_rows_below_the_tables_head(
    written: Callable[[Document], bytes],
) -> None:
    """The head, then four rows above and six below; two rows are left out between."""
    excerpt = around(supplied(written), "8.50")
    head, rows = texts(excerpt)
    assert head == [["No.", "2031"], ["Item", "Amount"], ["1", "item 1 <i>", "1.50"]]
    assert [row[0] for row in rows] == [str(number) for number in range(4, 15)]
    (meant,) = (
        cell for part in excerpt.parts for row in part for cell in row.cells if cell.is_meant
    )
    assert meant.text == "8.50"
    assert excerpt.over[-2:] == ("支出决算表", "单位：万元")


@pytest.mark.parametrize("written", SUPPLIED.values(), ids=SUPPLIED)
def test_near_the_head_nothing_is_left_out(written: Callable[[Document], bytes]) -> None:
    (rows,) = texts(around(supplied(written), "3.50"))
    assert [row[0] for row in rows] == ["No.", "Item", *(str(number) for number in range(1, 10))]


@pytest.mark.parametrize("written", [as_html, as_docx, as_xlsx])
def test_merged_cells_are_whole(written: Callable[[Document], bytes]) -> None:
    ((first, second, *_),) = around(supplied(written), "1.50").parts
    assert [(cell.text, cell.across, cell.down) for cell in first.cells] == [
        ("No.", 1, 2),
        ("2031", 2, 1),
    ]
    assert len(second.cells) == 2


def test_a_covered_cell_goes_with_the_text_at_its_left() -> None:
    """年度总体目标 is merged over two columns, below a figure that is not merged at all."""
    page = """<table><tr><td>A</td><td>B</td></tr><tr><td>a</td><td>73.00</td></tr>
    <tr><td colspan=2>年度总体目标</td></tr></table>""".encode()
    ((_, figures, goal),) = around(read("page", page), "73.00").parts
    assert [(cell.across, cell.down) for cell in figures.cells] == [(1, 1), (1, 1)]
    assert [(cell.text, cell.across) for cell in goal.cells] == [("年度总体目标", 2)]


def test_a_sheet_has_letters_and_numbers() -> None:
    """Three lines stand above the table, so that its head is rows 4 and 5."""
    excerpt = around(supplied(as_xlsx), "1.50")
    assert excerpt.columns == ("A", "B", "C")
    assert [row.number for row in excerpt.parts[0]][:3] == ["4", "5", "6"]


def test_a_sentence_is_shown_amid_the_lines_outside_of_tables() -> None:
    (excerpt,) = block_excerpts(supplied(as_docx), [Place(None, "paragraph 2")])
    assert isinstance(excerpt, TextExcerpt)
    assert excerpt.meant == {2}
    assert excerpt.lines[:4] == (
        (1, "First paragraph"),
        (2, "支出决算表"),
        (3, "单位：万元"),
        (4, "Last paragraph"),
    )


@pytest.mark.parametrize("written", SUPPLIED.values(), ids=SUPPLIED)
def test_all_cells_of_a_table_are_marked_in_one_excerpt(
    written: Callable[[Document], bytes],
) -> None:
    """Row 8 and row 25: between their neighbours five rows are left out."""
    document = supplied(written)
    (grid,) = document.grids()
    (excerpt,) = block_excerpts(document, [place_of(grid, each) for each in ("8.50", "25.50")])
    assert isinstance(excerpt, TableExcerpt)
    cells = [cell for part in excerpt.parts for row in part for cell in row.cells]
    assert [cell.text for cell in cells if cell.is_meant] == ["8.50", "25.50"]
    first_of_each = [part[0][0] for part in texts(excerpt)]
    assert first_of_each == ["No.", "4", "21"]


def test_a_place_that_is_not_in_the_document_shows_nothing() -> None:
    assert block_excerpts(supplied(as_xlsx), [Place(None, "Sheet!Z99")]) == []


def test_on_a_page_the_cell_is_outlined_and_texts_are_no_markup() -> None:
    shown = on_a_page(around(supplied(as_html), "8.50"), ["8.50"], "rows")
    assert shown.count("outline:2px") == 1
    assert 'outline:2px solid #D55E00;font-weight:600">8.50</td>' in shown
    assert "item 8 &lt;i&gt;" in shown and "<i>" not in shown
    assert 'colspan="2" rowspan="1"' in shown
