"""Pages without text are read from their picture: what they say, how it is marked, and when not.

Scans are made of shipped disclosures, page for page: what is read from the picture must be what
is read from the text.
"""

from __future__ import annotations

import math
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from drawn import figure, only_grid, pdf, rule, ruled, texts
from made_up import made_up_text
from reportlab.pdfgen.canvas import Canvas
from scanned import Box, askew, corner, pasted, same, scan, turned
from shipped import DISCLOSURES, SHIPPED
from typer.testing import CliRunner

from analytics import cli
from analytics.model import CLOSED, EMPTY, OPEN, STATEMENTS, DisclosureRows, LineItem
from analytics.reading import read
from analytics.reading.pdf import read_pdf
from analytics.reading.pdf.scanned.figures import mended
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile
from analytics.settings import ROOT, Recognition
from analytics.store import Store

BUDGET = (DISCLOSURES / SHIPPED["langfang"]).read_bytes()
"""The budget of 廊坊市广阳区医疗保障局本级 for 2023: its cover, from page 4 on the nine tables, and
on page 14 the beginning of its prose."""
COVER, SUMMARY, EXPENDITURE, BASIC, STATE_CAPITAL, THREE_PUBLIC, SENTENCES = 1, 4, 6, 10, 12, 13, 14
PAGES = [COVER, *range(SUMMARY, SENTENCES + 1)]


def rows_of(content: bytes) -> DisclosureRows:
    return reconcile(recognise(read("scan.pdf", content)))


@lru_cache(maxsize=1)
def whole_scan() -> DisclosureRows:
    """The cover, the nine tables and the prose as pictures, each half a degree askew."""
    return rows_of(scan(BUDGET, PAGES, dict.fromkeys(PAGES, askew(-0.5))))


def printed(*pages: int) -> DisclosureRows:
    return rows_of(scan(BUDGET, pages, {}))


def said(rows: list[Any]) -> Counter[tuple[Any, ...]]:
    """Rows without where they stand."""
    return Counter(
        tuple(
            getattr(row, field.name)
            for field in fields(row)
            if field.name not in ("page", "locator")
        )
        for row in rows
    )


def statuses(rows: DisclosureRows) -> dict[str, str]:
    return {table.statement: table.status for table in rows.tables if table.statement}


# What a scan says -------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["line_items", "statements_in_prose"])
def test_a_scan_says_what_the_document_says(table: str) -> None:
    """206 amounts of the nine tables and the sentences of page 14."""
    expected = said(printed(*PAGES).rows_of(table))
    assert len(expected) > 10
    assert said(whole_scan().rows_of(table)) == expected


def test_a_scan_is_of_the_same_body_year_and_kind() -> None:
    expected = printed(*PAGES).disclosure
    assert replace(whole_scan().disclosure, sha256=expected.sha256) == expected


def test_the_tables_of_a_scan_close() -> None:
    found = statuses(whole_scan())
    assert set(found) == set(STATEMENTS)
    assert set(found.values()) == {CLOSED, EMPTY}


def test_every_page_of_a_scan_has_its_confidence() -> None:
    rows = whole_scan()
    assert rows.disclosure.unread_pages == []
    assert [page.page for page in rows.recognised_pages] == list(range(1, len(PAGES) + 1))
    for page in rows.recognised_pages:
        assert page.disclosure_id == rows.disclosure.disclosure_id
        assert 0 < page.lowest <= page.confidence <= 1
        assert page.confidence > 0.95


def test_an_amount_of_a_scan_stands_where_it_is_on_the_page_as_scanned() -> None:
    """Half a degree clockwise about the middle of the page moves its far corners by 4 points."""

    def places(rows: DisclosureRows) -> dict[tuple[Any, ...], tuple[float, float]]:
        return {
            (item.page, item.section, item.code, item.name, item.measure): centre(item)
            for item in rows.line_items
        }

    with pdfium.PdfDocument(scan(BUDGET, PAGES, {})) as document:
        middles = [(page.get_width() / 2, page.get_height() / 2) for page in document]
    scanned = places(whole_scan())
    for key, (x, y) in places(printed(*PAGES)).items():
        right, down = x - middles[key[0] - 1][0], y - middles[key[0] - 1][1]
        moved = (x - math.radians(0.5) * down, y + math.radians(0.5) * right)
        assert scanned[key] == pytest.approx(moved, abs=2)


