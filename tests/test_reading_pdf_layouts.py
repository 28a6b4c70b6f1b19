"""Layouts that real disclosures come in, each as a small likeness: what the PDF reader makes of it.

Figures and labels are made up; where they stand on the page is the case.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from drawn import (
    HEIGHT,
    WIDTH,
    blocks,
    box,
    figure,
    fill,
    only_grid,
    pdf,
    read,
    rule,
    ruled,
    table,
    text,
    texts,
)
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from analytics.reading.excerpt import page_excerpt

TABLE = [["项目", "金额"], ["甲", "1.00"]]


# Turned pages -----------------------------------------------------------------------------------


def on_its_side(canvas: Canvas, degrees: int) -> None:
    """Turn all that is drawn from here on against the clock, on paper that is turned likewise."""
    x, y = {0: (0, 0), 90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[degrees]
    canvas.translate(x, y)
    canvas.rotate(degrees)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_shown_turned_is_read_and_placed_as_shown(degrees: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(degrees)
        on_its_side(canvas, degrees)
        text(canvas, 50, 60, "表题")
        table(canvas)

    content = pdf(page)
    assert blocks(content) == ["表题", TABLE]
    assert only_grid(content).rows[1][1].place.locator == "150.0,120.0,250.0,140.0"


@pytest.mark.parametrize(
    ("degrees", "shown"),
    [
        (90, "120.0,345.3,140.0,445.3"),
        (180, "345.3,701.9,445.3,721.9"),
        (270, "701.9,150.0,721.9,250.0"),
    ],
)
def test_a_table_printed_on_its_side_is_read_upright_and_placed_as_shown(
    degrees: int, shown: str
) -> None:
    def page(canvas: Canvas) -> None:
        if degrees != 180:
            canvas.setPageSize((HEIGHT, WIDTH))
        on_its_side(canvas, degrees)
        text(canvas, 50, 60, "表题")
        table(canvas)

    content = pdf(page)
    assert blocks(content) == ["表题", TABLE]
    place = only_grid(content).rows[1][1].place
    assert place.locator == shown
    assert page_excerpt(content, 1, [place])


def cropped(content: bytes, left: float, top: float) -> bytes:
    """A PDF of which so much is not shown at the left and at the top."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.pages[0].cropbox = RectangleObject((left, 0, WIDTH, HEIGHT - top))
    shown = io.BytesIO()
    writer.write(shown)
    return shown.getvalue()


def test_places_count_from_the_corner_of_what_is_shown_of_a_page() -> None:
    place = only_grid(cropped(pdf(table), left=30, top=80)).rows[1][1].place
    assert place.locator == "120.0,40.0,220.0,60.0"


# What is a rule ---------------------------------------------------------------------------------


def sides(draw: Callable[[Canvas, float, float, float, float], None]) -> Callable[[Canvas], None]:
    """The table of two rows and columns, its rules drawn by a function from point to point."""

    def page(canvas: Canvas) -> None:
        for y in (100, 120, 140):
            draw(canvas, 50, y, 250, y)
        for x in (50, 150, 250):
            draw(canvas, x, 100, x, 140)
        for row, words in enumerate(TABLE):
            for column, word in enumerate(words):
                text(canvas, 54 + 100 * column, 104 + 20 * row, word)

    return page


