"""The tables under data/reference: official codes and labels, divisions of China, themes.

They are data, not code: a label met for the first time is a new row in one of them. Each is read
once a process.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

REFERENCE: Final = Path(__file__).resolve().parent.parent / "data" / "reference"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of data/reference/<name>.csv as dictionaries; blank cells are ''.

    Raises FileNotFoundError for a table that is not there.
    """
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def radical_folds() -> dict[int, str]:
    """Translation table from look-alike radicals to the characters that they stand for."""
    return {ord(row["radical"]): row["character"] for row in read_table("radicals")}


@lru_cache(maxsize=1)
def functional_names() -> dict[str, str]:
    """Name by code of the functional classification (支出功能分类): 208, 20805, 2080505."""
    return _names("functional")


@lru_cache(maxsize=1)
def economic_names() -> dict[str, str]:
    """Name by code of the departments' economic classification (部门经济分类): 301, 30101."""
    return _names("economic")


@lru_cache(maxsize=1)
def government_economic_names() -> dict[str, str]:
    """Name by code of the government's economic classification (政府经济分类): 501, 50101."""
    return _names("government_economic")


def _names(table: str) -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_table(table)}


@dataclass(frozen=True, slots=True)
class Transfer:
    """A functional code that pays for insured persons, not for running the body; and why."""

    code: str
    name: str
    reason_en: str
    reason_zh: str


@lru_cache(maxsize=1)
def transfers() -> dict[str, Transfer]:
    """The codes to deduct from total expenditure for a body's own running cost, by code.

    A code stands for all below it, and none stands below another. Only project expenditure
    (项目支出) is deducted: what a body pays under them in basic expenditure is for its own staff.
    """
    return {row["code"]: Transfer(**row) for row in read_table("transfers")}


def transfer_of(code: str) -> Transfer | None:
    """The transfer that a functional code falls under, itself or by its 款 or 类; else None."""
    return next((transfers()[code[:n]] for n in (3, 5, 7) if code[:n] in transfers()), None)


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A province, city or district of China, as in divisions.csv."""

    code: str
    level: str
    name: str
    short: str
    province: str
    city: str
    slug: str


@lru_cache(maxsize=1)
def divisions() -> tuple[DivisionRow, ...]:
    """Every administrative division down to the county level, by code."""
    return tuple(DivisionRow(**row) for row in read_table("divisions"))


@dataclass(frozen=True, slots=True)
class ThemeWord:
    """A word in a project's name that tells its theme; the lower priority is looked at first."""

    theme: str
    word: str
    priority: int


@lru_cache(maxsize=1)
def theme_words() -> tuple[ThemeWord, ...]:
    """The words that tell a project's theme, in the order in which they are to be tried."""
    words = (
        ThemeWord(row["theme"], row["word"], int(row["priority"])) for row in read_table("themes")
    )
    return tuple(sorted(words, key=lambda word: (word.priority, -len(word.word), word.word)))


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that many bodies run, and how a project of it is known.

    It has the theme, and its name matches the regular expression `pattern` somewhere but not
    `unless`, if that is not ''.
    """

    programme: str
    theme: str
    pattern: str
    unless: str


@lru_cache(maxsize=1)
def programmes() -> tuple[Programme, ...]:
    """The programmes that are compared across bodies, in the order in which they are shown.

    A project is of the first one that it matches.
    """
    return tuple(Programme(**row) for row in read_table("programmes"))
