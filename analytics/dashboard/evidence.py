"""A figure's evidence: every printed amount behind it, at its place in the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics import phrases
from analytics.dashboard import choices, data, places, speaking
from analytics.dashboard.markup import plain
from analytics.findings.low_execution import OUTPUT_SHARE
from analytics.language import Language
from analytics.model import FORMS
from analytics.numbers import figure as figure_of
from analytics.reading.blocks import Place
from analytics.reconciling.corrections import correction_for


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
    say = speaking.language()
    st.subheader(say("evidence.title"), anchor=False)
    st.markdown(plain(figure))
    if sources.empty:
        st.info(say("evidence.nothing"))
        return
    quantities = {
        name: say.terms("quantity").get(name, name) for name in sources["quantity"].unique()
    }
    quantity = _pick(say("evidence.figure"), quantities, key="figure")
    amounts = sources[sources["quantity"] == quantity]
    names = {str(number): _name(row, say) for number, (_, row) in enumerate(amounts.iterrows(), 1)}
    number = _pick(say("evidence.source"), names, key="source")
    source = amounts.iloc[int(number) - 1]
    disclosure, place = tell(source)
    places.show(disclosure, [place], [source["raw"]])


def _pick(label: str, names: Mapping[str, str], *, key: str) -> str:
    """Which of several the reader chooses, the first by default; one alone is no question."""
    return next(iter(names)) if len(names) == 1 else choices.one(label, names, key=key)


def _name(source: pd.Series, say: Language) -> str:
    printed = source["raw"] if pd.notna(source["raw"]) else figure_of(source["amount"])
    measure = say.terms("measure").get(source["measure"], source["measure"])
    if source["quantity"] == OUTPUT_SHARE:
        return f"{source['name']} · {measure} {printed}"
    if source["statement"] in FORMS:
        return f"{measure} {printed}"
    role = say(f"role.{source['role']}")
    return f"{source['name']} {printed} · {role}"


def tell(source: pd.Series) -> tuple[pd.Series, Place]:
    """Says of a printed amount what is known of it; returns its document and its place."""
    disclosure = data.document(source["disclosure_id"])
    place = Place(None if pd.isna(source["page"]) else int(source["page"]), source["locator"])
    st.markdown("  \n".join(_facts(source, disclosure, place, speaking.language())))
    return disclosure, place


def _facts(source: pd.Series, disclosure: pd.Series, place: Place, say: Language) -> Iterator[str]:
    table = data.table_of(source["disclosure_id"], source["statement"])
    where = place.locator if place.page is None else say("evidence.page", n=place.page)
    yield document_at(disclosure, where)
    statement = say(f"statement.{source['statement']}")
    if table is not None:
        statement = say("evidence.titled", statement=statement, title=plain(table["title"]))
    cell = [plain(source["name"]), say.terms("measure").get(source["measure"])]
    yield " · ".join([statement, *filter(None, cell)])
    if pd.notna(source["raw"]):
        # A form states a unit of its own beside the figure.
        unit = "" if table is None else table["printed_unit"]
        yield say("evidence.printed_in", raw=plain(source["raw"]), unit=unit)
    yield from recognised(disclosure["disclosure_id"], place.page)
    if pd.notna(source["repaired"]):
        how = say.terms("repair").get(source["repaired"], source["repaired"])
        yield say("evidence.repaired", how=how)
    figure = {str(column): value for column, value in source.items()}
    correction = correction_for(figure, disclosure["sha256"])
    if correction is not None:
        yield say(
            "evidence.corrected",
            printed=correction.printed,
            value=correction.value,
            reason=plain(correction.reason),
            source=plain(correction.source),
            by=plain(correction.by),
        )
    if pd.notna(source["table_status"]):
        yield say(f"table_status.{source['table_status']}")
    for _, row in data.readings_of(source).iterrows():
        reason = plain(phrases.reason(row["reason"], say))
        yield say("evidence.reading", n=row["reading_no"], amount=row["amount"], reason=reason)


def document_at(disclosure: pd.Series, where: str | None) -> str:
    """The name of a document's file, and where in it."""
    document = f":material/description: **{plain(disclosure['source_name'])}**"
    if where is None:
        return document
    return speaking.language()("evidence.at", document=document, place=where)


def recognised(disclosure_id: str, page: int | None) -> Iterator[str]:
    """Says that a page was read from its picture, where it was."""
    confidence = data.confidence_of(disclosure_id, page)
    if confidence is not None:
        told = speaking.language()("evidence.recognised", confidence=confidence)
        yield f":material/image_search: {told}"
