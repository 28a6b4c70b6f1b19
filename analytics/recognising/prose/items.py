"""Functional items as sentences name them: by path, by code, or a class by its name alone.

Names repeat in the classification (行政运行 stands under most 款), so that a name means a code only
with its path: 卫生健康支出（类）医疗保障管理事务（款）行政运行（项） is 2101501.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from analytics.reference import functional_names


@dataclass(frozen=True, slots=True)
class Subject:
    """What an amount is of: a topic of the model, or a functional item with its code."""

    topic: str
    code: str | None = None


class NamedItem(NamedTuple):
    """A functional item found in a text, and the part of the text that names it."""

    start: int
    end: int
    subject: Subject


class _Level(NamedTuple):
    printed: str
    digits: str
    depth: int


_DEPTHS: Final = {"类": 3, "款": 5, "项": 7}
_NAME: Final = r"(?:[^,。;:\d%“”（）]|“[^“”\d]{1,8}”|（[^（）类款项\d]{1,8}）)"
_LEVEL: Final = re.compile(rf"({_NAME}{{1,60}}?)（(\d*)([类款项])级?）[-—、]?")
_CODE_FIRST: Final = re.compile(
    r"(?<![\d.,])(\d{7}|\d{5}|\d{3})[-—]?([^\d,。;:]{2,80}?)"
    r"(?=(?:支出|年初|预算|决算|数|为)*\d|[,。;:])"
)
_CODE_LAST: Final = re.compile(rf"({_NAME}{{2,40}})（(\d{{7}}|\d{{5}}|\d{{3}})）")
_BEFORE_CLASS: Final = r"(?:(?<![一-龥])|(?<=[为中于和及括]))"
_BEFORE_AMOUNT: Final = r"(?=”?(?:科目)?(?:年初|预算|决算|合计|数|为)*[\d,.]+[百千万亿]*元)"

_AMBIGUOUS_CLASSES: Final = frozenset({"209", "223", "227", "229", "230", "231", "232", "233"})
"""Classes whose bare names mean other things too: a whole budget, or an economic class."""


def named_items(text: str) -> Iterator[NamedItem]:
    """The functional items that a normalised text names, in no particular order."""
    yield from _by_path(text)
    yield from _by_code(text)
    yield from _by_class_name(text)


def _by_path(text: str) -> Iterator[NamedItem]:
    path: list[_Level] = []
    start = end = 0
    for match in _LEVEL.finditer(text):
        level = _Level(match[1], match[2], _DEPTHS[match[3]])
        if path and (match.start() != end or level.depth <= path[-1].depth):
            yield _resolved(path, start, end)
            path = []
        if not path:
            start = match.start()
        path.append(level)
        end = match.end()
    if path:
        yield _resolved(path, start, end)


def _resolved(path: list[_Level], start: int, end: int) -> NamedItem:
    leaf = path[-1]
    code = _code_of_digits(path) or _code_of_names(path)
    if code is None:
        return NamedItem(start, end, Subject(leaf.printed))
    # What stands before the first name (2023年度…用于) is no part of it.
    first = path[0]
    stem = _stem(functional_names()[code[: first.depth]])
    return NamedItem(
        start + max(first.printed.rfind(stem), 0), end, Subject(functional_names()[code], code)
    )


def _code_of_digits(path: list[_Level]) -> str | None:
    code = "".join(level.digits for level in path)
    return code if len(code) == path[-1].depth and code in functional_names() else None


def _code_of_names(path: list[_Level]) -> str | None:
    """The one code whose name, and as many names above it as any, are those of the path.

    Where an item stands twice under one 款 the higher code is meant: …99 has replaced the …01 of
    older editions.
    """
    leaf = path[-1]
    scores: defaultdict[int, list[str]] = defaultdict(list)
    for code in _codes_by_stem(leaf.depth).get(_official_stem(leaf), ()):
        scores[sum(_names(code, level) for level in path)].append(code)
    if not scores:
        return None
    best = scores[max(scores)]
    return max(best) if len({code[:-2] for code in best}) == 1 else None


def _official_stem(level: _Level) -> str:
    """The longest official name at the end of what is printed; "" where there is none."""
    printed, stems = _stem(level.printed), _codes_by_stem(level.depth)
    for start in range(len(printed)):
        if printed[start:] in stems and not printed[:start].endswith("其他"):
            return printed[start:]
    return ""


def _names(code: str, level: _Level) -> bool:
    return _stem(level.printed).endswith(_stem(functional_names()[code[: level.depth]]))


@lru_cache(maxsize=len(_DEPTHS))
def _codes_by_stem(depth: int) -> dict[str, list[str]]:
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in functional_names().items():
        if len(code) == depth:
            codes[_stem(name)].append(code)
    return dict(codes)


def _stem(name: str) -> str:
    """A name without the 支出 at its end, which documents print or leave out."""
    return name.removeprefix("支出").removesuffix("支出")


def _by_code(text: str) -> Iterator[NamedItem]:
    names = functional_names()
    for match in _CODE_FIRST.finditer(text):
        code, printed = match[1], match[2]
        if code in names and (len(code) > 3 or printed.startswith(_stem(names[code]))):
            yield NamedItem(match.start(), match.end(), Subject(names[code], code))
    for match in _CODE_LAST.finditer(text):
        printed, code = match[1], match[2]
        if code in names:
            start = match.start() + max(printed.rfind(_stem(names[code])), 0)
            yield NamedItem(start, match.end(), Subject(names[code], code))


def _by_class_name(text: str) -> Iterator[NamedItem]:
    names = functional_names()
    for match in _class_names().finditer(text):
        code = next(code for code in names if len(code) == 3 and names[code] == match[0])
        yield NamedItem(match.start(), match.end(), Subject(match[0], code))


@lru_cache(maxsize=1)
def _class_names() -> re.Pattern[str]:
    classes = (
        name
        for code, name in functional_names().items()
        if len(code) == 3 and code not in _AMBIGUOUS_CLASSES
    )
    return re.compile(f"{_BEFORE_CLASS}(?:{'|'.join(map(re.escape, classes))}){_BEFORE_AMOUNT}")
