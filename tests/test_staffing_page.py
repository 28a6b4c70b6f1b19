"""Staffing: what its charts draw, what is said above them, and the page, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from stores import Body, store_of, store_of_originals
from streamlit.testing.v1 import AppTest
from test_dashboard import as_text, opened, said
from test_staffing_peers import share

from analytics.charts import personnel as personnel_chart
from analytics.charts import staffing, staffing_years, style
from analytics.charts.sentences import staffing as sentences
from analytics.comparing import personnel, staffing_peers
from analytics.comparing.scope import EVERYTHING
from analytics.comparing.staffing import OF_BASIC, OF_TOTAL, SHARES, left_out
from analytics.exporting.exhibits import EXHIBITS
from analytics.language import CHINESE, ENGLISH, Language
from analytics.model import BASIC_EXPENDITURE, BUDGET, OPEN, PERSONNEL_TOTAL, SECTION_PERSONNEL
from analytics.settings import STORE_VARIABLE
from analytics.store import Store

COLOURS = {"Yunxi": "#0072B2", "Hetan": "#E69F00", "Linshui": "#009E73", "Meigang": "#56B4E9"}


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


@pytest.fixture
def four(tmp_path: Path) -> Store:
    """Yunxi spends 50, Hetan 90 %; Linshui plans 95; Meigang's 99 is of a table that is open."""
    return store_of(
        tmp_path,
        share("yunxi", 50.0),
        share("hetan", 90.0),
        share("linshui", 95.0, kind=BUDGET),
        share("meigang", 99.0, status=OPEN),
    )


def of(quantity: str, store: Store, *looked_at: str) -> pd.DataFrame:
    ranked = staffing_peers.ranked(store, looked_at=looked_at)
    return ranked[ranked["quantity"] == quantity]


def chart(store: Store, *looked_at: str, say: Language = ENGLISH) -> go.Figure:
    """The ranking of shares of basic expenditure."""
    rows = of(OF_BASIC, store, *looked_at)
    spread = staffing_peers.spread(store, looked_at=looked_at)
    colours = COLOURS | style.place_colours({*rows["place_en"]} - {*COLOURS})
    return staffing.ranking(rows, spread[spread["quantity"] == OF_BASIC], colours, say)


def drawn(figure: go.Figure) -> list[tuple[str, str]]:
    """Name and figure of each row of a ranking, from the top."""
    values = {
        (trace.yaxis, row): text
        for trace in figure.data
        if trace.type == "scatter" and trace.mode == "text"
        for row, text in zip(trace.y, trace.text, strict=True)
    }
    rows = []
    for axis in figure.select_yaxes():
        plain = "y" if axis.plotly_name == "yaxis" else f"y{axis.plotly_name[5:]}"
        for row, name in zip(axis.categoryarray or (), axis.ticktext or (), strict=True):
            rows.append((name.replace("<br>", " "), values.get((plain, row), "")))
    return rows


# -- ranking --------------------------------------------------------------------------------------


def test_budgets_stand_in_a_group_of_their_own_and_what_does_not_add_up_is_marked(
    four: Store,
) -> None:
    figure = chart(four)
    assert drawn(figure) == [
        ("Meigang 2023", "99.0 %?"),
        ("Hetan 2023", "90.0 %"),
        ("Yunxi 2023", "50.0 %"),
        ("Linshui 2023 budget", "95.0 %"),
    ]
    assert "does not add up" in style.words(figure)[2]
    hatched = [bar.y for bar in figure.data if bar.type == "bar" and bar.marker.pattern.shape]
    assert [list(rows) for rows in hatched] == [["linshui-2023-budget"]]


def test_the_median_line_is_of_final_accounts_that_add_up(four: Store) -> None:
    """Of Yunxi's 50 % and Hetan's 90 %; one budget alone has no median."""
    figure = chart(four)
    (line,) = figure.layout.shapes
    assert (line.x0, line.x1) == (pytest.approx(0.7), pytest.approx(0.7))
    headings = [note.text for note in figure.layout.annotations][:2]
    assert headings == [
        "<b>Final accounts 决算</b> · 3 disclosures<br>median 70.0 %",
        "<b>Budget 预算</b> · 1 disclosure",
    ]


def test_a_share_that_is_not_known_is_no_zero(tmp_path: Path) -> None:
    figure = chart(store_of(tmp_path, Body(city="yunxi", province=None)))
    assert drawn(figure) == [("Yunxi 2023", "not known")]
    assert "personnel total" in figure.data[0].hovertext[0]


