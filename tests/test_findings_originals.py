"""The findings of the five originals: every one above info, each read in the document by hand.

expected/findings.tsv names document, rule, gravity, form, subject, and the figures that the rule
holds against each other. What is not listed there must not be found.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest
from documents import SEEDS, SHARED, seed_rows
from shipped import SHIPPED, shipped_rows

from analytics.documents import read_disclosure
from analytics.findings.case import Case
from analytics.findings.checking import check_case
from analytics.model import DisclosureRows, Finding

Listed = tuple[str, str, str, str, float | None, float | None]

_EXPECTED = Path(__file__).parent / "expected" / "findings.tsv"
_SIFAJU = SHARED / "samples" / "shanghai-putuo_sifaju_2026_unit-budget.pdf"


def _number(text: str) -> float | None:
    return float(text) if text else None


@lru_cache(maxsize=1)
def expected() -> dict[str, set[Listed]]:
    listed: dict[str, set[Listed]] = {city: set() for city in SEEDS}
    with _EXPECTED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            listed[row["document"]].add(
                (
                    row["rule"],
                    row["severity"],
                    row["form"],
                    row["subject"],
                    _number(row["expected"]),
                    _number(row["actual"]),
                )
            )
    return listed


def findings(rows: DisclosureRows) -> list[Finding]:
    return [each for each in check_case(Case(rows))[0] if each.severity != "info"]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def as_listed(found: list[Finding]) -> set[Listed]:
    return {
        (
            each.rule,
            str(each.severity),
            "" if each.evaluation_no is None else str(each.evaluation_no),
            each.subject,
            _rounded(each.expected),
            _rounded(each.actual),
        )
        for each in found
    }


@pytest.mark.parametrize("city", SEEDS)
def test_what_is_found_in_an_original_is_what_a_careful_reader_found(city: str) -> None:
    assert as_listed(findings(seed_rows(city))) == expected()[city]


@pytest.mark.parametrize("city", SHIPPED)
def test_the_same_is_found_in_the_shipped_disclosures(city: str) -> None:
    assert as_listed(findings(shipped_rows(city))) == expected()[city]


@pytest.mark.parametrize("city", SHIPPED)
def test_every_finding_leads_to_what_is_printed(city: str) -> None:
    for found in findings(shipped_rows(city)):
        assert found.evidence
        assert 0 <= found.score <= 1
        for printed in found.evidence:
            assert printed["page"] is not None
            assert printed["text"]


def test_the_consistent_budget_has_no_finding_above_info() -> None:
    assert findings(seed_rows("langfang")) == []


SIFAJU = [
    # Pages 11 and 14: 2040601 has project expenditure that its total lacks.
    ("row_total", "支出表 2040601 行政运行 合计", 7918.94, 1434.89),
    ("row_total", "一般公共预算财政拨款支出表 2040601 行政运行 合计", 7918.94, 1434.89),
    # What follows from it: the items under 20406 hold it twice.
    ("class_sum", "支出表 20406 司法 项目支出", 12968.11, 6484.05),
    ("class_sum", "一般公共预算财政拨款支出表 20406 司法 项目支出", 12968.11, 6484.05),
    # Pages 6 and 7: two amounts in one paragraph, of which the table prints the first.
    ("item_two_amounts", "情况说明 2080501 行政单位离退休", 56.12, 57.8),
    ("item_two_amounts", "情况说明 2210203 购房补贴", 207.0, 170.03),
    # The rates beside them: from 1690.69 to 1434.89 is no fall by 1.10 %, nor is a fall a rise.
    ("prose_change_rate", "情况说明 2040601 行政运行 比上年增减", -0.1513, -0.011),
    ("prose_change_rate", "情况说明 2080501 行政单位离退休 比上年增减", 0.0064, -0.0227),
    ("prose_change_rate", "情况说明 2210203 购房补贴 比上年增减", -0.2967, 0.2174),
    ("prose_amount", "情况说明 2080501 行政单位离退休", 56.12, 57.8),
    ("prose_amount", "情况说明 2210203 购房补贴", 207.0, 170.03),
]


@pytest.mark.parametrize(("rule", "subject", "expected", "actual"), SIFAJU)
def test_errors_that_a_checker_found_in_a_budget_by_hand(
    samples: Path, rule: str, subject: str, expected: float, actual: float
) -> None:
    found = findings(_sifaju_rows())
    assert (
        rule,
        subject,
        pytest.approx(expected, abs=0.005),
        pytest.approx(actual, abs=0.005),
    ) in [(each.rule, each.subject, each.expected, each.actual) for each in found]


@lru_cache(maxsize=1)
def _sifaju_rows() -> DisclosureRows:
    return read_disclosure(_SIFAJU)
