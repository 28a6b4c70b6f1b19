"""Basic expenditure by economic code, its personnel and its public part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
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
from analytics.recognising.periods import OTHER_PERIOD
from analytics.recognising.readings import Row
from analytics.recognising.statements.cells import Shaped, is_code, number_cells
from analytics.recognising.statements.codes import Label, label_columns
from analytics.recognising.statements.economic_names import NamedRows
from analytics.recognising.wording import canonical_label, normalise
from analytics.reference import economic_names, government_economic_names

_SECTIONS: Final = (
    (SECTION_PERSONNEL, re.compile(r"^人员(?:经费|支出|类)")),
    (SECTION_PUBLIC, re.compile(r"^(?:日常|商品和服务)?公用(?:经费|支出|类)?")),
)
_SECTION_TOTALS: Final = {SECTION_PERSONNEL: PERSONNEL_TOTAL, SECTION_PUBLIC: PUBLIC_TOTAL}
_TOTALS: Final = (
    (PERSONNEL_TOTAL, re.compile(r"^人员(?:经费|支出|类支出)(?:合计|小计)?$")),
    (PUBLIC_TOTAL, re.compile(r"^(?:日常)?公用(?:经费|支出)(?:合计|小计)?$")),
    (TOTAL, re.compile(r"^(?:本年)?(?:基本支出|支出)?(?:合计|总计)$|^基本支出$")),
)
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

    @property
    def amount(self) -> int:
        """The column of the row's amount, or where none is printed that of its first section."""
        return next(iter(self.sections.values())) if self.total is None else self.total


def basic(header: Header) -> Shaped | None:
    """Groups of economic code, name and amount side by side, or one group with three amounts."""
    groups = [group for group in _groups(header) if group.total is not None or group.sections]
    if not groups:
        return None
    rows: list[Row] = []
    for group in groups:
        columns = label_columns(header, group.end, group.start)
        body = [cells for cells in header.body if len(cells) >= group.end]
        labels = [_economic(columns.read(cells)) for cells in body]
        if any(label.code for label in labels):
            printed = zip(body, labels, strict=True)
            rows += [row for cells, label in printed for row in _group_rows(cells, group, label)]
        else:
            rows += _rows_by_name(body, group, labels)
    if not any(group.sections for group in groups):
        rows += _section_totals(header)
    return MEASURES[BASIC_EXPENDITURE], rows


def _economic(label: Label) -> Label:
    """A label with its economic code, where a table crosses both classifications or has one."""
    code = label.economic_code or label.code
    return replace(label, code=code if code and code[:3] in economic_names() else None)


def _groups(header: Header) -> Iterator[_Group]:
    """Label columns end where amounts begin, a group where labels begin again."""
    group = _Group(0, 0)
    for at, path in enumerate(header.paths):
        leaf = header.leaf(at)
        if leaf == OTHER_PERIOD:
            continue
        section = next((name for name, word in _SECTIONS if word.match(leaf)), None)
        if section and not _holds_amounts(header.body, at):
            section = None
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


def _holds_amounts(body: list[list[Cell]], at: int) -> bool:
    """Whether a column holds numbers and no words."""
    texts = [cells[at].text for cells in body if at < len(cells) and cells[at].text.strip("-—")]
    return all(parse_number(text) is not None for text in texts)


def _rows_by_name(body: list[list[Cell]], group: _Group, labels: list[Label]) -> list[Row]:
    """The rows of a group that prints names without codes; none where none is an official name.

    The first row with figures that is none of the classification, above all others, is that of
    the body: its total. A later one that is not told keeps its name and has no code.
    """
    names = NamedRows()
    rows: list[Row] = []
    if any(_is_number(cell) for cells in body for cell in cells[group.start : group.end]) or any(
        canonical_label(label.name) in _government_names() for label in labels
    ):
        return rows
    has_total = any(_total_name(label.name) == TOTAL for label in labels)
    for cells, label in zip(body, labels, strict=True):
        label = replace(label, code=names.code(label.name))
        if label.code or _total_name(label.name):
            rows += _group_rows(cells, group, label)
        elif not (has_total or names.begun) and any(map(_is_number, cells[group.end :])):
            has_total = True
            rows += _total_rows(cells, group, label)
        elif label.name:
            rows.append(_row(cells, label, group.amount, None))
    return rows if names.begun else []


def _group_rows(cells: list[Cell], group: _Group, label: Label) -> list[Row]:
    """The rows of one printed row in one group.

    With columns for both sections, a total row makes three rows and any other one a section with
    a figure. A printed row without a code is a row only as the total.
    """
    if not group.sections:
        return [_row(cells, label, group.amount, _section_of(label.code))] if label.code else []
    if not label.code:
        return _total_rows(cells, group, label) if _total_name(label.name) == TOTAL else []
    printed = [_row(cells, label, at, section) for section, at in group.sections.items()]
    spent = [row for row in printed if any(parse_number(c.text) for c in row.cells.values())]
    whole = _row(cells, label, group.amount, _section_of(label.code))
    return spent or [row for row in printed if row.cells][:1] or [whole]


def _total_rows(cells: list[Cell], group: _Group, label: Label) -> list[Row]:
    """The total, and that of each section that has a column."""
    total = [] if group.total is None else [_row(cells, label, group.total, None, TOTAL)]
    return total + [
        _row(cells, label, at, section, _SECTION_TOTALS[section])
        for section, at in group.sections.items()
    ]


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


def _section_totals(header: Header) -> Iterator[Row]:
    """合计, 人员经费合计 and 公用经费合计: each a label with the next number behind it."""
    other = {at for at, path in enumerate(header.paths) if path == (OTHER_PERIOD,)}
    for cells in header.body:
        if any(is_code(normalise(cell.text)) for cell in cells):
            continue
        label: Cell | None = None
        for at, cell in enumerate(cells):
            if _total_name(cell.text):
                label = cell
            elif label is not None and _is_number(cell) and at not in other:
                name = _total_name(label.text)
                section = {total: each for each, total in _SECTION_TOTALS.items()}.get(name or "")
                yield Row(
                    label.place, label.text, name=name, section=section, cells={"amount": cell}
                )
                label = None


def _total_name(label: str) -> str | None:
    """The name of a total of this table; None for a label of anything else."""
    bare = canonical_label(label)
    return next((name for name, words in _TOTALS if words.match(bare)), None)


def _is_number(cell: Cell) -> bool:
    return parse_number(cell.text) is not None


@lru_cache(maxsize=1)
def _government_names() -> frozenset[str]:
    """The names that only the government's economic classification has."""
    return frozenset(government_economic_names().values()) - set(economic_names().values())
