"""The nine statutory tables of the five published originals, cell by cell and as a family.

Figures asserted here were read in the documents.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from documents import SEEDS, document, rows_of, seed_rows, seed_text

from analytics.model import DisclosureRows, LineItem
from analytics.recognising.tables import recognise_tables
from analytics.recognising.titles import statement_of, table_title
from analytics.recognising.wording import normalise

LINE_ITEMS = {"fushun": 234, "ezhou": 605, "fuzhou": 607, "langfang": 206, "luoyang": 550}
"""Printed amounts in the nine tables; Langfang's are 185 and 21 of the column 本年收入小计."""

BY_STATEMENT = {
    "ezhou": (42, 154, 132, 125, 57, 83, 12, 0, 0),
    "fushun": (8, 50, 54, 13, 75, 28, 6, 0, 0),
    "fuzhou": (42, 153, 126, 125, 63, 83, 6, 6, 3),
    "langfang": (8, 63, 45, 13, 45, 29, 3, 0, 0),
    "luoyang": (42, 126, 108, 125, 54, 83, 12, 0, 0),
}
STATEMENTS = (
    "revenue_expenditure_summary",
    "revenue",
    "expenditure",
    "fiscal_appropriation_summary",
    "general_budget_expenditure",
    "basic_expenditure",
    "three_public",
    "government_fund",
    "state_capital",
)


def find(rows: DisclosureRows, statement: str, key: str, measure: str) -> LineItem:
    """The line item of a code or name in a column of a table."""
    (item,) = (
        item
        for item in rows.line_items
        if item.statement == statement
        and item.measure == measure
        and key in (item.code, item.name, f"{item.section}:{item.name}")
    )
    return item


@pytest.mark.parametrize("city", SEEDS)
def test_every_printed_amount_makes_one_row(city: str) -> None:
    rows = seed_rows(city)
    assert len(rows.line_items) == LINE_ITEMS[city]
    counted = Counter(item.statement for item in rows.line_items)
    assert tuple(counted[statement] for statement in STATEMENTS) == BY_STATEMENT[city]


AMOUNTS = [
    ("ezhou", "revenue_expenditure_summary", "其他收入", "amount", 2.51),
    ("ezhou", "revenue_expenditure_summary", "expenditure:其他支出", "amount", 2.51),
    ("ezhou", "revenue_expenditure_summary", "revenue:总计", "amount", 1067.01),
    ("ezhou", "revenue", "2299999", "other", 2.51),
    ("ezhou", "expenditure", "2101504", "project", 138.02),
    ("ezhou", "general_budget_expenditure", "合计", "basic", 813.91),
    ("ezhou", "basic_expenditure", "30226", "amount", 104.32),
    ("ezhou", "basic_expenditure", "公用经费合计", "amount", 193.97),
    ("ezhou", "three_public", "公务接待费", "budget", 0.70),
    ("ezhou", "three_public", "公务接待费", "final", 0.15),
    ("fushun", "revenue", "2101550", "fiscal_appropriation", 626.49),
    ("fushun", "expenditure", "合计", "project", 5085.49),
    ("fushun", "fiscal_appropriation_summary", "社会保障和就业支出", "total", 148.02),
    ("fushun", "general_budget_expenditure", "20805", "project", 0.00),
    ("fushun", "basic_expenditure", "31002", "amount", 0.43),
    ("fushun", "three_public", "公务用车运行维护费", "budget", 4.50),
    ("fuzhou", "revenue", "合计", "other", 66.86),
    ("fuzhou", "revenue", "2101506", "other", 66.75),
    ("fuzhou", "expenditure", "2101501", "project", 40.47),
    ("fuzhou", "basic_expenditure", "30399", "amount", 134.15),
    ("fuzhou", "three_public", "公务接待费", "final", 4.15),
    ("fuzhou", "government_fund", "合计", "closing_balance", 0.00),
    ("langfang", "revenue", "2101202", "subtotal", 2880.00),
    ("langfang", "expenditure", "2083099", "project", 2.42),
    ("langfang", "basic_expenditure", "人员经费合计", "amount", 599.67),
    ("langfang", "basic_expenditure", "30309", "amount", 0.10),
    ("langfang", "three_public", "公务用车购置及运行维护费", "budget", 4.38),
    ("luoyang", "expenditure", "2101301", "project", 296.88),
    ("luoyang", "three_public", "公务用车购置费", "final", 9.48),
    ("luoyang", "basic_expenditure", "人员经费合计", "amount", 109.75),
]
"""Amounts as read in the documents: city, table, code or name, measure, 万元."""


@pytest.mark.parametrize(("city", "statement", "key", "measure", "amount"), AMOUNTS)
def test_amounts_as_printed(
    city: str, statement: str, key: str, measure: str, amount: float
) -> None:
    item = find(seed_rows(city), statement, key, measure)
    assert item.amount == amount
    lines = seed_text(city).splitlines()
    at = int(item.locator.removeprefix("line ")) - 1
    assert item.raw in lines[at].split("\t")
    above = normalise("".join(lines[max(at - 6, 0) : at + 1]))
    assert normalise(item.printed_name) in above


def test_blank_makes_no_row_and_zero_makes_one() -> None:
    fushun = seed_rows("fushun").line_items
    assert not [item for item in fushun if item.name == "公务接待费"]
    luoyang = seed_rows("luoyang")
    assert find(luoyang, "three_public", "公务接待费", "final").raw == "0"


