"""Text as the model keeps it: one spelling for what is printed in many.

PDF text layers print 入 as ⼊ (a Kangxi radical) and 门 as ⻔ (a CJK radical); brackets come in
two widths, labels are letter-spaced or wrapped. Two labels are the same when `normalise` makes
them equal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from analytics.reference import radical_folds

_BRACKETS: Final = str.maketrans({"(": "（", ")": "）"})
_SPACES: Final = re.compile(r"\s+")
_STRAIGHT_QUOTED: Final = re.compile(r'"([^"]*)"')
_CHINESE_NUMERAL: Final = "一二三四五六七八九十百"
_NUMBERING: Final = re.compile(
    rf"^(?:（[{_CHINESE_NUMERAL}]+）|[{_CHINESE_NUMERAL}]+[、.]|（\d{{1,2}}）|\d{{1,2}}[、.](?!\d)|\d{{1,2}}\))+"
)
_LEAD: Final = re.compile(r"^(?:其中[:：]?|[加减][:：]|\*+|★|[-—·])")


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The text NFKC-normalised, look-alike radicals folded, spaces and line breaks removed.

    Brackets and quotes come out the Chinese way: （） and “”.
    """
    folded = unicodedata.normalize("NFKC", text.translate(radical_folds()))
    folded = _SPACES.sub("", folded)
    folded = _STRAIGHT_QUOTED.sub(r"“\1”", folded)
    return folded.translate(_BRACKETS)


@lru_cache(maxsize=1)
def _all_radicals() -> dict[int, str]:
    """Kangxi radicals as well, which NFKC folds together with much that is printed as it is."""
    kangxi = range(0x2F00, 0x2FD6)
    return {code: unicodedata.normalize("NFKC", chr(code)) for code in kangxi} | radical_folds()


def joined(text: str) -> str:
    """The text as printed, without the line breaks and spaces of its wrapping.

    Look-alike radicals are folded: they come from the file, not from the print.
    """
    return _SPACES.sub("", text.translate(_all_radicals()))


def without_numbering(label: str) -> str:
    """A normalised label without its list number (一、, （1）, 1.) and the 其中： before it."""
    before = None
    while label != before:
        before = label
        label = _NUMBERING.sub("", _LEAD.sub("", label))
    return label


def canonical_label(text: str) -> str:
    """The label as the official classification spells it, numbering and 其中： removed."""
    return without_numbering(normalise(text))
