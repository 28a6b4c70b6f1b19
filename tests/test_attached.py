"""A DuckDB file attached to the one DuckDB of a process: who may have it at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from analytics.attached import attached


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "it's a file.duckdb"
    with attached(path, read_only=False) as connection:
        connection.execute("CREATE TABLE amounts AS SELECT 12.5 AS amount")
    return path


def others_may_write(path: Path) -> bool:
    """Whether another process gets the file for writing at once."""
    opened = subprocess.run(
        [sys.executable, "-c", "import sys, duckdb; duckdb.connect(sys.argv[1])", path],
        capture_output=True,
        check=False,
    )
    return opened.returncode == 0


def test_what_one_wrote_the_next_reads_and_nothing_is_left_beside_it(path: Path) -> None:
    with attached(path, read_only=True) as connection:
        assert connection.execute("FROM amounts").fetchall() == [(12.5,)]
    assert list(path.parent.iterdir()) == [path]


def test_between_two_pieces_of_work_other_processes_may_write(path: Path) -> None:
    with attached(path, read_only=True):
        assert not others_may_write(path)
    assert others_may_write(path)
    with attached(path, read_only=False):
        assert not others_may_write(path)
    assert others_may_write(path)


def test_several_read_at_once_and_the_last_one_lets_go(path: Path) -> None:
    with attached(path, read_only=True) as first:
        with attached(path.parent / "." / path.name, read_only=True) as second:
            for connection in (first, second):
                assert connection.execute("FROM amounts").fetchall() == [(12.5,)]
        assert first.execute("FROM amounts").fetchall() == [(12.5,)]
        assert not others_may_write(path)
    assert others_may_write(path)


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
