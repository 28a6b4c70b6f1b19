"""What the pages ask the store, remembered for as long as the store stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType, MappingProxyType
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.comparing.scope import EVERYTHING, Scope, disclosures
from analytics.findings import checking
from analytics.remembering import for_a_version
from analytics.store import Store, open_store

Question = Callable[..., pd.DataFrame]
"""A function of comparing or findings: a store, a scope and options to a tidy frame."""

_REMEMBERED: Final = 128
"""Answers kept, of a few hundred rows each."""


def ask(question: Question, scope: Scope = EVERYTHING, **options: Any) -> pd.DataFrame:
    """The answer of a question to the workbench's store. Raises StoreError."""
    store = open_store()
    return _answer(str(store.path), store.version(), question, scope, options)


def all_disclosures() -> pd.DataFrame:
    """Every disclosure of the store, with its names. Raises StoreError."""
    return disclosures_in(EVERYTHING)


def place_names() -> Mapping[str, str]:
    """The Chinese name of every place of the store by its English one. Raises StoreError."""
    return _place_names(open_store())


@for_a_version(2)
def _place_names(store: Store) -> Mapping[str, str]:
    places = disclosures(store).drop_duplicates("place_en")
    return MappingProxyType(dict(zip(places["place_en"], places["place_zh"], strict=True)))


def disclosures_in(scope: Scope) -> pd.DataFrame:
    """The disclosures in scope, with their names, which are remembered as such."""
    return disclosures(open_store(), scope)


def unchecked() -> int:
    """How many disclosures of the store were not checked so far. Raises StoreError."""
    store = open_store()
    return _unchecked(str(store.path), store.version())


@st.cache_data(max_entries=2)
def _unchecked(path: str, version: str) -> int:
    return checking.unchecked(open_store(path))


def document(disclosure_id: str) -> pd.Series:
    """The row of the table `disclosures` of a document."""
    return ask(_rows, table="disclosures", disclosure_id=disclosure_id).iloc[0]


def table_of(disclosure_id: str, statement: str) -> pd.Series | None:
    """The row of the table `tables` of a document's statutory table that was printed, if any."""
    tables = ask(_rows, table="tables", disclosure_id=disclosure_id)
    found = tables[tables["statement"] == statement].dropna(subset=["title", "printed_unit"])
    return None if found.empty else found.iloc[0]


def readings_of(figure: pd.Series) -> pd.DataFrame:
    """The rows of the table `alternatives` of a figure of comparing.sources, by reading."""
    rows = ask(_rows, table="alternatives", disclosure_id=figure["disclosure_id"])
    for column in ("statement", "section", "code", "name", "measure"):
        value = figure[column]
        rows = rows[rows[column].isna() if pd.isna(value) else rows[column] == value]
    return rows.sort_values("reading_no")


def confidence_of(disclosure_id: str, page: int | None) -> float | None:
    """How sure text recognition was of a page, None where the page was not read from its picture.

    From 0 to 1, see the table `recognised_pages`.
    """
    pages = ask(_rows, table="recognised_pages", disclosure_id=disclosure_id)
    found = pages[pages["page"] == page]
    return None if found.empty else float(found.iloc[0]["confidence"])


def _rows(store: Store, scope: Scope, *, table: str, disclosure_id: str) -> pd.DataFrame:
    return store.query(f"FROM {table} WHERE disclosure_id = ? ORDER BY rowid", [disclosure_id])


@st.cache_data(
    max_entries=_REMEMBERED,
    # A spinner takes longer than most answers; the browser says that it waits.
    show_spinner=False,
    hash_funcs={FunctionType: lambda question: (question.__module__, question.__qualname__)},
)
def _answer(
    path: str, version: str, question: Question, scope: Scope, options: dict[str, Any]
) -> pd.DataFrame:
    """version is part of the key alone: another version is another answer."""
    return question(open_store(path), scope, **options)
