"""What leaves the workbench: a link to a colleague, in either language, and files of its charts.

Files that were downloaded stay in tests/screenshots, to be looked at.
"""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pypdfium2
import pytest
from browsing import (
    CHINESE,
    ENGLISH,
    SCREENSHOTS,
    VIEWS,
    WIDE,
    go,
    in_words,
    picture,
    select_row,
    settle,
)
from PIL import Image

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = pytest.mark.browser


SAME_IN_BOTH = {"English", "UTC", "PDF", "DOCX", "XLSX", "XLS", "CSV", "PNG", "SVG", "HTML"} | {
    "Word",
    "Excel",
}
WITHOUT_ICONS = """() => {
    const main = document.querySelector('[data-testid=stMain]').cloneNode(true);
    main.querySelectorAll(`[data-testid=stIconMaterial], [role=img], .st-key-lang, style, script,
        [data-testid=stDataFrame], [data-testid=stExpanderDetails], [data-testid=stExpanderIcon]`)
        .forEach(each => each.remove());
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode.data);
    return found.join('\\n');
}"""
"""What stands on a page beside its tables, whose heads other tests read, the switch of language and
what opens, where rules are told in English too; an icon's name is no word."""

SELECTED = {
    "execution": "project-execution",
    "staffing": "staffing-shares",
    "three_public": "three-public-years",
    "low_execution": "low-execution",
}
"""Views whose table has a row selected, and its key in the address."""


def evidence(page: playwright.Page) -> str:
    """Which figure the evidence on a page is of, and what is printed there."""
    said = in_words(page)
    return said[said.index("Evidence") :]


def pick(page: playwright.Page, label: str, option: str) -> None:
    """Chooses an option of a filter, as a person would."""
    page.get_by_label(label).click()
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")
    settle(page)


def test_a_copied_link_shows_the_same_view_to_a_reader_of_another_language(
    address: str, wide: playwright.Page, chromium: playwright.Browser
) -> None:
    """Fushun prints final accounts alone, Langfang Guangyang a budget alone."""
    go(wide, address)
    pick(wide, "City 城市", "Fushun 抚顺市")
    assert "1 set of final accounts of 1 body, 2023" in in_words(wide)
    assert wide.url.endswith("/?city=Fushun"), "no word of a language is in the link"
    with chromium.new_context(locale=CHINESE) as colleague:
        page = colleague.new_page()
        go(page, wide.url)
        assert "共1家单位的1份决算，2023年" in in_words(page)
        assert "抚顺市 Fushun" in in_words(page)


def test_the_language_is_the_browser_s_until_it_is_switched(
    address: str, wide_in_chinese: playwright.Page
) -> None:
    page = wide_in_chinese
    go(page, f"{address}/?year=2023")
    assert "共4家单位" in in_words(page)
    page.get_by_role("radio", name="English").click()
    settle(page)
    said = in_words(page)
    assert "of 4 bodies, 2023" in said, "what was chosen stays"
    assert "lang=en" in page.url and "year=2023" in page.url
    page.get_by_role("link", name="Documents").first.click()
    page.get_by_text("What was read from one document").wait_for()
    settle(page)
    assert page.url.endswith("/documents?lang=en&year=2023"), "both go along to other pages"
    page.get_by_role("radio", name="中文").click()
    page.get_by_text("从一份文件中读出了什么").wait_for()


@pytest.mark.parametrize("page", VIEWS.values())
def test_a_page_in_chinese_has_no_english_left(
    address: str, wide_in_chinese: playwright.Page, page: str
) -> None:
    """But names of files, the English names of places beside the Chinese ones, and what Streamlit
    itself says where files are dropped."""
    go(wide_in_chinese, f"{address}/{page}")
    picture(wide_in_chinese, f"{page or 'overview'}-wide-dark-chinese")
    said = wide_in_chinese.evaluate(WITHOUT_ICONS)
    said = re.sub(r"[\w.-]+\.pdf|200(\.0)?MB per file|Drag and drop[^\n]*|Upload", " ", said)
    assert set(re.findall(r"[A-Za-z]{3,}", said)) <= SAME_IN_BOTH


