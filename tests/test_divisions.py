"""Where a body sits, by its printed name alone."""

import pytest

from analytics.recognising.divisions import identifier_stem, locate


@pytest.mark.parametrize(
    ("agency", "province", "city", "district"),
    [
        ("辽宁省抚顺市医疗保障局", "辽宁省", "抚顺市", None),
        ("福州市医疗保障局", "福建省", "福州市", None),
        ("鄂州市医疗保障服务中心", "湖北省", "鄂州市", None),
        ("洛阳市瀍河回族区医疗保障局", "河南省", "洛阳市", "瀍河回族区"),
        ("廊坊市广阳区医疗保障局本级", "河北省", "廊坊市", "广阳区"),
        ("571001廊坊市广阳区医疗保障局本级", "河北省", "廊坊市", "广阳区"),
        ("上海市普陀区司法局", "上海市", "上海市", "普陀区"),
        ("舟山市普陀区司法局", "浙江省", "舟山市", "普陀区"),
        ("北京市医疗保障局", "北京市", "北京市", None),  # a municipality is its own city
        ("重庆市万州区医疗保障局", "重庆市", "重庆市", "万州区"),
        ("江苏省人大常委会机关", "江苏省", None, None),
        ("长沙市信访局", "湖南省", "长沙市", None),
        ("深圳市医疗保障局（本级）", "广东省", "深圳市", None),
        ("恩施土家族苗族自治州医疗保障局", "湖北省", "恩施土家族苗族自治州", None),
    ],
)
def test_a_full_name_tells_the_division(
    agency: str, province: str, city: str | None, district: str | None
) -> None:
    division = locate(agency)
    assert division is not None
    assert division[:3] == (province, city, district)


@pytest.mark.parametrize(
    ("agency", "division"),
    [
        ("义乌市医疗保障局", ("浙江省", "金华市", "义乌市")),
        ("浙江省义乌市医疗保障局", ("浙江省", "金华市", "义乌市")),
        ("浦东新区医疗保障局", ("上海市", "上海市", "浦东新区")),
        ("仙桃市医疗保障局", ("湖北省", None, "仙桃市")),  # under no prefecture
        ("大理市医疗保障局", ("云南省", "大理白族自治州", "大理市")),
    ],
)
def test_links_that_the_name_leaves_out_are_filled_in(
    agency: str, division: tuple[str, str | None, str]
) -> None:
    assert (locate(agency) or ())[:3] == division


@pytest.mark.parametrize(
    ("agency", "same_as"),
    [
        ("辽宁抚顺市医疗保障局", "辽宁省抚顺市医疗保障局"),
        ("洛阳瀍河回族区医疗保障局", "洛阳市瀍河回族区医疗保障局"),
        ("洛阳市瀍河区医疗保障局", "洛阳市瀍河回族区医疗保障局"),
        ("恩施州医疗保障局", "恩施土家族苗族自治州医疗保障局"),
        ("新疆医疗保障局", "新疆维吾尔自治区医疗保障局"),
        ("中共福州市委宣传部", "福州市医疗保障局"),  # the place is not at the start
        ("福 州 市医疗保障局", "福州市医疗保障局"),
    ],
)
def test_a_division_is_known_by_its_shorter_names(agency: str, same_as: str) -> None:
    assert locate(agency) is not None
    assert locate(agency) == locate(same_as)


@pytest.mark.parametrize(
    "agency",
    [
        "国家信访局",
        "普陀区司法局",  # in Shanghai and in Zhoushan
        "鼓楼区医疗保障局",
        "吉林医疗保障局",  # the province or its city
        "南京东路街道办事处",  # a road in Shanghai
        "市医疗保障局",
        "",
    ],
)
def test_what_a_name_does_not_tell_stays_open(agency: str) -> None:
    assert locate(agency) is None


def test_the_province_and_the_city_of_one_name_are_told_apart() -> None:
    assert (locate("吉林省医疗保障局") or ())[:2] == ("吉林省", None)
    assert (locate("吉林市医疗保障局") or ())[:2] == ("吉林省", "吉林市")


@pytest.mark.parametrize(
    ("agency", "stem"),
    [
        ("福州市医疗保障局", "fuzhou"),
        ("辽宁省抚顺市医疗保障局", "fushun"),
        ("571001廊坊市广阳区医疗保障局本级", "langfang-guangyang"),
        ("洛阳市瀍河回族区医疗保障局", "luoyang-chanhe"),
        ("抚州市医疗保障局", "fuzhou-jiangxi"),
        ("鄂州市医疗保障服务中心", "ezhou-yiliaobaozhang-fuwuzhongxin"),
        ("上海市普陀区司法局", "shanghai-putuo-sifaju"),
        ("昆明市人民政府办公室", "kunming-renminzhengfu-bangongshi"),
        ("国家信访局", "guojiaxinfangju"),
    ],
)
def test_an_identifier_names_the_place_and_any_body_but_the_bureau(agency: str, stem: str) -> None:
    assert identifier_stem(agency) == stem


def test_two_bodies_of_one_place_have_two_identifiers() -> None:
    agencies = ["长沙市信访局", "长沙市医疗保障局", "长沙市医疗保障事务中心", "长沙县医疗保障局"]
    assert len({identifier_stem(agency) for agency in agencies}) == len(agencies)
