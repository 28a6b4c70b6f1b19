"""A page of a document, as printed, whose figures can be chosen."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.language import ENGLISH, Language
from analytics.reading.excerpt import PagePicture, box

_WIDTH: Final = 1000
"""Pixels: legible, and no wider than a laptop's window beside the navigation."""
_MARGIN: Final = 2.0
_TINT: Final = "rgba(213, 94, 0, 0.14)"
_SEEN: Final = {"marker": {"opacity": 1}}
_UNSEEN: Final = {"marker": {"opacity": 0}}


def printed_page(
    picture: PagePicture, figures: pd.DataFrame, marked: str | None, say: Language = ENGLISH
) -> go.Figure:
    """The picture of a page under a bar for each of its figures, seen where it is selected.

    figures are comparing.document.on_page; the points of the only trace are its rows. marked is
    the locator of the figure that is selected at first.
    """
    boxes = [box(locator) or (0, 0, 0, 0) for locator in figures["locator"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "base": [left - _MARGIN for left, _, _, _ in boxes],
        "x": [right - left + 2 * _MARGIN for left, _, right, _ in boxes],
        "y": [picture.height - (top + bottom) / 2 for _, top, _, bottom in boxes],
        "width": [bottom - top + 2 * _MARGIN for _, top, _, bottom in boxes],
        "marker": {"color": _TINT, "opacity": 0, "line": {"color": style.ATTENTION, "width": 2}},
        "selected": _SEEN,
        "unselected": _UNSEEN,
        "selectedpoints": [
            number for number, locator in enumerate(figures["locator"]) if locator == marked
        ],
        "hovertext": [_named(row, say) for row in rows_of(figures)],
        "hoverinfo": "text",
    }
    printed = {
        "source": f"data:image/png;base64,{b64encode(picture.png).decode()}",
        **{"x": 0, "xref": "x", "sizex": picture.width},
        **{"y": picture.height, "yref": "y", "sizey": picture.height},
        "sizing": "stretch",
        "layer": "below",
    }
    unseen = {"visible": False, "fixedrange": True}
    upright = {"scaleanchor": "x", "constrain": "domain", "constraintoward": "top"}
    return go.Figure(
        [bars],
        {
            "images": [printed],
            "xaxis": {"range": [0, picture.width], **unseen},
            "yaxis": {"range": [0, picture.height], **unseen, **upright},
            "width": _WIDTH,
            "height": round(_WIDTH * picture.height / picture.width),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "dragmode": False,
            "paper_bgcolor": style.CLEAR,
            "plot_bgcolor": style.CLEAR,
            "hoverlabel": {"align": "left"},
        },
    )


def _named(row: Any, say: Language) -> str:
    """A figure's row and column, and what is printed."""
    measure = say.terms("measure").get(row.measure, row.measure)
    return f"{escape(row.name)}<br>{measure} {escape(row.raw)}"
