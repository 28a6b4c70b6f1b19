"""Rows of a table reading become line items: one a printed amount, in 万元."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from analytics.model import BASIC_EXPENDITURE, MEASURES, LineItem
from analytics.recognising.amounts import UNIT_IN_WAN, parse_number
from analytics.recognising.readings import Row, TableReading
from analytics.recognising.statements import row_name
from analytics.recognising.wording import normalise
from analytics.reference import economic_names, functional_names

NAME_RESTORED: Final = "name_restored"

_FUNCTIONAL_LEVELS: Final = {3: 1, 5: 2, 7: 3}
_ECONOMIC_LEVELS: Final = {3: 1, 5: 2}


def line_items(printed: Iterable[LineItem]) -> list[LineItem]:
    """Of the printed amounts of a table those that the model has a measure for."""
    return [item for item in printed if item.measure in MEASURES[item.statement]]


def printed_items(disclosure_id: str, reading: TableReading) -> list[LineItem]:
    """The printed amounts of a statutory table; rows with loose figures make none.

    Those of columns that no measure of the model holds are among them (UNMEASURED): the
    identities of a table need all that its totals include.
    """
    if reading.statement is None:
        return []
    return [item for row in reading.rows for item in _row_items(disclosure_id, reading, row)]


def _row_items(disclosure_id: str, reading: TableReading, row: Row) -> list[LineItem]:
    assert reading.statement is not None
    name, repaired = _name(reading.statement, row)
    levels = _ECONOMIC_LEVELS if reading.statement == BASIC_EXPENDITURE else _FUNCTIONAL_LEVELS
    items = []
    for measure, cell in row.cells.items():
        number = parse_number(cell.text)
        assert number is not None, "rows keep printed numbers only"
        items.append(
            LineItem(
                disclosure_id=disclosure_id,
                statement=reading.statement,
                section=row.section,
                code=row.code,
                economic_code=row.economic_code,
                name=name,
                printed_name=_on_one_line(row.label),
                level=levels.get(len(row.code)) if row.code else None,
                measure=measure,
                amount=in_wan(number, reading.unit),
                raw=_on_one_line(cell.text),
                page=cell.place.page,
                locator=cell.place.locator,
                repaired=row.repaired or repaired,
            )
        )
    return items


def _on_one_line(text: str) -> str:
    """A cell's text without the line breaks that its width forced on it."""
    return "".join(line.strip() for line in text.splitlines())


def in_wan(number: Decimal, unit: str) -> float:
    """A printed number of a unit in 万元."""
    return float(number * UNIT_IN_WAN[unit])


def _name(statement: str, row: Row) -> tuple[str, str | None]:
    """The canonical name, and how it was mended: the code list completes a name that is cut."""
    printed = row_name(statement, row)
    official = (economic_names() if statement == BASIC_EXPENDITURE else functional_names()).get(
        row.code or "", printed
    )
    official = normalise(official)
    if printed != official and official.startswith(printed):
        return official, NAME_RESTORED
    return printed, None
