"""Staffing cost share: a ranking for each denominator, and what personnel is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.charts.words import DENOMINATORS, HATCHED, economic
from analytics.comparing.peers import fences
from analytics.comparing.staffing import OF_BASIC
from analytics.model import BUDGET, FINAL_ACCOUNTS, OPEN
from analytics.numbers import figure as amount_of
from analytics.numbers import percent

_DOUBTFUL: Final = "?: a table that it is from does not add up, check the reading first. "
MOST_COLUMNS: Final = 6
"""Disclosures that the composition has room for side by side."""
WORTH_A_ROW: Final = 0.005
"""Share of personnel below which an item everywhere is left to the table."""


def sound(shares: pd.DataFrame) -> pd.DataFrame:
    """The shares that are known and whose tables add up; the others are to be checked first."""
    return shares[shares["share"].notna() & (shares["table_status"] != OPEN)]


def ranking(shares: pd.DataFrame, quantity: str, colours: Mapping[str, str]) -> go.Figure:
    """Bars of one of the shares of comparing.staffing.shares, final accounts before budgets.

    The median of the final accounts whose tables add up is marked. All rankings of the same
    shares keep one order, that of the share of basic expenditure, so that they can be read across.
    """
    ordered = _ordered(shares)
    rows = ordered[ordered["quantity"] == quantity]
    figure = go.Figure()
    for row in rows_of(rows):
        known = pd.notna(row.share)
        figure.add_bar(
            x=[row.share if known else 0],
            y=[style.row_label(row)],
            orientation="h",
            marker=style.fill(colours[row.place_en], row.kind) if known else None,
            text=[_value(row) if known else "not known"],
            textposition="outside",
            cliponaxis=False,
            hovertext=(
                f"{row.agency}<br>{amount_of(row.personnel)} of {amount_of(row.denominator)} 万元"
                if known
                else row.why_en
            ),
            hoverinfo="text",
        )
    accounts = sound(rows[rows["kind"] == FINAL_ACCOUNTS])
    if len(accounts) > 1:
        median = fences(accounts, "share", ["quantity"])["median"].iloc[0]
        figure.add_annotation(
            x=median,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=f"median {percent(median)}<br>↓",
            font={"size": style.SMALL},
            showarrow=False,
        )
    figure.update_xaxes(
        range=[0, 1.2 * max(1.0, rows["share"].max())],
        tickvals=[0, 0.5, 1],
        ticktext=["0 %", "50 %", "100 %"],
        showgrid=False,
    )
    figure.update_yaxes(autorange="reversed", ticklabelstandoff=6)
    figure.update_layout(bargap=0.4)
    return style.finish(
        figure,
        title=f"Share of {DENOMINATORS[quantity]}",
        subtitle=f"Personnel 人员经费 / {DENOMINATORS[quantity]}, %",
        note=f"{HATCHED if (rows['kind'] == BUDGET).any() else ''}Arrow: median of the final"
        f" accounts. {_DOUBTFUL if (rows['table_status'] == OPEN).any() else ''}Source: the"
        " bodies’ own disclosures.",
        plot=44 * len(rows),
        above=36,
    )


def _value(row: Any) -> str:
    return f"{percent(row.share)}{'?' if row.table_status == OPEN else ''}"


def composition(parts: pd.DataFrame, colours: Mapping[str, str]) -> go.Figure:
    """Bars of what personnel is made of: a row an item, a column a disclosure.

    parts is comparing.staffing.composition of at most MOST_COLUMNS disclosures.
    """
    highest = parts.groupby(["code", "name"], as_index=False)["share"].max()
    items = highest[highest["share"] >= WORTH_A_ROW].sort_values("code")
    labels = {row.code: economic(row.code, row.name) for row in rows_of(items)}
    shown = parts[parts["code"].isin(labels)]
    columns = [rows for _, rows in shown.groupby("disclosure_id", sort=False)]
    figure = make_subplots(
        rows=1,
        cols=max(1, len(columns)),
        shared_yaxes=True,
        horizontal_spacing=0.012,
        column_titles=[rows["label_en"].iloc[0].replace(" ", "<br>") for rows in columns],
    )
    for column, rows in enumerate(columns, start=1):
        first = rows.iloc[0]
        figure.add_bar(
            x=rows["share"],
            y=rows["code"].map(labels),
            orientation="h",
            marker=style.fill(colours[first["place_en"]], first["kind"]),
            text=(rows["share"] * 100).map("{:.1f}".format),
            textposition="outside",
            cliponaxis=False,
            hovertext=rows["amount"].map(amount_of) + " 万元",
            hoverinfo="y+text",
            row=1,
            col=column,
        )
    figure.update_annotations(font_size=style.SMALL, yanchor="bottom")
    figure.update_xaxes(
        range=[0, 1.6 * shown["share"].max() if len(shown) else 1],
        showticklabels=False,
        showgrid=False,
    )
    figure.update_yaxes(
        categoryorder="array", categoryarray=list(labels.values())[::-1], ticklabelstandoff=6
    )
    figure.update_layout(bargap=0.3)
    return style.finish(
        figure,
        title="What personnel is made of",
        subtitle="Percent of personnel 人员经费: 301 工资福利支出 and 303 对个人和家庭的补助",
        note=f"{HATCHED if (parts['kind'] == BUDGET).any() else ''}No bar: no such amount is"
        " printed. Items below 0.5 % everywhere are left to the table. Source: tables of basic"
        " expenditure 一般公共预算财政拨款基本支出表.",
        plot=26 * len(labels),
        above=68,
        axis=8,
    )


def _ordered(shares: pd.DataFrame) -> pd.DataFrame:
    of_basic = shares[shares["quantity"] == OF_BASIC].set_index("disclosure_id")["share"]
    return shares.assign(
        planned=shares["kind"] == BUDGET, of_basic=shares["disclosure_id"].map(of_basic)
    ).sort_values(["planned", "of_basic", "label_en"], ascending=[True, False, True])
