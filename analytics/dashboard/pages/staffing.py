"""Staffing cost share: what part of a body's spending goes to its own people."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts import personnel as personnel_charts
from analytics.charts import staffing as charts
from analytics.charts import staffing_years as years_charts
from analytics.charts.sentences import staffing as sentences
from analytics.charts.style import place_colours
from analytics.comparing import personnel, staffing, staffing_peers
from analytics.comparing.scope import Scope
from analytics.comparing.sources import DEDUCTED
from analytics.dashboard import choices, data, evidence, exhibits, filters, parts, tables
from analytics.exporting.exhibit import Exhibit, printed_amounts

SHARES: Final = "shares"
YEARS: Final = "years"
COMPOSITION: Final = "composition"
LISTED: Final = 200


def peers() -> Scope:
    """Whose shares are compared: all of the kinds and years chosen, if a city is looked at."""
    if not looked_at:
        return chosen.scope
    of = chosen.disclosures
    return Scope(kinds=tuple(of["kind"].unique()), years=tuple(of["fiscal_year"].unique().tolist()))


def show_shares() -> None:
    """The three shares of each disclosure, ranked among peers; and where they come from."""
    ranked = data.ask(staffing_peers.ranked, peers(), looked_at=looked_at)
    spread = data.ask(staffing_peers.spread, peers(), looked_at=looked_at)
    exhibits.show_beside(
        [
            Exhibit(
                name=quantity,
                figure=charts.ranking(own, of_quantity(spread, quantity), colours, say),
                says=sentences.ranking(own, say),
                data=own,
                documents=documents_of(own),
                printed=partial(printed, own),
                say=say,
            )
            for quantity in staffing.SHARES
            if len(own := of_quantity(ranked, quantity))
        ]
    )
    if staffing_peers.is_cut(ranked):
        st.markdown(f":small[{say('staffing.drawn')}]")
    show_table(ranked.sort_values("chosen", ascending=False, kind="stable"), "staffing-shares")


def of_quantity(frame: pd.DataFrame, quantity: str) -> pd.DataFrame:
    """The rows of one of the shares."""
    return frame[frame["quantity"] == quantity]


def printed(shares: pd.DataFrame) -> pd.DataFrame:
    """The printed amounts behind the rows of one share."""
    scope = Scope(tuple(shares["disclosure_id"]))
    amounts = data.ask(printed_amounts, scope, sources=staffing.sources)
    return of_quantity(amounts, shares["quantity"].iloc[0])


def documents_of(frame: pd.DataFrame) -> pd.DataFrame:
    """The disclosures that are in a frame, whether they are chosen or peers."""
    return everything[everything["disclosure_id"].isin(frame["disclosure_id"])]


@st.fragment
def show_table(shares: pd.DataFrame, key: str) -> None:
    """The shares with what they are made of, and the evidence of the one that is selected."""
    denominators = say.terms("denominator")
    row = tables.table(
        shares.assign(
            of=shares["quantity"].map(denominators),
            reading=shares["table_status"].map(say.terms("table_status")),
        ),
        {
            "of": tables.text(say("staffing.of")),
            "share": tables.ratio(say("staffing.share")),
            "personnel": tables.money(say("staffing.personnel")),
            "denominator": tables.money(say("staffing.denominator")),
            "transfers": tables.money(say("staffing.transfers")),
            "median": tables.ratio(say("staffing.median")),
            "reading": tables.text(say("staffing.reading")),
            say.column("why"): tables.text(say("staffing.why")),
        },
        ratios=["share", "median"],
        key=key,
        known_by=["disclosure_id", "quantity"],
    )
    sources = data.ask(staffing.sources, Scope((row["disclosure_id"],)))
    evidence.show(
        say("staffing.evidence", label=say.of(row, "label"), of=denominators[row["quantity"]]),
        evidence.rows_for(sources, row, quantity=row["quantity"]),
    )


def show_years() -> None:
    """One share of bodies with several years, from year to year."""
    quantity = choices.one(say("staffing.of"), say.terms("denominator"), key="of")
    scope = Scope(kinds=chosen.scope.kinds) if looked_at else chosen.scope
    series = data.ask(staffing_peers.years, scope, quantity=quantity, looked_at=looked_at)
    if series.empty:
        parts.nothing(say("staffing.no_years"))
    exhibits.show(
        Exhibit(
            name=f"{quantity}_by_year",
            figure=years_charts.years(series, colours, say),
            says=sentences.years(series, say),
            data=series,
            documents=documents_of(series),
            printed=partial(printed, series),
            say=say,
        ),
        wide=True,
    )
    show_table(series, "staffing-years")


def show_composition() -> None:
    """The economic items of 301 and 303, side by side; and where they are printed."""
    printing = chosen.of(data.ask(personnel.itemised, chosen.scope))
    if printing.empty:
        parts.nothing(say("staffing.no_items"))
    parts.absent(chosen.disclosures, printing)
    first = printing.head(personnel_charts.MOST_COLUMNS)
    scope = Scope(tuple(first["disclosure_id"]))
    items = data.ask(personnel.composition, scope)
    exhibits.show(
        Exhibit(
            name="personnel_composition",
            figure=personnel_charts.composition(items, colours, say),
            says=sentences.composition(items, say),
            data=items,
            documents=first,
            printed=lambda: data.ask(printed_amounts, scope, sources=personnel.sources),
            say=say,
        ),
        wide=True,
    )
    if len(first) < len(printing):
        total = say("count.disclosure", n=len(printing))
        st.markdown(f":small[{say('staffing.first_items', shown=len(first), total=total)}]")
    show_items(items)


@st.fragment
def show_items(items: pd.DataFrame) -> None:
    """The items with what they are of personnel, and the evidence of the one that is selected."""
    named = zip(items["code"], items["name"], strict=True)
    row = tables.table(
        items.assign(item=[personnel_charts.economic(code, name, say) for code, name in named]),
        {
            "code": tables.text(say("staffing.code")),
            "item": tables.text(say("staffing.item"), width="large"),
            "amount": tables.money(say("staffing.amount")),
            "share": tables.ratio(say("staffing.of_personnel")),
            "printed_n": tables.whole(say("staffing.printed_n")),
        },
        ratios=["share"],
        key="personnel-composition",
        known_by=["disclosure_id", "code"],
    )
    sources = data.ask(personnel.sources, Scope((row["disclosure_id"],)))
    evidence.show(
        say("staffing.evidence_item", label=say.of(row, "label"), item=row["item"]),
        evidence.rows_for(sources, row, code=row["code"]),
    )


def show_transfers() -> None:
    """The project expenditure left out of own running cost, with the reason for each code."""
    items = data.ask(staffing.left_out, chosen.scope, limit=LISTED)
    if items.empty:
        parts.nothing(say("staffing.no_transfers"))
    parts.answer(sentences.left_out(items, say))
    st.markdown(say("staffing.own_running_cost"))
    show_codes(items)


@st.fragment
def show_codes(items: pd.DataFrame) -> None:
    """The expenditure left out by code, and the evidence of the row that is selected."""
    reason = say.column("reason")
    row = tables.table(
        items,
        {
            "code": tables.text(say("staffing.code")),
            "name": tables.text(say("staffing.function")),
            "amount": tables.money(say("staffing.amount")),
            reason: tables.text(say("staffing.reason"), width="large"),
        },
        key="staffing-transfers",
        known_by=["disclosure_id", "code"],
    )
    st.markdown(f":small[{parts.shown_of(len(items), int(items['items_n'].iloc[0]), 'item')}]")
    sources = data.ask(staffing.sources, Scope((row["disclosure_id"],)))
    evidence.show(
        say(
            "staffing.evidence_transfer",
            label=say.of(row, "label"),
            code=row["code"],
            name=row["name"],
            reason=row[reason],
        ),
        evidence.rows_for(sources, row, code=row["code"], role=DEDUCTED),
    )


say = parts.head("staffing")
everything = data.all_disclosures()
chosen = filters.choose()
if chosen.disclosures.empty:
    parts.nothing(say("parts.no_disclosure"))
looked_at = tuple(chosen.disclosures["disclosure_id"]) if filters.address("city") else ()
colours = place_colours(data.place_names())
view = choices.one(say("staffing.view"), say.terms("staffing_view"), key="view")
if view == SHARES:
    show_shares()
elif view == YEARS:
    show_years()
elif view == COMPOSITION:
    show_composition()
else:
    show_transfers()
