"""What reading a document costs: `python -m benchmarks.reading [PATH ...]`.

Each document is read in a process of its own, once to the rows of the model and once by
pdfplumber's extract_tables alone, so that time and memory are those of one document. The ratio
tells what recognising and reconciling add to finding the tables.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import pdfplumber
import typer
from rich.console import Console
from rich.table import Table

from analytics.ingesting import read_disclosure

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "disclosures"


def to_rows(path: Path) -> int:
    """Read a document to the rows of the model; its pages."""
    return read_disclosure(path).disclosure.pages or 1


def tables_only(path: Path) -> int:
    """Let pdfplumber find the tables of each page; the pages."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            try:
                page.extract_tables()
            finally:
                page.close()
        return len(document.pages)


def measured(read: Callable[[Path], int], path: Path) -> tuple[int, float, float]:
    """Pages, seconds, and the peak of memory in MB of reading one document."""
    started = time.perf_counter()
    pages = read(path)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages, seconds, peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="PDFs; the shipped ones if none")
    ] = None,
) -> None:
    """Print seconds a document and a page, and memory, beside pdfplumber's tables alone."""
    shown = Table("document", "pages", "s", "ms a page", "MB", "pdfplumber s", "ratio")
    for column in shown.columns[1:]:
        column.justify = "right"
    for path in paths or sorted(SHIPPED.glob("*.pdf")):
        with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
            pages, seconds, peak = pool.submit(measured, to_rows, path).result()
            _, alone, _ = pool.submit(measured, tables_only, path).result()
        shown.add_row(
            path.name,
            str(pages),
            f"{seconds:.2f}",
            f"{seconds / pages * 1000:.0f}",
            f"{peak:.0f}",
            f"{alone:.2f}",
            f"{seconds / alone:.2f}",
        )
    Console().print(shown)


if __name__ == "__main__":
    typer.run(main)