def test_going_back_takes_a_choice_back(address: str, wide: playwright.Page) -> None:
    go(wide, address)
    pick(wide, "Kind 类型", "Budget 预算")
    assert "1 budget of 1 body" in in_words(wide)
    wide.go_back()
    settle(wide)
    assert "4 sets of final accounts and 1 budget of 5 bodies" in in_words(wide)


@pytest.mark.parametrize(("view", "key"), SELECTED.items())
def test_a_link_leads_to_the_row_that_was_selected(
    address: str, wide: playwright.Page, chromium: playwright.Browser, view: str, key: str
) -> None:
    """Whose evidence stands below its table; a row that nobody selected is not in the address."""
    go(wide, f"{address}/{view}")
    assert f"{key}=" not in wide.url
    select_row(wide, 3)
    settle(wide)
    assert f"{key}=" in wide.url
    third = evidence(wide)
    with chromium.new_context(locale=ENGLISH, viewport=WIDE) as colleague:
        page = colleague.new_page()
        go(page, wide.url)
        assert evidence(page) == third
    select_row(wide, 1)
    settle(wide)
    assert evidence(wide) != third
    wide.go_back()
    settle(wide)
    assert evidence(wide) == third


def test_a_link_leads_to_the_page_that_was_turned_to(
    address: str, wide: playwright.Page, chromium: playwright.Browser
) -> None:
    go(wide, f"{address}/documents")
    slider = wide.get_by_role("slider")
    first = int(slider.input_value())
    slider.press("ArrowRight")
    settle(wide)
    assert re.search(rf"page-[\w-]+-\d+={first + 1}\b", wide.url)
    with chromium.new_context(locale=CHINESE, viewport=WIDE) as colleague:
        page = colleague.new_page()
        go(page, wide.url)
        assert int(page.get_by_role("slider").input_value()) == first + 1


@pytest.mark.parametrize("format", ["png", "svg", "pdf", "html", "csv", "xlsx"])
def test_a_chart_is_downloaded_in_every_format(
    address: str, wide: playwright.Page, format: str
) -> None:
    """Five disclosures by nine statutory tables: 45 rows."""
    go(wide, address)
    wide.get_by_role("button", name="Download", exact=True).click()
    with wide.expect_download() as download:
        wide.get_by_role("button", name=f"({format.upper()})").last.click()
    assert download.value.suggested_filename == f"coverage.{format}"
    SCREENSHOTS.mkdir(exist_ok=True)
    path = SCREENSHOTS / f"downloaded.{format}"
    download.value.save_as(path)
    content = path.read_bytes()
    assert OPENED[format](content)


def is_a_picture(content: bytes) -> bool:
    with Image.open(io.BytesIO(content)) as picture:
        colours = picture.convert("RGB").getcolors(picture.width * picture.height)
        return picture.width == 2000 and len(colours) > 20


def is_a_drawing(content: bytes) -> bool:
    return "How well each table was read" in re.sub("<[^>]*>", "", content.decode())


def is_a_page(content: bytes) -> bool:
    (page,) = pypdfium2.PdfDocument(content)
    return "How well each table was read" in page.get_textpage().get_text_range()


def is_a_web_page(content: bytes) -> bool:
    return b"<title>How well each table was read</title>" in content


def has_a_row_a_figure(content: bytes) -> bool:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return "status" in header and len(rows) == 45


def has_sheets(content: bytes) -> bool:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book.sheetnames == ["data", "sources", "about"] and book["data"].max_row == 46


OPENED = {
    "png": is_a_picture,
    "svg": is_a_drawing,
    "pdf": is_a_page,
    "html": is_a_web_page,
    "csv": has_a_row_a_figure,
    "xlsx": has_sheets,
}
