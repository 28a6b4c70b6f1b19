"""The page on “三公”: its views, its address, its languages, and the evidence of a row."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from stores import store_of_originals
from streamlit.testing.v1 import AppTest

from analytics.comparing import three_public
from analytics.comparing.scope import Scope
from analytics.settings import ROOT, STORE_VARIABLE
from analytics.store import Store

VIEWS = ["years", "budget", "composition", "amount", "change"]
OFFICIAL = {"PDF", "HTML", "CSV", "XLSX", "PNG", "SVG"}
"""Words of the Latin alphabet that are Chinese enough."""


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


@pytest.fixture(autouse=True)
def shown(originals: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(originals.path))


def opened(**address: str) -> AppTest:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.switch_page(str(ROOT / "analytics" / "dashboard" / "pages" / "three_public.py"))
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def said(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown).replace("\\", "")


def test_the_page_opens_with_the_years_and_says_what_is_not_known() -> None:
    text = said(opened())
    assert "**“三公” expenses rose in Fuzhou 2023 (2.42 to 4.15 万元); they fell in " in text
    assert "Fushun 2023 (50.06 to 4.50 万元)" in text
    assert "For Luoyang Chanhe 2023 (9.70 万元) the prior year is not known: the document" in text


@pytest.mark.parametrize(
    ("view", "answer", "columns"),
    [
        ("budget", "**None of 3 final accounts with a budget is above it.**", ["overrun"]),
        (
            "composition",
            "of 18.5 万元 in 4 documents, Vehicle purchase 公务用车购置费 takes 51.2 %",
            ["overseas", "vehicle_purchase", "vehicle_operation", "reception"],
        ),
        ("amount", "Luoyang Chanhe 2023 has the largest amount, 9.70 万元", ["amount"]),
        ("change", "of 3 with a year before that is above 0, 1 rose and 2 fell", ["change"]),
    ],
)
def test_the_address_carries_the_view(view: str, answer: str, columns: list[str]) -> None:
    app = opened(view=view)
    assert answer in said(app)
    assert {*columns} <= {*app.dataframe[0].value.columns}


def test_the_address_carries_the_expense() -> None:
    """Reception of Fuzhou is all of its 4.15; Luoyang bought a vehicle for 9.48."""
    rows = opened(view="amount", expense="reception").dataframe[0].value
    assert rows.set_index("place")["amount"]["Fuzhou"] == 4.15
    rows = opened(view="amount", expense="vehicle_purchase", lang="zh").dataframe[0].value
    assert rows.set_index("place other")["amount"].iloc[0] == 9.48


@pytest.mark.parametrize("view", VIEWS)
def test_in_chinese_nothing_is_said_in_english(view: str) -> None:
    """But for the names of files and places, and what the evidence, not of this page, says."""
    app = opened(view=view, lang="zh")
    assert not app.error and not app.exception
    text = said(app).split(":material/description:")[0]
    words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r":(small|orange|material/\w+)", "", text)))
    assert not words - OFFICIAL
    assert app.title[0].value == "“三公”经费"
    assert app.dataframe[0].value.columns[0] == "place"


def test_a_part_that_is_not_printed_is_no_zero_in_the_table() -> None:
    rows = opened(view="composition").dataframe[0].value.set_index("place")
    assert pd.isna(rows.loc["Fushun", "overseas"])
    assert rows.loc["Fuzhou", "overseas"] == 0


def test_evidence_is_asked_for_the_selected_disclosure_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Scope] = []

    def sources(store: Store, scope: Scope) -> pd.DataFrame:
        asked.append(scope)
        return found(store, scope)

    found = three_public.sources
    monkeypatch.setattr(three_public, "sources", sources)
    text = said(opened(view="change", city="Ezhou"))
    assert "Printed: **0.15** 万元" in text
    assert asked == [
        Scope(disclosure_ids=("ezhou-yiliaobaozhang-fuwuzhongxin-2022-final_accounts",))
    ]


def test_a_choice_with_no_such_amount_says_what_to_do_next() -> None:
    """Langfang's document is a budget: it has no final accounts to stand against it."""
    app = opened(view="budget", kind="budget")
    assert "These disclosures print no such amount." in app.info[0].value
    assert not app.dataframe
