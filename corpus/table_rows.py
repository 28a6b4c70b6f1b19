"""The line items of a made-up disclosure: accounts, printed in the tables of a layout.

What is made is the rows that reading the typeset document must give, `raw` and `printed_name`
included, so that a document can be held against what it was made from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from analytics.model import (
    BUDGET,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    GRAND_TOTAL,
    PERSONNEL_TOTAL,
    PUBLIC_TOTAL,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    REVENUE_TOTAL,
    SECTION_CARRY_OVER,
    SECTION_EXPENDITURE,
    SECTION_PERSONNEL,
    SECTION_PUBLIC,
    SECTION_REVENUE,
    STATE_CAPITAL,
    THREE_PUBLIC,
    THREE_PUBLIC_NAMES,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
    Disclosure,
    DisclosureRows,
    LineItem,
)
from analytics.recognising.wording import canonical_label, normalise
from analytics.reference import economic_names, functional_names
from corpus.accounts import (
    CAPITAL,
    FISCAL,
    FUND,
    GENERAL,
    OTHER,
    Accounts,
    Amount,
    total,
    tree,
)
from corpus.layouts import Layout
from corpus.tables import Across, Down, Listing, SectionedListing, SideBySide, TwoSided

_SOURCES: Final = (
    ("一般公共预算", GENERAL),
    ("政府性基金预算", FUND),
    ("国有资本经营预算", CAPITAL),
    ("其他收入", OTHER),
)
"""Which source a revenue label is of, by how it begins."""
_GRAND_TOTALS: Final = frozenset({GRAND_TOTAL, "收入总计", "支出总计"})
_OPENING: Final = ("年初", "上年结转")
_CLOSING: Final = ("年末", "年终")

_AMOUNTS: Final[dict[str, dict[str, Amount]]] = {
    REVENUE: {
        "total": lambda entry: entry.revenue,
        "fiscal_appropriation": lambda entry: entry.revenue if entry.source in FISCAL else 0,
        "other": lambda entry: entry.revenue if entry.source == OTHER else 0,
    },
    EXPENDITURE: {
        "total": lambda entry: entry.total,
        "basic": lambda entry: entry.basic,
        "project": lambda entry: entry.project,
    },
}
_AMOUNTS[GENERAL_BUDGET_EXPENDITURE] = _AMOUNTS[STATE_CAPITAL] = _AMOUNTS[EXPENDITURE]
_AMOUNTS[GOVERNMENT_FUND] = {
    "opening_balance": lambda entry: entry.opening,
    "revenue": lambda entry: entry.revenue,
    **_AMOUNTS[EXPENDITURE],
    "closing_balance": lambda entry: entry.closing,
}
_BUDGET_REVENUE: Final[dict[str, Amount]] = {
    **_AMOUNTS[REVENUE],
    "total": lambda entry: entry.revenue + entry.opening,
    "subtotal": lambda entry: entry.revenue,
    "carry_over": lambda entry: entry.opening,
}
_TABLE_SOURCES: Final = {
    GENERAL_BUDGET_EXPENDITURE: (GENERAL,),
    GOVERNMENT_FUND: (FUND,),
    STATE_CAPITAL: (CAPITAL,),
}
"""The tables that hold the entries of one source only."""

_PERSONNEL_CLASSES: Final = ("301", "303")
_SECTIONED_CLASSES: Final = (*_PERSONNEL_CLASSES, "302", "310")


def table_rows(disclosure: Disclosure, layout: Layout, accounts: Accounts) -> DisclosureRows:
    """A disclosure with the line items that its accounts give in the tables of a layout.

    Places and `tables` are for the reader to find: they stand empty.
    """
    maker = _Maker(disclosure, layout, accounts)
    for table in layout.tables:
        if isinstance(table, TwoSided):
            maker.add_summary(table)
        elif isinstance(table, SideBySide | SectionedListing):
            maker.add_basic(table)
        elif isinstance(table, Listing):
            maker.add_listing(table)
        elif isinstance(table, Across | Down):
            maker.add_three_public(table)
    return maker.rows


def printed_classes(layout: Layout) -> set[str]:
    """The names of the functional classes that the summary of a layout prints."""
    return {
        canonical_label(label)
        for table in layout.tables
        if isinstance(table, TwoSided) and table.statement == REVENUE_EXPENDITURE_SUMMARY
        for label in table.right
    }


class _Maker:
    """Makes the line items of one disclosure, table by table."""

    def __init__(self, disclosure: Disclosure, layout: Layout, accounts: Accounts) -> None:
        self._numbers = layout.numbers
        self._is_budget = layout.kind == BUDGET
        self._accounts = accounts
        self.entries = accounts.entries
        self.rows = DisclosureRows(disclosure)

    def add_summary(self, table: TwoSided) -> None:
        """One of the two summaries, line by line as the layout labels them."""
        among: Sequence[str] = ()
        columns: dict[str, Sequence[str]] = {"amount": ()}
        if table.statement == FISCAL_APPROPRIATION_SUMMARY:
            among = FISCAL
            columns = {"total": FISCAL, **{source: (source,) for source in FISCAL}}
        is_below_opening = False
        for label in (*table.left, *(left for left, _ in table.closing)):
            source = _source_of(label)
            is_carried = is_below_opening and source is not None
            section = SECTION_CARRY_OVER if is_carried else SECTION_REVENUE
            cents = self._received(label, [source] if source else among, is_carried)
            self._add_label(table.statement, section, label, {"amount": cents})
            is_below_opening = is_below_opening or label.startswith(_OPENING)
        for label in (*table.right, *(right for _, right in table.closing)):
            spent = {measure: self._spent(label, among) for measure, among in columns.items()}
            self._add_label(table.statement, SECTION_EXPENDITURE, label, spent)

    def _received(self, label: str, among: Sequence[str], is_carried: bool) -> int:
        name = canonical_label(label)
        if name.startswith(_OPENING) or is_carried:
            return total(self.entries, lambda entry: entry.opening, *among)
        if name in _GRAND_TOTALS:
            return total(self.entries, lambda entry: entry.revenue + entry.opening, *among)
        if name == REVENUE_TOTAL or _source_of(label):
            return total(self.entries, lambda entry: entry.revenue, *among)
        return 0

    def _spent(self, label: str, among: Sequence[str]) -> int:
        name = canonical_label(label)
        if name.startswith(_CLOSING):
            return total(self.entries, lambda entry: entry.closing, *among)
        if name in _GRAND_TOTALS:
            return total(self.entries, lambda entry: entry.total + entry.closing, *among)
        if name == EXPENDITURE_TOTAL:
            return total(self.entries, lambda entry: entry.total, *among)
        within = [entry for entry in self.entries if functional_names()[entry.code[:3]] == name]
        return total(within, lambda entry: entry.total, *among)

    def _add_label(
        self, statement: str, section: str, label: str, amounts: Mapping[str, int]
    ) -> None:
        name = canonical_label(label)
        for measure, cents in amounts.items():
            if label:
                named = GRAND_TOTAL if name in _GRAND_TOTALS else name
                self._add(statement, measure, cents, named, label, section)

    def add_listing(self, table: Listing) -> None:
        """A table by functional code, its total first; nothing where no entry belongs to it."""
        amounts = _AMOUNTS[table.statement]
        if self._is_budget and table.statement == REVENUE:
            amounts = _BUDGET_REVENUE
        sources = _TABLE_SOURCES.get(table.statement, (*FISCAL, OTHER))
        entries = [entry for entry in self.entries if entry.source in sources]
        printed = table.columns[len(table.total) :]
        columns: dict[str, Amount] = {
            measure: amounts.get(measure, lambda entry: 0) for measure in printed
        }
        rows = tree(entries, columns)
        if rows:
            for measure, amount in columns.items():
                self._add(table.statement, measure, total(entries, amount), TOTAL)
        for code, sums in rows.items():
            for measure, cents in sums.items():
                self._add(table.statement, measure, cents, functional_names()[code], code=code)

    def add_basic(self, table: SideBySide | SectionedListing) -> None:
        """Basic expenditure by economic code, spread over some codes of each section."""
        if isinstance(table, SideBySide):
            printed = [code for group in table.groups for code in group]
        else:
            printed = [code for code in economic_names() if code[:3] in _SECTIONED_CLASSES]
        section_of = {
            code: SECTION_PERSONNEL if code[:3] in _PERSONNEL_CLASSES else SECTION_PUBLIC
            for code in printed
        }
        whole = total(self.entries, lambda entry: entry.basic, GENERAL)
        sums = dict.fromkeys(printed, 0)
        parts: dict[str, int] = {}
        for section, amounts in self._accounts.basic(
            {
                section: [c for c in printed if len(c) == 5 and section_of[c] == section]
                for section in (SECTION_PERSONNEL, SECTION_PUBLIC)
            }
        ).items():
            parts[section] = sum(amounts.values())
            for code, cents in amounts.items():
                sums[code] += cents
                sums[code[:3]] += cents
        for code, cents in sums.items():
            if cents or isinstance(table, SideBySide):
                name = economic_names()[code]
                self._add(table.statement, "amount", cents, name, None, section_of[code], code)
        names = {SECTION_PERSONNEL: PERSONNEL_TOTAL, SECTION_PUBLIC: PUBLIC_TOTAL}
        for section, amount in parts.items():
            label = names[section] if isinstance(table, SideBySide) else TOTAL
            self._add(table.statement, "amount", amount, names[section], label, section)
        if isinstance(table, SectionedListing):
            self._add(table.statement, "amount", whole, TOTAL)

    def add_three_public(self, table: Across | Down) -> None:
        """The six items of “三公” for each measure that the layout prints."""
        if isinstance(table, Across):
            labels = {name: name for name in THREE_PUBLIC_NAMES}
            measures = list(table.measures)
        else:
            labels = dict(table.items)
            measures = [column for column in ("budget", "final") if column in table.columns]
        for measure in measures:
            amounts = dict(self._accounts.three_public(measure))
            amounts[TOTAL] = sum(amounts.values())
            amounts[VEHICLES] = amounts[VEHICLE_PURCHASE] + amounts[VEHICLE_OPERATION]
            for name, label in labels.items():
                self._add(THREE_PUBLIC, measure, amounts[name], name, label)

    def _add(
        self,
        statement: str,
        measure: str,
        cents: int,
        name: str,
        printed_name: str | None = None,
        section: str | None = None,
        code: str | None = None,
    ) -> None:
        """One printed amount; none where the layout prints zero as a blank."""
        amount = self._numbers.rounded(Decimal(cents) / self._accounts.parts)
        raw = self._numbers.print(amount)
        if not raw:
            return
        self.rows.line_items.append(
            LineItem(
                disclosure_id="",
                statement=statement,
                section=section,
                code=code,
                economic_code=None,
                name=normalise(name),
                printed_name=printed_name or name,
                level={3: 1, 5: 2, 7: 3}[len(code)] if code else None,
                measure=measure,
                amount=float(amount),
                raw=raw,
                page=None,
                locator="",
                repaired=None,
            )
        )


def _source_of(label: str) -> str | None:
    name = canonical_label(label)
    return next((source for words, source in _SOURCES if name.startswith(words)), None)
