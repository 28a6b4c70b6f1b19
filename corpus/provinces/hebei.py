"""Hebei: a budget with its rows counted in a first column."""

from __future__ import annotations

from typing import Final

from analytics.model import (
    BASIC_EXPENDITURE,
    BUDGET,
    DEPARTMENT_TARGET,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    OVERSEAS,
    PROJECT_TARGET,
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
from corpus.forms import Form, FormLayout, Forms, PrintedForm, indicator_rows, spread
from corpus.layouts import Layout, numbered
from corpus.national import FISCAL_MEASURES, THREE
from corpus.prose import BUDGET_PROSE
from corpus.tables import (
    CODE,
    LABEL,
    NAME,
    NUMBER,
    Down,
    Listing,
    SectionedListing,
    TwoSided,
    cells,
)


def _project_target(form: Form) -> PrintedForm:
    """绩效目标表: the project is named in the title alone."""
    indicators = indicator_rows(
        form.indicators,
        lambda indicator: [indicator.name, "", indicator.target or "", ""],
    )
    return PrintedForm(
        above=(f"{form.evaluation.name}绩效目标表",),
        rows=[
            spread(("绩效目标", 1), ("见原公开文件", 5)),
            *cells("一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据"),
            *indicators,
        ],
        widths=(1.5, 1.8, 3, 2.5, 1.8, 2),
    )


def _department_target(form: Form) -> PrintedForm:
    """单位整体支出绩效指标: sign, value and unit of a target in columns of their own."""
    head = cells("""
        一级指标|二级指标|三级指标|评（扣）分标准|绩效指标描述|指标值|<|<|指标值确定依据
        ^|^|^|^|^|符号|值|单位|^
    """)
    indicators = indicator_rows(
        form.indicators,
        lambda indicator: [
            indicator.name,
            "",
            "",
            indicator.operator or "",
            indicator.target or "",
            indicator.unit or "",
            "",
        ],
    )
    return PrintedForm(
        above=("单位整体支出绩效指标",),
        rows=[*head, *indicators],
        widths=(1.4, 1.4, 3, 2, 2, 1.3, 1.4, 1.2, 1.6),
    )


FORMS: Final[Forms] = {
    PROJECT_TARGET: FormLayout(_project_target, indicator="target"),
    DEPARTMENT_TARGET: FormLayout(_department_target, indicator="operator target unit"),
}

_BUDGET_CLASSES: Final = (
    "一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出 "
    "文化旅游体育与传媒支出 社会保障和就业支出 社会保险基金支出 卫生健康支出 节能环保支出 "
    "城乡社区支出 农林水支出 交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 "
    "援助其他地区支出 自然资源海洋气象等支出 住房保障支出 粮油物资储备支出 "
    "国有资本经营预算支出 灾害防治及应急管理支出 预备费 其他支出 转移性支出 债务还本支出 "
    "债务付息支出 债务发行费用支出 抗疫特别国债安排的支出 人行科目"
)
"""The classes that the summaries of a budget in Hebei print."""

_NUMBERED_LISTING: Final = (NUMBER, CODE, NAME)
_NUMBERED_TOTAL: Final = ("{number}", "", "{name}")
_NUMBERED_EMPTY: Final = ("", "", "")

LAYOUT: Final = Layout(
    name="hebei",
    province="河北省",
    kind=BUDGET,
    tables=(
        TwoSided(
            REVENUE_EXPENDITURE_SUMMARY,
            "单位预算收支总表",
            """
            序号 | 收入 | < | 支出 | <
            ^ | 项  目 | 预算数 | 项  目 | 预算数
            栏次 | 1 | 2 | 3 | 4
            """,
            (1, 5, 2, 5, 2),
            left=numbered(
                "一般公共预算拨款收入 政府性基金预算拨款收入 国有资本经营预算拨款收入 "
                "财政专户管理资金收入 事业收入 事业单位经营收入 上级补助收入 附属单位上缴收入 "
                "其他收入"
            ),
            right=numbered(_BUDGET_CLASSES),
            closing=(
                (REVENUE_TOTAL, EXPENDITURE_TOTAL),
                ("上年结转结余", "年终结转结余"),
                ("收入总计", "支出总计"),
            ),
            left_columns=(LABEL, "amount"),
            right_columns=(LABEL, "amount"),
            leading=True,
        ),
        Listing(
            REVENUE,
            "单位预算收入总表",
            """
            序号 | 功能分类科目 | < | 合计 | 本年收入 | < | < | < | < | < | < | < | 上年结转
            ^ | 科目编码 | 科目名称 | ^ | 小计 | 财政拨款收入 | 财政专户收入 | 事业收入 |
                经营收入 | 上级补助收入 | 附属单位上缴收入 | 其他收入 | ^
            栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
            """,
            (1, 1.8, 4.5, *[1.7] * 10),
            landscape=True,
            columns=(
                *_NUMBERED_LISTING,
                "total",
                "subtotal",
                "fiscal_appropriation",
                "special_account",
                "undertaking",
                "operating",
                "superior_subsidy",
                "subordinate_remittance",
                "other",
                "carry_over",
            ),
            total=_NUMBERED_TOTAL,
            empty=_NUMBERED_EMPTY,
        ),
        Listing(
            EXPENDITURE,
            "单位预算支出总表",
            """
            序号 | 功能分类科目 | < | 合计 | 基本支出 | 项目支出 | 经营支出 | 上解上级支出 |
                对附属单位补助支出
            ^ | 科目编码 | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
            栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
            """,
            (1, 2, 6, *[2] * 6),
            landscape=True,
            columns=(
                *_NUMBERED_LISTING,
                "total",
                "basic",
                "project",
                "operating",
                "superior_remittance",
                "subordinate_subsidy",
            ),
            total=_NUMBERED_TOTAL,
            empty=_NUMBERED_EMPTY,
        ),
        TwoSided(
            FISCAL_APPROPRIATION_SUMMARY,
            "单位预算财政拨款收支总表",
            """
            序号 | 收入 | < | 支出 | < | < | < | <
            ^ | 项  目 | 金额 | 项  目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
                国有资本经营预算财政拨款
            栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7
            """,
            (1, 4.5, 2, 4.5, 2, 2, 2, 2),
            left=numbered("一般公共预算拨款 政府性基金预算拨款 国有资本经营预算拨款"),
            right=numbered(_BUDGET_CLASSES),
            closing=(
                (REVENUE_TOTAL, EXPENDITURE_TOTAL),
                ("年初财政拨款结转和结余", "年末财政拨款结转和结余"),
                ("一、一般公共预算拨款", ""),
                ("二、政府性基金预算拨款", ""),
                ("三、国有资本经营预算拨款", ""),
                ("收入总计", "支出总计"),
            ),
            left_columns=(LABEL, "amount"),
            right_columns=(LABEL, *FISCAL_MEASURES),
            leading=True,
        ),
        Listing(
            GENERAL_BUDGET_EXPENDITURE,
            "单位预算一般公共预算财政拨款支出表",
            """
            序号 | 功能分类科目 | < | 合计 | 基本支出 | 项目支出
            ^ | 科目编码 | 科目名称 | ^ | ^ | ^
            栏次 | 1 | 2 | 3 | 4 | 5
            """,
            (1, 2, 5, 2, 2, 2),
            columns=(*_NUMBERED_LISTING, *THREE),
            total=_NUMBERED_TOTAL,
            empty=_NUMBERED_EMPTY,
        ),
        SectionedListing(
            BASIC_EXPENDITURE,
            "单位预算一般公共预算财政拨款基本支出表",
            """
            序号 | 支出部门经济分类科目 | < | 一般公共预算基本支出 | < | <
            ^ | 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
            栏次 | 1 | 2 | 3 | 4 | 5
            """,
            (1, 2, 5, 2, 2, 2),
            columns=(*_NUMBERED_LISTING, "amount"),
            total=_NUMBERED_TOTAL,
            empty=_NUMBERED_EMPTY,
        ),
        Listing(
            GOVERNMENT_FUND,
            "单位预算政府基金预算财政拨款支出表",
            """
            序号 | 功能分类科目 | < | 合计 | 基本支出 | 项目支出
            ^ | 科目编码 | 科目名称 | ^ | ^ | ^
            栏次 | 1 | 2 | 3 | 4 | 5
            """,
            (1, 2, 5, 2, 2, 2),
            columns=(*_NUMBERED_LISTING, *THREE),
            total=_NUMBERED_TOTAL,
            empty=_NUMBERED_EMPTY,
        ),
        Listing(
            STATE_CAPITAL,
            "单位预算国有资本经营预算财政拨款支出表",
            """
            序号 | 功能分类科目 | < | 合计 | 基本支出 | 项目支出
            ^ | 科目编码 | 科目名称 | ^ | ^ | ^
            栏次 | 1 | 2 | 3 | 4 | 5
            """,
            (1, 2, 5, 2, 2, 2),
            columns=(*_NUMBERED_LISTING, *THREE),
            total=_NUMBERED_TOTAL,
            empty=_NUMBERED_EMPTY,
        ),
        Down(
            THREE_PUBLIC,
            "单位预算财政拨款“三公”经费支出表",
            """
            序号 | 项  目 | 资 金 性 质 | < | < | <
            ^ | ^ | 合计 | 一般公共预算财政拨款 | 政府性基金预算拨款 | 国有资本经营预算财政拨款
            栏次 | 1 | 2 | 3 | 4 | 5
            """,
            (1, 4, 2, 2, 2, 2),
            items=(
                (TOTAL, "“三公”经费小计"),
                (OVERSEAS, "一、因公出国（境）费"),
                (VEHICLES, "二、公务用车购置及运维费"),
                (VEHICLE_PURCHASE, "其中：公务用车购置费"),
                (VEHICLE_OPERATION, "公务用车运行维护费"),
                (RECEPTION, "三、公务接待费"),
            ),
            columns=(NUMBER, LABEL, "budget", "budget", "", ""),
        ),
    ),
    caption=(("{agency}", ""), ("预算年度：{year}", "单位：{unit}")),
    prose=BUDGET_PROSE,
    forms=FORMS,
    footer="第 {page} 页",
)
