"""A Streamlit server in a process of its own, over a store."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analytics.settings import STORE_VARIABLE
from benchmarks.reading import peak_memory

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS_TO_START: Final = 60
_BYTECODE_KEPT: Final = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""Where Python keeps none, each start compiles every library anew."""


class ServerError(Exception):
    """A server that did not start: its app, and the last that it printed."""


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, and its process."""

    port: int
    process: int

    @property
    def peak(self) -> float:
        """The most memory in MB that its process has had."""
        return peak_memory(self.process)


@contextmanager
def serving(app: Path, store: Path) -> Iterator[Server]:
    """A new server of an app over a store, which has run nothing of the app yet.

    Raises ServerError.
    """
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "streamlit", "run", str(app), "--server.headless", "true")
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            env=_BYTECODE_KEPT | {STORE_VARIABLE: str(store)},
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _answers(port, process):
                printed.seek(0)
                said = printed.read().decode(errors="replace").splitlines() or ["it said nothing"]
                raise ServerError(f"{app.name} was not served: {said[-1]}")
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait()


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False
