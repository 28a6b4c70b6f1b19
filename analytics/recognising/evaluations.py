"""The performance forms of a document: project and department, results and targets.

Every figure is found by the label beside it or above it, wherever that stands in the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, NamedTuple

from analytics.model import (
    DEPARTMENT_RESULT,
    DEPARTMENT_TARGET,
    PROJECT_RESULT,
    PROJECT_TARGET,
    Disclosure,
    Evaluation,
    FormFigure,
    Funding,
    Indicator,
)
from analytics.reading.blocks import Cell, Document
from analytics.recognising.alignment import BLANK, Column, align, is_figure
from analytics.recognising.amounts import (
    UNIT_IN_WAN,
    parse_number,
    parse_ratio,
    printed_unit,
    unit_in_label,
)
from analytics.recognising.form_figures import Figure, Figures
from analytics.recognising.form_labels import (
    AMOUNTS,
    FOOT_FIELDS,
    HEAD_FIELDS,
    MONEY_COLUMNS,
    TOTAL_FUNDS,
    form_label,
    name_in_title,
    names_whole_department,
)
from analytics.recognising.forms import Form, Row, find_forms, first_text
from analytics.recognising.indicators import indicator_columns, read_indicators
from analytics.recognising.themes import theme_of
from analytics.recognising.wording import joined, normalise

_LONGEST_LABEL: Final = 30
_FULL_MARKS: Final = re.compile(r"（(\d+(?:\.\d+)?)分")
_BODY_CODES: Final = re.compile(r"^\d{3,}|-\d*$")
_SOURCES_CAPTION: Final = re.compile(r"^资金来源[:：]?")


class Forms(NamedTuple):
    """The rows of the four tables that the forms of a document fill."""

    evaluations: list[Evaluation]
    funding: list[Funding]
    indicators: list[Indicator]
    form_figures: list[FormFigure]


def recognise_evaluations(document: Document, disclosure: Disclosure) -> Forms:
    """The performance forms of a document; evaluation_no counts them in document order from 1."""
    forms = Forms([], [], [], [])
    for form in find_forms(document):
        number = len(forms.evaluations) + 1
        indicators = read_indicators(form, disclosure.disclosure_id, number)
        if not indicators:
            continue  # a blank template
        head = _read_head(form.head)
        forms.indicators.extend(indicators)
        evaluation, figures = _evaluation(form, head, indicators, disclosure, number)
        forms.evaluations.append(evaluation)
        forms.form_figures.extend(figures.rows(evaluation))
        for source, figures in _funding(form, head, disclosure, number):
            forms.funding.append(source)
            forms.form_figures.extend(figures.rows(source))
    return forms


@dataclass(slots=True)
class _Money:
    """One row of the money table: its label, and the cell of each column by its role."""

    source: str
    cells: dict[str, Cell]
    percent: bool

    def amount(self, role: str, scale: Decimal) -> Figure | None:
        number = self._number(role)
        return None if number is None else Figure(float(number * scale), self.cells[role])

    def marks(self, role: str) -> Figure | None:
        return self.amount(role, Decimal(1))

    def rate(self) -> Figure | None:
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
class _Head:
    """What stands above the indicators; scale: 万元 a unit of the figures."""

    scale: Decimal
    fields: dict[str, Cell] = field(default_factory=dict)
    rows: list[_Money] = field(default_factory=list)
    full_marks: Figure | None = None

    def text(self, label: str) -> str | None:
        """What stands beside a label; None where the head has no such label."""
        return self.fields[label].text if label in self.fields else None

    def total(self) -> _Money:
        """The row that adds up the sources, or the figures that stand beside their labels."""
        for row in self.rows:
            if TOTAL_FUNDS.search(form_label(row.source)) or len(self.rows) == 1:
                return row
        return _Money("", self.fields, percent=False)

    def sources(self) -> list[_Money]:
        total = self.total()
        return [row for row in self.rows if row is not total]


def _read_head(rows: list[Row]) -> _Head:
    head = _Head(_scale(rows))
    columns: list[Column] | None = None
    for at, row in enumerate(rows):
        has_figures = any(is_figure(normalise(cell.text)) for cell in row)
        if columns is not None and has_figures:
            head.rows.append(_money(row, columns))
            continue
        columns = _money_header(rows, at) or _columns_beside_total(row)
        if columns is not None and has_figures:
            head.rows.append(_money(row, columns))
        elif columns is not None:
            head.full_marks = _full_marks(row)
        elif at and _is_rest(row, rows[at - 1]):
            name = head.fields["name"]
            head.fields["name"] = replace(name, text=name.text + first_text(row))
        else:
            for label, values in _labelled(row, HEAD_FIELDS):
                head.fields.setdefault(label, values[0])
    return head


def _is_rest(row: Row, above: Row) -> bool:
    """Whether a row at the head of a page holds but the rest of the name in the row above."""
    is_torn = row[0].place.page != above[0].place.page
    named = [role for role, _ in _labelled(above, HEAD_FIELDS)]
    return is_torn and named == ["name"] and sum(map(bool, row)) == 1


def _scale(rows: list[Row]) -> Decimal:
    """The unit that the labels of a head state, in 万元; forms that state none are in 万元."""
    for row in rows:
        for cell in row:
            text = normalise(cell.text)
            unit = unit_in_label(text) or printed_unit(text)
            if unit and len(text) <= _LONGEST_LABEL:
                return UNIT_IN_WAN[unit]
    return Decimal(1)


def _money_header(rows: list[Row], at: int) -> list[Column] | None:
    """The columns of a money table whose header ends in this row; None for any other row."""
    labels = [form_label(cell.text) for cell in rows[at]]
    roles = [MONEY_COLUMNS.get(label) for label in labels]
    amounts = {role for role in roles if role in AMOUNTS}
    if len(amounts) < 2 or any(is_figure(normalise(cell.text)) for cell in rows[at]):
        return None
    if at and len(rows[at - 1]) == len(rows[at]):
        # A label over two rows of the header stands in the upper one.
        above = [MONEY_COLUMNS.get(form_label(cell.text)) for cell in rows[at - 1]]
        roles = [role or over for role, over in zip(roles, above, strict=True)]
    first = next(n for n, role in enumerate(roles) if role in AMOUNTS)
    return [
        Column(
            "source" if n < first else role or (BLANK if not label else "other"),
            "%" in normalise(cell.text),
        )
        for n, (role, label, cell) in enumerate(zip(roles, labels, rows[at], strict=True))
    ]


def _columns_beside_total(row: Row) -> list[Column] | None:
    """The columns of a money table without header, by its total and the label beside that.

    Of several totals in a row (of the whole project, of the year) the last is the year's.
    """
    filled = [n for n, cell in enumerate(row) if cell]
    if len(filled) < 2:
        return None
    label, figure = filled[-2:]
    if not is_figure(normalise(row[figure].text)):
        return None
    if not TOTAL_FUNDS.search(form_label(row[label].text)):
        return None
    between = [Column("source")] * (figure - label)
    return [Column("other")] * label + between + [Column("budget")]


def _money(row: Row, columns: list[Column]) -> _Money:
    aligned = align(row, columns)
    cells = {column.role: cell for cell, column in aligned}
    source = cells.pop("source", None)
    name = "" if source is None else _SOURCES_CAPTION.sub("", joined(source.text))
    percent = any(column.percent for column in columns if column.role == "rate")
    return _Money(name, cells, percent)


def _full_marks(row: Row) -> Figure | None:
    """The marks that a header states with its label: 预算执行情况（20分）."""
    for cell in row:
        if stated := _FULL_MARKS.search(normalise(cell.text)):
            return Figure(float(stated[1]), cell)
    return None


def _labelled(row: Row, fields: dict[str, str]) -> list[tuple[str, list[Cell]]]:
    """The fields of a row that have something beside them, each with its cells."""
    found: list[tuple[str, list[Cell]]] = []
    for cell in filter(None, row):
        role = fields.get(form_label(cell.text))
        if role is not None:
            found.append((role, []))
        elif found:
            found[-1][1].append(cell)
    return [(role, cells) for role, cells in found if cells]


def _evaluation(
    form: Form, head: _Head, indicators: list[Indicator], disclosure: Disclosure, number: int
) -> tuple[Evaluation, Figures]:
    total = head.total()
    kind = _kind(form, head)
    figures = Figures()
    initial, adjusted, only, executed = (total.amount(role, head.scale) for role in AMOUNTS)
    if initial is None and kind in (PROJECT_TARGET, DEPARTMENT_TARGET):
        initial = only
    budget = figures.value("budget", adjusted, only, initial)
    spent = figures.value("executed", executed)
    foot = _read_foot(form.foot)
    if kind in (DEPARTMENT_RESULT, DEPARTMENT_TARGET):
        name, theme = _body(head.text("body") or disclosure.agency), None
    else:
        name = joined(head.text("name") or name_in_title(form.title or ""))
        theme = theme_of(name)
    weight = total.marks("weight")
    evaluation = Evaluation(
        disclosure_id=disclosure.disclosure_id,
        evaluation_no=number,
        form=kind,
        name=name,
        department=_body_or_none(head.text("department")),
        unit=_body_or_none(head.text("unit")),
        initial_budget=figures.value("initial_budget", initial),
        adjusted_budget=figures.value("adjusted_budget", adjusted),
        budget=budget,
        executed=spent,
        printed_rate=figures.value("printed_rate", total.rate()),
        execution_rate=spent / budget if budget and spent is not None else None,
        rate_weight=figures.value(
            "rate_weight", weight if weight and weight.value else head.full_marks
        ),
        rate_score=figures.value("rate_score", total.marks("score"), _last(foot.get("rate_score"))),
        deduction=figures.value("deduction", _last(foot.get("deduction"))),
        total_score=figures.value(
            "total_score", _total_score(foot.get("total_score", []), indicators)
        ),
        theme=theme,
        page=form.place.page,
        locator=form.place.locator,
    )
    return evaluation, figures


def _kind(form: Form, head: _Head) -> str:
    roles = {column.role for column in indicator_columns(form.header)}
    is_result = bool(roles & {"actual", "score"})
    whole = names_whole_department(form.title or "")
    if whole or ("body" in head.fields and "name" not in head.fields):
        return DEPARTMENT_RESULT if is_result else DEPARTMENT_TARGET
    return PROJECT_RESULT if is_result else PROJECT_TARGET


def _body(printed: str) -> str:
    """The name of a body, without the codes that a finance system prints before and behind it."""
    return _BODY_CODES.sub("", normalise(printed))


def _body_or_none(printed: str | None) -> str | None:
    return _body(printed) if printed else None


def _read_foot(rows: list[Row]) -> dict[str, list[Figure]]:
    """The figures beside the labels below the indicators; the first of each label counts."""
    found: dict[str, list[Figure]] = {}
    for row in rows:
        for label, cells in _labelled(row, FOOT_FIELDS):
            figures = [
                Figure(float(number), cell)
                for cell in cells
                if (number := parse_number(cell.text)) is not None
            ]
            if figures:
                found.setdefault(label, figures)
    return found


def _last(figures: Sequence[Figure] | None) -> Figure | None:
    return figures[-1] if figures else None


def _total_score(figures: list[Figure], indicators: list[Indicator]) -> Figure | None:
    """The score in the row of totals, where the marks available may stand before it.

    A figure alone in a form without any score is the sum of the marks available.
    """
    if len(figures) == 1 and all(indicator.score is None for indicator in indicators):
        return None
    return _last(figures)


def _funding(
    form: Form, head: _Head, disclosure: Disclosure, number: int
) -> Iterator[tuple[Funding, Figures]]:
    is_target = _kind(form, head) in (PROJECT_TARGET, DEPARTMENT_TARGET)
    for row in head.sources():
        figures = Figures()
        initial, adjusted, only, executed = (row.amount(role, head.scale) for role in AMOUNTS)
        if is_target and initial is None:
            initial = only
        elif adjusted is None:
            adjusted = only
        yield (
            Funding(
                disclosure_id=disclosure.disclosure_id,
                evaluation_no=number,
                source=row.source,
                initial_budget=figures.value("initial_budget", initial),
                adjusted_budget=figures.value("adjusted_budget", adjusted),
                executed=figures.value("executed", executed),
                printed_rate=figures.value("printed_rate", row.rate()),
            ),
            figures,
        )
