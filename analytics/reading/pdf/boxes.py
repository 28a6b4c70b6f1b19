"""Boxes on a page, many at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom; in a PDF's own space, whose y points up, x0, bottom, x1, top."""
Boxes = NDArray[np.float64]
"""One box a row."""
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of x' = ax + cy + e, y' = bx + dy + f."""


def transformed(boxes: Boxes, matrix: Matrix) -> Boxes:
    """Boxes in another space whose axes are parallel to those of theirs."""
    a, b, c, d, e, f = matrix
    xs, ys = boxes[:, 0::2], boxes[:, 1::2]
    moved = np.empty_like(boxes)
    moved[:, 0::2] = a * xs + c * ys + e
    moved[:, 1::2] = b * xs + d * ys + f
    least, most = moved[:, :2].copy(), moved[:, 2:].copy()
    np.minimum(least, most, out=moved[:, :2])
    np.maximum(least, most, out=moved[:, 2:])
    return moved


def quarter_turned(boxes: Boxes, width: float, height: float, turns: int) -> Boxes:
    """Boxes on a page of this size after so many quarter turns of it clockwise."""
    for _ in range(turns % 4):
        x0, top, x1, bottom = boxes.T
        boxes = np.column_stack((height - bottom, x0, height - top, x1))
        width, height = height, width
    return boxes
