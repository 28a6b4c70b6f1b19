"""A place in a document as a reader would see it, with what stands around it.

Of a PDF that is a part of the page, of a text the lines, of a table in a web page, a DOCX or a
workbook the rows.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageOps

from analytics.reading.blocks import Cell, Document, Grid, Line, Place
from analytics.reading.text import decode

_LINES_ABOVE, _LINES_BELOW = 4, 10
_POINTS_ABOVE, _POINTS_BELOW = 100.0, 190.0
"""A form is shown from its title on, so there is more to see below a place than above it."""
_SCALE: Final = 2.0
"""Pixels a point: legible on a wide screen, some 100 kB."""
_MARGIN: Final = 2.0
_FOOT: Final = 24
"""Pixels of white left under the last thing printed."""
_EDGE: Final = "#C8CDD2"
_MARKER: Final = "#D55E00"
_ROWS_OF_HEAD, _ROWS_ABOVE, _ROWS_BELOW = 3, 4, 6
_LINES_OVER_TABLE: Final = 3
_ROW_NUMBER: Final = re.compile(r"!([A-Z]+)(\d+)$| row (\d+) ")
_LINE: Final = re.compile(r"line (\d+)")
_BOX: Final = re.compile(r"(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class TextExcerpt:
    """Lines of a text with their numbers from 1, and the numbers of those that are meant.

    Where numbers are left out, the lines between are.
    """

    lines: tuple[tuple[int, str], ...]
    meant: frozenset[int]


def text_excerpt(content: bytes, places: Sequence[Place]) -> TextExcerpt | None:
    """The lines of a text that places name, with their neighbours; None where they name none."""
    lines = decode(content).splitlines()
    named = (_LINE.fullmatch(place.locator) for place in places)
    meant = {int(line[1]) for line in named if line is not None}
    return _lines_around(lines, meant & set(range(1, len(lines) + 1)))


def _lines_around(lines: Sequence[str], meant: AbstractSet[int]) -> TextExcerpt | None:
    if not meant:
        return None
    shown = _around(meant, _LINES_ABOVE, _LINES_BELOW)
    return TextExcerpt(
        tuple((number, lines[number - 1]) for number in shown if 1 <= number <= len(lines)),
        frozenset(meant),
    )


def _around(numbers: AbstractSet[int], above: int, below: int) -> list[int]:
    """Numbers with so many before and behind each, in order."""
    return sorted({each for one in numbers for each in range(one - above, one + below + 1)})


class ShownCell(NamedTuple):
    """A cell, how many of the columns and rows shown it spans, and whether it is the one meant."""

    text: str
    across: int = 1
    down: int = 1
    is_meant: bool = False


class ShownRow(NamedTuple):
    """A row of a table: its number, '' where there is none, and the cells that begin in it."""

    number: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class TableExcerpt:
    """Parts of a table: the rows around cells, and its first rows where those are further up.

    over: the lines right above the table, such as its title and unit. columns: the letters of a
    sheet's columns; none for other tables.
    """

    over: tuple[str, ...]
    columns: tuple[str, ...]
    parts: tuple[tuple[ShownRow, ...], ...]


def block_excerpts(document: Document, places: Sequence[Place]) -> list[TextExcerpt | TableExcerpt]:
    """The cells and lines of a document that places name, with their neighbours.

    One excerpt a table, in the order of the document, and one of all lines; none for no such place.
    """
    wanted = set(places)
    excerpts: list[TextExcerpt | TableExcerpt] = []
    over: list[str] = []
    lines: set[int] = set()
    line_no = 0
    for block in document.blocks:
        if isinstance(block, Line):
            line_no += 1
            if block.place in wanted:
                lines.add(line_no)
            over.append(block.text)
            continue
        rows = {
            number
            for number, row in enumerate(block.rows)
            if any(cell.place in wanted for cell in row)
        }
        if rows:
            excerpts.append(_rows_around(block, over[-_LINES_OVER_TABLE:], rows, wanted))
        over = []
    # Lines are numbered among those outside of tables.
    sentences = _lines_around([line.text for line in document.lines()], lines)
    return [*excerpts, sentences] if sentences else excerpts


def _rows_around(
    table: Grid, over: list[str], numbers: AbstractSet[int], wanted: AbstractSet[Place]
) -> TableExcerpt:
    shown = [
        number
        for number in _around(numbers, _ROWS_ABOVE, _ROWS_BELOW)
        if 0 <= number < len(table.rows)
    ]
    head = range(min(_ROWS_OF_HEAD, shown[0]))
    parts: list[list[list[Cell]]] = []
    before = -1
    for number in [*head, *shown]:
        if number != before + 1 or not parts:
            parts.append([])
        parts[-1].append(table.rows[number])
        before = number
    return TableExcerpt(
        over=tuple(over),
        columns=tuple(filter(None, (_numbered(cell)[0] for cell in table.rows[min(numbers)]))),
        parts=tuple(tuple(_shown(part, wanted)) for part in parts),
    )


def _shown(rows: list[list[Cell]], wanted: AbstractSet[Place]) -> Iterator[ShownRow]:
    """Rows with their merged cells put together again, as far as these rows hold them.

    A covered cell says not which one covers it: it goes with the text at its left, else above.
    """
    taken: set[tuple[int, int]] = set()

    def is_rest(row: int, column: int) -> bool:
        is_there = row < len(rows) and column < len(rows[row])
        return is_there and rows[row][column].covered and (row, column) not in taken

    def goes_left(row: int, column: int) -> bool:
        while column and is_rest(row, column):
            column -= 1
        return (row, column) not in taken and bool(rows[row][column])

    for row, cells in enumerate(rows):
        shown = []
        for column, cell in enumerate(cells):
            if (row, column) in taken:
                continue
            across = down = 1
            while is_rest(row, column + across):
                across += 1
            while all(is_rest(row + down, column + x) for x in range(across)) and not goes_left(
                row + down, column
            ):
                down += 1
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            shown.append(ShownCell(cell.text, across, down, cell.place in wanted))
        yield ShownRow(_numbered(cells[0])[1], tuple(shown))


def _numbered(cell: Cell) -> tuple[str, str]:
    """The letter of a cell's column and the number of its row, as its place says; '' for none."""
    found = _ROW_NUMBER.search(cell.place.locator)
    if found is None:
        return "", ""
    letters, of_sheet, of_table = found.groups(default="")
    return letters, of_sheet or of_table


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of a PDF as a PNG, and its width and height in points."""

    png: bytes
    width: float
    height: float


def page_picture(content: bytes, page_no: int) -> PagePicture | None:
    """A PDF's page; None where it has no such page."""
    image = _outlined(content, page_no, [])
    if image is None:
        return None
    return PagePicture(_png(image), image.width / _SCALE, image.height / _SCALE)


