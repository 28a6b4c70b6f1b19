"""The shapes of the nine statutory tables: how line items become rows of printed cells.

A layout states the tables that it prints as instances of these shapes: title, header, widths and
what stands in each column. A header is written as lines of cells parted by |, with < and ^ for
cells merged with their left or upper neighbour.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.model import (
    PERSONNEL_TOTAL,
    PUBLIC_TOTAL,
    SECTION_CARRY_OVER,
    SECTION_EXPENDITURE,
    SECTION_PERSONNEL,
    SECTION_PUBLIC,
    SECTION_REVENUE,
    THREE_PUBLIC_NAMES,
    TOTAL,
)
from analytics.reference import economic_names
from corpus.ledger import Ledger, NumberStyle, Record
from corpus.sheet import LEFT, UP, Ruled, Sheet

CODE: Final = "code"
NAME: Final = "name"
LABEL: Final = "label"
NUMBER: Final = "number"
"""序号 or 行次: rows counted from 1."""


_MERGED: Final = {"<": LEFT, "^": UP}
_CONTINUED: Final = re.compile(r"\|[ ]*\n")


def cells(text: str) -> list[list[str]]:
    """Rows of cells from lines of texts parted by |; a line that ends in | goes on in the next."""
    lines = _CONTINUED.sub("|", text.strip()).splitlines()
    return [[_MERGED.get(cell.strip(), cell.strip()) for cell in line.split("|")] for line in lines]


@dataclass(frozen=True)
class Table(ABC):
    """What all statutory tables state: which one it is, its title, header and column widths."""

    statement: str
    title: str
    head: str
    widths: Sequence[float]
    landscape: bool = False
    breaks_rows: bool = False

    @abstractmethod
    def body(self, ledger: Ledger, numbers: NumberStyle) -> list[list[str]]:
        """The rows below the header, their line items taken from the ledger."""

    def sheet(
        self,
        ledger: Ledger,
        numbers: NumberStyle,
        *,
        repeats: bool,
        bars: bool,
        ruled: Ruled,
        size: float,
    ) -> Sheet:
        """The table as it is set."""
        head = cells(self.head)
        return Sheet(
            rows=head + self.body(ledger, numbers),
            widths=self.widths,
            header=len(head),
            repeats=repeats,
            breaks_rows=self.breaks_rows,
            bars=bars,
            ruled=ruled,
            size=size,
        )


@dataclass(frozen=True)
class Listing(Table):
    """One row a code: labels first, then a column a measure.

    columns: NUMBER, CODE, NAME and LEFT for the label columns, then measures. total: the label
    cells of the total row, {name} being its name. empty: the label cells of the one row that a
    table without amounts prints.
    """

    columns: Sequence[str] = ()
    total: Sequence[str] = ("{name}", LEFT)
    empty: Sequence[str] = (TOTAL, LEFT)

    def body(self, ledger: Ledger, numbers: NumberStyle) -> list[list[str]]:
        """Rows in the order of the line items; those shifted have their labels one row higher."""
        records = ledger.take_all(self.statement)
        width = len(self.total)
        labels = [self._labels(number, record) for number, record in enumerate(records, 1)]
        figures = [
            [record.print(measure, numbers) for measure in self.columns[width:]]
            for record in records
        ]
        blank = [""] * (len(self.columns) - width)
        shifted = [at for at, record in enumerate(records) if record.shifted]
        if shifted:
            figures.insert(shifted[0], blank)
            labels.insert(shifted[-1] + 1, self._unlabelled())
        rows = [label + row for label, row in zip(labels, figures, strict=True)]
        return rows or [[*self.empty, *blank]]

    def _labels(self, number: int, record: Record) -> list[str]:
        if record.code is None:
            name = record.printed_name or record.name
            return [label.format(number=number, name=name) for label in self.total]
        values = {NUMBER: str(number), CODE: record.code, NAME: record.printed_name, LEFT: LEFT}
        return [values[column] for column in self.columns[: len(self.total)]]

    def _unlabelled(self) -> list[str]:
        return [LEFT if column == LEFT else "" for column in self.columns[: len(self.total)]]


@dataclass(frozen=True)
class SectionedListing(Listing):
    """Basic expenditure with the columns 合计, 人员经费 and 公用经费 behind each code."""

    def body(self, ledger: Ledger, numbers: NumberStyle) -> list[list[str]]:
        """Rows in the order of the line items, the three totals on one row."""
        totals = {
            section: ledger.take(self.statement, name, section)
            for section, name in (
                (None, TOTAL),
                (SECTION_PERSONNEL, PERSONNEL_TOTAL),
                (SECTION_PUBLIC, PUBLIC_TOTAL),
            )
        }
        figures = [record.print("amount", numbers) if record else "" for record in totals.values()]
        rows = [[label.format(number=1, name=TOTAL) for label in self.total] + figures]
        for number, record in enumerate(ledger.take_all(self.statement), 2):
            amount = record.print("amount", numbers)
            rows.append(
                self._labels(number, record)
                + [amount]
                + [
                    amount if record.section == section else ""
                    for section in (SECTION_PERSONNEL, SECTION_PUBLIC)
                ]
            )
        return rows


@dataclass(frozen=True)
class TwoSided(Table):
    """Revenue on the left, expenditure on the right, in lists of their own.

    left and right: labels of the two lists; closing: pairs of labels below both. left_columns and
    right_columns: LABEL, NUMBER or a measure; the rows of the right side are counted on from those
    of the left. leading: whether one column in front of both sides counts the rows.
    """

    left: Sequence[str] = ()
    right: Sequence[str] = ()
    closing: Sequence[tuple[str, str]] = ()
    left_columns: Sequence[str] = (LABEL, NUMBER, "amount")
    right_columns: Sequence[str] = (LABEL, NUMBER, "amount")
    leading: bool = False

    def body(self, ledger: Ledger, numbers: NumberStyle) -> list[list[str]]:
        """One row a pair of labels, blank where a side has none."""
        height = max(len(self.left), len(self.right))
        pairs = [
            (
                self.left[at] if at < len(self.left) else "",
                self.right[at] if at < len(self.right) else "",
            )
            for at in range(height)
        ]
        rows = len(pairs) + len(self.closing)
        printed = []
        for number, (left, right) in enumerate([*pairs, *self.closing], 1):
            below = number > height
            sections = (SECTION_CARRY_OVER, SECTION_REVENUE) if below else (SECTION_REVENUE,)
            printed.append(
                ([str(number)] if self.leading else [])
                + self._side(ledger, numbers, left, sections, self.left_columns, number)
                + self._side(
                    ledger,
                    numbers,
                    right,
                    (SECTION_EXPENDITURE,),
                    self.right_columns,
                    number + rows,
                )
            )
        return printed

    def _side(
        self,
        ledger: Ledger,
        numbers: NumberStyle,
        label: str,
        sections: Sequence[str],
        columns: Sequence[str],
        number: int,
    ) -> list[str]:
        record = ledger.take(self.statement, label, *sections) if label else None
        texts = {LABEL: record.printed_name if record else label, NUMBER: str(number)}
        return [
            texts[column] if column in texts else record.print(column, numbers) if record else ""
            for column in columns
        ]


@dataclass(frozen=True)
class SideBySide(Table):
    """Basic expenditure in groups of code, name and amount side by side.

    groups: the codes of each group from top to bottom. The totals stand on the last row, that of
    人员经费 under the first group, that of 公用经费 under the others.
    """

    groups: Sequence[Sequence[str]] = ()

    def body(self, ledger: Ledger, numbers: NumberStyle) -> list[list[str]]:
        """One row a code of the longest group; a code without an amount is printed blank."""
        columns = [list(self._group(ledger, numbers, codes)) for codes in self.groups]
        rows = [
            [
                text
                for column in columns
                for text in (column[at] if at < len(column) else ["", "", ""])
            ]
            for at in range(max(map(len, columns)))
        ]
        rest = 3 * (len(self.groups) - 1) - 2
        last: list[str] = []
        for name, section, merged in (
            (PERSONNEL_TOTAL, SECTION_PERSONNEL, 1),
            (PUBLIC_TOTAL, SECTION_PUBLIC, rest),
        ):
            record = ledger.take(self.statement, name, section)
            amount = record.print("amount", numbers) if record else ""
            last += [name, *[LEFT] * merged, amount]
        return [*rows, last]

    def _group(
        self, ledger: Ledger, numbers: NumberStyle, codes: Sequence[str]
    ) -> Iterator[list[str]]:
        for code in codes:
            record = ledger.take_code(self.statement, code)
            if record is None:
                yield [code, economic_names()[code], ""]
            else:
                yield [code, record.printed_name, record.print("amount", numbers)]


@dataclass(frozen=True)
class Across(Table):
    """“三公” with one row of figures: the six items for each measure, items in columns."""

    measures: Sequence[str] = ("budget", "final")

    def body(self, ledger: Ledger, numbers: NumberStyle) -> list[list[str]]:
        """The one row."""
        items = {name: ledger.take(self.statement, name, None) for name in THREE_PUBLIC_NAMES}
        return [
            [
                record.print(measure, numbers) if record else ""
                for measure in self.measures
                for record in items.values()
            ]
        ]


@dataclass(frozen=True)
class Down(Table):
    """“三公” with items in rows.

    items: name of the model and label as printed; columns: NUMBER, LABEL or a measure.
    """

    items: Sequence[tuple[str, str]] = ()
    columns: Sequence[str] = (LABEL, "budget", "final")

    def body(self, ledger: Ledger, numbers: NumberStyle) -> list[list[str]]:
        """One row an item."""
        rows = []
        for number, (name, label) in enumerate(self.items, 1):
            record = ledger.take(self.statement, name, None)
            texts = {NUMBER: str(number), LABEL: record.printed_name if record else label}
            rows.append(
                [
                    texts.get(column) or (record.print(column, numbers) if record else "")
                    for column in self.columns
                ]
            )
        return rows
