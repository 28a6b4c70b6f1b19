"""Fujian: tables without 行次, codes under 类, 款 and 项, rows that page breaks cut in two."""

from __future__ import annotations

from typing import Final

from analytics.model import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    FINAL_ACCOUNTS,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    GRAND_TOTAL,
    OVERSEAS,
    PROJECT_RESULT,
    RECEPTION,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    REVENUE_TOTAL,
    STATE_CAPITAL,
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
    fixed,
    fixed_percent,
    indicator_rows,
    plain,
    spread,
)
from corpus.layouts import Layout, numbered
from corpus.national import (
    CLASSES,
    EXPENDITURE_MEASURES,
    FISCAL_MEASURES,
    FUND_MEASURES,
    FUNDS,
    REVENUE_MEASURES,
    REVENUES,
    SIDE_BY_SIDE,
    SIDE_WIDTHS,
    THREE,
)
from corpus.prose import BY_CODE_PROSE
from corpus.sheet import LEFT
from corpus.tables import CODE, LABEL, NAME, NUMBER, Down, Listing, SideBySide, TwoSided, cells


def _project_result(form: Form) -> PrintedForm:
    """绩效自评公开表: money by source, marks and reasons beside each indicator."""
    evaluation = form.evaluation
    money = [
        ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率（%）", "得分"],
        [
            "年度资金总额",
            fixed(evaluation.initial_budget),
            fixed(evaluation.adjusted_budget),
            fixed(evaluation.executed),
            plain(evaluation.rate_weight),
            fixed_percent(evaluation.printed_rate),
            plain(evaluation.rate_score),
        ],
        *(
            [
                source.source,
                fixed(source.initial_budget),
                fixed(source.adjusted_budget),
                fixed(source.executed),
                "—",
                fixed_percent(source.printed_rate),
                "",
            ]
            for source in form.funding
        ),
    ]
    indicators = indicator_rows(
        form.indicators,
        lambda indicator: [
            indicator.name,
            indicator.target or "",
            indicator.actual or "",
            plain(indicator.weight),
            plain(indicator.score),
            indicator.reason or "",
        ],
    )
    head = cells(
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|指标分值|自评得分|偏差原因分析及改进措施"
    )
    return PrintedForm(
        above=("绩效自评公开表", f"（{form.year}年度）"),
        rows=[
            spread(("项目名称", 2), (evaluation.name, 7)),
            spread(
                ("主管部门", 2),
                (evaluation.department or "", 3),
                ("实施单位", 1),
                (evaluation.unit or "", 3),
            ),
            *beside("项目资金（万元）", [[name, LEFT, *rest] for name, *rest in money]),
            *beside(
                "年度总体目标",
                [
                    spread(("预期目标", 4), ("实际完成情况", 4)),
                    spread(("见原公开文件", 4), ("见原公开文件", 4)),
                ],
            ),
            *beside("绩效指标", [*head, *indicators]),
            spread(("总分", 7), (plain(evaluation.total_score), 1), ("", 1)),
        ],
        widths=(1.1, 1.4, 1.7, 2.2, 1.7, 1.7, 1, 1.1, 2),
        size=10.0,
    )


FORMS: Final[Forms] = {
    PROJECT_RESULT: FormLayout(
        _project_result,
        evaluation="department unit initial_budget adjusted_budget executed printed_rate "
        "rate_weight rate_score total_score",
        indicator="target actual weight score reason",
        sources=("其中：当年财政拨款", "其他资金", "上年结转资金"),
    )
}

_SUB_CODES: Final = ("类", "款", "项")

