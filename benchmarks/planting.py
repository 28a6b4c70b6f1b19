"""A corpus with known errors in it: honest disclosures, some of them changed by a plant or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from random import Random

from analytics.model import CHECKED, MODEL, DisclosureRows
from analytics.reading import read
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile
from analytics.store import Store
from benchmarks.plants import PLANTS, Plant, Target
from corpus.honest_corpus import Made, honest_corpus
from corpus.layouts import Layout
from corpus.typeset import typeset

PARTS = ("tables", "sentences", "forms")
SHARE = 0.5
"""Of how many parts of disclosures something is planted in."""
TYPESET_EVERY = 20
"""Of so many disclosures, one goes through a PDF and the reader."""


@dataclass
class Planted:
    """A disclosure with what was planted in it; earlier is the body's one of its kind before."""

    made: Made
    plants: list[tuple[Plant, Target]] = field(default_factory=list)
    earlier: Planted | None = None

    @property
    def rows(self) -> DisclosureRows:
        return self.made.rows

    @property
    def disclosure_id(self) -> str:
        return self.made.rows.disclosure.disclosure_id


def planted_corpus(seed: int, count: int) -> list[Planted]:
    """So many disclosures; at most one plant a part of each, the rarest that it has room for."""
    random = Random(seed)
    used: Counter[str] = Counter()
    corpus = []
    for body in honest_corpus(seed, count):
        latest: dict[str, Planted] = {}
        for made in body:
            kind = made.rows.disclosure.kind
            planted = Planted(made, earlier=latest.get(kind))
            for part in PARTS:
                if random.random() < SHARE:
                    _plant(random, planted, part, used)
            latest[kind] = planted
            corpus.append(planted)
    return corpus


def _plant(random: Random, planted: Planted, part: str, used: Counter[str]) -> None:
    earlier = planted.earlier.rows if planted.earlier else None
    for plant in sorted(PLANTS, key=lambda plant: used[plant.name]):
        if plant.part != part:
            continue
        changed = plant.apply(random, planted.made, earlier)
        if changed is not None:
            planted.made, target = changed
            planted.plants.append((plant, target))
            used[plant.name] += 1
            return


def store_corpus(store: Store, corpus: list[Planted], readers: Executor | None) -> None:
    """Puts all disclosures in a store: as made, or with readers every twentieth as read again."""
    through_pdf = corpus[::TYPESET_EVERY] if readers else []
    for planted in corpus:
        place(planted.rows)
    if readers:
        made = [(planted.rows, planted.made.layout) for planted in through_pdf]
        for planted, rows in zip(through_pdf, readers.map(_read_again, made), strict=True):
            planted.made = replace(planted.made, rows=rows)
    for some in _portions(corpus):
        tables = {
            table: [row for planted in some for row in planted.rows.rows_of(table)]
            for table in MODEL
            if table not in CHECKED
        }
        store.replace([planted.disclosure_id for planted in some], tables)


def _portions(corpus: list[Planted], size: int = 200) -> Iterator[list[Planted]]:
    for start in range(0, len(corpus), size):
        yield corpus[start : start + size]


def place(rows: DisclosureRows) -> None:
    """Gives each row the document's id and a place of its own, as a reader would."""
    disclosure_id = rows.disclosure.disclosure_id
    for table in ("line_items", "evaluations", "indicators", "statements_in_prose"):
        for number, row in enumerate(rows.rows_of(table), 1):
            row.disclosure_id = disclosure_id
            row.locator = f"{disclosure_id} {table} {number}"
    for source in rows.funding:
        source.disclosure_id = disclosure_id


def _read_again(made: tuple[DisclosureRows, Layout]) -> DisclosureRows:
    """What the reader makes of a disclosure that was set as a PDF."""
    rows, layout = made
    disclosure = rows.disclosure
    found = reconcile(recognise(read(f"{disclosure.disclosure_id}.pdf", typeset(rows, layout))))
    for table in MODEL:
        if table not in CHECKED:
            for row in found.rows_of(table):
                row.disclosure_id = disclosure.disclosure_id
    return found
