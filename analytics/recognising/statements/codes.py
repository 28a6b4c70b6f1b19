"""Codes and names of the rows of a table, in whichever columns the print spreads them.

A code stands whole in its column, split over columns 类, 款 and 项 of which the repeated parts may
be left blank, or in one cell with its name (2101501-行政运行, [2014001]行政运行). A table that
crosses classifications has a column for each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number
from analytics.recognising.headers import SUB_CODE_WORDS, Header
from analytics.recognising.periods import OTHER_PERIOD
from analytics.recognising.statements.cells import is_code
from analytics.recognising.wording import normalise

_CODE_AND_NAME: Final = re.compile(r"^\[?(\d{3}(?:\d{2}){0,2})\]?[-—]?(?=[^\d\s.,:年月])(.+)$")
_ECONOMIC: Final = re.compile(r"经济")
_GOVERNMENT: Final = re.compile(r"政府.*经济")
_BODY: Final = re.compile(r"^(?:预算)?(?:部门|单位)(?:代码|编码|名称)(?!.*科目)|^预算单位$")
_PARTS: Final = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Label:
    """What names a row: its code, its printed name, and a crossing table's economic code."""

    code: str | None
    name: str
    economic_code: str | None = None


@dataclass(slots=True)
class LabelColumns:
    """The columns of a table that name its rows.

    parts: columns of 类, 款, 项. economic: the columns of the departments' economic classification
    where the table crosses it with the functional one. bodies: those that name a unit, which name
    a row that has no other label. The last code is kept, for rows that leave
    out the parts they share with the row above.
    """

    parts: list[int]
    economic: list[int]
    other: list[int]
    bodies: list[int]
    above: list[str] = field(default_factory=list)

    def read(self, cells: list[Cell]) -> Label:
        """The label of the next row of the table."""
        economic = label_in([cells[at] for at in self.economic])
        named = label_in([cells[at] for at in self.other])
        split = label_in([cells[at] for at in self.parts])
        whole = named.code or (split.code if split.code and len(split.code) > 3 else None)
        name = named.name or split.name
        body = "" if whole or name else label_in([cells[at] for at in self.bodies]).name
        return Label(whole or self._joined(cells), name or body, economic.code)

    def _joined(self, cells: list[Cell]) -> str | None:
        """The code from its parts, those left blank before the first taken from the row above."""
        parts = [normalise(cells[at].text) for at in self.parts]
        if not any(parts) or not all(_PARTS.fullmatch(part) for part in parts if part):
            return None
        filled = [part.zfill(2) if at else part for at, part in enumerate(parts)]
        first = next(at for at, part in enumerate(parts) if part)
        last = max(at for at, part in enumerate(parts) if part)
        self.above = [*self.above[:first], *filled[first : last + 1]]
        code = "".join(self.above)
        return code if is_code(code) else None


def label_in(cells: list[Cell]) -> Label:
    """The first whole code in some cells, and the last words there."""
    code, name = None, ""
    for cell in cells:
        text = normalise(cell.text)
        together = _CODE_AND_NAME.match(text)
        if together and is_code(together[1]):
            code, name = code or together[1], together[2]
        elif is_code(text):
            code = code or text
        elif text not in SUB_CODE_WORDS and parse_number(text) is None:
            name = cell.text or name
    return Label(code, name)


def label_columns(header: Header, end: int, start: int = 0) -> LabelColumns:
    """Which of the columns from start up to end name the rows, and how.

    A column of codes belongs to the column of names at its right. Those of the government's
    economic classification and those of another year are passed over.
    """
    headings = ["".join(header.paths[at]) for at in range(start, end)]
    crossed = any("功能" in heading for heading in headings)
    columns = LabelColumns([], [], [], [])
    classification = ""
    for at in reversed(range(start, end)):
        heading = headings[at - start]
        is_part = header.leaf(at) in SUB_CODE_WORDS
        if not is_part and heading:
            classification = heading
        if _GOVERNMENT.search(classification) or header.leaf(at) == OTHER_PERIOD:
            continue
        if _BODY.match(header.leaf(at)):
            columns.bodies.insert(0, at)
            continue
        if is_part:
            columns.parts.insert(0, at)
        elif crossed and _ECONOMIC.search(classification):
            columns.economic.insert(0, at)
        else:
            columns.other.insert(0, at)
    return columns
