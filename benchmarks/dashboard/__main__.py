"""What a view of the workbench costs: `python -m benchmarks.dashboard`.

The workbench is served over a store of made-up disclosures (corpus.filling), and visited: every
page is opened and everything on it that one can choose with is tried (benchmarks.dashboard.tour).
A visitor speaks to the server as a browser does, over its websocket, so that what is timed is what
the server takes: from the request to run a page to the last word of the answer, its way over
loopback included, and nothing that a browser draws. The first view is that of a process which has
only just been started, not for the first time on the machine. Memory is the peak of the server's
process, after the whole tour.

In the same run the main views written the usual way (benchmarks/dashboard/usual.py) are served and
visited likewise, and both ways must give the same figures (benchmarks.dashboard.fairness).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from analytics.findings.checking import check, unchecked
from analytics.store import NoStoreError, Store, StoreError, open_store
from benchmarks.dashboard.fairness import differences
from benchmarks.dashboard.server import ROOT, ServerError, serving
from benchmarks.dashboard.tour import Answer, tour
from benchmarks.dashboard.visitor import VisitError, visiting
from corpus.filling import fill

WORKBENCH: Final = ROOT / "app.py"
USUAL: Final = Path(__file__).resolve().parent / "usual.py"

FIRST_VIEW: Final = 1.5
"""Seconds."""
P95: Final = 0.25
"""Seconds."""
MEMORY: Final = 500.0
"""MB."""
FASTER: Final = 15.0
"""Times the usual way, at the 95th percentile."""


@dataclass(frozen=True)
class Cost:
    """What an app costs: the first view in seconds, its peak memory in MB, and every answer."""

    first: float
    memory: float
    answers: list[Answer]

    def seconds(self, page: str | None = None) -> list[float]:
        """Those of the answers of a page, or of all."""
        return [each.seconds for each in self.answers if page in (None, each.page)]

    def p95(self, page: str | None = None) -> float:
        """The 95th percentile of them."""
        return float(np.percentile(self.seconds(page), 95))

    @property
    def pages(self) -> list[str]:
        """The pages in the order of the navigation."""
        return list(dict.fromkeys(each.page for each in self.answers))


def cost_of(app: Path, store: Path, pages: Sequence[str]) -> Cost:
    """What the pages of an app cost over a store. Raises ServerError, VisitError."""
    # The first start on a machine compiles the libraries.
    with serving(app, store) as server, visiting(server.port):
        pass
    with serving(app, store) as server:
        with visiting(server.port) as visitor:
            first = visitor.seconds
        answers = list(tour(server.port, pages))
        return Cost(first, server.peak, answers)


def filled(path: Path, seed: int, count: int, console: Console) -> Store:
    """The store at a path; where there is none yet, or it is not checked, that is done."""
    store = open_store(path)
    try:
        open_findings = unchecked(store)
    except NoStoreError:
        with console.status(f"making {count} disclosures"):
            fill(store, seed, count)
        open_findings = count
    if open_findings:
        with console.status(f"checking {open_findings} disclosures"):
            check(store)
    return store


def main(
    count: Annotated[int, typer.Option("--disclosures", help="How many are made.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Others for another seed.")] = 1,
    path: Annotated[
        Path | None, typer.Option("--store", help="Where they are, or are to be put.")
    ] = None,
    usual: Annotated[bool, typer.Option(help="The usual way too: takes 10 GB.")] = True,
    page: Annotated[
        list[str] | None, typer.Option(help="Only this page, by its name in the address.")
    ] = None,
    slowest: Annotated[int, typer.Option(help="How many of the slowest views to list.")] = 10,
) -> None:
    """Print what the views cost, and which goals are met."""
    console = Console(width=110, highlight=False)
    path = path or ROOT / "data" / f"made-up-{seed}-{count}.duckdb"
    try:
        store = filled(path, seed, count, console)
        size = store.query("SELECT count(*) AS n FROM line_items")["n"].iloc[0]
        console.print(f"{count:,} disclosures, {size:,} line items\n")
        own = cost_of(WORKBENCH, path, page or [])
        other = cost_of(USUAL, path, page or []) if usual else None
        unlike = differences(path) if usual else []
    except (StoreError, ServerError, VisitError) as error:
        console.print(str(error))
        raise typer.Exit(1) from None
    console.print(table(own, other))
    for each in sorted(own.answers, key=lambda each: -each.seconds)[:slowest]:
        console.print(f"{each.seconds:.2f} s: {each.page}, {each.asked}")
    for each in own.answers + (other.answers if other else []):
        if each.problem:
            console.print(f"not shown: {each.page}, {each.asked}: {each.problem}")
    for met, goal in goals(own, other):
        console.print(f"{'met' if met else 'MISSED'}: {goal}")
    if usual:
        console.print("Both ways give the same figures." if not unlike else f"Unlike: {unlike}")


def table(own: Cost, other: Cost | None) -> Table:
    """Both ways page by page: seconds, and how many times as fast the workbench is."""
    shown = Table(
        *("page", "views", "p50 s", "p95 s", "max s", "usual p50", "p95", "max", "faster"),
        box=MARKDOWN,
    )
    for column in shown.columns[1:]:
        column.justify = "right"
    for page in [*own.pages, None]:
        cells = [page or "all", str(len(own.seconds(page))), *_spread(own, page)]
        if other is not None and (page is None or page in other.pages):
            cells += [*_spread(other, page), f"{other.p95(page) / own.p95(page):.0f}"]
        shown.add_row(*cells)
    first, memory = [f"{own.first:.2f}"], [f"{own.memory:.0f}"]
    if other is not None:
        first += ["", "", f"{other.first:.2f}", "", "", f"{other.first / own.first:.0f}"]
        memory += ["", "", f"{other.memory:.0f}"]
    shown.add_row("first view", "1", *first)
    shown.add_row("peak MB", "", *memory)
    return shown


def _spread(cost: Cost, page: str | None) -> tuple[str, str, str]:
    seconds = cost.seconds(page)
    return f"{np.median(seconds):.2f}", f"{cost.p95(page):.2f}", f"{max(seconds):.2f}"


def goals(own: Cost, other: Cost | None) -> list[tuple[bool, str]]:
    """Each goal in words, and whether it is met."""
    found = [
        (own.p95() < P95, f"95 of 100 views under {P95} s: {own.p95():.2f} s"),
        (own.first < FIRST_VIEW, f"first view under {FIRST_VIEW} s: {own.first:.2f} s"),
        (own.memory < MEMORY, f"under {MEMORY:.0f} MB: {own.memory:.0f} MB"),
    ]
    if other is not None:
        times = other.p95() / own.p95()
        found.append((times >= FASTER, f"{FASTER:.0f} times as fast as the usual way: {times:.0f}"))
    return found


if __name__ == "__main__":
    typer.run(main)
