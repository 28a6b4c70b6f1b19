"""The performance forms of provinces, as they are laid out: each a small likeness.

One test a form: which province prints it so, and what a reader must take from it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.model import Evaluation, Indicator
from analytics.reading.blocks import Document
from analytics.recognising.evaluations import Forms, recognise_evaluations
from tests.made_up_forms import disclosure, forms_of_blocks, grid, line


def money(row: Evaluation) -> tuple[float | None, ...]:
    return row.initial_budget, row.adjusted_budget, row.budget, row.executed, row.printed_rate


def marks(row: Evaluation) -> tuple[float | None, ...]:
    return row.rate_weight, row.rate_score, row.total_score


def levels(forms: Forms) -> list[tuple[str | None, str | None, str]]:
    return [(row.level1, row.level2, row.name) for row in forms.indicators]


def target(row: Indicator) -> tuple[str | None, str | None, str | None, str | None]:
    return row.operator, row.target, row.unit, row.actual


# -- self-evaluations of projects -------------------------------------------------------------


def test_transfers_are_evaluated_over_a_region() -> None:
    # 中央对地方转移支付区域（项目）绩效自评表, since 2019 in every province.
    forms = forms_of_blocks(
        line("中央对地方专项转移支付绩效目标自评表"),
        line("（2023年度）"),
        grid(
            """
            转移支付（项目）名称 | 中央财政医疗服务补助资金 | ^ | ^ | ^ | ^ | ^
            中央主管部门 | 国家医疗保障局 | ^ | ^ | ^ | ^ | ^
            地方主管部门 | 云溪市医疗保障局 | ^ | ^ | 资金使用单位 | 云溪市医疗保障中心 | ^
            资金投入情况（万元）|^|^|全年预算数（A）|全年执行数（B）|预算执行率（B/A×100%）|^
            ^ | 年度资金总额： | ^ | 320.00 | 300.80 | 94.00% | ^
            ^ | 其中：中央财政资金 | ^ | 200.00 | 200.00 | 100.00% | ^
            ^ | 地方资金 | ^ | 120.00 | 100.80 | 84.00% | ^
            ^ | 其他资金 | ^ | | | | ^
            资金管理情况 | ^ | ^ | 情况说明 | ^ | 存在问题和改进措施 | ^
            ^ | 分配科学性 | ^ | 按因素法分配 | ^ | 无 | ^
            总体目标完成情况 | 总体目标 | ^ | ^ | 全年实际完成情况 | ^ | ^
            ^ | 提高能力 | ^ | ^ | 已提高 | ^ | ^
            绩效指标|一级指标|二级指标|三级指标|指标值|全年实际完成值|未完成原因和改进措施
            ^ | 产出指标 | 数量指标 | 培训人次 | ≥300人次 | 310人次 |
            ^ | ^ | 质量指标 | 合格率 | ≥95% | 90% | 师资不足
            ^ | 效益指标 | 社会效益指标 | 参保率 | ≥95% | 96% |
            说明 | 无 | ^ | ^ | ^ | ^ | ^
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.form, row.name) == ("project_result", "中央财政医疗服务补助资金")
    assert (row.department, row.unit) == ("云溪市医疗保障局", "云溪市医疗保障中心")
    assert money(row) == (None, 320, 320, 300.8, 0.94)
    assert [(x.source, x.adjusted_budget, x.executed) for x in forms.funding] == [
        ("其中：中央财政资金", 200, 200),
        ("地方资金", 120, 100.8),
    ]
    assert [x.reason for x in forms.indicators] == [None, "师资不足", None]
    assert levels(forms)[1:] == [
        ("产出指标", "质量指标", "合格率"),
        ("效益指标", "社会效益指标", "参保率"),
    ]