def test_sections_tell_the_sides_of_a_summary_apart() -> None:
    rows = seed_rows("ezhou")
    summary = [x for x in rows.line_items if x.statement == "fiscal_appropriation_summary"]
    carried = [x.name for x in summary if x.section == "carry_over"]
    assert carried == [
        "一般公共预算财政拨款",
        "政府性基金预算财政拨款",
        "国有资本经营预算财政拨款",
    ]
    assert {x.measure for x in summary if x.section == "expenditure"} == {
        "total",
        "general_public_budget",
        "government_fund",
        "state_capital",
    }


def test_levels_follow_the_code() -> None:
    rows = seed_rows("luoyang").line_items
    levels = {(x.statement, x.code): x.level for x in rows if x.code}
    assert levels["expenditure", "210"] == 1
    assert levels["expenditure", "21013"] == 2
    assert levels["expenditure", "2101301"] == 3
    assert levels["basic_expenditure", "301"] == 1
    assert levels["basic_expenditure", "30101"] == 2


def test_a_name_that_a_page_break_cuts_is_joined() -> None:
    item = find(seed_rows("fuzhou"), "revenue", "2080505", "total")
    assert item.printed_name == "机关事业单位基本养老保险缴费支出"
    assert item.repaired == "column_dropped"


def test_names_cut_short_are_restored_from_the_code_list() -> None:
    item = find(seed_rows("fushun"), "revenue", "2080506", "total")
    assert item.printed_name == "机关事业单位职业年金缴费支"
    assert item.name == "机关事业单位职业年金缴费支出"
    assert item.repaired == "name_restored"


# The family rather than the five ------------------------------------------------------------------

AMOUNT = re.compile(r"(?<![\d.])\d[\d,]*\.\d\d(?![\d%])")


def tripled(text: str) -> str:
    """The text with each amount of two decimals three times as large: every sum still closes."""

    def triple(match: re.Match[str]) -> str:
        cents = int(match[0].replace(",", "").replace(".", "")) * 3
        return f"{cents // 100}.{cents % 100:02d}"

    return AMOUNT.sub(triple, text)


def title_lines(lines: list[str]) -> list[int]:
    """Where the tables' own titles stand: each the last title before its table."""
    titled = [
        at
        for at, line in enumerate(lines)
        if "\t" not in line.strip()
        and (title := table_title(re.sub(r"^[#\s]*(?:\[bookmark:[^\]]*\])?", "", line)))
        and statement_of(title)
    ]
    return [
        at
        for at, after in zip(titled, [*titled[1:], len(lines)], strict=True)
        if any(line.startswith("\t") or "\t" in line for line in lines[at + 1 : after])
    ]


def in_reverse_order(text: str) -> str:
    """The text with its statutory tables in the opposite order."""
    lines = text.splitlines()
    starts = title_lines(lines)
    end = next(
        (
            at
            for at in range(starts[-1] + 1, len(lines))
            if re.match(r"^[#\s]*(?:第[三五]部分|.*情况说明$)", lines[at])
        ),
        len(lines),
    )
    pieces = [[*lines[a:b], ""] for a, b in zip(starts, [*starts[1:], end], strict=True)]
    turned = [line for piece in reversed(pieces) for line in piece]
    return "\n".join(lines[: starts[0]] + turned + lines[end:])


def key(item: LineItem) -> tuple[object, ...]:
    return (item.statement, item.section, item.code, item.name, item.measure, item.repaired)


@pytest.mark.parametrize("city", SEEDS)
def test_other_figures_come_out_as_well(city: str) -> None:
    original = {key(x): x.amount for x in seed_rows(city).line_items}
    changed = {key(x): x.amount for x in rows_of(tripled(seed_text(city))).line_items}
    assert changed == pytest.approx({at: amount * 3 for at, amount in original.items()})


@pytest.mark.parametrize("city", SEEDS)
def test_the_order_of_the_tables_does_not_matter(city: str) -> None:
    original = Counter((key(x), x.amount) for x in seed_rows(city).line_items)
    turned = rows_of(in_reverse_order(seed_text(city)))
    assert next(t.statement for t in turned.tables if t.statement) != "revenue_expenditure_summary"
    assert Counter((key(x), x.amount) for x in turned.line_items) == original


@pytest.mark.parametrize("city", SEEDS)
def test_line_wraps_inside_labels_do_not_matter(city: str) -> None:
    original = [(key(x), x.amount) for x in seed_rows(city).line_items]
    wrapped = re.sub(r"(支出|预算|经费|收入)(?=[^\n\t支预经收]{0,3}[\t])", r"\1 ", seed_text(city))
    assert [(key(x), x.amount) for x in rows_of(wrapped).line_items] == original


@pytest.mark.parametrize("city", SEEDS)
def test_another_body_and_year(city: str) -> None:
    text = seed_text(city)
    agency = seed_rows(city).disclosure.agency
    year = seed_rows(city).disclosure.fiscal_year
    moved = text.replace(agency, "绍兴市越城区医疗保障局").replace(str(year), "2031")
    rows = rows_of(moved)
    assert rows.disclosure.agency == "绍兴市越城区医疗保障局"
    assert rows.disclosure.fiscal_year == 2031
    assert (rows.disclosure.province, rows.disclosure.city) == ("浙江省", "绍兴市")
    assert len(rows.line_items) == LINE_ITEMS[city]


def test_a_unit_printed_over_a_table_counts_for_that_table() -> None:
    text = seed_text("luoyang")
    head, tail = text.split("三公”经费支出决算表\n\n公开 09 表\n单位：万元", 1)
    in_yuan = f"{head}三公”经费支出决算表\n\n公开 09 表\n单位：元{tail}"
    tables = recognise_tables(document(in_yuan), seed_rows("luoyang").disclosure)
    units = {table.statement: table.unit for table in tables}
    assert units["three_public"] == "元"
    assert units["expenditure"] == "万元"
