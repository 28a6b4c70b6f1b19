"""The shipped disclosures hold the figures that were read in the published originals.

The same tables of figures are held against the originals themselves, where those are at hand.
"""

from __future__ import annotations

from collections import Counter

import pytest
from made_up_forms import expected
from shipped import SHIPPED, printed_at, shipped_rows
from test_evaluations import as_listed, money_and_marks
from test_prose import STATED, as_printed
from test_reconciling import STATUSES
from test_statements import AMOUNTS, BY_STATEMENT, LINE_ITEMS, STATEMENTS, find

from analytics.model import RATE_RULE
from analytics.recognising.wording import normalise
from analytics.reconciling.corrections import FORM_COLUMNS
from analytics.reconciling.identities import identities

PROJECTS = expected("projects")
STATING_RATE_RULE = {"ezhou": 4}
"""Forms that say how the marks for the execution rate come about."""
TEXT_ONLY_REPAIRS = {"fuzhou": {"revenue"}}
"""Tables of which only the text of the original, not its print, has come apart."""


@pytest.mark.parametrize("city", SHIPPED)
def test_every_printed_amount_makes_one_row(city: str) -> None:
    items = shipped_rows(city).line_items
    assert len(items) == LINE_ITEMS[city]
    counted = Counter(item.statement for item in items)
    assert tuple(counted[statement] for statement in STATEMENTS) == BY_STATEMENT[city]


@pytest.mark.parametrize(("city", "statement", "key", "measure", "amount"), AMOUNTS)
def test_amounts_as_printed(
    city: str, statement: str, key: str, measure: str, amount: float
) -> None:
    item = find(shipped_rows(city), statement, key, measure)
    assert item.amount == amount
    assert item.page is not None
    assert printed_at(city, item.page, item.locator) == item.raw


@pytest.mark.parametrize("city", SHIPPED)
def test_every_table_closes(city: str) -> None:
    rows = shipped_rows(city)
    found = {t.statement: t.status for t in rows.tables if t.statement and t.status != "closed"}
    wanted = {
        statement: status
        for statement, status in STATUSES[city].items()
        if statement not in TEXT_ONLY_REPAIRS.get(city, ())
    }
    assert found == wanted
    assert [each for each in identities(rows.line_items) if not each.holds] == []


@pytest.mark.parametrize("city", PROJECTS)
def test_every_project(city: str) -> None:
    rows = shipped_rows(city)
    indicators = Counter(row.evaluation_no for row in rows.indicators)
    assert [
        (*money_and_marks(row), indicators[row.evaluation_no])
        for row in rows.evaluations
        if row.form == "project_result"
    ] == [(*as_listed(name, figures), int(count)) for _, name, *figures, count in PROJECTS[city]]


@pytest.mark.parametrize("city", SHIPPED)
def test_every_figure_of_a_form_has_a_cell_that_prints_it(city: str) -> None:
    """Of every column filled, those that are worked out (execution_rate) left aside."""
    rows = shipped_rows(city)
    filled = Counter(
        (row.evaluation_no, getattr(row, "source", None), column)
        for row in [*rows.evaluations, *rows.funding]
        for column in FORM_COLUMNS
        if getattr(row, column, None) is not None
    )
    stated = [row for row in rows.form_figures if row.figure == RATE_RULE]
    assert filled == Counter(
        (row.evaluation_no, row.source, row.figure)
        for row in rows.form_figures
        if row not in stated
    )
    assert [row.printed for row in stated] == ["得分(20分*执行率)"] * STATING_RATE_RULE.get(city, 0)
    for figure in rows.form_figures:
        assert figure.page is not None
        assert printed_at(city, figure.page, figure.locator) == figure.printed


@pytest.mark.parametrize("city", SHIPPED)
def test_every_indicator_is_at_its_own_row(city: str) -> None:
    for indicator in shipped_rows(city).indicators:
        assert indicator.page is not None
        printed = printed_at(city, indicator.page, indicator.locator)
        assert normalise(printed) == normalise(indicator.name)


@pytest.mark.parametrize("city", SHIPPED)
def test_every_statement_in_prose(city: str) -> None:
    """All but its place and the reason, which the shipped documents do not repeat."""
    found = Counter(tuple(as_printed(row)[1:-1]) for row in shipped_rows(city).statements_in_prose)
    stated = (line.split()[1:-1] for line in STATED[city].strip().splitlines())
    assert found == Counter(map(tuple, stated))
