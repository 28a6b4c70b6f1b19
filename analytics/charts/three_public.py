"""“三公” expenses from year to year, a panel a body."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET, OPEN
from analytics.numbers import figure as amount_of

MOST_BODIES: Final = 12
"""Bodies that there is room for."""
_PANELS_A_ROW: Final = 3
_PANEL: Final = 150
_PANEL_TITLE: Final = 120
"""Pixels between two rows of panels: the labels of the axis above and the title below."""
_TITLE_WRAP: Final = 14
"""Characters of a title that a panel has room for on a telephone."""
_ALL_LABELLED: Final = 3
"""Years of which each amount and each year has a label; of more, those at the ends."""


def trends(
    points: pd.DataFrame, item: str, colours: Mapping[str, str], say: Language = ENGLISH
) -> go.Figure:
    """Lines of an item over all years of a body, a panel a body and kind, from 0 to its highest.

    points is comparing.public_expenses.trends of an item and of at most MOST_BODIES. Final accounts
    are round marks on a solid line, budgets of budget documents square ones on a dashed line;
    derived amounts are hollow. Where two documents have different amounts for a year, the one that
    the line leaves out is marked in red. Where a year is not known, the line has a gap, and the
    panel says so.
    """
    bodies = [body for _, body in points.groupby(["agency", "scope", "kind"], sort=False)]
    rows = max(1, math.ceil(len(bodies) / _PANELS_A_ROW))
    plot = rows * (_PANEL + _PANEL_TITLE) - _PANEL_TITLE
    figure = make_subplots(
        rows=rows,
        cols=_PANELS_A_ROW,
        horizontal_spacing=0.06,
        vertical_spacing=_PANEL_TITLE / plot if rows > 1 else 0,
        subplot_titles=_panel_titles(bodies, say),
    )
    figure.update_annotations(font_size=style.FONT_SIZE, yanchor="bottom", yshift=2)
    for number in range(rows * _PANELS_A_ROW):
        row, col = number // _PANELS_A_ROW + 1, number % _PANELS_A_ROW + 1
        if number < len(bodies):
            _panel(figure, bodies[number], colours, say, row, col)
        else:
            figure.update_xaxes(visible=False, row=row, col=col)
            figure.update_yaxes(visible=False, row=row, col=col)
    notes = {
        "derived": points["derived"].any(),
        "planned": (points["kind"] == BUDGET).any(),
        "restated_note": points["restated"].any(),
        "doubtful": (points["table_status"] == OPEN).any(),
        "source": True,
    }
    return style.finish(
        figure,
        title=say("three_public_chart.years", item=say(f"expense.{item}")),
        subtitle=_unit(points, len(bodies), say),
        note=say.sentences(say(f"three_public_chart.{name}") for name, on in notes.items() if on),
        plot=plot,
        above=96,
    )


def _unit(points: pd.DataFrame, shown: int, say: Language) -> str:
    """The unit, and of how many bodies these are, unless all are drawn."""
    unit = say("three_public_chart.years_unit")
    total = points.drop_duplicates("kind")["bodies"].sum()
    if total <= shown:
        return unit
    return say("three_public_chart.first_bodies", unit=unit, shown=shown, total=total)


def _panel_titles(bodies: list[pd.DataFrame], say: Language) -> list[str]:
    """Place, kind and change on the year before; the agency too where a place has several."""
    firsts = [points.iloc[0] for points in bodies]
    of_a_place = Counter((first["place_en"], first["kind"]) for first in firsts)
    titles = []
    for first, points in zip(firsts, bodies, strict=True):
        place = textwrap.wrap(say.of(first, "place"), _TITLE_WRAP, break_long_words=False)
        lines = [f"<b>{'<br>'.join(place)}</b>"]
        if of_a_place[first["place_en"], first["kind"]] > 1:
            lines.append(escape(first["agency"]))
        lines.append(say(f"kind.{first['kind']}"))
        titles.append("<br>".join([*lines, *_change(points, say), *_restated(points, say)]))
    return titles


def _change(points: pd.DataFrame, say: Language) -> list[str]:
    """The last amount's change on the year before, red where it is a rise; none where unknown."""
    known = points[points["preferred"]].set_index("year")["amount"]
    before, now = known.get(known.index[-1] - 1), known.iloc[-1]
    if before is None or (before == 0 and now == 0):
        return []
    said = say.percent(now / before - 1) if before else say("three_public_chart.from_zero")
    if now > before:
        return [_red(f"{'+' if before else ''}{said}")]
    return [said]


