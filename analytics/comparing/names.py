"""What each disclosure of a store is called: where, of which year, and unlike any other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import pandas as pd

from analytics.model import BUDGET, FINAL_ACCOUNTS
from analytics.reference import divisions
from analytics.remembering import for_a_version
from analytics.store import Store

_NAMED: Final = {
    FINAL_ACCOUNTS: ("{place} {year}", "{place}{year}年决算"),
    BUDGET: ("{place} {year} budget", "{place}{year}年预算"),
}
"""What a disclosure is called by its kind, in English and Chinese."""


def named(store: Store) -> pd.DataFrame:
    """Every disclosure of a store with its names; see scope.disclosures.

    A label depends on those of all others, so they are made once for a version of the store.
    """
    return _named(store).copy(deep=False)


@for_a_version(2)
def named_by_id(store: Store) -> pd.DataFrame:
    """The same by disclosure_id, which is the index; it is nobody's to write into."""
    return _named(store).set_index("disclosure_id")


@for_a_version(2)
def _named(store: Store) -> pd.DataFrame:
    frame = store.query(
        "SELECT disclosure_id, agency, province, city, district, fiscal_year, kind, scope,"
        " source_name FROM disclosures ORDER BY disclosure_id"
    )
    printed = [frame[name].astype(object) for name in _Body._fields]
    rows = list(map(_Body, *(each.where(each.notna(), None) for each in printed)))
    frame["place_en"] = places_en = [row.place_en for row in rows]
    frame["place_zh"] = places_zh = [row.place_zh for row in rows]
    frame["level"] = [row.level for row in rows]
    for language, (label, places) in enumerate((("label_en", places_en), ("label_zh", places_zh))):
        frame[label] = _distinct(
            [
                _NAMED[row.kind][language].format(place=place, year=row.fiscal_year)
                for place, row in zip(places, rows, strict=True)
            ],
            [row.office for row in rows],
            [row.scope for row in rows],
            [row.disclosure_id for row in rows],
        )
    return frame.sort_values(["place_en", "fiscal_year", "kind", "label_en"], ignore_index=True)


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
        first: dict[str, str] = {}
        several = {
            label
            for label, word in zip(labels, words, strict=True)
            if first.setdefault(label, word) != word
        }
        if several:
            labels = [
                f"{label} {word}" if label in several else label
                for label, word in zip(labels, words, strict=True)
            ]
    return labels
