"""Amounts as text recognition spells them: signs that look like others put right.

Only what leaves no choice is mended. A digit is never guessed: what is no amount then stays as it
was read, and makes none.
"""

from __future__ import annotations

import re
from typing import Final

_LOOK_ALIKE: Final = str.maketrans(
    {
        "，": ",",
        "、": ",",
        "。": ".",
        "．": ".",
        "·": ".",
        "•": ".",
        "O": "0",
        "o": "0",
        "〇": "0",
        "l": "1",
        "I": "1",
        "—": "-",
        "–": "-",
        "−": "-",
        "一": "-",
    }
)
_MIXED: Final = re.compile(r"[-—–−一]?[\d,.，、。．·•OoIl〇 ]+%?")
_AMOUNT: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_POINTS_FOR_COMMAS: Final = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+\.\d{1,2}")
_COMMA_FOR_POINT: Final = re.compile(r"(-?\d{1,3}(?:,\d{3})*),(\d{2})")


def mended(text: str) -> str:
    """A text as an amount where it can be nothing else, otherwise as it is.

    Signs of the wrong width or shape are put right (1，234。56, 12O.5), and so is a mark between
    groups of three or before two digits at the end (1.234.56, 1,234,56). What could be two
    amounts (1.234) stays.
    """
    if not _MIXED.fullmatch(text) or 2 * sum(sign.isdigit() for sign in text) < len(text):
        return text
    spelled = text.translate(_LOOK_ALIKE).replace(" ", "")
    if _POINTS_FOR_COMMAS.fullmatch(spelled):
        whole, _, cents = spelled.rpartition(".")
        spelled = f"{whole.replace('.', ',')}.{cents}"
    elif match := _COMMA_FOR_POINT.fullmatch(spelled):
        spelled = f"{match[1]}.{match[2]}"
    return spelled if _AMOUNT.fullmatch(spelled) else text
