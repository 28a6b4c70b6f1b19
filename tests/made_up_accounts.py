"""Whole final accounts of made-up amounts with all that stands around their tables.

A cover, a table of contents with the titles of the tables, a list of subordinate units, notes,
empty tables that say why, an explanation, and a glossary that repeats the terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count, zip_longest
from typing import NamedTuple

from analytics.reading.blocks import Cell, Document, Grid
from analytics.reference import functional_names

NUMERALS = "一二三四五六七八九"
TITLES = (
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算明细表",
    "财政拨款“三公”经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表",
)


class Item(NamedTuple):
    """A functional item of seven digits, its basic and its project expenditure."""

    code: str
    basic: Decimal
    project: Decimal


class Accounts(NamedTuple):
    """Whose final accounts of which year, in which unit; 部门 or 单位."""

    agency: str
    year: int
    scope: str
    unit: str
    items: Sequence[tuple[str, str, str]]

    def tree(self) -> list[Item]:
        """The items with their 类 and 款, in the order of the codes."""
        sums: dict[str, list[Decimal]] = {}
        for code, basic, project in self.items:
            for digits in (3, 5, 7):
                parts = sums.setdefault(code[:digits], [Decimal(0), Decimal(0)])
                parts[0] += Decimal(basic)
                parts[1] += Decimal(project)
        return [Item(code, *parts) for code, parts in sorted(sums.items())]

    def text(self) -> str:
        """The document as text, tables tab-separated."""
        return "\n".join(_lines(self)) + "\n"


def padded(document: Document) -> Document:
    """The document with the rows of each grid brought to one width, as other formats need."""
    for block in document.blocks:
        if isinstance(block, Grid):
            width = max(map(len, block.rows))
            for row in block.rows:
                row.extend(Cell("", row[0].place) for _ in range(width - len(row)))
    return document


def _lines(accounts: Accounts) -> Iterator[str]:
    agency, year, scope, unit, _ = accounts
    yield from (f"{year}年度", agency, f"{scope}决算", "目  录", f"第一部分 {agency}{scope}概况")
    for numeral, title in zip(NUMERALS, TITLES, strict=True):
        yield f"{numeral}、{title}……………………{NUMERALS.index(numeral) + 5}"
    yield from ("第三部分 决算情况说明", "第四部分 名词解释", f"第一部分 {scope}概况")
    yield f"{agency}内设办公室、财务科。纳入{year}年度部门决算编制范围的预算单位包括："
    yield f"序号\t单位名称\t单位性质\n1\t{agency}本级\t行政单位\n2\t云溪县服务中心\t事业单位\n"
    for number, title, rows, note in zip(count(1), TITLES, _tables(accounts), _NOTES, strict=False):
        yield f"{title}\n公开0{number}表\n部门：{agency}    金额单位：{unit}"
        yield from ("\t".join(row) for row in rows)
        yield note
    total = sum(item.basic + item.project for item in accounts.tree() if len(item.code) == 3)
    yield "第三部分 决算情况说明"
    yield f"一、收入支出决算总体情况说明\n{year}年度收、支总计均为{total:,.2f}{unit}。"
    yield f"二、“三公”经费支出预算为6.00{unit}，支出决算为4.50{unit}，完成预算的75%。"
    yield "第四部分 名词解释"
    yield "一、财政拨款收入：指单位从同级财政部门取得的财政预算资金。"
    yield "二、收入支出决算总表：反映单位本年度的总收支情况。"


_NOTES = (
    "注：本表反映部门本年度的总收支和年末结转结余情况。",
    *("注：本表反映部门本年度的收支情况。",) * 6,
    "注：本部门没有政府性基金收入，也没有使用政府性基金安排的支出，故本表为空。",
    "说明：本部门没有使用国有资本经营预算安排的支出，本表为空表。",
)


def _tables(accounts: Accounts) -> Iterator[list[list[str]]]:
    tree = accounts.tree()
    classes = [item for item in tree if len(item.code) == 3]
    basic, project = sum(x.basic for x in classes), sum(x.project for x in classes)
    total = _shown(basic + project)
    both = [total, _shown(basic), _shown(project)]
    sides = [
        (f"{NUMERALS[n]}、{functional_names()[x.code]}", _shown(x.basic + x.project))
        for n, x in enumerate(classes)
    ]
    by_code = [
        [
            x.code,
            functional_names()[x.code],
            *map(_shown, (x.basic + x.project, x.basic, x.project)),
        ]
        for x in tree
    ]
    income = [("一、一般公共预算财政拨款收入", total), ("二、事业收入", ""), ("三、其他收入", "")]
    yield [
        ["收入", "", "", "支出", "", ""],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
        *(
            [*(left or [""] * 3), *(right or [""] * 3)]
            for left, right in zip_longest(_numbered(income, 1), _numbered(sides, 21))
        ),
        ["本年收入合计", "9", total, "本年支出合计", "29", total],
        ["年初结转和结余", "11", "", "年末结转和结余", "31", ""],
        ["总计", "12", total, "总计", "32", total],
    ]
    yield [
        ["项目", "", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "其他收入"],
        ["功能分类科目编码", "科目名称", "", "", "", "", ""],
        ["栏次", "", "1", "2", "3", "4", "5"],
        ["合计", "", total, total, "", "", ""],
        *([*row[:3], row[2], "", "", ""] for row in by_code),
    ]
    yield [
        ["项目", "", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出"],
        ["功能分类科目编码", "科目名称", "", "", "", "", ""],
        ["栏次", "", "1", "2", "3", "4", "5"],
        ["合计", "", *both, "", ""],
        *([*row, "", ""] for row in by_code),
    ]
    yield [
        ["收入", "", "", "支出", "", "", ""],
        ["项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款"],
        ["栏次", "", "1", "栏次", "", "2", "3"],
        ["一、一般公共预算财政拨款", "1", total, sides[0][0], "31", sides[0][1], sides[0][1]],
        *(["", str(n), "", name, str(30 + n), x, x] for n, (name, x) in enumerate(sides[1:], 2)),
        ["本年收入合计", "9", total, "本年支出合计", "59", total, total],
        ["总计", "14", total, "总计", "64", total, total],
    ]
    yield [
        ["项目", "", "本年支出", "", ""],
        ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        ["栏次", "", "1", "2", "3"],
        ["合计", "", *both],
        *by_code,
    ]
    public = basic // 5
    staff, operation = _shown(basic - public), _shown(public)
    yield [
        ["人员经费", "", "", "公用经费", "", ""],
        ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
        ["301", "工资福利支出", staff, "302", "商品和服务支出", operation],
        ["30101", "基本工资", staff, "30201", "办公费", operation],
        ["人员经费合计", "", staff, "公用经费合计", "", operation],
    ]
    items = ["合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"]
    parts = ["", "", "小计", "公务用车购置费", "公务用车运行费", ""]
    yield [
        ["预算数", *[""] * 5, "决算数", *[""] * 5],
        items * 2,
        parts * 2,
        [str(n) for n in range(1, 13)],
        ["6.00", "", "4.00", "", "4.00", "2.00", "4.50", "", "3.00", "", "3.00", "1.50"],
    ]
    yield [
        ["项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"],
        ["功能分类科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""],
        ["栏次", "", "1", "2", "3", "4", "5", "6"],
        ["合计", *[""] * 7],
    ]
    yield [
        ["项目", "", "本年支出", "", ""],
        ["功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["栏次", "", "1", "2", "3"],
        ["合计", *[""] * 4],
    ]


def _numbered(rows: Sequence[tuple[str, str]], first: int) -> Iterator[list[str]]:
    return ([name, str(n), amount] for n, (name, amount) in enumerate(rows, first))


def _shown(amount: Decimal | int) -> str:
    return f"{amount:,.2f}" if amount else ""
