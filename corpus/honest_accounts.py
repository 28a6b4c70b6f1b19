"""Accounts as bodies have them: sums in 元, from the distributions that budgets follow.

Sizes are log-normal, shares of items are skewed, little is carried over, “三公” are small and
mostly stay below their budget. The accounts of one year lead to those of the next.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from analytics.model import (
    OVERSEAS,
    RECEPTION,
    SECTION_PERSONNEL,
    SECTION_PUBLIC,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
)
from corpus.accounts import GENERAL, Entry, items_of, total

YUAN: Final = 10_000
"""How many 元 a 万元 has."""

_LEAST_BODY: Final = 2_000_000
_PUBLIC_ODDS: Final = {
    OVERSEAS: 0.08,
    RECEPTION: 0.8,
    VEHICLE_PURCHASE: 0.12,
    VEHICLE_OPERATION: 0.85,
}
"""How many of a hundred bodies spend on each of the “三公”."""


@dataclass(frozen=True)
class HonestAccounts:
    """What a body received and spent in one year, in 元.

    initial is each item's budget at the start of the year, by code and source; staffing the part
    of basic expenditure that goes to personnel; public the “三公” by measure.
    """

    entries: Sequence[Entry]
    initial: Mapping[tuple[str, str], int]
    staffing: float
    public: Mapping[str, Mapping[str, int]]
    parts: int = YUAN

    def sections(self) -> dict[str, int]:
        """The general budget's personnel and public expenses."""
        whole = total(self.entries, lambda entry: entry.basic, GENERAL)
        personnel = round(whole * self.staffing)
        return {SECTION_PERSONNEL: personnel, SECTION_PUBLIC: whole - personnel}

    def basic(self, leaves: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
        """The sections, each cut into falling shares of its first codes."""
        return {
            section: dict(zip(codes, apportion(self.sections()[section], _FALLING), strict=False))
            for section, codes in leaves.items()
        }

    def three_public(self, measure: str) -> dict[str, int]:
        """The four “三公” items that are no sums, of one measure."""
        return dict(self.public[measure])

    def as_budget(self) -> HonestAccounts:
        """What was planned for the same year: no balances, the items' initial budgets."""
        planned = []
        for entry in self.entries:
            amount = self.initial[entry.code, entry.source]
            basic = round(amount * entry.basic / entry.total) if entry.total else 0
            planned.append(Entry(entry.code, entry.source, amount, 0, 0, basic, amount - basic))
        return replace(self, entries=planned)


_FALLING: Final = tuple(0.72**at for at in range(9))


def apportion(amount: int, weights: Sequence[float]) -> list[int]:
    """A whole amount cut in proportion to weights; the first part takes what rounding leaves."""
    whole = sum(weights)
    parts = [int(amount * weight / whole) for weight in weights]
    return [parts[0] + amount - sum(parts), *parts[1:]]


def years_of_accounts(
    random: Random, classes: Collection[str], years: int, least_items: int = 3
) -> list[HonestAccounts]:
    """The accounts of one body over some years, oldest first, of so many items or more."""
    accounts = [_first(random, classes, least_items)]
    while len(accounts) < years:
        accounts.append(_following(random, accounts[-1]))
    return accounts


def _first(random: Random, classes: Collection[str], least_items: int) -> HonestAccounts:
    size = max(int(random.lognormvariate(16.9, 1.2)), _LEAST_BODY)
    codes = items_of(random, classes, min(least_items + int(random.expovariate(0.25)), 18))
    weights = [random.lognormvariate(0, 1.3) for _ in codes]
    entries = []
    for (code, source), revenue in zip(codes, apportion(size, weights), strict=True):
        opening = int(revenue * random.betavariate(1, 12)) if random.random() < 0.3 else 0
        share = random.choice((0.0, 0.0, 1.0, 1.0, random.random())) if source == GENERAL else 0.0
        entries.append(_entry(random, code, source, revenue, opening, share))
    staffing = random.betavariate(14, 3)
    return _account(random, entries, staffing, _public_budget(random, size), None)


def _following(random: Random, before: HonestAccounts) -> HonestAccounts:
    entries = []
    for entry in before.entries:
        growth = random.lognormvariate(0.02, 0.5 if random.random() < 0.05 else 0.08)
        share = entry.basic / entry.total if entry.total else 0.0
        revenue = max(int(entry.revenue * growth), 1)
        entries.append(_entry(random, entry.code, entry.source, revenue, entry.closing, share))
    budget = {
        name: int(amount * random.choice((1.0, 1.0, 0.95, 0.9)))
        for name, amount in before.public["budget"].items()
    }
    return _account(random, entries, before.staffing, budget, before.public["final"])


def _entry(
    random: Random, code: str, source: str, revenue: int, opening: int, basic_share: float
) -> Entry:
    held = revenue + opening
    closing = int(held * random.betavariate(1, 40)) if random.random() < 0.4 else 0
    spent = held - closing
    basic = int(spent * basic_share)
    return Entry(code, source, revenue, opening, closing, basic, spent - basic)


def _account(
    random: Random,
    entries: Sequence[Entry],
    staffing: float,
    budget: Mapping[str, int],
    before: Mapping[str, int] | None,
) -> HonestAccounts:
    initial = {
        (entry.code, entry.source): int(
            entry.total / random.lognormvariate(0, 0.4 if random.random() < 0.06 else 0.05)
        )
        for entry in entries
    }
    final = {name: int(amount * random.betavariate(9, 1.5)) for name, amount in budget.items()}
    if before is not None:
        # 只减不增: most bodies keep below the year before, some do not.
        keeps = random.random() < 0.85
        final = {
            name: min(spent, before[name]) if keeps else spent for name, spent in final.items()
        }
    prior = before or {
        name: int(spent * random.choice((1.0, 1.05, 1.2))) for name, spent in final.items()
    }
    public = {"budget": budget, "final": final, "prior_year": prior}
    return HonestAccounts(entries, initial, staffing, public)


def _public_budget(random: Random, size: int) -> dict[str, int]:
    scale = min(size / 400, 400_000)
    return {
        name: int(scale * random.lognormvariate(0, 0.6)) // 100 * 100
        if random.random() < odds
        else 0
        for name, odds in _PUBLIC_ODDS.items()
    }
