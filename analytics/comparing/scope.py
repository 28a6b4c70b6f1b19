"""Which disclosures are looked at, and what each is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import pandas as pd

from analytics.model import BUDGET, FINAL_ACCOUNTS
from analytics.reference import divisions
from analytics.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of disclosures: None leaves a question open, an empty tuple admits nothing."""

    disclosure_ids: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of the condition that `ask` sets."""
        return {
            "ids": None if self.disclosure_ids is None else list(self.disclosure_ids),
            "kinds": None if self.kinds is None else list(self.kinds),
            "years": None if self.years is None else list(self.years),
        }


EVERYTHING: Final = Scope()

NAMES: Final = [
    "label_en",
    "label_zh",
    "place_en",
    "place_zh",
    "agency",
    "fiscal_year",
    "kind",
    "scope",
]
"""The columns that `labelled` adds to a frame; see `disclosures`."""

_WITHIN: Final = """
    ($ids::VARCHAR[] IS NULL OR list_contains($ids::VARCHAR[], disclosure_id))
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($years::BIGINT[] IS NULL OR list_contains($years::BIGINT[], fiscal_year))
"""
_KIND_WORDS: Final = {FINAL_ACCOUNTS: ("", ""), BUDGET: (" budget", " 预算")}


def ask(store: Store, scope: Scope, sql: str, **params: Any) -> pd.DataFrame:
    """The result of a query in which `scoped` names the rows of `disclosures` in scope.

    sql goes on after `WITH scoped AS (…)`: with a comma and further tables, or with SELECT.
    """
    within = f"WITH scoped AS (SELECT * FROM disclosures WHERE {_WITHIN})"
    return store.query(f"{within} {sql}", {**scope.params, **params})


def disclosures(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The disclosures in scope with their names, by place, year and kind.

    Columns of the table `disclosures`: disclosure_id, agency, province, city, district,
    fiscal_year, kind, scope, source_name. Besides: place_en, place_zh, the body's division
    ("Luoyang Chanhe", 洛阳市瀍河回族区), or the body itself where it has none; level, of the
    division: province, city, district or None; label_en, label_zh, short and unlike the label of
    any other disclosure in the store ("Langfang Guangyang 2023 budget").
    """
    frame = store.query(
        "SELECT disclosure_id, agency, province, city, district, fiscal_year, kind, scope,"
        f" source_name, {_WITHIN} AS within FROM disclosures ORDER BY disclosure_id",
        scope.params,
    )
    printed = frame[list(_Body._fields)].astype(object)
    rows = [_Body(*row) for row in printed.where(printed.notna(), None).itertuples(index=False)]
    frame["place_en"] = [row.place_en for row in rows]
    frame["place_zh"] = [row.place_zh for row in rows]
    frame["level"] = [row.level for row in rows]
    for language, label in enumerate(("label_en", "label_zh")):
        frame[label] = _distinct(
            [
                f"{row.place_zh if language else row.place_en} {row.fiscal_year}"
                f"{_KIND_WORDS[row.kind][language]}"
                for row in rows
            ],
            [row.office for row in rows],
            [row.scope for row in rows],
            [row.disclosure_id for row in rows],
        )
    return (
        frame[frame["within"]]
        .drop(columns="within")
        .sort_values(["place_en", "fiscal_year", "kind", "label_en"], ignore_index=True)
    )


def labelled(store: Store, scope: Scope, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with the columns NAMES after its disclosure_id, its rows in their order."""
    names = disclosures(store, scope)[["disclosure_id", *NAMES]]
    rest = [column for column in frame.columns if column not in names]
    return frame.merge(names, on="disclosure_id", how="left")[[*names.columns, *rest]]


def in_words(frame: pd.DataFrame, key: str, words: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """A frame with a column of keys put into English and Chinese: `why` as why_en and why_zh.

    Null where the key is null.
    """
    keys = frame[key]
    return frame.drop(columns=key).assign(
        **{
            f"{key}_en": keys.map({name: english for name, (english, _) in words.items()}),
            f"{key}_zh": keys.map({name: chinese for name, (_, chinese) in words.items()}),
        }
    )


class _Body(NamedTuple):
    disclosure_id: str
    agency: str
    province: str | None
    city: str | None
    district: str | None
    fiscal_year: int
    kind: str
    scope: str

    @property
    def place_zh(self) -> str:
        if self.city or self.district:
            return f"{self.city or ''}{self.district or ''}"
        return self.province or self.agency

    @property
    def place_en(self) -> str:
        place = (self.province, self.city, self.district)
        slug = _slugs().get(place) or self.disclosure_id.split(f"-{self.fiscal_year}-")[0]
        return slug.replace("-", " ").title()

    @property
    def level(self) -> str | None:
        if self.district:
            return "district"
        if self.city and self.city != self.province:
            return "city"
        return "province" if self.province else None

    @property
    def office(self) -> str:
        """The agency without its place: 医疗保障局."""
        office = self.agency
        for place in (self.province, self.city, self.district):
            office = office.removeprefix(place or "")
        return office or self.agency


@lru_cache(maxsize=1)
def _slugs() -> dict[tuple[str | None, str | None, str | None], str]:
    """Slug of each division by its province, city and district as `disclosures` has them."""
    slugs: dict[tuple[str | None, str | None, str | None], str] = {}
    for row in divisions():
        if row.level == "province":
            # A municipality is its own city.
            slugs[row.name, None, None] = slugs[row.name, row.name, None] = row.slug
        elif row.level == "city":
            slugs[row.province, row.name, None] = row.slug
        else:
            slugs[row.province, row.city or None, row.name] = row.slug
    return slugs


def _distinct(labels: list[str], *qualifiers: Sequence[str]) -> list[str]:
    """Labels with as many of the qualifiers behind them as it takes to tell equal ones apart."""
    for words in qualifiers:
        among: dict[str, set[str]] = defaultdict(set)
        for label, word in zip(labels, words, strict=True):
            among[label].add(word)
        labels = [
            f"{label} {word}" if len(among[label]) > 1 else label
            for label, word in zip(labels, words, strict=True)
        ]
    return labels