def test_who_is_looked_at_stands_out_against_grey_peers(originals: Store) -> None:
    figure = chart(originals, "fuzhou-2023-final_accounts")
    colours = {row: bar.marker.color for bar in figure.data if bar.type == "bar" for row in bar.y}
    assert colours == {
        "luoyang-chanhe-2023-final_accounts": style.CONTEXT,
        "fuzhou-2023-final_accounts": style.PLACE_COLOURS[1],
        "fushun-2023-final_accounts": style.CONTEXT,
    }
    assert ("<b>Fuzhou 2023</b>", "92.5 %") in drawn(figure)


@pytest.fixture
def many(tmp_path: Path) -> Store:
    """Bodies at 61, 62 … 100 % and one at 5 %: quartiles 70 and 90 %, fences at 40 and 120 %."""
    return store_of(tmp_path, share("p5", 5.0), *(share(f"p{at}", at) for at in range(61, 101)))


def test_of_many_the_ends_are_ranked_below_the_spread_of_all(many: Store) -> None:
    figure = chart(many, say=CHINESE)
    names = [name for name, _ in drawn(figure)]
    assert len(names) == 25 and "……中间17份" in names
    bins = figure.data[0]
    assert sum(bins.y) == 41 and bins.marker.color == style.CONTEXT
    assert "柱形：各占比区间的份数" in style.words(figure)[2]


def test_where_rows_are_narrow_each_label_is_one_line_in_a_small_group_too(tmp_path: Path) -> None:
    bodies = [share(f"p{at}", at) for at in range(61, 101)]
    figure = chart(store_of(tmp_path, share("plan", 50.0, kind=BUDGET), *bodies))
    names = [name for axis in figure.select_yaxes() for name in axis.ticktext or ()]
    assert "Plan 2023 budget" in names and not [name for name in names if "<br>" in name]


def test_beyond_a_fence_a_figure_has_a_red_star(many: Store) -> None:
    figure = chart(many)
    starred = [(row, text) for row, text in drawn(figure) if style.ATTENTION in text]
    assert starred == [("P5 2023", f'5.0 % <b style="color:{style.ATTENTION}">*</b>')]
    fences = [line.x0 for line in figure.layout.shapes if line.line.dash == "dot"]
    assert fences == [pytest.approx(0.4)], "no share can lie above 120 %"


# -- sentences ------------------------------------------------------------------------------------


def test_the_sentence_tells_highest_median_and_lowest_and_budgets_apart(originals: Store) -> None:
    rows = of(OF_BASIC, originals)
    assert sentences.ranking(rows) == [
        "Luoyang Chanhe 2023 spends 96.3 % of its basic expenditure on staff; the median of 4 final"
        " accounts is 91.4 %, the lowest is Ezhou 2022 with 76.2 %.",
        "Planned in budgets: Langfang Guangyang 93.3 %.",
    ]
    highest, planned = sentences.ranking(rows, CHINESE)
    assert re.fullmatch(
        r"洛阳市瀍河回族区2023年决算的人员经费占基本支出的96\.3%，为最高；4份决算的中位数为91\.4%；"
        r"最低的是鄂州市2022年决算，为76\.2%。",
        highest,
    )
    assert planned == "预算安排：廊坊市广阳区93.3%。"


def test_the_sentence_on_one_body_compares_it_with_its_kind_and_year(originals: Store) -> None:
    assert sentences.ranking(of(OF_BASIC, originals, "fuzhou-2023-final_accounts")) == [
        "Fuzhou 2023 spends 92.5 % of its basic expenditure on staff; the median of 3 final"
        " accounts of 2023 is 92.5 %, the lowest is Fushun 2023 with 90.4 %."
    ]
    (chinese,) = sentences.ranking(of(OF_TOTAL, originals, "fushun-2023-final_accounts"), CHINESE)
    assert chinese.endswith("2023年3份决算的中位数为23.5%，无更低者。")


def test_a_body_without_peers_is_compared_with_nobody(originals: Store) -> None:
    (said,) = sentences.ranking(of(OF_BASIC, originals, "langfang-guangyang-2023-budget-unit"))
    assert said == (
        "Langfang Guangyang 2023 budget plans 93.3 % of its basic expenditure for staff; there is"
        " no other budget of 2023 to compare it with."
    )


