"""A DuckDB file attached for as long as one piece of work on it takes.

To open a file by itself starts a DuckDB each time, which takes 13 ms; to attach it to one that runs
takes 2 ms. So a process has one DuckDB, in memory, and nothing of a file stays open between two
pieces of work: other processes may write it then. Pieces of reading that follow each other closely
are one: the file is let go of when the next one has not come for a moment.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from weakref import WeakSet

import duckdb

from analytics.settings import MEMORY

_MOMENT: Final = 0.05
"""Seconds that a file which nobody reads any more stays attached for who comes next."""


@dataclass
class _Reading:
    """A file attached for reading: as what, its stamp then, by how many threads it is read, and
    when one of them left last."""

    name: str
    stamp: tuple[int, ...]
    threads: int = 0
    left_at: float = 0.0


_guard: Final = threading.Lock()
_watchers: Final[WeakSet[threading.Thread]] = WeakSet()
_ending: Final = threading.Event()
_readings: Final[dict[Path, _Reading]] = {}
_numbers: Final = itertools.count(1)


@contextlib.contextmanager
def attached(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a file, which is its default database; made where it is missing.

    Raises duckdb.OperationalError where the file is no DuckDB file, or is held: by another
    process, or by another thread of this one that writes or, for writing, that reads.
    """
    path = path.resolve()
    name = _attach_for_reading(path) if read_only else _attach_for_writing(path)
    try:
        connection = _duckdb().cursor()
        try:
            connection.execute(f"USE {name}")
            yield connection
        finally:
            connection.close()
    finally:
        if read_only:
            _leave(path)
        else:
            _detach(name)


def _attach_for_writing(path: Path) -> str:
    with _guard:
        _let_go(path)
        name = _new_name()
        _attach(path, name)
        return name


def _attach_for_reading(path: Path) -> str:
    """Attaches a file, or joins the threads that read it already, or did a moment ago."""
    with _guard:
        if path in _readings and _readings[path].stamp != _stamp(path):
            # Another file has been put in its place.
            _let_go(path)
        if path not in _readings:
            stamp, name = _stamp(path), _new_name()
            # Were it not to be had, nobody would let go of the file.
            watcher = threading.Thread(target=_watch, args=(path, name), daemon=True)
            watcher.start()
            _watchers.add(watcher)
            _attach(path, name, " (READ_ONLY)")
            _readings[path] = _Reading(name, stamp)
        _readings[path].threads += 1
        return _readings[path].name


def _leave(path: Path) -> None:
    with _guard:
        reading = _readings[path]
        reading.threads -= 1
        reading.left_at = time.monotonic()


def _watch(path: Path, name: str) -> None:
    """Lets go of a file when nobody has read it for a moment."""
    while not _ending.wait(_MOMENT):
        with _guard:
            reading = _readings.get(path)
            if reading is None or reading.name != name:
                return
            if time.monotonic() - reading.left_at >= _MOMENT:
                _let_go(path)


def _let_go(path: Path) -> None:
    """Detaches a file that no thread reads."""
    if path in _readings and not _readings[path].threads:
        _detach(_readings.pop(path).name)


@atexit.register
def _let_go_of_all() -> None:
    # A thread that is within DuckDB while Python ends would bring the process down.
    _ending.set()
    with _guard:
        for path in list(_readings):
            _let_go(path)
    for watcher in list(_watchers):
        watcher.join()


def _stamp(path: Path) -> tuple[int, ...]:
    """What tells a file from another one, or a later state of it, at the same path."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def _new_name() -> str:
    return f"file_{next(_numbers)}"


def _attach(path: Path, name: str, options: str = "") -> None:
    quoted = str(path).replace("'", "''")
    with _duckdb().cursor() as connection:
        connection.execute(f"ATTACH '{quoted}' AS {name}{options}")


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
