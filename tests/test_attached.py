"""A DuckDB file attached to the one DuckDB of a process: who may have it at the same time."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

import duckdb
import pytest

from analytics.attached import attached

A_MOMENT: Final = 5.0
"""Seconds within which a file that nobody reads is let go of for certain."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "it's a file.duckdb"
    with attached(path, read_only=False) as connection:
        connection.execute("CREATE TABLE amounts AS SELECT 12.5::DOUBLE AS amount")
    return path


def others_may_write(path: Path, within: float = 0.0) -> bool:
    """Whether another process gets the file for writing: at once, or within so many seconds."""
    program = """if True:
        import sys, time, duckdb
        path, within = sys.argv[1], float(sys.argv[2])
        end = time.monotonic() + within
        while True:
            try:
                duckdb.connect(path)
                break
            except duckdb.IOException:
                if time.monotonic() > end:
                    sys.exit(1)
                time.sleep(0.01)
    """
    opened = subprocess.run([sys.executable, "-c", program, path, str(within)], check=False)
    return opened.returncode == 0


def test_what_one_wrote_the_next_reads_and_nothing_is_left_beside_it(path: Path) -> None:
    with attached(path, read_only=True) as connection:
        assert connection.execute("FROM amounts").fetchall() == [(12.5,)]
    assert list(path.parent.iterdir()) == [path]


def test_between_two_pieces_of_work_other_processes_may_write(path: Path) -> None:
    with attached(path, read_only=True):
        assert not others_may_write(path)
    assert others_may_write(path, within=A_MOMENT)
    with attached(path, read_only=False):
        assert not others_may_write(path)
    assert others_may_write(path)


def test_others_may_write_when_the_one_that_reads_again_and_again_pauses(path: Path) -> None:
    for _ in range(3):
        with attached(path, read_only=True) as connection:
            assert connection.execute("FROM amounts").fetchall() == [(12.5,)]
    assert others_may_write(path, within=A_MOMENT)


def test_who_has_just_read_may_write_at_once_and_reads_what_was_written(path: Path) -> None:
    for amount in (1.0, 2.0):
        with attached(path, read_only=True) as connection:
            connection.execute("FROM amounts")
        with attached(path, read_only=False) as connection:
            connection.execute("UPDATE amounts SET amount = ?", [amount])
        with attached(path, read_only=True) as connection:
            assert connection.execute("FROM amounts").fetchall() == [(amount,)]


def test_a_file_that_took_the_place_of_one_just_read_is_read_itself(path: Path) -> None:
    other = path.with_name("other.duckdb")
    with attached(other, read_only=False) as connection:
        connection.execute("CREATE TABLE amounts AS SELECT 99.0 AS amount")
    with attached(path, read_only=True) as connection:
        assert connection.execute("FROM amounts").fetchall() == [(12.5,)]
    other.replace(path)
    with attached(path, read_only=True) as connection:
        assert connection.execute("FROM amounts").fetchall() == [(99.0,)]


@pytest.mark.parametrize("while_it_lets_go", [False, True])
def test_a_process_that_ends_after_reading_ends_well(path: Path, while_it_lets_go: bool) -> None:
    program = """if True:
        import sys, time
        from pathlib import Path
        from analytics import attached

        def slowly(name, detach=attached._detach):
            with attached._duckdb().cursor() as connection:
                connection.execute("SELECT sum(sin(i)) FROM range(50_000_000) AS numbers(i)")
            detach(name)

        if sys.argv[2] == "True":
            attached._detach = slowly
        with attached.attached(Path(sys.argv[1]), read_only=True) as connection:
            print(connection.execute("FROM amounts").fetchall())
        time.sleep(0.12)
    """
    ended = subprocess.run(
        [sys.executable, "-c", program, path, str(while_it_lets_go)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "[(12.5,)]\n", "")


def test_several_read_at_once_and_the_last_one_lets_go(path: Path) -> None:
    with attached(path, read_only=True) as first:
        with attached(path.parent / "." / path.name, read_only=True) as second:
            for connection in (first, second):
                assert connection.execute("FROM amounts").fetchall() == [(12.5,)]
        assert first.execute("FROM amounts").fetchall() == [(12.5,)]
        assert not others_may_write(path)
    assert others_may_write(path, within=A_MOMENT)


@pytest.mark.parametrize("read_only", [True, False])
def test_who_writes_is_alone(path: Path, read_only: bool) -> None:
    with (
        attached(path, read_only=not read_only),
        pytest.raises(duckdb.OperationalError),
        attached(path, read_only=read_only),
    ):
        pass


def test_what_was_not_committed_is_gone(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), attached(path, read_only=False) as connection:
        connection.begin()
        connection.execute("DELETE FROM amounts")
        raise ZeroDivisionError
    with attached(path, read_only=True) as connection:
        assert connection.execute("FROM amounts").fetchall() == [(12.5,)]


def test_a_file_that_nobody_can_watch_is_not_attached(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_to_be_had(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", none_to_be_had)
        with pytest.raises(RuntimeError), attached(path, read_only=True):
            pass
    assert others_may_write(path)
    with attached(path, read_only=True) as connection:
        assert connection.execute("FROM amounts").fetchall() == [(12.5,)]
    assert others_may_write(path, within=A_MOMENT)
