"""A page becomes a PDF: Chromium prints it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from analytics.exporting.charts import NoChromiumError, chromium
from analytics.exporting.tables import ExportError
from analytics.settings import PICTURES

_FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-pdf-header-footer", "--virtual-time-budget=20000"),
)


def print_page(html: Path, pdf: Path) -> None:
    """Prints an HTML file, drawn by its own scripts, into a PDF file.

    Raises NoChromiumError where there is no Chromium, ExportError where it does not print.
    """
    browser = chromium()
    if browser is None:
        raise NoChromiumError
    with tempfile.TemporaryDirectory() as profile:
        # Chromium tells what it prints by the suffix.
        printed = Path(profile) / "printed.pdf"
        command = [
            *(browser, *_FLAGS, f"--user-data-dir={profile}/profile"),
            *(f"--print-to-pdf={printed}", html.resolve().as_uri()),
        ]
        try:
            subprocess.run(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PICTURES.seconds,
                check=True,
            )
            pdf.write_bytes(printed.read_bytes())
        except (subprocess.SubprocessError, FileNotFoundError) as error:
            raise ExportError(
                f"{html}: Chromium did not print it: open it in a browser and print it there"
            ) from error
