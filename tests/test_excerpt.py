"""A place in a document as a reader would see it."""

from __future__ import annotations

import io

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from analytics.reading.blocks import Place
from analytics.reading.excerpt import page_excerpt, text_excerpt

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
    excerpt = text_excerpt(LINES, Place(None, "line 12"))
    assert excerpt is not None
    assert excerpt.meant == 12
    assert (12, "row 12\t12.00") in excerpt.lines
    assert excerpt.lines[0][0] < 12 < excerpt.lines[-1][0]


def test_the_first_and_the_last_line_have_neighbours_on_one_side() -> None:
    first, last = (text_excerpt(LINES, Place(None, f"line {n}")) for n in (1, 30))
    assert first is not None and first.lines[0] == (1, "row 1\t1.00")
    assert last is not None and last.lines[-1] == (30, "row 30\t30.00")


def test_a_place_that_is_no_line_of_the_text_shows_nothing() -> None:
    assert text_excerpt(LINES, Place(None, "line 31")) is None
    assert text_excerpt(LINES, Place(1, "10.0,10.0,20.0,20.0")) is None


def test_the_cell_is_outlined_on_its_page() -> None:
    """Two pixels a point; the picture begins 100 points above the box, here at the page's top."""
    picture = page_excerpt(pdf("1,106.36", "813.91"), Place(2, "50.0,88.0,100.0,104.0"))
    assert picture is not None
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    assert image.width == 2 * PAGE[0] + 2, "as wide as the page, and an edge on either side"
    left, top = 2 * (50 - 2) + 1, 2 * (88 - 2) + 1
    assert image.getpixel((left + 10, top)) == OUTLINE
    assert image.getpixel((left - 10, top)) == (255, 255, 255)


def test_a_picture_ends_where_the_print_ends() -> None:
    picture = page_excerpt(pdf("813.91"), Place(1, "50.0,88.0,100.0,104.0"))
    assert picture is not None
    assert Image.open(io.BytesIO(picture)).height < 2 * 130


def test_a_place_that_is_not_in_the_pdf_shows_nothing() -> None:
    assert page_excerpt(pdf("813.91"), Place(2, "50.0,88.0,100.0,104.0")) is None
    assert page_excerpt(pdf("813.91"), Place(1, "line 3")) is None
    assert page_excerpt(pdf("813.91"), Place(None, "50.0,88.0,100.0,104.0")) is None
