"""The parts that a page is made of: its head, a chart, the table of figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa
import streamlit as st
from streamlit.elements.lib.streamlit_plotly_theme import GRAY_90

from analytics.charts import style
from analytics.charts.words import KINDS, THEMES
from analytics.comparing.comparability import cautions
from analytics.comparing.execution import CRITICAL
from analytics.dashboard.filters import BIND
from analytics.exporting.tables import csv_bytes
from analytics.numbers import count, percent

Option = TypeVar("Option", bound=str)

PAGES: Final = Path(__file__).resolve().parent / "pages"

_ON_A_TELEPHONE: Final = """<style>
[data-testid="stPageLink"] p { white-space: normal; overflow: visible; }
@media (max-width: 640px) {
  .st-key-filters [data-testid="stColumn"] { min-width: calc(50% - 1rem); }
  [class*="st-key-wide-"] { overflow-x: auto; }
  [class*="st-key-wide-"] > * { min-width: 46rem; }
}
</style>"""
"""Two filters a row, links in full; what cannot be narrower is scrolled sideways."""
_QUIET: Final = {"displayModeBar": False, "responsive": True}
_INK: Final = GRAY_90
"""Stands for the page's text colour, whether it is light or dark; its own grey is too pale."""
_MOST_ROWS: Final = 12
_ROW_PIXELS: Final = 35
_PLACE_PIXELS: Final = 140
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#$|~:]")
_ASPECTS: Final = {
    "kind": "budgets beside final accounts",
    "fiscal_year": "different years",
    "scope": "departments beside single units",
    "level": "different levels of government",
}


def head(title: str, question: str) -> None:
    """The name of the page and the question that it answers."""
    st.html(_ON_A_TELEPHONE)
    st.title(title, anchor=False)
    st.markdown(question)


def say(sentences: Sequence[str]) -> None:
    """Sentences on what a chart shows, the first one in bold."""
    if sentences:
        first, *rest = map(plain, sentences)
        st.markdown(" ".join([f"**{first}**", *rest]))


def plain(text: str) -> str:
    """A text that may hold anything, such as a project's name, for Markdown to show as it is."""
    return _MARKUP.sub(r"\\\g<0>", text)


def warn(disclosures: pd.DataFrame, frame: pd.DataFrame) -> None:
    """Says what may not be compared among the disclosures of a frame, and which are not in it."""
    there = disclosures["disclosure_id"].isin(frame["disclosure_id"])
    said = cautions(disclosures[there])
    if said:
        with st.expander(
            f"Compare with care: {', '.join(_ASPECTS[caution.aspect] for caution in said)}",
            icon=":material/balance:",
        ):
            for caution in said:
                st.markdown(caution.en)
    if not there.all():
        absent = ", ".join(disclosures["label_en"][~there])
        st.markdown(f":small[Not shown, since the document holds no such figures: {absent}.]")


def nothing(said: str) -> NoReturn:
    """Ends a page that has nothing to show, with a word on what to do next."""
    st.info(f"{said} Choose others above, or ingest more documents.", icon=":material/search:")
    st.stop()


def link(page: str, label: str, icon: str, address: Mapping[str, str | list[str]]) -> None:
    """A link to another page of the dashboard, which opens with the choices of an address."""
    st.page_link(
        PAGES / f"{page}.py", label=label, icon=f":material/{icon}:", query_params=dict(address)
    )


def city_of(row: pd.Series) -> dict[str, str | list[str]]:
    """The address of a page with the city of a row chosen, as filters.choose has it."""
    return {"city": f"{row['place_en']} {row['place_zh']}"}


def shown_of(shown: int, total: int, noun: str) -> str:
    """How many of a list are shown: "The first 500 of 2,310 findings; choose above for others"."""
    if shown == total:
        return count(total, noun)
    return f"The first {shown:,} of {count(total, noun)}; choose above to see others"


def switch(label: str, options: Mapping[Option, str], *, key: str) -> Option:
    """A choice of one of a few views, the first by default; it stands in the page's address."""
    return st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        default=next(iter(options)),
        required=True,
        key=key,
        bind=BIND,
    )


def chart(figure: go.Figure, *, key: str) -> None:
    """A figure; the page sets its words and legend, so that they wrap with the window.

    One whose key begins with "wide-" is scrolled sideways in a narrow window.
    """
    title, subtitle, note = style.words(figure)
    st.markdown(f"**{title}**  \n:small[{subtitle}]")
    entries = style.legend(figure)
    if entries:
        st.html(f'<div style="{_LEGEND}">{"".join(_entry(*entry) for entry in entries)}</div>')
    bare = style.without_words(figure).update_layout(font={"color": _INK})
    bare.update_xaxes(tickfont={"color": _INK})
    bare.update_yaxes(tickfont={"color": _INK})
    bare.update_annotations(
        {"font": {"color": _INK}}, selector=lambda annotation: annotation.font.color is None
    )
    st.plotly_chart(bare, key=key, config=_QUIET, alt=f"{title}. {subtitle}")
    st.markdown(f":small[{note}]")


