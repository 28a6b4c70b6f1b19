"""Tables in a document: their titles, their grids joined over page breaks, their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from analytics.model import Disclosure
from analytics.reading.blocks import Cell, Document, Grid, Line
from analytics.recognising.amounts import parse_number, printed_unit, unit_in_label
from analytics.recognising.continued import in_columns_of
from analytics.recognising.headers import Header, is_meta, read_header
from analytics.recognising.readings import TableReading
from analytics.recognising.statements import read_rows
from analytics.recognising.statements.cells import is_code
from analytics.recognising.titles import is_form_title, statement_of, table_title
from analytics.recognising.wording import normalise

_LINES_UNDER_TITLE: Final = 12
"""A title further above its grid than this many lines belongs to something else (a table of
contents, a heading without a table)."""

_LISTED_TABLES: Final = 4
"""Titles of statutory tables in one grid that make it a table of contents."""

_DECIMALS: Final = re.compile(r"\d\.\d")

_RUNNING_LINES: Final = 3
"""Lines that may stand at the foot of one page and the head of the next."""


@dataclass(slots=True)
class _Found:
    """A title with the grids under it, before they are understood."""

    title: str
    statement: str | None
    unit: str | None
    grids: list[Grid] = field(default_factory=list)

    def fitted(self, grid: Grid) -> Grid:
        """A grid that may go on with the table, in the columns of its first."""
        return in_columns_of(self.grids[0], grid) if self.grids else grid


def recognise_tables(document: Document, disclosure: Disclosure) -> list[TableReading]:
    """The tables of a document in order, the statutory ones with their rows.

    The disclosure tells the year and kind of the figures, and the unit of tables that print none.
    Performance forms are not tables here. A statutory title whose grid is not understood gives a
    reading with understood False, and so does each sheet that a workbook hides.
    """
    readings = [_reading(found, disclosure) for found in _found_tables(document)]
    readings += [_hidden(sheet, disclosure) for sheet in document.hidden_sheets]
    for statement in {reading.statement for reading in readings if reading.statement}:
        same = [reading for reading in readings if reading.statement == statement]
        chosen = min(same, key=_preference)
        for other in same:
            if other is not chosen:
                other.statement, other.understood = None, False
    return readings


def _hidden(sheet: str, disclosure: Disclosure) -> TableReading:
    title = f"{sheet}（隐藏工作表）"
    return TableReading(None, title, disclosure.printed_unit, None, None, understood=False)


def _preference(reading: TableReading) -> tuple[bool, bool]:
    """Of several tables of one statement the one with figures, of the general public budget."""
    figures = any(row.cells or row.loose for row in reading.rows)
    return not figures, "一般公共预算" not in reading.title


def _found_tables(document: Document) -> Iterator[_Found]:
    title: str | None = None
    unit: str | None = None
    distance = 0
    found: _Found | None = None
    for block in document.blocks:
        if isinstance(block, Line):
            announced = table_title(block.text)
            if announced is not None:
                title, unit, distance = announced, None, 0
            else:
                distance += 1
            unit = printed_unit(block.text) or unit
            continue
        if _lists_tables(block):
            title, unit = None, None
            continue
        own, own_unit = _title_in(block)
        title = own or title
        fitted = found.fitted(block) if found is not None else block
        if title is not None and (own or distance <= _LINES_UNDER_TITLE):
            statement = statement_of(title)
            if found is None or not _same_table(found, title, fitted):
                if found is not None:
                    yield found
                found = None if is_form_title(title) else _Found(title, statement, None)
            if found is not None:
                found.unit = found.unit or own_unit or unit
                found.grids.append(found.fitted(block))
        elif found is not None and _goes_on(found.grids[-1], fitted, distance):
            found.grids.append(fitted)
        title, unit, distance = None, None, 0
    if found is not None:
        yield found


def _lists_tables(grid: Grid) -> bool:
    """Whether a grid is a list of a document's tables, a title in most of its rows."""
    titles = [
        title
        for row in grid.rows
        if (title := next(filter(None, (table_title(cell.text) for cell in row)), None))
    ]
    statutory = sum(statement_of(title) is not None for title in titles)
    return statutory >= _LISTED_TABLES and 2 * len(titles) > len(grid.rows)


def _title_in(grid: Grid) -> tuple[str | None, str | None]:
    """Title and unit printed in the first rows of a grid itself."""
    title: str | None = None
    unit: str | None = None
    for row in [row for row in grid.rows if any(row)][:4]:
        if not is_meta(row):
            break
        lines = [line for cell in row for line in cell.text.splitlines()]
        for line in lines:
            unit = printed_unit(line) or unit
        title = title or table_title(lines[0])
    return title, unit


def _same_table(found: _Found, title: str, grid: Grid) -> bool:
    """Whether a page break has repeated the title: the same words over the same width."""
    return found.title == title and _width(found.grids[-1].rows) == _width(grid.rows)


def _goes_on(grid: Grid, below: Grid, lines: int) -> bool:
    """Whether a grid without a title continues the one before it.

    It does with nothing between them, or over a page break with only a running head or foot
    between, as long as it is as wide.
    """
    if lines == 0:
        return True
    last, page = grid.last_page, below.place.page
    over_page = last is not None and page is not None and page == last + 1
    return over_page and lines <= _RUNNING_LINES and _width(grid.rows) == _width(below.rows)


def _width(rows: list[list[Cell]]) -> int:
    return max(map(len, rows))


def _reading(found: _Found, disclosure: Disclosure) -> TableReading:
    grids = found.grids
    header = read_header([row for grid in grids for row in grid.rows])
    unit = found.unit or _unit_in_labels(found.title, header)
    reading = TableReading(
        statement=found.statement,
        title=found.title,
        unit=unit or disclosure.printed_unit,
        first_page=grids[0].place.page,
        last_page=grids[-1].last_page,
        understood=False,
        states_unit=unit is not None,
    )
    reading.printed_rows = len(header.body)
    if found.statement is None:
        return reading
    shaped = read_rows(found.statement, header, disclosure.kind, disclosure.fiscal_year)
    if shaped is not None:
        reading.measures, reading.rows = shaped
    read = any(row.cells or row.loose for row in reading.rows)
    reading.understood = read or not _prints_amounts(header.body)
    return reading


def _prints_amounts(body: list[list[Cell]]) -> bool:
    """Whether a table holds a number that is not a code, alone in its cell or with decimals."""
    return any(
        _DECIMALS.search(text) or (parse_number(text) is not None and not _is_code_part(text))
        for row in body
        for cell in row
        if (text := normalise(cell.text))
    )


def _is_code_part(text: str) -> bool:
    """Whether a number can be a classification code, or one of the columns 类, 款 and 项."""
    return is_code(text) or (len(text) <= 2 and text.isdigit())


def _unit_in_labels(title: str, header: Header) -> str | None:
    """The one unit that the title or the labels over the columns state in brackets."""
    labels = [title, *(label for path in header.paths for label in path)]
    units = set(filter(None, map(unit_in_label, labels)))
    return units.pop() if len(units) == 1 else None
