"""What every reader hands on: a document as a run of lines and grids, each with its place.

A reader knows a file format and nothing of budgets; a recogniser knows budgets and nothing of
file formats. These few types are all that the two share.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed.

    page counts from 1 and is None where the format has no pages. locator is a bounding box in
    points from the top left corner of the page ("x0,top,x1,bottom", one decimal), a line of a text
    ("line 12"), a cell of a sheet ("Sheet1!B7"), or, in a web page or a DOCX, a line outside of
    tables ("paragraph 12") or a cell ("table 2 row 3 column 1"), all counted from 1.
    """

    page: int | None
    locator: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text, stripped, with its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed: stripped, inner line breaks kept as single spaces or newlines.

    A merged cell's text stands in its top left cell; the others that it spans are blank with
    covered set. A text format cannot tell a covered cell from a blank one and sets it never.
    """

    text: str
    place: Place
    covered: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(slots=True)
class Grid:
    """A run of rows of cells. Rows of a text may differ in length."""

    rows: list[list[Cell]]

    @property
    def place(self) -> Place:
        """Where the grid begins."""
        return self.rows[0][0].place

    @property
    def last_page(self) -> int | None:
        """Page of the last row."""
        return self.rows[-1][0].place.page


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class PageConfidence:
    """How sure text recognition is of a page that was read from its picture.

    page counts from 1. confidence is the mean of the scores of its words, from 0 to 1, weighted
    by their length; lowest the lowest of them.
    """

    page: int
    confidence: float
    lowest: float


@dataclass(slots=True)
class Document:
    """A file that was read: what it is, and its blocks in reading order.

    recognised_pages are those that were read from their picture. elsewhere names attachments and
    pictures that a web page links to and that are not in it. hidden_sheets names those of a
    workbook that it hides; they are not read.
    """

    source_name: str
    sha256: str
    format: str
    pages: int | None
    blocks: list[Block]
    unread_pages: list[int] = field(default_factory=list)
    recognised_pages: list[PageConfidence] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """The lines of running text, in order."""
        return (block for block in self.blocks if isinstance(block, Line))

    def grids(self) -> Iterator[Grid]:
        """The grids, in order."""
        return (block for block in self.blocks if isinstance(block, Grid))
