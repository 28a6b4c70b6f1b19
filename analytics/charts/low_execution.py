"""Claims against money: what a form says of its outputs, against what was spent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.packing import packed
from analytics.charts.rows import rows_of
from analytics.comparing.execution import RELIEF
from analytics.language import ENGLISH, Language
from analytics.settings import EXECUTION_BANDS, QUESTIONABLE

DRAWN: Final = 60
"""Projects that one chart holds, the first of the list."""
NUMBERED: Final = 5
"""Ranks that are written beside their marks."""

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
_TICKS: Final = (0.25, 0.5, 0.75, 1.0)


def claim_against_money(ranked: pd.DataFrame, say: Language = ENGLISH) -> go.Figure:
    """Scatter of findings.low_execution.ranked: claimed output share against execution rate.

    Area is the money at stake; projects of which nothing was spent are red and stand on a line of
    their own, relief funds are diamonds. What has no rate or no marks stands beside the axes.
    """
    marks = _marks(ranked)
    traces = [
        {
            "type": "scatter",
            "x": group["x"],
            "y": group["y"],
            "mode": "markers+text",
            "text": [rank if rank <= NUMBERED else "" for rank in group["rank"]],
            "textposition": "top center",
            "textfont": {"size": style.SMALL},
            "cliponaxis": False,
            "name": say(
                f"claim_against_money.{'relief' if relief else 'other'}_"
                f"{'zero' if zero else 'more'}"
            ),
            "marker": {
                "symbol": "diamond" if relief else "circle",
                "size": group["size"],
                "color": style.ATTENTION if zero else style.CONTEXT,
                "opacity": 0.85,
                "line": {"width": 1, "color": style.OUTLINE},
            },
            "hovertext": [_hover(row, say) for row in rows_of(group)],
            "hoverinfo": "text",
        }
        for (relief, zero), group in marks.groupby(["relief", "zero"], sort=True)
    ]
    across = {tick: say.bound(tick) for tick in _TICKS}
    across |= {_ZERO: f"<b>{say.bound(0)}</b>", _NO_BUDGET: say("claim_against_money.no_budget")}
    up = {_NO_MARKS: say("claim_against_money.no_marks")}
    up |= {tick: say.bound(tick) for tick in (0, 0.5, 1)}
    corners = [
        (0.02, 1.31, "left", "top", say("corner.claimed")),
        (_FAR, 1.31, "right", "top", say("corner.both")),
        (0.02, 0.0, "left", "bottom", say("corner.neither")),
        (_FAR, 0.0, "right", "bottom", say("corner.spent")),
    ]
    claimed_without = (_ACROSS[0], QUESTIONABLE.claim_rate), (QUESTIONABLE.claim_share, _UP[1])
    return style.drawn(
        traces,
        {
            "xaxis": {"range": _ACROSS, **_ticks(across), "tickangle": 0, "showgrid": True},
            "yaxis": {"range": _UP, **_ticks(up)},
            "shapes": [
                style.shaded(*claimed_without),
                style.line_down(_ZERO, style.ATTENTION),
            ],
            "annotations": style.named_corners(corners),
        },
        title=say("claim_against_money.title"),
        subtitle=say("claim_against_money.subtitle"),
        note=say(
            "claim_against_money.note",
            projects=say("count.project", n=len(ranked)),
            numbered=min(NUMBERED, len(ranked)),
            low=say.bound(EXECUTION_BANDS.low),
            over=say.bound(EXECUTION_BANDS.over),
            rate=say.bound(QUESTIONABLE.claim_rate),
            share=say.bound(QUESTIONABLE.claim_share),
        ),
        plot=_PLOT,
        above=8,
        axis=44,
        legend=28,
    )


def _ticks(names: Mapping[float, str]) -> style.Drawing:
    """The ticks of an axis, by their places."""
    return {"tickvals": list(names), "ticktext": list(names.values())}


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


def _hover(row: Any, say: Language) -> str:
    spent, claimed = say("low_execution.no_rate"), say("claim_against_money.not_marked")
    if pd.notna(row.rate):
        spent = say("claim_against_money.spent", rate=say.percent(row.rate))
    if pd.notna(row.output_share):
        share = say.percent(row.output_share)
        claimed = say("claim_against_money.claimed", share=share, n=int(row.outputs_n))
    return say(
        "claim_against_money.hover",
        rank=row.rank,
        name=escape(row.name),
        label=escape(say.of(row, "label")),
        spent=spent,
        money=say.money(row.at_stake),
        claimed=claimed,
    )