LAYOUT: Final = Layout(
    name="fujian",
    province="福建省",
    kind=FINAL_ACCOUNTS,
    tables=(
        TwoSided(
            REVENUE_EXPENDITURE_SUMMARY,
            "收入支出决算总表",
            """
            收入 | < | 支出 | <
            项目 | 决算数 | 项目（按支出功能分类） | 决算数
            """,
            (5, 2, 5, 2),
            left=REVENUES,
            right=numbered(CLASSES),
            closing=(
                (REVENUE_TOTAL, EXPENDITURE_TOTAL),
                ("使用非财政拨款结余（含专用结余）", "结余分配"),
                ("年初结转和结余", "年末结转和结余"),
                (GRAND_TOTAL, GRAND_TOTAL),
            ),
            left_columns=(LABEL, "amount"),
            right_columns=(LABEL, "amount"),
        ),
        Listing(
            REVENUE,
            "收入决算表",
            """
            项目 | < | < | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 经营收入 |
                附属单位上缴收入 | 其他收入
            支出功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^ | ^
            """,
            (1, 1, 1, 3.4, *[2] * 7),
            landscape=True,
            breaks_rows=True,
            columns=(CODE, LEFT, LEFT, NAME, *REVENUE_MEASURES),
            total=(*_SUB_CODES, "{name}"),
            empty=(*_SUB_CODES, TOTAL),
        ),
        Listing(
            EXPENDITURE,
            "支出决算表",
            """
            项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 |
                对附属单位补助支出
            支出功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
            """,
            (1, 1, 1, 3.4, *[2] * 6),
            landscape=True,
            breaks_rows=True,
            columns=(CODE, LEFT, LEFT, NAME, *EXPENDITURE_MEASURES),
            total=(*_SUB_CODES, "{name}"),
            empty=(*_SUB_CODES, TOTAL),
        ),
        TwoSided(
            FISCAL_APPROPRIATION_SUMMARY,
            "财政拨款收入支出决算总表",
            """
            收 入 | < | 支 出 | < | < | < | <
            项 目 | 金额 | 项目（按功能分类） | 合计 | 一般公共预算财政拨款 |
                政府性基金预算财政拨款 | 国有资本经营预算财政拨款
            """,
            (4, 2, 4.5, 2, 2, 2, 2),
            left=numbered(FUNDS),
            right=numbered(CLASSES),
            closing=(
                (REVENUE_TOTAL, EXPENDITURE_TOTAL),
                ("年初财政拨款结转和结余", "年末财政拨款结转和结余"),
                *((label, "") for label in numbered(FUNDS)),
                (GRAND_TOTAL, GRAND_TOTAL),
            ),
            left_columns=(LABEL, "amount"),
            right_columns=(LABEL, *FISCAL_MEASURES),
        ),
        Listing(
            GENERAL_BUDGET_EXPENDITURE,
            "一般公共预算财政拨款支出决算表",
            """
            项 目 | < | 本年支出 | < | <
            功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出
            """,
            (1.6, 3, 1.8, 1.8, 1.8),
            columns=(CODE, NAME, *THREE),
        ),
        SideBySide(
            BASIC_EXPENDITURE,
            "一般公共预算财政拨款基本支出决算表",
            """
            人员经费 | < | < | 公用经费 | < | < | < | < | <
            经济分类科目编码 | 科目名称 | 金额 | 经济分类科目编码 | 科目名称 | 金额 |
                经济分类科目编码 | 科目名称 | 金额
            """,
            SIDE_WIDTHS,
            landscape=True,
            groups=SIDE_BY_SIDE,
        ),
        Down(
            THREE_PUBLIC,
            "一般公共预算财政拨款“三公”经费支出决算表",
            "项目 | 行次 | 决算数",
            (4, 1, 2),
            items=(
                (TOTAL, TOTAL),
                (OVERSEAS, "1. 因公出国（境）费"),
                (VEHICLES, "2. 公务用车购置及运行维护费"),
                (VEHICLE_PURCHASE, "其中：（1）公务用车购置费"),
                (VEHICLE_OPERATION, "（2）公务用车运行维护费"),
                (RECEPTION, "3. 公务接待费"),
            ),
            columns=(LABEL, NUMBER, "final"),
        ),
        Listing(
            GOVERNMENT_FUND,
            "政府性基金预算财政拨款收入支出决算表",
            """
            项目 | < | < | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
            支出功能分类科目编码 | < | < | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
            类 | 款 | 项 | 栏次 | 1 | 4 | 7 | 8 | 11 | 12
            """,
            (1, 1, 1, 3, *[2] * 6),
            columns=(CODE, LEFT, LEFT, NAME, *FUND_MEASURES),
            total=("", "", "", "{name}"),
            empty=("", "", "", TOTAL),
        ),
        Listing(
            STATE_CAPITAL,
            "国有资本经营预算财政拨款支出决算表",
            """
            项 目 | < | 本年支出 | < | <
            功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
            栏次 | < | 1 | 2 | 3
            """,
            (2, 4, 2, 2, 2),
            columns=(CODE, NAME, *THREE),
        ),
    ),
    caption=(
        ("", "公开 {number:02} 表"),
        ("", "单位：{unit}"),
        ("部门：{agency}", ""),
    ),
    prose=BY_CODE_PROSE,
    forms=FORMS,
    headings=True,
    repeats_headers=False,
    bars=True,
    size=10.5,
    footer="{page}",
)
