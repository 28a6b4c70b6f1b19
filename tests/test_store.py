"""The store: one disclosure is one transaction, one version, one identifier."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from made_up import made_up_rows

from analytics import model
from analytics.model import DisclosureRows
from analytics.schema import TABLES, table_columns
from analytics.settings import ROOT, Waiting
from analytics.store import NoStoreError, Reading, Source, Store, StoreError, open_store


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(
    store: Store, rows: DisclosureRows, content: bytes, file: str = "yunxi.txt", reader: str = "1"
) -> model.Ingest:
    return store.put(rows, Source(file, content, reader))


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs this code in the project's folder."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said_first(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


class TestTables:
    def test_what_was_put_in_comes_out(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")

        project = store.table("projects").iloc[0]
        assert project["name"] == "城乡医疗救助补助"
        assert project["executed"] == 7.81
        assert project["locator"] == "line 40"
        items = store.table("line_items")
        assert items["name"].tolist() == ["合计", "卫生健康支出"]
        assert items["amount"].tolist() == [1234.56, 1234.56]
        assert items["raw"].tolist() == ["1,234.56", "1,234.56"]
        assert len(store.table("funding")) == 2
        assert store.table("indicators")["target"].tolist() == ["300"]
        assert store.table("statements_in_prose")["change"].tolist() == [-34.44]

    def test_a_view_shows_results_of_projects_only(self, store: Store) -> None:
        rows = made_up_rows(b"one")
        rows.evaluations[0].form = model.PROJECT_TARGET
        put(store, rows, b"one")

        assert len(store.table("evaluations")) == 1
        assert store.table("projects").empty

    @pytest.mark.parametrize("name", TABLES)
    def test_columns_and_types_are_the_models_full_or_empty(
        self, name: str, store: Store, tmp_path: Path
    ) -> None:
        put(store, made_up_rows(b"one"), b"one")
        empty = open_store(tmp_path / "empty.duckdb")
        empty.log(Source("x", None, "1"), model.FAILED, "is empty: supply it again")

        full_types = store.table(name).dtypes
        assert list(full_types.index) == [column.name for column in table_columns(name)]
        assert full_types.equals(empty.table(name).dtypes)
        for column in table_columns(name):
            if column.type is int:
                assert full_types[column.name] == ("Int64" if column.nullable else "int64")
            elif column.type is float:
                assert full_types[column.name] == "float64"
            elif column.type is str:
                assert isinstance(full_types[column.name], pd.StringDtype)

    def test_lists_come_out_as_lists(self, store: Store) -> None:
        rows = made_up_rows(b"one")
        rows.disclosure.unread_pages = [3, 17]
        put(store, rows, b"one")

        assert store.table("disclosures")["unread_pages"].tolist() == [[3, 17]]

    def test_rows_are_in_document_order_whatever_was_put_in_when(self, store: Store) -> None:
        other = {"agency": "白石市医疗保障局", "disclosure_id": "baishi-2023-final_accounts"}
        put(store, made_up_rows(b"one"), b"one")
        put(store, made_up_rows(b"two", **other), b"two")
        put(store, made_up_rows(b"one again"), b"one again")

        items = store.table("line_items")
        assert items["disclosure_id"].str.split("-").str[0].tolist() == [
            "baishi",
            "baishi",
            "yunxi",
            "yunxi",
        ]
        assert items["locator"].tolist() == ["line 12", "line 13"] * 2

    def test_a_table_can_be_asked_for_one_disclosure(self, store: Store) -> None:
        other = {"agency": "白石市医疗保障局", "disclosure_id": "baishi-2023-final_accounts"}
        put(store, made_up_rows(b"one"), b"one")
        put(store, made_up_rows(b"two", **other), b"two")

        items = store.table("line_items", "baishi-2023-final_accounts")
        assert items["disclosure_id"].unique().tolist() == ["baishi-2023-final_accounts"]
        assert items["locator"].tolist() == ["line 12", "line 13"]
        assert store.table("line_items", "nowhere-2023-budget").empty

    def test_a_name_that_is_no_table_is_refused(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        with pytest.raises(KeyError):
            store.table("meta")

    def test_a_query_takes_parameters(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        found = store.query("SELECT sum(amount) AS s FROM line_items WHERE code = ?", ["210"])
        assert found["s"].tolist() == [1234.56]

    def test_a_query_cannot_write(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        with pytest.raises(duckdb.Error, match="read-only"):
            store.query("DELETE FROM line_items")
        assert len(store.table("line_items")) == 2


class TestVersions:
    def test_the_log_says_when_what_and_by_whom(self, store: Store) -> None:
        before = pd.Timestamp.now("UTC").tz_localize(None)
        rows = made_up_rows(b"one")
        put(store, rows, b"one", file="in/yunxi.txt", reader="7")

        line = store.table("ingests").iloc[0]
        assert before <= line["ingested_at"] <= pd.Timestamp.now("UTC").tz_localize(None)
        assert line["file"] == "in/yunxi.txt"
        assert line["sha256"] == rows.disclosure.sha256
        assert line["outcome"] == "stored"
        assert line["disclosure_id"] == "yunxi-2023-final_accounts"
        assert line["reader_version"] == "7"

    def test_a_new_version_replaces_the_old_one_and_says_so(self, store: Store) -> None:
        put(store, made_up_rows(b"one", source_name="first.txt"), b"one")
        line = put(store, made_up_rows(b"two", total=99.5), b"two")

        assert line.outcome == "replaced"
        assert line.message == "replaces the version of first.txt as yunxi-2023-final_accounts"
        assert len(store.table("disclosures")) == 1
        assert store.table("line_items")["amount"].tolist() == [99.5, 99.5]
        assert len(store.table("evaluations")) == 1
        assert store.table("ingests")["outcome"].tolist() == ["stored", "replaced"]

    def test_how_bytes_were_read_last_is_known(self, store: Store) -> None:
        assert store.reading_of(sha256(b"one")) is None
        put(store, made_up_rows(b"one"), b"one", reader="1")
        put(store, made_up_rows(b"one"), b"one", reader="2")
        put(store, made_up_rows(b"one"), b"one", reader="1")

        assert store.reading_of(sha256(b"one")) == Reading("yunxi-2023-final_accounts", "1")
        assert store.reading_of(sha256(b"two")) is None

    def test_bytes_that_were_replaced_are_held_no_more(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        put(store, made_up_rows(b"two"), b"two")
        assert store.reading_of(sha256(b"one")) is None

    def test_a_newer_reader_that_names_the_body_otherwise_leaves_no_second_reading(
        self, store: Store
    ) -> None:
        put(store, made_up_rows(b"one", agency="云溪市医保局", disclosure_id="x-2023"), b"one")
        line = put(store, made_up_rows(b"one"), b"one", reader="2")

        assert line.message == "read anew as yunxi-2023-final_accounts"
        assert store.table("disclosures")["agency"].tolist() == ["云溪市医疗保障局"]
        assert len(store.table("line_items")) == 2

    def test_two_documents_never_share_an_identifier(self, store: Store) -> None:
        put(store, made_up_rows(b"department"), b"department")
        line = put(store, made_up_rows(b"unit", scope=model.UNIT, total=5.0), b"unit")

        assert line.outcome == "stored"
        assert line.disclosure_id is not None
        assert line.disclosure_id.startswith("yunxi-2023-final_accounts-")
        assert "yunxi-2023-final_accounts is another document" in line.message
        totals = store.table("line_items").groupby("disclosure_id")["amount"].max()
        assert totals.to_dict() == {"yunxi-2023-final_accounts": 1234.56, line.disclosure_id: 5.0}

    def test_the_files_of_one_disclosure_stay_beside_each_other(self, store: Store) -> None:
        """The tables in one file, the forms of two projects in one each, the explanation."""
        whole = made_up_rows(b"tables")
        tables = replace(whole, evaluations=[], funding=[], indicators=[])
        explanation = replace(made_up_rows(b"explanation"), line_items=[], evaluations=[])
        forms = [
            replace(
                made_up_rows(content),
                line_items=[],
                evaluations=[replace(whole.evaluations[0], name=content.decode())],
            )
            for content in (b"road", b"bridge")
        ]
        parts = [(tables, b"tables"), (explanation, b"explanation")]
        parts += [(forms[0], b"road"), (forms[1], b"bridge")]
        lines = [put(store, rows, content) for rows, content in parts]

        assert [line.outcome for line in lines] == ["stored"] * 4
        assert len({line.disclosure_id for line in lines}) == 4
        assert sorted(store.table("evaluations")["name"]) == ["bridge", "road"]
        assert len(store.table("line_items")) == 2

        corrected = replace(made_up_rows(b"corrected", total=99.5), evaluations=[])
        assert put(store, corrected, b"corrected").outcome == "replaced"
        assert sorted(store.table("evaluations")["name"]) == ["bridge", "road"]
        assert set(store.table("line_items")["amount"]) == {99.5}

    def test_a_new_version_of_the_second_of_them_replaces_only_that(self, store: Store) -> None:
        put(store, made_up_rows(b"department"), b"department")
        first = put(store, made_up_rows(b"unit", scope=model.UNIT), b"unit")
        second = put(store, made_up_rows(b"unit 2", scope=model.UNIT, total=6.0), b"unit 2")

        assert second.outcome == "replaced"
        assert second.disclosure_id == first.disclosure_id
        assert sorted(store.table("line_items")["amount"]) == [6.0, 6.0, 1234.56, 1234.56]

    def test_the_token_changes_with_every_write_and_with_nothing_else(self, store: Store) -> None:
        tokens = [store.version()]
        for content in (b"one", b"two", b"three"):
            put(store, made_up_rows(content), content)
            tokens.append(store.version())
            store.table("line_items")
            assert store.version() == tokens[-1]
        assert len(set(tokens)) == 4

    def test_rows_must_come_from_the_bytes(self, store: Store) -> None:
        with pytest.raises(ValueError, match="not read from this source"):
            put(store, made_up_rows(b"one"), b"other")
        assert not store.path.exists()


class TestOriginals:
    def test_the_bytes_are_kept_by_their_hash(self, store: Store) -> None:
        rows = made_up_rows(b"one")
        put(store, rows, b"one")
        original = store.original(rows.disclosure.sha256)
        assert original == store.path.parent / "originals" / rows.disclosure.sha256
        assert original.read_bytes() == b"one"

    def test_nothing_else_is_left_beside_them(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        put(store, made_up_rows(b"one"), b"one", reader="2")
        assert len(list(store.originals.iterdir())) == 1

    def test_one_that_is_gone_is_told(self, store: Store) -> None:
        with pytest.raises(StoreError, match="the original is gone: ingest the document again"):
            store.original("0" * 64)


KILLED_IN_THE_MIDDLE = """
    import sys, time
    from pathlib import Path
    from analytics import store as module
    from analytics.store import Source, open_store
    from made_up import made_up_rows

    insert = module._insert
    def insert_and_hang(connection, table, rows):
        insert(connection, table, rows)
        if table == sys.argv[2]:
            print("inside", flush=True)
            time.sleep(60)
    module._insert = insert_and_hang
    rows = made_up_rows(b"two", total=99.5)
    open_store(sys.argv[1]).put(rows, Source("two.txt", b"two", "1"))
