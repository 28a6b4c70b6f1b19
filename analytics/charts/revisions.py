"""Initial against adjusted budgets: how they were revised, and what was executed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.language import ENGLISH, Language
from analytics.numbers import figure as amount_of

MOST_ROWS: Final = 30
_ROW: Final = 40
_DOT: Final = 13
_UPRIGHT: Final = 22
_NAME: Final = 20
"""Characters of a project's name that a row has room for; the whole of it is at the mark."""


def revisions(
    projects: pd.DataFrame, colours: Mapping[str, str], say: Language = ENGLISH
) -> go.Figure:
    """A row a project of comparing.execution.revised, of one at least, in the order of the frame.

    A hollow mark is the initial, a filled one the adjusted budget, in the place's colour; an
    upright what was executed, red where nothing was of a budget.
    """
    places = list(range(len(projects)))
    own = projects["place_en"].map(colours)
    lines: style.Drawing = {
        "x": [
            end
            for row in rows_of(projects)
            for end in (row.initial_budget, row.adjusted_budget, None)
        ],
        "y": [end for place in places for end in (place, place, None)],
        "mode": "lines",
        "line": {"color": style.CONTEXT, "width": 1.5},
        "hoverinfo": "skip",
    }
    hover = [_hover(row, say) for row in rows_of(projects)]
    unspent = (projects["executed"] <= 0) & (projects["adjusted_budget"] > 0)
    uprights = unspent.map({True: style.ATTENTION, False: style.CONTEXT})
    looks: dict[str, style.Drawing] = {
        "initial_budget": {"symbol": "circle-open", "size": _DOT, "color": own},
        "adjusted_budget": {"symbol": "circle", "size": _DOT, "color": own},
        "executed": {
            "symbol": "line-ns",
            "size": _UPRIGHT,
            "line": {"width": 3, "color": uprights},
        },
    }
    marks = [
        {
            "x": projects[column],
            "y": places,
            "mode": "markers",
            "marker": marker,
            "hovertext": hover,
            "hoverinfo": "text",
            "cliponaxis": False,
        }
        for column, marker in looks.items()
    ]
    most = projects[list(looks)].max(axis=1)
    first = projects.iloc[0]
    total, said = int(first["all_raised"] + first["all_cut"]), []
    if total > len(projects):
        said.append(say("revisions.note", shown=len(projects), total=total))
    return style.drawn(
        [{"type": "scatter", **trace} for trace in (lines, *marks)],
        {
            "annotations": [
                style.written(_value(row, say), x=x, y=place, xanchor="left", xshift=12)
                for place, x, row in zip(places, most, rows_of(projects), strict=True)
            ],
            "xaxis": {
                "range": [-0.02 * most.max(), 1.45 * most.max()],
                "showgrid": True,
                "nticks": 6,
                "tickformat": ",",
            },
            "yaxis": {
                "range": [len(projects) - 0.5, -0.5],
                "tickvals": places,
                "ticktext": [
                    f"{escape(_short(row.name))}<br>{say.of(row, 'label')}"
                    for row in rows_of(projects)
                ],
            },
        },
        title=say("revisions.title"),
        subtitle=say("revisions.subtitle"),
        note=say.sentences([*said, say("execution.source")]),
        plot=_ROW * len(projects),
    )


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def _value(row: Any, say: Language) -> str:
    amounts = (row.initial_budget, row.adjusted_budget, row.executed)
    initial, adjusted, executed = ("–" if pd.isna(x) else amount_of(x) for x in amounts)
    return say("revisions.value", initial=initial, adjusted=adjusted, executed=executed)


def _hover(row: Any, say: Language) -> str:
    name = f"<b>{escape(row.name)}</b><br>{say.of(row, 'label')}"
    if pd.isna(row.rate):
        return name
    told = say(
        "execution.hover",
        rate=say.percent(row.rate),
        executed=amount_of(row.executed),
        budget=amount_of(row.budget),
    )
    return f"{name}<br>{told}"
