"""Places in a document as they look there: parts of pages, rows of tables, lines of a text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics import phrases
from analytics.charts.printed_page import printed_page
from analytics.comparing.document import on_page
from analytics.comparing.scope import Scope
from analytics.dashboard import data, excerpts, speaking
from analytics.reading import UnreadableError, read
from analytics.reading.blocks import Place
from analytics.reading.excerpt import (
    PagePicture,
    block_excerpts,
    page_excerpt,
    page_picture,
    text_excerpt,
)
from analytics.store import StoreError, open_store

Shown = TypeVar("Shown")

PDF = "pdf"
_TEXT = "text"


def show(disclosure: pd.Series, places: Sequence[Place], printed: Collection[str] = ()) -> None:
    """Shows the places of a document outlined amid what stands around them.

    disclosure is the row of the table `disclosures`. printed is what the cells meant read, for a
    text, where a place is a whole line.
    """
    described = speaking.language()("evidence.picture")
    for excerpt in _opened(disclosure, _excerpts, tuple(places)) or ():
        st.html(excerpts.as_html(excerpt, printed, described))


def show_page(disclosure: pd.Series, page: int, marked: str | None = None) -> pd.Series | None:
    """Shows a whole page of a PDF, on which every figure can be clicked.

    marked is the locator of the figure that is marked at first. Returns the figure that was
    clicked since, a row of comparing.document.on_page, if any.
    """
    picture = _opened(disclosure, _page, page)
    if picture is None:
        return None
    say = speaking.language()
    scope = Scope(disclosure_ids=(disclosure["disclosure_id"],))
    figures = data.ask(on_page, scope, page=page)
    with st.container(key="wide-page"):
        clicked = st.plotly_chart(
            printed_page(picture, figures, marked, say),
            key="printed-page",
            on_select="rerun",
            selection_mode="points",
            theme=None,
            width="content",
            config={"displayModeBar": False},
            alt=say("evidence.picture"),
        )
    points = clicked["selection"]["points"]
    return figures.iloc[points[0]["point_index"]] if points else None


def _opened(disclosure: pd.Series, show: Callable[..., Shown], what: Any) -> Shown | None:
    """What a function of the original's format, its path and what is wanted makes of it."""
    try:
        with st.spinner(speaking.language()("evidence.opening")):
            original = open_store().original(disclosure["sha256"])
            return show(disclosure["format"], str(original), what)
    except (StoreError, UnreadableError, OSError) as error:
        st.warning(phrases.problem(str(error), speaking.language()), icon=":material/link_off:")
        return None


@st.cache_data(max_entries=64, show_spinner=False)
def _excerpts(format: str, original: str, places: tuple[Place, ...]) -> list[excerpts.Excerpt]:
    """original is named by its content's hash, so it never changes under its name."""
    content = Path(original).read_bytes()
    if format == PDF:
        pages = sorted({place.page for place in places if place.page is not None})
        return list(filter(None, (page_excerpt(content, number, places) for number in pages)))
    if format == _TEXT:
        return list(filter(None, [text_excerpt(content, places)]))
    return list(block_excerpts(read(original, content), places))


@st.cache_data(max_entries=64, show_spinner=False)
def _page(format: str, original: str, page: int) -> PagePicture | None:
    return page_picture(Path(original).read_bytes(), page)
