"""Running text as passages: printed lines joined again, page furniture left out.

A sentence is wrapped over lines and over page breaks, in the middle of a word or a number's
context. A passage is what stands under one number of a list (一、, （一）, 1., （1）), up to the
next number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from analytics.reading.blocks import Document, Line, Place
from analytics.recognising.wording import normalise

_NUMERAL: Final = "一二三四五六七八九十百"
_NUMBERINGS: Final = (
    re.compile(rf"第[{_NUMERAL}]+部分"),
    re.compile(rf"[{_NUMERAL}]+[、.]"),
    re.compile(rf"（[{_NUMERAL}]+）"),
    re.compile(r"\d{1,2}(?:、|\.(?!\d))"),
    re.compile(r"（\d{1,2}）|\d{1,2}）"),
)
"""Styles of numbering, from the outermost to the innermost."""

_OUTERMOST: Final = 0

_FURNITURE: Final = re.compile(
    r"[-—–·.]*\d{1,4}[-—–·.]*|第\d+页(?:[,/]?共\d+页)?|[图表]\d+[:.]?.{2,30}"
)
"""Page numbers and captions, which a page break puts in the middle of a sentence."""

_RUNNING_PAGES: Final = 3
_EDGE_LINES: Final = 2
"""Pages that a line must repeat on, and how near to their edge, to count as a running head."""

_HEADING: Final = re.compile(r"[^,。;:]*(?:情况|说明|概况)")
_OPENING: Final = re.compile(r"20\d\d年|截至|本(?:部门|单位|级|年)|我(?:部门|单位|局)")
_LISTING: Final = re.compile(r"其中[,:]")
_PUNCTUATED: Final = re.compile(r"[,。;:]")
_OPEN_END: Final = re.compile(r"[,。;:（]$")


@dataclass(slots=True)
class Passage:
    """Normalised text without line breaks, its rank in the lists, and where each line began."""

    rank: int
    text: str = ""
    _starts: list[int] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)

    def append(self, text: str, place: Place) -> None:
        """Go on with the next printed line."""
        if self.text and self._ends_before(text):
            self.text += "。"
        self._starts.append(len(self.text))
        self._places.append(place)
        self.text += text

    def place_at(self, index: int) -> Place:
        """The printed line that holds the character at an index of the text."""
        return self._places[bisect_right(self._starts, index) - 1]

    def _ends_before(self, following: str) -> bool:
        """Whether the text so far ends without a full stop: as a heading, or before 其中："""
        if _LISTING.match(following) and not _OPEN_END.search(self.text):
            return True
        sentence = self.text.rpartition("。")[2]
        if _PUNCTUATED.search(sentence):
            return False
        if self.rank and sentence == self.text and _OPENING.match(following):
            return True
        return bool(_HEADING.fullmatch(sentence))


def passages(document: Document) -> Iterator[Passage]:
    """The passages of a document's running text, in order; a table between ends a passage."""
    running = _running_heads(document)
    passage = Passage(_OUTERMOST)
    for block in document.blocks:
        if not isinstance(block, Line):
            yield passage
            passage = Passage(_OUTERMOST)
            continue
        text = normalise(block.text)
        if _FURNITURE.fullmatch(text) or text in running:
            continue
        rank = next((rank for rank, style in enumerate(_NUMBERINGS, 1) if style.match(text)), None)
        if rank is not None:
            yield passage
            passage = Passage(rank)
        passage.append(text, block.place)
    yield passage


def _running_heads(document: Document) -> set[str]:
    """What stands at the edge of page after page."""
    pages: defaultdict[int, list[str]] = defaultdict(list)
    for line in document.lines():
        if line.place.page is not None:
            pages[line.place.page].append(normalise(line.text))
    edges = Counter(
        text for lines in pages.values() for text in {*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]}
    )
    return {
        text
        for text, count in edges.items()
        if count >= _RUNNING_PAGES and not _PUNCTUATED.search(text)
    }
