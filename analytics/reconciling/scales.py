"""The unit of a table that states none, or one in which no other table agrees with it.

It is that of the document or of any other of its tables, 元 or 万元. A table's own sums hold in
each of them, so only another table that states its unit, or a sentence, can tell: it has to state
an amount of this table. And no amount may come out finer than 分, the smallest there is: a table
with four decimals is not in 元.

A unit that a table states is taken. But where the table disagrees in it with every other, and
agrees with all of them in another unit, the statement and the sums contradict each other: open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from analytics.model import TOTAL_NAMES, LineItem, ProseStatement
from analytics.recognising.amounts import UNIT_IN_WAN, decimals, parse_number
from analytics.recognising.line_items import printed_items
from analytics.recognising.readings import TableReading
from analytics.reconciling.across_tables import agreements
from analytics.reconciling.choosing import Candidate, Choice, other_table, tells
from analytics.reconciling.identity import exact

UNIT_INFERRED: Final = "unit_inferred"

_FEN: Final = UNIT_IN_WAN["元"] / 100
_TELLING: Final = Decimal(1)
"""万元 from which on an amount in a sentence is no chance meeting with one of a table."""
_ROUNDED: Final = Decimal("0.01")
"""万元 by which a sentence may differ from a table, both being rounded."""


def settle_units(choices: list[Choice], sentences: Sequence[ProseStatement]) -> list[Choice]:
    """The choices with the unit of each table that states none; it is open where nothing tells.

    A table whose unit is settled tells that of others.
    """
    settled = list(choices)
    known = {
        choice.taken.statement: printed_items("", choice.taken)
        for choice in choices
        if choice.taken.statement and choice.taken.states_unit
    }
    asked = {
        at: _possible(choice.taken, choices)
        for at, choice in enumerate(choices)
        if choice.taken.statement and not choice.taken.states_unit and _has_amounts(choice.taken)
    }
    while told := {at: found for at in asked if (found := _told(asked[at], known, sentences))}:
        for at, (taken, sign) in told.items():
            settled[at] = _settled(settled[at], taken, sign)
            assert taken.statement is not None
            known[taken.statement] = printed_items("", taken)
            del asked[at]
    for at, readings in asked.items():
        if readings != [settled[at].taken]:
            settled[at] = _open(settled[at], readings)
    for at, choice in enumerate(choices):
        if choice.taken.statement and choice.taken.states_unit and _has_amounts(choice.taken):
            settled[at] = _held_against(known, choice, _possible(choice.taken, choices))
    return settled


def _has_amounts(reading: TableReading) -> bool:
    return any(item.amount for item in printed_items("", reading))


def _possible(reading: TableReading, choices: Sequence[Choice]) -> list[TableReading]:
    """The table in every unit that it may be in, the document's first.

    Where no unit is coarse enough, as for the unrounded cells of a workbook, all of them are.
    """
    stated = (choice.taken.unit for choice in choices if choice.taken.states_unit)
    units = dict.fromkeys((reading.unit, *stated, "万元", "元"))
    numbers = [parse_number(cell.text) for row in reading.rows for cell in row.cells.values()]
    finest = max(decimals(number) for number in numbers if number is not None)
    fitting = [unit for unit in units if UNIT_IN_WAN[unit].scaleb(-finest) >= _FEN]
    return [
        reading
        if unit == reading.unit
        else replace(
            reading,
            unit=unit,
            rows=[replace(row, repaired=row.repaired or UNIT_INFERRED) for row in reading.rows],
        )
        for unit in fitting or units
    ]


def _told(
    readings: Sequence[TableReading],
    known: dict[str, list[LineItem]],
    sentences: Sequence[ProseStatement],
) -> tuple[TableReading, str] | None:
    """The one reading that something tells of, and what that is; None for none or several."""
    signs = [(reading, _sign(reading, known, sentences)) for reading in readings]
    told = [(reading, sign) for reading, sign in signs if sign]
    return told[0] if len(told) == 1 else None


def _sign(
    reading: TableReading, known: dict[str, list[LineItem]], sentences: Sequence[ProseStatement]
) -> str:
    assert reading.statement is not None
    items = printed_items("", reading)
    tables = {**known, reading.statement: items}
    agreeing = [each for each in agreements(tables, reading.statement) if tells(each)]
    if agreeing:
        holds = all(each.holds for each in agreeing)
        return f"agrees with {other_table(agreeing[0], reading.statement)}" if holds else ""
    said = [
        Decimal(repr(amount))
        for sentence in sentences
        for amount in (sentence.initial_budget, sentence.final)
        if amount is not None and amount >= _TELLING
    ]
    totals = [exact(item) for item in items if item.name in TOTAL_NAMES]
    agrees = any(abs(total - amount) <= _ROUNDED for total in totals for amount in said)
    return "agrees with a sentence of the explanation" if agrees else ""


def _settled(choice: Choice, taken: TableReading, sign: str) -> Choice:
    if taken is choice.taken:
        return choice
    return replace(
        choice,
        taken=taken,
        candidates=(
            Candidate(taken, f"taken: in {taken.unit} it {sign}"),
            Candidate(
                choice.taken, f"in {choice.taken.unit}, as most of the document, it does not"
            ),
        ),
    )


def _held_against(
    known: dict[str, list[LineItem]], choice: Choice, readings: Sequence[TableReading]
) -> Choice:
    """A table in the unit that it states; open where only another unit fits the other tables."""
    assert choice.taken.statement is not None
    agreeing = [each for each in agreements(known, choice.taken.statement) if tells(each)]
    if not agreeing or any(each.holds for each in agreeing):
        return choice
    fitting = [
        Candidate(reading, f"possible: in {reading.unit} it {sign}")
        for reading in readings
        if reading is not choice.taken and (sign := _sign(reading, known, ()))
    ]
    if not fitting:
        return choice
    stated = Candidate(choice.taken, f"possible: the table states {choice.taken.unit}")
    return replace(choice, candidates=(*(choice.candidates or (stated,)), *fitting), is_open=True)


def _open(choice: Choice, readings: Sequence[TableReading]) -> Choice:
    return replace(
        choice,
        taken=readings[0],
        candidates=tuple(
            Candidate(reading, f"possible: the table states no unit; in {reading.unit}")
            for reading in readings
        ),
        is_open=True,
    )
