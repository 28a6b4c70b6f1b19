"""PDF to blocks: each table a grid, all other text lines, in reading order.

Not thread-safe (PDFium is not): read several files in several processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from analytics.reading.blocks import Document, PageConfidence
from analytics.reading.errors import UnreadableError
from analytics.reading.limits import CellBudget
from analytics.reading.pdf.page import Page, blocks_of_pages, read_pages
from analytics.reading.pdf.page_breaks import rejoin_cut_rows, without_running_text
from analytics.reading.pdf.pdfium_page import printed_page
from analytics.reading.pdf.printed import Printed
from analytics.settings import LIMITS, RECOGNITION, Limits, Recognition

_LOCKED: Final = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def read_pdf(
    source_name: str,
    content: bytes,
    limits: Limits = LIMITS,
    recognition: Recognition = RECOGNITION,
) -> Document:
    """The blocks of a PDF; locators are bounding boxes in points from the top left corner.

    A table over a page break comes as one grid a page; a row that the break has cut in two stands
    whole in the first. Pages whose text cannot be read (scans, fonts without a character map) are
    read from their picture, as many as recognition allows, and listed in recognised_pages; what
    then remains, in unread_pages. Page numbers that stand alone at the foot, and what most
    pages repeat at their head or foot, are left out.

    Raises UnreadableError for a file that is locked, cut off, no PDF, without any text, or with
    tables beyond the limits.
    """
    with _open(content) as pdf:
        count = len(pdf)
        printed = {page.number: page for page in _printed_pages(pdf)}
        unread = sorted({*range(1, count + 1)} - printed.keys())
        recognised = list(_recognised_pages(pdf, unread, recognition))
    printed |= {page.number: page for page, _ in recognised}
    pages = list(_within(limits, read_pages([printed[n] for n in sorted(printed)], content)))
    without_running_text(pages)
    rejoin_cut_rows(pages)
    blocks = list(blocks_of_pages(pages))
    if not blocks:
        raise UnreadableError(
            "no page of the PDF holds readable text",
            "supply a better scan, or the document as it was published"
            if recognition.pages
            else "it is probably scanned: run without --no-ocr to read the pictures of its pages",
        )
    return Document(
        source_name=source_name,
        sha256=hashlib.sha256(content).hexdigest(),
        format="pdf",
        pages=count,
        blocks=blocks,
        unread_pages=sorted({*range(1, count + 1)} - printed.keys()),
        recognised_pages=[confidence for _, confidence in recognised],
    )


def _open(content: bytes) -> pdfium.PdfDocument:
    if b"%PDF-" not in content[:1024]:
        raise UnreadableError("this is no PDF", "supply the document that was published")
    if content.rfind(b"startxref") < content.rfind(b" obj"):
        raise UnreadableError("the PDF is cut off before its end", "download it again")
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        # PDFium keeps the code of an earlier file where a file opens but has no page.
        if error.err_code in _LOCKED and b"/Encrypt" in content:
            raise UnreadableError(
                "the PDF is protected by a password", "save a copy without the password"
            ) from None
        raise UnreadableError("the PDF is damaged", "download it again") from None


def _printed_pages(pdf: pdfium.PdfDocument) -> Iterator[Printed]:
    """What is printed on each page that can be read."""
    for index in range(len(pdf)):
        try:
            with closing(pdf[index]) as page:
                printed = printed_page(page, index + 1)
        except pdfium.PdfiumError:
            continue
        if not printed.is_unreadable:
            yield printed


def _recognised_pages(
    pdf: pdfium.PdfDocument, unread: list[int], recognition: Recognition
) -> Iterator[tuple[Printed, PageConfidence]]:
    """What the pictures of pages show that cannot be read otherwise."""
    if not unread or not recognition.pages:
        return
    # Few documents need it, and its models take time and memory.
    from analytics.reading.pdf.scanned import recognised_page

    for number in unread[: recognition.pages]:
        with suppress(pdfium.PdfiumError), closing(pdf[number - 1]) as page:
            if found := recognised_page(page, number, recognition.threads):
                yield found


def _within(limits: Limits, pages: Iterable[Page]) -> Iterator[Page]:
    """The pages, as long as their tables have no more cells together than a document may have."""
    budget = CellBudget(limits)
    for page in pages:
        budget.take(sum(table.ruling.owner.size for table in page.tables))
        yield page
