"""Project execution: a strip of dots, and how many projects are in which band."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.packing import packed
from analytics.charts.rows import rows_of
from analytics.comparing.execution import CRITICAL, LOW, NO_RATE, ON_TRACK, OVER, SEVERE, By
from analytics.language import ENGLISH, Language
from analytics.numbers import figure as amount_of
from analytics.settings import EXECUTION_BANDS

Rate = Literal["rate", "outturn"]
"""Executed against the adjusted budget (or the one that is printed), or against the initial one."""

THEME_COLOURS: Final = {
    "medical_relief": "#CC79A7",
    "resident_insurance_subsidy": "#1170AA",
    "special_groups": "#5FA2CE",
    "public_health": "#A3CCE9",
    "capacity_building": "#E69F00",
    "information_system": "#009E73",
    "fund_supervision": "#F0E442",
    "staffing": "#57606C",
    "operations": "#7B848F",
    "other": "#C8D0D9",
}
"""Of Okabe-Ito and Tableau 10 colour-blind, with no red; greys for running the body itself."""
BAND_COLOURS: Final = {
    CRITICAL: style.ATTENTION,
    SEVERE: "#E8A07A",
    LOW: "#F2CFBA",
    ON_TRACK: "#9FB3C2",
    OVER: "#4F7FA3",
    NO_RATE: "#D5DBE1",
}

MOST_ROWS: Final = 12
"""Disclosures that a strip has room for."""
MOST_DOTS: Final[dict[By, int]] = {"disclosure_id": 50, "theme": 60}
"""Dots that a row has room for; a chart of all rows has 600."""
FAR: Final = 1.5
"""Rates from here on share the last place of the axis."""
_ZERO: Final = -0.16
"""Where the line of 0 % stands, apart from the axis."""
_LARGEST: Final = 46.0
_SMALLEST: Final = 9.0
_WIDTH: Final = 1000.0
"""Pixels that the dots are packed for."""
_ROW: Final = 104


def bands_in_words(say: Language = ENGLISH) -> dict[str, str]:
    """What each of the bands of the execution rate is called, in their order."""
    bounds = {
        "severe": say.bound(EXECUTION_BANDS.severe),
        "low": say.bound(EXECUTION_BANDS.low),
        "over": say.bound(EXECUTION_BANDS.over),
    }
    return {band: words.format_map(bounds) for band, words in say.terms("band").items()}


def strip(
    projects: pd.DataFrame,
    rows: By,
    rate: Rate,
    total: int | None = None,
    say: Language = ENGLISH,
) -> go.Figure:
    """Dots of comparing.execution.projects: a row a disclosure or theme, 0 % on its own line.

    Area is the budget that the rate is of, colour the theme. Projects without a rate are not
    drawn; the note says how many those are, and of how many projects these are the largest,
    where total is more than are given.
    """
    base = "budget" if rate == "rate" else "initial_budget"
    shown = ["disclosure_id", say.column("label"), "theme", "name", "executed", base, rate]
    rated = projects[shown].dropna(subset=[rate])
    names = _row_names(projects, rows, say)
    dots = _dots(rated, rows, rate, base, list(names))
    dots["told"] = [_hover(row, rate, base, say) for row in rows_of(dots)]
    drawn = dots[["theme", "x", "y", "size", "zero", "told"]]
    groups = dict(list(drawn.groupby("theme")))
    traces = [
        {
            "type": "scatter",
            "x": group["x"],
            "y": group["y"],
            "mode": "markers",
            "name": words,
            "marker": {
                "color": THEME_COLOURS[theme],
                "size": group["size"],
                "opacity": 0.9,
                "line": {
                    "width": group["zero"].map({True: 2.5, False: 0.5}),
                    "color": group["zero"].map({True: style.ATTENTION, False: style.CONTEXT}),
                },
            },
            "hovertext": group["told"],
            "hoverinfo": "text",
        }
        for theme, words in say.terms("theme").items()
        if (group := groups.get(theme)) is not None
    ]
    farthest = max(1.0, dots["x"].max())
    ticks = {_ZERO: f"<b>{say.bound(0)}</b>"} | {at: say.bound(at) for at in (0.25, 0.5, 0.75, 1.0)}
    if farthest >= FAR:
        ticks[FAR] = say("strip.far", bound=say.bound(FAR))
    noted = [*_left_out(projects, rows, rate, total, say), say("execution.source")]
    return style.drawn(
        traces,
        {
            "shapes": [
                *(style.line_across(at + 0.5, style.FAINT) for at in range(len(names) - 1)),
                style.line_down(_ZERO, style.ATTENTION),
                style.line_down(1, style.CONTEXT),
            ],
            "xaxis": {
                "range": [_ZERO - 0.09, farthest + 0.07],
                "tickvals": list(ticks),
                "ticktext": list(ticks.values()),
                "tickangle": 0,
                "showgrid": True,
            },
            "yaxis": {
                "range": [len(names) - 0.5, -0.5],
                "tickvals": list(range(len(names))),
                "ticktext": list(names.values()),
            },
        },
        title=say("strip.title"),
        subtitle=say("strip.subtitle", base=say(f"strip.{rate}")),
        note=say.sentences(noted),
        plot=_ROW * max(1, len(names)),
        legend=72,
    )


def bands(counts: pd.DataFrame, rows: By, say: Language = ENGLISH) -> go.Figure:
    """Stacked bars of comparing.execution.counts: how many projects are in which band."""
    names = _row_names(counts, rows, say)
    table = counts.pivot(index=rows, columns="band", values="n").fillna(0).astype(int)
    table = table.loc[list(names)]
    projects_of = table.sum(axis=1)
    traces = [
        {
            "type": "bar",
            "x": table[band] / projects_of,
            "y": list(names.values()),
            "orientation": "h",
            "name": words,
            "marker": {"color": BAND_COLOURS[band], "line": {"width": 0}},
            "text": [f"{n:,}" if n else "" for n in table[band]],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {"color": "#12171E"},
            "hovertext": [
                say("bands.hover", n=n, total=total, band=words)
                for n, total in zip(table[band], projects_of, strict=True)
            ],
            "hoverinfo": "text",
        }
        for band, words in bands_in_words(say).items()
        if band in table
    ]
    without = [say("bands.no_rate")] if NO_RATE in table else []
    return style.drawn(
        traces,
        {
            "xaxis": {"range": [0, 1], "showticklabels": False, "showgrid": False},
            "yaxis": {"autorange": "reversed", "ticklabelstandoff": 6},
            "barmode": "stack",
            "bargap": 0.35,
        },
        title=say("bands.title"),
        subtitle=say("bands.subtitle"),
        note=say.sentences([*without, say("execution.source")]),
        plot=44 * max(1, len(names)),
        axis=8,
        legend=48,
    )


def _left_out(
    projects: pd.DataFrame, rows: By, rate: Rate, total: int | None, say: Language
) -> list[str]:
    shown, said = len(projects), []
    if total is not None and total > shown:
        many = projects[rows].nunique()
        said.append(say(f"strip.part_{rows}", rows=many, shown=shown, total=total))
    without = int(projects[rate].isna().sum())
    return [*said, say(f"strip.no_{rate}", n=without, total=shown)] if without else said


def _row_names(frame: pd.DataFrame, rows: By, say: Language) -> dict[str, str]:
    """The rows of a chart by their key, with what they are called."""
    if rows == "theme":
        present = set(frame["theme"])
        return {key: _broken(name) for key, name in say.terms("theme").items() if key in present}
    label = say.column("label")
    named = frame[["disclosure_id", say.column("place"), label]]
    first = named.drop_duplicates("disclosure_id").sort_values(label)
    return {row.disclosure_id: style.row_label(row, say) for row in rows_of(first)}


def _broken(name: str) -> str:
    """English and Chinese below each other."""
    return "<br>".join(name.rsplit(" ", 1))


def _dots(
    rated: pd.DataFrame, rows: By, rate: Rate, base: str, names: Sequence[str]
) -> pd.DataFrame:
    """Where each dot goes, biggest first: x, y, size in pixels, and whether it is at 0 %."""
    largest = rated[base].max() if len(rated) else 1.0
    dots = rated.sort_values(base, ascending=False)
    size = (_LARGEST * (dots[base] / largest) ** 0.5).clip(lower=_SMALLEST)
    zero = dots[rate] <= 0
    x = dots[rate].clip(upper=FAR).where(~zero, _ZERO)
    y = pd.Series(0.0, dots.index)
    pixels = _WIDTH / (FAR - _ZERO)
    for number, name in enumerate(names):
        own = dots[rows] == name
        offsets = packed(list(x[own] * pixels), list(size[own] / 2), room=_ROW / 2 - 4)
        y[own] = number + np.array(offsets) / _ROW
    return dots.assign(size=size, zero=zero, x=x, y=y)


def _hover(row: Any, rate: Rate, base: str, say: Language) -> str:
    told = say(
        "execution.hover",
        rate=say.percent(getattr(row, rate)),
        executed=amount_of(row.executed),
        budget=amount_of(getattr(row, base)),
    )
    return f"<b>{escape(row.name)}</b><br>{say.of(row, 'label')}<br>{told}"
