"""A page taken apart into tables and lines of text, and put together as blocks."""

from __future__ import annotations

from collections.abc import Iterator
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
from analytics.reading.pdf.loose_figures import hold_table
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


def read_page(printed: Printed, content: bytes) -> Page:
    """The parts of a page of the PDF that these are the bytes of.

    Where figures stand in columns that no rules part, pdfplumber is asked for rules that PDFium
    does not take for any.
    """
    tables = rulings(printed.rules)
    parted = [table for table in tables if table.width > 1]
    page = _taken_apart(printed, parted)
    if not hold_table(page.lines):
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


def page_blocks(page: Page) -> list[Block]:
    """The blocks of a page in reading order; their places are on the page as shown."""
    placed: list[_Placed] = []
    for table in page.tables:
        x0, top, *_ = table.ruling.box
        placed.append((top, x0, _grid(page.printed, table)))
    placed += _unruled_blocks(page) if page.is_unruled else _line_blocks(page)
    return [block for *_, block in sorted(placed, key=lambda item: item[:2])]


def _line_blocks(page: Page) -> Iterator[_Placed]:
    for line in page.lines:
        _, top, *_ = line_box(line)
        for part in side_by_side(line):
            box = line_box(part)
            yield top, box[0], Line(line_text(part), page.printed.place(box))


def _unruled_blocks(page: Page) -> Iterator[_Placed]:
    words = [
        unruled.Word(word.text, word.x0, word.top, word.x1, word.bottom, word.bottom - word.top)
        for line in page.lines
        for word in line
    ]
    for block in blocks_of_words([words]):
        x0, top, *_ = _box(block.place)
        if isinstance(block, Line):
            yield top, x0, Line(block.text, page.printed.place(_box(block.place)))
        else:
            rows = [
                [replace(cell, place=page.printed.place(_box(cell.place))) for cell in row]
                for row in block.rows
            ]
            yield top, x0, Grid(rows)


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