"""


class TestCrash:
    @pytest.mark.parametrize("table", ["disclosures", "line_items", "ingests"])
    def test_a_process_killed_in_the_middle_leaves_the_version_before(
        self, table: str, store: Store
    ) -> None:
        put(store, made_up_rows(b"one"), b"one")
        before = {name: store.table(name) for name in TABLES}

        process = child(KILLED_IN_THE_MIDDLE, store.path, table)
        assert said_first(process) == "inside"
        end(process)

        for name in TABLES:
            pd.testing.assert_frame_equal(store.table(name), before[name])
        assert put(store, made_up_rows(b"two", total=99.5), b"two").outcome == "replaced"
        assert store.table("line_items")["amount"].tolist() == [99.5, 99.5]

    def test_killed_in_its_first_write_a_store_can_be_made_again(self, store: Store) -> None:
        process = child(KILLED_IN_THE_MIDDLE, store.path, "line_items")
        assert said_first(process) == "inside"
        end(process)

        with pytest.raises(NoStoreError):
            store.table("disclosures")
        assert store.reading_of(sha256(b"two")) is None
        assert put(store, made_up_rows(b"two"), b"two").outcome == "stored"

    def test_a_row_that_breaks_the_model_leaves_the_version_before(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        broken = made_up_rows(b"two")
        broken.statements_in_prose[0].locator = None  # type: ignore[assignment]
        with pytest.raises(duckdb.ConstraintException):
            put(store, broken, b"two")
        assert store.table("disclosures")["sha256"].tolist() == [
            made_up_rows(b"one").disclosure.sha256
        ]


HOLDING = """
    import sys, time, duckdb
    connection = duckdb.connect(sys.argv[1])
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
READING_OVER_AND_OVER = """
    import sys, time
    from analytics.store import open_store
    store, until = open_store(sys.argv[1]), time.monotonic() + 3
    store.table("disclosures")
    print("reading", flush=True)
    while time.monotonic() < until:
        assert len(store.table("line_items")) == 2
"""


