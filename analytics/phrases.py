"""What is stored or said in English, in the language of the reader.

Two things are: why a table can be read in several ways, as analytics.reconciling puts it together
with terms in the model's words, and what is wrong with a file or a store. The phrases that they are
made of are the labels of the sections "reading" and "problem".
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from analytics.language import ENGLISH, Language

_TERMS: Final = ("statement", "identity")
_FILLS: Final = {
    **{section: "|".join(ENGLISH.terms(section)) for section in _TERMS},
    "unit": "[^ ;,]+",
    "n": "-?[\\d.,]*\\d",
    "most": "-?[\\d.,]*\\d",
    "detail": ".+",
}
"""What stands in the places of a phrase: a term of a section of that name, a unit, a number, or
whatever the system says."""
_PARTS: Final = re.compile(r"(: |; )(?![^(]*\))")
"""What stands between phrases; in brackets stands what the system says."""
_CHINESE: Final = str.maketrans({":": "：", ";": "；", " ": None})


def reason(told: str, say: Language) -> str:
    """A reason of the table `alternatives` with its terms in words."""
    for phrase, pattern in _READING.items():
        told = pattern.sub(partial(_said, f"reading.{phrase}", say), told)
    return told


def problem(told: str, say: Language) -> str:
    """What is wrong and what to do about it, one behind the other: "the file is empty: …".

    What is no phrase, such as the path before it, stays as it is.
    """
    parts = _PARTS.split(told)
    for place in range(0, len(parts), 2):
        found = ((name, pattern.fullmatch(parts[place])) for name, pattern in _PROBLEM.items())
        known = next(((name, match) for name, match in found if match), None)
        if known:
            parts[place] = _said(f"problem.{known[0]}", say, known[1])
            if place and say.is_chinese:
                parts[place - 1] = parts[place - 1].translate(_CHINESE)
    return "".join(parts)


def _said(label: str, say: Language, found: re.Match[str]) -> str:
    fills = {
        name: say(f"{name}.{term}") if name in _TERMS else term
        for name, term in found.groupdict().items()
    }
    return say(label, **fills)


def _patterns(section: str) -> dict[str, re.Pattern[str]]:
    """What finds each phrase of a section, whatever fills its places."""
    return {
        phrase: re.compile(
            re.sub(
                r"\\{(\w+)\\}",
                lambda place: f"(?P<{place[1]}>{_FILLS[place[1]]})",
                re.escape(words),
            )
        )
        for phrase, words in ENGLISH.terms(section).items()
    }


_READING: Final = _patterns("reading")
_PROBLEM: Final = _patterns("problem")
