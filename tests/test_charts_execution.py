"""What the charts of project execution draw, and what the sentences above them say."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from stores import Body, store_of, store_of_originals
from test_charts import named

from analytics import model
from analytics.charts import bodies as body_charts
from analytics.charts import execution, style
from analytics.charts import programmes as programme_charts
from analytics.charts import revisions as revision_charts
from analytics.charts.sentences import execution as sentences
from analytics.comparing import execution as projects_of
from analytics.comparing import programmes as programmes_of
from analytics.comparing.bodies import among_peers
from analytics.comparing.scope import EVERYTHING, Scope
from analytics.exporting.exhibits import EXHIBITS
from analytics.language import CHINESE, ENGLISH, LANGUAGES, Language
from analytics.store import Store

COLOURS = {
    **{"Yunxi": "#0072B2", "Hetan": "#E69F00"},
    **{"Ezhou": "#009E73", "Fushun": "#CC79A7", "Fuzhou": "#56B4E9", "Luoyang Chanhe": "#94843B"},
}


def marks(figure: go.Figure) -> dict[str, tuple[float, float, float]]:
    """x, y and size of each mark by the first line of what it says."""
    return {
        said.split("<br>")[0].removeprefix("<b>").removesuffix("</b>"): (x, y, size)
        for trace in figure.data
        for said, x, y, size in zip(
            trace.hovertext, trace.x, trace.y, trace.marker.size, strict=True
        )
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    one = (
        Body("yunxi-2023-final_accounts", **named("yunxi"))
        .project("全部执行", 400.0, 400.0, initial=200.0, adjusted=400.0, theme="medical_relief")
        .project("<b>未执行</b>", 100.0, 0.0, theme="medical_relief")
        .project("部分执行", 100.0, 60.0)
        .project("无预算", 0.0, 60.0)
    )
    two = Body("hetan-2023-final_accounts", **named("hetan")).project("超支", 10.0, 30.0)
    return store_of(tmp_path, one, two)


@pytest.fixture
def projects(store: Store) -> pd.DataFrame:
    return projects_of.projects(store)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def said(store: Store, say: Language = ENGLISH, **options: object) -> list[str]:
    """What is said above the strip of projects."""
    return sentences.projects(
        projects_of.counts(store, by="theme", **options),
        projects_of.at_zero(store, limit=sentences.MOST_NAMED, **options),
        among_peers(store, **options),
        say,
    )


# -- projects ---------------------------------------------------------------------------------


def test_what_nothing_was_spent_of_stands_on_a_red_line_apart_from_the_axis(
    projects: pd.DataFrame,
) -> None:
    figure = execution.strip(projects, "disclosure_id", "rate")
    found = marks(figure)
    assert found["&lt;b&gt;未执行&lt;/b&gt;"][0] < 0
    assert found["部分执行"][0] == pytest.approx(0.6)
    assert found["全部执行"][0] == pytest.approx(1.0)
    ticks = dict(zip(figure.layout.xaxis.ticktext, figure.layout.xaxis.tickvals, strict=True))
    assert ticks["<b>0 %</b>"] == found["&lt;b&gt;未执行&lt;/b&gt;"][0]
    (line,) = (shape for shape in figure.layout.shapes if shape.line.color == style.ATTENTION)
    assert line.x0 == ticks["<b>0 %</b>"]


def test_the_area_of_a_dot_is_its_budget(projects: pd.DataFrame) -> None:
    found = marks(execution.strip(projects, "disclosure_id", "rate"))
    assert (found["全部执行"][2] / found["部分执行"][2]) ** 2 == pytest.approx(400 / 100)


def test_a_rate_far_above_the_budget_shares_the_last_place(projects: pd.DataFrame) -> None:
    """30 of 10 is 300 %."""
    figure = execution.strip(projects, "disclosure_id", "rate")
    assert marks(figure)["超支"][0] == 1.5
    assert figure.layout.xaxis.ticktext[-1] == "≥ 150 %"


def test_a_budget_of_0_has_no_dot_and_the_note_says_so(projects: pd.DataFrame) -> None:
    figure = execution.strip(projects, "disclosure_id", "rate")
    assert "无预算" not in marks(figure)
    assert style.words(figure)[2].startswith("Not drawn: 1 project of 5, without a rate")


def test_against_the_initial_budget_only_what_prints_one_is_drawn(projects: pd.DataFrame) -> None:
    """全部执行: 400 executed of an initial 200."""
    figure = execution.strip(projects, "disclosure_id", "outturn")
    assert {name: x for name, (x, _, _) in marks(figure).items()} == {"全部执行": 1.5}
    assert style.words(figure)[2].startswith("Not drawn: 4 projects of 5, whose initial budget")


def test_rows_are_disclosures_or_themes(projects: pd.DataFrame) -> None:
    by_label = execution.strip(projects, "disclosure_id", "rate")
    assert list(by_label.layout.yaxis.ticktext) == ["Hetan<br>2023", "Yunxi<br>2023"]
    by_theme = execution.strip(projects, "theme", "rate")
    assert list(by_theme.layout.yaxis.ticktext) == [
        "Medical relief<br>医疗救助",
        "Operations<br>运转",
    ]


def test_of_many_projects_the_largest_are_drawn_and_the_note_says_of_how_many(
    store: Store,
) -> None:
    """全部执行 with 400 and 超支, of which 30 was spent, have most money."""
    drawn = projects_of.largest(store, by="disclosure_id", each=1)
    figure = execution.strip(drawn, "disclosure_id", "rate", total=5)
    assert set(marks(figure)) == {"全部执行", "超支"}
    assert style.words(figure)[2].startswith(
        "Drawn: the 2 disclosures that left most money unspent, and of each the projects with most"
        " money, 2 of 5 in all."
    )
    by_theme = execution.strip(drawn, "theme", "rate", total=5, say=CHINESE)
    assert style.words(by_theme)[2].startswith("仅绘出各主题中金额最大的项目：共5个项目，绘出2个。")


def test_a_legend_names_each_theme_once(projects: pd.DataFrame) -> None:
    entries = style.legend(execution.strip(projects, "disclosure_id", "rate"))
    assert entries == [
        ("Medical relief 医疗救助", "#CC79A7", "circle"),
        ("Operations 运转", "#7B848F", "circle"),
    ]


def test_every_theme_has_a_colour_and_none_is_red() -> None:
    assert set(execution.THEME_COLOURS) == set(model.THEMES)
    assert style.ATTENTION not in execution.THEME_COLOURS.values()


def test_bands_count_projects(store: Store) -> None:
    figure = execution.bands(projects_of.counts(store, by="disclosure_id"), "disclosure_id")
    counted = {bar.name: dict(zip(bar.y, bar.text, strict=True)) for bar in figure.data}
    assert counted == {
        "0 %, nothing spent": {"Hetan<br>2023": "", "Yunxi<br>2023": "1"},
        "50 % to 80 %": {"Hetan<br>2023": "", "Yunxi<br>2023": "1"},
        "80 % to 105 %": {"Hetan<br>2023": "", "Yunxi<br>2023": "1"},
        "above 105 %": {"Hetan<br>2023": "1", "Yunxi<br>2023": ""},
        "no rate": {"Hetan<br>2023": "", "Yunxi<br>2023": "1"},
    }
    assert sum(bar.x[1] for bar in figure.data) == pytest.approx(1.0)


def test_bands_are_named_after_the_settings_in_both_languages() -> None:
    assert list(execution.bands_in_words(CHINESE).values()) == [
        *("0%，未支出", "低于50%", "50%至80%", "80%至105%", "高于105%", "无执行率"),
    ]
    assert list(execution.bands_in_words()) == list(projects_of.BANDS)


def test_the_sentence_counts_projects_at_zero_and_relief_funds(store: Store) -> None:
    """Yunxi: 460 of 600 with a rate; Hetan: 30 of 10."""
    assert said(store) == [
        "Nothing was spent of 1 of 4 projects: 1 in Yunxi 2023.",
        "1 of them is a relief fund (医疗救助), 100 万元 together: 1 in Yunxi 2023.",
        "Share of all the projects’ money that was spent: Yunxi 2023 76.7 % and Hetan 2023"
        " 300.0 %.",
    ]
    assert said(store, CHINESE) == [
        "4个项目中有1个执行数为零：yunxi2023年决算有1个。",
        "其中医疗救助项目1个，预算合计100万元：yunxi2023年决算有1个。",
        "全部项目资金的执行率：yunxi2023年决算为76.7%和hetan2023年决算为300.0%。",
    ]


def test_where_something_was_spent_everywhere_the_sentence_says_so(store: Store) -> None:
    assert said(store, themes=["operations"])[0] == (
        "Something was spent of each of 2 projects with a budget."
    )


def test_the_originals_have_eleven_projects_at_zero_in_three_of_four(originals: Store) -> None:
    """2,000 + 2,452 + 3,374 for relief in Fushun and 58 in Luoyang are 7,884."""
    assert said(originals)[:2] == [
        "Nothing was spent of 11 of 64 projects: 6 in Fushun 2023, 3 in Luoyang Chanhe 2023 and 2"
        " in Fuzhou 2023.",
        "4 of them are relief funds (医疗救助), 7,884 万元 together: 3 in Fushun 2023 and 1 in"
        " Luoyang Chanhe 2023.",
    ]


def many(folder: Path) -> Store:
    """Nine bodies whose only project spent 0, 0, 90, 91, … 95 and 200 of 100; a tenth without a
    budget."""
    spent = [0.0, 0.0, *(90.0 + step for step in range(6)), 200.0]
    return store_of(
        folder,
        *(
            Body(f"place{at}-2023-final_accounts", **named(f"place{at}")).project(
                "甲", 100.0, money
            )
            for at, money in enumerate(spent)
        ),
        Body("place9-2023-final_accounts", **named("place9")).project("乙", 0.0, 0.0),
    )


def test_what_has_no_room_in_a_sentence_is_counted(tmp_path: Path) -> None:
    store = many(tmp_path)
    at_zero = projects_of.at_zero(store, limit=1)
    counts, bodies = projects_of.counts(store, by="theme"), among_peers(store)
    first, spent = sentences.projects(counts, at_zero, bodies)
    assert first == "Nothing was spent of 2 of 9 projects: 1 in Place0 2023 and 1 elsewhere."
    assert spent == (
        "Place0 2023 spent the smallest share of its projects’ money, 0.0 %; the median of 9"
        " disclosures is 92.0 %."
    )


# -- bodies -----------------------------------------------------------------------------------


def test_bodies_beyond_a_fence_are_named_and_outlined_in_red(tmp_path: Path) -> None:
    """Quartiles 90 % and 94 %, so the fences are 84 % and 100 %."""
    ranked = among_peers(many(tmp_path))
    assert sentences.bodies(ranked)[1:] == [
        "Below the lower fence of 84.0 %: Place0 2023 and Place1 2023.",
        "Above the upper fence of 100.0 %: Place8 2023.",
    ]
    assert sentences.bodies(ranked, CHINESE)[1:] == [
        "低于下界84.0%的：place02023年决算和place12023年决算。",
        "高于上界100.0%的：place82023年决算。",
    ]
    colours = dict.fromkeys(ranked["place_en"], "#0072B2")
    figure = body_charts.ranking(ranked, colours)
    dots = figure.data[-1]
    assert list(dots.x) == [0.0, 0.0, 0.90, 0.91, 0.92, 0.93, 0.94, 0.95, 1.5]
    red = [colour == style.ATTENTION for colour in dots.marker.line.color]
    assert red == [True, True, *[False] * 6, True]
    texts = [note.text for note in figure.layout.annotations]
    assert {"0.0 %", "95.0 %", "200.0 %", "median<br>92.0 %", "fence<br>84.0 %"} <= set(texts)


def test_of_more_bodies_than_there_is_room_for_both_ends_are_drawn(tmp_path: Path) -> None:
    ranked = among_peers(many(tmp_path), limit=6)
    assert list(ranked["label_en"].str.removesuffix(" 2023")) == [
        *("Place0", "Place1", "Place2", "Place3", "Place7", "Place8")
    ]
    assert set(ranked["all_n"]) == {9} and set(ranked["peers_n"]) == {9}
    figure = body_charts.ranking(ranked, dict.fromkeys(ranked["place_en"], "#0072B2"))
    assert style.words(figure)[2].startswith("Drawn: the 4 lowest and the 2 highest of 9.")


def test_a_body_whose_large_projects_stand_still_is_told_by_its_median(originals: Store) -> None:
    """Fushun: 4,786.99 of 57,312.66, while the median of its 17 projects is 2,734 of 2,800."""
    assert sentences.bodies(among_peers(originals)) == [
        "Fushun 2023 spent the smallest share of its projects’ money, 8.4 %; the median of 4"
        " disclosures is 75.8 %.",
        "Half of the projects of Fushun 2023 spent 97.6 % or more of their budgets, but of all its"
        " money only 8.4 % was spent: its large projects spent less.",
        "4 disclosures are too few for fences.",
    ]


# -- initial against adjusted -----------------------------------------------------------------


def test_a_revision_is_a_hollow_a_filled_and_an_upright_mark(originals: Store) -> None:
    """Luoyang 医保中心运行费: 年初 4.00, 全年 51.00, 执行 4.00."""
    revised = projects_of.revised(originals)
    figure = revision_charts.revisions(revised, COLOURS)
    at = list(revised["name"]).index("医保中心运行费")
    hollow, filled, upright = figure.data[1:]
    assert (hollow.x[at], filled.x[at], upright.x[at]) == (4.0, 51.0, 4.0)
    assert (hollow.marker.symbol, filled.marker.symbol) == ("circle-open", "circle")
    assert filled.marker.color[at] == COLOURS["Luoyang Chanhe"]
    words = [note.text for note in figure.layout.annotations]
    assert words[at] == "4.00 → 51.00, executed 4.00"


def test_only_a_budget_of_which_nothing_was_spent_is_red(originals: Store) -> None:
    """Fuzhou 外伤医疗费用结算审核服务费 was cut from 120 to 0, and 0 was executed of it."""
    revised = projects_of.revised(originals)
    upright = revision_charts.revisions(revised, COLOURS).data[-1]
    red = revised["name"][[colour == style.ATTENTION for colour in upright.marker.line.color]]
    assert sorted(name[:7] for name in red) == ["2023年医疗", "医疗服务与保障", "洛财社（202"]


def test_the_sentence_on_revisions_counts_and_adds_up(originals: Store) -> None:
    """Of 34 forms of Fuzhou and 11 of Luoyang; 设备更新购置费: 18.46, cut to 1.57, spent 1.57."""
    revised = projects_of.revised(originals, limit=15)
    assert sentences.revisions(revised) == [
        "Of 45 projects that print both budgets 18 were revised: 15 raised, by 1,582 万元 together,"
        " and 3 cut, by 214 万元 together.",
        "12 began with an initial budget of 0.",
        "100.0 % of an adjusted budget can be 8.5 % of the initial one: Fuzhou 2023,"
        " 设备更新购置费.",
    ]
    assert sentences.revisions(revised, CHINESE)[0] == (
        "同时列示年初和全年预算数的45个项目中，18个有调整：调增15个，共1,582万元；调减3个，共214万元。"
    )
    note = style.words(revision_charts.revisions(revised, COLOURS))[2]
    assert note.startswith(
        "Drawn: the projects whose budgets were revised by most money, 15 of 18."
    )


# -- programmes -------------------------------------------------------------------------------


def test_a_programme_is_a_panel_and_what_is_not_there_is_said_and_no_zero(
    originals: Store,
) -> None:
    compared = programmes_of.side_by_side(originals)
    figure = programme_charts.side_by_side(compared, COLOURS)
    drawn = [trace for trace in figure.data if trace.mode == "markers"]
    assert [len(trace.x) for trace in drawn] == [2, 3, 3]
    words = [note.text for note in figure.layout.annotations]
    assert words.count("<i>no such project</i>") == 3
    assert "34.3 % of 1,282 万元" in words
    assert any("医疗服务与保障能力提升" in text for text in words)
    ezhou = "no rate; 60.7 万元 spent"
    assert f"<i>{ezhou}</i>" in words
    relief = drawn[1]
    zero = relief.x.tolist().index(0.0)
    assert relief.marker.line.color[zero] == style.ATTENTION
    assert relief.marker.color[zero] == COLOURS["Fushun"]


def test_the_sentences_on_programmes_begin_where_rates_are_widest_apart(originals: Store) -> None:
    """Relief: 0 of 2,000 + 2,452 + 3,374; 2,560.43 + 4,885 of 2,474.36 + 3,911."""
    told = sentences.programmes(programmes_of.side_by_side(originals))
    assert told[0] == (
        "Medical relief 城乡医疗救助: Fushun 2023 spent 0.0 % of 7,826 万元, Fuzhou 2023 116.6 % of"
        " 6,385 万元; the median of 3 is 76.7 %."
    )
    assert told[-1].startswith("Such projects are in 3 (Services and insurance capacity")
    assert sentences.programmes(programmes_of.side_by_side(originals), CHINESE)[0] == (
        "城乡医疗救助执行率：抚顺市2023年决算为0.0%（预算7,826万元），福州市2023年决算为116.6%"
        "（预算6,385万元）；3份文件的中位数为76.7%。"
    )


# -- all of them ------------------------------------------------------------------------------


def charts(store: Store, say: Language) -> list[go.Figure]:
    made = [exhibit(store, EVERYTHING, say) for exhibit in EXHIBITS]
    return [each.figure for each in made if each and each.name.startswith("execution")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_chart_stands_alone_in_its_language(originals: Store, code: str) -> None:
    figures = charts(originals, LANGUAGES[code])
    assert len(figures) == 5
    for figure in figures:
        title, subtitle, note = style.words(figure)
        assert title and subtitle
        assert ("Source: " if code == "en" else "来源：") in note
        if code == "zh":
            names = [name for name, _, _ in style.legend(figure)]
            assert not re.search(r"[A-Za-z]{2}", " ".join([title, subtitle, note, *names]))


def test_scope_of_one_place_keeps_the_peers_of_the_whole_store(originals: Store) -> None:
    (only,) = among_peers(
        originals, Scope(disclosure_ids=("fushun-2023-final_accounts",))
    ).itertuples()
    assert (only.all_n, only.peers_n) == (1, 4)
