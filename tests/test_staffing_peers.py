"""Staffing shares among peers: ranks, medians, fences, how all are spread, and the years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing.scope import Scope
from analytics.comparing.staffing import OF_BASIC, OF_TOTAL
from analytics.comparing.staffing_peers import MOST_ROWS, ranked, spread, years
from analytics.model import (
    BASIC_EXPENDITURE,
    BUDGET,
    CLOSED,
    FINAL_ACCOUNTS,
    GENERAL_BUDGET_EXPENDITURE,
    OPEN,
    PERSONNEL_TOTAL,
    TOTAL,
)
from analytics.store import Store


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def share(place: str, percent: float, year: int = 2023, **options: Any) -> Body:
    """A body whose personnel is so many percent of basic expenditure."""
    status = options.pop("status", CLOSED)
    kind = options.get("kind", FINAL_ACCOUNTS)
    whose = {"agency": f"{place}医疗保障局", "province": None, "city": place}
    return (
        Body(f"{place}-{year}-{kind}", **whose, year=year, **options)
        .table(BASIC_EXPENDITURE, status)
        .amount(BASIC_EXPENDITURE, PERSONNEL_TOTAL, percent)
        .amount(GENERAL_BUDGET_EXPENDITURE, TOTAL, 100.0, measure="basic")
    )


def of_basic(store: Store, *looked_at: str) -> pd.DataFrame:
    found = ranked(store, looked_at=looked_at)
    return found[found["quantity"] == OF_BASIC].set_index("disclosure_id")


def test_the_originals_rank_by_kind_with_the_median_of_final_accounts(originals: Store) -> None:
    """Of basic expenditure: 96.3, 92.5, 90.4 and 76.2 %; the budget of Langfang plans 93.3 %."""
    rows = of_basic(originals)
    assert list(zip(rows["label_en"], rows["place"], rows["peers_n"], strict=True)) == [
        ("Luoyang Chanhe 2023", 1, 4),
        ("Fuzhou 2023", 2, 4),
        ("Fushun 2023", 3, 4),
        ("Ezhou 2022", 4, 4),
        ("Langfang Guangyang 2023 budget", 1, 1),
    ]
    assert f"{rows['median'].iloc[0]:.1%}" == "91.4%"
    assert rows["lower_fence"].isna().all(), "four peers are too few for a fence"
    assert rows["peers_year"].isna().all()


def test_peers_of_one_body_are_all_of_its_kind_and_year_in_the_store(originals: Store) -> None:
    """Fuzhou 2023 among Luoyang and Fushun: not Ezhou's 2022, nor the budget of Langfang."""
    rows = of_basic(originals, "fuzhou-2023-final_accounts")
    assert list(rows["place_en"]) == ["Luoyang Chanhe", "Fuzhou", "Fushun"]
    assert list(rows["chosen"]) == [False, True, False]
    assert set(rows["peers_year"]) == {2023}
    assert f"{rows['median'].iloc[0]:.1%}" == "92.5%"


def test_of_several_years_of_a_body_the_latest_is_looked_at(tmp_path: Path) -> None:
    store = store_of(
        tmp_path, share("yunxi", 60.0, 2022), share("yunxi", 70.0), share("hetan", 80.0)
    )
    rows = of_basic(store, "yunxi-2022-final_accounts", "yunxi-2023-final_accounts")
    assert dict(rows["chosen"]) == {
        "hetan-2023-final_accounts": False,
        "yunxi-2023-final_accounts": True,
    }


def test_who_lies_beyond_a_fence_is_said(tmp_path: Path) -> None:
    """Quartiles of 20, 80, 81, 82, 83 are 80 and 82: the fences stand at 77 and 85."""
    shares = dict(zip("abcde", (20.0, 80.0, 81.0, 82.0, 83.0), strict=True))
    rows = of_basic(store_of(tmp_path, *(share(name, each) for name, each in shares.items())))
    assert rows["lower_fence"].iloc[0] == pytest.approx(0.77)
    assert rows["upper_fence"].iloc[0] == pytest.approx(0.85)
    assert dict(rows["beyond"].dropna()) == {"a-2023-final_accounts": "below"}
    assert set(rows["below_n"]) == {1} and set(rows["above_n"]) == {0}


def test_a_table_that_does_not_add_up_has_no_place_and_counts_in_no_median(tmp_path: Path) -> None:
    store = store_of(
        tmp_path, share("yunxi", 60.0), share("hetan", 70.0), share("meigang", 900.0, status=OPEN)
    )
    rows = of_basic(store)
    assert list(rows["share"]) == [9.0, 0.7, 0.6]
    assert rows["place"].isna().tolist() == [True, False, False]
    assert rows["median"].iloc[0] == pytest.approx(0.65)
    assert set(rows["open_n"]) == {1} and set(rows["disclosures_n"]) == {3}


