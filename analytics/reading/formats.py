"""What a file is, told by its content: what its name says is often wrong."""

from __future__ import annotations

import re
from typing import Final

from analytics.reading import compound
from analytics.reading.errors import UnreadableError
from analytics.reading.package import Package
from analytics.settings import Limits

PDF: Final = "pdf"
HTML: Final = "html"
DOCX: Final = "docx"
XLSX: Final = "xlsx"
XLS: Final = "xls"
TEXT: Final = "text"

_HEAD: Final = 2048
"""Bytes from the start in which a file shows what it is."""

_PDF_BEGINS_WITHIN: Final = 1024
"""Servers and mail programs put lines of their own before a PDF, and every viewer accepts that."""

_SUPPLY: Final = "supply the disclosure as PDF, DOCX, XLSX, web page or plain text"
_UNSUPPORTED: Final = (
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM|II\*\x00|MM\x00\*|RIFF....WEBP"), "a picture"),
    (re.compile(rb"\{\\rtf"), "a rich text file (RTF)"),
    (re.compile(rb"(?si)[a-z-]+:.*multipart/related"), "a web archive (MHTML)"),
    (re.compile(rb"(?si)<\?xml.*<\?mso-application"), "an Office file in XML of 2003"),
)
"""What the head of files looks like that are often supplied and not read, and what to call them."""

_ARCHIVE: Final = re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b")
_UNPACK: Final = "unpack it and supply the documents in it"

_PAGE: Final = re.compile(
    rb"\s*<(?:!--|[a-z][a-z\d]*[\s>])|(?s:.{0,1000})<(?:html|head|!doctype\s+html)\b",
    re.IGNORECASE,
)
"""A page begins with an element; some have a line of something else before it."""
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""Byte order marks, which may stand before any text."""

_FOLDERS: Final = {"word": DOCX, "xl": XLSX}
"""Where Office keeps what a file is about."""
_OTHER_PARTS: Final = (
    ("xl/workbook.bin", "a binary workbook (XLSB)", "save it as XLSX"),
    ("ppt/presentation.xml", "a presentation", "save it as PDF"),
    ("ofd.xml", "an OFD document", "save it as PDF"),
    ("content.xml", "an OpenDocument file", "save it as DOCX, XLSX or PDF"),
)
_STREAMS: Final = (
    ("EncryptedPackage", "protected by a password", "save a copy without one"),
    ("WordDocument", "a Word document of before 2007 (DOC)", "save it as DOCX or PDF"),
    ("PowerPoint Document", "a presentation", "save it as PDF"),
)
_WORKBOOKS: Final = frozenset({"Workbook", "Book"})


def format_of(content: bytes, limits: Limits) -> str:
    """One of the formats that there is a reader for.

    Raises UnreadableError for an empty file, for a format without a reader, and for an Office
    file that is damaged.
    """
    if not content.strip():
        raise UnreadableError("the file is empty", "supply the document again")
    head = content.lstrip()[:_HEAD]
    if b"%PDF-" in head[:_PDF_BEGINS_WITHIN]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _packaged(Package(content, limits))
    if head.startswith(compound.SIGNATURE):
        return _compound(content)
    for mark in _MARKS:
        head = head.removeprefix(mark)
    # UTF-16 writes each of these signs as itself and a zero byte.
    head = head.replace(b"\0", b"") if content.startswith(_MARKS[1:]) else head
    if _ARCHIVE.match(head):
        raise UnreadableError("this is an archive", _UNPACK)
    for signature, name in _UNSUPPORTED:
        if signature.match(head):
            raise UnreadableError(f"this is {name}", _SUPPLY)
    return HTML if _PAGE.match(head) else TEXT


def _packaged(package: Package) -> str:
    for part, name, remedy in _OTHER_PARTS:
        if part in package:
            raise UnreadableError(f"this is {name}", remedy)
    if "_rels/.rels" in package:
        folder = package.main_part().partition("/")[0]
        if folder in _FOLDERS:
            return _FOLDERS[folder]
    raise UnreadableError("this is an archive (ZIP)", _UNPACK)


def _compound(content: bytes) -> str:
    """Office files of before 2007, and later ones behind a password, hold named streams."""
    streams = compound.stream_names(content)
    for stream, name, remedy in _STREAMS:
        if stream in streams:
            raise UnreadableError(f"the Office file is {name}", remedy)
    if streams & _WORKBOOKS:
        return XLS
    raise UnreadableError("this is an Office file of before 2007", _SUPPLY)
