"""The ranking of projects and disclosures, and the findings of those unlike their peers."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import Body, store_of, store_of_originals

from analytics.comparing.scope import Scope
from analytics.findings import disclosures, projects
from analytics.findings.case import Case
from analytics.findings.checking import check
from analytics.findings.features import RATIO, Feature, Peers
from analytics.findings.oddity import UNLIKE, stand_out
from analytics.findings.outliers import disclosure_outlier, project_outlier
from analytics.findings.ranking import materiality, with_scores
from analytics.findings.rule import Check, Flag, Outcome, Severity
from analytics.ingesting import ingest
from analytics.model import EXPENDITURE, FINAL_ACCOUNTS
from analytics.settings import OUTLIERS, PEERS
from analytics.store import Store, open_store

RELIEF_AT_ZERO = {
    "下达中央财政医疗救助补助资金",
    "下达省财政城乡医疗救助补助资金",
    "城乡医疗救助",
    "2023年医疗救助补助资金",
}
"""Fushun: 3,374, 2,452 and 2,000 万元; Luoyang: 58 万元; nothing executed of any of them."""


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module", params=["shipped", "seeds"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The five disclosures, as they are shipped and as their texts."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "shipped":
        return store_of_originals(folder)
    store = open_store(folder / "workbench.duckdb")
    ingest([request.getfixturevalue("seeds")], store)
    return store


def test_projects_of_which_nothing_was_spent_lead_the_originals(published: Store) -> None:
    found = projects.ranked(published)
    assert len(found) == 67
    assert found["score"].between(0, 1).all()
    at_zero = found[found["rate"] == 0]
    assert len(at_zero) == 11
    assert set(at_zero["rank"]) <= set(range(1, 21))
    assert set(found["name"].head(10)) >= RELIEF_AT_ZERO
    assert found["name"].iloc[0] == "下达省财政城乡居民基本医疗保险补助资金"


def test_no_project_on_track_stands_above_one_of_which_nothing_was_spent(
    published: Store,
) -> None:
    found = projects.ranked(published)
    in_order = found[found["problems"].map(len) == 0]
    assert len(in_order) > 30
    assert in_order["rank"].min() > found.loc[found["rate"] == 0, "rank"].max()


def test_a_scope_takes_no_peers_away(originals: Store) -> None:
    everywhere = projects.ranked(originals).set_index(["disclosure_id", "evaluation_no"])
    luoyang = Scope(disclosure_ids=("luoyang-chanhe-2023-final_accounts",))
    alone = projects.ranked(originals, luoyang).set_index(["disclosure_id", "evaluation_no"])
    assert len(alone) == 11
    assert list(alone["rank"]) == list(range(1, 12))
    assert alone["score"].equals(everywhere.loc[alone.index, "score"])


def peers_of(count: int) -> list[Body]:
    """Other bodies with one project of 100 万元 each, spent between 98 and 100 %."""
    return [
        Body(f"b{number}-2023-final_accounts", agency=f"{number}号市医疗保障局")
        .project("维护", 100.0, 98.0 + number % 3, initial=100.0, adjusted=100.0)
        .indicator("产出指标", weight=50.0, score=50.0)
        .amount(EXPENDITURE, "合计", 1000.0 + number, measure="total")
        for number in range(count)
    ]


def odd_body() -> Body:
    """81 % spent and 25 of 50 output marks: neither is for a rule of its own to ask about."""
    return (
        Body()
        .project("维护", 100.0, 81.0, initial=100.0, adjusted=100.0)
        .indicator("产出指标", weight=50.0, score=25.0)
        .amount(EXPENDITURE, "合计", 1000.0, measure="total")
    )


def test_the_order_of_ingestion_changes_nothing(tmp_path: Path) -> None:
    bodies = [odd_body(), *peers_of(24)]
    orders = (bodies, bodies[::-1], [*bodies[12:], *bodies[:12]])
    found = []
    for number, order in enumerate(orders):
        folder = tmp_path / str(number)
        folder.mkdir()
        store = store_of(folder, *order)
        found.append((projects.ranked(store), disclosures.ranked(store)))
    for (one, of_one), (other, of_other) in itertools.pairwise(found):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
        pd.testing.assert_frame_equal(of_one, of_other, check_exact=True)


@given(
    small=st.floats(0, 1e6),
    more=st.floats(0, 1e6),
    whole=st.floats(1, 1e7),
    unlike=st.floats(0, 1),
    shown=st.lists(st.booleans(), min_size=len(projects.PROBLEMS), max_size=len(projects.PROBLEMS)),
)
def test_of_like_oddity_more_money_never_ranks_lower(
    small: float, more: float, whole: float, unlike: float, shown: list[bool]
) -> None:
    scores = scores_of([small, small + more], [whole, whole], [unlike, unlike], shown)
    assert 0 <= scores[0] <= scores[1] <= 1


@given(
    share=st.floats(1e-6, 1),
    unlike=st.lists(st.floats(0, 1), min_size=2, max_size=2),
    shown=st.lists(
        st.booleans(), min_size=len(projects.PROBLEMS), max_size=len(projects.PROBLEMS)
    ).filter(any),
)
def test_a_trifle_never_outranks_a_fortune_with_the_same_problems(
    share: float, unlike: list[float], shown: list[bool]
) -> None:
    """2 万元, all that one body has, against 14,451 万元, any part of what the other has; whatever
    the peers of either say."""
    trifle, fortune = scores_of([2.0, 14451.0], [2.0, 14451.0 / share], unlike, shown)
    assert trifle < fortune


def scores_of(
    at_stake: list[float], whole: list[float], unlike: list[float], shown: list[bool]
) -> list[float]:
    frame = pd.DataFrame({"at_stake": at_stake, "whole": whole, UNLIKE: unlike})
    shows = pd.DataFrame([shown] * len(frame), columns=list(projects.PROBLEMS))
    return list(with_scores(frame, shows, projects.PROBLEMS, "whole")["score"])


def test_materiality_lies_between_its_least_and_one() -> None:
    assert materiality(0.0, 0.0) == pytest.approx(0.5)
    assert materiality(1e9, 1e9) == pytest.approx(1.0)


RATE = Feature("rate", ("execution rate", "执行率"), RATIO, 0.05)
SHARE = Feature("share", ("share", "比重"), RATIO, 0.1)


def rows(rates: list[float], shares: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "agency": [f"{number}号" for number in range(len(rates))],
            "kind": FINAL_ACCOUNTS,
            "rate": rates,
            "share": shares,
        }
    )


def test_z_is_robust_and_no_finer_than_a_spread_that_tells_something() -> None:
    """Nine at 100 %, one at 90 %: MAD 0, so 10 points are 2 least spreads of 5; 0 % is clipped."""
    found = stand_out(rows([1.0] * 9 + [0.9, 0.0], [0.5] * 11), [RATE, SHARE], [["kind"]])
    assert list(found["rate_z"])[-2:] == [pytest.approx(-2.0), -OUTLIERS.clip]
    assert list(found["rate_median"].unique()) == [1.0]
    assert list(found["peers_n"].unique()) == [10]
    assert found["unlike"].iloc[-1] == pytest.approx(0.5), "no forest grows from eleven rows"
    assert found["rate_contribution"].iloc[-1] == pytest.approx(0.5)
    assert found["share_contribution"].iloc[-1] == 0
    assert (found["unlike"].iloc[:-1] == 0).all()


@pytest.mark.parametrize("others", [PEERS.minimum - 1, PEERS.minimum])
def test_below_the_least_number_of_peers_nothing_is_said(others: int) -> None:
    found = stand_out(rows([1.0] * others + [0.0], [0.5] * (others + 1)), [RATE], [["kind"]])
    last = found.iloc[-1]
    assert last["peers_n"] == others
    assert np.isnan(last["unlike"]) == (others < PEERS.minimum)
    assert np.isnan(last["rate_z"]) == (others < PEERS.minimum)


def test_the_forest_speaks_from_its_own_number_of_peers_on() -> None:
    for others in (OUTLIERS.forest_minimum - 1, OUTLIERS.forest_minimum):
        found = stand_out(
            rows([1.0] * others + [0.0], [0.5] * (others + 1)), [RATE, SHARE], [["kind"]]
        )
        enough = others >= OUTLIERS.forest_minimum
        assert found["forest_n"].iloc[-1] == (others + 1 if enough else 0)
        assert (found["unlike"].iloc[-1] > 0.6) == enough


def test_own_rows_are_no_peers() -> None:
    frame = rows([1.0] * 10, [0.5] * 10).assign(agency="同一局")
    assert list(stand_out(frame, [RATE], [["kind"]])["peers_n"].unique()) == [0]


def answer(rule: Check, store: Store, body: Body) -> Outcome | Flag:
    """The only answer of a rule to a body of a store."""
    peers = Peers(projects.standings(projects.judged(store)), disclosures.standings(store))
    (given,) = rule(Case(body.rows, peers=peers))
    return given


def test_a_project_unlike_its_peers_is_told_with_its_figures(tmp_path: Path) -> None:
    body = odd_body()
    found = answer(project_outlier, store_of(tmp_path, body, *peers_of(24)), body)
    assert isinstance(found, Flag)
    assert found.severity == Severity.MEDIUM
    assert found.message_en.startswith(
        "Project 维护: against 24 similar projects of other bodies: "
    )
    assert "execution rate 81.0 % (median 99.0 %)" in found.message_en
    assert "share of the output marks claimed 50.0 % (median 100.0 %)" in found.message_en
    assert found.message_zh.startswith("项目 维护：与其他单位24个类似项目相比：")
    assert "产出指标得分率50.0 %（中位数100.0 %）" in found.message_zh
    assert [one.text for one in found.evidence] == [
        "年初预算数 100.00",
        "全年预算数 100.00",
        "预算数 100.00",
        "全年执行数 81.00",
    ]


def test_a_project_like_its_peers_is_not(tmp_path: Path) -> None:
    body = Body().project("维护", 100.0, 95.0, initial=100.0, adjusted=100.0)
    body.indicator("产出指标", weight=50.0, score=48.0)
    store = store_of(tmp_path, body, *peers_of(24))
    assert answer(project_outlier, store, body) is Outcome.PASS


def test_of_a_few_peers_it_is_information_and_of_fewer_no_data(tmp_path: Path) -> None:
    body = odd_body()
    (tmp_path / "few").mkdir()
    (tmp_path / "fewer").mkdir()
    few = answer(project_outlier, store_of(tmp_path / "few", body, *peers_of(8)), body)
    assert isinstance(few, Flag)
    assert few.severity == Severity.INFO
    assert "8 similar projects of other bodies (not enough data to judge" in few.message_en
    fewer = store_of(tmp_path / "fewer", body, *peers_of(4))
    assert answer(project_outlier, fewer, body) is Outcome.NOT_ENOUGH_DATA
    assert answer(disclosure_outlier, fewer, body) is Outcome.NOT_ENOUGH_DATA


def test_execution_that_other_rules_ask_about_is_left_to_them(tmp_path: Path) -> None:
    body = Body().project("维护", 100.0, 20.0).indicator("产出指标", weight=50.0, score=50.0)
    store = store_of(tmp_path, body, *peers_of(24))
    assert answer(project_outlier, store, body) is Outcome.NOT_APPLICABLE


def accounts(body: Body, personnel: float, three_public: float) -> Body:
    """1,000 万元 spent, 400 of it basic expenditure."""
    return (
        body.amount("general_budget_expenditure", "合计", 400.0, measure="basic")
        .amount("basic_expenditure", "人员经费合计", personnel)
        .amount(EXPENDITURE, "合计", 1000.0, measure="total")
        .amount("three_public", "合计", three_public, measure="final")
    )


def test_a_disclosure_unlike_its_peers_is_told_with_its_figures(tmp_path: Path) -> None:
    """Personnel 100 of 400 where others have 360, and “三公” of 80 where others have 2."""
    body = accounts(Body(), 100.0, 80.0)
    others = [
        accounts(Body(f"b{number}-2023-final_accounts", agency=f"{number}号局"), 360.0, 2.0)
        for number in range(24)
    ]
    store = store_of(tmp_path, body, *others)
    found = answer(disclosure_outlier, store, body)
    assert isinstance(found, Flag)
    assert "personnel in basic expenditure 25.0 % (median 90.0 %)" in found.message_en
    assert "“三公”经费占本年支出8.0 %（中位数0.2 %）" in found.message_zh
    assert [one.text for one in found.evidence] == ["1,000.00", "100.00", "80.00"]
    assert answer(disclosure_outlier, store, others[0]) is Outcome.PASS
    assert disclosures.ranked(store).iloc[0]["disclosure_id"] == body.id


def test_a_disclosure_says_why_it_stands_where_it_does(originals: Store) -> None:
    """Fushun spent 4,786.99 of 57,312.66 万元 on its projects; its total fell by 45.62 %."""
    first = disclosures.ranked(originals).iloc[0]
    assert first["label_en"] == "Fushun 2023"
    assert first["reasons_en"] == [
        "Its projects together spent 8.4 % of their budgets.",
        "Total expenditure changed by −45.6 %.",
        "Not enough data on similar disclosures of other bodies (n = 3).",
    ]
    assert first["reasons_zh"][0] == "项目总体执行率 8.4 %。"


def test_checking_a_store_puts_the_peers_to_the_rules(tmp_path: Path) -> None:
    store = store_of(tmp_path, odd_body(), *peers_of(24))
    assert check(store)["outlier", Severity.MEDIUM] == 1
    found = store.query("SELECT * FROM findings WHERE rule = 'project_outlier'")
    assert list(found["disclosure_id"]) == [odd_body().id]
