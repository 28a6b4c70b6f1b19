"""Workbooks of before 2007 (XLS) to blocks, with xlrd; locators are "Sheet1!B7"."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator
from typing import Final

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet as XlrdSheet

from analytics.reading.blocks import Document
from analytics.reading.compound import damaged
from analytics.reading.errors import UnreadableError
from analytics.reading.limits import CellBudget, too_large
from analytics.reading.number_formats import code_of, shown
from analytics.reading.sheets import Merge, Sheet, blocks_of_workbook, without_text
from analytics.settings import LIMITS, Limits

_DAMAGED: Final = (
    xlrd.XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    ArithmeticError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What xlrd raises for files that are not whole."""
_VISIBLE: Final = 0
_HIDDEN: Final = 1
"""Visibility of a sheet; 2 is for those that only a program can show."""


def read_xls(source_name: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """The blocks of an XLS workbook: amounts as their cells show them, hidden parts left out.

    Raises UnreadableError for a file that is locked, damaged, larger than the limits allow, or
    without text.
    """
    if len(content) > limits.max_unpacked:
        raise too_large(f"the workbook is larger than {limits.max_unpacked / 2**20:g} MB")
    budget = CellBudget(limits)
    hidden: list[str] = []
    try:
        blocks = list(blocks_of_workbook(_sheets(content, budget, hidden), budget))
    except _DAMAGED as error:
        if "encrypted" in str(error):
            raise UnreadableError(
                "the workbook is protected by a password", "save a copy without the password"
            ) from None
        raise damaged() from None
    if not blocks:
        raise without_text(hidden)
    return Document(
        source_name=source_name,
        sha256=hashlib.sha256(content).hexdigest(),
        format="xlsx",
        pages=None,
        blocks=blocks,
        hidden_sheets=hidden,
    )


def _sheets(content: bytes, budget: CellBudget, hidden: list[str]) -> Iterator[Sheet]:
    """The visible worksheets, one in memory at a time; the names of the others go to hidden."""
    with xlrd.open_workbook(
        file_contents=content,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        logfile=io.StringIO(),
    ) as book:
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            if sheet.visibility == _VISIBLE:
                yield _sheet(book, sheet, budget)
            elif sheet.visibility == _HIDDEN:
                hidden.append(sheet.name)
            book.unload_sheet(number)


def _sheet(book: Book, found: XlrdSheet, budget: CellBudget) -> Sheet:
    sheet = Sheet(
        found.name,
        merges=[
            Merge(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in found.merged_cells
        ],
        hidden_rows={row + 1 for row, info in found.rowinfo_map.items() if info.hidden},
        hidden_columns={column + 1 for column, info in found.colinfo_map.items() if info.hidden},
    )
    for row in range(found.nrows):
        for column in range(found.row_len(row)):
            text = _shown(book, found, row, column)
            if text:
                sheet.texts[row + 1, column + 1] = text
        budget.check(len(sheet.texts))
    return sheet


def _shown(book: Book, sheet: XlrdSheet, row: int, column: int) -> str:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value).strip()
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(value, ""))
    if kind not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    if value == 0 and not sheet.show_zero_values:
        return ""
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    own = book.format_map.get(style.format_key)
    code = code_of(style.format_key, {} if own is None else {style.format_key: own.format_str})
    return shown(value, code, from_1904=book.datemode == 1)
