"""A sentence's skeleton: its figures and functional items each as one sign.

2080505-…缴费支出 560.06 万元，较上年增长 35.77% reads §¥,较上年增长% so that the patterns of
clauses stay short and a thousands separator is no comma. Asides in brackets that hold no figure
and quotation marks are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from analytics.recognising.amounts import UNIT_IN_WAN
from analytics.recognising.prose.items import Subject, named_items

AMOUNT: Final = "¥"
PERCENT: Final = "%"
ITEM: Final = "§"

_NUMBER: Final = r"(?:(?<=[加长少降低升为）])-)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_FIGURE: Final = re.compile(
    rf"(?P<number>{_NUMBER})(?P<unit>百万元|千元|百元|万元|亿元|元|%)|(?P<blank>万元|亿元|%)"
    r"|(?<=[为数])(?P<zero>0(?:\.0+)?)(?=[,。;])"
)
_ASIDE: Final = re.compile(r"（[^（）¥%§]*）|[“”\"]")

Value = Decimal | Subject | None


class _Sign(NamedTuple):
    character: str
    at: int
    value: Value


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Signs as a string, with the index in the text and the value of each.

    An amount's value is in 万元, a percentage's a ratio; None is a 万元 or % without a number.
    """

    signs: str
    at: list[int]
    values: list[Value]

    def number(self, index: int) -> Decimal | None:
        """The value of the figure at an index."""
        value = self.values[index]
        return value if isinstance(value, Decimal) else None

    def item(self, index: int) -> Subject:
        """The functional item at an index."""
        value = self.values[index]
        assert isinstance(value, Subject)
        return value


def skeleton(text: str) -> Skeleton:
    """The skeleton of a normalised text."""
    signs = _without_asides(list(_signs(text)))
    return Skeleton(
        "".join(sign.character for sign in signs),
        [sign.at for sign in signs] + [len(text)],
        [sign.value for sign in signs],
    )


def _signs(text: str) -> Iterator[_Sign]:
    items = {item.start: item for item in named_items(text)}
    position = 0
    while position < len(text):
        if item := items.get(position):
            yield _Sign(ITEM, position, item.subject)
            position = item.end
        elif figure := _FIGURE.match(text, position):
            sign = PERCENT if figure[0].endswith("%") else AMOUNT
            yield _Sign(sign, position, _value(figure))
            position = figure.end()
        else:
            yield _Sign(text[position], position, None)
            position += 1


def _value(figure: re.Match[str]) -> Decimal | None:
    if figure["blank"]:
        return None
    if figure["zero"]:
        return Decimal(0)
    number = Decimal(figure["number"].replace(",", ""))
    return number / 100 if figure["unit"] == "%" else number * UNIT_IN_WAN[figure["unit"]]


def _without_asides(signs: list[_Sign]) -> list[_Sign]:
    while True:
        text = "".join(sign.character for sign in signs)
        dropped = {
            index for match in _ASIDE.finditer(text) for index in range(match.start(), match.end())
        }
        if not dropped:
            return signs
        signs = [sign for index, sign in enumerate(signs) if index not in dropped]
