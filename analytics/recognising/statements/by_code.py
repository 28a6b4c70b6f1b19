"""Tables by functional code: revenue, expenditure, and those of the three budgets."""

from __future__ import annotations

from analytics.model import TOTAL_NAMES
from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number
from analytics.recognising.headers import SUB_CODE_WORDS, Header
from analytics.recognising.measures import column_measure
from analytics.recognising.readings import Row
from analytics.recognising.statements.cells import CODE, Shaped, number_cells, row_place
from analytics.recognising.wording import normalise


def by_code(statement: str, header: Header) -> Shaped | None:
    """A functional code and name in each row, a measure in each column."""
    columns: dict[str, int] = {}
    for at, path in enumerate(header.paths):
        measure = column_measure(statement, path)
        if measure and measure not in columns:
            columns[measure] = at
    if len(columns) < 2:
        return None
    rows: list[Row] = []
    for cells in header.body:
        row = _code_row(cells, columns, len(header.paths))
        if row is None:
            continue
        if rows and _continues(rows[-1], row):
            rows[-1].label += row.label
            continue
        rows.append(row)
    return tuple(columns), rows


def _code_row(cells: list[Cell], columns: dict[str, int], width: int) -> Row | None:
    """A row of code, name and figures; None for a row with neither label nor figure.

    The figures stand in their columns where the row has the width of the header and only figures
    or blanks there. Else they are taken in order: all of them if there are as many as columns,
    loose if there are fewer.
    """
    first = min(columns.values())
    in_place = len(cells) == width and all(
        not cells[at] or parse_number(cells[at].text) is not None or _is_dash(cells[at])
        for at in columns.values()
    )
    labels, figures = (cells[:first], []) if in_place else _labels_and_figures(cells, len(columns))
    code = next((text for cell in labels if CODE.match(text := normalise(cell.text))), None)
    texts = [
        cell.text
        for cell in labels
        if cell and parse_number(cell.text) is None and cell.text not in SUB_CODE_WORDS
    ]
    row = Row(place=row_place(cells), label="".join(texts[-1:]), code=code)
    if in_place:
        row.cells = number_cells({measure: cells[at] for measure, at in columns.items()})
    elif len(figures) == len(columns):
        row.cells = number_cells(dict(zip(columns, figures, strict=True)))
    else:
        row.loose = [cell for cell in figures if parse_number(cell.text) is not None]
    return row if code or row.label or row.cells or row.loose else None


def _is_dash(cell: Cell) -> bool:
    return not cell.text.strip("-—–－ ")


def _labels_and_figures(cells: list[Cell], count: int) -> tuple[list[Cell], list[Cell]]:
    """A row cut behind its last words, or before its last count cells where it has no words."""
    words = [
        at
        for at, cell in enumerate(cells)
        if cell and parse_number(cell.text) is None and not _is_dash(cell)
    ]
    cut = words[-1] + 1 if words else max(len(cells) - count, 0)
    return cells[:cut], cells[cut:]


def _continues(before: Row, row: Row) -> bool:
    """Whether a row holds only the rest of a name that a page break has cut."""
    return bool(
        before.code
        and row.label
        and not (row.code or row.cells or row.loose)
        and normalise(row.label) not in TOTAL_NAMES
    )
