"""Every chart as a file of every format, opened again: its words, its sources, its figures."""

from __future__ import annotations

import csv
import io
import re
import threading
import unicodedata
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pypdfium2
import pytest
from choreographer.browsers.chromium import Chromium
from kaleido import Kaleido
from PIL import Image
from stores import store_of_originals
from test_export import FORMULAS

from analytics.charts.style import drawn
from analytics.comparing.scope import EVERYTHING, Scope
from analytics.exporting import charts
from analytics.exporting.charts import (
    NoChromiumError,
    chart_bytes,
    credit_lines,
    data_bytes,
)
from analytics.exporting.exhibit import Exhibit
from analytics.exporting.exhibits import EXHIBITS, execution_strip, share_of_basic
from analytics.exporting.tables import ExportError
from analytics.findings.low_execution import ranked
from analytics.language import ENGLISH
from analytics.store import Store

MADE_ON = date(2024, 11, 5)
ROWS = {
    "personnel_of_basic": 5,
    "personnel_of_total": 5,
    "personnel_of_own_running_cost": 5,
    "execution": 67,
    "execution_by_theme": 67,
    "execution_bodies": 4,
    "execution_revisions": 18,
    "execution_programmes": 12,
    "three_public": 9,
    "low_execution": 29,
}

needs_chromium = pytest.mark.skipif(
    not charts.has_chromium(), reason="there is no Chromium on this machine"
)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def exhibits(originals: Store) -> dict[str, Exhibit]:
    made = [exhibit(originals, EVERYTHING, ENGLISH) for exhibit in EXHIBITS]
    return {exhibit.name: exhibit for exhibit in made if exhibit is not None}


@pytest.fixture
def no_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: None)


def words_of_pdf(content: bytes) -> str:
    """The text of a PDF's only page, without its breaks, look-alike radicals as characters."""
    (page,) = pypdfium2.PdfDocument(content)
    return without_breaks(page.get_textpage().get_text_range())


