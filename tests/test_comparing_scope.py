"""Which disclosures are looked at, what they are called, and what may not be compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing.comparability import cautions
from analytics.comparing.scope import Scope, ask, disclosures, labelled
from analytics.model import BUDGET, FINAL_ACCOUNTS, UNIT


def test_the_originals_are_called_by_place_and_year_and_a_budget_by_its_kind(
    tmp_path: Path,
) -> None:
    named = disclosures(store_of_originals(tmp_path))
    assert list(zip(named["label_en"], named["label_zh"], strict=True)) == [
        ("Ezhou 2022", "鄂州市2022年决算"),
        ("Fushun 2023", "抚顺市2023年决算"),
        ("Fuzhou 2023", "福州市2023年决算"),
        ("Langfang Guangyang 2023 budget", "廊坊市广阳区2023年预算"),
        ("Luoyang Chanhe 2023", "洛阳市瀍河回族区2023年决算"),
    ]
    assert list(named["level"]) == ["city", "city", "city", "district", "district"]


def test_equal_labels_get_the_office_or_else_the_scope(tmp_path: Path) -> None:
    place = {"province": "福建省", "city": "福州市"}
    store = store_of(
        tmp_path,
        Body("fuzhou-2023-final_accounts", agency="福州市医疗保障局", **place),
        Body("fuzhou-2023-final_accounts-unit", agency="福州市医疗保障局", scope=UNIT, **place),
        Body("fuzhou-caizhengju-2023-final_accounts", agency="福州市财政局", **place),
        Body("fuzhou-2022-final_accounts", agency="福州市医疗保障局", year=2022, **place),
    )
    named = disclosures(store).set_index("disclosure_id")["label_en"]
    assert dict(named) == {
        "fuzhou-2023-final_accounts": "Fuzhou 2023 医疗保障局 department",
        "fuzhou-2023-final_accounts-unit": "Fuzhou 2023 医疗保障局 unit",
        "fuzhou-caizhengju-2023-final_accounts": "Fuzhou 2023 财政局",
        "fuzhou-2022-final_accounts": "Fuzhou 2022",
    }
    alone = disclosures(store, Scope(disclosure_ids=("fuzhou-caizhengju-2023-final_accounts",)))
    assert list(alone["label_en"]) == ["Fuzhou 2023 财政局"], "a filter renames nothing"


@pytest.mark.parametrize(
    ("place", "en", "zh", "level"),
    [
        (("北京市", "北京市", None), "Beijing", "北京市", "province"),
        (("北京市", "北京市", "东城区"), "Beijing Dongcheng", "北京市东城区", "district"),
        (("河北省", None, None), "Hebei", "河北省", "province"),
        ((None, None, None), "Guojia Yibaoju", "国家医疗保障局", None),
    ],
)
def test_a_place_is_named_in_pinyin_and_as_printed(
    tmp_path: Path, place: tuple[str | None, ...], en: str, zh: str, level: str | None
) -> None:
    province, city, district = place
    body = Body(
        "guojia-yibaoju-2023-final_accounts",
        agency="国家医疗保障局",
        province=province,
        city=city,
        district=district,
    )
    named = disclosures(store_of(tmp_path, body)).iloc[0]
    assert (named["place_en"], named["place_zh"]) == (en, zh)
    assert named["level"] == level or named.isna()["level"]


def test_a_scope_asks_for_documents_kinds_and_years(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Body("yunxi-2022-final_accounts", year=2022),
        Body("yunxi-2023-final_accounts"),
        Body("yunxi-2023-budget", kind=BUDGET),
    )

    def found(scope: Scope) -> set[str]:
        return set(disclosures(store, scope)["disclosure_id"])

    assert len(found(Scope())) == 3
    assert found(Scope(years=(2022,))) == {"yunxi-2022-final_accounts"}
    assert found(Scope(kinds=(BUDGET,))) == {"yunxi-2023-budget"}
    assert found(Scope(kinds=(FINAL_ACCOUNTS,), years=(2023,))) == {"yunxi-2023-final_accounts"}
    assert found(Scope(disclosure_ids=("yunxi-2023-budget",))) == {"yunxi-2023-budget"}
    assert found(Scope(disclosure_ids=())) == set(), "nothing chosen is nothing, not all"


def test_a_scope_asks_for_places(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Body("fuzhou-2022-final_accounts", year=2022, province="福建省", city="福州市"),
        Body("fuzhou-2023-final_accounts", province="福建省", city="福州市"),
        Body("yunxi-2023-final_accounts"),
    )

    def found(scope: Scope) -> list[str]:
        """As questions see it and as names do: both must agree."""
        asked = ask(store, scope, "SELECT disclosure_id FROM scoped ORDER BY disclosure_id")
        assert set(asked["disclosure_id"]) == set(disclosures(store, scope)["disclosure_id"])
        return list(asked["disclosure_id"])

    assert found(Scope(places=("Fuzhou",))) == [
        "fuzhou-2022-final_accounts",
        "fuzhou-2023-final_accounts",
    ]
    assert len(found(Scope(places=("Fuzhou", "Yunxi")))) == 3
    assert found(Scope(places=("Fuzhou",), years=(2022,))) == ["fuzhou-2022-final_accounts"]
    everything_of_yunxi = Scope(places=("Fuzhou",), disclosure_ids=("yunxi-2023-final_accounts",))
    assert found(everything_of_yunxi) == [], "both must admit it"
    assert found(Scope(places=("Atlantis",))) == []
    assert found(Scope(places=())) == []


def test_labels_stay_unlike_when_another_document_comes(tmp_path: Path) -> None:
    place = {"province": "福建省", "city": "福州市"}
    bureau = Body("fuzhou-2023-final_accounts", agency="福州市医疗保障局", **place)
    store = store_of(tmp_path, bureau)
    assert list(disclosures(store)["label_en"]) == ["Fuzhou 2023"]

    store_of(
        tmp_path, Body("fuzhou-caizhengju-2023-final_accounts", agency="福州市财政局", **place)
    )
    for scope in (Scope(), Scope(disclosure_ids=(bureau.id,))):
        own = disclosures(store, scope).set_index("disclosure_id").loc[bureau.id]
        assert (own["label_en"], own["label_zh"]) == (
            "Fuzhou 2023 医疗保障局",
            "福州市2023年决算 医疗保障局",
        )


def test_what_a_page_does_with_names_stays_its_own(tmp_path: Path) -> None:
    store = store_of(tmp_path, Body("yunxi-2023-budget", kind=BUDGET))
    named = disclosures(store)
    named.loc[0, "label_en"] = "mine"
    assert list(disclosures(store)["label_en"]) == ["Yunxi 2023 budget"]


def test_a_frame_takes_the_names_of_its_disclosures(tmp_path: Path) -> None:
    store = store_of(tmp_path, Body("yunxi-2023-budget", kind=BUDGET))
    named = disclosures(store)[["disclosure_id"]].assign(amount=1.0)
    row = labelled(store, named).iloc[0]
    assert (row["label_en"], row["kind"], row["amount"]) == ("Yunxi 2023 budget", BUDGET, 1.0)


def test_the_originals_may_be_compared_only_with_four_cautions(tmp_path: Path) -> None:
    said = {each.aspect: each for each in cautions(disclosures(store_of_originals(tmp_path)))}
    assert list(said) == ["kind", "fiscal_year", "scope", "level"]
    assert "Budgets: Langfang Guangyang 2023 budget;" in said["kind"].en
    assert "2022: Ezhou 2022;" in said["fiscal_year"].en
    assert "单位：廊坊市广阳区2023年预算" in said["scope"].zh
    assert "区县级：廊坊市广阳区2023年预算、洛阳市瀍河回族区2023年决算" in said["level"].zh


def test_like_may_be_compared_with_like(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Body("yunxi-2023-final_accounts"),
        Body("fuzhou-2023-final_accounts", province="福建省", city="福州市"),
    )
    assert cautions(disclosures(store)) == []
    assert cautions(disclosures(store, Scope(disclosure_ids=()))) == []


def test_a_long_side_is_counted_and_not_listed(tmp_path: Path) -> None:
    bodies = [Body(f"yunxi-{year}-final_accounts", year=year) for year in range(2015, 2023)]
    store = store_of(tmp_path, *bodies, Body("yunxi-2023-budget", kind=BUDGET))
    kind = cautions(disclosures(store))[0]
    assert "Yunxi 2019 and 3 more" in kind.en
    assert "云溪市2019年决算等8份" in kind.zh
