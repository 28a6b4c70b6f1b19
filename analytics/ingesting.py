"""Files are taken into a store, each on its own: one that fails never harms the others."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from analytics import model
from analytics.model import Disclosure, DisclosureRows
from analytics.reading import UnreadableError, read
from analytics.recognising.disclosure import recognise
from analytics.reconciling import reconcile
from analytics.settings import LIMITS, Limits
from analytics.store import Source, Store, StoreError

READER_VERSION: Final = "1"
"""To be raised with every change of what is read: documents of an older one are read anew."""

Reader = Callable[[Path, bytes | None], DisclosureRows]
"""Turns a file, given by its path and its content, into rows, as read_disclosure does."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    status is one of model.OUTCOMES. message says what was done, or what is wrong and what to do.
    disclosure, tables (how many of each status) and forms tell what was read; a file that was
    skipped or failed has none.
    """

    path: Path
    status: str
    message: str
    disclosure_id: str | None = None
    disclosure: Disclosure | None = None
    tables: Counter[str] = field(default_factory=Counter)
    forms: int = 0
    seconds: float = 0.0


def read_disclosure(path: Path, content: bytes | None = None) -> DisclosureRows:
    """The rows of the disclosure that a file holds; stores nothing.

    content is read from the path where it is not given. Raises UnreadableError for a file that
    cannot be read or is no disclosure.
    """
    if content is None:
        content = read_content(path)
    return reconcile(recognise(read(_printable(path.name), content)))


def read_content(path: Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file. Raises UnreadableError where there are none to be had, or too many."""
    try:
        if not path.exists():
            raise UnreadableError("does not exist", "check the path")
        if path.is_dir():
            raise UnreadableError(
                f"holds no documents ({', '.join(limits.suffixes)})", "name a folder that does"
            )
        if not path.is_file():
            raise UnreadableError("is no regular file", "name a document")
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise UnreadableError(
                f"is too large ({size / 2**20:.0f} MB, more than {limits.max_bytes / 2**20:g} MB)",
                "split the document or supply a smaller version of it",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"cannot be opened ({error.strerror})", "check the file and its permissions"
        ) from error


def find_documents(paths: Iterable[Path], limits: Limits = LIMITS) -> list[Path]:
    """The files to take in: those named, and in folders named, all that may be documents.

    Folders are searched to their bottom and listed in order; hidden files and files of other
    kinds are passed over. A path named twice counts once. A path that leads to nothing stays in
    the list, so that it is reported like any other file.
    """
    found = (document for path in paths for document in _documents_under(path, limits))
    return list({document.absolute(): document for document in found}.values())


def ingest(paths: Iterable[Path], store: Store, read: Reader = read_disclosure) -> list[Outcome]:
    """Takes files and folders into a store, see find_documents and ingest_file."""
    return [ingest_file(path, store, read) for path in find_documents(paths)]


def ingest_file(
    path: Path, store: Store, read: Reader = read_disclosure, limits: Limits = LIMITS
) -> Outcome:
    """Takes one file into a store and writes what became of it into the store's log.

    Bytes that this reader has read before are skipped. Whatever is wrong with the file ends up in
    the outcome; only a store that cannot be used raises (StoreError).
    """
    started = time.perf_counter()
    source = Source(_printable(str(path)), None, READER_VERSION)
    try:
        source = replace(source, content=read_content(path, limits))
        outcome = _take_in(path, source, store, read)
    except UnreadableError as error:
        outcome = _failed(path, source, store, str(error))
    except StoreError:
        raise
    except Exception as error:
        _log.debug("%s stopped the reader", path, exc_info=True)
        said = f"stopped the reader ({type(error).__name__}): report it together with the document"
        outcome = _failed(path, source, store, said)
    return replace(outcome, seconds=time.perf_counter() - started)


def _take_in(path: Path, source: Source, store: Store, read: Reader) -> Outcome:
    stored_as = store.holds(source)
    if stored_as is not None:
        message = f"unchanged, stored as {stored_as}"
        store.log(source, model.SKIPPED, message, stored_as)
        return Outcome(path, model.SKIPPED, message, stored_as)
    rows = read(path, source.content)
    line = store.put(rows, source)
    return Outcome(
        path,
        line.outcome,
        line.message,
        line.disclosure_id,
        rows.disclosure,
        Counter(table.status for table in rows.tables),
        len(rows.evaluations),
    )


def _failed(path: Path, source: Source, store: Store, message: str) -> Outcome:
    store.log(source, model.FAILED, message)
    return Outcome(path, model.FAILED, message)


def _documents_under(path: Path, limits: Limits) -> Sequence[Path]:
    if not path.is_dir():
        return [path]
    found = [
        file
        for file in sorted(path.rglob("*"))
        if file.suffix.lower() in limits.suffixes and file.is_file() and not _hidden(file, path)
    ]
    return found or [path]


def _hidden(file: Path, folder: Path) -> bool:
    """Also what an office program leaves beside a document that is open in it (~$name)."""
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _printable(name: str) -> str:
    """The name of a file as text, where its bytes may be none."""
    return name.encode("utf-8", "replace").decode("utf-8")
