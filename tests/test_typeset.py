"""The typesetter: what it prints, how tables run over pages, and what it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from documents import SEEDS, seed_rows
from shipped import DISCLOSURES, SHIPPED, needs_font

from analytics.model import EXPENDITURE, DisclosureRows
from analytics.reading.blocks import Document, Grid
from analytics.reading.pdf import read_pdf
from analytics.recognising.wording import normalise
from analytics.reconciling.repairs import ROW_SHIFT
from corpus import fonts
from corpus.ledger import NumberStyle, UnplacedError
from corpus.paper import Paper
from corpus.provinces import LAYOUTS
from corpus.random_disclosures import random_disclosure
from corpus.sheet import LEFT, UP, Rows, Sheet
from corpus.shipping import ship
from corpus.typeset import typeset

pytestmark = needs_font

ROOT = Path(__file__).resolve().parents[1]


def made(layout: str = "hubei", seed: int = 1) -> DisclosureRows:
    return random_disclosure(Random(seed), LAYOUTS[layout])


def read(content: bytes) -> Document:
    return read_pdf("typeset.pdf", content)


def grids(sheet: Sheet) -> list[list[list[str]]]:
    """The grids that a table set alone gives, one a page."""
    paper = Paper("table")
    paper.table(sheet)
    return [
        [[cell.text for cell in row] for row in grid.rows] for grid in read(paper.finish()).grids()
    ]


# Bytes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_rows_give_the_same_bytes(layout: str) -> None:
    assert typeset(made(layout), LAYOUTS[layout]) == typeset(made(layout), LAYOUTS[layout])


@pytest.mark.parametrize("city", SHIPPED)
def test_a_shipped_disclosure_is_small(city: str) -> None:
    assert (DISCLOSURES / SHIPPED[city]).stat().st_size < 400_000


# Numbers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "amount", "printed"),
    [
        (NumberStyle(), 1064.5, "1064.50"),
        (NumberStyle(thousands=True), 1064.5, "1,064.50"),
        (NumberStyle(unit="元", thousands=True), 1064.5, "10,645,000.00"),
        (NumberStyle(), -0.5, "-0.50"),
        (NumberStyle(), 0.0, "0.00"),
        (NumberStyle(zero="0"), 0.0, "0"),
        (NumberStyle(zero=""), 0.0, ""),
    ],
)
def test_amounts_are_printed_in_the_style_of_the_layout(
    style: NumberStyle, amount: float, printed: str
) -> None:
    assert style.print(amount) == printed


def test_a_cell_is_printed_as_raw_says() -> None:
    rows = made()
    item = next(item for item in rows.line_items if item.statement == EXPENDITURE)
    item.raw = "7,777,777.7"
    cells = {
        cell.text
        for grid in read(typeset(rows, LAYOUTS["hubei"])).grids()
        for row in grid.rows
        for cell in row
    }
    assert "7,777,777.7" in cells


def expenditure_rows(rows: DisclosureRows, layout: str) -> list[list[str]]:
    """The cells of 支出决算表 as printed, line breaks within them taken out."""
    document = read(typeset(rows, LAYOUTS[layout]))
    found = []
    for title, block in pairwise(document.blocks):
        if isinstance(block, Grid) and not isinstance(title, Grid):
            found.append(block)
    table = next(
        grid
        for grid in found
        if any("上缴上级支出" in normalise(cell.text) for cell in grid.rows[0])
    )
    return [[normalise(cell.text) for cell in row] for row in table.rows]


def test_a_truncated_name_is_printed_truncated() -> None:
    rows = made()
    items = [item for item in rows.line_items if item.statement == EXPENDITURE and item.code]
    for item in items:
        if item.code == items[0].code:
            item.printed_name = "社会保障和就"
    assert [items[0].code, "社会保障和就"] in [row[:2] for row in expenditure_rows(rows, "hubei")]


def test_shifted_rows_have_their_labels_one_row_above_their_figures() -> None:
    rows = made("fujian")
    items = [item for item in rows.line_items if item.statement == EXPENDITURE]
    first = next(item.code for item in items if item.code)
    total = next(item.raw for item in items if item.code is None and item.measure == "total")
    top = next(item.raw for item in items if item.code == first and item.measure == "total")
    for item in items:
        if item.code in (None, first):
            item.repaired = ROW_SHIFT
    printed = expenditure_rows(rows, "fujian")
    at = next(number for number, row in enumerate(printed) if row[0] == "类")
    assert printed[at][3:5] == ["合计", ""]
    assert (printed[at + 1][0], printed[at + 1][4]) == (first, total)
    assert (printed[at + 2][0], printed[at + 2][4]) == ("", top)


# Tables over pages ------------------------------------------------------------------------------

HEAD = [["科目名称", "金额"]]
LONG = [[f"科目{number}", f"{number}.00"] for number in range(100)]


@pytest.mark.parametrize("repeats", [True, False])
def test_a_header_is_repeated_where_the_layout_repeats_it(repeats: bool) -> None:
    first, *others = grids(Sheet(HEAD + LONG, (1, 1), header=1, repeats=repeats))
    assert first[0] == HEAD[0]
    assert others
    assert [page[0] == HEAD[0] for page in others] == [repeats] * len(others)


def test_no_row_is_lost_or_printed_twice_over_page_breaks() -> None:
    pages = grids(Sheet(HEAD + LONG, (1, 1), header=1, repeats=True))
    assert [row for page in pages for row in page if row != HEAD[0]] == LONG


def test_a_merged_cell_goes_on_after_a_page_break_without_its_text() -> None:
    rows = [["产出指标" if number == 0 else UP, f"指标{number}"] for number in range(60)]
    first, second = grids(Sheet(rows, (1, 1)))
    assert first[0][0] == "产出指标"
    assert [row[0] for row in second] == [""] * len(second)


def wrapped(name: str) -> Rows:
    filler = [[f"科目{number}", "0.00"] for number in range(42)]
    return [*filler, [name * 3, "1.00"]]


def test_the_lines_of_a_wrapped_row_may_stand_on_two_pages() -> None:
    name = "机关事业单位基本养老保险缴费支出"
    paper = Paper("table")
    paper.table(Sheet(wrapped(name), (1, 4), breaks_rows=True))
    document = read(paper.finish())
    (grid,) = document.grids()
    assert document.pages == 2
    assert [normalise(cell.text) for cell in grid.rows[-1]] == [name * 3, "1.00"]


def test_a_wrapped_row_stays_whole_where_the_layout_keeps_it() -> None:
    name = "机关事业单位基本养老保险缴费支出"
    *_, last = grids(Sheet(wrapped(name), (1, 4)))
    assert normalise(last[-1][0]) == name * 3
    assert last[-1][1] == "1.00"


def test_a_cell_merged_both_ways_is_one_cell() -> None:
    rows = [["项目", LEFT, "金额"], [UP, UP, "小计"], ["208", "甲", "1.00"]]
    (page,) = grids(Sheet(rows, (1, 1, 1)))
    assert page == [["项目", "", "金额"], ["", "", "小计"], ["208", "甲", "1.00"]]


# What is refused --------------------------------------------------------------------------------


def test_a_row_that_the_layout_has_no_place_for_is_named() -> None:
    rows = made()
    rows.line_items.append(
        replace(rows.line_items[0], name="土地出让收入", printed_name="土地出让收入")
    )
    with pytest.raises(UnplacedError, match="土地出让收入"):
        typeset(rows, LAYOUTS["hubei"])


def test_a_form_that_the_layout_does_not_print_is_named() -> None:
    rows = made("hebei", seed=2)
    with pytest.raises(UnplacedError, match="department_target"):
        typeset(replace(made(), evaluations=rows.evaluations[-1:]), LAYOUTS["hubei"])


def test_a_column_that_the_form_has_no_place_for_is_named() -> None:
    rows = next(rows for seed in range(9) if (rows := made(seed=seed)).evaluations)
    rows.evaluations[0].deduction = 1.5
    with pytest.raises(UnplacedError, match="deduction"):
        typeset(rows, LAYOUTS["hubei"])


def test_a_machine_without_a_font_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "_CANDIDATES", ())
    fonts.register.cache_clear()
    try:
        with pytest.raises(fonts.NoFontError, match="install WenQuanYi Micro Hei") as raised:
            typeset(made(), LAYOUTS["hubei"])
        assert "\n" not in str(raised.value)
    finally:
        fonts.register.cache_clear()


# Shipping ---------------------------------------------------------------------------------------


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "corpus", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [(None, "no texts of disclosures here"), ("一份通知，没有表格。", "no fiscal disclosure")],
)
def test_what_cannot_be_shipped_is_one_clear_line(
    tmp_path: Path, text: str | None, problem: str
) -> None:
    if text:
        (tmp_path / "notice.txt").write_text(text, encoding="utf-8")
    result = run("ship", "--from", str(tmp_path), "--to", str(tmp_path / "out"))
    assert result.returncode == 1
    assert problem in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_shipped_files_are_what_the_originals_give(seeds: Path, tmp_path: Path) -> None:
    made_anew = {path.name: path.read_bytes() for path in ship(seeds, tmp_path)}
    assert set(made_anew) == set(SHIPPED.values())
    for name, content in made_anew.items():
        shipped = (DISCLOSURES / name).read_bytes()
        # Another version of the font gives other bytes with the same text in the same places.
        assert content == shipped or read(content).blocks == read(shipped).blocks, (
            f"{name} is out of date: run python -m corpus ship"
        )


@pytest.mark.parametrize("city", SEEDS)
def test_no_reason_of_the_original_is_printed(city: str) -> None:
    rows = seed_rows(city)
    reasons = {
        normalise(row.reason)
        for row in (*rows.indicators, *rows.statements_in_prose)
        if row.reason and len(row.reason) > 10
    }
    document = read((DISCLOSURES / SHIPPED[city]).read_bytes())
    lines = "".join(normalise(line.text) for line in document.lines())
    cells = "|".join(
        normalise(cell.text) for grid in document.grids() for row in grid.rows for cell in row
    )
    assert not [reason for reason in reasons if reason in lines or reason in cells]
