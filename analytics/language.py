"""What the workbench says, in English and in Chinese: one table of labels, and numbers beside it.

The table is data/reference/labels.toml: a line a label, `name = ["English", "中文"]`, under the
section that it belongs to. A label may have places to fill, `{n:,} of {total}`. English that
depends on a number has both forms, `{n} project|{n} projects`, and takes the first where n is 1.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from analytics import numbers
from analytics.reference import REFERENCE

LABELS: Final = REFERENCE / "labels.toml"


@lru_cache(maxsize=1)
def labels() -> dict[str, tuple[str, str]]:
    """English and Chinese of every label, by "section.name". Raises ValueError for half a label."""
    found: dict[str, tuple[str, str]] = {}
    for section, table in tomllib.loads(LABELS.read_text(encoding="utf-8")).items():
        for name, words in table.items():
            if len(words) != 2 or not all(words):
                raise ValueError(f"{LABELS}: {section}.{name} needs its words in both languages")
            found[f"{section}.{name}"] = (words[0], words[1])
    return found


@dataclass(frozen=True, slots=True)
class Language:
    """One of LANGUAGES: called with the key of a label and what fills it, it gives the words."""

    code: str

    def __call__(self, key: str, /, **values: Any) -> str:
        """The words of a label. Raises KeyError for an unknown one, or a place nothing fills."""
        words = labels()[key][self._place]
        if "|" in words:
            one, many = words.split("|")
            words = one if values["n"] == 1 else many
        return words.format_map(values) if values else words

    def terms(self, section: str) -> dict[str, str]:
        """All labels of a section by their name, in the order of the table."""
        return {
            key.removeprefix(f"{section}."): words[self._place]
            for key, words in labels().items()
            if key.startswith(f"{section}.")
        }

    def column(self, name: str) -> str:
        """The column of a frame that has something in this language: "label" as label_en."""
        return f"{name}_{self.code}"

    def of(self, row: Any, name: str) -> Any:
        """What a row of a frame has in this language; row may be a named tuple or a Series."""
        return getattr(row, self.column(name))

    def percent(self, ratio: float) -> str:
        """A ratio as a percentage with one decimal."""
        return self._closed_up(numbers.percent(ratio))

    def bound(self, ratio: float) -> str:
        """A round ratio, of a band or an axis, as a percentage without needless decimals."""
        return self._closed_up(f"{ratio * 100:g} %")

    def money(self, amount: float) -> str:
        """An amount in 万元 with its unit and three significant digits; 亿元 above 10,000 万元."""
        return self._closed_up(numbers.money(amount))

    def listed(self, items: Iterable[str]) -> str:
        """Items as a list in words: "a, b and c", “a、b和c”."""
        *first, last = items
        comma, conjunction = ("、", "和") if self.is_chinese else (", ", " and ")
        return f"{comma.join(first)}{conjunction}{last}" if first else last

    def sentences(self, said: Iterable[str]) -> str:
        """Sentences one after another: Chinese has no space between them."""
        return ("" if self.is_chinese else " ").join(said)

    def day(self, moment: date) -> str:
        """A day: "2026-03-01", “2026年3月1日”."""
        if self.is_chinese:
            return f"{moment.year}年{moment.month}月{moment.day}日"
        return f"{moment:%Y-%m-%d}"

    @property
    def is_chinese(self) -> bool:
        """Whether this is Chinese."""
        return self.code == "zh"

    @property
    def _place(self) -> int:
        return int(self.is_chinese)

    def _closed_up(self, number: str) -> str:
        return number.replace(" ", "") if self.is_chinese else number


ENGLISH: Final = Language("en")
CHINESE: Final = Language("zh")
LANGUAGES: Final = {language.code: language for language in (ENGLISH, CHINESE)}
