"""Files made to take all the time and memory there is, and files that are not whole.

Each gives one clear line (what is wrong: what to do), soon, and leaves nothing behind.
"""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import xlwt
from made_up import made_up_text
from packages import SHEET, WORD, docx_of, package, relations, xlsx_of
from xlwt.CompoundDoc import XlsDoc

from analytics import model
from analytics.ingesting import ingest, ingest_file
from analytics.reading import read
from analytics.reading.errors import UnreadableError
from analytics.settings import Limits
from analytics.store import Store

SOON = 60.0
"""Seconds within which a file is told to be too much, on a slow and busy machine too."""

EVERYTHING = '<mergeCell ref="A1:XFD1048576"/>'


# Packages ---------------------------------------------------------------------------------------


def lying_docx() -> bytes:
    """One whose directory states a hundredth of what its main part unpacks to."""
    content = bytearray(docx_of(b"<x>" + b" " * 1_000_000 + b"</x>"))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as whole:
        size = whole.getinfo("word/document.xml").file_size
    true, stated = struct.pack("<I", size), struct.pack("<I", size // 100)
    return bytes(content).replace(true, stated)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(10))


def entities(root: str, inner: str) -> bytes:
    """A billion times ten letters."""
    name = root.partition(" ")[0]
    return f"<!DOCTYPE x [{ENTITIES}]><{root}>{inner.format('&e9;')}</{name}>".encode()


# Compound files ---------------------------------------------------------------------------------

_NONE, _END, _TABLE = -1, -2, -3


def compound(entries: Iterable[tuple[str, int, int, int, int]], next_sector: int = _END) -> bytes:
    """A compound file of streams without content.

    Entries are name, kind (5 root, 2 stream) and the numbers of the left, right and lower entry.
    """
    directory = b""
    for name, kind, left, right, under in entries:
        utf16 = name.encode("utf-16-le")
        directory += utf16.ljust(64, b"\0")
        directory += struct.pack("<HBBiii", len(utf16) + 2, kind, 1, left, right, under)
        directory += bytes(36) + struct.pack("<iii", _END, 0, 0)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<iiiiiiii", 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109i", 0, *[_NONE] * 108)
    table = struct.pack("<128i", _TABLE, next_sector, *[_NONE] * 126)
    return header + table + directory.ljust(512, b"\0")


def stream(name: str) -> bytes:
    return compound([("Root Entry", 5, _NONE, _NONE, 1), (name, 2, _NONE, _NONE, _NONE)])


def locked_xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("收支总表").write(0, 0, "部门决算")
    records = book.get_biff_data()
    begin = 4 + struct.unpack_from("<H", records, 2)[0]
    password = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    content = io.BytesIO()
    XlsDoc().save(content, records[:begin] + password + records[begin:])
    return content.getvalue()


def whole_xls() -> bytes:
    book, content = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("收支总表")
    for row in range(400):
        sheet.write(row, 0, f"项目{row}")
    book.save(content)
    return content.getvalue()


# What is said -----------------------------------------------------------------------------------

CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    # not whole
    "cut.docx": (lambda: docx_of("<p/>" * 9)[:-40], "cut off or damaged"),
    "cut.xlsx": (lambda: xlsx_of()[:-40], "cut off or damaged"),
    "bad-xml.docx": (lambda: docx_of(b"<w:document><w:p>"), "cut off or damaged"),
    "no-main-part.docx": (
        lambda: package({"_rels/.rels": relations(officeDocument="word/gone.xml")}),
        "cut off or damaged",
    ),
    "lying.docx": (lying_docx, "cut off or damaged"),
    "cut.xls": (lambda: whole_xls()[:1400], "cut off or damaged"),
    "no-text.docx": (lambda: docx_of(""), "holds no text"),
    "no-text.xlsx": (lambda: xlsx_of(), "holds no text"),
    # entity bombs
    "entities.docx": (
        lambda: docx_of(
            entities(f'document xmlns="{WORD}"', "<body><p><r><t>{}</t></r></p></body>")
        ),
        "cut off or damaged",
    ),
    "entities.xlsx": (
        lambda: xlsx_of(strings=entities(f'sst xmlns="{SHEET}"', "<si><t>{}</t></si>")),
        "cut off or damaged",
    ),
    # decompression bombs
    "zeros.docx": (lambda: docx_of(b" " * 200_000_000), "unpacks to more than 32 MB"),
    "zeros.xlsx": (lambda: xlsx_of(strings=b" " * 200_000_000), "unpacks to more than 32 MB"),
    "parts.docx": (lambda: package({str(n): "" for n in range(10_001)}), "more than 10,000 parts"),
    # a million cells
    "cells.xlsx": (
        lambda: xlsx_of(f"<row>{'<c><v>1</v></c>' * 100}</row>" * 10_000),
        "more than 300,000 cells",
    ),
    "far-apart.xlsx": (
        lambda: xlsx_of(
            "".join(
                f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>'
                for n in range(1, 101)
            )
        ),
        "more than 300,000 cells",
    ),
    "overlapping.xlsx": (
        lambda: xlsx_of(
            "<row><c><v>1</v></c><c><v>1</v></c></row>" * 1000,
            f"<mergeCells>{EVERYTHING * 1000}</mergeCells>",
        ),
        "more than 300,000 cells",
    ),
    "cells.docx": (
        lambda: docx_of("<tbl>" + "<tr><tc/><tc/><tc/><tc/></tr>" * 80_000 + "</tbl>"),
        "more than 300,000 cells",
    ),
    "cells.html": (lambda: b"<table>" + b"<tr><td>1<td>2" * 300_000, "more than 300,000 cells"),
    "spans.html": (
        lambda: b"<table>" + b"<tr><td rowspan=65534 colspan=1000>1<td>2" * 2000,
        "more than 300,000 cells",
    ),
    # markup without end
    "tags.html": (lambda: b"<b></b>" * 1_000_001, "more than 2,000,000 tags"),
    "tags.docx": (
        lambda: docx_of("<p/>" * 2_000_000),
        "more than 2,000,000 tags",
    ),
    "long.html": (lambda: b"<p>" + b"x" * 17_000_000, "larger than 16 MB"),
    "deep.html": (lambda: b"<div>" * 100_000 + b"x", "nested too deeply"),
    "tables-in-tables.html": (lambda: b"<table><tr><td>" * 500, "deep within each other"),
    "long.xls": (lambda: whole_xls() + bytes(33 * 2**20), "larger than 32 MB"),
    # compound files
    "locked.xlsx": (lambda: stream("EncryptedPackage"), "protected by a password"),
    "locked.xls": (locked_xls, "protected by a password"),
    "old.doc": (lambda: stream("WordDocument"), "save it as DOCX or PDF"),
    "other.doc": (lambda: stream("Contents"), "before 2007"),
    "circle-of-entries.xls": (
        lambda: compound([("Root Entry", 5, _NONE, _NONE, 1), ("Workbook", 2, 1, _NONE, _NONE)]),
        "cut off or damaged",
    ),
    "two-ways-to-each-entry.xls": (
        lambda: compound(
            [
                ("Root Entry", 5, _NONE, _NONE, 1),
                ("A", 2, 2, 2, _NONE),
                ("Workbook", 2, 3, 3, _NONE),
            ]
        ),
        "cut off or damaged",
    ),
    "circle-of-sectors.xls": (
        lambda: compound([("Root Entry", 5, _NONE, _NONE, _NONE)], next_sector=1),
        "cut off or damaged",
    ),
    # other formats
    "archive.zip": (lambda: package({"a.txt": "x"}), "unpack it"),
    "presentation.pptx": (lambda: package({"ppt/presentation.xml": "<x/>"}), "presentation"),
    "binary.xlsx": (lambda: package({"xl/workbook.bin": "x"}), "save it as XLSX"),
    "ofd.pdf": (lambda: package({"OFD.xml": "<x/>"}), "OFD"),
    "open.docx": (lambda: package({"content.xml": "<x/>"}), "OpenDocument"),
    "rich.doc": (lambda: rb"{\rtf1 2023}", "RTF"),
    "archive.rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(99), "unpack it"),
    "chrome.mht": (
        lambda: b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;",
        "MHTML",
    ),
    "saved.html": (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related;", "MHTML"),
    "sheet.xls": (
        lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        "XML of 2003",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_is_told_soon_and_in_one_line(name: str) -> None:
    make, said = CASES[name]
    content = make()
    started = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        read(name, content)
    assert time.perf_counter() - started < SOON
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.problem and caught.value.remedy


def test_the_run_goes_on_and_nothing_of_them_is_stored(store: Store, tmp_path: Path) -> None:
    names = ["cut.docx", "entities.xlsx", "zeros.docx", "locked.xlsx", "old.doc", "deep.html"]
    for name in names:
        (tmp_path / name).write_bytes(CASES[name][0]())
    (tmp_path / "m.txt").write_bytes(made_up_text())
    outcomes = {outcome.path.name: outcome.status for outcome in ingest([tmp_path], store)}
    assert outcomes == dict.fromkeys(names, model.FAILED) | {"m.txt": model.STORED}
    assert store.table("disclosures")["source_name"].tolist() == ["m.txt"]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        (
            "prices.html",
            lambda: (
                "<h1>云溪市医疗保障局2026年中药饮片目录</h1><table>"
                + "<tr><td>甘草<td>克<td>12.50<td>2026" * 60_000
            ).encode(),
        ),
        (
            "prices.xlsx",
            lambda: xlsx_of(
                '<row><c t="str"><v>云溪市医疗保障局2026年部门预算</v></c></row>'
                + "<row><c><v>2101501</v></c><c><v>12.5</v></c></row>" * 60_000
            ),
        ),
    ],
)
def test_a_long_price_list_is_no_disclosure(
    name: str, make: Callable[[], bytes], store: Store, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    outcome = ingest_file(path, store)
    assert outcome.status == model.FAILED
    assert "no fiscal disclosure was recognised" in outcome.message
    assert outcome.seconds < SOON


# What is large and yet may be read --------------------------------------------------------------


def test_rows_that_are_only_formatted_count_for_nothing() -> None:
    rows = '<row><c t="str"><v>甲</v></c><c><v>1</v></c></row>'
    formatted = "".join(f'<row r="{n}">{"<c/>" * 9}</row>' for n in range(2, 50_000))
    (_, grid) = read("a.xlsx", xlsx_of(rows + formatted)).blocks
    assert [cell.text for cell in grid.rows[0]] == ["甲", "1"]


def test_a_range_merged_over_a_whole_sheet_is_one_cell() -> None:
    merged = f"<mergeCells>{EVERYTHING}</mergeCells>"
    document = read("a.xlsx", xlsx_of("<row><c><v>1</v></c><c><v>2</v></c></row>", merged))
    assert [line.text for line in document.lines()] == ["Sheet1", "1"]


def test_pictures_in_an_office_file_or_a_page_do_not_count() -> None:
    packed = io.BytesIO(docx_of("<p><r><t>甲</t></r></p>"))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as added:
        added.writestr("word/media/image1.png", bytes(100_000_000))
    assert [line.text for line in read("a.docx", packed.getvalue()).lines()] == ["甲"]
    page = b'<p>x<img src="data:image/png;base64,' + b"QUJD" * 5_000_000 + b'"></p>'
    assert [line.text for line in read("a.html", page).lines()] == ["x"]


@pytest.mark.parametrize(
    "page",
    [
        b"<table><tr><td>1<td>2<tr><td>3<td>4",
        b'<i style="position:absolute;left:1px;top:1px">1</i>' * 4,
    ],
    ids=["cells", "words placed by coordinates"],
)
def test_limits_are_settings(page: bytes) -> None:
    with pytest.raises(UnreadableError, match="more than 3 cells"):
        read("a.html", page, Limits(max_cells=3))
