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

import pdfplumber

from analytics.reading.blocks import Document

# pdfminer warns of every oddity of a file that it copes with.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

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
    """Cells that are found by where they are."""

    def __init__(self, cells: Iterable[PlacedText]) -> None:
        self._by_corner: dict[tuple[int, int, int], list[PlacedText]] = defaultdict(list)
        for cell in cells:
            self._by_corner[_corner(cell)].append(cell)

    def near(self, cell: PlacedText) -> list[PlacedText]:
        """The cells with the same four sides."""
        page, column, row = _corner(cell)
        around = product((column - 1, column, column + 1), (row - 1, row, row + 1))
        return [
            other
            for x, y in around
            for other in self._by_corner.get((page, x, y), ())
            if all(abs(a - b) <= NEAR for a, b in zip(cell.box, other.box, strict=True))
        ]


def _corner(cell: PlacedText) -> tuple[int, int, int]:
    return cell.page, int(cell.box[0] // NEAR), int(cell.box[1] // NEAR)


def plumber_tables(path: Path) -> tuple[float, list[PlacedText], list[PlacedText]]:
    """Seconds to find and fill all tables of a PDF; their cells; those whose sides show.

    A side that is no more than the edge of a background, or white, does not show on paper.
    """
    seconds, cells, shown = 0.0, [], []
    started = time.perf_counter()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            tables = page.find_tables()
            texts = [table.extract() for table in tables]
            seconds += time.perf_counter() - started
            cells += [
                PlacedText(page.page_number, box, one_line(text or ""))
                for table, rows in zip(tables, texts, strict=True)
                for row, row_texts in zip(table.rows, rows, strict=True)
                for box, text in zip(row.cells, row_texts, strict=True)
                if box is not None
            ]
            shown += [
                PlacedText(page.page_number, box, "")
                for table in page.filter(shows).find_tables()
                for box in table.cells
            ]
            started = time.perf_counter()
            page.close()
    seconds += time.perf_counter() - started
    drawn = Cells(shown)
    return seconds, cells, [cell for cell in cells if drawn.near(cell)]


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
