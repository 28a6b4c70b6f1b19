"""Numbers in the cells of a workbook, written as the workbook shows them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

GENERAL: Final = "General"

_EAST_ASIAN: Final = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
}
"""Formats by number that Chinese programs show in their own way (ECMA-376, 18.8.30)."""

_DIGITS: Final = 15
"""Significant digits that a workbook keeps; more come from binary fractions."""

_PARTING: Final = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_SKIPPED: Final = re.compile(r"\[(?:\$([^\]-]*)[^\]]*|[A-Za-z]+\d*)\]|_.|\*.")
"""Colours, locales (with the currency sign in them), and what only keeps a distance."""
_UNREAD: Final = re.compile(r'(?:"[^"]*"|[\\!].|[^\[/@E])*(?:[\[/@]|E[+-])')
"""Conditions, fractions, powers of ten."""
_PIECE: Final = re.compile(r'"([^"]*)"|[\\!](.)|((?:[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+),*)|(.)')
_DATE_PIECE: Final = re.compile(r'\[[^\]]*\]|"([^"]*)"|\\(.)|(y+|m+|d+|h+|s+)|(.)', re.IGNORECASE)
_FIRST_DAYS: Final = (datetime(1899, 12, 30), datetime(1904, 1, 1))


def code_of(number: int, own: dict[int, str]) -> str:
    """The code of a format by its number: the workbook's own, or a built-in one."""
    return _EAST_ASIAN.get(number) or own.get(number) or BUILTIN_FORMATS.get(number) or GENERAL


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number or date as a cell of this format shows it, without the blanks around it.

    from_1904: dates are counted from 1904, as a workbook may state, instead of 1900. Where the
    code asks for more than digits, signs and words around them (a fraction, a condition), and for
    numbers too large to have decimals, the number is written in full.
    """
    number = Decimal(f"{value:.{_DIGITS}g}")
    if is_date_format(code):
        return _date_shown(value, code, from_1904) or _plain(number)
    section, is_signed = _section(code, number)
    if section.strip().lower() == GENERAL.lower() or number.adjusted() >= _DIGITS:
        return _plain(number)
    text = _number_shown(abs(number) if is_signed else number, section)
    return _plain(number) if text is None else text.strip()


def _section(code: str, number: Decimal) -> tuple[str, bool]:
    """The part of a code that a number is shown by, and whether that writes the minus itself."""
    sections = _sections(code)
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if number == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], False


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    return tuple(_PARTING.split(code))


def _number_shown(number: Decimal, section: str) -> str | None:
    """None for a section that is not read."""
    section = _SKIPPED.sub(lambda match: match[1] or " ", section)
    pieces = _PIECE.findall(section)
    if _UNREAD.match(section) or sum(bool(pattern) for *_, pattern, _ in pieces) > 1:
        return None
    percents = sum(other == "%" for *_, other in pieces)
    return "".join(
        _digits(number.scaleb(2 * percents), pattern) if pattern else literal + escaped + other
        for literal, escaped, pattern, other in pieces
    )


def _digits(number: Decimal, pattern: str) -> str:
    bare = pattern.rstrip(",")
    thousands = len(pattern) - len(bare)
    whole, point, fraction = bare.partition(".")
    places = Decimal(1).scaleb(-len(fraction))
    rounded = number.scaleb(-3 * thousands).quantize(places, ROUND_HALF_UP)
    before, _, after = f"{abs(rounded):f}".partition(".")
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if before and "," in whole:
        before = f"{int(before):,}"
    kept = len(fraction.rstrip("#?"))
    after = after[:kept] + after[kept:].rstrip("0")
    return f"{'-' if rounded < 0 else ''}{before}{point}{after}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_shown(value: float, code: str, from_1904: bool) -> str | None:
    """None where the number is no date."""
    try:
        date = _FIRST_DAYS[from_1904] + timedelta(days=value)
    except OverflowError:
        return None
    pieces = _DATE_PIECE.findall(_sections(code)[0])
    fields = [field.lower() for _, _, field, _ in pieces if field]
    shown_fields = iter(
        _field(date, field, before[:1] == "h" or after[:1] == "s")
        for before, field, after in zip(["", *fields], fields, [*fields[1:], ""], strict=False)
    )
    return "".join(
        next(shown_fields) if field else literal + escaped + other
        for literal, escaped, field, other in pieces
    ).strip()


def _field(date: datetime, field: str, by_the_clock: bool) -> str:
    """Part of a date; by_the_clock tells the m of minutes from the m of months."""
    if field[0] == "y":
        return f"{date:%Y}" if len(field) > 2 else f"{date:%y}"
    if field[0] == "m" and len(field) > 2:
        return f"{date:%b}" if len(field) == 3 else f"{date:%B}"
    number = {
        "m": date.minute if by_the_clock else date.month,
        "d": date.day,
        "h": date.hour,
        "s": date.second,
    }[field[0]]
    return str(number).rjust(min(len(field), 2), "0")
