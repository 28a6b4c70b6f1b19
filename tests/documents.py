"""Documents that tests read: the published originals, where they are at hand, and made-up ones."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from analytics.model import DisclosureRows
from analytics.reading import read
from analytics.reading.blocks import Document
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile

SHARED = Path(__file__).resolve().parents[2] / "shared"

SEEDS = {
    "fushun": "fushun_2023_final_accounts.txt",
    "ezhou": "ezhou_2022_final_accounts.txt",
    "fuzhou": "fuzhou_2023_final_accounts.txt",
    "langfang": "langfang_guangyang_2023_budget.txt",
    "luoyang": "luoyang_chanhe_2023_final_accounts.txt",
}


def seed_text(city: str) -> str:
    """The text of a published original; the test is skipped where the originals are not at hand."""
    path = SHARED / "seeds" / SEEDS[city]
    if not path.exists():
        pytest.skip(f"the published original {path.name} is not beside the checkout")
    return path.read_text(encoding="utf-8")


def document(text: str, name: str = "document.txt") -> Document:
    """A text as the reader gives it."""
    return read(name, text.encode())


def rows_of(text: str) -> DisclosureRows:
    """All rows of the model that a text yields."""
    return reconcile(recognise(document(text)))


@lru_cache(maxsize=len(SEEDS))
def seed_rows(city: str) -> DisclosureRows:
    """All rows of the model that a published original yields."""
    return rows_of(seed_text(city))
