"""What all charts share: colours, marks, and the words that let a chart stand alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from analytics.language import ENGLISH, Language
from analytics.model import BUDGET

Drawing = dict[str, Any]
"""A trace, a layout or a part of one, as plotly.js knows it."""

PLACE_COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#94843B")
"""Okabe-Ito without its red, kept for ATTENTION, and what is lost on a white or a dark page; the
last one darkens its yellow. They recur after six places, which labels tell apart anyhow."""
ATTENTION: Final = "#D55E00"
"""Okabe-Ito's red: for what needs a look, and nothing else."""
CONTEXT: Final = "#808890"
"""Grey that can be seen on white and on dark."""
FAINT: Final = "rgba(128, 136, 144, 0.28)"
OUTLINE: Final = "rgba(255, 255, 255, 0.6)"
CLEAR: Final = "rgba(0, 0, 0, 0)"

FONT_SIZE: Final = 13
SMALL: Final = 12
_TITLE: Final = 56
_LINE: Final = 16
_WRAP: Final = 110
"""Half-width characters in a line of a subtitle or note; a Chinese one is two."""
_NOTE: Final = "note"
_ALONE: Final = 1000
"""Pixels that a chart is wide which stands in no page."""
_NOTE_WIDTH: Final = 130
"""Of these, as many half-width characters in a line of its note."""
_UNBROKEN: Final = re.compile(r"(?:[“（《]*[⺀-鿿＀-￯][，。；：、）”》！？%]*|[^\s⺀-鿿＀-￯]+)\s*")
"""What no line ends within: a Latin word, a Chinese character with its marks."""
_BROKEN: Final = re.compile(r"(?<=[⺀-鿿＀-￯])<br>(?=[⺀-鿿＀-￯])")
"""Where a line ends between Chinese characters, which have no space between them."""
_INK: Final = "#1B2430"
_FONTS: Final = (
    "Noto Sans, Open Sans, Arial, Liberation Sans, DejaVu Sans, Noto Sans CJK SC,"
    " Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"
)
"""Latin ones first, whose quotation marks are narrow; then those that have Chinese characters in
their Chinese forms, of which a file that only names its font needs one where it is opened."""


_AXES: Final[Mapping[str, Drawing]] = {
    "x": {"fixedrange": True, "gridcolor": FAINT, "zeroline": False},
    "y": {"fixedrange": True, "showgrid": False, "zeroline": False, "automargin": True},
}
"""The common looks of axes, which those of a layout go before."""


def place_colours(places: Iterable[str]) -> dict[str, str]:
    """A colour for each place. Give it every place of the store, so that filters change none."""
    return {
        place: PLACE_COLOURS[index % len(PLACE_COLOURS)]
        for index, place in enumerate(sorted(set(places)))
    }


def row_label(row: Any, say: Language = ENGLISH) -> str:
    """A disclosure's label in two lines, the place and the rest: "Fushun", "2023"."""
    place = say.of(row, "place")
    return f"{place}<br>{say.of(row, 'label').removeprefix(place).strip()}"


def fill(colour: str, kind: str) -> dict[str, Any]:
    """The marker of a bar: solid for final accounts, hatched for a budget."""
    if kind == BUDGET:
        pattern = {"shape": "/", "fgcolor": colour, "bgcolor": CLEAR, "size": 6, "solidity": 0.35}
        return {"color": colour, "pattern": pattern, "line": {"color": colour, "width": 1.5}}
    return {"color": colour, "line": {"width": 0}}


def drawn(
    traces: Sequence[Drawing],
    layout: Drawing,
    *,
    title: str,
    subtitle: str,
    note: str,
    plot: int,
    above: int = 24,
    axis: int = 36,
    legend: int = 0,
) -> go.Figure:
    """A figure of traces and a layout that has its words and the common looks: it stands alone.

    title says what it shows, subtitle unit and scope, note source and caveats. In pixels: plot,
    the height of the plot itself; above, room over it for labels of its own; axis, room for the
    labels under it; legend, room for a legend under these, none for 0.
    """
    heading = _wrapped(subtitle, _WRAP)
    noted = _wrapped(note, _WRAP)
    top = _head(heading) + above
    bottom = axis + legend + _LINE * (len(noted) + 1)
    axes = {"xaxis": {}, "yaxis": {}, **layout}
    looks = {
        name: _AXES[name[0]] | own
        for name, own in axes.items()
        if name.startswith(("xaxis", "yaxis"))
    }
    words = written(
        "<br>".join(noted),
        name=_NOTE,
        align="left",
        **{"x": 0, "xref": "paper", "xanchor": "left"},
        **{"y": 0, "yref": "paper", "yanchor": "top", "yshift": -axis - legend},
    )
    # Plotly checks a figure that is given as a whole once, one that grows at every step.
    return go.Figure(
        list(traces),
        {
            **layout,
            **looks,
            "annotations": [*layout.get("annotations", ()), words],
            "title": {
                "text": title,
                "x": 0,
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "pad": {"t": 16, "l": 8},
                "font": {"size": 18},
                "subtitle": {"text": "<br>".join(heading), "font": {"size": FONT_SIZE}},
            },
            "font": {"size": FONT_SIZE},
            "height": top + plot + bottom,
            "margin": {"l": 8, "r": 16, "t": top, "b": bottom},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "hoverlabel": {"align": "left"},
            "dragmode": False,
            "showlegend": legend > 0,
            "legend": {
                "orientation": "h",
                "y": -axis / plot,
                "yanchor": "top",
                "traceorder": "normal",
                "itemsizing": "constant",
                "itemclick": False,
                "itemdoubleclick": False,
            },
        },
    )