def test_amounts_beside_their_labels_in_sichuan() -> None:
    # 四川 2019–2021: 预算数 and 执行数 side by side, their sources below.
    forms = forms_of_blocks(
        line("项目绩效目标完成情况表"),
        grid(
            """
            项目名称 | ^ | 档案数字化 | ^ | ^ | ^
            预算单位 | ^ | 云溪市档案馆 | ^ | ^ | ^
            预算执行情况（万元） | 预算数： | 48.50 | ^ | 执行数： | 47.03
            ^ | 其中-财政拨款： | 48.50 | ^ | 其中-财政拨款： | 47.03
            ^ | 其它资金： | 0 | ^ | 其它资金： | 0
            年度目标完成情况 | 预期目标 | ^ | ^ | 实际完成目标 | ^
            ^ | 完成扫描 | ^ | ^ | 已完成 | ^
            绩效指标完成情况|一级指标|二级指标|三级指标|预期指标值|实际完成指标值
            ^ | 项目完成指标 | 数量指标 | 扫描页数 | ≥50万页 | 52万页
            ^ | 效益指标 | 社会效益指标 | 查档便利 | 提高 | 提高
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.name, row.unit) == ("档案数字化", "云溪市档案馆")
    assert money(row) == (None, None, 48.5, 47.03, None)
    assert forms.funding == []
    assert [target(x) for x in forms.indicators] == [
        (None, "≥50万页", None, "52万页"),
        (None, "提高", None, "提高"),
    ]


def test_sign_value_and_unit_of_sichuan() -> None:
    # 四川 since 2022: 部门预算项目支出绩效自评表, the money under 总额.
    forms = forms_of_blocks(
        line("部门预算项目支出绩效自评表（2023年度）"),
        grid(
            """
            项目名称 | ^ | 信息系统运维 | ^ | ^ | ^ | ^ | ^ | ^
            主管部门 | ^ | 云溪市财政局 | ^ | 实施单位 | 云溪市财政局信息中心 | ^ | ^ | ^
            执行（10分）|执行情况（万元）|年初预算|调整后预算|预算执行数|预算执行率|权重|得分|原因
            ^ | 总额 | 80.00 | 76.00 | 57.00 | 75.00% | 10 | 7.5 | 结算推迟
            ^ | 其中：财政资金 | 80.00 | 76.00 | 57.00 | 75.00% | / | / |
            ^ | 单位资金 | | | | | / | / |
            绩效指标（90分）|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重
            ^ | 产出指标 | 数量指标 | 巡检次数 | ≥ | 12 | 次 | 12 | 45
            ^ | 效益指标 | 社会效益指标 | 可用率 | ≥ | 99 | % | 98 | 45
            合计 | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 100
            评价结论 | 良好 | ^ | ^ | ^ | ^ | ^ | ^ | ^
            """
        ),
    )
    (row,) = forms.evaluations
    assert money(row) == (80, 76, 76, 57, 0.75)
    assert marks(row) == (10, 7.5, None)
    assert [target(x) for x in forms.indicators] == [
        ("≥", "12", "次", "12"),
        ("≥", "99", "%", "98"),
    ]


YUNNAN_HEAD = """
    项目名称 | ^ | 大气监测 | ^ | ^ | ^ | ^ | ^ | ^ | ^
    主管部门及代码 | ^ | 116001云溪市生态环境局 | ^ | ^ | 实施单位 | 云溪市监测站 | ^ | ^ | ^
    项目资金（元） | ^ | ^ | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ^
    ^ | 年度资金总额 | ^ | 1,000,000.00 | 900,000.00 | 450,000.00 | 10 | 50.00% | 5 | ^
    ^ | 其中：当年财政拨款 | ^ | 1,000,000.00 | 900,000.00 | 450,000.00 | - | - | - | ^
    ^ | 上年结转资金 | ^ | | | | - | - | - | ^
    ^ | 其他资金 | ^ | 0.00 | 0.00 | 0.00 | - | - | - | ^
    绩效指标 | ^ | ^ | 年度指标值 | ^ | ^ | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
    一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^ | ^
    产出指标 | 数量指标 | 监测点位 | ≥ | 12 | 个 | 12 | 50 | 50 |
    效益指标 | 生态效益指标 | 优良天数 | ≥ | 350 | 天 | 320 | 40 | 36 | 沙尘
    其他需要说明的事项 | ^ | ^ | 无 | ^ | ^ | ^ | ^ | ^ | ^
"""


def test_a_header_of_two_rows_in_yunnan() -> None:
    total = "总分 | ^ | ^ | ^ | ^ | ^ | ^ | 100 | 91 | 优"
    forms = forms_of_blocks(line("项目支出绩效自评表"), grid(YUNNAN_HEAD + "    " + total))
    (row,) = forms.evaluations
    assert row.department == "云溪市生态环境局"
    assert money(row) == (100, 90, 90, 45, 0.5)
    assert marks(row) == (10, 5, 91)
    assert [(x.weight, x.score, x.reason) for x in forms.indicators] == [
        (50, 50, None),
        (40, 36, "沙尘"),
    ]
    assert [target(x) for x in forms.indicators] == [
        ("≥", "12", "个", "12"),
        ("≥", "350", "天", "320"),
    ]
    assert [x.source for x in forms.funding] == ["其中：当年财政拨款", "其他资金"]


@pytest.mark.parametrize(
    ("printed", "total"),
    [("100 | 91 | 优", 91), ("100 | | 优", None), ("91 | ^ | 优", 91)],
    ids=["both", "marks available alone", "one cell over both"],
)
def test_the_total_is_the_one_in_the_column_of_scores(printed: str, total: float | None) -> None:
    row = "    总分 | ^ | ^ | ^ | ^ | ^ | ^ | " + printed
    forms = forms_of_blocks(line("项目支出绩效自评表"), grid(YUNNAN_HEAD + row))
    assert forms.evaluations[0].total_score == total


def test_the_score_may_stand_before_the_marks_available() -> None:
    forms = forms_of_blocks(
        grid(
            """
            项目名称 | ^ | 大气监测 | ^ | ^ | ^ | ^
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 目标值 | 得分 | 分值
            ^ | 产出指标 | 数量指标 | 监测点位 | ≥12个 | 85 | 100
            总分 | ^ | ^ | ^ | ^ | 85 | 100
            """
        )
    )
    assert [(x.weight, x.score) for x in forms.indicators] == [(100, 85)]
    assert forms.evaluations[0].total_score == 85


def test_several_targets_of_a_year_in_hubei() -> None:
    # 湖北: 年度绩效目标1, 年度绩效目标2, each with the header again; the rate's marks in its label.
    forms = forms_of_blocks(
        line("2023年度大气监测项目自评表"),
        line("单位名称：云溪市生态环境局"),
        grid(
            """
            项目名称 | ^ | 大气监测 | ^ | ^ | ^
            主管部门 | ^ | 云溪市生态环境局 | ^ | 项目实施单位 | 云溪市监测站
            预算执行情况（万元）（20分）|^|预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）
            ^ | 年度财政资金总额 | 50.00 | 40.00 | 80% | 16
            年度绩效目标1（40分）|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）
            ^ | 产出指标 | 数量指标 | 监测点位 | 12个 | 12个
            年度绩效目标2（40分）|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）
            ^ | 效益指标 | 生态效益指标 | 优良天数 | 350天 | 320天
            总分 | 96 | ^ | ^ | ^ | ^
            偏差大或目标未完成原因分析 | 沙尘 | ^ | ^ | ^ | ^
            """
        ),
    )
    (row,) = forms.evaluations
    assert money(row) == (None, None, 50, 40, 0.8)
    assert marks(row)[:2] == (20, 16)
    assert levels(forms) == [
        ("产出指标", "数量指标", "监测点位"),
        ("效益指标", "生态效益指标", "优良天数"),
    ]


def test_indicators_without_levels_in_chongqing() -> None:
    # 重庆: the total score stands in the head, an indicator has no level.
    forms = forms_of_blocks(
        line("2023年度项目绩效目标自评表"),
        grid(
            """
            项目名称 | 大气监测 | ^ | 自评总分 | 96.5 | ^
            主管部门 | 云溪市生态环境局 | ^ | 项目编码 | ^ | ^
            项目资金（万元） | 年初预算数 | 全年（调整）预算数 | 全年执行数 | 执行率 | 执行率得分
            年度总金额 | 50.00 | 45.00 | 40.50 | 90% | 9
            绩效目标 | 完成监测 | ^ | ^ | ^ | ^
            指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标得分
            监测点位 | 个 | ≥ | 12 | 12 | 50
            优良天数 | 天 | ≥ | 350 | 320 | 37.5
            """
        ),
    )
    (row,) = forms.evaluations
    assert money(row) == (50, 45, 45, 40.5, 0.9)
    assert marks(row) == (None, 9, 96.5)
    assert levels(forms) == [(None, None, "监测点位"), (None, None, "优良天数")]
    assert [target(x) for x in forms.indicators] == [
        ("≥", "12", "个", "12"),
        ("≥", "350", "天", "320"),
    ]


def test_marks_of_the_levels_are_not_those_of_an_indicator() -> None:
    forms = forms_of_blocks(
        grid(
            """
            项目名称 | ^ | 大气监测 | ^ | ^ | ^ | ^ | ^ | ^
            一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 得分
            产出指标 | 50 | 数量指标 | 30 | 监测点位 | 20 | 12个 | 12个 | 18
            ^ | ^ | ^ | ^ | 采样次数 | 10 | 40次 | 40次 | 10
            """
        )
    )
    assert [(x.weight, x.score) for x in forms.indicators] == [(20, 18), (10, 10)]


def test_numbered_parts_of_a_form_in_hebei() -> None:
    forms = forms_of_blocks(
        line("部门预算项目绩效自评表"),
        grid(
            """
            一、基本情况 | ^ | ^ | ^ | ^ | ^ | ^
            项目名称 | 大气监测 | ^ | 实施（主管）单位 | 云溪市监测站 | ^ | ^
            二、预算执行情况（万元） | 预算安排 | ^ | 资金到位 | ^ | 资金执行 | ^
            ^ | 预算数： | 100 | 到位数： | 95 | 执行数： | 90
            ^ | 其中：财政资金 | 100 | 其中：财政资金 | 95 | 其中：财政资金 | 90
            三、目标完成情况 | 年度预期目标 | ^ | 具体完成情况 | ^ | 总体完成率 | ^
            ^ | 完成监测 | ^ | 已完成 | ^ | 100% | ^
            四、年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成值 | 自评得分
            ^ | 产出指标（50分） | 数量指标 | 监测点位 | ≥12个 | 12个 | 50
            五、存在问题 | 无 | ^ | ^ | ^ | ^ | ^
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.name, row.unit) == ("大气监测", "云溪市监测站")
    assert money(row) == (None, None, 100, 90, None)
    assert levels(forms) == [("产出指标", "数量指标", "监测点位")]


# -- forms of departments ---------------------------------------------------------------------


def test_totals_of_a_part_are_not_the_funds_in_hubei() -> None:
    # 湖北 部门整体: 基本支出总额 and 项目支出总额 stand above the money table.
    forms = forms_of_blocks(
        line("2023年度部门整体绩效自评表"),
        grid(
            """
            单位名称 | ^ | 云溪市统计局 | ^ | ^ | ^
            基本支出总额 | ^ | 600 | 项目支出总额 | 400 | ^
            预算执行情况（万元）（20分） | ^ | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分
            ^ | 部门整体支出总额 | 1000 | 900 | 90% | 18
            年度绩效目标（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值
            ^ | 产出指标 | 数量指标 | 调查户数 | 500户 | 510户
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.form, row.name) == ("department_result", "云溪市统计局")
    assert money(row) == (None, None, 1000, 900, 0.9)
    assert row.rate_score == 18


def test_tasks_with_their_money_in_shaanxi() -> None:
    # 陕西 部门整体支出绩效自评表: totals and sources of a budget and its execution, by task.
    forms = forms_of_blocks(
        line("部门整体支出绩效自评表"),
        grid(
            """
            部门（单位）名称 | ^ | 云溪市统计局 | ^ | ^ | ^ | ^ | ^ | ^ | ^
            年度主要任务|任务名称|完成情况|全年预算数（万元）|^|^|全年执行数（万元）|^|^|执行率
            ^ | ^ | ^ | 总额 | 财政拨款 | 其他资金 | 总额 | 财政拨款 | 其他资金 | ^
            ^ | 其他资金核算任务 | 完成 | 300 | 280 | 20 | 290 | 270 | 20 | 96.67%
            ^ | 经济普查 | 完成 | 100 | 100 | | 98 | 98 | | 98%
            ^ | 金额合计 | ^ | 400 | 380 | 20 | 388 | 368 | 20 | 97%
            年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | ^ | ^ | 年度指标值 | ^ | 实际完成值 | ^
            ^ | 产出指标 | 数量指标 | 调查户数 | ^ | ^ | 500户 | ^ | 510户 | ^
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.form, row.name) == ("department_result", "云溪市统计局")
    assert money(row) == (None, 400, 400, 388, 0.97)
    assert forms.funding == []
    assert [target(x) for x in forms.indicators] == [(None, "500户", None, "510户")]


def test_structure_of_the_funds_is_no_source_in_henan() -> None:
    # 河南 部门（单位）整体绩效目标表.
    forms = forms_of_blocks(
        line("部门（单位）整体绩效目标表"),
        line("（2024年度）"),
        grid(
            """
            部门（单位）名称 | ^ | 云溪市统计局 | ^ | ^
            年度履职目标 | ^ | 完成各项调查 | ^ | ^
            预算情况 | ^ | 部门预算总额（万元） | 850.40 | ^
            ^ | ^ | 1、资金来源：（1）政府预算资金 | 840.00 | ^
            ^ | ^ | （2）财政专户管理资金 | | ^
            ^ | ^ | （3）单位资金 | 10.40 | ^
            ^ | ^ | 2、资金结构：（1）基本支出 | 600.40 | ^
            ^ | ^ | （2）项目支出 | 250.00 | ^
            一级指标 | 二级指标 | 三级指标 | 指标值 | 指标值说明
            投入管理指标 | 预算和财务管理 | 预算执行率 | ≥95% | 年末
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.form, row.initial_budget) == ("department_target", 850.4)
    assert [(x.source, x.initial_budget) for x in forms.funding] == [
        ("（1）政府预算资金", 840),
        ("（3）单位资金", 10.4),
    ]


def test_the_expenditure_of_a_body_is_its_budget_and_not_its_revenue() -> None:
    # 辽宁, 广西: 部门整体支出绩效目标表 with both sides of the budget.
    forms = forms_of_blocks(
        line("部门整体支出绩效目标表"),
        grid(
            """
            部门名称 | 云溪市统计局 | ^ | ^
            年度预算（万元） | 收入合计 | 1000 | ^
            ^ | 支出合计 | 990 | ^
            ^ | 其中：基本支出 | 600 | ^
            ^ | 项目支出 | 390 | ^
            一级指标 | 二级指标 | 三级指标 | 指标值
            产出指标 | 数量指标 | 调查户数 | 500户
            """
        ),
    )
    assert forms.evaluations[0].initial_budget == 990
    assert forms.funding == []


# -- targets of projects ----------------------------------------------------------------------


def test_marks_of_the_rate_beside_the_total_of_a_central_target() -> None:
    forms = forms_of_blocks(
        line("项目支出绩效目标表"),
        grid(
            """
            项目名称 | ^ | 大气监测 | ^ | ^
            主管部门及代码 | ^ | [116]云溪市生态环境局 | 实施单位 | 云溪市监测站
            项目资金（万元） | 年度资金总额： | 180.00 | 执行率分值（10分） | 10
            ^ | 其中：财政拨款 | 150.00 | ^ | ^
            ^ | 上年结转资金 | | ^ | ^
            ^ | 其他资金 | 30.00 | ^ | ^
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
            ^ | 产出指标 | 数量指标 | 监测点位 | ≥12个
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.initial_budget, row.department) == (180, "云溪市生态环境局")
    assert [(x.source, x.initial_budget) for x in forms.funding] == [
        ("其中：财政拨款", 150),
        ("其他资金", 30),
    ]


@pytest.mark.parametrize(("year", "budget"), [("40.00", 40), ("", None)])
def test_the_year_counts_and_not_the_whole_period(year: str, budget: float | None) -> None:
    # 陕西, 安徽, 福建 (项目支出绩效目标申报表): two blocks of indicators side by side.
    forms = forms_of_blocks(
        line("项目支出绩效目标申报表"),
        grid(
            f"""
            项目名称 | ^ | 大气监测 | ^ | ^ | ^ | ^ | ^
            项目资金（万元） | ^ | 实施期资金总额： | 120.00 | ^ | 年度资金总额： | {year} | ^
            总体目标 | ^ | 实施期总目标 | ^ | ^ | 年度目标 | ^ | ^
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
            ^ | 产出指标 | 数量指标 | 三年点位 | ≥36个 | 数量指标 | 当年点位 | ≥12个
            ^|效益指标|生态效益指标|三年优良天数|≥900天|生态效益指标|当年优良天数|≥300天
            """
        ),
    )
    assert forms.evaluations[0].initial_budget == budget
    assert levels(forms) == [
        ("产出指标", "数量指标", "当年点位"),
        ("效益指标", "生态效益指标", "当年优良天数"),
    ]
    assert [x.target for x in forms.indicators] == ["≥12个", "≥300天"]


def test_targets_of_half_a_year_are_not_the_years_in_jiangsu() -> None:
    forms = forms_of_blocks(
        grid(
            """
            项目名称 | ^ | 大气监测 | ^ | ^ | ^
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 半年指标值 | 全年指标值
            ^ | 产出指标 | 数量指标 | 监测点位 | ≥6个 | ≥12个
            """
        )
    )
    assert [x.target for x in forms.indicators] == ["≥12个"]


def test_labels_printed_upright_in_narrow_columns() -> None:
    rows = grid(
        """
        项目名称 | ^ | 大气监测 | ^ | ^
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 监测点位 | ≥12个
        """
    )
    for row in rows.rows:
        row[:2] = [replace(cell, text="\n".join(cell.text)) for cell in row[:2]]
    assert levels(forms_of_blocks(rows)) == [("产出指标", "数量指标", "监测点位")]


# -- lists of projects ------------------------------------------------------------------------

BEIJING = """
    项目名称|项目总额|其中：|^|目标|一级指标|二级指标|三级指标|指标性质|本年绩效指标值|度量单位
    ^ | ^ | 财政资金 | 其他资金 | ^ | ^ | ^ | ^ | ^ | ^ | ^
"""


def listed(forms: Forms) -> list[tuple[str, float | None, list[str]]]:
    return [
        (
            row.name,
            row.initial_budget,
            [x.name for x in forms.indicators if x.evaluation_no == row.evaluation_no],
        )
        for row in forms.evaluations
    ]


def test_a_list_of_projects_is_a_form_of_each() -> None:
    # 北京, 天津: 项目支出绩效目标表. A merged cell that a page break cuts has its text on one page.
    forms = forms_of_blocks(
        line("预算12表 项目支出绩效目标表", page=1),
        line("金额单位：元", page=1),
        grid(
            BEIJING
            + """
    11000022T000000444016-大气监测|764,000|700,000|64,000|好|产出指标|数量指标|点位|≥|12|个
    ^ | ^ | ^ | ^ | ^ | 效益指标 | 生态效益指标 | 优良天数 | ≥ | 350 | 天
    | | | | | 产出指标 | 数量指标 | 扫描页数 | ≥ | 50 | 万页
    ^ | ^ | ^ | ^ | ^ | 产出指标 | 质量指标 | 清晰度 | 定性 | 清晰 |
    """,
            page=1,
        ),
        grid(
            BEIJING
            + """
    档案数字化 | 85,000 | 85,000 | | 好 | 产出指标 | 时效指标 | 完成时间 | ≤ | 12 | 月
    ^ | ^ | ^ | ^ | ^ | 满意度指标 | 服务对象满意度指标 | 满意度 | ≥ | 90 | %
    修缮 | 60,000 | 60,000 | | 好 | 产出指标 | 数量指标 | 房间数 | = | 8 | 间
    """,
            page=2,
        ),
        grid(
            BEIJING.replace("|目标|", "|好目标|")
            + """
    | | | | | 产出指标 | 时效指标 | 工期 | ≤ | 6 | 月
    """,
            page=3,
        ),
    )
    assert listed(forms) == [
        ("大气监测", 76.4, ["点位", "优良天数"]),
        ("档案数字化", 8.5, ["扫描页数", "清晰度", "完成时间", "满意度"]),
        ("修缮", 6, ["房间数", "工期"]),
    ]
    assert {row.form for row in forms.evaluations} == {"project_target"}
    assert [(x.source, x.initial_budget) for x in forms.funding if x.evaluation_no == 1] == [
        ("财政资金", 70),
        ("其他资金", 6.4),
    ]
    assert target(forms.indicators[0]) == ("≥", "12", "个", None)


def test_a_list_whose_names_are_repeated_on_the_next_page() -> None:
    # 湖南: rows of the total and of the body stand among the projects.
    header = """
    单位编码 | 单位（项目）名称 | 资金总额 | 绩效目标 | 绩效指标 | ^ | ^ | ^ | ^
    ^ | ^ | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位
    """
    forms = forms_of_blocks(
        line("2026年项目支出绩效目标表", page=1),
        line("单位：万元", page=1),
        grid(
            header
            + """
    合计 | | 48.50 | | | | | |
    126001 | 云溪市档案馆 | 48.50 | | | | | |
    126001 | 档案数字化 | 30.50 | 好 | 产出指标 | 数量指标 | 扫描页数 | 50 | 万页
    ^ | 修缮 | 18.00 | 好 | 产出指标 | 数量指标 | 房间数 | 8 | 间
    """,
            page=1,
        ),
        line("2026年项目支出绩效目标表", page=2),
        grid(
            header
            + """
    126001 | 修缮 | 18.00 | 好 | 产出指标 | 时效指标 | 工期 | 6 | 月
    注：已剔除涉密部分 | | | | | | | |
    """,
            page=2,
        ),
    )
    assert listed(forms) == [("档案数字化", 30.5, ["扫描页数"]), ("修缮", 18, ["房间数", "工期"])]


def test_blocks_of_indicators_side_by_side_in_henan() -> None:
    forms = forms_of_blocks(
        line("2024年部门预算项目绩效目标表"),
        grid(
            """
            | | | | | | | 单位：元
            单位编码（项目编码） | 项目单位（项目名称） | 项目金额 | ^ | 绩效目标 | ^ | ^ | ^
            ^ | ^ | 资金总额 | 政府预算资金 | 产出指标 | ^ | 满意度指标 | ^
            ^ | ^ | ^ | ^ | 三级指标 | 指标值 | 三级指标 | 指标值
            126 | 云溪市档案馆 | 485,000 | 485,000 | | | |
            41010024 | 档案数字化 | 305,000 | 305,000 | 扫描页数 | ≥50万页 | 查档者满意度 | ≥90%
            ^ | ^ | ^ | ^ | 清晰度 | 清晰 | |
            41010025 | 修缮 | 180,000 | 180,000 | 房间数 | 8间 | |
            """
        ),
    )
    assert listed(forms) == [
        ("档案数字化", 30.5, ["扫描页数", "查档者满意度", "清晰度"]),
        ("修缮", 18, ["房间数"]),
    ]
    assert [row.level1 for row in forms.indicators] == [
        "产出指标",
        "满意度指标",
        "产出指标",
        "产出指标",
    ]
    assert [row.target for row in forms.indicators] == ["≥50万页", "≥90%", "清晰", "8间"]


def test_a_list_without_merged_cells() -> None:
    # A workbook whose names stand in the first row of a project alone.
    forms = forms_of_blocks(
        line("项目支出绩效目标表"),
        grid(
            """
            单位名称 | 项目名称 | 预算金额（万元） | 一级指标 | 二级指标 | 三级指标 | 指标值
            云溪市档案馆 | 档案数字化 | 30.50 | 产出指标 | 数量指标 | 扫描页数 | ≥50万页
            | | | 效益指标 | 社会效益指标 | 查档便利 | 提高
            云溪市档案馆 | 修缮 | 18.00 | 产出指标 | 数量指标 | 房间数 | 8间
            """
        ),
    )
    assert listed(forms) == [
        ("档案数字化", 30.5, ["扫描页数", "查档便利"]),
        ("修缮", 18, ["房间数"]),
    ]
    assert {row.unit for row in forms.evaluations} == {"云溪市档案馆"}


def test_a_list_of_bodies_is_a_department_form_of_each() -> None:
    forms = forms_of_blocks(
        line("2026年部门整体支出绩效目标表"),
        line("单位：万元"),
        grid(
            """
            单位编码|单位名称|年度预算申请|^|^|^|部门整体支出年度绩效目标|^|^|^|^
            ^ | ^ | 资金总额 | 按收入性质分 | 按支出性质分 | ^ | ^ | ^ | ^ | ^ | ^
            ^|^|^|一般公共预算|基本支出|项目支出|一级指标|二级指标|三级指标|指标值类型|指标值
            126001|云溪市档案馆|848.50|848.50|800.00|48.50|产出指标|数量指标|查档人次|≥|3000
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.form, row.name, row.initial_budget) == ("department_target", "云溪市档案馆", 848.5)
    assert [(x.source, x.initial_budget) for x in forms.funding] == [("一般公共预算", 848.5)]


def test_both_levels_and_the_name_in_one_cell() -> None:
    # 北京 部门整体支出绩效目标表: 活动 in place of the levels, the whole path in 绩效指标.
    forms = forms_of_blocks(
        line("部门整体支出绩效目标表"),
        grid(
            """
            部门名称 | ^ | 云溪市档案馆 | ^ | ^ | ^
            总体资金情况（万元） | ^ | 预算支出总额 | 财政拨款 | ^ | 其他资金
            ^ | ^ | ^ | 合计 | 基本支出 | 合计
            ^ | ^ | 848.500000 | 840.100000 | 800.000000 | 8.400000
            整体绩效目标 | 活动 | 绩效指标 | 指标性质 | 指标值 | 度量单位
            ^ | 查档 | 产出指标数量指标查档人次 | ≥ | 3000 | 人次
            ^ | 查档 | 满意度指标服务对象满意度指标查档者满意度 | ≥ | 90 | %
            """
        ),
    )
    (row,) = forms.evaluations
    assert (row.form, row.initial_budget) == ("department_target", 848.5)
    assert levels(forms) == [
        ("产出指标", "数量指标", "查档人次"),
        ("满意度指标", "服务对象满意度指标", "查档者满意度"),
    ]


# -- what belongs to a form -------------------------------------------------------------------

PLAIN = """
    项目名称 | ^ | 大气监测 | ^ | ^
    项目资金 | 年度资金总额 | 180000 | ^ | ^
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
    ^ | 产出指标 | 数量指标 | 监测点位 | ≥12个
"""


@pytest.mark.parametrize(("unit", "budget"), [("万元", 180000), ("元", 18)])
def test_a_form_without_unit_is_in_that_of_the_documents_tables(unit: str, budget: float) -> None:
    made_up = Document("made_up.txt", "0" * 64, "text", None, [grid(PLAIN)])
    forms = recognise_evaluations(made_up, replace(disclosure(), printed_unit=unit))
    assert forms.evaluations[0].initial_budget == budget


@pytest.mark.parametrize("as_line", [True, False])
def test_a_table_behind_a_form_is_no_part_of_it(as_line: bool) -> None:
    title = "财政拨款“三公”经费支出表"
    rows = """
        项目 | 本年预算数 | 上年预算数 | 增减 | 比例
        公务接待费 | 1.00 | 2.00 | -1.00 | -50%
    """
    other = [line(title), grid(rows)] if as_line else [grid(f"{title} | ^ | ^ | ^ | ^\n{rows}")]
    forms = forms_of_blocks(line("项目支出绩效目标表"), grid(PLAIN), *other)
    assert levels(forms) == [("产出指标", "数量指标", "监测点位")]


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        # All titles have the word: it is the form's.
        (("大气监测项目绩效目标表", "修缮项目绩效目标表"), ["大气监测", "修缮"]),
        # Another title has it not: it is the name's.
        (
            ("1、大气监测改造项目绩效目标表", "2、修缮资金绩效目标表"),
            ["大气监测改造项目", "修缮资金"],
        ),
        (("大气监测改造项目绩效目标表",), ["大气监测改造项目"]),
        (("大气监测项目支出绩效目标表",), ["大气监测"]),
    ],
)
def test_the_word_project_at_the_end_of_a_name_in_a_title(
    titles: tuple[str, ...], names: list[str]
) -> None:
    table = grid(
        """
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 监测点位 | ≥12个
        """
    )
    blocks = [block for title in titles for block in (line(title), table)]
    assert [row.name for row in forms_of_blocks(*blocks).evaluations] == names
