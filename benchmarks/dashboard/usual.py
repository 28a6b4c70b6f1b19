"""The main views the usual way: whole tables kept by st.cache_data, filtered with pandas.

Run by Streamlit, as app.py is. It answers what the workbench answers (benchmarks.dashboard.answers)
and draws less.
"""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.express as px
import streamlit as st

from analytics.comparing.staffing import OF_BASIC
from analytics.model import FAMILIES, TOTAL
from analytics.settings import default_store
from benchmarks.dashboard import answers

DRAWN = 40


@st.cache_data
def load(table: str) -> pd.DataFrame:
    """A whole table of the store."""
    with duckdb.connect(default_store(), read_only=True) as connection:
        frame: pd.DataFrame = connection.sql(f"FROM {table}").df()
        return frame


def chosen() -> pd.DataFrame:
    """The disclosures that the filters leave."""
    disclosures = load("disclosures")
    places = disclosures["city"].fillna("") + disclosures["district"].fillna("")
    city, year, kind = st.columns(3)
    for column, label, values in (
        (city, "City", places),
        (year, "Year", disclosures["fiscal_year"]),
        (kind, "Kind", disclosures["kind"]),
    ):
        wanted = column.multiselect(label, sorted(values.unique()))
        if wanted:
            disclosures = disclosures[values.reindex(disclosures.index).isin(wanted)]
    return disclosures


def overview() -> None:
    """The table of all disclosures."""
    st.dataframe(answers.overview(load, chosen()))


def staffing() -> None:
    """Three shares of personnel."""
    shares = answers.staffing(load, chosen())
    ranked = shares[shares["quantity"] == OF_BASIC].nlargest(DRAWN, "share")
    st.plotly_chart(px.bar(ranked, x="share", y="disclosure_id"))
    st.dataframe(shares)


def execution() -> None:
    """Execution rates by disclosure."""
    rates = answers.execution(load, chosen())
    lowest = rates.nsmallest(DRAWN, "weighted_rate")
    st.plotly_chart(px.bar(lowest, x="weighted_rate", y="disclosure_id"))
    st.dataframe(rates)


def three_public() -> None:
    """“三公” by year."""
    series = answers.three_public(load, chosen())
    largest = series[series["item"] == TOTAL].nlargest(DRAWN, "amount")
    st.plotly_chart(px.line(largest, x="year", y="amount", color="disclosure_id"))
    st.dataframe(series)


def findings() -> None:
    """The list of findings."""
    found = answers.findings(load, chosen())
    families = st.multiselect("Family", FAMILIES)
    st.dataframe(found[found["family"].isin(families)] if families else found)


st.set_page_config(layout="wide")
st.navigation(
    [
        st.Page(page, url_path=page.__name__)
        for page in (overview, findings, staffing, execution, three_public)
    ]
).run()
