"""A document's blocks written down again in other formats, as offices and converters write them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import NamedTuple

import docx
import openpyxl
import xlwt

from analytics.reading.blocks import Block, Document, Grid, Line
from analytics.recognising.amounts import parse_number


class Merged(NamedTuple):
    """A cell from row and column on (from 0), and how many rows and columns it covers."""

    row: int
    column: int
    down: int
    across: int
    text: str


def merged_cells(grid: Grid) -> Iterator[Merged]:
    """The cells of a grid, each once, in order."""
    taken: set[tuple[int, int]] = set()
    rows = grid.rows
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if (r, c) in taken:
                continue
            across = 1
            while (
                c + across < len(row) and row[c + across].covered and (r, c + across) not in taken
            ):
                across += 1
            down = 1
            while r + down < len(rows) and all(
                rows[r + down][c + x].covered and (r + down, c + x) not in taken
                for x in range(across)
            ):
                down += 1
            taken |= {(r + y, c + x) for y in range(down) for x in range(across)}
            yield Merged(r, c, down, across, cell.text)


def as_html(document: Document) -> bytes:
    """A page as a content system publishes it: a menu, the text, a foot."""
    parts = [
        '<!DOCTYPE html><html><head><meta charset="utf-8"><style>td {padding: 0}</style></head>',
        '<body><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>',
        '</ul><div id="content">',
    ]
    for block in document.blocks:
        if isinstance(block, Line):
            parts.append(f"<p><span>{escape(block.text)}</span></p>")
            continue
        parts.append("<table border=1><tbody>")
        above = -1
        for cell in merged_cells(block):
            parts.append("<tr>" * (cell.row - above))
            above = cell.row
            text = "<br>".join(map(escape, cell.text.splitlines()))
            parts.append(f"<td colspan={cell.across} rowspan={cell.down}>{text or '&nbsp;'}</td>")
        parts.append("</tbody></table>")
    parts.append('</div><div class="foot">主办单位：云溪市人民政府办公室</div></body></html>')
    return "\n".join(parts).encode()


def as_docx(document: Document) -> bytes:
    """A Word document with a paragraph a line and a table a grid."""
    written = docx.Document()
    for block in document.blocks:
        if isinstance(block, Line):
            written.add_paragraph(block.text)
            continue
        width = len(block.rows[0])
        table = written.add_table(len(block.rows), width)
        cells = table._cells  # table.cell() counts through the whole table each time
        for cell in merged_cells(block):
            first = cells[cell.row * width + cell.column]
            if cell.down * cell.across > 1:
                last = (cell.row + cell.down - 1) * width + cell.column + cell.across - 1
                first = first.merge(cells[last])
            first.text = cell.text
    content = io.BytesIO()
    written.save(content)
    return content.getvalue()


def _number_format(text: str) -> str:
    separated = "#,##0" if "," in text else "0"
    _, point, decimals = text.partition(".")
    return separated + point + "0" * len(decimals)


def _number(text: str) -> Decimal | None:
    """The number in a cell that shows nothing but that number in a common format."""
    plain = text.removeprefix("-").replace(",", "").replace(".", "", 1)
    return parse_number(text) if plain.isascii() and plain.isdigit() else None


def _sheets(document: Document) -> Iterator[list[Block]]:
    """The blocks by sheet: the lines above a table, and its grids."""
    sheet: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Line) and sheet and isinstance(sheet[-1], Grid):
            yield sheet
            sheet = []
        sheet.append(block)
    yield sheet


def as_xlsx(document: Document) -> bytes:
    """A workbook with a sheet a table, whose amounts are numbers with a format."""
    book = openpyxl.Workbook(write_only=False)
    book.remove(book.active)
    for blocks in _sheets(document):
        sheet = book.create_sheet()
        row = 1
        for block in blocks:
            if isinstance(block, Line):
                sheet.cell(row, 1, block.text)
                row += 1
                continue
            for merged in merged_cells(block):
                cell = sheet.cell(row + merged.row, 1 + merged.column)
                number = _number(merged.text)
                cell.value = merged.text if number is None else float(number)
                if number is None:
                    cell.data_type = "s"  # "=100%" is no formula
                else:
                    cell.number_format = _number_format(merged.text)
                if merged.down * merged.across > 1:
                    sheet.merge_cells(
                        start_row=cell.row,
                        start_column=cell.column,
                        end_row=cell.row + merged.down - 1,
                        end_column=cell.column + merged.across - 1,
                    )
            row += len(block.rows)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_xls(document: Document) -> bytes:
    """The same as a workbook of before 2007."""
    book = xlwt.Workbook()
    styles = {"": xlwt.XFStyle()}
    for number, blocks in enumerate(_sheets(document), 1):
        sheet = book.add_sheet(f"Sheet{number}")
        row = 0
        for block in blocks:
            if isinstance(block, Line):
                sheet.write(row, 0, block.text)
                row += 1
                continue
            for merged in merged_cells(block):
                value = _number(merged.text)
                code = "" if value is None else _number_format(merged.text)
                if code not in styles:
                    styles[code] = xlwt.easyxf(num_format_str=code)
                sheet.write_merge(
                    row + merged.row,
                    row + merged.row + merged.down - 1,
                    merged.column,
                    merged.column + merged.across - 1,
                    merged.text if value is None else float(value),
                    styles[code],
                )
            row += len(block.rows)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
