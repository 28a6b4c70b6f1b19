"""The command line: take documents in, write tables out, say what is there.

Results go to stdout, whatever went wrong to stderr in one line each. Exit codes: 0 all well,
1 some documents or the store failed, 2 wrong use, 130 interrupted.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from analytics import model
from analytics.exporting.tables import FORMATS, ExportError, write_table
from analytics.ingesting import READER_VERSION, Outcome, find_documents, ingest_file
from analytics.schema import TABLES
from analytics.store import Store, StoreError, open_store

_ALWAYS_TOLD: Final = (model.CLOSED, model.REPAIRED, model.OPEN, model.MISSING)
_INTERRUPTED: Final = 130
_PLAIN_WIDTH: Final = 240
"""Columns of a table that goes into a file or a pipe, where there is no screen to fit."""

app = typer.Typer(
    help="Turns the fiscal disclosures of Chinese public bodies into comparable figures.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="FILE",
        dir_okay=False,
        help="The store; by default data/workbench.duckdb, or what WORKBENCH_STORE names.",
    ),
]


def main() -> None:
    """Runs the command line; what the terminal's encoding cannot show becomes a ?."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app(prog_name="python -m analytics")


def _one_of(names: Iterable[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in names:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(names)}")
        return value

    return check


@contextlib.contextmanager
def _told_in_one_line() -> Iterator[None]:
    try:
        yield
    except (StoreError, ExportError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        print("interrupted: what was stored before is kept", file=sys.stderr)
        raise typer.Exit(_INTERRUPTED) from error


@app.callback()
def _options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of what stopped a reader.")
    ] = False,
) -> None:
    logging.getLogger("analytics").setLevel(logging.DEBUG if debug else logging.WARNING)
    logging.basicConfig(format="%(message)s")


@app.command()
def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", exists=True, help="Documents, and folders to search for them."
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Reads documents and stores their figures.

    What is stored already is skipped; a new version of a document replaces the old one. Each
    document gets a line: what it is, how many of its tables closed (their sums hold), were
    repaired, stay open or are missing, its performance forms, and the seconds it took. A
    document that cannot be read is told on stderr and harms no other; the exit code is 1 then.
    """
    with _told_in_one_line():
        statuses = _ingest_all(find_documents(paths), open_store(store))
    print(", ".join(f"{statuses[status]} {status}" for status in model.OUTCOMES))
    if statuses[model.FAILED]:
        raise typer.Exit(1)


@app.command()
def export(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE", callback=_one_of(TABLES), help=f"One of: {', '.join(TABLES)}."
        ),
    ],
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT", callback=_one_of(FORMATS), help=f"One of: {', '.join(FORMATS)}."
        ),
    ],
    output: Annotated[
        Path, typer.Option(metavar="FILE", dir_okay=False, help="The file to write.")
    ],
    store: StoreOption = None,
) -> None:
    """Writes a table of the store to a file.

    csv is UTF-8 with a byte order mark, and a text that a spreadsheet would run as a formula has
    an apostrophe in front; in xlsx numbers are numbers and every text is text. Lists are JSON in
    both. A file of that name is replaced.
    """
    with _told_in_one_line():
        rows = open_store(store).arrow(table)
        write_table(rows, output, format)
    print(f"{output}: {rows.num_rows} rows of {table}")


@app.command()
def info(store: StoreOption = None) -> None:
    """Says what is in the store, and how well each document was read."""
    with _told_in_one_line():
        opened = open_store(store)
        rows = {name: opened.arrow(name).to_pylist() for name in TABLES}
    print(f"store {opened.path}, reader version {READER_VERSION}")
    print(", ".join(f"{name} {len(found)}" for name, found in rows.items()))
    shown = Table("disclosure", "agency", "year", "kind", "scope", "tables", "forms", "unread")
    for disclosure in rows["disclosures"]:
        own = {
            name: [row for row in rows[name] if row["disclosure_id"] == disclosure["disclosure_id"]]
            for name in ("tables", "evaluations")
        }
        shown.add_row(
            disclosure["disclosure_id"],
            disclosure["agency"],
            str(disclosure["fiscal_year"]),
            disclosure["kind"],
            disclosure["scope"],
            _tables_told(Counter(row["status"] for row in own["tables"])),
            str(len(own["evaluations"])),
            f"{len(disclosure['unread_pages'])} pages",
        )
    _console().print(shown)


def _ingest_all(documents: Sequence[Path], store: Store) -> Counter[str]:
    statuses: Counter[str] = Counter()
    console = _console()
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
        redirect_stderr=sys.stderr.isatty(),
    ) as progress:
        task = progress.add_task("", total=len(documents))
        for document in documents:
            progress.update(task, description=document.name)
            outcome = ingest_file(document, store)
            statuses[outcome.status] += 1
            stream = sys.stderr if outcome.status == model.FAILED else sys.stdout
            print(_outcome_told(outcome), file=stream)
            progress.advance(task)
    return statuses


def _outcome_told(outcome: Outcome) -> str:
    if outcome.disclosure is None:
        return f"{outcome.path}: {outcome.message}"
    read = outcome.disclosure
    told = [
        f"{read.agency} {read.fiscal_year} {read.kind} {read.scope}",
        f"tables {_tables_told(outcome.tables)}",
        f"{outcome.forms} forms",
        f"{outcome.seconds:.1f} s",
        outcome.message,
    ]
    if read.unread_pages:
        told.insert(3, f"{len(read.unread_pages)} pages unread")
    return f"{outcome.path}: {', '.join(told)}"


def _tables_told(statuses: Counter[str]) -> str:
    told = [status for status in model.TABLE_STATUSES if status in _ALWAYS_TOLD or statuses[status]]
    return ", ".join(f"{statuses[status]} {status}" for status in told)


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH, highlight=False)
