"""What plants do to a performance form: other money or marks, and all that follows from them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from analytics.model import PROJECT_RESULT, Evaluation, Funding, Indicator
from corpus.honest_corpus import Made

_REASON = "项目跨年实施"


def projects(made: Made) -> list[Evaluation]:
    """The results of projects."""
    return [form for form in made.rows.evaluations if form.form == PROJECT_RESULT]


def large_project(
    random: Random, made: Made, fits: Callable[[Evaluation], bool] = lambda form: True
) -> Evaluation | None:
    """One of the larger half of the projects that fit: errors in small change are none to tell."""
    found = [form for form in projects(made) if form.budget and form.executed and fits(form)]
    found.sort(key=lambda form: -(form.budget or 0.0))
    return random.choice(found[: (len(found) + 1) // 2]) if found else None


def indicators(made: Made, form: Evaluation) -> list[Indicator]:
    """The indicators of a form."""
    return [each for each in made.rows.indicators if each.evaluation_no == form.evaluation_no]


def sources(made: Made, form: Evaluation) -> list[Funding]:
    """The funding sources of a form."""
    return [each for each in made.rows.funding if each.evaluation_no == form.evaluation_no]


def tells_outputs(made: Made, form: Evaluation) -> bool:
    """Whether a form prints full marks or completion of outputs, so that claims can be told."""
    return any(
        "产出" in (each.level1 or "") and (each.weight is not None or each.completion is not None)
        for each in indicators(made, form)
    )


def set_money(made: Made, form: Evaluation, budget: float, executed: float) -> None:
    """Other money, with the rate, its marks, the total and the sources to match."""
    budget, executed = round(budget, 2), round(executed, 2)
    rate = executed / budget if budget else None
    form.budget, form.executed, form.execution_rate = budget, executed, rate
    if form.adjusted_budget is not None:
        form.adjusted_budget = form.budget
    if form.initial_budget is not None:
        form.initial_budget = form.budget
    form.printed_rate = None if rate is None else round(rate, 4)
    if form.rate_score is not None:
        whole = form.rate_weight or 10.0
        form.rate_score = round(whole * min(rate or 0.0, 1.0), 2)
    for at, source in enumerate(sources(made, form)):
        source.initial_budget = source.adjusted_budget = budget if at == 0 else 0.0
        source.executed = executed if at == 0 else 0.0
        source.printed_rate = form.printed_rate if at == 0 else 0.0
    add_up(made, form)


def add_up(made: Made, form: Evaluation) -> None:
    """The total that the marks of a form make."""
    if form.total_score is not None:
        marks = [each.score for each in indicators(made, form)] + [form.rate_score]
        form.total_score = float(sum((Decimal(str(mark)) for mark in marks if mark), Decimal(0)))


def claim(indicator: Indicator) -> None:
    """An indicator that is met, with all its marks."""
    target = (indicator.target or "").lstrip("≥≤=")
    indicator.actual = target
    indicator.reason = None
    if indicator.completion is not None:
        indicator.completion = 1.0
    if indicator.deviation is not None:
        indicator.deviation = 0.0
    indicator.score = _full(indicator)


def fail(indicator: Indicator, part: float) -> None:
    """An indicator of which only a part was done, with a part of its marks, and the reason."""
    if (indicator.target or "").startswith("≤") or indicator.operator == "≤":
        return
    target = int("".join(sign for sign in indicator.target or "" if sign.isdigit()) or 0)
    done = int(target * part)
    indicator.actual = str(done)
    indicator.score = round(_full(indicator) * part * 2) / 2
    if indicator.completion is not None:
        indicator.completion = round(part, 4)
    if indicator.deviation is not None:
        indicator.deviation = round(part - 1, 4)


def _full(indicator: Indicator) -> float:
    """All marks of an indicator; where a form prints no weights, those that it got when met."""
    return indicator.weight if indicator.weight is not None else (indicator.score or 0.0)


def set_outputs(made: Made, form: Evaluation, part: float | None) -> None:
    """What the form says of its outputs: a part was done, or all where part is None."""
    gives_reasons = "reason" in made.layout.forms[form.form].indicator.split()
    for indicator in indicators(made, form):
        if "产出" in (indicator.level1 or ""):
            if part is None:
                claim(indicator)
            else:
                fail(indicator, part)
                indicator.reason = _REASON if gives_reasons else None
    add_up(made, form)
