"""What is claimed against what was spent: the two scatters, and the sentences of their pages."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from stores import Body, store_of, store_of_originals

from analytics.charts import style
from analytics.charts.claims import claims_against_execution
from analytics.charts.low_execution import claim_against_money
from analytics.charts.packing import clear
from analytics.charts.sentences import findings as findings_said
from analytics.charts.sentences.low_execution import low_execution
from analytics.findings.claimed import claimed, claiming
from analytics.findings.low_execution import counted, ranked
from analytics.language import CHINESE, ENGLISH, LANGUAGES, Language
from analytics.store import Store

BOTH = pytest.mark.parametrize("say", LANGUAGES.values(), ids=LANGUAGES)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def yunxi() -> Body:
    """A body that the divisions of China do not know, called after its disclosure's id."""
    return Body("yunxi-2023-final_accounts", agency="yunxi医疗保障局", province=None, city="云溪市")


@pytest.fixture
def claims(tmp_path: Path) -> Store:
    body = (
        yunxi()
        .project("救助", 100.0, 0.0)
        .indicator("产出指标", weight=50.0, score=50.0)
        .project("参保", 100.0, 10.0)
        .indicator("产出指标", weight=50.0, score=50.0)
        .project("设备", 400.0, 100.0)
        .indicator("产出指标", weight=50.0, score=20.0)
        .project("超支", 10.0, 30.0)
        .indicator("产出指标", weight=50.0, score=50.0)
        .project("未列分值", 90.0, 0.0)
    )
    return store_of(tmp_path, body)


def at(figure: go.Figure) -> dict[str, tuple[float, float]]:
    """x and y of each mark by the first line of what it says."""
    return {
        re.sub("<.*?>", "", said.split("<br>")[0]): (x, y)
        for trace in figure.data
        for said, x, y in zip(trace.hovertext, trace.x, trace.y, strict=True)
    }


# -- claims against execution: every project --------------------------------------------------


def test_the_lower_right_corner_holds_what_is_claimed_without_money(claims: Store) -> None:
    """救助: nothing of 100 spent; 参保: a tenth. 未列分值 prints no marks, and has no place."""
    figure = claims_against_execution(claimed(claims))
    assert at(figure) == {
        "设备": (0.4, 0.25),
        "超支": (1.0, 1.2),  # drawn at the edge; 300 % by its words
        "救助": (1.0, 0.0),
        "参保": (1.0, 0.1),
    }
    (corner,) = figure.layout.shapes
    red = next(trace for trace in figure.data if trace.marker.color == style.ATTENTION)
    assert all(corner.x0 <= x <= corner.x1 for x in red.x)
    assert sorted(red.y) == [0.0, 0.1] and corner.y1 == 0.2


@BOTH
def test_the_four_corners_of_claims_are_named(claims: Store, say: Language) -> None:
    notes = claims_against_execution(claimed(claims), say).layout.annotations
    named = [(note.xanchor, note.yanchor, note.text) for note in notes[:4]]
    expected = {
        ENGLISH: ["Money spent,<br>outputs not claimed", "<b>Outputs claimed,<br>money not spent"],
        CHINESE: ["资金已支出<br>产出得分低", "<b>资金未支出<br>产出得分高"],
    }
    assert named[0] == ("left", "top", expected[say][0])
    assert named[3] == ("right", "bottom", f"{expected[say][1]}</b>")


def test_projects_that_claim_and_spend_alike_are_one_mark_with_their_number(
    originals: Store,
) -> None:
    """Of the five, 18 projects spent all and claim all; of 7 nothing was spent, and all claimed."""
    places = claimed(originals)
    whole = places[(places["rate"] == 1) & (places["output_share"] == 1)]
    assert list(whole["n"]) == [18]
    nothing = places[(places["rate"] == 0) & (places["output_share"] == 1)].iloc[0]
    assert (nothing["n"], nothing["budget"]) == (7, 23798.95)
    assert (nothing["name"], nothing["label_en"]) == (
        "下达省财政城乡居民基本医疗保险补助资金",
        "Fushun 2023",
    )
    assert places["n"].sum() == 60 and len(places) < 30
    assert list(places["unmatched"]) == sorted(places["unmatched"], reverse=True)
    figure = claims_against_execution(places)
    numbers = {text for trace in figure.data for text in trace.text}
    assert {"18", "7"} <= numbers
    sizes = {
        number: size
        for trace in figure.data
        for number, size in zip(trace.text, trace.marker.size, strict=True)
    }
    assert sizes["18"] ** 2 / sizes["7"] ** 2 == pytest.approx(18 / 7), "area is their number"
    said = [said for trace in figure.data for said in trace.hovertext if "7 projects" in said]
    assert said == [
        "<b>7 projects, 2.38 亿元 together</b><br>0.0 % spent, 100.0 % of the output marks claimed,"
        " on average<br>The largest: 下达省财政城乡居民基本医疗保险补助资金, Fushun 2023"
    ]