def box_of(item: LineItem) -> Box:
    x0, top, x1, bottom = map(float, item.locator.split(","))
    return x0, top, x1, bottom


def centre(item: LineItem) -> tuple[float, float]:
    x0, top, x1, bottom = box_of(item)
    return (x0 + x1) / 2, (top + bottom) / 2


def test_pages_that_were_scanned_sideways_or_upside_down_are_read_among_text() -> None:
    pages = {BASIC: turned(1), STATE_CAPITAL: turned(2), THREE_PUBLIC: turned(3)}
    rows, expected = rows_of(scan(BUDGET, [COVER, *pages], pages)), printed(COVER, *pages)
    assert statuses(expected)["state_capital"] == EMPTY
    assert statuses(rows) == statuses(expected)
    assert said(rows.line_items) == said(expected.line_items)
    assert [page.page for page in rows.recognised_pages] == [2, 3, 4]
    assert rows.disclosure.unread_pages == []


def test_a_misread_amount_leaves_its_table_open() -> None:
    """单位预算支出总表 with 3055.77 of its total in the place of the 2880.00 of 2101202."""
    expected = printed(COVER, EXPENDITURE)
    assert statuses(expected)["expenditure"] == CLOSED
    total, misread = (amount_of(expected, code) for code in (None, "2101202"))
    assert (total.raw, misread.raw) == ("3055.77", "2880.00")

    rows = rows_of(
        scan(BUDGET, [COVER, EXPENDITURE], {EXPENDITURE: pasted(box_of(total), box_of(misread))})
    )
    assert amount_of(rows, "2101202").raw == "3055.77"
    assert statuses(rows)["expenditure"] == OPEN
    assert {item.repaired for item in rows.line_items} == {None}


def amount_of(rows: DisclosureRows, code: str | None) -> LineItem:
    return next(item for item in rows.line_items if (item.code, item.measure) == (code, "project"))


# What is drawn ----------------------------------------------------------------------------------

SMALL = 300.0
"""Points to a side of the corner of a page that is scanned: less to look at is sooner read."""


def drawn(page: Callable[[Canvas], None]) -> bytes:
    """A scan of the upper left corner of a page of figures."""

    def figures(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        page(canvas)

    return scan(pdf(figures), [1], {1: corner(SMALL)})


def test_a_lone_nought_and_a_minus_are_read() -> None:
    """What a detector of text overlooks counts in a cell, where a blank is another thing than 0."""

    def page(canvas: Canvas) -> None:
        ruled(canvas, [["2101501", "0", "-1.50"], ["2101505", "", "7"]])

    assert texts(only_grid(drawn(page))) == [["2101501", "0", "-1.50"], ["2101505", "", "7"]]


def test_a_table_without_upright_rules_has_its_columns() -> None:
    rows = [["201", "3.50", "1.50"], ["202", "14.00", "4.00"], ["203", "25.25", "5.25"]]

    def page(canvas: Canvas) -> None:
        for top in (40, 60, 120):
            rule(canvas, 30, top, 280, top)
        for row, words in enumerate([["Code", "Total", "Basic"], *rows]):
            for right, word in zip((70, 170, 270), words, strict=True):
                figure(canvas, right, 44 + 20 * row, word)

    assert texts(only_grid(drawn(page)))[1:] == rows


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("1，234.56", "1,234.56"),
        ("1,234。56", "1,234.56"),
        ("1,234·56", "1,234.56"),
        ("1.234.56", "1,234.56"),
        ("1,234,56", "1,234.56"),
        ("12O.5O", "120.50"),
        ("l2.5", "12.5"),
        ("1 234.56", "1234.56"),
        ("一12.50", "-12.50"),
    ],
)
def test_signs_that_look_like_others_are_put_right_in_an_amount(seen: str, meant: str) -> None:
    assert mended(seen) == meant


