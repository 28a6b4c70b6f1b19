"""What rules found, held against what was planted and what is true by definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from analytics.findings.outliers import disclosure_outlier
from analytics.findings.rules import RULES
from analytics.model import FAMILIES
from analytics.store import Store
from benchmarks.planting import Planted
from benchmarks.plants import Target
from benchmarks.truths import QUERIES, truths

FAMILY_OF = {rule.name: rule.family for rule in RULES}
ABOUT_THE_WHOLE = {disclosure_outlier.__name__}
"""Rules over sums of a whole disclosure, which any plant in it may move."""


@dataclass
class Tally:
    """Of one rule or family: what there was to find and was found, what was said and is true."""

    due: int = 0
    found: int = 0
    said: int = 0
    true: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.due += other.due
        self.found += other.found
        self.said += other.said
        self.true += other.true
        return self

    @property
    def precision(self) -> float:
        return self.true / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.due if self.due else 1.0


@dataclass
class Score:
    """The tally of each rule, and what was missed or falsely said, for whoever mends a rule."""

    rules: dict[str, Tally] = field(default_factory=dict)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)

    def families(self) -> dict[str, Tally]:
        """The rules' tallies by family."""
        found = {family: Tally() for family in FAMILIES}
        for rule, tally in self.rules.items():
            found[FAMILY_OF[rule]] += tally
        return found

    def total(self) -> Tally:
        """All rules together."""
        whole = Tally()
        for tally in self.rules.values():
            whole += tally
        return whole


def score(store: Store, corpus: Sequence[Planted]) -> Score:
    """Holds the findings above info of a checked store against what is true of its corpus.

    A finding is true where it points at what was planted in the disclosure, or, of the year
    before, in the body's earlier one, or where it is true by definition. What is due are the
    plants, each by the rule that it is planted for, and what is true by definition.
    """
    findings = store.arrow("findings").to_pylist()
    told = [finding for finding in findings if finding["severity"] != "info"]
    by_definition = truths(store)
    result = Score({rule: Tally() for rule in FAMILY_OF})
    by_disclosure: dict[str, list[dict[str, Any]]] = {each.disclosure_id: [] for each in corpus}
    for finding in told:
        by_disclosure[finding["disclosure_id"]].append(finding)
    for planted in corpus:
        own = by_disclosure[planted.disclosure_id]
        _say(result, planted, own, by_definition)
        _seek(result, planted, own)
    _seek_by_definition(result, told, by_definition)
    return result


def _say(
    result: Score, planted: Planted, own: Iterable[dict[str, Any]], by_definition: set[Any]
) -> None:
    """Counts which findings of a disclosure are true."""
    both = [planted] + ([planted.earlier] if planted.earlier else [])
    places = set().union(*(target.places(each.rows) for each in both for _, target in each.plants))
    numbers = set().union(*(target.forms for _, target in planted.plants))
    rules = {plant.rule for plant, target in planted.plants if target == Target()}
    for finding in own:
        tally = result.rules[finding["rule"]]
        tally.said += 1
        if (
            _key(finding) in by_definition
            or finding["rule"] in rules
            or (finding["rule"] in ABOUT_THE_WHOLE and planted.plants)
            or finding["evaluation_no"] in numbers
            or places & _evidence(finding)
        ):
            tally.true += 1
        else:
            result.false.append((finding["rule"], planted.disclosure_id, finding["message_zh"]))


def _seek(result: Score, planted: Planted, own: Sequence[dict[str, Any]]) -> None:
    """Counts which plants of a disclosure were found."""
    for plant, target in planted.plants:
        if plant.rule in QUERIES:
            continue
        places = target.places(planted.rows)
        tally = result.rules[plant.rule]
        tally.due += 1
        if any(
            finding["rule"] == plant.rule
            and (
                target == Target()
                or finding["evaluation_no"] in target.forms
                or places & _evidence(finding)
            )
            for finding in own
        ):
            tally.found += 1
        else:
            result.missed.append((plant.rule, planted.disclosure_id, f"{plant.name}: {target}"))


def _seek_by_definition(
    result: Score, told: Iterable[dict[str, Any]], by_definition: set[Any]
) -> None:
    keys = Counter(_key(finding) for finding in told)
    for truth in by_definition:
        tally = result.rules[truth[1]]
        tally.due += 1
        if keys[truth]:
            tally.found += 1
        else:
            result.missed.append((truth[1], truth[0], f"by definition: {truth[2:]}"))


def _key(finding: dict[str, Any]) -> tuple[str, str, int | None, float]:
    difference = finding["difference"]
    told = 0.0 if difference is None else round(difference, 2)
    return finding["disclosure_id"], finding["rule"], finding["evaluation_no"], told


def _evidence(finding: dict[str, Any]) -> set[tuple[int | None, str]]:
    return {(one["page"], one["locator"]) for one in finding["evidence"] if one["locator"]}
