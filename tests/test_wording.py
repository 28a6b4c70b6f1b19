"""Text as the model keeps it, and numbers as they are printed."""

from decimal import Decimal

import pytest

from analytics.recognising.amounts import parse_number, parse_percentage, printed_unit
from analytics.recognising.wording import canonical_label, normalise


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("⼈员经费", "人员经费"),  # Kangxi radical, folded by NFKC
        ("部⻔决算", "部门决算"),  # CJK radical, which NFKC keeps
        ("公务用⻋", "公务用车"),
        ("合 计", "合计"),
        ("机关事业单位\n基本养老保险 缴费支出", "机关事业单位基本养老保险缴费支出"),
        ("因公出国(境)费", "因公出国（境）费"),
        ('"三公"经费', "“三公”经费"),
        ("２０２３年度", "2023年度"),
    ],
)
def test_one_spelling_for_what_is_printed_in_many(printed: str, kept: str) -> None:
    assert normalise(printed) == kept


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("一、一般公共预算财政拨款收入", "一般公共预算财政拨款收入"),
        ("二十六、抗疫特别国债安排的支出", "抗疫特别国债安排的支出"),
        ("其中：（1）公务用车购置费", "公务用车购置费"),
        ("3、公务用车购置及运行费", "公务用车购置及运行费"),
        ("2. 公务接待费", "公务接待费"),
        ("301工资福利支出", "301工资福利支出"),  # a code is no list number
    ],
)
def test_list_numbers_are_no_part_of_a_label(printed: str, label: str) -> None:
    assert canonical_label(printed) == label


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("6,309.22", "6309.22"),
        ("0", "0"),
        ("0.00", "0.00"),
        ("-5.56", "-5.56"),
        ("−5.56", "-5.56"),
        ("(12.50)", "-12.50"),
        ("１２３．４５", "123.45"),
        ("110,387.976749", "110387.976749"),
        ("1682.\n7", "1682.7"),
    ],
)
def test_a_printed_number_is_exact(printed: str, number: str) -> None:
    assert parse_number(printed) == Decimal(number)


@pytest.mark.parametrize(
    "printed", ["", "—", "-", "万元", "1,06.50", "12%", "3 项", "20801 20802a"]
)
def test_what_is_no_number_is_nothing_and_never_zero(printed: str) -> None:
    assert parse_number(printed) is None


def test_a_percentage_needs_its_sign() -> None:
    assert parse_percentage("6.51%") == Decimal("0.0651")
    assert parse_percentage("57.41 %") == Decimal("0.5741")
    assert parse_percentage("6.51") is None
    assert parse_percentage("%") is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("金额单位：万元", "万元"),
        ("单位: 元", "元"),
        ("单位：人民币千元", "千元"),
        ("公开03表 金额单位：亿元", "亿元"),
        ("部门：某市医疗保障局", None),
    ],
)
def test_the_unit_of_amounts_is_read_from_the_line_that_states_it(
    line: str, unit: str | None
) -> None:
    assert printed_unit(line) == unit