class TestTwoProcesses:
    def test_the_second_waits_for_the_first_to_let_go(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        process = child(HOLDING, store.path, 2)
        assert said_first(process) == "held"

        started = time.monotonic()
        assert len(store.table("disclosures")) == 1
        assert time.monotonic() - started > 1
        assert put(store, made_up_rows(b"two"), b"two").outcome == "replaced"
        end(process)

    def test_beyond_the_limit_it_gives_up_with_one_line(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        process = child(HOLDING, store.path, 60)
        assert said_first(process) == "held"

        impatient = Store(store.path, Waiting(limit=0.3, interval=0.05))
        for attempt in (
            lambda: impatient.table("disclosures"),
            lambda: put(impatient, made_up_rows(b"two"), b"two"),
        ):
            with pytest.raises(StoreError) as raised:
                attempt()
            assert str(raised.value) == (
                f"{store.path}: another process has held it for 0.3 seconds:"
                " let that finish or close it, then try again"
            )
        end(process)

    def test_one_writes_while_another_reads(self, store: Store) -> None:
        put(store, made_up_rows(b"0"), b"0")
        process = child(READING_OVER_AND_OVER, store.path)
        assert said_first(process) == "reading"

        for number in range(1, 11):
            content = str(number).encode()
            put(store, made_up_rows(content), content)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors

    def test_threads_of_one_process_read_while_one_of_them_writes(self, store: Store) -> None:
        put(store, made_up_rows(b"0"), b"0")
        failures: list[BaseException] = []

        def read() -> None:
            try:
                for _ in range(20):
                    assert len(store.table("line_items")) == 2
            except BaseException as error:
                failures.append(error)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for number in range(1, 6):
            content = str(number).encode()
            put(store, made_up_rows(content), content)
        for reader in readers:
            reader.join()
        assert failures == []


class TestFilesThatAreNoStore:
    def one_line(self, store: Store) -> str:
        messages = set()
        for attempt in (
            lambda: store.table("disclosures"),
            lambda: put(store, made_up_rows(b"one"), b"one"),
        ):
            with pytest.raises(StoreError) as raised:
                attempt()
            messages.add(str(raised.value))
        (message,) = messages
        assert "\n" not in message
        assert message.startswith(f"{store.path}: ")
        return message

    def test_a_store_that_is_not_there_is_made_by_writing_only(self, store: Store) -> None:
        with pytest.raises(NoStoreError, match="there is no store: make one with"):
            store.table("disclosures")
        assert not store.path.exists()

    def test_a_text(self, tmp_path: Path) -> None:
        path = tmp_path / "store.duckdb"
        path.write_text("not a database\n" * 2000)
        assert "cannot be used as a store" in self.one_line(open_store(path))
        assert path.read_text() == "not a database\n" * 2000

    def test_another_programs_database(self, tmp_path: Path) -> None:
        path = tmp_path / "store.duckdb"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE t (a)")
        connection.close()
        assert "cannot be used as a store" in self.one_line(open_store(path))

    def test_a_duckdb_file_of_other_tables(self, tmp_path: Path) -> None:
        path = tmp_path / "store.duckdb"
        with duckdb.connect(path) as connection:
            connection.execute("CREATE TABLE meta (a INTEGER)")
        assert self.one_line(open_store(path)).endswith(
            "is no store of this workbench: name another file"
        )

    def test_a_store_of_an_older_version(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        with duckdb.connect(store.path) as connection:
            connection.execute("UPDATE meta SET value = 'older' WHERE key = 'schema'")
        assert self.one_line(store).endswith(
            "was made by another version of the workbench: remove it and ingest the documents again"
        )

    def test_a_damaged_store(self, store: Store) -> None:
        put(store, made_up_rows(b"one"), b"one")
        damaged = bytearray(store.path.read_bytes())
        for at in range(4096, 12288):
            damaged[at] ^= 0xFF
        store.path.write_bytes(damaged)
        assert "cannot be used as a store" in self.one_line(store)

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        store = open_store(tmp_path / "file" / "store.duckdb")
        with pytest.raises(StoreError, match="its folder cannot be written to"):
            put(store, made_up_rows(b"one"), b"one")


class TestDefault:
    def test_the_variable_names_another_default(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("WORKBENCH_STORE", str(tmp_path / "mine.duckdb"))
        assert open_store().path == tmp_path / "mine.duckdb"

    def test_without_it_the_store_lies_in_the_project_wherever_one_works(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("WORKBENCH_STORE", raising=False)
        monkeypatch.chdir(tmp_path)
        assert open_store().path == ROOT / "data" / "workbench.duckdb"
