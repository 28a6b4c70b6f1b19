"""The head of a performance form: what stands beside its labels, and its table of money."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Final

from analytics.reading.blocks import Cell
from analytics.recognising.alignment import BLANK, Column, align, is_figure
from analytics.recognising.amounts import (
    UNIT_IN_WAN,
    parse_number,
    parse_ratio,
    printed_unit,
    unit_in_label,
)
from analytics.recognising.form_figures import Figure
from analytics.recognising.form_labels import (
    ADJUSTED_SUBTOTAL,
    AMOUNTS,
    HEAD_FIELDS,
    MONEY_COLUMNS,
    MONEY_PARTS,
    MONEY_TOTALS,
    TASKS,
    TOTAL_FUNDS,
    adjusts,
    form_label,
    is_source,
)
from analytics.recognising.forms import Row, first_text
from analytics.recognising.wording import joined, normalise

_LONGEST_LABEL: Final = 30
_FULL_MARKS: Final = re.compile(r"（(\d+(?:\.\d+)?)分")
_RATE_RULE: Final = re.compile(r"(\d+(?:\.\d+)?)分[*×xX]执行率")
_SOURCES_CAPTION: Final = re.compile(r"^(?:\d[、.])?资金来源[:：]?")
_DASH: Final = re.compile(r"[-—/%]+")
_STRUCTURE: Final = re.compile(r"^(?:\d[、.])?资金结构|^按支出性质")
"""What the funds are spent on, below their sources."""


@dataclass(slots=True)
class Money:
    """One row of the money table: its label, and the cell of each column by its role.

    of_task: the row is a task of the body, and no source of its funds.
    """

    source: str
    cells: dict[str, Cell]
    percent: bool
    of_task: bool = False

    def amount(self, role: str, scale: Decimal) -> Figure | None:
        """The amount of a column in 万元, with scale 万元 a unit of the print."""
        number = self._number(role)
        return None if number is None else Figure(float(number * scale), self.cells[role])

    def marks(self, role: str) -> Figure | None:
        """The marks of a column."""
        return self.amount(role, Decimal(1))

    def rate(self) -> Figure | None:
        """The printed execution rate as a ratio."""
        if "rate" not in self.cells:
            return None
        budgets = map(self._number, ("adjusted_budget", "budget", "initial_budget"))
        budget = next((figure for figure in budgets if figure is not None), None)
        executed = self._number("executed")
        expected = executed / budget if budget and executed is not None else None
        ratio = parse_ratio(self.cells["rate"].text, self.percent, expected)
        return None if ratio is None else Figure(float(ratio), self.cells["rate"])

    def _number(self, role: str) -> Decimal | None:
        return parse_number(self.cells[role].text) if role in self.cells else None


@dataclass(slots=True)
class Head:
    """What stands above the indicators; scale: 万元 a unit of the figures."""

    scale: Decimal
    fields: dict[str, Cell] = field(default_factory=dict)
    rows: list[Money] = field(default_factory=list)
    full_marks: Figure | None = None
    rate_rule: Figure | None = None

    def text(self, label: str) -> str | None:
        """What stands beside a label; None where the head has no such label."""
        return self.fields[label].text if label in self.fields else None

    def number(self, label: str) -> Figure | None:
        """The figure beside a label; None where the head prints none."""
        number = parse_number(self.text(label) or "")
        return None if number is None else Figure(float(number), self.fields[label])

    def total(self) -> Money:
        """The row that adds up the sources, or the figures that stand beside their labels."""
        for row in self.rows:
            if TOTAL_FUNDS.search(form_label(row.source)) or len(self.rows) == 1:
                return row
        return Money("", self.fields, percent=False)

    def sources(self) -> list[Money]:
        """The rows of the funding sources, without their total and the body's tasks."""
        total = self.total()
        sources = takewhile(lambda row: not _STRUCTURE.match(row.source), self.rows)
        return [
            row for row in sources if row is not total and not row.of_task and is_source(row.source)
        ]


def read_head(rows: list[Row], document_unit: str) -> Head:
    """What the rows above the indicators say; document_unit is that of the document's tables."""
    head = Head(_scale(rows, document_unit))
    columns: list[Column] | None = None
    for at, row in enumerate(rows):
        has_figures = any(is_figure(normalise(cell.text)) for cell in row)
        if columns is not None and has_figures:
            head.rows.append(_money(row, columns))
            continue
        if columns is not None and _is_blank_source(row):
            continue
        if columns is not None and _parts_amounts(row, columns):
            columns = _parted(row, columns)
            continue
        columns = _money_header(rows, at) or _columns_beside_total(row)
        if columns is not None and has_figures:
            head.rows.append(_money(row, columns))
        elif columns is not None:
            head.full_marks = _stated(_FULL_MARKS, row)
            head.rate_rule = _stated(_RATE_RULE, row)
        elif at and _is_rest(row, rows[at - 1]):
            name = head.fields["name"]
            head.fields["name"] = replace(name, text=name.text + first_text(row))
        else:
            for label, values in labelled(row, HEAD_FIELDS):
                head.fields.setdefault(label, values[0])
    return head


