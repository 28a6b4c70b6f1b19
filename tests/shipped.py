"""The shipped disclosures, read once a run, and how rows are held against rows."""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from analytics.model import DisclosureRows
from analytics.reading import read
from analytics.recognising.disclosure import recognise
from analytics.recognising.wording import normalise
from analytics.reconciling.document import reconcile
from corpus import fonts

DISCLOSURES = Path(__file__).resolve().parents[1] / "data" / "disclosures"

SHIPPED = {
    "fushun": "fushun-2023-final_accounts.pdf",
    "ezhou": "ezhou-yiliaobaozhang-fuwuzhongxin-2022-final_accounts.pdf",
    "fuzhou": "fuzhou-2023-final_accounts.pdf",
    "langfang": "langfang-guangyang-2023-budget-unit.pdf",
    "luoyang": "luoyang-chanhe-2023-final_accounts.pdf",
}


def _lacks_font() -> str:
    try:
        fonts.register()
    except fonts.NoFontError as error:
        return str(error)
    return ""


needs_font = pytest.mark.skipif(bool(_lacks_font()), reason=_lacks_font() or "the font is there")
"""For what sets type: skipped with what to install where the machine has no font for it."""

_OF_THE_FILE = frozenset({"disclosure_id", "page", "locator"})


def rows_of_pdf(content: bytes) -> DisclosureRows:
    """All rows of the model that a PDF yields."""
    return reconcile(recognise(read("document.pdf", content)))


@lru_cache(maxsize=len(SHIPPED))
def shipped_rows(city: str) -> DisclosureRows:
    """All rows of the model that a shipped disclosure yields."""
    return rows_of_pdf((DISCLOSURES / SHIPPED[city]).read_bytes())


def printed_at(city: str, page: int, locator: str) -> str:
    """What stands in a box of a page of a shipped disclosure, spaces taken out."""
    box = tuple(float(edge) for edge in locator.split(","))
    text = _printed_page(city, page).crop(box).extract_text()
    return "".join(text.split())


@lru_cache(maxsize=1)
def _printed_page(city: str, page: int) -> pdfplumber.page.Page:
    with pdfplumber.open(DISCLOSURES / SHIPPED[city]) as pdf:
        printed = pdf.pages[page - 1]
        _ = printed.chars  # a page is read when it is first asked, and the file closes here
        return printed


def difference(
    expected: DisclosureRows, found: DisclosureRows, table: str, *, without: str = ""
) -> dict[str, list[dict[str, Any]]]:
    """The rows of a table that only one of two readings has, places and wrapping left aside.

    without names further columns to leave aside, parted by spaces.
    """
    aside = _OF_THE_FILE | set(without.split())
    wanted, got = (
        Counter(_comparable(row, aside) for row in rows.rows_of(table))
        for rows in (expected, found)
    )
    only = {"lost": wanted - got, "new": got - wanted}
    return {word: [dict(row) for row in rows] for word, rows in only.items() if rows}


def _comparable(row: Any, aside: set[str] | frozenset[str]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (column, normalise(value) if isinstance(value, str) else repr(value))
        for column, value in dataclasses.asdict(row).items()
        if column not in aside
    )
