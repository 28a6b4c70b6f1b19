"""Words on a page without rules become lines, and grids where they stand in columns.

A row of a table is a line with figures together with the lines of labels wrapped around it; what
stands above the first figure is the header. Whoever has words with boxes can have them read: of
web pages that place their text, of PDF pages, of recognised scans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median
from typing import Final

from analytics.reading.blocks import Block, Cell, Grid, Line
from analytics.reading.columns import Column, column_of, columns_of, reached_by
from analytics.reading.touching import parted
from analytics.reading.unruled_header import Span, header_of, raised, spans_of
from analytics.reading.words import WRAPPED, Row, Word, lines_of, place, united

_APIECE: Final = " | "
"""What parts amounts that seem to stand in one cell: they must not be read as one."""
_APART: Final = 4.0
"""Sizes of type from which on the next line belongs to no table above it."""
_LARGER: Final = 1.15
"""How much larger than the text of a table type is that belongs to a title."""
_LONGEST: Final = 500
"""Lines that a table on one page has at most."""
_AROUND: Final = 1.1
"""Sizes of type within which the first line of labels belongs to the figures beside it."""
_LEVEL: Final = 0.8
"""Sizes of type within which two lines always belong to one row."""
_PITCH: Final = 0.85
"""Share of the distance of rows within which a line of labels belongs to the next line."""
_FLUSH: Final = 0.5
"""Sizes of type by which words of one column may be out of line."""
_LABEL_ABOVE: Final = 2.2
"""Sizes of type within which a lone label belongs to the header below it."""
_LABEL: Final = 12.0
"""Sizes of type that such a label is shorter than."""
_COLON: Final = re.compile(r"[:：]")
_PAGE_NUMBER: Final = re.compile(r"[-–—·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-–—·\s]*")
_LISTED: Final = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、.．]|\d{3,}|(?:注|备注|说明)[:：]")
"""How the first label of a row below the header begins: with its number or code, or as a note."""


@dataclass(slots=True)
class _Part:
    """Lines of a page that belong together: those of a table, or one alone.

    above is the table on the page before that it continues without a header of its own.
    """

    page: int
    lines: list[Row]
    is_table: bool
    above: _Part | None = None

    @property
    def begin(self) -> int:
        """The number of the first line below the header."""
        if self.above is not None:
            return 0
        anchor = next((line[0].middle for line in self.lines if _has_figures(line)), None)
        for number, line in enumerate(self.lines):
            is_around = anchor is not None and abs(line[0].middle - anchor) < _AROUND * line[0].size
            if is_around or _LISTED.match(line[0].text):
                return number
        return len(self.lines)

    @property
    def header(self) -> list[Row]:
        """The labels of the header, those that are wrapped put together."""
        return list(header_of(self.lines[: self.begin]))

    @property
    def labels(self) -> set[str]:
        """The texts of the header's lines, wherever it is printed."""
        if self.above is not None:
            return self.above.labels
        return {word.text for line in self.lines[: self.begin] for word in line}

    @property
    def rows(self) -> list[Row]:
        """The lines of the header as one label a cell, and those below it."""
        return self.header + self.lines[self.begin :]


def blocks_of_words(pages: Iterable[Iterable[Word]]) -> Iterator[Block]:
    """The blocks of a document, given by the words of each page; locators are boxes in points.

    A table over a page break comes as one grid a page. A page number alone at the foot of its
    page is left out.
    """
    parts: list[_Part] = []
    tables: list[list[_Part]] = []
    for number, words in enumerate(pages, 1):
        last = parts[-1] if parts and parts[-1].page == number - 1 else None
        for part in _parts(words, number, last if last and last.is_table else None):
            parts.append(part)
            if part.is_table and tables and _is_next(tables[-1], part):
                tables[-1].append(part)
            elif part.is_table:
                tables.append([part])
    grids = (grid for table in tables for grid in _grids(table))
    for part in parts:
        if part.is_table:
            yield next(grids)
        else:
            for line in part.lines:
                text = " ".join(word.text for word in line)
                yield Line(text, place(line, part.page))


