"""Bodies of all China with the disclosures of some years each, as a store would hold them.

They are honest ones (corpus.honest_accounts, honest_forms, honest_prose), so that tables add up
and final accounts lead to those of the next year. Here and there a table is missing, was not read
or does not add up, and some projects spent nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice, pairwise
from random import Random
from typing import Final, NamedTuple

from analytics.model import (
    BUDGET,
    CLOSED,
    DEPARTMENT,
    EMPTY,
    MISSING,
    OPEN,
    UNIT,
    UNREAD,
    DisclosureRows,
    LineItem,
    TableFound,
)
from analytics.recognising.divisions import identifier_stem
from analytics.reference import DivisionRow, divisions
from corpus.honest_accounts import HonestAccounts, years_of_accounts
from corpus.honest_forms import PROJECTS, add_honest_forms, execution_rate, random_marking
from corpus.honest_prose import Wording, add_honest_prose, random_wording
from corpus.layouts import Layout
from corpus.ledger import NumberStyle
from corpus.provinces import LAYOUTS
from corpus.random_disclosures import ORGANS, made_up_disclosure
from corpus.table_rows import printed_classes, table_rows

YEARS: Final = range(2019, 2026)

SHARED_PROGRAMMES: Final = ("医疗服务与保障能力提升", "城乡医疗救助", "城乡居民医保补助")
"""Programmes that run in every city under these names."""

_BUDGETS: Final = [layout for layout in LAYOUTS.values() if layout.kind == BUDGET]
_ACCOUNTS: Final = [layout for layout in LAYOUTS.values() if layout.kind != BUDGET]
_MOST_YEARS: Final = 4
_WITH_BUDGETS: Final = 0.4
_UNITS: Final = 0.15
_IN_YUAN: Final = 0.1
_SPENT_NOTHING: Final = 0.03
_LEAST_ITEMS: Final = 4
_FLAWS: Final = {MISSING: 0.03, UNREAD: 0.02, OPEN: 0.03}
"""In how many disclosures one table is so."""


class Body(NamedTuple):
    """A public body, and how it prints and words its disclosures."""

    place: DivisionRow
    agency: str
    scope: str
    wording: Wording
    layouts: tuple[Layout, ...]


def many_disclosures(seed: int, count: int) -> Iterator[DisclosureRows]:
    """So many disclosures, body after body; the same seed gives the same ones.

    All rows have the document's identifier, and `tables` say what was read of it; places are for
    corpus.places to give. With 10,000 they are of some 3,000 bodies.
    """
    every = (rows for number in range(len(_offices())) for rows in _of_body(seed, number))
    return islice(every, count)


@lru_cache(maxsize=1)
def _offices() -> list[tuple[DivisionRow, str]]:
    """Every organ of provinces and cities, and one of each district, well mixed."""
    offices = [
        (place, organ)
        for place in divisions()
        for organ in (ORGANS if place.level != "district" else ORGANS[:1])
    ]
    Random(0).shuffle(offices)
    return offices


def _of_body(seed: int, number: int) -> Iterator[DisclosureRows]:
    """The disclosures of one body: some years in a row, of final accounts or of both kinds."""
    random = Random(f"{seed} {number}")
    layout, budget = random.choice(_ACCOUNTS), random.choice(_BUDGETS)
    if random.random() < _IN_YUAN:
        layout = replace(layout, numbers=NumberStyle(unit="元", thousands=True))
    place, organ = _offices()[number]
    above = place.city if place.level == "district" else ""
    body = Body(
        place,
        above + place.name + organ,
        UNIT if random.random() < _UNITS else DEPARTMENT,
        random_wording(random),
        (budget, layout) if random.random() < _WITH_BUDGETS else (layout,),
    )
    years = random.randint(1, _MOST_YEARS)
    first = random.choice(YEARS[: len(YEARS) - years + 1])
    classes = printed_classes(layout) & printed_classes(budget)
    accounts = years_of_accounts(random, classes, years + 1, _LEAST_ITEMS)
    for year, (before, now) in enumerate(pairwise(accounts), first):
        for each in body.layouts:
            yield _disclosure(random, body, each, year, now, before)


def _disclosure(
    random: Random,
    body: Body,
    layout: Layout,
    year: int,
    now: HonestAccounts,
    before: HonestAccounts,
) -> DisclosureRows:
    if layout.kind == BUDGET:
        now, before = now.as_budget(), before.as_budget()
    disclosure = made_up_disclosure(layout, body.place, body.agency, year)
    ending = "" if body.scope == DEPARTMENT else f"-{body.scope}"
    stem = f"{identifier_stem(body.agency)}-{year}-{layout.kind}{ending}"
    disclosure.disclosure_id, disclosure.source_name = stem, f"{stem}.pdf"
    disclosure.scope = body.scope
    disclosure.city, disclosure.district = _city_and_district(body.place)
    rows = table_rows(disclosure, layout, now)
    marking = random_marking(random, layout)
    names = (*PROJECTS, *SHARED_PROGRAMMES)
    add_honest_forms(random, layout, rows, now, marking, names, _rate)
    add_honest_prose(random, rows, now, before, body.wording)
    _add_tables(random, layout, rows)
    for table in ("line_items", "evaluations", "funding", "indicators", "statements_in_prose"):
        for row in rows.rows_of(table):
            row.disclosure_id = stem
    return rows


def _city_and_district(place: DivisionRow) -> tuple[str | None, str | None]:
    if place.level == "province":
        return None, None
    if place.level == "city":
        return place.name, None
    return place.city or None, place.name


def _rate(random: Random) -> float:
    return 0.0 if random.random() < _SPENT_NOTHING else execution_rate(random)


def _add_tables(random: Random, layout: Layout, rows: DisclosureRows) -> None:
    """The tables that the layout prints: all of them closed or empty, or all but one."""
    one = random.choice([table.statement for table in layout.tables])
    (flaw,) = random.choices([None, *_FLAWS], [1 - sum(_FLAWS.values()), *_FLAWS.values()])
    if flaw in (MISSING, UNREAD):
        rows.line_items = [item for item in rows.line_items if item.statement != one]
    for number, table in enumerate(layout.tables, 1):
        own = [item for item in rows.line_items if item.statement == table.statement]
        status = CLOSED if own else EMPTY
        if flaw and table.statement == one and not (flaw == OPEN and status == EMPTY):
            status = flaw
        if status == OPEN:
            _misprint(random, own, layout.numbers)
        rows.tables.append(
            TableFound(
                disclosure_id=rows.disclosure.disclosure_id,
                table_no=number,
                statement=table.statement,
                title=None if status == MISSING else table.title,
                first_page=None,
                last_page=None,
                printed_unit=None if status == MISSING else layout.numbers.unit,
                rows=len({(item.section, item.code, item.name) for item in own}),
                status=status,
            )
        )


def _misprint(random: Random, items: list[LineItem], numbers: NumberStyle) -> None:
    """One amount of a table is printed ten times too large, if any is not zero."""
    printed = [item for item in items if item.amount] or items
    item = random.choice(printed)
    item.amount = float(Decimal(str(item.amount)) * 10)
    item.raw = numbers.print(item.amount)
