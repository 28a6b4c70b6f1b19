"""The typesetter's command line: python -m corpus ship --from TEXTS --to FOLDER."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.fonts import NoFontError
from corpus.shipping import ShippingError, ship

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def _corpus() -> None:
    """Set disclosures as PDFs that are laid out like published originals."""


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


if __name__ == "__main__":
    app()
