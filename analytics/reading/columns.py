"""The columns of a table without rules: strips of the page that its words stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, pairwise
from typing import Final

from analytics.reading.words import Row, Word

_ESTIMATED: Final = 0.2
"""Sizes of type by which the edges of a word may be wrong, since widths are estimates."""
_FLUSH: Final = 5.0
"""Points by which the right edges of the figures of one column may seem to differ."""

_BEHIND: Final = 2.5
"""Points that a column reaches further than its amounts."""


@dataclass(frozen=True, slots=True)
class Column:
    """A strip of the page, from x0 to x1 in points.

    lines are the numbers of the lines that have words in it; has_figures tells whether any of
    them is one, other than the number of the column, has_amounts whether one is no code.
    """

    x0: float
    x1: float
    lines: frozenset[int]
    has_figures: bool
    has_amounts: bool

    @property
    def centre(self) -> float:
        """Half way between its left and its right edge."""
        return (self.x0 + self.x1) / 2

    def united(self, other: Column) -> Column:
        """Both strips and what is between them."""
        return Column(
            min(self.x0, other.x0),
            max(self.x1, other.x1),
            self.lines | other.lines,
            self.has_figures or other.has_figures,
            self.has_amounts or other.has_amounts,
        )


def columns_of(*pages: Sequence[Row]) -> list[Column]:
    """The columns of a table, from left to right, by its lines on each page.

    The lines with most words say where they are; a word over several of them says nothing, unless
    no line has words in two of these: then they are parts of one.
    """
    strips: list[list[tuple[Word, Column]]] = []
    for page in pages:
        strips += _strips(page, len(strips))
    columns: list[Column] = []
    for line in sorted(strips, key=len, reverse=True):
        for word, column in line if len(line) > 1 else ():
            _enter(column, reached_by(word, columns), columns)
        columns.sort(key=lambda column: column.x0)
    return _without_halves(columns)


def _strips(lines: Sequence[Row], first: int) -> Iterator[list[tuple[Word, Column]]]:
    """Each word of each line with the strip that it takes; the lines are numbered from first on."""
    middles = [line[0].middle for line in lines]
    for number, line in enumerate(lines):
        numbers_columns = _numbers_columns(line)
        strips = []
        for word in line:
            beside = range(bisect_right(middles, word.top), bisect_left(middles, word.bottom))
            own = frozenset(first + other for other in {*beside, number})
            has_figures = word.is_figure and not numbers_columns
            strip = Column(word.x0, word.x1, own, has_figures, word.is_no_code)
            strips.append((word, strip))
        yield strips


def _enter(column: Column, reached: list[int], columns: list[Column]) -> None:
    """Add a word's strip to the columns, of which it reaches these."""
    if not reached:
        columns.append(column)
        return
    parts = [columns[at] for at in reached]
    if all(_may_be_one(left, right) for left, right in combinations(parts, 2)):
        wider = reduce(Column.united, parts, column)
        others = [other for other in columns if other not in parts]
        if not any(wider.x0 < other.x1 and other.x0 < wider.x1 for other in others):
            columns[:] = sorted([*others, wider], key=lambda column: column.x0)


def reached_by(word: Word, columns: Sequence[Column]) -> list[int]:
    """The numbers of the columns that a word stands in."""
    allowed = _ESTIMATED * word.size
    return [
        number
        for number, column in enumerate(columns)
        if word.x0 + allowed < column.x1 and column.x0 + allowed < word.x1
    ]


def columns_under(word: Word, columns: Sequence[Column]) -> list[int]:
    """The numbers of the columns whose middle a word stands over, else of the one that it stands
    in or is nearest to."""
    under = [at for at, column in enumerate(columns) if word.x0 < column.centre < word.x1]
    nearest = min(range(len(columns)), key=lambda at: abs(columns[at].centre - word.centre))
    return under or reached_by(word, columns)[:1] or [nearest]


def column_of(word: Word, columns: Sequence[Column]) -> int:
    """The number of the first column that a word stands in, else of the nearest one.

    A figure that reaches over more than one ends where its column does.
    """
    reached = reached_by(word, columns)
    if reached and word.is_figure:
        return min(reached, key=lambda at: abs(columns[at].x1 - word.x1))
    if reached:
        return reached[0]
    distances = [max(column.x0 - word.x1, word.x0 - column.x1) for column in columns]
    return distances.index(min(distances))


def edges_of(columns: Sequence[Column]) -> list[float]:
    """Where a table's columns begin, and at last where they end: half way between the strips, but
    right behind amounts.

    The outermost columns reach as far outwards from their middle as inwards.
    """
    between = [_edge(left, right) for left, right in pairwise(columns)]
    if not between:
        return [columns[0].x0, columns[0].x1]
    first = 2 * columns[0].centre - between[0]
    last = 2 * columns[-1].centre - between[-1]
    if columns[-1].has_amounts:
        last = columns[-1].x1 + _BEHIND
    return [first, *between, last]


def _edge(left: Column, right: Column) -> float:
    half = (right.x0 - left.x1) / 2
    return left.x1 + (min(half, _BEHIND) if left.has_amounts else half)


def _numbers_columns(line: Row) -> bool:
    """Whether the figures of a line number the columns: 1 2 3, or 1 4 7 of a longer form."""
    figures = [word.text for word in line if word.is_figure]
    if len(figures) < 2 or figures[0] != "1" or not all(text.isdecimal() for text in figures):
        return False
    return all(int(left) < int(right) < 100 for left, right in pairwise(figures))


def _without_halves(columns: list[Column]) -> list[Column]:
    """Strips of one column united: a label over its middle, and figures at its right edge.

    No line has words in both of them. Of strips with figures both must end at the same place, and
    no label stands behind the amounts that it is over.
    """
    while True:
        gaps = [
            (right.x0 - left.x1, number)
            for number, (left, right) in enumerate(pairwise(columns))
            if _may_be_one(left, right)
        ]
        if not gaps:
            return columns
        _, number = min(gaps)
        columns[number : number + 2] = [columns[number].united(columns[number + 1])]


def _may_be_one(left: Column, right: Column) -> bool:
    if left.lines & right.lines:
        return False
    if left.has_figures and right.has_figures:
        return abs(left.x1 - right.x1) < _FLUSH
    return not left.has_amounts
