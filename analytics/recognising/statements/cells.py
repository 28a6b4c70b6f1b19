"""What the shapes of statutory tables share: codes, places and printed numbers of cells."""

from __future__ import annotations

import re
from typing import Final

from analytics.reading.blocks import Cell, Place
from analytics.recognising.amounts import parse_number
from analytics.recognising.readings import Row
from analytics.reference import economic_names, functional_names

_CODE: Final = re.compile(r"^\d{3}(?:\d{2}){0,2}$")

Shaped = tuple[tuple[str, ...], list[Row]]
"""The measures that a table prints, and its rows."""


def is_code(text: str) -> bool:
    """Whether a text is a classification code: 类 of three digits, 款 of five, 项 of seven.

    It begins with a 类 of the functional or the departments' economic classification; other
    numbers are codes of units.
    """
    return bool(_CODE.match(text)) and (
        text[:3] in functional_names() or text[:3] in economic_names()
    )


def number_cells(cells: dict[str, Cell]) -> dict[str, Cell]:
    """The cells that hold a printed number."""
    return {measure: cell for measure, cell in cells.items() if parse_number(cell.text) is not None}


def row_place(cells: list[Cell]) -> Place:
    """The place of the first cell with anything in it."""
    return next((cell for cell in cells if cell), cells[0]).place
