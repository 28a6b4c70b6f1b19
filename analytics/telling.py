"""What the command line says of documents: a line an outcome, a bar below, the state of tables."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Generator
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from analytics import model
from analytics.findings.checking import check
from analytics.ingesting import Outcome
from analytics.store import Store

_ALWAYS_TOLD: Final = (model.CLOSED, model.REPAIRED, model.OPEN, model.MISSING)
_PLAIN_WIDTH: Final = 240
"""Columns of a table that goes into a file or a pipe, where there is no screen to fit."""


def tell(outcomes: Generator[Outcome, None, None], total: int) -> Counter[str]:
    """Prints a line an outcome, on a terminal with a bar below; how many of each status."""
    statuses: Counter[str] = Counter()
    screen = console()
    with (
        contextlib.closing(outcomes),
        Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(
                "documents, {task.fields[pages]:,} pages{task.fields[pictures]},"
                " {task.fields[rate]:.1f} a second,"
            ),
            TimeElapsedColumn(),
            TextColumn("passed,"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=screen,
            transient=True,
            disable=not screen.is_terminal,
            redirect_stderr=sys.stderr.isatty(),
        ) as progress,
    ):
        task = progress.add_task("", total=total, pages=0, pictures="", rate=0.0)
        pages, pictures, started = 0, 0, time.monotonic()
        for outcome in outcomes:
            statuses[outcome.status] += 1
            stream = sys.stderr if outcome.status == model.FAILED else sys.stdout
            print(_outcome_told(outcome), file=stream)
            if outcome.disclosure is not None:
                pages += outcome.disclosure.pages or 1
                pictures += len(outcome.recognised_pages)
            rate = pages / (time.monotonic() - started)
            of_them = f" ({pictures:,} from their picture)" if pictures else ""
            progress.update(task, advance=1, pages=pages, pictures=of_them, rate=rate)
    return statuses


def _outcome_told(outcome: Outcome) -> str:
    if outcome.disclosure is None:
        return f"{outcome.path}: {outcome.message}"
    read = outcome.disclosure
    told = [
        f"{read.agency} {read.fiscal_year} {read.kind} {read.scope}",
        f"tables {tables_told(outcome.tables)}",
        f"{outcome.forms} forms",
        f"{outcome.seconds:.1f} s",
        outcome.message,
    ]
    if read.unread_pages:
        told.insert(3, f"{len(read.unread_pages)} pages unread")
    if pages := outcome.recognised_pages:
        confidence = sum(page.confidence for page in pages) / len(pages)
        told.insert(3, f"{len(pages)} pages read from their picture, confidence {confidence:.2f}")
    return f"{outcome.path}: {', '.join(told)}"


def tables_told(statuses: Counter[str]) -> str:
    """How many tables have which status: those that matter always, the others where there are."""
    told = [status for status in model.TABLE_STATUSES if status in _ALWAYS_TOLD or statuses[status]]
    return ", ".join(f"{statuses[status]} {status}" for status in told)


def tell_check(store: Store) -> Counter[tuple[str, str]]:
    """Checks a store, on a terminal with a bar; how many findings by family and severity."""
    screen = console()
    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents checked"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=screen,
        transient=True,
        disable=not screen.is_terminal,
    ) as progress:
        task = progress.add_task("", total=None)
        return check(store, lambda done, total: progress.update(task, completed=done, total=total))


def findings_told(counted: Counter[tuple[str, str]]) -> str:
    """How many findings there are, by severity, in one line."""
    by_severity: Counter[str] = Counter()
    for (_, severity), number in counted.items():
        by_severity[severity] += number
    told = ", ".join(f"{by_severity[each]} {each}" for each in model.SEVERITIES)
    return f"{counted.total()} findings" + (f": {told}" if counted else "")


def console() -> Console:
    """The terminal, or a width to fit any table where the output goes elsewhere."""
    return Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH, highlight=False)
