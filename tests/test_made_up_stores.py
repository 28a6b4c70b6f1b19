"""Stores that are filled straight with made-up disclosures: they add up, and answer questions."""

from __future__ import annotations

from collections import Counter

import pytest
from stores import MADE_UP as COUNT
from typer.testing import CliRunner

from analytics import model
from analytics.comparing import execution, overview, staffing, three_public
from analytics.findings.checking import unchecked
from analytics.model import DisclosureRows
from analytics.reconciling.identities import identities
from analytics.store import Store
from corpus.__main__ import app
from corpus.many_bodies import SHARED_PROGRAMMES, many_disclosures
from corpus.places import place


@pytest.fixture(scope="module")
def made() -> list[DisclosureRows]:
    """More than a store of few disclosures has room for."""
    return list(many_disclosures(1, 400))


def all_rows(store: Store) -> list[DisclosureRows]:
    return store.rows(store.table("disclosures")["disclosure_id"].tolist())


def test_a_store_holds_as_many_disclosures_as_were_asked_for_all_checked(
    made_up_store: Store,
) -> None:
    assert len(made_up_store.table("disclosures")) == COUNT
    assert made_up_store.table("ingests")["outcome"].tolist() == [model.STORED] * COUNT
    assert unchecked(made_up_store) == 0
    assert len(made_up_store.table("findings"))


def test_the_same_seed_gives_the_same_disclosures_and_another_one_others() -> None:
    once, again, others = (list(many_disclosures(seed, 5)) for seed in (1, 1, 2))
    assert once == again
    assert once != others


def test_a_longer_store_begins_with_the_shorter_one() -> None:
    assert list(many_disclosures(1, 8))[:5] == list(many_disclosures(1, 5))


def test_every_identity_of_a_closed_table_holds(made_up_store: Store) -> None:
    held = 0
    for rows in all_rows(made_up_store):
        closed = {table.statement for table in rows.tables if table.status == model.CLOSED}
        own = [item for item in rows.line_items if item.statement in closed]
        found = identities(own)
        assert [one for one in found if not one.holds] == []
        held += len(found)
    assert held > 100 * COUNT


def test_a_table_that_was_not_read_has_no_figures_and_an_open_one_does_not_add_up(
    made: list[DisclosureRows],
) -> None:
    seen: Counter[str] = Counter()
    for rows in made:
        for table in rows.tables:
            own = [item for item in rows.line_items if item.statement == table.statement]
            if table.status in (model.MISSING, model.UNREAD, model.EMPTY):
                assert own == []
            elif table.status == model.OPEN:
                assert not all(one.holds for one in identities(own))
            else:
                assert own
            seen[table.status] += 1
    assert {*seen} == {model.CLOSED, model.EMPTY, model.OPEN, model.UNREAD, model.MISSING}


def test_no_two_figures_of_a_disclosure_stand_in_one_place() -> None:
    rows = next(many_disclosures(1, 1))
    place(rows)
    for found in (rows.line_items, rows.form_figures, rows.indicators):
        places = [(row.page, row.locator) for row in found]
        assert len(places) == len({*places})
    pages = [row.page for row in rows.line_items]
    assert pages == sorted(pages) and pages[0] == 1
    assert rows.disclosure.pages == max(row.page or 0 for row in rows.indicators)


def test_bodies_of_all_levels_disclose_both_kinds_for_several_years(
    made: list[DisclosureRows],
) -> None:
    every = [rows.disclosure for rows in made]
    assert {one.kind for one in every} == {*model.KINDS}
    assert {one.scope for one in every} == {*model.SCOPES}
    assert {one.fiscal_year for one in every} == {*range(2019, 2026)}
    assert any(one.district for one in every) and any(not one.city for one in every)
    assert len({one.disclosure_id for one in every}) == len(every)
    assert len(every) > 3 * len({one.agency for one in every})


def test_the_same_programmes_run_in_many_cities_and_some_spend_nothing(
    made: list[DisclosureRows],
) -> None:
    forms = [form for rows in made for form in rows.evaluations]
    named = Counter(form.name for form in forms)
    assert all(named[programme] > 5 for programme in SHARED_PROGRAMMES)
    assert any(form.execution_rate == 0 for form in forms)
    assert "medical_relief" in {form.theme for form in forms}


def test_the_questions_of_the_dashboard_have_answers(made_up_store: Store) -> None:
    loaded = overview.loaded(made_up_store)
    assert len(loaded) == COUNT
    assert loaded["total"].notna().mean() > 0.9
    assert staffing.shares(made_up_store)["share"].notna().mean() > 0.8
    assert not execution.projects(made_up_store).empty
    series = three_public.series(made_up_store)
    assert series["derived"].any() and not series["derived"].all()


def test_a_store_that_is_there_already_is_left_alone(made_up_store: Store) -> None:
    before = made_up_store.version()
    again = CliRunner().invoke(app, ["fill", str(made_up_store.path)])
    assert again.exit_code == 1
    assert "remove it or name another file" in again.output
    assert made_up_store.version() == before
