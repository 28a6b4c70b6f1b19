"""Whether figures that stand outside of ruled tables make up a table of their own."""

from __future__ import annotations

import math
import re
from typing import Final

from analytics.reading.pdf.lines import Word, WordLine

_FIGURE: Final = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?%?")
_AMOUNT: Final = re.compile(r"-?[\d,]+\.\d+")
_LEAST_COLUMNS, _LEAST_ROWS = 2, 3
_LEAST_AMOUNTS: Final = 2
_LEAST_IN_ROW: Final = 4
"""Figures in one line that are a row of a table even where it has no other."""
_IN_LINE: Final = 2.0
"""Points by which the figures of one column may be out of line."""

_CLEAR: Final = 1.0
"""Heights of a figure between it and the words beside it."""

_Span = tuple[float, float]


def hold_table(lines: list[WordLine]) -> bool:
    """Whether some lines are a table without rules, by the figures that stand clear in them.

    A table has two columns of figures in line over three rows or more, or a row of many figures,
    be they those that number its columns.
    """
    rows = _rows_of_figures(lines)
    wide = [word for figures in rows if len(figures) >= _LEAST_COLUMNS for word in figures]
    many = any(len(figures) >= _LEAST_IN_ROW for figures in rows)
    return many or sum(map(_is_in_line, _columns(wide))) >= _LEAST_COLUMNS


def may_hold_table(lines: list[WordLine], goes_on: bool) -> bool:
    """Whether all lines of a page may hold a small table without rules, or the end of one.

    Two amounts in line behind labels tell that, and after a page that ends with such a table any
    figure that stands clear.
    """
    rows = _rows_of_figures(lines)
    amounts = [word for figures in rows for word in figures if _AMOUNT.fullmatch(word.text)]
    return (goes_on and bool(rows)) or any(
        _is_in_line(column, _LEAST_AMOUNTS) for column in _columns(amounts)
    )


def _rows_of_figures(lines: list[WordLine]) -> list[list[Word]]:
    return [figures for line in lines if len(line) > 1 and (figures := _figures(line))]


def _columns(figures: list[Word]) -> list[list[_Span]]:
    """The figures that overlap one another from top to bottom of a page, by column."""
    columns: list[list[_Span]] = []
    for x0, x1 in sorted((word.x0, word.x1) for word in figures):
        if columns and x0 <= max(end for _, end in columns[-1]):
            columns[-1].append((x0, x1))
        else:
            columns.append([(x0, x1)])
    return columns


def _figures(line: WordLine) -> list[Word]:
    """The figures of a line that stand clear of its other words, as they do not in a sentence."""
    ends = [-math.inf, *(word.x1 for word in line)]
    begins = [*(word.x0 for word in line[1:]), math.inf]
    return [
        word
        for word, end, begin in zip(line, ends, begins, strict=False)
        if _FIGURE.fullmatch(word.text)
        and min(word.x0 - end, begin - word.x1) > _CLEAR * (word.bottom - word.top)
    ]


def _is_in_line(column: list[_Span], least: int = _LEAST_ROWS) -> bool:
    """Whether enough figures have their left, right or middle in one place."""
    sides = ([x0 for x0, _ in column], [x1 for _, x1 in column], [x0 + x1 for x0, x1 in column])
    return any(
        sum(value <= other <= value + _IN_LINE for other in side) >= least
        for side in sides
        for value in side
    )
