"""An identity: one printed total against the sum of its printed parts, rounding told from error.

Printed amounts are rounded, so each side may be off by half a unit of the last printed place a
number that is not 0; what is off by more is an error of the source or of the reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analytics.model import LineItem

_COARSEST_PLACE: Final = Decimal("0.01")
"""万元 with two decimals is the coarsest print; a table of round figures is no coarser."""

_FINEST_PLACE: Final = Decimal("0.0001")
"""One yuan: a figure printed to the cent beside one rounded to the yuan is no error."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One printed total against the sum of its printed parts, in 万元.

    rule: stable name. statement: the table of the total. total: the amount that should equal the
    parts, each with its sign. place: the unit of the last printed place.
    """

    rule: str
    statement: str
    total: LineItem
    parts: tuple[tuple[int, LineItem], ...]
    place: Decimal

    @property
    def actual(self) -> Decimal:
        """The printed total."""
        return exact(self.total)

    @property
    def expected(self) -> Decimal:
        """The sum of the printed parts."""
        return sum((sign * exact(part) for sign, part in self.parts), Decimal(0))

    @property
    def tolerance(self) -> Decimal:
        """Half a unit of the last place a printed number on either side; a 0 is not rounded."""
        return self.place / 2 * (sum(bool(part.amount) for _, part in self.parts) + 1)

    @property
    def is_within_table(self) -> bool:
        """Whether total and parts stand in one table."""
        return all(part.statement == self.statement for _, part in self.parts)

    @property
    def holds(self) -> bool:
        """Whether both sides agree within rounding."""
        return abs(self.actual - self.expected) <= self.tolerance


def exact(item: LineItem) -> Decimal:
    """The amount of a line item in 万元 as the exact decimal that was printed."""
    return Decimal(repr(item.amount))


def last_place(items: Sequence[LineItem]) -> Decimal:
    """The unit of the last place that the amounts are printed to, in 万元."""
    exponents = (exact(item).as_tuple().exponent for item in items)
    finest = min((exponent for exponent in exponents if isinstance(exponent, int)), default=-2)
    return min(_COARSEST_PLACE, max(_FINEST_PLACE, Decimal(1).scaleb(finest)))


def plus(items: Iterable[LineItem]) -> tuple[tuple[int, LineItem], ...]:
    """Items that count with a plus sign."""
    return tuple((1, item) for item in items)
