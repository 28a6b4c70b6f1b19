"""Basic expenditure by economic code, its personnel and its public part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from analytics.model import (
    BASIC_EXPENDITURE,
    MEASURES,
    PERSONNEL_TOTAL,
    PUBLIC_TOTAL,
    SECTION_PERSONNEL,
    SECTION_PUBLIC,
    TOTAL,
)
from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number
from analytics.recognising.headers import Header
from analytics.recognising.measures import is_amount_column
from analytics.recognising.readings import Row
from analytics.recognising.statements.cells import Shaped, number_cells
from analytics.recognising.statements.codes import Label, LabelColumns, label_columns
from analytics.recognising.wording import normalise
from analytics.reference import economic_code

_SECTIONS: Final = (
    (SECTION_PERSONNEL, re.compile(r"^人员(?:经费|支出|类)")),
    (SECTION_PUBLIC, re.compile(r"^(?:日常|商品和服务)?公用(?:经费|支出|类)?")),
)
_SECTION_TOTALS: Final = {SECTION_PERSONNEL: PERSONNEL_TOTAL, SECTION_PUBLIC: PUBLIC_TOTAL}
_PERSONNEL_CLASSES: Final = ("301", "303")


@dataclass(slots=True)
class _Group:
    """Columns of labels with the columns of amounts at their right.

    total: the column of the row's amount. sections: columns that hold its personnel and its public
    part, where the print tells them apart by column.
    """

    start: int
    end: int
    total: int | None = None
    sections: dict[str, int] = field(default_factory=dict)


def basic(header: Header) -> Shaped | None:
    """Groups of economic code, name and amount side by side, or one group with three amounts."""
    groups = [group for group in _groups(header) if group.total is not None]
    if not groups:
        return None
    rows: list[Row] = []
    for group in groups:
        labels = label_columns(header, group.end, group.start)
        found = [row for cells in header.body for row in _group_rows(cells, group, labels)]
        rows += found or _rows_by_name(header.body, group, labels)
    if not any(group.sections for group in groups):
        rows += _section_totals(header.body)
    return MEASURES[BASIC_EXPENDITURE], rows


def _groups(header: Header) -> Iterator[_Group]:
    """Label columns end where amounts begin, a group where labels begin again."""
    group = _Group(0, 0)
    for at, path in enumerate(header.paths):
        leaf = header.leaf(at)
        section = next((name for name, word in _SECTIONS if word.match(leaf)), None)
        is_amount = is_amount_column(leaf) and len(path) > 0
        if not (section or is_amount):
            if group.total is not None or group.sections:
                yield group
                group = _Group(at, at)
            group.end = at + 1
        elif section:
            group.sections.setdefault(section, at)
        elif group.total is None:
            group.total = at
    yield group


def _group_rows(cells: list[Cell], group: _Group, labels: LabelColumns) -> list[Row]:
    """The rows of one printed row in one group.

    With columns for both sections, a total row makes three rows and any other one a section with
    a figure. A printed row without a code is a row only as the total.
    """
    assert group.total is not None
    if len(cells) < group.end:
        return []
    label = labels.read(cells)
    is_total = not label.code and normalise(label.name) == TOTAL
    if not group.sections:
        if not label.code:
            return []
        return [_row(cells, label, group.total, _section_of(label.code))]
    if is_total:
        return [_row(cells, label, group.total, None, TOTAL)] + [
            _row(cells, label, at, section, _SECTION_TOTALS[section])
            for section, at in group.sections.items()
        ]
    if not label.code:
        return []
    printed = [_row(cells, label, at, section) for section, at in group.sections.items()]
    spent = [row for row in printed if any(parse_number(c.text) for c in row.cells.values())]
    whole = _row(cells, label, group.total, _section_of(label.code))
    return spent or [row for row in printed if row.cells][:1] or [whole]


def _rows_by_name(body: list[list[Cell]], group: _Group, labels: LabelColumns) -> list[Row]:
    """The rows of a table without codes, which official names give them.

    A name that stands in several classes is of the class above it. What stands above the first
    class is the total, under the name of the body.
    """
    assert group.total is not None
    rows: list[Row] = []
    above = ""
    for cells in body:
        label = labels.read(cells)
        code = economic_code(normalise(label.name), above)
        if code:
            above = code[:3]
            rows.append(_row(cells, replace(label, code=code), group.total, _section_of(code)))
        elif not above:
            rows.append(_row(cells, label, group.total, None, TOTAL))
    return rows if above else []


def _section_of(code: str) -> str:
    return SECTION_PERSONNEL if code[:3] in _PERSONNEL_CLASSES else SECTION_PUBLIC


def _row(
    cells: list[Cell], label: Label, at: int, section: str | None, name: str | None = None
) -> Row:
    printed = {"amount": cells[at]} if at < len(cells) else {}
    return Row(
        place=cells[0].place,
        label=label.name,
        code=label.code,
        name=name,
        section=section,
        cells=number_cells(printed),
    )


def _section_totals(body: list[list[Cell]]) -> list[Row]:
    """人员经费合计 and 公用经费合计: each a label with the next number behind it."""
    names = {PERSONNEL_TOTAL: SECTION_PERSONNEL, PUBLIC_TOTAL: SECTION_PUBLIC, TOTAL: None}
    rows: list[Row] = []
    for cells in body:
        label: Cell | None = None
        for cell in cells:
            if normalise(cell.text) in names:
                label = cell
            elif label is not None and parse_number(cell.text) is not None:
                section = names[normalise(label.text)]
                rows.append(Row(label.place, label.text, section=section, cells={"amount": cell}))
                label = None
    return rows
