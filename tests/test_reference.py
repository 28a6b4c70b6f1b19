"""The tables under data/reference: complete, consistent, and spelled as the model spells."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from documents import SEEDS, seed_text

from analytics.model import THEMES
from analytics.recognising.wording import normalise
from analytics.reference import (
    divisions,
    economic_names,
    functional_names,
    government_economic_names,
    radical_folds,
    read_table,
    theme_words,
    transfer_of,
    transfers,
)

CLASSIFICATIONS = {
    "functional": (functional_names, "2", {3, 5, 7}),
    "economic": (economic_names, "3", {3, 5}),
    "government_economic": (government_economic_names, "5", {3, 5}),
}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("208", "社会保障和就业支出"),
        ("20805", "行政事业单位养老支出"),
        ("2080505", "机关事业单位基本养老保险缴费支出"),
        ("2083099", "财政代缴其他社会保险费支出"),
        ("210", "卫生健康支出"),
        ("2101202", "财政对城乡居民基本医疗保险基金的补助"),
        ("2101506", "医疗保障经办事务"),
        ("2210203", "购房补贴"),
        ("234", "抗疫特别国债安排的支出"),
    ],
)
def test_functional_codes_carry_their_official_names(code: str, name: str) -> None:
    assert functional_names()[code] == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("301", "工资福利支出"),
        ("30111", "公务员医疗补助缴费"),
        ("30212", "因公出国（境）费用"),
        ("30303", "退职（役）费"),
        ("30908", "物资储备"),
        ("39908", "对民间非营利组织和群众性自治组织补贴"),
    ],
)
def test_economic_codes_carry_their_official_names(code: str, name: str) -> None:
    assert economic_names()[code] == name


def test_the_government_side_has_its_own_economic_codes() -> None:
    assert government_economic_names()["50101"] == "工资奖金津补贴"
    assert government_economic_names()["50601"] == "资本性支出（一）"


def test_every_functional_class_that_a_disclosure_can_print_is_there() -> None:
    classes = {code for code in functional_names() if len(code) == 3}
    printed = {*range(201, 218), *range(219, 225), 227, *range(229, 235)}
    assert classes == {str(code) for code in printed}


@pytest.mark.parametrize("table", CLASSIFICATIONS)
def test_a_classification_is_a_tree_of_whole_codes(table: str) -> None:
    names, first_digit, lengths = CLASSIFICATIONS[table]
    codes = [row["code"] for row in read_table(table)]
    assert codes == sorted(set(codes))
    for code in codes:
        assert code.isdigit() and code.startswith(first_digit) and len(code) in lengths
        assert len(code) == 3 or code[:-2] in names(), f"{code} has no parent"


@pytest.mark.parametrize("table", CLASSIFICATIONS)
def test_names_are_spelled_as_the_model_keeps_text(table: str) -> None:
    names, *_ = CLASSIFICATIONS[table]
    for code, name in names().items():
        assert name and name == normalise(name), code


@pytest.mark.parametrize("city", SEEDS)
def test_every_code_printed_in_an_original_has_the_name_printed_beside_it(city: str) -> None:
    names = functional_names() | economic_names()
    cells = [cell.strip() for cell in re.split(r"[\t\n]", seed_text(city)) if cell.strip()]
    pairs = [
        (code, normalise(name))
        for code, name in pairwise(cells)
        if re.fullmatch(r"2[0-3]\d(\d\d){1,2}|(301|302|303|310|399)(\d\d)?|307(0\d)?", code)
        and re.match(r"[\u4e00-\u9fff]", name)
    ]
    assert len(pairs) > 60
    for code, printed in pairs:
        # a printed name may be cut short by the width of its column, never changed
        assert names[code].startswith(printed), code


def test_a_look_alike_radical_stands_for_one_unified_character() -> None:
    folds = radical_folds()
    assert [folds[ord(radical)] for radical in "⻔⻋⻓⻅⻉⻚⻛⻢⺠⻘⻄⺍"] == list(
        "门车长见贝页风马民青西小"
    )
    for code, character in folds.items():
        assert 0x2E80 <= code <= 0x2FDF and ord(character) > 0x2FDF


def test_every_radical_that_nfkc_leaves_alone_is_folded() -> None:
    supplement = [chr(code) for code in range(0x2E80, 0x2EF4) if unicodedata.name(chr(code), "")]
    unfolded = {
        radical
        for radical in supplement
        if unicodedata.normalize("NFKC", radical) == radical and ord(radical) not in radical_folds()
    }
    # the repetition mark is the one that stands for no character of its own
    assert unfolded == {"⺀"}


def test_a_kangxi_radical_has_a_row_only_where_nfkc_gives_an_unsimplified_form() -> None:
    kangxi = {chr(code): fold for code, fold in radical_folds().items() if code >= 0x2F00}
    assert kangxi == {"⼾": "户", "⾭": "青", "⿈": "黄"}
    for radical, fold in kangxi.items():
        assert unicodedata.normalize("NFKC", radical) != fold


@pytest.mark.parametrize(
    ("code", "because_of"),
    [
        ("2101202", "21012"),  # an item by its 款
        ("2101301", "21013"),
        ("21013", "21013"),
        ("2083099", "20830"),
        ("2101103", "2101103"),
        ("2100409", "2100409"),
    ],
)
def test_money_passed_on_to_funds_and_persons_is_a_transfer(code: str, because_of: str) -> None:
    transfer = transfer_of(code)
    assert transfer is not None and transfer.code == because_of


@pytest.mark.parametrize(
    "code",
    [
        "2101101",  # the staff's own medical insurance
        "2101102",
        "21011",  # holds both the staff's and other people's
        "2080505",
        "2101501",
        "2101506",
        "2210201",
        "210",
    ],
)
def test_what_running_the_body_costs_is_no_transfer(code: str) -> None:
    assert transfer_of(code) is None


def test_transfers_are_official_codes_and_none_is_counted_twice() -> None:
    for code, transfer in transfers().items():
        assert transfer.name == functional_names()[code]
        assert transfer.reason_en and transfer.reason_zh
        above = {code[:length] for length in (3, 5) if length < len(code)}
        assert not above & transfers().keys(), f"{code} stands below another transfer"


def test_themes_are_those_of_the_model_and_no_word_is_given_two() -> None:
    words = theme_words()
    assert {word.theme for word in words} == set(THEMES) - {"other"}
    assert max(Counter(word.word for word in words).values()) == 1


def test_the_more_decisive_then_the_longer_word_is_tried_first() -> None:
    order = [(word.priority, -len(word.word)) for word in theme_words()]
    assert order == sorted(order)


def test_divisions_are_a_tree_with_readable_unique_slugs() -> None:
    rows = divisions()
    provinces = {row.name for row in rows if row.level == "province"}
    cities = {(row.province, row.name) for row in rows if row.level == "city"}
    municipalities = {(name, name) for name in ("北京市", "上海市", "天津市", "重庆市")}
    assert len(provinces) == 34
    assert {row.level for row in rows} == {"province", "city", "district"}
    assert len({row.code for row in rows}) == len({row.slug for row in rows}) == len(rows)
    for row in rows:
        assert re.fullmatch(r"\d{6}", row.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row.slug)
        assert row.name.startswith(row.short[:2])
        assert (row.level == "province") == (row.province == "")
        assert row.province == "" or row.province in provinces
        if row.city:
            assert row.level == "district"
            assert (row.province, row.city) in cities | municipalities


@pytest.mark.parametrize(
    ("code", "name", "slug"),
    [
        ("350100", "福州市", "fuzhou"),  # shares its pinyin with 抚州: the capital keeps it plain
        ("361000", "抚州市", "fuzhou-jiangxi"),
        ("320500", "苏州市", "suzhou"),  # shares it with 宿州: the lower code keeps it plain
        ("341300", "宿州市", "suzhou-anhui"),
        ("610000", "陕西省", "shaanxi"),
        ("140000", "山西省", "shanxi"),
        ("220200", "吉林市", "jilin-jilin"),  # the province is jilin
        ("420700", "鄂州市", "ezhou"),
        ("210400", "抚顺市", "fushun"),
        ("131003", "广阳区", "langfang-guangyang"),
        ("410304", "瀍河回族区", "luoyang-chanhe"),
        ("310107", "普陀区", "shanghai-putuo"),
        ("330903", "普陀区", "zhoushan-putuo"),
        ("429004", "仙桃市", "xiantao"),  # answers to the province directly
        ("500101", "万州区", "chongqing-wanzhou"),
        ("411100", "漯河市", "luohe"),  # characters of several readings
        ("340100", "合肥市", "hefei"),
        ("341500", "六安市", "luan"),
        ("140428", "长子县", "changzhi-zhangzi"),
    ],
)
def test_a_division_has_the_slug_one_would_look_for(code: str, name: str, slug: str) -> None:
    row = next(row for row in divisions() if row.code == code)
    assert (row.name, row.slug) == (name, slug)