def without_breaks(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def assert_stands_alone(words: str) -> None:
    """Title, unit, note, documents and date of the share of basic expenditure."""
    for said in (
        "Personnel as a share of basic expenditure 基本支出",
        "Personnel 人员经费 / basic expenditure 基本支出, %",
        "Hatched: a budget, money planned and not spent.",
        "Documents: 鄂州市医疗保障服务中心 2022 Final accounts 决算",
        "洛阳市瀍河回族区医疗保障局 2023 Final accounts 决算",
        "Made on 2024-11-05",
    ):
        assert without_breaks(said) in without_breaks(words)


class TestPictures:
    pytestmark = needs_chromium

    @pytest.mark.parametrize("name", ROWS)
    def test_every_chart_as_png(self, name: str, exhibits: dict[str, Exhibit]) -> None:
        with Image.open(io.BytesIO(exhibits[name].as_bytes("png"))) as picture:
            assert picture.format == "PNG"
            assert picture.width == 2000
            colours = picture.convert("RGB").getcolors(picture.width * picture.height)
        assert colours is not None and len(colours) > 20
        assert max(colours)[1] == (255, 255, 255), "on white, wherever it is put"

    def test_svg_has_its_words_as_text(self, exhibits: dict[str, Exhibit]) -> None:
        svg = exhibits["personnel_of_basic"].as_bytes("svg", made_on=MADE_ON).decode()
        assert_stands_alone(re.sub("<[^>]*>", "", svg))
        assert "Noto Sans CJK SC" in svg
        assert svg.startswith("<svg")

    def test_pdf_has_its_words_as_text_and_holds_its_letters(
        self, exhibits: dict[str, Exhibit]
    ) -> None:
        pdf = exhibits["personnel_of_basic"].as_bytes("pdf", made_on=MADE_ON)
        assert_stands_alone(words_of_pdf(pdf))
        assert b"/FontFile" in pdf

    def test_several_threads_get_their_own_chart(self, exhibits: dict[str, Exhibit]) -> None:
        drawn: dict[str, bytes] = {}
        names = ["personnel_of_basic", "execution", "three_public"]
        threads = [
            threading.Thread(
                target=lambda of=name: drawn.update({of: exhibits[of].as_bytes("svg")})
            )
            for name in names
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        titles = ("Personnel as a share of basic", "How much of each", "from year to year")
        for name, title in zip(names, titles, strict=True):
            assert title in drawn[name].decode()

    def test_what_cannot_be_drawn_is_told_in_a_line_and_the_next_is_drawn(
        self, exhibits: dict[str, Exhibit], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_: object, **__: object) -> None:
            raise RuntimeError("the browser closed")

        with monkeypatch.context() as patched:
            patched.setattr(Kaleido, "calc_fig", fail)
            with pytest.raises(ExportError) as raised:
                exhibits["execution"].as_bytes("svg")
        assert str(raised.value) == (
            "Chromium drew no picture (the browser closed): try again, or take html"
        )
        assert exhibits["execution"].as_bytes("svg").startswith(b"<svg")


class TestWithoutChromium:
    @pytest.mark.parametrize("format", charts.PICTURE_FORMATS)
    def test_a_picture_is_refused_in_one_line(
        self, format: str, no_chromium: None, exhibits: dict[str, Exhibit]
    ) -> None:
        with pytest.raises(NoChromiumError) as raised:
            exhibits["execution"].as_bytes(format)
        assert str(raised.value) == (
            "there is no Chromium to draw pictures with: install it (Debian: apt-get install"
            " chromium), or take html"
        )

    def test_html_is_there(self, no_chromium: None, exhibits: dict[str, Exhibit]) -> None:
        assert charts.formats() == ("html",)
        assert exhibits["execution"].as_bytes("html").startswith(b"<!doctype html>")


class TestHtml:
    def test_it_holds_its_words_and_asks_nobody(self, exhibits: dict[str, Exhibit]) -> None:
        page = exhibits["personnel_of_basic"].as_bytes("html", made_on=MADE_ON).decode()
        words = re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), page)
        assert_stands_alone(words.replace("<br>", " "))
        assert "<title>Personnel as a share of basic expenditure 基本支出</title>" in page
        assert not re.search(r'<(script|link|img)[^>]*(src|href)="', page)

    def test_an_agency_s_name_is_never_markup(self) -> None:
        figure = drawn([], {}, title="一般", subtitle="万元", note="Source: none.", plot=100)
        documents = pd.DataFrame(
            {
                "agency": ["<script>alert(1)</script>"],
                "fiscal_year": [2023],
                "kind": ["budget"],
                "source_name": ["a.pdf"],
            }
        )
        lines = credit_lines(documents, MADE_ON, ENGLISH)
        assert b"<script>alert" not in chart_bytes(figure, "html", lines)


