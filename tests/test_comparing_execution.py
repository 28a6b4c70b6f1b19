"""Project execution: executed / budget of each project, and of many together."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing import execution
from analytics.comparing.bodies import BELOW, among_peers
from analytics.comparing.scope import Scope
from analytics.comparing.sources import SOURCE_COLUMNS
from analytics.store import Store


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def test_the_originals_hold_67_results_of_projects(originals: Store) -> None:
    projects = execution.projects(originals)
    assert dict(projects.groupby("label_en").size()) == {
        "Ezhou 2022": 4,
        "Fushun 2023": 18,
        "Fuzhou 2023": 34,
        "Luoyang Chanhe 2023": 11,
    }


def test_of_eleven_projects_nothing_was_spent(originals: Store) -> None:
    """全年执行数 0 on a budget above 0, four of them for medical relief."""
    unspent = execution.projects(originals, bands=[execution.CRITICAL])
    assert set(unspent["rate"]) == {0.0}
    assert list(zip(unspent["label_en"], unspent["name"], unspent["budget"], strict=True))[:10] == [
        ("Fushun 2023", "公职律师费", 2.0),
        ("Fushun 2023", "城乡医疗救助", 2000.0),
        ("Fushun 2023", "离休干部医药费", 1440.0),
        ("Fushun 2023", "下达省财政城乡居民基本医疗保险补助资金", 14451.0),
        ("Fushun 2023", "下达省财政城乡医疗救助补助资金", 2452.0),
        ("Fushun 2023", "下达中央财政医疗救助补助资金", 3374.0),
        ("Fuzhou 2023", "医疗服务与保障能力提升补助资金2", 66.59),
        ("Fuzhou 2023", "网络专项服务", 15.36),
        ("Luoyang Chanhe 2023", "2023年医疗救助补助资金", 58.0),
        (
            "Luoyang Chanhe 2023",
            "洛财社（2023）52号关于下达2023年中央财政医疗服务与保障能力提升补助资金"
            "（医疗保障服务能力建设部分）的通知",
            2.0,
        ),
    ]
    assert tuple(unspent.iloc[10][["name", "budget"]]) == ("财政负担部分核酸检测费用", 10.0)
    relief = unspent[unspent["theme"] == "medical_relief"]
    assert dict(relief.groupby("label_en").size()) == {"Fushun 2023": 3, "Luoyang Chanhe 2023": 1}


def test_a_budget_of_0_has_no_rate_and_says_why(originals: Store) -> None:
    """Ezhou 医疗保障与服务能力提升: 0 budgeted, 60.65 spent; in the others nothing was spent."""
    without = execution.projects(originals, bands=[execution.NO_RATE])
    assert list(zip(without["label_en"], without["executed"], without["why_en"], strict=True)) == [
        ("Ezhou 2022", 60.65, "money was spent although the budget is 0"),
        ("Fushun 2023", 0.0, "the budget is 0"),
        ("Fuzhou 2023", 0.0, "the budget is 0"),
    ]
    assert without["rate"].isna().all()


def test_initial_and_adjusted_budget_tell_different_stories(originals: Store) -> None:
    """Luoyang 医保中心运行费: 年初 4.00, 全年 51.00, 执行 4.00: 7.8 % of one, all of the other."""
    projects = execution.projects(originals)
    running = projects[projects["name"] == "医保中心运行费"].iloc[0]
    assert (running["initial_budget"], running["adjusted_budget"]) == (4.0, 51.0)
    assert running["unspent"] == 47.0
    assert f"{running['rate']:.2%}" == "7.84%"
    assert (running["revision"], running["outturn"], running["pefa"]) == (11.75, 1.0, "A")
    assert running["band"] == "severe"


def test_rates_of_bodies_are_weighted_by_budget_beside_their_median(originals: Store) -> None:
    """Fushun: 4,786.99 of 57,312.66 was spent, though the median project spent 97.6 %."""
    bodies = execution.rates(originals, by=["disclosure_id"]).set_index("label_en")
    fushun = bodies.loc["Fushun 2023"]
    assert (fushun["n"], fushun["n_rated"], fushun["n_at_zero"]) == (18, 17, 6)
    assert (fushun["rated_executed"], fushun["rated_budget"]) == (4786.99, 57312.66)
    assert f"{fushun['weighted_rate']:.1%}" == "8.4%"
    assert f"{fushun['median_rate']:.1%}" == "97.6%"
    assert list(bodies["n_at_zero"]) == [0, 6, 2, 3]


def test_rates_of_themes(originals: Store) -> None:
    themes = execution.rates(originals, by=["theme"]).set_index("theme")
    relief = themes.loc["medical_relief"]
    assert (relief["n"], relief["n_at_zero"]) == (8, 4)
    assert themes["n"].sum() == 67
    only = execution.rates(originals, by=["theme", "disclosure_id"], themes=["medical_relief"])
    assert dict(zip(only["label_en"], only["n"], strict=True)) == {
        "Fushun 2023": 3,
        "Fuzhou 2023": 2,
        "Luoyang Chanhe 2023": 3,
    }


def test_every_rate_has_its_printed_sources(originals: Store) -> None:
    sources = execution.sources(originals)
    assert list(sources.columns) == SOURCE_COLUMNS
    key = ["disclosure_id", "evaluation_no"]
    projects = execution.projects(originals).set_index(key)
    for quantity, column in (
        (execution.RATE, "rate"),
        (execution.REVISION, "revision"),
        (execution.OUTTURN, "outturn"),
    ):
        amounts = sources[sources["quantity"] == quantity].pivot(
            index=key, columns="role", values="amount"
        )
        computed = amounts["numerator"] / amounts["denominator"].where(lambda x: x > 0)
        if quantity == execution.REVISION:
            computed -= 1
        known = projects[column].dropna()
        assert len(known) > 20
        assert computed.dropna().to_dict() == pytest.approx(known.to_dict(), abs=1e-9)


@pytest.mark.parametrize(
    ("budget", "executed", "band"),
    [
        (100.0, 0.0, "critical"),
        (100.0, 0.01, "severe"),
        (100.0, 49.99, "severe"),
        (100.0, 50.0, "low"),
        (100.0, 79.99, "low"),
        (100.0, 80.0, "on_track"),
        (1.1, 0.88, "on_track"),  # 0.7999999999999999 in floating point
        (10.2, 10.71, "on_track"),  # 1.0500000000000003
        (100.0, 105.0, "on_track"),
        (100.0, 105.01, "over"),
        (0.0, 0.0, "no_rate"),
        (None, 5.0, "no_rate"),
        (100.0, None, "no_rate"),
    ],
)
def test_bands(tmp_path: Path, budget: float | None, executed: float | None, band: str) -> None:
    store = store_of(tmp_path, Body().project("信息化", budget, executed))
    assert execution.projects(store).iloc[0]["band"] == band


@pytest.mark.parametrize(
    ("executed", "grade"),
    [(95.0, "A"), (105.0, "A"), (94.9, "B"), (110.0, "B"), (85.0, "C"), (115.0, "C"), (84.9, "D")],
)
def test_pefa_grades_the_outturn_against_the_initial_budget(
    tmp_path: Path, executed: float, grade: str
) -> None:
    body = Body().project("信息化", 200.0, executed, initial=100.0, adjusted=200.0)
    assert execution.projects(store_of(tmp_path, body)).iloc[0]["pefa"] == grade


@pytest.mark.parametrize("initial", [None, 0.0])
def test_without_an_initial_budget_there_is_neither_revision_nor_outturn(
    tmp_path: Path, initial: float | None
) -> None:
    body = Body().project("信息化", 200.0, 100.0, initial=initial, adjusted=200.0)
    store = store_of(tmp_path, body)
    assert execution.projects(store).iloc[0][["revision", "outturn", "pefa"]].isna().all()
    assert set(execution.sources(store)["quantity"]) == {execution.RATE}


@pytest.mark.parametrize(
    ("budget", "executed", "why"),
    [
        (None, 5.0, "the form prints no budget"),
        (100.0, None, "the form prints no executed amount"),
        (0.0, 5.0, "money was spent although the budget is 0"),
        (0.0, 0.0, "the budget is 0"),
    ],
)
def test_why_there_is_no_rate(
    tmp_path: Path, budget: float | None, executed: float | None, why: str
) -> None:
    store = store_of(tmp_path, Body().project("信息化", budget, executed))
    assert execution.projects(store).iloc[0]["why_en"] == why


def test_projects_without_a_rate_do_not_weigh_on_a_bodys_rate(tmp_path: Path) -> None:
    body = Body().project("甲", 100.0, 50.0).project("乙", 0.0, 70.0).project("丙", 10.0, None)
    rates = execution.rates(store_of(tmp_path, body), by=["disclosure_id"]).iloc[0]
    assert (rates["n"], rates["n_rated"], rates["weighted_rate"]) == (3, 1, 0.5)


def test_a_project_without_a_theme_is_among_the_others(tmp_path: Path) -> None:
    store = store_of(tmp_path, Body().project("甲", 100.0, 50.0, theme=None))
    assert execution.projects(store, themes=["other"]).iloc[0]["name"] == "甲"


def test_filters_leave_out_the_rest(originals: Store) -> None:
    scope = Scope(years=(2022,))
    assert set(execution.projects(originals, scope)["label_en"]) == {"Ezhou 2022"}
    chosen = execution.projects(originals, themes=["medical_relief"], bands=["critical", "over"])
    assert len(chosen) == 5
    assert execution.projects(originals, bands=[]).empty


def test_of_each_disclosure_or_theme_the_largest_projects_are_taken(originals: Store) -> None:
    """Fushun's largest budget is 30,732; what Ezhou spent without a budget is money too."""
    largest = execution.largest(originals, by="disclosure_id", each=1)
    assert list(largest["name"]) == [
        *("医疗保险业务信息化", "城乡居民基本医疗保险"),
        *("城乡居民医保财政补助（省级财政补助）", "城乡居民基本医保区级补助资金"),
    ]
    by_theme = execution.largest(originals, by="theme", each=2, themes=["capacity_building"])
    assert list(by_theme["budget"]) == [500.0, 383.41]
    everything = execution.largest(originals, by="theme", each=100)
    assert everything.equals(execution.projects(originals))