def test_nothing_is_claimed_from_a_table_that_does_not_add_up(four: Store) -> None:
    assert sentences.ranking(of(OF_BASIC, four)) == [
        "Hetan 2023 spends 90.0 % of its basic expenditure on staff; the median of 2 final"
        " accounts is 70.0 %, the lowest is Yunxi 2023 with 50.0 %.",
        "Planned in budgets: Linshui 95.0 %.",
        "Left out, since a table of theirs does not add up: Meigang 2023.",
    ]
    (own,) = sentences.ranking(of(OF_BASIC, four, "meigang-2023-final_accounts"))
    assert own.endswith("read from a table that does not add up: check the reading first.")


def test_who_lies_beyond_a_fence_is_named(many: Store) -> None:
    assert "P5 2023: below the lower fence of 40.0 %." in sentences.ranking(of(OF_BASIC, many))
    own = sentences.ranking(of(OF_BASIC, many, "p5-2023-final_accounts"))
    assert own[-1] == "P5 2023: below the lower fence of 40.0 %."


def test_the_sentence_on_what_is_left_out_has_the_sum_and_the_largest(originals: Store) -> None:
    items = left_out(originals)
    assert sentences.left_out(items) == [
        "8,268 万元 of project expenditure pass through 4 disclosures; the largest is 2,880 万元 of"
        " 财政对基本医疗保险基金的补助 in Langfang Guangyang 2023 budget."
    ]


# -- composition ----------------------------------------------------------------------------------


def test_the_composition_has_a_column_a_disclosure_and_a_row_an_item_under_its_class(
    originals: Store,
) -> None:
    items = personnel.composition(originals)
    figure = personnel_chart.composition(items, style.place_colours(items["place_en"]))
    assert len(figure.data) == 5
    fushun = dict(zip(figure.data[1].y, figure.data[1].text, strict=True))
    assert fushun["<b>Wages and benefits 工资福利支出</b>"] == "99.6"
    assert fushun["Basic pay 基本工资"] == "31.9", "353.32 of 1,106.36"
    assert [bool(bar.marker.pattern.shape) for bar in figure.data] == [
        *(False, False, False, True, False)
    ]


def test_a_code_printed_twice_is_drawn_once_and_said_to_be_added_up(tmp_path: Path) -> None:
    body = Body(city="yunxi", province=None)
    for name, code, amount in (
        (PERSONNEL_TOTAL, None, 100.0),
        ("基本工资", "30101", 60.0),
        ("基本工资", "30101", 30.0),
        ("退休费", "30302", 10.0),
    ):
        body.amount(BASIC_EXPENDITURE, name, amount, code=code, section=SECTION_PERSONNEL)
    items = personnel.composition(store_of(tmp_path, body))
    (bars,) = personnel_chart.composition(items, COLOURS, CHINESE).data
    assert dict(zip(bars.y, bars.text, strict=True)) == {
        "<b>工资福利支出</b>": "90.0",
        "基本工资": "90.0",
        "<b>对个人和家庭的补助</b>": "10.0",
        "退休费": "10.0",
    }
    note = style.words(personnel_chart.composition(items, COLOURS))[2]
    assert "Added up, since the table prints the code several times: Yunxi 2023." in note


def test_the_composition_sentence_names_the_largest_item_once(originals: Store) -> None:
    items = personnel.composition(originals)
    (said_so,) = sentences.composition(items)
    assert said_so.startswith(
        "Basic pay 基本工资 is the largest item in Luoyang Chanhe 2023 (32.5 %)"
    )
    assert said_so.count("%") == 5
    (chinese,) = sentences.composition(items, CHINESE)
    assert chinese.endswith("中最大的一项是基本工资。")


# -- years ----------------------------------------------------------------------------------------


@pytest.fixture
def years(tmp_path: Path) -> Store:
    """Yunxi spends 60, 660 (misread), 80 % and plans 70, 75 %; Hetan 90 % in its only year."""
    return store_of(
        tmp_path,
        share("yunxi", 60.0, 2021),
        share("yunxi", 660.0, 2022, status=OPEN),
        share("yunxi", 80.0),
        share("yunxi", 70.0, 2022, kind=BUDGET),
        share("yunxi", 75.0, kind=BUDGET),
        share("hetan", 90.0),
    )


def test_a_line_a_kind_and_an_open_point_is_hollow_named_and_off_the_line(years: Store) -> None:
    series = staffing_peers.years(years, quantity=OF_BASIC)
    figure = staffing_years.years(series, COLOURS)
    marks = [trace for trace in figure.data if trace.mode == "markers+text"]
    budgets, accounts = sorted(marks, key=lambda trace: len(trace.x))
    assert list(accounts.marker.symbol) == ["circle", "circle-open", "circle"]
    assert list(accounts.text) == ["60.0 %", "660.0 %?", "80.0 %"]
    assert list(budgets.marker.symbol) == ["square", "square"]
    lines = {trace.line.dash: list(trace.y) for trace in figure.data if trace.hoverinfo == "skip"}
    assert lines["dash"] == [0.7, 0.75]
    assert lines["solid"][0] == 0.6 and pd.isna(lines["solid"][1]), "a gap where it is misread"
    note = style.words(figure)[2]
    assert "Hollow and ?: a table that it is from does not add up" in note
    assert "budgets, money planned" in note


