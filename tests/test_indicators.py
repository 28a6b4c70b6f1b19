"""The indicator tables of performance forms: every row, wherever its cells have slipped to.

The indicators of the originals stand here as they were read in the documents, by their lines.
"""

from __future__ import annotations

from collections import Counter

import pytest

from analytics.model import Indicator
from analytics.recognising.wording import joined, normalise
from tests.made_up_forms import expected, forms_of_blocks, forms_of_seed, grid, line

COLUMNS = (
    "level1",
    "level2",
    "name",
    "operator",
    "target",
    "unit",
    "actual",
    "completion",
    "weight",
    "score",
    "deviation",
)

READ = expected("indicators")


def as_read(row: Indicator) -> tuple[object, ...]:
    return tuple(getattr(row, column) for column in COLUMNS)


def as_stored(cells: list[str]) -> tuple[object, ...]:
    texts = [None if cell == "-" else joined(cell) for cell in cells[:7]]
    return (*texts, *(None if cell == "-" else float(cell) for cell in cells[7:]))


@pytest.mark.parametrize("city", READ)
def test_indicators_as_read_in_the_originals(city: str) -> None:
    found = {row.locator: as_read(row) for row in forms_of_seed(city).indicators}
    for at, *cells in READ[city]:
        assert found[f"line {at}"] == as_stored(cells)


@pytest.mark.parametrize(
    ("city", "count"),
    [("ezhou", 37), ("fushun", 170), ("fuzhou", 257), ("langfang", 50), ("luoyang", 126)],
)
def test_indicators_of_each_original(city: str, count: int) -> None:
    assert len(forms_of_seed(city).indicators) == count


def test_indicators_of_the_forms_that_are_no_project_results() -> None:
    # Counted in the documents; test_evaluations counts those of the projects.
    def counts(city: str) -> Counter[int]:
        return Counter(row.evaluation_no for row in forms_of_seed(city).indicators)

    assert (counts("fushun")[1], counts("fushun")[11]) == (21, 21)
    assert counts("luoyang")[1] == 31
    assert [counts("langfang")[number] for number in range(1, 6)] == [18, 7, 10, 7, 8]


@pytest.mark.parametrize(
    ("city", "marks"),
    [
        ("ezhou", {0}),  # prints no weights
        ("fushun", {90, 60}),  # 10 more for the rate; 40 for the tasks of a department
        ("fuzhou", {90}),  # 10 more for the rate
        # 10 more for the rate, 20 for 资金管理情况 of a project; one form has no marks at all
        ("luoyang", {70, 90, 0}),
    ],
)
def test_weights_add_up_in_every_form(city: str, marks: set[float]) -> None:
    forms = forms_of_seed(city)
    added = {
        round(
            sum(
                row.weight or 0
                for row in forms.indicators
                if row.evaluation_no == form.evaluation_no
            ),
            3,
        )
        for form in forms.evaluations
    }
    assert added == marks


@pytest.mark.parametrize("city", ["ezhou", "fushun", "fuzhou"])
def test_scores_add_up_to_the_total_of_every_project(city: str) -> None:
    forms = forms_of_seed(city)
    for form in forms.evaluations:
        if form.form != "project_result":
            continue
        scores = [row.score for row in forms.indicators if row.evaluation_no == form.evaluation_no]
        added = sum(filter(None, scores)) + (form.rate_score or 0) - (form.deduction or 0)
        assert added == pytest.approx(form.total_score, abs=0.0051), form.name


@pytest.mark.parametrize(
    ("city", "at", "reason"),
    [
        ("fuzhou", 1129, "已完成无偏差"),
        ("fuzhou", 1252, "无"),
        ("fuzhou", 609, None),
        ("fushun", 730, None),
        # The column labels 经费保障, 制度保障 and 人员保障 have run into this row.
        ("fushun", 1387, None),
    ],
)
def test_reasons(city: str, at: int, reason: str | None) -> None:
    found = {row.locator: row.reason for row in forms_of_seed(city).indicators}
    assert found[f"line {at}"] == reason


@pytest.mark.parametrize(
    ("city", "at", "beginning", "end"),
    [
        # Its rest stands in 1184, behind those of the levels and of the name.
        ("fuzhou", 1182, "该项目", "计划内"),
        # Its rest stands in 625, 628 and 995, alone in the row and to the right of its beginning.
        ("luoyang", 623, "因区划", "绩效目标"),
        ("luoyang", 627, "我区", "更为准确"),
        ("luoyang", 993, "拨付流程", "未进行拨付。"),
        # Cause and remedy in two cells, a tick under one of the causes in a third.
        ("fushun", 1017, "人员保障:按工作", "满足工作需求。"),
    ],
)
def test_reasons_in_more_than_one_cell(city: str, at: int, beginning: str, end: str) -> None:
    (reason,) = (
        row.reason for row in forms_of_seed(city).indicators if row.locator == f"line {at}"
    )
    assert reason is not None
    assert reason.startswith(normalise(beginning))
    assert reason.endswith(normalise(end))
    assert reason.count(";") == (1 if city == "fushun" else 0)


# -- layouts made up ------------------------------------------------------------------------

