"""What a chart draws of a frame: order, marks, colours, words; and the sentences above it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from stores import Body, store_of

from analytics import model
from analytics.charts import coverage as coverage_chart
from analytics.charts import execution, personnel, staffing, style
from analytics.charts.packing import packed
from analytics.comparing import personnel as items_of
from analytics.comparing import staffing_peers
from analytics.comparing.overview import coverage
from analytics.comparing.sources import PROSE
from analytics.comparing.staffing import OF_BASIC
from analytics.language import ENGLISH
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
    of_basic = (
        shares[shares["quantity"] == OF_BASIC]
        for shares in (staffing_peers.ranked(four_bodies), staffing_peers.spread(four_bodies))
    )
    return [
        staffing.ranking(*of_basic, COLOURS),
        personnel.composition(items_of.composition(four_bodies), COLOURS),
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
        bare = style.on_a_page(figure, "#123456")
        assert not bare.layout.title.text and not bare.layout.showlegend
        assert len(bare.layout.annotations) == len(figure.layout.annotations) - 1
        plots = [
            one.layout.height - one.layout.margin.t - one.layout.margin.b for one in (figure, bare)
        ]
        assert plots[0] == plots[1]
        assert bare.layout.font.color == bare.layout.xaxis.tickfont.color == "#123456"
        assert style.words(figure)[0], "the figure itself keeps its words"


def test_a_place_keeps_its_colour_whatever_else_is_shown() -> None:
    colours = style.place_colours(["Fuzhou", "Ezhou", "Fushun", "Ezhou"])
    assert len(set(colours.values())) == 3
    assert colours == style.place_colours(["Fushun", "Fuzhou", "Ezhou"])


def test_red_is_for_what_needs_attention_alone() -> None:
    assert style.ATTENTION not in style.PLACE_COLOURS
    assert style.ATTENTION not in execution.THEME_COLOURS.values()


def test_every_term_of_the_model_has_a_name() -> None:
    for section, terms in (
        ("kind", model.KINDS),
        ("scope", model.SCOPES),
        ("theme", model.THEMES),
        ("statement", (*model.STATEMENTS, *model.FORMS, PROSE)),
        ("table_status", model.TABLE_STATUSES),
        ("family", model.FAMILIES),
        ("severity", model.SEVERITIES),
        ("expense", model.THREE_PUBLIC_NAMES),
    ):
        assert set(ENGLISH.terms(section)) == set(terms), section
    assert set(execution.THEME_COLOURS) == set(model.THEMES)
    items = {code for code in economic_names() if code.startswith(("301", "303"))}
    assert set(ENGLISH.terms("economic")) == items


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
