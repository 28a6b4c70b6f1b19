"""The rules of a table in a picture: long runs of ink that hang together."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from analytics.reading.pdf.boxes import Boxes
from analytics.reading.pdf.scanned.picture import Picture

_AROUND: Final = 51
"""Pixels to a side of the square whose mean a pixel is darker than where it is ink."""
_DARKER: Final = 14
_LEAST_LEVEL, _LEAST_UPRIGHT = 14.0, 10.0
"""Points that a level and an upright rule run on without a gap: longer than a stroke of body type,
shorter than a cell is wide or high."""
_GAP: Final = 2.0
"""Points of a rule that may be missing between two pieces of it."""
_UNMISTAKABLE: Final = 18.0
"""Points from which on an upright run is no stroke of a sign that fills its row."""
_CLEAR: Final = 3.0
"""Points beside a shorter one that must be free of ink."""
_EXTENT: Final = 90.0
"""Points that rules which touch one another reach over, as a frame round a few signs does not."""
_WHITE: Final = 255


def ink(picture: Picture) -> Picture:
    """255 where a pixel is clearly darker than its surroundings, so that shades are none."""
    return np.asarray(
        cv2.adaptiveThreshold(
            cv2.GaussianBlur(picture, (3, 3), 0),
            _WHITE,
            cv2.ADAPTIVE_THRESH_MEAN_C,
            cv2.THRESH_BINARY_INV,
            _AROUND,
            _DARKER,
        ),
        np.uint8,
    )


def take_rules(picture: Picture, dots: float) -> Boxes:
    """Takes the rules out of a picture, so that none is read as a sign; their boxes in points."""
    dark = ink(picture)
    lying, standing = _runs(dark, dots, level=True), _runs(dark, dots, level=False)
    _drop_strokes(standing, dark, dots)
    drawn = _reaching(lying | standing, round(_EXTENT * dots))
    rules = np.concatenate((_level(lying & drawn), _level((standing & drawn).T)[:, [1, 0, 3, 2]]))
    picture[cv2.dilate(drawn, np.ones((3, 3), np.uint8)) > 0] = _WHITE
    return rules / dots


def _runs(dark: Picture, dots: float, level: bool) -> Picture:
    """The long level or upright runs of ink, small gaps in them closed."""

    def along(points: float) -> Picture:
        length = round(points * dots)
        return np.ones((1, length) if level else (length, 1), np.uint8)

    pieces = cv2.morphologyEx(
        dark, cv2.MORPH_OPEN, along(_LEAST_LEVEL if level else _LEAST_UPRIGHT)
    )
    return np.asarray(cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, along(_GAP)), np.uint8)


def _drop_strokes(standing: Picture, dark: Picture, dots: float) -> None:
    """Takes out the short upright runs with ink beside them: strokes of signs between two rules."""
    beside, edge = round(_CLEAR * dots), 2
    _, labels, stats, _ = cv2.connectedComponentsWithStats(standing, connectivity=8)
    for label, (x, top, wide, high, _) in enumerate(stats[1:].tolist(), start=1):
        if high >= _UNMISTAKABLE * dots:
            continue
        # Its ends may touch level rules.
        inner = slice(top + high // 4, top + high - high // 4)
        left = dark[inner, max(0, x - edge - beside) : max(0, x - edge)]
        right = dark[inner, x + wide + edge : x + wide + edge + beside]
        if left.any() or right.any():
            part = standing[top : top + high, x : x + wide]
            part[labels[top : top + high, x : x + wide] == label] = 0


def _reaching(runs: Picture, extent: int) -> Picture:
    """The runs that belong to a group which is as wide or as high as a table."""
    near = cv2.dilate(runs, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    reaching = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(1) >= extent
    reaching[0] = False
    return np.where(reaching[labels], runs, 0).astype(np.uint8)


def _level(runs: Picture) -> Boxes:
    """The boxes of level rules, in pixels; a rule is as thick as it is on average.

    A stroke of a sign that touches a rule is a bump on it.
    """
    _, _, stats, centres = cv2.connectedComponentsWithStats(runs, connectivity=8)
    x, wide, area = stats[1:, [cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_AREA]].T
    half, middle = area / wide / 2, centres[1:, 1]
    return np.column_stack((x, middle - half, x + wide, middle + half)).astype(np.float64)
