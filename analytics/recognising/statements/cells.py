"""What the shapes of statutory tables share: codes, places and printed numbers of cells."""

from __future__ import annotations

import re
from typing import Final

from analytics.reading.blocks import Cell, Place
from analytics.recognising.amounts import parse_number
from analytics.recognising.readings import Row

CODE: Final = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
"""A classification code: 类 of three digits, 款 of five, 项 of seven."""

Shaped = tuple[tuple[str, ...], list[Row]]
"""The measures that a table prints, and its rows."""


def number_cells(cells: dict[str, Cell]) -> dict[str, Cell]:
    """The cells that hold a printed number."""
    return {measure: cell for measure, cell in cells.items() if parse_number(cell.text) is not None}


def row_place(cells: list[Cell]) -> Place:
    """The place of the first cell with anything in it."""
    return next((cell for cell in cells if cell), cells[0]).place
