"""A file becomes a document of blocks; which reader it takes is told by its content."""

from __future__ import annotations

import re
from typing import Final

from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.reading.text import read_text

__all__ = ["Document", "UnreadableError", "read"]

_UNSUPPORTED: Final = (
    (re.compile(rb"PK\x03\x04"), "an Office file or a ZIP archive"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an Office file of before 2007"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM|II\*\x00|MM\x00\*"), "a picture"),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b"), "an archive"),
    (re.compile(rb"\s*<(?:!doctype html|html|head|\?xml|!--)", re.IGNORECASE), "a web page"),
)
"""First bytes of what is often supplied and not read, and what to call it."""


def read(source_name: str, content: bytes) -> Document:
    """The blocks of a file, whatever its name says it is.

    Raises UnreadableError where the bytes are empty, damaged, locked, or of no supported format.
    """
    if not content.strip():
        raise UnreadableError("the file is empty", "supply the document again")
    if content.lstrip()[:5] == b"%PDF-":
        from analytics.reading.pdf import read_pdf

        return read_pdf(source_name, content)
    for signature, name in _UNSUPPORTED:
        if signature.match(content.removeprefix(b"\xef\xbb\xbf")):
            raise UnreadableError(f"this is {name}", "supply the disclosure as PDF or plain text")
    return read_text(source_name, content)
