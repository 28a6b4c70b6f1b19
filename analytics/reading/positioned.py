"""Web pages that place their text by coordinates, as converters from PDF write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from analytics.reading.limits import CellBudget
from analytics.reading.styles import Style, StyleSheet, places, points, scale
from analytics.reading.words import Word, width

_MOST: Final = 0.5
"""Share of a page's text that must be placed by coordinates for them to count."""
_SHEET: Final = 300.0
"""Points from which on a box in the run of the page is a sheet of paper."""
_SIZE: Final = 12.0
"""Points of type where nothing else is declared."""
_LEADING: Final = 1.2
_PIECE: Final = re.compile(r"(\s*)(\S+)")
_BLANK: Final = 0.5
"""Width of a blank in sizes of the type."""
_BLANKS: Final = 3
"""Blanks in a row that part two texts which stand side by side."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where an element stands, in points on its sheet, and what lengths in it are measured by.

    size is that of the type, scale by how much everything in the frame is drawn larger.
    """

    sheet: int = 0
    left: float = 0.0
    top: float = 0.0
    width: float | None = None
    height: float | None = None
    size: float = _SIZE
    scale: float = 1.0
    align: str = "left"


def take_placed_words(
    root: etree._Element, unseen: frozenset[str], budget: CellBudget
) -> list[list[Word]]:
    """Takes the text that is placed by coordinates out of a page: its words, sheet by sheet.

    Where most of the text is placed by where it stands in the page, none is taken. unseen are the
    kinds of elements whose text is not shown. Raises UnreadableError for more words than the
    budget has cells.
    """
    styles = StyleSheet(root)
    if not styles.places and not any(map(places, root.xpath("//@style"))):
        return []
    reader = _Reader(styles, budget)
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            if element.tag in unseen:
                events.skip_subtree()
            reader.begin(element)
            if element.tag not in unseen:
                reader.write(element.text)
        else:
            if event == "end":
                reader.end(element)
            reader.write(element.tail)
    if reader.placed <= _MOST * reader.written:
        return []
    for element in reader.outermost:
        element.clear(keep_tail=True)
    return [sheet for sheet in reader.sheets if sheet]


class _Reader:
    """Follows the elements of a page and keeps the words of those that are placed.

    written and placed count the signs of all text and of the text that is placed; outermost are
    the placed elements that stand in no other.
    """

    def __init__(self, styles: StyleSheet, budget: CellBudget) -> None:
        self.written = self.placed = 0
        self.sheets: list[list[Word]] = [[]]
        self.outermost: list[etree._Element] = []
        self._styles = styles
        self._budget = budget
        self._words = 0
        self._frames: list[_Frame] = [_Frame()]
        self._runs: list[_Run | None] = [None]

    def begin(self, element: etree._Element) -> None:
        """Go into an element."""
        frame, run = self._frames[-1], self._runs[-1]
        style = self._styles.style_of(element)
        size = points(style.get("font-size"), frame.size, frame.size) or frame.size
        frame = replace(frame, size=size, align=style.get("text-align", frame.align))
        within = _placed(frame, style)
        if within is not None:
            if not any(self._runs):
                self.outermost.append(element)
            frame, run = within, _Run(within)
        elif _is_sheet(frame, style):
            self.sheets.append([])
            frame = replace(frame, sheet=len(self.sheets) - 1, left=0.0, top=0.0)
            frame = _sized(frame, style)
        elif run is not None and element.tag == "br":
            run.end_line(frame)
        elif run is not None:
            run.skip(frame, points(style.get("margin-left"), size) or 0.0)
            if not len(element) and not (element.text or "").strip():
                run.skip(frame, points(style.get("width"), size) or 0.0)
        self._frames.append(frame)
        self._runs.append(run)

    def end(self, element: etree._Element) -> None:
        """Leave an element."""
        frame, run = self._frames.pop(), self._runs.pop()
        if run is not None and run is not self._runs[-1]:
            run.end_line(frame)
            self.sheets[run.sheet].extend(run.words)
            self._words += len(run.words)
            self._budget.check(self._words)

    def write(self, text: str | None) -> None:
        """Text in the element that was gone into last."""
        signs = len("".join(text.split())) if text else 0
        self.written += signs
        run = self._runs[-1]
        if run is not None and text:
            self.placed += signs
            run.write(self._frames[-1], text)


