"""Words on a page: their boxes, and the lines that they make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.reading.blocks import Place

_LEVEL: Final = 0.5
"""Sizes of type by which the middles of the words of one line may differ."""
_JOINED: Final = 0.6
"""Sizes of type up to which a distance parts no two texts."""
_TOUCHING: Final = 0.1
"""The same between an amount and a label, which stands in the next column."""
_LETTER_SPACED: Final = 1.5
"""The same between single ideographs."""
_SPACED: Final = 0.2
"""Sizes of type from which on a distance is a blank."""
_NARROW: Final = 0.5
"""Width of a letter or digit in sizes of its type; an ideograph is as wide as high."""
_FIGURE: Final = re.compile(r"[≥≤＝=<>]?[-−(（]?[\d,，]*\.?\d+%?[)）]?|[-—–]+")
_AMOUNT: Final = re.compile(r"-?[\d,]+\.\d+")
_LETTERS: Final = re.compile(r"[一-龥](?: ?[一-龥]){0,4}")


@dataclass(frozen=True, slots=True)
class Word:
    """A text without wide gaps.

    Its box from the top left corner of its page and the size of its type are in points.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way between its left and its right end."""
        return (self.x0 + self.x1) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, a code, or the dash that stands in the place of one."""
        return _FIGURE.fullmatch(self.text.replace(" ", "")) is not None


Row = list[Word]
"""Words side by side, from left to right."""


def width(text: str) -> float:
    """About how wide a text is, in sizes of its type."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else _NARROW for c in text)


def united(words: Sequence[Word], between: str) -> Word:
    """A text in the smallest box that holds all these words."""
    return Word(
        between.join(word.text for word in words),
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
        max(word.size for word in words),
    )


def place(words: Sequence[Word], page: int) -> Place:
    """The smallest box that holds all these words."""
    box = united(words, "")
    return Place(page, f"{box.x0:.1f},{box.top:.1f},{box.x1:.1f},{box.bottom:.1f}")


def lines_of(words: Iterable[Word]) -> Iterator[Row]:
    """The words by line, from top to bottom; those that nothing parts are one word."""
    line: Row = []
    for word in sorted(words, key=lambda word: word.middle):
        if line and word.middle - line[0].middle > _LEVEL * min(word.size, line[0].size):
            yield _joined(line)
            line = []
        line.append(word)
    if line:
        yield _joined(line)


def _joined(line: Row) -> Row:
    joined: Row = []
    for word in sorted(line, key=lambda word: word.x0):
        if joined and _is_one_text(joined[-1], word):
            blank = " " if word.x0 - joined[-1].x1 > _SPACED * word.size else ""
            joined[-1] = united([joined[-1], word], blank)
        else:
            joined.append(word)
    return joined


def _is_one_text(left: Word, right: Word) -> bool:
    """Whether nothing parts two words: letters may be spaced, an amount ends its column."""
    gap = (right.x0 - left.x1) / right.size
    if _AMOUNT.fullmatch(left.text) and not right.is_figure:
        return gap < _TOUCHING
    if _LETTERS.fullmatch(left.text) and len(right.text) == 1:
        return gap < _LETTER_SPACED
    return gap < _JOINED
