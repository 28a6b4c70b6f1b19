"""Declared corrections: which cell, the printed value expected, the right one, and why."""

from __future__ import annotations

import dataclasses
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from made_up import made_up_rows, made_up_text

from analytics.documents import read_disclosure
from analytics.ingesting import Outcome, ingest_file
from analytics.model import DisclosureRows, LineItem
from analytics.reconciling import corrections as declared
from analytics.reconciling.corrections import (
    Correction,
    CorrectionsError,
    FormCell,
    TableCell,
    apply_corrections,
    correction_for,
    read_corrections,
)
from analytics.store import Store

SHAOXING = "shaoxing-2023-final_accounts"
MISPRINTED = made_up_text().replace("行政运行\t1,234.56".encode(), "行政运行\t1,284.56".encode())
"""行政运行 (2101501) prints a total of 1,284.56 where its 款 and its columns say 1,234.56."""


def entry(**changes: Any) -> dict[str, Any]:
    """An entry of the file that is right, with changes; a key changed to None is left out."""
    whole = {
        "document": SHAOXING,
        "cell": {"statement": "expenditure", "code": 2101501, "measure": "total"},
        "printed": "1,284.56",
        "value": 1234.56,
        "reason": "the row's columns and its class add up to 1,234.56",
        "source": "the explanation of the same document",
        "by": "A. Reader, 2024-05-01",
    } | changes
    return {key: value for key, value in whole.items() if value is not None}


def written(path: Path, *entries: Any) -> Path:
    path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
    return path


def corrections(folder: Path, *entries: Any) -> tuple[Correction, ...]:
    return read_corrections(written(folder / "corrections.yml", *entries))


def rows_with(folder: Path, content: bytes, *entries: Any) -> DisclosureRows:
    return read_disclosure(Path("m.txt"), content, corrections(folder, *entries))


def cell(rows: DisclosureRows, code: str = "2101501", measure: str = "total") -> LineItem:
    (item,) = (each for each in rows.line_items if (each.code, each.measure) == (code, measure))
    return item


def status(rows: DisclosureRows) -> str:
    (table,) = (each for each in rows.tables if each.statement == "expenditure")
    return table.status


class TestApplied:
    def test_the_amount_is_the_right_one_and_raw_stays_as_printed(self, tmp_path: Path) -> None:
        item = cell(rows_with(tmp_path, MISPRINTED, entry()))
        assert (item.amount, item.raw, item.repaired) == (1234.56, "1,284.56", "corrected")

    def test_the_table_adds_up_after_it_and_says_that_it_was_mended(self, tmp_path: Path) -> None:
        assert status(rows_with(tmp_path, MISPRINTED)) == "open"
        assert status(rows_with(tmp_path, MISPRINTED, entry())) == "repaired"

    def test_no_other_cell_is_touched(self, tmp_path: Path) -> None:
        before = rows_with(tmp_path, MISPRINTED)
        after = rows_with(tmp_path, MISPRINTED, entry())
        assert [
            (new.code, new.measure)
            for old, new in zip(before.line_items, after.line_items, strict=True)
            if old != new
        ] == [("2101501", "total")]

    def test_a_cell_named_by_its_row_s_name(self, tmp_path: Path) -> None:
        named = {"statement": "expenditure", "name": "行政运行", "measure": "total"}
        assert cell(rows_with(tmp_path, MISPRINTED, entry(cell=named))).amount == 1234.56

    def test_a_document_named_by_its_hash_is_meant_in_that_version_alone(
        self, tmp_path: Path
    ) -> None:
        only = entry(document=hashlib.sha256(MISPRINTED).hexdigest())
        assert cell(rows_with(tmp_path, MISPRINTED, only)).repaired == "corrected"
        assert cell(rows_with(tmp_path, MISPRINTED + b"\n", only)).repaired is None

    def test_values_are_in_the_unit_of_the_table(self, tmp_path: Path) -> None:
        """1,284.56 元 are 0.128456 万元."""
        in_yuan = MISPRINTED.replace("金额单位：万元".encode(), "金额单位：元".encode())
        item = cell(rows_with(tmp_path, in_yuan, entry()))
        assert (item.amount, item.repaired) == (0.123456, "corrected")

    def test_a_form_s_figure_takes_what_follows_from_it_along(self, tmp_path: Path) -> None:
        """7.81 of 120 万元 were spent; the 120 should read 12, so that the rate is 65.08 %."""
        (evaluation,) = made_up_rows(b"").evaluations
        form = entry(
            cell={"evaluation_no": 1, "column": "adjusted_budget"}, printed=120, value="12.0"
        )
        remarks = apply_corrections(corrections(tmp_path, form), [], [evaluation])
        assert remarks == ["1 figure corrected"]
        assert evaluation.adjusted_budget == evaluation.budget == 12.0
        assert evaluation.initial_budget == 100.0
        assert evaluation.execution_rate == pytest.approx(0.650833, abs=1e-6)

    def test_a_form_that_prints_one_budget_has_one_cell_for_it(self, tmp_path: Path) -> None:
        (evaluation,) = made_up_rows(b"").evaluations
        evaluation.adjusted_budget, evaluation.budget = None, 100.0
        form = entry(cell={"evaluation_no": 1, "column": "budget"}, printed=100, value=10)
        apply_corrections(corrections(tmp_path, form), [], [evaluation])
        assert (evaluation.initial_budget, evaluation.budget) == (10.0, 10.0)


