"""Sentences that repeat the figures of their tables, each body rounding in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from analytics.model import (
    BUDGET,
    OVERSEAS,
    PROSE_TOPICS,
    RECEPTION,
    SECTION_PERSONNEL,
    SECTION_PUBLIC,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    DisclosureRows,
    ProseStatement,
)
from analytics.reference import functional_names
from corpus.accounts import FISCAL, GENERAL, total
from corpus.honest_accounts import YUAN, HonestAccounts
from corpus.random_prose import is_told_by_name

_REASONS: Final = ("人员变动", "项目进度放缓", "年中追加了任务", "压减一般性支出")
_BY_ITEM_AFTER: Final = "general_budget_expenditure"
_VEHICLES: Final = (VEHICLE_PURCHASE, VEHICLE_OPERATION)
_PUBLIC: Final = {
    "three_public": (OVERSEAS, *_VEHICLES, RECEPTION),
    "overseas": (OVERSEAS,),
    "vehicles": _VEHICLES,
    "vehicle_purchase": (VEHICLE_PURCHASE,),
    "vehicle_operation": (VEHICLE_OPERATION,),
    "reception": (RECEPTION,),
}


@dataclass(frozen=True)
class Wording:
    """How a body states figures: what it tells, and what it rounds to what.

    places are the decimals of amounts, rate_places those of percentages; is_cut and rate_is_cut:
    cut off, not rounded. subtracts: a change is taken of the printed amounts, not of 元.
    """

    topics: frozenset[str]
    places: int
    rate_places: int
    is_cut: bool
    rate_is_cut: bool
    subtracts: bool
    compares_items: bool

    def amount(self, yuan: int) -> Decimal:
        """An amount in 万元 as it is stated."""
        place = Decimal(1).scaleb(-self.places)
        return (Decimal(yuan) / YUAN).quantize(place, ROUND_DOWN if self.is_cut else ROUND_HALF_UP)

    def ratio(self, part: int, whole: int) -> float:
        """A ratio as it is stated in percent."""
        place = Decimal(1).scaleb(-self.rate_places - 2)
        way = ROUND_DOWN if self.rate_is_cut else ROUND_HALF_UP
        return float((Decimal(part) / whole).quantize(place, way))


def random_wording(random: Random) -> Wording:
    """How one body states figures."""
    return Wording(
        topics=frozenset(topic for topic in PROSE_TOPICS if random.random() < 0.75),
        places=1 if random.random() < 0.05 else 2,
        rate_places=random.choice((2, 2, 2, 1, 0)),
        is_cut=random.random() < 0.1,
        rate_is_cut=random.random() < 0.3,
        subtracts=random.random() < 0.4,
        compares_items=random.random() < 0.4,
    )


def add_honest_prose(
    random: Random,
    rows: DisclosureRows,
    accounts: HonestAccounts,
    before: HonestAccounts,
    wording: Wording,
) -> None:
    """Statements on the body's topics and, in final accounts, on its items by code."""
    is_budget = rows.disclosure.kind == BUDGET
    for told in _told(accounts, before, wording, is_budget):
        if told.now or told.topic in _PUBLIC:
            rows.statements_in_prose.append(_statement(random, rows, told, wording))


@dataclass(frozen=True)
class _Told:
    """What a sentence is about, and its figures in 元; None for what it does not tell."""

    topic: str
    code: str | None
    now: int
    before: int | None
    initial: int | None


def _told(
    accounts: HonestAccounts, before: HonestAccounts, wording: Wording, is_budget: bool
) -> Iterator[_Told]:
    for topic in PROSE_TOPICS:
        if topic in wording.topics:
            initial = None if is_budget else _initial(accounts, topic)
            now, then = (_amount(each, topic, is_budget) for each in (accounts, before))
            yield _Told(topic, None, now, then, initial)
        if topic == _BY_ITEM_AFTER and not is_budget:
            yield from _items(accounts, before, wording.compares_items)


def _items(accounts: HonestAccounts, before: HonestAccounts, compares: bool) -> Iterator[_Told]:
    then = {entry.code: entry.total for entry in before.entries if entry.source == GENERAL}
    for entry in accounts.entries:
        if entry.source == GENERAL and is_told_by_name(entry.code):
            yield _Told(
                functional_names()[entry.code],
                entry.code,
                entry.total,
                then.get(entry.code) if compares else None,
                accounts.initial[entry.code, GENERAL],
            )


def _amount(accounts: HonestAccounts, topic: str, is_budget: bool) -> int:
    """The figure of a topic in one year's accounts."""
    entries = accounts.entries
    if topic in _PUBLIC:
        public = accounts.public["budget" if is_budget else "final"]
        return sum(public[name] for name in _PUBLIC[topic])
    if topic in ("total_revenue", "total_expenditure"):
        return total(entries, lambda entry: entry.revenue + entry.opening)
    if topic == "fiscal_appropriation":
        return total(entries, lambda entry: entry.revenue + entry.opening, *FISCAL)
    if topic == "general_budget_expenditure":
        return total(entries, lambda entry: entry.total, GENERAL)
    if topic == "basic_expenditure":
        return total(entries, lambda entry: entry.basic, GENERAL)
    if topic == "personnel":
        return accounts.sections()[SECTION_PERSONNEL]
    if topic == "public":
        return accounts.sections()[SECTION_PUBLIC]
    # 机关运行经费 and 政府采购 stand in no table.
    return int(total(entries, lambda entry: entry.total) * 0.07)


def _initial(accounts: HonestAccounts, topic: str) -> int | None:
    """The initial budget of a topic; None where final accounts tell none."""
    if topic in _PUBLIC:
        return sum(accounts.public["budget"][name] for name in _PUBLIC[topic])
    if topic == "general_budget_expenditure":
        return sum(
            accounts.initial[entry.code, GENERAL]
            for entry in accounts.entries
            if entry.source == GENERAL
        )
    return None


def _statement(
    random: Random, rows: DisclosureRows, told: _Told, wording: Wording
) -> ProseStatement:
    is_budget = rows.disclosure.kind == BUDGET
    now = wording.amount(told.now)
    change = rate = None
    if told.before:
        moved = told.now - told.before
        change = now - wording.amount(told.before) if wording.subtracts else wording.amount(moved)
        rate = wording.ratio(moved, told.before) if change else None
    initial = now if is_budget else None if told.initial is None else wording.amount(told.initial)
    completes = not is_budget and bool(told.initial)
    return ProseStatement(
        disclosure_id=rows.disclosure.disclosure_id,
        topic=told.topic,
        code=told.code,
        initial_budget=None if initial is None else float(initial),
        final=None if is_budget else float(now),
        printed_completion=wording.ratio(told.now, told.initial or 1) if completes else None,
        change=None if change is None else float(change),
        printed_change_rate=rate,
        prior_year=None if change is None else float(now - change),
        reason=random.choice((None, *_REASONS)) if change else None,
        page=None,
        locator="",
    )
