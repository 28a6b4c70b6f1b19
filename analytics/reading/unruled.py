"""Words on a page without rules become lines, and grids where they stand in columns.

A row of a table is a line with figures together with the lines of labels wrapped around it; what
stands above the first figure is the header.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from analytics.reading.blocks import Block, Cell, Grid, Line
from analytics.reading.columns import (
    Column,
    column_of,
    columns_of,
    columns_under,
    edges_of,
    reached_by,
)
from analytics.reading.words import Row, Word, lines_of, place, united, width

_APART: Final = 4.0
"""Sizes of type from which on the next line belongs to no table above it."""
_LARGER: Final = 1.15
"""How much larger than the text of a table type is that belongs to a title."""
_LONGEST: Final = 500
"""Lines that a table on one page has at most."""
_AROUND: Final = 1.1
"""Sizes of type within which a line of labels belongs to the figures beside it: rows of their own
stand further apart."""
_WRAPPED: Final = 1.45
"""Sizes of type up to which a label of a header goes on in the next line: the cells of a header
stand further apart."""
_COLON: Final = re.compile(r"[:：]")
_FIGURE_AND_LABEL: Final = re.compile(r"(-?[\d,]+(?:\.\d+)?) ([^\d\s].*)")
_PAGE_NUMBER: Final = re.compile(r"[-–—·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-–—·\s]*")
_CENTRED: Final = 1.0
"""Sizes of type by which a label may miss the middle of the columns that it stands over."""

_Span = tuple[int, int]
"""First and last column of a merged cell."""


@dataclass(slots=True)
class _Part:
    """Lines of a page that belong together: those of a table, or one alone."""

    page: int
    lines: list[Row]
    is_table: bool


def blocks_of_words(pages: Iterable[Iterable[Word]]) -> Iterator[Block]:
    """The blocks of a document, given by the words of each page; locators are boxes in points.

    A table over a page break comes as one grid a page. A page number alone at the foot of its
    page is left out.
    """
    parts = [part for number, words in enumerate(pages, 1) for part in _parts(words, number)]
    for before, part in pairwise(parts):
        part.is_table |= before.is_table and before.page < part.page and len(part.lines[0]) > 1
    for number, part in enumerate(parts):
        if part.is_table:
            beside = parts[max(number - 1, 0) : number] + parts[number + 1 : number + 2]
            yield _grid(part, _columns(part, beside))
        else:
            for line in part.lines:
                text = " ".join(word.text for word in line)
                yield Line(text, place(line, part.page))


def _parts(words: Iterable[Word], page: int) -> Iterator[_Part]:
    lines = list(lines_of(words))
    if lines and _PAGE_NUMBER.fullmatch("".join(word.text for word in lines[-1])):
        lines.pop()
    table: list[Row] = []
    for line in lines:
        if table and not _goes_on(table, line):
            yield _part(page, table)
            table = []
        if table or (len(line) > 1 and not _is_caption(line)):
            table.append(line)
        else:
            yield from (_part(page, [[word]]) for word in line)
    if table:
        yield _part(page, table)


def _part(page: int, lines: list[Row]) -> _Part:
    return _Part(page, lines, is_table=sum(len(line) > 1 for line in lines) > 1)


def _columns(part: _Part, beside: Iterable[_Part]) -> list[Column]:
    """The columns of a table, with what its continuation on the next or last page says of them."""
    lines = [list(_parted(line)) for line in part.lines]
    columns = columns_of(lines)
    for other in beside:
        if other.is_table and other.page != part.page:
            others = [list(_parted(line)) for line in other.lines]
            both = columns_of([*lines, *others])
            if len(both) == max(len(columns), len(columns_of(others))):
                columns = both
    return columns


def _is_caption(line: Row) -> bool:
    """Whether a line states what stands above a table: the body, the unit."""
    return any(_COLON.search(word.text) for word in line)


def _goes_on(table: list[Row], line: Row) -> bool:
    """Whether a line belongs to the table above it: it has columns, or stands in one of them."""
    above = table[-1][0]
    if line[0].top - above.top > _APART * above.size or len(table) == _LONGEST:
        return False
    if len(line) > 1:
        return True
    usual = median(word.size for row in table for word in row)
    if line[0].size > _LARGER * usual:
        return False
    return len(reached_by(line[0], columns_of(table))) <= 1


def _grid(part: _Part, columns: Sequence[Column]) -> Grid:
    lines = [list(_parted(line)) for line in part.lines]
    anchors = [line[0].middle for line in lines if _has_figures(line)]
    begin = next((at for at, line in enumerate(lines) if _is_around(line, anchors)), len(lines))
    header = list(_header(lines[:begin]))
    spans = _spans(header, columns)
    rows = [[line] for line in _raised(header, spans)] + _rows(lines[begin:])
    return Grid([_cells(row, columns, spans, part.page) for row in rows])


def _parted(line: Row) -> Iterator[Word]:
    """The words of a line; a figure at a column's end is no part of the label beside it."""
    for word in line:
        beside = _FIGURE_AND_LABEL.fullmatch(word.text) if len(line) > 1 else None
        if beside is None:
            yield word
        else:
            x1 = word.x0 + (word.x1 - word.x0) * width(beside[1]) / width(word.text)
            yield replace(word, text=beside[1], x1=x1)
            x0 = word.x1 - (word.x1 - word.x0) * width(beside[2]) / width(word.text)
            yield replace(word, text=beside[2], x0=x0)


