"""A figure's evidence: every printed amount behind it, at its place in the document."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.dashboard import data, places
from analytics.dashboard.parts import plain
from analytics.dashboard.words import (
    MEASURES,
    QUANTITIES,
    REPAIRS,
    ROLES,
    STATEMENTS,
    STATUSES,
    in_words,
)
from analytics.findings.low_execution import OUTPUT_SHARE
from analytics.model import FORMS
from analytics.numbers import figure as figure_of
from analytics.reading.blocks import Place
from analytics.reconciling.corrections import correction_for

_PILLS: Final = 6
"""Choices that are shown at once; more are a list to open."""


def rows_for(sources: pd.DataFrame, row: pd.Series, **wanted: Any) -> pd.DataFrame:
    """The sources of one row's figures: same disclosure, same form, and the wanted values."""
    wanted["disclosure_id"] = row["disclosure_id"]
    if pd.notna(row.get("evaluation_no")):
        wanted["evaluation_no"] = row["evaluation_no"]
    for column, value in wanted.items():
        sources = sources[sources[column] == value]
    return sources.reset_index(drop=True)


def show(figure: str, sources: pd.DataFrame) -> None:
    """Shows a figure's printed sources (comparing.sources), and the place of the one chosen.

    figure says in words which figure it is. Where the sources are of several quantities, the
    reader chooses one of them first.
    """
    st.subheader("Evidence", anchor=False)
    st.markdown(plain(figure))
    quantities = list(sources["quantity"].unique())
    if not quantities:
        st.info("Nothing was printed for this figure, so there is no place to show.")
        return
    number = _pick("Figure", [QUANTITIES.get(name, name) for name in quantities])
    amounts = sources[sources["quantity"] == quantities[number]].reset_index(drop=True)
    number = _pick("Printed amounts behind it", [_name(amount) for _, amount in amounts.iterrows()])
    _source(amounts.iloc[number])


def _pick(label: str, names: list[str]) -> int:
    """Which of several the reader chooses, the first by default; one alone is no question."""
    if len(names) == 1:
        return 0
    key = f"{label} of {len(names)}"
    if len(names) > _PILLS:
        return st.selectbox(label, range(len(names)), format_func=names.__getitem__, key=key)
    return st.pills(
        label,
        range(len(names)),
        format_func=lambda number: plain(names[number]),
        default=0,
        required=True,
        key=key,
    )


def _name(source: pd.Series) -> str:
    printed = source["raw"] if pd.notna(source["raw"]) else figure_of(source["amount"])
    measure = MEASURES.get(source["measure"], source["measure"])
    if source["quantity"] == OUTPUT_SHARE:
        return f"{source['name']}, {measure} {printed}"
    if source["statement"] in FORMS:
        return f"{measure} {printed}"
    return f"{source['name']} {printed} · {ROLES[source['role']]}"


def _source(source: pd.Series) -> None:
    disclosure, place = tell(source)
    places.show(disclosure, [place], [source["raw"]])


def tell(source: pd.Series) -> tuple[pd.Series, Place]:
    """Says of a printed amount what is known of it; returns its document and its place."""
    disclosure = data.document(source["disclosure_id"])
    place = Place(None if pd.isna(source["page"]) else int(source["page"]), source["locator"])
    st.markdown("  \n".join(_facts(source, disclosure, place)))
    return disclosure, place


def _facts(source: pd.Series, disclosure: pd.Series, place: Place) -> list[str]:
    table = data.table_of(source["disclosure_id"], source["statement"])
    where = f"page {place.page}" if place.page is not None else place.locator
    statement = STATEMENTS.get(source["statement"], source["statement"])
    titled = "" if table is None else f", printed as {plain(table['title'])}"
    cell = [plain(source["name"]), MEASURES.get(source["measure"])]
    facts = [
        f":material/description: **{plain(disclosure['source_name'])}**, {where}",
        " · ".join([f"{statement}{titled}", *filter(None, cell)]),
    ]
    if pd.notna(source["raw"]):
        # A form states a unit of its own beside the figure.
        unit = "" if table is None else f" {table['printed_unit']}"
        facts.append(f"Printed: **{plain(source['raw'])}**{unit}")
    confidence = data.confidence_of(source["disclosure_id"], place.page)
    if confidence is not None:
        facts.append(
            ":material/image_search: Read from the picture of the page by text recognition, "
            f"confidence {confidence:.2f}: check it against the page"
        )
    if pd.notna(source["repaired"]):
        facts.append(f"Repaired: {REPAIRS.get(source['repaired'], source['repaired'])}")
    figure = {str(column): value for column, value in source.items()}
    correction = correction_for(figure, disclosure["sha256"])
    if correction is not None:
        facts.append(
            f"Printed {correction.printed}, taken as {correction.value}: "
            f"{plain(correction.reason)} ({plain(correction.source)}; {plain(correction.by)})"
        )
    if pd.notna(source["table_status"]):
        facts.append(STATUSES[source["table_status"]])
    readings = data.readings_of(source)
    return facts + [
        f"Reading {row['reading_no']}: **{row['amount']:,} 万元**, {in_words(row['reason'])}"
        for _, row in readings.iterrows()
    ]
