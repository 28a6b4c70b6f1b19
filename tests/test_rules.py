"""Every rule finds what it must find, lets its near miss pass, and says what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rule_pairs import PAIRS

from analytics.findings.catalogue import catalogue
from analytics.findings.rule import CHINESE, DEFINITION, SECTIONS, Flag, Rule
from analytics.findings.rules import RULES
from analytics.model import FAMILIES, SEVERITIES
from analytics.numbers import figure

NAMED = {rule.name: rule for rule in RULES}
_ROOT = Path(__file__).resolve().parents[1]


def flags(rule: Rule, *, of: str) -> list[Flag]:
    pair = PAIRS[rule.name]
    case = pair.found() if of == "found" else pair.near()
    return [answer for answer in rule.check(case) if isinstance(answer, Flag)]


def test_every_rule_has_its_pair() -> None:
    """Those that need peers have theirs in test_ranking."""
    assert set(PAIRS) | {"project_outlier", "disclosure_outlier"} == set(NAMED)
    assert len(RULES) == len(NAMED)


@pytest.mark.parametrize("name", PAIRS)
def test_a_rule_finds_what_it_must_find(name: str) -> None:
    rule, pair = NAMED[name], PAIRS[name]
    found = flags(rule, of="found")
    assert (pair.expected, pair.actual) in [
        (
            flag.expected if flag.expected is None else pytest.approx(flag.expected),
            flag.actual if flag.actual is None else pytest.approx(flag.actual),
        )
        for flag in found
    ]
    for flag in found:
        assert flag.severity in SEVERITIES
        assert 0 < flag.oddity <= 1
        assert flag.at_stake >= 0
        assert flag.evidence
        assert flag.subject


@pytest.mark.parametrize("name", PAIRS)
def test_a_rule_lets_its_near_miss_pass(name: str) -> None:
    assert flags(NAMED[name], of="near") == []


@pytest.mark.parametrize("name", PAIRS)
def test_a_message_is_one_sentence_in_either_language(name: str) -> None:
    for flag in flags(NAMED[name], of="found"):
        assert flag.message_en.endswith(".")
        assert flag.message_en.count(". ") == 0
        assert flag.message_zh.endswith("。")
        assert flag.message_zh.count("。") == 1
        assert not re.search(r"None|nan|inf", flag.message_en + flag.message_zh)


@pytest.mark.parametrize("name", PAIRS)
def test_money_stands_in_the_message_as_it_is_printed(name: str) -> None:
    rule = NAMED[name]
    if rule.family not in ("arithmetic", "cross_table", "execution"):
        return
    for flag in flags(rule, of="found"):
        if flag.actual and flag.actual > 1:
            assert figure(flag.actual) in flag.message_zh
            assert figure(flag.actual) in flag.message_en


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert rule.family in FAMILIES
    told = rule.told
    assert tuple(told) == (DEFINITION, *SECTIONS)
    assert all(told.values())
    assert told[DEFINITION].endswith(".")
    assert re.fullmatch(r"[一-鿿＋－＝×÷≥≤“”（）、，：；。0-9%]+。", told[CHINESE])


def test_the_list_of_rules_in_docs_is_the_one_the_code_writes() -> None:
    written = (_ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert written == catalogue(), "run `make docs`"