HEADER = "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因分析"
PARTED = """
 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度目标值 | | | 完成值 | 完成率 | 权重 | 得分
 | | | | 符号 | 值 | 单位 | | | |
"""


def read(*rows: str, header: str = HEADER) -> list[tuple[object, ...]]:
    """The indicators of a form with these rows, without the columns that are all blank."""
    table = grid("\n".join(["项目名称 | 早教中心修缮", header.strip("\n"), *rows]))
    return [as_read(row) for row in forms_of_blocks(table).indicators]


def plain(level1: str, level2: str, name: str, target: str, actual: str, *marks: float) -> object:
    return (level1, level2, name, None, target, None, actual, None, *marks, None)


ROWS = (
    "| 产出指标 | 数量指标 | 修缮房间数 | ≥8间 | 3间 | 30 | 20 | 雨季停工",
    "| | | 新增托位数 | ≥60个 | 60个 | 10 | 10 |",
    "| | 质量指标 | 验收合格率 | 100% | 100% | 10 | 10 |",
    "| 效益指标 | 社会效益指标 | 入托便利 | 明显提高 | 有所提高 | 40 | 30 |",
)
AS_PRINTED = [
    plain("产出指标", "数量指标", "修缮房间数", "≥8间", "3间", 30, 20),
    plain("产出指标", "数量指标", "新增托位数", "≥60个", "60个", 10, 10),
    plain("产出指标", "质量指标", "验收合格率", "100%", "100%", 10, 10),
    plain("效益指标", "社会效益指标", "入托便利", "明显提高", "有所提高", 40, 30),
]


def test_cells_under_their_header() -> None:
    assert read(*ROWS) == AS_PRINTED


@pytest.mark.parametrize("moved", range(len(ROWS)))
@pytest.mark.parametrize(
    "move",
    [
        lambda row: row.removeprefix("|"),
        lambda row: row.removeprefix("|").strip().removeprefix("|"),
        lambda row: "|" + row,
        lambda row: "| |" + row,
    ],
    ids=["left", "left by all its blanks", "right", "right by two"],
)
def test_a_row_that_has_slipped(moved: int, move) -> None:
    rows = [move(row) if n == moved else row for n, row in enumerate(ROWS)]
    assert read(*rows) == AS_PRINTED


def test_a_row_in_words_that_has_slipped_keeps_its_score() -> None:
    header = "绩效目标 | 一级指标 | 二级指标 | 三级指标 | | 目标值 | 完成值 | 得分"
    rows = (
        "| 效益指标 | 社会效益指标 | 便利 | | 明显提高 | 有所提高 | 10",
        "| 知晓 | | 家喻户晓 | 多数知晓 | 8",
    )
    assert [(row[2], row[4], row[6], row[9]) for row in read(*rows, header=header)] == [
        ("便利", "明显提高", "有所提高", 10),
        ("知晓", "家喻户晓", "多数知晓", 8),
    ]


def test_columns_in_another_order() -> None:
    rows = (
        "产出指标 | 数量指标 | 修缮房间数 | 30 | ≥8间 | 雨季停工 | 3间 | 20",
        "| | 新增托位数 | 10 | ≥60个 | | 60个 | 10",
    )
    header = "一级指标 | 二级指标 | 三级指标 | 分值 | 目标值 | 未完成原因分析 | 实际值 | 自评得分"
    assert read(*rows, header=header) == AS_PRINTED[:2]


def test_sign_value_and_unit_in_cells_of_their_own() -> None:
    rows = (
        "| 产出指标 | 数量指标 | 修缮房间数 | ≥ | 8 | 间 | 3 | 37.5% | 40 | 15",
        "| | | 新增托位数 | ≥60 | 个 | 60 | 100% | 10 | 10",
        "| 效益指标 | 社会效益指标 | 便利 | | 明显提高 | | 有所提高 | 1 | 40 | 40",
        "| | | 知晓 | 定性 | | 家喻户晓 | 多数知晓 | 80% | 10 | 8",
    )
    assert read(*rows, header=PARTED) == [
        ("产出指标", "数量指标", "修缮房间数", "≥", "8", "间", "3", 0.375, 40, 15, None),
        ("产出指标", "数量指标", "新增托位数", "≥", "60", "个", "60", 1, 10, 10, None),
        ("效益指标", "社会效益指标", "便利", None, "明显提高", None, "有所提高", 1, 40, 40, None),
        (
            "效益指标",
            "社会效益指标",
            "知晓",
            "定性",
            "家喻户晓",
            None,
            "多数知晓",
            0.8,
            10,
            8,
            None,
        ),
    ]


def test_a_merged_label_takes_one_place_in_a_text() -> None:
    header = """
 一级指标 | 二级指标 | 三级指标 | 评（扣）分标准 | 绩效指标描述 | 指标值 | 确定依据
 | | | | | 符号 | 值 | 单位 |
    """
    row = "产出指标 | 数量指标 | 修缮房间数 | 少一间扣1分 | 完工的房间 | ≥ | 8 | 间 | 合同"
    assert read(row, header=header.rstrip()) == [
        ("产出指标", "数量指标", "修缮房间数", "≥", "8", "间", None, None, None, None, None)
    ]