def thin_box(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    fill(canvas, x0 - 0.3, top - 0.3, x1 + 0.3, bottom + 0.3, grey=0)


def dashed(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    canvas.setDash(2, 2)
    rule(canvas, x0, top, x1, bottom)


def in_dashes(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    """Each dash a line of its own."""
    steps = int(max(x1 - x0, bottom - top)) // 4
    for step in range(steps):
        x, y = x0 + (x1 - x0) * step / steps, top + (bottom - top) * step / steps
        rule(canvas, x, y, x + (x1 - x0) / steps / 2, y + (bottom - top) / steps / 2)


def light_grey(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    canvas.setStrokeGray(0.9)
    rule(canvas, x0, top, x1, bottom)


def short_of_its_end(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    rule(canvas, x0, top, x1 - 2 * (x1 > x0), bottom - 2 * (bottom > top))


@pytest.mark.parametrize("draw", [rule, thin_box, dashed, in_dashes, light_grey, short_of_its_end])
def test_a_rule_is_what_the_eye_takes_for_one(
    draw: Callable[[Canvas, float, float, float, float], None],
) -> None:
    assert blocks(pdf(sides(draw))) == [TABLE]


def test_all_rules_of_a_table_may_be_one_drawing() -> None:
    def page(canvas: Canvas) -> None:
        drawing = canvas.beginPath()
        for y in (100, 120, 140):
            drawing.moveTo(50, HEIGHT - y)
            drawing.lineTo(250, HEIGHT - y)
        for x in (50, 150, 250):
            drawing.rect(x, HEIGHT - 140, 0, 40)
        canvas.drawPath(drawing)
        text(canvas, 54, 104, "项目")
        text(canvas, 154, 124, "1.00")

    assert blocks(pdf(page)) == [[["项目", ""], ["", "1.00"]]]


def test_a_drawing_set_into_the_page_and_scaled_holds_rules() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("table")
        canvas.setFont("STSong-Light", 5)
        for row, words in enumerate(TABLE):
            for column, word in enumerate(words):
                canvas.rect(50 * column, 10 - 10 * row, 50, 10)
                canvas.drawString(50 * column + 2, 13 - 10 * row, word)
        canvas.endForm()
        canvas.translate(50, HEIGHT - 140)
        canvas.scale(2, 2)
        canvas.doForm("table")

    content = pdf(page)
    assert blocks(content) == [TABLE]
    assert only_grid(content).rows[1][1].place.locator == "150.0,120.0,250.0,140.0"


def test_backgrounds_white_lines_and_a_frame_round_the_page_are_no_rules() -> None:
    def page(canvas: Canvas) -> None:
        fill(canvas, 0, 0, WIDTH, HEIGHT, grey=1)
        box(canvas, 20, 20, WIDTH - 20, HEIGHT - 20)
        fill(canvas, 50, 60, 150, 90, grey=1)
        fill(canvas, 150, 60, 250, 90, grey=1)
        text(canvas, 54, 64, "收支总表")
        table(canvas)
        canvas.setStrokeGray(1)
        rule(canvas, 100, 100, 100, 140)

    assert blocks(pdf(page)) == ["收支总表", TABLE]


def test_a_line_under_words_parts_no_cell() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas)
        rule(canvas, 54, 115, 90, 115)

    assert blocks(pdf(page)) == [TABLE]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, 40, 60, 400, 90)
        text(canvas, 44, 64, "绩效目标")
        box(canvas, 40, 90, 400, 200)
        table(canvas)

    assert blocks(pdf(page)) == [[["绩效目标"], [""]], TABLE]


def test_a_table_whose_outer_sides_are_open_has_all_its_columns() -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 120, 140):
            rule(canvas, 50, y, 350, y)
        for x in (150, 250):
            rule(canvas, x, 100, x, 140)
        for row, words in enumerate((("项目", "预算数", "决算数"), ("甲", "1.00", "2.00"))):
            for column, word in enumerate(words):
                text(canvas, 54 + 100 * column, 104 + 20 * row, word)

    assert blocks(pdf(page)) == [[["项目", "预算数", "决算数"], ["甲", "1.00", "2.00"]]]


# Characters in cells ----------------------------------------------------------------------------


def test_a_figure_off_its_label_s_line_stands_in_the_cell_that_holds_it() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["基本支出", ""], ["项目支出", ""]])
        text(canvas, 154, 107.5, "1,517.95")
        text(canvas, 154, 121.5, "417.41")

    assert blocks(pdf(page)) == [[["基本支出", "1,517.95"], ["项目支出", "417.41"]]]


def test_a_label_that_runs_over_into_the_amount_s_cell_stays_a_label() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["", "2,022.39"]])
        text(canvas, 95, 104, "住房保障支出")

    assert blocks(pdf(page)) == [[["住房保障支出", "2,022.39"]]]


def test_an_amount_wider_than_its_cell_stays_whole() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["甲", ""]])
        figure(canvas, 173, 104, "123,456.78")

    assert blocks(pdf(page)) == [[["甲", "123,456.78"]]]


def test_texts_that_meet_at_a_rule_are_two() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["", "", ""]])
        figure(canvas, 150, 104, "1,935.36")
        text(canvas, 150, 104, "2,022.39")
        text(canvas, 250, 104, "一、基本支出")

    assert blocks(pdf(page)) == [[["1,935.36", "2,022.39", "一、基本支出"]]]


