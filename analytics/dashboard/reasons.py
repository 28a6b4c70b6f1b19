"""The reasons of the table `alternatives` in the language of the page.

They are stored in English, with terms in the model's words, as analytics.reconciling puts them
together. The phrases that they are made of are the labels of the section "reading".
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
    "n": "-?[\\d.]+",
}
"""What stands in the places of a phrase: a term of a section of that name, a unit or a number."""


def in_words(reason: str, say: Language) -> str:
    """A reason with its terms in words; a phrase that is not known stays as it is."""
    for phrase, pattern in _PATTERNS.items():
        reason = pattern.sub(partial(_said, phrase, say), reason)
    return reason


def _said(phrase: str, say: Language, found: re.Match[str]) -> str:
    fills = {
        name: say(f"{name}.{term}") if name in _TERMS else term
        for name, term in found.groupdict().items()
    }
    return say(f"reading.{phrase}", **fills)


def _pattern(words: str) -> re.Pattern[str]:
    """Finds a phrase, whatever fills its places."""
    return re.compile(
        re.sub(r"{(\w+)}", lambda place: f"(?P<{place[1]}>{_FILLS[place[1]]})", words)
    )


_PATTERNS: Final = {phrase: _pattern(words) for phrase, words in ENGLISH.terms("reading").items()}
