"""The same programme across bodies: a panel a programme, a row a disclosure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

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
    figure = make_subplots(
        rows=1,
        cols=len(panels),
        shared_yaxes=True,
        horizontal_spacing=0.02,
        column_titles=["<br>".join(say(f"programme.{name}").rsplit(" ", 1)) for name in panels],
    )
    largest = programmes["budget"].max()
    for column, rows in enumerate(panels.values(), start=1):
        _panel(figure, rows, column, at, largest, colours, say)
    far = (programmes["highest_rate"] >= FAR).any()
    named = {rate: say.bound(rate) for rate in (0, 0.5, 1.0)}
    named |= {FAR: say("strip.far", bound=say.bound(FAR))} if far else {}
    figure.update_annotations(font_size=style.SMALL)
    figure.update_xaxes(
        range=[-0.12, FAR + _WORDS],
        tickvals=list(named),
        ticktext=list(named.values()),
        showgrid=True,
        tickangle=0,
    )
    figure.update_yaxes(
        range=[len(at) - 0.5, -0.5],
        tickvals=list(at.values()),
        ticktext=[style.row_label(row, say) for row in rows_of(disclosures)],
    )
    return style.finish(
        figure,
        title=say("programmes.title"),
        subtitle=say("programmes.subtitle"),
        note=say.sentences(_noted(programmes, panels, say)),
        plot=_ROW * len(at),
        above=52,
    )


def _panel(
    figure: go.Figure,
    rows: pd.DataFrame,
    column: int,
    at: Mapping[str, int],
    largest: float,
    colours: Mapping[str, str],
    say: Language,
) -> None:
    rated = rows.dropna(subset=["weighted_rate"])
    places = [at[disclosure_id] for disclosure_id in rated["disclosure_id"]]
    ends = zip(rated["lowest_rate"], rated["highest_rate"], places, strict=True)
    spans = [(min(low, FAR), min(high, FAR), place) for low, high, place in ends]
    figure.add_scatter(
        x=[end for low, high, _ in spans for end in (low, high, None)],
        y=[end for *_, place in spans for end in (place, place, None)],
        mode="lines",
        line={"color": style.FAINT, "width": 4},
        hoverinfo="skip",
        row=1,
        col=column,
    )
    zero = rated["weighted_rate"] <= 0
    sizes = [max(_SMALLEST, _LARGEST * math.sqrt(money / largest)) for money in rated["budget"]]
    figure.add_scatter(
        x=rated["weighted_rate"].clip(upper=FAR),
        y=places,
        mode="markers",
        marker={
            "size": sizes,
            "color": [colours[place] for place in rated["place_en"]],
            "opacity": 0.9,
            "line": {
                "width": [2.5 if nothing else 1 for nothing in zero],
                "color": [style.ATTENTION if nothing else style.OUTLINE for nothing in zero],
            },
        },
        hovertext=[_hover(row, say) for row in rows_of(rated)],
        hoverinfo="text",
        cliponaxis=False,
        row=1,
        col=column,
    )
    for row, size in zip(rows_of(rated), sizes, strict=True):
        words = say(
            "programmes.value",
            rate=say.percent(row.weighted_rate),
            money=say.money(row.budget),
        )
        right = min(max(row.weighted_rate, row.highest_rate), FAR)
        _write(figure, right, at[row.disclosure_id], words, column, shift=size / 2 + 5)
    for row in rows_of(rows[rows["weighted_rate"].isna()]):
        words = say("programmes.absent")
        if row.n:
            spent = "–" if pd.isna(row.executed) else say.money(row.executed)
            words = say("programmes.no_rate", executed=spent)
        _write(figure, 0, at[row.disclosure_id], f"<i>{words}</i>", column, shift=0)
    median = rows["all_median"].iloc[0]
    if pd.notna(median):
        figure.add_vline(
            x=min(median, FAR),
            line={"color": style.CONTEXT, "width": 1, "dash": "dot"},
            layer="below",
            row=1,
            col=column,
        )


def _write(figure: go.Figure, x: float, y: int, words: str, column: int, *, shift: float) -> None:
    figure.add_annotation(
        x=x,
        y=y,
        text=words,
        showarrow=False,
        xanchor="left",
        xshift=shift,
        font={"size": style.SMALL},
        row=1,
        col=column,
    )


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