def _has_figures(line: Row) -> bool:
    return any(word.is_figure for word in line)


def _is_around(line: Row, anchors: Sequence[float]) -> bool:
    """Whether a line has figures, or its labels are wrapped around a line that has."""
    return any(abs(line[0].middle - anchor) < _AROUND * line[0].size for anchor in anchors[:1])


def _rows(lines: list[Row]) -> list[list[Row]]:
    """The lines that each row below the header is made of."""
    anchors = [at for at, line in enumerate(lines) if _has_figures(line)]
    rows: dict[int, list[Row]] = {}
    for at, line in enumerate(lines):
        near = bisect_left(anchors, at)
        distances = [
            (abs(lines[anchor][0].middle - line[0].middle), anchor)
            for anchor in anchors[max(near - 1, 0) : near + 1]
        ]
        distance, anchor = min(distances, default=(0.0, at))
        rows.setdefault(anchor if distance < _AROUND * line[0].size else at, []).append(line)
    return [rows[at] for at in sorted(rows)]


def _header(lines: Iterable[Row]) -> Iterator[Row]:
    """The lines of a header, labels that are wrapped put together again."""
    labels: list[Word] = []
    for word in (word for line in lines for word in line):
        at = next((at for at, label in enumerate(labels) if _goes_on_below(label, word)), None)
        if at is None:
            labels.append(word)
        else:
            labels[at] = united([labels[at], word], "\n")
    return lines_of(labels)


def _goes_on_below(label: Word, word: Word) -> bool:
    return (
        0 < word.bottom - label.bottom < _WRAPPED * word.size
        and label.x0 < word.centre < label.x1
        and abs(label.centre - word.centre) < word.size
    )


def _spans(header: Sequence[Row], columns: Sequence[Column]) -> dict[Word, _Span]:
    """The columns that each label of a header stands over."""
    spans: dict[Word, _Span] = {}
    below: dict[int, int] = {}
    for number in reversed(range(len(header))):
        line = header[number]
        for word in line:
            spans[word] = _span(word, line, columns, below)
        for word in line:
            first, last = spans[word]
            below.update(dict.fromkeys(range(first, last + 1), number))
    return spans


def _span(word: Word, line: Row, columns: Sequence[Column], below: Mapping[int, int]) -> _Span:
    """The columns that a label stands over; below tells the next header line with a label in each.

    They are those that have labels below and are nearer to this label than to others of its line,
    or of these those whose labels stand in one line, if the label is in the middle of them.
    """
    own = columns_under(word, columns)
    nearest = [
        at
        for at in below
        if min(line, key=lambda other: abs(columns[at].centre - other.centre)) is word
    ]
    siblings = [at for at in nearest if below[at] in {below.get(column) for column in own}]
    edges = edges_of(columns)
    for chosen in (nearest, siblings):
        first, last = min([*chosen, *own]), max([*chosen, *own])
        if abs((edges[first] + edges[last + 1]) / 2 - word.centre) < _CENTRED * word.size:
            return first, last
    return own[0], own[-1]


def _raised(header: Sequence[Row], spans: Mapping[Word, _Span]) -> list[Row]:
    """The rows of a header, each label in the first row that its cell reaches over.

    A cell over several rows prints its label half way down.
    """
    raised: list[Row] = []
    for line in header:
        raised.append([])
        for word in line:
            first, last = spans[word]
            own = set(range(first, last + 1))
            row = len(raised) - 1
            while row and not any(
                own & set(range(spans[above][0], spans[above][1] + 1)) for above in raised[row - 1]
            ):
                row -= 1
            raised[row].append(word)
    return [row for row in raised if row]


def _cells(
    row: list[Row], columns: Sequence[Column], spans: Mapping[Word, _Span], page: int
) -> list[Cell]:
    held: dict[int, list[Word]] = {}
    covered: set[int] = set()
    for word in (word for line in row for word in line):
        only = column_of(word, columns)
        first, last = spans.get(word, (only, only))
        held.setdefault(first, []).append(word)
        covered.update(range(first + 1, last + 1))
    band = united([word for line in row for word in line], "")
    cells = []
    for number, column in enumerate(columns):
        words = held.get(number, [])
        text = "\n".join(word.text for word in words)
        box = words or [replace(band, x0=column.x0, x1=column.x1)]
        cells.append(Cell(text, place(box, page), covered=number in covered and not words))
    return cells