def standing_alone(figure: go.Figure, lines: Iterable[str]) -> go.Figure:
    """A copy of a finished figure that a picture is made of: white, of a fixed width.

    lines go under its note: what it was drawn from, and when.
    """
    (note,) = figure.select_annotations({"name": _NOTE})
    noted = [
        wrapped
        for line in (_one_line(note.text), *lines)
        for wrapped in _wrapped(line, _NOTE_WIDTH)
    ]
    more = _LINE * (len(noted) - len(note.text.split("<br>")))
    alone = go.Figure(figure)
    alone.update_annotations({"text": "<br>".join(noted)}, selector={"name": _NOTE})
    return alone.update_layout(
        width=_ALONE,
        height=figure.layout.height + more,
        margin={"b": figure.layout.margin.b + more, "l": 16},
        font={"family": _FONTS, "color": _INK},
        paper_bgcolor="#FFFFFF",
        plot_bgcolor="#FFFFFF",
    )


def words(figure: go.Figure) -> tuple[str, str, str]:
    """Title, subtitle and note of a finished figure, each in one line."""
    title, (note,) = figure.layout.title, figure.select_annotations({"name": _NOTE})
    return title.text, _one_line(title.subtitle.text), _one_line(note.text)


def legend(figure: go.Figure) -> list[tuple[str, str, str]]:
    """Name, colour and symbol of each entry of a finished figure's legend, if it has one.

    The symbol is a plotly marker's, or square for a bar.
    """
    if not figure.layout.showlegend:
        return []
    return [
        (
            trace.name,
            trace.marker.color,
            trace.marker.symbol or "circle" if trace.type == "scatter" else "square",
        )
        for trace in figure.data
    ]


def on_a_page(figure: go.Figure, ink: str) -> go.Figure:
    """A finished figure for a page that sets words and legend itself, to wrap with the window.

    ink is the colour of the page's text.
    """
    above = figure.layout.margin.t - _head(figure.layout.title.subtitle.text.split("<br>"))
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    axis = round(-figure.layout.legend.y * plot)
    bare: Drawing = figure.to_dict()
    layout = bare["layout"]
    for name, own in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            own["tickfont"] = {"color": ink} | own.get("tickfont", {})
    written = [item for item in layout["annotations"] if item.get("name") != _NOTE]
    for item in written:
        item["font"] = {"color": ink} | item.get("font", {})
    layout |= {
        "annotations": written,
        "title": {"text": "", "subtitle": {"text": ""}},
        "font": layout["font"] | {"color": ink},
        "height": above + plot + axis,
        "margin": layout["margin"] | {"t": above, "b": axis},
        "showlegend": False,
    }
    # The figure that it is made of was checked.
    return go.Figure(bare, _validate=False)


Corner = tuple[float, float, str, str, str]
"""Where a corner of a chart is named, how the words are anchored there, and the words."""


def written(text: str, **place: Any) -> Drawing:
    """An annotation: small words without an arrow, at a place as plotly has it."""
    return {"text": text, "showarrow": False, "font": {"size": SMALL}, **place}


def named_corners(corners: Iterable[Corner]) -> list[Drawing]:
    """Annotations that name the corners of a scatter."""
    return [
        written(words, x=x, y=y, xanchor=xanchor, yanchor=yanchor, align=xanchor)
        for x, y, xanchor, yanchor, words in corners
    ]


def shaded(across: tuple[float, float], up: tuple[float, float]) -> Drawing:
    """A shape that shades the part of a scatter that needs attention, below its marks."""
    (x0, x1), (y0, y1) = across, up
    return {
        **{"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "layer": "below"},
        **{"fillcolor": ATTENTION, "opacity": 0.1, "line": {"width": 0}},
    }


def line_down(x: float, colour: str, **looks: Any) -> Drawing:
    """A shape: a line down the whole plot at a place across."""
    own = {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "y domain"}
    return own | {"line": {"color": colour, "width": 1}, "layer": "below"} | looks


def line_across(y: float, colour: str, **looks: Any) -> Drawing:
    """A shape: a line across the whole plot at a height."""
    own = {"type": "line", "y0": y, "y1": y, "x0": 0, "x1": 1, "xref": "x domain"}
    return own | {"line": {"color": colour, "width": 1}, "layer": "below"} | looks


def _head(heading: Sequence[str]) -> int:
    """Pixels for the title and the lines of the subtitle."""
    return _TITLE + _LINE * len(heading)


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of so many half-width characters at most."""
    lines = [""]
    for piece in _UNBROKEN.findall(text):
        if _width(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _one_line(text: str) -> str:
    return _BROKEN.sub("", text).replace("<br>", " ")
