"""A page as PDFium finds it printed.

Not thread-safe, as PDFium is not: read several files in several processes.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from contextlib import closing
from itertools import repeat
from typing import Final

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from analytics.reading.pdf import pdfium_calls as calls
from analytics.reading.pdf.boxes import Boxes, Matrix, quarter_turned, transformed
from analytics.reading.pdf.characters import UNMAPPED, characters
from analytics.reading.pdf.pdfium_shapes import shapes_on
from analytics.reading.pdf.printed import Printed

_SAMPLE: Final = 24
"""Characters looked at to tell how the text of a page is turned."""
_STRIDE: Final = 4
"""Of so many characters one is looked at to tell whether their font has a character map."""
_LINE_HYPHENS: Final = (0x02, 0xFFFE)
"""What PDFium makes of a hyphen at the end of a line."""
_SIDE: Final = 10_000
"""Pixels to a side when the corners of a page are asked for; any number will do."""


def printed_page(page: pdfium.PdfPage, number: int) -> Printed:
    """What a page holds. Raises PdfiumError where its text cannot be loaded."""
    width, height = page.get_size()
    matrix = _shown(page, width, height)
    with closing(page.get_textpage()) as text:
        codes, boxes = _characters(text)
        turns = _turns(text, np.flatnonzero(boxes[:, 0] < boxes[:, 2]), matrix)
    shapes = shapes_on(page)

    def placed(boxes: Boxes) -> Boxes:
        return quarter_turned(transformed(boxes, matrix), width, height, turns)

    return Printed(
        number=number,
        width=height if turns % 2 else width,
        height=width if turns % 2 else height,
        turns=turns,
        characters=characters(codes, placed(boxes)),
        rules=placed(shapes.rules),
        unruled=shapes.unruled,
        pictured=shapes.pictured / (width * height),
    )


def _shown(page: pdfium.PdfPage, width: float, height: float) -> Matrix:
    """From the page's own space to points from the top left corner of the page as shown."""
    x, y = ctypes.c_double(), ctypes.c_double()

    def corner(right: int, down: int) -> tuple[float, float]:
        raw.FPDF_DeviceToPage(page, 0, 0, _SIDE, _SIDE, 0, right, down, x, y)
        return x.value, y.value

    origin, right, down = corner(0, 0), corner(_SIDE, 0), corner(0, _SIDE)
    across = (right[0] - origin[0]) / width, (right[1] - origin[1]) / width
    along = (down[0] - origin[0]) / height, (down[1] - origin[1]) / height
    # They are at right angles and of one length, so that the inverse is the transpose.
    scale = across[0] ** 2 + across[1] ** 2
    (a, c), (b, d) = (across[0] / scale, across[1] / scale), (along[0] / scale, along[1] / scale)
    return a, b, c, d, -(a * origin[0] + c * origin[1]), -(b * origin[0] + d * origin[1])


def _characters(text: pdfium.PdfTextPage) -> tuple[NDArray[np.int64], Boxes]:
    """Codes and boxes of the characters, blanks and line ends of PDFium's own among them."""
    page, count = calls.handle(text), text.count_chars()
    codes = _codes(text, page, count)
    # Fonts that do not tell what their characters mean are rare, and never used for one alone.
    if any(map(calls.is_unmapped, repeat(page), range(0, count, _STRIDE))):
        unmapped = np.fromiter(map(calls.is_unmapped, repeat(page), range(count)), np.bool_, count)
        codes[unmapped] = UNMAPPED
    found = np.zeros((count, 4), np.float32)
    calls.write_rows(calls.character_box, found, repeat(page), range(count), outputs=1)
    return codes, found[:, [0, 3, 2, 1]].astype(np.float64)


def _codes(text: pdfium.PdfTextPage, page: calls.Handle, count: int) -> NDArray[np.int64]:
    """The code of each character; asked one by one only where the text has more or fewer."""
    units = np.zeros(count + 1, np.uint16)
    written = calls.text(page, 0, count, units.ctypes.data)
    if written == count + 1:
        codes = units[:count].astype(np.int64)
    else:
        codes = np.fromiter(map(calls.character, repeat(page), range(count)), np.int64, count)
    for hyphen in _LINE_HYPHENS:
        codes[codes == hyphen] = ord("-")
    return codes


def _turns(text: pdfium.PdfTextPage, among: NDArray[np.int64], matrix: Matrix) -> int:
    """Quarter turns clockwise that the page as shown needs for most of its text to be upright."""
    page = calls.handle(text)
    sample = among[:: max(1, len(among) // _SAMPLE)].tolist()
    angles = Counter(round(calls.angle(page, index), 1) for index in sample)
    if not angles:
        return 0
    # PDFium measures the angle clockwise, in a space whose y points up.
    angle = -angles.most_common(1)[0][0]
    a, b, c, d, *_ = matrix
    x, y = math.cos(angle), math.sin(angle)
    shown = math.atan2(b * x + d * y, a * x + c * y)
    return -round(shown / (math.pi / 2)) % 4
