"""“三公” as drawn and as said: marks, gaps, what is red, and the sentences in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from stores import Body, store_of

from analytics import model
from analytics.charts import public_expenses as row_charts
from analytics.charts import style, three_public
from analytics.charts.sentences import three_public as sentences
from analytics.comparing import public_expenses
from analytics.comparing.public_expenses import AMOUNT, CHANGE, OVERRUN
from analytics.comparing.three_public import missing
from analytics.language import CHINESE, ENGLISH, Language
from analytics.model import OPEN, THREE_PUBLIC, TOTAL
from analytics.store import Store

COLOURS = {"Yunxi": "#0072B2", "Hetan": "#E69F00", "Linshui": "#009E73", "Meigang": "#56B4E9"}


def body(place: str, *, year: int = 2023, **options: Any) -> Body:
    """A body that the divisions of China do not know, called after its disclosure's id."""
    kind = options.get("kind", model.FINAL_ACCOUNTS)
    status = options.pop("status", model.CLOSED)
    named = {"agency": f"{place}医疗保障局", "province": None, "city": place}
    return Body(f"{place}-{year}-{kind}", year=year, **named | options).table(THREE_PUBLIC, status)


def final(of: Body, amount: float) -> Body:
    return of.amount(THREE_PUBLIC, TOTAL, amount, measure="final")


def budget(of: Body, amount: float) -> Body:
    return of.amount(THREE_PUBLIC, TOTAL, amount, measure="budget")


@pytest.fixture
def expenses(tmp_path: Path) -> Store:
    """Yunxi fell from 8 to 2 of a budget of 5, Hetan rose from 1 to 3, Linshui plans 4 after 4,
    Meigang spent 7.5 of 7, and its prior year is not known."""
    return store_of(
        tmp_path,
        final(budget(body("yunxi"), 5.0), 2.0).sentence("three_public", final=2.0, change=-6.0),
        final(body("hetan"), 3.0).sentence("three_public", final=3.0, change=2.0),
        budget(body("linshui", kind=model.BUDGET), 4.0).sentence(
            "three_public", initial=4.0, change=0.0
        ),
        final(budget(body("meigang"), 7.0), 7.5),
    )


@pytest.fixture
def restated(tmp_path: Path) -> Store:
    """Yunxi: 4.0 in 2020, 7.1 in 2022, and 5.0 in 2023, 2.0 less than the year before."""
    return store_of(
        tmp_path,
        final(body("yunxi", year=2020), 4.0),
        final(body("yunxi", year=2022), 7.1),
        final(body("yunxi"), 5.0).sentence("three_public", final=5.0, change=-2.0),
    )


def trends(store: Store, say: Language = ENGLISH) -> go.Figure:
    return three_public.trends(public_expenses.trends(store), TOTAL, COLOURS, say)


def ranking(store: Store, by: str, say: Language = ENGLISH) -> go.Figure:
    return row_charts.ranking(public_expenses.ranking(store, by=by), TOTAL, by, COLOURS, say)