def _restated(points: pd.DataFrame, say: Language) -> list[str]:
    """The years of which two documents have different amounts, in red."""
    years = sorted({*points["year"][points["restated"]]})
    if not years:
        return []
    listed = say.listed(str(year) for year in years)
    return [_red(say("three_public_chart.restated", years=listed))]


def _red(words: str) -> str:
    return f'<span style="color:{style.ATTENTION}">{words}</span>'


def _panel(
    figure: go.Figure,
    points: pd.DataFrame,
    colours: Mapping[str, str],
    say: Language,
    row: int,
    col: int,
) -> None:
    first = points.iloc[0]
    planned = first["kind"] == BUDGET
    known = points[points["preferred"]].set_index("year")
    before = int(points["fiscal_year"].min()) - 1
    years = range(min(before, known.index[0]), known.index[-1] + 1)
    ends = [*years] if len(years) <= _ALL_LABELLED else [years[0], years[-1]]
    labelled = {*ends, known.index[0], *points["year"][points["restated"]]}
    line = known.reindex(pd.Index(years, name="year"))
    _marks(figure, line, colours[first["place_en"]], planned, labelled, say, row, col)
    others = points[~points["preferred"]].set_index("year")
    if len(others):
        _marks(figure, others, style.ATTENTION, planned, labelled, say, row, col)
    highest = points["amount"].max() or 1.0
    figure.update_xaxes(
        range=[years[0] - 0.4, years[-1] + 0.4],
        tickvals=ends,
        tickformat="d",
        tickangle=0,
        showgrid=False,
        row=row,
        col=col,
    )
    figure.update_yaxes(
        range=[-0.08 * highest, 1.3 * highest], showticklabels=False, row=row, col=col
    )
    figure.add_hline(y=0, line={"color": style.FAINT, "width": 1}, row=row, col=col)
    for year in line.index[line["amount"].isna()]:
        figure.add_annotation(
            x=year,
            y=highest / 2,
            text=say("three_public_chart.not_known"),
            showarrow=False,
            row=row,
            col=col,
        )


def _marks(
    figure: go.Figure,
    points: pd.DataFrame,
    colour: str,
    planned: bool,
    labelled: set[int],
    say: Language,
    row: int,
    col: int,
) -> None:
    """The marks of amounts by year, joined by a line where they are not red."""
    joined, marks = colour != style.ATTENTION, list(rows_of(points.reset_index()))
    figure.add_scatter(
        x=list(points.index),
        y=points["amount"],
        mode="lines+markers+text" if joined else "markers+text",
        marker={
            "symbol": [_symbol(planned, hollow=derived is True) for derived in points["derived"]],
            "color": colour,
            "size": 12,
            "line": {"width": 2.5, "color": colour},
        },
        line={"color": colour, "width": 2.5, "dash": "dash" if planned else "solid"},
        connectgaps=False,
        text=[
            f"{amount_of(point.amount)}{'?' if point.table_status == OPEN else ''}"
            if pd.notna(point.amount) and point.year in labelled
            else ""
            for point in marks
        ],
        textposition="top center" if joined else "bottom center",
        cliponaxis=False,
        hovertext=[
            say(
                "three_public_chart.point_hover",
                label=say.of(point, "label"),
                year=point.year,
                amount=amount_of(point.amount),
                how=say.of(point, "how"),
            )
            for point in marks
        ],
        hoverinfo="text",
        row=row,
        col=col,
    )


def _symbol(planned: bool, *, hollow: bool) -> str:
    return ("square" if planned else "circle") + ("-open" if hollow else "")
