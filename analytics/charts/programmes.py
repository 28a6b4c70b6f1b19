"""The same programme across bodies: a panel a programme, a row a disclosure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.execution import FAR
from analytics.charts.rows import rows_of
from analytics.language import ENGLISH, Language
from analytics.numbers import figure as amount_of

MOST_ROWS: Final = 12
_ROW: Final = 58
_LARGEST: Final = 34.0
_SMALLEST: Final = 9.0
_WORDS: Final = 1.05
"""Room for the words beside the last mark, in the unit of the axis."""
_BETWEEN: Final = 0.02
"""Room between two panels, as a share of the plot."""


def side_by_side(
    programmes: pd.DataFrame, colours: Mapping[str, str], say: Language = ENGLISH
) -> go.Figure:
    """A mark a programme and disclosure of comparing.programmes.side_by_side, of one at least.

    Its place is the rate, its area the budget, its colour the place's; a line goes from the lowest
    to the highest rate of a form. Where there is no such project, or no rate, words say so.
    """
    disclosures = programmes.drop_duplicates("disclosure_id")
    at = {row.disclosure_id: place for place, row in enumerate(rows_of(disclosures))}
    panels = {str(name): rows for name, rows in programmes.groupby("programme", sort=False)}
    largest = programmes["budget"].max()
    far = (programmes["highest_rate"] >= FAR).any()
    named = {rate: say.bound(rate) for rate in (0, 0.5, 1.0)}
    named |= {FAR: say("strip.far", bound=say.bound(FAR))} if far else {}
    layout: style.Drawing = {
        "shapes": [],
        "annotations": [],
        "yaxis": {
            "range": [len(at) - 0.5, -0.5],
            "tickvals": list(at.values()),
            "ticktext": [style.row_label(row, say) for row in rows_of(disclosures)],
        },
    }
    traces = []
    for panel, (name, rows) in enumerate(panels.items()):
        across = "x" if panel == 0 else f"x{panel + 1}"
        start, end = _reach(panel, len(panels))
        layout[across.replace("x", "xaxis")] = {
            "domain": [start, end],
            "range": [-0.12, FAR + _WORDS],
            "tickvals": list(named),
            "ticktext": list(named.values()),
            "showgrid": True,
            "tickangle": 0,
        }
        layout["annotations"].append(_title(say(f"programme.{name}"), (start + end) / 2))
        median = rows["all_median"].iloc[0]
        if pd.notna(median):
            dotted = {"color": style.CONTEXT, "width": 1, "dash": "dot"}
            line = style.line_down(min(median, FAR), style.CONTEXT, line=dotted, xref=across)
            layout["shapes"].append(line)
        rated = rows.dropna(subset=["weighted_rate"])
        sizes = [max(_SMALLEST, _LARGEST * math.sqrt(money / largest)) for money in rated["budget"]]
        own = _marks(rated, sizes, at, colours, say)
        traces += [{"type": "scatter", "xaxis": across, **trace} for trace in own]
        words = [*_values(rated, sizes, at, say), *_unrated(rows, at, say)]
        layout["annotations"] += [{"xref": across, **written} for written in words]
    return style.drawn(
        traces,
        layout,
        title=say("programmes.title"),
        subtitle=say("programmes.subtitle"),
        note=say.sentences(_noted(programmes, panels, say)),
        plot=_ROW * len(at),
        above=52,
    )


def _reach(panel: int, panels: int) -> tuple[float, float]:
    """Where one of some panels begins and ends, as shares of the plot."""
    width = (1 + _BETWEEN) / panels
    return panel * width, (panel + 1) * width - _BETWEEN


def _title(words: str, middle: float) -> style.Drawing:
    """What a panel is called, in two lines above it."""
    return style.written(
        "<br>".join(words.rsplit(" ", 1)),
        **{"x": middle, "xref": "paper", "xanchor": "center"},
        **{"y": 1, "yref": "paper", "yanchor": "bottom"},
    )


def _marks(
    rated: pd.DataFrame,
    sizes: Sequence[float],
    at: Mapping[str, int],
    colours: Mapping[str, str],
    say: Language,
) -> list[style.Drawing]:
    """The lines from the lowest to the highest rates of a panel, and its marks."""
    places = [at[disclosure_id] for disclosure_id in rated["disclosure_id"]]
    ends = zip(rated["lowest_rate"], rated["highest_rate"], places, strict=True)
    spans = [(min(low, FAR), min(high, FAR), place) for low, high, place in ends]
    zero = rated["weighted_rate"] <= 0
    lines = {
        "x": [end for low, high, _ in spans for end in (low, high, None)],
        "y": [end for *_, place in spans for end in (place, place, None)],
        "mode": "lines",
        "line": {"color": style.FAINT, "width": 4},
        "hoverinfo": "skip",
    }
    marks = {
        "x": rated["weighted_rate"].clip(upper=FAR),
        "y": places,
        "mode": "markers",
        "marker": {
            "size": sizes,
            "color": rated["place_en"].map(colours),
            "opacity": 0.9,
            "line": {
                "width": zero.map({True: 2.5, False: 1}),
                "color": zero.map({True: style.ATTENTION, False: style.OUTLINE}),
            },
        },
        "hovertext": [_hover(row, say) for row in rows_of(rated)],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    return [lines, marks]


def _values(
    rated: pd.DataFrame, sizes: Sequence[float], at: Mapping[str, int], say: Language
) -> Iterator[style.Drawing]:
    """The rate and the money of each mark, beside it."""
    for row, size in zip(rows_of(rated), sizes, strict=True):
        words = say(
            "programmes.value",
            rate=say.percent(row.weighted_rate),
            money=say.money(row.budget),
        )
        right = min(max(row.weighted_rate, row.highest_rate), FAR)
        place = at[row.disclosure_id]
        yield style.written(words, x=right, y=place, xanchor="left", xshift=size / 2 + 5)


def _unrated(rows: pd.DataFrame, at: Mapping[str, int], say: Language) -> Iterator[style.Drawing]:
    """What is said in the place of a mark, where there is no such project or no rate."""
    for row in rows_of(rows[rows["weighted_rate"].isna()]):
        words = say("programmes.absent")
        if row.n:
            spent = "–" if pd.isna(row.executed) else say.money(row.executed)
            words = say("programmes.no_rate", executed=spent)
        place = at[row.disclosure_id]
        yield style.written(f"<i>{words}</i>", x=0, y=place, xanchor="left", xshift=0)


def _noted(
    programmes: pd.DataFrame, panels: Mapping[str, pd.DataFrame], say: Language
) -> list[str]:
    shown, total = programmes["disclosure_id"].nunique(), programmes["all_disclosures"].iloc[0]
    said = [say("programmes.part", shown=shown, total=total)] if shown < total else []
    medians = [
        say("programmes.median_of", n=rows["all_rated"].iloc[0], programme=say(f"programme.{name}"))
        for name, rows in panels.items()
        if rows["all_rated"].iloc[0]
    ]
    if medians:
        said.append(say("programmes.note", medians=say.listed(medians)))
    return [*said, say("execution.source")]


def _hover(row: Any, say: Language) -> str:
    told = say(
        "programmes.hover",
        projects=say("count.project", n=row.n),
        executed=amount_of(row.executed),
        budget=amount_of(row.budget),
        lowest=say.percent(row.lowest_rate),
        highest=say.percent(row.highest_rate),
    )
    return f"{say.of(row, 'label')}<br>{told}"
