"""Printed numbers: exact decimals, or nothing.

A blank, a dash and a 万元 without a number are different things from 0, so what holds no number
is None and never zero.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

UNIT_IN_WAN: Final[dict[str, Decimal]] = {
    "元": Decimal("0.0001"),
    "百元": Decimal("0.01"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10000),
}
"""How many 万元 one of each printed unit is."""

_MINUS: Final = str.maketrans({"−": "-", "–": "-", "﹣": "-", "，": ","})
_NUMBER: Final = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")
_BRACKETED: Final = re.compile(r"\(([\d.,]+)\)")
_PRINTED_UNIT: Final = re.compile(r"单位[:：]?(?:人民币)?(百万元|千元|百元|万元|亿元|元)")

_UNIT_IN_LABEL: Final = re.compile(r"（(百万元|万元|千元|百元|亿元|元)）")


def parse_number(text: str) -> Decimal | None:
    """The one number that a cell holds; None for a blank, a dash, or anything but a number.

    Thousands separators, full-width digits, a leading or typographic minus sign and accountants'
    brackets for a negative are read. Spaces inside the number, as where a cell wraps it, are not
    part of it.
    """
    compact = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_MINUS))
    bracketed = _BRACKETED.fullmatch(compact)
    if bracketed:
        compact = f"-{bracketed[1]}"
    if not _NUMBER.fullmatch(compact):
        return None
    return Decimal(compact.replace(",", ""))


def decimals(number: Decimal) -> int:
    """How many decimals a number is printed with."""
    return max(0, -int(number.as_tuple().exponent))


def parse_percentage(text: str) -> Decimal | None:
    """A printed percentage as a ratio ("6.51%" is 0.0651); None where there is no % sign."""
    compact = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if not compact.endswith("%"):
        return None
    number = parse_number(compact[:-1])
    return None if number is None else number / 100


def printed_unit(text: str) -> str | None:
    """The unit of amounts that a line such as 金额单位：万元 states; None where it states none."""
    match = _PRINTED_UNIT.search(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    return match[1] if match else None


def unit_in_label(text: str) -> str | None:
    """The unit that a normalised label states in brackets: 金额（万元）; None for none."""
    match = _UNIT_IN_LABEL.search(text)
    return match[1] if match else None


_LARGEST_RATIO: Final = Decimal(10)


def parse_ratio(
    text: str, in_percent: bool = False, expected: Decimal | None = None
) -> Decimal | None:
    """A printed rate as a ratio: 6.51%, 6.51 under a label that says %, or a bare number.

    A bare number is a percentage where that comes nearer to the expected ratio; with none
    expected, where it would be above 1,000 %.
    """
    printed = parse_percentage(text)
    if printed is not None:
        return printed
    number = parse_number(text)
    if number is None:
        return None
    if not in_percent and expected is not None:
        in_percent = abs(number / 100 - expected) < abs(number - expected)
    elif not in_percent:
        in_percent = abs(number) > _LARGEST_RATIO
    return number / 100 if in_percent else number
