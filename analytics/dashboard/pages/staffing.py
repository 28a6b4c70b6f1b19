"""Staffing cost share: what part of a body's spending goes to its own people."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts import sentences
from analytics.charts import staffing as charts
from analytics.charts.style import place_colours
from analytics.charts.words import DENOMINATORS, economic
from analytics.comparing import staffing
from analytics.comparing.scope import NAMES
from analytics.comparing.sources import DEDUCTED, PART
from analytics.dashboard import data, evidence, filters, parts
from analytics.dashboard.words import STATUSES
from analytics.model import BASIC_EXPENDITURE
from analytics.reference import transfer_of

SHARES, COMPOSITION, TRANSFERS = "shares", "composition", "transfers"
VIEWS: Final = {
    SHARES: "Three shares",
    COMPOSITION: "What personnel is made of",
    TRANSFERS: "What own running cost leaves out",
}


def show_shares(shares: pd.DataFrame, colours: dict[str, str]) -> None:
    """The three shares of each disclosure, ranked; and where they come from."""
    parts.say(sentences.staffing(shares))
    parts.warn(chosen.disclosures, shares)
    parts.charts(
        {
            f"ranking-{quantity}": charts.ranking(shares, quantity, colours)
            for quantity in DENOMINATORS
        }
    )
    row = parts.table(
        shares.assign(
            of=shares["quantity"].map(DENOMINATORS), reading=shares["table_status"].map(STATUSES)
        ),
        {
            "of": parts.text("Share of"),
            "share": parts.ratio("Share"),
            "personnel": parts.money("Personnel 人员经费"),
            "denominator": parts.money("Of 万元"),
            "transfers": parts.money("Left out 万元"),
            "reading": parts.text("Reading"),
            "why_en": parts.text("Why there is none"),
        },
        ratios=["share"],
        key="staffing-shares",
    )
    sources = data.ask(staffing.sources, chosen.scope)
    evidence.show(
        f"{row['label_en']}, personnel as a share of {row['of']}",
        evidence.rows_for(sources, row, quantity=row["quantity"]),
    )


def show_composition(colours: dict[str, str]) -> None:
    """The economic items of 301 and 303, side by side; and where they are printed."""
    items = data.ask(staffing.composition, chosen.scope)
    if items.empty:
        parts.nothing("These disclosures print no table of basic expenditure by economic item.")
    parts.say(sentences.composition(items))
    parts.warn(chosen.disclosures, items)
    first = items["disclosure_id"].unique()[: charts.MOST_COLUMNS]
    parts.chart(
        charts.composition(items[items["disclosure_id"].isin(first)], colours),
        key="wide-composition",
    )
    row = parts.table(
        items.assign(
            item=[
                economic(code, name)
                for code, name in zip(items["code"], items["name"], strict=True)
            ]
        ),
        {
            "code": parts.text("Code"),
            "item": parts.text("Item", width="large"),
            "amount": parts.money("万元"),
            "share": parts.ratio("Of personnel 人员经费"),
        },
        ratios=["share"],
        key="personnel-composition",
    )
    printed = items.assign(
        quantity=COMPOSITION, role=PART, statement=BASIC_EXPENDITURE, measure="amount"
    )
    evidence.show(
        f"{row['label_en']}, {row['item']}", evidence.rows_for(printed, row, code=row["code"])
    )


def show_transfers() -> None:
    """The project expenditure left out of own running cost, with the reason for each code."""
    sources = data.ask(staffing.sources, chosen.scope)
    left_out = sources[sources["role"] == DEDUCTED]
    if left_out.empty:
        parts.nothing("These disclosures print no project expenditure that only passes through.")
    st.markdown(
        "Own running cost is total expenditure (本年支出) less the project expenditure (项目支出)"
        " that only passes through the body, to insurance funds and to persons."
    )
    parts.warn(chosen.disclosures, left_out)
    named = left_out.merge(chosen.disclosures[["disclosure_id", *NAMES]])
    row = parts.table(
        named.assign(reason=[_reason(code) for code in named["code"]]),
        {
            "code": parts.text("Code"),
            "name": parts.text("Function 功能科目"),
            "amount": parts.money("Left out 万元"),
            "reason": parts.text("Why it is left out", width="large"),
        },
        key="staffing-transfers",
    )
    evidence.show(
        f"{row['label_en']}, {row['code']} {row['name']}: {row['reason']}",
        evidence.rows_for(left_out, row, code=row["code"]),
    )


def _reason(code: str) -> str:
    transfer = transfer_of(code)
    return transfer.reason if transfer is not None else ""


parts.head(
    "Staffing cost share",
    "What part of a body’s spending goes to its own people (人员经费)? The answer hangs on what it"
    " is a part of, so three are shown.",
)
everything = data.all_disclosures()
chosen = filters.choose(everything)
if chosen.disclosures.empty:
    parts.nothing("No disclosure is left.")
view = parts.switch("View", VIEWS, key="view")
place_colour = place_colours(everything["place_en"])
if view == SHARES:
    show_shares(data.ask(staffing.shares, chosen.scope), place_colour)
elif view == COMPOSITION:
    show_composition(place_colour)
else:
    show_transfers()
