"""PDFs drawn for tests of the reader: words, boxes and small tables at given points of a page.

Lengths are points from the top left corner of an A4 page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from analytics.reading.blocks import Document, Grid, Line
from analytics.reading.pdf import read_pdf

WIDTH, HEIGHT = A4
CHINESE = "STSong-Light"
SIZE = 10
pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


def pdf(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF of pages drawn by functions."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    for draw in pages:
        canvas.setFont(CHINESE, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def text(canvas: Canvas, x: float, top: float, words: str) -> None:
    """Words whose characters reach from top to some ten points below it."""
    canvas.drawString(x, HEIGHT - top - 9, words)


def figure(canvas: Canvas, right: float, top: float, words: str) -> None:
    """Words that end at right."""
    canvas.drawRightString(right, HEIGHT - top - 9, words)


def rule(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    """A line from one point to another."""
    canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)


def box(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    """A box drawn by its sides."""
    canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top)


def fill(canvas: Canvas, x0: float, top: float, x1: float, bottom: float, grey: float) -> None:
    """A box drawn by its colour alone, from 0 for black to 1 for white."""
    canvas.setFillGray(grey)
    canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    canvas.setFillGray(0)


def table(canvas: Canvas, top: float = 100) -> None:
    """Two columns and two rows: 项目 | 金额 over 甲 | 1.00, each cell 100 by 20 points."""
    ruled(canvas, [["项目", "金额"], ["甲", "1.00"]], top)


def ruled(canvas: Canvas, rows: Sequence[Sequence[str]], top: float = 100) -> None:
    """A table from x = 50 on with a box round each cell of 100 by 20 points."""
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            x, y = 50 + 100 * column, top + 20 * row
            box(canvas, x, y, x + 100, y + 20)
            text(canvas, x + 4, y + 4, word)


def read(content: bytes) -> Document:
    """The document that the PDF reader makes of a PDF."""
    return read_pdf("made-up.pdf", content)


def blocks(content: bytes) -> list[str | list[list[str]]]:
    """The texts of a PDF's lines, and of the cells of its grids, in reading order."""
    return [
        block.text if isinstance(block, Line) else texts(block) for block in read(content).blocks
    ]


def texts(grid: Grid) -> list[list[str]]:
    """The texts of a grid's cells."""
    return [[cell.text for cell in row] for row in grid.rows]


def only_grid(content: bytes) -> Grid:
    """The one grid of a PDF."""
    (grid,) = read(content).grids()
    return grid
