"""Disclosures that nobody has published: random, consistent to the cent, and fit for a layout."""

from __future__ import annotations

from random import Random
from typing import Final

from analytics.model import BUDGET, DEPARTMENT, UNIT, Disclosure, DisclosureRows
from analytics.reference import DivisionRow, divisions
from corpus.accounts import GENERAL, RandomAccounts
from corpus.layouts import Layout
from corpus.random_forms import add_forms
from corpus.random_prose import add_prose
from corpus.table_rows import printed_classes, table_rows

ORGANS: Final = ("医疗保障局", "民政局", "交通运输局", "卫生健康委员会", "财政局", "档案馆")
_YEARS: Final = range(2019, 2027)


def random_disclosure(random: Random, layout: Layout) -> DisclosureRows:
    """A disclosure that the layout can print; the same random state gives the same one.

    Places, hashes, identifiers and `tables` are for the reader to find: they stand empty.
    """
    place = random.choice([row for row in divisions() if row.level == "city"])
    agency = place.name + random.choice(ORGANS)
    disclosure = made_up_disclosure(layout, place, agency, random.choice(_YEARS))
    accounts = RandomAccounts(random, printed_classes(layout), closes=layout.kind != BUDGET)
    rows = table_rows(disclosure, layout, accounts)
    add_forms(random, layout, rows)
    general = [entry.code for entry in accounts.entries if entry.source == GENERAL]
    add_prose(random, rows, general)
    return rows


def made_up_disclosure(layout: Layout, place: DivisionRow, agency: str, year: int) -> Disclosure:
    """A disclosure of a body of a city, without a file."""
    return Disclosure(
        disclosure_id="",
        agency=agency,
        province=place.province,
        city=place.name,
        district=None,
        fiscal_year=year,
        kind=layout.kind,
        scope=UNIT if layout.kind == BUDGET else DEPARTMENT,
        printed_unit=layout.numbers.unit,
        format="pdf",
        source_name="",
        sha256="",
        pages=None,
    )
