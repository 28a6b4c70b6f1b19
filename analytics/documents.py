"""Where documents are found, and what one becomes: all of ingesting that needs no store.

A process that only reads imports this and not the store, which would take it a second and 100 MB.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analytics.model import DisclosureRows
from analytics.reading import UnreadableError, read
from analytics.recognising.disclosure import recognise
from analytics.reconciling.corrections import Correction, CorrectionsError
from analytics.reconciling.document import reconcile
from analytics.remote import Url, documents_at, read_url
from analytics.settings import LIMITS, RECOGNITION, Limits, Recognition

Location = Path | Url
"""Where a document lies."""

Reader = Callable[[Location, bytes | None], DisclosureRows]
"""Turns a document, given by its location and its content, into rows, as read_disclosure does."""


def read_disclosure(
    path: Location,
    content: bytes | None = None,
    corrections: Sequence[Correction] | None = None,
    recognition: Recognition = RECOGNITION,
) -> DisclosureRows:
    """The rows of the disclosure that a file holds; stores nothing.

    content is read from the path where it is not given; corrections are the declared ones;
    recognition tells how pages without text are read. Raises UnreadableError for a file that
    cannot be read or is no disclosure.
    """
    if content is None:
        content = read_content(path)
    document = read(printable(path.name), content, recognition=recognition)
    return reconcile(recognise(document), corrections)


def read_content(path: Location, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file. Raises UnreadableError where there are none to be had, or too many."""
    if isinstance(path, Url):
        return read_url(path, limits)
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


def find_documents(paths: Iterable[Location], limits: Limits = LIMITS) -> list[Location]:
    """The files to take in: those named, and in folders named, all that may be documents.

    Folders are searched to their bottom and listed in order; hidden files and files of other
    kinds are passed over. A path named twice counts once. A path that leads to nothing stays in
    the list, so that it is reported like any other file.
    """
    found = (document for path in paths for document in _documents_under(path, limits))
    return list({_whole(document): document for document in found}.values())


class PoolError(Exception):
    """Whoever was to read the documents cannot: what is wrong, and what to do, in one line."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}: {remedy}")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document gave no rows, in one line, and the traceback where nobody foresaw it."""

    message: str
    traceback: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of reading one document, and the seconds that it took."""

    result: DisclosureRows | Failure
    seconds: float


def attempt(read: Reader, path: Location, content: bytes | None = None) -> Attempt:
    """Reads one document; whatever is wrong with it becomes a Failure.

    Declared corrections that cannot be used are no fault of the document: CorrectionsError.
    """
    started = time.perf_counter()
    result: DisclosureRows | Failure
    try:
        result = read(path, content)
    except UnreadableError as error:
        result = Failure(str(error))
    except CorrectionsError:
        raise
    except Exception as error:
        result = unforeseen(error)
    return Attempt(result, time.perf_counter() - started)


def unforeseen(error: Exception) -> Failure:
    """The failure that an error is which tells of a defect rather than of the document."""
    said = f"stopped the reader ({type(error).__name__}): report it together with the document"
    return Failure(said, "".join(traceback.format_exception(error)))


def printable(name: str) -> str:
    """The name of a file as text, where its bytes may be none."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _whole(document: Location) -> Location:
    return document if isinstance(document, Url) else document.absolute()


def _documents_under(path: Location, limits: Limits) -> Sequence[Location]:
    if isinstance(path, Url):
        return documents_at(path, limits)
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
