"""Documents read on other machines: by the workers of a Dask cluster.

Each worker opens a document by its location, so a file must lie there under the same path. A
document whose worker dies is read again by another one; what comes back is stored once, here.
"""

from __future__ import annotations

import logging
import os
import threading
from concurrent.futures import CancelledError
from types import TracebackType
from typing import Final, Self

from distributed import Client, Future, KilledWorker

from analytics.documents import Attempt, Failure, Location, PoolError, Reader, attempt
from analytics.settings import WORK, Work

# What it has to say of workers that come and go is told by the scheduler as well.
logging.getLogger("distributed").setLevel(logging.CRITICAL)

_ONE_AT_A_TIME: Final = threading.Lock()


class Cluster:
    """Reads documents on the workers of the scheduler at an address; to be used in a `with`.

    read must be a function that pickles and that the workers can import. Raises PoolError
    where there is no scheduler, or it has no workers.
    """

    def __init__(self, address: str, read: Reader, work: Work = WORK) -> None:
        self._address = address
        self._read = read
        self._work = work
        try:
            self._client = Client(address, timeout=work.connecting, set_as_default=False)
        except (OSError, ValueError) as error:
            raise PoolError(
                f"{address}: no scheduler answers",
                "start one, and name it as it names itself (tcp://HOST:8786)",
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=work.connecting)
        except TimeoutError as error:
            self._client.close()
            raise PoolError(f"{address}: the scheduler has no workers", "start some") from error

    @property
    def ahead(self) -> int:
        """How many documents to give it at most; more, when workers have joined."""
        return max(1, len(self._client.nthreads())) * self._work.ahead

    def submit(self, path: Location) -> _Reading:
        """Has a document read as soon as a worker is free."""
        task = self._client.submit(_read_alone, self._read, path, self._work.seconds, pure=False)
        return _Reading(task, self._address, self._work.seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.close()


class _Reading:
    """A document that the cluster reads."""

    def __init__(self, task: Future[Attempt], address: str, seconds: float) -> None:
        self._task = task
        self._address = address
        self._seconds = seconds

    def done(self) -> bool:
        return bool(self._task.done())

    def result(self) -> Attempt:
        try:
            return self._task.result()
        except KilledWorker as error:
            said = (
                f"ended {error.allowed_failures + 1} workers that read it (out of memory,"
                f" or {self._seconds:g} seconds passed): read it without --cluster"
            )
            return Attempt(Failure(said), 0.0)
        except CancelledError as error:
            raise PoolError(
                f"{self._address}: the scheduler was lost",
                "start it and this again; what was stored is kept",
            ) from error
        finally:
            self._task.release()


def _read_alone(read: Reader, path: Location, seconds: float) -> Attempt:
    """Reads a document in a worker, which gives it one at a time: PDFium is not thread-safe.

    A thread cannot be stopped, so a document that takes too long ends the worker with it, and is
    given up by the scheduler after a few of them.
    """
    with _ONE_AT_A_TIME:
        end = threading.Timer(seconds, os._exit, [1])
        end.daemon = True
        end.start()
        try:
            return attempt(read, path)
        finally:
            end.cancel()
