"""Whether figures that stand outside of ruled tables make up a table of their own."""

from __future__ import annotations

import math
import re
from typing import Final

from analytics.reading.pdf.lines import Word, WordLine

_FIGURE: Final = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?%?")
_LEAST_COLUMNS, _LEAST_ROWS = 2, 3
_IN_LINE: Final = 2.0
"""Points by which the figures of one column may be out of line."""

_CLEAR: Final = 1.0
"""Heights of a figure between it and the words beside it."""

_Span = tuple[float, float]


def hold_table(lines: list[WordLine]) -> bool:
    """Whether there are two columns of figures at least, each in line over three rows or more."""
    rows = [_figures(line) for line in lines if len(line) > _LEAST_COLUMNS]
    rows = [figures for figures in rows if len(figures) >= _LEAST_COLUMNS]
    if len(rows) < _LEAST_ROWS:
        return False
    columns: list[list[_Span]] = []
    for x0, x1 in sorted((word.x0, word.x1) for figures in rows for word in figures):
        if columns and x0 <= max(end for _, end in columns[-1]):
            columns[-1].append((x0, x1))
        else:
            columns.append([(x0, x1)])
    return sum(map(_is_in_line, columns)) >= _LEAST_COLUMNS


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


def _is_in_line(column: list[_Span]) -> bool:
    """Whether enough figures have their left, right or middle in one place."""
    sides = ([x0 for x0, _ in column], [x1 for _, x1 in column], [x0 + x1 for x0, x1 in column])
    return any(
        sum(value <= other <= value + _IN_LINE for other in side) >= _LEAST_ROWS
        for side in sides
        for value in side
    )
