"""Project execution: executed / budget of each project, and of many together."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing import execution
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


@pytest.mark.parametrize("by", [[], ["name"], ["theme; DROP TABLE evaluations"]])
def test_projects_are_taken_together_by_body_or_theme_only(originals: Store, by: list) -> None:
    with pytest.raises(ValueError, match="disclosure_id, theme or both"):
        execution.rates(originals, by=by)
