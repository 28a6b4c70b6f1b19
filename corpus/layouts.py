"""A layout: the named set of choices by which a disclosure is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4

from corpus.forms import Forms
from corpus.ledger import NumberStyle
from corpus.prose import Prose, ordinal
from corpus.sheet import Ruled
from corpus.tables import Table


def numbered(labels: str) -> tuple[str, ...]:
    """Labels parted by spaces, with 一、 二、 三、 before them."""
    return tuple(f"{ordinal(number)}、{label}" for number, label in enumerate(labels.split(), 1))


@dataclass(frozen=True)
class Layout:
    """How the disclosures of a province are laid out.

    province and kind: as in disclosures. caption: lines between the title of a table and its
    rules, each a text for the left and one for the right end, with {agency}, {year}, {unit} and
    {number} (of the table) filled in. parts: the order of the parts of the document, out of
    tables, prose and forms. headings: whether a numbered heading stands above each table's title.
    ruled: what the rules of statutory tables part; those of forms part each cell. page: width and
    height in points of pages that are not landscape.
    """

    name: str
    province: str
    kind: str
    tables: Sequence[Table]
    caption: Sequence[tuple[str, str]]
    prose: Prose
    forms: Forms
    numbers: NumberStyle = field(default_factory=NumberStyle)
    parts: Sequence[str] = ("tables", "prose", "forms")
    headings: bool = False
    repeats_headers: bool = True
    bars: bool = False
    ruled: Ruled = "cells"
    size: float = 9.0
    footer: str = "- {page} -"
    page: tuple[float, float] = A4
