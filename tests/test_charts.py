"""What a chart draws of a frame: order, marks, colours, words; and the sentences above it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from stores import Body, store_of

from analytics import model
from analytics.charts import coverage as coverage_chart
from analytics.charts import sentences, staffing, style
from analytics.charts.packing import packed
from analytics.charts.words import ECONOMIC
from analytics.comparing import staffing as shares_of
from analytics.comparing.overview import coverage
from analytics.comparing.staffing import OF_BASIC, OF_OWN_RUNNING, OF_TOTAL
from analytics.reference import economic_names
from analytics.store import Store

COLOURS = {"Yunxi": "#0072B2", "Hetan": "#E69F00", "Linshui": "#009E73", "Meigang": "#56B4E9"}


def accounts(place: str, personnel: float, basic: float, total: float, **options: Any) -> Body:
    """A body whose tables add up, or do not where its status says so."""
    status = options.pop("status", model.CLOSED)
    pay = options.pop("pay", personnel)
    return (
        Body(f"{place}-2023-{options.get('kind', model.FINAL_ACCOUNTS)}", **named(place) | options)
        .table(model.BASIC_EXPENDITURE, status)
        .table(model.GENERAL_BUDGET_EXPENDITURE)
        .table(model.EXPENDITURE)
        .amount(model.BASIC_EXPENDITURE, model.PERSONNEL_TOTAL, personnel)
        .amount(model.BASIC_EXPENDITURE, "基本工资", pay, code="30101")
        .amount(model.BASIC_EXPENDITURE, "抚恤金", personnel * 0.004, code="30304")
        .amount(model.GENERAL_BUDGET_EXPENDITURE, model.TOTAL, basic, measure="basic")
        .amount(model.EXPENDITURE, model.TOTAL, total, measure="total")
    )


def named(place: str) -> dict[str, Any]:
    """A body that the divisions of China do not know, called after its disclosure's id."""
    return {"agency": f"{place}医疗保障局", "province": None, "city": place, "district": None}


@pytest.fixture
def four_bodies(tmp_path: Path) -> Store:
    return store_of(
        tmp_path,
        accounts("yunxi", 50.0, 100.0, 500.0),
        accounts("hetan", 90.0, 100.0, 120.0),
        accounts("linshui", 95.0, 100.0, 200.0, kind=model.BUDGET),
        accounts("meigang", 99.0, 100.0, 100.0, status=model.OPEN),
    )


def labels(figure: go.Figure) -> list[tuple[str, str]]:
    """Row and label of each bar, from the top."""
    return [(bar.y[0].replace("<br>", " "), bar.text[0]) for bar in figure.data]


def test_a_ranking_puts_final_accounts_before_budgets_and_marks_what_does_not_add_up(
    four_bodies: Store,
) -> None:
    figure = staffing.ranking(shares_of.shares(four_bodies), OF_BASIC, COLOURS)
    assert labels(figure) == [
        ("Meigang 2023", "99.0 %?"),
        ("Hetan 2023", "90.0 %"),
        ("Yunxi 2023", "50.0 %"),
        ("Linshui 2023 budget", "95.0 %"),
    ]
    assert "does not add up" in style.words(figure)[2]


def test_a_budget_is_hatched_and_final_accounts_are_not(four_bodies: Store) -> None:
    figure = staffing.ranking(shares_of.shares(four_bodies), OF_BASIC, COLOURS)
    hatched = [bar.y[0] for bar in figure.data if bar.marker.pattern.shape]
    assert hatched == ["Linshui<br>2023 budget"]


def test_rankings_of_other_shares_keep_the_order_so_that_they_read_across(
    four_bodies: Store,
) -> None:
    """Of total expenditure Yunxi has 10 %, Hetan 75 %."""
    figure = staffing.ranking(shares_of.shares(four_bodies), OF_TOTAL, COLOURS)
    assert labels(figure)[1:3] == [("Hetan 2023", "75.0 %"), ("Yunxi 2023", "10.0 %")]


def test_the_median_is_of_final_accounts_that_add_up(four_bodies: Store) -> None:
    """Of Yunxi's 50 % and Hetan's 90 %; neither Linshui's budget nor Meigang's open table."""
    figure = staffing.ranking(shares_of.shares(four_bodies), OF_BASIC, COLOURS)
    (median,) = (note for note in figure.layout.annotations if note.text.startswith("median"))
    assert (median.x, median.text) == (pytest.approx(0.7), "median 70.0 %<br>↓")


def test_a_share_that_is_not_known_is_no_zero(tmp_path: Path) -> None:
    body = Body("yunxi-2023-final_accounts").amount(
        model.EXPENDITURE, model.TOTAL, 10.0, measure="total"
    )
    figure = staffing.ranking(
        shares_of.shares(store_of(tmp_path, body)), OF_BASIC, {"Yunxi": "#000000"}
    )
    assert labels(figure) == [("Yunxi 2023", "not known")]
    assert "personnel total" in figure.data[0].hovertext


