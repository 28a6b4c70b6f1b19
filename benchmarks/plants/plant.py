"""What a plant is: one known error or anomaly, and where findings of it must point."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from analytics.model import DisclosureRows, LineItem, ProseStatement
from corpus.honest_corpus import Made

Cell = tuple[str, str | None, str | None, str, str]
"""A cell by statement, section, code, name and measure, wherever it is printed."""


@dataclass(frozen=True)
class Target:
    """The cells, sentences (topic and code) and forms (number) that a plant changed."""

    cells: frozenset[Cell] = frozenset()
    sentences: frozenset[tuple[str, str | None]] = frozenset()
    forms: frozenset[int] = frozenset()

    def places(self, rows: DisclosureRows) -> set[tuple[int | None, str]]:
        """Page and locator of all that was changed, in the rows as they were stored."""
        return {
            *((item.page, item.locator) for item in rows.line_items if cell(item) in self.cells),
            *(
                (each.page, each.locator)
                for each in rows.statements_in_prose
                if (each.topic, each.code) in self.sentences
            ),
            *(
                (form.page, form.locator)
                for form in rows.evaluations
                if form.evaluation_no in self.forms
            ),
        }


Change = Callable[[Random, Made, DisclosureRows | None], Target | None]
"""Changes a disclosure in place, beside the body's earlier one of its kind where there is one;
None, and nothing changed, where it has no place for such an error."""


@dataclass(frozen=True)
class Plant:
    """A kind of error by its name, the part of the document that it is in, and the rule for it."""

    name: str
    part: str
    rule: str
    change: Change

    def apply(
        self, random: Random, made: Made, earlier: DisclosureRows | None
    ) -> tuple[Made, Target] | None:
        """A copy of the disclosure with the error in it; None where it has no place for one."""
        changed = Made(_copy(made.rows), made.layout)
        target = self.change(random, changed, earlier)
        return None if target is None else (changed, target)


def _copy(rows: DisclosureRows) -> DisclosureRows:
    twin = DisclosureRows(rows.disclosure)
    for table in ("line_items", "evaluations", "funding", "indicators", "statements_in_prose"):
        twin.rows_of(table).extend(copy.copy(row) for row in rows.rows_of(table))
    return twin


def cell(item: LineItem) -> Cell:
    """What a line item is, wherever it stands."""
    return item.statement, item.section, item.code, item.name, item.measure


def cells(items: Iterable[LineItem]) -> Target:
    """Cells as a target."""
    return Target(cells=frozenset(cell(item) for item in items))


def sentences(*statements: ProseStatement) -> Target:
    """Sentences as a target."""
    return Target(sentences=frozenset((each.topic, each.code) for each in statements))


def forms(*numbers: int) -> Target:
    """Forms as a target."""
    return Target(forms=frozenset(numbers))


def misprinted(random: Random, amount: float, decimals: int = 2) -> float:
    """An amount with one digit changed, but the last of its decimals: that may be rounding.

    The amount has two digits at least.
    """
    exact = Decimal(str(abs(amount)))
    digits = str(int(exact.scaleb(decimals)))
    at = random.randrange(len(digits) - 1)
    others = [each for each in range(at == 0, 10) if each != int(digits[at])]
    moved = random.choice(others) - int(digits[at])
    return float(exact + Decimal(moved).scaleb(len(digits) - 1 - at - decimals))


def reprint(made: Made, item: LineItem, amount: float) -> None:
    """Another amount in a cell, printed as the layout prints it."""
    item.amount = float(made.layout.numbers.rounded(Decimal(str(amount))))
    item.raw = made.layout.numbers.print(item.amount)
