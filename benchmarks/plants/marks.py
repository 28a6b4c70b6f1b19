"""Errors planted in the marks of performance forms."""

from __future__ import annotations

from random import Random

from analytics.model import DisclosureRows, Evaluation, Indicator
from benchmarks.plants.form import add_up, claim, indicators, projects, set_money
from benchmarks.plants.plant import Plant, Target, forms
from corpus.honest_corpus import Made

_TELLING = 4
_NEARLY_ALL = 0.975
"""Below this rate marks tell whether they go with it."""


def _marked(made: Made) -> list[Indicator]:
    """The indicators of projects that print weight and score."""
    numbers = {form.evaluation_no for form in projects(made)}
    return [
        each
        for each in made.rows.indicators
        if each.evaluation_no in numbers and each.weight and each.score is not None
    ]


def _form_of(made: Made, indicator: Indicator) -> Evaluation:
    return next(
        form for form in made.rows.evaluations if form.evaluation_no == indicator.evaluation_no
    )


def _over_weight(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """An indicator earned more marks than it has."""
    found = _marked(made)
    if not found:
        return None
    indicator = random.choice(found)
    indicator.score = (indicator.weight or 0.0) + random.choice((0.5, 1, 2, 5))
    add_up(made, _form_of(made, indicator))
    return forms(indicator.evaluation_no)


def _rated(made: Made) -> list[Evaluation]:
    return [
        form
        for form in projects(made)
        if form.rate_weight and form.rate_score is not None and form.execution_rate is not None
    ]


def _follows_rate(form: Evaluation) -> bool:
    by_rule = (form.rate_weight or 0.0) * min(form.execution_rate or 0.0, 1.0)
    return abs((form.rate_score or 0.0) - by_rule) < 0.1


def _wrong_rate_score(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """Of a body whose marks go with the rate, one form gives other marks."""
    rated = _rated(made)
    telling = [form for form in rated if 0 < (form.execution_rate or 0.0) < _NEARLY_ALL]
    if len(telling) < _TELLING or not all(_follows_rate(form) for form in telling):
        return None
    form = random.choice(telling)
    given, apart = form.rate_score or 0.0, random.choice((1.5, 2.0, 3.5))
    form.rate_score = round(given - apart if given >= apart else given + apart, 2)
    add_up(made, form)
    return forms(form.evaluation_no)


def _uneven(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """Of a body whose marks go in steps, the project that spent most has fewer marks."""
    rated = _rated(made)
    telling = [form for form in rated if 0 < (form.execution_rate or 0.0) < 1]
    if len(telling) < _TELLING or sum(_follows_rate(form) for form in telling) > len(telling) / 2:
        return None
    rated.sort(key=lambda form: form.execution_rate or 0.0)
    lowest = rated[0].rate_score or 0.0
    most = rated[-1]
    if lowest < 2 or (most.execution_rate or 0.0) == (rated[0].execution_rate or 0.0):
        return None
    most.rate_score = lowest - 2
    add_up(made, most)
    return forms(most.evaluation_no)


def _wrong_total(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """The total is not the sum of the marks."""
    found = [form for form in projects(made) if form.total_score and form.rate_score is not None]
    if not found:
        return None
    form = random.choice(found)
    add_up(made, form)
    apart = random.choice((1, 2, 3, 5, 9, 10))
    form.total_score = round((form.total_score or 0.0) - apart, 2)
    return forms(form.evaluation_no)


def _wrong_weights(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """An indicator has more marks than leave 100 for the form."""
    usual = [form for form in _rated(made) if _full_marks(made, form) == 100]
    if len(usual) < 3:
        return None
    form = random.choice(usual)
    indicator = random.choice(indicators(made, form))
    indicator.weight = (indicator.weight or 0.0) + random.choice((1, 2, 5))
    if indicator.score is not None:
        claim(indicator)
    add_up(made, form)
    return forms(form.evaluation_no)


def _full_marks(made: Made, form: Evaluation) -> float:
    weights = [each.weight for each in indicators(made, form)]
    if not weights or any(weight is None for weight in weights):
        return 0.0
    return sum(weight or 0.0 for weight in weights) + (form.rate_weight or 0.0)


def _unmet_with_full_marks(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A target was missed, and the indicator has all its marks."""
    found = [
        each
        for each in _marked(made)
        if (each.operator == "≥" or (each.target or "").startswith("≥"))
        and each.name not in ("预算执行率", "资金拨付到位率")
    ]
    if not found:
        return None
    indicator = random.choice(found)
    claim(indicator)
    target = int("".join(sign for sign in indicator.target or "" if sign.isdigit()))
    sign = "%" if "%" in (indicator.target or "") else ""
    indicator.actual = f"{int(target * random.uniform(0.4, 0.95))}{sign}"
    add_up(made, _form_of(made, indicator))
    return forms(indicator.evaluation_no)


def _no_reason(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """An indicator lost marks and no reason is given, where others give one."""
    with_reason = [each for each in made.rows.indicators if each.reason]
    found = [each for each in _marked(made) if not each.reason and (each.weight or 0.0) > 4]
    if not with_reason or not found:
        return None
    indicator = random.choice(found)
    indicator.score = (indicator.weight or 0.0) - random.choice((1, 2, 3))
    indicator.reason = random.choice((None, "无"))
    add_up(made, _form_of(made, indicator))
    return forms(indicator.evaluation_no)


def _unexplained(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """Much was not spent, and the form gives no reason, where others give one."""
    own = [form for form in projects(made) if form.budget and form.executed]
    if not own:
        return None
    form = random.choice(own)
    others = [each for each in made.rows.indicators if each.evaluation_no != form.evaluation_no]
    marked = [each for each in indicators(made, form) if each.score is not None]
    if not any(each.reason for each in others) or not marked:
        return None
    set_money(made, form, form.budget or 0.0, (form.budget or 0.0) * random.uniform(0.3, 0.75))
    for indicator in indicators(made, form):
        claim(indicator)
    add_up(made, form)
    return forms(form.evaluation_no)


def _not_filled(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A form without actual values, marks and total, where others have them."""
    own = [form for form in projects(made) if form.budget]
    if len(own) < 2:
        return None
    form = random.choice(own)
    form.total_score = form.rate_score = None
    for indicator in indicators(made, form):
        indicator.actual = indicator.score = indicator.completion = indicator.deviation = None
        indicator.reason = None
    return forms(form.evaluation_no)


MARK_PLANTS = (
    Plant("more marks than there are", "forms", "score_over_weight", _over_weight),
    Plant("wrong marks for the rate", "forms", "rate_score", _wrong_rate_score),
    Plant("fewer marks for more spent", "forms", "uneven_rate_scores", _uneven),
    Plant("a wrong total", "forms", "total_score", _wrong_total),
    Plant("weights above 100", "forms", "weights_total", _wrong_weights),
    Plant("full marks for a missed target", "forms", "full_marks_unmet", _unmet_with_full_marks),
    Plant("marks lost without a reason", "forms", "unexplained_shortfall", _no_reason),
    Plant("unspent without a reason", "forms", "unexplained_low_execution", _unexplained),
    Plant("a form not filled in", "forms", "form_not_filled", _not_filled),
)
