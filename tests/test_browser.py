"""The workbench as a person sees it: the shipped disclosures in Chromium, each view opened.

A picture of every view stays in tests/screenshots, to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from browsing import (
    TELEPHONE,
    VIEWS,
    drawn,
    go,
    in_words,
    own_copy,
    picture,
    select_row,
    served,
    settle,
)
from made_up import made_up_text
from shipped import DISCLOSURES, SHIPPED
from written_as import as_docx, as_html, as_xlsx

from analytics import model
from analytics.findings.register import reviewed
from analytics.ingesting import ingest
from analytics.reading import read
from analytics.store import Store, open_store

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHANHE = "Luoyang Chanhe 洛阳市瀍河回族区"
SUPPLIED = {
    "ezhou": (".docx", as_docx),
    "luoyang": (".xlsx", as_xlsx),
    "fuzhou": (".html", as_html),
}
"""A disclosure by its city: the format that it is supplied in, and what writes it so."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address_of_supplied(
    chromium: playwright.Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The same of three of the disclosures, as a Word document, a workbook and a web page."""
    folder = tmp_path_factory.mktemp("supplied")
    for city, (suffix, written) in SUPPLIED.items():
        pdf = read("document.pdf", (DISCLOSURES / SHIPPED[city]).read_bytes())
        (folder / f"{city}{suffix}").write_bytes(written(pdf))
    store = open_store(folder / "workbench.duckdb")
    assert {outcome.status for outcome in ingest([folder], store)} == {model.STORED}
    with served(store) as url:
        yield url


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_opens_without_an_error_and_asks_nobody_else(
    address: str, wide: playwright.Page, name: str
) -> None:
    hosts = set()
    wide.on("request", lambda request: hosts.add(urlparse(request.url).hostname))
    go(wide, f"{address}/{VIEWS[name]}")
    picture(wide, f"{name}-wide")
    assert wide.locator('[data-testid="stException"], [data-testid="stAlert"]').count() == 0
    assert hosts - {None, ""} == {"127.0.0.1"}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_fits_a_telephone(address: str, telephone: playwright.Page, name: str) -> None:
    go(telephone, f"{address}/{VIEWS[name]}")
    picture(telephone, f"{name}-telephone-dark")
    assert telephone.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    overflow = telephone.evaluate(
        "(main => main.scrollWidth - main.clientWidth)"
        "(document.querySelector('[data-testid=stMain]'))"
    )
    assert overflow <= 0, "nothing but what is meant to scrolls sideways"


def test_staffing_shows_the_shares_of_all_five(address: str, wide: playwright.Page) -> None:
    """Of basic expenditure and of total expenditure, as their tables print the amounts."""
    go(wide, f"{address}/staffing")
    shown = drawn(wide)
    for basic in ("90.4 %", "76.2 %", "92.5 %", "93.3 %", "96.3 %"):
        assert basic in shown
    for total in ("17.5 %", "58.1 %", "63.5 %", "16.2 %", "23.5 %"):
        assert total in shown
    assert "Compare with care: budgets beside final accounts, different years" in in_words(wide)


def test_execution_shows_the_eleven_projects_of_which_nothing_was_spent(
    address: str, wide: playwright.Page
) -> None:
    go(wide, f"{address}/execution")
    said = in_words(wide)
    assert "Nothing was spent of 11 of 64 projects: 6 in Fushun 2023" in said
    assert "4 of them are relief funds (医疗救助)" in said
    assert "Not drawn: 3 projects of 67, without a rate" in said


def test_three_public_shows_derived_years_and_the_one_that_is_not_known(
    address: str, wide: playwright.Page
) -> None:
    go(wide, f"{address}/three_public")
    shown = drawn(wide)
    for amount in ("50.06", "4.50", "0.45", "0.15", "2.42", "4.15", "4.38", "9.70"):
        assert amount in shown
    assert "For Luoyang Chanhe 2023 (9.70 万元) the prior year is not known" in in_words(wide)


def test_low_execution_ranks_with_reasons(address: str, wide: playwright.Page) -> None:
    """Fushun: of 14,451 万元 for residents' insurance nothing was spent."""
    go(wide, f"{address}/low_execution")
    first = wide.locator('[data-testid="stMain"] ol li').first.inner_text()
    assert "0.0 % 下达省财政城乡居民基本医疗保险补助资金 · Fushun 2023" in first
    assert "Nothing of 1.45 亿元 was spent." in first


