"""The shapes drawn on a page as PDFium knows them: which are rules, and what pictures cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import compress, repeat
from typing import Final, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from analytics.reading.pdf import pdfium_calls as calls
from analytics.reading.pdf.boxes import Box, Boxes, Matrix, transformed
from analytics.reading.pdf.printed import THIN

_WHITE: Final = 250
"""From this value on in all three colours a rule cannot be seen on paper."""
_RECTANGLE: Final = 5
"""Segments of a rectangle."""
_LINE: Final = 2
"""Segments of a line."""
_LEVEL: Final = 0.5
"""Points by which the ends of a level or upright stroke may differ."""


class _Edge(NamedTuple):
    start: tuple[float, float]
    end: tuple[float, float]
    straight: bool


@dataclass(slots=True)
class Shapes:
    """Rules of a page in its own space, the other drawn shapes counted, pictures in area."""

    rules: Boxes
    unruled: int
    pictured: float


def shapes_on(page: pdfium.PdfPage) -> Shapes:
    """The shapes of a page and of the forms set into it.

    A rule is a thin stroke or filled box that can be seen. A box filled as a background is none;
    the sides of a stroked one are.
    """
    handle = calls.handle(page)
    count = raw.FPDFPage_CountObjects(page)
    objects = list(map(calls.object_of_page, repeat(handle), range(count)))
    found = list(_shapes(objects, None))
    return Shapes(
        np.concatenate([shapes.rules for shapes in found]),
        sum(shapes.unruled for shapes in found),
        sum(shapes.pictured for shapes in found),
    )


def _shapes(objects: list[calls.Handle], matrix: Matrix | None) -> Iterator[Shapes]:
    kinds = np.frombuffer(bytes(map(calls.kind, objects)), np.uint8)

    def of_kind(wanted: int) -> list[calls.Handle]:
        return [objects[index] for index in np.flatnonzero(kinds == wanted).tolist()]

    rules, unruled = _rules(of_kind(raw.FPDF_PAGEOBJ_PATH))
    pictures = _bounds(of_kind(raw.FPDF_PAGEOBJ_IMAGE))
    if matrix is not None:
        rules, pictures = transformed(rules, matrix), transformed(pictures, matrix)
    covered = (pictures[:, 2] - pictures[:, 0]) * (pictures[:, 3] - pictures[:, 1])
    yield Shapes(rules, unruled, float(covered.sum()))
    for form in of_kind(raw.FPDF_PAGEOBJ_FORM):
        count = calls.objects_in_form(form)
        inner = list(map(calls.object_of_form, repeat(form), range(count)))
        own = _matrix(form)
        yield from _shapes(inner, own if matrix is None else _composed(own, matrix))


def _bounds(objects: list[calls.Handle]) -> Boxes:
    bounds = np.zeros((len(objects), 4), np.float32)
    calls.write_rows(calls.bounds, bounds, objects, outputs=4)
    return bounds.astype(np.float64)


def _matrix(item: calls.Handle) -> Matrix:
    values = np.zeros(6, np.float32)
    calls.matrix(item, values.ctypes.data)
    a, b, c, d, e, f = values.tolist()
    return a, b, c, d, e, f


def _composed(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _rules(paths: list[calls.Handle]) -> tuple[Boxes, int]:
    """The rules among some paths, and how many of the paths hold none."""
    if not paths:
        return np.empty((0, 4)), 0
    modes = np.zeros((len(paths), 2), np.int32)
    calls.write_rows(calls.draw_mode, modes, paths, outputs=2)
    stroked = modes[:, 1] != 0
    filled = ~stroked & (modes[:, 0] != 0)
    segments = np.fromiter(map(calls.segments, paths), np.int64, len(paths))
    bounds = _bounds(paths)
    thickness = np.minimum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    whole = (thickness <= THIN) & (segments <= _RECTANGLE)
    many = ~whole & (segments > np.where(stroked, _LINE, _RECTANGLE))
    visible = _visible(calls.stroke_colour, paths, stroked & (whole | many))
    visible |= _visible(calls.fill_colour, paths, filled & (whole | many))
    whole, many = whole & visible, many & visible
    # A stroke reaches beyond its ends in PDFium's bounds by half its width.
    ends = np.outer(stroked * thickness / 2, (1, 1, -1, -1)) * _lengthwise(bounds)
    parts = [_straight_parts(paths[n], bool(stroked[n])) for n in np.flatnonzero(many).tolist()]
    unruled = len(paths) - int(whole.sum()) - sum(map(bool, parts))
    found = [(bounds + ends)[whole], *(np.array(boxes) for boxes in parts if boxes)]
    return np.concatenate(found), unruled


def _visible(
    colour: Callable[..., int], paths: list[calls.Handle], asked: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which of the paths asked for have a colour that shows on white paper."""
    chosen = list(compress(paths, asked.tolist()))
    colours = np.zeros((len(chosen), 4), np.uint32)
    calls.write_rows(colour, colours, chosen, outputs=4)
    visible = asked.copy()
    visible[asked] = (colours[:, 3] > 0) & (colours[:, :3].min(1) < _WHITE)
    return visible


def _lengthwise(bounds: Boxes) -> Boxes:
    """1 in the columns of x for boxes that lie, in those of y for boxes that stand, else 0."""
    lying = bounds[:, 2] - bounds[:, 0] >= bounds[:, 3] - bounds[:, 1]
    return np.column_stack((lying, ~lying, lying, ~lying)).astype(np.float64)


def _straight_parts(path: calls.Handle, stroked: bool) -> list[Box]:
    """The straight level and upright strokes of a path, or its thin filled parts, as boxes."""
    parts = list(_subpaths(path))
    if stroked:
        boxes = [_box([edge]) for edges in parts for edge in edges if edge.straight]
        return [box for box in boxes if _thickness(box) <= _LEVEL]
    boxes = [_box(edges) for edges in parts if edges and all(edge.straight for edge in edges)]
    return [box for box in boxes if _thickness(box) <= THIN]


def _subpaths(path: calls.Handle) -> Iterator[list[_Edge]]:
    a, b, c, d, e, f = _matrix(path)
    coordinates = np.zeros(2, np.float32)
    address = coordinates.ctypes.data
    edges: list[_Edge] = []
    begin = at = (0.0, 0.0)
    for index in range(calls.segments(path)):
        segment = calls.segment(path, index)
        calls.segment_point(segment, address, address + coordinates.itemsize)
        x, y = coordinates.tolist()
        to = (a * x + c * y + e, b * x + d * y + f)
        kind = calls.segment_kind(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield edges
            edges, begin = [], to
        else:
            edges.append(_Edge(at, to, kind == raw.FPDF_SEGMENT_LINETO))
        at = to
        if calls.segment_closes(segment):
            edges.append(_Edge(at, begin, True))
            at = begin
    yield edges


def _box(edges: list[_Edge]) -> Box:
    xs, ys = zip(*(point for edge in edges for point in (edge.start, edge.end)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _thickness(box: Box) -> float:
    return min(box[2] - box[0], box[3] - box[1])
