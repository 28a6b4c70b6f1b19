"""The performance forms of a disclosure: what each is, its money, its rate and its marks.

Every figure over the originals was read in the document, at the line that the form begins at.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analytics.model import Evaluation
from analytics.reading import read
from analytics.recognising.evaluations import Forms, recognise_evaluations
from analytics.recognising.wording import joined
from tests.made_up_forms import (
    disclosure,
    expected,
    form,
    forms_of_blocks,
    forms_of_seed,
    grid,
    line,
)

PROJECTS = expected("projects")


def figure(printed: str) -> float | None:
    return None if printed == "-" else float(printed)


def money_and_marks(row: Evaluation) -> tuple[object, ...]:
    """A project in the columns of expected/projects.txt."""
    return (
        row.name,
        row.initial_budget,
        row.adjusted_budget,
        row.budget,
        row.executed,
        row.printed_rate,
        row.rate_weight,
        row.rate_score,
        row.deduction,
        row.total_score,
    )


def printed_figures(forms: Forms) -> list[tuple[str | None, str, str]]:
    """Whose each figure of the forms is, which, and its cell as printed."""
    return [(row.source, row.figure, row.printed) for row in forms.form_figures]


def as_listed(name: str, figures: list[str]) -> tuple[object, ...]:
    return (joined(name), *map(figure, figures))


@pytest.mark.parametrize(
    ("city", "counts"),
    [
        ("ezhou", {"project_result": 4}),
        ("fushun", {"project_result": 18, "department_result": 2}),
        ("fuzhou", {"project_result": 34}),
        ("langfang", {"project_target": 4, "department_target": 1}),
        ("luoyang", {"project_result": 11, "department_result": 1}),
    ],
)
def test_forms_of_each_original(city: str, counts: dict[str, int]) -> None:
    forms = forms_of_seed(city)
    assert Counter(row.form for row in forms.evaluations) == counts
    assert [row.evaluation_no for row in forms.evaluations] == [
        n + 1 for n in range(sum(counts.values()))
    ]
    assert {row.disclosure_id for rows in forms for row in rows} == {"yunxi-2023-final_accounts"}


@pytest.mark.parametrize("city", PROJECTS)
def test_every_project_of_the_originals(city: str) -> None:
    forms = forms_of_seed(city)
    projects = [row for row in forms.evaluations if row.form == "project_result"]
    indicators = Counter(row.evaluation_no for row in forms.indicators)
    assert [
        (
            row.locator,
            *money_and_marks(row),
            indicators[row.evaluation_no],
        )
        for row in projects
    ] == [
        (f"line {at}", *as_listed(name, figures), int(count))
        for at, name, *figures, count in PROJECTS[city]
    ]


def test_the_rate_is_executed_over_budget_and_a_budget_of_0_has_none() -> None:
    fuzhou = {row.locator: row for row in forms_of_seed("fuzhou").evaluations}
    assert fuzhou["line 640"].execution_rate == 8.62 / 16.79
    assert fuzhou["line 741"].execution_rate == 124210 / 123586
    # 外伤医疗费用结算审核服务费: all of its 120.00 was moved to another unit in the year.
    assert fuzhou["line 1166"].execution_rate is None
    ezhou = forms_of_seed("ezhou").evaluations[3]
    assert (ezhou.budget, ezhou.executed, ezhou.execution_rate) == (0, 60.65, None)


def test_eleven_projects_spent_nothing_of_their_budget() -> None:
    spent_nothing = {
        city: [
            row.name
            for row in forms_of_seed(city).evaluations
            if row.form == "project_result" and row.execution_rate == 0
        ]
        for city in PROJECTS
    }
    assert spent_nothing == {
        "ezhou": [],
        "fushun": [
            "公职律师费",
            "城乡医疗救助",
            "离休干部医药费",
            "下达省财政城乡居民基本医疗保险补助资金",
            "下达省财政城乡医疗救助补助资金",
            "下达中央财政医疗救助补助资金",
        ],
        "fuzhou": ["医疗服务与保障能力提升补助资金2", "网络专项服务"],
        "luoyang": [
            "2023年医疗救助补助资金",
            "洛财社（2023）52号关于下达2023年中央财政医疗服务与保障能力提升补助资金"
            "（医疗保障服务能力建设部分）的通知",
            "财政负担部分核酸检测费用",
        ],
    }


def test_departments_and_units() -> None:
    fushun = forms_of_seed("fushun").evaluations
    # Printed with a dangling dash: 抚顺市医疗保障局本级-
    assert (fushun[1].department, fushun[1].unit) == ("抚顺市医疗保障局", "抚顺市医疗保障局本级")
    assert fushun[11].unit == "抚顺市医疗保障事务服务中心"
    units = Counter(row.unit for row in forms_of_seed("fuzhou").evaluations)
    assert units == {
        "福州市医疗保障基金中心": 17,
        "福州市医疗保障局": 8,
        "福州市医疗保障服务行为监测中心": 5,
        "福州市医疗保障数据技术中心": 4,
    }
    ezhou = forms_of_seed("ezhou").evaluations[0]
    assert (ezhou.department, ezhou.unit) == ("鄂州市医疗保障局", "鄂州市医疗保障服务中心")


def test_department_forms_of_fushun() -> None:
    # Lines 632 and 1148 print 部门年初预算支出金额 and no executed amount.
    whole = [row for row in forms_of_seed("fushun").evaluations if row.form == "department_result"]
    assert [
        (row.name, row.initial_budget, row.budget, row.executed, row.total_score, row.theme)
        for row in whole
    ] == [
        ("抚顺市医疗保障局本级", 383.95, 383.95, None, 100, None),
        ("抚顺市医疗保障事务服务中心", 665.89, 665.89, None, 100, None),
    ]


def test_department_form_of_luoyang() -> None:
    # Line 543: 部门预算总额 1685.79, 3558.3, 3286.76, and 92.37 without a percent sign anywhere.
    forms = forms_of_seed("luoyang")
    whole = forms.evaluations[0]
    assert (whole.form, whole.name) == ("department_result", "洛阳市瀍河回族区医疗保障局")
    assert (whole.initial_budget, whole.adjusted_budget, whole.executed) == (
        1685.79,
        3558.3,
        3286.76,
    )
    assert (whole.printed_rate, whole.rate_score, whole.total_score) == (0.9237, 10, 98.89)
    assert [
        (row.source, row.initial_budget, row.adjusted_budget, row.executed, row.printed_rate)
        for row in forms.funding
        if row.evaluation_no == 1
    ] == [
        ("（1）政府预算资金", 1685.79, 1779.15, 1643.38, 0.9237),
        ("（2）财政专户管理资金", 0, 0, 0, 0),
        ("（3）单位资金", 0, 1779.15, 1643.38, 0.9237),
    ]


def test_target_forms_take_their_names_from_their_titles() -> None:
    targets = forms_of_seed("langfang").evaluations
    assert [(row.locator, row.name) for row in targets] == [
        ("line 1755", "云溪市医疗保障局"),  # no name in the form: that of the disclosing body
        ("line 1963", joined("城乡居民基本医疗保险补助资金[区级]")),
        ("line 2028", joined("城乡医疗救助基金[区级]")),
        ("line 2113", "代缴脱贫人口及易返贫致贫人口城乡居民基本医疗保险资金"),
        ("line 2177", "新冠病毒疫苗及接种费用财政补助资金"),
    ]
    assert all(row.budget is None and row.total_score is None for row in targets)


def test_themes_come_with_projects() -> None:
    themes = {row.name: row.theme for row in forms_of_seed("fushun").evaluations}
    assert themes["城乡医疗救助"] == "medical_relief"
    assert themes["基金监管运行费"] == "fund_supervision"


@pytest.mark.parametrize(
    ("city", "rows"),
    [("ezhou", 0), ("fushun", 0), ("fuzhou", 102), ("langfang", 0), ("luoyang", 36)],
)
def test_funding_rows_of_each_original(city: str, rows: int) -> None:
    assert len(forms_of_seed(city).funding) == rows


@pytest.mark.parametrize("city", ["fuzhou", "luoyang"])
def test_sources_add_up_to_the_total_funds(city: str) -> None:
    forms = forms_of_seed(city)
    for total in forms.evaluations:
        sources = [row for row in forms.funding if row.evaluation_no == total.evaluation_no]
        for column in ("initial_budget", "adjusted_budget", "executed"):
            added = sum(getattr(row, column) for row in sources)
            assert added == pytest.approx(getattr(total, column), abs=0.005), total.name


def test_funding_of_a_form_of_fuzhou() -> None:
    # Lines 1321 to 1324; the dash in the column of marks is no figure.
    assert [
        (row.source, row.initial_budget, row.adjusted_budget, row.executed, row.printed_rate)
        for row in forms_of_seed("fuzhou").funding
        if row.evaluation_no == 30
    ] == [
        (joined("其中：当年财政拨款"), 13.82, 13.82, 13.82, 1),
        ("其他资金", 0, 0, 0, 0),
        ("上年结转资金", 0, 0, 0, 0),
    ]


def test_a_total_that_is_the_sum_of_marks_available_is_no_score() -> None:
    # 2023年医疗救助补助资金, line 671: 100 alone, and no indicator has a score.
    assert forms_of_seed("luoyang").evaluations[2].total_score is None


# -- layouts made up ------------------------------------------------------------------------

HEAD = (
    "项目名称 | | 早教中心修缮 | | | | |",
    "主管部门 | | 云溪市教育局 | | 实施单位 | 云溪市早教中心 | |",
)
MONEY = (
    "项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
    "| 年度资金总额 | 40.00 | 50.00 | 12.50 | 10 | 25.00% | 2.5",
    "| 其中：财政拨款 | 40.00 | 45.00 | 12.50 | - | 27.78% | -",
    "| 其他资金 | 0.00 | 5.00 | 0.00 | - | 0.00% | -",
)
TABLE = (
    "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
    "| 产出指标 | 数量指标 | 修缮房间数 | ≥8间 | 3间 | 90 | 40 ",
)
TOTAL = "总分 | | | | | | 100 | 42.5"


def test_a_form_without_title_is_known_by_its_names() -> None:
    forms = forms_of_blocks(form([*HEAD, *MONEY], TABLE, TOTAL))
    (evaluation,) = forms.evaluations
    assert evaluation.form == "project_result"
    assert (evaluation.name, evaluation.department, evaluation.unit) == (
        "早教中心修缮",
        "云溪市教育局",
        "云溪市早教中心",
    )
    assert (evaluation.initial_budget, evaluation.adjusted_budget) == (40, 50)
    assert evaluation.budget == 50
    assert (evaluation.executed, evaluation.execution_rate) == (12.5, 0.25)
    assert (evaluation.printed_rate, evaluation.rate_weight, evaluation.rate_score) == (
        0.25,
        10,
        2.5,
    )
    assert evaluation.total_score == 42.5
    assert [(row.source, row.adjusted_budget) for row in forms.funding] == [
        (joined("其中：财政拨款"), 45),
        ("其他资金", 5),
    ]


def test_each_figure_of_a_form_leads_to_its_own_cell() -> None:
    """budget repeats adjusted_budget, so both have the same cell; the dashes are no figures."""
    forms = forms_of_blocks(form([*HEAD, *MONEY], TABLE, f"减分项 | | | | | | | -1\n{TOTAL}"))
    assert forms.evaluations[0].deduction == -1
    rows = {(row.figure, row.printed): row.locator for row in forms.form_figures if not row.source}
    assert rows == {
        ("budget", "50.00"): MONEY[1],
        ("executed", "12.50"): MONEY[1],
        ("initial_budget", "40.00"): MONEY[1],
        ("adjusted_budget", "50.00"): MONEY[1],
        ("printed_rate", "25.00%"): MONEY[1],
        ("rate_weight", "10"): MONEY[1],
        ("rate_score", "2.5"): MONEY[1],
        ("deduction", "-1"): "减分项 | | | | | | | -1",
        ("total_score", "42.5"): TOTAL,
    }
    others = [(row.figure, row.printed, row.locator) for row in forms.form_figures if row.source]
    assert others[4:] == [
        ("initial_budget", "0.00", MONEY[3]),
        ("adjusted_budget", "5.00", MONEY[3]),
        ("executed", "0.00", MONEY[3]),
        ("printed_rate", "0.00%", MONEY[3]),
    ]


def test_a_figure_in_a_label_leads_to_the_label() -> None:
    money = (
        "预算执行情况（20分） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率",
        "| 年度资金总额 | 40.00 | 50.00 | 12.50 | 25.00%",
    )
    forms = forms_of_blocks(form([*HEAD, *money], TABLE, TOTAL))
    (marks,) = (row for row in forms.form_figures if row.figure == "rate_weight")
    assert (forms.evaluations[0].rate_weight, marks.printed) == (20, "预算执行情况（20分）")
    assert marks.locator == money[0]


def test_names_printed_as_lines_above_the_table() -> None:
    forms = forms_of_blocks(
        line("项目支出绩效自评表"),
        line("项目名称：早教中心修缮"),
        line("主管部门：云溪市教育局"),
        form(MONEY, TABLE, TOTAL),
    )
    (evaluation,) = forms.evaluations
    assert (evaluation.name, evaluation.department) == ("早教中心修缮", "云溪市教育局")
    assert evaluation.locator == "项目支出绩效自评表"


def test_columns_in_another_order_and_under_other_labels() -> None:
    money = (
        "资金情况（万元） | | 实际执行数 | 调整后预算数 | 年初预算 | 预算执行率% | 自评得分",
        "| 资金总额 | 12.5 | 50 | 40 | 25 | 2.5",
    )
    (evaluation,) = forms_of_blocks(form([*HEAD, *money], TABLE, TOTAL)).evaluations
    assert (evaluation.initial_budget, evaluation.adjusted_budget, evaluation.executed) == (
        40,
        50,
        12.5,
    )
    assert (evaluation.printed_rate, evaluation.rate_score) == (0.25, 2.5)


@pytest.mark.parametrize("shift", ["| ", "| | "])
def test_money_rows_that_stand_to_the_right_of_their_header(shift: str) -> None:
    money = [MONEY[0], *(shift + row for row in MONEY[1:])]
    forms = forms_of_blocks(form([*HEAD, *money], TABLE, TOTAL))
    straight = forms_of_blocks(form([*HEAD, *MONEY], TABLE, TOTAL))
    assert forms[:3] == straight[:3]
    assert printed_figures(forms) == printed_figures(straight)


def test_amounts_in_yuan_are_stored_in_wan_yuan() -> None:
    money = (
        "项目资金（元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        "| 年度资金总额 | 400,000.00 | 500,000.00 | 125,000.00 | 10 | 25% | 2.5",
    )
    (evaluation,) = forms_of_blocks(form([*HEAD, *money], TABLE, TOTAL)).evaluations
    assert (evaluation.initial_budget, evaluation.adjusted_budget, evaluation.executed) == (
        40,
        50,
        12.5,
    )
    assert (evaluation.rate_weight, evaluation.rate_score) == (10, 2.5)


@pytest.mark.parametrize(
    ("label", "executed", "printed", "ratio"),
    [
        ("执行率", 12.5, "25.00%", 0.25),
        ("执行率（%）", 12.5, "25.00", 0.25),
        ("执行率（%）", 12.5, "0.25", 0.0025),
        # No % anywhere: executed of 50 tells which is meant.
        ("执行率", 12.5, "25", 0.25),
        ("执行率", 12.5, "0.25", 0.25),
        ("执行率", 0.6, "1.2", 0.012),
        ("执行率", 60, "1.2", 1.2),
        ("执行率", 0, "0", 0),
        ("执行率", 12.5, "%", None),
        ("执行率", 12.5, "—", None),
    ],
)
def test_the_printed_rate_is_a_ratio(
    label: str, executed: float, printed: str, ratio: float | None
) -> None:
    money = (
        f"项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | {label} | 得分",
        f"| 年度资金总额 | 40 | 50 | {executed} | 10 | {printed} | 2.5",
    )
    (evaluation,) = forms_of_blocks(form([*HEAD, *money], TABLE, TOTAL)).evaluations
    assert evaluation.printed_rate == ratio


def test_a_target_form_prints_one_figure_beside_its_total() -> None:
    target = grid(
        """
        早教中心修缮项目绩效目标表 | | | |
        项目名称 | 早教中心修缮 | | |
        主管部门 | 云溪市教育局 | | 实施单位 | 云溪市早教中心
        项目资金（元） | 资金总额 | | 450,000.00 |
        | 财政拨款 | | 400,000.00 |
        | 其他资金 | | 50,000.00 |
        | 一级指标 | 二级指标 | 三级指标 | 指标值
        | 产出指标 | 数量指标 | 修缮房间数 | ≥8间
        """
    )
    forms = forms_of_blocks(target)
    (evaluation,) = forms.evaluations
    assert (evaluation.form, evaluation.initial_budget, evaluation.budget) == (
        "project_target",
        45,
        45,
    )
    assert (evaluation.adjusted_budget, evaluation.executed) == (None, None)
    assert [(row.source, row.initial_budget) for row in forms.funding] == [
        ("财政拨款", 40),
        ("其他资金", 5),
    ]


def test_a_form_over_two_pages_is_one_form() -> None:
    indicators = (TABLE[0], "| 产出指标 | 数量指标 | 修缮房间数 | ≥8间 | 3间 | 50 | 20")
    rest = "| 效益指标 | 社会效益指标 | 新增托位数 | ≥60个 | 60个 | 40 | 20"
    forms = forms_of_blocks(
        line("项目支出绩效自评表", page=1),
        grid("\n".join([*HEAD, *MONEY, *indicators]), page=1),
        line("云溪市教育局2023年度部门决算", page=2),
        grid("\n".join([TABLE[0], rest, TOTAL]), page=2),
        line("项目支出绩效自评表", page=3),
        grid("\n".join([*HEAD, *MONEY, *TABLE, TOTAL]), page=3),
    )
    assert [(row.page, row.total_score) for row in forms.evaluations] == [(1, 42.5), (3, 42.5)]
    assert [(row.evaluation_no, row.name, row.page) for row in forms.indicators] == [
        (1, "修缮房间数", 1),
        (1, "新增托位数", 2),
        (2, "修缮房间数", 3),
    ]


def test_a_department_form_is_known_by_the_name_of_its_body() -> None:
    head = (
        "部门（单位）名称 | | 云溪市教育局 | | | | |",
        "部门整体支出情况 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        "| 部门预算总额（万元） | 900 | 1000 | 950 | 10 | 95 | 9.5",
        "| 资金来源：（1）财政拨款 | 900 | 1000 | 950 | - | 95 | -",
        "年度主要任务 | 任务名称 | 主要内容 | | 实际完成情况 | | |",
        "| 校舍修缮 | 修缮 | | 已完成 | | |",
    )
    forms = forms_of_blocks(form(head, TABLE, TOTAL))
    (evaluation,) = forms.evaluations
    assert (evaluation.form, evaluation.name) == ("department_result", "云溪市教育局")
    assert (evaluation.budget, evaluation.executed, evaluation.printed_rate) == (1000, 950, 0.95)
    assert [row.source for row in forms.funding] == ["（1）财政拨款"]


@pytest.mark.parametrize(
    "rows",
    [
        # A table of contents
        "一、项目支出绩效自评表 | 39",
        # A list of purchases
        """
        项目名称 | 预算资金 | 合计 | 一般公共预算拨款
        早教中心修缮 | 40 | 40 | 40
        """,
        # A report of evaluators, who explain each indicator
        """
        一级指标 | 二级指标 | 三级指标 | 指标解释 | 指标说明 | 总分 | 得分
        产出 | 产出数量 | 修缮房间数 | 完成数 | 完成比例 | 10 | 10
        """,
        # A blank template
        """
        项目名称 | | | |
        项目资金（万元） | 资金总额 | | |
        | 一级指标 | 二级指标 | 三级指标 | 指标值
        | 产出指标 | 数量指标 | 指标1： |
        | | | …… |
        """,
    ],
)
def test_what_is_no_form(rows: str) -> None:
    forms = forms_of_blocks(line("项目支出绩效自评表"), grid(rows))
    assert not any(forms)


def test_a_report_after_the_last_form_does_not_belong_to_it() -> None:
    report = """
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修缮房间数 | ≥8间
    """
    forms = forms_of_blocks(
        form([*HEAD, *MONEY], TABLE),
        line("二、项目支出绩效评价报告"),
        line("根据有关规定，评价组对早教中心修缮项目的决策、过程、产出和效益作了评价。"),
        grid(report),
    )
    assert len(forms.indicators) == 1


# -- published PDFs, with true columns and merged cells ---------------------------------------


def test_forms_over_page_breaks_of_a_pdf(samples: Path) -> None:
    # Pages 30 to 36; the sources' rates are printed as 0.0% beside a full execution.
    name = "guojia-xinfangju_2024_final.pdf"
    forms = recognise_evaluations(read(name, (samples / name).read_bytes()), disclosure())
    assert [
        (row.page, row.name, row.adjusted_budget, row.executed, row.printed_rate, row.total_score)
        for row in forms.evaluations
    ] == [
        (30, "信访干部培训专项", 180.03, 180.03, 1, 98),
        (32, "信访研究宣传立法专项", 536.2, 413.57, 0.7713, 94.7),
        (34, "资产运行维护", 120, 120, 1, 98),
        (35, "信息化运行维护", 1639.34, 1032.99, 0.6301, 90.5),
    ]
    assert Counter(row.evaluation_no for row in forms.indicators) == {1: 10, 2: 10, 3: 9, 4: 8}
    for evaluation in forms.evaluations:
        rows = [row for row in forms.indicators if row.evaluation_no == evaluation.evaluation_no]
        assert sum(row.weight or 0 for row in rows) == 90
        assert sum(row.score or 0 for row in rows) + (evaluation.rate_score or 0) == (
            pytest.approx(evaluation.total_score)
        )


def test_a_department_form_whose_header_holds_formulas(samples: Path) -> None:
    name = "ningde_zhengfuban_2024_selfeval.pdf"
    forms = recognise_evaluations(read(name, (samples / name).read_bytes()), disclosure())
    (whole,) = forms.evaluations
    assert (whole.form, whole.name) == ("department_result", "宁德市人民政府办公室")
    assert (whole.initial_budget, whole.adjusted_budget, whole.executed) == (
        9209.55,
        9999.77,
        8874.74,
    )
    assert (whole.printed_rate, whole.rate_weight, whole.rate_score) == (0.8875, 10, 7)
    assert whole.total_score == 92.33
    assert len(forms.indicators) == 17
