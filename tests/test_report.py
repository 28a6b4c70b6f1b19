"""The report: what a reader finds in it, as a page and as printed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from choreographer.browsers.chromium import Chromium
from stores import Body, store_of, store_of_originals
from test_cli import call

from analytics import model
from analytics.exporting import charts, printing, report
from analytics.exporting.report import report_page, scope_of, write_report
from analytics.exporting.tables import ExportError
from analytics.findings.checking import check, unchecked
from analytics.findings.register import decide, reviewed
from analytics.language import CHINESE
from analytics.store import Source, Store

MADE_ON = date(2024, 11, 5)
needs_chromium = pytest.mark.skipif(
    not charts.has_chromium(), reason="there is no Chromium on this machine"
)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = store_of_originals(tmp_path_factory.mktemp("store"))
    check(store)
    return store


@pytest.fixture(scope="module")
def page(originals: Store) -> str:
    return report_page(originals, made_on=MADE_ON)


@pytest.fixture
def no_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: None)


def words(page: str) -> str:
    """What stands on a page beside its charts."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]*>", " ", bare)).split())


def section(page: str, heading: str) -> str:
    (text,) = re.findall(rf"<h2>{heading}.*?</h2>(.*?)(?=<h2>|</body>)", page, re.DOTALL)
    return words(text)


class TestPage:
    def test_it_says_what_was_compared_when(self, page: str) -> None:
        said = words(page)
        assert "5 disclosures, compared on 2024-11-05" in said
        assert "A budget states what was planned, final accounts what was spent" in said

    def test_it_says_how_well_each_document_was_read(self, page: str) -> None:
        """福州: 34 forms, and one table that adds up after a repair (支出决算表)."""
        assert (
            "Fuzhou 2023 福州市医疗保障局 Final accounts 决算 department 部门 8 1 0 0 0 34 0"
            in words(page)
        )

    def test_staffing(self, page: str) -> None:
        """鄂州: 813.91 of basic and 1,067.01 of total expenditure."""
        said = section(page, "Staffing cost share")
        assert "the lowest is Ezhou 2022 with 76.2 %" in said
        assert "813.91 76.2 % 1,067.01 58.1 %" in said

    def test_execution(self, page: str) -> None:
        said = section(page, "Project execution")
        assert "Nothing was spent of 11 of 64 projects" in said
        assert "Fushun 2023 18 17 6" in said

    def test_three_public_and_the_year_that_is_not_known(self, page: str) -> None:
        said = section(page, "“三公” expenses")
        assert "rose in Fuzhou 2023 (2.42 to 4.15 万元)" in said
        assert "For Luoyang Chanhe 2023 (9.70 万元) the prior year is not known" in said

    def test_findings_with_their_evidence(self, page: str, originals: Store) -> None:
        said = section(page, "Findings")
        first = reviewed(originals).iloc[0]
        assert f"{len(originals.table('findings'))} findings; the first 20" in said
        assert first["message_en"] in said
        assert "page 39 “预算数 14451”; page 39 “全年执行数 0”" in said

    def test_method_and_documents_with_their_hashes(self, page: str, originals: Store) -> None:
        assert "A budget of 0 has no rate." in section(page, "Method")
        for sha256 in originals.table("disclosures")["sha256"]:
            assert sha256 in section(page, "Documents")

    def test_nothing_unread_is_said_too(self, page: str) -> None:
        assert "Every statutory table of these documents was found" in section(
            page, "What was not read"
        )

    def test_it_needs_no_other_file(self, page: str) -> None:
        assert not re.search(r'<(script|link|img|iframe)[^>]*(src|href)="', page)
        assert page.count("plotly.js v") == 1, "one script draws all charts"


@pytest.fixture(scope="module")
def in_chinese(originals: Store) -> str:
    return report_page(originals, made_on=MADE_ON, say=CHINESE)


class TestInChinese:
    def test_its_own_words_are_chinese(self, in_chinese: str) -> None:
        """鄂州: 813.91 of basic and 1,067.01 of total expenditure, personnel 76.2 % and 58.1 %."""
        assert 'lang="zh"' in in_chinese
        text = words(in_chinese)
        assert "共5份公开文件，2024年11月5日制作" in text
        assert "813.91 76.2% 1,067.01 58.1%" in text
        assert "福州市2023年决算 福州市医疗保障局 决算 部门（含所属单位） 8 1 0 0 0 34 0" in text

    def test_no_english_word_is_left_but_names_and_hashes(self, in_chinese: str) -> None:
        """What is left in Latin letters: names of files, hashes, places in files."""
        prose = re.sub(
            r"[\w./-]+\.(pdf|md)\b|\b[0-9a-f]{64}\b|SHA-256|PDF|HTML", "", words(in_chinese)
        )
        assert re.findall(r"[A-Za-z]{3,}", prose) == []


class TestWhatWasNotRead:
    @pytest.fixture
    def gaps(self, tmp_path: Path) -> str:
        body = Body()
        body.table(model.EXPENDITURE, model.OPEN).table(model.STATE_CAPITAL, model.MISSING)
        body.rows.tables[1].title = None
        body.rows.disclosure.unread_pages = [3, 17]
        store = store_of(tmp_path, body)
        store.log(Source("/in/letter.txt", b"?", "test"), model.FAILED, "is no <disclosure>")
        return section(report_page(store, made_on=MADE_ON), "What was not read")

    def test_tables_pages_and_files(self, gaps: str) -> None:
        assert "State capital 国有资本经营预算财政拨款支出表 was not found" in gaps
        assert "expenditure does not add up or can be read in several ways" in gaps
        assert "pages without readable text: 3, 17" in gaps
        assert "letter.txt could not be taken in: is no <disclosure>" in gaps

    def test_no_folder_of_this_machine_is_named(self, gaps: str) -> None:
        assert "/in/" not in gaps

    def test_in_chinese_it_says_why_a_file_was_not_taken_in(self, tmp_path: Path) -> None:
        store = store_of(tmp_path, Body())
        said = "this is a picture: supply the disclosure as PDF, DOCX, XLSX, web page or plain text"
        store.log(Source("/in/page.png", b"?", "test"), model.FAILED, said)
        told = words(report_page(store, made_on=MADE_ON, say=CHINESE))
        assert "这是图片：请提供PDF、DOCX、XLSX、网页或纯文本格式的文件" in told


