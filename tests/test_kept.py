"""What checking a store keeps, so that nobody waits for it, is what would be made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing import public_expenses, three_public
from analytics.comparing.overview import loaded
from analytics.comparing.scope import Scope, as_rows
from analytics.comparing.staffing import OF_BASIC, shares
from analytics.findings import low_execution
from analytics.findings.checking import check
from analytics.model import (
    BASIC_EXPENDITURE,
    GENERAL_BUDGET_EXPENDITURE,
    PERSONNEL_TOTAL,
    THREE_PUBLIC,
    TOTAL,
)
from analytics.store import Store


def accounts(name: str, personnel: float) -> Body:
    """A body that spends this much of 200 万元 on its staff, and nothing on a project."""
    body = Body(f"{name}-2023-final_accounts", agency=f"{name}医疗保障局", city=f"{name}市")
    body.table(BASIC_EXPENDITURE).table(GENERAL_BUDGET_EXPENDITURE)
    body.amount(BASIC_EXPENDITURE, PERSONNEL_TOTAL, personnel)
    body.amount(GENERAL_BUDGET_EXPENDITURE, TOTAL, 200.0, measure="basic")
    return body.project("救助资金", 100.0, 0.0, theme="medical_relief")


def of_basic(store: Store) -> dict[str, float]:
    frame = shares(store)
    own = frame[frame["quantity"] == OF_BASIC].set_index("disclosure_id")["share"]
    return {str(key): value for key, value in own.items()}


def keep_another(store: Store, personnel: float, **columns: str) -> None:
    """Puts other figures in the place of what was kept of each disclosure."""
    kept = store.table("main_figures").assign(personnel=personnel, **columns)
    store.replace(list(kept["disclosure_id"]), {"main_figures": as_rows("main_figures", kept)})


@pytest.mark.parametrize(
    "question",
    [
        *(shares, loaded, low_execution.ranked, three_public.series, three_public.missing),
        *(public_expenses.trends, public_expenses.ranking, public_expenses.composition),
    ],
)
def test_the_answers_are_the_same_before_and_after(
    tmp_path: Path, question: Callable[[Store], pd.DataFrame]
) -> None:
    store = store_of_originals(tmp_path)
    before = question(store)
    check(store)
    after = question(store)
    if question is loaded:
        counted = ["findings", "grave"]
        before, after = before.drop(columns=counted), after.drop(columns=counted)
    assert len(before)
    pd.testing.assert_frame_equal(before, after)


def test_each_disclosure_and_each_project_is_kept(tmp_path: Path) -> None:
    store = store_of(tmp_path, accounts("yunxi", 150.0), accounts("hetan", 180.0))
    assert store.table("main_figures").empty
    check(store)
    assert list(store.table("main_figures")["personnel"]) == [180.0, 150.0]
    assert list(store.table("project_scores")["problem"]) == ["critical", "critical"]


def test_what_is_kept_is_what_is_told(tmp_path: Path) -> None:
    store = store_of(tmp_path, accounts("yunxi", 150.0))
    check(store)
    keep_another(store, 20.0)
    assert of_basic(store) == {"yunxi-2023-final_accounts": 0.1}, "else nothing is gained by it"


def test_a_store_that_was_written_to_is_asked_anew(tmp_path: Path) -> None:
    store = store_of(tmp_path, accounts("yunxi", 150.0))
    check(store)
    assert of_basic(store) == {"yunxi-2023-final_accounts": 0.75}
    keep_another(store, 20.0)
    assert of_basic(store) == {"yunxi-2023-final_accounts": 0.1}


def test_figures_of_another_definition_are_made_anew(tmp_path: Path) -> None:
    store = store_of(tmp_path, accounts("yunxi", 150.0))
    check(store)
    keep_another(store, 20.0, method="of long ago")
    assert of_basic(store) == {"yunxi-2023-final_accounts": 0.75}


def test_a_document_that_came_since_is_in_every_answer_at_once(tmp_path: Path) -> None:
    store = store_of(tmp_path, accounts("yunxi", 150.0))
    check(store)
    store_of(tmp_path, accounts("hetan", 180.0))
    assert of_basic(store) == {
        "hetan-2023-final_accounts": 0.9,
        "yunxi-2023-final_accounts": 0.75,
    }
    listed = low_execution.ranked(store)
    assert set(listed["disclosure_id"]) == set(of_basic(store))
    assert set(listed["peers_n"]) == {1}, "each is the other's peer, also the one that was checked"


def test_a_new_version_of_a_document_is_not_told_by_the_figures_of_the_old_one(
    tmp_path: Path,
) -> None:
    store = store_of(tmp_path, accounts("yunxi", 150.0))
    check(store)
    newer = accounts("yunxi", 170.0)
    newer.content = b"corrected"
    newer.rows.disclosure.sha256 = hashlib.sha256(newer.content).hexdigest()
    store_of(tmp_path, newer)
    assert of_basic(store) == {"yunxi-2023-final_accounts": 0.85}


def test_the_list_can_be_asked_for_a_theme_and_a_place(tmp_path: Path) -> None:
    first = accounts("yunxi", 150.0).project("系统", 500.0, 10.0, theme="information_system")
    store = store_of(tmp_path, first, accounts("hetan", 180.0))
    check(store)
    of_theme = low_execution.ranked(store, themes=["information_system"])
    assert list(zip(of_theme["rank"], of_theme["name"], strict=True)) == [(1, "系统")]
    whose = Scope(places=("Hetan",))
    assert list(low_execution.ranked(store, whose)["label_en"]) == ["Hetan 2023"]
    assert len(low_execution.ranked(store, limit=2)) == 2


def expenses(name: str, final: float) -> Body:
    """A body that spends this much on “三公” in 2023, which is 1 万元 more than the year before."""
    body = accounts(name, 150.0).table(THREE_PUBLIC)
    body.amount(THREE_PUBLIC, TOTAL, final, measure="final")
    return body.sentence("three_public", final=final, change=1.0)


def of_2022(store: Store) -> dict[str, float]:
    frame = three_public.series(store).query("year == 2022").set_index("disclosure_id")["amount"]
    return {str(key): value for key, value in frame.items()}


def keep_others(store: Store, amount: float, **columns: str) -> None:
    """Puts another amount in the place of each of “三公” that was kept."""
    kept = store.table("three_public_amounts").assign(**columns)
    kept["amount"] = kept["amount"].where(kept["amount"].isna(), amount)
    rows = as_rows("three_public_amounts", kept)
    store.replace(list(kept["disclosure_id"].unique()), {"three_public_amounts": rows})


def test_of_three_public_is_kept_what_is_known_and_why_something_is_not(tmp_path: Path) -> None:
    check(store := store_of(tmp_path, expenses("yunxi", 3.0), accounts("hetan", 180.0)))
    kept = store.table("three_public_amounts").set_index(["disclosure_id", "year", "basis"])
    assert set(kept["item"]) == {TOTAL}
    yunxi = kept.loc["yunxi-2023-final_accounts"]
    assert yunxi["amount"].dropna().to_dict() == {(2022, "final"): 2.0, (2023, "final"): 3.0}
    assert yunxi["how"].dropna().to_dict() == {
        (2022, "final"): "less_change",
        (2023, "final"): "printed",
    }
    assert yunxi["why"].dropna().to_dict() == {(2023, "budget"): "budget"}
    assert kept.loc["hetan-2023-final_accounts"]["why"].to_dict() == {
        (2023, "budget"): "budget",
        (2023, "final"): "amount",
    }


def test_what_is_kept_of_three_public_is_told_unless_it_is_of_another_definition(
    tmp_path: Path,
) -> None:
    check(store := store_of(tmp_path, expenses("yunxi", 3.0)))
    keep_others(store, 70.0)
    assert of_2022(store) == {"yunxi-2023-final_accounts": 70.0}
    keep_others(store, 70.0, method="of long ago")
    assert of_2022(store) == {"yunxi-2023-final_accounts": 2.0}


def test_three_public_of_a_document_that_came_since_is_beside_what_is_kept(tmp_path: Path) -> None:
    check(store := store_of(tmp_path, expenses("yunxi", 3.0)))
    keep_others(store, 70.0)
    store_of(tmp_path, expenses("hetan", 9.0))
    assert of_2022(store) == {"hetan-2023-final_accounts": 8.0, "yunxi-2023-final_accounts": 70.0}
    hetan = Scope(disclosure_ids=("hetan-2023-final_accounts",))
    assert list(three_public.series(store, hetan)["amount"]) == [8.0, 9.0]
    lacking = three_public.missing(store, hetan, item=TOTAL)
    assert list(lacking["basis"]) == ["budget"]
