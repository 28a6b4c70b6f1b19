"""Plain text to blocks: tab-separated tables, or tables with one cell a line.

Converters leave marks of their own in such files (Markdown headings and rules, HTML tags,
bookmarks); these are no part of what was printed and are taken out.
"""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator
from typing import Final

from analytics.reading.blocks import Block, Cell, Document, Grid, Line, Place
from analytics.reading.errors import UnreadableError

_BOOKMARK: Final = re.compile(r"\[bookmark:[^\]]*\]")
_MARKS: Final = re.compile(r"<[/a-zA-Z][^<>]*>|\*\*|!\[[^\]]*\]\([^)]*\)")
_LINE_MARKS: Final = re.compile(r"^(?:#{1,6}\s+|[-*+]\s+(?=\D))")
_RULE: Final = re.compile(r"^[\s|:-]*-{3,}[\s|:-]*$")
_CELL_A_LINE: Final = 0.9
"""Share of the tab lines with one leading tab and no other from which on a file counts as
written one cell a line."""


def read_text(source_name: str, content: bytes) -> Document:
    """The blocks of a text file; pages is None and locators are "line N", counted from 1.

    Raises UnreadableError for bytes that are no text or for a text without a single character.
    """
    printed = decode(content).splitlines()
    lines = [_clean(line) for line in printed]
    if not any(line.strip() for line in lines):
        raise UnreadableError("the file holds no text", "check that it was saved completely")
    if _is_cell_a_line(lines):
        marked = {index for index, line in enumerate(printed) if _BOOKMARK.search(line)}
        blocks = _cells_a_line(lines, marked)
    else:
        blocks = _tab_separated(lines)
    return Document(
        source_name=source_name,
        sha256=hashlib.sha256(content).hexdigest(),
        format="text",
        pages=None,
        blocks=list(blocks),
    )


def decode(content: bytes) -> str:
    """The characters of a text file. Raises UnreadableError for bytes that are no text."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if b"\0" in content[:4096]:
        raise UnreadableError(
            "this is neither text nor a supported format", "supply a PDF or a text file"
        )
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("the text is neither UTF-8 nor GB 18030", "save it as UTF-8")


def _clean(line: str) -> str:
    line = _MARKS.sub("", _BOOKMARK.sub("", line.rstrip("\r\n")))
    return "" if _RULE.match(line) else _LINE_MARKS.sub("", line)


def _place(index: int) -> Place:
    return Place(None, f"line {index + 1}")


def _is_cell_a_line(lines: list[str]) -> bool:
    tabbed = [line for line in lines if "\t" in line]
    single = sum(line.startswith("\t") and "\t" not in line[1:].rstrip() for line in tabbed)
    return bool(tabbed) and single >= _CELL_A_LINE * len(tabbed)


def _tab_separated(lines: list[str]) -> Iterator[Block]:
    rows: list[list[Cell]] = []
    for index, line in enumerate(lines):
        if "\t" in line:
            place = _place(index)
            rows.append([Cell(part.strip(), place) for part in line.split("\t")])
        elif line.strip():
            if rows:
                yield Grid(rows)
                rows = []
            yield Line(line.strip(), _place(index))
    if rows:
        yield Grid(rows)


def _cells_a_line(lines: list[str], marked: set[int]) -> Iterator[Block]:
    """Cells begin with a tab, rows end at a blank line, a line without a tab goes on in its cell.

    marked holds the lines with a bookmark: a heading begins there, and no cell goes on.
    """
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    for index, line in enumerate(lines):
        text = line.strip()
        if line.startswith("\t"):
            row.append(Cell(text, _place(index)))
        elif row and text and index not in marked:
            row[-1] = Cell(f"{row[-1].text}\n{text}", row[-1].place)
        elif row and not text:
            rows.append(row)
            row = []
        elif text:
            if row:
                rows.append(row)
                row = []
            if rows:
                yield Grid(_rejoined(rows))
                rows = []
            yield Line(text, _place(index))
    if row:
        rows.append(row)
    if rows:
        yield Grid(_rejoined(rows))


def _rejoined(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows that a blank line inside a cell has cut, put together again.

    Most rows of a table have its full width; runs of narrower rows that add up to that width
    were one.
    """
    width, common = Counter(map(len, rows)).most_common(1)[0]
    if common < 2:
        return rows
    whole: list[list[Cell]] = []
    at = 0
    while at < len(rows):
        end, cells = at, 0
        while end < len(rows) and cells < width:
            cells += len(rows[end])
            end += 1
        if end - at > 1 and cells == width and any(len(row) == width for row in rows[:at]):
            whole.append([cell for row in rows[at:end] for cell in row])
            at = end
        else:
            whole.append(rows[at])
            at += 1
    return whole
