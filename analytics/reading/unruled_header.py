"""The header of a table without rules: its labels, and the columns that each stands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Final

from analytics.reading.columns import Column, columns_under, edges_of
from analytics.reading.words import Row, Word, goes_on_in, lines_of, united

_CENTRED: Final = 1.0
"""Sizes of type by which a label may miss the middle of the columns that it stands over."""
_SHARE: Final = 0.12
"""The same as a share of their width; twice that where their labels stand in one line below it."""

Span = tuple[int, int]
"""First and last column of a merged cell."""


def header_of(lines: Iterable[Row]) -> Iterator[Row]:
    """The lines of a header, labels that are wrapped put together again."""
    labels: list[Word] = []
    for word in (word for line in lines for word in line):
        at = next((at for at, label in enumerate(labels) if goes_on_in(label, word)), None)
        if at is None:
            labels.append(word)
        else:
            labels[at] = united([labels[at], word], "\n")
    return lines_of(labels)


def spans_of(header: Sequence[Row], columns: Sequence[Column]) -> dict[Word, Span]:
    """The columns that each label of a header stands over."""
    spans: dict[Word, Span] = {}
    below: dict[int, int] = {}
    for number in reversed(range(len(header))):
        line = header[number]
        for word in line:
            spans[word] = _span(word, line, columns, below)
        for word in line:
            first, last = spans[word]
            below.update(dict.fromkeys(range(first, last + 1), number))
    return spans


def _span(word: Word, line: Row, columns: Sequence[Column], below: Mapping[int, int]) -> Span:
    """The columns that a label stands over; below tells the next header line with a label in each.

    They are those that have labels below and are nearer to this label than to others of its line,
    or of these those whose labels stand in one line, whichever the label is in the middle of; the
    first where that is not clear.
    """
    own = columns_under(word, columns)
    nearest = [
        at
        for at in below
        if min(line, key=lambda other: abs(columns[at].centre - other.centre)) is word
    ]
    siblings = [at for at in nearest if below[at] in {below.get(column) for column in own}]
    edges = edges_of(columns)
    fitting: list[tuple[float, Span]] = []
    for chosen, share in ((nearest, _SHARE), (siblings, 2 * _SHARE)):
        first, last = min([*chosen, *own]), max([*chosen, *own])
        begin, end = edges[first], edges[last + 1]
        missed = abs((begin + end) / 2 - word.centre)
        if missed < _CENTRED * word.size:
            fitting.append((missed, (first, last)))
        elif missed < share * (end - begin):
            fitting.append((inf, (first, last)))
    return min(fitting, key=lambda fit: fit[0])[1] if fitting else (own[0], own[-1])


def raised(header: Sequence[Row], spans: Mapping[Word, Span]) -> list[Row]:
    """The rows of a header, each label in the first row that its cell reaches over.

    A cell over several rows prints its label half way down.
    """
    rows: list[Row] = []
    for line in header:
        rows.append([])
        for word in line:
            first, last = spans[word]
            own = set(range(first, last + 1))
            row = len(rows) - 1
            while row and not any(
                own & set(range(spans[above][0], spans[above][1] + 1)) for above in rows[row - 1]
            ):
                row -= 1
            rows[row].append(word)
    return [row for row in rows if row]