class TestNotApplied:
    @pytest.mark.parametrize(
        ("content", "changes", "why"),
        [
            # The source was corrected since: the misprint that the entry expects is gone.
            (made_up_text(), {}, "it prints 1234.56, not 1284.56"),
            (MISPRINTED, {"printed": 1248.56}, "it prints 1284.56, not 1248.56"),
            (
                MISPRINTED,
                {"cell": {"statement": "expenditure", "code": "2101599", "measure": "total"}},
                "there is no such cell",
            ),
        ],
    )
    def test_it_is_said_why(
        self, content: bytes, changes: dict[str, Any], why: str, tmp_path: Path
    ) -> None:
        rows = rows_with(tmp_path, content, entry(**changes))
        assert rows.line_items == rows_with(tmp_path, content).line_items
        (remark,) = rows.remarks
        assert remark.startswith("the correction of expenditure 21015")
        assert remark.endswith(f"is not applied: {why}")

    def test_two_cells_that_print_the_value_leave_open_which_is_meant(self, tmp_path: Path) -> None:
        rows = read_disclosure(Path("m.txt"), MISPRINTED, ())
        twice = [cell(rows), dataclasses.replace(cell(rows), economic_code="301")]
        declared_once = corrections(tmp_path, entry())
        (remark,) = apply_corrections(declared_once, [("万元", twice)], [])
        assert remark.endswith("is not applied: 2 cells print 1284.56")

        told = {"statement": "expenditure", "code": 2101501, "economic_code": 301}
        declared_apart = corrections(tmp_path, entry(cell=told | {"measure": "total"}))
        apply_corrections(declared_apart, [("万元", twice)], [])
        assert [item.amount for item in twice] == [1284.56, 1234.56]

    def test_corrections_of_other_documents_are_not_spoken_of(self, tmp_path: Path) -> None:
        other = entry(document="ningbo-2023-final_accounts")
        assert rows_with(tmp_path, MISPRINTED, other).remarks == []


class TestIngested:
    def ingest(self, monkeypatch: pytest.MonkeyPatch, store: Store, path: Path) -> Outcome:
        """As a process does that starts now, and so reads the file of corrections anew."""
        monkeypatch.setattr(declared, "DECLARED", path.with_name("corrections.yml"))
        declared.declared_corrections.cache_clear()
        try:
            return ingest_file(path, store)
        finally:
            declared.declared_corrections.cache_clear()

    def test_a_document_is_read_anew_when_its_corrections_change(
        self, monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
    ) -> None:
        document = tmp_path / "m.txt"
        document.write_bytes(MISPRINTED)
        assert self.ingest(monkeypatch, store, document).message == f"stored as {SHAOXING}"

        written(tmp_path / "corrections.yml", entry(document="ningbo-2023-final_accounts"))
        assert self.ingest(monkeypatch, store, document).status == "skipped"

        written(tmp_path / "corrections.yml", entry())
        corrected = self.ingest(monkeypatch, store, document)
        assert corrected.message == f"read anew as {SHAOXING}; 1 figure corrected"
        assert store.table("line_items")["amount"].max() == 1234.56
        assert self.ingest(monkeypatch, store, document).status == "skipped"

        (tmp_path / "corrections.yml").unlink()
        assert self.ingest(monkeypatch, store, document).status == "replaced"
        assert store.table("line_items")["amount"].max() == 1284.56

    def test_a_source_corrected_since_is_taken_as_it_is(
        self, monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
    ) -> None:
        document = tmp_path / "m.txt"
        document.write_bytes(made_up_text())
        written(tmp_path / "corrections.yml", entry())
        outcome = self.ingest(monkeypatch, store, document)
        assert outcome.message == (
            f"stored as {SHAOXING}; the correction of expenditure 2101501 total is not applied:"
            " it prints 1234.56, not 1284.56"
        )
        assert outcome.tables["closed"] == 1

    def test_a_file_that_is_wrong_stops_it_all(
        self, monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
    ) -> None:
        document = tmp_path / "m.txt"
        document.write_bytes(MISPRINTED)
        written(tmp_path / "corrections.yml", entry(value="much"))
        with pytest.raises(CorrectionsError):
            self.ingest(monkeypatch, store, document)


