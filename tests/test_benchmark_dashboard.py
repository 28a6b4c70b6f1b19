"""The benchmark of the dashboard: two servers are visited, and both ways answer alike."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from stores import MADE_UP
from typer.testing import CliRunner

from analytics.store import Store
from benchmarks.dashboard import answers
from benchmarks.dashboard.__main__ import Cost, goals, main
from benchmarks.dashboard.fairness import differences
from benchmarks.dashboard.server import ServerError, serving
from benchmarks.dashboard.tour import Answer, tour

APP = """
import streamlit as st

def page():
    cities = st.multiselect("City", list("ABCDEF"))
    st.multiselect("Year", [2022, 2023])
    st.session_state.setdefault("view", "one")
    if st.segmented_control("View", ["one", "two"], key="view") is None:
        st.error("there is always a view")
    if len(cities) == 4:
        st.error(f"{', '.join(cities)} is too much")

st.navigation([page]).run()
"""


def test_where_they_do_not_it_is_told_of_which_page_and_filter(
    made_up_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rates = answers.execution
    monkeypatch.setattr(
        answers, "execution", lambda *asked: rates(*asked).eval("median_rate = median_rate + 0.001")
    )
    told = differences(made_up_store.path)
    assert "execution, all" in told and "execution, budgets" not in told
    assert all(each.startswith("execution, ") for each in told)


def test_a_page_is_visited_in_both_and_the_costs_are_told(made_up_store: Store) -> None:
    app = typer.Typer()
    app.command()(main)
    ran = CliRunner().invoke(
        app,
        ["--store", str(made_up_store.path), "--disclosures", str(MADE_UP), "--page", "overview"],
    )
    assert ran.exit_code == 0, ran.output
    assert f"{MADE_UP} disclosures" in ran.output
    assert "overview" in ran.output and "first view" in ran.output
    assert "not shown" not in ran.output
    assert "Both ways give the same figures." in ran.output


def test_everything_that_one_can_choose_with_is_tried_and_what_fails_is_told(
    tmp_path: Path,
) -> None:
    app = tmp_path / "app.py"
    app.write_text(APP)
    with serving(app, tmp_path / "none.duckdb") as server:
        given = list(tour(server.port))
        assert server.peak > 10
    assert [(answer.asked, answer.problem) for answer in given] == [
        ("opened", ""),
        ("City: D", ""),
        ("City: 4 chosen", "A, C, D, F is too much"),
        ("Year: 2023", ""),
        ("View: two", ""),
        ("2 filters together", ""),
    ]
    assert all(answer.page == "overview" and answer.seconds > 0 for answer in given)


def test_goals_are_met_or_missed_by_the_figures() -> None:
    quick = Cost(1.0, 400.0, [Answer("overview", "opened", 0.1, "")])
    slow = Cost(9.0, 9000.0, [Answer("overview", "opened", 3.0, "")])
    assert [met for met, _ in goals(quick, slow)] == [True] * 4
    assert [met for met, _ in goals(slow, quick)] == [False] * 4


def test_an_app_that_cannot_be_served_is_told_in_one_line(tmp_path: Path) -> None:
    served = serving(tmp_path / "missing.py", tmp_path / "none.duckdb")
    with pytest.raises(ServerError, match=r"missing\.py was not served: .*does not exist"), served:
        pass
