"""The rules of a page as pdfplumber finds them: every edge of every shape, backgrounds too.

It takes many times as long as PDFium, so it is asked only about pages where PDFium's rules do
not tell what parts the figures, such as tables drawn by the colours of their cells. Not
thread-safe.
"""

from __future__ import annotations

import io
import logging

import numpy as np

from analytics.reading.pdf.boxes import Boxes, quarter_turned
from analytics.reading.pdf.printed import Printed

# pdfminer warns of every oddity of a file that it copes with.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def plumber_rules(content: bytes, printed: Printed) -> Boxes:
    """The rules of a page of a PDF, none where pdfplumber cannot read it."""
    # Few documents need it, and it takes longer to load than most of them to read.
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(content), pages=[printed.number]) as pdf:
            (page,) = pdf.pages
            edges = [(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in page.edges]
            left, top, right, bottom = page.cropbox
    except PdfminerException:
        return np.empty((0, 4))
    shown = np.array(edges, np.float64).reshape(-1, 4) - (left, top, left, top)
    return quarter_turned(shown, right - left, bottom - top, printed.turns)