def test_a_place_is_as_wide_as_a_step_and_the_corner_is_never_mixed(tmp_path: Path) -> None:
    """19.9 % and 20 % spent are one on either side of the corner's edge; 96 % and 99 % one."""
    body = yunxi()
    for name, executed in (("甲", 19.9), ("乙", 20.0), ("丙", 96.0), ("丁", 99.0), ("戊", 100.0)):
        body.project(name, 100.0, executed).indicator("产出指标", weight=10.0, score=10.0)
    places = claimed(store_of(tmp_path, body)).set_index("name")
    assert dict(places["n"]) == {"甲": 1, "乙": 1, "丙": 2, "戊": 1}
    assert dict(places["unmatched"]) == {"甲": True, "乙": False, "丙": False, "戊": False}
    assert places.loc["丙", "rate"] == pytest.approx(0.975)


def test_themes_leave_only_their_projects(originals: Store) -> None:
    """Relief funds with marks for outputs: three of Fushun at 0 %, two each of Fuzhou, Chanhe."""
    relief = claimed(originals, themes=["medical_relief"])
    at_zero = relief[relief["rate"] == 0].iloc[0]
    assert (at_zero["label_en"], at_zero["n"], relief["n"].sum()) == ("Fushun 2023", 3, 7)
    assert list(claiming(originals)["disclosure_id"]) == [
        "fushun-2023-final_accounts",
        "fuzhou-2023-final_accounts",
        "luoyang-chanhe-2023-final_accounts",
    ]
    assert claimed(originals, themes=[]).empty


def test_the_numbers_of_the_largest_marks_are_read_where_marks_crowd() -> None:
    assert clear([1.0, 1.0, 0.5, 0.97], [1.0, 0.98, 1.0, 0.5], (0.05, 0.06)) == [
        *(True, False, True, True)
    ]


def test_the_sentence_on_claims_sums_what_was_not_spent(claims: Store) -> None:
    """救助 100 and of 参保 90 of 100 were not."""
    places = claimed(claims)
    assert findings_said.claims(places) == [
        "2 projects claim at least 90 % of the marks for outputs with less than 20 % spent:"
        " 190 万元 was not."
    ]
    assert findings_said.claims(places, CHINESE) == [
        "2个项目产出指标得分率不低于90%，而执行率低于20%，未支出资金合计190万元。"
    ]
    assert findings_said.claims(places[~places["unmatched"]]) == []


# -- findings ---------------------------------------------------------------------------------


def test_the_sentence_on_findings_counts_them_and_what_was_decided() -> None:
    counts = pd.DataFrame(
        [("high", "new", 1200), ("high", "confirmed", 3), ("low", "dismissed", 1)],
        columns=["severity", "status", "n"],
    )
    first = pd.Series(
        {
            "label_en": "Yunxi 2023",
            "label_zh": "云溪市2023年决算",
            "message_en": "Project 救助: nothing executed.",
            "message_zh": "项目 救助：执行 0。",
        }
    )
    assert findings_said.findings(counts, first) == [
        "1,204 findings, 1,203 of them of high severity; first Yunxi 2023: Project 救助: nothing"
        " executed.",
        "Of these, analysts decided on some: 3 confirmed and 1 dismissed.",
    ]
    assert findings_said.findings(counts, first, CHINESE) == [
        "共1,204个疑点，其中程度高的1,203个；居首的是云溪市2023年决算：项目 救助：执行 0。",
        "其中已复核：确认属实3个和排除1个。",
    ]


# -- claim against money: the projects that need a question asked -----------------------------


@pytest.fixture
def problems(tmp_path: Path) -> Store:
    body = (
        yunxi()
        .project("救助", 100.0, 0.0, theme="medical_relief")
        .indicator("产出指标", weight=50.0, score=50.0)
        .project("设备", 400.0, 100.0)
        .indicator("产出指标", weight=50.0, score=20.0)
        .project("未列分值", 90.0, 0.0)
        .project("无预算", 0.0, 60.0)
        .indicator("产出指标", weight=10.0, score=10.0)
        .project("如数", 50.0, 50.0)
    )
    return store_of(tmp_path / "problems", body)


def test_claims_stand_against_money(problems: Store) -> None:
    """设备: 100 of 400 spent, 20 of 50 marks; 未列分值 prints no marks, 无预算 has no rate."""
    figure = claim_against_money(ranked(problems))
    found = {name.split(". ")[1]: place for name, place in at(figure).items()}
    assert found["设备"] == (0.25, 0.4)
    assert found["救助"][0] < 0 and found["救助"][1] == 1.0
    assert found["未列分值"][1] < 0
    assert found["无预算"][0] > 1.3
    ticks = dict(zip(figure.layout.xaxis.ticktext, figure.layout.xaxis.tickvals, strict=True))
    assert ticks["no<br>budget"] == found["无预算"][0]


