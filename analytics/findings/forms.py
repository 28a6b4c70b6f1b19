"""What rules ask of a performance form: its names, its figures as printed, its marks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analytics.findings.case import Case, exact
from analytics.findings.rule import Printed
from analytics.findings.words import Words
from analytics.model import (
    DEPARTMENT_RESULT,
    PROJECT_RESULT,
    RATE_RULE,
    Evaluation,
    Indicator,
)

FULL_MARKS: Final = Decimal(100)
"""What the indicators' weights and the marks for the execution rate add up to in most forms."""

_QUANTITY: Final = re.compile(
    r"^(?P<operator>[≥≤><=＝≧≦]{1,2}|不低于|不少于|不高于|不超过|大于等于|小于等于)?"
    r"(?P<value>-?\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>[^\d,.≥≤><=-]*)$"
)
_ROUND_MARKS: Final = (Decimal(1), Decimal("0.5"))
_LARGEST_PERCENTAGE: Final = 1000
"""A target above it is two figures printed as one."""
_AT_LEAST: Final = frozenset({"≥", "≧", ">=", ">", "不低于", "不少于", "大于等于"})
_EQUAL: Final = frozenset({"=", "＝"})
_AT_MOST: Final = frozenset({"≤", "≦", "<=", "<", "不高于", "不超过", "小于等于"})


def results(case: Case) -> list[Evaluation]:
    """The forms that report what became of money: of projects, and of the department."""
    return [
        form for form in case.rows.evaluations if form.form in (PROJECT_RESULT, DEPARTMENT_RESULT)
    ]


def title(case: Case, form: Evaluation) -> Words:
    """A form by its name, with the unit where another form of the disclosure has the same name."""
    alike = sum(other.name == form.name for other in case.rows.evaluations)
    of_unit = f"（{form.unit}）" if alike > 1 and form.unit else ""
    kind_en, kind_zh = ("Project", "项目") if form.form == PROJECT_RESULT else ("Body", "单位")
    return f"{kind_en} {form.name}{of_unit}", f"{kind_zh} {form.name}{of_unit}"


FIGURES: Final = {
    "initial_budget": "年初预算数",
    "adjusted_budget": "全年预算数",
    "budget": "预算数",
    "executed": "全年执行数",
    "printed_rate": "执行率",
    "rate_weight": "执行率分值",
    "rate_score": "执行率得分",
    "deduction": "减分项",
    "total_score": "总分",
    RATE_RULE: "计分规则",
}
"""What the figures of a form are called."""


def figures_printed(
    case: Case, form: Evaluation, *figures: str, source: str | None = None
) -> tuple[Printed, ...]:
    """The cells of some figures of a form, or of one of its funding sources, as evidence.

    Figures that the form does not print are left out, as are those that repeat a cell; where it
    prints none, its head stands for it.
    """
    found = []
    seen: set[tuple[int | None, str]] = set()
    for figure in figures:
        cell = case.form_figures.get((form.evaluation_no, source, figure))
        if cell is not None and (cell.page, cell.locator) not in seen:
            seen.add((cell.page, cell.locator))
            named = f"{source or ''} {FIGURES[figure]} {cell.printed}".strip()
            found.append(Printed(cell.page, cell.locator, named))
    return tuple(found) or (Printed(form.page, form.locator, form.name),)


