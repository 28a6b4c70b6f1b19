"""pdfplumber's tables, to hold a reader against: their cells, and what it takes to find them."""

from __future__ import annotations

import logging
import re
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from analytics.reading.blocks import Document

NEAR = 3.0
"""Points by which the sides of the same cell may differ: what pdfplumber itself allows."""
THIN = 3.0
"""Points up to which a filled box is a rule and no background."""
WHITE = 0.98

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The text of a cell, each run of blanks and line breaks as one blank, and where it is."""

    page: int
    box: Box
    text: str


class Cells:
    """Cells to be found by where they are."""

    def __init__(self, cells: Iterable[PlacedText]) -> None:
        self._by_corner: dict[tuple[int, int, int], list[PlacedText]] = defaultdict(list)
        for cell in cells:
            self._by_corner[_corner(cell)].append(cell)

    def hold(self, cell: PlacedText) -> bool:
        """Whether one of them has the same four sides and the same text."""
        page, column, row = _corner(cell)
        around = product((column - 1, column, column + 1), (row - 1, row, row + 1))
        return any(
            other.text == cell.text
            and all(abs(a - b) <= NEAR for a, b in zip(cell.box, other.box, strict=True))
            for x, y in around
            for other in self._by_corner.get((page, x, y), ())
        )


def _corner(cell: PlacedText) -> tuple[int, int, int]:
    return cell.page, int(cell.box[0] // NEAR), int(cell.box[1] // NEAR)


def plumber_tables(path: Path) -> tuple[float, list[PlacedText]]:
    """Seconds to find and fill all tables of a PDF, and those cells whose sides show on paper.

    A side that is white, or no more than the edge of a background, does not show.
    """
    # The processes that only read must not load it.
    import pdfplumber

    # pdfminer warns of every oddity of a file that it copes with.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    seconds, cells = 0.0, []
    started = time.perf_counter()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            tables = page.find_tables()
            texts = [table.extract() for table in tables]
            seconds += time.perf_counter() - started
            number = page.page_number
            drawn = Cells(
                PlacedText(number, box, "")
                for table in page.filter(shows).find_tables()
                for box in table.cells
            )
            cells += [
                PlacedText(number, box, one_line(text or ""))
                for table, rows in zip(tables, texts, strict=True)
                for row, row_texts in zip(table.rows, rows, strict=True)
                for box, text in zip(row.cells, row_texts, strict=True)
                if box is not None and drawn.hold(PlacedText(number, box, ""))
            ]
            started = time.perf_counter()
            page.close()
    return seconds + time.perf_counter() - started, cells


def shows(item: dict[str, Any]) -> bool:
    """Whether an object of pdfplumber's may be a rule that shows on white paper, or is none."""
    if item["object_type"] not in ("line", "rect", "curve"):
        return True
    if item["stroke"]:
        return not _is_white(item["stroking_color"])
    is_thin = min(item["width"], item["height"]) <= THIN
    return bool(item["fill"]) and is_thin and not _is_white(item["non_stroking_color"])


def _is_white(colour: tuple[float, ...] | None) -> bool:
    if not colour:
        return False
    if len(colour) == 4:
        return max(colour) <= 1 - WHITE
    return min(colour) >= WHITE


def read_cells(document: Document) -> Cells:
    """The cells of a document that was read."""
    return Cells(
        PlacedText(cell.place.page or 0, _box(cell.place.locator), one_line(cell.text))
        for grid in document.grids()
        for row in grid.rows
        for cell in row
        if not cell.covered
    )


def _box(locator: str) -> Box:
    x0, top, x1, bottom = map(float, locator.split(","))
    return x0, top, x1, bottom


def one_line(text: str) -> str:
    """A text without line breaks."""
    return re.sub(r"\s+", " ", text).strip()
