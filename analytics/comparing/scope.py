"""Which disclosures are looked at, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from analytics.comparing.names import named, named_by_id
from analytics.model import MODEL, columns
from analytics.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of disclosures: None leaves a question open, an empty tuple admits nothing.

    places are those of the column place_en of `disclosures`.
    """

    disclosure_ids: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None


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
    ($ids::VARCHAR[] IS NULL OR disclosure_id IN (SELECT unnest($ids::VARCHAR[])))
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($years::BIGINT[] IS NULL OR list_contains($years::BIGINT[], fiscal_year))
"""


def ask(
    store: Store,
    scope: Scope,
    sql: str,
    frames: Mapping[str, pd.DataFrame] = MappingProxyType({}),
    /,
    **params: Any,
) -> pd.DataFrame:
    """The result of a query in which `scoped` names the rows of `disclosures` in scope.

    sql goes on after `WITH scoped AS (…)`: with a comma and further tables, or with SELECT. frames
    are tables besides those of the store, by their names.
    """
    ids = scope.disclosure_ids
    if scope.places is not None:
        ids = tuple(disclosures(store, scope)["disclosure_id"])
    return store.query(
        f"WITH scoped AS (SELECT * FROM disclosures WHERE {_WITHIN}) {sql}",
        {"ids": ids, "kinds": scope.kinds, "years": scope.years, **params},
        frames,
    )


def disclosures(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The disclosures in scope with their names, by place, year and kind.

    Columns of the table `disclosures`: disclosure_id, agency, province, city, district,
    fiscal_year, kind, scope, source_name. Besides: place_en, place_zh, the body's division
    ("Luoyang Chanhe", 洛阳市瀍河回族区), or the body itself where it has none; level, of the
    division: province, city, district or None; label_en, label_zh, short and unlike the label of
    any other disclosure in the store ("Langfang Guangyang 2023 budget").
    """
    frame = named(store)
    for column, values in (
        ("disclosure_id", scope.disclosure_ids),
        ("place_en", scope.places),
        ("kind", scope.kinds),
        ("fiscal_year", scope.years),
    ):
        if values is not None:
            frame = frame[frame[column].isin(values)]
    return frame.reset_index(drop=True)


def labelled(store: Store, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with the columns NAMES after its disclosure_id, its rows in their order."""
    ids = frame["disclosure_id"].array
    names = named_by_id(store)[NAMES].reindex(ids).reset_index()
    rest = frame.drop(columns=names.columns, errors="ignore").reset_index(drop=True)
    return pd.concat([names, rest], axis=1)


def as_rows(table: str, frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame as those of a table of the model, with None for what is null."""
    values = [frame[column.name].astype(object) for column in columns(table)]
    return list(map(MODEL[table], *(each.where(each.notna(), None) for each in values)))


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