def test_projects_are_taken_of_the_disclosures_that_left_most_money_unspent(
    originals: Store,
) -> None:
    """Fushun left 52,525.67, Luoyang 178.63 and Ezhou 53.37; Fuzhou spent 68.74 too much."""

    def taken(disclosures: int) -> set[str]:
        projects = execution.largest(originals, by="disclosure_id", each=1, disclosures=disclosures)
        return set(projects["label_en"])

    assert taken(1) == {"Fushun 2023"}
    assert taken(2) == {"Fushun 2023", "Luoyang Chanhe 2023"}
    assert taken(3) == {"Fushun 2023", "Luoyang Chanhe 2023", "Ezhou 2022"}


def test_bands_are_counted(originals: Store) -> None:
    counts = execution.counts(originals, by="disclosure_id")
    fushun = counts[counts["label_en"] == "Fushun 2023"].set_index("band")["n"]
    assert dict(fushun) == {"critical": 6, "severe": 1, "low": 1, "on_track": 9, "no_rate": 1}
    assert execution.counts(originals, by="theme")["n"].sum() == 67


def test_projects_of_which_nothing_was_spent_are_counted_by_disclosure(originals: Store) -> None:
    at_zero = execution.at_zero(originals, limit=2)
    assert list(at_zero["label_en"].fillna("others")) == [
        *("Fushun 2023", "Luoyang Chanhe 2023", "others"),
    ]
    assert list(at_zero["n"]) == [6, 3, 2]
    assert list(at_zero["relief_n"]) == [3, 1, 0]
    assert list(at_zero["budget"]) == [23719.0, 70.0, 81.95]
    assert list(at_zero["relief_budget"]) == [7826.0, 58.0, 0.0]


