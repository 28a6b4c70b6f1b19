"""PDF to blocks, with PDFium and, where its rules do not suffice, pdfplumber."""

from analytics.reading.pdf.document import read_pdf

__all__ = ["read_pdf"]