def _parts(words: Iterable[Word], page: int, above: _Part | None) -> Iterator[_Part]:
    """The parts of a page; above is the table that the page before ends with."""
    lines = [list(parted(line)) for line in lines_of(words)]
    if lines and _PAGE_NUMBER.fullmatch("".join(word.text for word in lines[-1])):
        lines.pop()
    table: list[Row] = []
    columns: list[Column] = []
    if lines and above is not None and _stands_under(above, lines[0]):
        table.append(lines.pop(0))
        columns = columns_of(above.rows)
    continued = above if table else None
    pending: list[Row] = []
    for line, below in zip(lines, [*lines[1:], []], strict=False):
        if table and not _goes_on(table, line, below, columns):
            part = _Part(page, table, continued is not None or _has_columns(table), continued)
            yield from _with_labels_above(part, pending)
            table, pending, continued, columns = [], [], None, []
        if table or (len(line) > 1 and not _is_caption(line)):
            table.append(line)
        elif len(line) > 1:
            yield from (_Part(page, [row], is_table=False) for row in pending)
            yield from (_Part(page, [[word]], is_table=False) for word in line)
            pending = []
        else:
            pending.append(line)
    part = _Part(page, table, continued is not None or _has_columns(table), continued)
    yield from _with_labels_above(part, pending)


def _has_columns(lines: list[Row]) -> bool:
    return sum(len(line) > 1 for line in lines) > 1


def _with_labels_above(part: _Part, lines: list[Row]) -> Iterator[_Part]:
    """The lines above a part, and the part, to which the last of them may belong as labels."""
    while part.is_table and lines and _is_label_above(part, lines[-1][0]):
        part.lines.insert(0, lines.pop())
    yield from (_Part(part.page, [line], is_table=False) for line in lines)
    if part.lines:
        yield part


def _is_label_above(part: _Part, word: Word) -> bool:
    below = [other for line in part.lines for other in line]
    return (
        part.above is None
        and not _COLON.search(word.text)
        and part.lines[0][0].middle - word.middle < _LABEL_ABOVE * word.size
        and word.size <= _LARGER * median(other.size for other in below)
        and word.x1 - word.x0 < _LABEL * word.size
        and min(other.x0 for other in below) < word.centre < max(other.x1 for other in below)
    )


def _is_next(table: list[_Part], part: _Part) -> bool:
    """Whether a part continues a table: without a header, or with the same one again."""
    if part.page != table[-1].page + 1:
        return False
    if part.above is not None:
        return True
    labels, others = ([word for line in each.header for word in line] for each in (part, table[0]))
    return len(labels) == len(others) and all(
        label.text == other.text and abs(label.x0 - other.x0) < _FLUSH * label.size
        for label, other in zip(labels, others, strict=True)
    )


def _stands_under(above: _Part, line: Row) -> bool:
    """Whether the first line of a page stands in columns of the table on the page before it."""
    columns = columns_of(above.rows)
    size = median(word.size for row in above.lines for word in row)
    if _is_caption(line) or line[0].size > _LARGER * size or above.labels & _texts(line):
        return False
    words = [word for row in above.lines[above.begin :] for word in row]
    return all(
        len(reached_by(word, columns)) == 1
        and any(
            min(abs(word.x0 - other.x0), abs(word.x1 - other.x1)) < _FLUSH * word.size
            for other in words
        )
        for word in line
    )


def _texts(line: Row) -> set[str]:
    return {word.text for word in line}


def _is_caption(line: Row) -> bool:
    """Whether a line states what stands above a table: the body, the unit."""
    return any(_COLON.search(word.text) for word in line)


