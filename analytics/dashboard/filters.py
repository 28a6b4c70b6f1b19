"""The row of filters on top of a page; what is chosen stands in the page's address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.comparing.scope import Scope
from analytics.dashboard import choices, data, speaking
from analytics.findings.register import Choice


@dataclass(frozen=True)
class Chosen:
    """What the filters leave: disclosures, the scope that admits them and no others, and themes of
    projects (None: all of them)."""

    disclosures: pd.DataFrame
    scope: Scope
    themes: tuple[str, ...] | None = None

    def of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Those of the disclosures that are in a frame."""
        return self.disclosures[self.disclosures["disclosure_id"].isin(frame["disclosure_id"])]


def choose(*, themes: bool = False) -> Chosen:
    """Draws the filters of city, year and kind, and of theme where themes are asked for.

    Nothing chosen in a filter means everything.
    """
    columns = _row([3, 2, 3, 3] if themes else [3, 2, 3])
    city = _cities(columns[0])
    years = sorted(data.all_disclosures()["fiscal_year"].unique().tolist(), reverse=True)
    year = _chosen(columns[1], "year", {str(year): str(year) for year in years})
    kind = _terms(columns[2], "kind")
    theme = _terms(columns[3], "theme") if themes else ()
    scope = Scope(
        places=city or None,
        kinds=kind or None,
        years=tuple(int(each) for each in year) or None,
    )
    return Chosen(data.disclosures_in(scope), scope, theme or None)


def choose_findings() -> tuple[Chosen, Choice]:
    """Draws the filters of findings: city, theme, family, severity and status."""
    columns = _row([3, 3, 3, 2, 2])
    scope = Scope(places=_cities(columns[0]) or None)
    theme = _terms(columns[1], "theme")
    family = _terms(columns[2], "family")
    severity = _terms(columns[3], "severity")
    status = _chosen(columns[4], "status", speaking.language().terms("review"))
    return (
        Chosen(data.disclosures_in(scope), scope, theme or None),
        Choice(theme or None, family or None, severity or None, status or None),
    )


def address(*keys: str) -> dict[str, list[str]]:
    """What of these filters, by default those of city and theme, stands in the page's address."""
    found = {key: st.query_params.get_all(key) for key in keys or ("city", "theme")}
    return {key: values for key, values in found.items() if values}


def city_of(row: pd.Series) -> dict[str, str | list[str]]:
    """The address of a page with the city of a row chosen."""
    return {"city": row["place_en"]}


def _row(widths: Sequence[int]) -> Sequence[DeltaGenerator]:
    with st.container(key="filters"):
        return st.columns(widths)


def _cities(column: DeltaGenerator) -> tuple[str, ...]:
    is_chinese = speaking.language().is_chinese
    names = {
        english: f"{chinese} {english}" if is_chinese else f"{english} {chinese}"
        for english, chinese in data.place_names().items()
    }
    return _chosen(column, "city", names)


def _terms(column: DeltaGenerator, name: str) -> tuple[str, ...]:
    return _chosen(column, name, speaking.language().terms(name))


def _chosen(column: DeltaGenerator, name: str, options: dict[str, str]) -> tuple[str, ...]:
    say = speaking.language()
    everything = say(f"filter.every_{name}")
    return choices.several(column, say(f"filter.{name}"), options, everything, key=name)
