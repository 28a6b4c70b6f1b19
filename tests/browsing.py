"""Chromium before a workbench on the shipped disclosures: what tests in a browser share."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shipped import DISCLOSURES

from analytics import model
from analytics.findings.checking import check
from analytics.ingesting import ingest
from analytics.settings import STORE_VARIABLE
from analytics.store import Store, open_store

if TYPE_CHECKING:
    from playwright import sync_api as playwright

ROOT = Path(__file__).resolve().parents[1]
SCREENSHOTS = Path(__file__).resolve().parent / "screenshots"
CHROMIUM = (
    *("chromium", "chromium-browser", "google-chrome"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE = {"width": 1400, "height": 1000}
TELEPHONE = {"width": 400, "height": 850}
SECONDS_TO_START = 60
VIEWS = {
    "overview": "",
    "findings": "findings",
    "staffing": "staffing",
    "execution": "execution",
    "three-public": "three_public",
    "low-execution": "low_execution",
    "documents": "documents",
    "add": "add",
}
ENGLISH, CHINESE = "en-US", "zh-CN"
"""What a browser says its reader speaks."""


@pytest.fixture(scope="session")
def shipped_store(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store ingested from data/disclosures and checked.

    Without a Chromium to look at it there is no use in making one.
    """
    store = open_store(tmp_path_factory.mktemp("store") / "workbench.duckdb")
    outcomes = ingest([DISCLOSURES], store)
    assert {outcome.status for outcome in outcomes if outcome.path.suffix == ".pdf"} == {
        model.STORED
    }
    check(store)
    return store


@pytest.fixture(scope="session")
def address(shipped_store: Store) -> Iterator[str]:
    """A workbench on that store, on a free port of this machine."""
    with served(shipped_store) as url:
        yield url


@contextlib.contextmanager
def served(store: Store) -> Iterator[str]:
    """The address of a workbench on a store."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"),
            *("--server.address=127.0.0.1", f"--server.port={port}"),
        ],
        cwd=ROOT,
        env={**os.environ, STORE_VARIABLE: str(store.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer within {SECONDS_TO_START} seconds")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    return path or pytest.skip("there is no Chromium on this machine")


# Its event loop runs until it is closed, and other modules have loops of their own.
@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[playwright.Browser]:
    driving = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with driving.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def wide(chromium: playwright.Browser) -> Iterator[playwright.Page]:
    with chromium.new_context(viewport=WIDE, color_scheme="light", locale=ENGLISH) as context:
        yield context.new_page()


@pytest.fixture
def wide_in_chinese(chromium: playwright.Browser) -> Iterator[playwright.Page]:
    with chromium.new_context(viewport=WIDE, color_scheme="dark", locale=CHINESE) as context:
        yield context.new_page()


@pytest.fixture
def telephone(chromium: playwright.Browser) -> Iterator[playwright.Page]:
    with chromium.new_context(viewport=TELEPHONE, color_scheme="dark", locale=ENGLISH) as context:
        yield context.new_page()


def go(page: playwright.Page, url: str) -> None:
    """Opens an address and waits until all of the page is drawn."""
    page.goto(url)
    page.wait_for_selector("h1")
    settle(page)


def settle(page: playwright.Page) -> None:
    """Waits until nothing is under way: the script has run and every chart is drawn."""
    page.wait_for_timeout(300)
    page.wait_for_function(
        """() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
            && !document.querySelector('[data-testid=stSkeleton]')
            && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
                .every(chart => chart.querySelector('svg text, svg image'))"""
    )
    page.wait_for_timeout(300)


def picture(page: playwright.Page, name: str) -> None:
    """A picture of the whole page, however long it is."""
    size = page.viewport_size
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({**size, "height": int(height)})
    page.wait_for_timeout(500)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
    page.set_viewport_size(size)


def drawn(page: playwright.Page) -> list[str]:
    """Every text of the charts of a page."""
    return page.locator(".js-plotly-plot svg text").all_text_contents()


def in_words(page: playwright.Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def select_row(page: playwright.Page, number: int) -> None:
    """Selects a row of the first table of a page, counted from 1."""
    table = page.locator('[data-testid="stDataFrame"]').first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 15, "y": 35 * number + 17})
    settle(page)


def own_copy(store: Store, folder: Path) -> Store:
    """A store of one's own, to decide and to add in."""
    shutil.copytree(store.path.parent, folder / "store")
    return open_store(folder / "store" / store.path.name)
