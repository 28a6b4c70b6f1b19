"""What the recognisers hand on: tables as read, before their arithmetic has been heard.

A row keeps its printed cells. Where the print leaves open which column a figure belongs to, or
which label goes with which figures, the row says so and reconciling decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from analytics.model import (
    Disclosure,
    Evaluation,
    FormFigure,
    Funding,
    Indicator,
    ProseStatement,
    RecognisedPage,
)
from analytics.reading.blocks import Cell, Place

UNMEASURED: Final = "unmeasured"
"""Begins the name of a printed column that a row's total includes and no measure of the model
holds, such as 单位预留机动经费: it is summed, and makes no line item."""

UNMEASURED_BALANCE: Final = "balance unmeasured"
"""The same for a column of balances, which stands beside this year's subtotal of revenue."""


@dataclass(slots=True)
class Row:
    """One row of one side of a statutory table.

    code: classification code, label: the name as printed, joined over lines and page breaks.
    name: the canonical name where the column gives it rather than the label.
    cells: the printed number of each measure, and of each unmeasured column. loose: numbers in
    printed order that are fewer than the table's columns, so that their measures are not known;
    cells is empty then.
    """

    place: Place
    label: str
    code: str | None = None
    name: str | None = None
    section: str | None = None
    economic_code: str | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    loose: list[Cell] = field(default_factory=list)
    repaired: str | None = None

    @property
    def is_nameless(self) -> bool:
        """Whether figures stand in the row and nothing says what they are of."""
        return bool(self.cells) and not (self.code or self.label or self.name)


@dataclass(slots=True)
class TableReading:
    """A table found in a document and the rows read from it; statement None: none of the nine.

    states_unit: whether the table says in which unit it is; else unit is that of the document.
    """

    statement: str | None
    title: str
    unit: str
    first_page: int | None
    last_page: int | None
    measures: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    printed_rows: int = 0
    understood: bool = True
    states_unit: bool = True


@dataclass(slots=True)
class Recognised:
    """Everything that one document says, before reconciling."""

    disclosure: Disclosure
    tables: list[TableReading]
    evaluations: list[Evaluation]
    funding: list[Funding]
    indicators: list[Indicator]
    statements_in_prose: list[ProseStatement]
    form_figures: list[FormFigure] = field(default_factory=list)
    recognised_pages: list[RecognisedPage] = field(default_factory=list)
