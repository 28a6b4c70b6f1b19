"""A place in a document as a reader would see it: the lines around it, or that part of the page."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
from PIL import ImageDraw, ImageOps

from analytics.reading.blocks import Place
from analytics.reading.text import decode

_LINES_ABOVE, _LINES_BELOW = 4, 10
_POINTS_ABOVE, _POINTS_BELOW = 100.0, 190.0
"""A form is shown from its title on, so there is more to see below a place than above it."""
_SCALE: Final = 2.0
"""Pixels a point: legible on a wide screen, some 100 kB."""
_MARGIN: Final = 2.0
_FOOT: Final = 24
"""Pixels of white left under the last thing printed."""
_EDGE: Final = "#C8CDD2"
_MARKER: Final = "#D55E00"
_LINE: Final = re.compile(r"line (\d+)")
_BOX: Final = re.compile(r"(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class TextExcerpt:
    """Lines of a text with their numbers from 1, and the number of the one that is meant."""

    lines: tuple[tuple[int, str], ...]
    meant: int


def text_excerpt(content: bytes, place: Place) -> TextExcerpt | None:
    """The line of a text that a place names, with its neighbours; None where it names none."""
    named = _LINE.fullmatch(place.locator)
    if named is None:
        return None
    lines = decode(content).splitlines()
    meant = int(named[1])
    if not 1 <= meant <= len(lines):
        return None
    numbers = range(max(1, meant - _LINES_ABOVE), min(len(lines), meant + _LINES_BELOW) + 1)
    return TextExcerpt(tuple((number, lines[number - 1]) for number in numbers), meant)


def page_excerpt(content: bytes, place: Place) -> bytes | None:
    """A PNG of the part of a PDF's page around a place, which is outlined; None for no such place.

    The picture is as wide as the page.
    """
    box = _BOX.fullmatch(place.locator)
    if box is None or place.page is None:
        return None
    left, top, right, bottom = (float(edge) for edge in box.groups())
    with pdfium.PdfDocument(content) as pdf:
        if not 1 <= place.page <= len(pdf):
            return None
        with contextlib.closing(pdf[place.page - 1]) as page:
            image = page.render(scale=_SCALE).to_pil().convert("RGB")
    outline = [
        (left - _MARGIN) * _SCALE,
        (top - _MARGIN) * _SCALE,
        (right + _MARGIN) * _SCALE,
        (bottom + _MARGIN) * _SCALE,
    ]
    ImageDraw.Draw(image).rectangle(outline, outline=_MARKER, width=3)
    upper = max(0, round((top - _POINTS_ABOVE) * _SCALE))
    lower = min(image.height, round((bottom + _POINTS_BELOW) * _SCALE))
    picture = io.BytesIO()
    band = image.crop((0, upper, image.width, lower))
    _, _, _, printed_to = ImageOps.invert(band.convert("L")).getbbox() or band.getbbox()
    band = band.crop((0, 0, band.width, min(band.height, printed_to + _FOOT)))
    ImageOps.expand(band, border=1, fill=_EDGE).save(picture, "PNG")
    return picture.getvalue()
