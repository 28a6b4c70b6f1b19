"""Lists of projects that print a block of columns for each level of indicators, side by side.

Henan's: 成本指标, 产出指标, 效益指标 and 满意度指标 each stand over 三级指标 and 指标值. Such
a table is unfolded into one with the levels in columns, a row an indicator.
"""

from __future__ import annotations

from typing import Final

from analytics.reading.blocks import Cell, Grid
from analytics.recognising.form_labels import indicator_role
from analytics.recognising.indicator_levels import is_level1
from analytics.recognising.wording import normalise

_MOST_HEADER_ROWS: Final = 5
_FEWEST_BLOCKS: Final = 2
_HEADER: Final = ("一级指标", "三级指标", "指标值")


def unfolded(grid: Grid) -> Grid:
    """The grid with its blocks below one another; the grid itself where it has none."""
    for at in range(1, min(_MOST_HEADER_ROWS, len(grid.rows))):
        starts = _block_starts(grid.rows[at - 1], grid.rows[at])
        if len(starts) >= _FEWEST_BLOCKS:
            return Grid(_unfold(grid.rows, at, starts))
    return grid


def _block_starts(above: list[Cell], row: list[Cell]) -> list[int]:
    """Where a name and a target stand below a level 1."""
    if len(above) != len(row):
        return []
    return [
        n
        for n in range(len(row) - 1)
        if is_level1(normalise(above[n].text))
        and indicator_role(row[n].text) == "name"
        and indicator_role(row[n + 1].text) == "target"
    ]


def _unfold(rows: list[list[Cell]], at: int, starts: list[int]) -> list[list[Cell]]:
    first, levels = starts[0], rows[at - 1]
    place = rows[at][first].place
    head = [row[:first] + [Cell("", place, covered=True)] * len(_HEADER) for row in rows[:at]]
    found = [*head, rows[at][:first] + [Cell(label, place) for label in _HEADER]]
    for row in rows[at + 1 :]:
        left = row[:first]
        blocks = [n for n in starts if len(row) > n + 1 and (row[n] or row[n + 1])]
        for n in blocks:
            level = Cell(levels[n].text, row[n].place)
            found.append([*left, level, row[n], row[n + 1]])
            left = [Cell("", cell.place, covered=True) for cell in left]
        if not blocks:
            found.append(left + [Cell("", cell.place) for cell in row[first : first + 3]])
    return found