def page_excerpt(content: bytes, page_no: int, places: Sequence[Place]) -> bytes | None:
    """A PNG of the part of a PDF's page around the places on it, which are outlined.

    The picture is as wide as the page. None where no place is on it.
    """
    boxes = _boxes(page_no, places)
    image = _outlined(content, page_no, boxes) if boxes else None
    if image is None:
        return None
    upper = max(0, round((min(top for _, top, _, _ in boxes) - _POINTS_ABOVE) * _SCALE))
    lowest = max(bottom for _, _, _, bottom in boxes)
    lower = min(image.height, round((lowest + _POINTS_BELOW) * _SCALE))
    band = image.crop((0, upper, image.width, lower))
    printed = ImageOps.invert(band.convert("L")).getbbox()
    printed_to = printed[3] if printed else band.height
    return _png(band.crop((0, 0, band.width, min(band.height, printed_to + _FOOT))))


Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the upper left corner of a page."""


def box(locator: str) -> Box | None:
    """Where on its page a place is; None for one that is none of a page."""
    found = _BOX.fullmatch(locator)
    if found is None:
        return None
    left, top, right, bottom = map(float, found.groups())
    return left, top, right, bottom


def _boxes(page_no: int, places: Sequence[Place]) -> list[Box]:
    found = (box(place.locator) for place in places if place.page == page_no)
    return [each for each in found if each is not None]


def _outlined(content: bytes, page_no: int, boxes: Sequence[Box]) -> Image.Image | None:
    with pdfium.PdfDocument(content) as pdf:
        if not 1 <= page_no <= len(pdf):
            return None
        with contextlib.closing(pdf[page_no - 1]) as page:
            image: Image.Image = page.render(scale=_SCALE).to_pil().convert("RGB")
    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        outline = [
            (left - _MARGIN) * _SCALE,
            (top - _MARGIN) * _SCALE,
            (right + _MARGIN) * _SCALE,
            (bottom + _MARGIN) * _SCALE,
        ]
        draw.rectangle(outline, outline=_MARKER, width=3)
    return image


def _png(image: Image.Image) -> bytes:
    picture = io.BytesIO()
    ImageOps.expand(image, border=1, fill=_EDGE).save(picture, "PNG")
    return picture.getvalue()
