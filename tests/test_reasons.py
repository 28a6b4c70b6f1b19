"""Why a table can be read in several ways: stored in English, told in the page's language."""

from __future__ import annotations

import re

import pytest

from analytics.dashboard.reasons import in_words
from analytics.language import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("reason", "english", "chinese"),
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
    reason: str, english: str | None, chinese: str
) -> None:
    assert in_words(reason, ENGLISH) == (english or reason)
    assert in_words(reason, CHINESE) == chinese


def test_a_phrase_that_is_not_known_stays_as_it_is() -> None:
    assert in_words("taken: by hand", CHINESE) == "采用：by hand"


def test_no_term_of_the_model_is_left() -> None:
    reason = "as printed: three_public_sum does not hold, its parts are 3"
    assert not re.search("[a-z]_[a-z]", in_words(reason, ENGLISH))
