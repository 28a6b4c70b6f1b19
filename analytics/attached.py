"""A DuckDB file attached for as long as one piece of work on it takes.

To open a file by itself starts a DuckDB each time, which takes 13 ms; to attach it to one that runs
takes 1 ms. So a process has one DuckDB, in memory, and nothing of a file stays open between two
pieces of work: other processes may write it then.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import duckdb

from analytics.settings import MEMORY


@dataclass
class _Reading:
    """A file that threads of this process read at the same time: as what, and how many."""

    name: str
    threads: int = 0


_guard: Final = threading.Lock()
_readings: Final[dict[Path, _Reading]] = {}
_numbers: Final = itertools.count(1)


@contextlib.contextmanager
def attached(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a file, which is its default database; made where it is missing.

    Raises duckdb.OperationalError where the file is no DuckDB file, or is held: by another
    process, or by another thread of this one that writes or, for writing, that reads.
    """
    path = path.resolve()
    name = _attach_for_reading(path) if read_only else _attach(path, "")
    try:
        connection = _duckdb().cursor()
        try:
            connection.execute(f"USE {name}")
            yield connection
        finally:
            connection.close()
    finally:
        if read_only:
            _detach_from_reading(path)
        else:
            _detach(name)


def _attach_for_reading(path: Path) -> str:
    """Attaches a file, or joins the threads that read it already."""
    with _guard:
        reading = _readings.get(path)
        if reading is None:
            reading = _readings[path] = _Reading(_attach(path, " (READ_ONLY)"))
        reading.threads += 1
        return reading.name


def _detach_from_reading(path: Path) -> None:
    with _guard:
        reading = _readings[path]
        reading.threads -= 1
        if not reading.threads:
            del _readings[path]
            _detach(reading.name)


def _attach(path: Path, options: str) -> str:
    name = f"file_{next(_numbers)}"
    quoted = str(path).replace("'", "''")
    with _duckdb().cursor() as connection:
        connection.execute(f"ATTACH '{quoted}' AS {name}{options}")
    return name


def _detach(name: str) -> None:
    with _duckdb().cursor() as connection:
        connection.execute(f"DETACH {name}")


@lru_cache(maxsize=1)
def _duckdb() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        ":memory:",
        config={
            # Else it would fetch an extension from the network to open another program's file.
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            # Else what does not fit into memory would go into the folder that it was started in.
            "temp_directory": str(Path(tempfile.gettempdir(), f"workbench-{os.getpid()}")),
            "memory_limit": MEMORY,
        },
    )
