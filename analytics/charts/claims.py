"""Claimed outputs against the execution rate, of every project: a scatter with named corners."""

from __future__ import annotations

import math
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.packing import clear
from analytics.charts.rows import rows_of
from analytics.findings.claimed import FAR, STEP
from analytics.language import ENGLISH, Language
from analytics.settings import QUESTIONABLE

_ACROSS: Final = (-0.06, 1.08)
_UP: Final = (-0.28, 1.4)
_PLOT: Final = 460
_LARGEST: Final = 44.0
_SMALLEST: Final = 7.0
_ALONE: Final = 16
"""Projects of a mark that is drawn as large as possible, where no place has more of them."""
_COUNTED: Final = 16.0
"""Pixels of a mark from which on the number of its projects is written into it."""
_ROOM: Final = (0.05, 0.06)
"""How far apart, across and up, numbers have to be to be read."""
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def claims_against_execution(claimed: pd.DataFrame, say: Language = ENGLISH) -> go.Figure:
    """Scatter of findings.claimed.claimed: across, outputs claimed; up, the execution rate.

    Area is the number of a mark's projects, which is written into the larger ones. The lower right
    corner is shaded, and its marks are red: outputs claimed without the money.
    """
    marks = _marks(claimed)
    traces = [
        {
            "type": "scatter",
            "x": group["output_share"],
            "y": group["rate"].clip(upper=FAR),
            "mode": "markers+text",
            "text": group["number"],
            "textfont": {"size": style.SMALL},
            "cliponaxis": False,
            "name": say("claims.unmatched" if unmatched else "claims.other"),
            "marker": {
                "size": group["size"],
                "color": style.ATTENTION if unmatched else style.CONTEXT,
                "opacity": 0.75,
                "line": {"width": 1, "color": style.OUTLINE},
            },
            "hovertext": [_hover(row, say) for row in rows_of(group)],
            "hoverinfo": "text",
        }
        for unmatched, group in marks.groupby("unmatched", sort=True)
    ]
    ticks = {"tickvals": _TICKS, "ticktext": [say.bound(tick) for tick in _TICKS]}
    corners = [
        (0.0, 1.39, "left", "top", say("corner.spent")),
        (1.0, 1.39, "right", "top", say("corner.both")),
        (0.0, -0.27, "left", "bottom", say("corner.neither")),
        (1.0, -0.27, "right", "bottom", f"<b>{say('corner.claimed')}</b>"),
    ]
    claimed_without = (QUESTIONABLE.claim_share, _ACROSS[1]), (_UP[0], QUESTIONABLE.claim_rate)
    return style.drawn(
        traces,
        {
            "xaxis": {"range": _ACROSS, **ticks, "showgrid": True},
            "yaxis": {"range": _UP, **ticks},
            "shapes": [style.shaded(*claimed_without)],
            "annotations": style.named_corners(corners),
        },
        title=say("claims.title"),
        subtitle=say("claims.subtitle"),
        note=say(
            "claims.note",
            projects=say("count.project", n=int(claimed["n"].sum())),
            step=say.bound(STEP),
            share=say.bound(QUESTIONABLE.claim_share),
            rate=say.bound(QUESTIONABLE.claim_rate),
            far=say.bound(FAR),
        ),
        plot=_PLOT,
        above=8,
        legend=28,
    )


def _marks(claimed: pd.DataFrame) -> pd.DataFrame:
    """The places with the size in pixels of each mark, biggest first, and its number or nothing.

    Where marks crowd, the numbers of the biggest are shown.
    """
    marks = claimed.sort_values("n", ascending=False, kind="stable")
    most = max(marks["n"].max(), _ALONE)
    marks["size"] = [max(_SMALLEST, _LARGEST * math.sqrt(n / most)) for n in marks["n"]]
    told = marks[(marks["n"] > 1) & (marks["size"] >= _COUNTED)]
    read = told.index[clear(list(told["output_share"]), list(told["rate"]), _ROOM)]
    return marks.assign(number=marks["n"].map("{:,}".format).where(marks.index.isin(read), ""))


def _hover(row: Any, say: Language) -> str:
    return say(
        "claims.hover_one" if row.n == 1 else "claims.hover_many",
        n=row.n,
        name=escape(row.name),
        label=escape(say.of(row, "label")),
        budget=say.money(row.budget),
        rate=say.percent(row.rate),
        share=say.percent(row.output_share),
    )