def test_a_share_that_is_not_known_comes_last_with_its_reason(tmp_path: Path) -> None:
    store = store_of(tmp_path, share("yunxi", 60.0), Body("hetan-2023", agency="河滩市医疗保障局"))
    last = of_basic(store).iloc[-1]
    assert pd.isna(last["share"]) and pd.isna(last["place"])
    assert last["why_en"].startswith("no table prints the personnel total")
    assert last["unknown_n"] == 1


@pytest.fixture
def many(tmp_path: Path) -> Store:
    """Final accounts of 41 bodies, from 50 to 90 %; budgets of three."""
    return store_of(
        tmp_path,
        *(share(f"p{percent}", float(percent)) for percent in range(50, 91)),
        *(share(f"p{percent}", float(percent), kind=BUDGET) for percent in (60, 70, 80)),
    )


def test_of_more_than_there_is_room_for_the_ends_of_each_group_are_given(many: Store) -> None:
    assert MOST_ROWS < 44
    rows = of_basic(many)
    accounts = rows[rows["kind"] == FINAL_ACCOUNTS]
    assert list(accounts["place"]) == [1, 2, 3, 4, 5, 6, 36, 37, 38, 39, 40, 41]
    assert accounts["median"].iloc[0] == pytest.approx(0.7), "of all, not of those given"
    assert list(rows[rows["kind"] == BUDGET]["share"]) == [0.8, 0.7, 0.6]


def test_who_is_looked_at_is_given_wherever_it_ranks(many: Store) -> None:
    rows = of_basic(many, "p75-2023-final_accounts")
    assert rows.loc["p75-2023-final_accounts", ["chosen", "place"]].tolist() == [True, 16]
    assert len(rows) == 25, "twelve at either end, and budgets are no peers"


def test_the_spread_counts_every_share_that_is_ranked(many: Store) -> None:
    bins = spread(many).query("quantity == @OF_BASIC")
    assert bins.groupby("kind")["n"].sum().to_dict() == {FINAL_ACCOUNTS: 41, BUDGET: 3}
    accounts = bins[bins["kind"] == FINAL_ACCOUNTS]
    assert accounts["bin"].min() == pytest.approx(0.5)
    assert accounts["n"].max() == 2, "a bin is two percentage points wide"


def test_years_of_a_body_come_with_the_median_of_each_year(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        *(share("yunxi", 60.0 + number, 2021 + number) for number in range(3)),
        share("yunxi", 65.0, kind=BUDGET),
        share("hetan", 80.0, 2022),
        share("hetan", 90.0),
        share("meigang", 99.0),
    )
    series = years(store, quantity=OF_BASIC)
    assert series[["place_en", "kind", "fiscal_year", "share"]].to_numpy().tolist() == [
        ["Hetan", FINAL_ACCOUNTS, 2022, 0.8],
        ["Hetan", FINAL_ACCOUNTS, 2023, 0.9],
        ["Yunxi", FINAL_ACCOUNTS, 2021, 0.6],
        ["Yunxi", FINAL_ACCOUNTS, 2022, 0.61],
        ["Yunxi", FINAL_ACCOUNTS, 2023, 0.62],
        ["Yunxi", BUDGET, 2023, 0.65],
    ]
    assert list(series["median"]) == pytest.approx([0.705, 0.9, 0.6, 0.705, 0.9, 0.65])
    assert set(series["bodies_n"]) == {2}
    alone = years(store, quantity=OF_BASIC, looked_at=("meigang-2023-final_accounts",))
    assert alone.empty, "one year is no line"


def test_a_misread_year_moves_no_body_up(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        share("yunxi", 60.0, 2022),
        share("yunxi", 600.0, status=OPEN),
        share("hetan", 80.0, 2022),
        share("hetan", 81.0),
    )
    series = years(store, quantity=OF_BASIC, most=1)
    assert set(series["place_en"]) == {"Hetan"}
    both = years(store, quantity=OF_BASIC)
    assert 6.0 in set(both["share"]), "it is given all the same"


def test_peers_are_those_in_scope(originals: Store) -> None:
    found = ranked(originals, Scope(years=(2023,), kinds=(FINAL_ACCOUNTS,)))
    assert set(found["peers_n"]) == {3}
    of_total = found[found["quantity"] == OF_TOTAL]
    assert [f"{each:.1%}" for each in of_total["share"]] == ["63.5%", "23.5%", "17.5%"]