def test_a_row_of_the_table_leads_to_its_printed_cell(address: str, wide: playwright.Page) -> None:
    """Rows: Ezhou's share of basic (813.91) and of total expenditure (1,067.01)."""
    go(wide, f"{address}/staffing?city=Ezhou")
    assert "813.91 · denominator" in in_words(wide)
    image = wide.locator('img[alt*="outlined"]')
    assert image.evaluate("image => image.naturalWidth") > 1000
    select_row(wide, 2)
    said = in_words(wide)
    assert "personnel as a share of total expenditure" in said
    wide.get_by_text("合计 1,067.01 · denominator").click()
    settle(wide)
    said = in_words(wide)
    assert "Printed: 1,067.01 万元" in said
    assert "支出决算表" in said
    assert "The table adds up" in said


@pytest.mark.parametrize(
    ("city", "figure"),
    [("Ezhou", "813.91"), ("Luoyang Chanhe", "114.00"), ("Fuzhou", "7573.81")],
)
def test_the_cell_is_outlined_amid_its_table_in_every_format(
    address_of_supplied: str, wide: playwright.Page, city: str, figure: str
) -> None:
    go(wide, f"{address_of_supplied}/staffing?city={city}")
    wide.get_by_text(f"{figure} · denominator").click()
    settle(wide)
    picture(wide, f"evidence-{city.partition(' ')[0].lower()}")
    outlined = wide.locator("td[style*='outline']")
    assert outlined.inner_text() == figure
    above = wide.locator("tr", has=outlined).locator("xpath=preceding-sibling::tr")
    assert above.count() > 1, "the table's head is shown too"


@pytest.mark.parametrize("city", [CHANHE, "Fuzhou 福州市"])
def test_a_form_s_figure_is_outlined_in_its_form(
    address_of_supplied: str, wide: playwright.Page, city: str
) -> None:
    go(wide, f"{address_of_supplied}/execution?city={city}")
    picture(wide, f"evidence-form-{city.partition(' ')[0].lower()}")
    printed = wide.get_by_text("Printed:").inner_text()
    outlined = wide.locator("td[style*='outline']").inner_text()
    assert outlined and f"Printed: {outlined}" in printed


def test_an_address_carries_the_choice(address: str, wide: playwright.Page) -> None:
    go(wide, f"{address}/staffing")
    wide.get_by_text("What personnel is made of", exact=True).click()
    settle(wide)
    assert "view=composition" in wide.url
    go(wide, wide.url)
    assert "Basic pay 基本工资 is the largest item in Luoyang Chanhe 2023 (32.5 %)" in in_words(
        wide
    )
    picture(wide, "staffing-composition-wide")


def test_a_finding_is_chosen_seen_on_its_page_dismissed_and_stays_so_after_a_restart(
    shipped_store: Store, wide: playwright.Page, tmp_path: Path
) -> None:
    """Fushun's funds for residents' insurance: 14,451 budgeted, 0 executed, 0 % on page 39."""
    store = own_copy(shipped_store, tmp_path)
    with served(store) as url:
        go(wide, f"{url}/findings?city=Fushun&family=execution")
        select_row(wide, 2)
        assert "No. 1: " not in in_words(wide)
        select_row(wide, 1)
        said = in_words(wide)
        assert "城乡居民基本医疗保险补助资金: budget 14,451.00 万元, nothing executed." in said
        assert "fushun-2023-final_accounts.pdf, page 39" in said
        image = wide.locator('img[alt*="outlined"]')
        assert image.evaluate("image => image.naturalWidth") > 1000
        picture(wide, "finding-chosen-wide")
        link = wide.url
        wide.get_by_label("Your name 姓名").fill("Wang")
        wide.get_by_label("Why 理由").fill("merged with another fund in May")
        wide.get_by_role("button", name="Dismiss 排除").click()
        wide.get_by_text("Dismissed: 项目 下达省财政").wait_for()
        settle(wide)
    (dismissed,) = reviewed(store).query("status == 'dismissed'")["subject"]
    assert dismissed == "项目 下达省财政城乡居民基本医疗保险补助资金"

    with served(store) as url:
        go(wide, f"{url}/findings?{urlparse(link).query}")
        said = in_words(wide)
        assert "Wang dismissed it on" in said and "merged with another fund in May" in said
        picture(wide, "finding-dismissed-wide")


