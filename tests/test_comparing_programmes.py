"""The same programme across bodies: which projects are of it, and what was spent of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing import programmes
from analytics.comparing.scope import Scope
from analytics.language import ENGLISH
from analytics.model import THEMES
from analytics.recognising.themes import theme_of
from analytics.reference import programmes as known_programmes
from analytics.store import Store

CAPACITY, RELIEF, INSURANCE = (
    "capacity_improvement",
    "medical_relief",
    "resident_insurance_subsidy",
)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def test_every_programme_has_a_theme_of_the_model_and_a_name() -> None:
    names = [known.programme for known in known_programmes()]
    assert len(set(names)) == len(names)
    assert names == list(ENGLISH.terms("programme"))
    assert {known.theme for known in known_programmes()} <= set(THEMES)


@pytest.mark.parametrize(
    ("programme", "names"),
    [
        (
            CAPACITY,
            [
                "医疗服务与保障能力提升补助资金2",
                "医疗保障与服务能力提升",  # the same two words turned round
                "洛财社（2023）52号关于下达2023年中央财政医疗服务与保障能力提升补助资金"
                "（医疗保障服务能力建设部分）的通知",
                "医保服务能力建设",
            ],
        ),
        (RELIEF, ["城乡医疗救助", "2023年医疗救助补助资金", "城乡困难群众医疗救助区级补助资金"]),
        (
            INSURANCE,
            [
                "城乡居民基本医疗保险",
                "城乡居民医保财政补助（省级财政补助）",
                "下达城乡居民基本医疗保险补助中央资金",
            ],
        ),
        (
            None,
            [
                "医保支付方式改革",  # paid out of the capacity subsidy, but a thing of its own
                "基层医疗卫生服务能力提升",
                "医疗救助工作经费",
                "疾病应急救助",
                "医疗救助资金审计",
                "城乡居民医保参保登记工作经费",
                "城乡居民医保征缴工作经费",
                "城乡居民大病医疗保险",
                "代缴脱贫人口城乡居民基本医疗保险资金",
            ],
        ),
    ],
)
def test_a_projects_name_tells_its_programme(
    tmp_path: Path, programme: str | None, names: list[str]
) -> None:
    body = Body()
    for name in names:
        body.project(name, 10.0, 5.0, theme=theme_of(name))
    store = store_of(tmp_path, body)
    found = {
        known.programme: list(programmes.projects(store, programme=known.programme)["name"])
        for known in known_programmes()
    }
    assert {name: found[name] for name in found if found[name]} == (
        {programme: names} if programme else {}
    )


def test_the_originals_side_by_side(originals: Store) -> None:
    """Sums of the forms: Fuzhou runs the capacity programme in six, 439.75 of 1,281.70 spent."""
    compared = programmes.side_by_side(originals)
    assert len(compared) == 3 * 4
    rows = compared.set_index(["programme", "place_en"])
    shown = ["n", "budget", "executed"]
    assert tuple(rows.loc[(CAPACITY, "Fuzhou"), shown]) == (6, 1281.70, 439.75)
    assert tuple(rows.loc[(CAPACITY, "Luoyang Chanhe"), shown]) == (3, 6.0, 3.53)
    assert tuple(rows.loc[(RELIEF, "Fushun"), shown]) == (3, 7826.0, 0.0)
    assert tuple(rows.loc[(RELIEF, "Fuzhou"), shown]) == (2, 6385.36, 7445.43)
    assert tuple(rows.loc[(INSURANCE, "Fushun"), shown]) == (3, 45183.0, 2000.2)
    capacity = rows.loc[(CAPACITY, "Fuzhou")]
    assert f"{capacity['weighted_rate']:.1%}" == "34.3%"
    assert (capacity["lowest_rate"], f"{capacity['highest_rate']:.1%}") == (0.0, "74.9%")
    assert tuple(capacity[["all_n", "all_rated", "all_disclosures"]]) == (3, 2, 4)
    assert list(compared["place_en"][:4]) == ["Fushun", "Luoyang Chanhe", "Fuzhou", "Ezhou"]


def test_no_such_project_is_no_zero(originals: Store) -> None:
    """Ezhou has one form of the capacity programme, without a budget, and none of the others."""
    ezhou = programmes.side_by_side(originals).set_index(["place_en", "programme"]).loc["Ezhou"]
    assert list(ezhou.loc[[CAPACITY, RELIEF, INSURANCE], "n"]) == [1, 0, 0]
    assert (ezhou.loc[CAPACITY, "budget"], ezhou.loc[CAPACITY, "executed"]) == (0.0, 60.65)
    assert ezhou["weighted_rate"].isna().all()
    assert ezhou.loc[[RELIEF, INSURANCE], ["budget", "executed"]].isna().all(axis=None)


def test_projects_of_a_programme_are_those_that_were_added_up(originals: Store) -> None:
    compared = programmes.side_by_side(originals)
    for row in compared.itertuples():
        scope = Scope(disclosure_ids=(row.disclosure_id,))
        own = programmes.projects(originals, scope, programme=row.programme)
        assert len(own) == row.n
        if row.n:
            assert own["budget"].sum() == pytest.approx(row.budget)


def test_of_many_disclosures_those_with_most_programmes_are_taken(tmp_path: Path) -> None:
    """Three have relief, one of them insurance too, a fourth neither; medians are of all."""
    relief = {"theme": "medical_relief"}
    a, b, c, d = (Body(f"{name}-2023-final_accounts", agency=f"{name}局") for name in "abcd")
    store = store_of(
        tmp_path,
        a.project("城乡医疗救助", 100.0, 10.0, **relief),
        b.project("城乡医疗救助", 100.0, 20.0, **relief),
        c.project("城乡医疗救助", 100.0, 90.0, **relief).project(
            "城乡居民医保补助", 10.0, 9.0, theme="resident_insurance_subsidy"
        ),
        d.project("运行", 100.0, 0.0),
    )
    compared = programmes.side_by_side(store, limit=2)
    assert list(compared["disclosure_id"].unique()) == [a.id, c.id]
    of_relief = compared[compared["programme"] == RELIEF].iloc[0]
    of_all = ["all_n", "all_median", "all_disclosures"]
    assert tuple(of_relief[of_all]) == (3, 0.2, 4)
    everything = programmes.side_by_side(store)
    fourth = everything[everything["disclosure_id"] == d.id]
    assert list(fourth["n"]) == [0, 0, 0]
    assert fourth["weighted_rate"].isna().all()