def test_the_sentence_on_years_tells_accounts_and_budgets_apart(years: Store) -> None:
    series = staffing_peers.years(years, quantity=OF_BASIC)
    body = "Yunxi (yunxi医疗保障局)"
    assert sentences.years(series) == [
        f"{body} spent 60.0 % of its basic expenditure on staff in 2021 and 80.0 % in 2023.",
        f"{body} planned 70.0 % of its basic expenditure for staff in 2022 and 75.0 % in 2023.",
        "Not joined, since a table of theirs does not add up: Yunxi 2022.",
    ]
    assert sentences.years(series, CHINESE)[0] == (
        "yunxi医疗保障局的人员经费占基本支出的比重2021年为60.0%，2023年为80.0%。"
    )


# -- the page and the report ----------------------------------------------------------------------


@pytest.fixture
def page_of_two_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [share("yunxi", 60.0, 2022), share("yunxi", 80.0), share("hetan", 90.0)]
    for body in bodies:
        body.amount(BASIC_EXPENDITURE, "基本工资", 50.0, code="30101", section=SECTION_PERSONNEL)
    store = store_of(tmp_path, *(as_text(body) for body in bodies))
    monkeypatch.setenv(STORE_VARIABLE, str(store.path))


def words_of(drawn: Any, *, is_text: bool = False) -> Iterator[str]:
    """Every text that a reader meets in a plotly figure's JSON."""
    if isinstance(drawn, dict):
        for name, value in drawn.items():
            yield from words_of(value, is_text=name in {"text", "ticktext", "hovertext"})
    elif isinstance(drawn, list):
        for value in drawn:
            yield from words_of(value, is_text=is_text)
    elif is_text and isinstance(drawn, str):
        yield drawn


def texts(app: AppTest) -> list[str]:
    """What a page says above its evidence: titles, sentences, notes, labels, columns."""
    found = [element.value for kind in ("title", "markdown") for element in app.get(kind)]
    ends = next(at for at, text in enumerate(found) if ".txt" in text)
    charts = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    looks = json.loads(app.dataframe[0].proto.columns).values()
    columns = [column["label"] for column in looks if "label" in column]
    assert charts and columns
    return [*found[:ends], *(text for chart in charts for text in words_of(chart)), *columns]


@pytest.mark.usefixtures("page_of_two_years")
@pytest.mark.parametrize("view", ["shares", "years", "composition"])
def test_the_page_in_chinese_has_no_english_left(view: str) -> None:
    app = opened("staffing", lang="zh", view=view)
    assert not app.exception and not app.error
    no_words = r"yunxi|hetan|Place|:(?:small|orange)|:material/balance:|</?br?>"
    shown = [re.sub(no_words, "", text) for text in texts(app)]
    assert [text for text in shown if re.search("[A-Za-z]{2,}", text)] == []


@pytest.mark.usefixtures("page_of_two_years")
def test_a_city_is_shown_against_its_peers_and_listed_first() -> None:
    app = opened("staffing", city="Yunxi")
    rows = app.dataframe[0].value
    assert list(rows["place"]) == ["Yunxi"] * 3 + ["Hetan"] * 3
    assert "Yunxi 2023 spends 80.0 % of its basic expenditure on staff; the median of 2" in said(
        app
    )


@pytest.mark.usefixtures("page_of_two_years")
def test_years_of_one_body_are_a_view_and_one_year_is_said_to_be_too_few() -> None:
    app = opened("staffing", view="years")
    assert "spent 60.0 % of its basic expenditure on staff in 2022 and 80.0 % in 2023" in said(app)
    alone = opened("staffing", view="years", city="Hetan")
    assert alone.info[0].value.startswith("A line needs two years of one body")
    assert not alone.dataframe


def test_the_report_ranks_what_the_page_ranks(originals: Store) -> None:
    exhibits = {
        made.name: made for each in EXHIBITS[:3] if (made := each(originals, EVERYTHING, ENGLISH))
    }
    assert list(exhibits) == list(SHARES)
    assert exhibits[OF_BASIC].says == sentences.ranking(of(OF_BASIC, originals))
