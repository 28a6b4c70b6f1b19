"""PDFium's raw functions for asking about many characters or shapes of a page at once.

A page takes a thousand calls, so each must be cheap: handles and addresses pass as plain
integers, and results land in rows of arrays.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Final

import pypdfium2.raw as raw
from numpy.typing import NDArray

Handle = int
"""The address of something of PDFium's."""

_HANDLE: Final = ctypes.c_void_p
_ADDRESS: Final = ctypes.c_void_p
_INDEX: Final = ctypes.c_void_p
"""An index passes in a register like an address, which ctypes converts faster than an int."""
_INT: Final = ctypes.c_int


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _call(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(_address(function))


text = _call(raw.FPDFText_GetText, _INT, _HANDLE, _INDEX, _INDEX, _ADDRESS)
character = _call(raw.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INDEX)
is_unmapped = _call(raw.FPDFText_HasUnicodeMapError, _INT, _HANDLE, _INDEX)
character_box = _call(raw.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INDEX, _ADDRESS)
angle = _call(raw.FPDFText_GetCharAngle, ctypes.c_float, _HANDLE, _INDEX)
object_of_page = _call(raw.FPDFPage_GetObject, _HANDLE, _HANDLE, _INDEX)
object_of_form = _call(raw.FPDFFormObj_GetObject, _HANDLE, _HANDLE, _INDEX)
objects_in_form = _call(raw.FPDFFormObj_CountObjects, _INT, _HANDLE)
kind = _call(raw.FPDFPageObj_GetType, _INT, _HANDLE)
matrix = _call(raw.FPDFPageObj_GetMatrix, _INT, _HANDLE, _ADDRESS)
bounds = _call(raw.FPDFPageObj_GetBounds, _INT, _HANDLE, *[_ADDRESS] * 4)
draw_mode = _call(raw.FPDFPath_GetDrawMode, _INT, _HANDLE, *[_ADDRESS] * 2)
stroke_colour = _call(raw.FPDFPageObj_GetStrokeColor, _INT, _HANDLE, *[_ADDRESS] * 4)
fill_colour = _call(raw.FPDFPageObj_GetFillColor, _INT, _HANDLE, *[_ADDRESS] * 4)
segments = _call(raw.FPDFPath_CountSegments, _INT, _HANDLE)
segment = _call(raw.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, _INDEX)
segment_kind = _call(raw.FPDFPathSegment_GetType, _INT, _HANDLE)
segment_closes = _call(raw.FPDFPathSegment_GetClose, _INT, _HANDLE)
segment_point = _call(raw.FPDFPathSegment_GetPoint, _INT, _HANDLE, *[_ADDRESS] * 2)


def handle(wrapped: Any) -> Handle:
    """The address behind a page or text page of pypdfium2."""
    return _address(wrapped.raw)


def write_rows(
    call: Callable[..., Any], results: NDArray[Any], *arguments: Iterable[Any], outputs: int
) -> None:
    """Call once a row of results, with the row's first so many places as the last arguments."""
    start, step = results.ctypes.data, results.shape[1] * results.itemsize
    end = start + step * len(results)
    places = (
        range(start + n * results.itemsize, end + n * results.itemsize, step)
        for n in range(outputs)
    )
    deque(map(call, *arguments, *places), maxlen=0)
