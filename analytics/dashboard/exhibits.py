"""An exhibit on a page: what its chart says, the chart, what to mind, and its downloads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Final

import streamlit as st
from streamlit.elements.lib.streamlit_plotly_theme import GRAY_90

from analytics.charts import style
from analytics.dashboard import parts
from analytics.dashboard.markup import plain
from analytics.exporting.charts import CHART_FORMATS, DATA_FORMATS, formats
from analytics.exporting.exhibit import Exhibit

_QUIET: Final = {"displayModeBar": False, "responsive": True}
_INK: Final = GRAY_90
"""Stands for the page's text colour, whether it is light or dark; its own grey is too pale."""
_MARK: Final = (
    "display:inline-block;width:.7em;height:.7em;margin-right:.45em;border:1px solid #808890"
)
_SHAPES: Final = {"circle": "border-radius:50%", "diamond": "transform:rotate(45deg) scale(.85)"}
_LEGEND: Final = "display:flex;flex-wrap:wrap;gap:.15rem 1rem;font-size:.8125rem"


def show(exhibit: Exhibit, *, wide: bool = False) -> None:
    """Shows an exhibit: its sentences, then the chart with its words and legend, then downloads.

    The page sets the words, so that they wrap with the window. A wide chart is scrolled sideways
    in a narrow one.
    """
    parts.answer(exhibit.says)
    title, subtitle, note = style.words(exhibit.figure)
    st.markdown(f"**{title}**  \n:small[{subtitle}]")
    _compare_with_care(exhibit)
    entries = style.legend(exhibit.figure)
    if entries:
        st.html(f'<div style="{_LEGEND}">{"".join(_entry(*entry) for entry in entries)}</div>')
    bare = style.on_a_page(exhibit.figure, _INK)
    key = f"{'wide-' if wide else ''}{exhibit.name}"
    st.plotly_chart(bare, key=key, config=_QUIET, alt=f"{title}. {subtitle}")
    st.markdown(f":small[{note}]")
    _downloads(exhibit)


def show_beside(exhibits: Sequence[Exhibit]) -> None:
    """Exhibits side by side, or below one another where the window is narrow."""
    for column, exhibit in zip(st.columns(len(exhibits)), exhibits, strict=True):
        with column:
            show(exhibit)


def _compare_with_care(exhibit: Exhibit) -> None:
    """What may not be compared, on the chart's face; the whole of it where one points at it."""
    if exhibit.cautions:
        whole = "  \n".join(plain(said) for said in exhibit.warnings)
        st.markdown(f":orange[:material/balance: :small[{exhibit.with_care}]]", help=whole)


def _downloads(exhibit: Exhibit) -> None:
    say = exhibit.say
    with st.popover(say("download.chart"), icon=":material/download:", type="tertiary"):
        charts = formats()
        for format in (*charts, *DATA_FORMATS):
            st.download_button(
                say(f"download.{format}"),
                partial(exhibit.as_bytes, format),
                file_name=f"{exhibit.name}.{format}",
                on_click="ignore",
                type="tertiary",
                key=f"{exhibit.name}-{format}",
            )
        if charts != CHART_FORMATS:
            st.markdown(f":small[{say('download.no_chromium')}]")


def _entry(name: str, colour: str, symbol: str) -> str:
    """One entry of a legend: the mark, drawn by the page, and its name."""
    return (
        f'<span style="white-space:nowrap"><span style="{_MARK};background:{colour};'
        f'{_SHAPES.get(symbol, "")}"></span>{escape(name)}</span>'
    )
