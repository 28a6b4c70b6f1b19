"""The row of filters on top of a page; what is chosen stands in the page's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts.words import KINDS
from analytics.comparing.scope import Scope

BIND: Final = "query-params"


@dataclass(frozen=True)
class Chosen:
    """What the filters leave: disclosures, and themes of projects (None: all of them)."""

    disclosures: pd.DataFrame
    themes: tuple[str, ...] | None = None

    @property
    def scope(self) -> Scope:
        """The scope that admits these disclosures and no others."""
        return Scope(disclosure_ids=tuple(self.disclosures["disclosure_id"]))


def choose(disclosures: pd.DataFrame, themes: Mapping[str, str] | None = None) -> Chosen:
    """Draws the filters of city, year and kind, and of theme where themes are given.

    Nothing chosen in a filter means everything. themes are the names by key.
    """
    with st.container(key="filters"):
        columns = st.columns([3, 2, 3] if themes is None else [3, 2, 3, 3])
    names = disclosures.drop_duplicates("place_en").set_index("place_en")["place_zh"]
    city = columns[0].multiselect(
        "City 城市",
        list(names.index),
        format_func=lambda place: f"{place} {names[place]}",
        placeholder="All cities",
        key="city",
        bind=BIND,
    )
    year = columns[1].multiselect(
        "Year 年度",
        sorted(disclosures["fiscal_year"].unique().tolist(), reverse=True),
        placeholder="All years",
        key="year",
        bind=BIND,
    )
    kind = columns[2].multiselect(
        "Kind 类型",
        list(KINDS),
        format_func=KINDS.__getitem__,
        placeholder="All kinds",
        key="kind",
        bind=BIND,
    )
    theme: list[str] = []
    if themes is not None:
        theme = columns[3].multiselect(
            "Theme 主题",
            list(themes),
            format_func=themes.__getitem__,
            placeholder="All themes",
            key="theme",
            bind=BIND,
        )
    left = disclosures
    for column, values in (("place_en", city), ("fiscal_year", year), ("kind", kind)):
        if values:
            left = left[left[column].isin(values)]
    return Chosen(left.reset_index(drop=True), tuple(theme) or None)
