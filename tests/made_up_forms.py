"""Performance forms for tests: of the published originals, and made up from blocks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from analytics.model import Disclosure
from analytics.reading.blocks import Block, Cell, Document, Grid, Line, Place
from analytics.recognising.evaluations import Forms, recognise_evaluations
from tests.documents import document, seed_text
from tests.made_up import made_up_rows

EXPECTED = Path(__file__).parent / "expected"


def expected(name: str) -> dict[str, list[list[str]]]:
    """What was read in the originals, as tests/expected/<name>.txt says: by city, the cells."""
    rows: dict[str, list[list[str]]] = {}
    for text in (EXPECTED / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if text.startswith("["):
            rows[text.strip("[]")] = []
        elif text and not text.startswith("#"):
            list(rows.values())[-1].append([cell.strip() for cell in text.split(" | ")])
    return rows


def disclosure() -> Disclosure:
    """A disclosure for forms to belong to."""
    return made_up_rows(b"").disclosure


@lru_cache(maxsize=5)
def forms_of_seed(city: str) -> Forms:
    """The forms of a published original."""
    return recognise_evaluations(document(seed_text(city)), disclosure())


def forms_of_blocks(*blocks: Block) -> Forms:
    """The forms of a document made up of these blocks."""
    made_up = Document("made_up.txt", "0" * 64, "text", None, list(blocks))
    return recognise_evaluations(made_up, disclosure())


def line(text: str, page: int | None = None) -> Line:
    """A line of text, on a page where one is given."""
    return Line(text, Place(page, text))


def grid(rows: str, page: int | None = None) -> Grid:
    """A grid from one line a row, cells parted by |, blanks around them dropped.

    ^ is a place that the cell above or to the left covers.
    """
    return Grid([_row(row, page) for row in rows.strip("\n").splitlines()])


def _row(row: str, page: int | None) -> list[Cell]:
    place = Place(page, row.strip())
    texts = [cell.strip() for cell in row.split("|")]
    return [Cell("", place, covered=True) if text == "^" else Cell(text, place) for text in texts]


def form(head: Iterable[str], indicators: Iterable[str], total: str = "") -> Grid:
    """A form in one grid from its rows."""
    return grid("\n".join([*head, *indicators, total]).strip())