def test_zero_is_red_and_relief_a_diamond(problems: Store) -> None:
    figure = claim_against_money(ranked(problems))
    looks = {
        re.sub(r"<b>\d+\. |</b>.*", "", said): (trace.marker.color, trace.marker.symbol)
        for trace in figure.data
        for said in trace.hovertext
    }
    assert looks == {
        "救助": (style.ATTENTION, "diamond"),
        "未列分值": (style.ATTENTION, "circle"),
        "设备": (style.CONTEXT, "circle"),
        "无预算": (style.CONTEXT, "circle"),
    }


def test_the_corners_are_named(problems: Store) -> None:
    said = [
        note.text.replace("<br>", " ")
        for note in claim_against_money(ranked(problems)).layout.annotations
    ]
    assert said[:4] == [
        "Outputs claimed, money not spent",
        "Outputs claimed, money spent",
        "Neither claimed nor spent",
        "Money spent, outputs not claimed",
    ]


def test_a_mark_says_what_was_claimed_and_spent_in_the_language(problems: Store) -> None:
    said = {
        words.split("<br>", 1)[1]
        for trace in claim_against_money(ranked(problems), CHINESE).data
        for words in trace.hovertext
    }
    assert said == {
        "云溪市2023年决算<br>执行率0.0%，涉及金额100万元<br>1项产出指标得分率100.0%",
        "云溪市2023年决算<br>执行率25.0%，涉及金额300万元<br>1项产出指标得分率40.0%",
        "云溪市2023年决算<br>执行率0.0%，涉及金额90.0万元<br>产出指标无得分",
        "云溪市2023年决算<br>无执行率，涉及金额60.0万元<br>1项产出指标得分率100.0%",
    }


def test_the_sentence_on_low_execution_names_the_first_and_counts_claims(problems: Store) -> None:
    projects, counts = ranked(problems, limit=1), counted(problems)
    assert low_execution(projects, counts) == [
        "4 projects call for a question; first Yunxi 2023’s 救助, 100 万元 at stake.",
        "Nothing was spent of 2, 190 万元 together; 1 of these claim at least 90 % of the marks"
        " for their outputs all the same.",
        "1 of them is a relief fund (医疗救助), 100 万元 together: 1 in Yunxi 2023.",
    ]
    assert low_execution(projects, counts, CHINESE) == [
        "4个项目需要追问；居首的是云溪市2023年决算的救助，涉及金额100万元。",
        "其中2个项目执行率为0%，预算合计190万元；这些项目中1个的产出指标得分率仍不低于90%。",
        "其中医疗救助项目1个，预算合计100万元：云溪市2023年决算（1个）。",
    ]


def test_many_disclosures_with_relief_funds_are_counted_beyond_six(tmp_path: Path) -> None:
    bodies = [
        Body(f"{number}-2023-final_accounts", agency=f"{number}市医疗保障局", city=f"{number}市")
        .project("救助", 1.0, 0.0, theme="medical_relief")
        .project("城乡救助", 1.0, 0.0, theme="medical_relief")
        for number in "甲乙丙丁戊己庚辛"
    ]
    store = store_of(tmp_path, *bodies)
    said = low_execution(ranked(store), counted(store))[-1]
    assert said.startswith("16 of them are relief funds (医疗救助), 16.0 万元 together: 2 in ")
    assert said.endswith(" and 4 elsewhere.") and said.count("2 in ") == 6


def test_the_counts_are_those_of_the_ranking(originals: Store) -> None:
    """Nothing was spent of 11 of the five's projects, 7 of which claim their outputs."""
    counts = counted(originals)
    assert counts["n"].sum() == len(ranked(originals)) == 29
    assert counts[["zero_n", "claimed_n", "relief_n"]].sum().tolist() == [11, 7, 4]
    themes = ["medical_relief"]
    assert counted(originals, themes=themes)["n"].sum() == len(ranked(originals, themes=themes))
    assert set(ranked(originals, themes=themes)["theme"]) == set(themes)


@BOTH
def test_both_stand_alone_in_either_language(claims: Store, problems: Store, say: Language) -> None:
    for figure in (
        claims_against_execution(claimed(claims), say),
        claim_against_money(ranked(problems), say),
    ):
        words = " ".join(style.words(figure))
        axes = [*figure.layout.xaxis.ticktext, *figure.layout.yaxis.ticktext]
        shown = words + " ".join([*axes, *(name for name, *_ in style.legend(figure))])
        assert say("claims.note").split("来源")[-1].split("Source")[-1] in words
        if say is CHINESE:
            assert not re.search("[A-Za-z]", re.sub("</?(b|br)>", "", shown))
            assert "25%" in shown and "25 %" not in shown
