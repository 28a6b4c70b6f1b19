"""Scans made of PDFs: pages become pictures of themselves, as a scanner takes them."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

DPI = 150
"""Coarser than most scanners; the reader looks at 200."""
Box = tuple[float, float, float, float]
Change = Callable[[Image.Image], Image.Image]


def as_scanned(image: Image.Image) -> Image.Image:
    """A picture with the noise of a scanner."""
    noise = np.random.default_rng(2023).normal(0, 6, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def askew(degrees: float) -> Change:
    """The page put askew on the scanner, turned counterclockwise."""
    return lambda image: image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def turned(quarters: int) -> Change:
    """The page put on the scanner so many quarter turns clockwise from upright."""
    return lambda image: image.rotate(-90 * quarters, expand=True)


def same(image: Image.Image) -> Image.Image:
    """The page put on the scanner as it should be."""
    return image


def corner(side: float) -> Change:
    """The upper left corner of the page alone, so many points to a side."""
    return lambda image: image.crop((0, 0, round(side * DPI / 72), round(side * DPI / 72)))


def pasted(source: Box, target: Box) -> Change:
    """What stands in one box of the page, in points, pasted over another of the same size."""

    def change(image: Image.Image) -> Image.Image:
        x0, top, x1, bottom = (edge * DPI / 72 for edge in source)
        part = image.crop((round(x0 + 4), round(top + 4), round(x1 - 4), round(bottom - 4)))
        image.paste(part, (round(target[0] * DPI / 72 + 4), round(target[1] * DPI / 72 + 4)))
        return image

    return change


def picture(content: bytes, page: int) -> Image.Image:
    """The picture of a page of a PDF, in greys."""
    with pdfium.PdfDocument(content) as pdf:
        return pdf[page - 1].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def scan(
    content: bytes, pages: Collection[int], pictures: dict[int, Change] | None = None
) -> bytes:
    """Some pages of a PDF; those in pictures, by default all, as pictures after a change."""
    changes = dict.fromkeys(pages, same) if pictures is None else pictures
    made = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(content) as pdf:
        for number in pages:
            if number in changes:
                sheet = io.BytesIO()
                image = as_scanned(changes[number](picture(content, number)))
                image.save(sheet, "PDF", resolution=DPI)
                made.import_pages(pdfium.PdfDocument(sheet.getvalue()))
            else:
                made.import_pages(pdf, [number - 1])
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()
