"""Every table is held against its own arithmetic; repairs are taken where it tells them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from documents import SEEDS, rows_of, seed_rows, seed_text

from analytics.model import EXPENDITURE, LineItem
from analytics.reconciling.identities import identities, table_identities

STATUSES = {
    "ezhou": {"government_fund": "empty", "state_capital": "empty"},
    "fushun": {"government_fund": "empty", "state_capital": "empty"},
    "fuzhou": {"revenue": "repaired", "expenditure": "repaired"},
    "langfang": {"government_fund": "empty", "state_capital": "empty"},
    "luoyang": {"government_fund": "empty", "state_capital": "empty"},
}


@pytest.mark.parametrize("city", SEEDS)
def test_every_table_of_the_originals_closes(city: str) -> None:
    statuses = {t.statement: t.status for t in seed_rows(city).tables if t.statement}
    assert len(statuses) == 9
    assert {name: status for name, status in statuses.items() if status != "closed"} == STATUSES[
        city
    ]


@pytest.mark.parametrize("city", SEEDS)
def test_every_identity_of_the_originals_holds_within_rounding(city: str) -> None:
    checked = identities(seed_rows(city).line_items)
    assert len(checked) > 50
    assert [each for each in checked if not each.holds] == []


@pytest.mark.parametrize("city", SEEDS)
def test_totals_are_checked_in_every_table_with_figures(city: str) -> None:
    checked = {each.statement for each in identities(seed_rows(city).line_items)}
    assert checked == {item.statement for item in seed_rows(city).line_items}


def test_figures_one_row_below_their_labels_are_put_back() -> None:
    """Fuzhou 2023, 支出决算表: 208 stands beside the total, the total row is blank."""
    rows = {
        (item.code or item.name, item.measure): item
        for item in seed_rows("fuzhou").line_items
        if item.statement == EXPENDITURE
    }
    assert rows["合计", "total"].amount == 11033.64
    assert rows["合计", "total"].repaired == "row_shift"
    assert rows["208", "total"].amount == 973.54
    assert rows["208", "project"].amount == 0.0
    assert rows["208", "total"].name == "社会保障和就业支出"
    assert rows["20805", "total"].amount == 973.54
    assert rows["20805", "total"].repaired == "name_restored"
    assert rows["2101599", "total"].repaired is None


def test_a_column_lost_from_the_first_rows_is_told_by_the_sums() -> None:
    """Fuzhou 2023, 收入决算表: the first rows print six figures under seven columns."""
    rows = {
        (item.code or item.name, item.measure): item.amount
        for item in seed_rows("fuzhou").line_items
        if item.statement == "revenue"
    }
    assert rows["合计", "other"] == 66.86
    assert rows["2080109", "other"] == 0.02
    assert rows["210", "other"] == 66.84
    assert ("合计", "subordinate_remittance") not in rows


def broken(text: str, before: str, after: str) -> str:
    assert text.count(before) == 1
    return text.replace(before, after)


def test_a_misprinted_part_leaves_the_table_open() -> None:
    text = broken(
        seed_text("luoyang"),
        "2101599\t其他医疗保障管理事务支出\t14.66\t0\t14.66\t0\t0\t0\n",
        "2101599\t其他医疗保障管理事务支出\t15.66\t0\t14.66\t0\t0\t0\n",
    )
    rows = rows_of(text)
    statuses = {table.statement: table.status for table in rows.tables}
    assert statuses["expenditure"] == "open"
    assert statuses["revenue"] == "closed"
    failed = [each for each in identities(rows.line_items) if not each.holds]
    assert {(each.rule, each.total.code) for each in failed} == {
        ("class_sum", "21015"),
        ("row_total", "2101599"),
    }


def item(name: str, amount: float, code: str | None = None, measure: str = "total") -> LineItem:
    template = seed_line_item()
    return replace(template, name=name, amount=amount, code=code, measure=measure)


def seed_line_item() -> LineItem:
    return LineItem(
        disclosure_id="made-up-2031-final_accounts",
        statement=EXPENDITURE,
        section=None,
        code=None,
        economic_code=None,
        name="合计",
        printed_name="合计",
        level=None,
        measure="total",
        amount=0.0,
        raw="",
        page=None,
        locator="line 1",
        repaired=None,
    )


@pytest.mark.parametrize(
    ("parts", "total", "holds"),
    [
        ((1223.72, 5085.49), 6309.22, True),  # a cent off in three rounded numbers
        ((0.33, 0.33, 0.33), 1.01, True),  # two cents off in four
        ((0.33, 0.33, 0.33), 1.02, False),
        ((140.39, 0.0), 144.39, False),
    ],
)
def test_rounding_is_told_apart_from_error(
    parts: tuple[float, ...], total: float, holds: bool
) -> None:
    codes = ("208", "210", "221")
    items = [item("合计", total)] + [
        item(code, amount, code) for code, amount in zip(codes, parts, strict=False)
    ]
    (check,) = table_identities(EXPENDITURE, items)
    assert check.holds is holds
    assert check.expected == sum(Decimal(str(part)) for part in parts)


def test_amounts_in_yuan_are_held_to_the_yuan() -> None:
    """Off by two yuan in a table printed to the cent of a yuan, which 万元 would not show."""
    items = [item("合计", 300.123456), item("a", 100.123456, "208"), item("b", 199.9998, "210")]
    (check,) = table_identities(EXPENDITURE, items)
    assert not check.holds


def test_a_statutory_table_that_is_not_there_is_missing() -> None:
    text = seed_text("luoyang")
    start = text.index("国有资本经营预算财政拨款支出决算表\n\n公开")
    end = text.index("财政拨款“三公”经费支出决算表\n\n公开")
    statuses = {t.statement: t.status for t in rows_of(text[:start] + text[end:]).tables}
    assert statuses["state_capital"] == "missing"
