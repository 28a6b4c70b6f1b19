"""Places for the figures of a disclosure that nobody has set: pages of even rows.

Statutory tables come first, each from the top of a page, then the sentences, then a page or more
for each form. What stands in one row of a table stands side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, Final

from analytics.model import DisclosureRows, Evaluation, FormFigure, Funding, LineItem
from corpus.forms import percent_sign, plain

_LEFT: Final = 56.0
_TOP: Final = 72.0
_LABEL: Final = 150.0
_WIDTH: Final = 56.0
_HEIGHT: Final = 14.0
_ROWS: Final = 48
_COLUMNS: Final = 6
_FIGURES: Final = (
    *("initial_budget", "adjusted_budget", "budget", "executed", "printed_rate"),
    *("rate_weight", "rate_score", "deduction", "total_score"),
)
"""The columns of evaluations and funding that repeat a printed cell."""


class _Sheets:
    """Hands out cells, row by row and page by page."""

    def __init__(self) -> None:
        self.page = 0
        self._row = self._column = 0

    def turn(self) -> None:
        """Goes on at the top of the next page."""
        self.page, self._row, self._column = self.page + 1, 0, 0

    def below(self) -> None:
        """Goes on in the next row."""
        self._row, self._column = self._row + 1, 0
        if self._row == _ROWS:
            self.turn()

    def put(self, row: Any) -> None:
        """Gives a row of the model the next cell."""
        if self._column == _COLUMNS:
            self.below()
        left = _LEFT + _LABEL + self._column * _WIDTH
        top = _TOP + self._row * _HEIGHT
        row.page = self.page
        row.locator = f"{left:.1f},{top:.1f},{left + _WIDTH:.1f},{top + _HEIGHT:.1f}"
        self._column += 1


def place(rows: DisclosureRows) -> None:
    """Gives every row of a disclosure its place, and the disclosure its count of pages.

    Puts in `form_figures` what the forms print.
    """
    sheets = _Sheets()
    _place_tables(sheets, rows)
    sheets.turn()
    for statement in rows.statements_in_prose:
        sheets.put(statement)
        sheets.below()
    rows.form_figures = list(_form_figures(rows))
    _place_forms(sheets, rows)
    rows.disclosure.pages = sheets.page


def _place_tables(sheets: _Sheets, rows: DisclosureRows) -> None:
    for table in rows.tables:
        if table.title is None:
            continue
        sheets.turn()
        table.first_page = sheets.page
        before: tuple[str | None, ...] = ()
        for item in rows.line_items:
            if item.statement == table.statement:
                if (label := _label(item)) != before:
                    sheets.below()
                    before = label
                sheets.put(item)
        table.last_page = sheets.page


def _label(item: LineItem) -> tuple[str | None, ...]:
    return item.section, item.code, item.name


def _form_figures(rows: DisclosureRows) -> Iterator[FormFigure]:
    for form in rows.evaluations:
        yield from _cells(form, None)
        for source in rows.funding:
            if source.evaluation_no == form.evaluation_no:
                yield from _cells(source, source.source)


def _cells(row: Evaluation | Funding, source: str | None) -> Iterator[FormFigure]:
    printed = {field.name for field in fields(row)}
    for figure in _FIGURES:
        value = getattr(row, figure) if figure in printed else None
        if value is not None:
            yield FormFigure(
                disclosure_id=row.disclosure_id,
                evaluation_no=row.evaluation_no,
                source=source,
                figure=figure,
                printed=(percent_sign if figure == "printed_rate" else plain)(value),
                page=None,
                locator="",
            )


def _place_forms(sheets: _Sheets, rows: DisclosureRows) -> None:
    for form in rows.evaluations:
        sheets.turn()
        sheets.put(form)
        number = form.evaluation_no
        among: list[tuple[list[Any], Callable[[Any], object]]] = [
            (rows.form_figures, lambda figure: figure.source),
            (rows.indicators, lambda indicator: (indicator.level2, indicator.name)),
        ]
        for each, label in among:
            before: object = None
            for row in each:
                if row.evaluation_no == number:
                    if label(row) != before:
                        sheets.below()
                        before = label(row)
                    sheets.put(row)
