"""Project execution: a strip of dots, and how many projects are in which band."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any, Final, Literal

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.packing import packed
from analytics.charts.rows import rows_of
from analytics.charts.words import BANDS, THEMES
from analytics.comparing.execution import CRITICAL, LOW, NO_RATE, ON_TRACK, OVER, SEVERE
from analytics.numbers import count, percent
from analytics.numbers import figure as amount_of

Rows = Literal["label_en", "theme"]
"""What a row of a chart is: a disclosure or a theme."""
Rate = Literal["rate", "outturn"]
"""Executed against the adjusted budget (or the one that is printed), or against the initial one."""

THEME_COLOURS: Final = {
    "medical_relief": "#CC79A7",
    "resident_insurance_subsidy": "#1170AA",
    "special_groups": "#5FA2CE",
    "public_health": "#A3CCE9",
    "capacity_building": "#E69F00",
    "information_system": "#009E73",
    "fund_supervision": "#F0E442",
    "staffing": "#57606C",
    "operations": "#7B848F",
    "other": "#C8D0D9",
}
"""Of Okabe-Ito and Tableau 10 colour-blind, with no red; greys for running the body itself."""
BAND_COLOURS: Final = {
    CRITICAL: style.ATTENTION,
    SEVERE: "#E8A07A",
    LOW: "#F2CFBA",
    ON_TRACK: "#9FB3C2",
    OVER: "#4F7FA3",
    NO_RATE: "#D5DBE1",
}

_FAR: Final = 1.5
"""Rates from here on share the last place of the axis."""
_ZERO: Final = -0.16
"""Where the line of 0 % stands, apart from the axis."""
_LARGEST: Final = 46.0
_SMALLEST: Final = 9.0
_WIDTH: Final = 1000.0
"""Pixels that the dots are packed for."""
_ROW: Final = 104


def strip(projects: pd.DataFrame, rows: Rows, rate: Rate) -> go.Figure:
    """Dots of comparing.execution.projects: a row a disclosure or theme, 0 % on its own line.

    Area is the budget that the rate is of, colour the theme. Projects without a rate are not
    drawn; the note says how many those are.
    """
    base = "budget" if rate == "rate" else "initial_budget"
    rated = projects.dropna(subset=[rate])
    names = _row_names(projects, rows)
    figure = go.Figure()
    dots = _dots(rated, rows, rate, base, list(names))
    for theme in (theme for theme in THEMES if theme in set(dots["theme"])):
        group = dots[dots["theme"] == theme]
        figure.add_scatter(
            x=group["x"],
            y=group["y"],
            mode="markers",
            name=THEMES[theme],
            marker={
                "color": THEME_COLOURS[theme],
                "size": group["size"],
                "opacity": 0.9,
                "line": {
                    "width": [2.5 if zero else 0.5 for zero in group["zero"]],
                    "color": [style.ATTENTION if zero else style.CONTEXT for zero in group["zero"]],
                },
            },
            hovertext=[_hover(row, rate, base) for row in rows_of(group)],
            hoverinfo="text",
        )
    for at in range(len(names) - 1):
        figure.add_hline(y=at + 0.5, line={"color": style.FAINT, "width": 1})
    figure.add_vline(x=_ZERO, line={"color": style.ATTENTION, "width": 1}, layer="below")
    figure.add_vline(x=1, line={"color": style.CONTEXT, "width": 1}, layer="below")
    farthest = max(1.0, dots["x"].max())
    ticks = {_ZERO: "<b>0 %</b>"} | {at: f"{at * 100:g} %" for at in (0.25, 0.5, 0.75, 1.0)}
    if farthest >= _FAR:
        ticks[_FAR] = f"≥ {_FAR * 100:g} %"
    figure.update_xaxes(
        range=[_ZERO - 0.09, farthest + 0.07],
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        tickangle=0,
        showgrid=True,
    )
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=list(names.values()),
    )
    return style.finish(
        figure,
        title="How much of each project’s budget was spent",
        subtitle=f"Executed 全年执行数 / {_BASES[rate]}, a dot a project, its area the budget",
        note=f"{_left_out(projects, rate)}Source: project self-evaluation forms"
        " 项目支出绩效自评表.",
        plot=_ROW * max(1, len(names)),
        legend=72,
    )


def bands(projects: pd.DataFrame, rows: Rows) -> go.Figure:
    """Stacked bars: how many of a disclosure's or theme's projects are in which band."""
    names = _row_names(projects, rows)
    counts = projects.groupby([rows, "band"]).size().unstack(fill_value=0).loc[list(names)]
    projects_of = counts.sum(axis=1)
    figure = go.Figure()
    for band, words in BANDS.items():
        if band not in counts:
            continue
        figure.add_bar(
            x=counts[band] / projects_of,
            y=list(names.values()),
            orientation="h",
            name=words,
            marker={"color": BAND_COLOURS[band], "line": {"width": 0}},
            text=counts[band].astype(str).mask(counts[band] == 0, ""),
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": "#12171E"},
            hovertext=counts[band].astype(str) + " of " + projects_of.astype(str) + f": {words}",
            hoverinfo="text",
        )
    figure.update_xaxes(range=[0, 1], showticklabels=False, showgrid=False)
    figure.update_yaxes(autorange="reversed", ticklabelstandoff=6)
    figure.update_layout(barmode="stack", bargap=0.35)
    return style.finish(
        figure,
        title="How many projects spent how much",
        subtitle="Projects by band of the execution rate 执行率, with their number",
        note=f"{_NO_RATE if NO_RATE in counts else ''}Source: project self-evaluation forms"
        " 项目支出绩效自评表.",
        plot=44 * max(1, len(names)),
        axis=8,
        legend=48,
    )


_BASES: Final = {
    "rate": "adjusted budget 全年预算数, or the one budget printed",
    "outturn": "initial budget 年初预算数",
}
_NO_RATE: Final = "No rate: a budget of 0 cannot be divided by. "
_WITHOUT: Final = {
    "rate": "without a rate, since a budget of 0 cannot be divided by",
    "outturn": "whose initial budget is 0 or not printed",
}


def _left_out(projects: pd.DataFrame, rate: Rate) -> str:
    without = int(projects[rate].isna().sum())
    if not without:
        return ""
    return f"Not drawn: {count(without, 'project')} of {len(projects)}, {_WITHOUT[rate]}. "


def _row_names(projects: pd.DataFrame, rows: Rows) -> dict[str, str]:
    """The rows of a chart by their key, with what they are called."""
    if rows == "theme":
        present = set(projects["theme"])
        return {key: _broken(name) for key, name in THEMES.items() if key in present}
    first = projects.drop_duplicates("label_en").sort_values("label_en")
    return {row.label_en: style.row_label(row) for row in rows_of(first)}


def _broken(name: str) -> str:
    english, _, chinese = name.rpartition(" ")
    return f"{english}<br>{chinese}"


def _dots(
    rated: pd.DataFrame, rows: Rows, rate: Rate, base: str, names: Sequence[str]
) -> pd.DataFrame:
    """Where each dot goes, biggest first: x, y, size in pixels, and whether it is at 0 %."""
    largest = rated[base].max() if len(rated) else 1.0
    dots = rated.sort_values(base, ascending=False).assign(
        size=lambda frame: [
            max(_SMALLEST, _LARGEST * math.sqrt(amount / largest)) for amount in frame[base]
        ],
        zero=lambda frame: frame[rate] <= 0,
        x=lambda frame: frame[rate].clip(upper=_FAR).where(frame[rate] > 0, _ZERO),
    )
    dots["y"] = 0.0
    pixels = _WIDTH / (_FAR - _ZERO)
    for number, name in enumerate(names):
        own = dots[dots[rows] == name]
        offsets = packed(list(own["x"] * pixels), list(own["size"] / 2), room=_ROW / 2 - 4)
        dots.loc[own.index, "y"] = [number + offset / _ROW for offset in offsets]
    return dots


def _hover(row: Any, rate: Rate, base: str) -> str:
    return (
        f"<b>{escape(row.name)}</b><br>{row.label_en}<br>{percent(getattr(row, rate))}:"
        f" {amount_of(row.executed)} of {amount_of(getattr(row, base))} 万元"
    )
