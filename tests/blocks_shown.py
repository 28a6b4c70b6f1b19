"""Blocks as tests write them down: a line is its text, a grid the texts of its cells."""

from __future__ import annotations

from analytics.reading.blocks import Document, Line

COVERED = "←"
"""Stands for a cell that another one covers."""


def shown(document: Document) -> list[str | list[list[str]]]:
    """The blocks of a document: lines as text, grids as rows of texts."""
    return [
        block.text
        if isinstance(block, Line)
        else [[COVERED if cell.covered else cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]


def locators(document: Document) -> list[str]:
    """Where each line stands, and each grid's cells that hold text."""
    found = []
    for block in document.blocks:
        cells = [block] if isinstance(block, Line) else [c for row in block.rows for c in row if c]
        found += [f"{cell.text}: {cell.place.locator}" for cell in cells]
    return found
