"""Words on a page: their boxes, and the lines that they make."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.reading.blocks import Place

_LEVEL: Final = 0.5
"""Sizes of type by which the middles of the words of one line may differ."""
_JOINED: Final = 0.6
"""Sizes of type up to which a distance parts no two texts."""
_CLOSE: Final = 0.3
"""The same between ideographs without a printed blank, as labels of narrow columns stand close."""
_TOUCHING: Final = 0.1
"""The same where one is an amount, or both are figures, which stand in columns of their own."""
WRAPPED: Final = 1.45
"""Sizes of type up to which a text goes on in the next line of its cell."""
_LETTER_SPACED: Final = 1.5
"""The same between single ideographs."""
_SPACED: Final = 0.2
"""Sizes of type from which on a distance is a blank."""
_NARROW: Final = 0.5
"""Width of a letter or digit in sizes of its type; an ideograph is as wide as high."""
_FIGURE: Final = re.compile(r"[≥≤＝=<>]?[-−(（]?[\d,，]*\.?\d+%?[)）]?|[-—–]+")
_AMOUNT: Final = re.compile(r"-?[\d,]+\.\d+")
_NO_CODE: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d{8,}|0")
_DIGITS: Final = re.compile(r"-?[\d,.]+")
_NUMBER: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{2}|\.\d{6})?")
"""A number as amounts are printed: with two decimals, six, or none."""
_AMOUNT_OF_TWO: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{2}|\.\d{6})")
_IDEOGRAPH: Final = re.compile(r"[一-龥]")
_LETTERS: Final = re.compile(r"[一-龥](?: ?[一-龥]){0,4}")


@dataclass(frozen=True, slots=True)
class Word:
    """A text without wide gaps.

    Its box from the top left corner of its page and the size of its type are in points; spaced
    tells whether a blank is printed before it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    spaced: bool = False

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

    @property
    def is_amount(self) -> bool:
        """Whether it is a number with decimals."""
        return _AMOUNT.fullmatch(self.text) is not None

    @property
    def is_no_code(self) -> bool:
        """Whether it is a number that cannot be a code: it has decimals, separators, or is 0."""
        return self.is_amount or _NO_CODE.fullmatch(self.text) is not None


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
        words[0].spaced,
    )


def place(words: Sequence[Word], page: int) -> Place:
    """The smallest box that holds all these words."""
    box = united(words, "")
    return Place(page, f"{box.x0:.1f},{box.top:.1f},{box.x1:.1f},{box.bottom:.1f}")


def lines_of(words: Iterable[Word]) -> Iterator[Row]:
    """The words by line, from top to bottom; those that nothing parts are one word.

    An amount that is wrapped inside its cell is one word, half way down its lines.
    """
    line: Row = []
    for word in sorted(_mended(words), key=lambda word: word.middle):
        if line and word.middle - line[0].middle > _LEVEL * min(word.size, line[0].size):
            yield _joined(line)
            line = []
        line.append(word)
    if line:
        yield _joined(line)


def _mended(words: Iterable[Word]) -> list[Word]:
    """The words, amounts whose end stands below them put together.

    One half at least is no number by itself, and no other word could be the end.
    """
    whole = list(words)
    digits = [word for word in whole if _DIGITS.fullmatch(word.text)]
    digits.sort(key=lambda word: word.bottom)
    bottoms = [word.bottom for word in digits]
    for at, word in enumerate(digits):
        below = digits[at + 1 : bisect_right(bottoms, word.bottom + 2 * WRAPPED * word.size)]
        ends = [
            end
            for end in below
            if _AMOUNT_OF_TWO.fullmatch(word.text + end.text)
            and not (_NUMBER.fullmatch(word.text) and _NUMBER.fullmatch(end.text))
            and goes_on_in(word, end)
        ]
        if len(ends) == 1 and word in whole and ends[0] in whole:
            whole.remove(word)
            whole.remove(ends[0])
            whole.append(united([word, ends[0]], ""))
    return whole


def goes_on_in(text: Word, below: Word) -> bool:
    """Whether a word may be the next line of a wrapped text: flush with it, or in its middle."""
    flush = (below.centre - text.centre, below.x0 - text.x0, below.x1 - text.x1)
    return (
        0 < below.bottom - text.bottom < WRAPPED * below.size
        and text.x0 - below.size < below.centre < text.x1
        and min(map(abs, flush)) < _LEVEL * below.size
    )


def _joined(line: Row) -> Row:
    joined: Row = []
    for word in sorted(line, key=lambda word: word.x0):
        if joined and _is_one_text(joined[-1], word):
            apart = word.spaced or word.x0 - joined[-1].x1 > _SPACED * word.size
            blank = " " if apart else ""
            joined[-1] = united([joined[-1], word], blank)
        else:
            joined.append(word)
    return joined


def _is_one_text(left: Word, right: Word) -> bool:
    """Whether nothing parts two words: letters may be spaced, an amount ends its column."""
    gap = (right.x0 - left.x1) / right.size
    if left.is_amount or right.is_amount:
        return gap < _TOUCHING
    if left.is_figure and right.is_figure:
        return gap < _TOUCHING
    if _LETTERS.fullmatch(left.text) and len(right.text) == 1:
        return gap < _LETTER_SPACED
    is_plain = _IDEOGRAPH.match(left.text[-1]) and _IDEOGRAPH.match(right.text[0])
    return gap < (_CLOSE if is_plain and not right.spaced else _JOINED)
