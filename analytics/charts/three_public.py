"""“三公” expenses: from the prior year to this one, and budget against final accounts."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import style
from analytics.charts.words import THREE_PUBLIC
from analytics.model import BUDGET
from analytics.numbers import figure as amount_of
from analytics.numbers import percent

_PANELS_A_ROW: Final = 3
_PANEL: Final = 150
_PANEL_TITLE: Final = 108
"""Pixels between two rows of panels: the labels of the axis above and the title below."""
_TITLE_WRAP: Final = 14
"""Characters of a title that a panel has room for on a telephone."""
_DERIVED: Final = "Hollow: the prior year is derived from the change that the document states. "
_PLANNED: Final = "Squares, dashed: budgets, money planned and not spent. "
_SOURCE: Final = "Source: “三公”经费支出表 and the explanation 情况说明."


def trends(series: pd.DataFrame, item: str, colours: Mapping[str, str]) -> go.Figure:
    """Slopes of an item from year to year, a panel a body and kind, from 0 to its own highest.

    series is comparing.three_public.series. Final accounts are round marks on a solid line,
    budgets of budget documents square ones on a dashed line; derived amounts are hollow. Where a
    prior year is not known, the panel says so.
    """
    bodies = _bodies(series, item)
    rows = max(1, math.ceil(len(bodies) / _PANELS_A_ROW))
    plot = rows * (_PANEL + _PANEL_TITLE) - _PANEL_TITLE
    figure = make_subplots(
        rows=rows,
        cols=_PANELS_A_ROW,
        horizontal_spacing=0.06,
        vertical_spacing=_PANEL_TITLE / plot if rows > 1 else 0,
        subplot_titles=_panel_titles(bodies),
    )
    figure.update_annotations(font_size=style.FONT_SIZE, yanchor="bottom", yshift=2)
    for number in range(rows * _PANELS_A_ROW):
        row, col = number // _PANELS_A_ROW + 1, number % _PANELS_A_ROW + 1
        if number < len(bodies):
            _panel(figure, bodies[number], colours, row, col)
        else:
            figure.update_xaxes(visible=False, row=row, col=col)
            figure.update_yaxes(visible=False, row=row, col=col)
    shown = pd.concat(bodies) if bodies else series.head(0)
    return style.finish(
        figure,
        title=f"“三公” from year to year: {THREE_PUBLIC[item]}",
        subtitle="万元, each panel from 0 to its own highest amount",
        note=f"{_DERIVED if shown['derived'].any() else ''}"
        f"{_PLANNED if (shown['kind'] == BUDGET).any() else ''}{_SOURCE}",
        plot=plot,
        above=60,
    )


def against_budget(series: pd.DataFrame, item: str, colours: Mapping[str, str]) -> go.Figure:
    """Budget and final amount of an item in the year of each document, a hollow and a filled mark.

    A row a disclosure; a budget document has the hollow mark alone.
    """
    own = series[(series["item"] == item) & (series["year"] == series["fiscal_year"])]
    rows = [points for _, points in own.groupby("disclosure_id", sort=False)]
    figure = go.Figure()
    for points in rows:
        first = points.iloc[0]
        colour, label = colours[first["place_en"]], style.row_label(first)
        planned = points["basis"] == BUDGET
        figure.add_scatter(
            x=points["amount"],
            y=[label] * len(points),
            mode="lines+markers",
            line={"color": colour, "width": 3},
            marker={
                "symbol": [_symbol(budget, hollow=budget) for budget in planned],
                "size": [18 if budget else 11 for budget in planned],
                "color": colour,
                "opacity": 1,
                "line": {"width": 2.5, "color": colour},
            },
            hovertext=points["how_en"],
            hoverinfo="x+text",
        )
        figure.add_annotation(
            x=points["amount"].max(),
            y=label,
            text=_in_words(points),
            showarrow=False,
            xanchor="left",
            xshift=16,
        )
    highest = (own["amount"].max() if len(own) else 0.0) or 1.0
    figure.update_xaxes(range=[-0.04 * highest, 1.8 * highest], nticks=5, showgrid=True)
    figure.update_yaxes(autorange="reversed", ticklabelstandoff=6)
    return style.finish(
        figure,
        title=f"“三公” budget against final accounts: {THREE_PUBLIC[item]}",
        subtitle="万元, in the year of each document",
        note=f"Hollow square: budget 预算数. Filled circle: final accounts 决算数. {_SOURCE}",
        plot=46 * max(1, len(rows)),
        above=8,
    )


def _bodies(series: pd.DataFrame, item: str) -> list[pd.DataFrame]:
    """Each body's amounts in order of years: final ones of final accounts, budgets of budgets."""
    of_its_kind = (series["kind"] == BUDGET) == (series["basis"] == BUDGET)
    chosen = series[(series["item"] == item) & of_its_kind & series["preferred"]]
    bodies = chosen.groupby(["agency", "scope", "kind"], sort=False)
    return [points.sort_values("year") for _, points in bodies]


