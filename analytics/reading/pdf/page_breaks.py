"""What page breaks put between the parts of a document, or cut apart."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, takewhile
from typing import Final

from analytics.reading.pdf.lines import WordLine, cell_text, in_lines, line_box, line_text
from analytics.reading.pdf.page import Page, Table

_MARGIN: Final = 0.1
"""Share of a page's height, at its head and at its foot, where running text stands."""
_PAGE_NUMBER: Final = re.compile(
    r"[-–—·~\s]*(?:第\s*)?\d{1,4}(?:\s*页)?"
    r"(?:\s*[/，,共]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-–—·~\s]*"
)
_Spot = tuple[str, int, int]
"""A line's text with the point where it begins."""

_LEAST_PAGES: Final = 3
_BEGINS: Final = re.compile(
    r"[-+−]?\d|[（(]?[一二三四五六七八九十]+[）)、.．]|其中|[合总小]\s*计|—|-"
)
"""How the first cell of a new row begins: a figure, a code, an item's number."""
_SAME: Final = 3.0
"""Points by which the sides of one column may differ from page to page."""
_ROOM: Final = 1.6
"""Heights of a line left at its end below which the next character did not fit."""
_BELOW: Final = 1e5
"""Points that the second half of a cut cell is taken to lie under the first."""


def without_running_text(pages: list[Page]) -> None:
    """Drop page numbers that stand alone at the foot, and what most pages repeat at their edges.

    A running head or foot stays on the first page that has it.
    """
    for page in pages:
        if page.lines and _is_page_number(page, page.lines[-1]):
            page.lines.pop()
    edges = [(_leading(page, page.lines), _leading(page, page.lines[::-1])) for page in pages]
    counts = Counter(spot for pair in edges for edge in pair for spot in {*map(_spot, edge)})
    running = {
        spot for spot, count in counts.items() if count >= _LEAST_PAGES and count > len(pages) / 2
    }
    seen = set[_Spot]()
    for page, (head, foot) in zip(pages, edges, strict=True):
        repeated = set[_Spot]()
        for edge in (head, foot):
            repeated.update(takewhile(running.__contains__, map(_spot, edge)))
        if again := repeated & seen:
            page.lines = [line for line in page.lines if _spot(line) not in again]
        seen |= repeated


def _is_page_number(page: Page, line: WordLine) -> bool:
    return line_box(line)[1] > (1 - _MARGIN) * page.printed.height and bool(
        _PAGE_NUMBER.fullmatch(line_text(line))
    )


def _leading(page: Page, lines: list[WordLine]) -> list[WordLine]:
    """The first of some lines, as far as they stand in the margins of the page."""
    height = page.printed.height

    def is_marginal(line: WordLine) -> bool:
        _, top, _, bottom = line_box(line)
        return bottom < _MARGIN * height or top > (1 - _MARGIN) * height

    return list(takewhile(is_marginal, lines))


def _spot(line: WordLine) -> _Spot:
    x0, top, *_ = line_box(line)
    return line_text(line), round(x0), round(top)


def rejoin_cut_rows(pages: list[Page]) -> None:
    """Put together the rows of tables that a page break has cut in two.

    A row goes on where the next page begins with a row that holds no figure, code or item's
    number, and each of whose texts continues a text that fills its last line in the same column.
    """
    for above, below in pairwise(pages):
        if below.printed.number > above.printed.number + 1:
            continue
        upper, lower = _last_table(above), _first_table(below)
        if upper and lower and _goes_on(upper, lower):
            _move_first_row(lower, upper)
            if not lower.held:
                below.tables.remove(lower)


def _last_table(page: Page) -> Table | None:
    """The table that the page ends with."""
    table = max(page.tables, key=lambda table: table.ruling.box[3], default=None)
    if table and page.lines and line_box(page.lines[-1])[1] > table.ruling.box[3]:
        return None
    return table


def _first_table(page: Page) -> Table | None:
    """The table that the page begins with."""
    table = min(page.tables, key=lambda table: table.ruling.box[1], default=None)
    if table and page.lines and line_box(page.lines[0])[1] < table.ruling.box[1]:
        return None
    return table


def _goes_on(upper: Table, lower: Table) -> bool:
    held = [number for number in _row(lower, 0) if number in lower.held]
    if not held or any(_BEGINS.match(cell_text(lower.held[number])) for number in held):
        return False
    return all(_fills(upper, _over(upper, lower, number)) for number in held)


def _row(table: Table, row: int) -> list[int]:
    """The numbers of the cells that stand in a row, from left to right."""
    return list(dict.fromkeys(table.ruling.owner[row].tolist()))


def _over(upper: Table, lower: Table, number: int) -> int | None:
    """The cell of the upper table's last row that has the same sides, None where none has."""
    left, _, right, _ = lower.ruling.boxes[number]
    for candidate in _row(upper, -1):
        x0, _, x1, _ = upper.ruling.boxes[candidate]
        if abs(x0 - left) <= _SAME and abs(x1 - right) <= _SAME:
            return candidate
    return None


def _fills(table: Table, number: int | None) -> bool:
    """Whether a cell's text ends only because its last line is full."""
    if number is None or number not in table.held:
        return False
    *_, last = in_lines(table.held[number])
    x0, top, x1, bottom = line_box(last)
    left, _, right, _ = table.ruling.boxes[number]
    # A text set in the middle leaves its room on both sides.
    return (right - left) - (x1 - x0) < _ROOM * (bottom - top)


def _move_first_row(lower: Table, upper: Table) -> None:
    for number in _row(lower, 0):
        over = _over(upper, lower, number)
        if over is not None and number in lower.held:
            upper.held[over] += [
                word._replace(top=word.top + _BELOW, bottom=word.bottom + _BELOW)
                for word in lower.held.pop(number)
            ]
    lower.ruling = lower.ruling.without_first_row()
