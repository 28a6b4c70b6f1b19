"""The figures of a performance form, each with the cell that it is printed in."""

from __future__ import annotations

from typing import NamedTuple

from analytics.model import Evaluation, FormFigure, Funding
from analytics.reading.blocks import Cell
from analytics.recognising.wording import joined


class Figure(NamedTuple):
    """A figure in the unit of the model (万元, marks, or a ratio), and its cell."""

    value: float
    cell: Cell


class Figures:
    """The cells behind the columns of one row of `evaluations` or of `funding`."""

    def __init__(self) -> None:
        self._cells: dict[str, Cell] = {}

    def value(self, column: str, *readings: Figure | None) -> float | None:
        """What a column holds: the first of some figures that the form prints, else None."""
        for reading in readings:
            if reading is not None:
                self._cells[column] = reading.cell
                return reading.value
        return None

    def rows(self, of: Evaluation | Funding) -> list[FormFigure]:
        """The row of the model for each column filled."""
        return [
            FormFigure(
                disclosure_id=of.disclosure_id,
                evaluation_no=of.evaluation_no,
                source=of.source if isinstance(of, Funding) else None,
                figure=column,
                printed=joined(cell.text),
                page=cell.place.page,
                locator=cell.place.locator,
            )
            for column, cell in self._cells.items()
        ]