class TestCorrectionFor:
    """What a view shows beside a figure: the reason, as the file gives it."""

    def test_a_corrected_figure_leads_to_its_reason(self, tmp_path: Path) -> None:
        (correction,) = made = corrections(tmp_path, entry())
        rows = rows_with(tmp_path, MISPRINTED, entry())
        figure = dataclasses.asdict(cell(rows))
        assert correction_for(figure, rows.disclosure.sha256, made) == correction
        assert correction.reason == "the row's columns and its class add up to 1,234.56"

    def test_a_figure_as_printed_has_none(self, tmp_path: Path) -> None:
        made = corrections(tmp_path, entry())
        rows = rows_with(tmp_path, MISPRINTED)
        sha256 = rows.disclosure.sha256
        assert correction_for(dataclasses.asdict(cell(rows)), sha256, made) is None
        other = dataclasses.asdict(cell(rows, measure="basic"))
        assert correction_for(other, sha256, made) is None

    def test_an_id_that_the_store_had_to_tell_apart(self, tmp_path: Path) -> None:
        (correction,) = made = corrections(tmp_path, entry())
        figure = dataclasses.asdict(cell(rows_with(tmp_path, MISPRINTED, entry())))
        figure["disclosure_id"] += "-0123abcd"
        assert correction_for(figure, "", made) == correction

    def test_a_form_s_figure(self, tmp_path: Path) -> None:
        form = entry(cell={"evaluation_no": 1, "column": "executed"}, printed=7.81, value=78.1)
        (correction,) = made = corrections(tmp_path, form)
        source = {"disclosure_id": SHAOXING, "evaluation_no": 1, "measure": "executed"}
        assert correction_for(source | {"amount": 78.1}, "", made) == correction
        assert correction_for(source | {"amount": 7.81}, "", made) is None


class TestFile:
    def test_the_shipped_one_declares_none_and_its_examples_are_right(self, tmp_path: Path) -> None:
        assert read_corrections(declared.DECLARED) == ()
        text = declared.DECLARED.read_text(encoding="utf-8")
        examples = text[text.index("# - document") :].replace("\n#", "\n").removeprefix("#")
        path = tmp_path / "examples.yml"
        path.write_text(examples, encoding="utf-8")
        table, form = read_corrections(path)
        assert table.cell == TableCell("expenditure", "total", code="2101501")
        assert (table.printed, table.value) == (Decimal("144.39"), Decimal("140.39"))
        assert form.cell == FormCell(3, "executed")

    def test_one_that_is_not_there_declares_none(self, tmp_path: Path) -> None:
        assert read_corrections(tmp_path / "gone.yml") == ()

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"document": None}, "document: is missing"),
            ({"reason": " "}, "reason: must be a text"),
            ({"by": ["A"]}, "by: must be a text"),
            ({"printed": None}, "printed: is missing"),
            ({"printed": "—"}, "printed: '—' is no number"),
            ({"value": True}, "value: True is no number"),
            ({"valeu": 3}, "valeu: is none of document, reason, source, by, cell, printed, value"),
            ({"cell": "B7"}, "cell: must name statement, code or name, and measure"),
            (
                {"cell": {"statement": "expenditure", "measure": "total"}},
                "cell.code: is missing, and so is cell.name",
            ),
            (
                {"cell": {"statement": "spending", "code": 210, "measure": "total"}},
                "cell.statement: 'spending' is none of revenue_expenditure_summary, ",
            ),
            (
                {"cell": {"statement": "state_capital", "code": 210, "measure": "amount"}},
                "cell.measure: 'amount' is none of total, basic, project",
            ),
            ({"cell": {"statement": "revenue", "row": 4}}, "cell.row: is none of statement, "),
            (
                {"cell": {"evaluation_no": 0, "column": "executed"}},
                "cell.evaluation_no: must count from 1, not 0",
            ),
            (
                {"cell": {"evaluation_no": 1, "column": "theme"}},
                "cell.column: 'theme' is none of initial_budget, ",
            ),
            ({}, "cell: is corrected by entry 1 already"),
        ],
    )
    def test_what_is_wrong_is_one_line_that_names_the_entry_and_the_key(
        self, changes: dict[str, Any], said: str, tmp_path: Path
    ) -> None:
        path = written(tmp_path / "corrections.yml", entry(), entry(**changes))
        with pytest.raises(CorrectionsError) as error:
            read_corrections(path)
        assert str(error.value).startswith(f"{path}: entry 2: {said}")
        assert "\n" not in str(error.value)

    @pytest.mark.parametrize(
        ("text", "said"),
        [("document: [", "cannot be read"), ("document: x", "holds no list"), ("\x00", "cannot")],
    )
    def test_a_file_that_is_no_list_of_entries(self, text: str, said: str, tmp_path: Path) -> None:
        path = tmp_path / "corrections.yml"
        path.write_text(text)
        with pytest.raises(CorrectionsError) as error:
            read_corrections(path)
        assert said in str(error.value)
        assert "\n" not in str(error.value)
