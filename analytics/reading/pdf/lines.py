"""Characters become words, and words lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from analytics.reading.pdf.boxes import Box
from analytics.reading.pdf.cells import Cells
from analytics.reading.pdf.characters import Characters

_BASELINE: Final = 3.0
"""Points by which the tops of the characters of one line may differ."""
_APART: Final = 3.0
"""Points from which on a gap parts two words."""
_SIDE_BY_SIDE: Final = 3.0
"""Heights of a word from which on a gap parts two texts that stand side by side."""


_COLONS: Final = "：:"


class Word(NamedTuple):
    """Characters without a gap, their box, and whether a blank is printed before them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool


WordLine = list[Word]
"""The words of one line, from left to right."""


def words(characters: Characters, cells: Cells) -> dict[int, list[Word]]:
    """The words by the cell that they stand in, in the order printed."""
    if not characters.text:
        return {}
    x0, top, x1, bottom = characters.boxes.T
    parted = characters.spaced.copy()
    parted[0] = True
    parted[1:] |= (
        (cells[1:] != cells[:-1])
        | (x0[1:] > x1[:-1] + _APART)
        | (x0[1:] < x0[:-1])
        | (np.abs(top[1:] - top[:-1]) > _BASELINE)
    )
    starts = np.flatnonzero(parted)
    ends = np.append(starts[1:], len(parted))
    text = characters.text
    found: dict[int, list[Word]] = {}
    for cell, start, end, left, upper, right, lower, spaced in zip(
        cells[starts].tolist(),
        starts.tolist(),
        ends.tolist(),
        x0[starts].tolist(),
        np.minimum.reduceat(top, starts).tolist(),
        x1[ends - 1].tolist(),
        np.maximum.reduceat(bottom, starts).tolist(),
        characters.spaced[starts].tolist(),
        strict=True,
    ):
        word = Word(text[start:end], left, upper, right, lower, spaced)
        found.setdefault(cell, []).append(word)
    return found


def in_lines(found: Sequence[Word]) -> Iterator[WordLine]:
    """Words by line, from top to bottom."""
    line: WordLine = []
    for word in sorted(found, key=lambda word: word.top):
        if line and word.top > line[-1].top + _BASELINE:
            yield sorted(line, key=lambda word: word.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.x0)


def side_by_side(line: WordLine) -> Iterator[WordLine]:
    """The texts that a line holds, parted by wide gaps; what follows a colon belongs to it."""
    text = line[:1]
    for word in line[1:]:
        gap = word.x0 - text[-1].x1
        if gap > _SIDE_BY_SIDE * (word.bottom - word.top) and text[-1].text[-1] not in _COLONS:
            yield text
            text = []
        text.append(word)
    yield text


def line_text(line: WordLine) -> str:
    """The words of a line, with a space where a blank or a gap is between them."""
    text = line[0].text
    for before, word in pairwise(line):
        apart = word.spaced or word.x0 > before.x1 + _APART
        text += f" {word.text}" if apart else word.text
    return text


def line_box(line: WordLine) -> Box:
    """The box round a line."""
    return (
        min(word.x0 for word in line),
        min(word.top for word in line),
        max(word.x1 for word in line),
        max(word.bottom for word in line),
    )


def cell_text(found: Sequence[Word]) -> str:
    """The text of a cell, its lines parted by line breaks."""
    if len(found) == 1:
        return found[0].text
    return "\n".join(map(line_text, in_lines(found)))