def test_documents_are_dropped_and_told_one_by_one(
    shipped_store: Store, wide: playwright.Page, tmp_path: Path
) -> None:
    """A good one, one that is no disclosure, and one that is too large to be taken at all."""
    store = own_copy(shipped_store, tmp_path)
    (tmp_path / "shaoxing.txt").write_bytes(made_up_text())
    (tmp_path / "letter.txt").write_text("关于召开会议的通知\n请准时参加。\n")
    with (tmp_path / "huge.pdf").open("wb") as huge:
        huge.truncate(201 * 2**20)
    with served(store) as url:
        go(wide, f"{url}/add")
        field = wide.locator('input[type="file"]')
        field.set_input_files([tmp_path / "huge.pdf"])
        wide.get_by_text("File must be 200.0MB or smaller").wait_for()
        picture(wide, "add-too-large-wide")
        go(wide, f"{url}/add")
        field.set_input_files([tmp_path / "shaoxing.txt", tmp_path / "letter.txt"])
        wide.get_by_role("button", name="Read them").click()
        wide.get_by_text("Shaoxing 2023 in depth").wait_for(timeout=120_000)
        settle(wide)
        picture(wide, "add-told-wide")
        said = in_words(wide)
        assert "shaoxing.txt: 绍兴市医疗保障局 2023" in said
        assert "letter.txt: no fiscal disclosure was recognised" in said
        wide.get_by_text("Shaoxing 2023 in depth").click()
        wide.get_by_text("1 of 9 statutory tables add up").wait_for()
    assert len(store.table("disclosures")) == 6
    assert len(reviewed(store)) >= len(reviewed(shipped_store))


def test_a_figure_of_a_document_is_marked_on_its_page(address: str, wide: playwright.Page) -> None:
    """A row of the table marks its cell; a click on the page marks another and tells of it."""
    go(wide, f"{address}/documents?document=fuzhou-2023-final_accounts&part=figures")
    page = wide.locator('[aria-label*="outlined"], .js-plotly-plot').first
    size = page.bounding_box()
    assert size is not None and size["height"] > 1.2 * size["width"], "the whole page is shown"
    assert "Printed: 10954.60 万元" in in_words(wide)
    select_row(wide, 8)
    assert "Printed: 66.86 万元" in in_words(wide)
    picture(wide, "document-figures-wide")
    cell = wide.locator(".js-plotly-plot .bars path").first
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    wide.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wide.locator(".hoverlayer .hovertext").wait_for()
    pointed_at = wide.locator(".hoverlayer").text_content() or ""
    wide.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wide.get_by_text("Printed: 66.86 万元").wait_for(state="detached")
    settle(wide)
    (printed,) = re.findall(r"Printed: (\S+) 万元", in_words(wide))
    assert pointed_at.endswith(printed)
    picture(wide, "document-clicked-wide")


def test_the_overview_leads_to_a_finding(address: str, wide: playwright.Page) -> None:
    go(wide, address)
    assert "4 sets of final accounts and 1 budget of 5 bodies, 2022 to 2023" in in_words(wide)
    wide.get_by_text("34 project forms executed 201,794.56").click()
    wide.get_by_text("No. 4: Fuzhou 2023").wait_for()
    settle(wide)
    assert "/findings?" in wide.url and "finding=" in wide.url