def notes(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


# -- from year to year ------------------------------------------------------------------------


def test_a_trend_is_a_line_whose_derived_point_is_hollow(expenses: Store) -> None:
    figure = trends(expenses)
    lines = {
        trace.line.color: (list(trace.y), list(trace.marker.symbol), trace.line.dash)
        for trace in figure.data
    }
    assert lines[COLOURS["Yunxi"]] == ([8.0, 2.0], ["circle-open", "circle"], "solid")
    assert lines[COLOURS["Hetan"]] == ([1.0, 3.0], ["circle-open", "circle"], "solid")
    assert lines[COLOURS["Linshui"]] == ([4.0, 4.0], ["square-open", "square"], "dash")
    assert "Hollow: derived from the change" in style.words(figure)[2]


def test_a_rise_is_red_and_a_prior_year_that_is_not_known_is_said(expenses: Store) -> None:
    said = notes(trends(expenses))
    (rise,) = (text for text in said if style.ATTENTION in text)
    assert "Hetan" in rise and "+200.0 %" in rise
    assert any("Yunxi" in text and "−75.0 %" in text for text in said)
    assert said.count("not<br>known") == 1


def test_a_missing_year_is_a_gap_and_a_restated_one_has_both_marks_and_a_word(
    restated: Store,
) -> None:
    figure = trends(restated)
    line, other = figure.data
    assert list(line.x) == [2019, 2020, 2021, 2022, 2023] and not line.connectgaps
    assert [None if value != value else value for value in line.y] == [None, 4.0, None, 7.1, 5.0]
    assert (list(other.x), list(other.y)) == ([2022], [7.0])
    assert other.marker.color == style.ATTENTION
    assert list(other.marker.symbol) == ["circle-open"], "derived by the later document"
    assert any("restated: 2022" in text for text in notes(figure))
    assert notes(figure).count("not<br>known") == 2
    assert "Restated: two documents" in style.words(figure)[2]


def test_two_bodies_of_one_place_are_told_apart_by_their_agency(tmp_path: Path) -> None:
    bodies = [
        Body(f"fuzhou-{office}-2023", agency=f"福州市{office}", province="福建省", city="福州市")
        .table(THREE_PUBLIC)
        .amount(THREE_PUBLIC, TOTAL, 1.0, measure="final")
        for office in ("财政局", "信访局")
    ]
    points = public_expenses.trends(store_of(tmp_path, *bodies))
    figure = three_public.trends(points, TOTAL, style.place_colours(points["place_en"]))
    assert any("福州市财政局" in title for title in notes(figure))
    assert any("福州市信访局" in title for title in notes(figure))


# -- a row a disclosure -----------------------------------------------------------------------


def test_budget_and_final_are_a_hollow_and_a_filled_mark_joined(expenses: Store) -> None:
    """A budget document has no final accounts to stand against."""
    rows = public_expenses.ranking(expenses, by=OVERRUN)
    figure = row_charts.against_budget(rows, TOTAL, COLOURS)
    drawn = {
        trace.y[0]: dict(zip(trace.x, trace.marker.symbol, strict=True)) for trace in figure.data
    }
    assert drawn == {
        "Meigang<br>2023": {7.0: "square-open", 7.5: "circle"},
        "Yunxi<br>2023": {5.0: "square-open", 2.0: "circle"},
        "Hetan<br>2023": {3.0: "circle"},
    }
    said = {note.y: note for note in figure.layout.annotations}
    assert said["Yunxi<br>2023"].text == "5.00 → 2.00"
    assert said["Hetan<br>2023"].text == "no budget printed → 3.00"
    assert said["Meigang<br>2023"].font.color == style.ATTENTION, "above its budget"
    assert said["Yunxi<br>2023"].font.color is None


def test_budgets_are_squares_in_a_ranking_and_derived_changes_are_hollow(expenses: Store) -> None:
    marks = ranking(expenses, CHANGE).data[1]
    assert dict(zip(marks.y, marks.marker.symbol, strict=True)) == {
        "Hetan<br>2023": "circle-open",
        "Yunxi<br>2023": "circle-open",
        "Meigang<br>2023": "circle",
        "Linshui<br>2023 budget": "square-open",
    }
    amounts = ranking(expenses, AMOUNT).data[1]
    assert list(amounts.marker.symbol) == ["circle", "circle", "circle", "square"]
    assert "year before not known" in notes(ranking(expenses, CHANGE))


def test_a_ranking_marks_median_and_fence_and_reddens_what_lies_beyond(tmp_path: Path) -> None:
    """1, 2, 3, 4, 5, 100: the median is 3.5 and the upper fence 8.5; 6 does not add up."""
    places = [f"place{number}" for number in range(6)]
    store = store_of(
        tmp_path,
        *(
            final(body(place), amount)
            for place, amount in zip(places, (1.0, 2.0, 3.0, 4.0, 5.0, 100.0), strict=True)
        ),
        final(body("doubtful", status=OPEN), 6.0),
    )
    rows = public_expenses.ranking(store)
    colours = style.place_colours(rows["place_en"])
    figure = row_charts.ranking(rows, TOTAL, AMOUNT, colours)
    assert [shape.x0 for shape in figure.layout.shapes] == [3.5, 8.5]
    red = [note.text for note in figure.layout.annotations if note.font.color == style.ATTENTION]
    assert red == ["100.00"]
    assert "median 3.50" in notes(figure) and "6.00?" in notes(figure)


def test_parts_are_stacked_to_the_whole_and_budgets_are_hatched(tmp_path: Path) -> None:
    """Of 10, 6 is operation of vehicles and 3 reception; nothing says what the rest is."""

    def parts(of: Body, measure: str) -> Body:
        for name, amount in ((TOTAL, 10.0), (model.VEHICLE_OPERATION, 6.0), (model.RECEPTION, 3.0)):
            of.amount(THREE_PUBLIC, name, amount, measure=measure)
        return of

    store = store_of(
        tmp_path,
        parts(body("yunxi"), "final"),
        parts(body("linshui", kind=model.BUDGET), "budget"),
    )
    figure = row_charts.composition(public_expenses.composition(store))
    assert {bar.name: list(bar.x) for bar in figure.data} == {
        "Vehicle operation 公务用车运行维护费": [0.6, 0.6],
        "Official reception 公务接待费": [0.3, 0.3],
        "In no printed part": [0.1, 0.1],
    }
    assert list(figure.data[0].marker.pattern.shape) == ["", "/"]
    assert figure.data[-1].marker.color == style.CLEAR


@pytest.mark.parametrize("say", [ENGLISH, CHINESE], ids=lambda say: say.code)
def test_every_chart_stands_alone_in_both_languages(expenses: Store, say: Language) -> None:
    rows = public_expenses.ranking(expenses, by=OVERRUN)
    for figure in (
        trends(expenses, say),
        ranking(expenses, AMOUNT, say),
        ranking(expenses, CHANGE, say),
        row_charts.against_budget(rows, TOTAL, COLOURS, say),
        row_charts.composition(public_expenses.composition(expenses), say),
    ):
        title, subtitle, note = style.words(figure)
        assert title and subtitle
        if say.is_chinese:
            assert "来源：" in note
            assert not any(sign.isascii() and sign.isalpha() for sign in title + subtitle + note)
        else:
            assert "Source: " in note


def test_a_chart_that_leaves_some_out_says_of_how_many_it_shows_the_first(expenses: Store) -> None:
    points = public_expenses.trends(expenses, limit=2)
    figure = three_public.trends(points, TOTAL, COLOURS)
    assert style.words(figure)[1].endswith("of 4 bodies the 2 with the largest rises in 万元")
    rows = public_expenses.ranking(expenses, limit=2)
    figure = row_charts.ranking(rows, TOTAL, AMOUNT, COLOURS, CHINESE)
    assert style.words(figure)[1] == "单位：万元；各文件本年度；共4份，列前2份"
    assert "first" not in style.words(ranking(expenses, AMOUNT))[1]


# -- sentences --------------------------------------------------------------------------------


def of_years(store: Store, say: Language = ENGLISH, limit: int | None = None) -> list[str]:
    points = public_expenses.trends(store, limit=limit)
    return sentences.trends(points, missing(store, item=TOTAL, first=6), TOTAL, say)


def test_the_sentence_on_years_says_who_rose_and_of_whom_nothing_is_known(expenses: Store) -> None:
    assert of_years(expenses) == [
        "“三公” expenses rose in Hetan 2023 (1.00 to 3.00 万元); they fell in Yunxi 2023 (8.00 to"
        " 2.00 万元); they stayed the same in Linshui 2023 budget (4.00 万元).",
        "For Meigang 2023 (7.50 万元) the prior year is not known: the document states no change on"
        " the year before.",
    ]


def test_the_same_in_chinese(expenses: Store) -> None:
    assert of_years(expenses, CHINESE) == [
        "“三公”经费上升的有hetan2023年决算（由1.00万元至3.00万元）；"
        "下降的有yunxi2023年决算（由8.00万元至2.00万元）；"
        "持平的有linshui2023年预算（4.00万元）。",
        "meigang2023年决算（7.50万元）的上年数不明：文件未说明与上年相比的增减额。",
    ]


def test_bodies_of_which_not_all_are_drawn_are_counted(expenses: Store) -> None:
    said = of_years(expenses, limit=2)
    assert said[:3] == [
        "Final accounts 决算: of 2 bodies with two years in a row, “三公” expenses rose in 1,"
        " fell in 1 and stayed the same in 0.",
        "Budget 预算: of 1 body with two years in a row, “三公” expenses rose in 0,"
        " fell in 0 and stayed the same in 1.",
        "The largest rise is that of Hetan 2023 (1.00 to 3.00 万元).",
    ]


def test_a_restated_year_is_said(restated: Store) -> None:
    assert "Two documents of one body disagree on a year: Yunxi 2022." in of_years(restated)


def test_the_sentence_on_budgets_counts_who_is_above_and_names_the_furthest(
    expenses: Store,
) -> None:
    """Meigang spent 0.5 more than its budget, Yunxi 3 less: the median is −1.25."""
    rows = public_expenses.ranking(expenses, by=OVERRUN)
    lacking = missing(expenses, item=TOTAL, first=6)
    assert sentences.against_budget(rows, lacking) == [
        "1 of 2 final accounts with a budget is above it.",
        "Furthest above it is Meigang 2023: 7.50 万元 of a budget of 7.00 万元.",
        "The median difference from the budget is −1.25 万元.",
        "For Hetan 2023 (3.00 万元) the budget is not known: the document prints the final amount"
        " alone, without a budget.",
    ]
    assert sentences.against_budget(rows, lacking, CHINESE)[:2] == [
        "列有预算的2份决算中，1份超预算。",
        "超出最多的是meigang2023年决算：预算7.00万元，决算7.50万元。",
    ]


def test_the_sentence_on_amounts_names_the_largest_and_the_median(expenses: Store) -> None:
    rows = public_expenses.ranking(expenses)
    assert sentences.amounts(rows, missing(expenses, item=TOTAL, first=6)) == [
        "Final accounts 决算: Meigang 2023 has the largest amount, 7.50 万元.",
        "The median of 3 is 3.00 万元.",
        "Budget 预算: Linshui 2023 budget has the largest amount, 4.00 万元.",
    ]


def test_the_sentence_on_changes_counts_rises_of_each_kind(expenses: Store) -> None:
    """+200 % and −75 %: the median is 62.5 %."""
    rows = public_expenses.ranking(expenses, by=CHANGE)
    said = sentences.changes(rows, missing(expenses, item=TOTAL, first=6), CHINESE)
    assert said[:2] == [
        "决算：上年数大于0的2份中，1份上升、1份下降，增减幅度中位数为62.5%。",
        "升幅最大的是hetan2023年决算，为+200.0%。",
    ]


def test_what_is_not_known_of_many_is_counted(tmp_path: Path) -> None:
    store = store_of(tmp_path, *(final(body(f"place{number}"), 1.0) for number in range(8)))
    lacking = missing(store, item=TOTAL, first=sentences.MOST_NAMED)
    assert sentences.not_known(lacking, sentences.PRIOR) == [
        "For 8 documents the prior year is not known: the document states no change on the year"
        " before."
    ]
