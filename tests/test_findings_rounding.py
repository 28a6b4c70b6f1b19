"""What looks like an error and is rounding, beside the error that looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stores import Body

from analytics.findings import (
    arithmetic,
    forms_vs_accounts,
    prose,
    prose_conflicts,
    prose_rates,
    rate_marks,
    scoring,
    trend,
)
from analytics.findings.case import Case
from analytics.findings.rule import Check, Flag, Severity
from analytics.model import (
    EXPENDITURE_TOTAL,
    GRAND_TOTAL,
    REVENUE_EXPENDITURE_SUMMARY,
    SECTION_EXPENDITURE,
    Evaluation,
    Funding,
)


def flags(check: Check, body: Body) -> list[Flag]:
    return [answer for answer in check(Case(body.rows)) if isinstance(answer, Flag)]


# Sentences --------------------------------------------------------------------------------------


def sentences(*amounts: float, total: float) -> Body:
    """Sentences on several topics, and one on a total that the table prints."""
    body = Body().amount(
        REVENUE_EXPENDITURE_SUMMARY, GRAND_TOTAL, total, section=SECTION_EXPENDITURE
    )
    for amount in amounts:
        body.sentence("operating_funds", final=amount)
    return body


@pytest.mark.parametrize(
    ("others", "stated", "printed"),
    [
        ((12.5, 3.1, 48.9, 7.4, 90.0), 759.0, 759.04),
        ((13.0, 3.0, 49.0, 7.0, 90.0), 1235.0, 1234.56),
        # One amount of the five prints more: most tell the place.
        ((12.5, 3.1, 48.93, 7.4, 90.0), 340.0, 339.98),
    ],
    ids=["one decimal", "whole 万元", "one prints more"],
)
def test_sentences_round_to_the_place_that_most_of_them_print(
    others: tuple[float, ...], stated: float, printed: float
) -> None:
    near = sentences(*others, total=printed).sentence("total_expenditure", final=stated)
    assert flags(prose.prose_amount, near) == []
    far = sentences(*others, total=printed + 10).sentence("total_expenditure", final=stated)
    assert len(flags(prose.prose_amount, far)) == 1


def test_a_whole_amount_among_amounts_to_the_cent_is_exact() -> None:
    body = sentences(12.51, 3.17, 48.93, 7.46, 90.08, total=1234.56)
    assert len(flags(prose.prose_amount, body.sentence("total_expenditure", final=1235.0))) == 1


def test_few_whole_amounts_tell_no_place() -> None:
    body = sentences(13.0, 90.0, total=1234.56).sentence("total_expenditure", final=1235.0)
    assert len(flags(prose.prose_amount, body)) == 1


def test_a_rate_may_be_taken_of_amounts_that_were_cut_off() -> None:
    # 0.129 of 0.331 are 39 %; of what is printed of them, 0.12 and 0.33, it would be 36 %.
    body = Body().sentence("reception", final=0.12, initial=0.33)
    for completion, count in ((0.39, 0), (0.45, 1)):
        body.rows.statements_in_prose[0].printed_completion = completion
        assert len(flags(prose_rates.prose_completion, body)) == count


def test_the_evidence_of_an_amount_is_every_cell_that_it_may_repeat() -> None:
    body = sentences(total=8929.27).amount(
        REVENUE_EXPENDITURE_SUMMARY, EXPENDITURE_TOTAL, 8011.38, section=SECTION_EXPENDITURE
    )
    (flag,) = flags(prose.prose_amount, body.sentence("total_expenditure", final=8029.27))
    assert [each.text for each in flag.evidence[1:]] == ["8,011.38", "8,929.27"]


@pytest.mark.parametrize(
    ("change", "severity"),
    # 144.39 is 140.39 with another digit; 1.72 more is what a carry-over would make.
    [(144.39, Severity.MEDIUM), (142.11, Severity.INFO), (140.42, Severity.INFO)],
)
def test_two_totals_with_two_changes_are_a_misprint_where_one_digit_differs(
    change: float, severity: Severity
) -> None:
    body = Body().sentence("total_revenue", final=467.0, change=140.39)
    body.sentence("general_budget_expenditure", final=467.0, change=change)
    (flag,) = flags(prose_conflicts.one_amount_two_changes, body)
    assert flag.severity == severity


def test_a_rise_of_just_five_hundred_yuan_is_told() -> None:
    for now, count in ((1.15, 1), (1.14, 0)):
        body = Body().sentence("reception", final=now, change=round(now - 1.1, 2))
        assert len(flags(trend.three_public_rise, body)) == count


# Marks ------------------------------------------------------------------------------------------


def form(body: Body, number: int = 1, **columns: float) -> Evaluation:
    """A form of a body with further columns filled in."""
    filled = replace(body.rows.evaluations[number - 1], **columns)
    body.rows.evaluations[number - 1] = filled
    return filled


@pytest.mark.parametrize(
    ("total", "count"),
    [(97.0, 0), (97.37, 0), (98.0, 1), (97.9, 1)],
    ids=["whole marks", "exact", "a mark more", "half a mark more, to the tenth"],
)
def test_a_total_in_whole_marks_is_rounded(total: float, count: int) -> None:
    body = Body().project("培训", 100.0, 93.7).indicator("产出指标", weight=90.0, score=88.0)
    form(body, rate_weight=10.0, rate_score=9.37, total_score=total)
    assert len(flags(scoring.total_score, body)) == count


def rated(*marks: tuple[float, float]) -> Body:
    """Projects with an execution rate in percent, and the marks of 10 that it earned."""
    body = Body()
    for number, (rate, score) in enumerate(marks, 1):
        body.project(f"项目{number}", 100.0, rate)
        form(body, number, rate_weight=10.0, rate_score=score)
    return body


LINEAR = ((91.2, 9.12), (80.0, 8.0), (43.1, 4.31), (66.0, 6.6))


@pytest.mark.parametrize(
    ("rate", "score", "count"),
    [(94.0, 9.0, 0), (86.0, 8.5, 0), (94.0, 8.0, 1), (4.6, 0.0, 1)],
    ids=["whole marks", "half marks", "a mark less", "no marks are not few"],
)
def test_marks_for_the_rate_may_be_rounded(rate: float, score: float, count: int) -> None:
    assert len(flags(rate_marks.rate_score, rated(*LINEAR, (rate, score)))) == count


def test_rates_near_one_show_no_rule() -> None:
    # By steps too, 99.5 % earns all marks: nothing says that 94 % should earn 9.4.
    steps = ((99.5, 10.0), (99.6, 10.0), (99.9, 10.0), (99.2, 10.0))
    assert flags(rate_marks.rate_score, rated(*steps, (94.0, 8.0))) == []
    assert len(flags(rate_marks.rate_score, rated(*LINEAR, (94.0, 8.0)))) == 1


# Forms and items --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("budget", "count"),
    [(853.69, 1), (853.70, 0), (38.69, 0)],
    ids=["the same budget", "a cent more", "so small that many have it"],
)
def test_a_form_is_that_of_an_item_with_exactly_its_budget(budget: float, count: int) -> None:
    body = Body().project("离休干部医药费", budget, 0.0)
    body.sentence(
        "其他卫生健康支出", final=853.0, initial=853.69 if count or budget > 800 else 38.69
    )
    body.rows.statements_in_prose[0].code = "2109999"
    assert len(flags(forms_vs_accounts.form_against_item, body)) == count


@pytest.mark.parametrize(("amount", "count"), [(60.0, 1), (1.4, 0)])
def test_small_sources_agree_by_chance(amount: float, count: int) -> None:
    body = Body().project("养老服务", 2 * amount, 2 * amount)
    for name in ("财政专户管理资金", "单位资金"):
        body.rows.funding.append(Funding(body.id, 1, name, amount, amount, amount, 1.0))
    assert len(flags(forms_vs_accounts.doubled_source, body)) == count


# Sums -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("total", "count"), [(300.01, 0), (300.1, 1)])
def test_zeros_are_not_rounded(total: float, count: int) -> None:
    table, section = REVENUE_EXPENDITURE_SUMMARY, SECTION_EXPENDITURE
    body = Body().amount(table, "卫生健康支出", 100.0, section=section)
    body.amount(table, "其他支出", 200.0, section=section)
    for name in ("外交支出", "国防支出", "教育支出", "农林水支出", "金融支出", "住房保障支出"):
        for place in ("", "（续一）", "（续二）", "（续三）"):
            body.amount(table, name + place, 0.0, section=section)
    body.amount(table, EXPENDITURE_TOTAL, total, section=section)
    assert len(flags(arithmetic.year_total, body)) == count
