"""How well each disclosure's statutory tables were read: a map of disclosures by tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.model import (
    BASIC_EXPENDITURE,
    CLOSED,
    EMPTY,
    EXPENDITURE,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    MISSING,
    OPEN,
    REPAIRED,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    STATE_CAPITAL,
    THREE_PUBLIC,
    UNREAD,
)

TABLES: Final[Mapping[str, str]] = {
    REVENUE_EXPENDITURE_SUMMARY: "Summary<br>收支总表",
    REVENUE: "Revenue<br>收入",
    EXPENDITURE: "Expenditure<br>支出",
    FISCAL_APPROPRIATION_SUMMARY: "Fiscal<br>财政拨款",
    GENERAL_BUDGET_EXPENDITURE: "General<br>一般公共",
    BASIC_EXPENDITURE: "Basic<br>基本支出",
    THREE_PUBLIC: "“Three public”<br>三公",
    GOVERNMENT_FUND: "Gov. fund<br>政府性基金",
    STATE_CAPITAL: "State capital<br>国有资本",
}
"""The statutory tables by what stands over their column."""

_LOOKS: Final[Mapping[str, tuple[str, str, str]]] = {
    CLOSED: ("adds up", "✓", "#009E73"),
    REPAIRED: ("adds up after a repair", "≈", "#56B4E9"),
    EMPTY: ("printed empty", "0", "#B9C0C7"),
    OPEN: ("does not add up: check the reading", "?", style.ATTENTION),
    UNREAD: ("seen, not understood", "×", "#CC79A7"),
    MISSING: ("not found", "–", style.CLEAR),
}
"""Each status in words, its sign, and its colour, which the sign tells apart where colours fail."""

_ROW: Final = 34
_SIZE: Final = 26


def coverage(tables: pd.DataFrame) -> go.Figure:
    """A square a disclosure and statutory table of comparing.overview.coverage."""
    figure = go.Figure()
    labels = list(dict.fromkeys(tables["label_en"]))
    for status, (words, sign, colour) in _LOOKS.items():
        own = tables[tables["status"] == status]
        if own.empty:
            continue
        figure.add_scatter(
            x=own["statement"].map(TABLES),
            y=own["label_en"],
            mode="markers+text",
            text=[sign] * len(own),
            textfont={"size": style.FONT_SIZE},
            name=f"{sign} {words}",
            marker={
                "symbol": "square",
                "size": _SIZE,
                "color": colour,
                "opacity": 0.65,
                "line": {"width": 1, "color": style.CONTEXT},
            },
            hovertext=[
                f"{label}<br>{TABLES[statement].replace('<br>', ' ')}: {words}"
                for label, statement in zip(own["label_en"], own["statement"], strict=True)
            ],
            hoverinfo="text",
        )
    figure.update_xaxes(
        categoryorder="array", categoryarray=list(TABLES.values()), side="top", tickangle=0
    )
    figure.update_yaxes(categoryorder="array", categoryarray=labels[::-1])
    return style.finish(
        figure,
        title="How well each table was read",
        subtitle="A row a disclosure, a column a statutory table; a table adds up when its own sums"
        " hold",
        note="Where a disclosure prints a table twice, the better reading counts. Source: the"
        " disclosures’ own arithmetic.",
        plot=_ROW * max(len(labels), 1) + 8,
        above=44,
        axis=4,
        legend=44,
    )
