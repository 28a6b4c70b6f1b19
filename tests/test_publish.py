"""The data package: valid for others' tools, and the same rows whichever way they are opened."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import pyarrow.parquet
import pytest
from stores import store_of_originals
from test_cli import call, run

from analytics import model
from analytics.exporting.publishing import publish, table_schema
from analytics.exporting.tables import ExportError
from analytics.findings.checking import check, unchecked
from analytics.findings.register import decide
from analytics.store import Store

ROWS = {"disclosures": 5, "line_items": 2202, "evaluations": 75, "indicators": 640}


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = store_of_originals(tmp_path_factory.mktemp("store"))
    check(store)
    return store


@pytest.fixture(scope="module")
def package(originals: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "package"
    rows = publish(originals, folder)
    assert rows.items() >= ROWS.items()
    return folder


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def descriptor(package: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((package / "datapackage.json").read_text("utf-8"))
    return read


def errors(package: Path) -> set[str]:
    """The types of the errors that frictionless finds."""
    report = frictionless.validate(str(package / "datapackage.json"))
    return {type for (type,) in report.flatten(["type"])}


class TestPackage:
    def test_it_is_valid(self, package: Path) -> None:
        ended = subprocess.run(
            [Path(sys.executable).with_name("frictionless"), "validate", "datapackage.json"],
            cwd=package,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout
        assert ended.stdout.count("VALID") == 2 * len(model.MODEL)

    def test_a_file_that_was_changed_makes_it_invalid(
        self, originals: Store, tmp_path: Path
    ) -> None:
        """Its hash tells; where that is made good, its keys and types do."""
        package = tmp_path / "package"
        publish(originals, package)
        path = package / "csv" / "line_items.csv"
        text = path.read_text("utf-8-sig")
        gone = text.replace("fuzhou-2023-final_accounts,expenditure", "gone,expenditure", 1)
        text, changed = re.subn(r",total,(?=\d)", ",total,about ", gone, count=1)
        assert changed and gone != path.read_text("utf-8-sig")
        path.write_text(text, "utf-8-sig")
        assert errors(package) >= {"hash-count", "byte-count"}

        described = descriptor(package)
        for resource in described["resources"]:
            del resource["hash"], resource["bytes"]
        (package / "datapackage.json").write_text(json.dumps(described), "utf-8")
        assert errors(package) == {"foreign-key", "type-error"}

    def test_its_sources_are_the_documents_with_their_hashes(
        self, package: Path, originals: Store
    ) -> None:
        disclosures = originals.table("disclosures")
        sources = descriptor(package)["sources"]
        assert [source["sha256"] for source in sources] == list(disclosures["sha256"])
        assert "福州市医疗保障局 2023 final_accounts" in sources[2]["title"]

    @pytest.mark.parametrize("table", model.MODEL)
    def test_its_schemas_are_the_model_s(self, package: Path, table: str) -> None:
        (resource,) = (
            resource
            for resource in descriptor(package)["resources"]
            if resource["path"] == f"csv/{table}.csv"
        )
        assert resource["schema"] == table_schema(table)
        assert [
            (field["name"], field["description"]) for field in resource["schema"]["fields"]
        ] == [(column.name, column.meaning) for column in model.columns(table)]

    @pytest.mark.parametrize(
        ("table", "belongs_to"),
        [
            ("disclosures", []),
            ("funding", ["disclosures", "evaluations"]),
            ("alternatives", ["disclosures", "tables"]),
            # A finding may be about no form at all.
            ("findings", ["disclosures", "checks"]),
            ("main_figures", ["disclosures"]),
            ("project_scores", ["disclosures", "evaluations"]),
        ],
    )
    def test_keys(self, table: str, belongs_to: list[str]) -> None:
        keys = table_schema(table).get("foreignKeys", [])
        assert [key["reference"]["resource"] for key in keys] == belongs_to


class TestParquet:
    @pytest.mark.parametrize("table", model.MODEL)
    def test_one_file_a_table(self, package: Path, originals: Store, table: str) -> None:
        read = pyarrow.parquet.read_table(package / "parquet" / f"{table}.parquet")
        assert read.equals(originals.arrow(table))

    @pytest.mark.parametrize(
        ("table", "figure"),
        [
            ("line_items", "amount"),
            ("evaluations", "executed"),
            ("statements_in_prose", "final"),
            ("disclosures", "pages"),
            ("findings", "score"),
        ],
    )
    def test_duckdb_opens_the_partitions_as_they_are(
        self,
        package: Path,
        originals: Store,
        database: duckdb.DuckDBPyConnection,
        table: str,
        figure: str,
    ) -> None:
        grouped = (
            f"SELECT kind, fiscal_year, province, count(*), sum({figure}::DECIMAL(18, 6))::DOUBLE"
        )
        found = database.sql(
            f"{grouped} FROM '{package}/partitioned/{table}/**/*.parquet' GROUP BY ALL ORDER BY ALL"
        ).df()
        expected = originals.query(
            f"{grouped} FROM {table} JOIN (SELECT disclosure_id, kind, fiscal_year, province"
            " FROM disclosures) USING (disclosure_id) GROUP BY ALL ORDER BY ALL"
            if table != "disclosures"
            else f"{grouped} FROM disclosures GROUP BY ALL ORDER BY ALL"
        )
        pd.testing.assert_frame_equal(found, expected)
        assert {"福建省", "辽宁省"} <= set(found["province"])

    def test_each_file_holds_one_kind_year_and_province(self, package: Path) -> None:
        folder = package / "partitioned" / "disclosures"
        assert len(list(folder.rglob("*.parquet"))) == 5
        names = {path.relative_to(folder).parts[0] for path in folder.rglob("*.parquet")}
        assert names == {"kind=final_accounts", "kind=budget"}


class TestFindings:
    def test_those_that_were_dismissed_are_left_out(self, tmp_path: Path) -> None:
        store = store_of_originals(tmp_path)
        check(store)
        first, second = store.table("findings")["finding_id"][:2]
        decide(store, first, model.DISMISSED, "Lin", "the total is printed on the next page")
        decide(store, second, model.CONFIRMED, "Lin")
        rows = publish(store, tmp_path / "package")
        published = pyarrow.parquet.read_table(tmp_path / "package" / "parquet/findings.parquet")
        assert rows["findings"] == len(store.table("findings")) - 1
        assert first not in published["finding_id"].to_pylist()
        assert second in published["finding_id"].to_pylist()


class TestFolder:
    def test_a_package_is_replaced(self, originals: Store, tmp_path: Path) -> None:
        publish(originals, tmp_path / "package")
        (tmp_path / "package" / "csv" / "old.csv").write_text("old")
        publish(originals, tmp_path / "package")
        assert not (tmp_path / "package" / "csv" / "old.csv").exists()
        assert [path.name for path in tmp_path.iterdir()] == ["package"]

    def test_a_folder_of_other_things_is_left_alone(self, originals: Store, tmp_path: Path) -> None:
        (tmp_path / "thesis.docx").write_text("mine")
        with pytest.raises(ExportError) as raised:
            publish(originals, tmp_path)
        assert str(raised.value) == f"{tmp_path}: holds something else: name a new folder"
        assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]

    def test_where_writing_fails_the_old_package_stays(
        self, originals: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(originals, tmp_path / "package")
        before = descriptor(tmp_path / "package")

        def fail(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("analytics.exporting.publishing.write_table", fail)
        with pytest.raises(ExportError, match="No space left on device"):
            publish(originals, tmp_path / "package")
        assert descriptor(tmp_path / "package") == before
        assert [path.name for path in tmp_path.iterdir()] == ["package"]


class TestCommand:
    def test_it_checks_first_and_says_what_it_wrote(self, tmp_path: Path) -> None:
        store = store_of_originals(tmp_path)
        assert unchecked(store)
        ended = call("publish", "--output", tmp_path / "package", "--store", store.path)
        assert ended.exit_code == 0
        assert ended.stdout.startswith(f"{tmp_path / 'package'}: disclosures 5, tables 45, ")
        assert not unchecked(store)
        findings = pyarrow.parquet.read_table(tmp_path / "package" / "parquet/findings.parquet")
        assert findings.num_rows > 0

    def test_without_a_store_it_says_what_to_do(self, tmp_path: Path) -> None:
        ended = run("publish", "--output", tmp_path / "a", "--store", tmp_path / "none.duckdb")
        assert ended.returncode == 1
        assert "there is no store: make one with" in ended.stderr
        assert list(tmp_path.iterdir()) == []
