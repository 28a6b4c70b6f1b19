"""Basic expenditure by economic code, its personnel and its public part."""

from __future__ import annotations

import re
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
from analytics.recognising.statements.cells import CODE, Shaped, number_cells
from analytics.recognising.wording import normalise

_CODE_LABEL: Final = re.compile(r"编码|代码")
_PERSONNEL_CLASSES: Final = ("301", "303")


def basic(header: Header) -> Shaped | None:
    """Groups of economic code, name and amount side by side, or one group with three amounts."""
    codes = [at for at, path in enumerate(header.paths) if path and _CODE_LABEL.search(path[-1])]
    if not codes:
        return None
    rows: list[Row] = []
    in_columns = False
    for start, end in zip(codes, [*codes[1:], len(header.paths)], strict=True):
        leaves = {header.leaf(at): at for at in range(start + 2, end)}
        sections = {
            section: at
            for leaf, at in leaves.items()
            for section, word in ((SECTION_PERSONNEL, "人员经费"), (SECTION_PUBLIC, "公用经费"))
            if leaf.startswith(word)
        }
        amount = next((at for leaf, at in leaves.items() if is_amount_column(leaf)), None)
        if amount is None:
            return None
        in_columns = in_columns or bool(sections)
        for cells in header.body:
            if sections:
                rows += _sectioned_rows(cells, start, amount, sections)
            else:
                rows += _grouped_row(cells, start, amount)
    totals = [] if in_columns else _basic_totals(header.body)
    return MEASURES[BASIC_EXPENDITURE], rows + totals


def _grouped_row(cells: list[Cell], start: int, amount: int) -> list[Row]:
    if len(cells) <= start + 1:
        return []
    code = normalise(cells[start].text)
    if not CODE.match(code):
        return []
    section = SECTION_PERSONNEL if code[:3] in _PERSONNEL_CLASSES else SECTION_PUBLIC
    printed = {"amount": cells[amount]} if amount < len(cells) else {}
    return [
        Row(
            place=cells[start].place,
            label=cells[start + 1].text,
            code=code,
            section=section,
            cells=number_cells(printed),
        )
    ]


def _sectioned_rows(
    cells: list[Cell], start: int, total: int, sections: dict[str, int]
) -> list[Row]:
    """Rows of a form with the columns 合计, 人员经费 and 公用经费.

    The total row makes three rows; any other makes one a section with a figure, or one for its
    total where neither section prints any.
    """
    if len(cells) <= max(sections.values()):
        return []
    code = normalise(cells[start].text)
    is_total = normalise(cells[start + 1].text) == TOTAL or code == TOTAL
    if not (is_total or CODE.match(code)):
        return []

    label = cells[start + 1].text or cells[start].text

    def row(section: str | None, at: int, name: str | None = None) -> Row:
        return Row(
            place=cells[start].place,
            label=label,
            code=None if is_total else code,
            name=name,
            section=section,
            cells=number_cells({"amount": cells[at]}),
        )

    if is_total:
        names = {SECTION_PERSONNEL: PERSONNEL_TOTAL, SECTION_PUBLIC: PUBLIC_TOTAL}
        return [row(None, total, TOTAL)] + [
            row(section, at, names[section]) for section, at in sections.items()
        ]
    printed = [row(section, at) for section, at in sections.items()]
    spent = [item for item in printed if any(parse_number(c.text) for c in item.cells.values())]
    return spent or [item for item in printed if item.cells][:1] or [row(None, total)]


def _basic_totals(body: list[list[Cell]]) -> list[Row]:
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
