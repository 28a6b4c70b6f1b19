"""PDF to blocks with pdfplumber: each ruled table a grid, all other text lines, in reading order.

Not thread-safe (pdfplumber is not): read several files in several processes.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import dedupe_chars, extract_words

from analytics.reading.blocks import Block, Cell, Document, Grid, Line, Place
from analytics.reading.errors import UnreadableError

# pdfminer warns of every oddity of a file that it copes with.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_Char = dict[str, Any]
_Box = tuple[float, float, float, float]

_BASELINE_TOLERANCE: Final = 3.0
"""Points by which the tops of the characters of one line may differ."""
_GAP: Final = 3.0
"""Widths of a character from which on a gap parts two texts that stand side by side."""
_RULE: Final = 3.0
"""Points up to which a filled box is so thin that it is a rule."""
_READABLE_SHARE: Final = 0.7
"""Share of a page's characters that must be real ones for the page to count as read."""
_SCAN_CHARACTERS: Final = 30
"""A page with a picture over most of it and fewer characters than this is a scan."""
_SCAN_AREA: Final = 0.5
_FOOT: Final = 0.9
"""Where the foot of a page begins, as a share of its height."""

_GARBAGE: Final = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_PAGE_NUMBER: Final = re.compile(
    r"[-–—·~\s]*(?:第\s*)?\d{1,4}(?:\s*页)?"
    r"(?:\s*[/，,共]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-–—·~\s]*"
)


def read_pdf(source_name: str, content: bytes) -> Document:
    """The blocks of a PDF; locators are bounding boxes in points from the top left corner.

    A table over a page break comes as one grid a page. Pages whose text cannot be read (scans,
    fonts without a character map, damage) are listed in unread_pages. A page number that stands
    alone at the foot of its page is left out.

    Raises UnreadableError for a file that is locked, cut off, no PDF, or without any text.
    """
    blocks: list[Block] = []
    unread: list[int] = []
    with _open(content) as pdf:
        pages = _pages(pdf)
        for page in pages:
            try:
                found = _read_page(page)
            finally:
                page.close()
            if found is None:
                unread.append(page.page_number)
            else:
                blocks.extend(found)
    if not blocks:
        raise UnreadableError(
            "no page of the PDF holds readable text",
            "it is probably scanned: run text recognition over it first",
        )
    return Document(
        source_name=source_name,
        sha256=hashlib.sha256(content).hexdigest(),
        format="pdf",
        pages=len(pages),
        blocks=blocks,
        unread_pages=unread,
    )


def _open(content: bytes) -> PDF:
    if b"%PDF-" not in content[:1024]:
        raise UnreadableError("this is no PDF", "supply the document that was published")
    if content.rfind(b"startxref") < content.rfind(b" obj"):
        raise UnreadableError("the PDF is cut off before its end", "download it again")
    try:
        return PDF.open(io.BytesIO(content))
    except PdfminerException as error:
        cause = error.args[0]
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableError(
                "the PDF is protected by a password", "save a copy without the password"
            ) from None
        raise _damaged() from None


def _damaged() -> UnreadableError:
    return UnreadableError("the PDF is damaged", "download it again")


def _pages(pdf: PDF) -> list[Page]:
    try:
        pages = pdf.pages
    except PdfminerException:
        raise _damaged() from None
    if not pages:
        raise _damaged()
    return pages


def _read_page(page: Page) -> list[Block] | None:
    """The blocks of a page in reading order; None where its text cannot be read."""
    try:
        chars = [char for char in page.chars if char["text"] != "\0"]
    except PdfminerException:
        return None
    if _is_unreadable(page, chars):
        return None
    if _has_doubles(chars):
        chars = dedupe_chars(chars, extra_attrs=())
    grids, outside = [], chars
    for table in page.find_tables():
        if _is_shading(table, page):
            continue
        grid, outside = _grid(table, outside, page.page_number)
        if grid is not None:
            grids.append(grid)
    lines = _without_page_number(_texts(outside), page)
    placed: list[tuple[float, float, Block]] = [
        (box[1], box[0], Line(text, _place(page.page_number, box))) for text, box in lines
    ]
    placed += [(box[1], box[0], grid) for grid, box in grids]
    return [block for *_, block in sorted(placed, key=lambda item: item[:2])]


