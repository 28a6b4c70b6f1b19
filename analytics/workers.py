"""Documents read in processes of this machine, one document a process at a time.

Processes and not threads, because PDFium and pdfplumber are not thread-safe; and not an executor
of the standard library, which gives up all its work when one process dies and does not say whose
document killed it.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from types import TracebackType
from typing import Final, Self

from analytics.documents import Attempt, Failure, Location, Reader, attempt
from analytics.settings import WORK, Work

_DYING: Final = 10.0
"""Seconds that a process may take to end of which the other end of its pipe is closed."""


class Workers:
    """Reads documents in `count` processes; to be used in a `with`, which ends them.

    read must be a function that pickles. A process is started when its first document comes, and
    anew after it died or was killed because a document took longer than work.seconds: that
    document fails, no other.
    """

    def __init__(self, count: int, read: Reader, work: Work = WORK) -> None:
        self.ahead = count * work.ahead
        self._seconds = work.seconds
        self._workers = [_Worker(read) for _ in range(count)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        # A process inherits what is blocked where it is started: Ctrl-C, which a terminal sends to
        # all, is for the main thread alone. Started later, the tracker would unblock it again.
        resource_tracker.ensure_running()
        self._threads = ThreadPoolExecutor(count, "workers", initializer=_block_interrupts)

    def submit(self, path: Location) -> Future[Attempt]:
        """Has a document read as soon as a process is free."""
        return self._threads.submit(self._read, path)

    def _read(self, path: Location) -> Attempt:
        worker = self._idle.get()
        try:
            return worker.read(path, self._seconds)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()
        for worker in self._workers:
            worker.bury()


class _Worker:
    """One process at the other end of a pipe; used by one thread at a time."""

    _LOCK: Final = threading.Lock()
    """Held where processes are started and buried: multiprocessing keeps one list of them."""

    def __init__(self, read: Reader) -> None:
        self._reader = read
        self._running: tuple[SpawnProcess, Connection] | None = None
        self._closed = threading.Event()

    def read(self, path: Location, seconds: float) -> Attempt:
        try:
            connection = self._connection()
            connection.send(path)
            if connection.poll(seconds):
                done: Attempt = connection.recv()
                return done
        except (EOFError, OSError):
            return Attempt(_died(self.bury()), 0.0)
        self._kill()
        self.bury()
        said = (
            f"took longer than {seconds:g} seconds to read:"
            " split the document, or raise Work.seconds in analytics/settings.py"
        )
        return Attempt(Failure(said), seconds)

    def close(self) -> None:
        """Kills the process, from any thread; none is started after this."""
        self._closed.set()
        self._kill()

    def _connection(self) -> Connection:
        if self._running is not None:
            process, connection = self._running
            if not connection.poll():
                return connection
            self.bury()  # it died while it had nothing to do
        context = get_context("spawn")
        connection, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._reader), daemon=True)
        with self._LOCK:
            process.start()
        theirs.close()
        self._running = process, connection
        if self._closed.is_set():
            self._kill()
        connection.recv()  # ready: what it takes to start is not the document's time
        return connection

    def _kill(self) -> None:
        if self._running is not None:
            self._running[0].kill()

    def bury(self) -> int | None:
        """Waits for the end of a process that died or was killed; its exit code."""
        if self._running is None:
            return None
        process, connection = self._running
        self._running = None
        connection.close()
        with self._LOCK:
            process.join(_DYING)
            return process.exitcode


def _block_interrupts() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _serve(connection: Connection, read: Reader) -> None:
    """The life of a process: paths come in, attempts go out, until the pipe is closed."""
    with contextlib.suppress(EOFError, OSError):
        connection.send(None)
        while True:
            path = connection.recv()
            connection.send(attempt(read, path))


def _died(exit_code: int | None) -> Failure:
    if exit_code == -signal.SIGKILL:
        return Failure(
            "ended its reading process (killed, as the system does when memory runs out):"
            " free memory, or read with fewer --workers"
        )
    if exit_code is not None and exit_code < 0:
        how = signal.Signals(-exit_code).name
    else:
        how = f"exit code {exit_code}"
    return Failure(f"ended its reading process ({how}): report it together with the document")
