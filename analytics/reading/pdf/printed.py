"""What is printed on a page, whichever library found it."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from analytics.reading.blocks import Place
from analytics.reading.pdf.boxes import Box, Boxes, quarter_turned
from analytics.reading.pdf.characters import Characters

THIN: Final = 3.0
"""Points up to which a box is so thin that it is a rule."""
_READABLE_SHARE: Final = 0.7
"""Share of a page's characters that must be real ones for the page to count as read."""
_SCAN_CHARACTERS: Final = 30
"""A page with a picture over most of it and fewer characters than this is a scan."""
_SCAN_AREA: Final = 0.5
_FURNITURE: Final = 10
"""Up to so many characters are a page number or a mark, no text."""
_SHOWN_AREA: Final = 0.1
"""On a page without text, a picture that may hold it covers so much."""
_OUTLINES: Final = 200
"""Shapes other than rules from which on a page without text has it drawn as outlines."""


@dataclass(slots=True)
class Printed:
    """The characters and rules of one page.

    Boxes are in points from the top left corner of the page turned so that its text reads from
    left to right; width and height are those of the page so turned, and turns is how many quarter
    turns clockwise lead to it from the page as shown. number counts from 1. rules are thin boxes;
    unruled is the number of drawn shapes that are none; pictured is the share of the page that
    lies under pictures. tilt is by how many degrees the picture of a scanned page was turned
    counterclockwise about its middle, before its quarter turns, to be straight.
    """

    number: int
    width: float
    height: float
    turns: int
    characters: Characters
    rules: Boxes
    unruled: int
    pictured: float
    tilt: float = 0.0

    @property
    def is_unreadable(self) -> bool:
        """Whether the page shows text that its characters do not tell.

        It is a scan, has all its text in pictures or outlines, or many of its characters stand
        for nothing.
        """
        if self.characters.meaningless > 1 - _READABLE_SHARE:
            return True
        characters = len(self.characters.text)
        if characters <= _FURNITURE and (self.pictured > _SHOWN_AREA or self.unruled >= _OUTLINES):
            return True
        return self.pictured > _SCAN_AREA and characters < _SCAN_CHARACTERS

    def place(self, box: Box) -> Place:
        """Where a box of the page as read stands on the page as shown."""
        if self.turns:
            turned = quarter_turned(np.array([box]), self.width, self.height, -self.turns)
            x0, top, x1, bottom = turned[0].tolist()
        else:
            x0, top, x1, bottom = box
        if self.tilt:
            x0, top, x1, bottom = self._tilted_back((x0, top, x1, bottom))
        edges = (_decimal(x0), _decimal(top), _decimal(x1), _decimal(bottom))
        return Place(self.number, ",".join(edges))

    def _tilted_back(self, box: Box) -> Box:
        """A box of the page as shown that was set straight, moved to where it is on the page."""
        x0, top, x1, bottom = box
        shown = (self.height, self.width) if self.turns % 2 else (self.width, self.height)
        middle = complex(shown[0] / 2, shown[1] / 2)
        centre = complex((x0 + x1) / 2, (top + bottom) / 2)
        # Clockwise where y points down, as this turns back.
        moved = middle + (centre - middle) * cmath.rect(1.0, math.radians(self.tilt)) - centre
        return x0 + moved.real, top + moved.imag, x1 + moved.real, bottom + moved.imag


@lru_cache(maxsize=4096)
def _decimal(points: float) -> str:
    """Points with one decimal; a table's cells share most of their edges."""
    return f"{points:.1f}"
