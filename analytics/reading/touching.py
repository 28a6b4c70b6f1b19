"""Texts of neighbouring cells that are set without a gap between them, told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from analytics.reading.words import Row, Word, width

_AMOUNT: Final = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)"
_PAIRS: Final = (
    re.compile(r"(-?[\d,]+(?:\.\d+)?) ([^\d\s].*)"),
    re.compile(rf"(.*[一-龥）)]) ?({_AMOUNT}\.\d{{2,}})"),
    # Both amounts have as many decimals.
    *(re.compile(rf"({_AMOUNT}\.\d{{{n}}})({_AMOUNT}\.\d{{{n}}})") for n in (2, 3, 4, 6)),
)
"""An amount and the label in the next column, a label and the amount in the next, two amounts."""


def parted(line: Row) -> Iterator[Word]:
    """The words of a line; a figure at a column's end is no part of the text beside it."""
    for word in line:
        yield from _parted(word) if len(line) > 1 else (word,)


def _parted(word: Word) -> Iterator[Word]:
    found = next(filter(None, (pair.fullmatch(word.text) for pair in _PAIRS)), None)
    if found is None:
        yield word
        return
    left, right = found.groups()
    share = (word.x1 - word.x0) / width(word.text)
    yield replace(word, text=left, x1=word.x0 + share * width(left))
    yield replace(word, text=right, x0=word.x1 - share * width(right), spaced=False)
