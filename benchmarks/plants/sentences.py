"""Errors and anomalies planted in the sentences."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from random import Random

from analytics.model import BUDGET, DisclosureRows, ProseStatement
from benchmarks.plants.plant import Plant, Target, misprinted, sentences
from corpus.honest_corpus import Made

_PUBLIC = ("three_public", "overseas", "vehicles", "reception")
_UNPRINTED = ("operating_funds", "procurement")
"""Topics that no table prints."""
_TOTALS = ("total_revenue", "total_expenditure")
_LEAST = 10.0
_SMALL = 1.0
_LARGE = 200.0


def _amount(made: Made, statement: ProseStatement) -> float:
    is_budget = made.rows.disclosure.kind == BUDGET
    return (statement.initial_budget if is_budget else statement.final) or 0.0


def _decimals(made: Made) -> int:
    """How many decimals the sentences of a disclosure print."""
    amounts = [_amount(made, each) for each in made.rows.statements_in_prose]
    return next(places for places in (0, 1, 2) if all(round(a, places) == a for a in amounts))


def _set_amount(made: Made, statement: ProseStatement, amount: float) -> None:
    """Another amount of the year; the year before is what a reader then makes of the change."""
    if made.rows.disclosure.kind == BUDGET:
        statement.initial_budget = amount
    else:
        statement.final = amount
    if statement.change is not None:
        statement.prior_year = round(amount - statement.change, 2)


def _set_prior(made: Made, statement: ProseStatement, prior: float) -> None:
    """Another year before, with change and rate to match."""
    change = round(_amount(made, statement) - prior, 2)
    statement.change, statement.prior_year = change, round(prior, 2)
    statement.printed_change_rate = round(change / prior, 4)


def _one(
    random: Random, made: Made, fits: Callable[[ProseStatement], bool]
) -> ProseStatement | None:
    found = [each for each in made.rows.statements_in_prose if fits(each)]
    return random.choice(found) if found else None


def _wrong_amount(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A digit of an amount that a table prints too."""
    found = _one(
        random,
        made,
        lambda each: each.topic not in _UNPRINTED and _amount(made, each) >= _LEAST,
    )
    if found is None:
        return None
    wrong = misprinted(random, _amount(made, found), _decimals(made))
    _set_amount(made, found, wrong)
    return sentences(found)