def _panel_titles(bodies: list[pd.DataFrame]) -> list[str]:
    """Place, kind and change on the year before; the agency too where a place has several."""
    firsts = [points.iloc[0] for points in bodies]
    of_a_place = Counter((first["place_en"], first["kind"]) for first in firsts)
    titles = []
    for first, points in zip(firsts, bodies, strict=True):
        place = textwrap.wrap(first["place_en"], _TITLE_WRAP, break_long_words=False)
        lines = [f"<b>{'<br>'.join(place)}</b>"]
        if of_a_place[first["place_en"], first["kind"]] > 1:
            lines.append(escape(first["agency"]))
        lines.append("预算 budget" if first["kind"] == BUDGET else "决算 final")
        titles.append("<br>".join([*lines, *_change(points)]))
    return titles


def _change(points: pd.DataFrame) -> list[str]:
    """The last amount's change on the year before, red where it is a rise; none where unknown."""
    last = points.iloc[-1]
    before = points["amount"][points["year"] == last["year"] - 1]
    if not (before > 0).any():
        return []
    change = last["amount"] / before.iloc[0] - 1
    if change > 0:
        return [f'<span style="color:{style.ATTENTION}">+{percent(change)}</span>']
    return [percent(change)]


def _panel(
    figure: go.Figure, points: pd.DataFrame, colours: Mapping[str, str], row: int, col: int
) -> None:
    first = points.iloc[0]
    colour, planned = colours[first["place_en"]], first["kind"] == BUDGET
    figure.add_scatter(
        x=points["year"],
        y=points["amount"],
        mode="lines+markers+text",
        marker={
            "symbol": [_symbol(planned, hollow=derived) for derived in points["derived"]],
            "color": colour,
            "size": 12,
            "line": {"width": 2.5, "color": colour},
        },
        line={"color": colour, "width": 2.5, "dash": "dash" if planned else "solid"},
        text=points["amount"].map(amount_of),
        textposition="top center",
        cliponaxis=False,
        hovertext=points["how_en"],
        hoverinfo="x+y+text",
        row=row,
        col=col,
    )
    before = int(points["fiscal_year"].min()) - 1
    years = sorted({before, *points["year"].astype(int)})
    highest = points["amount"].max() or 1.0
    figure.update_xaxes(
        range=[years[0] - 0.4, years[-1] + 0.4],
        tickvals=years,
        ticktext=[str(year) for year in years],
        tickangle=0,
        showgrid=False,
        row=row,
        col=col,
    )
    figure.update_yaxes(
        range=[-0.08 * highest, 1.3 * highest], showticklabels=False, row=row, col=col
    )
    figure.add_hline(y=0, line={"color": style.FAINT, "width": 1}, row=row, col=col)
    if before not in set(points["year"]):
        figure.add_annotation(
            x=before, y=highest / 2, text="not<br>known", showarrow=False, row=row, col=col
        )


def _symbol(planned: bool, *, hollow: bool) -> str:
    return ("square" if planned else "circle") + ("-open" if hollow else "")


def _in_words(points: pd.DataFrame) -> str:
    amounts = dict(zip(points["basis"], points["amount"].map(amount_of), strict=True))
    planned = amounts.get("budget", "no budget printed")
    return f"{planned} → {amounts['final']}" if "final" in amounts else f"{planned} planned"
