"""Several printed cells of a document: what they read, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.dashboard import data, evidence, places, speaking
from analytics.dashboard.markup import plain
from analytics.reading.blocks import Place

Cell = Mapping[str, Any]
"""page, locator and text of a printed cell."""


def show(disclosure_id: str, cells: Sequence[Cell], key: str) -> None:
    """Shows the cells of one page outlined on it; where they stand on several, it can be chosen.

    key tells the choice apart from others of the same page of the dashboard.
    """
    disclosure = data.document(disclosure_id)
    pages = list(dict.fromkeys(_page(cell) for cell in cells))
    page = pages[0] if len(pages) == 1 else _chosen(pages, key)
    of_page = [cell for cell in cells if _page(cell) == page]
    st.markdown("  \n".join(_told(of_page, disclosure, page)))
    # A text's place is a whole line, and what the cells in it read is told with it.
    printed = {word for cell in of_page for word in cell["text"].replace("|", " ").split()}
    places.show(disclosure, [Place(page, cell["locator"]) for cell in of_page], printed)


def _chosen(pages: Sequence[int | None], key: str) -> int | None:
    page: int | None = st.pills(
        speaking.language()("evidence.pages"),
        pages,
        default=pages[0],
        required=True,
        key=f"pages-{key}",
    )
    return page


def _told(cells: Sequence[Cell], disclosure: pd.Series, page: int | None) -> Iterator[str]:
    say = speaking.language()
    yield evidence.document_at(disclosure, None if page is None else say("evidence.page", n=page))
    yield from evidence.recognised(disclosure["disclosure_id"], page)
    for cell in cells:
        yield say("evidence.printed", text=plain(cell["text"]))


def _page(cell: Cell) -> int | None:
    return None if pd.isna(cell["page"]) else int(cell["page"])
