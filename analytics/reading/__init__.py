"""A file becomes a document of blocks; which reader it takes is told by its content."""

from __future__ import annotations

from analytics.reading import formats
from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.reading.formats import format_of
from analytics.settings import LIMITS, RECOGNITION, Limits, Recognition

__all__ = ["Document", "UnreadableError", "read"]


def read(
    source_name: str,
    content: bytes,
    limits: Limits = LIMITS,
    recognition: Recognition = RECOGNITION,
) -> Document:
    """The blocks of a file, whatever its name says it is.

    recognition tells how pages without readable text are read from their picture.

    Raises UnreadableError where the bytes are empty, damaged, locked, beyond the limits, or of no
    supported format.
    """
    # Only the reader that is needed loads its libraries.
    match format_of(content, limits):
        case formats.PDF:
            from analytics.reading.pdf import read_pdf

            return read_pdf(source_name, content, limits, recognition)
        case formats.HTML:
            from analytics.reading.html import read_html

            return read_html(source_name, content, limits)
        case formats.DOCX:
            from analytics.reading.docx import read_docx

            return read_docx(source_name, content, limits)
        case formats.XLSX:
            from analytics.reading.xlsx import read_xlsx

            return read_xlsx(source_name, content, limits)
        case formats.XLS:
            from analytics.reading.xls import read_xls

            return read_xls(source_name, content, limits)
        case _:
            from analytics.reading.text import read_text

            return read_text(source_name, content)
