"""A place in a document as a reader would see it, with what stands around it.

Of a PDF that is a part of the page, of a text the lines, of a table in a web page, a DOCX or a
workbook the rows.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import pypdfium2 as pdfium
from PIL import ImageDraw, ImageOps

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
    """Lines of a text with their numbers from 1, and the number of the one that is meant."""

    lines: tuple[tuple[int, str], ...]
    meant: int


def text_excerpt(content: bytes, place: Place) -> TextExcerpt | None:
    """The line of a text that a place names, with its neighbours; None where it names none."""
    named = _LINE.fullmatch(place.locator)
    if named is None:
        return None
    lines = decode(content).splitlines()
    meant = int(named[1])
    if not 1 <= meant <= len(lines):
        return None
    numbers = range(max(1, meant - _LINES_ABOVE), min(len(lines), meant + _LINES_BELOW) + 1)
    return TextExcerpt(tuple((number, lines[number - 1]) for number in numbers), meant)


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
    """Parts of a table: the rows around a cell, and its first rows where those are further up.

    over: the lines right above the table, such as its title and unit. columns: the letters of a
    sheet's columns; none for other tables.
    """

    over: tuple[str, ...]
    columns: tuple[str, ...]
    parts: tuple[tuple[ShownRow, ...], ...]


def block_excerpt(document: Document, place: Place) -> TextExcerpt | TableExcerpt | None:
    """The cell or line of a document that a place names, with its neighbours; None for none."""
    over: list[str] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Line):
            if block.place == place:
                return _lines_around(document, at)
            over.append(block.text)
            continue
        for number, row in enumerate(block.rows):
            if any(cell.place == place for cell in row):
                return _rows_around(block, over[-_LINES_OVER_TABLE:], number, place)
        over = []
    return None


def _lines_around(document: Document, at: int) -> TextExcerpt:
    """A line numbered among the lines of the document; tables between them are left out."""
    meant = sum(isinstance(block, Line) for block in document.blocks[: at + 1])
    first, last = max(1, meant - _LINES_ABOVE), meant + _LINES_BELOW
    lines = enumerate((line.text for line in document.lines()), start=1)
    return TextExcerpt(tuple(line for line in lines if first <= line[0] <= last), meant)


def _rows_around(table: Grid, over: list[str], number: int, place: Place) -> TableExcerpt:
    first = max(0, number - _ROWS_ABOVE)
    around = table.rows[first : number + _ROWS_BELOW + 1]
    head = table.rows[: min(_ROWS_OF_HEAD, first)]
    parts = [head, around] if first > _ROWS_OF_HEAD else [head + around]
    return TableExcerpt(
        over=tuple(over),
        columns=tuple(filter(None, (_numbered(cell)[0] for cell in table.rows[number]))),
        parts=tuple(tuple(_shown(part, place)) for part in parts),
    )


def _shown(rows: list[list[Cell]], place: Place) -> Iterator[ShownRow]:
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
            shown.append(ShownCell(cell.text, across, down, cell.place == place))
        yield ShownRow(_numbered(cells[0])[1], tuple(shown))


def _numbered(cell: Cell) -> tuple[str, str]:
    """The letter of a cell's column and the number of its row, as its place says; '' for none."""
    found = _ROW_NUMBER.search(cell.place.locator)
    if found is None:
        return "", ""
    letters, of_sheet, of_table = found.groups(default="")
    return letters, of_sheet or of_table


def page_excerpt(content: bytes, place: Place) -> bytes | None:
    """A PNG of the part of a PDF's page around a place, which is outlined; None for no such place.

    The picture is as wide as the page.
    """
    box = _BOX.fullmatch(place.locator)
    if box is None or place.page is None:
        return None
    left, top, right, bottom = (float(edge) for edge in box.groups())
    with pdfium.PdfDocument(content) as pdf:
        if not 1 <= place.page <= len(pdf):
            return None
        with contextlib.closing(pdf[place.page - 1]) as page:
            image = page.render(scale=_SCALE).to_pil().convert("RGB")
    outline = [
        (left - _MARGIN) * _SCALE,
        (top - _MARGIN) * _SCALE,
        (right + _MARGIN) * _SCALE,
        (bottom + _MARGIN) * _SCALE,
    ]
    ImageDraw.Draw(image).rectangle(outline, outline=_MARKER, width=3)
    upper = max(0, round((top - _POINTS_ABOVE) * _SCALE))
    lower = min(image.height, round((bottom + _POINTS_BELOW) * _SCALE))
    picture = io.BytesIO()
    band = image.crop((0, upper, image.width, lower))
    _, _, _, printed_to = ImageOps.invert(band.convert("L")).getbbox() or band.getbbox()
    band = band.crop((0, 0, band.width, min(band.height, printed_to + _FOOT)))
    ImageOps.expand(band, border=1, fill=_EDGE).save(picture, "PNG")
    return picture.getvalue()
