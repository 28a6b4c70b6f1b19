"""The notebooks on a reader's own store: one line changed. nbmake runs them as they are shipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shipped import DISCLOSURES, SHIPPED, shipped_rows

from analytics.findings.checking import check, unchecked
from analytics.settings import ROOT, STORE_VARIABLE
from analytics.shipped import shipped
from analytics.store import Source, Store, open_store

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SHIPPED_LINE = "store = open_store(shipped())  # your own documents: open_store()\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of two documents: final accounts with forms, and a budget."""
    store = open_store(tmp_path_factory.mktemp("own") / "workbench.duckdb")
    for city in ("ezhou", "langfang"):
        content = (DISCLOSURES / SHIPPED[city]).read_bytes()
        store.put(shipped_rows(city), Source(SHIPPED[city], content, "test"))
    check(store)
    return store


def cells(notebook: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(notebook.read_text("utf-8"))["cells"]
    return found


def test_there_are_six() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "anomalies",
        "execution_rates",
        "exporting_a_comparison",
        "reading_a_disclosure",
        "staffing_cost_share",
        "three_public_trends",
    ]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_on_another_store_by_changing_one_line(
    notebook: Path, own: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(own.path))
    monkeypatch.chdir(notebook.parent)
    code = ["".join(cell["source"]) for cell in cells(notebook) if cell["cell_type"] == "code"]
    assert sum(part.count(SHIPPED_LINE) for part in code) == 1
    shown: dict[str, object] = {}
    for part in code:
        exec(part.replace(SHIPPED_LINE, "store = open_store()\n"), shown)
    assert shown["store"].path == own.path


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_explains_method_and_limits_and_is_stored_without_output(notebook: Path) -> None:
    words = ["".join(cell["source"]) for cell in cells(notebook) if cell["cell_type"] == "markdown"]
    assert len(words) >= 4
    assert words[0].startswith("# ")
    assert all(cell.get("outputs", []) == [] for cell in cells(notebook))


def test_the_shipped_store_holds_the_five_checked_and_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "shipped.duckdb"
    store = open_store(shipped(path))
    assert sorted(store.table("disclosures")["source_name"]) == sorted(SHIPPED.values())
    assert not unchecked(store)
    readings = store.table("ingests")["outcome"].tolist()
    shipped(path)
    assert store.table("ingests")["outcome"].tolist() == [*readings, *["skipped"] * 5]
