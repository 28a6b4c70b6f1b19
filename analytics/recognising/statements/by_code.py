"""Tables by functional code: revenue, expenditure, and those of the three budgets."""

from __future__ import annotations

import re
from typing import Final

from analytics.model import TOTAL, TOTAL_NAMES
from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number
from analytics.recognising.headers import SUB_CODE_WORDS, Header
from analytics.recognising.measures import (
    column_measure,
    is_amount_column,
    own_measure,
    revenue_source,
    spanned_measure,
)
from analytics.recognising.readings import Row
from analytics.recognising.statements.cells import Shaped, number_cells, row_place
from analytics.recognising.statements.codes import (
    BODY,
    LabelColumns,
    label_columns,
    label_in,
)
from analytics.recognising.wording import normalise

_CODE_LABEL: Final = re.compile(r"功能.*(?:编码|代码|科目)|^科目(?:编码|代码)")


def by_code(statement: str, header: Header) -> Shaped | None:
    """A functional code and name in each row, a measure in each column."""
    columns = _columns(statement, header)
    if not columns or (len(columns) < 2 and not _names_rows(header)):
        return None
    labels = label_columns(header, min(columns.values()))
    rows: list[Row] = []
    for cells in header.body:
        row = _code_row(cells, columns, labels, len(header.paths))
        if row is None:
            continue
        if rows and _continues(rows[-1], row):
            rows[-1].label += row.label
        elif not any(_repeats(above, row) for above in rows[:1]):
            rows.append(row)
    uncoded = [row for row in rows if not row.code]
    if len(uncoded) == 1 and uncoded[0] is rows[0] and (labels.bodies or not rows[0].label):
        # The only unit of the table is its total.
        rows[0].name = TOTAL
    return tuple(columns), rows


def _columns(statement: str, header: Header) -> dict[str, int]:
    """The column of each measure.

    Columns under one label that has no subtotal among them are told by their own labels: 财政拨款
    over 一般公共预算 and 政府性基金预算.
    """
    columns: dict[str, int] = {}
    for at, path in enumerate(header.paths):
        measure = column_measure(statement, path)
        if measure and measure not in columns:
            columns[measure] = at
    summed = set(columns)
    for at, path in enumerate(header.paths):
        over = spanned_measure(statement, path)
        own = own_measure(statement, path[-1]) if over else None
        if own and over not in summed:
            columns.setdefault(own, at)
    return dict(sorted(columns.items(), key=lambda item: item[1]))


def _names_rows(header: Header) -> bool:
    """Whether a column is said to hold codes, or the units that the table lists."""
    return any(
        _CODE_LABEL.search(label) or label in SUB_CODE_WORDS or BODY.match(label)
        for path in header.paths
        for label in path
    )


def _repeats(above: Row, row: Row) -> bool:
    """Whether a page break has repeated the total row that stands on top."""
    return (
        normalise(row.label) in TOTAL_NAMES
        and normalise(row.label) == normalise(above.label)
        and {name: cell.text for name, cell in row.cells.items()}
        == {name: cell.text for name, cell in above.cells.items()}
        and bool(row.cells)
    )


def sources_down(header: Header) -> Shaped | None:
    """A revenue table of one total: a source in each row, one amount beside it."""
    amounts = [at for at in range(len(header.paths)) if is_amount_column(header.leaf(at))]
    if len(amounts) != 1:
        return None
    printed: dict[str, Cell] = {}
    place = None
    for cells in header.body:
        label = normalise("".join(cell.text for cell in cells[: amounts[0]]))
        measure = revenue_source(label)
        cell = cells[amounts[0]] if amounts[0] < len(cells) else None
        if measure and cell and parse_number(cell.text) is not None:
            printed.setdefault(measure, cell)
            place = place or row_place(cells)
    if place is None or "total" not in printed or len(printed) < 2:
        return None
    return tuple(printed), [Row(place, TOTAL, name=TOTAL, cells=printed)]


def _code_row(
    cells: list[Cell], columns: dict[str, int], labels: LabelColumns, width: int
) -> Row | None:
    """A row of code, name and figures; None for a row with neither label nor figure.

    The figures stand in their columns where the row has the width of the header and only figures
    or blanks there. Else they are taken in order: all of them if there are as many as columns,
    loose if there are fewer.
    """
    in_place = len(cells) == width and all(
        not cells[at] or parse_number(cells[at].text) is not None or _is_dash(cells[at])
        for at in columns.values()
    )
    if in_place:
        label, figures = labels.read(cells), [cells[at] for at in columns.values()]
    else:
        words, figures = _labels_and_figures(cells, len(columns))
        label = label_in(words)
    row = Row(
        place=row_place(cells),
        label=label.name,
        code=label.code,
        economic_code=label.economic_code,
    )
    if len(figures) == len(columns):
        row.cells = number_cells(dict(zip(columns, figures, strict=True)))
    else:
        row.loose = [cell for cell in figures if parse_number(cell.text) is not None]
    return row if row.code or row.label or row.cells or row.loose else None


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
