"""The performance forms of a document, each cut out of the run of its blocks.

A form has a title, a head (names and money), an indicator table and a foot (scores). A page break
may cut it into several grids; a title may stand above a grid or in its first row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from analytics.reading.blocks import Cell, Document, Grid, Line, Place
from analytics.recognising.alignment import is_figure
from analytics.recognising.form_labels import (
    CAPTIONS,
    HEAD_FIELDS,
    INDICATOR_TABLE,
    OPENING_FIELDS,
    begins_foot,
    form_label,
    form_title,
    indicator_role,
    names_whole_department,
)
from analytics.recognising.indicator_levels import labels_in
from analytics.recognising.project_lists import ProjectList, open_list
from analytics.recognising.titles import is_form_title, statement_of, table_title
from analytics.recognising.wording import normalise

Row = list[Cell]

_MOST_CAPTIONS: Final = 2
_PROSE: Final = re.compile(r"。|.{40}|^第[一二三四五六七八九十]+部分")
"""Running text, as distinct from the captions and page headers that stand in a form."""

_BESIDE_NAME: Final = frozenset({"operator", "unit", "weight"})
"""One of them tells an indicator table without levels from other tables."""


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
            self._add_above(row)
        elif any(_same(row, header) for header in self.header):
            return
        elif self.foot or begins_foot(first_text(row)):
            self.foot.append(row)
        elif not self.body and _is_below_header(row):
            self.header.append(row)
        else:
            self.body.append(row)

    def _add_above(self, row: Row) -> None:
        above = self.head[-1] if self.head else []
        if heads_indicators(row, self.head):
            self.header = [self.head.pop(), row] if _heads_over(above, row) else [row]
        else:
            self.head.append(row)


def find_forms(document: Document) -> list[Form]:
    """The forms of a document, in order.

    What has a form's title or names but no indicator table (a table of contents, a list of
    projects) is none. A table that lists many projects with their indicators is a form of each.
    """
    found: list[Form | ProjectList] = []
    form: Form | None = None
    listed: ProjectList | None = None
    for block in document.blocks:
        if isinstance(block, Line):
            if _announces_other_table(block.text):
                form = listed = None
        else:
            above = None if form is None or form.header else form
            if listed is None or not (_repeats(above, listed) and listed.take(block)):
                title, notes = (above.title, above.head) if above else (None, [])
                listed = open_list(title, notes, block)
                if listed is not None:
                    found.append(listed)
            if listed is not None:
                form = None
                continue
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
    forms = (_forms_of(one) if isinstance(one, ProjectList) else [one] for one in found)
    return [form for form in chain.from_iterable(forms) if form.header]


def _forms_of(listed: ProjectList) -> list[Form]:
    """The projects, or bodies, of a list as forms."""
    whole = names_whole_department(listed.title or "")
    return [
        Form(
            listed.title,
            project.place,
            head=listed.head(project, whole),
            header=[listed.header()],
            body=project.body,
        )
        for project in listed.projects()
    ]


def _repeats(above: Form | None, listed: ProjectList) -> bool:
    """Whether what stands above a grid lets a list go on: nothing, or its title again.

    The text of a cell that a page break cuts may be printed in front of the title.
    """
    return above is None or (above.title or "").endswith(listed.title or "")


def _announces_other_table(text: str) -> bool:
    title = table_title(text)
    return title is not None and not is_form_title(title)


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


def heads_indicators(row: Row, head: Sequence[Row] = ()) -> bool:
    """Whether a row is the header of an indicator table with targets.

    Where more than captions stands to the left of its levels, the table lists many projects,
    each with its indicators, and is no form. Without levels it counts below the head of a form.
    """
    roles = [indicator_role(cell.text) for cell in row]
    if "level1" in roles:
        if "target" not in roles and head and _heads_over(head[-1], row):
            roles += [indicator_role(cell.text) for cell in head[-1]]
        return set(roles) >= INDICATOR_TABLE and roles.index("level1") <= _MOST_CAPTIONS
    named = "name" in roles or any(normalise(cell.text) in CAPTIONS for cell in row)
    return bool(head) and named and "target" in roles and bool(_BESIDE_NAME & set(roles))


def _heads_over(above: Row, row: Row) -> bool:
    """Whether the row above a header holds the labels of the columns that this leaves blank."""
    if len(above) != len(row) or any(is_figure(normalise(cell.text)) for cell in above):
        return False
    return any(
        over and not cell and indicator_role(over.text)
        for over, cell in zip(above, row, strict=True)
    )


def _is_below_header(row: Row) -> bool:
    return all(indicator_role(cell.text) for cell in row if cell)


def _same(row: Row, other: Row) -> bool:
    """Whether two rows hold the same labels, whatever captions stand before them."""
    one, two = ([normalise(cell.text) for cell in cells if cell] for cells in (row, other))
    if heads_indicators(row) and heads_indicators(other):
        one, two = (_from_level1(cells) for cells in (row, other))
    return one == two


def _from_level1(row: Row) -> list[str]:
    roles = [indicator_role(cell.text) for cell in row]
    return [normalise(cell.text) for cell in row[roles.index("level1") :] if cell]


def _ends(form: Form, block: Line | Grid, row: Row) -> bool:
    """Whether a row shows that the form is over: running text, or another indicator table."""
    if isinstance(block, Line):
        return bool(_PROSE.search(row[0].text))
    filled = [cell for cell in row if cell]
    if len(filled) == 1 and statement_of(table_title(filled[0].text) or ""):
        return True
    another = bool(form.body or form.foot) and heads_indicators(row)
    return another and not any(_same(row, header) for header in form.header)
