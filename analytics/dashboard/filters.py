"""The row of filters on top of a page; what is chosen stands in the page's address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.charts.words import KINDS
from analytics.comparing.scope import Scope
from analytics.dashboard.words import FAMILIES, REVIEW, SEVERITIES
from analytics.findings.register import Choice

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
    columns = _row([3, 2, 3] if themes is None else [3, 2, 3, 3])
    left = _within(disclosures, "place_en", _cities(columns[0], disclosures))
    year = columns[1].multiselect(
        "Year 年度",
        sorted(disclosures["fiscal_year"].unique().tolist(), reverse=True),
        placeholder="All years",
        key="year",
        bind=BIND,
    )
    kind = _named(columns[2], "Kind 类型", KINDS, "All kinds", key="kind")
    theme = () if themes is None else _themes(columns[3], themes)
    left = _within(_within(left, "fiscal_year", year), "kind", kind)
    return Chosen(left.reset_index(drop=True), theme or None)


def choose_findings(disclosures: pd.DataFrame, themes: Mapping[str, str]) -> tuple[Chosen, Choice]:
    """Draws the filters of findings: city, theme, family, severity and status."""
    columns = _row([3, 3, 3, 2, 2])
    left = _within(disclosures, "place_en", _cities(columns[0], disclosures))
    theme = _themes(columns[1], themes)
    family = _named(columns[2], "Family 类别", FAMILIES, "All families", key="family")
    severity = _named(columns[3], "Severity 程度", SEVERITIES, "All", key="severity")
    status = _named(columns[4], "Status 状态", REVIEW, "All", key="status")
    return (
        Chosen(left.reset_index(drop=True), theme or None),
        Choice(theme or None, family or None, severity or None, status or None),
    )


def address(*keys: str) -> dict[str, list[str]]:
    """What of these filters, by default those of city and theme, stands in the page's address."""
    found = {key: st.query_params.get_all(key) for key in keys or ("city", "theme")}
    return {key: values for key, values in found.items() if values}


def _row(widths: Sequence[int]) -> Sequence[DeltaGenerator]:
    with st.container(key="filters"):
        return st.columns(widths)


def _cities(column: DeltaGenerator, disclosures: pd.DataFrame) -> Sequence[str]:
    names = disclosures.drop_duplicates("place_en").set_index("place_en")["place_zh"]
    places = {place: f"{place} {names[place]}" for place in names.index}
    return _named(column, "City 城市", places, "All cities", key="city")


def _themes(column: DeltaGenerator, themes: Mapping[str, str]) -> tuple[str, ...]:
    return _named(column, "Theme 主题", themes, "All themes", key="theme")


def _named(
    column: DeltaGenerator, label: str, options: Mapping[str, str], everything: str, *, key: str
) -> tuple[str, ...]:
    """What is chosen of options, which are names by key; none where nothing is."""
    return tuple(
        column.multiselect(
            label,
            list(options),
            format_func=options.__getitem__,
            placeholder=everything,
            key=key,
            bind=BIND,
        )
    )


def _within(disclosures: pd.DataFrame, column: str, values: Sequence[object]) -> pd.DataFrame:
    return disclosures[disclosures[column].isin(values)] if values else disclosures
