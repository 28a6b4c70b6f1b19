"""Agency, year, kind, scope and unit come from the document, never from its name."""

from __future__ import annotations

import pytest
from documents import SEEDS, document, seed_rows

from analytics.model import Disclosure
from analytics.reading import UnreadableError
from analytics.recognising.identity import identify


def identified(text: str) -> Disclosure:
    return identify(document(text, "2019年某省教育厅决算.txt"))


@pytest.mark.parametrize(
    ("city", "disclosure_id", "agency", "place", "year", "kind", "scope"),
    [
        (
            "fushun",
            "fushun-2023-final_accounts",
            "辽宁省抚顺市医疗保障局",
            ("辽宁省", "抚顺市", None),
            2023,
            "final_accounts",
            "department",
        ),
        (
            "ezhou",
            "ezhou-yiliaobaozhang-fuwuzhongxin-2022-final_accounts",
            "鄂州市医疗保障服务中心",
            ("湖北省", "鄂州市", None),
            2022,
            "final_accounts",
            "department",
        ),
        (
            "fuzhou",
            "fuzhou-2023-final_accounts",
            "福州市医疗保障局",
            ("福建省", "福州市", None),
            2023,
            "final_accounts",
            "department",
        ),
        (
            "langfang",
            "langfang-guangyang-2023-budget-unit",
            "廊坊市广阳区医疗保障局本级",
            ("河北省", "廊坊市", "广阳区"),
            2023,
            "budget",
            "unit",
        ),
        (
            "luoyang",
            "luoyang-chanhe-2023-final_accounts",
            "洛阳市瀍河回族区医疗保障局",
            ("河南省", "洛阳市", "瀍河回族区"),
            2023,
            "final_accounts",
            "department",
        ),
    ],
)
def test_the_five_originals(
    city: str,
    disclosure_id: str,
    agency: str,
    place: tuple[str, str, str | None],
    year: int,
    kind: str,
    scope: str,
) -> None:
    found = seed_rows(city).disclosure
    assert found.disclosure_id == disclosure_id
    assert found.agency == agency
    assert (found.province, found.city, found.district) == place
    assert (found.fiscal_year, found.kind, found.scope) == (year, kind, scope)
    assert found.printed_unit == "万元"
    assert found.source_name == "document.txt"
    assert set(SEEDS) >= {city}


TITLES = [
    ("宁波市信访局2031年度部门决算\n", "宁波市信访局", "final_accounts", "department"),
    ("2031年度\n宁波市信访局\n部门预算\n目录\n", "宁波市信访局", "budget", "department"),
    (
        "宁波市海曙区2031年区级单位预算\n预算单位：宁波市海曙区司法局\n",
        "宁波市海曙区司法局",
        "budget",
        "unit",
    ),
    ("2031年部门综合预算\n单位名称：宁波市财政局\n", "宁波市财政局", "budget", "department"),
    ("宁波市信访局二〇三一年部门决算\n", "宁波市信访局", "final_accounts", "department"),
    (
        "部门整体绩效自评表\n（2031年度）\n部门（单位）名称\t宁波市信访局\t编码\t127\n",
        "宁波市信访局",
        "final_accounts",
        "department",
    ),
    (
        "收支预算总表\n部门：宁波市信访局 单位：万元\n预算年度：2031\n",
        "宁波市信访局",
        "budget",
        "department",
    ),
]


@pytest.mark.parametrize(("text", "agency", "kind", "scope"), TITLES)
def test_titles_as_bodies_write_them(text: str, agency: str, kind: str, scope: str) -> None:
    found = identified(text)
    assert found.agency == agency
    assert (found.fiscal_year, found.kind, found.scope) == (2031, kind, scope)


def test_a_body_of_its_own_level_is_a_unit() -> None:
    found = identified("宁波市信访局（本级）2031年部门预算\n")
    assert (found.agency, found.scope) == ("宁波市信访局（本级）", "unit")


def test_the_year_is_that_of_the_title_and_not_the_one_compared_with() -> None:
    text = "宁波市信访局2031年度部门决算\n与2030年度决算相比减少。\n与2030年度决算相比增加。\n"
    assert identified(text).fiscal_year == 2031


@pytest.mark.parametrize(
    "text",
    [
        "医疗服务价格目录\n序号\t名称\t价格\n1\t甲\t12.00\n",
        "XX局\n2031年度部门决算\n",  # a template
        "宁波市信访局关于印发办法的通知\n",
    ],
)
def test_what_names_no_body_year_and_kind_is_no_disclosure(text: str) -> None:
    with pytest.raises(UnreadableError, match="no fiscal disclosure was recognised"):
        identified(text)
