"""What reading PDFs costs: `python -m benchmarks.reading [PATH ...]`.

Reading is what analytics.reading.pdf does: from pages to lines and grids. It is held against
pdfplumber's tables of the same pages. Either has a process of its own, and they take turns
document by document, so that whatever else the machine does falls on both. Memory is the peak
of a process that reads that document alone; the last column is the time that a document takes
to the rows of the model.
"""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from analytics.reading import Document, UnreadableError
from analytics.reading.pdf import read_pdf
from analytics.settings import Recognition
from benchmarks.plumber import PlacedText, plumber_tables, read_cells

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT.parent / "shared" / "samples"
SHIPPED = ROOT / "data" / "disclosures"

NO_PICTURES = Recognition(pages=0)
"""Text recognition takes a thousand times as long a page as reading, and pdfplumber has none."""

ROUNDS = 5
"""How often all documents are read to tell two processes from one; once is too soon over."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a document costs in seconds both ways, and what became of pdfplumber's cells.

    ruled is the number of pdfplumber's cells whose sides show on paper; differing are those of
    them that are not read with the same sides and text.
    """

    pages: int
    seconds: float
    plumber_seconds: float
    ruled: int
    differing: list[PlacedText]


def workers(processes: int, **options: Any) -> ProcessPoolExecutor:
    """Processes that begin with nothing loaded."""
    return ProcessPoolExecutor(processes, get_context("spawn"), **options)


def read(path: Path) -> Document:
    """Read a document to lines and grids, without the pictures of its pages."""
    return read_pdf(path.name, path.read_bytes(), recognition=NO_PICTURES)


def read_seconds(path: Path) -> float:
    """Seconds that this takes."""
    started = time.perf_counter()
    read(path)
    return time.perf_counter() - started


def to_rows(path: Path) -> None:
    """Read a document to the rows of the model, as far as it is a disclosure."""
    # The processes that only read must not load what comes after reading.
    from analytics.ingesting import read_disclosure

    try:
        read_disclosure(path, recognition=NO_PICTURES)
    except UnreadableError:
        return


def measured(work: Callable[[Path], object], path: Path) -> tuple[float, float]:
    """Seconds, and the peak of this process's memory in MB, of doing something to a document."""
    started = time.perf_counter()
    work(path)
    return time.perf_counter() - started, peak_memory()


def peak_memory(process: int | None = None) -> float:
    """The most memory in MB that a process has had, by default this one.

    Of other processes it is known on Linux alone.
    """
    status = Path(f"/proc/{process or 'self'}/status")
    if process is not None or status.exists():
        # Linux passes getrusage's peak on from the process that started this one.
        (peak,) = re.findall(r"VmHWM:\s*(\d+) kB", status.read_text())
        return int(peak) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def alone(work: Callable[[Path], object], path: Path, loads: str) -> tuple[float, float]:
    """What is measured in a process that has loaded one module and does nothing else."""
    with workers(1, max_tasks_per_child=1, initializer=import_module, initargs=(loads,)) as pool:
        return pool.submit(measured, work, path).result()


def costs_of(paths: list[Path], console: Console) -> dict[Path, Cost]:
    """What each document costs; those that cannot be read are named."""
    costs: dict[Path, Cost] = {}
    with workers(1) as readers, workers(1) as plumbers:
        for path in paths:
            try:
                document = read(path)
            except UnreadableError as error:
                console.print(f"{path.name}: {error}")
                continue
            if not costs:  # What is loaded at first use belongs to no document.
                readers.submit(read_seconds, path).result()
                plumbers.submit(plumber_tables, path).result()
            seconds = readers.submit(read_seconds, path).result()
            plumber_seconds, cells = plumbers.submit(plumber_tables, path).result()
            own = read_cells(document)
            differing = [cell for cell in cells if not own.hold(cell)]
            pages = document.pages or 0
            costs[path] = Cost(pages, seconds, plumber_seconds, len(cells), differing)
    return costs


def seconds_with(processes: int, paths: list[Path]) -> float:
    """Seconds that so many processes take to read all documents, once they have started."""
    longest_first = sorted(paths * ROUNDS, key=lambda path: -path.stat().st_size)
    with workers(processes) as pool:
        list(pool.map(read_seconds, paths[:1] * processes * 2))
        started = time.perf_counter()
        list(pool.map(read_seconds, longest_first))
        return time.perf_counter() - started


def main(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="PDFs; if none, the published samples where they are, or the shipped"),
    ] = None,
    differences: Annotated[bool, typer.Option(help="List the cells that differ.")] = False,
) -> None:
    """Print what reading costs beside pdfplumber's tables, and how much of these it finds."""
    console = Console(width=140, highlight=False)
    costs = costs_of(
        paths or sorted((PUBLISHED if PUBLISHED.is_dir() else SHIPPED).glob("*.pdf")), console
    )
    headings = ("pages", "ms a page", "pdfplumber", "faster", "cells", "equal", "MB", "rows s")
    shown = Table("document", *headings, box=MARKDOWN)
    for column in shown.columns[1:]:
        column.justify = "right"
    for path, cost in costs.items():
        _, memory = alone(read, path, "analytics.reading.pdf")
        seconds, _ = alone(to_rows, path, "analytics.ingesting")
        shown.add_row(path.name, *row(cost), f"{memory:.0f}", f"{seconds:.2f}")
    shown.add_row("all", *row(total(list(costs.values()))))
    console.print(shown)
    one, two = (seconds_with(processes, list(costs)) for processes in (1, 2))
    console.print(f"two processes read {one / two:.2f} times as fast as one")
    if differences:
        for path, cost in costs.items():
            for cell in cost.differing:
                console.print(f"{path.name} page {cell.page} {cell.box}: {cell.text!r}")


def total(costs: list[Cost]) -> Cost:
    """All documents together."""
    return Cost(
        pages=sum(cost.pages for cost in costs),
        seconds=sum(cost.seconds for cost in costs),
        plumber_seconds=sum(cost.plumber_seconds for cost in costs),
        ruled=sum(cost.ruled for cost in costs),
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
