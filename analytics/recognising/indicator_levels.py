"""The two upper levels of performance indicators: which level2 belongs to which level1.

Forms print the levels in merged cells, so that a row may show one without the other, or half of
one. The standard frameworks (data/reference/indicator_levels.csv) say what is missing. All texts
are normalised ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analytics.recognising.form_labels import CAPTIONS
from analytics.reference import read_table

_GENERIC: Final = "指标"


@lru_cache(maxsize=1)
def _frameworks() -> list[tuple[str, str]]:
    return [(row["level2"], row["level1"]) for row in read_table("indicator_levels")]


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(label for pair in _frameworks() for label in pair)


def _core(label: str) -> str:
    return label.removesuffix(_GENERIC)


@lru_cache(maxsize=4096)
def is_level1(label: str) -> bool:
    """Whether a framework has the label as its level 1, with or without 指标."""
    return any(_core(label) == _core(up) for _, up in _frameworks())


@lru_cache(maxsize=4096)
def is_level2(label: str) -> bool:
    """Whether a framework has the label as its level 2.

    One that no framework spells so counts with or without 指标: 满意度指标 is a level 1, although
    满意度 is a level 2 as well.
    """
    if label in _labels():
        return any(label == down for down, _ in _frameworks())
    return any(_core(label) == _core(down) for down, _ in _frameworks())


def is_level(label: str) -> bool:
    """Whether the label is one of the frameworks' levels."""
    return is_level1(label) or is_level2(label)


def is_spelled(label: str) -> bool:
    """Whether a framework spells one of its levels just so."""
    return label in _labels()


def level1_of(level2: str | None, current: str | None) -> str | None:
    """The level 1 of a level 2 printed without one: the current one where they go together."""
    parents = [up for down, up in _frameworks() if down == level2]
    parents += [up for down, up in _frameworks() if _core(down) == _core(level2 or "")]
    if not parents or (current and _core(current) in map(_core, parents)):
        return current
    return parents[0]


@lru_cache(maxsize=4096)
def is_fragment(text: str) -> bool:
    """Whether the text is a later piece of a label, cut by a page break or printed upright.

    So 标, 度指标 and 出指; not 满意, which a label begins with.
    """
    if is_level(text) or is_beginning(text) or text in CAPTIONS:
        return False
    return any(text in label[1:] for label in _labels() | CAPTIONS)


@lru_cache(maxsize=4096)
def is_beginning(text: str) -> bool:
    """Whether the text is the beginning of a level's label that a page break has cut: 满意."""
    return any(label.startswith(text) for label in _labels())


def completed(label: str, rest: str) -> str | None:
    """The level that a cut label and its rest make up, None where they make none.

    The two may overlap: 服务对象满意度 and 度指标 are 服务对象满意度指标.
    """
    for overlap in range(min(len(label), len(rest)) + 1 if label else 0):
        joined = label + rest[overlap:]
        if label.endswith(rest[:overlap]) and joined != label and joined in _labels():
            return joined
    return None


def overrun(label: str, text: str) -> tuple[str, str] | None:
    """The whole of a label whose end has run over into the cell beside it, and that one's own text.

    So 服务对象满意 and 度家长满意率 are 服务对象满意度 and 家长满意率; None where none has.
    """
    if not label or is_level(label) or not is_beginning(label):
        return None
    whole = next(
        (label + text[:n] for n in range(1, len(text)) if label + text[:n] in _labels()), ""
    )
    return (whole, text[len(whole) - len(label) :]) if whole else None


@lru_cache(maxsize=1)
def _run_of_labels() -> re.Pattern[str]:
    known = sorted(_labels() | CAPTIONS, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, known)))


def labels_in(text: str) -> list[str]:
    """The captions and levels that make up the whole of a text; none where it holds more."""
    found = _run_of_labels().findall(text)
    return found if "".join(found) == text else []


@lru_cache(maxsize=1)
def _glued_levels() -> re.Pattern[str]:
    known = sorted({label for pair in _frameworks() for label in pair}, key=len, reverse=True)
    labels = "|".join(re.escape(label) for label in known if label.endswith(_GENERIC))
    return re.compile(f"({labels})({labels})(.+)")


def parted(name: str) -> tuple[str, str, str] | None:
    """Both levels and the name, where one cell holds the three; None where it does not."""
    match = _glued_levels().fullmatch(name)
    return (match[1], match[2], match[3]) if match else None
