"""A store of made-up disclosures, filled straight: no document is set and none is read.

Ten thousand disclosures have about seven million line items and take some minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from analytics.ingesting import READER_VERSION
from analytics.model import CHECKED, MODEL, STORED, DisclosureRows, Ingest
from analytics.schema import INGESTS
from analytics.store import Store
from corpus.many_bodies import many_disclosures
from corpus.places import place

_AT_ONCE: Final = 250
_FIRST_TAKEN_IN: Final = datetime(2026, 1, 1)


def fill(
    store: Store, seed: int, count: int, told: Callable[[int], None] = lambda done: None
) -> None:
    """Puts so many disclosures into a new store; the same seed gives the same rows.

    told is called with how many are in it, every now and then. The store holds no findings (see
    analytics.findings.checking) and no originals. Raises StoreError.
    """
    made = many_disclosures(seed, count)
    done = 0
    while portion := list(_finished(islice(made, _AT_ONCE))):
        tables = {
            table: [row for rows in portion for row in rows.rows_of(table)]
            for table in MODEL
            if table not in CHECKED
        }
        log = [_taken_in(rows, number) for number, rows in enumerate(portion, done)]
        store.replace([], {**tables, INGESTS: log})
        done += len(portion)
        told(done)


def _finished(made: Iterator[DisclosureRows]) -> Iterator[DisclosureRows]:
    for rows in made:
        place(rows)
        disclosure = rows.disclosure
        disclosure.sha256 = hashlib.sha256(disclosure.disclosure_id.encode()).hexdigest()
        yield rows


def _taken_in(rows: DisclosureRows, number: int) -> Ingest:
    disclosure = rows.disclosure
    return Ingest(
        ingested_at=_FIRST_TAKEN_IN + timedelta(minutes=number),
        file=disclosure.source_name,
        sha256=disclosure.sha256,
        outcome=STORED,
        message=f"stored as {disclosure.disclosure_id}",
        disclosure_id=disclosure.disclosure_id,
        reader_version=READER_VERSION,
    )
