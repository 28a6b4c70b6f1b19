"""“三公” expenses from year to year, a panel a body."""

from __future__ import annotations

import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

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
_GAP: Final = 0.17
"""Between two panels of a row, as a share of a panel and the gap beside it."""
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
    by_body: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for point in rows_of(points):
        by_body[point.agency, point.scope, point.kind].append(point)
    bodies = list(by_body.values())
    rows = max(1, math.ceil(len(bodies) / _PANELS_A_ROW))
    traces: list[style.Drawing] = []
    annotations: list[style.Drawing] = []
    layout: style.Drawing = {
        "annotations": annotations,
        "grid": {
            "pattern": "independent",
            "rows": rows,
            "columns": _PANELS_A_ROW,
            "xgap": _GAP,
            "ygap": _PANEL_TITLE / (_PANEL + _PANEL_TITLE),
        },
    }
    for place, (body, title) in enumerate(zip(bodies, _panel_titles(bodies, say), strict=True)):
        number = str(place + 1) if place else ""
        panel = _panel(body, title, colours[body[0].place_en], say, number)
        traces += panel.traces
        annotations += panel.annotations
        layout |= panel.axes
    notes = {
        "derived": points["derived"].any(),
        "planned": (points["kind"] == BUDGET).any(),
        "restated_note": points["restated"].any(),
        "doubtful": (points["table_status"] == OPEN).any(),
        "source": True,
    }
    return style.drawn(
        traces,
        layout,
        title=say("three_public_chart.years", item=say(f"expense.{item}")),
        subtitle=_unit(points, len(bodies), say),
        note=say.sentences(say(f"three_public_chart.{name}") for name, on in notes.items() if on),
        plot=rows * (_PANEL + _PANEL_TITLE) - _PANEL_TITLE,
        above=96,
    )


def _unit(points: pd.DataFrame, shown: int, say: Language) -> str:
    """The unit, and of how many bodies these are, unless all are drawn."""
    unit = say("three_public_chart.years_unit")
    total = points.drop_duplicates("kind")["bodies"].sum()
    if total <= shown:
        return unit
    return say("three_public_chart.first_bodies", unit=unit, shown=shown, total=total)


def _panel_titles(bodies: Sequence[Sequence[Any]], say: Language) -> list[str]:
    """Place, kind and change on the year before; the agency too where a place has several."""
    of_a_place = Counter((points[0].place_en, points[0].kind) for points in bodies)
    titles = []
    for points in bodies:
        first = points[0]
        place = textwrap.wrap(say.of(first, "place"), _TITLE_WRAP, break_long_words=False)
        lines = [f"<b>{'<br>'.join(place)}</b>"]
        if of_a_place[first.place_en, first.kind] > 1:
            lines.append(escape(first.agency))
        lines.append(say(f"kind.{first.kind}"))
        titles.append("<br>".join([*lines, *_change(points, say), *_restated(points, say)]))
    return titles


def _change(points: Sequence[Any], say: Language) -> list[str]:
    """The last amount's change on the year before, red where it is a rise; none where unknown."""
    known = {point.year: point.amount for point in points if point.preferred}
    last = max(known)
    before, now = known.get(last - 1), known[last]
    if before is None or (before == 0 and now == 0):
        return []
    said = say.percent(now / before - 1) if before else say("three_public_chart.from_zero")
    if now > before:
        return [_red(f"{'+' if before else ''}{said}")]
    return [said]


def _restated(points: Sequence[Any], say: Language) -> list[str]:
    """The years of which two documents have different amounts, in red."""
    years = sorted({point.year for point in points if point.restated})
    if not years:
        return []
    listed = say.listed(str(year) for year in years)
    return [_red(say("three_public_chart.restated", years=listed))]


def _red(words: str) -> str:
    return f'<span style="color:{style.ATTENTION}">{words}</span>'


class _Panel(NamedTuple):
    """What a panel adds to the figure."""

    traces: list[style.Drawing]
    annotations: list[style.Drawing]
    axes: style.Drawing


def _panel(points: Sequence[Any], title: str, colour: str, say: Language, number: str) -> _Panel:
    """The panel of a body, whose axes have a number that tells them apart."""
    planned = points[0].kind == BUDGET
    known = {point.year: point for point in points if point.preferred}
    before = min(point.fiscal_year for point in points) - 1
    years = range(min(before, *known), max(known) + 1)
    ends = [*years] if len(years) <= _ALL_LABELLED else [years[0], years[-1]]
    labelled = {*ends, min(known), *(point.year for point in points if point.restated)}
    x, y = f"x{number}", f"y{number}"
    marks = {"mode": "lines+markers+text", "textposition": "top center"}
    line = {"color": colour, "width": 2.5, "dash": "dash" if planned else "solid"}
    by_year = [(year, known.get(year)) for year in years]
    traces = [_marks(by_year, colour, labelled, say) | marks | {"line": line}]
    others = [(point.year, point) for point in points if not point.preferred]
    if others:
        marks = {"mode": "markers+text", "textposition": "bottom center"}
        traces.append(_marks(others, style.ATTENTION, labelled, say) | marks)
    highest = max(point.amount for point in points) or 1.0
    titled = {
        **{"x": 0.5, "xref": f"{x} domain", "y": 1, "yref": f"{y} domain"},
        **{"text": title, "yanchor": "bottom", "yshift": 2, "font": {"size": style.FONT_SIZE}},
    }
    unknown = say("three_public_chart.not_known")
    gaps = [
        {"x": year, "xref": x, "y": highest / 2, "yref": y, "text": unknown}
        for year, point in by_year
        if point is None
    ]
    return _Panel(
        [trace | {"xaxis": x, "yaxis": y} for trace in traces],
        [annotation | {"showarrow": False} for annotation in (titled, *gaps)],
        {
            f"xaxis{number}": {
                "anchor": y,
                "range": [years[0] - 0.4, years[-1] + 0.4],
                "tickvals": ends,
                "tickformat": "d",
                "tickangle": 0,
                "showgrid": False,
            },
            f"yaxis{number}": {
                "anchor": x,
                "range": [-0.08 * highest, 1.3 * highest],
                "showticklabels": False,
                "zeroline": True,
                "zerolinecolor": style.FAINT,
                "zerolinewidth": 1,
            },
        },
    )


def _marks(
    by_year: Sequence[tuple[int, Any]], colour: str, labelled: set[int], say: Language
) -> style.Drawing:
    """The marks of amounts by year, None where it is not known."""
    return {
        "type": "scatter",
        "x": [year for year, _ in by_year],
        "y": [point and point.amount for _, point in by_year],
        "marker": {
            "symbol": [_symbol(point) if point else "circle" for _, point in by_year],
            "color": colour,
            "size": 12,
            "line": {"width": 2.5, "color": colour},
        },
        "connectgaps": False,
        "text": [
            f"{amount_of(point.amount)}{'?' if point.table_status == OPEN else ''}"
            if point and year in labelled
            else ""
            for year, point in by_year
        ],
        "cliponaxis": False,
        "hovertext": [
            point
            and say(
                "three_public_chart.point_hover",
                label=say.of(point, "label"),
                year=year,
                amount=amount_of(point.amount),
                how=say.of(point, "how"),
            )
            for year, point in by_year
        ],
        "hoverinfo": "text",
    }


def _symbol(point: Any) -> str:
    planned = point.kind == BUDGET
    return ("square" if planned else "circle") + ("-open" if point.derived else "")
