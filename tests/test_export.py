"""Every table as a file of every format, opened again and held against the store."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from made_up import made_up_rows

from analytics import model
from analytics.exporting.tables import FORMATS, ExportError, write_table
from analytics.schema import TABLES
from analytics.store import Source, Store

FORMULAS = ["=1+1", '=HYPERLINK("http://localhost")', "+cmd", "-2+3", "@SUM(A1)", "＝1+1", "\t=1"]
NUMBERS_AS_PRINTED = ["-12.50", "+3", "-1,234.56", "-6.5%", "-"]


def in_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def in_xlsx(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


def flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


@pytest.fixture
def filled(store: Store) -> Store:
    rows = made_up_rows(b"one")
    rows.disclosure.unread_pages = [3, 17]
    store.put(rows, Source("one.txt", b"one", "1"))
    return store


@pytest.mark.parametrize("name", TABLES)
class TestEveryTable:
    def test_csv(self, name: str, filled: Store, tmp_path: Path) -> None:
        table, path = filled.arrow(name), tmp_path / "t.csv"
        write_table(table, path, "csv")

        header, *rows = in_csv(path)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert header == table.column_names
        assert rows == [
            ["" if value is None else str(flat(value)) for value in row.values()]
            for row in table.to_pylist()
        ]

    def test_xlsx(self, name: str, filled: Store, tmp_path: Path) -> None:
        table, path = filled.arrow(name), tmp_path / "t.xlsx"
        write_table(table, path, "xlsx")

        header, *rows = in_xlsx(path)
        assert list(header) == table.column_names
        for row, expected in zip(rows, table.to_pylist(), strict=True):
            for value, wanted in zip(row, map(flat, expected.values()), strict=True):
                if hasattr(wanted, "microsecond"):
                    assert abs((value - wanted).total_seconds()) < 0.001
                else:
                    assert value == wanted and type(value) in (type(wanted), int, float)

    def test_parquet(self, name: str, filled: Store, tmp_path: Path) -> None:
        table, path = filled.arrow(name), tmp_path / "t.parquet"
        write_table(table, path, "parquet")
        assert pyarrow.parquet.read_table(path).equals(table)

    def test_json(self, name: str, filled: Store, tmp_path: Path) -> None:
        table, path = filled.arrow(name), tmp_path / "t.json"
        write_table(table, path, "json")
        expected = json.loads(json.dumps(table.to_pylist(), default=lambda when: when.isoformat()))
        assert json.loads(path.read_text(encoding="utf-8")) == expected


class TestCells:
    def test_amounts_are_numbers_and_codes_are_text_in_xlsx(
        self, filled: Store, tmp_path: Path
    ) -> None:
        path = tmp_path / "t.xlsx"
        write_table(filled.arrow("line_items"), path, "xlsx")
        sheet = openpyxl.load_workbook(path).active
        cells = dict(zip((cell.value for cell in sheet[1]), sheet[3], strict=True))
        assert (cells["amount"].value, cells["amount"].data_type) == (1234.56, "n")
        assert (cells["code"].value, cells["code"].data_type) == ("210", "s")

    def test_lists_are_json_text_in_csv_and_xlsx(self, filled: Store, tmp_path: Path) -> None:
        write_table(filled.arrow("disclosures"), tmp_path / "t.csv", "csv")
        write_table(filled.arrow("disclosures"), tmp_path / "t.xlsx", "xlsx")
        assert in_csv(tmp_path / "t.csv")[1][-1] == "[3, 17]"
        assert in_xlsx(tmp_path / "t.xlsx")[1][-1] == "[3, 17]"

    def test_a_blank_is_not_a_zero(self, filled: Store, tmp_path: Path) -> None:
        write_table(filled.arrow("funding"), tmp_path / "t.csv", "csv")
        assert in_csv(tmp_path / "t.csv")[2][2:] == ["上年结转资金", "0.0", "0.0", "0.0", ""]

    @pytest.mark.parametrize("text", FORMULAS)
    def test_no_text_runs_as_a_formula(self, text: str, tmp_path: Path) -> None:
        table = pa.table({"reason": [text]})
        write_table(table, tmp_path / "t.csv", "csv")
        write_table(table, tmp_path / "t.xlsx", "xlsx")

        assert in_csv(tmp_path / "t.csv")[1] == [f"'{text}"]
        cell = openpyxl.load_workbook(tmp_path / "t.xlsx").active["A2"]
        assert (cell.value, cell.data_type) == (text, "s")

    @pytest.mark.parametrize("text", [*NUMBERS_AS_PRINTED, "全年=12个月", "a@b"])
    def test_other_text_stays_as_printed(self, text: str, tmp_path: Path) -> None:
        write_table(pa.table({"raw": [text]}), tmp_path / "t.csv", "csv")
        assert in_csv(tmp_path / "t.csv")[1] == [text]

    def test_text_with_line_breaks_commas_and_quotes(self, tmp_path: Path) -> None:
        text = '一、收入，"其中"\n二、支出,余额'
        for format in FORMATS:
            write_table(pa.table({"reason": [text]}), tmp_path / f"t.{format}", format)
        assert in_csv(tmp_path / "t.csv")[1] == [text]
        assert in_xlsx(tmp_path / "t.xlsx")[1] == (text,)

    def test_characters_that_a_sheet_cannot_hold_are_left_out(self, tmp_path: Path) -> None:
        write_table(pa.table({"reason": ["支\x0b出"]}), tmp_path / "t.xlsx", "xlsx")
        assert in_xlsx(tmp_path / "t.xlsx")[1] == ("支出",)


class TestEmptyTables:
    @pytest.mark.parametrize("format", FORMATS)
    @pytest.mark.parametrize("name", TABLES)
    def test_have_their_columns(self, name: str, format: str, store: Store, tmp_path: Path) -> None:
        store.log(Source("x", None, "1"), model.FAILED, "is empty: supply it again")
        table, path = store.arrow(name).slice(0, 0), tmp_path / f"t.{format}"
        write_table(table, path, format)
        match format:
            case "csv":
                assert in_csv(path) == [table.column_names]
            case "xlsx":
                assert in_xlsx(path) == [tuple(table.column_names)]
            case "parquet":
                assert pyarrow.parquet.read_schema(path).equals(table.schema)
            case "json":
                assert json.loads(path.read_text(encoding="utf-8")) == []


class TestFiles:
    def test_a_file_of_that_name_is_replaced(self, filled: Store, tmp_path: Path) -> None:
        path = tmp_path / "t.csv"
        path.write_text("old")
        write_table(filled.arrow("funding"), path, "csv")
        assert len(in_csv(path)) == 3
        assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["t.csv"]

    @pytest.mark.parametrize("format", FORMATS)
    def test_where_writing_fails_the_old_file_stays(
        self, format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(table: pa.Table, path: Path) -> None:
            path.write_text("half")
            raise OSError(28, "No space left on device")

        path = tmp_path / f"t.{format}"
        path.write_text("old")
        monkeypatch.setitem(FORMATS, format, fail)
        with pytest.raises(ExportError) as raised:
            write_table(pa.table({"a": [1]}), path, format)
        assert str(raised.value) == (
            f"{path}: cannot be written (No space left on device): name a file in a folder that can"
        )
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.parametrize("format", FORMATS)
    def test_a_folder_that_is_not_there(self, format: str, tmp_path: Path) -> None:
        with pytest.raises(ExportError, match="No such file or directory"):
            write_table(pa.table({"a": [1]}), tmp_path / "gone" / "t", format)

    def test_more_rows_than_a_sheet_holds(self, tmp_path: Path) -> None:
        table = pa.table({"a": range(1_048_576)})
        with pytest.raises(ExportError, match="1048576 rows are more than a sheet holds"):
            write_table(table, tmp_path / "t.xlsx", "xlsx")
        assert list(tmp_path.iterdir()) == []
