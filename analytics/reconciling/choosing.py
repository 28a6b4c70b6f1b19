"""Which reading of a table is taken, where its print admits several.

Candidates are the table as it is printed; its rows of labels and of figures paired anew, where
some rows hold only one of them, its figures given to columns, where rows have too few of them, and
one line of a cell that wraps a number, or holds two (these in repairs); and, of a table that states
no unit, its amounts in each unit (scales).

Identities decide between them, but never alone: column numbers (1 2 3=1+2), years and list
numbers add up as well. A candidate is supported only if

1. fewer identities fail in it than in the table as printed, and one that holds there adds up
   amounts other than 0, among them one that the candidate moves; and
2. something other than the table's own sums speaks for it: another table prints the same quantity
   (across_tables), or, as a matter of granularity, the figures moved are printed to the same
   decimals as those which stand in their columns anyway. Whole numbers are no such sign.

Of a scale the table's own sums say nothing, so another table or a sentence has to state the same
amount, and no amount may come out finer than 分 (see scales).

One supported candidate is taken, and `repaired` says how. So is the first of several that differ
in nothing but where an amount of 0 stands, and one that moves nothing but 0: no figure depends on
that. Where they differ in more, or none is supported, the table stays as printed and is `open`.
Whatever was in question is kept, each reading with its reason, in the table `alternatives`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analytics.model import LineItem
from analytics.reading.blocks import Place
from analytics.recognising.amounts import decimals, parse_number
from analytics.recognising.line_items import printed_items
from analytics.recognising.readings import Row, TableReading
from analytics.reconciling.across_tables import agreements
from analytics.reconciling.identities import table_identities
from analytics.reconciling.identity import Identity
from analytics.reconciling.repairs import one_line, shifted, with_dropped_columns

Tables = Mapping[str, Sequence[LineItem]]
"""The line items of tables by their statement."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of a table, and why it is possible or was taken."""

    reading: TableReading
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading that is stored; what was in question, that one first; and whether it still is."""

    taken: TableReading
    candidates: tuple[Candidate, ...] = ()
    is_open: bool = False


def choose(reading: TableReading, others: Tables) -> Choice:
    """The reading of a statutory table that is supported best; others are those of the document.

    No unit is chosen here: the table's amounts are taken in the unit that it has.
    """
    for candidates in (shifted, with_dropped_columns, one_line):
        choice = _decided(reading, list(candidates(reading)), others)
        if choice.candidates:
            break
    return choice


def _decided(printed: TableReading, candidates: list[TableReading], others: Tables) -> Choice:
    weighed = [_Weighed(candidate, printed) for candidate in candidates]
    adding_up = [each for each in weighed if each.adds_up]
    least = min((each.failures for each in adding_up), default=0)
    best = [each for each in adding_up if each.failures == least]
    if not best:
        return Choice(printed)
    signs = [each.sign(others) for each in best]
    supported = [each for each, sign in zip(best, signs, strict=True) if sign]
    if not supported or len({each.other_than_zero for each in supported}) > 1:
        possible = [
            Candidate(each.reading, _doubt(each.sums, sign, len(best)))
            for each, sign in zip(best, signs, strict=True)
        ]
        return Choice(printed, (*_printed(printed), *possible), is_open=True)
    taken, *alike = supported
    reason = f"taken: {taken.sums}, and {taken.sign(others)}"
    if alike:
        reason += "; what differs from the other readings is where 0 stands"
    return Choice(
        taken.reading,
        (
            Candidate(taken.reading, reason),
            *(Candidate(each.reading, f"possible: {each.sums} as well") for each in alike),
            *_printed(printed),
        ),
    )


def _doubt(sums: str, sign: str, possible: int) -> str:
    if not sign:
        return f"possible: {sums}, but nothing else speaks for it"
    return f"possible: {sums}, and {sign}; so it is in {possible} readings"


def _printed(printed: TableReading) -> list[Candidate]:
    """The table as printed, if it gives each of its figures a place at all."""
    if any(row.loose for row in printed.rows):
        return []
    return [Candidate(printed, f"as printed: {_failures(printed)} of its sums and rows fail")]


class _Weighed:
    """A candidate, and what its own arithmetic says of it."""

    def __init__(self, reading: TableReading, printed: TableReading) -> None:
        assert reading.statement is not None
        self.reading = reading
        self.statement = reading.statement
        self.items = printed_items("", reading)
        self.failures = _failures(reading)
        before = {id(row) for row in printed.rows}
        self._moved = [row for row in reading.rows if id(row) not in before]
        self._kept = [row for row in reading.rows if id(row) in before]
        lacks_places = any(row.loose for row in printed.rows) and not self.failures
        better = self.failures < _failures(printed) or lacks_places
        told = map(self._tells, table_identities(self.statement, self.items))
        self.adds_up = better and (any(told) or not _decimals(self._moved))

    @property
    def sums(self) -> str:
        """What the candidate's own arithmetic says, in words."""
        return "its sums hold" if not self.failures else f"only {self.failures} of its sums fail"

    @property
    def other_than_zero(self) -> frozenset[tuple[object, ...]]:
        """Where which amounts stand, zeros left aside."""
        return frozenset(
            (item.page, item.locator, item.raw, item.section, item.code, item.name, item.measure)
            for item in self.items
            if item.amount
        )

    def sign(self, others: Tables) -> str:
        """What speaks for the candidate besides its own sums, in words; '' for nothing."""
        tables = {**others, self.statement: self.items}
        agreeing = [each for each in agreements(tables, self.statement) if tells(each)]
        if agreeing and all(each.holds for each in agreeing):
            return f"it agrees with {other_table(agreeing[0], self.statement)}"
        moved, kept = _decimals(self._moved), _decimals(self._kept)
        if not moved:
            return "it moves nothing but 0"
        if not agreeing and moved <= kept and 0 not in moved:
            return "the figures moved have the decimals of the others"
        return ""

    def _tells(self, identity: Identity) -> bool:
        """Whether an identity holds and adds up amounts other than 0, one of them moved."""
        moved = {cell.place for row in self._moved for cell in row.cells.values()}
        figures = [identity.total, *(part for _, part in identity.parts)]
        added = {Place(figure.page, figure.locator) for figure in figures if figure.amount}
        return identity.holds and bool(moved & added)


def tells(identity: Identity) -> bool:
    """Whether an identity is about more than zeros."""
    return bool(identity.actual or identity.expected)


def other_table(identity: Identity, statement: str) -> str:
    """The statement that an identity compares this one with."""
    figures = [identity.total, *(part for _, part in identity.parts)]
    return next(figure.statement for figure in figures if figure.statement != statement)


def _failures(reading: TableReading) -> int:
    """How many identities of the table do not hold, figures without a place counting as well."""
    assert reading.statement is not None
    items = printed_items("", reading)
    failed = sum(not each.holds for each in table_identities(reading.statement, items))
    return failed + sum(row.is_nameless for row in reading.rows)


def _decimals(rows: Iterable[Row]) -> set[int]:
    """How many decimals the figures other than 0 of some rows are printed with."""
    cells = (cell for row in rows for cell in row.cells.values())
    return {decimals(number) for cell in cells if (number := parse_number(cell.text))}
