"""What is typeset is read again as what it was: the shipped disclosures, and random ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from documents import SEEDS, seed_rows
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from shipped import difference, needs_font, rows_of_pdf, shipped_rows

from analytics.model import (
    CLOSED,
    DEPARTMENT_RESULT,
    DEPARTMENT_TARGET,
    EMPTY,
    EXPENDITURE,
    PROJECT_RESULT,
    PROJECT_TARGET,
    REPAIRED,
    REVENUE,
    STATEMENTS,
    DisclosureRows,
)
from analytics.reconciling.repairs import COLUMN_DROPPED, ROW_SHIFT
from corpus.ledger import NumberStyle
from corpus.provinces import LAYOUTS
from corpus.random_disclosures import random_disclosure
from corpus.shipping import without_prose
from corpus.typeset import typeset

TABLES = ("line_items", "evaluations", "funding", "indicators", "statements_in_prose")

# The shipped disclosures ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("city", "count"),
    [
        ("fushun", 234),
        ("ezhou", 605),
        ("fuzhou", 607),
        # 185 amounts, and 本年收入小计 beside each of the 21 rows of 收入总表.
        ("langfang", 185 + 21),
        ("luoyang", 550),
    ],
)
def test_every_printed_amount_of_the_nine_tables_is_a_row(city: str, count: int) -> None:
    assert len(shipped_rows(city).line_items) == count


def test_the_subtotals_of_the_budget_are_the_rows_beyond_185() -> None:
    items = shipped_rows("langfang").line_items
    assert sum(item.statement == REVENUE and item.measure == "subtotal" for item in items) == 21


@pytest.mark.parametrize(
    ("city", "forms"),
    [
        ("fushun", {PROJECT_RESULT: 18, DEPARTMENT_RESULT: 2}),
        ("ezhou", {PROJECT_RESULT: 4}),
        ("fuzhou", {PROJECT_RESULT: 34}),
        ("langfang", {PROJECT_TARGET: 4, DEPARTMENT_TARGET: 1}),
        ("luoyang", {PROJECT_RESULT: 11, DEPARTMENT_RESULT: 1}),
    ],
)
def test_every_form_is_found(city: str, forms: dict[str, int]) -> None:
    assert Counter(row.form for row in shipped_rows(city).evaluations) == forms


@pytest.mark.parametrize("city", SEEDS)
def test_the_nine_tables_are_found_and_close(city: str) -> None:
    status = {
        table.statement: table.status for table in shipped_rows(city).tables if table.statement
    }
    assert set(status) == set(STATEMENTS)
    mended = {EXPENDITURE} if city == "fuzhou" else set()
    assert {name for name, word in status.items() if word == REPAIRED} == mended
    assert set(status.values()) <= {CLOSED, REPAIRED, EMPTY}


@pytest.mark.parametrize(
    ("city", "statement", "section", "code", "measure", "raw"),
    [
        # 收入支出决算总表, 本年收入合计 and 总计
        ("fushun", "revenue_expenditure_summary", "revenue", None, "amount", "6,309.22"),
        # 支出决算表, 208, printed on the row of the total in the original
        ("fuzhou", "expenditure", None, "208", "total", "973.54"),
        # 基本支出, 30101 基本工资
        ("ezhou", "basic_expenditure", "personnel", "30101", "amount", "140.31"),
        # 财政拨款“三公”经费, 公务用车购置费
        ("luoyang", "three_public", None, None, "final", "9.48"),
        # 单位预算支出总表, 2101202
        ("langfang", "expenditure", None, "2101202", "project", "2880.00"),
    ],
)
def test_figures_read_in_the_originals_are_there(
    city: str, statement: str, section: str | None, code: str | None, measure: str, raw: str
) -> None:
    found = [
        item.raw
        for item in shipped_rows(city).line_items
        if (item.statement, item.section, item.code, item.measure)
        == (statement, section, code, measure)
    ]
    assert raw in found


@pytest.mark.parametrize("table", ["disclosures", *TABLES])
@pytest.mark.parametrize("city", SEEDS)
def test_the_shipped_disclosure_says_what_the_original_says(city: str, table: str) -> None:
    original = without_prose(seed_rows(city))
    # Columns that a text has lost stand in their place on paper: nothing is to be mended.
    original.line_items = [
        replace(item, repaired=None) if item.repaired == COLUMN_DROPPED else item
        for item in original.line_items
    ]
    file = "format source_name sha256 pages" if table == "disclosures" else ""
    assert difference(original, shipped_rows(city), table, without=file) == {}


# Random disclosures -----------------------------------------------------------------------------


def assert_reads_as_made(made: DisclosureRows, content: bytes) -> None:
    found = rows_of_pdf(content)
    for table in ("disclosures", *TABLES):
        file = "source_name sha256 pages" if table == "disclosures" else "theme"
        assert difference(made, found, table, without=file) == {}, table
    assert {table.status for table in found.tables if table.statement} <= {CLOSED, EMPTY}


@needs_font
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    # A seed is not made simpler by being made smaller.
    phases=[Phase.generate],
)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(LAYOUTS)))
def test_a_random_disclosure_is_read_as_it_was_made(seed: int, name: str) -> None:
    made = random_disclosure(Random(seed), LAYOUTS[name])
    assert_reads_as_made(made, typeset(made, LAYOUTS[name]))


@needs_font
@pytest.mark.parametrize(
    "numbers",
    [
        NumberStyle(unit="元", thousands=True),
        NumberStyle(unit="千元", decimals=3, zero="0"),
        NumberStyle(zero=""),
    ],
    ids=["元 with separators", "千元", "zero left blank"],
)
def test_units_and_zeros_of_a_layout_are_told(numbers: NumberStyle) -> None:
    layout = replace(LAYOUTS["hubei"], numbers=numbers)
    made = random_disclosure(Random(7), layout)
    assert_reads_as_made(made, typeset(made, layout))


@needs_font
@pytest.mark.parametrize(
    "choices",
    [
        {"repeats_headers": False},
        {"bars": True},
        {"headings": False, "footer": "第 {page} 页"},
        {"parts": ("forms", "prose", "tables")},
        {"size": 12.0},
    ],
    ids=lambda choices: " ".join(choices),
)
def test_other_choices_of_a_layout_change_nothing(choices: dict[str, object]) -> None:
    layout = replace(LAYOUTS["hubei"], **choices)  # type: ignore[arg-type]
    made = random_disclosure(Random(11), layout)
    assert_reads_as_made(made, typeset(made, layout))


@needs_font
def test_labels_printed_one_row_above_their_figures_are_mended() -> None:
    layout = LAYOUTS["fujian"]
    made = random_disclosure(Random(5), layout)
    items = [item for item in made.line_items if item.statement == EXPENDITURE]
    first = next(item.code for item in items if item.code)
    for item in items:
        if item.code in (None, first):
            item.repaired = ROW_SHIFT
    found = rows_of_pdf(typeset(made, layout))
    assert difference(made, found, "line_items") == {}
    status = {table.statement: table.status for table in found.tables}
    assert status[EXPENDITURE] == REPAIRED


@needs_font
def test_tables_in_another_order_are_told_by_their_titles() -> None:
    layout = LAYOUTS["fujian"]
    layout = replace(layout, tables=tuple(reversed(layout.tables)))
    made = random_disclosure(Random(3), layout)
    assert_reads_as_made(made, typeset(made, layout))
