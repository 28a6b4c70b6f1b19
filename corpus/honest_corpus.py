"""Many honest disclosures: bodies of all sizes, some with two years, some with a budget beside.

Amounts are counted in 元 and printed in 万元, so that sums of printed figures are off in their
last place, as they are in the originals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import Final

from analytics.model import BUDGET, DisclosureRows
from analytics.reference import DivisionRow, divisions
from corpus.honest_accounts import HonestAccounts, years_of_accounts
from corpus.honest_forms import add_honest_forms, random_marking
from corpus.honest_prose import Wording, add_honest_prose, random_wording
from corpus.layouts import Layout
from corpus.ledger import NumberStyle
from corpus.provinces import LAYOUTS
from corpus.random_disclosures import ORGANS, made_up_disclosure
from corpus.table_rows import printed_classes, table_rows

_BUDGETS: Final = [layout for layout in LAYOUTS.values() if layout.kind == BUDGET]
_ACCOUNTS: Final = [layout for layout in LAYOUTS.values() if layout.kind != BUDGET]
_TWO_YEARS: Final = 0.4
_WITH_BUDGET: Final = 0.3
_IN_YUAN: Final = 0.1


@dataclass
class Made:
    """A disclosure, and the layout that can print it."""

    rows: DisclosureRows
    layout: Layout


def honest_corpus(seed: int, count: int) -> Iterator[list[Made]]:
    """So many disclosures by body, oldest first; the same seed gives the same ones."""
    made = body = 0
    while made < count:
        disclosures = honest_body(seed, body)[: count - made]
        yield disclosures
        made += len(disclosures)
        body += 1


def honest_body(seed: int, number: int) -> list[Made]:
    """The disclosures of one body: one or two years, of one kind or of both."""
    random = Random(f"{seed} {number}")
    cities = [row for row in divisions() if row.level == "city"]
    place = cities[number % len(cities)]
    agency = place.name + ORGANS[number // len(cities) % len(ORGANS)]
    layout = random.choice(_ACCOUNTS)
    if random.random() < _IN_YUAN:
        layout = replace(layout, numbers=NumberStyle(unit="元", thousands=True))
    years = 2 if random.random() < _TWO_YEARS else 1
    budget = random.choice(_BUDGETS) if random.random() < _WITH_BUDGET else None
    both = [layout] if budget is None else [budget, layout]
    classes = set.intersection(*(printed_classes(each) for each in both))
    accounts = years_of_accounts(random, classes, years + 1)
    body = _Body(random, place, agency, random_wording(random))
    first = random.randint(2019, 2024)
    return [
        body.disclosure(each, first + at, now, before)
        for at, (before, now) in enumerate(pairwise(accounts))
        for each in both
    ]


@dataclass
class _Body:
    """Makes the disclosures of one body."""

    random: Random
    place: DivisionRow
    agency: str
    wording: Wording

    def disclosure(
        self, layout: Layout, year: int, now: HonestAccounts, before: HonestAccounts
    ) -> Made:
        if layout.kind == BUDGET:
            now, before = now.as_budget(), before.as_budget()
        disclosure = made_up_disclosure(layout, self.place, self.agency, year)
        disclosure.disclosure_id = f"{self.agency}-{year}-{layout.kind}"
        rows = table_rows(disclosure, layout, now)
        marking = random_marking(self.random, layout)
        add_honest_forms(self.random, layout, rows, now, marking)
        add_honest_prose(self.random, rows, now, before, self.wording)
        return Made(rows, layout)
