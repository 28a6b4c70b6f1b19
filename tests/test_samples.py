"""Real disclosures that five typeset ones cannot stand for: what they say, and what was read.

samples.tsv under tests/expected names the row in which each figure of the list of true figures
must stand; what the model has no row for is named there with the reason.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from documents import SHARED

from analytics.documents import read_disclosure
from analytics.model import DisclosureRows
from analytics.reading import UnreadableError

SAMPLES = SHARED / "samples"
EXPECTED = Path(__file__).parent / "expected" / "samples.tsv"

IDENTITIES = {
    "beijing_yibaoju_2026_budget-tables.pdf": "北京市医疗保障局 2026 budget department 万元",
    "beijing_zhengwuju_2026_budget-narrative-SCAN.pdf": (
        "北京市政务服务和数据管理局 2026 budget department 万元"
    ),
    "changsha_xinfangju_2026_budget.pdf": "长沙市信访局 2026 budget department 万元",
    "foshan_guidaojiaotongju_2019_final.pdf": (
        "佛山市轨道交通局 2019 final_accounts department 万元"
    ),
    "fuzhou_yibaoju_2026_budget.pdf": "福州市医疗保障局 2026 budget department 万元",
    "guojia-xinfangju_2024_final.pdf": "国家信访局 2024 final_accounts department 万元",
    "jiangsu_renda_2019_budget-tables.pdf": ("江苏省人大常委会办公厅 2019 budget department 万元"),
    "kunming_zhengfuban_2026_budget.html": "昆明市人民政府办公室机关 2026 budget department 元",
    "ningde_zhengfuban_2024_selfeval.pdf": (
        "宁德市人民政府办公室 2024 final_accounts department 万元"
    ),
    "shanghai-putuo_guiziju_2024_final.pdf": (
        "上海市普陀区规划和自然资源局 2024 final_accounts department 万元"
    ),
    "shanghai-putuo_sifaju_2026_unit-budget.pdf": "上海市普陀区司法局 2026 budget unit 元",
    "shanghai-putuo_wanlijiedao_2023_budget.pdf": (
        "上海市普陀区人民政府万里街道办事处 2023 budget department 元"
    ),
    "shanghai-putuo_wanlijiedao_2024_budget.pdf": (
        "上海市普陀区人民政府万里街道办事处 2024 budget department 元"
    ),
    "shenzhen_yibaoju_2026_budget.pdf": "深圳市医疗保障局（本级） 2026 budget unit 万元",
    "wuxi_xinfangju_2025_budget.pdf": "无锡市信访局 2025 budget department 万元",
    "xian_yibaoju_2022_budget.pdf": "西安市医疗保障局 2022 budget department 元",
    "yantai_xinfangju_2026_budget.pdf": "烟台市信访局 2026 budget department 万元",
}


@lru_cache(maxsize=len(IDENTITIES))
def rows_of(name: str) -> DisclosureRows:
    """All rows of the model that a sample yields."""
    return read_disclosure(SAMPLES / name)


@pytest.mark.parametrize("name", IDENTITIES)
def test_who_published_what(samples: Path, name: str) -> None:
    one = rows_of(name).disclosure
    said = (one.agency, one.fiscal_year, one.kind, one.scope, one.printed_unit)
    assert " ".join(map(str, said)) == IDENTITIES[name]


TABLES = {
    # Pages 3 and 6 leave out the items of 81,779.00 万元 that their totals hold.
    "beijing_yibaoju_2026_budget-tables.pdf": "5 closed, 2 empty, 2 open: expenditure"
    " general_budget_expenditure",
    # An explanation without its tables, which are another document.
    "beijing_zhengwuju_2026_budget-narrative-SCAN.pdf": "9 missing",
    # State capital: the document has no such table.
    "changsha_xinfangju_2026_budget.pdf": "7 closed, 1 empty, 1 missing",
    # The form of 2019 has no state capital.
    "foshan_guidaojiaotongju_2019_final.pdf": "8 closed, 1 missing",
    "fuzhou_yibaoju_2026_budget.pdf": "9 closed",
    "guojia-xinfangju_2024_final.pdf": "7 closed, 2 empty",
    # State capital: the forms of 2019 have none.
    "jiangsu_renda_2019_budget-tables.pdf": "7 closed, 1 empty, 1 missing",
    # The tables are attachments of the page.
    "kunming_zhengfuban_2026_budget.html": "9 missing",
    # One form of a department's self-evaluation, and nothing else.
    "ningde_zhengfuban_2024_selfeval.pdf": "9 missing",
    "shanghai-putuo_guiziju_2024_final.pdf": "7 closed, 2 empty",
    # Pages 11 and 14: 2040601 prints project expenditure that its total does not hold.
    "shanghai-putuo_sifaju_2026_unit-budget.pdf": "5 closed, 2 empty, 2 open: expenditure"
    " general_budget_expenditure",
    "shanghai-putuo_wanlijiedao_2023_budget.pdf": "7 closed, 2 empty",
    "shanghai-putuo_wanlijiedao_2024_budget.pdf": "7 closed, 2 empty",
    "shenzhen_yibaoju_2026_budget.pdf": "9 closed",
    "wuxi_xinfangju_2025_budget.pdf": "7 closed, 2 empty",
    # State capital: the document has no such table.
    "xian_yibaoju_2022_budget.pdf": "7 closed, 1 empty, 1 missing",
    # Pages 7, 9 and 13 leave out the item of 524.00 万元 that 20140 holds; the fiscal summary is
    # printed without figures.
    "yantai_xinfangju_2026_budget.pdf": "3 closed, 3 empty, 3 open: revenue expenditure"
    " general_budget_expenditure",
}


@pytest.mark.parametrize("name", TABLES)
def test_how_many_statutory_tables_add_up(samples: Path, name: str) -> None:
    tables = [table for table in rows_of(name).tables if table.statement]
    counted = Counter(table.status for table in tables)
    said = ", ".join(f"{count} {status}" for status, count in sorted(counted.items()))
    still_open = [table.statement or "" for table in tables if table.status == "open"]
    assert ": ".join(filter(None, [said, " ".join(still_open)])) == TABLES[name]


def listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


ROWS = listed(EXPECTED)
STORED = [each for each in ROWS if not each["row"].startswith("none: ")]


def test_every_true_figure_has_its_row(samples: Path) -> None:
    true = {(each["file"], each["item"]) for each in listed(samples / "truth.tsv")}
    assert {(each["file"], each["item"]) for each in ROWS} == true


def figures(rows: DisclosureRows, row: str, measure: str) -> Iterator[float | str | None]:
    """The figures that stand in a row: statement, section and code or name; or topic; or form."""
    match row.split():
        case ["prose", topic]:
            for stated in rows.statements_in_prose:
                if topic in (stated.topic, stated.code):
                    yield getattr(stated, measure)
        case ["form", name]:
            for form in rows.evaluations:
                if form.name == name:
                    yield getattr(form, measure)
        case ["indicator", name]:
            for indicator in rows.indicators:
                if indicator.name == name:
                    yield getattr(indicator, measure)
        case [statement, section, key]:
            code, _, economic_code = key.partition("×")
            for item in rows.line_items:
                named = (item.statement, item.section or "-", item.measure)
                if named == (statement, section, measure) and (
                    key == item.name
                    or (code == item.code and economic_code == (item.economic_code or ""))
                    or (economic_code and code == item.code == economic_code)
                ):
                    yield item.amount


@pytest.mark.parametrize(
    "each", STORED, ids=lambda each: f"{each['file'].split('_')[0]} {each['item']}"
)
def test_a_true_figure_stands_in_its_row(samples: Path, each: dict[str, str]) -> None:
    true = {(one["file"], one["item"]): one["value"] for one in listed(samples / "truth.tsv")}
    printed = true[each["file"], each["item"]]
    scale = Decimal(10000) if "（元" in each["item"] else Decimal(1)
    if "%" in printed or "%" in each["item"]:
        scale = Decimal(100)
    value = Decimal(printed.replace(",", "").rstrip("%")) / scale
    found = {
        Decimal(str(one)) for one in figures(rows_of(each["file"]), each["row"], each["measure"])
    }
    if each["row"].startswith("prose "):
        assert value in found
    else:
        assert found == {value}


@pytest.mark.parametrize(
    "name",
    [
        "NEG_fuzhou_yibaoju_herb-price-list.pdf",
        "NEG_luoyang_yibaoju_policy-qa.html",
        "shanghai-XX_TEMPLATE_2024_final-blank.pdf",
    ],
)
def test_what_only_looks_like_a_disclosure_is_refused(samples: Path, name: str) -> None:
    with pytest.raises(UnreadableError, match="no fiscal disclosure was recognised"):
        rows_of(name)


def test_a_page_whose_disclosure_is_attached_asks_for_the_attachment(samples: Path) -> None:
    with pytest.raises(UnreadableError, match="attach"):
        rows_of("NEG_chongqing_yibaoju_html-as-pdf.pdf")
