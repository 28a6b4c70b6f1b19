"""“三公” of many bodies side by side: what is compared with what, and what is counted over all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing import public_expenses, three_public
from analytics.comparing.public_expenses import AMOUNT, CHANGE, OVERRUN
from analytics.comparing.scope import Scope
from analytics.model import (
    BUDGET,
    FINAL_ACCOUNTS,
    OPEN,
    OVERSEAS,
    RECEPTION,
    THREE_PUBLIC,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLES,
)
from analytics.store import Store


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def body(place: str, year: int = 2023, kind: str = FINAL_ACCOUNTS, status: str = "closed") -> Body:
    return Body(
        f"{place}-{year}-{kind}",
        agency=f"{place}医疗保障局",
        province=None,
        city=place,
        year=year,
        kind=kind,
    ).table(THREE_PUBLIC, status)


def final(place: str, amount: float, year: int = 2023, **options: Any) -> Body:
    return body(place, year, **options).amount(THREE_PUBLIC, TOTAL, amount, measure="final")


def column(frame: pd.DataFrame, name: str) -> dict[str, Any]:
    return dict(zip(frame["label_en"], frame[name], strict=True))


# -- the five originals -----------------------------------------------------------------------


def test_the_amounts_of_the_originals_are_ranked_final_accounts_first(originals: Store) -> None:
    """The median of 9.70, 4.50, 4.15 and 0.15 is 4.325; four are too few for a fence."""
    rows = public_expenses.ranking(originals, by=AMOUNT)
    assert column(rows, "amount") == {
        "Luoyang Chanhe 2023": 9.7,
        "Fushun 2023": 4.5,
        "Fuzhou 2023": 4.15,
        "Ezhou 2022": 0.15,
        "Langfang Guangyang 2023 budget": 4.38,
    }
    assert list(rows["peers_median"]) == [4.325] * 4 + [4.38]
    assert list(rows["peers_n"]) == [4] * 4 + [1]
    assert rows["upper_fence"].isna().all()


def test_the_changes_of_the_originals_are_on_the_year_before(originals: Store) -> None:
    rows = public_expenses.ranking(originals, by=CHANGE)
    assert column(rows, "before") == {
        "Fuzhou 2023": 2.42,
        "Ezhou 2022": 0.45,
        "Fushun 2023": 50.06,
        "Luoyang Chanhe 2023": pytest.approx(float("nan"), nan_ok=True),
        "Langfang Guangyang 2023 budget": 4.38,
    }
    changes = column(rows, "change")
    assert changes["Fuzhou 2023"] == pytest.approx(4.15 / 2.42 - 1)
    assert changes["Fushun 2023"] == pytest.approx(4.5 / 50.06 - 1)
    assert changes["Langfang Guangyang 2023 budget"] == 0
    assert list(rows["before_derived"]) == [True, True, True, False, True]


def test_final_accounts_of_the_originals_stand_against_their_budget(originals: Store) -> None:
    rows = public_expenses.ranking(originals, by=OVERRUN)
    assert column(rows, "overrun") == {
        "Luoyang Chanhe 2023": 0.0,
        "Fushun 2023": 0.0,
        "Ezhou 2022": -0.55,
        "Fuzhou 2023": pytest.approx(float("nan"), nan_ok=True),
    }


def test_a_part_that_is_printed_blank_is_missing_and_not_zero(originals: Store) -> None:
    """Fushun prints its operation of vehicles and leaves the rest blank, Fuzhou prints 0.00."""
    rows = public_expenses.composition(originals).set_index("label_en")
    assert rows.loc["Luoyang Chanhe 2023", ["vehicle_purchase", "vehicle_operation"]].tolist() == [
        *(9.48, 0.22)
    ]
    assert rows.loc["Fushun 2023", "vehicle_operation"] == 4.5
    assert rows.loc["Fushun 2023", ["overseas", "vehicle_purchase", "reception"]].isna().all()
    assert rows.loc["Fuzhou 2023", "overseas"] == 0
    assert rows["rest"].isna().all()
    counted = public_expenses.composed(originals).set_index("kind").loc[FINAL_ACCOUNTS]
    assert (counted["disclosures"], counted["total"], counted["overseas_n"]) == (4, 18.5, 3)
    assert (counted["vehicle_purchase"], counted["reception"]) == (9.48, 4.3)


# -- years ------------------------------------------------------------------------------------


@pytest.fixture
def years(tmp_path: Path) -> Store:
    """Yunxi: 4.0 in 2020, 7.1 in 2022 and 5.0 in 2023, which implies 7.0 for 2022; and Hetan, whose
    3.0 in 2022 agrees with 3.5 less 0.51 but for rounding."""
    return store_of(
        tmp_path,
        final("yunxi", 4.0, 2020),
        final("yunxi", 7.1, 2022),
        final("yunxi", 5.0, 2023).sentence("three_public", final=5.0, change=-2.0),
        final("hetan", 3.0, 2022),
        final("hetan", 3.5, 2023).sentence("three_public", final=3.5, change=0.51),
    )


def test_a_body_has_all_its_years_and_both_amounts_of_one_that_is_restated(years: Store) -> None:
    points = public_expenses.trends(years)
    drawn = points[["place_en", "year", "amount", "preferred", "restated", "derived"]]
    assert drawn.to_numpy().tolist() == [
        ["Hetan", 2022, 3.0, True, False, False],
        ["Hetan", 2023, 3.5, True, False, False],
        ["Yunxi", 2020, 4.0, True, False, False],
        ["Yunxi", 2022, 7.1, True, True, False],
        ["Yunxi", 2022, 7.0, False, True, True],
        ["Yunxi", 2023, 5.0, True, False, False],
    ]


def test_the_change_is_on_what_the_year_before_itself_printed(years: Store) -> None:
    rows = public_expenses.ranking(years, by=CHANGE)
    assert column(rows, "before")["Yunxi 2023"] == 7.1
    assert not rows["before_derived"].any()


def test_a_year_that_another_document_of_the_body_prints_is_not_missing(tmp_path: Path) -> None:
    store = store_of(tmp_path, final("yunxi", 7.0, 2022), final("yunxi", 5.0, 2023))
    missing = three_public.missing(store, item=TOTAL)
    before = missing[missing["year"] < missing["fiscal_year"]]
    assert list(before["label_en"]) == ["Yunxi 2022"]
    assert list(before["amount"]) == [7.0]


def test_bodies_come_by_their_rise_and_are_counted_beyond_the_limit(tmp_path: Path) -> None:
    """Rises of 1 to 6 万元, a fall, and the greatest rise in a table that does not add up."""

    def rising(place: str, rise: float, **options: Any) -> Body:
        return final(place, 10.0, **options).sentence("three_public", final=10.0, change=rise)

    store = store_of(
        tmp_path,
        *(rising(f"place{rise}", rise) for rise in (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, -1.0)),
        rising("doubtful", 9.0, status=OPEN),
    )
    points = public_expenses.trends(store, limit=2)
    assert list(points["agency"].unique()) == ["place6.0医疗保障局", "place5.0医疗保障局"]
    counts = points[["bodies", "doubtful_n", "rose", "fell", "unmoved"]].drop_duplicates()
    assert counts.to_numpy().tolist() == [[8, 1, 6, 1, 0]]
    last = public_expenses.trends(store)["agency"].iloc[-1]
    assert last == "doubtful医疗保障局"


# -- peers ------------------------------------------------------------------------------------


@pytest.fixture
def peers(tmp_path: Path) -> Store:
    """Amounts of 1 to 5 and 100, one of 500 in a table that does not add up, and two budgets."""
    amounts = (1.0, 2.0, 3.0, 4.0, 5.0, 100.0)
    return store_of(
        tmp_path,
        *(final(f"place{number}", amount) for number, amount in enumerate(amounts)),
        final("doubtful", 500.0, status=OPEN),
        *(
            body(place, kind=BUDGET).amount(THREE_PUBLIC, TOTAL, amount, measure="budget")
            for place, amount in (("linshui", 70.0), ("meigang", 80.0))
        ),
    )


def test_medians_and_fences_are_of_all_of_the_same_kind_whatever_is_shown(peers: Store) -> None:
    """Quartiles of 1, 2, 3, 4, 5, 100: 2.25 and 4.75; 4.75 + 1.5 x 2.5 is 8.5."""
    rows = public_expenses.ranking(peers, limit=4)
    assert column(rows, "amount") == {
        "Place5 2023": 100.0,
        "Place4 2023": 5.0,
        "Meigang 2023 budget": 80.0,
        "Linshui 2023 budget": 70.0,
    }
    first = rows.iloc[0]
    assert (first["peers_n"], first["peers_median"]) == (6, 3.5)
    assert (first["lower_fence"], first["upper_fence"]) == (-1.5, 8.5)
    assert list(rows["beyond"]) == [True, False, False, False]
    assert (first["beyond_n"], first["doubtful_n"], first["rows_n"]) == (1, 1, 7)
    assert rows["peers_median"].iloc[-1] == 75.0


def test_what_does_not_add_up_comes_last_and_is_no_peer(peers: Store) -> None:
    accounts = public_expenses.ranking(peers, Scope(kinds=(FINAL_ACCOUNTS,)))
    last = accounts.iloc[-1]
    assert (last["amount"], last["doubtful"], last["beyond"]) == (500.0, True, False)


def test_an_unknown_measure_is_refused(peers: Store) -> None:
    with pytest.raises(ValueError, match="size is no measure to rank by: name one of amount"):
        public_expenses.ranking(peers, by="size")


# -- parts ------------------------------------------------------------------------------------


def test_vehicles_are_one_part_where_they_are_not_printed_apart(tmp_path: Path) -> None:
    """Of 10, vehicles are 6 and reception 3: 1 is in no part that is printed."""
    whole = (
        final("yunxi", 10.0)
        .amount(THREE_PUBLIC, VEHICLES, 6.0, measure="final")
        .amount(THREE_PUBLIC, RECEPTION, 3.0, measure="final")
    )
    apart = (
        final("hetan", 6.0)
        .amount(THREE_PUBLIC, VEHICLES, 6.0, measure="final")
        .amount(THREE_PUBLIC, VEHICLE_OPERATION, 6.0, measure="final")
    )
    rows = public_expenses.composition(store_of(tmp_path, whole, apart)).set_index("place_en")
    assert rows.loc["Yunxi", ["vehicles", "reception", "rest"]].tolist() == [6.0, 3.0, 1.0]
    assert rows.loc["Hetan", "vehicle_operation"] == 6.0
    assert rows.loc["Hetan", ["vehicles", "rest"]].isna().all()


def test_parts_of_a_table_that_does_not_add_up_come_last_and_are_not_counted(
    tmp_path: Path,
) -> None:
    parts = [
        of.amount(THREE_PUBLIC, RECEPTION, 1.0, measure="final")
        for of in (final("yunxi", 1.0), final("hetan", 90.0, status=OPEN))
    ]
    store = store_of(tmp_path, *parts)
    rows = public_expenses.composition(store)
    assert rows[["place_en", "doubtful"]].to_numpy().tolist() == [["Yunxi", False], ["Hetan", True]]
    counted = public_expenses.composed(store)
    assert counted[["total", "left_out"]].to_numpy().tolist() == [[1.0, 1]]


def test_a_budget_that_nobody_set_and_nobody_spent_comes_after_money(tmp_path: Path) -> None:
    """0.00 of 0.00 is no overrun to look at before 1.90 of 2.00."""
    store = store_of(
        tmp_path,
        final("yunxi", 0.0).amount(THREE_PUBLIC, TOTAL, 0.0, measure="budget"),
        final("hetan", 1.9).amount(THREE_PUBLIC, TOTAL, 2.0, measure="budget"),
    )
    assert list(public_expenses.ranking(store, by=OVERRUN)["place_en"]) == ["Hetan", "Yunxi"]


def test_parts_that_are_more_than_the_whole_are_left_out_and_counted(tmp_path: Path) -> None:
    odd = final("yunxi", 5.0).amount(THREE_PUBLIC, OVERSEAS, 6.0, measure="final")
    nothing_spent = final("hetan", 0.0)
    store = store_of(tmp_path, odd, nothing_spent)
    assert public_expenses.composition(store).empty
    counted = public_expenses.composed(store)
    assert counted[["disclosures", "left_out"]].to_numpy().tolist() == [[0, 1]]


def test_of_what_is_missing_the_largest_are_named_and_all_are_counted(tmp_path: Path) -> None:
    store = store_of(tmp_path, *(final(f"place{number}", number) for number in (1.0, 2.0, 3.0)))
    missing = three_public.missing(store, item=TOTAL, first=2)
    before = missing[missing["year"] == 2022]
    assert set(before["amount"]) == {3.0, 2.0}
    assert set(before["n"]) == {3}
    assert set(missing["n"][missing["basis"] == "budget"]) == {3}
