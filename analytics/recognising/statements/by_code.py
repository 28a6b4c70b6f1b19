"""Tables by functional code: revenue, expenditure, and those of the three budgets."""

from __future__ import annotations

import re
from typing import Final

from analytics.model import MEASURES, TOTAL, TOTAL_NAMES
from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number
from analytics.recognising.headers import SUB_CODE_WORDS, Header
from analytics.recognising.measures import measure_columns
from analytics.recognising.readings import UNMEASURED, UNMEASURED_BALANCE, Row
from analytics.recognising.statements.cells import Shaped, number_cells, row_place
from analytics.recognising.statements.codes import LabelColumns, label_columns, label_in
from analytics.recognising.wording import canonical_label, normalise
from analytics.reference import functional_names

_ROW_LABEL: Final = re.compile(
    r"功能.*(?:编码|代码|科目|分类)|^科目(?:编码|代码|名称)|^(?:预算)?(?:单位|部门)(?:编码|代码|名称)?$"
)
_SIDES: Final = frozenset({"收入", "支出"})


def by_code(statement: str, header: Header) -> Shaped | None:
    """A functional code and name, or a unit's, in each row; a measure in each column.

    None for a table by economic code.
    """
    columns = measure_columns(statement, header.paths)
    if not any(measure in MEASURES[statement] for measure in columns):
        return None
    if len(columns) < 2 and not _names_rows(header):
        return None
    if {path[0] for path in header.paths if path} >= _SIDES:
        return None
    names = _names_of_columns(columns)
    labels = label_columns(header, min(names))
    rows: list[Row] = []
    for cells in header.body:
        row = _code_row(cells, names, labels, len(header.paths))
        if row is None:
            continue
        if rows and _continues(rows[-1], row):
            rows[-1].label += row.label
        elif not (rows and _repeats(rows[0], row)):
            rows.append(row)
    codes = [row.code for row in rows if row.code]
    if codes and not any(code[:3] in functional_names() for code in codes):
        return None
    _unite_parts(rows, columns, names)
    figured = [row for row in rows if row.cells or row.loose]
    bodies = [row for row in figured if not _is_item(row)]
    if len(bodies) == 1 and bodies[0] is figured[0] and not _is_total(bodies[0]):
        bodies[0].name = TOTAL  # the row of the body itself, above all others
    return tuple(names.values()), rows


def _repeats(top: Row, row: Row) -> bool:
    """Whether a page break has repeated the total row that stands on top."""
    return _is_total(row) and (_printed(row) == _printed(top)) and bool(row.cells)


def _printed(row: Row) -> tuple[str, dict[str, str]]:
    return canonical_label(row.label), {name: cell.text for name, cell in row.cells.items()}


def _names_rows(header: Header) -> bool:
    return any(
        _ROW_LABEL.search(label) or label in SUB_CODE_WORDS
        for path in header.paths
        for label in path
    )


def _names_of_columns(columns: dict[str, tuple[int, ...]]) -> dict[int, str]:
    """The measure of each column, or a name of its own where it holds but a part of one."""
    names: dict[int, str] = {}
    for measure, each in columns.items():
        unmeasured = UNMEASURED_BALANCE if measure == UNMEASURED_BALANCE else UNMEASURED
        measured = len(each) == 1 and measure not in (UNMEASURED, UNMEASURED_BALANCE)
        names |= {at: measure if measured else f"{unmeasured} {at}" for at in each}
    return names


def _unite_parts(
    rows: list[Row], columns: dict[str, tuple[int, ...]], names: dict[int, str]
) -> None:
    """Gives a measure that is printed in parts to the rows, where only one part has a figure."""
    for measure, each in columns.items():
        parts = [names[at] for at in each]
        if measure in (UNMEASURED, UNMEASURED_BALANCE, *parts) or any(row.loose for row in rows):
            continue
        if any(sum(map(_is_figure, _parts_of(row, parts))) > 1 for row in rows):
            continue
        for row in rows:
            printed = sorted(_parts_of(row, parts), key=_is_figure)
            row.cells = {name: cell for name, cell in row.cells.items() if name not in parts}
            if printed:
                row.cells[measure] = printed[-1]


def _parts_of(row: Row, names: list[str]) -> list[Cell]:
    return [row.cells[name] for name in names if name in row.cells]


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number that is not 0."""
    return bool(parse_number(cell.text))


def _is_item(row: Row) -> bool:
    """Whether a row is an item of the classification, with its code or without."""
    return bool(row.code) or canonical_label(row.label) in functional_names().values()


def _is_total(row: Row) -> bool:
    return canonical_label(row.label).endswith(("合计", "总计"))


def _code_row(
    cells: list[Cell], columns: dict[int, str], labels: LabelColumns, width: int
) -> Row | None:
    """A row of code, name and figures; None for a row with neither label nor figure.

    The figures stand in their columns where the row has the width of the header and only figures
    or blanks there. Else they are taken in order: all of them if there are as many as columns,
    loose if there are fewer.
    """
    in_place = len(cells) == width and all(
        not cells[at] or parse_number(cells[at].text) is not None or _is_dash(cells[at])
        for at in columns
    )
    if in_place:
        label, figures = labels.read(cells), [cells[at] for at in columns]
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
        row.cells = number_cells(dict(zip(columns.values(), figures, strict=True)))
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