def test_bodies_are_ranked_by_their_money_lowest_first(originals: Store) -> None:
    ranked = among_peers(originals)
    assert list(ranked["place_en"]) == ["Fushun", "Ezhou", "Luoyang Chanhe", "Fuzhou"]
    assert list(ranked["place"]) == [1, 2, 3, 4]
    assert set(ranked["peers_n"]) == {4}
    assert ranked["peers_median"].iloc[0] == pytest.approx(
        (189.94 / 303.96 + 1466.38 / 1645.01) / 2
    )
    assert ranked[["lower_fence", "beyond"]].isna().all(axis=None), "four are too few for fences"
    rates = execution.rates(originals, by=["disclosure_id"]).set_index("disclosure_id")
    same = ["n", "n_at_zero", "rated_budget", "weighted_rate", "median_rate"]
    assert ranked.set_index("disclosure_id")[same].sort_index().equals(rates[same])


def of_its_own(name: str, kind: str = "final_accounts") -> Body:
    """A disclosure of a body of this name."""
    return Body(f"{name}-2023-{kind}", agency=f"{name}医疗保障局", kind=kind)


def test_peers_are_of_the_same_kind_and_of_the_whole_store(tmp_path: Path) -> None:
    """Five final accounts at 90 % and one at 10 % beside a budget document at 50 %."""
    bodies = [of_its_own(f"b{at}").project("甲", 100.0, 90.0) for at in range(5)]
    low = of_its_own("low").project("甲", 100.0, 10.0)
    plan = of_its_own("plan", kind="budget").project("甲", 100.0, 50.0)
    store = store_of(tmp_path, *bodies, low, plan)
    scope = Scope(disclosure_ids=(low.id, plan.id))
    first, second = among_peers(store, scope).itertuples()
    assert (first.peers_n, first.peers_median, first.beyond) == (6, 0.9, BELOW)
    assert (second.peers_n, second.peers_median) == (1, 0.5)
    assert (first.all_n, first.all_below, first.all_above) == (2, 1, 0)