def _goes_on(table: list[Row], line: Row, below: Row, columns: list[Column]) -> bool:
    """Whether a line belongs to the table above it: it has columns, or stands in one of them.

    A lone text that is wrapped around the figures of the line below it need not.
    """
    above = table[-1][0]
    if line[0].top - above.top > _APART * above.size or len(table) == _LONGEST:
        return False
    if len(line) > 1:
        return True
    (word,) = line
    words = [other for row in table for other in row]
    if word.size > _LARGER * median(other.size for other in words):
        return False
    if len(reached_by(word, columns or columns_of(table))) <= 1:
        return True
    half = (max(other.x1 for other in words) - min(other.x0 for other in words)) / 2
    return (
        word.x1 - word.x0 < half
        and _has_figures(below)
        and _distance(line, below) < WRAPPED * word.size
        and not _is_caption(below)
    )


def _grids(table: list[_Part]) -> Iterator[Grid]:
    """The grids of a table, one a page.

    Where it has the same columns on all they are shared; else a page without a header has those
    of the header above it.
    """
    shared = columns_of(*(part.rows for part in table))
    each = [columns_of(part.rows) for part in table]
    is_shared = len(shared) == max(map(len, each))
    columns = shared if is_shared else each[0]
    for part, own in zip(table, each, strict=True):
        if part.above is None and not is_shared:
            columns = own
        yield _grid(part, columns)


def _grid(part: _Part, columns: Sequence[Column]) -> Grid:
    header = part.header
    spans = spans_of(header, columns)
    rows = [[line] for line in raised(header, spans)] + _rows(part.lines[part.begin :])
    return Grid([_cells(row, columns, spans, part.page) for row in rows])


def _has_figures(line: Row) -> bool:
    return any(word.is_figure for word in line)


def _rows(lines: list[Row]) -> list[list[Row]]:
    """The lines that each row below the header is made of, figures in one of them at most.

    A line of labels belongs to the line next to it where that is nearer than rows are.
    """
    anchors = [line for line in lines if _has_figures(line)]
    pitches = (_distance(above, below) for above, below in pairwise(anchors))
    pitch = min((pitch for pitch in pitches if pitch > _PITCH * anchors[0][0].size), default=inf)
    rows: list[list[Row]] = []
    for line in lines:
        if not rows or not _is_wrapped(rows[-1][-1], line, pitch):
            rows.append([line])
            continue
        rows[-1].append(line)
        if _has_figures(line):
            rows[-1:] = _cut(rows[-1])
    return rows


def _distance(above: Row, below: Row) -> float:
    return below[0].middle - above[0].middle


def _is_wrapped(above: Row, line: Row, pitch: float) -> bool:
    """Whether a line may belong to the row of the line above it, rows being a pitch apart."""
    distance, size = _distance(above, line), line[0].size
    if distance < _LEVEL * size:
        return True
    begins = any(
        _LISTED.match(word.text) and word.x0 < other.x1 and other.x0 < word.x1
        for word in line
        for other in above
    )
    return distance < min(WRAPPED * size, _PITCH * pitch) and not begins


def _cut(row: list[Row]) -> list[list[Row]]:
    """A row in two where it has figures before those of its last line: at the widest gap."""
    anchors = [at for at, line in enumerate(row[:-1]) if _has_figures(line)]
    gaps = [
        (_distance(row[at], row[at + 1]), at + 1)
        for at in range(anchors[-1] if anchors else len(row), len(row) - 1)
    ]
    widest, at = max(gaps, default=(0.0, 0))
    return [row[:at], row[at:]] if widest >= _LEVEL * row[-1][0].size else [row]


def _cells(
    row: list[Row], columns: Sequence[Column], spans: Mapping[Word, Span], page: int
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
        amounts = sum(word.is_figure and word.is_no_code for word in words)
        text = (_APIECE if amounts > 1 else "\n").join(word.text for word in words)
        box = words or [replace(band, x0=column.x0, x1=column.x1)]
        cells.append(Cell(text, place(box, page), covered=number in covered and not words))
    return cells
