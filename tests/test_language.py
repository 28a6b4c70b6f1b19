"""The table of labels: whole in both languages, and all of it used."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analytics.language import CHINESE, ENGLISH, LANGUAGES, Language, labels
from analytics.numbers import figure

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [ROOT / "app.py", *(ROOT / "analytics").rglob("*.py")]
TEMPLATES = list((ROOT / "analytics").rglob("*.jinja"))


def places(words: str) -> set[str]:
    """What fills a label, by name."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def texts() -> Iterator[str]:
    """Every text of the code: literals, and of f-strings what stands before the first value."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                first = node.values[0]
                yield first.value if isinstance(first, ast.Constant) else ""
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for template in TEMPLATES:
        yield from template.read_text(encoding="utf-8").split('"')


@pytest.mark.parametrize("key", labels())
def test_both_languages_are_filled_with_the_same(key: str) -> None:
    english, chinese = labels()[key]
    forms = english.split("|")
    assert len(forms) in (1, 2)
    filled = set().union(*map(places, forms))
    # English has a form for each number; an agency's Chinese name has its place.
    assert places(chinese) <= filled | {"n"}
    assert filled - {"n", "place"} <= places(chinese)


def test_every_label_is_used() -> None:
    """By its key, or with its section, whose name is followed by what is looked up in it."""
    written = set(texts())
    unused = [
        key
        for key in labels()
        if key not in written and not {key.partition(".")[0], f"{key.partition('.')[0]}."} & written
    ]
    assert unused == []


def test_a_number_is_counted_as_the_language_does() -> None:
    assert [ENGLISH("count.project", n=n) for n in (0, 1, 1200)] == [
        *("0 projects", "1 project", "1,200 projects")
    ]
    assert CHINESE("count.project", n=1200) == "1,200个项目"


@pytest.mark.parametrize(
    ("say", "percent", "money", "much", "list_of_three", "day"),
    [
        (ENGLISH, "90.4 %", "123 万元", "1.45 亿元", "a, b and c", "2026-03-01"),
        (CHINESE, "90.4%", "123万元", "1.45亿元", "a、b和c", "2026年3月1日"),
    ],
)
def test_figures_lists_and_days_are_in_the_habit_of_each(
    say: Language, percent: str, money: str, much: str, list_of_three: str, day: str
) -> None:
    assert say.percent(0.9041) == percent
    assert (say.money(123.4), say.money(14_451.0)) == (money, much)
    assert (say.listed("abc"), say.listed("a")) == (list_of_three, "a")
    assert say.day(date(2026, 3, 1)) == day


def test_halves_are_rounded_up_as_they_are_printed() -> None:
    """60.65 is a float a little below it, 0.8715 times 100 one a little above."""
    assert ENGLISH.money(60.65) == "60.7 万元"
    assert (ENGLISH.percent(0.8715), ENGLISH.percent(-0.0005)) == ("87.2 %", "−0.1 %")
    assert (figure(0.125), figure(-0.125), figure(-0.004)) == ("0.13", "−0.13", "0.00")


def test_what_is_in_no_table_is_an_error_and_no_silence() -> None:
    with pytest.raises(KeyError):
        ENGLISH("overview.no_such_label")
    with pytest.raises(KeyError):
        ENGLISH("count.project", number=3)
    assert set(LANGUAGES) == {"en", "zh"}
