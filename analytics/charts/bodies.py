"""Bodies ranked by what they spent of all their projects' money, beside their peers."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.execution import FAR
from analytics.charts.rows import rows_of
from analytics.language import ENGLISH, Language
from analytics.numbers import figure as amount_of

MOST_ROWS: Final = 30
_ROW: Final = 38
_DOT: Final = 15
_DIAMOND: Final = 10
_LINE: Final[style.Drawing] = {"color": style.CONTEXT, "width": 1}


def ranking(bodies: pd.DataFrame, colours: Mapping[str, str], say: Language = ENGLISH) -> go.Figure:
    """A row a disclosure of comparing.bodies.among_peers: its weighted rate and its median project.

    The peers' median is a line, their fences are dotted ones; what lies beyond one is outlined in
    red. Rates from FAR on share the last place of the axis. colours are those of places.
    """
    rows = bodies.dropna(subset=["weighted_rate"])
    names = [style.row_label(row, say) for row in rows_of(rows)]
    places = list(range(len(rows)))
    far = rows["beyond"].notna()
    weighted, median = rows["weighted_rate"].clip(upper=FAR), rows["median_rate"].clip(upper=FAR)
    traces: list[style.Drawing] = [
        {
            "x": [end for pair in zip(weighted, median, strict=True) for end in (*pair, None)],
            "y": [end for place in places for end in (place, place, None)],
            "mode": "lines",
            "line": {"color": style.FAINT, "width": 3},
            "hoverinfo": "skip",
        },
        {
            "x": median,
            "y": places,
            "mode": "markers",
            "marker": {"symbol": "diamond", "size": _DIAMOND, "color": style.CONTEXT},
            "hoverinfo": "skip",
        },
        {
            "x": weighted,
            "y": places,
            "mode": "markers",
            "marker": {
                "size": _DOT,
                "color": rows["place_en"].map(colours),
                "line": {
                    "color": far.map({True: style.ATTENTION, False: style.OUTLINE}),
                    "width": far.map({True: 3, False: 1}),
                },
            },
            "hovertext": [_hover(row, say) for row in rows_of(rows)],
            "hoverinfo": "text",
        },
    ]
    first = rows.iloc[0]
    fences = [at for at in first[["lower_fence", "upper_fence"]].dropna() if 0 < at < FAR]
    lines = [(first["peers_median"], "bodies.median", "solid")]
    lines += [(fence, "bodies.fence", "dot") for fence in fences]
    farthest = max(1.0, weighted.max(), median.max(), *fences)
    named = {at: say.bound(at) for at in (0, 0.25, 0.5, 0.75, 1.0)}
    if farthest >= FAR:
        named[FAR] = say("strip.far", bound=say.bound(FAR))
    return style.drawn(
        [{"type": "scatter", **trace} for trace in traces],
        {
            "shapes": [
                style.line_down(at, style.CONTEXT, line=_LINE | {"dash": dash})
                for at, _, dash in lines
            ],
            "annotations": [
                *(
                    _value(rate, place, x, say, before=x < beside)
                    for rate, place, x, beside in zip(
                        rows["weighted_rate"], places, weighted, median, strict=True
                    )
                ),
                *(_line_name(at, label, say) for at, label, _ in lines),
            ],
            "xaxis": {
                "range": [-0.12, farthest + 0.12],
                "tickvals": list(named),
                "ticktext": list(named.values()),
                "showgrid": True,
            },
            "yaxis": {"range": [len(rows) - 0.5, -0.5], "tickvals": places, "ticktext": names},
        },
        title=say("bodies.title"),
        subtitle=say("bodies.subtitle"),
        note=say.sentences(_noted(rows, say)),
        plot=_ROW * max(2, len(rows)),
        above=40,
    )


def _value(rate: float, place: int, x: float, say: Language, *, before: bool) -> style.Drawing:
    """A rate, written on that side of its dot where no line goes."""
    return {
        "x": x,
        "y": place,
        "text": say.percent(rate),
        "showarrow": False,
        "xanchor": "right" if before else "left",
        "xshift": -12 if before else 12,
    }


def _line_name(at: float, label: str, say: Language) -> style.Drawing:
    words = say(label, rate=say.percent(at)).replace(" ", "<br>", 1)
    return style.written(words, x=at, y=1, yref="paper", yanchor="bottom")


def _noted(rows: pd.DataFrame, say: Language) -> list[str]:
    first, shown = rows.iloc[0], len(rows)
    said = []
    if shown < first["all_n"]:
        lowest = int((rows["place"] <= shown).sum())
        counts = {"n": first["all_n"], "lowest": lowest, "highest": shown - lowest}
        said.append(say("bodies.part", **counts))
    fenced = pd.notna(first["lower_fence"])
    said.append(say("bodies.peers" if fenced else "bodies.peers_median", n=first["peers_n"]))
    return [*said, say("execution.source")]


def _hover(row: Any, say: Language) -> str:
    told = say(
        "bodies.hover",
        executed=amount_of(row.rated_executed),
        budget=amount_of(row.rated_budget),
        projects=say("count.project", n=row.n),
        zero=row.n_at_zero,
        median=say.percent(row.median_rate),
    )
    return f"<b>{escape(row.agency)}</b><br>{say.of(row, 'label')}<br>{told}"