class TestData:
    @pytest.mark.parametrize("name", ROWS)
    def test_csv_has_a_row_a_figure(self, name: str, exhibits: dict[str, Exhibit]) -> None:
        content = exhibits[name].as_bytes("csv")
        assert content.startswith(b"\xef\xbb\xbf")
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert len(rows) == ROWS[name]
        assert len(header) == len(exhibits[name].data.columns)

    @pytest.mark.parametrize("name", ROWS)
    def test_xlsx_has_data_sources_and_words(self, name: str, exhibits: dict[str, Exhibit]) -> None:
        exhibit = exhibits[name]
        book = openpyxl.load_workbook(io.BytesIO(exhibit.as_bytes("xlsx", made_on=MADE_ON)))
        assert book.sheetnames == ["data", "sources", "about"]
        assert book["data"].max_row == ROWS[name] + 1
        assert book["sources"].max_row == len(exhibit.printed()) + 1 > ROWS[name]
        about = dict(book["about"].iter_rows(min_row=2, values_only=True))
        assert about["made on"] == "2024-11-05"

    def test_units_stand_in_the_header_over_numbers(self, exhibits: dict[str, Exhibit]) -> None:
        """鄂州: personnel 619.93 of 813.91 万元."""
        book = openpyxl.load_workbook(io.BytesIO(exhibits["personnel_of_basic"].as_bytes("xlsx")))
        sheet = book["data"]
        rows = {
            row[0].value: dict(zip((cell.value for cell in sheet[1]), row, strict=True))
            for row in sheet.iter_rows(min_row=2)
        }
        ezhou = next(row for key, row in rows.items() if key.startswith("ezhou"))
        assert ezhou["denominator (万元)"].value == 813.91
        assert ezhou["denominator (万元)"].data_type == "n"
        assert ezhou["share (ratio)"].value == pytest.approx(
            ezhou["personnel (万元)"].value / 813.91
        )

    def test_sources_name_the_file_its_hash_and_the_place(
        self, exhibits: dict[str, Exhibit], originals: Store
    ) -> None:
        printed = exhibits["personnel_of_basic"].printed()
        hashes = originals.table("disclosures")["sha256"]
        assert set(printed["sha256"]) == set(hashes)
        assert set(printed["quantity"]) == {"personnel_of_basic"}
        assert printed[["source_name", "raw", "page", "locator"]].notna().all(axis=None)

    def test_every_figure_has_its_unit(self, exhibits: dict[str, Exhibit]) -> None:
        """A column of floats without a unit is a figure that nobody can use."""
        for exhibit in exhibits.values():
            floats = exhibit.data.select_dtypes("float64").columns
            assert set(floats) - set(charts.UNITS) <= {"score", "year"}, exhibit.name

    @pytest.mark.parametrize("text", FORMULAS)
    def test_no_text_runs_as_a_formula(self, text: str) -> None:
        frame = pd.DataFrame({"name": [text], "amount": [-1.5]})
        rows = list(csv.reader(io.StringIO(data_bytes(frame, "csv", {}).decode("utf-8-sig"))))
        assert rows == [["name", "amount (万元)"], [f"'{text}", "-1.5"]]
        sheets = openpyxl.load_workbook(io.BytesIO(data_bytes(frame, "xlsx", {"sources": frame})))
        for sheet in sheets:
            name, amount = sheet[2]
            assert (name.value, name.data_type) == (text, "s")
            assert (amount.value, amount.data_type) == (-1.5, "n")


class TestExhibits:
    def test_files_are_written_under_the_exhibit_s_name(
        self, exhibits: dict[str, Exhibit], tmp_path: Path
    ) -> None:
        written = exhibits["execution"].write(tmp_path / "new", ["html", "csv", "xlsx"])
        assert [path.name for path in written] == [
            "execution.html",
            "execution.csv",
            "execution.xlsx",
        ]
        assert sorted((tmp_path / "new").iterdir()) == sorted(written)

    def test_a_folder_that_cannot_be_written_to_is_told_in_a_line(
        self, exhibits: dict[str, Exhibit], tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(ExportError, match=r"cannot be written .*: name a folder that can"):
            exhibits["execution"].write(tmp_path / "file", ["csv"])

    def test_one_city_alone(self, originals: Store) -> None:
        ezhou = "ezhou-yiliaobaozhang-fuwuzhongxin-2022-final_accounts"
        exhibit = share_of_basic(originals, Scope(disclosure_ids=(ezhou,)))
        assert exhibit is not None
        assert len(exhibit.data) == len(exhibit.documents) == 1
        assert exhibit.warnings == []

    def test_budgets_beside_final_accounts_are_warned_of(
        self, exhibits: dict[str, Exhibit]
    ) -> None:
        assert "A budget states what was planned" in exhibits["personnel_of_basic"].warnings[0]

    def test_nothing_printed_is_no_exhibit(self, originals: Store) -> None:
        assert execution_strip(originals, Scope(kinds=("budget",))) is None

    def test_the_data_are_those_of_the_comparison(
        self, exhibits: dict[str, Exhibit], originals: Store
    ) -> None:
        pd.testing.assert_frame_equal(exhibits["low_execution"].data, ranked(originals))
