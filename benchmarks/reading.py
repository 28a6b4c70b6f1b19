"""What reading PDFs costs: `python -m benchmarks.reading [PATH ...]`.

Reading is what analytics.reading.pdf does: from pages to lines and grids. It is held against
pdfplumber's tables of the same pages, document by document in one process, so that whatever
else the machine does falls on both. Memory is the peak of a process that reads that document
alone, and the last column the time that a document takes to the rows of the model.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from analytics.ingesting import read_disclosure
from analytics.reading.errors import UnreadableError
from analytics.reading.pdf import read_pdf
from benchmarks.plumber import PlacedText, plumber_tables, read_cells

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT.parent / "shared" / "samples"
SHIPPED = ROOT / "data" / "disclosures"

ROUNDS = 5
"""How often all documents are read to tell two processes from one; once is too soon over."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a document costs in seconds both ways, and what became of pdfplumber's cells.

    ruled counts the cells of pdfplumber whose sides show on paper, unruled the others; differing
    are the ruled ones that are not read with the same sides and text.
    """

    pages: int
    seconds: float
    plumber_seconds: float
    ruled: int
    unruled: int
    differing: list[PlacedText]


def cost(path: Path) -> Cost:
    """Read a document both ways. Raises UnreadableError for what is no PDF, or has no text."""
    content = path.read_bytes()
    started = time.perf_counter()
    document = read_pdf(path.name, content)
    seconds = time.perf_counter() - started
    plumber_seconds, cells, ruled = plumber_tables(path)
    own = read_cells(document)
    differing = [cell for cell in ruled if all(cell.text != one.text for one in own.near(cell))]
    unruled = len(cells) - len(ruled)
    return Cost(document.pages or 0, seconds, plumber_seconds, len(ruled), unruled, differing)


def blocks_of(path: Path) -> None:
    """Read a document to lines and grids."""
    read_pdf(path.name, path.read_bytes())


def rows_of(path: Path) -> None:
    """Read a document to the rows of the model, as far as it is a disclosure."""
    try:
        read_disclosure(path)
    except UnreadableError:
        return


def seconds_and_memory(read: Callable[[Path], None], path: Path) -> tuple[float, float]:
    """Seconds, and the peak of this process's memory in MB, of reading one document."""
    started = time.perf_counter()
    read(path)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def alone(read: Callable[[Path], None], path: Path) -> tuple[float, float]:
    """seconds_and_memory in a process that does nothing else."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        return pool.submit(seconds_and_memory, read, path).result()


def seconds_with(processes: int, paths: list[Path]) -> float:
    """Seconds that so many processes take for all documents, once they have started."""
    longest_first = sorted(paths * ROUNDS, key=lambda path: -path.stat().st_size)
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        list(pool.map(blocks_of, paths[:1] * processes * 2))
        started = time.perf_counter()
        list(pool.map(blocks_of, longest_first))
        return time.perf_counter() - started


def main(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="PDFs; if none, the published samples where they are, or the shipped"),
    ] = None,
    differences: Annotated[bool, typer.Option(help="List the cells that differ.")] = False,
) -> None:
    """Print what reading costs beside pdfplumber's tables, and how much of these it finds."""
    console = Console()
    headings = ("pages", "ms a page", "pdfplumber", "faster", "cells", "equal", "MB", "rows s")
    shown = Table("document", *headings)
    for column in shown.columns[1:]:
        column.justify = "right"
    costs: dict[Path, Cost] = {}
    documents = paths or sorted((PUBLISHED if PUBLISHED.is_dir() else SHIPPED).glob("*.pdf"))
    for path in documents:
        try:
            if not costs:
                cost(path)  # What is loaded at first use belongs to no document.
            costs[path] = cost(path)
        except UnreadableError as error:
            console.print(f"{path.name}: {error}")
            continue
        _, memory = alone(blocks_of, path)
        to_rows, _ = alone(rows_of, path)
        shown.add_row(path.name, *row(costs[path]), f"{memory:.0f}", f"{to_rows:.2f}")
    shown.add_section()
    shown.add_row("all", *row(total(list(costs.values()))))
    console.print(shown)
    one, two = (seconds_with(processes, list(costs)) for processes in (1, 2))
    console.print(f"two processes read {one / two:.2f} times as fast as one")
    if differences:
        for path, found in costs.items():
            for cell in found.differing:
                console.print(f"{path.name} page {cell.page} {cell.box}: {cell.text!r}")


def total(costs: list[Cost]) -> Cost:
    """All documents together."""
    return Cost(
        pages=sum(cost.pages for cost in costs),
        seconds=sum(cost.seconds for cost in costs),
        plumber_seconds=sum(cost.plumber_seconds for cost in costs),
        ruled=sum(cost.ruled for cost in costs),
        unruled=sum(cost.unruled for cost in costs),
        differing=[cell for cost in costs for cell in cost.differing],
    )


def row(cost: Cost) -> tuple[str, ...]:
    """The figures of a document as they are printed."""
    equal = 1 - len(cost.differing) / cost.ruled if cost.ruled else 1.0
    return (
        str(cost.pages),
        f"{cost.seconds / cost.pages * 1000:.1f}",
        f"{cost.plumber_seconds / cost.pages * 1000:.1f}",
        f"{cost.plumber_seconds / cost.seconds:.1f}",
        str(cost.ruled),
        f"{equal:.2%}",
    )


if __name__ == "__main__":
    typer.run(main)
