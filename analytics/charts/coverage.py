"""How well each disclosure's statutory tables were read: a map of disclosures by tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.language import ENGLISH, Language
from analytics.model import CLOSED, EMPTY, MISSING, OPEN, REPAIRED, UNREAD

_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    CLOSED: ("✓", "#009E73"),
    REPAIRED: ("≈", "#56B4E9"),
    EMPTY: ("0", "#B9C0C7"),
    OPEN: ("?", style.ATTENTION),
    UNREAD: ("×", "#CC79A7"),
    MISSING: ("–", style.CLEAR),
}
"""The sign of each status, and its colour, which the sign tells apart where colours fail."""

_ROW: Final = 34
_SIZE: Final = 26


def coverage(tables: pd.DataFrame, say: Language = ENGLISH) -> go.Figure:
    """A square a disclosure and statutory table of comparing.overview.coverage."""
    traces = []
    columns = say.terms("coverage_column")
    label = say.column("label")
    labels = list(dict.fromkeys(tables[label]))
    for status, (sign, colour) in _LOOKS.items():
        own = tables[tables["status"] == status]
        if own.empty:
            continue
        words = say(f"coverage.{status}")
        traces.append(
            {
                "type": "scatter",
                "x": own["statement"].map(columns),
                "y": own[label],
                "mode": "markers+text",
                "text": [sign] * len(own),
                "textfont": {"size": style.FONT_SIZE},
                "name": f"{sign} {words}",
                "marker": {
                    "symbol": "square",
                    "size": _SIZE,
                    "color": colour,
                    "opacity": 0.65,
                    "line": {"width": 1, "color": style.CONTEXT},
                },
                "hovertext": [
                    f"{disclosure}<br>{columns[statement].replace('<br>', ' ')}: {words}"
                    for disclosure, statement in zip(own[label], own["statement"], strict=True)
                ],
                "hoverinfo": "text",
            }
        )
    order = {"categoryorder": "array", "tickangle": 0}
    return style.drawn(
        traces,
        {
            "xaxis": {**order, "categoryarray": list(columns.values()), "side": "top"},
            "yaxis": {**order, "categoryarray": labels[::-1]},
        },
        title=say("coverage.title"),
        subtitle=say("coverage.subtitle"),
        note=say("coverage.note"),
        plot=_ROW * max(len(labels), 1) + 8,
        above=44,
        axis=4,
        legend=44,
    )
