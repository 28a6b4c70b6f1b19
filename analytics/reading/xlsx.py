"""Workbooks of 2007 and later (XLSX) to blocks; locators are "Sheet1!B7".

The parts of a workbook are read cell by cell: a library that builds the whole workbook first
takes fifty times its size, fills merged ranges of a million cells, and stops at styles that other
programs write.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Final

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, range_boundaries

from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.reading.limits import CellBudget
from analytics.reading.number_formats import GENERAL, code_of, shown
from analytics.reading.package import Package, attribute, damaged, local_name, release
from analytics.reading.sheets import (
    MAX_COLUMNS,
    Merge,
    Sheet,
    blocks_of_workbook,
    without_text,
)
from analytics.settings import LIMITS, Limits

_COLUMN: Final = re.compile(r"[A-Z]{1,3}(?=\d)")
_TRUE: Final = ("1", "true", "on")
_CARRIAGE_RETURN: Final = "_x000D_"
"""How the format writes a sign that XML has no place for."""


@dataclass(slots=True)
class _Workbook:
    """What the sheets of a workbook share: strings, format codes by style, how days count.

    calculated and formulas count the formulas with a value, and all.
    """

    strings: list[str]
    codes: list[str]
    from_1904: bool
    calculated: int = 0
    formulas: int = 0


def read_xlsx(source_name: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """The blocks of an XLSX workbook: amounts as their cells show them, hidden parts left out.

    Formulas have the values that were last calculated; one without a value is blank. Raises
    UnreadableError for a file that is damaged, larger than the limits allow or without text, and
    for a workbook that was never calculated at all.
    """
    package = Package(content, limits)
    budget = CellBudget(limits)
    try:
        hidden = _hidden_sheets(package)
        blocks = list(blocks_of_workbook(_sheets(package, budget), budget))
    except (ValueError, IndexError):
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


def _hidden_sheets(package: Package) -> list[str]:
    """The names of the sheets that can be shown again; programs hide their own for good."""
    return [
        attribute(sheet, "name")
        for sheet in package.elements(package.main_part(), "sheet")
        if attribute(sheet, "state", "visible") == "hidden"
    ]


def _sheets(package: Package, budget: CellBudget) -> Iterator[Sheet]:
    """The visible worksheets."""
    main = package.main_part()
    related = package.relations(main)
    parts = dict(related.values())
    workbook = _Workbook(
        strings=_strings(package, parts.get("sharedStrings")),
        codes=_codes(package, parts.get("styles")),
        from_1904=any(
            attribute(properties, "date1904") in _TRUE
            for properties in package.elements(main, "workbookPr")
        ),
    )
    for sheet in package.elements(main, "sheet"):
        kind, part = related.get(attribute(sheet, "id"), ("", ""))
        if kind == "worksheet" and attribute(sheet, "state", "visible") == "visible":
            yield _read_sheet(package, part, attribute(sheet, "name"), workbook, budget)
    if workbook.formulas and not workbook.calculated:
        raise UnreadableError(
            f"none of its {workbook.formulas} formulas was ever calculated",
            "open it in a spreadsheet program, save it and supply that file",
        )


def _strings(package: Package, part: str | None) -> list[str]:
    strings: list[str] = []
    if part is not None:
        for item in package.elements(part, "si"):
            strings.append(_text(item))
            release(item)
    return strings


def _text(item: etree._Element) -> str:
    """The text of a string, without the reading aids that may be printed over it."""
    pieces = (
        piece.text or ""
        for piece in item.iter("{*}t")
        if not any(local_name(above) == "rPh" for above in piece.iterancestors())
    )
    return "".join(pieces).replace(_CARRIAGE_RETURN, "").strip()


def _codes(package: Package, part: str | None) -> list[str]:
    """The format code of each style of cells."""
    own: dict[int, str] = {}
    codes: list[str] = []
    if part is not None:
        for element in package.elements(part, "numFmt", "cellXfs"):
            if local_name(element) == "numFmt":
                own[int(attribute(element, "numFmtId"))] = attribute(element, "formatCode")
            else:
                codes = [code_of(int(attribute(style, "numFmtId", "0")), own) for style in element]
    return codes


def _read_sheet(
    package: Package, part: str, name: str, workbook: _Workbook, budget: CellBudget
) -> Sheet:
    sheet = Sheet(name)
    shows_zeros = True
    number = 0
    for element in package.elements(part, "sheetView", "col", "row", "mergeCell"):
        match local_name(element):
            case "sheetView":
                shows_zeros = attribute(element, "showZeros", "1") in _TRUE
            case "col":
                if _is_hidden(element, "width"):
                    last = min(int(attribute(element, "max")), MAX_COLUMNS)
                    sheet.hidden_columns.update(range(int(attribute(element, "min")), last + 1))
            case "row":
                number = int(attribute(element, "r", str(number + 1)))
                if _is_hidden(element, "ht"):
                    sheet.hidden_rows.add(number)
                for column, text in _row_texts(element, workbook, shows_zeros):
                    sheet.texts[number, column] = text
                budget.check(len(sheet.texts))
            case "mergeCell":
                left, top, right, bottom = range_boundaries(attribute(element, "ref"))
                sheet.merges.append(Merge(top, left, bottom, right))
        release(element)
    return sheet


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    return attribute(element, "hidden") in _TRUE or float(attribute(element, size, "1")) == 0


def _row_texts(
    row: etree._Element, workbook: _Workbook, shows_zeros: bool
) -> Iterator[tuple[int, str]]:
    """The columns of a row's filled cells, and what they show."""
    column = 0
    for cell in row.iterchildren("{*}c"):
        reference = _COLUMN.match(attribute(cell, "r"))
        column = column_index_from_string(reference[0]) if reference else column + 1
        text = _shown(cell, workbook, shows_zeros)
        if text:
            yield column, text


def _shown(cell: etree._Element, workbook: _Workbook, shows_zeros: bool) -> str:
    kind = attribute(cell, "t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = (cell.findtext("{*}v") or "").strip()
    if cell.find("{*}f") is not None:
        workbook.formulas += 1
        workbook.calculated += bool(value)
    if not value:
        return ""
    if kind == "s":
        return workbook.strings[int(value)]
    if kind == "b":
        return "TRUE" if value in _TRUE else "FALSE"
    if kind != "n":
        return value.replace(_CARRIAGE_RETURN, "")
    amount = float(value)
    if not isfinite(amount) or (amount == 0 and not shows_zeros):
        return ""
    style = int(attribute(cell, "s", "0"))
    code = workbook.codes[style] if style < len(workbook.codes) else GENERAL
    return shown(amount, code, from_1904=workbook.from_1904)