def test_an_amount_wrapped_in_its_cell_keeps_its_line_break() -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, 50, 100, 150, 130)
        box(canvas, 150, 100, 190, 130)
        text(canvas, 154, 104, "1682.7")
        text(canvas, 154, 116, "6")

    assert blocks(pdf(page)) == [[["", "1682.7\n6"]]]


def test_bold_faked_character_by_character_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        for n, character in enumerate("二二年支出总表"):
            text(canvas, 50 + 10 * n, 100, character)
            text(canvas, 50.3 + 10 * n, 100.2, character)

    assert blocks(pdf(page)) == ["二二年支出总表"]


def test_radicals_are_kept_as_printed() -> None:
    assert blocks(pdf(lambda canvas: text(canvas, 50, 100, "⼈员⽀出"))) == ["⼈员⽀出"]


def test_a_hyphen_at_the_end_of_a_line_is_kept() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        text(canvas, 50, 100, "2101501-")
        text(canvas, 50, 112, "21550")

    assert blocks(pdf(page)) == ["2101501-", "21550"]


# Tables without rules ---------------------------------------------------------------------------

ROWS = [
    ["合计", "1,517.95", "1,934.36", "98.00"],
    ["工资福利支出", "900.00", "1,100.00", "81.82"],
    ["对个人和家庭的补助", "17.95", "34.36", "-52.24"],
    ["商品和服务支出", "600.00", "800.00", "75.00"],
]
HEADER = ["项目", "预算数", "决算数", "完成率"]


def columns(canvas: Canvas, rows: Sequence[Sequence[str]], top: float) -> None:
    """Labels from x = 50 on, figures that end at 250, 350 and 450, a row every 20 points."""
    for n, (label, *figures) in enumerate(rows):
        text(canvas, 50, top + 20 * n, label)
        for column, words in enumerate(figures):
            figure(canvas, 250 + 100 * column, top + 20 * n, words)


def test_a_table_with_level_rules_alone_has_columns() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 230, 60, "支出决算表")
        text(canvas, 400, 80, "单位：万元")
        for y in (98, 118, 200):
            rule(canvas, 48, y, 455, y)
        columns(canvas, [HEADER, *ROWS], 102)

    assert blocks(pdf(page)) == ["支出决算表", "单位：万元", [HEADER, *ROWS]]


def test_a_table_with_a_rule_under_each_row_has_columns() -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, 48, 100, 455, 200)
        for y in (120, 140, 160, 180):
            rule(canvas, 48, y, 455, y)
        columns(canvas, [HEADER, *ROWS], 104)

    assert blocks(pdf(page)) == [[HEADER, *ROWS]]


def test_a_table_without_any_rule_has_columns() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 60, "现将本年度支出决算情况公开如下。")
        columns(canvas, [HEADER, *ROWS], 102)
        text(
            canvas,
            50,
            206,
            "以上数据保留两位小数，因四舍五入可能存在尾差，请以部门公开的决算报表为准。",
        )

    first, *others = blocks(pdf(page))
    assert first == "现将本年度支出决算情况公开如下。"
    assert others[0] == [HEADER, *ROWS]


def test_a_label_over_several_columns_spans_them() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 82, "项目")
        text(canvas, 295, 82, "一般公共预算支出")
        columns(canvas, [["", *HEADER[1:]], *ROWS], 102)

    grid = only_grid(pdf(page))
    assert texts(grid) == [["项目", "一般公共预算支出", "", ""], ["", *HEADER[1:]], *ROWS]
    assert [cell.covered for cell in grid.rows[0]] == [False, False, True, True]


def test_a_figure_stands_beside_the_middle_of_a_wrapped_label() -> None:
    def page(canvas: Canvas) -> None:
        columns(canvas, [HEADER, *ROWS], 102)
        text(canvas, 50, 196, "其他社会保障和")
        text(canvas, 50, 208, "就业支出")
        for column, words in enumerate(["0.00", "1.00", "2.00"]):
            figure(canvas, 250 + 100 * column, 202, words)

    last = texts(only_grid(pdf(page)))[-1]
    assert last == ["其他社会保障和\n就业支出", "0.00", "1.00", "2.00"]


