"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it takes its place when all went well.

    Where anything fails, what stood at `path` before stands there still. Raises OSError where
    the folder cannot be written to.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    temporary.touch()
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def folder_written_whole(path: Path) -> Iterator[Path]:
    """A temporary folder beside `path` to write to; it takes its place when all went well.

    Where anything fails, what stood at `path` before stands there still. Raises OSError where
    the folder cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary, former = (
        path.with_name(f".{path.name}.{os.getpid()}.{end}") for end in ("part", "former")
    )
    temporary.mkdir()
    try:
        yield temporary
        if path.exists():
            path.rename(former)
        temporary.rename(path)
        shutil.rmtree(former, ignore_errors=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
