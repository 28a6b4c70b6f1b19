"""Tables without rules: where words stand tells rows and columns, whoever places the words."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from blocks_shown import shown
from drawn import blocks, figure, pdf, rule, text
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from placed import by_classes, inline, placed_page
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas
from shipped import difference, needs_font

from analytics.model import OPEN, STATEMENTS, UNREAD, DisclosureRows
from analytics.reading import read
from analytics.reading.blocks import Document
from analytics.reading.unruled import blocks_of_words
from analytics.reading.words import Word
from analytics.recognising.amounts import parse_number
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile
from corpus.layouts import Layout
from corpus.provinces import LAYOUTS
from corpus.random_disclosures import random_disclosure
from corpus.sheet import Ruled
from corpus.typeset import typeset

# Whole disclosures ------------------------------------------------------------------------------

WRITTEN = {0: inline, 1: by_classes}


def varied(random: Random, layout: Layout, amounts: tuple[str, ...]) -> Layout:
    """A layout with another size of type and paper, other widths, and other zeros."""
    return replace(
        layout,
        size=random.choice((7.5, 8, 9, 10, 10.5)),
        page=random.choice((A4, landscape(A4), landscape(A3))),
        repeats_headers=random.random() < 0.5,
        tables=tuple(
            replace(table, widths=[width * random.uniform(0.8, 1.25) for width in table.widths])
            for table in layout.tables
        ),
        numbers=replace(
            layout.numbers, zero=random.choice(amounts), thousands=random.random() < 0.5
        ),
        parts=("tables",),
    )


def statuses(rows: DisclosureRows) -> dict[str, str]:
    status = {table.statement: table.status for table in rows.tables}
    return {statement: status[statement] for statement in STATEMENTS}


def rows_of(content: bytes) -> DisclosureRows:
    return reconcile(recognise(read("document", content)))


def settled(seed: int, name: str) -> tuple[DisclosureRows, Layout]:
    random = Random(seed)
    layout = varied(random, LAYOUTS[name], ("", "0", "0.00"))
    return random_disclosure(Random(seed), layout), layout


def differing(
    made: DisclosureRows, found: DisclosureRows, statement: str
) -> dict[str, list[dict[str, Any]]]:
    """The line items of one table that only one of two readings has."""
    wanted, got = (
        replace(rows, line_items=[x for x in rows.line_items if x.statement == statement])
        for rows in (made, found)
    )
    return difference(wanted, got, "line_items")


def assert_the_same_or_open(made: DisclosureRows, found: DisclosureRows) -> None:
    """All but one of the tables are as made; that one may be open, and says so."""
    differ = {
        statement: status
        for statement, status in statuses(found).items()
        if differing(made, found, statement)
    }
    assert len(differ) <= 1
    assert set(differ.values()) <= {OPEN, UNREAD}


SEEDED = settings(
    max_examples=8, deadline=None, derandomize=True, database=None, phases=[Phase.generate]
)


@needs_font
@pytest.mark.parametrize("ruled", ["rows", "three", "header", "zebra", "nothing"])
@SEEDED
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(LAYOUTS)))
def test_the_nine_tables_are_the_same_with_fewer_rules(ruled: Ruled, seed: int, name: str) -> None:
    made, layout = settled(seed, name)
    with_rules = rows_of(typeset(made, layout))
    found = rows_of(typeset(made, replace(layout, ruled=ruled)))
    assert difference(made, with_rules, "line_items") == {}
    assert_the_same_or_open(made, found)


@needs_font
def test_a_page_on_which_a_column_prints_nothing_keeps_the_columns_of_the_head() -> None:
    """The fiscal summary goes on below a page break with figures in its first and last column."""
    made, layout = settled(862955, "liaoning")
    found = rows_of(typeset(made, replace(layout, ruled="rows")))
    assert differing(made, found, "fiscal_appropriation_summary") == {}


@needs_font
@SEEDED
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(LAYOUTS)))
def test_the_nine_tables_are_the_same_as_placed_words(seed: int, name: str) -> None:
    made, layout = settled(seed, name)
    found = rows_of(placed_page(typeset(made, layout), WRITTEN[seed % 2]))
    assert_the_same_or_open(made, found)


@needs_font
@settings(SEEDED, max_examples=12)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(LAYOUTS)))
def test_what_stands_too_close_to_be_told_apart_closes_no_table_wrongly(
    seed: int, name: str
) -> None:
    random = Random(seed)
    layout = replace(settled(seed, name)[1], ruled="nothing", size=random.choice((10.5, 12)))
    layout = replace(layout, numbers=replace(layout.numbers, unit="元", thousands=True))
    made = random_disclosure(Random(seed), layout)
    found = rows_of(typeset(made, layout))
    for statement, status in statuses(found).items():
        wrong = differing(made, found, statement).get("new")
        assert not wrong or status in (OPEN, UNREAD), statement


# Cells in small ---------------------------------------------------------------------------------

HEAD = ["科目", "预算数", "决算数"]


def head(canvas: Canvas, top: float = 100) -> None:
    """Labels over columns whose figures end at 250 and 350."""
    text(canvas, 80, top, HEAD[0])
    text(canvas, 215, top, HEAD[1])
    text(canvas, 315, top, HEAD[2])


def row(canvas: Canvas, top: float, label: str, *figures: str) -> None:
    text(canvas, 50, top, label)
    for right, words in zip((250, 350), figures, strict=False):
        figure(canvas, right, top, words)


def two_rows(canvas: Canvas) -> None:
    head(canvas)
    row(canvas, 120, "教育支出", "1,234.50", "1,000.00")
    row(canvas, 140, "卫生健康支出", "30.00", "20.00")


TWO_ROWS = [["教育支出", "1,234.50", "1,000.00"], ["卫生健康支出", "30.00", "20.00"]]


def test_a_figure_a_few_points_off_its_label_s_line_is_in_the_label_s_row() -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        text(canvas, 50, 160, "其他支出")
        figure(canvas, 250, 166.5, "417.41")
        figure(canvas, 350, 166.5, "17.41")

    assert blocks(pdf(page)) == [[HEAD, *TWO_ROWS, ["其他支出", "417.41", "17.41"]]]


@pytest.mark.parametrize(("first", "rest"), [("1682.7", "6"), ("1682.", "76"), ("1,6", "82.76")])
def test_an_amount_wrapped_in_its_cell_is_one(first: str, rest: str) -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        text(canvas, 50, 166, "其他支出")
        figure(canvas, 250, 160, first)
        figure(canvas, 250, 172, rest)
        figure(canvas, 350, 166, "17.41")

    ((*_, last),) = blocks(pdf(page))
    assert last == ["其他支出", first + rest, "17.41"]


def test_a_label_of_three_lines_belongs_to_the_figures_beside_the_second() -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        for n, line in enumerate(("其他政府性基金及", "对应专项债务收入", "安排的支出")):
            text(canvas, 50, 160 + 12 * n, line)
        figure(canvas, 250, 172, "9.00")
        figure(canvas, 350, 172, "8.00")
        row(canvas, 204, "其他支出", "1.00", "2.00")

    ((*_, wrapped, last),) = blocks(pdf(page))
    assert wrapped == ["其他政府性基金及\n对应专项债务收入\n安排的支出", "9.00", "8.00"]
    assert last == ["其他支出", "1.00", "2.00"]


def test_a_figure_goes_to_the_column_where_it_ends_whatever_is_left_blank_before_it() -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        text(canvas, 50, 160, "其他支出")
        figure(canvas, 350, 160, "5.00")

    assert blocks(pdf(page)) == [[HEAD, *TWO_ROWS, ["其他支出", "", "5.00"]]]


def test_two_amounts_that_touch_are_parted_by_their_decimals() -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        text(canvas, 50, 160, "其他支出")
        figure(canvas, 350, 160, "123.451,234,567,890,123.90")

    assert blocks(pdf(page)) == [[HEAD, *TWO_ROWS, ["其他支出", "123.45", "1,234,567,890,123.90"]]]


def test_two_amounts_that_touch_inside_of_one_column_stay_unread() -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        text(canvas, 50, 160, "其他支出")
        figure(canvas, 350, 160, "123.456178.90")

    ((*_, last),) = blocks(pdf(page))
    assert last == ["其他支出", "", "123.45 | 6178.90"]
    assert parse_number(last[-1]) is None


def test_a_label_that_runs_over_into_the_amount_s_column_is_cut_off_before_the_amount() -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        figure(canvas, 250, 160, "社会保障和就业及其他各项支出 2,022.39")
        figure(canvas, 350, 160, "1.00")

    ((*_, last),) = blocks(pdf(page))
    assert last == ["社会保障和就业及其他各项支出", "2,022.39", "1.00"]


def test_letters_of_a_label_may_be_spaced() -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        row(canvas, 160, "合", "3.00", "4.00")
        text(canvas, 72, 160, "计")

    assert blocks(pdf(page)) == [[HEAD, *TWO_ROWS, ["合 计", "3.00", "4.00"]]]


def test_sides_of_a_summary_have_columns_of_their_own() -> None:
    header = ["收入", "金额", "按功能", "金额", "按经济", "金额", "按用途", "金额"]
    rows = [
        [
            "一、财政拨款",
            "9.00",
            "一、公共安全",
            "",
            "一、工资福利",
            "5.00",
            "一、基本支出",
            "5.00",
        ],
        [
            "二、其他收入",
            "1.00",
            "二、教育支出",
            "9.00",
            "二、商品服务",
            "5.00",
            "二、项目支出",
            "5.00",
        ],
        ["", "", "三、其他支出", "1.00", "", "", "", ""],
        ["收入总计", "10.00", "支出总计", "10.00", "支出总计", "10.00", "支出总计", "10.00"],
    ]

    def page(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 9)
        for n, cells in enumerate([header, *rows]):
            for side in range(4):
                text(canvas, 40 + 130 * side, 100 + 18 * n, cells[2 * side])
                figure(canvas, 155 + 130 * side, 100 + 18 * n, cells[2 * side + 1])

    assert blocks(pdf(page)) == [[header, *rows]]


def test_a_note_under_the_last_row_is_none_of_it() -> None:
    def page(canvas: Canvas) -> None:
        two_rows(canvas)
        text(canvas, 50, 153, "注：本表可能存在尾差。")

    ((*_, last, note),) = blocks(pdf(page))
    assert last == TWO_ROWS[-1]
    assert note == ["注：本表可能存在尾差。", "", ""]


# Pages ------------------------------------------------------------------------------------------


def long_table(repeats: bool) -> bytes:
    def first(canvas: Canvas) -> None:
        text(canvas, 200, 40, "支出决算表")
        two_rows(canvas)

    def second(canvas: Canvas) -> None:
        if repeats:
            head(canvas)
        text(canvas, 50, 120, "其他支出")
        row(canvas, 140, "合计", "1,264.50", "1,020.00")
        figure(canvas, 300, 815, "- 2 -")

    return pdf(first, second)


@pytest.mark.parametrize("repeats", [True, False])
def test_a_table_goes_on_over_a_page_break(repeats: bool) -> None:
    rest = [["其他支出", "", ""], ["合计", "1,264.50", "1,020.00"]]
    assert blocks(long_table(repeats)) == [
        "支出决算表",
        [HEAD, *TWO_ROWS],
        [HEAD, *rest] if repeats else rest,
    ]


def test_a_single_row_of_figures_under_level_rules_is_a_table() -> None:
    cells = [("合计", "2.85"), ("出国", "0.10"), ("用车", "2.36"), ("接待", "0.39")]

    def page(canvas: Canvas) -> None:
        for y in (98, 118, 138):
            rule(canvas, 48, y, 455, y)
        for n, (label, amount) in enumerate(cells):
            text(canvas, 60 + 100 * n, 102, label)
            figure(canvas, 85 + 100 * n, 122, amount)

    assert blocks(pdf(page)) == [[[label for label, _ in cells], [cell for _, cell in cells]]]


# Whoever places the words -----------------------------------------------------------------------


def test_words_with_boxes_are_enough() -> None:
    placed = [
        *((80, 10, "项目"), (200, 10, "金额")),
        *((50, 30, "医疗保障管理事务"), (195, 30, "12.50")),
        *((50, 50, "其他支出"), (200, 50, "2.50")),
    ]
    page = [
        Word(words, x0, top, x0 + 10 * len(words) * (0.5 if "." in words else 1), top + 10, 10)
        for x0, top, words in placed
    ]
    document = Document("scan", "", "pdf", 1, list(blocks_of_words([page])))
    assert shown(document) == [
        [["项目", "金额"], ["医疗保障管理事务", "12.50"], ["其他支出", "2.50"]]
    ]
    assert document.blocks[0].rows[1][1].place.locator == "195.0,30.0,220.0,40.0"
