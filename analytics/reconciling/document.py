"""A document held against its own arithmetic: repairs, statuses, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.model import (
    CLOSED,
    EMPTY,
    MISSING,
    OPEN,
    REPAIRED,
    STATEMENTS,
    UNREAD,
    DisclosureRows,
    LineItem,
    TableFound,
)
from analytics.recognising.line_items import line_items, printed_items
from analytics.recognising.readings import Recognised, TableReading
from analytics.reconciling.alternatives import alternatives
from analytics.reconciling.choosing import Choice, choose
from analytics.reconciling.corrections import (
    CORRECTED,
    Correction,
    apply_corrections,
    concerning,
    declared_corrections,
)
from analytics.reconciling.identities import Identity, table_identities
from analytics.reconciling.repairs import COLUMN_DROPPED, LINE_OF_CELL, ROW_SHIFT
from analytics.reconciling.scales import UNIT_INFERRED, settle_units

_MENDED = frozenset({ROW_SHIFT, COLUMN_DROPPED, LINE_OF_CELL, UNIT_INFERRED, CORRECTED})


def reconcile(
    recognised: Recognised, corrections: Iterable[Correction] | None = None
) -> DisclosureRows:
    """The rows of the model for one recognised document, tables mended and given their status.

    Statutory tables that the document does not hold are added as missing. A table of pages that
    were read from their picture is not mended: a repair takes every sign for what is printed.
    corrections are those
    of all documents, by default the declared ones; what became of this document's is in remarks.
    Raises CorrectionsError where the declared ones cannot be used.
    """
    disclosure_id = recognised.disclosure.disclosure_id
    declared = declared_corrections() if corrections is None else corrections
    choices = _choices(recognised)
    readings = [choice.taken for choice in choices]
    printed_in = [printed_items(disclosure_id, reading) for reading in readings]
    items_of = [line_items(printed) for printed in printed_in]
    remarks = apply_corrections(
        concerning(declared, disclosure_id, recognised.disclosure.sha256),
        [(reading.unit, items) for reading, items in zip(readings, items_of, strict=True)],
        recognised.evaluations,
    )
    rows = DisclosureRows(
        disclosure=recognised.disclosure,
        evaluations=recognised.evaluations,
        funding=recognised.funding,
        form_figures=recognised.form_figures,
        indicators=recognised.indicators,
        statements_in_prose=recognised.statements_in_prose,
        recognised_pages=recognised.recognised_pages,
        remarks=remarks,
    )
    rows.line_items = [item for items in items_of for item in items]
    for number, (choice, printed) in enumerate(zip(choices, printed_in, strict=True), start=1):
        reading, failing = choice.taken, _failing(choice.taken, printed)
        rows.alternatives += alternatives(disclosure_id, number, choice, failing)
        rows.tables.append(
            TableFound(
                disclosure_id=disclosure_id,
                table_no=number,
                statement=reading.statement,
                title=reading.title,
                first_page=reading.first_page,
                last_page=reading.last_page,
                printed_unit=reading.unit,
                rows=reading.printed_rows,
                status=_status(choice, printed, failing),
            )
        )
    found = {table.statement for table in rows.tables}
    for statement in STATEMENTS:
        if statement not in found:
            rows.tables.append(_missing(disclosure_id, len(rows.tables) + 1, statement))
    return rows


def _choices(recognised: Recognised) -> list[Choice]:
    """How each table is read, none of them from more than the others print as they stand.

    A table on a page that was read from its picture is taken as it was read: what decides between
    readings presupposes that each figure is what is printed.
    """
    as_printed = {
        read.statement: printed_items("", read) for read in recognised.tables if read.statement
    }
    pictured = {page.page for page in recognised.recognised_pages}
    choices = [
        choose(read, as_printed)
        if read.statement and pictured.isdisjoint(_pages(read))
        else Choice(read)
        for read in recognised.tables
    ]
    return settle_units(choices, recognised.statements_in_prose)


def _pages(reading: TableReading) -> range:
    if reading.first_page is None or reading.last_page is None:
        return range(0)
    return range(reading.first_page, reading.last_page + 1)


def _failing(reading: TableReading, items: list[LineItem]) -> list[Identity]:
    if reading.statement is None:
        return []
    return [each for each in table_identities(reading.statement, items) if not each.holds]


def _status(choice: Choice, items: list[LineItem], failing: list[Identity]) -> str:
    reading = choice.taken
    if reading.statement is None or not reading.understood:
        return UNREAD
    if choice.is_open or any(row.loose for row in reading.rows):
        return OPEN
    if not items:
        return EMPTY
    if failing:
        return OPEN
    return REPAIRED if any(item.repaired in _MENDED for item in items) else CLOSED


def _missing(disclosure_id: str, number: int, statement: str) -> TableFound:
    return TableFound(
        disclosure_id=disclosure_id,
        table_no=number,
        statement=statement,
        title=None,
        first_page=None,
        last_page=None,
        printed_unit=None,
        rows=0,
        status=MISSING,
    )
