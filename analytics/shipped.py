"""The five shipped disclosures in a store of their own, for notebooks to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from analytics.findings.checking import check, unchecked
from analytics.ingesting import ingest
from analytics.schema import SCHEMA_VERSION
from analytics.settings import ROOT
from analytics.store import open_store

DISCLOSURES: Final = ROOT / "data" / "disclosures"


def shipped(path: Path | None = None) -> Path:
    """The path of a store of the shipped disclosures, read and checked; made where it is not there.

    By default it lies in data/, beside the store of the reader's own documents. Raises StoreError
    where it cannot be made.
    """
    store = open_store(path or ROOT / "data" / f"shipped-{SCHEMA_VERSION}.duckdb")
    ingest([DISCLOSURES], store)
    if unchecked(store):
        check(store)
    return store.path
