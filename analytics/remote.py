"""Documents at an address instead of a path: object stores and web servers, through fsspec."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from analytics.reading import UnreadableError
from analytics.settings import Limits


@dataclass(frozen=True, slots=True)
class Url:
    """An address that fsspec can open, such as s3://bucket/2024/fuzhou.pdf."""

    address: str

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The address that a text is; None for a path."""
        return cls(text) if "://" in text else None

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePosixPath(unquote(urlsplit(self.address).path)).name or self.address

    def __str__(self) -> str:
        return self.address


def read_url(url: Url, limits: Limits) -> bytes:
    """The bytes at an address. Raises UnreadableError where there are none to be had."""
    try:
        system, path = _opened(url)
        with system.open(path, "rb") as file:
            content: bytes = file.read(limits.max_bytes + 1)
    except FileNotFoundError:
        raise UnreadableError("does not exist", "check the address") from None
    except Exception as error:
        raise _unreachable(error) from error
    if len(content) > limits.max_bytes:
        raise UnreadableError(
            f"is too large (more than {limits.max_bytes / 2**20:g} MB)",
            "split the document or supply a smaller version of it",
        )
    return content


def documents_at(url: Url, limits: Limits) -> Sequence[Url]:
    """The documents in the folder at an address, or the address itself.

    One that ends as documents do is not asked whether it is a folder; one that cannot be asked
    stays, so that it is reported like any other document.
    """
    if _may_be_document(url, limits):
        return [url]
    try:
        system, path = _opened(url)
        found = [Url(system.unstrip_protocol(file)) for file in sorted(system.find(path))]
    except Exception:
        return [url]
    return [each for each in found if _may_be_document(each, limits)] or [url]


def _may_be_document(url: Url, limits: Limits) -> bool:
    name = PurePosixPath(url.name)
    return name.suffix.lower() in limits.suffixes and not name.name.startswith((".", "~$"))


def _opened(url: Url) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    system, path = url_to_fs(url.address)
    return system, path


def _unreachable(error: Exception) -> UnreadableError:
    if isinstance(error, ImportError):
        return UnreadableError(
            f"needs a package that is not installed ({error})", "install it, then try again"
        )
    detail = " ".join(str(error).split()) or type(error).__name__
    return UnreadableError(f"cannot be opened ({detail})", "check the address and its permissions")
