"""Which column of a form each cell of a row belongs to.

In a text made from a PDF, blank cells at the front or in the middle of a row get lost or
doubled, so that a row stands to the left or right of its header, as a whole or from some cell
on. Its cells are still in order, and most columns admit only one kind of content. The best
alignment of cells with columns in that sense is the reading of the row; where nothing is shifted
it is the header's own columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number, parse_percentage
from analytics.recognising.form_labels import AMOUNTS, CAPTIONS, is_measure, is_sign
from analytics.recognising.indicator_levels import (
    is_beginning,
    is_fragment,
    is_level1,
    is_level2,
    is_spelled,
)
from analytics.recognising.wording import normalise

_LOST_CELL: Final = -2.5
"""A column without its cell."""
_ADDED_CELL: Final = -2.5
"""A blank cell too many."""
_MISPLACED: Final = -6.0
"""Content that the column cannot hold."""
_UNLIKELY: Final = -2.0
"""Content that the column may hold, but another one is made for."""
_LEFT_OUT: Final = -12.0
"""A filled cell without a column."""
_NAMELESS: Final = -4.0
"""A blank in place of the name."""
_UNMARKED: Final = -1.5
"""A row that ends before its marks."""
_TYPED: Final = 3.0
"""Content that hardly any other column can hold."""

_MARKS: Final = ("weight", "score")
_DASHES: Final = frozenset({"-", "--", "—", "——", "/", "%"})


@dataclass(frozen=True, slots=True)
class Column:
    """role: what the column holds; percent: whether its label says that figures are in %."""

    role: str
    percent: bool = False


BLANK: Final = "blank"
"""The role of a column that a wide or merged cell leaves without label and content."""


def align(cells: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Cell, Column]]:
    """The filled cells of a row, in order, each with its column.

    A cell that fits no column is left out.
    """
    cells = cells[: max((n + 1 for n, cell in enumerate(cells) if cell), default=0)]
    texts = [normalise(cell.text) for cell in cells]
    height, width = len(cells), len(columns)
    # best[i][j] is the best score of the cells from i on with the columns from j on.
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    move = [[""] * (width + 1) for _ in range(height + 1)]
    for j in reversed(range(width)):
        unmarked = _UNMARKED if columns[j].role in _MARKS else 0.0
        best[height][j] = best[height][j + 1] + unmarked
    for i in reversed(range(height)):
        for j in reversed(range(width + 1)):
            added = _LEFT_OUT if texts[i] else (_ADDED_CELL if j < width else 0.0)
            options = {"added": best[i + 1][j] + added}
            if j < width:
                lost = _LOST_CELL if columns[j].role != BLANK else _LOST_CELL / 10
                fit = _fit(columns[j].role, texts[i])
                options = {
                    "match": best[i + 1][j + 1] + fit,
                    "lost": best[i][j + 1] + lost,
                } | options
            move[i][j] = max(options, key=lambda step: options[step])
            best[i][j] = options[move[i][j]]
    pairs, i, j = [], 0, 0
    while i < height:
        step = move[i][j]
        if step == "match" and texts[i]:
            pairs.append((cells[i], columns[j]))
        i += step != "lost"
        j += step != "added"
    return pairs


def is_figure(text: str) -> bool:
    """Whether a normalised text is a number or a percentage."""
    return parse_number(text) is not None or parse_percentage(text) is not None


def _fit(role: str, text: str) -> float:
    """How well a normalised text fits a column."""
    if not text:
        return _NAMELESS if role == "name" else 0.0
    return _FITS.get(role, _other)(text)


def _caption(text: str) -> float:
    return 0.0 if text in CAPTIONS or is_fragment(text) else _MISPLACED


def _level(is_known: Callable[[str], bool]) -> Callable[[str], float]:
    def fit(text: str) -> float:
        if is_known(text):
            return _TYPED
        if is_fragment(text) or is_beginning(text):
            return 0.0
        return _MISPLACED if is_figure(text) or text in CAPTIONS else -1.0

    return fit


def _name(text: str) -> float:
    if is_figure(text) or is_fragment(text) or is_sign(text[:1]):
        return _MISPLACED
    return _UNLIKELY if is_spelled(text) else 2.0


def _value(text: str) -> float:
    if is_fragment(text):
        return _MISPLACED
    return _UNLIKELY if is_spelled(text) else 2.0


def _operator(text: str) -> float:
    return _TYPED if is_sign(text) else _MISPLACED


def _unit(text: str) -> float:
    if is_measure(text):
        return _TYPED
    return 0.0 if len(text) <= 5 and not is_figure(text) else _MISPLACED


def _amount(text: str) -> float:
    """Amounts and marks, seldom in percent."""
    return _TYPED if parse_number(text) is not None else _rate(text, 0.0)


def _rate(text: str, fit: float = _TYPED) -> float:
    if is_figure(text):
        return fit
    return 0.0 if text in _DASHES else _MISPLACED


def _text(text: str) -> float:
    return _MISPLACED if is_figure(text) else 1.0


def _other(text: str) -> float:
    return 0.5


_FITS: Final[dict[str, Callable[[str], float]]] = {
    "caption": _caption,
    "level1": _level(is_level1),
    "level2": _level(is_level2),
    "name": _name,
    "operator": _operator,
    "target": _value,
    "unit": _unit,
    "actual": _value,
    "reason": _text,
    "source": _text,
    BLANK: lambda text: 2 * _UNLIKELY,
    **dict.fromkeys(("completion", "deviation", "rate"), _rate),
    **dict.fromkeys((*AMOUNTS, *_MARKS), _amount),
}