def test_a_body_without_any_rate_comes_last_and_is_not_ranked(tmp_path: Path) -> None:
    none, some = of_its_own("a"), of_its_own("b")
    store = store_of(tmp_path, none.project("甲", 0.0, 5.0), some.project("甲", 10.0, 5.0))
    ranked = among_peers(store)
    assert list(ranked["weighted_rate"].isna()) == [False, True]
    assert ranked["place"].iloc[0] == 1 and pd.isna(ranked["place"].iloc[1])
    assert set(execution.evaluated(store)["disclosure_id"]) == {none.id, some.id}


def test_revised_budgets_come_by_the_money_they_were_revised_by(originals: Store) -> None:
    """Fuzhou 医疗服务与保障能力提升补助资金: 0 to 500; 外伤医疗费用结算审核服务费: 120 to 0."""
    revised = execution.revised(originals)
    assert list(revised["change"][:5]) == [500.0, 383.41, 200.0, 120.0, -120.0]
    assert len(revised) == 18
    first = revised.iloc[0]
    assert tuple(first[["all_n", "all_raised", "all_cut", "all_from_zero"]]) == (45, 15, 3, 12)
    assert (first["all_more"], first["all_less"]) == (1581.92, 213.89)
    few = execution.revised(originals, themes=["operations"], limit=1)
    assert len(few) == 1
    assert few["all_n"].iloc[0] == 18, "16 forms of Fuzhou and 2 of Luoyang"


@pytest.mark.parametrize("by", [[], ["name"], ["theme; DROP TABLE evaluations"]])
def test_projects_are_taken_together_by_body_or_theme_only(originals: Store, by: list) -> None:
    with pytest.raises(ValueError, match="disclosure_id, theme or both"):
        execution.rates(originals, by=by)
