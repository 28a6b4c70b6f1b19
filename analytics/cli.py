"""The command line: take documents in, write tables out, say what is there.

Results go to stdout, whatever went wrong to stderr in one line each. Exit codes: 0 all well,
1 some documents or the store failed, 2 wrong use, 130 interrupted.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.table import Table

from analytics import model
from analytics.documents import Location, PoolError, Reader
from analytics.exporting.charts import NoChromiumError
from analytics.exporting.publishing import publish as publish_package
from analytics.exporting.report import scope_of, write_report
from analytics.exporting.tables import FORMATS, ExportError, write_table
from analytics.findings.checking import unchecked
from analytics.ingesting import (
    READER_VERSION,
    Outcome,
    find_documents,
    ingest_file,
    ingest_with,
    read_disclosure,
)
from analytics.language import ENGLISH, LANGUAGES
from analytics.reconciling.corrections import CorrectionsError, declared_corrections
from analytics.remote import Url
from analytics.schema import TABLES
from analytics.settings import RECOGNITION, WORK, Recognition
from analytics.store import Store, StoreError, open_store
from analytics.telling import console, findings_told, tables_told, tell, tell_check
from analytics.workers import Workers

if TYPE_CHECKING:
    from analytics.cluster import Cluster

_INTERRUPTED: Final = 130

_Outcomes = Generator[Outcome, None, None]

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


def _one_of_or_none(names: Iterable[str]) -> Callable[[str | None], str | None]:
    one_of = _one_of(names)
    return lambda value: None if value is None else one_of(value)


def _location(text: str) -> Location:
    url = Url.of(text)
    if url is None and not Path(text).exists():
        raise typer.BadParameter(f"{text!r} does not exist")
    return url or Path(text)


@contextlib.contextmanager
def _told_in_one_line() -> Iterator[None]:
    try:
        yield
    except (StoreError, ExportError, CorrectionsError, PoolError) as error:
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
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Documents, folders to search for them, and addresses of both (s3://...).",
        ),
    ],
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="How many documents are read at once; by default, the CPUs."
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="A Dask scheduler, tcp://HOST:8786, whose workers are to read."
        ),
    ] = None,
    ocr: Annotated[
        bool,
        typer.Option(
            "--ocr/--no-ocr", help="Read pages without text from their picture, or list them."
        ),
    ] = True,
    checked: Annotated[
        bool,
        typer.Option(
            "--check/--no-check", help="Check the store afterwards, or leave it to check."
        ),
    ] = True,
    store: StoreOption = None,
) -> None:
    """Reads documents, stores their figures and checks what deserves a question.

    What is stored already is skipped, so that a run which was interrupted goes on where it
    stopped; a new version of a document replaces the old one. Each document gets a line: what it
    is, how many of its tables closed (their sums hold), were repaired, stay open or are missing,
    its performance forms, the pages that were read from their picture by text recognition (some
    4 seconds a page) and how sure it is of them, the pages that remain unread, and the seconds it
    took. A document that cannot be read is told on stderr and harms no other; the exit code is 1
    then. When all are stored and some of them are new, every rule is put to the whole store, since
    each document is a peer of the others.
    """
    locations = [_location(text) for text in paths]
    if workers and cluster:
        raise typer.BadParameter("--workers is for this machine, not for a --cluster")
    with _told_in_one_line():
        documents = find_documents(locations)
        recognition = _recognition(ocr, len(documents), cluster)
        opened = open_store(store)
        outcomes = _outcomes(documents, opened, workers, cluster, recognition)
        statuses = tell(outcomes, len(documents))
        print(", ".join(f"{statuses[status]} {status}" for status in model.OUTCOMES))
        if checked and documents and unchecked(opened):
            print(findings_told(tell_check(opened)))
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
def check(
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY",
            callback=_one_of_or_none(model.SEVERITIES),
            help=f"Exit with 1 on findings of this severity: {', '.join(model.SEVERITIES)}.",
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Puts every rule to every disclosure, stores the findings and prints how many there are.

    `export findings` writes them to a file. What was decided on a finding is kept as long as its
    subject and figures are the same.
    """
    with _told_in_one_line():
        counted = tell_check(open_store(store))
    shown = Table("family", *model.SEVERITIES)
    for family in model.FAMILIES:
        shown.add_row(family, *(str(counted[family, each]) for each in model.SEVERITIES))
    console().print(shown)
    print(f"{counted.total()} findings")
    grave = model.SEVERITIES[: model.SEVERITIES.index(fail_on) + 1] if fail_on else ()
    if any(counted[family, each] for family in model.FAMILIES for each in grave):
        raise typer.Exit(1)


