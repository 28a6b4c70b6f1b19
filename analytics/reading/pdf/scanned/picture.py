"""The picture of a page: taken, turned until its text is upright, and set straight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Shades of grey by row and column, from 0 for black to 255 for white."""

_DOTS: Final = 200 / 72
"""Pixels a point of the page: small print on a scan is legible to the models from here on."""
_LONGEST: Final = 4700
"""Pixels of the longer side at most: a page of A3 is as fine as one of A4."""
_WHITE: Final = 255

_STEEPEST: Final = 3.0
"""Degrees up to which a page may lie askew on the scanner."""
_STEP: Final = 0.1
_COARSE: Final = 600
"""Pixels of the longer side of the picture that the angle is measured on."""
_CLEARER: Final = 1.01
"""How much more distinct the rows of a page must become for it to count as askew."""
_NOTICEABLE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Taken:
    """The picture of a page of width by height points; dots are pixels a point.

    tilt is by how many degrees the page was turned counterclockwise to be straight.
    """

    picture: Picture
    dots: float
    tilt: float


def taken(page: pdfium.PdfPage) -> Taken:
    """The picture of a page as shown, set straight. Raises PdfiumError where there is none."""
    dots = min(_DOTS, _LONGEST / max(page.get_size()))
    bitmap = page.render(scale=dots, grayscale=True)
    picture = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    tilt = _tilt(picture)
    return Taken(turned(picture, tilt), dots, tilt)


def turned(picture: Picture, degrees: float) -> Picture:
    """A picture turned counterclockwise about its middle by a few degrees, its size kept."""
    if not degrees:
        return picture
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    straight = cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(_WHITE,)
    )
    return np.asarray(straight, np.uint8)


def _tilt(picture: Picture) -> float:
    """The turn in degrees after which the page's lines of text and rules are most distinct."""
    scale = _COARSE / max(picture.shape)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.asarray(_WHITE - small, np.uint8)
    angles = np.arange(-_STEEPEST, _STEEPEST + _STEP / 2, _STEP)
    clearness = np.array([_clearness(ink, angle) for angle in angles])
    best = int(clearness.argmax())
    if clearness[best] < _CLEARER * _clearness(ink, 0.0) or abs(angles[best]) < _NOTICEABLE:
        return 0.0
    return float(angles[best])


def _clearness(ink: Picture, angle: float) -> float:
    """How much ink changes from row to row or, where text runs upwards, from column to column."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    moved = cv2.warpAffine(ink, matrix, (width, height)).astype(np.float64)
    return max(float((np.diff(moved.sum(axis)) ** 2).sum()) for axis in (0, 1))
