"""Accounts that add up: random items of revenue and expenditure in exact cents, and their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, Protocol

from analytics.model import OVERSEAS, RECEPTION, VEHICLE_OPERATION, VEHICLE_PURCHASE
from analytics.reference import functional_names

GENERAL: Final = "general_public_budget"
FUND: Final = "government_fund"
CAPITAL: Final = "state_capital"
OTHER: Final = "other"
FISCAL: Final = (GENERAL, FUND, CAPITAL)
"""Where the money of an item comes from."""

THREE_PUBLIC_ITEMS: Final = (OVERSEAS, RECEPTION, VEHICLE_PURCHASE, VEHICLE_OPERATION)
"""The “三公” that are no sums of others."""

_GROUPS: Final = {FUND: "21208", CAPITAL: "22301"}
"""The 款 that items of the smaller budgets are taken from."""
_MOST_CENTS: Final = 20_000_000


@dataclass(frozen=True)
class Entry:
    """One functional item (项) financed from one source, in cents of 万元.

    revenue + opening = basic + project + closing.
    """

    code: str
    source: str
    revenue: int
    opening: int
    closing: int
    basic: int
    project: int

    @property
    def total(self) -> int:
        """This year's expenditure."""
        return self.basic + self.project


Amount = Callable[[Entry], int]


def total(entries: Iterable[Entry], amount: Amount, *sources: str) -> int:
    """The sum of an amount over the entries of some sources, over all where none is named."""
    return sum(amount(entry) for entry in entries if not sources or entry.source in sources)


def tree(entries: Iterable[Entry], amounts: Mapping[str, Amount]) -> dict[str, dict[str, int]]:
    """Sums of each amount by code, 类, 款 and 项 in the order in which tables print them.

    Codes of which every amount is zero are left out.
    """
    sums: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(amounts, 0))
    for entry in entries:
        for length in (3, 5, 7):
            for name, amount in amounts.items():
                sums[entry.code[:length]][name] += amount(entry)
    return {code: sums[code] for code in sorted(sums) if any(sums[code].values())}


def split(random: Random, amount: int, parts: int) -> list[int]:
    """An amount cut at random into parts that add up to it; some may be zero."""
    cuts = sorted(random.randint(0, amount) for _ in range(parts - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, amount], strict=True)]


class Accounts(Protocol):
    """What one body received and spent in a year, in whole parts of a 万元."""

    @property
    def parts(self) -> int:
        """How many of the parts that amounts are counted in make a 万元: 10,000 for 元."""
        ...

    @property
    def entries(self) -> Sequence[Entry]:
        """What each item received and spent, by source."""
        ...

    def basic(self, leaves: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
        """The general budget's basic expenditure by section and economic code.

        leaves: the codes (款) that a table prints of each section.
        """
        ...

    def three_public(self, measure: str) -> dict[str, int]:
        """The four “三公” items that are no sums, of the budget, the year or the year before."""
        ...


class RandomAccounts:
    """Accounts of any amounts at all, in cents of a 万元: tables that add up, and no more."""

    parts = 100

    def __init__(self, random: Random, classes: Collection[str], *, closes: bool) -> None:
        self._random = random
        self.entries: Sequence[Entry] = random_entries(random, classes, closes=closes)

    def basic(self, leaves: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
        """All basic expenditure, cut at random into six codes of each section."""
        whole = total(self.entries, lambda entry: entry.basic, GENERAL)
        amounts = split(self._random, whole, len(leaves))
        return {
            section: dict(
                zip(self._random.sample(codes, 6), split(self._random, amount, 6), strict=True)
            )
            for (section, codes), amount in zip(leaves.items(), amounts, strict=True)
        }

    def three_public(self, measure: str) -> dict[str, int]:
        """Up to 1,000 万元, cut at random."""
        parts = split(self._random, self._random.randint(0, 99_999), len(THREE_PUBLIC_ITEMS))
        return dict(zip(THREE_PUBLIC_ITEMS, parts, strict=True))


def random_entries(random: Random, classes: Collection[str], *, closes: bool) -> list[Entry]:
    """Entries for some items of the named functional classes, the general budget's at least.

    closes: whether an entry may leave a balance at the end of the year, as no budget does.
    """
    items = items_of(random, classes, random.randint(2, 8))
    return [_entry(random, code, source, closes) for code, source in items]


def items_of(random: Random, classes: Collection[str], count: int) -> list[tuple[str, str]]:
    """Items of the named functional classes by code and source: count of the general budget,
    and some of the others.
    """
    names = functional_names()
    items = [code for code in names if len(code) == 7 and names[code[:3]] in classes]
    ordinary = [code for code in items if code[:5] not in _GROUPS.values()]
    chosen = sorted(random.sample(ordinary, count))
    found = [(code, GENERAL) for code in chosen]
    found += [(code, OTHER) for code in chosen if random.random() < 0.2]
    for source, group in _GROUPS.items():
        if random.random() < 0.5:
            codes: Sequence[str] = [code for code in items if code.startswith(group)]
            some = sorted(random.sample(codes, random.randint(1, 3)))
            found += [(code, source) for code in some]
    return found


def _entry(random: Random, code: str, source: str, closes: bool) -> Entry:
    revenue = random.randint(1, random.choice((99, 9_999, 999_999, _MOST_CENTS)))
    opening = random.choice((0, 0, random.randint(0, revenue)))
    closing = random.randint(0, opening) if closes else 0
    spent = revenue + opening - closing
    basic = random.choice((0, spent, random.randint(0, spent))) if source == GENERAL else 0
    return Entry(code, source, revenue, opening, closing, basic, spent - basic)