class _Run:
    """Text that runs to the right from where its element is placed."""

    def __init__(self, frame: _Frame) -> None:
        self.sheet = frame.sheet
        self.words: list[Word] = []
        self._frame = frame
        self._top = frame.top
        self._at = self._start = frame.left
        self._text = ""

    def write(self, frame: _Frame, text: str) -> None:
        """Go on with the text."""
        for blank, piece in _pieces(text):
            if blank >= _BLANKS:
                self.skip(frame, blank * _BLANK * frame.size)
            elif blank and self._text:
                self._text += " "
                self._at += _BLANK * frame.size * frame.scale
            self._text += piece
            self._at += width(piece) * frame.size * frame.scale

    def skip(self, frame: _Frame, distance: float) -> None:
        """Leave a distance; from the width of an ideograph on, it parts what stands beside it."""
        if distance >= frame.size:
            self._end_word(frame)
        self._at += distance * frame.scale
        if not self._text:
            self._start = self._at

    def end_line(self, frame: _Frame) -> None:
        """What follows stands below."""
        self._end_word(frame)
        self._at = self._start = self._frame.left
        self._top += frame.size * _LEADING * frame.scale

    def _end_word(self, frame: _Frame) -> None:
        if self._text.strip():
            left, right = self._start + self._shift(), self._at + self._shift()
            size = frame.size * frame.scale
            text = self._text.strip()
            self.words.append(Word(text, left, self._top, right, self._top + size, size))
        self._text, self._start = "", self._at

    def _shift(self) -> float:
        """How far to the right the text stands in a box that it does not fill."""
        frame = self._frame
        if frame.width is None:
            return 0.0
        left_over = max(frame.width - (self._at - frame.left), 0.0)
        return left_over * {"right": 1.0, "end": 1.0, "center": 0.5}.get(frame.align, 0.0)


def _placed(frame: _Frame, style: Style) -> _Frame | None:
    """The frame of an element that is placed by coordinates; None for one that is not."""
    if style.get("position", "absolute") not in ("absolute", "fixed"):
        return None
    left = points(style.get("left"), frame.size, frame.width)
    top = points(style.get("top"), frame.size, frame.height)
    bottom = points(style.get("bottom"), frame.size, frame.height)
    if left is None or (top is None and (bottom is None or frame.height is None)):
        return None
    within = _sized(replace(frame, scale=frame.scale * scale(style)), style)
    if top is None:
        height = within.height or frame.size * _LEADING * within.scale
        top_edge = frame.top + (frame.height or 0.0) - (bottom or 0.0) * frame.scale - height
    else:
        top_edge = frame.top + top * frame.scale
    return replace(within, left=frame.left + left * frame.scale, top=top_edge)


def _sized(frame: _Frame, style: Style) -> _Frame:
    """The frame with its element's own width and height, in points as drawn."""
    width = points(style.get("width"), frame.size, frame.width)
    height = points(style.get("height"), frame.size, frame.height)
    return replace(
        frame,
        width=None if width is None else width * frame.scale,
        height=None if height is None else height * frame.scale,
    )


def _is_sheet(frame: _Frame, style: Style) -> bool:
    sized = _sized(frame, style)
    return (sized.height or 0.0) >= _SHEET and (sized.width or _SHEET) >= _SHEET


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The texts between blanks, and how many blanks stand before each; a line end is one."""
    for before, piece in _PIECE.findall(text):
        fixed = before.count("\u00a0") + 2 * before.count("\u3000")
        yield fixed or len(before[:1]), piece
