"""Anomalies planted in the money of projects, and claims against it."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TypeVar

from analytics.model import (
    BUDGET,
    DEPARTMENT_RESULT,
    EXPENDITURE,
    TOTAL,
    DisclosureRows,
    Funding,
    Indicator,
)
from benchmarks.plants.form import (
    add_up,
    claim,
    indicators,
    large_project,
    projects,
    set_money,
    set_outputs,
    sources,
    tells_outputs,
)
from benchmarks.plants.plant import Change, Plant, Target, forms, misprinted
from corpus.honest_corpus import Made

_Row = TypeVar("_Row", Indicator, Funding)


def _executed_at(low: float, high: float, outputs: tuple[float, float] | None) -> Change:
    """A project of which a part of the budget was spent, between low and high.

    outputs: between which parts the outputs were delivered; None where all are claimed.
    """

    def change(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
        form = large_project(
            random, made, lambda form: outputs is not None or tells_outputs(made, form)
        )
        if form is None or form.budget is None:
            return None
        set_money(made, form, form.budget, form.budget * random.uniform(low, high))
        part = None if outputs is None else random.uniform(*outputs)
        set_outputs(made, form, part)
        return forms(form.evaluation_no)

    return change


def _unbudgeted(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """Money was spent without a budget."""
    form = large_project(random, made)
    if form is None or form.executed is None:
        return None
    set_money(made, form, 0.0, form.executed)
    return forms(form.evaluation_no)


def _nothing_but_outputs(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A project with neither budget nor spending claims all its outputs."""
    form = large_project(random, made, lambda form: tells_outputs(made, form))
    if form is None:
        return None
    set_money(made, form, 0.0, 0.0)
    set_outputs(made, form, None)
    return forms(form.evaluation_no)