def _is_unreadable(page: Page, chars: list[_Char]) -> bool:
    text = [char["text"] for char in chars if not char["text"].isspace()]
    garbage = sum(bool(_GARBAGE.match(character)) for character in text)
    if text and garbage > (1 - _READABLE_SHARE) * len(text):
        return True
    pictures = sum(image["width"] * image["height"] for image in page.images)
    covered = pictures > _SCAN_AREA * float(page.width * page.height)
    return covered and len(text) < _SCAN_CHARACTERS


def _has_doubles(chars: list[_Char]) -> bool:
    """Whether characters are printed twice on the same spot, as where bold type is faked."""
    spots = {(char["text"], round(char["x0"]), round(char["top"])) for char in chars}
    return len(spots) < len(chars)


def _is_shading(table: Table, page: Page) -> bool:
    """Whether what looks like a table of one row is running text with a background, unruled."""
    x0, top, x1, bottom = table.bbox
    return len(table.rows) == 1 and not any(
        (item["stroke"] or min(item["width"], item["height"]) <= _RULE)
        and item["x0"] <= x1
        and x0 <= item["x1"]
        and item["top"] <= bottom
        and top <= item["bottom"]
        for item in (*page.lines, *page.rects, *page.curves)
    )


def _grid(
    table: Table, chars: list[_Char], page_number: int
) -> tuple[tuple[Grid, _Box] | None, list[_Char]]:
    """A table as a grid with its box, None where it is blank, and the characters outside of it."""
    xs = sorted({x for cell in table.cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in table.cells for y in (cell[1], cell[3])})
    # A cell that the page break has left open has no box: its place in the grid stands for it.
    owner: dict[tuple[int, int], _Box] = {
        (row, column): (xs[column], ys[row], xs[column + 1], ys[row + 1])
        for row in range(len(ys) - 1)
        for column in range(len(xs) - 1)
    }
    slots = dict(owner)
    for cell in table.cells:
        for row in range(ys.index(cell[1]), ys.index(cell[3])):
            for column in range(xs.index(cell[0]), xs.index(cell[2])):
                owner[row, column] = cell
    inside: dict[_Box, list[_Char]] = {}
    outside: list[_Char] = []
    for char in chars:
        row = bisect_right(ys, (char["top"] + char["bottom"]) / 2) - 1
        column = bisect_right(xs, (char["x0"] + char["x1"]) / 2) - 1
        box = owner.get((row, column))
        if box is None:
            outside.append(char)
        else:
            inside.setdefault(box, []).append(char)
    if not any(char["text"].strip() for held in inside.values() for char in held):
        return None, outside

    def cell_at(row: int, column: int) -> Cell:
        slot, box = slots[row, column], owner[row, column]
        if box[:2] != slot[:2]:
            return Cell("", _place(page_number, slot), covered=True)
        text = "\n".join(text for text, _ in _texts(inside.get(box, ()), gap=None))
        return Cell(text, _place(page_number, box))

    rows = [[cell_at(row, column) for column in range(len(xs) - 1)] for row in range(len(ys) - 1)]
    return (Grid(rows), (xs[0], ys[0], xs[-1], ys[-1])), outside


def _texts(chars: Iterable[_Char], gap: float | None = _GAP) -> Iterator[tuple[str, _Box]]:
    """Lines of text with their boxes, from top to bottom; a wide gap parts a line in two."""
    words = extract_words(list(chars), y_tolerance=_BASELINE_TOLERANCE)
    for line in cluster_objects(words, "top", _BASELINE_TOLERANCE):
        part: list[_Char] = []
        for word in sorted(line, key=lambda word: word["x0"]):
            if part and gap is not None and word["x0"] - part[-1]["x1"] > gap * _height(word):
                yield _joined(part)
                part = []
            part.append(word)
        yield _joined(part)


def _height(word: _Char) -> float:
    return float(word["bottom"] - word["top"])


def _joined(words: list[_Char]) -> tuple[str, _Box]:
    box = (
        min(word["x0"] for word in words),
        min(word["top"] for word in words),
        max(word["x1"] for word in words),
        max(word["bottom"] for word in words),
    )
    return " ".join(word["text"] for word in words), box


def _without_page_number(lines: Iterable[tuple[str, _Box]], page: Page) -> list[tuple[str, _Box]]:
    kept = list(lines)
    foot = page.bbox[1] + _FOOT * page.height
    if kept:
        text, box = kept[-1]
        alone = len(kept) == 1 or kept[-2][1][3] <= box[1]
        if alone and box[1] > foot and _PAGE_NUMBER.fullmatch(text):
            kept.pop()
    return kept


def _place(page_number: int, box: _Box) -> Place:
    return Place(page_number, ",".join(f"{edge:.1f}" for edge in box))
