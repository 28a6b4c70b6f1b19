"""Tables become files: csv, json, parquet, xlsx.

Text of a document is data wherever the file is opened: a spreadsheet program must never run a
cell such as "=1+1" as a formula.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TextIO

import pyarrow as pa

from analytics.files import written_whole
from analytics.model import CHECKED, MODEL, DisclosureRows
from analytics.recognising.amounts import parse_number, parse_percentage
from analytics.schema import arrow_schema

_RUNS_AS_FORMULA: Final = tuple("=+-@＝＋－＠\t\r\n")
"""What a spreadsheet program takes a text for a formula by, at its beginning."""

_XLSX_ROWS: Final = 1_048_576
_AT_ONCE: Final = 10_000


class ExportError(Exception):
    """A table that cannot be written as asked: the file, what is wrong, what to do."""


def write_table(table: pa.Table, path: Path, format: str) -> None:
    """Writes an Arrow table to a file in one of FORMATS, whole or not at all.

    csv is UTF-8 with a byte order mark; a text that a spreadsheet would run as a formula gets an
    apostrophe in front. xlsx holds numbers as numbers and every text as text. Lists are JSON in
    both. json is a list of objects. Raises ExportError where the file cannot be written or
    cannot hold the table.
    """
    try:
        with written_whole(path) as temporary:
            FORMATS[format](table, temporary)
    except OSError as error:
        raise ExportError(
            f"{path}: cannot be written ({error.strerror}): name a file in a folder that can"
        ) from error
    except _TooManyRowsError as error:
        raise ExportError(f"{path}: {error}") from error


class _TooManyRowsError(ExportError):
    def __init__(self, table: pa.Table) -> None:
        super().__init__(
            f"{table.num_rows} rows are more than a sheet holds: export csv or parquet"
        )


def csv_bytes(table: pa.Table) -> bytes:
    """A table as the bytes of a CSV file; see write_table."""
    text = io.StringIO(newline="")
    _save_csv(table, text)
    return text.getvalue().encode("utf-8-sig")


def document_tables(rows: DisclosureRows) -> dict[str, pa.Table]:
    """All that was read from a document, as tables by their name in the model; no empty ones."""
    tables = {}
    for name in MODEL:
        own = [] if name in CHECKED else rows.rows_of(name)
        if own:
            schema = arrow_schema(name)
            columns = [[getattr(row, field.name) for row in own] for field in schema]
            tables[name] = pa.table(
                [
                    pa.array(values, field.type)
                    for values, field in zip(columns, schema, strict=True)
                ],
                names=schema.names,
            )
    return tables


def _write_csv(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        _save_csv(table, file)


def _save_csv(table: pa.Table, file: TextIO) -> None:
    writer = csv.writer(file)
    writer.writerow(table.column_names)
    writer.writerows([_harmless(_flat(value)) for value in row] for row in _rows(table))


def _write_json(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        between = "[\n"
        for row in _rows(table):
            named = dict(zip(table.column_names, row, strict=True))
            file.write(between)
            json.dump(named, file, ensure_ascii=False, default=datetime.isoformat)
            between = ",\n"
        file.write("\n]\n" if table.num_rows else "[\n\n]\n")


def _write_parquet(table: pa.Table, path: Path) -> None:
    # Only a file of this format needs it.
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, path)


def xlsx_bytes(sheets: Mapping[str, pa.Table]) -> bytes:
    """Tables as the bytes of a workbook, a sheet each under its name; see write_table.

    Raises ExportError where one has more rows than a sheet holds.
    """
    file = io.BytesIO()
    _save_workbook(sheets, file)
    return file.getvalue()


def _write_xlsx(table: pa.Table, path: Path) -> None:
    _save_workbook({"table": table}, path)


def _save_workbook(sheets: Mapping[str, pa.Table], file: Path | io.BytesIO) -> None:
    # Takes longer to import than a page takes to show, and nothing else needs it.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    def cell(sheet: Any, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        written = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        written.data_type = "s"
        return written

    book = Workbook(write_only=True)
    for name, table in sheets.items():
        if table.num_rows >= _XLSX_ROWS:
            raise _TooManyRowsError(table)
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([cell(sheet, column) for column in table.column_names])
        for row in _rows(table):
            sheet.append([cell(sheet, _flat(value)) for value in row])
    book.save(file)


FORMATS: Final[dict[str, Callable[[pa.Table, Path], None]]] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
    "xlsx": _write_xlsx,
    "json": _write_json,
}


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows as Python values, a batch at a time: these take ten times what the table does."""
    for batch in table.to_batches(max_chunksize=_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _flat(value: Any) -> str | float | int | datetime | None:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _harmless(value: Any) -> Any:
    if not isinstance(value, str) or len(value) < 2 or not value.startswith(_RUNS_AS_FORMULA):
        return value
    if parse_number(value) is not None or parse_percentage(value) is not None:
        return value
    return f"'{value}"
