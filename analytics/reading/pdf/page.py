"""A page taken apart into tables and lines of text, and put together as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analytics.reading import words as unruled
from analytics.reading.blocks import Block, Cell, Grid, Line, Place
from analytics.reading.pdf.boxes import Box
from analytics.reading.pdf.cells import NOWHERE, standing_in
from analytics.reading.pdf.lines import (
    Word,
    WordLine,
    cell_text,
    in_lines,
    line_box,
    line_text,
    side_by_side,
    words,
)
from analytics.reading.pdf.loose_figures import hold_table, may_hold_table
from analytics.reading.pdf.plumber_rules import plumber_rules
from analytics.reading.pdf.printed import Printed
from analytics.reading.pdf.rules import Ruling, rulings
from analytics.reading.unruled import blocks_of_words

_Placed = tuple[float, float, Block]
"""Top and left edge of a block on the page as read."""


@dataclass(slots=True)
class Table:
    """A table's cells, and the words that stand in each, by its number."""

    ruling: Ruling
    held: dict[int, list[Word]]


@dataclass(slots=True)
class Page:
    """The tables of a page that hold text, and its other lines of text from top to bottom.

    is_unruled tells that these lines hold a table without rules.
    """

    printed: Printed
    tables: list[Table]
    lines: list[WordLine]
    is_unruled: bool = False


def read_pages(pages: Iterable[Printed], content: bytes) -> Iterator[Page]:
    """The parts of the pages of the PDF that these are the bytes of."""
    goes_on = False
    for printed in pages:
        page = _read_page(printed, content, goes_on)
        goes_on = page.is_unruled
        yield page


def _read_page(printed: Printed, content: bytes, goes_on: bool) -> Page:
    """The parts of a page; goes_on tells whether the one before ends with a table without rules.

    Where figures stand in columns that no rules part, pdfplumber is asked for rules that PDFium
    does not take for any.
    """
    tables = rulings(printed.rules)
    parted = [table for table in tables if table.width > 1]
    page = _taken_apart(printed, parted)
    if not hold_table(page.lines) and (page.tables or not may_hold_table(page.lines, goes_on)):
        return page if len(parted) == len(tables) else _taken_apart(printed, tables)
    if not parted and printed.unruled:
        tables = rulings(plumber_rules(content, printed))
        if any(table.width > 1 for table in tables):
            return _taken_apart(printed, tables)
    page.is_unruled = True
    return page


def _taken_apart(printed: Printed, rulings: list[Ruling]) -> Page:
    held = words(printed.characters, standing_in(printed.characters, rulings))
    lines = list(in_lines(held.pop(NOWHERE, [])))
    tables = []
    first = 0
    for ruling in rulings:
        numbers = range(first, first + len(ruling.boxes))
        own = {number - first: held[number] for number in numbers if number in held}
        if own:
            tables.append(Table(ruling, own))
        first += len(ruling.boxes)
    return Page(printed, tables, lines)


def blocks_of_pages(pages: list[Page]) -> Iterator[Block]:
    """The blocks of a document in reading order; their places are on the pages as shown."""
    unruled = _unruled_blocks([page for page in pages if page.is_unruled])
    for page in pages:
        placed: list[_Placed] = []
        for table in page.tables:
            x0, top, *_ = table.ruling.box
            placed.append((top, x0, _grid(page.printed, table)))
        number = page.printed.number
        placed += unruled[number] if page.is_unruled else _line_blocks(page)
        yield from (block for *_, block in sorted(placed, key=lambda item: item[:2]))


def _line_blocks(page: Page) -> Iterator[_Placed]:
    for line in page.lines:
        _, top, *_ = line_box(line)
        for part in side_by_side(line):
            box = line_box(part)
            yield top, box[0], Line(line_text(part), page.printed.place(box))


def _unruled_blocks(pages: list[Page]) -> dict[int, list[_Placed]]:
    """The blocks of the lines of pages that hold tables without rules, by the page's number."""
    by_number = {page.printed.number: page for page in pages}
    sheets = (by_number.get(number) for number in range(1, max(by_number, default=0) + 1))
    placed: dict[int, list[_Placed]] = {number: [] for number in by_number}
    for block in blocks_of_words(_words(page) if page else () for page in sheets):
        assert block.place.page is not None, "words have pages"
        printed = by_number[block.place.page].printed
        x0, top, *_ = _box(block.place)
        placed[printed.number].append((top, x0, _as_shown(block, printed)))
    return placed


def _words(page: Page) -> Iterator[unruled.Word]:
    for word in (word for line in page.lines for word in line):
        height = word.bottom - word.top
        yield unruled.Word(word.text, word.x0, word.top, word.x1, word.bottom, height, word.spaced)


def _as_shown(block: Block, printed: Printed) -> Block:
    """A block with its places on the page as shown."""
    if isinstance(block, Line):
        return Line(block.text, printed.place(_box(block.place)))
    return Grid(
        [
            [replace(cell, place=printed.place(_box(cell.place))) for cell in row]
            for row in block.rows
        ]
    )


def _box(place: Place) -> Box:
    x0, top, x1, bottom = map(float, place.locator.split(","))
    return x0, top, x1, bottom


def _grid(printed: Printed, table: Table) -> Grid:
    ruling = table.ruling
    columns, rows = ruling.columns.tolist(), ruling.rows.tolist()
    seen = set[int]()
    grid = []
    for row, owners in enumerate(ruling.owner.tolist()):
        cells = []
        for column, number in enumerate(owners):
            if number in seen:
                slot = (columns[column], rows[row], columns[column + 1], rows[row + 1])
                cells.append(Cell("", printed.place(slot), covered=True))
            else:
                seen.add(number)
                held = table.held.get(number)
                text = cell_text(held) if held else ""
                cells.append(Cell(text, printed.place(ruling.boxes[number])))
        grid.append(cells)
    return Grid(grid)
