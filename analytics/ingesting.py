"""Documents are taken into a store, each on its own: one that fails never harms the others.

Reading is a pure function of a document and may happen anywhere: here, in other processes
(analytics.workers), on other machines. One writer, the process that calls this module, stores
what was read, in the order in which the documents were given, so that the store is the same
whoever read them and however fast.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from analytics import model
from analytics.documents import (
    Attempt,
    Failure,
    Location,
    Reader,
    attempt,
    find_documents,
    printable,
    read_content,
    read_disclosure,
    unforeseen,
)
from analytics.model import Disclosure, DisclosureRows, RecognisedPage
from analytics.reading import UnreadableError
from analytics.reconciling.corrections import concerning, declared_corrections, digest
from analytics.settings import LIMITS, RECOGNITION, WORK, Limits, Recognition
from analytics.store import Source, Store, StoreError

__all__ = [
    "READER_VERSION",
    "Outcome",
    "Pool",
    "find_documents",
    "ingest",
    "ingest_file",
    "ingest_with",
    "read_disclosure",
]

READER_VERSION: Final = "4"
"""To be raised with every change of what is read: documents of an older one are read anew."""

_PICTURES: Final = "/pictures:"
"""Stands in the version that read a document of which pages remain unread before how many of them
were allowed to be read from their picture."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    status is one of model.OUTCOMES. message says what was done, or what is wrong and what to do.
    disclosure, tables (how many of each status), forms and recognised_pages (those read from their
    picture) tell what was read; a file that was skipped or failed has none. seconds are those of
    reading it.
    """

    path: Location
    status: str
    message: str
    disclosure_id: str | None = None
    disclosure: Disclosure | None = None
    tables: Counter[str] = field(default_factory=Counter)
    forms: int = 0
    recognised_pages: Sequence[RecognisedPage] = ()
    seconds: float = 0.0


class Promise(Protocol):
    """The attempt at a document that is being read elsewhere."""

    def done(self) -> bool:
        """Whether the attempt is over."""

    def result(self) -> Attempt:
        """What came of it; waits for that."""


class Pool(Protocol):
    """Reads several documents at once, as `attempt` does."""

    @property
    def ahead(self) -> int:
        """How many documents to give it at most."""

    def submit(self, path: Location) -> Promise:
        """Has a document read."""


def ingest(
    paths: Iterable[Location], store: Store, read: Reader = read_disclosure
) -> list[Outcome]:
    """Takes files and folders into a store, see find_documents and ingest_file."""
    return [ingest_file(path, store, read) for path in find_documents(paths)]


def ingest_file(
    path: Location,
    store: Store,
    read: Reader = read_disclosure,
    limits: Limits = LIMITS,
    recognition: Recognition = RECOGNITION,
) -> Outcome:
    """Takes one file into a store and writes what became of it into the store's log.

    recognition is what read goes by. Bytes that this reader has read before, with the corrections
    that are declared now, are skipped, unless pages remained unread whose picture may be read now.
    Whatever is wrong with the file ends up in the outcome; only a store (StoreError) or declared
    corrections (CorrectionsError) that cannot be used raise.
    """
    opened = _open(path, store, limits, recognition)
    if opened.is_to_be_read:
        opened.attempt = attempt(read, path, opened.source.content)
    return _settle(opened, store)


def ingest_with(
    pool: Pool,
    documents: Iterable[Location],
    store: Store,
    limits: Limits = LIMITS,
    recognition: Recognition = RECOGNITION,
) -> Iterator[Outcome]:
    """Takes documents into a store as ingest_file does, several being read at once by a pool.

    Gives the outcomes in the order of the documents, each as soon as it is stored. What is open
    at a time is bounded in number by the pool and in size by WORK.held_bytes.
    """
    pending: deque[_Opened] = deque()
    held = 0
    for path in documents:
        opened = _open(path, store, limits, recognition)
        if opened.is_to_be_read:
            opened.attempt = pool.submit(path)
        pending.append(opened)
        held += opened.size
        while pending and (
            pending[0].is_over() or len(pending) >= pool.ahead or held > WORK.held_bytes
        ):
            held -= pending[0].size
            yield _settle_in_turn(pending.popleft(), store, pool)
    while pending:
        yield _settle_in_turn(pending.popleft(), store, pool)


@dataclass(slots=True)
class _Opened:
    """A document on its way into the store, or that stands in it already as stored_as.

    version is the store's when it was asked for that.
    """

    path: Location
    source: Source
    version: str
    recognition: Recognition
    stored_as: str | None = None
    attempt: Attempt | Promise | None = None

    @property
    def size(self) -> int:
        return len(self.source.content or b"")

    @property
    def is_to_be_read(self) -> bool:
        return self.stored_as is None and self.attempt is None

    def is_over(self) -> bool:
        return self.attempt is None or isinstance(self.attempt, Attempt) or self.attempt.done()


def _open(path: Location, store: Store, limits: Limits, recognition: Recognition) -> _Opened:
    version = store.version()
    source = Source(printable(str(path)), None, READER_VERSION)
    try:
        source = replace(source, content=read_content(path, limits))
    except UnreadableError as error:
        failed = Attempt(Failure(str(error)), 0.0)
        return _Opened(path, source, version, recognition, attempt=failed)
    stored_as = _stored_as(source, store, recognition)
    return _Opened(path, source, version, recognition, stored_as)


def _settle_in_turn(opened: _Opened, store: Store, pool: Pool) -> Outcome:
    """Settles a document as if it had been opened only now, after those before it were stored.

    They may have been the same bytes, or a version of it that took the place of the stored one.
    """
    if opened.version != store.version():
        opened.stored_as = _stored_as(opened.source, store, opened.recognition)
        if opened.is_to_be_read:
            opened.attempt = pool.submit(opened.path)
    return _settle(opened, store)


def _settle(opened: _Opened, store: Store) -> Outcome:
    """Stores what was read, or writes into the log why there is nothing to store."""
    path, source = opened.path, opened.source
    if opened.stored_as is not None:
        message = f"unchanged, stored as {opened.stored_as}"
        store.log(source, model.SKIPPED, message, opened.stored_as)
        return Outcome(path, model.SKIPPED, message, opened.stored_as)
    assert opened.attempt is not None
    done = opened.attempt if isinstance(opened.attempt, Attempt) else opened.attempt.result()
    result = done.result
    if isinstance(result, DisclosureRows):
        try:
            outcome = _put(result, opened, store)
            return replace(outcome, seconds=done.seconds)
        except UnreadableError as error:
            result = Failure(str(error))
        except StoreError:
            raise
        except Exception as error:
            result = unforeseen(error)
    if result.traceback:
        _log.debug("%s stopped the reader\n%s", path, result.traceback)
    store.log(source, model.FAILED, result.message)
    return Outcome(path, model.FAILED, result.message, seconds=done.seconds)


def _put(rows: DisclosureRows, opened: _Opened, store: Store) -> Outcome:
    read = rows.disclosure
    if read.sha256 != opened.source.sha256:
        raise UnreadableError("changed while it was read", "ingest it again")
    version = _version(read.disclosure_id, read.sha256)
    if read.unread_pages:
        version += f"{_PICTURES}{opened.recognition.pages}"
    line = store.put(rows, replace(opened.source, reader_version=version))
    return Outcome(
        opened.path,
        line.outcome,
        line.message,
        line.disclosure_id,
        read,
        Counter(table.status for table in rows.tables),
        len(rows.evaluations),
        rows.recognised_pages,
    )


def _stored_as(source: Source, store: Store, recognition: Recognition) -> str | None:
    """disclosure_id of these bytes where the store holds them as they would be read now."""
    if source.sha256 is None:
        return None
    reading = store.reading_of(source.sha256)
    if reading is None:
        return None
    version, _, pictures = reading.reader_version.partition(_PICTURES)
    if version != _version(reading.disclosure_id, source.sha256):
        return None
    # With pages left unread, more of them may be read from their picture than were allowed then.
    if pictures and int(pictures) < recognition.pages:
        return None
    return reading.disclosure_id


def _version(disclosure_id: str, sha256: str) -> str:
    """The version of the reader, and of the corrections that concern the document."""
    own = concerning(declared_corrections(), disclosure_id, sha256)
    return f"{READER_VERSION}+{digest(own)}" if own else READER_VERSION
