"""The identities inside one statutory table.

Source: the national form of final accounts (财政部 部门决算报表), whose columns and notes state
these sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final

from analytics.model import (
    BASIC_EXPENDITURE,
    EXPENDITURE_TOTAL,
    FISCAL_APPROPRIATION_SUMMARY,
    GOVERNMENT_FUND,
    GRAND_TOTAL,
    OVERSEAS,
    PERSONNEL_TOTAL,
    PUBLIC_TOTAL,
    RECEPTION,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    REVENUE_TOTAL,
    SECTION_CARRY_OVER,
    SECTION_EXPENDITURE,
    SECTION_PERSONNEL,
    SECTION_PUBLIC,
    SECTION_REVENUE,
    THREE_PUBLIC,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
    LineItem,
)
from analytics.recognising.readings import UNMEASURED, UNMEASURED_BALANCE
from analytics.reconciling.identity import Identity, last_place, plus

_LISTED: Final = re.compile(r"\s*[一二三四五六七八九十]+、")
_DETAIL: Final = re.compile(r"\s*(?:其中|\d|[（(])")
_CARRY_OVER_HEAD: Final = "年初财政拨款结转和结余"
_FUNDS: Final = ("general_public_budget", "government_fund", "state_capital")


def table_identities(statement: str, items: Sequence[LineItem]) -> list[Identity]:
    """The identities inside one statutory table."""
    place = last_place(items)
    if statement in (REVENUE_EXPENDITURE_SUMMARY, FISCAL_APPROPRIATION_SUMMARY):
        return list(_summary(statement, items, place))
    if statement == THREE_PUBLIC:
        return list(_three_public(items, place))
    if statement == BASIC_EXPENDITURE:
        return [*_classes(statement, items, place), *_sections(items, place)]
    return [*_classes(statement, items, place), *_rows(statement, items, place)]


def _summary(statement: str, items: Sequence[LineItem], place: Decimal) -> Iterator[Identity]:
    """This year's total is the sum of the items above it; the grand total adds those below it.

    Both grand totals are equal. A carry-over is the sum of the rows under it.
    """
    grand: dict[str, LineItem] = {}
    for section, year_name in (
        (SECTION_REVENUE, REVENUE_TOTAL),
        (SECTION_EXPENDITURE, EXPENDITURE_TOTAL),
    ):
        for measure in ("amount", "total", *_FUNDS):
            rows = [item for item in items if item.section == section and item.measure == measure]
            names = [item.name for item in rows]
            if year_name not in names:
                if GRAND_TOTAL in names:
                    end = names.index(GRAND_TOTAL)
                    if rows[:end]:
                        parts = plus(_listed(rows[:end]))
                        yield Identity("grand_total", statement, rows[end], parts, place)
                    if measure in ("amount", "total"):
                        grand[section] = rows[end]
                continue
            at = names.index(year_name)
            year_total = rows[at]
            if rows[:at]:
                listed = _listed(rows[:at])
                yield Identity("year_total", statement, year_total, plus(listed), place)
            if GRAND_TOTAL in names[at:]:
                end = names.index(GRAND_TOTAL, at)
                yield Identity(
                    "grand_total",
                    statement,
                    rows[end],
                    plus([year_total, *_listed(rows[at + 1 : end])]),
                    place,
                )
                if measure in ("amount", "total"):
                    grand[section] = rows[end]
    if len(grand) == 2:
        yield Identity(
            "both_sides",
            statement,
            grand[SECTION_REVENUE],
            plus([grand[SECTION_EXPENDITURE]]),
            place,
        )
    carried = [item for item in items if item.section == SECTION_CARRY_OVER]
    heads = [item for item in items if item.name == _CARRY_OVER_HEAD]
    if carried and heads:
        yield Identity("carry_over", statement, heads[0], plus(carried), place)
    if statement == FISCAL_APPROPRIATION_SUMMARY:
        yield from _fund_columns(items, place)


def _listed(rows: Sequence[LineItem]) -> list[LineItem]:
    """The items that a summary lists as 一、二、三、, without the details under them."""
    listed = [item for item in rows if _LISTED.match(item.printed_name)]
    return listed or [item for item in rows if not _DETAIL.match(item.printed_name)]


def _fund_columns(items: Sequence[LineItem], place: Decimal) -> Iterator[Identity]:
    """On the expenditure side 合计 is the sum of the columns of the three budgets."""
    for total, row in _grouped_rows(items, SECTION_EXPENDITURE):
        parts = [row[measure] for measure in _FUNDS if measure in row]
        if parts:
            yield Identity("row_total", FISCAL_APPROPRIATION_SUMMARY, total, plus(parts), place)


def _grouped_rows(
    items: Sequence[LineItem], section: str | None
) -> Iterator[tuple[LineItem, dict[str, LineItem]]]:
    """The total of each row that has one, with the row's amounts by measure."""
    rows: list[dict[str, LineItem]] = []
    above = None
    for item in items:
        if item.section != section:
            continue
        label = (item.code, item.economic_code, item.name)
        if label != above or item.measure in rows[-1]:
            rows.append({})
        rows[-1][item.measure] = item
        above = label
    for row in rows:
        if "total" in row:
            yield row["total"], row


