"""The command line as its user meets it: a process, what it prints, and how it exits."""

from __future__ import annotations

import csv
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
from made_up import made_up_rows, made_up_text
from typer.testing import CliRunner, Result

from analytics.cli import app
from analytics.exporting.tables import FORMATS
from analytics.ingesting import READER_VERSION
from analytics.reconciling.corrections import CorrectionsError
from analytics.schema import TABLES
from analytics.settings import ROOT
from analytics.store import Source, Store

HOLDING = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "analytics", *map(str, arguments)]


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as its user runs it: a process of its own."""
    ended = subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in ended.stderr
    return ended


def call(*arguments: object, **environment: str) -> Result:
    """The command within this process, which saves a second's start where nothing hangs on it."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)


@pytest.fixture
def shaoxing(tmp_path: Path) -> Path:
    path = tmp_path / "shaoxing.txt"
    path.write_bytes(made_up_text())
    return path


class TestIngest:
    def test_a_line_says_what_a_document_is_and_how_it_was_read(
        self, shaoxing: Path, store: Store
    ) -> None:
        ended = run("ingest", shaoxing, "--store", store.path)

        assert ended.returncode == 0
        line, summary, _ = ended.stdout.splitlines()
        assert line.startswith(
            f"{shaoxing}: 绍兴市医疗保障局 2023 final_accounts department, "
            "tables 1 closed, 0 repaired, 0 open, 8 missing, 0 forms, "
        )
        assert line.endswith(" s, stored as shaoxing-2023-final_accounts")
        assert summary == "1 stored, 0 replaced, 0 skipped, 0 failed"
        total = store.query(
            "SELECT amount FROM line_items WHERE name = '合计' AND measure = 'total'"
        )
        assert total["amount"].tolist() == [1234.56]

    def test_the_same_bytes_are_skipped_and_new_ones_replace(
        self, shaoxing: Path, store: Store
    ) -> None:
        call("ingest", shaoxing, "--store", store.path)
        again = call("ingest", shaoxing, "--store", store.path)
        assert again.stdout.splitlines()[0] == (
            f"{shaoxing}: unchanged, stored as shaoxing-2023-final_accounts"
        )

        shaoxing.write_bytes(made_up_text(total="2,000.00"))
        changed = call("ingest", shaoxing, "--store", store.path)
        assert changed.stdout.splitlines()[0].endswith(
            "replaces the version of shaoxing.txt as shaoxing-2023-final_accounts"
        )
        assert changed.stdout.splitlines()[-2] == "0 stored, 1 replaced, 0 skipped, 0 failed"
        assert store.table("ingests")["outcome"].tolist() == ["stored", "skipped", "replaced"]
        assert store.table("line_items")["amount"].max() == 2000.0

    def test_what_is_new_is_checked_and_told_in_one_line(
        self, shaoxing: Path, store: Store
    ) -> None:
        """The store holds a project of 120.00 of which 7.81 were spent, not checked so far."""
        put_made_up(store)
        shaoxing.write_bytes(made_up_text("宁波市医疗保障局"))
        told = call("ingest", shaoxing, "--store", store.path).stdout.splitlines()
        found = store.table("findings")
        grave = (found["severity"] == "high").sum()
        assert told[-1].startswith(f"{len(found)} findings: {grave} high, ")
        assert grave
        again = call("ingest", shaoxing, "--store", store.path)
        assert "findings" not in again.stdout, "nothing is checked that was checked before"

    def test_the_check_can_wait(self, shaoxing: Path, store: Store) -> None:
        ended = call("ingest", shaoxing, "--no-check", "--store", store.path)
        assert ended.stdout.splitlines()[-1] == "1 stored, 0 replaced, 0 skipped, 0 failed"
        assert store.table("checks").empty

    def test_a_folder_is_searched_to_its_bottom(self, tmp_path: Path, store: Store) -> None:
        folder = tmp_path / "in"
        for name, agency in (
            ("b.txt", "绍兴市医疗保障局"),
            ("2023/A.TXT", "宁波市医疗保障局"),
            (".hidden/c.txt", "杭州市医疗保障局"),
            ("~$b.txt", "杭州市医疗保障局"),
            ("notes.md", "杭州市医疗保障局"),
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(made_up_text(agency))

        ended = call("ingest", folder, folder / "b.txt", "--store", store.path)
        assert ended.exit_code == 0
        assert [line.split(":")[0] for line in ended.stdout.splitlines()[:-2]] == [
            str(folder / "2023/A.TXT"),
            str(folder / "b.txt"),
        ]

    def test_a_failed_document_harms_no_other(
        self, shaoxing: Path, tmp_path: Path, store: Store
    ) -> None:
        bad = tmp_path / "letter.txt"
        bad.write_text("关于召开会议的通知\n请准时参加。\n")
        ended = run("ingest", bad, shaoxing, "--store", store.path)

        assert ended.returncode == 1
        (error,) = ended.stderr.splitlines()
        assert error.startswith(f"{bad}: no fiscal disclosure was recognised")
        assert ended.stdout.splitlines()[-2] == "1 stored, 0 replaced, 0 skipped, 1 failed"
        assert store.table("disclosures")["source_name"].tolist() == ["shaoxing.txt"]
        log = store.table("ingests")
        assert log["outcome"].tolist() == ["failed", "stored"]
        assert log["reader_version"].tolist() == [READER_VERSION] * 2
        assert log["file"].tolist() == [str(bad), str(shaoxing)]
        assert f"{bad}: {log['message'][0]}" == error

    def test_on_a_terminal_a_bar_shows_how_far_it_is(self, shaoxing: Path, store: Store) -> None:
        screen, terminal = pty.openpty()
        process = subprocess.Popen(
            command("ingest", shaoxing, "--store", store.path),
            cwd=ROOT,
            stdout=terminal,
            stderr=terminal,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
        )
        os.close(terminal)
        shown = b""
        while chunk := read_or_end(screen):
            shown += chunk
        assert process.wait(timeout=60) == 0
        text = shown.decode()
        assert "━" in text
        assert "0/1" in text
        assert "0 pages, 0.0 a second" in text
        assert " left" in text
        assert "绍兴市医疗保障局" in text

    def test_a_terminal_without_chinese_still_gets_its_lines(
        self, shaoxing: Path, store: Store
    ) -> None:
        ended = run("ingest", shaoxing, "--store", store.path, PYTHONIOENCODING="ascii")
        assert ended.returncode == 0
        assert "2023 final_accounts department" in ended.stdout

    def test_an_interrupt_is_one_line_and_leaves_the_store_sound(
        self, tmp_path: Path, store: Store
    ) -> None:
        folder = tmp_path / "in"
        folder.mkdir()
        for number in range(60):
            content = made_up_text(total=f"{number}.00")
            (folder / f"{number:02}.txt").write_bytes(content.replace(b"2023", b"20%02d" % number))
        process = subprocess.Popen(
            command("ingest", folder, "--store", store.path),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)

        assert process.returncode == 130
        assert errors.splitlines() == ["interrupted: what was stored before is kept"]
        told = len([first, *rest.splitlines()])
        assert told < 60
        stored = len(store.table("disclosures"))
        assert told <= stored <= told + 1

        again = run("ingest", folder, "--store", store.path)
        assert again.returncode == 0
        assert again.stdout.splitlines()[-2] == (
            f"{60 - stored} stored, 0 replaced, {stored} skipped, 0 failed"
        )
        assert len(store.table("disclosures")) == 60

    def test_several_workers_tell_and_store_as_one_does(self, tmp_path: Path, store: Store) -> None:
        """All are versions of one disclosure: the one named last is kept, always."""
        for name, total in (("a.txt", "1.00"), ("b.txt", "2.00"), ("c.txt", "3.00")):
            (tmp_path / name).write_bytes(made_up_text(total=total))
        (tmp_path / "d.txt").write_text("关于召开会议的通知\n请准时参加。\n")
        names = [tmp_path / name for name in ("b.txt", "d.txt", "c.txt", "a.txt")]
        ended = run("ingest", *names, "--workers", 3, "--store", store.path)
        assert ended.returncode == 1
        assert [line.split(":")[0] for line in ended.stdout.splitlines()[:-2]] == [
            str(names[0]),
            str(names[2]),
            str(names[3]),
        ]
        assert ended.stderr.startswith(f"{names[1]}: no fiscal disclosure was recognised")
        assert store.table("line_items")["amount"].max() == 1.0

    def test_one_small_document_takes_no_worker(
        self, shaoxing: Path, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("analytics.cli.Workers", None)
        assert call("ingest", shaoxing, "--store", store.path).exit_code == 0

    def test_corrections_that_are_wrong_are_told_before_anything_is_read(
        self, shaoxing: Path, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def wrong() -> None:
            raise CorrectionsError("corrections.yml: entry 1: value: is missing")

        monkeypatch.setattr("analytics.cli.declared_corrections", wrong)
        ended = call("ingest", shaoxing, "--store", store.path)
        assert (ended.exit_code, ended.stderr) == (
            1,
            "corrections.yml: entry 1: value: is missing\n",
        )


def read_or_end(screen: int) -> bytes:
    try:
        return os.read(screen, 4096)
    except OSError:
        return b""


def export_of(table: str, store: Store, output: Path, format: str) -> list[str]:
    where = ["--output", str(output), "--store", str(store.path)]
    return ["export", table, "--format", format, *where]


class TestExport:
    @pytest.fixture
    def filled(self, store: Store) -> Store:
        store.put(made_up_rows(b"one"), Source("one.txt", b"one", "1"))
        return store

    def test_each_format(self, filled: Store, tmp_path: Path) -> None:
        for format in FORMATS:
            output = tmp_path / f"projects.{format}"
            ended = call(*export_of("projects", filled, output, format))
            assert ended.exit_code == 0, ended.stderr
            assert ended.stdout == f"{output}: 1 rows of projects\n"
        name, executed = "城乡医疗救助补助", 7.81
        with (tmp_path / "projects.csv").open(encoding="utf-8-sig", newline="") as file:
            (row,) = csv.DictReader(file)
        assert (row["name"], float(row["executed"])) == (name, executed)
        header, cells = openpyxl.load_workbook(tmp_path / "projects.xlsx").active.values
        assert dict(zip(header, cells, strict=True))["executed"] == executed
        table = pyarrow.parquet.read_table(tmp_path / "projects.parquet")
        assert table.to_pylist()[0]["name"] == name
        (item,) = json.loads((tmp_path / "projects.json").read_text(encoding="utf-8"))
        assert item["executed"] == executed

    def test_every_table(self, filled: Store, tmp_path: Path) -> None:
        for table in TABLES:
            output = tmp_path / f"{table}.json"
            ended = call(*export_of(table, filled, output, "json"))
            assert ended.exit_code == 0, ended.output
            assert len(json.loads(output.read_text(encoding="utf-8"))) == len(filled.table(table))

    def test_an_output_that_cannot_be_written(self, filled: Store, tmp_path: Path) -> None:
        output = tmp_path / "gone" / "t.csv"
        ended = call(
            "export", "tables", "--format", "csv", "--output", output, "--store", filled.path
        )
        assert ended.exit_code == 1
        assert ended.stderr == (
            f"{output}: cannot be written (No such file or directory):"
            " name a file in a folder that can\n"
        )

    def test_it_waits_while_another_process_writes(self, filled: Store, tmp_path: Path) -> None:
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDING, str(filled.path), "3"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        started = time.monotonic()
        output = tmp_path / "t.csv"
        ended = run(
            "export", "tables", "--format", "csv", "--output", output, "--store", filled.path
        )
        assert ended.returncode == 0, ended.stderr
        assert time.monotonic() - started > 2
        holder.communicate(timeout=30)


class TestInfo:
    def test_says_what_is_there_and_how_well_it_was_read(self, store: Store) -> None:
        rows = made_up_rows(b"one")
        rows.disclosure.unread_pages = [4]
        store.put(rows, Source("one.txt", b"one", "1"))
        ended = call("info", "--store", store.path)

        assert ended.exit_code == 0
        assert ended.stdout.startswith(f"store {store.path}, reader version {READER_VERSION}\n")
        assert "disclosures 1, tables 2, line_items 2, alternatives 1" in ended.stdout
        (line,) = (line for line in ended.stdout.splitlines() if "云溪市" in line)
        for told in (
            "yunxi-2023-final_accounts",
            "2023",
            "department",
            "1 closed, 0 repaired, 0 open, 1 missing",
            "1 pages",
        ):
            assert told in line

    def test_the_variable_names_the_store(self, store: Store) -> None:
        store.put(made_up_rows(b"one"), Source("one.txt", b"one", "1"))
        ended = call("info", WORKBENCH_STORE=str(store.path))
        assert ended.stdout.startswith(f"store {store.path}, ")

    def test_a_store_that_is_not_there(self, store: Store) -> None:
        ended = run("info", "--store", store.path)
        assert ended.returncode == 1
        assert ended.stderr == (
            f"{store.path}: there is no store: make one with: python -m analytics ingest FILES\n"
        )

    def test_a_file_that_is_no_store(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.txt"
        path.write_text("not a store\n" * 1000)
        ended = call("info", "--store", path)
        assert ended.exit_code == 1
        (error,) = ended.stderr.splitlines()
        assert error.startswith(f"{path}: cannot be used as a store")


class TestWrongUse:
    def test_a_process_exits_with_2(self) -> None:
        assert run("ingest", "/nowhere/at/all.pdf").returncode == 2

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["ingest"], "Missing argument 'PATH'"),
            (["ingest", "/nowhere/at/all.pdf"], "'/nowhere/at/all.pdf' does not exist"),
            (["export", "secrets", "--format", "csv", "--output", "x"], "'secrets' is none of"),
            (["export", "tables", "--format", "pdf", "--output", "x"], "'pdf' is none of"),
            (["export", "tables", "--format", "csv"], "Missing option '--output'"),
            (["export", "tables", "--format", "csv", "--output", "/"], "is a directory"),
            (["forget"], "No such command 'forget'"),
        ],
    )
    def test_exits_with_2_and_says_what_is_wrong(
        self, arguments: list[str], said: str, store: Store
    ) -> None:
        ended = call(*arguments, WORKBENCH_STORE=str(store.path))
        assert ended.exit_code == 2
        assert said in ended.stderr.splitlines()[-1]
        assert ended.stdout == ""
        assert not store.path.exists()

    @pytest.mark.parametrize("name", ["ingest", "export", "info"])
    def test_help_names_every_option(self, name: str) -> None:
        ended = call(name, "--help")
        assert ended.exit_code == 0
        assert "--store" in ended.stdout


class TestCheck:
    def test_it_says_how_many_findings_there_are_of_which_family(self, store: Store) -> None:
        """One project of 120.00 of which 7.81 were spent, and a budget raised from 100.00."""
        put_made_up(store)
        ended = run("check", "--store", store.path)

        assert ended.returncode == 0
        lines = [line.split() for line in ended.stdout.splitlines()]
        assert ["execution", "1", "0", "1", "0"] in [
            [word for word in words if word not in "│┃"] for words in lines
        ]
        assert lines[-1][-1] == "findings"

    def test_it_fails_on_findings_that_are_grave_enough(self, store: Store) -> None:
        put_made_up(store)

        assert call("check", "--fail-on", "high", "--store", store.path).exit_code == 1
        assert not store.table("findings").empty

    def test_a_severity_that_is_none_is_wrong_use(self, store: Store) -> None:
        ended = call("check", "--fail-on", "grave", "--store", store.path)

        assert ended.exit_code == 2
        assert "'grave' is none of high, medium, low, info" in ended.output

    def test_without_a_store_it_says_how_to_make_one(self, tmp_path: Path) -> None:
        ended = run("check", "--store", tmp_path / "none.duckdb")

        assert ended.returncode == 1
        assert "there is no store" in ended.stderr

    def test_findings_can_be_exported(self, store: Store, tmp_path: Path) -> None:
        put_made_up(store)
        call("check", "--store", store.path)
        output = tmp_path / "findings.csv"
        ended = call(
            *("export", "findings", "--format", "csv"), "--output", output, "--store", store.path
        )

        assert ended.exit_code == 0
        with output.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert "low_execution" in {row["rule"] for row in rows}
        assert json.loads(rows[0]["evidence"])[0]["text"]


def put_made_up(store: Store) -> None:
    content = made_up_text()
    rows = made_up_rows(content)
    store.put(rows, Source(rows.disclosure.source_name, content, "test"))
