"""Liaoning: the national tables with “三公” in rows, and the explanation before them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from analytics.model import (
    DEPARTMENT_RESULT,
    FINAL_ACCOUNTS,
    OVERSEAS,
    PROJECT_RESULT,
    RECEPTION,
    THREE_PUBLIC,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
)
from corpus.forms import (
    Form,
    FormLayout,
    Forms,
    PrintedForm,
    beside,
    indicator_rows,
    percent_sign,
    plain,
    spread,
)
from corpus.layouts import Layout
from corpus.ledger import NumberStyle
from corpus.national import SIDE_BY_SIDE_WITH_COMPANIES, national_tables
from corpus.prose import LISTED_PROSE
from corpus.tables import Down, cells


def _indicators(form: Form, ratio: Callable[[float | None], str]) -> list[list[str]]:
    head = cells("""
        一级指标|二级指标|三级指标|年度目标值|<|<|全年完成值|完成程度|分值|得分|
            未完成原因分析|<|<|<|<|<|改进措施
        ^|^|^|运算符号|内容|度量单位|^|^|^|^|
            经费保障|制度保障|人员保障|硬件条件保障|其他|原因说明|^
    """)
    return head + indicator_rows(
        form.indicators,
        lambda indicator: [
            indicator.name,
            indicator.operator or "",
            indicator.target or "",
            indicator.unit or "",
            indicator.actual or "",
            ratio(indicator.completion),
            plain(indicator.weight),
            plain(indicator.score),
            *[""] * 5,
            indicator.reason or "",
            "",
        ],
    )


_WIDTHS: Final = (1.2, 1.4, 1.6, 2.6, 1, 1.6, 1.2, 2.2, 1.3, 1.1, 1.1, *[1] * 5, 2, 1.6)


def _project_result(form: Form) -> PrintedForm:
    """预算项目（政策）绩效自评表: eighteen columns, the scores added up on one line."""
    evaluation = form.evaluation
    indicator_score = sum(
        (Decimal(str(row.score)) for row in form.indicators if row.score is not None), Decimal(0)
    )
    return PrintedForm(
        above=(f"预算项目(政策)绩效自评表（{form.year}年度）",),
        rows=[
            spread(("项目(政策)名称", 3), (evaluation.name, 15)),
            spread(("主管部门", 3), (evaluation.department or "", 15)),
            spread(("实施单位", 3), (evaluation.unit or "", 15)),
            spread(
                ("项目预算金额(万元)", 3),
                (plain(evaluation.budget), 4),
                ("全年执行数", 2),
                (plain(evaluation.executed), 3),
                ("执行率", 3),
                (percent_sign(evaluation.printed_rate), 3),
            ),
            *beside(
                "年度总体目标",
                [
                    spread(("年初设定目标", 9), ("全年实际完成情况", 8)),
                    spread(("见原公开文件", 9), ("见原公开文件", 8)),
                ],
            ),
            *beside("绩效指标", _indicators(form, percent_sign)),
            spread(
                ("指标自评得分小计", 3),
                (plain(float(indicator_score)), 2),
                ("预算执行率得分", 3),
                (plain(evaluation.rate_score), 2),
                ("减分项", 2),
                (plain(evaluation.deduction), 2),
                ("绩效自评总得分", 2),
                (plain(evaluation.total_score), 2),
            ),
            spread(("结果应用建议", 3), ("结果应用建议选项", 7), ("具体建议内容", 8)),
            spread(("", 3), ("规范财政资金管理", 7), ("", 8)),
        ],
        widths=_WIDTHS,
        landscape=True,
        size=8.0,
    )


def _department_result(form: Form) -> PrintedForm:
    """部门（单位）整体绩效自评表."""
    evaluation = form.evaluation
    return PrintedForm(
        above=("部门（单位）整体绩效自评表", f"（{form.year}年度）"),
        rows=[
            spread(("部门（单位）名称", 3), (evaluation.name, 15)),
            spread(("部门年初预算收入金额", 3), (plain(evaluation.initial_budget), 15)),
            spread(("部门年初预算支出金额", 3), (plain(evaluation.initial_budget), 15)),
            *beside(
                "年度目标",
                [
                    spread(("年初总体目标", 9), ("全年完成情况", 8)),
                    spread(("见原公开文件", 9), ("见原公开文件", 8)),
                ],
            ),
            *beside("绩效指标", _indicators(form, plain)),
            spread(("总评价得分", 9), (plain(evaluation.total_score), 9)),
            spread(("结果应用建议", 3), ("结果应用建议选项", 7), ("具体建议内容", 8)),
        ],
        widths=_WIDTHS,
        landscape=True,
        size=8.0,
    )


_INDICATOR: Final = "operator target unit actual completion weight score reason"

FORMS: Final[Forms] = {
    PROJECT_RESULT: FormLayout(
        _project_result,
        evaluation="department unit budget executed printed_rate rate_score deduction total_score",
        indicator=_INDICATOR,
    ),
    DEPARTMENT_RESULT: FormLayout(
        _department_result, evaluation="initial_budget total_score", indicator=_INDICATOR
    ),
}

LAYOUT: Final = Layout(
    name="liaoning",
    province="辽宁省",
    kind=FINAL_ACCOUNTS,
    tables=national_tables(
        code="功能分类科目编码",
        side_code="科目编码",
        groups=SIDE_BY_SIDE_WITH_COMPANIES,
        balance="使用非财政拨款结余(含专用结余)",
        three_public=Down(
            THREE_PUBLIC,
            "财政拨款“三公经费”支出决算明细表",
            "项 目 | 预算数 | 决算数",
            (4, 2, 2),
            items=(
                (TOTAL, "合 计"),
                (OVERSEAS, "1、因公出国（境）费"),
                (RECEPTION, "2、公务接待费"),
                (VEHICLES, "3、公务用车购置及运行费"),
                (VEHICLE_OPERATION, "其中：（1）公务用车运行维护费"),
                (VEHICLE_PURCHASE, "（2）公务用车购置费"),
            ),
        ),
    ),
    caption=(
        ("", "公开 {number:02} 表"),
        ("部门：{agency}", "{year} 年度"),
        ("", "金额单位：{unit}"),
    ),
    prose=LISTED_PROSE,
    forms=FORMS,
    numbers=NumberStyle(thousands=True),
    parts=("prose", "tables", "forms"),
    footer="{page}",
)
