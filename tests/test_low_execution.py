"""Projects whose execution needs a question asked, ranked, with the reasons in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import printed_at
from stores import Body, store_of, store_of_originals

from analytics.comparing.scope import Scope
from analytics.comparing.sources import SOURCE_COLUMNS
from analytics.findings.low_execution import OUTPUT_SHARE, ranked, sources
from analytics.findings.projects import EXECUTION
from analytics.store import Store


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def test_the_largest_sums_of_which_nothing_was_spent_lead_the_originals(originals: Store) -> None:
    """Fushun: 14,451 of 0 spent; 28,731.80 of 30,732 unspent; then its relief funds at 0 %."""
    top = ranked(originals, limit=6)
    assert list(top["rank"]) == [1, 2, 3, 4, 5, 6]
    assert set(top["label_en"]) == {"Fushun 2023"}
    assert list(zip(top["name"], top["problem"], top["at_stake"], strict=True)) == [
        ("下达省财政城乡居民基本医疗保险补助资金", "critical", 14451.0),
        ("城乡居民基本医疗保险", "severe", 28731.8),
        ("下达中央财政医疗救助补助资金", "critical", 3374.0),
        ("下达省财政城乡医疗救助补助资金", "critical", 2452.0),
        ("城乡医疗救助", "critical", 2000.0),
        ("离休干部医药费", "critical", 1440.0),
    ]


def test_the_originals_kinds_of_problem(originals: Store) -> None:
    found = ranked(originals)
    assert dict(found.groupby("problem").size()) == {
        "critical": 11,
        "low": 8,
        "over": 1,
        "severe": 8,
        "unbudgeted": 1,
    }
    assert found["score"].between(0, 1).all()
    assert not found["to_check"].any()
    over = found[found["problem"] == "over"].iloc[0]
    assert (over["name"], over["at_stake"]) == ("城乡医疗救助（省级财政补助）", 974.0)


def test_reasons_are_sentences_of_figures_in_two_languages(originals: Store) -> None:
    """Fushun 下达中央财政医疗救助补助资金: 3,374 budgeted, 0 executed, outputs 50 of 50 marks."""
    found = ranked(originals).set_index("name")
    relief = found.loc["下达中央财政医疗救助补助资金"]
    assert relief["reasons_en"] == [
        "Nothing of 3,374.00 万元 was spent.",
        "The money at stake is 5.9 % of the budget of all projects of Fushun 2023.",
        "Yet the form gives its 4 output indicators full marks.",
        "Other bodies spent 100.0 % on projects of the theme at the median (n = 5).",
    ]
    assert relief["reasons_zh"] == [
        "预算3,374.00万元，未支出，执行率0.0%。",
        "所涉金额占抚顺市2023年决算全部项目预算的5.9%。",
        "但4项产出指标自评满分。",
        "其他单位同类项目执行率中位数为100.0%（5个）。",
    ]
    running = found.loc["医保中心运行费"]["reasons_en"]
    assert running[0] == "7.8 % of 51.00 万元 was spent; 47.00 万元 was not."
    assert (
        "The initial budget of 4.00 万元 was revised to 51.00 万元 (+1,175.0 %); what was spent is"
        " 100.0 % of the initial budget."
    ) in running


def test_output_marks_are_the_forms_own(originals: Store) -> None:
    """Fushun 公职律师费, 产出指标: 12.5, 0, 12.5 and 12.5 of 12.5 marks each, at 0 % spent."""
    scope = Scope(disclosure_ids=("fushun-2023-final_accounts",))
    lawyer = ranked(originals, scope).set_index("name").loc["公职律师费"]
    assert (lawyer["output_share"], lawyer["outputs_n"]) == (0.75, 4)
    assert "The form gives its 4 output indicators 75.0 % of their marks." in lawyer["reasons_en"]
    marks = sources(originals, scope)
    assert list(marks.columns) == SOURCE_COLUMNS
    marks = marks[
        (marks["quantity"] == OUTPUT_SHARE) & (marks["evaluation_no"] == lawyer["evaluation_no"])
    ]
    given = marks[marks["role"] == "numerator"]
    assert list(given["amount"]) == [12.5, 0.0, 12.5, 12.5]
    places = zip(given["page"], given["locator"], strict=True)
    assert [printed_at("fushun", *place) for place in places] == [
        "决策咨询建议数量",
        "资金到位率",
        "经费支出规范率",
        "计划工作完成率",
    ]
    assert marks.loc[marks["role"] == "denominator", "amount"].sum() == 50.0


def test_the_ranking_is_the_same_every_time(originals: Store) -> None:
    assert ranked(originals).equals(ranked(originals))


@pytest.mark.parametrize(
    "rate", [0.0, 0.01, 0.49, 0.6, 0.79, 1.1], ids=lambda rate: f"spent {rate:.0%}"
)
def test_small_change_never_comes_before_a_fortune_of_the_same_kind(
    tmp_path: Path, rate: float
) -> None:
    """2 万元 are all that one body has; 14,451 万元 are a trifle to the other."""
    store = store_of(
        tmp_path,
        Body().project("小", 2.0, 2.0 * rate),
        Body("haishan-2023-final_accounts", agency="海山市医疗保障局")
        .project("大", 14451.0, 14451.0 * rate)
        .project("余", 1e8, 1e8),
    )
    found = ranked(store)
    assert list(found["name"]) == ["大", "小"]
    assert found["problem"].nunique() == 1


def test_the_same_sum_ranks_by_kind(tmp_path: Path) -> None:
    """100 at stake: nothing spent, spent without a budget, below half, too much, below 80 %."""
    body = (
        Body()
        .project("低", 400.0, 300.0)
        .project("超", 200.0, 300.0)
        .project("半", 190.0, 90.0)
        .project("无", 0.0, 100.0)
        .project("零", 100.0, 0.0)
    )
    found = ranked(store_of(tmp_path, body))
    assert list(found["name"]) == ["零", "无", "半", "超", "低"]
    assert list(found["problem"]) == list(EXECUTION)
    assert set(found["at_stake"]) == {100.0}


def test_of_equal_sums_the_larger_share_of_a_bodys_budget_comes_first(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Body("a-2023-final_accounts", agency="甲市医疗保障局")
        .project("小部分", 10.0, 0.0)
        .project("余", 990.0, 990.0),
        Body("b-2023-final_accounts", agency="乙市医疗保障局").project("全部", 10.0, 0.0),
    )
    found = ranked(store)
    assert list(zip(found["name"], found["share_of_body"], strict=True)) == [
        ("全部", 1.0),
        ("小部分", 0.01),
    ]


def test_what_is_in_order_or_unknown_is_not_listed(tmp_path: Path) -> None:
    body = (
        Body()
        .project("正常", 100.0, 95.0)
        .project("无预算", 0.0, 0.0)
        .project("未列预算", None, 5.0)
        .project("未列执行", 100.0, None)
    )
    found = ranked(store_of(tmp_path, body))
    assert found.empty
    assert {"rank", "score", "reasons_en"} <= set(found.columns)


def test_a_rate_printed_otherwise_is_a_reading_to_be_checked_after_all_others(
    tmp_path: Path,
) -> None:
    body = (
        Body()
        .project("疑", 9000.0, 0.0, printed_rate=0.97)
        .project("真", 2.0, 1.5, printed_rate=0.75)
    )
    found = ranked(store_of(tmp_path, body))
    assert list(zip(found["name"], found["to_check"], strict=True)) == [("真", False), ("疑", True)]
    assert found.iloc[1]["reasons_en"][0] == (
        "Check the reading first: the form prints a rate of 97.0 %, its amounts give 0.0 %."
    )


def test_money_spent_without_a_budget(tmp_path: Path) -> None:
    found = ranked(store_of(tmp_path, Body().project("无", 0.0, 60.65)))
    assert found.iloc[0]["reasons_en"] == ["60.65 万元 was spent although the budget is 0."]
    assert found.iloc[0]["reasons_zh"] == ["预算为0，支出60.65万元。"]


def test_a_project_that_came_during_the_year(tmp_path: Path) -> None:
    body = Body().project("追加", 58.0, 0.0, initial=0.0, adjusted=58.0)
    assert (
        "The initial budget held nothing for it; 58.00 万元 came during the year."
        in (ranked(store_of(tmp_path, body)).iloc[0]["reasons_en"])
    )


def reasons_of_claims(folder: Path, body: Body) -> list[str]:
    reasons = ranked(store_of(folder, body)).iloc[0]["reasons_en"]
    return [sentence for sentence in reasons if "output" in sentence]


def test_claims_are_the_marks_of_output_indicators_alone(tmp_path: Path) -> None:
    body = (
        Body()
        .project("零", 100.0, 0.0)
        .indicator("产出指标", weight=10.0, score=9.0)
        .indicator("产出指标", weight=10.0, score=10.0)
        .indicator("产出指标", weight=10.0)
        .indicator("效益指标", weight=10.0, score=0.0)
    )
    assert reasons_of_claims(tmp_path, body) == [
        "Yet the form gives its 2 output indicators 95.0 % of their marks."
    ]


def test_without_marks_the_claim_is_the_completion(tmp_path: Path) -> None:
    body = (
        Body()
        .project("零", 100.0, 0.0)
        .indicator("产出指标", completion=1.5)
        .indicator("产出指标", completion=0.5)
        .indicator("产出指标", score=10.0)
    )
    assert reasons_of_claims(tmp_path, body) == [
        "The form calls its 2 output indicators 75.0 % complete."
    ]


@pytest.mark.parametrize(
    "body",
    [
        Body().project("零", 100.0, 0.0),
        Body().project("零", 100.0, 0.0).indicator("产出指标"),
        Body().project("四成", 100.0, 40.0).indicator("产出指标", weight=10.0, score=10.0),
    ],
    ids=["no indicators", "neither marks nor completion", "much was spent"],
)
def test_no_claim_is_made_for_a_form_that_makes_none_or_spent_much(
    tmp_path: Path, body: Body
) -> None:
    assert reasons_of_claims(tmp_path, body) == []


@pytest.mark.parametrize(
    ("peers", "sentence"),
    [
        (4, "Not enough data on other bodies’ projects of the theme (n = 4)."),
        (5, "Other bodies spent 90.0 % on projects of the theme at the median (n = 5)."),
    ],
)
def test_peers_speak_from_five_on(tmp_path: Path, peers: int, sentence: str) -> None:
    others = Body("haishan-2023-final_accounts", agency="海山市医疗保障局")
    for _ in range(peers):
        others.project("乙", 100.0, 90.0)
    body = Body().project("甲", 100.0, 0.0)
    store = store_of(tmp_path, body, others)
    assert ranked(store).iloc[0]["reasons_en"][-1] == sentence
    alone = ranked(store, Scope(disclosure_ids=(body.id,)))
    assert alone.iloc[0]["reasons_en"][-1] == sentence, "a filter takes no peers away"