@app.command()
def publish(
    output: Annotated[
        Path, typer.Option(metavar="DIR", file_okay=False, help="The folder to write.")
    ],
    store: StoreOption = None,
) -> None:
    """Writes all tables as a Frictionless data package, and as partitioned Parquet.

    The folder gets datapackage.json with the schema of each table and the sources with their
    sha256, csv/ and parquet/ with a file a table, and partitioned/ with the same rows by kind,
    fiscal_year and province, which DuckDB, Spark and Dask open as they are. Disclosures that no
    rule was put to yet are checked first. A package in that folder is replaced.
    """
    with _told_in_one_line():
        rows = publish_package(_wholly_checked(open_store(store)), output)
    print(f"{output}: {', '.join(f'{name} {number}' for name, number in rows.items())}")


@app.command()
def report(
    output: Annotated[
        Path, typer.Option(metavar="DIR", file_okay=False, help="The folder to write.")
    ],
    cities: Annotated[
        str,
        typer.Option(metavar="NAMES", help="Their names, parted by commas; by default, all."),
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            metavar="LANGUAGE",
            callback=_one_of(LANGUAGES),
            help=f"The language of the report: {', '.join(LANGUAGES)}.",
        ),
    ] = ENGLISH.code,
    store: StoreOption = None,
) -> None:
    """Writes the comparison as report.html and report.pdf.

    Charts, tables, findings with their evidence, the method, and what was not read, of all
    disclosures or of some cities. The page needs no other file and no network. Disclosures that
    no rule was put to yet are checked first. Without Chromium there is the page alone.
    """
    names = [name.strip() for name in cities.replace("，", ",").split(",") if name.strip()]
    with _told_in_one_line():
        opened = _wholly_checked(open_store(store))
        written = write_report(opened, output, scope_of(opened, names), say=LANGUAGES[language])
    for path in written:
        print(path)
    if len(written) == 1:
        print(f"no PDF: {NoChromiumError()}")


@app.command()
def info(store: StoreOption = None) -> None:
    """Says what is in the store, and how well each document was read."""
    with _told_in_one_line():
        opened = open_store(store)
        rows = {name: opened.arrow(name).to_pylist() for name in TABLES}
    print(f"store {opened.path}, reader version {READER_VERSION}")
    print(", ".join(f"{name} {len(found)}" for name, found in rows.items()))
    columns = ("disclosure", "agency", "year", "kind", "scope", "tables", "forms")
    shown = Table(*columns, "from pictures", "unread")
    for disclosure in rows["disclosures"]:
        own = {
            name: [row for row in rows[name] if row["disclosure_id"] == disclosure["disclosure_id"]]
            for name in ("tables", "evaluations", "recognised_pages")
        }
        shown.add_row(
            disclosure["disclosure_id"],
            disclosure["agency"],
            str(disclosure["fiscal_year"]),
            disclosure["kind"],
            disclosure["scope"],
            tables_told(Counter(row["status"] for row in own["tables"])),
            str(len(own["evaluations"])),
            f"{len(own['recognised_pages'])} pages",
            f"{len(disclosure['unread_pages'])} pages",
        )
    console().print(shown)


def _wholly_checked(store: Store) -> Store:
    """A store whose every disclosure was checked: findings that nobody looked for are not none."""
    if unchecked(store):
        tell_check(store)
    return store


def _outcomes(
    documents: Sequence[Location],
    store: Store,
    workers: int | None,
    cluster: str | None,
    recognition: Recognition,
) -> _Outcomes:
    read = partial(read_disclosure, corrections=declared_corrections(), recognition=recognition)
    if cluster is None and len(documents) == 1 and _is_small(documents[0]):
        yield ingest_file(documents[0], store, read, recognition=recognition)
        return
    with _pool(read, len(documents), workers, cluster) as pool:
        yield from ingest_with(pool, documents, store, recognition=recognition)


def _recognition(ocr: bool, documents: int, cluster: str | None) -> Recognition:
    """Text recognition as wanted: on all processors where one document alone is read here."""
    alone = documents == 1 and cluster is None
    return Recognition(
        pages=RECOGNITION.pages if ocr else 0,
        threads=os.cpu_count() or 1 if alone else RECOGNITION.threads,
    )


def _pool(
    read: Reader, documents: int, workers: int | None, cluster: str | None
) -> Workers | Cluster:
    if cluster is None:
        return Workers(min(workers or os.cpu_count() or 1, documents), read)
    try:
        from analytics.cluster import Cluster
    except ModuleNotFoundError as error:
        problem = f"--cluster needs {error.name}, which is not installed"
        raise PoolError(problem, "install what requirements-cluster.txt lists") from None
    return Cluster(cluster, read)


def _is_small(document: Location) -> bool:
    return (
        isinstance(document, Path)
        and document.is_file()
        and document.stat().st_size <= WORK.small_bytes
    )
