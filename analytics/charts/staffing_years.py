"""A staffing share from year to year: a panel a body, its peers' median in grey."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.charts.staffing import HIGHEST
from analytics.charts.style import Drawing
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET, OPEN

_PANELS_A_ROW: Final = 3
_GAP: Final = 0.04
"""Between the panels of a row, of the width of the plot."""
_WIDTH: Final = (1 - _GAP * (_PANELS_A_ROW - 1)) / _PANELS_A_ROW
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
    bodies = [list(rows) for _, rows in groupby(rows_of(series), attrgetter("body_no"))]
    plot = math.ceil(len(bodies) / _PANELS_A_ROW) * (_PANEL + _PANEL_TITLE) - _PANEL_TITLE
    low, high = _scale(series)
    ticks = [round(low + _STEP * step, 1) for step in range(round((high - low) / _STEP) + 1)]
    values = {
        "showgrid": True,
        "range": [low - 0.03, high + 0.05],
        "tickvals": ticks,
        "ticktext": [say.bound(at) for at in ticks],
    }
    traces: list[Drawing] = []
    layout: Drawing = {"annotations": []}
    for number, own in enumerate(bodies):
        row, column = divmod(number, _PANELS_A_ROW)
        left, top = column * (_WIDTH + _GAP), 1 - row * (_PANEL + _PANEL_TITLE) / plot
        nth = f"{number + 1}" if number else ""
        layout[f"xaxis{nth}"] = {
            **{"anchor": f"y{nth}", "domain": [left, min(1.0, left + _WIDTH)]},
            **{"dtick": 1, "tickformat": "d", "showgrid": False},
        }
        layout[f"yaxis{nth}"] = values | {
            **{"anchor": f"x{nth}", "domain": [max(0.0, top - _PANEL / plot), top]},
            "showticklabels": column == 0,
        }
        layout["annotations"].append(_title(own[0], left + _WIDTH / 2, top, say))
        for _, points in groupby(sorted(own, key=attrgetter("kind")), attrgetter("kind")):
            lines = _lines(list(points), colours, (low, high), say)
            traces += [line | {"xaxis": f"x{nth}", "yaxis": f"y{nth}"} for line in lines]
    of = say(f"denominator.{series['quantity'].iloc[0]}")
    return style.drawn(
        traces,
        layout,
        title=say("staffing_chart.years", of=of),
        subtitle=say("staffing_chart.subtitle", of=of),
        note=say.sentences(_notes(series, high, say)),
        plot=plot,
        above=60,
    )


def _lines(
    points: Sequence[Any], colours: Mapping[str, str], scale: tuple[float, float], say: Language
) -> list[Drawing]:
    """One body's points of one kind, a line through those that add up, and its peers' median."""
    first, planned = points[0], points[0].kind == BUDGET
    colour, dash = colours[first.place_en], "dash" if planned else "solid"
    symbol = "square" if planned else "circle"
    by_year = {row.fiscal_year: row for row in reversed(points)}
    span = list(range(min(by_year), max(by_year) + 1))
    in_span = [by_year.get(year) for year in span]
    known = [row for row in points if pd.notna(row.share)]
    ends = {row.fiscal_year for row in (*known[:1], *known[-1:])}
    low, high = scale
    median = {
        "type": "scatter",
        "x": span,
        "y": [row.median if row else None for row in in_span],
        "mode": "lines",
        "line": {"color": style.CONTEXT, "width": 1.5, "dash": dash},
        "hovertext": [
            say("staffing_chart.peers_of", n=int(row.peers_n), median=say.percent(row.median))
            if row and pd.notna(row.median)
            else ""
            for row in in_span
        ],
        "hoverinfo": "text",
    }
    joined = {
        "type": "scatter",
        "x": span,
        "y": [row.share if row and row.table_status != OPEN else None for row in in_span],
        "mode": "lines",
        "line": {"color": colour, "width": 2.5, "dash": dash},
        "hoverinfo": "skip",
    }
    marks = {
        "type": "scatter",
        "x": [row.fiscal_year for row in known],
        "y": [min(max(row.share, low), high) for row in known],
        "mode": "markers+text",
        "marker": {
            "symbol": [f"{symbol}-open" if row.table_status == OPEN else symbol for row in known],
            "size": 13 if planned else 9,
            "opacity": 0.5 if planned else 1,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "text": [
            f"{say.percent(row.share)}{'?' if row.table_status == OPEN else ''}"
            if row.fiscal_year in ends or row.table_status == OPEN
            else ""
            for row in known
        ],
        "textposition": "bottom center" if planned else "top center",
        "textfont": {"size": style.SMALL},
        "cliponaxis": False,
        "hovertext": [
            f"{say.of(row, 'label')}<br>{say.percent(row.share)}"
            + (f"<br>{say('table_status.open')}" if row.table_status == OPEN else "")
            for row in known
        ],
        "hoverinfo": "text",
    }
    return [median, joined, marks]


def _title(first: Any, x: float, y: float, say: Language) -> Drawing:
    """Which body a panel is of, over its middle."""
    agency = "<br>".join(textwrap.wrap(first.agency, _TITLE_WRAP))
    return style.written(
        agency if say.is_chinese else f"<b>{first.place_en}</b><br>{agency}",
        **{"x": x, "xref": "paper", "xanchor": "center"},
        **{"y": y, "yref": "paper", "yanchor": "bottom", "yshift": 2},
    )


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
