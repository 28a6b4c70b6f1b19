"""The performance forms of published originals, against what their pages print.

The originals stand beside the repository; every figure here was read on the page that it names.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from analytics.model import Evaluation, Indicator
from analytics.reading import read
from analytics.recognising.evaluations import Forms, recognise_evaluations
from analytics.recognising.identity import identify


@lru_cache(maxsize=8)
def forms_of(path: Path) -> Forms:
    document = read(path.name, path.read_bytes())
    return recognise_evaluations(document, identify(document))


def indicators(forms: Forms, number: int) -> list[Indicator]:
    return [row for row in forms.indicators if row.evaluation_no == number]


def named(forms: Forms, name: str) -> Indicator:
    (row,) = (row for row in forms.indicators if row.name == name)
    return row


def money(row: Evaluation) -> tuple[float | None, ...]:
    return row.initial_budget, row.adjusted_budget, row.budget, row.executed, row.printed_rate


@pytest.mark.parametrize(
    ("name", "forms", "rows"),
    [
        ("beijing_yibaoju_2026_budget-tables.pdf", 28, 397),
        ("changsha_xinfangju_2026_budget.pdf", 5, 101),
        ("fuzhou_yibaoju_2026_budget.pdf", 13, 104),
        ("guojia-xinfangju_2024_final.pdf", 4, 37),
        ("ningde_zhengfuban_2024_selfeval.pdf", 1, 17),
        ("shanghai-putuo_wanlijiedao_2023_budget.pdf", 5, 65),
        ("xian_yibaoju_2022_budget.pdf", 2, 101),
        ("yantai_xinfangju_2026_budget.pdf", 3, 32),
        # They speak of performance in sentences and hold no form.
        ("foshan_guidaojiaotongju_2019_final.pdf", 0, 0),
        ("jiangsu_renda_2019_budget-tables.pdf", 0, 0),
        ("kunming_zhengfuban_2026_budget.html", 0, 0),
        ("shanghai-putuo_guiziju_2024_final.pdf", 0, 0),
        ("shanghai-putuo_sifaju_2026_unit-budget.pdf", 0, 0),
        ("shanghai-putuo_wanlijiedao_2024_budget.pdf", 0, 0),
        ("shenzhen_yibaoju_2026_budget.pdf", 0, 0),
        ("wuxi_xinfangju_2025_budget.pdf", 0, 0),
    ],
)
def test_forms_and_indicators_of_each(samples: Path, name: str, forms: int, rows: int) -> None:
    found = forms_of(samples / name)
    assert (len(found.evaluations), len(found.indicators)) == (forms, rows)
    assert all(row.level1 and row.name and row.target for row in found.indicators)


def test_a_department_evaluates_itself(samples: Path) -> None:
    # Ningde, its only page.
    forms = forms_of(samples / "ningde_zhengfuban_2024_selfeval.pdf")
    (whole,) = forms.evaluations
    assert (whole.form, whole.name) == ("department_result", "宁德市人民政府办公室")
    assert money(whole) == (9209.55, 9999.77, 9999.77, 8874.74, 0.8875)
    assert (whole.rate_weight, whole.rate_score, whole.total_score) == (10, 7, 92.33)
    # 年中调整 790.22, 结余 1125.03 and 资金结余率 11.25 % have no column; they follow.
    assert whole.adjusted_budget is not None
    assert whole.initial_budget is not None
    assert whole.executed is not None
    assert whole.adjusted_budget - whole.initial_budget == pytest.approx(790.22)
    surplus = whole.adjusted_budget - whole.executed
    assert surplus == pytest.approx(1125.03)
    assert surplus / whole.adjusted_budget == pytest.approx(0.1125, abs=0.00005)
    assert [(x.source, x.adjusted_budget, x.executed) for x in forms.funding] == [
        ("财政资金小计", 0, 0),
        ("①中央财政资金", 0, 0),
        ("②省级财政资金", 0, 0),
        ("③地方财政资金", 9999.77, 8874.74),
        ("其他资金小计", 0, 0),
    ]
    # 服务对象满意度 runs over into the column of the name.
    seats = named(forms, "12345平台座席满意率")
    assert (seats.level1, seats.level2, seats.actual) == ("满意度指标", "服务对象满意度", "99.14")
    cost = named(forms, "基本经费投入成本")
    assert (cost.level1, cost.level2) == ("成本指标", "经济成本指标")
    assert (cost.target, cost.actual, cost.weight, cost.score) == ("≤3843.67万元", "4262.96", 4, 0)
    assert cost.reason == "年中追加预算经费,实际支出超过年初预算安排。"
    assert sum(row.weight or 0 for row in forms.indicators) == 90
    assert sum(row.score or 0 for row in forms.indicators) + 7 == pytest.approx(92.33)


def test_a_central_body_evaluates_its_projects(samples: Path) -> None:
    # Pages 30 to 36 of the State Bureau for Letters and Calls.
    forms = forms_of(samples / "guojia-xinfangju_2024_final.pdf")
    assert [(row.name, row.department, row.unit) for row in forms.evaluations] == [
        ("信访干部培训专项", "国家信访局", "国家信访局"),
        ("信访研究宣传立法专项", "国家信访局", "国家信访局"),
        ("资产运行维护", "国家信访局", "国家信访局"),
        ("信息化运行维护", "国家信访局", "国家信访局本级"),
    ]
    assert [money(row) for row in forms.evaluations] == [
        (180.61, 180.03, 180.03, 180.03, 1),
        (493.76, 536.2, 536.2, 413.57, 0.7713),
        (120, 120, 120, 120, 1),
        (1638.67, 1639.34, 1639.34, 1032.99, 0.6301),
    ]
    assert [(x.rate_weight, x.rate_score, x.total_score) for x in forms.evaluations] == [
        (10, 10, 98),
        (10, 7.7, 94.7),
        (10, 10, 98),
        (10, 6.3, 90.5),
    ]
    assert [
        (x.source, x.initial_budget, x.adjusted_budget, x.executed)
        for x in forms.funding
        if x.evaluation_no == 2
    ] == [
        ("其中：财政拨款", 473.76, 473.76, 351.13),
        ("上年结转", 20, 62.44, 62.44),
        ("其他资金", 0, 0, 0),
    ]
    articles = named(forms, "微信发稿量（篇）")
    assert (articles.target, articles.actual, articles.score) == ("≥350篇", "335篇", 4)


def test_a_list_of_projects_over_twelve_pages(samples: Path) -> None:
    # Beijing, pages 15 to 26; a name cell cut by a page break is printed on one of the pages.
    forms = forms_of(samples / "beijing_yibaoju_2026_budget-tables.pdf")
    rows = {
        row.evaluation_no: len(indicators(forms, row.evaluation_no)) for row in forms.evaluations
    }
    assert [(x.page, x.name, x.initial_budget, rows[x.evaluation_no]) for x in forms.evaluations][
        :8
    ] == [
        (15, "医疗保障公众评价", 76.436338, 17),
        (15, "医疗保障基金飞行检查保障经费", 129.25, 6),
        (15, "执法运行综合保障经费", 20, 5),
        (16, "医疗保障工作宣传服务", 723.32824, 51),
        (17, "法制政府建设经费", 86, 14),
        (17, "医疗保障电话咨询服务", 293.55362, 18),
        (17, "医疗保障业务工作专家劳务经费", 88.11, 8),
        (18, "医疗保障审计检查经费", 910.2549, 38),
    ]
    assert [(x.source, x.initial_budget) for x in forms.funding if x.evaluation_no == 1] == [
        ("财政资金", 76.436338)
    ]
    first = forms.indicators[0]
    assert (first.level1, first.level2, first.name) == ("产出指标", "数量指标", "宣传评估报告")
    assert (first.operator, first.target, first.unit) == ("＝", "1", "份")
    # Page 27: the department as a whole, levels and name in one cell.
    whole = forms.evaluations[-1]
    assert (whole.form, whole.name) == ("department_target", "北京市医疗保障局")
    assert whole.initial_budget == 110896.619602
    survey = indicators(forms, 28)[0]
    assert (survey.level1, survey.level2) == ("产出指标", "数量指标")
    assert (survey.name, survey.target) == ("参保人参保意愿调查样本", "3396")


def test_a_list_whose_projects_are_repeated_on_each_page(samples: Path) -> None:
    # Changsha, pages 22 to 29; the classified projects are left out of the list's 417.41.
    forms = forms_of(samples / "changsha_xinfangju_2026_budget.pdf")
    assert [
        (x.form, x.page, x.name, x.unit, x.initial_budget, len(indicators(forms, x.evaluation_no)))
        for x in forms.evaluations
    ] == [
        ("project_target", 22, "基层及其他信访业务工作经费专项", "长沙市信访局", 35.78, 16),
        ("project_target", 23, "人民来访接待中心及特护期运行专项", "长沙市信访局", 10.22, 16),
        ("project_target", 25, "人民来访接待中心业务专项", "长沙市信访局", 102.8, 23),
        ("project_target", 27, "信访业务工作专项", "长沙市信访局", 138.11, 21),
        ("department_target", 30, "长沙市信访局", None, 1935.36, 25),
    ]
    rate = named(forms, "经费分档精准率")
    assert (rate.operator, rate.target, rate.unit) == ("≥", "95", "%")
    held = named(forms, "乡村振兴经费调拨及时性")
    assert (held.operator, held.target, held.unit) == ("定性", "按时", None)


def test_the_targets_of_shaanxi(samples: Path) -> None:
    # Xi'an, pages 46 to 49; the blank form on page 50 is none.
    forms = forms_of(samples / "xian_yibaoju_2022_budget.pdf")
    assert [(x.form, x.page, x.name, x.initial_budget) for x in forms.evaluations] == [
        ("project_target", 46, "其他履职尽责专项业务费", 3075.23),
        ("department_target", 48, "西安市医疗保障局", 5386.42),
    ]
    assert [(x.source, x.initial_budget) for x in forms.funding] == [("其中：财政拨款", 3075.23)]


def test_the_targets_of_shandong(samples: Path) -> None:
    # Yantai, pages 30 to 32: 229_烟台市信访局 with its code.
    forms = forms_of(samples / "yantai_xinfangju_2026_budget.pdf")
    assert [(x.name, x.department, x.initial_budget) for x in forms.evaluations] == [
        ("实施公车统管费用", "烟台市信访局", 15),
        ("接访大厅运行经费", "烟台市信访局", 145),
        ("信访业务工作经费", "烟台市信访局", 75),
    ]


def test_the_targets_of_shanghai_in_yuan(samples: Path) -> None:
    # Wanli, pages 31 to 35; on page 35 the source exceeds the total, as printed.
    forms = forms_of(samples / "shanghai-putuo_wanlijiedao_2023_budget.pdf")
    assert [x.initial_budget for x in forms.evaluations] == [
        410,
        635.1,
        456.38,
        759.55,
        1090.3043,
    ]
    assert forms.funding[-3].initial_budget == 1141.9043
