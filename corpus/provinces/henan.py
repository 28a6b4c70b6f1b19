"""Henan: the national tables without repeated headers, zero printed as 0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analytics.model import DEPARTMENT_RESULT, FINAL_ACCOUNTS, PROJECT_RESULT, THREE_PUBLIC
from corpus.forms import (
    Form,
    FormLayout,
    Forms,
    PrintedForm,
    beside,
    fixed_percent,
    indicator_rows,
    percent,
    plain,
    spread,
)
from corpus.layouts import Layout
from corpus.ledger import NumberStyle
from corpus.national import THREE_PUBLIC_ACROSS, national_tables, with_last
from corpus.prose import NATIONAL_PROSE
from corpus.tables import cells

_LEVELS: Final = (
    ("成本指标", "经济成本指标"),
    ("成本指标", "社会成本指标"),
    ("成本指标", "生态环境成本指标"),
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "经济效益指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "生态效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
"""The levels that the project form prints whether or not an indicator is theirs."""


def _money(form: Form, total: str) -> list[list[str]]:
    evaluation = form.evaluation
    return [
        spread(
            ("", 2),
            ("年初预算数", 1),
            ("全年预算数", 1),
            ("全年执行数", 1),
            ("分值", 1),
            ("执行率 %", 2),
            ("得分", 1),
        ),
        spread(
            (total, 2),
            (plain(evaluation.initial_budget), 1),
            (plain(evaluation.adjusted_budget), 1),
            (plain(evaluation.executed), 1),
            (plain(evaluation.rate_weight), 1),
            (percent(evaluation.printed_rate), 2),
            (plain(evaluation.rate_score), 1),
        ),
        *(
            spread(
                (source.source, 2),
                (plain(source.initial_budget), 1),
                (plain(source.adjusted_budget), 1),
                (plain(source.executed), 1),
                ("-", 1),
                (percent(source.printed_rate), 2),
                ("-", 1),
            )
            for source in form.funding
        ),
    ]


def _indicators(form: Form, blanks: Sequence[tuple[str, str]] = ()) -> list[list[str]]:
    head = cells(
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差度 %|偏差原因分析及改进措施"
    )
    return head + indicator_rows(
        form.indicators,
        lambda indicator: [
            indicator.name,
            indicator.target or "",
            indicator.actual or "",
            plain(indicator.weight),
            plain(indicator.score),
            "" if indicator.deviation is None else f"{fixed_percent(indicator.deviation)}%",
            indicator.reason or "",
        ],
        blanks,
    )


_WIDTHS: Final = (1.1, 1.3, 1.4, 2.6, 1.8, 1.8, 1, 1, 1.5, 2.4)


def _project_result(form: Form) -> PrintedForm:
    """项目单位自评表: money by source, four marks for its management, then the indicators."""
    evaluation = form.evaluation
    return PrintedForm(
        above=("项目单位自评表",),
        rows=[
            spread(("项目名称", 2), (evaluation.name, 8)),
            spread(
                ("主管部门", 2),
                (evaluation.department or "", 3),
                ("实施单位", 2),
                (evaluation.unit or "", 3),
            ),
            *beside("项目资金（万元）", _money(form, "年度资金总额（万元）：")),
            *beside(
                "年度总体目标",
                [
                    spread(("预期目标", 4), ("实际完成情况", 5)),
                    spread(("见原公开文件", 4), ("见原公开文件", 5)),
                ],
            ),
            *beside("绩效指标", _indicators(form, _LEVELS)),
            spread(("总分", 6), ("100", 1), (plain(evaluation.total_score), 1), ("", 2)),
        ],
        widths=_WIDTHS,
    )


def _department_result(form: Form) -> PrintedForm:
    """部门整体自评表."""
    evaluation = form.evaluation
    return PrintedForm(
        above=("部门整体自评表",),
        rows=[
            spread(("部门（单位）名称", 2), (evaluation.name, 8)),
            *beside("部门整体支出情况", _money(form, "部门预算总额（万元）")),
            *beside(
                "年度履职目标",
                [
                    spread(("预期目标", 4), ("实际完成情况", 5)),
                    spread(("见原公开文件", 4), ("见原公开文件", 5)),
                ],
            ),
            *beside("绩效指标", _indicators(form)),
            spread(("总分", 6), ("100", 1), (plain(evaluation.total_score), 1), ("", 2)),
        ],
        widths=_WIDTHS,
    )


_INDICATOR: Final = "target actual weight score deviation reason"

FORMS: Final[Forms] = {
    PROJECT_RESULT: FormLayout(
        _project_result,
        evaluation="department unit initial_budget adjusted_budget executed printed_rate "
        "rate_weight rate_score total_score",
        indicator=_INDICATOR,
        sources=("政府性预算资金", "财政专户管理资金", "单位资金"),
    ),
    DEPARTMENT_RESULT: FormLayout(
        _department_result,
        evaluation="initial_budget adjusted_budget executed printed_rate rate_weight rate_score "
        "total_score",
        indicator=_INDICATOR,
        sources=("（1）政府预算资金", "（2）财政专户管理资金", "（3）单位资金"),
    ),
}

LAYOUT: Final = Layout(
    name="henan",
    province="河南省",
    kind=FINAL_ACCOUNTS,
    tables=with_last(
        national_tables(three_public=THREE_PUBLIC_ACROSS, balance="使用非财政拨款结余和专用结余"),
        last=THREE_PUBLIC,
    ),
    caption=(
        ("", "公开 {number:02} 表"),
        ("", "单位：{unit}"),
        ("部门名称：{agency}", "{year} 年度"),
    ),
    prose=NATIONAL_PROSE,
    forms=FORMS,
    numbers=NumberStyle(zero="0"),
    repeats_headers=False,
    size=10.0,
)
