"""Numbers as a reader meets them in a sentence or a chart."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

MINUS: Final = "−"
YI: Final = 10_000.0
"""万元 in an 亿元."""


def percent(ratio: float) -> str:
    """A ratio as a percentage with one decimal: 0.9041 is "90.4 %"."""
    return f"{_signed(_rounded(_exact(ratio) * 100, 1), ratio)} %"


def money(amount: float) -> str:
    """An amount in 万元 with its unit and three significant digits; 亿元 above 10,000 万元."""
    if abs(amount) > YI:
        return f"{_significant(amount / YI)} 亿元"
    return f"{_significant(amount)} 万元"


def figure(amount: float) -> str:
    """An amount in 万元 as a table prints it, two decimals, without its unit."""
    return _signed(_rounded(_exact(amount), 2), amount)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 project", "11 projects"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _significant(value: float) -> str:
    digits = 0 if value == 0 else math.floor(math.log10(abs(value)))
    return _signed(_rounded(_exact(value), max(0, 2 - digits)), value)


def _exact(value: float) -> Decimal:
    """The size of a number as it was printed: 60.65 is not the float a little below it."""
    return Decimal(str(float(value))).copy_abs()


def _rounded(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def _signed(digits: str, value: float) -> str:
    nothing = not any(digit in "123456789" for digit in digits)
    return digits if value >= 0 or nothing else MINUS + digits
