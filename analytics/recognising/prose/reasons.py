"""Reasons: what follows 主要原因 and its kin, up to the end of the sentence."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MARKER: Final = re.compile(
    r"主要原因(?:分析|说明)?(?:是|为|在于)?[:,]?|原因(?:分析)?(?:主要)?(?:是|为|:):?"
)
_MAINLY: Final = re.compile(r"主要(?:是(?:因为|由于)?|为|由于|系)(?!用于)[:,]?")
_STOP: Final = re.compile(
    r"。|;(?![二三四五六七八九]是|其次|再次|另外)|,(?=完成[^,。;]*%|其中|占|[与比较][^,。;]*[¥%])"
)
"""A list (一是…；二是…) goes on over its semicolons; a further figure of the same sentence does not
belong to the reason."""
_CLOSING: Final = re.compile(r"等?原因$")


class Reason(NamedTuple):
    """Where a reason's marker, its words and what follows begin, and whether 原因 says it is one.

    主要是… without 原因 is a reason where it explains a change, and else tells what an amount was
    spent on.
    """

    marker: int
    words: tuple[int, int]
    end: int
    named: bool


def find_reason(signs: str, start: int, end: int) -> Reason | None:
    """The first reason that a clause (signs[start:end] of a skeleton) opens; it may end later."""
    if match := _MARKER.search(signs, start, end + 1):
        stop = _end(signs, match.end())
        return Reason(match.start(), (match.end(), stop), stop, named=True)
    if match := _MAINLY.match(signs, start):
        stop = _end(signs, match.end())
        closing = _CLOSING.search(signs, match.end(), stop)
        words = (match.end(), closing.start() if closing else stop)
        return Reason(match.start(), words, stop, named=closing is not None)
    return None


def _end(signs: str, start: int) -> int:
    """Where the sentence ends, or the bracket that the reason stands in."""
    depth = 0
    for index in range(start, len(signs)):
        if signs[index] == "（":
            depth += 1
        elif signs[index] == "）":
            depth -= 1
        if depth < 0 or (depth == 0 and _STOP.match(signs, index)):
            return index
    return len(signs)