def test_the_end_of_a_level_that_runs_over_into_the_name() -> None:
    rows = ("| 满意度指标 | 服务对象满意 | 度家长满意率 | ≥90% | 95% | 10 | 10 |",)
    assert [row[:3] for row in read(*rows)] == [("满意度指标", "服务对象满意度", "家长满意率")]


def test_level1_follows_from_level2() -> None:
    rows = (
        "| | 时效指标 | 完工及时率 | 100% | 100% | 10 | 10 |",
        "| | 经济成本指标 | 单间造价 | ≤2万元 | 2万元 | 10 | 10 |",
        "| | 服务对象满意度指标 | 家长满意率 | ≥90% | 95% | 10 | 10 |",
    )
    assert [row[:2] for row in read(*rows)] == [
        ("产出指标", "时效指标"),
        ("成本指标", "经济成本指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_a_framework_that_nobody_knows_stays_as_printed() -> None:
    rows = (
        "| 办学条件 | 校舍 | 修缮房间数 | ≥8间 | 3间 | 30 | 20 |",
        "| | 师资 | 保育员 | ≥6人 | 6人 | 10 | 10 |",
    )
    assert [row[:3] for row in read(*rows)] == [
        ("办学条件", "校舍", "修缮房间数"),
        ("办学条件", "师资", "保育员"),
    ]


def test_a_level_without_indicators_makes_no_row() -> None:
    rows = (
        "| 成本指标 | 经济成本指标 | | | | | |",
        "| | 社会成本指标 | | | | | |",
        "产出指标 | 数量指标 | 修缮房间数 | ≥8间 | 3间 | 30 | 20 |",
    )
    assert read(*rows) == AS_PRINTED[:1]


def test_rests_in_the_row_below_a_page_break() -> None:
    rows = (
        "| 满意 | 服务对象 | 家长对早教中心修缮 | ≥90% | 95% | 10 | 9 | 通风",
        "| 度指标 | 满意度指标 | 的满意率 | | | | | 不足",
    )
    table = grid("\n".join(["项目名称 | 早教中心修缮", HEADER, *rows]))
    (row,) = forms_of_blocks(table).indicators
    assert as_read(row) == plain(
        "满意度指标", "服务对象满意度指标", "家长对早教中心修缮的满意率", "≥90%", "95%", 10, 9
    )
    assert row.reason == "通风不足"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("| | | 家长对早教中心 | ≥90% | 95% | 10 | 9 |", "| | | 的满意率 | | | | |"),
        ("| | | 家长对早教中心 | ≥90% | 95% | | |", "| | | 的满意率 | | | 10 | 9 |"),
    ],
    ids=["marks above the break", "marks below the break"],
)
def test_a_row_torn_between_two_pages(above: str, below: str) -> None:
    first = "| 满意度指标 | 服务对象满意度指标 | 投诉次数 | ≤3次 | 0次 | 10 | 10 |"
    forms = forms_of_blocks(
        grid("\n".join(["项目名称 | 早教中心修缮", HEADER, first, above]), page=7),
        grid(below, page=8),
    )
    assert [(row.name, row.weight, row.score) for row in forms.indicators] == [
        ("投诉次数", 10, 10),
        ("家长对早教中心的满意率", 10, 9),
    ]


def test_a_name_without_values_amid_a_page_is_no_rest() -> None:
    rows = (ROWS[0], "| | | 另行约定 | | | | |", ROWS[1])
    forms = forms_of_blocks(grid("\n".join(["项目名称 | 早教中心修缮", HEADER, *rows]), page=7))
    assert [row.name for row in forms.indicators] == ["修缮房间数", "新增托位数"]


def test_labels_between_two_tables_are_levels() -> None:
    unknown = "| | 校舍 | 修缮房间数 | ≥8间 | 3间 | 30 | 20 |"
    forms = forms_of_blocks(
        grid("\n".join(["项目名称 | 早教中心修缮", HEADER, ROWS[3]])),
        line("绩效指标"),
        line("产出指标"),
        line("云溪市教育局"),
        grid(unknown),
    )
    assert [(row.level1, row.level2) for row in forms.indicators] == [
        ("效益指标", "社会效益指标"),
        ("产出指标", "校舍"),
    ]


@pytest.mark.parametrize(
    ("label", "printed", "ratio"),
    [("偏差度", "-5.56%", -0.0556), ("偏差度 %", "-5.56", -0.0556), ("偏差度", "—", None)],
)
def test_deviations_are_ratios(label: str, printed: str, ratio: float | None) -> None:
    header = f"一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | {label} | 改进措施"
    row = f"产出指标 | 数量指标 | 修缮房间数 | ≥8间 | 3间 | 30 | 20 | {printed} |"
    assert read(row, header=header)[0][-1] == ratio


def test_rows_below_the_indicators_are_none() -> None:
    rows = (
        *ROWS,
        "总分 | | | | | | 100 | 80",
        "结果应用建议 | 继续安排 | 加强管理 | 按期完工 | 是 | 是 | 1 | 1",
    )
    assert read(*rows) == AS_PRINTED
