"""“三公”: what is printed, what is stated, and the year before as it follows from the changes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from shipped import printed_at
from stores import Body, store_of, store_of_originals

from analytics.comparing import three_public
from analytics.comparing.scope import Scope
from analytics.comparing.sources import SOURCE_COLUMNS
from analytics.model import (
    BUDGET,
    OPEN,
    OVERSEAS,
    RECEPTION,
    THREE_PUBLIC,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
)
from analytics.store import Store


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def amounts(series: pd.DataFrame, item: str = TOTAL) -> dict[tuple[int, str], float]:
    rows = series[series["item"] == item]
    return {(row.year, row.basis): row.amount for row in rows.itertuples()}


@pytest.mark.parametrize(
    ("disclosure_id", "totals"),
    [
        (
            "fushun-2023-final_accounts",
            {(2022, "final"): 50.06, (2023, "budget"): 4.5, (2023, "final"): 4.5},
        ),
        (
            "ezhou-yiliaobaozhang-fuwuzhongxin-2022-final_accounts",
            {(2021, "final"): 0.45, (2022, "budget"): 0.7, (2022, "final"): 0.15},
        ),
        ("fuzhou-2023-final_accounts", {(2022, "final"): 2.42, (2023, "final"): 4.15}),
        (
            "langfang-guangyang-2023-budget-unit",
            {(2022, "budget"): 4.38, (2023, "budget"): 4.38},
        ),
        ("luoyang-chanhe-2023-final_accounts", {(2023, "budget"): 9.7, (2023, "final"): 9.7}),
    ],
)
def test_totals_of_the_originals(
    originals: Store, disclosure_id: str, totals: dict[tuple[int, str], float]
) -> None:
    series = three_public.series(originals, Scope(disclosure_ids=(disclosure_id,)))
    assert amounts(series) == totals
    totals_alone = series[series["item"] == TOTAL]
    own_year = totals_alone["year"] == totals_alone["fiscal_year"]
    assert (totals_alone["derived"] == ~own_year).all()


def test_fushuns_year_before_follows_from_the_changes_of_all_three_components(
    originals: Store,
) -> None:
    """Fushun 2023: vehicles 45.56 less than the year before, overseas and reception 持平."""
    scope = Scope(disclosure_ids=("fushun-2023-final_accounts",))
    series = three_public.series(originals, scope).set_index("quantity")
    before = series.loc[f"{TOTAL} 2022 final"]
    assert before["how_en"] == "the whole less the stated changes of all its components"
    sources = three_public.sources(originals, scope)
    assert list(sources.columns) == SOURCE_COLUMNS
    sources = sources[sources["quantity"] == f"{TOTAL} 2022 final"]
    part = sources[sources["role"] == "part"].iloc[0]
    assert (part["name"], part["raw"]) == (TOTAL, "4.50")
    assert printed_at("fushun", part["page"], part["locator"]) == "4.50"
    deducted = sources[sources["role"] == "deducted"].set_index("name")
    assert dict(deducted["amount"]) == {OVERSEAS: 0.0, VEHICLES: -45.56, RECEPTION: 0.0}
    assert set(deducted["statement"]) == {"prose"}
    vehicles = deducted.loc[VEHICLES]
    assert "公务用车购置" in printed_at("fushun", vehicles["page"], vehicles["locator"])


def test_a_blank_component_has_no_amount_in_either_year(originals: Store) -> None:
    """Fushun 2023 prints 因公出国（境）费 blank and states 持平: no amount follows from that."""
    scope = Scope(disclosure_ids=("fushun-2023-final_accounts",))
    assert OVERSEAS not in set(three_public.series(originals, scope)["item"])


def test_luoyangs_year_before_is_not_known_and_that_is_said(originals: Store) -> None:
    missing = three_public.missing(originals)
    totals = missing[missing["item"] == TOTAL]
    assert list(zip(totals["label_en"], totals["year"], totals["basis"], strict=True)) == [
        ("Fuzhou 2023", 2023, "budget"),
        ("Luoyang Chanhe 2023", 2022, "final"),
    ]
    assert list(totals["why_en"]) == [
        "the document prints the final amount alone, without a budget",
        "the document states no change on the year before",
    ]
    assert totals["why_zh"].notna().all()


def test_every_amount_is_its_parts_less_its_deductions(originals: Store) -> None:
    series = three_public.series(originals).set_index(["disclosure_id", "quantity"])
    sources = three_public.sources(originals)
    signed = sources["amount"].where(sources["role"] == "part", -sources["amount"])
    sums = signed.groupby([sources["disclosure_id"], sources["quantity"]]).sum()
    assert len(sums) == len(series) > 50
    assert sums.to_dict() == pytest.approx(series["amount"].to_dict(), abs=1e-9)
    assert sources["locator"].notna().all()


def body(**identity: object) -> Body:
    return Body(**identity).table(THREE_PUBLIC)  # type: ignore[arg-type]


def test_a_year_before_that_the_table_prints_is_not_derived(tmp_path: Path) -> None:
    printed = (
        body()
        .amount(THREE_PUBLIC, TOTAL, 5.0, measure="final")
        .amount(THREE_PUBLIC, TOTAL, 6.0, measure="prior_year")
        .sentence("three_public", final=5.0, change=-2.0)
    )
    series = three_public.series(store_of(tmp_path, printed))
    assert amounts(series) == {(2022, "final"): 6.0, (2023, "final"): 5.0}
    assert not series["derived"].any()


def test_a_stated_change_of_the_total_comes_before_its_components(tmp_path: Path) -> None:
    stated = (
        body()
        .amount(THREE_PUBLIC, TOTAL, 5.0, measure="final")
        .sentence("three_public", final=5.0, change=-2.0)
        .sentence("overseas", change=0.0)
        .sentence("vehicles", change=-9.0)
        .sentence("reception", change=0.0)
    )
    assert amounts(three_public.series(store_of(tmp_path, stated)))[2022, "final"] == 7.0


@pytest.mark.parametrize(
    ("changes", "before"),
    [
        ({"overseas": 0.0, "vehicles": -2.5, "reception": 0.5}, 7.0),
        (
            {"overseas": 0.0, "vehicle_purchase": -3.0, "vehicle_operation": 0.5, "reception": 0.5},
            7.0,
        ),
        ({"vehicles": -2.5, "reception": 0.5}, None),
        ({"overseas": 0.0, "vehicle_purchase": -3.0, "reception": 0.5}, None),
        ({"overseas": 0.0, "vehicle_purchase": -3.0, "vehicle_operation": 0.5}, None),
        ({}, None),
    ],
)
def test_the_total_of_the_year_before_takes_the_changes_of_all_components_or_is_not_known(
    tmp_path: Path, changes: dict[str, float], before: float | None
) -> None:
    printed = body().amount(THREE_PUBLIC, TOTAL, 5.0, measure="final")
    for topic, change in changes.items():
        printed.sentence(topic, change=change)
    store = store_of(tmp_path, printed)
    assert amounts(three_public.series(store)).get((2022, "final")) == before
    lacking = three_public.missing(store).query("year == 2022 and item == @TOTAL")
    assert len(lacking) == (before is None)


def test_vehicles_take_the_changes_of_purchase_and_operation(tmp_path: Path) -> None:
    printed = (
        body()
        .amount(THREE_PUBLIC, VEHICLES, 5.0, measure="final")
        .sentence("vehicle_purchase", change=-20.0)
        .sentence("vehicle_operation", change=1.0)
    )
    store = store_of(tmp_path, printed)
    assert amounts(three_public.series(store), VEHICLES)[2022, "final"] == 24.0
    deducted = three_public.sources(store).query("role == 'deducted'")
    assert set(deducted["name"]) == {VEHICLE_PURCHASE, VEHICLE_OPERATION}


def test_an_amount_that_no_table_prints_is_taken_from_a_sentence(tmp_path: Path) -> None:
    stated = Body().sentence("reception", initial=2.0, final=1.5, change=-0.5)
    series = three_public.series(store_of(tmp_path, stated))
    assert amounts(series, RECEPTION) == {
        (2022, "final"): 2.0,
        (2023, "budget"): 2.0,
        (2023, "final"): 1.5,
    }
    own_year = series[series["year"] == 2023]
    assert set(own_year["how_en"]) == {"stated in a sentence"}
    assert series["table_status"].isna().all()


def test_a_rise_by_more_than_the_amount_is_a_reading_to_be_checked(tmp_path: Path) -> None:
    stated = (
        body()
        .amount(THREE_PUBLIC, TOTAL, 5.0, measure="final")
        .sentence("three_public", final=5.0, change=5.1)
    )
    store = store_of(tmp_path, stated)
    assert amounts(three_public.series(store)) == {(2023, "final"): 5.0}
    why = three_public.missing(store).query("year == 2022")["why_en"]
    assert list(why) == ["the stated change is more than the amount: a reading to be checked"]


def test_a_budgets_year_before_is_a_budget(tmp_path: Path) -> None:
    plan = (
        body(kind=BUDGET)
        .amount(THREE_PUBLIC, TOTAL, 5.0, measure="budget")
        .sentence("three_public", initial=5.0, change=1.0)
    )
    series = three_public.series(store_of(tmp_path, plan))
    assert amounts(series) == {(2022, "budget"): 4.0, (2023, "budget"): 5.0}


def test_of_two_documents_of_a_body_the_printed_amount_is_preferred_and_both_are_kept(
    tmp_path: Path,
) -> None:
    store = store_of(
        tmp_path,
        Body("yunxi-2022-final_accounts", year=2022).amount(
            THREE_PUBLIC, TOTAL, 7.1, measure="final"
        ),
        Body("yunxi-2023-final_accounts")
        .amount(THREE_PUBLIC, TOTAL, 5.0, measure="final")
        .sentence("three_public", final=5.0, change=-2.0),
        Body("haishan-2023-final_accounts", agency="海山市医疗保障局")
        .amount(THREE_PUBLIC, TOTAL, 3.0, measure="final")
        .sentence("three_public", final=3.0, change=1.0),
    )
    series = three_public.series(store)
    of_2022 = series[series["year"] == 2022].set_index("disclosure_id")
    assert dict(of_2022["amount"]) == {
        "haishan-2023-final_accounts": 2.0,
        "yunxi-2022-final_accounts": 7.1,
        "yunxi-2023-final_accounts": 7.0,
    }
    assert dict(of_2022["preferred"]) == {
        "haishan-2023-final_accounts": True,
        "yunxi-2022-final_accounts": True,
        "yunxi-2023-final_accounts": False,
    }


def test_a_document_without_three_public_says_so(tmp_path: Path) -> None:
    store = store_of(tmp_path, Body())
    assert three_public.series(store).empty
    missing = three_public.missing(store)
    assert list(zip(missing["year"], missing["basis"], strict=True)) == [
        (2023, "final"),
        (2023, "budget"),
    ]
    assert missing.iloc[0]["why_en"].startswith("no three public expenses table and no sentence")


def test_amounts_of_a_table_that_does_not_add_up_are_marked(tmp_path: Path) -> None:
    doubtful = (
        Body()
        .table(THREE_PUBLIC, OPEN)
        .amount(THREE_PUBLIC, TOTAL, 5.0, measure="final")
        .sentence("three_public", final=5.0, change=-2.0)
    )
    series = three_public.series(store_of(tmp_path, doubtful))
    assert list(series["table_status"]) == [OPEN, OPEN]
