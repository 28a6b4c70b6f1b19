"""How well errors are found and anomalies ranked: `python -m benchmarks.findings`.

Known errors are planted in made-up disclosures that are honest besides, rounding included; see
benchmarks/plants. What the rules say is held against them; the ranking of projects is held against
a plain threshold, IsolationForest and ECOD. Prints Markdown.
"""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from analytics.findings.checking import check
from analytics.store import Store, open_store
from benchmarks.planting import Planted, planted_corpus, store_corpus
from benchmarks.ranked import rankings
from benchmarks.scored import FAMILY_OF, Score, Tally, score

PROCESSES = 2


def checked_corpus(
    folder: Path, seed: int, count: int, *, through_pdf: bool
) -> tuple[Store, list[Planted]]:
    """A store of a planted corpus with its findings."""
    corpus = planted_corpus(seed, count)
    store = open_store(folder / "planted.duckdb")
    readers = ProcessPoolExecutor(PROCESSES, get_context("spawn")) if through_pdf else None
    with readers or nullcontext():
        store_corpus(store, corpus, readers)
    check(store)
    return store, corpus


def main(
    count: Annotated[int, typer.Option("--disclosures", help="How many are made.")] = 1000,
    seed: Annotated[int, typer.Option(help="Another corpus for another seed.")] = 1,
    through_pdf: Annotated[bool, typer.Option(help="A twentieth through PDFs.")] = True,
    by_rule: Annotated[bool, typer.Option(help="A table by rule too.")] = True,
    details: Annotated[bool, typer.Option(help="List what was missed or falsely said.")] = False,
) -> None:
    """Print precision and recall by family and rule, and the rankings of projects."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        store, corpus = checked_corpus(Path(folder), seed, count, through_pdf=through_pdf)
        result = score(store, corpus)
        ranked = rankings(store, corpus, seed)
    plants = sum(len(planted.plants) for planted in corpus)
    projects = sum(len(planted.rows.evaluations) for planted in corpus)
    typer.echo(
        f"{len(corpus)} disclosures with {projects} forms, {plants} plants, seed {seed},"
        f" {time.perf_counter() - started:.0f} seconds\n"
    )
    _print(_table(result.families() | {"all": result.total()}, "family"))
    if by_rule:
        _print(_table(dict(sorted(result.rules.items(), key=_by_family)), "rule"))
    _print(ranked)
    if details:
        _list(result)


def _by_family(named: tuple[str, Tally]) -> int:
    return list(FAMILY_OF).index(named[0])


def _table(tallies: dict[str, Tally], heading: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            heading: name,
            "due": tally.due,
            "found": tally.found,
            "recall": tally.recall if tally.due else None,
            "said": tally.said,
            "true": tally.true,
            "precision": tally.precision if tally.said else None,
        }
        for name, tally in tallies.items()
    )


def _print(table: pd.DataFrame) -> None:
    """A table as Markdown."""
    typer.echo(f"| {' | '.join(table.columns)} |\n|{'---|' * len(table.columns)}")
    for row in table.itertuples(index=False):
        typer.echo(f"| {' | '.join(_cell(value) for value in row)} |")
    typer.echo()


def _cell(value: object) -> str:
    if value is None or value != value:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _list(result: Score) -> None:
    for heading, listed in (("missed", result.missed), ("false", result.false)):
        for rule, disclosure_id, said in listed:
            typer.echo(f"{heading}: {rule}: {disclosure_id}: {said}")


if __name__ == "__main__":
    typer.run(main)
