"""The two summaries: sides that stand next to each other, each with its labels and amounts."""

from __future__ import annotations

import re
from typing import Final

from analytics.model import (
    EXPENDITURE_TOTAL,
    FISCAL_APPROPRIATION_SUMMARY,
    GRAND_TOTAL,
    REVENUE_TOTAL,
    SECTION_CARRY_OVER,
    SECTION_EXPENDITURE,
    SECTION_REVENUE,
)
from analytics.reading.blocks import Cell
from analytics.recognising.headers import Header
from analytics.recognising.measures import fiscal_summary_measure, is_amount_column
from analytics.recognising.periods import OTHER_PERIOD
from analytics.recognising.readings import Row
from analytics.recognising.statements.cells import Shaped, number_cells
from analytics.recognising.wording import canonical_label

_NO_LABEL: Final = re.compile(rf"^(?:行次?|序号|{OTHER_PERIOD})$")
"""Over columns that neither name rows nor hold amounts of the document's own."""
_GRAND_TOTAL: Final = re.compile(r"^(?:收入|支出)?总计$")
_YEAR_TOTAL: Final = re.compile(r"^(?:本年|当年|本年度)(?:收入|支出)(?:合计|小计|总计)$")
_EITHER_TOTAL: Final = re.compile(r"^(?:收入|支出)?合计$")
_CARRY_OVER_HEAD: Final = re.compile(r"^年初财政拨款结转")
_CARRY_OVER_ITEM: Final = re.compile(r"^(?:一般公共预算|政府性?基金|国有资本经营)")


def two_sided(statement: str, header: Header) -> Shaped | None:
    """Revenue on the left, expenditure on the right: a label and its amounts on each side."""
    starts = _starts(header)
    if len(starts) < 2:
        return None
    sides = zip(starts, [*starts[1:], len(header.paths)], strict=True)
    rows: list[Row] = []
    measures: list[str] = []
    for section, (start, end) in zip((SECTION_REVENUE, SECTION_EXPENDITURE), sides, strict=False):
        columns = _side_columns(statement, section, header, start + 1, end)
        if not columns:
            return None
        measures += [measure for measure in columns if measure not in measures]
        rows += _with_totals(section, _side_rows(section, header.body, start, columns))
    return tuple(measures), rows


def _starts(header: Header) -> list[int]:
    """The columns of labels at which sides begin: the first, and each behind amounts.

    Summaries with more than two sides list expenditure by function first.
    """
    starts: list[int] = []
    below_amounts = True
    for at in range(len(header.paths)):
        leaf = header.leaf(at)
        is_amount = is_amount_column(leaf) or fiscal_summary_measure(leaf) is not None
        if leaf and not is_amount and not _NO_LABEL.match(leaf) and below_amounts:
            starts.append(at)
        if leaf and not _NO_LABEL.match(leaf):
            below_amounts = is_amount
    return starts


def _side_columns(
    statement: str, section: str, header: Header, start: int, end: int
) -> dict[str, int]:
    by_fund = statement == FISCAL_APPROPRIATION_SUMMARY and section == SECTION_EXPENDITURE
    measure_of = fiscal_summary_measure if by_fund else _amount_measure
    columns: dict[str, int] = {}
    for at in range(start, end):
        measure = measure_of(header.leaf(at))
        if measure and measure not in columns:
            columns[measure] = at
    return columns


def _amount_measure(label: str) -> str | None:
    return "amount" if is_amount_column(label) else None


def _with_totals(section: str, rows: list[Row]) -> list[Row]:
    """The rows of a side with the names of its totals, which forms call by several.

    收入合计 is this year's total beside a 总计, and the grand total otherwise.
    """
    labels = [canonical_label(row.label) for row in rows]
    has_grand = any(_GRAND_TOTAL.match(label) for label in labels)
    year_total = REVENUE_TOTAL if section == SECTION_REVENUE else EXPENDITURE_TOTAL
    for row, label in zip(rows, labels, strict=True):
        if _GRAND_TOTAL.match(label):
            row.name = GRAND_TOTAL
        elif _YEAR_TOTAL.match(label):
            row.name = year_total
        elif _EITHER_TOTAL.match(label):
            row.name = year_total if has_grand else GRAND_TOTAL
    return rows


def _side_rows(
    section: str, body: list[list[Cell]], name_at: int, columns: dict[str, int]
) -> list[Row]:
    rows: list[Row] = []
    below_carry_over = False
    for cells in body:
        if name_at >= len(cells) or not cells[name_at]:
            continue
        label = canonical_label(cells[name_at].text)
        row_section = section
        if section == SECTION_REVENUE:
            if below_carry_over and _CARRY_OVER_ITEM.match(label):
                row_section = SECTION_CARRY_OVER
            else:
                below_carry_over = bool(_CARRY_OVER_HEAD.match(label))
        printed = {measure: cells[at] for measure, at in columns.items() if at < len(cells)}
        beyond = _beyond_label(cells, name_at)
        if beyond is not None and list(columns) == ["amount"] and not printed["amount"]:
            printed["amount"] = beyond
        rows.append(
            Row(
                place=cells[name_at].place,
                label=cells[name_at].text,
                section=row_section,
                cells=number_cells(printed),
            )
        )
    return rows


def _beyond_label(cells: list[Cell], name_at: int) -> Cell | None:
    """The cell behind a label that is merged over the columns at its right; None for no such."""
    at = name_at + 1
    while at < len(cells) and cells[at].covered:
        at += 1
    return cells[at] if name_at + 1 < at < len(cells) else None