def _is_blank_source(row: Row) -> bool:
    """Whether a row of the money table prints a source without a figure."""
    said = [cell for cell in row if cell and not _DASH.fullmatch(normalise(cell.text))]
    return bool(said) and all(is_source(cell.text) for cell in said)


def _parts_amounts(row: Row, columns: list[Column]) -> bool:
    """Whether a row below a money header says into what its amounts are parted."""
    labels = [form_label(cell.text) for cell in row if cell]
    return len(row) == len(columns) and bool(labels) and MONEY_PARTS.issuperset(labels)


def _parted(row: Row, columns: list[Column]) -> list[Column]:
    """The columns below a row of parts: an amount keeps the one of its total."""
    return [
        column if not cell or form_label(cell.text) in MONEY_TOTALS else Column("other")
        for cell, column in zip(row, columns, strict=True)
    ]


def _is_rest(row: Row, above: Row) -> bool:
    """Whether a row at the head of a page holds but the rest of the name in the row above."""
    is_torn = row[0].place.page != above[0].place.page
    named = [role for role, _ in labelled(above, HEAD_FIELDS)]
    return is_torn and named == ["name"] and sum(map(bool, row)) == 1


def _scale(rows: list[Row], document_unit: str) -> Decimal:
    """万元 a unit of a form's figures: the unit that its head states first, in a label or a line.

    A form that states none is in the unit of the document's tables.
    """
    for row in rows:
        for cell in row:
            text = normalise(cell.text)
            unit = unit_in_label(text) or printed_unit(text)
            if unit and len(text) <= _LONGEST_LABEL:
                return UNIT_IN_WAN[unit]
    return UNIT_IN_WAN[document_unit]


def _money_header(rows: list[Row], at: int) -> list[Column] | None:
    """The columns of a money table whose header ends in this row; None for any other row."""
    labels = [form_label(cell.text) for cell in rows[at]]
    roles = [MONEY_COLUMNS.get(label) for label in labels]
    adjusted = next((n for n, label in enumerate(labels) if adjusts(label)), len(labels))
    roles = [
        "adjusted_budget" if label == ADJUSTED_SUBTOTAL and n > adjusted else role
        for n, (label, role) in enumerate(zip(labels, roles, strict=True))
    ]
    amounts = {role for role in roles if role in AMOUNTS}
    if not amounts or any(is_figure(normalise(cell.text)) for cell in rows[at]):
        return None
    if len(amounts) < 2:
        below = rows[at + 1] if at + 1 < len(rows) else []
        if not _parts_amounts(below, [Column("other")] * len(labels)):
            return None
    if at and len(rows[at - 1]) == len(rows[at]):
        # A label over two rows of the header stands in the upper one.
        above = [MONEY_COLUMNS.get(form_label(cell.text)) for cell in rows[at - 1]]
        roles = [role or over for role, over in zip(roles, above, strict=True)]
    first = next(n for n, role in enumerate(roles) if role in AMOUNTS)
    rows_of = "task" if TASKS.intersection(labels) else "source"
    return [
        Column(
            rows_of if n < first else role or (BLANK if not label else "other"),
            "%" in normalise(cell.text),
        )
        for n, (role, label, cell) in enumerate(zip(roles, labels, rows[at], strict=True))
    ]


def _columns_beside_total(row: Row) -> list[Column] | None:
    """The columns of a money table without header, by its total and the label beside that.

    Of several totals in a row (of the whole project, of the year) the last is the year's.
    """
    filled = [n for n, cell in enumerate(row) if cell]
    labels = [n for n in filled if TOTAL_FUNDS.search(form_label(row[n].text))]
    beside = dict(pairwise(filled))
    if not labels or labels[-1] not in beside:
        return None
    label, figure = labels[-1], beside[labels[-1]]
    if not is_figure(normalise(row[figure].text)):
        return None
    left, between = [Column("other")] * label, [Column("source")] * (figure - label)
    return [*left, *between, Column("budget"), *[Column("other")] * (len(row) - figure - 1)]


def _money(row: Row, columns: list[Column]) -> Money:
    aligned = align(row, columns)
    cells = {column.role: cell for cell, column in aligned}
    of_task = "task" in cells
    source = cells.pop("task" if of_task else "source", None)
    name = "" if source is None else _SOURCES_CAPTION.sub("", joined(source.text))
    percent = any(column.percent for column in columns if column.role == "rate")
    return Money(name, cells, percent, of_task)


def _stated(words: re.Pattern[str], row: Row) -> Figure | None:
    """The marks that a header states with its label: 预算执行情况（20分）, 得分（20分*执行率）."""
    for cell in row:
        if stated := words.search(normalise(cell.text)):
            return Figure(float(stated[1]), cell)
    return None


def labelled(row: Row, fields: dict[str, str]) -> list[tuple[str, list[Cell]]]:
    """The fields of a row that have something beside them, each with its cells."""
    found: list[tuple[str, list[Cell]]] = []
    for cell in filter(None, row):
        role = fields.get(form_label(cell.text))
        if role is not None:
            found.append((role, []))
        elif found:
            found[-1][1].append(cell)
    return [(role, cells) for role, cells in found if cells]
