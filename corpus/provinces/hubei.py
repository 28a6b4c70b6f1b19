"""Hubei: the national tables, “三公” last and in columns."""

from __future__ import annotations

from typing import Final

from analytics.model import FINAL_ACCOUNTS, PROJECT_RESULT, THREE_PUBLIC
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
from corpus.national import THREE_PUBLIC_ACROSS, national_tables, with_last
from corpus.prose import NATIONAL_PROSE


def _project_result(form: Form) -> PrintedForm:
    """项目绩效自评表: one line of money, the rate's marks in the label beside it."""
    evaluation = form.evaluation
    marks = plain(evaluation.rate_weight)
    money = [
        spread(
            ("", 2),
            ("预算数(A)", 1),
            ("执行数(B)", 1),
            ("执行率(B/A)", 1),
            (f"得分({marks}分*执行率)", 1),
        ),
        spread(
            ("年度财政资金总额", 2),
            (plain(evaluation.budget), 1),
            (plain(evaluation.executed), 1),
            (percent_sign(evaluation.printed_rate), 1),
            (plain(evaluation.rate_score), 1),
        ),
    ]
    indicators = indicator_rows(
        form.indicators,
        lambda indicator: [
            *spread((indicator.name, 2)),
            indicator.target or "",
            indicator.actual or "",
            plain(indicator.score),
        ],
    )
    head = [
        "一级指标",
        "二级指标",
        *spread(("三级指标", 2)),
        "年初目标值(A)",
        "实际完成值(B)",
        "得分",
    ]
    return PrintedForm(
        above=(f"{form.year}年度{form.agency}项目绩效自评表",),
        rows=[
            spread(("项目名称", 2), (evaluation.name, 6)),
            spread(
                ("主管部门", 2),
                (evaluation.department or "", 2),
                ("项目实施单位", 2),
                (evaluation.unit or "", 2),
            ),
            *beside(f"预算执行情况（万元）({marks}分)", money, 2),
            *beside("年度绩效目标", [head, *indicators]),
            spread(("总分", 7), (plain(evaluation.total_score), 1)),
            spread(("偏差大或目标未完成原因分析", 2), ("", 6)),
            spread(("改进措施及结果应用方案", 2), ("", 6)),
        ],
        widths=(1.6, 1.4, 1.4, 1.6, 1.6, 1.8, 1.8, 1.4),
    )


FORMS: Final[Forms] = {
    PROJECT_RESULT: FormLayout(
        _project_result,
        evaluation="department unit budget executed printed_rate rate_weight rate_score "
        "total_score",
        indicator="target actual score",
    )
}

LAYOUT: Final = Layout(
    name="hubei",
    province="湖北省",
    kind=FINAL_ACCOUNTS,
    tables=with_last(national_tables(three_public=THREE_PUBLIC_ACROSS), last=THREE_PUBLIC),
    caption=(("", "公开{number:02}表"), ("部门：{agency}", "金额单位：{unit}")),
    prose=NATIONAL_PROSE,
    forms=FORMS,
    numbers=NumberStyle(thousands=True),
    headings=True,
)