def charts(figures: Mapping[str, go.Figure]) -> None:
    """Figures by their key, side by side, or below one another where the window is narrow."""
    for column, (key, figure) in zip(st.columns(len(figures)), figures.items(), strict=True):
        with column:
            chart(figure, key=key)


def listed(project: Any) -> str:
    """A project of findings.low_execution.ranked as an item of a list, with its reasons."""
    rate = "no rate" if pd.isna(project.rate) else percent(project.rate)
    looks = f":red[**{rate}**]" if project.problem == CRITICAL else f"**{rate}**"
    return (
        f"{project.rank}. {looks} **{plain(project.name)}** · {project.label_en} ·"
        f" {THEMES[project.theme]}  \n   {plain(' '.join(project.reasons_en))}"
    )


def _entry(name: str, colour: str, symbol: str) -> str:
    """One entry of a legend: the mark, drawn by the page, and its name."""
    return (
        f'<span style="white-space:nowrap"><span style="{_MARK};background:{colour};'
        f'{_SHAPES.get(symbol, "")}"></span>{escape(name)}</span>'
    )


_MARK: Final = (
    "display:inline-block;width:.7em;height:.7em;margin-right:.45em;border:1px solid #808890"
)
_SHAPES: Final = {"circle": "border-radius:50%", "diamond": "transform:rotate(45deg) scale(.85)"}
_LEGEND: Final = "display:flex;flex-wrap:wrap;gap:.15rem 1rem;font-size:.8125rem"


def money(label: str) -> Any:
    """A column of 万元 with two decimals."""
    return st.column_config.NumberColumn(label, format="%,.2f")


def ratio(label: str) -> Any:
    """A column of percentages with one decimal; `table` gives it hundredths."""
    return st.column_config.NumberColumn(label, format="%,.1f %%")


def text(label: str, width: Any = None) -> Any:
    """A column of words."""
    return st.column_config.TextColumn(label, width=width)


def whose(figures: dict[str, Any]) -> dict[str, Any]:
    """Columns of figures amid those that say whose they are; the first one stays in sight."""
    return {
        "place_en": place(),
        "fiscal_year": whole("Year"),
        "kind": text("Kind"),
        **figures,
        "place_zh": text("地区"),
    }


def bar(label: str, most: float, format: str = " ") -> Any:
    """A column of bars from 0 to most, with their numbers in a format where one is given."""
    return st.column_config.ProgressColumn(
        label, min_value=0.0, max_value=float(most) or 1.0, format=format
    )


def place() -> Any:
    """A column of places that stays in sight."""
    return st.column_config.TextColumn("Place", pinned=True, width=_PLACE_PIXELS)


def whole(label: str) -> Any:
    """A column of whole numbers, such as years, without separators."""
    return st.column_config.NumberColumn(label, format="%d")


def table(
    frame: pd.DataFrame, columns: dict[str, Any], *, key: str, ratios: Sequence[str] = ()
) -> pd.Series:
    """A listing of figures, whose columns stand amid those of `whose`; see `listing`."""
    return listing(frame, whose(columns), key=key, ratios=ratios)


def listing(
    frame: pd.DataFrame,
    columns: dict[str, Any],
    *,
    key: str,
    ratios: Sequence[str] = (),
    first: int = 0,
) -> pd.Series:
    """A sortable table with a download; returns the row that is selected.

    frame has at least one row, and the one numbered first is selected to begin with. columns gives
    the columns to show and their looks; ratios, those to be shown as percentages.
    """
    shown = frame[list(columns)].reset_index(drop=True)
    shown = shown.assign(**{name: shown[name] * 100 for name in ratios})
    if "kind" in shown:
        shown["kind"] = shown["kind"].map(KINDS)
    selected = st.dataframe(
        shown,
        column_config=columns,
        hide_index=True,
        height=_ROW_PIXELS * (min(len(shown), _MOST_ROWS) + 1) + 3,
        placeholder="–",
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [first]}},
        key=key,
    )
    st.download_button(
        "Download these figures (CSV)",
        csv_bytes(pa.Table.from_pandas(frame, preserve_index=False)),
        file_name=f"{key}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-download",
    )
    rows = [row for row in selected["selection"]["rows"] if row < len(frame)]
    return frame.iloc[rows[0] if rows else 0]
