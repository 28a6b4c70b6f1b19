"""Office files of 2007 and later: ZIP archives of XML parts, unpacked within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final, cast

from lxml import etree

from analytics.reading.errors import UnreadableError
from analytics.reading.limits import too_large
from analytics.settings import Limits

_UNREADABLE_ARCHIVE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for archives that are damaged, locked, or packed in a way of their own."""
_MOST_PARTS: Final = 10_000
"""Parts that no Office file has."""


def damaged() -> UnreadableError:
    """The error for an Office file that is not whole."""
    return UnreadableError(
        "the file begins like an Office file (DOCX, XLSX) and is cut off or damaged",
        "download it again",
    )


class Package:
    """The parts of an Office file. Nothing is unpacked before its size is known to be allowed.

    Raises UnreadableError, here and in every method, where the archive or the part is damaged
    or unpacks to more than the limits allow.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = 0
        # zipfile would make an object for each part before it tells how many there are.
        if content.count(b"PK\x01\x02") > _MOST_PARTS:
            raise too_large(f"it has more than {_MOST_PARTS:,} parts")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _UNREADABLE_ARCHIVE:
            raise damaged() from None
        self._members = {
            member.filename.replace("\\", "/").lower(): member
            for member in self._archive.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def read(self, name: str) -> bytes:
        """A part of the package, unpacked."""
        member = self._members.get(name.lower())
        if member is None:
            raise damaged()
        # zipfile never yields more of a member than the directory states.
        self._unpacked += member.file_size
        if self._unpacked > self._limits.max_unpacked:
            raise too_large(f"it unpacks to more than {self._limits.max_unpacked / 2**20:g} MB")
        try:
            return self._archive.read(member)
        except _UNREADABLE_ARCHIVE:
            raise damaged() from None

    def elements(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of a part with these names, see elements."""
        return elements(self.read(name), *tags)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part is related to: kind (last word of its type) and part name by relation id.

        The package itself is the part with the empty name.
        """
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part not in self:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self.elements(part, "Relationship"):
            kind = attribute(relation, "Type").rpartition("/")[2]
            target = posixpath.join("/", folder, attribute(relation, "Target"))
            found[attribute(relation, "Id")] = kind, posixpath.normpath(target).lstrip("/")
        return found

    def main_part(self) -> str:
        """The name of the part that the file is about: its document or its workbook."""
        for kind, part in self.relations("").values():
            if kind == "officeDocument":
                return part
        raise damaged()


def elements(part: bytes, *tags: str) -> Iterator[etree._Element]:
    """The elements of a part with these names, whatever their namespace, each when it ends.

    Whoever has done with an element releases it, to keep memory small. Raises UnreadableError for
    a part that is damaged or has a document type declaration: Office writes none, and entity
    bombs need one.
    """
    events = etree.iterparse(
        io.BytesIO(part),
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for _, element in events:
            if element.getroottree().docinfo.internalDTD is not None:
                raise damaged()
            yield element
    except etree.XMLSyntaxError:
        raise damaged() from None


def release(element: etree._Element) -> None:
    """Forget the content of an element that was read, and the siblings before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return cast(str, element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute, whatever its namespace."""
    attributes = cast(dict[str, Any], element.attrib)
    return next(
        (str(value) for key, value in attributes.items() if key.rpartition("}")[2] == name),
        default,
    )
