"""The typesetter's command line: python -m corpus ship --from TEXTS --to FOLDER.

python -m corpus fill STORE puts made-up disclosures into a store without setting them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from analytics.findings.checking import check
from analytics.store import StoreError, open_store
from corpus.filling import fill
from corpus.fonts import NoFontError
from corpus.shipping import ShippingError, ship

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def _corpus() -> None:
    """Make disclosures: set as PDFs like published originals, or straight into a store."""


@app.command("ship")
def _ship(
    originals: Annotated[
        Path, typer.Option("--from", exists=True, file_okay=False, help="Folder of texts.")
    ],
    to: Annotated[Path, typer.Option("--to", help="Folder to put the PDFs in.")],
) -> None:
    """Read the texts of published disclosures and set their figures as PDFs."""
    try:
        for path in ship(originals, to):
            typer.echo(f"{path} ({path.stat().st_size / 1024:.0f} KB)")
    except (ShippingError, NoFontError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@app.command("fill")
def _fill(
    path: Annotated[Path, typer.Argument(metavar="STORE", help="File to make the store in.")],
    count: Annotated[int, typer.Option("--disclosures", help="How many are made.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Others for another seed.")] = 1,
    checked: Annotated[bool, typer.Option(help="Check them too.")] = True,
) -> None:
    """Make a store of made-up disclosures and their findings, without any document."""
    if path.exists():
        typer.echo(f"{path}: is there already: remove it or name another file", err=True)
        raise typer.Exit(1)
    try:
        store = open_store(path)
        with Progress() as progress:
            made = progress.add_task("made", total=count)
            fill(store, seed, count, lambda done: progress.update(made, completed=done))
            if checked:
                found = progress.add_task("checked", total=count)
                check(store, lambda done, _: progress.update(found, completed=done))
    except StoreError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


if __name__ == "__main__":
    app()
