"""The page Execution: its views, what is selected in them, and that it speaks both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from stores import store_of_originals
from streamlit.testing.v1 import AppTest
from test_dashboard import opened, said

from analytics.settings import STORE_VARIABLE

VIEWS = ("projects", "bodies", "revisions", "programmes")


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of_originals(tmp_path_factory.mktemp("store")).path


@pytest.fixture(autouse=True)
def store(originals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(originals))


def headings(app: AppTest) -> list[str]:
    """The columns of the tables of a page as a reader sees them."""
    columns = [json.loads(table.proto.columns).values() for table in app.dataframe]
    return [column["label"] for own in columns for column in own if column.get("label")]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_with_its_sentence_and_ends_with_evidence(view: str) -> None:
    app = opened("execution", view=view)
    assert not app.exception and not app.error
    assert app.markdown[1].value.startswith("**")
    assert "Evidence" in [heading.value for heading in app.subheader]
    assert "Langfang Guangyang 2023 budget" in said(app), "it holds no such figures"


def test_projects_say_how_many_stand_still() -> None:
    text = said(opened("execution"))
    assert "Nothing was spent of 11 of 64 projects: 6 in Fushun 2023" in text
    assert "4 of them are relief funds (医疗救助), 7,884 万元 together" in text


def test_a_project_is_shown_beside_the_other_bodies_projects_of_its_theme() -> None:
    """Ezhou's first, of the theme operations: 22 others, most of which spent all."""
    text = said(opened("execution"))
    assert "The other bodies’ projects of the same theme: median 100.0 %, of 22." in text


def test_bodies_lead_to_their_projects() -> None:
    app = opened("execution", view="bodies")
    bodies, projects = (table.value for table in app.dataframe)
    assert list(bodies["place"]) == ["Fushun", "Ezhou", "Luoyang Chanhe", "Fuzhou"]
    assert bodies["weighted_rate"].iloc[0] == pytest.approx(100 * 4786.99 / 57312.66)
    assert len(projects) == 18
    assert "The projects of Fushun 2023" in [heading.value for heading in app.subheader]


def test_revisions_list_what_was_revised_with_both_budgets() -> None:
    rows = opened("execution", view="revisions").dataframe[0].value
    first = rows.iloc[0]
    assert tuple(first[["initial_budget", "adjusted_budget", "executed", "change"]]) == (
        *(0.0, 500.0, 197.38, 500.0),
    )


def test_programmes_lead_to_the_forms_that_they_are_made_of() -> None:
    """Luoyang has three forms of the capacity programme, of 2.00 each."""
    app = opened("execution", view="programmes")
    programmes, projects = (table.value for table in app.dataframe)
    assert list(programmes["n"]) == [3, 6, 1, 3, 3, 2, 3, 1, 2]
    assert list(projects["budget"]) == [2.0, 2.0, 2.0]


def test_a_theme_chosen_holds_in_every_view() -> None:
    for view in VIEWS:
        app = opened("execution", view=view, theme="medical_relief")
        assert not app.exception and not app.error
    assert list(app.dataframe[0].value["programme_name"].unique()) == [
        "Medical relief 城乡医疗救助"
    ]


def test_where_nothing_was_revised_or_no_form_is_left_the_page_says_what_to_do() -> None:
    unrevised = opened("execution", view="revisions", city="Fushun")
    assert "that was revised" in unrevised.info[0].value
    no_forms = opened("execution", kind="budget")
    assert "Choose others above" in no_forms.info[0].value


@pytest.mark.parametrize("view", VIEWS)
def test_in_chinese_no_word_of_the_page_is_english(view: str) -> None:
    """What comes before the evidence: title, question, sentences, chart words, columns."""
    app = opened("execution", view=view, lang="zh")
    assert not app.exception and not app.error
    before = [each.value for each in app.markdown][: 6 if view != "projects" else 9]
    words = re.sub(r":\w+\[|:material/\w+:", "", " ".join([app.title[0].value, *before]))
    assert not re.search(r"[A-Za-z]{2}", words), words
    options = [name for group in app.get("button_group") for name in group.options]
    assert "同一项目横向比较" in options
    own = [name for name in headings(app) if name != "Place"]
    assert len(own) > 8
    assert not [name for name in own if re.search(r"[A-Za-z]{2}", name)]