def _wrong_public_budget(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A digit of the initial budget of “三公”, where the table prints a budget column."""
    printed = {(item.statement, item.measure) for item in made.rows.line_items}
    if made.rows.disclosure.kind == BUDGET or ("three_public", "budget") not in printed:
        return None
    found = _one(
        random,
        made,
        lambda each: each.topic in _PUBLIC and (each.initial_budget or 0.0) >= _SMALL,
    )
    if found is None or found.initial_budget is None or _decimals(made) < 2:
        return None
    found.initial_budget = misprinted(random, found.initial_budget, _decimals(made))
    return sentences(found)


def _wrong_completion(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A completion that its own amounts do not give."""
    found = _one(
        random,
        made,
        lambda each: each.printed_completion is not None and (each.initial_budget or 0.0) >= 5,
    )
    if found is None or found.printed_completion is None:
        return None
    found.printed_completion = round(found.printed_completion + _points(random), 4)
    return sentences(found)


def _wrong_change_rate(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A rate of change that its own amounts do not give."""
    found = _one(
        random,
        made,
        lambda each: bool(each.printed_change_rate) and (each.prior_year or 0.0) >= 5,
    )
    if found is None or found.printed_change_rate is None:
        return None
    rate = found.printed_change_rate
    found.printed_change_rate = round(rate + (_points(random) if rate > 0 else -_points(random)), 4)
    return sentences(found)


def _points(random: Random) -> float:
    return random.uniform(0.06, 0.4)


def _two_changes(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """One total with two changes that differ in a digit, each right by its own rate."""
    stated = [
        each
        for each in made.rows.statements_in_prose
        if each.topic in _TOTALS and abs(each.change or 0.0) >= _LEAST
    ]
    if len(stated) != 2:
        return None
    other = stated[1]
    change = misprinted(random, abs(other.change or 0.0), _decimals(made))
    change = math.copysign(change, other.change or 0.0)
    if _amount(made, other) - change < _LEAST or abs(change) < 0.1:
        return None
    _set_prior(made, other, _amount(made, other) - change)
    return sentences(other)


def _two_amounts(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """An item is told twice, with another amount the second time."""
    found = _one(random, made, lambda each: bool(each.code) and _amount(made, each) >= _LEAST)
    if found is None:
        return None
    second = copy.copy(found)
    _set_amount(made, second, misprinted(random, _amount(made, found), _decimals(made)))
    at = made.rows.statements_in_prose.index(found)
    made.rows.statements_in_prose.insert(at + 1, second)
    return sentences(second)


def _items_over_total(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """The total's initial budget is lower than those of its items together."""
    items = sum(each.initial_budget or 0.0 for each in made.rows.statements_in_prose if each.code)
    codes = [each.code for each in made.rows.statements_in_prose if each.code]
    found = _one(
        random,
        made,
        lambda each: each.topic == "general_budget_expenditure" and bool(each.printed_completion),
    )
    if found is None or found.final is None or items < 10 or len(codes) < 2:
        return None
    found.initial_budget = round(items * random.uniform(0.5, 0.9), 2)
    found.printed_completion = round(found.final / found.initial_budget, 4)
    return sentences(found)


def _part_over_whole(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """More is stated for a part than for its whole."""
    by_topic = {each.topic: each for each in made.rows.statements_in_prose if not each.code}
    pairs = [
        (by_topic[part], by_topic[whole])
        for part, whole in (
            ("personnel", "basic_expenditure"),
            ("public", "basic_expenditure"),
            ("reception", "three_public"),
            ("vehicles", "three_public"),
            ("basic_expenditure", "total_expenditure"),
        )
        if part in by_topic and whole in by_topic and _amount(made, by_topic[whole]) >= _LEAST
    ]
    if not pairs:
        return None
    part, whole = random.choice(pairs)
    _set_amount(made, part, round(_amount(made, whole) * random.uniform(1.2, 3), 2))
    return sentences(part)


def _swing(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """A total or an item is said to have been much smaller or larger the year before."""
    found = _one(
        random,
        made,
        lambda each: (
            (each.topic in _TOTALS or bool(each.code))
            and each.change is not None
            and _amount(made, each) >= 2 * _LARGE
        ),
    )
    if found is None:
        return None
    _set_prior(made, found, _amount(made, found) * random.choice((0.3, 0.45, 0.6, 1.8, 2.5)))
    return sentences(found)


def _off_budget(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """An item ended far from its initial budget."""
    found = _one(
        random,
        made,
        lambda each: bool(each.code) and bool(each.initial_budget) and (each.final or 0.0) > _LARGE,
    )
    if found is None or found.final is None:
        return None
    found.initial_budget = round(found.final * random.choice((0.2, 0.35, 0.5, 3.0, 5.0)), 2)
    found.printed_completion = round(found.final / found.initial_budget, 4)
    return sentences(found)


def _public_rise(random: Random, made: Made, _: DisclosureRows | None) -> Target | None:
    """“三公” are said to have risen."""
    found = _one(
        random,
        made,
        lambda each: (
            each.topic in _PUBLIC and each.change is not None and _amount(made, each) >= _SMALL
        ),
    )
    if found is None:
        return None
    _set_prior(made, found, round(_amount(made, found) * random.uniform(0.3, 0.8), 2))
    return sentences(found)


def _restated(random: Random, made: Made, earlier: DisclosureRows | None) -> Target | None:
    """Another figure for the year before than that year's disclosure states."""
    if earlier is None:
        return None
    then = {(each.topic, each.code) for each in earlier.statements_in_prose}
    found = _one(
        random,
        made,
        lambda each: (
            (each.topic, each.code) in then
            and each.change is not None
            and _amount(made, each) >= 10
        ),
    )
    if found is None or found.prior_year is None:
        return None
    _set_prior(made, found, found.prior_year * random.choice((0.9, 0.96, 1.03, 1.1)))
    return sentences(found)


SENTENCE_PLANTS = (
    Plant("a digit of a stated amount", "sentences", "prose_amount", _wrong_amount),
    Plant(
        "a digit of a stated “三公” budget",
        "sentences",
        "prose_three_public_budget",
        _wrong_public_budget,
    ),
    Plant("a wrong completion", "sentences", "prose_completion", _wrong_completion),
    Plant("a wrong rate of change", "sentences", "prose_change_rate", _wrong_change_rate),
    Plant("one total, two changes", "sentences", "one_amount_two_changes", _two_changes),
    Plant("one item, two amounts", "sentences", "item_two_amounts", _two_amounts),
    Plant("items above their total", "sentences", "items_over_total", _items_over_total),
    Plant("a part above its whole", "sentences", "part_over_whole", _part_over_whole),
    Plant("a jump on the year before", "sentences", "swing", _swing),
    Plant("an item far off its budget", "sentences", "off_initial_budget", _off_budget),
    Plant("a rise of “三公”", "sentences", "three_public_rise", _public_rise),
    Plant("the year before restated", "sentences", "restated", _restated),
)