def _classes(statement: str, items: Sequence[LineItem], place: Decimal) -> Iterator[Identity]:
    """合计 is the sum of the 类, each 类 of its 款, each 款 of its 项, in each column."""
    for kind in dict.fromkeys((item.measure, item.section) for item in items):
        column = [item for item in items if (item.measure, item.section) == kind]
        coded = [item for item in column if item.code]
        totals = [item for item in column if not item.code and item.name in (TOTAL, GRAND_TOTAL)]
        top = min((len(item.code or "") for item in coded), default=0)
        if totals and coded:
            heads = [item for item in coded if len(item.code or "") == top]
            yield Identity("class_total", statement, totals[0], plus(heads), place)
        for at, parent in enumerate(coded):
            children = _children(parent, coded[at + 1 :])
            if children:
                yield Identity("class_sum", statement, parent, plus(children), place)


def _children(parent: LineItem, following: Sequence[LineItem]) -> list[LineItem]:
    """The nearest level below a class, of the rows right under it.

    A table that lists several units or crosses classifications repeats its codes: only the run of
    rows under a class belongs to it.
    """
    code = parent.code or ""
    below = list(
        takewhile(
            lambda item: (item.code or "").startswith(code) and len(item.code or "") > len(code),
            following,
        )
    )
    nearest = min((len(item.code or "") for item in below), default=0)
    return [item for item in below if len(item.code or "") == nearest]


def _rows(statement: str, items: Sequence[LineItem], place: Decimal) -> Iterator[Identity]:
    """A row's total is the sum of its columns.

    A form that splits basic expenditure over columns of its own prints only a part of that sum.
    """
    printed = {item.measure for item in items}
    split = any(measure.startswith(UNMEASURED) for measure in printed)
    complete = split or {"basic", "project"} <= printed or "project" not in printed
    for total, row in _grouped_rows(items, None):
        if statement == REVENUE and "subtotal" in row:
            whole = {
                name: item
                for name, item in row.items()
                if name in ("subtotal", "carry_over") or name.startswith(UNMEASURED_BALANCE)
            }
            yield Identity("row_total", statement, total, plus(whole.values()), place)
            parts = [item for name, item in row.items() if name not in {"total", *whole}]
            if parts:
                yield Identity("row_subtotal", statement, row["subtotal"], plus(parts), place)
            continue
        balances = ("opening_balance", "revenue", "closing_balance")
        parts = [item for name, item in row.items() if name not in ("total", *balances)]
        if parts and complete:
            yield Identity("row_total", statement, total, plus(parts), place)
        if statement == GOVERNMENT_FUND and all(name in row for name in balances):
            flows = (
                (1, row["opening_balance"]),
                (1, row["revenue"]),
                (-1, total),
            )
            yield Identity("balance", statement, row["closing_balance"], flows, place)


def _sections(items: Sequence[LineItem], place: Decimal) -> Iterator[Identity]:
    """Personnel is 301 and 303, public funds the other classes; 合计 is both."""
    totals = {item.name: item for item in items if not item.code}
    heads = _heads(items)
    if TOTAL in totals and heads:
        yield Identity("class_total", BASIC_EXPENDITURE, totals[TOTAL], plus(heads), place)
    for name, section in ((PERSONNEL_TOTAL, SECTION_PERSONNEL), (PUBLIC_TOTAL, SECTION_PUBLIC)):
        heads = [item for item in items if item.section == section and item.level == 1]
        if name in totals and heads:
            yield Identity("section_total", BASIC_EXPENDITURE, totals[name], plus(heads), place)
    if all(name in totals for name in (TOTAL, PERSONNEL_TOTAL, PUBLIC_TOTAL)):
        parts = [totals[PERSONNEL_TOTAL], totals[PUBLIC_TOTAL]]
        yield Identity("row_total", BASIC_EXPENDITURE, totals[TOTAL], plus(parts), place)


def _heads(items: Sequence[LineItem]) -> list[LineItem]:
    """The coded rows whose 类 or 款 has no row of its own above them."""
    codes = {item.code for item in items if item.code}
    return [
        item
        for item in items
        if item.code and not any(item.code[:end] in codes for end in range(3, len(item.code)))
    ]


def _three_public(items: Sequence[LineItem], place: Decimal) -> Iterator[Identity]:
    """合计 is overseas, vehicles and reception; vehicles are purchase and operation."""
    for measure in dict.fromkeys(item.measure for item in items):
        by_name = {item.name: item for item in items if item.measure == measure}
        for total, names in (
            (TOTAL, (OVERSEAS, VEHICLES, RECEPTION)),
            (VEHICLES, (VEHICLE_PURCHASE, VEHICLE_OPERATION)),
        ):
            parts = [by_name[name] for name in names if name in by_name]
            if total in by_name and parts:
                yield Identity("three_public_sum", THREE_PUBLIC, by_name[total], plus(parts), place)
