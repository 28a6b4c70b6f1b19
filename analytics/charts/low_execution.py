"""Claims against money: what a form says of its outputs, against what was spent."""

from __future__ import annotations

import math
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.packing import packed
from analytics.charts.rows import rows_of
from analytics.numbers import count, money, percent
from analytics.settings import EXECUTION_BANDS, QUESTIONABLE

NUMBERED: Final = 5
"""Ranks that are written beside their marks."""
RELIEF: Final = "medical_relief"
"""The theme whose marks are diamonds: money for people who cannot pay their treatment."""

_ZERO: Final = -0.14
_FAR: Final = 1.3
_NO_BUDGET: Final = 1.45
_NO_MARKS: Final = -0.16
"""Places on the axes for 0 % and for what has no place on them."""
_ACROSS: Final = (-0.28, 1.56)
_UP: Final = (-0.26, 1.32)
_PLOT: Final = 400
_WIDTH: Final = 900.0
"""Pixels that the marks are packed for."""
_LARGEST: Final = 40.0
_SMALLEST: Final = 11.0
_CORNERS: Final = (
    (0.02, 1.31, "left", "top", "Outputs claimed,<br>money not spent"),
    (_FAR, 1.31, "right", "top", "Outputs claimed,<br>money spent"),
    (0.02, 0.0, "left", "bottom", "Neither claimed<br>nor spent"),
    (_FAR, 0.0, "right", "bottom", "Money spent,<br>outputs not claimed"),
)


def claim_against_money(ranked: pd.DataFrame) -> go.Figure:
    """Scatter of findings.low_execution.ranked: claimed output share against execution rate.

    Area is the money at stake; projects of which nothing was spent are red and stand on a line of
    their own, relief funds are diamonds. What has no rate or no marks stands beside the axes.
    """
    figure = go.Figure()
    style.shade(figure, (_ACROSS[0], QUESTIONABLE.claim_rate), (QUESTIONABLE.claim_share, _UP[1]))
    style.name_corners(figure, _CORNERS)
    marks = _marks(ranked)
    for (relief, zero), group in marks.groupby(["relief", "zero"], sort=True):
        figure.add_scatter(
            x=group["x"],
            y=group["y"],
            mode="markers+text",
            text=[row.rank if row.rank <= NUMBERED else "" for row in rows_of(group)],
            textposition="top center",
            textfont={"size": style.SMALL},
            cliponaxis=False,
            name=f"{'relief fund 医疗救助' if relief else 'other project'},"
            f" {'0 %' if zero else 'above 0 %'}",
            marker={
                "symbol": "diamond" if relief else "circle",
                "size": group["size"],
                "color": style.ATTENTION if zero else style.CONTEXT,
                "opacity": 0.85,
                "line": {"width": 1, "color": style.OUTLINE},
            },
            hovertext=[_hover(row) for row in rows_of(group)],
            hoverinfo="text",
        )
    figure.add_vline(x=_ZERO, line={"color": style.ATTENTION, "width": 1}, layer="below")
    ticks = {_ZERO: "<b>0 %</b>", 0.25: "25 %", 0.5: "50 %", 0.75: "75 %", 1.0: "100 %"}
    ticks[_NO_BUDGET] = "no<br>budget"
    figure.update_xaxes(
        range=_ACROSS,
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        tickangle=0,
        showgrid=True,
    )
    figure.update_yaxes(
        range=_UP,
        tickvals=[_NO_MARKS, 0, 0.5, 1],
        ticktext=["no marks", "0 %", "50 %", "100 %"],
        showgrid=True,
    )
    return style.finish(
        figure,
        title="What was claimed against what was spent",
        subtitle="Up: marks claimed for outputs 产出指标, % of full marks. Across: execution rate"
        " 执行率. Area: money at stake",
        note=f"Numbers: the first {NUMBERED} of the list. Drawn are projects with a problem: below"
        f" {EXECUTION_BANDS.low * 100:g} % or above {EXECUTION_BANDS.over * 100:g} % of the budget,"
        f" or spent without one. Shaded: less than {QUESTIONABLE.claim_rate * 100:g} % spent and"
        f" at least {QUESTIONABLE.claim_share * 100:g} % of the output marks claimed. Source:"
        " project self-evaluation forms 项目支出绩效自评表.",
        plot=_PLOT,
        above=8,
        axis=44,
        legend=28,
    )


def _marks(ranked: pd.DataFrame) -> pd.DataFrame:
    """Where each mark goes, biggest first: x, y, size in pixels, relief and zero."""
    largest = ranked["at_stake"].max() if len(ranked) else 1.0
    marks = ranked.sort_values("at_stake", ascending=False)
    zero = marks["rate"] <= 0
    marks = marks.assign(
        relief=marks["theme"] == RELIEF,
        zero=zero,
        size=[
            max(_SMALLEST, _LARGEST * math.sqrt(amount / largest)) for amount in marks["at_stake"]
        ],
        x=marks["rate"].clip(upper=_FAR).mask(zero, _ZERO).fillna(_NO_BUDGET),
        y=marks["output_share"].fillna(_NO_MARKS),
    )
    height, width = _PLOT / (_UP[1] - _UP[0]), _WIDTH / (_ACROSS[1] - _ACROSS[0])
    lane = marks[zero]
    aside = packed(list(lane["y"] * height), list(lane["size"] / 2), room=0.14 * width)
    marks.loc[lane.index, "x"] += [offset / width for offset in aside]
    return marks


def _hover(row: Any) -> str:
    rate = "no rate" if pd.isna(row.rate) else f"{percent(row.rate)} spent"
    claimed = (
        "no marks for outputs"
        if pd.isna(row.output_share)
        else f"{percent(row.output_share)} of the marks of {count(row.outputs_n, 'output')} claimed"
    )
    return (
        f"<b>{row.rank}. {escape(row.name)}</b><br>{row.label_en}<br>{rate},"
        f" {money(row.at_stake)} at stake<br>{claimed}"
    )