def coloured(canvas: Canvas) -> None:
    """A table whose cells are told by their grey alone."""
    for n in range(5):
        for x0, x1 in ((45, 160), (160, 260), (260, 360), (360, 460)):
            fill(canvas, x0, 100 + 20 * n, x1, 120 + 20 * n, grey=0.8 + 0.1 * (n % 2))
    columns(canvas, [HEADER, *ROWS], 104)


@pytest.mark.parametrize("degrees", [0, 90])
def test_colours_of_cells_part_columns_where_no_rules_do(degrees: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(degrees)
        on_its_side(canvas, degrees)
        coloured(canvas)

    grid = only_grid(pdf(page))
    assert texts(grid) == [HEADER, *ROWS]
    assert grid.rows[1][1].place.locator == "160.0,120.0,260.0,140.0"


def test_coloured_cells_of_a_cropped_page_are_placed_as_shown() -> None:
    grid = only_grid(cropped(pdf(coloured), left=30, top=80))
    assert texts(grid) == [HEADER, *ROWS]
    assert grid.rows[1][1].place.locator == "130.0,40.0,230.0,60.0"


@pytest.mark.parametrize(
    "lines",
    [
        ["机要通信用车 1 辆，应急保障用车 0 辆，其他用车 2 辆。"] * 4,
        [f"{number} {number + 1} {number + 2}" for number in range(2)],
        ["一、部门概况 3", "二、收支情况 5", "三、名词解释 12", "四、附件 20"],
    ],
    ids=["sentences", "too few rows", "table of contents"],
)
def test_running_text_with_figures_stays_lines(lines: list[str]) -> None:
    def page(canvas: Canvas) -> None:
        for n, line in enumerate(lines):
            text(canvas, 50, 100 + 16 * n, line)

    assert blocks(pdf(page)) == lines


# Page breaks ------------------------------------------------------------------------------------


def test_what_most_pages_repeat_at_their_head_and_foot_is_read_once() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            text(canvas, 50, 30, "某市信访局2025年度部门预算")
            text(canvas, 50, 200, f"第{number}段")
            text(canvas, 250, 800, "部门预算公开")
            text(canvas, 290, 815, f"- {number} -")

        return draw

    assert blocks(pdf(*map(page, range(1, 4)))) == [
        "某市信访局2025年度部门预算",
        "第1段",
        "部门预算公开",
        "第2段",
        "第3段",
    ]


def test_what_stands_in_the_text_of_most_pages_is_no_running_head() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 450, 100, "单位：万元")
        table(canvas, 120)

    assert blocks(pdf(page, page, page)) == ["单位：万元", TABLE] * 3


def cut(above: Sequence[str], below: Sequence[str]) -> list[list[list[str]]]:
    """The grids of a table whose last row on one page and first row on the next are given."""

    def first(canvas: Canvas) -> None:
        ruled(canvas, [["项目", "金额"], above], 780)

    def second(canvas: Canvas) -> None:
        ruled(canvas, [below, ["乙", "2.00"]], 50)

    return [texts(grid) for grid in read(pdf(first, second)).grids()]


def test_a_row_cut_by_a_page_break_is_whole_in_the_first_page_s_grid() -> None:
    assert cut(["机关事业单位基本养", "1.00"], ["老保险缴费", ""]) == [
        [["项目", "金额"], ["机关事业单位基本养\n老保险缴费", "1.00"]],
        [["乙", "2.00"]],
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["本年支出合计", "1.00"], ["结余分配", ""]),
        (["机关事业单位基本养", "1.00"], ["老保险缴费", "3.00"]),
        (["机关事业单位基本养", "1.00"], ["二、外交支出", ""]),
        (["机关事业单位基本养", "1.00"], ["2101501行政运行", ""]),
        (["", "1.00"], ["老保险缴费", ""]),
        (["机关事业单位基本养", "1.00"], ["", ""]),
    ],
    ids=["line not full", "figure", "item", "code", "nothing above", "blank"],
)
def test_a_row_that_begins_on_the_next_page_stays_there(above: list[str], below: list[str]) -> None:
    assert cut(above, below) == [
        [["项目", "金额"], above],
        [below, ["乙", "2.00"]],
    ]
