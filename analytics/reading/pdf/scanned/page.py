"""The picture of a page becomes what is printed on it."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import pypdfium2 as pdfium

from analytics.reading.blocks import PageConfidence
from analytics.reading.pdf.boxes import Box, Boxes, quarter_turned
from analytics.reading.pdf.characters import Characters
from analytics.reading.pdf.printed import Printed
from analytics.reading.pdf.rules import Ruling, rulings
from analytics.reading.pdf.scanned.cells import texts_in_cells
from analytics.reading.pdf.scanned.figures import mended
from analytics.reading.pdf.scanned.picture import Picture, taken
from analytics.reading.pdf.scanned.rules import ink, take_rules
from analytics.reading.pdf.scanned.signs import Piece, Recogniser, recogniser
from analytics.reading.words import width

_LONG: Final = 1.5
"""How many times as long as across a box of text is that shows which way the text runs."""
_AROUND: Final = 2.0
"""Points of white around a word that the models want to see."""


class _Word(NamedTuple):
    piece: Piece
    box: Box


def recognised_page(
    page: pdfium.PdfPage, number: int, threads: int
) -> tuple[Printed, PageConfidence] | None:
    """What the picture of a page shows, None where it shows no text; number counts from 1.

    Raises PdfiumError for a page that cannot be shown.
    """
    models = recogniser(threads)
    shown = taken(page)
    rules = take_rules(shown.picture, shown.dots)
    wide, high = (pixels / shown.dots for pixels in shown.picture.shape[::-1])
    picture, turns, found = _upright(shown.picture, models)
    rules = quarter_turned(rules, wide, high, turns)
    found = found / shown.dots
    tables = rulings(rules)
    boxes = texts_in_cells(ink(picture), shown.dots, tables, found)
    boxes += [box for box in found.tolist() if not _stands_in(box, tables)]
    words = []
    for box in boxes:
        around = np.add(box, (-_AROUND, -_AROUND, _AROUND, _AROUND)) * shown.dots
        if piece := models.piece(picture, around):
            words.append(_Word(piece, box))
    if not words:
        return None
    printed = Printed(
        number=number,
        width=high if turns % 2 else wide,
        height=wide if turns % 2 else high,
        turns=turns,
        characters=_characters(words),
        rules=rules,
        unruled=0,
        pictured=0.0,
        tilt=shown.tilt,
    )
    return printed, _confidence(number, [word.piece for word in words])


def _upright(picture: Picture, models: Recogniser) -> tuple[Picture, int, Boxes]:
    """The picture with its text upright, the quarter turns clockwise to it, and where text is."""
    turns = 0
    found = models.boxes(picture)
    if _runs_upwards(found):
        picture, turns = np.rot90(picture, -1).copy(), 1
        found = models.boxes(picture)
    if models.is_upside_down(picture, found):
        height, width = picture.shape
        picture, turns = np.rot90(picture, 2).copy(), turns + 2
        found = quarter_turned(found, width, height, 2)
    return picture, turns, found


def _runs_upwards(found: Boxes) -> bool:
    """Whether most text stands in boxes that are higher than wide."""
    wide, high = found[:, 2] - found[:, 0], found[:, 3] - found[:, 1]
    level, upright = wide[wide > _LONG * high].sum(), high[high > _LONG * wide].sum()
    return bool(upright > level)


def _stands_in(box: list[float], tables: list[Ruling]) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    edges = (table.box for table in tables)
    return any(x0 < across < x1 and top < down < bottom for x0, top, x1, bottom in edges)


def _characters(words: list[_Word]) -> Characters:
    """The signs of some words, each with its share of the word's box; a figure is mended."""
    text, boxes, spaced = "", [], []
    for piece, (x0, top, x1, bottom) in words:
        signs = mended(piece.text)
        share = (x1 - x0) / width(signs)
        blank = False
        for sign in signs:
            end = x0 + share * width(sign)
            if not sign.isspace():
                text += sign
                boxes.append((x0, top, end, bottom))
                spaced.append(blank)
            blank = sign.isspace()
            x0 = end
    return Characters(text, np.array(boxes), np.array(spaced, np.bool_), meaningless=0.0)


def _confidence(number: int, pieces: list[Piece]) -> PageConfidence:
    scores = np.array([piece.score for piece in pieces])
    lengths = [len(piece.text) for piece in pieces]
    return PageConfidence(number, float(np.average(scores, weights=lengths)), float(scores.min()))