class TestDocumentsText:
    def test_a_name_is_never_markup(self, tmp_path: Path) -> None:
        store = store_of(tmp_path, Body(agency="<script>alert(1)</script>局"))
        page = report_page(store, made_on=MADE_ON)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;局" in page

    def test_dismissed_findings_are_left_out_and_confirmed_ones_say_so(
        self, tmp_path: Path
    ) -> None:
        store = store_of_originals(tmp_path)
        check(store)
        before = reviewed(store)
        decide(store, before["finding_id"][0], model.DISMISSED, "Lin", "paid the year after")
        decide(store, before["finding_id"][1], model.CONFIRMED, "Lin")
        said = section(report_page(store, made_on=MADE_ON), "Findings")
        assert f"{len(before) - 1} findings;" in said
        assert f"{before['message_en'][0]} " not in said
        assert f"{before['message_en'][1]} Confirmed by a reviewer." in said


class TestCities:
    @pytest.mark.parametrize(
        ("cities", "found"),
        [
            (["ezhou"], ["Ezhou"]),
            (["福州", "Luoyang"], ["Fuzhou", "Luoyang Chanhe"]),
            (["瀍河回族区"], ["Luoyang Chanhe"]),
            ([], ["Ezhou", "Fushun", "Fuzhou", "Langfang Guangyang", "Luoyang Chanhe"]),
        ],
    )
    def test_are_named_in_either_language(
        self, originals: Store, cities: list[str], found: list[str]
    ) -> None:
        chosen = report.disclosures(originals, scope_of(originals, cities))
        assert chosen["place_en"].tolist() == found

    def test_one_that_is_not_there_is_told_with_those_that_are(self, originals: Store) -> None:
        with pytest.raises(ExportError) as raised:
            scope_of(originals, ["Ezhou", "Paris"])
        assert str(raised.value) == (
            "no disclosure of 'Paris' is in the store: there are Ezhou, Fushun, Fuzhou,"
            " Langfang Guangyang, Luoyang Chanhe"
        )

    def test_only_theirs_is_told(self, originals: Store) -> None:
        said = words(report_page(originals, scope_of(originals, ["Ezhou"]), made_on=MADE_ON))
        assert "1 disclosure, compared" in said
        assert "Fushun" not in said

    def test_more_than_a_report_holds(
        self, originals: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(report, "MOST_DOCUMENTS", 4)
        with pytest.raises(ExportError, match="5 disclosures are too many for one report"):
            report_page(originals, made_on=MADE_ON)


class TestPrinted:
    pytestmark = needs_chromium

    def test_a_few_pages_with_charts_tables_and_chinese(
        self, originals: Store, tmp_path: Path
    ) -> None:
        html, pdf = write_report(originals, tmp_path / "new", made_on=MADE_ON)
        assert (html.name, pdf.name) == ("report.html", "report.pdf")
        document = pypdfium2.PdfDocument(pdf)
        assert 4 <= len(document) <= 12
        text = "".join(
            unicodedata.normalize("NFKC", page.get_textpage().get_text_range()) for page in document
        )
        said = "".join(text.split())
        for chart in ("asashareoftotalexpenditure本年支出", "“三公”fromyeartoyear", "96.3%"):
            assert chart in said, "charts are drawn before the page is printed"
        for table in ("下达省财政城乡居民基本医疗保险补助资金", "3,448.12"):
            assert table in said
        assert "1/" in said and "·2024-11-05" in said

    def test_where_chromium_fails_one_line_says_so_and_no_pdf_is_left(
        self, originals: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(printing, "chromium", lambda: "/bin/false")
        with pytest.raises(ExportError) as raised:
            write_report(originals, tmp_path, made_on=MADE_ON)
        assert str(raised.value) == (
            f"{tmp_path / 'report.html'}: Chromium did not print it: open it in a browser and"
            " print it there"
        )
        assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


class TestCommand:
    def test_without_chromium_it_says_so_and_gives_html(
        self, no_chromium: None, tmp_path: Path
    ) -> None:
        store = store_of_originals(tmp_path)
        out = tmp_path / "out"
        ended = call("report", "--cities", "Ezhou，福州", "--output", out, "--store", store.path)
        assert ended.exit_code == 0
        assert ended.stdout.splitlines() == [
            str(out / "report.html"),
            "no PDF: there is no Chromium to draw pictures with: install it (Debian: apt-get"
            " install chromium), or take html",
        ]
        assert "2 disclosures, compared" in words((out / "report.html").read_text("utf-8"))
        assert not unchecked(store)

    def test_a_city_that_is_not_there(self, originals: Store, tmp_path: Path) -> None:
        ended = call(
            "report", "--cities", "Paris", "--output", tmp_path / "o", "--store", originals.path
        )
        assert ended.exit_code == 1
        assert ended.stderr.startswith("no disclosure of 'Paris' is in the store")
        assert list(tmp_path.iterdir()) == []
