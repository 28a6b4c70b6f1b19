"""What is stored or said in English is told in the page's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from analytics.language import CHINESE, ENGLISH
from analytics.phrases import problem, reason
from analytics.reading import formats, limits

ROOT = Path(__file__).resolve().parents[1]
ERRORS = ("UnreadableError", "StoreError", "too_large", "Failure", "CorrectionsError")
FILLED = {
    "this is 3",
    "the Office file is 3",
    "no fiscal disclosure was recognised (no 3)",
    "3; what it names as attachments and pictures is not in it (3)",
}
"""Texts that stand for several, which are told one by one."""


@pytest.mark.parametrize(
    ("told", "english", "chinese"),
    [
        (
            "taken: its sums hold, and it agrees with revenue_expenditure_summary",
            "taken: its sums hold, and it agrees with Revenue and expenditure summary 收入支出总表",
            "采用：本表勾稽相符，且与收入支出总表一致",
        ),
        (
            "taken: only 2 of its sums fail, and it moves nothing but 0;"
            " what differs from the other readings is where 0 stands",
            None,
            "采用：本表仅2处勾稽不符，且移动的数字都是0；与其他读法的区别仅在于0的位置",
        ),
        (
            "possible: its sums hold, and the figures moved have the decimals of the others;"
            " so it is in 3 readings",
            None,
            "可能：本表勾稽相符，且移动的数字与其他数字小数位数相同；共有3种读法如此",
        ),
        (
            "possible: its sums hold, but nothing else speaks for it",
            None,
            "可能：本表勾稽相符，但别无佐证",
        ),
        ("possible: its sums hold as well", None, "可能：本表勾稽相符（与采用的读法相同）"),
        ("as printed: 4 of its sums and rows fail", None, "按原文：4处勾稽或行次不符"),
        (
            "as printed: row_total does not hold, its parts are -12.5",
            "as printed: the total of the row does not hold, its parts are -12.5",
            "按原文：本行合计不符，各组成部分合计-12.5",
        ),
        (
            "taken: in 元 it agrees with revenue",
            "taken: in 元 it agrees with Revenue 收入表",
            "采用：以元计，与收入表一致",
        ),
        (
            "possible: in 万元 it agrees with a sentence of the explanation",
            None,
            "可能：以万元计，与情况说明中的文字一致",
        ),
        (
            "in 万元, as most of the document, it does not",
            None,
            "以万元计（与本文件多数表相同），则不一致",
        ),
        (
            "possible: the table states no unit; in 万元",
            None,
            "可能：本表未注明单位；以万元计",
        ),
        ("possible: the table states 元", None, "可能：本表注明的单位为元"),
    ],
)
def test_a_reason_is_told_with_its_terms_in_words(
    told: str, english: str | None, chinese: str
) -> None:
    assert reason(told, ENGLISH) == (english or told)
    assert reason(told, CHINESE) == chinese


def test_a_phrase_that_is_not_known_stays_as_it_is() -> None:
    assert reason("taken: by hand", CHINESE) == "采用：by hand"


def test_no_term_of_the_model_is_left() -> None:
    told = "as printed: three_public_sum does not hold, its parts are 3"
    assert not re.search("[a-z]_[a-z]", reason(told, ENGLISH))


def said_of_files() -> Iterator[str]:
    """What the code says is wrong with files and stores, and what to do; 3 stands for values."""
    for path in (ROOT / "analytics").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                branches = [
                    [each.body, each.orelse] if isinstance(each, ast.IfExp) else [each]
                    for each in node.args
                ]
                yield from filter(None, map(text_of, chain.from_iterable(branches)))
    for _, name in formats._UNSUPPORTED:
        yield f"this is {name}"
    for _, name, remedy in formats._OTHER_PARTS:
        yield f"this is {name}: {remedy}"
    for _, name, remedy in formats._STREAMS:
        yield f"the Office file is {name}: {remedy}"
    yield f"{formats._SUPPLY}: {formats._UNPACK}: {limits._SMALLER}"


def text_of(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.Constant) else "3" for each in node.values]
        return "".join(map(str, parts))
    return str(node.value) if isinstance(node, ast.Constant) else ""


@pytest.mark.parametrize("told", sorted({*said_of_files()} - FILLED))
def test_what_is_wrong_with_a_file_is_told_in_chinese(told: str) -> None:
    chinese = problem(told, CHINESE)
    assert problem(told, ENGLISH) == told
    assert not re.search("[a-z]{3,} [a-z]", chinese), chinese
    assert re.search("[一-鿿]", chinese)


@pytest.mark.parametrize(
    ("told", "chinese"),
    [
        (
            "no fiscal disclosure was recognised (no agency, no year):"
            " supply a 部门预算 or 部门决算 document",
            "未识别出财政信息公开内容（没有单位名称和年度）：请提供部门预算或部门决算文件",
        ),
        (
            "no page of the PDF holds readable text: it is probably scanned:"
            " run without --no-ocr to read the pictures of its pages",
            "PDF各页都没有可读的文字：很可能是扫描件：去掉--no-ocr再运行，以识别页面图像",
        ),
        (
            "no fiscal disclosure was recognised (no statutory table, form or amount);"
            " what it names as attachments and pictures is not in it (a.pdf and 2 more):"
            " download these files and supply them",
            "未识别出财政信息公开内容（没有法定报表、自评表或金额）；"
            "所提到的附件和图片不在其中（a.pdf and 2 more）：请下载这些文件并提供",
        ),
        (
            "is too large (70 MB, more than 64 MB): split the document or supply a smaller version"
            " of it",
            "文件过大（70 MB，上限64 MB）：请拆分文件或提供较小的版本",
        ),
        (
            "took longer than 900 seconds to read: split the document, or raise Work.seconds in"
            " analytics/settings.py",
            "读取时间超过900秒：请拆分文件，或调高analytics/settings.py中的Work.seconds",
        ),
        (
            "/data/a b.duckdb: another process has held it for 10 seconds: let that finish or close"
            " it, then try again",
            "/data/a b.duckdb：已被其他进程占用10秒：请等其结束或将其关闭后再试",
        ),
        (
            '/s.duckdb: cannot be used as a store (IO Error: The file "s" exists; but is none!):'
            " name another file, or remove it and ingest the documents again",
            '/s.duckdb：不能作为数据库使用（IO Error: The file "s" exists; but is none!）：'
            "请指定其他文件，或删除后重新读入文件",
        ),
        (
            "c.yml: entry 2: cell.measure: 'paid' is none of amount, rate",
            "c.yml：第2条: cell.measure：'paid'不是下列之一：amount, rate",
        ),
        ("/a: b/s.duckdb: the original is gone", "/a: b/s.duckdb：原件已不在"),
        ("something else: do it", "something else: do it"),
    ],
)
def test_a_problem_is_told_with_what_to_do(told: str, chinese: str) -> None:
    assert problem(told, ENGLISH) == told
    assert problem(told, CHINESE) == chinese
