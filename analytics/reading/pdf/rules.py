"""Rules become tables: where columns and rows part, and which slots are one merged cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.reading.pdf.boxes import Box, Boxes

_REACH: Final = 3.0
"""Points by which rules that are meant to meet, or to be one, may miss each other."""
_SHORTEST: Final = 3.0
"""Points below which a rule is a dot."""
_MOST_CROSSINGS: Final = 300_000
"""Pairs of a level and an upright rule above which a page is a drawing and no table."""


@dataclass(slots=True)
class Ruling:
    """A table's edges, and the cells that they make.

    columns and rows hold the edges in ascending order, one more than there are slots between
    them; owner[row, column] is the number of the cell that a slot belongs to, and boxes[number]
    the box of that cell. Cells are numbered from 0 in reading order.
    """

    columns: NDArray[np.float64]
    rows: NDArray[np.float64]
    owner: NDArray[np.int64]
    boxes: list[Box]

    @property
    def box(self) -> Box:
        """The box round the table."""
        x0, top, x1, bottom = self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]
        return float(x0), float(top), float(x1), float(bottom)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns) - 1

    def without_first_row(self) -> Ruling:
        """The table from its second row on; cells that reach down from the first begin there."""
        top = float(self.rows[1])
        boxes = [(x0, max(y0, top), x1, y1) for x0, y0, x1, y1 in self.boxes]
        return Ruling(self.columns, self.rows[1:], self.owner[1:], boxes)


@dataclass(slots=True)
class _Lines:
    """Rules of one direction: where each lies, and from where to where it runs."""

    at: NDArray[np.float64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]

    def __getitem__(self, chosen: NDArray[np.bool_ | np.int64]) -> _Lines:
        return _Lines(self.at[chosen], self.start[chosen], self.end[chosen])


def rulings(rules: Boxes) -> list[Ruling]:
    """The tables that some rules make, from the smallest to the largest.

    The outer side of a table may be open; inside, a rule that does not reach from edge to edge
    of a slot parts nothing. A lone box is no table.
    """
    if len(rules) < 4:
        return []
    x0, top, x1, bottom = rules.T
    wide, high = x1 - x0, bottom - top
    dots = np.maximum(wide, high) <= _SHORTEST
    lying, standing = (wide >= high) | dots, (wide < high) | dots
    across = _joined((top + bottom)[lying] / 2, x0[lying], x1[lying])
    along = _joined((x0 + x1)[standing] / 2, top[standing], bottom[standing])
    if len(across.at) * len(along.at) > _MOST_CROSSINGS:
        return []
    found = (_ruling(*parts) for parts in _connected(across, along))
    return sorted((ruling for ruling in found if len(ruling.boxes) > 1), key=_area)


def ruling(
    columns: NDArray[np.float64],
    rows: NDArray[np.float64],
    above: NDArray[np.bool_],
    before: NDArray[np.bool_],
) -> Ruling:
    """The cells between some edges.

    above[row, column] tells whether the upper side of that slot is ruled, before[row, edge]
    whether the edge is ruled along that row. Slots with no rule between them are one cell as far
    as they make a rectangle.
    """
    slots = np.arange(len(columns) - 1)
    begins = before[:, :-1]
    left = np.maximum.accumulate(np.where(begins, slots, 0), axis=1)
    ends = np.where(before[:, 1:], slots + 1, len(slots))
    right = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    ruled = np.zeros((len(rows) - 1, len(columns)), np.int64)
    np.cumsum(above, axis=1, out=ruled[:, 1:])
    level = np.arange(len(rows) - 1)[:, None]
    goes_on = np.zeros(left.shape, np.bool_)
    goes_on[1:] = (
        (left[1:] == left[:-1])
        & (right[1:] == right[:-1])
        & (ruled[level, right] == ruled[level, left])[1:]
    )
    first = begins & ~goes_on
    owner = (np.cumsum(first) - 1).reshape(first.shape)[level, left]
    for row in np.flatnonzero(goes_on.any(1)).tolist():
        owner[row] = np.where(goes_on[row], owner[row - 1], owner[row])
    bottoms = np.empty(int(first.sum()))
    # Where a number stands in several rows, the last one counts.
    bottoms[owner] = rows[1:, None]
    tops = np.broadcast_to(rows[:-1, None], first.shape)[first]
    boxes = zip(
        columns[left[first]].tolist(),
        tops.tolist(),
        columns[right[first]].tolist(),
        bottoms.tolist(),
        strict=True,
    )
    return Ruling(columns, rows, owner, list(boxes))


def _area(ruling: Ruling) -> float:
    x0, top, x1, bottom = ruling.box
    return (x1 - x0) * (bottom - top)


def _joined(
    at: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> _Lines:
    """Rules drawn in pieces or twice as one each; those nearly in line brought into line."""
    order = np.argsort(at)
    at, start, end = at[order], start[order], end[order]
    line = np.cumsum(np.diff(at, prepend=at[:1]) > _REACH)
    at = (np.bincount(line, at) / np.bincount(line))[line] if len(at) else at
    order = np.lexsort((start, line))
    line, at, start, end = line[order], at[order], start[order], end[order]
    # Lines laid end to end on one axis, so that one running maximum serves them all.
    offset = line * (end.max(initial=0) - start.min(initial=0) + 2 * _REACH)
    reached = np.maximum.accumulate(end + offset)
    first = np.ones(len(at), np.bool_)
    first[1:] = start[1:] + offset[1:] > reached[:-1] + _REACH
    firsts = np.flatnonzero(first)
    end = np.maximum.reduceat(end, firsts) if len(firsts) else end
    joined = _Lines(at[first], start[first], end)
    return joined[joined.end - joined.start > _SHORTEST]


def _connected(across: _Lines, along: _Lines) -> Iterator[tuple[_Lines, _Lines]]:
    """The rules in groups that touch one another, each with at least two in both directions."""
    touching: NDArray[np.bool_] = (
        (across.start[:, None] <= along.at + _REACH)
        & (along.at - _REACH <= across.end[:, None])
        & (along.start - _REACH <= across.at[:, None])
        & (across.at[:, None] <= along.end + _REACH)
    )
    left = np.flatnonzero(touching.sum(1))
    while len(left):
        rows, reached = left[:1], 0
        while len(rows) > reached:
            reached = len(rows)
            columns = np.flatnonzero(touching[rows].sum(0))
            rows = np.flatnonzero(touching[:, columns].sum(1))
        left = np.setdiff1d(left, rows)
        if len(rows) > 1 and len(columns) > 1:
            yield across[rows], along[columns]


def _ruling(across: _Lines, along: _Lines) -> Ruling:
    columns, rows = _edges(along.at, across), _edges(across.at, along)
    above, before = _ruled(rows, columns, across), _ruled(columns, rows, along)
    return ruling(columns, rows, above[:-1], before.T)


def _edges(at: NDArray[np.float64], crossing: _Lines) -> NDArray[np.float64]:
    """Where rules of one direction lie, with both ends of those that cross them if left open."""
    edges = np.unique(at)
    first, last = crossing.start.min(), crossing.end.max()
    opening = [first] if first < edges[0] - _REACH else []
    closing = [last] if last > edges[-1] + _REACH else []
    return np.concatenate((opening, edges, closing))


def _ruled(
    lines: NDArray[np.float64], slots: NDArray[np.float64], rules: _Lines
) -> NDArray[np.bool_]:
    """[line, slot]: whether a rule runs along all of that slot; the outermost lines are closed."""
    ruled = np.zeros((len(lines), len(slots) - 1), np.bool_)
    at = np.searchsorted(lines, rules.at).tolist()
    begin = np.searchsorted(slots, rules.start - _REACH).tolist()
    end = (np.searchsorted(slots, rules.end + _REACH, "right") - 1).tolist()
    for line, first, last in zip(at, begin, end, strict=True):
        ruled[line, first:last] = True
    ruled[[0, -1]] = True
    return ruled
