"""The performance forms of a document, each cut out of the run of its blocks.

A form has a title, a head (names and money), an indicator table and a foot (scores). A page break
may cut it into several grids; a title may stand above a grid or in its first row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from analytics.reading.blocks import Cell, Document, Grid, Line, Place
from analytics.recognising.form_labels import (
    HEAD_FIELDS,
    OPENING_FIELDS,
    begins_foot,
    form_label,
    form_title,
    indicator_role,
)
from analytics.recognising.indicator_levels import labels_in
from analytics.recognising.wording import normalise

Row = list[Cell]

_MOST_CAPTIONS: Final = 2
_PROSE: Final = re.compile(r"。|.{40}")
"""Running text, as distinct from the captions and page headers that stand in a form."""


@dataclass(slots=True)
class Form:
    """The rows of one form. place: where it begins; header: the rows above the indicators."""

    title: str | None
    place: Place
    head: list[Row] = field(default_factory=list)
    header: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    foot: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Add a row to the part that it belongs to."""
        if not self.header:
            (self.header if heads_indicators(row) else self.head).append(row)
        elif _same(row, self.header[0]):
            return
        elif self.foot or begins_foot(first_text(row)):
            self.foot.append(row)
        elif not self.body and _is_below_header(row):
            self.header.append(row)
        else:
            self.body.append(row)


def find_forms(document: Document) -> list[Form]:
    """The forms of a document, in order.

    What has a form's title or names but no indicator table (a table of contents, a list of
    projects) is none.
    """
    found: list[Form] = []
    form: Form | None = None
    for block in document.blocks:
        for row in _rows(block):
            title = _title(row)
            if title is not None or _begins(row, form):
                form = Form(title, next(cell for cell in row if cell).place)
                found.append(form)
            if title is not None or form is None:
                continue
            if _ends(form, block, row):
                form = None
            elif isinstance(block, Grid) or not form.header:
                form.add(row)
            else:
                for label in labels_in(normalise(row[0].text)):
                    form.add([Cell(label, row[0].place)])
    return [form for form in found if form.header]


def _rows(block: Line | Grid) -> Iterator[Row]:
    if isinstance(block, Line):
        label, _, value = block.text.replace("：", ":").partition(":")
        texts = (label, value) if form_label(label) in HEAD_FIELDS else (block.text,)
        yield [Cell(text.strip(), block.place) for text in texts]
    else:
        yield from (row for row in block.rows if any(row))


def first_text(row: Row) -> str:
    """The first filled cell of a row, '' where all are blank."""
    return next((cell.text for cell in row if cell), "")


def _title(row: Row) -> str | None:
    filled = [cell for cell in row if cell]
    return form_title(filled[0].text) if len(filled) == 1 else None


def _begins(row: Row, form: Form | None) -> bool:
    """Whether a row without a title above it begins another form."""
    opened = _opening_field(row)
    if opened is None or form is None:
        return opened is not None
    return bool(form.header) or opened in map(_opening_field, form.head)


def _opening_field(row: Row) -> str | None:
    """The name that the first row of a head gives; None where it is no such row."""
    filled = [cell.text for cell in row if cell]
    if len(filled) < 2 or heads_indicators(row):
        return None
    label, name = map(form_label, filled[:2])
    opened = HEAD_FIELDS.get(label)
    return opened if opened in OPENING_FIELDS and name not in HEAD_FIELDS else None


def heads_indicators(row: Row) -> bool:
    """Whether a row is the header of an indicator table with targets.

    Where more than captions stands to the left of its levels, the table lists many projects,
    each with its indicators, and is no form.
    """
    roles = [indicator_role(cell.text) for cell in row]
    return {"level1", "name", "target"} <= set(roles) and roles.index("level1") <= _MOST_CAPTIONS


def _is_below_header(row: Row) -> bool:
    return all(indicator_role(cell.text) for cell in row if cell)


def _same(row: Row, other: Row) -> bool:
    return [normalise(c.text) for c in row if c] == [normalise(c.text) for c in other if c]


def _ends(form: Form, block: Line | Grid, row: Row) -> bool:
    """Whether a row shows that the form is over: running text, or another indicator table."""
    if isinstance(block, Line):
        return bool(_PROSE.search(row[0].text))
    return bool(form.header) and heads_indicators(row) and not _same(row, form.header[0])
