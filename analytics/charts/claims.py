"""Claimed outputs against the execution rate, of every project: a scatter with named corners."""

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
from analytics.settings import QUESTIONABLE

_FAR: Final = 1.2
"""Rates above are drawn here."""
_ACROSS: Final = (-0.06, 1.08)
_UP: Final = (-0.28, 1.32)
_PLOT: Final = 380
_LARGEST: Final = 34.0
_SMALLEST: Final = 7.0
_SPREAD: Final = 60
"""How many of the marks in the corner are drawn side by side, the largest ones."""
_WIDTH: Final = 900.0
"""Pixels that these are packed for."""
_CORNERS: Final = (
    (0.0, 1.31, "left", "top", "Spent,<br>not claimed"),
    (1.0, 1.31, "right", "top", "Spent<br>and claimed"),
    (0.0, -0.27, "left", "bottom", "Neither spent<br>nor claimed"),
    (1.0, -0.27, "right", "bottom", "<b>Claimed,<br>not spent</b>"),
)
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def claims_against_execution(projects: pd.DataFrame) -> go.Figure:
    """Scatter of findings.claimed.claimed: across, outputs claimed; up, the execution rate.

    Area is the budget. The lower right corner is shaded, and its marks are red: outputs claimed
    without the money.
    """
    figure = go.Figure()
    style.shade(figure, (QUESTIONABLE.claim_share, _ACROSS[1]), (_UP[0], QUESTIONABLE.claim_rate))
    style.name_corners(figure, _CORNERS)
    marks = _marks(projects)
    for unmatched in (False, True):
        group = marks[marks["unmatched"] == unmatched]
        if group.empty:
            continue
        figure.add_scatter(
            x=group["x"],
            y=group["y"],
            mode="markers",
            cliponaxis=False,
            name="claimed, not spent" if unmatched else "other project",
            marker={
                "size": group["size"],
                "color": style.ATTENTION if unmatched else style.CONTEXT,
                "opacity": 0.75,
                "line": {"width": 1, "color": style.OUTLINE},
            },
            hovertext=[_hover(row) for row in rows_of(group)],
            hoverinfo="text",
        )
    percents = [f"{tick * 100:g} %" for tick in _TICKS]
    figure.update_xaxes(range=_ACROSS, tickvals=_TICKS, ticktext=percents, showgrid=True)
    figure.update_yaxes(range=_UP, tickvals=_TICKS, ticktext=percents, showgrid=True)
    drawn = count(len(projects), "project")
    left_out = int(projects["total"].iloc[0]) - len(projects) if len(projects) else 0
    others = f" Not drawn: {left_out:,} smaller ones." if left_out else ""
    return style.finish(
        figure,
        title="What projects claim, against what was spent",
        subtitle="Across: marks claimed for outputs 产出指标, % of full marks. Up: execution rate"
        " 执行率. Area: budget",
        note=f"{drawn} with a rate and marks for outputs.{others} Shaded: at least"
        f" {QUESTIONABLE.claim_share * 100:g} % of the output marks claimed and less than"
        f" {QUESTIONABLE.claim_rate * 100:g} % spent. Rates above {_FAR * 100:g} % are drawn there,"
        " and marks that would hide one another side by side. Source: project self-evaluation"
        " forms 项目支出绩效自评表.",
        plot=_PLOT,
        above=8,
        legend=28,
    )


def _marks(projects: pd.DataFrame) -> pd.DataFrame:
    """Where each mark goes, biggest first: x, y and size in pixels."""
    largest = projects["budget"].max() if len(projects) else 1.0
    marks = projects.sort_values("budget", ascending=False, kind="stable")
    marks = marks.assign(
        x=marks["output_share"],
        y=marks["rate"].clip(upper=_FAR),
        size=[max(_SMALLEST, _LARGEST * math.sqrt(budget / largest)) for budget in marks["budget"]],
    )
    height, width = _PLOT / (_UP[1] - _UP[0]), _WIDTH / (_ACROSS[1] - _ACROSS[0])
    corner = marks[marks["unmatched"]].head(_SPREAD)
    room = (_ACROSS[1] - QUESTIONABLE.claim_share) / 2
    aside = packed(list(corner["y"] * height), list(corner["size"] / 2), room=room * width)
    middle = _ACROSS[1] - room
    marks.loc[corner.index, "x"] = [middle + offset / width for offset in aside]
    return marks


def _hover(row: Any) -> str:
    return (
        f"<b>{escape(row.name)}</b><br>{row.label_en}<br>{percent(row.rate)} of {money(row.budget)}"
        f" spent<br>{percent(row.output_share)} of the marks of"
        f" {count(row.outputs_n, 'output')} claimed"
    )