def test_the_staffing_sentence_ranks_no_budget_and_nothing_that_does_not_add_up(
    four_bodies: Store,
) -> None:
    assert sentences.staffing(shares_of.shares(four_bodies)) == [
        "Hetan 2023 spends 90.0 % of its basic expenditure on staff; the median of 2 final"
        " accounts is 70.0 %, the lowest is Yunxi 2023 with 50.0 %.",
        "Of total expenditure it is 10.0 % (Yunxi 2023) to 75.0 % (Hetan 2023).",
        "Without transfers to funds and persons it is 10.0 % (Yunxi 2023) to 75.0 % (Hetan 2023).",
        "Planned in budgets, of basic expenditure: Linshui 95.0 %.",
        "Left out, since a table of theirs does not add up: Meigang 2023.",
    ]


def test_one_body_alone_is_compared_with_nobody(tmp_path: Path) -> None:
    shares = shares_of.shares(store_of(tmp_path, accounts("yunxi", 50.0, 100.0, 500.0)))
    assert sentences.staffing(shares)[0] == (
        "Yunxi 2023 spends 50.0 % of its basic expenditure on staff."
    )
    figure = staffing.ranking(shares, OF_OWN_RUNNING, COLOURS)
    assert not any("median" in note.text and note.x for note in figure.layout.annotations[:-1])


def test_the_composition_draws_a_column_a_disclosure_and_leaves_out_what_is_tiny(
    four_bodies: Store,
) -> None:
    """抚恤金 is 0.4 % of personnel everywhere."""
    figure = staffing.composition(shares_of.composition(four_bodies), COLOURS)
    assert [list(bar.y) for bar in figure.data] == [["Basic pay 基本工资"]] * 4
    assert [list(bar.text) for bar in figure.data] == [["100.0"]] * 4
    assert sum(bool(bar.marker.pattern.shape) for bar in figure.data) == 1


def test_the_composition_sentence_names_the_largest_item_once(four_bodies: Store) -> None:
    (said,) = sentences.composition(shares_of.composition(four_bodies))
    assert said.startswith("Basic pay 基本工资 is the largest item in ")
    assert said.count("100.0 %") == 4


def marks(figure: go.Figure) -> dict[str, tuple[float, float, float]]:
    """x, y and size of each mark by the first line of what it says."""
    return {
        said.split("<br>")[0].removeprefix("<b>").removesuffix("</b>"): (x, y, size)
        for trace in figure.data
        for said, x, y, size in zip(
            trace.hovertext, trace.x, trace.y, trace.marker.size, strict=True
        )
    }


def test_each_table_has_a_sign_and_a_colour_of_its_status(tmp_path: Path) -> None:
    body = (
        Body("yunxi-2023-final_accounts", **named("yunxi"))
        .table(model.REVENUE, model.OPEN)
        .table(model.EXPENDITURE, model.EMPTY)
        .table(model.EXPENDITURE, model.CLOSED)
        .table(model.THREE_PUBLIC, model.MISSING)
    )
    figure = coverage_chart.coverage(coverage(store_of(tmp_path, body)))
    signs = {x: trace.text[0] for trace in figure.data for x in trace.x}
    assert signs == {
        "Revenue<br>收入": "?",
        "Expenditure<br>支出": "✓",
        "“Three public”<br>三公": "–",
    }
    assert len({trace.marker.color for trace in figure.data}) == 3


@pytest.fixture
def figures(four_bodies: Store) -> list[go.Figure]:
    shares = shares_of.shares(four_bodies)
    return [
        staffing.ranking(shares, OF_BASIC, COLOURS),
        staffing.composition(shares_of.composition(four_bodies), COLOURS),
        coverage_chart.coverage(coverage(four_bodies)),
    ]


def test_every_chart_stands_alone(figures: list[go.Figure]) -> None:
    for figure in figures:
        title, subtitle, note = style.words(figure)
        assert title and subtitle
        assert "Source: " in note


def test_a_page_that_sets_the_words_itself_gets_the_same_plot_without_them(
    figures: list[go.Figure],
) -> None:
    for figure in figures:
        bare = style.without_words(figure)
        assert not bare.layout.title.text and not bare.layout.showlegend
        assert len(bare.layout.annotations) == len(figure.layout.annotations) - 1
        plots = [
            one.layout.height - one.layout.margin.t - one.layout.margin.b for one in (figure, bare)
        ]
        assert plots[0] == plots[1]
        assert style.words(figure)[0], "the figure itself keeps its words"


def test_a_place_keeps_its_colour_whatever_else_is_shown() -> None:
    colours = style.place_colours(["Fuzhou", "Ezhou", "Fushun", "Ezhou"])
    assert len(set(colours.values())) == 3
    assert colours == style.place_colours(["Fushun", "Fuzhou", "Ezhou"])


def test_red_is_for_what_needs_attention_alone() -> None:
    assert style.ATTENTION not in style.PLACE_COLOURS


def test_every_term_of_the_model_has_a_name() -> None:
    personnel = {code for code in economic_names() if code.startswith(("301", "303"))}
    assert set(ECONOMIC) == personnel


def test_packed_circles_touch_and_do_not_overlap() -> None:
    along, radii = [0.0, 1.0, 1.0, 30.0], [5.0, 5.0, 3.0, 5.0]
    offsets = packed(along, radii, room=100)
    places = list(zip(along, offsets, strict=True))
    for first in range(4):
        for second in range(first):
            assert math.dist(places[first], places[second]) >= (radii[first] + radii[second] - 1e-6)
    assert offsets[0] == offsets[3] == 0.0


def test_packing_stays_in_its_room() -> None:
    offsets = packed([0.0] * 20, [5.0] * 20, room=30)
    assert max(map(abs, offsets)) <= 25.0
