"""Random performance forms, each with the columns that its layout has a place for."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any, Final

from analytics.model import (
    DEPARTMENT_RESULT,
    DEPARTMENT_TARGET,
    DisclosureRows,
    Evaluation,
    Funding,
    Indicator,
)
from analytics.recognising.wording import normalise
from corpus.forms import FormLayout
from corpus.layouts import Layout

_PROJECTS: Final = (
    "医疗救助补助资金",
    "信息系统运行维护费",
    "业务培训经费",
    "基金监管专项经费",
    "档案数字化加工服务",
    "困难群众一次性生活补贴（市级配套）资金",
)
_OWN_FORMS: Final = frozenset({DEPARTMENT_RESULT, DEPARTMENT_TARGET})
_LEVELS: Final = (
    ("成本指标", "经济成本指标"),
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
_EVERY_FORM_HAS: Final = "数量指标"
_NAMES: Final = ("培训人次", "系统验收合格率", "资金拨付及时率", "受益群众满意度", "业务办理量")
_TARGETS: Final = (("≥", "95", "%"), ("=", "100", "%"), ("≤", "30", "天"), ("≥", "12", "万人"))
_REASONS: Final = ("采购程序尚未完成", "参保人数超过预期", "年中调整了工作安排")


def add_forms(random: Random, layout: Layout, rows: DisclosureRows) -> None:
    """Forms of every kind that the layout prints, numbered in the order of the document."""
    for kind, form in layout.forms.items():
        for name in random.sample(_PROJECTS, 1 if kind in _OWN_FORMS else random.randint(0, 3)):
            number = len(rows.evaluations) + 1
            agency = rows.disclosure.agency
            rows.evaluations.append(
                _evaluation(
                    random, form, kind, number, agency if kind in _OWN_FORMS else name, agency
                )
            )
            rows.funding += _sources(random, form, number)
            rows.indicators += _indicators(random, form, number)


def _evaluation(
    random: Random, form: FormLayout, kind: str, number: int, name: str, agency: str
) -> Evaluation:
    budget, executed = _cents(random), random.choice((Decimal(0), _cents(random)))
    printed: dict[str, Any] = {
        "department": agency,
        "unit": agency + "服务中心",
        "initial_budget": float(_cents(random)),
        "adjusted_budget": float(budget),
        "budget": float(budget),
        "executed": float(executed),
        "printed_rate": float(round(executed / budget, 4)),
        "rate_weight": 10.0,
        "rate_score": _marks(random),
        "deduction": _marks(random),
        "total_score": _marks(random) * 10,
    }
    columns = {
        column: value if column in form.evaluation.split() else None
        for column, value in printed.items()
    }
    if columns["budget"] is None:
        adjusted, initial = columns["adjusted_budget"], columns["initial_budget"]
        columns["budget"] = initial if adjusted is None else adjusted
    spent = columns["executed"]
    return Evaluation(
        disclosure_id="",
        evaluation_no=number,
        form=kind,
        name=normalise(name),
        execution_rate=None if spent is None else spent / columns["budget"],
        theme=None,
        page=None,
        locator="",
        **columns,
    )


def _sources(random: Random, form: FormLayout, number: int) -> list[Funding]:
    return [
        Funding(
            disclosure_id="",
            evaluation_no=number,
            source=normalise(source),
            initial_budget=float(_cents(random)),
            adjusted_budget=float(_cents(random)),
            executed=float(_cents(random)),
            printed_rate=float(round(Decimal(random.randint(0, 10_000)) / 10_000, 4)),
        )
        for source in form.sources
    ]


def _indicators(random: Random, form: FormLayout, number: int) -> list[Indicator]:
    indicators = []
    for level1, level2 in _LEVELS:
        least = 1 if level2 == _EVERY_FORM_HAS else 0
        for name in random.sample(_NAMES, random.randint(least, 2)):
            sign, value, unit = random.choice(_TARGETS)
            has_own_cells = "operator" in form.indicator.split()
            printed: dict[str, Any] = {
                "operator": sign,
                "target": value if has_own_cells else sign + value + unit,
                "unit": unit,
                "actual": str(random.randint(0, 120)),
                "completion": float(Decimal(random.randint(0, 100)) / 100),
                "weight": _marks(random),
                "score": _marks(random),
                "deviation": float(Decimal(random.randint(-10_000, 10_000)) / 10_000),
                "reason": random.choice((None, *_REASONS)),
            }
            columns = {
                column: value if column in form.indicator.split() else None
                for column, value in printed.items()
            }
            indicators.append(
                Indicator(
                    disclosure_id="",
                    evaluation_no=number,
                    level1=level1,
                    level2=level2,
                    name=name,
                    page=None,
                    locator="",
                    **columns,
                )
            )
    return indicators


def _cents(random: Random) -> Decimal:
    return Decimal(random.randint(1, 9_999_999)) / 100


def _marks(random: Random) -> float:
    return float(Decimal(random.randint(0, 100)) / 10)
