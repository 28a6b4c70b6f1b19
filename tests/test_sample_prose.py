"""Figures that published originals state in sentences, each read there by eye.

The originals lie beside the checkout; without them these tests are skipped.
"""

from __future__ import annotations

from functools import lru_cache

import pytest
from documents import SHARED

from analytics.model import ProseStatement
from analytics.reading import read
from analytics.recognising.identity import identify
from analytics.recognising.prose import recognise_prose


@lru_cache(maxsize=1)
def stated(name: str) -> tuple[ProseStatement, ...]:
    path = SHARED / "samples" / name
    if not path.exists():
        pytest.skip(f"the published original {name} is not beside the checkout")
    document = read(name, path.read_bytes())
    return tuple(recognise_prose(document, identify(document)))


def figures(name: str, subject: str) -> list[tuple[float | None, ...]]:
    """Page, initial budget, final and change of each statement of a topic or functional code."""
    return [
        (row.page, row.initial_budget, row.final, row.change)
        for row in stated(name)
        if subject == (row.code or row.topic)
    ]


KUNMING = "kunming_zhengfuban_2026_budget.html"


@pytest.mark.parametrize(
    ("subject", "amount", "change"),
    [
        ("total_revenue", 8077.819386, 5.51084),
        ("total_expenditure", 8077.819386, None),
        ("basic_expenditure", 5628.346364, 305.32194),
        ("2010301", 4005.155864, None),
        ("2010302", 2412.925822, None),
        ("2010309", 36.5472, None),
        ("2080501", 252.0, None),
        ("2080505", 452.7008, None),
        ("2080506", 137.5, None),
        ("2101101", 223.5133, None),
        ("2101103", 141.469, None),
        ("2101199", 15.6523, None),
        ("2210201", 400.3551, None),
        ("procurement", 1693.88, None),
        ("three_public", 80.439502, 0.0),
        ("overseas", 0.0, 0.0),
        ("reception", 58.0, 0.0),
        ("vehicles", 22.43952, 0.0),
        ("vehicle_purchase", 0.0, 0.0),
        ("vehicle_operation", 22.43952, 0.0),
        ("operating_funds", 580.449364, 13.32754),
    ],
)
def test_a_budget_told_in_sentences_alone(
    subject: str, amount: float, change: float | None
) -> None:
    assert figures(KUNMING, subject) == [(None, amount, None, change)]


def test_what_is_no_topic_of_it_makes_no_row() -> None:
    """The hotline's 16,790,000.00 元, contracted work, assets and 12345 are in no statement."""
    told = {"fiscal_appropriation"} | {row.code or row.topic for row in stated(KUNMING)}
    assert len(told) == 22
    amounts = {amount for row in stated(KUNMING) for amount in (row.initial_budget, row.change)}
    assert not {1679.0, 81.335, 2013.305, 1644.446822, 1.2345} & amounts


@pytest.mark.parametrize(
    ("name", "subject", "printed"),
    [
        ("xian_yibaoju_2022_budget.pdf", "operating_funds", [(25, 163.46, None, 46.26)]),
        ("xian_yibaoju_2022_budget.pdf", "2101501", [(19, 1807.53, None, 1164.31)]),
        ("xian_yibaoju_2022_budget.pdf", "three_public", [(23, 3.5, None, 0.46)]),
        ("shenzhen_yibaoju_2026_budget.pdf", "operating_funds", [(12, 1517.96, None, -114.32)]),
        ("guojia-xinfangju_2024_final.pdf", "operating_funds", [(25, None, 2266.65, 318.58)]),
        ("guojia-xinfangju_2024_final.pdf", "2014004", [(22, 2325.72, 2066.84, None)]),
        ("yantai_xinfangju_2026_budget.pdf", "operating_funds", [(28, 74.52, None, -3.46)]),
        ("foshan_guidaojiaotongju_2019_final.pdf", "operating_funds", [(27, 0.0, 97.19, None)]),
        ("shanghai-putuo_guiziju_2024_final.pdf", "operating_funds", [(27, None, 142.8, -13.52)]),
    ],
)
def test_figures_beside_the_tables(
    name: str, subject: str, printed: list[tuple[float | None, ...]]
) -> None:
    assert figures(name, subject) == printed