def _revised(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """The budget was revised by half and more."""
    form = large_project(random, made, lambda form: form.adjusted_budget is not None)
    if form is None or form.initial_budget is None or form.budget is None:
        return None
    form.initial_budget = round(form.budget / random.choice((0.3, 0.45, 1.8, 2.6, 4.0)), 2)
    for at, source in enumerate(sources(made, form)):
        source.initial_budget = form.initial_budget if at == 0 else 0.0
    return forms(form.evaluation_no)


def _moved(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A project's initial budget stands under one unit, the adjusted one under another."""
    form = large_project(random, made, lambda form: form.adjusted_budget is not None)
    if form is None or form.initial_budget is None or form.budget is None:
        return None
    number = len(made.rows.evaluations) + 1
    left = replace(form, evaluation_no=number, unit=f"{form.department}事务中心")
    made.rows.indicators += [_of(each, number) for each in indicators(made, form)]
    made.rows.funding += [_of(each, number) for each in sources(made, form)]
    made.rows.evaluations.append(left)
    initial = form.initial_budget
    set_money(made, left, 0.0, 0.0)
    left.initial_budget, form.initial_budget = initial, 0.0
    if own := sources(made, left):
        own[0].initial_budget = initial
    for source in sources(made, form):
        source.initial_budget = 0.0
    return forms(form.evaluation_no, number)


def _of(row: _Row, number: int) -> _Row:
    """A copy of the row of a form, of another form."""
    return replace(row, evaluation_no=number)


def _funds_in_place(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """The money is said to be in place, and none was spent."""
    named = {each.evaluation_no for each in made.rows.indicators if "到位率" in each.name}
    form = large_project(random, made, lambda form: form.evaluation_no in named)
    if form is None or form.budget is None:
        return None
    set_money(made, form, form.budget, 0.0)
    set_outputs(made, form, random.uniform(0.2, 0.6))
    for indicator in indicators(made, form):
        if "到位率" in indicator.name:
            claim(indicator)
            indicator.actual = "100%" if "%" in (indicator.target or "") else "100"
    add_up(made, form)
    return forms(form.evaluation_no)


def _rate_claimed(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """The indicator 预算执行率 gives another rate than the form's amounts."""
    found = [each for each in made.rows.indicators if each.name == "预算执行率" and each.actual]
    rates = {form.evaluation_no: form.execution_rate for form in projects(made)}
    found = [each for each in found if rates.get(each.evaluation_no)]
    if not found:
        return None
    indicator = random.choice(found)
    rate = (rates[indicator.evaluation_no] or 0.0) * 100
    told = rate - random.uniform(8, 30) if rate > 60 else rate + random.uniform(8, 30)
    sign = "%" if "%" in (indicator.actual or "") else ""
    indicator.actual = f"{told:.2f}{sign}"
    return forms(indicator.evaluation_no)


def _best_grade(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """Next to nothing was spent, and all indicators have all their marks."""
    form = large_project(
        random, made, lambda form: sum(each.weight or 0.0 for each in indicators(made, form)) >= 90
    )
    if form is None or form.budget is None:
        return None
    set_money(made, form, form.budget, form.budget * random.uniform(0.0, 0.15))
    for indicator in indicators(made, form):
        claim(indicator)
    add_up(made, form)
    return forms(form.evaluation_no)


def _doubled(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """One sum is entered under two sources, and the total is twice the money."""
    form = large_project(random, made, lambda form: len(sources(made, form)) > 1)
    if form is None or form.budget is None or form.executed is None:
        return None
    budget, executed = form.budget, form.executed
    set_money(made, form, 2 * budget, 2 * executed)
    for source in sources(made, form)[:2]:
        source.initial_budget = source.adjusted_budget = budget
        source.executed, source.printed_rate = executed, form.printed_rate
    return forms(form.evaluation_no)


def _source_misprinted(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A digit of the amount of one source."""
    form = large_project(random, made, lambda form: bool(sources(made, form)))
    if form is None:
        return None
    source = sources(made, form)[0]
    source.executed = misprinted(random, source.executed or 0.0)
    return forms(form.evaluation_no)


def _wrong_rate(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """The printed execution rate is another than the amounts give."""
    form = large_project(random, made, lambda form: form.printed_rate is not None)
    if form is None or form.execution_rate is None:
        return None
    apart = random.uniform(0.03, 0.3)
    wrong = form.execution_rate + (apart if form.execution_rate < 0.6 else -apart)
    form.printed_rate = round(wrong, 4)
    return forms(form.evaluation_no)


def _over_accounts(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """All forms hold several times the money of the accounts."""
    spent = _spent(made, "project")
    own = [form for form in projects(made) if form.budget and form.executed]
    if not own or spent < 100:
        return None
    whole = sum(form.executed or 0.0 for form in own)
    times = spent * random.uniform(1.8, 5) / whole
    for form in own:
        set_money(made, form, (form.budget or 0.0) * times, (form.executed or 0.0) * times)
    return Target()


def _body_over_accounts(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """The body's own form holds several times the money of its accounts."""
    own = [form for form in made.rows.evaluations if form.form == DEPARTMENT_RESULT]
    if not own or not own[0].executed or not own[0].budget:
        return None
    times = random.uniform(1.5, 4)
    set_money(made, own[0], own[0].budget * times, own[0].executed * times)
    return forms(own[0].evaluation_no)


def _against_item(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A project has the budget of an item of the accounts, and spent another sum."""
    items = [
        each
        for each in made.rows.statements_in_prose
        if each.code and (each.initial_budget or 0.0) >= 60 and each.final
    ]
    form = large_project(random, made)
    if form is None or not items or made.rows.disclosure.kind == BUDGET:
        return None
    item = random.choice(items)
    budget = item.initial_budget or 0.0
    twins = [each for each in items if abs((each.initial_budget or 0.0) - budget) < 1]
    executed = budget * random.uniform(0.3, 0.95)
    if len(twins) > 1 or abs(executed - (item.final or 0.0)) < 0.02 * budget:
        return None
    set_money(made, form, budget, executed)
    return forms(form.evaluation_no)


def _spent(made: Made, measure: str) -> float:
    return next(
        (
            item.amount
            for item in made.rows.line_items
            if (item.statement, item.name, item.measure) == (EXPENDITURE, TOTAL, measure)
        ),
        0.0,
    )


def _copied(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """Two projects report the same indicators with the same results."""
    own = [form for form in projects(made) if len(indicators(made, form)) >= 5]
    if len(own) < 2:
        return None
    first, second = random.sample(own, 2)
    taken = [_of(each, second.evaluation_no) for each in indicators(made, first)]
    made.rows.indicators = [
        each for each in made.rows.indicators if each.evaluation_no != second.evaluation_no
    ] + taken
    made.rows.indicators.sort(key=lambda each: each.evaluation_no)
    add_up(made, second)
    return forms(first.evaluation_no, second.evaluation_no)


MONEY_PLANTS = (
    Plant("nothing executed", "forms", "not_executed", _executed_at(0, 0, (0.0, 0.3))),
    Plant("little executed", "forms", "low_execution", _executed_at(0.2, 0.5, (0.3, 0.6))),
    Plant("more executed", "forms", "over_execution", _executed_at(1.1, 1.9, None)),
    Plant(
        "outputs claimed without money",
        "forms",
        "outputs_without_money",
        _executed_at(0.0, 0.15, None),
    ),
    Plant("spending without a budget", "forms", "unbudgeted_spending", _unbudgeted),
    Plant("outputs without a budget", "forms", "outputs_without_budget", _nothing_but_outputs),
    Plant("a budget revised by half", "forms", "budget_revision", _revised),
    Plant("a project under two units", "forms", "moved_between_units", _moved),
    Plant("funds said to be in place", "forms", "funds_claimed_in_place", _funds_in_place),
    Plant("another rate claimed", "forms", "execution_rate_claimed", _rate_claimed),
    Plant("the best grade, unspent", "forms", "top_grade_unspent", _best_grade),
    Plant("a fund entered twice", "forms", "doubled_source", _doubled),
    Plant("a digit of a source", "forms", "funding_sum", _source_misprinted),
    Plant("a wrong execution rate", "forms", "printed_rate", _wrong_rate),
    Plant("forms above the accounts", "forms", "forms_over_accounts", _over_accounts),
    Plant(
        "a body's form above its accounts", "forms", "body_form_over_accounts", _body_over_accounts
    ),
    Plant("a form against its item", "forms", "form_against_item", _against_item),
    Plant("indicators copied", "forms", "copied_indicators", _copied),
)
