"""A staffing share from year to year: a panel a body, its peers' median in grey."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.charts.staffing import HIGHEST
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET, OPEN

_PANELS_A_ROW: Final = 3
_PANEL: Final = 170
_PANEL_TITLE: Final = 84
_TITLE_WRAP: Final = 34
_STEP: Final = 0.1
_LEAST_STEPS: Final = 2


def years(series: pd.DataFrame, colours: Mapping[str, str], say: Language = ENGLISH) -> go.Figure:
    """Lines of one share over the years, a panel a body, all panels on one scale.

    series is comparing.staffing_peers.years. Final accounts are round marks on a solid line,
    budgets square ones on a dashed line; a point from a table that does not add up is hollow and
    off the line; a year without a share is a gap. Grey: the median of peers of the same kind.
    """
    bodies = [rows for _, rows in series.groupby("body_no")]
    rows = math.ceil(len(bodies) / _PANELS_A_ROW)
    plot = rows * (_PANEL + _PANEL_TITLE) - _PANEL_TITLE
    figure = make_subplots(
        rows=rows,
        cols=_PANELS_A_ROW,
        shared_yaxes="all",
        horizontal_spacing=0.04,
        vertical_spacing=_PANEL_TITLE / plot if rows > 1 else 0,
        subplot_titles=[_title(own.iloc[0], say) for own in bodies],
    )
    figure.update_annotations(font_size=style.SMALL, yanchor="bottom", yshift=2)
    low, high = _scale(series)
    for number in range(rows * _PANELS_A_ROW):
        place = {"row": number // _PANELS_A_ROW + 1, "col": number % _PANELS_A_ROW + 1}
        if number >= len(bodies):
            figure.update_xaxes(visible=False, **place)
            figure.update_yaxes(visible=False, **place)
            continue
        for _, points in bodies[number].groupby("kind"):
            _line(figure, points, colours, (low, high), place, say)
    figure.update_xaxes(dtick=1, tickformat="d", showgrid=False)
    ticks = [round(low + _STEP * step, 1) for step in range(round((high - low) / _STEP) + 1)]
    figure.update_yaxes(
        range=[low - 0.03, high + 0.05],
        tickvals=ticks,
        ticktext=[say.bound(at) for at in ticks],
    )
    quantity = series["quantity"].iloc[0]
    of = say(f"denominator.{quantity}")
    figure = style.finish(
        figure,
        title=say("staffing_chart.years", of=of),
        subtitle=say("staffing_chart.subtitle", of=of),
        note=say.sentences(_notes(series, high, say)),
        plot=plot,
        above=60,
    )
    return figure.update_yaxes(showgrid=True)


def _line(
    figure: go.Figure,
    points: pd.DataFrame,
    colours: Mapping[str, str],
    scale: tuple[float, float],
    place: dict[str, int],
    say: Language,
) -> None:
    """One body's points of one kind, a line through those that add up, and its peers' median."""
    first, planned = points.iloc[0], points["kind"].iloc[0] == BUDGET
    colour, dash = colours[first["place_en"]], "dash" if planned else "solid"
    symbol = "square" if planned else "circle"
    span = range(points["fiscal_year"].min(), points["fiscal_year"].max() + 1)
    by_year = points.drop_duplicates("fiscal_year").set_index("fiscal_year").reindex(span)
    figure.add_scatter(
        x=list(span),
        y=by_year["median"],
        mode="lines",
        line={"color": style.CONTEXT, "width": 1.5, "dash": dash},
        hovertext=[
            say("staffing_chart.peers_of", n=int(row.peers_n), median=say.percent(row.median))
            if pd.notna(row.median)
            else ""
            for row in rows_of(by_year)
        ],
        hoverinfo="text",
        **place,
    )
    is_open = by_year["table_status"] == OPEN
    figure.add_scatter(
        x=list(span),
        y=by_year["share"].mask(is_open),
        mode="lines",
        line={"color": colour, "width": 2.5, "dash": dash},
        hoverinfo="skip",
        **place,
    )
    known = points[points["share"].notna()]
    ends = {known["fiscal_year"].min(), known["fiscal_year"].max()}
    doubtful = known["table_status"] == OPEN
    figure.add_scatter(
        x=known["fiscal_year"],
        y=known["share"].clip(*scale),
        mode="markers+text",
        marker={
            "symbol": [f"{symbol}-open" if each else symbol for each in doubtful],
            "size": 13 if planned else 9,
            "opacity": 0.5 if planned else 1,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        text=[
            f"{say.percent(row.share)}{'?' if row.table_status == OPEN else ''}"
            if row.fiscal_year in ends or row.table_status == OPEN
            else ""
            for row in rows_of(known)
        ],
        textposition="bottom center" if planned else "top center",
        textfont={"size": style.SMALL},
        cliponaxis=False,
        hovertext=[
            f"{say.of(row, 'label')}<br>{say.percent(row.share)}"
            + (f"<br>{say('table_status.open')}" if row.table_status == OPEN else "")
            for row in rows_of(known)
        ],
        hoverinfo="text",
        **place,
    )


def _title(first: pd.Series, say: Language) -> str:
    agency = "<br>".join(textwrap.wrap(first["agency"], _TITLE_WRAP))
    return agency if say.is_chinese else f"<b>{first['place_en']}</b><br>{agency}"


def _scale(series: pd.DataFrame) -> tuple[float, float]:
    """From the lowest to the highest share of a table that adds up, in whole steps."""
    sound = series["share"].mask(series["table_status"] == OPEN)
    drawn = pd.concat([sound, series["median"]]).dropna().clip(upper=HIGHEST)
    if drawn.empty:
        return 0.0, 1.0
    low, high = math.floor(drawn.min() / _STEP), math.ceil(drawn.max() / _STEP)
    return round(low * _STEP, 1), round(max(high, low + _LEAST_STEPS) * _STEP, 1)


def _notes(series: pd.DataFrame, high: float, say: Language) -> list[str]:
    drawn = {
        "staffing_chart.planned_note": (series["kind"] == BUDGET).any(),
        "staffing_chart.hollow_note": (series["table_status"] == OPEN).any(),
        "staffing_chart.edge_note": (series["share"] > high).any(),
        "staffing_chart.peers_note": True,
        "chart.source": True,
    }
    return [say(key) for key, holds in drawn.items() if holds]
