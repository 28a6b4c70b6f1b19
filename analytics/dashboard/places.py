"""Places in a document as they look there: parts of pages, rows of tables, lines of a text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics.dashboard import excerpts, speaking
from analytics.reading import UnreadableError, read
from analytics.reading.blocks import Place
from analytics.reading.excerpt import block_excerpts, page_excerpt, page_picture, text_excerpt
from analytics.store import StoreError, open_store

PDF = "pdf"
_TEXT = "text"


def show(disclosure: pd.Series, places: Sequence[Place], printed: Collection[str] = ()) -> None:
    """Shows the places of a document outlined amid what stands around them.

    disclosure is the row of the table `disclosures`. printed is what the cells meant read, for a
    text, where a place is a whole line.
    """
    _show(disclosure, tuple(places), None, printed)


def show_page(disclosure: pd.Series, page: int, places: Sequence[Place] = ()) -> None:
    """Shows a whole page of a PDF, the places on it outlined."""
    _show(disclosure, tuple(places), page, ())


def _show(
    disclosure: pd.Series, places: tuple[Place, ...], page: int | None, printed: Collection[str]
) -> None:
    say = speaking.language()
    try:
        with st.spinner(say("evidence.opening")):
            original = open_store().original(disclosure["sha256"])
            found = _excerpts(disclosure["format"], str(original), places, page)
    except (StoreError, UnreadableError, OSError) as error:
        st.warning(str(error), icon=":material/link_off:")
        return
    for excerpt in found:
        st.html(excerpts.as_html(excerpt, printed, say("evidence.picture")))


@st.cache_data(max_entries=64, show_spinner=False)
def _excerpts(
    format: str, original: str, places: tuple[Place, ...], page: int | None
) -> list[excerpts.Excerpt]:
    """original is named by its content's hash, so it never changes under its name."""
    content = Path(original).read_bytes()
    if page is not None:
        return list(filter(None, [page_picture(content, page, places)]))
    if format == PDF:
        pages = sorted({place.page for place in places if place.page is not None})
        return list(filter(None, (page_excerpt(content, number, places) for number in pages)))
    if format == _TEXT:
        return list(filter(None, [text_excerpt(content, places)]))
    return list(block_excerpts(read(original, content), places))