@pytest.mark.parametrize(
    "seen",
    ["1.234", "1,234", "12.5B", "O.lO", "12.34.5", "2023年", "—", "一", "1.2.3", "合计"],
)
def test_what_may_be_two_amounts_or_none_stays_as_it_was_read(seen: str) -> None:
    assert mended(seen) == seen


# When pages are read from their picture ---------------------------------------------------------


def ingest(*arguments: object) -> tuple[int, str, str]:
    ended = CliRunner().invoke(cli.app, ["ingest", *map(str, arguments)])
    return ended.exit_code, ended.stdout, ended.stderr


def test_no_ocr_lists_the_pages_and_a_later_run_reads_them(tmp_path: Path, store: Store) -> None:
    """In processes of their own, as any folder of documents."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "mixed.pdf").write_bytes(scan(BUDGET, [COVER, SUMMARY, EXPENDITURE], {SUMMARY: same}))
    (folder / "other.txt").write_bytes(made_up_text())
    name = "langfang-guangyang-2023-budget-unit"

    code, told, _ = ingest(folder, "--no-ocr", "--store", store.path)
    assert code == 0
    assert ", 1 pages unread, " in told.splitlines()[0]
    (document,) = store.query(f"SELECT * FROM disclosures WHERE disclosure_id = '{name}'").to_dict(
        "records"
    )
    assert list(document["unread_pages"]) == [2]
    assert store.table("recognised_pages").empty

    assert ingest(folder, "--no-ocr", "--store", store.path)[1].count("unchanged") == 2

    code, told, _ = ingest(folder, "--store", store.path)
    line, other, *_ = told.splitlines()
    assert code == 0
    assert ", 1 pages read from their picture, confidence " in line
    assert "unread" not in line
    assert line.endswith(f"read anew as {name}")
    assert "unchanged" in other
    recognised = store.table("recognised_pages")
    assert recognised[["disclosure_id", "page"]].values.tolist() == [[name, 2]]

    for option in ("--ocr", "--no-ocr"):
        assert ingest(folder, option, "--store", store.path)[1].count("unchanged") == 2


def test_a_document_that_is_all_scanned_says_how_to_read_it(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(BUDGET, [COVER, SUMMARY]))
    code, _, told = ingest(path, "--no-ocr", "--store", store.path)
    assert code == 1
    assert told == (
        f"{path}: no page of the PDF holds readable text: it is probably scanned: run without "
        "--no-ocr to read the pictures of its pages\n"
    )


def test_as_many_pages_are_read_as_the_settings_allow() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["2101501", "12.50"]])

    content = scan(pdf(page, page, page), [1, 2, 3], dict.fromkeys((1, 2, 3), corner(SMALL)))
    document = read_pdf("scan.pdf", content, recognition=Recognition(pages=2))
    assert [page.page for page in document.recognised_pages] == [1, 2]
    assert document.unread_pages == [3]


@pytest.mark.parametrize("options", [{"pages": -1}, {"threads": 0}])
def test_settings_that_make_no_sense_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must"):
        Recognition(**options)


def test_a_document_of_text_loads_no_models() -> None:
    """They take a second and 100 MB, and a page ten times as much."""
    check = (
        "import sys; from analytics.reading import read;"
        f" read('x.pdf', open({str(DISCLOSURES / SHIPPED['langfang'])!r}, 'rb').read());"
        " print({'rapidocr', 'onnxruntime', 'cv2'} & sys.modules.keys())"
    )
    ended = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, cwd=ROOT)
    assert ended.stdout == "set()\n", ended.stderr
