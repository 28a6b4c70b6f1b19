"""What is planted is found; honest disclosures, rounded as originals are, are left alone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analytics.findings.case import Case
from analytics.findings.checking import check_case
from analytics.findings.rules import RULES
from analytics.model import DisclosureRows, Finding
from analytics.settings import MISPRINTS
from benchmarks.findings import checked_corpus
from benchmarks.planting import Planted, place, planted_corpus
from benchmarks.plants import PLANTS, Plant, Target
from benchmarks.scored import Score, score
from corpus.honest_corpus import Made, honest_body

SEED = 11
EXACT = ("arithmetic", "cross_table", "prose_vs_table", "scoring")
"""The families in which an honest body gives no cause for a finding above info."""


@lru_cache(maxsize=1)
def honest_pairs() -> list[tuple[Made, DisclosureRows | None]]:
    """Honest disclosures, each with the body's one of its kind of the year before."""
    pairs = []
    for number in range(60):
        earlier: dict[str, DisclosureRows] = {}
        for made in honest_body(SEED, number):
            kind = made.rows.disclosure.kind
            pairs.append((made, earlier.get(kind)))
            earlier[kind] = made.rows
    return pairs


def findings(rows: DisclosureRows, *others: DisclosureRows) -> list[Finding]:
    """What the rules say of a disclosure above info."""
    found, _ = check_case(Case(rows, others))
    return [finding for finding in found if finding.severity != "info"]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_its_rule_finds_what_is_planted_where_it_is(plant: Plant) -> None:
    for made, earlier in honest_pairs():
        planted = plant.apply(Random(SEED), made, earlier)
        if planted is not None:
            break
    else:
        pytest.fail("no disclosure has room for it")
    changed, target = planted
    place(changed.rows)
    others = [] if earlier is None else [earlier]
    found = [each for each in findings(changed.rows, *others) if each.rule == plant.rule]
    places = target.places(changed.rows)
    assert any(
        target == Target()
        or finding.evaluation_no in target.forms
        or places & {(one["page"], one["locator"]) for one in finding.evidence}
        for finding in found
    )


def test_planting_leaves_the_honest_disclosure_as_it_was() -> None:
    made, earlier = honest_pairs()[0]
    before = [repr(row) for row in made.rows.line_items]
    for plant in PLANTS:
        plant.apply(Random(SEED), made, earlier)
    assert [repr(row) for row in made.rows.line_items] == before


def test_every_rule_above_info_has_a_plant() -> None:
    only_info = {"table_to_check", "none_told_apart"}
    of_many = {"project_outlier", "disclosure_outlier"}
    assert {plant.rule for plant in PLANTS} == {rule.name for rule in RULES} - only_info - of_many


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Score:
    folder: Path = tmp_path_factory.mktemp("planted")
    store, corpus = checked_corpus(folder, SEED, 60, through_pdf=False)
    return score(store, corpus)


def test_what_the_rules_say_is_true_and_what_is_planted_is_found(result: Score) -> None:
    whole = result.total()
    assert whole.due > 60
    assert whole.precision >= 0.99, result.false
    assert whole.recall >= 0.98, result.missed


def test_a_benchmark_whose_rules_say_nothing_scores_nothing(tmp_path: Path) -> None:
    store, corpus = checked_corpus(tmp_path, SEED, 20, through_pdf=False)
    ids = [planted.disclosure_id for planted in corpus]
    store.replace(ids, {"findings": []})
    assert score(store, corpus).total().recall == 0


def test_a_finding_that_points_at_nothing_planted_is_false(tmp_path: Path) -> None:
    store, corpus = checked_corpus(tmp_path, SEED, 20, through_pdf=False)
    honest = [Planted(planted.made) for planted in corpus]
    false = {rule for rule, *_ in score(store, honest).false}
    assert {plant.rule for planted in corpus for plant, _ in planted.plants} & false


def test_the_same_seed_plants_the_same() -> None:
    one, other = (
        [(planted.rows, planted.plants) for planted in planted_corpus(3, 10)] for _ in range(2)
    )
    assert repr(one) == repr(other)


# Honest disclosures -----------------------------------------------------------------------------


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    # A seed is not made simpler by being made smaller.
    phases=[Phase.generate],
)
@given(seed=st.integers(0, 2**32), number=st.integers(0, 2000))
def test_rounding_is_no_finding(seed: int, number: int) -> None:
    own = [made.rows for made in honest_body(seed, number)]
    for rows in own:
        said = findings(rows, *(other for other in own if other is not rows))
        assert [each.message_zh for each in said if each.family in EXACT] == []


def test_honest_sums_are_off_in_their_last_place() -> None:
    apart = [
        abs(identity.actual - identity.expected)
        for made, _ in honest_pairs()
        for identity in Case(made.rows).identities
        if sum(part.amount > 0 for _, part in identity.parts) > 1
    ]
    assert sum(difference > 0 for difference in apart) > len(apart) / 4
    assert max(apart) < MISPRINTS.slight_money