def indicator_printed(indicator: Indicator) -> Printed:
    """The row of an indicator as evidence: name, target, actual, weight and score."""
    target = f"{indicator.operator or ''}{indicator.target or ''}{indicator.unit or ''}"
    cells = (
        indicator.name,
        target,
        indicator.actual or "",
        *("" if marks is None else f"{marks:g}" for marks in (indicator.weight, indicator.score)),
    )
    return Printed(indicator.page, indicator.locator, " | ".join(cells))


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one form: of its indicators, and for the execution rate; None where unknown."""

    weights: Decimal | None
    scores: Decimal | None
    rate_weight: Decimal | None
    rate_score: Decimal | None
    summands: int

    @property
    def full(self) -> Decimal | None:
        """All marks that the form gives away, as far as it prints them."""
        if self.weights is None or self.rate_weight is None:
            return None
        return self.weights + self.rate_weight


def marks(case: Case, form: Evaluation) -> Marks:
    """The marks that a form prints."""
    own = case.indicators.get(form.evaluation_no, [])
    weights = [exact(each.weight) for each in own if each.weight is not None]
    scores = [exact(each.score) for each in own if each.score is not None]
    return Marks(
        weights=sum(weights, Decimal(0)) if own and len(weights) == len(own) else None,
        scores=sum(scores, Decimal(0)) if own and len(scores) == len(own) else None,
        rate_weight=None if form.rate_weight is None else exact(form.rate_weight),
        rate_score=None if form.rate_score is None else exact(form.rate_score),
        summands=len(own) + 1,
    )


def rounding_of(score: float) -> Decimal:
    """By how much rounding may have moved a score: 0.5 in whole marks, 0.25 in half ones, else 0.

    0 marks are none, and not a few that were rounded.
    """
    if not score:
        return Decimal(0)
    return next((place / 2 for place in _ROUND_MARKS if not exact(score) % place), Decimal(0))


def usual_full_marks(case: Case) -> Decimal:
    """What the marks of most forms of a disclosure add up to; 100 where too few tell."""
    fulls = Counter(full for form in results(case) if (full := marks(case, form).full) is not None)
    common = fulls.most_common(1)
    return common[0][0] if common and common[0][1] > 1 else FULL_MARKS


def output_share(case: Case, form: Evaluation) -> tuple[Decimal, list[Indicator]] | None:
    """The marks given to a form's output indicators (产出指标) over their full marks, and which.

    Where the form prints no marks for them, the mean of their completion. None where it prints
    neither.
    """
    outputs = [
        each
        for each in case.indicators.get(form.evaluation_no, [])
        if "产出" in (each.level1 or "")
    ]
    marked = [each for each in outputs if each.score is not None and each.weight]
    if marked:
        given = sum((exact(each.score or 0.0) for each in marked), Decimal(0))
        return given / sum((exact(each.weight or 0.0) for each in marked), Decimal(0)), marked
    completed = [each for each in outputs if each.completion is not None]
    if completed:
        done = sum(
            (min(exact(each.completion or 0.0), Decimal(1)) for each in completed), Decimal(0)
        )
        return done / len(completed), completed
    return None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what stands before and behind it: ≥, 90, %."""

    operator: str
    value: Decimal
    unit: str

    @property
    def at_least(self) -> bool:
        """Whether more is better."""
        return self.operator in _AT_LEAST

    @property
    def at_most(self) -> bool:
        """Whether less is better."""
        return self.operator in _AT_MOST


def quantity(
    text: str | None, operator: str | None = None, unit: str | None = None
) -> Quantity | None:
    """What a target or an actual value says, if it is one number; None for words and ranges."""
    found = _QUANTITY.match("".join((text or "").split()))
    if not found:
        return None
    return Quantity(
        operator=(operator or found["operator"] or "").strip(),
        value=Decimal(found["value"].replace(",", "")),
        unit=(found["unit"] or unit or "").strip(),
    )


def target_met(indicator: Indicator) -> bool | None:
    """Whether an indicator's actual value reaches its target; None where that cannot be said.

    Both must be one number in the same unit. A target of = is missed by what is below it; being
    above it is not held against anyone. A target without a sign says nothing.
    """
    target = quantity(indicator.target, indicator.operator, indicator.unit)
    actual = quantity(indicator.actual)
    if target is None or actual is None or actual.operator:
        return None
    if actual.unit and target.unit and actual.unit != target.unit:
        return None
    if target.unit == "%" and target.value > _LARGEST_PERCENTAGE:
        return None
    if target.at_least:
        return actual.value >= target.value
    if target.at_most:
        return actual.value <= target.value
    if target.operator in _EQUAL and target.value > 0:
        return actual.value >= target.value
    return None


def carried_by(form: Evaluation, marks_in_question: float | None) -> float:
    """The part of a form's budget, in 万元, that so many of its 100 marks answer for."""
    return (form.budget or 0.0) * min((marks_in_question or 0.0) / 100, 1.0)


def rate_figures(case: Case, form: Evaluation) -> tuple[Printed, ...]:
    """What a form prints of its execution rate and the marks for it, as evidence."""
    return figures_printed(
        *(case, form, "budget", "executed", "printed_rate"),
        *("rate_weight", "rate_score", RATE_RULE),
    )
