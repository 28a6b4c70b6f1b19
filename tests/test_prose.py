"""Amounts stated in sentences: over the five originals, and pattern by pattern in own words."""

from __future__ import annotations

import re
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pytest
from documents import SEEDS, document, seed_rows, seed_text

from analytics.model import BUDGET, FINAL_ACCOUNTS, PROSE_TOPICS, Disclosure, ProseStatement
from analytics.reading.blocks import Document, Line, Place
from analytics.recognising.prose import recognise_prose
from analytics.recognising.wording import normalise
from analytics.reference import functional_names

YEAR = 2031


AGENCY = "江城市河道管理局"


def disclosure(kind: str = FINAL_ACCOUNTS, year: int = YEAR, agency: str = AGENCY) -> Disclosure:
    return Disclosure(
        disclosure_id="river-2031",
        agency=agency,
        province=None,
        city=None,
        district=None,
        fiscal_year=year,
        kind=kind,
        scope="department",
        printed_unit="万元",
        format="text",
        source_name="river.txt",
        sha256="0",
        pages=None,
    )


def stated(text: str, kind: str = FINAL_ACCOUNTS) -> list[dict[str, Any]]:
    """What a text states: the columns that hold something, without document and place."""
    return [facts(row) for row in recognise_prose(document(text), disclosure(kind))]


def facts(row: ProseStatement) -> dict[str, Any]:
    return {
        name: value
        for name, value in asdict(row).items()
        if value is not None and name not in ("disclosure_id", "page", "locator")
    }


# --- the five originals -----------------------------------------------------------------------

STATED = {
    "fushun": """
    80   total_revenue                    -   6309.22         -  -5293.89   -45.62%  11603.11  13
    82   fiscal_appropriation             -   6309.22         -         -         -         -   -
    100  total_expenditure                -   6309.22         -  -5293.89   -45.62%  11603.11  13
    102  basic_expenditure                -   1223.72         -         -         -         -   -
    122  fiscal_appropriation             -   6309.22    10.85%  -5293.89   -45.62%  11603.11  13
    122  basic_expenditure                -   1223.72   116.56%         -         -         -   -
    126  general_budget_expenditure       -   6309.22         -         -         -         -   -
    128  208                              -    148.01         -         -         -         -   -
    130  2080501                          -      0.61   100.00%         -         -         -   3
    132  2080502                          -      6.31   100.00%         -         -         -   3
    136  2080505                          -    113.74    96.23%         -         -         -   4
    138  2080506                          -     27.35   124.32%         -         -         -  14
    140  210                              -   6070.16         -         -         -         -   -
    142  2100409                          -   1273.71     0.00%         -         -         -  17
    144  2100410                          -      0.04     0.00%         -         -         -   8
    146  2101101                          -     17.53    88.89%         -         -         -   9
    148  2101102                          -     39.35   116.24%         -         -         -   6
    152  2101103                          -   2734.00    84.38%         -         -         -   9
    154  2101501                          -    301.29   109.54%         -         -         -  19
    156  2101505                          -     62.50   156.25%         -         -         -  29
    158  2101550                          -    626.49   127.69%         -         -         -   6
    160  2101599                          -    161.56   461.60%         -         -         -  16
    162  2109999                          -    853.69    59.28%         -         -         -   9
    166  221                              -     91.04         -         -         -         -   -
    168  2210201                          -     91.04   109.07%         -         -         -   6
    180  three_public                     -      4.50   100.00%         -         -         -   4
    180  vehicles                         -      4.50         -         -         -         -   -
    182  overseas                         -         -         -      0.00         -         -   1
    184  reception                        -         -         -      0.00         -         -   1
    186  vehicles                         -      4.50   100.00%    -45.56   -91.01%     50.06   4
    190  vehicle_operation                -      4.50         -         -         -         -   -
    194  basic_expenditure                -   1223.72         -         -         -         -   -
    194  personnel                        -   1106.36         -         -         -         -   -
    194  public                           -    117.36         -         -         -         -   -
    200  operating_funds                  -     34.26         -     -4.54   -11.70%     38.80   4
    204  procurement                      -      0.00         -         -         -         -   -
    """,
    "ezhou": """
    382  total_revenue                    -   1067.01         -    139.08    14.99%    927.93  65
    382  total_expenditure                -   1067.01         -    139.08    14.99%    927.93  65
    391  total_revenue                    -   1067.01         -    139.17    15.00%    927.84   -
    391  fiscal_appropriation             -   1064.50         -         -         -         -   -
    402  total_expenditure                -   1067.01         -    139.08    14.99%    927.93   -
    402  basic_expenditure                -    816.42         -         -         -         -   -
    411  fiscal_appropriation             -   1064.50         -    136.57    14.72%    927.93  65
    423  general_budget_expenditure       -   1064.50         -    136.57    14.72%    927.93  65
    427  general_budget_expenditure       -   1064.50         -         -         -         -   -
    429  208                              -     51.54         -         -         -         -   -
    431  210                              -    972.73         -         -         -         -   -
    435  221                              -     40.23         -         -         -         -   -
    439  general_budget_expenditure  919.86   1064.50   116.00%         -         -         -   -
    441  2080101                       0.00     10.43         -         -         -         -  11
    443  2080501                       1.78      5.30   297.00%         -         -         -  20
    445  2080505                      35.81     35.81   100.00%         -         -         -   -
    447  2101101                      20.82     20.82   100.00%         -         -         -   -
    449  2101103                      11.19     11.19   100.00%         -         -         -   -
    451  2101501                     429.07    690.14   161.00%         -         -         -  71
    453  2101504                     247.96    138.02    56.00%         -         -         -  52
    455  2101506                     133.00     87.77    66.00%         -         -         -  46
    457  2101599                       0.00     24.80     0.00%         -         -         -  31
    461  2210201                      40.23     40.23   100.00%         -         -         -   -
    465  basic_expenditure                -    813.91         -         -         -         -   -
    467  personnel                        -    619.94         -         -         -         -   -
    469  public                           -    193.97         -         -         -         -   -
    487  three_public                  0.70      0.15    21.45%     -0.30   -66.67%      0.45  30
    491  overseas                      0.00      0.00         -         -         -         -   -
    495  vehicles                      0.00      0.00         -         -         -         -   -
    497  vehicle_purchase                 -      0.00         -         -         -         -   -
    499  vehicle_operation                -      0.00         -         -         -         -   -
    501  reception                     0.70      0.15    21.43%     -0.30   -66.60%      0.45  30
    509  operating_funds                  -    193.97         -     75.08    63.00%    118.89  77
    513  procurement                      -     55.34         -         -         -         -   -
    """,
    "fuzhou": """
    435  total_revenue                    -  11098.54         -  -1173.27    -9.56%  12271.81  36
    435  total_expenditure                -  11098.54         -  -1173.27    -9.56%  12271.81  36
    439  total_revenue                    -  11021.46         -   -957.01    -7.99%  11978.47   -
    454  total_expenditure                -  11033.64         -  -1032.36    -8.56%  12066.00   -
    456  basic_expenditure                -   7585.52         -         -         -         -   -
    456  personnel                        -   7004.62         -         -         -         -   -
    458  public                           -    580.89         -         -         -         -   -
    467  fiscal_appropriation             -  10954.60         -   -959.90    -8.06%  11914.50  36
    471  general_budget_expenditure       -  10954.60         -   -959.90    -8.06%  11914.50   -
    473  2080501                          -     90.10         -    -49.87   -35.63%    139.97  28
    475  2080502                          -     43.35         -    -16.56   -27.64%     59.91  15
    477  2080505                          -    560.06         -    147.55    35.77%    412.51  15
    479  2080506                          -    280.03         -     73.78    35.77%    206.25  15
    481  2101201                          -     12.68         -    -38.12   -75.04%     50.80  24
    483  2101501                          -   3814.16         -   -436.23   -10.26%   4250.39  20
    485  2101502                          -   1309.05         -    -61.76    -4.51%   1370.81  13
    487  2101506                          -   1392.03         -   -246.31   -15.03%   1638.34  38
    489  2101550                          -   1925.19         -   -532.81   -21.68%   2458.00  20
    491  2101599                          -    512.77         -    484.88  1738.54%     27.89  28
    495  2210201                          -    512.88         -    -20.84    -3.90%    533.72  11
    497  2210202                          -    105.68         -      1.22     1.17%    104.46   6
    499  2210203                          -    396.62         -     16.34     4.30%    380.28   6
    515  basic_expenditure                -   7573.80         -         -         -         -   -
    517  personnel                        -   7004.62         -         -         -         -   -
    519  public                           -    569.18         -         -         -         -   -
    523  three_public                     -      4.15   100.00%      1.73    71.49%      2.42  15
    525  overseas                      0.00      0.00         -      0.00         -      0.00  12
    527  vehicles                      0.00      0.00         -     -0.73  -100.00%      0.73   -
    529  vehicle_purchase              0.00      0.00         -      0.00         -      0.00  13
    531  vehicle_operation             0.00      0.00         -     -0.73  -100.00%      0.73   5
    533  reception                        -      4.15    83.00%      2.46   145.56%      1.69   9
    547  operating_funds                  -    452.62         -    -42.23    -8.53%    494.85  13
    551  procurement                      -    440.87         -         -         -         -   -
    """,
    "langfang": """
    1721 total_revenue              3698.72         -         -         -         -         -   -
    1723 total_expenditure          3698.72         -         -         -         -         -   -
    1723 basic_expenditure           642.95         -         -         -         -         -   -
    1723 personnel                   599.67         -         -         -         -         -   -
    1723 public                       43.28         -         -         -         -         -   -
    1725 total_revenue              3698.72         -         -     60.47         -   3638.25   -
    1725 total_expenditure          3698.72         -         -     60.47         -   3638.25   -
    1725 basic_expenditure                -         -         -     93.26         -         -   8
    1727 operating_funds              43.28         -         -         -         -         -   -
    1729 three_public                  4.38         -         -      0.00         -      4.38   -
    1729 overseas                      0.00         -         -         -         -         -   -
    1729 vehicles                      4.38         -         -      0.00         -      4.38   -
    1729 vehicle_purchase              0.00         -         -         -         -         -   -
    1729 vehicle_operation             4.38         -         -         -         -         -   -
    1729 reception                     0.00         -         -         -         -         -   -
    2251 procurement                   0.00         -         -         -         -         -   -
    """,
    "luoyang": """
    399  total_revenue                    -    467.00         -    140.39    42.98%    326.61  25
    399  total_expenditure                -    467.00         -    140.39    42.98%    326.61  25
    403  total_revenue                    -    467.00         -         -         -         -   -
    403  fiscal_appropriation             -    467.00         -         -         -         -   -
    407  total_expenditure                -    467.00         -         -         -         -   -
    407  basic_expenditure                -    114.00         -         -         -         -   -
    411  fiscal_appropriation             -    467.00         -    140.39    42.98%    326.61  25
    417  general_budget_expenditure       -    467.00         -    144.39    44.76%    322.61  25
    421  general_budget_expenditure       -    467.00         -         -         -         -   -
    421  208                              -     14.10         -         -         -         -   -
    421  210                              -    444.23         -         -         -         -   -
    421  221                              -      8.67         -         -         -         -   -
    425  general_budget_expenditure  385.79    467.00   121.05%         -         -         -   -
    427  2080501                       2.33      3.73   160.09%         -         -         -  27
    429  2080505                       7.99     10.36   129.66%         -         -         -  39
    433  2101101                       9.71      5.84    60.14%         -         -         -  17
    435  2101301                     201.00    296.88   147.70%         -         -         -  34
    437  2101501                     104.42     85.39    81.78%         -         -         -  12
    439  2101599                      21.21     14.66    69.12%         -         -         -  23
    443  2109999                      41.46     41.46   100.00%         -         -         -   -
    445  2210201                       8.56      8.67   101.29%         -         -         -  10
    449  basic_expenditure                -    114.00         -      0.10     0.09%    113.90   8
    451  personnel                        -    109.75         -      0.69     0.63%    109.06   8
    453  public                           -      4.24         -     -0.60   -12.40%      4.84  21
    469  three_public                  9.70      9.70   100.00%         -         -         -   -
    473  overseas                         -      0.00     0.00%         -         -         -   -
    473  vehicles                         -      9.70   100.00%         -         -         -   -
    473  reception                        -      0.00     0.00%         -         -         -   -
    475  overseas                      0.00      0.00     0.00%         -         -         -   -
    479  vehicles                      9.70      9.70   100.00%         -         -         -   -
    481  vehicle_purchase                 -      9.48         -         -         -         -   -
    483  vehicle_operation                -      0.22         -         -         -         -   -
    485  reception                     0.00      0.00     0.00%         -         -         -   -
    493  operating_funds               4.00      4.24   106.00%     -0.60   -12.40%      4.84  19
    499  procurement                      -      0.00         -         -         -         -   -
    """,
}
"""Line, functional code or topic, initial budget, final, completion, change on the prior year, its
rate, prior year, and the characters of the reason; - where nothing is stated."""

SEED_YEARS = {"ezhou": 2022}
SEED_KINDS = {"langfang": BUDGET}


def seed_statements(
    city: str, text: str, years_later: int = 0, agency: str | None = None
) -> list[ProseStatement]:
    year = SEED_YEARS.get(city, 2023) + years_later
    kind = SEED_KINDS.get(city, FINAL_ACCOUNTS)
    agency = agency or seed_rows(city).disclosure.agency
    return recognise_prose(document(text), disclosure(kind, year, agency))


def as_printed(row: ProseStatement) -> list[str]:
    """A row in the columns of STATED."""
    amounts = [row.initial_budget, row.final, row.change, row.prior_year]
    budget, final, change, prior = ("-" if x is None else f"{x:.2f}" for x in amounts)
    completion, rate = (
        "-" if x is None else f"{Decimal(str(x)):.2%}"
        for x in (row.printed_completion, row.printed_change_rate)
    )
    return [
        row.locator.removeprefix("line "),
        row.code or row.topic,
        *(budget, final, completion, change, rate, prior),
        str(len(row.reason)) if row.reason else "-",
    ]


def expected(city: str) -> list[list[str]]:
    return [line.split() for line in STATED[city].strip().splitlines()]


@pytest.mark.parametrize("city", SEEDS)
def test_every_statement_of_an_original(city: str) -> None:
    rows = seed_statements(city, seed_text(city))
    assert [as_printed(row) for row in rows] == expected(city)


@pytest.mark.parametrize("city", SEEDS)
def test_topics_are_official_names_and_reasons_words_of_the_original(city: str) -> None:
    text = seed_text(city)
    printed = normalise(text)
    for row in seed_statements(city, text):
        assert row.topic in (PROSE_TOPICS if row.code is None else [functional_names()[row.code]])
        assert row.reason is None or row.reason in printed


@pytest.mark.parametrize("width", [9, 23, 38])
@pytest.mark.parametrize("city", SEEDS)
def test_an_original_wrapped_otherwise_states_the_same(city: str, width: int) -> None:
    text = seed_text(city)
    wrapped = "\n".join(
        line if "\t" in line else re.sub(rf"(.{{{width}}})(?=.)", r"\1\n", line)
        for line in text.splitlines()
    )
    before, after = seed_statements(city, text), seed_statements(city, wrapped)
    assert [facts(row) for row in after] == [facts(row) for row in before]


@pytest.mark.parametrize("city", SEEDS)
def test_an_original_of_other_years_and_bodies_states_the_same_figures(city: str) -> None:
    text = re.sub(
        r"20(1\d|2\d)(?=[ ]?(?:年|一般))", lambda year: str(int(year[0]) + 7), seed_text(city)
    )
    text = re.sub(r"福州市医疗保障局|廊坊市广阳区医疗保障局", AGENCY, text)
    rows = seed_statements(city, text, years_later=7, agency=AGENCY)
    assert [as_printed(row)[:-1] for row in rows] == [row[:-1] for row in expected(city)]


# --- amounts and their subjects ---------------------------------------------------------------


def test_budget_final_completion_change_rate_and_what_follows_from_them() -> None:
    assert stated(
        "2031年度“三公”经费财政拨款支出预算为9万元，支出决算为8.2万元，完成预算的91.11%，"
        "较上年减少0.4万元，下降4.65%。"
    ) == [
        {
            "topic": "three_public",
            "initial_budget": 9.0,
            "final": 8.2,
            "printed_completion": 0.9111,
            "change": -0.4,
            "printed_change_rate": -0.0465,
            "prior_year": 8.6,
        }
    ]


def test_in_a_budget_the_amount_is_the_initial_budget_and_the_prior_year_follows_from_it() -> None:
    text = "2031年收入预算1,200.50万元，较2030年预算增加100.25万元，增长9.11%。"
    assert stated(text, BUDGET) == [
        {
            "topic": "total_revenue",
            "initial_budget": 1200.5,
            "change": 100.25,
            "printed_change_rate": 0.0911,
            "prior_year": 1100.25,
        }
    ]


@pytest.mark.parametrize(
    ("printed", "topic"),
    [
        ("本部门2031年度收入合计", "total_revenue"),
        ("江城市河道管理局2031年度本年收入", "total_revenue"),
        ("2031年部门财务总收入", "total_revenue"),
        ("2031年度支出总计", "total_expenditure"),
        ("相应安排支出", "total_expenditure"),
        ("2031年度财政拨款收支总决算", "fiscal_appropriation"),
        ("2031年度财政拨款支出", "fiscal_appropriation"),
        ("当年一般公共预算拨款支出", "general_budget_expenditure"),
        ("2031年度一般公共预算财政拨款基本支出", "basic_expenditure"),
        ("其中：人员经费", "personnel"),
        ("日常公用经费", "public"),
        ("通过一般公共预算财政拨款安排的“三公”经费", "three_public"),
        ("（一）因公出国(境)费用支出决算", "overseas"),
        ("公务用车购置及运维费", "vehicles"),
        ("公务用车购置和运行维护费", "vehicles"),
        ("公务用车购置支出为", "vehicle_purchase"),
        ("公车运行维护费", "vehicle_operation"),
        ("公务用车运行及维护支出", "vehicle_operation"),
        ("全年公务接待费", "reception"),
        ("下属三家单位财政拨款的机关运行经费", "operating_funds"),
        ("我局运行经费共计安排", "operating_funds"),
        ("2031年度政府采购支出总额", "procurement"),
        ("本级安排政府采购金额（以合同签订为准）为", "procurement"),
    ],
)
def test_names_of_topics(printed: str, topic: str) -> None:
    assert stated(f"{printed}12.3万元，") == [{"topic": topic, "final": 12.3}]


@pytest.mark.parametrize("sides", ["收、支总计", "收支总计", "收入支出总计", "收入、支出总计"])
def test_a_total_of_both_sides_is_two_statements(sides: str) -> None:
    figures = {"final": 75.5, "change": 5.5, "prior_year": 70.0}
    assert stated(f"2031年度{sides}均为75.5万元。与2030年度相比，{sides}各增加5.5万元。") == [
        {"topic": "total_revenue", **figures},
        {"topic": "total_expenditure", **figures},
    ]


def test_each_side_named_apart_shares_the_change_that_each_has() -> None:
    figures = {"final": 75.5, "change": -5.5, "printed_change_rate": -0.0679, "prior_year": 81.0}
    assert stated(
        "本部门收入总计75.5万元，支出总计75.5万元，与上年相比，各减少5.5万元，下降6.79%。"
    ) == [{"topic": "total_revenue", **figures}, {"topic": "total_expenditure", **figures}]


def test_both_sides_of_the_fiscal_appropriation_are_one_statement() -> None:
    assert stated("2031年度财政拨款收入总计60万元，支出总计60万元，与上年相比，各增加2万元。") == [
        {"topic": "fiscal_appropriation", "final": 60.0, "change": 2.0, "prior_year": 58.0}
    ]


@pytest.mark.parametrize(
    ("printed", "amount"),
    [("8.8万元", 8.8), ("88,000.00元", 8.8), ("8.8亿元", 88000.0), ("8.8 百万元", 880.0)],
)
def test_units_are_those_printed_after_the_number(printed: str, amount: float) -> None:
    assert stated(f"本部门公务接待费支出{printed}。") == [{"topic": "reception", "final": amount}]


@pytest.mark.parametrize(
    "sentence",
    [
        "上级补助收入1万元，事业收入2万元，其他收入3万元，比上年增加1万元。",
        "项目支出40万元，较上年减少2万元，下降4.76%。",
        "政府采购货物支出1万元、政府采购工程支出2万元、政府采购服务支出3万元。",
        "国内公务接待支出0.3万元，外宾接待支出0.1万元，国内公务接待费0.3万元。",
        "一般公共预算财政拨款收入50万元，比上年增加1万元。",
        "2031年度政府性基金预算财政拨款年初结余0万元，本年收入0万元，本年支出0万元。",
        "国有资本经营预算支出0万元，与上年持平。",
        "在职人员经费20万元，对附属单位补助支出1万元。",
        "项目全年预算数为73万元，执行数为73万元，完成预算的100%。",
        "本部门项目全年预算合计50万元，支出合计40万元，预算执行率80%。",
        "授予中小企业合同金额5万元，占政府采购支出总额的50%。",
        "机关运行经费：指用于购买货物和服务的资金，包括办公费、公务用车运行维护费。",
        "平均每辆公务用车2.7万元，单位价值100万元以上设备0台。",
        "因公出国（境）费万元，完成预算的%。",
    ],
)
def test_amounts_of_what_is_no_topic_shares_definitions_and_blanks_state_nothing(
    sentence: str,
) -> None:
    assert stated(sentence) == []


def test_a_figure_beside_the_topic_does_not_fall_to_it() -> None:
    assert stated("本部门2031年度公务接待费2万元。其他国内接待0.5万元，比上年增加0.2万元。") == [
        {"topic": "reception", "final": 2.0}
    ]


def test_the_prior_years_own_figure_is_not_this_years() -> None:
    text = "公务接待费5万元。2030年当年预算执行数为4万元，2031年预算安排5万元，比2030年增加1万元。"
    assert stated(text, BUDGET) == [
        {"topic": "reception", "initial_budget": 5.0, "change": 1.0, "prior_year": 4.0}
    ]


def test_a_printed_zero_counts_with_and_without_its_unit() -> None:
    assert stated("公务接待费年初预算为0，支出决算为0.00万元。") == [
        {"topic": "reception", "initial_budget": 0.0, "final": 0.0}
    ]


# --- functional items -------------------------------------------------------------------------

RUNNING = {"topic": "行政运行", "code": "2101501"}


@pytest.mark.parametrize(
    ("printed", "topic", "code"),
    [
        ("卫生健康支出（类）医疗保障管理事务（款）行政运行（项）", "行政运行", "2101501"),
        ("卫生健康（类）医疗保障管理事务(款)行政运行(项)", "行政运行", "2101501"),
        ("2031年度用于公共安全支出（类）司法（款）行政运行（项）", "行政运行", "2040601"),
        ("司法（款）行政运行（项）支出", "行政运行", "2040601"),
        ("卫生健康支出（210类）旧名（15款）旧名（01项）", "行政运行", "2101501"),
        ("“教育支出（类）进修及培训（款）培训支出（项）”", "培训支出", "2050803"),
        (
            "一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）",
            "行政运行",
            "2010301",
        ),
        (
            "卫生健康支出（类）其他卫生健康支出（款）其他卫生健康支出（项）",
            "其他卫生健康支出",
            "2109999",
        ),
        ("（一）2101501-行政运行", "行政运行", "2101501"),
        ("2101501卫生健康支出-医疗保障管理事务-行政运行", "行政运行", "2101501"),
        ("行政运行（2101501）", "行政运行", "2101501"),
        ("住房保障（类）支出", "住房保障支出", "221"),
        ("其中：住房保障支出", "住房保障支出", "221"),
    ],
)
def test_functional_items_by_path_by_code_and_a_class_by_its_name(
    printed: str, topic: str, code: str
) -> None:
    assert stated(f"{printed} 31.5 万元，") == [{"topic": topic, "code": code, "final": 31.5}]


def test_an_item_that_the_classification_does_not_know_keeps_its_printed_name() -> None:
    assert stated("农林水支出（类）古渠管护（款）闸门油漆（项）3万元。") == [
        {"topic": "闸门油漆", "final": 3.0}
    ]


@pytest.mark.parametrize(
    "printed",
    ["医疗保障政策（301）5万元，", "其他卫生健康支出5万元，", "国有资本经营预算支出5万元，"],
)
def test_economic_codes_and_names_that_end_like_a_class_are_no_items(printed: str) -> None:
    assert stated(printed) == []


def test_what_an_item_is_for_is_skipped_and_its_支出决算_is_its_own() -> None:
    assert stated(
        "1.卫生健康支出（类）医疗保障管理事务（款）行政运行（项）。主要用于：行政单位的基本支出。"
        "年初预算为20万元，2031年度支出决算为21万元，完成年初预算的105%。"
    ) == [{**RUNNING, "initial_budget": 20.0, "final": 21.0, "printed_completion": 1.05}]


# --- changes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "change", "rate"),
    [
        ("比上年增加1.5万元，增长20%", 1.5, 0.2),
        ("较2030年度决算数减少1.5万元，降低20%", -1.5, -0.2),
        ("与2030年相比，上升20%，增加1.5万元", 1.5, 0.2),
        ("比上年执行数下降1.5万元，下降20%", -1.5, -0.2),
        ("较上年减少了1.5万元（20%）", -1.5, -0.2),
        ("较上一年度增加（减少）0万元（0%）", 0.0, 0.0),
        ("比2030年年初预算数7.5万元减少1.5万元，下降20%", -1.5, -0.2),
        ("同比增长20%", None, 0.2),
        ("与上年决算数持平", 0.0, None),
        ("与2030年度决算数一致", 0.0, None),
        ("比2030年预算持平", 0.0, None),
        ("与上年相比无增减变化", 0.0, None),
        ("与上年预算数相同", 0.0, None),
    ],
)
def test_a_change_is_signed_and_持平_is_zero(
    printed: str, change: float | None, rate: float | None
) -> None:
    (row,) = stated(f"公务接待费支出6万元，{printed}。")
    assert row.get("change") == change
    assert row.get("printed_change_rate") == rate
    assert row.get("prior_year") == (None if change is None else 6 - change)


@pytest.mark.parametrize(
    "printed",
    [
        "比年初预算数增加1.5万元，增长20%",
        "较2031年预算减少1.5万元",
        "决算数与预算数持平",
        "决算数同预算数一致",
        "决算数与全年预算数无差异",
        "与上年基本持平",
        "与2028年相比增加3万元",
    ],
)
def test_what_is_measured_against_the_budget_or_told_loosely_is_no_change(printed: str) -> None:
    assert stated(f"公务接待费支出6万元，{printed}。") == [{"topic": "reception", "final": 6.0}]


def test_the_budget_that_a_final_figure_equals_is_its_budget() -> None:
    assert stated("公务接待费支出6万元，与全年预算的6万元持平；较上年增加1万元。") == [
        {
            "topic": "reception",
            "initial_budget": 6.0,
            "final": 6.0,
            "change": 1.0,
            "prior_year": 5.0,
        }
    ]


def test_a_change_without_an_amount_has_no_prior_year() -> None:
    assert stated("公务接待费万元，占比0%。2031年公务接待费与上年持平。") == [
        {"topic": "reception", "change": 0.0}
    ]


# --- passages ---------------------------------------------------------------------------------


def test_one_row_a_passage_even_where_passages_contradict_each_other() -> None:
    assert stated(
        "一、收支情况\n2031年度支出合计90万元，较上年增加5万元。\n"
        "二、支出情况\n2031年度支出合计90万元，较上年增加8万元。"
    ) == [
        {"topic": "total_expenditure", "final": 90.0, "change": 5.0, "prior_year": 85.0},
        {"topic": "total_expenditure", "final": 90.0, "change": 8.0, "prior_year": 82.0},
    ]


def test_two_amounts_for_one_subject_in_one_sentence_are_two_rows() -> None:
    text = "2210203-购房补贴207万元，2031年预算安排170万元，比2030年预算执行数增加21.7%。"
    assert [row["initial_budget"] for row in stated(text, BUDGET)] == [207.0, 170.0]


def test_a_change_told_after_a_list_belongs_to_the_amount_before_it() -> None:
    assert stated(
        "（一）收入总计90万元，包括：\n1.财政拨款收入80万元。\n2.上级补助收入10万元。\n"
        "与上年相比，今年收入总计减少6万元，降低6.25%。\n（二）支出总计90万元。"
    ) == [
        {
            "topic": "total_revenue",
            "final": 90.0,
            "change": -6.0,
            "printed_change_rate": -0.0625,
            "prior_year": 96.0,
        },
        {"topic": "fiscal_appropriation", "final": 80.0},
        {"topic": "total_expenditure", "final": 90.0},
    ]


def test_a_change_under_the_next_number_does_not_reach_back() -> None:
    assert stated("1.基本支出90万元。\n2.变化\n与上年相比，基本支出增加4万元。") == [
        {"topic": "basic_expenditure", "final": 90.0},
        {"topic": "basic_expenditure", "change": 4.0},
    ]


def test_after_a_list_of_parts_a_sentence_without_subject_speaks_of_the_whole() -> None:
    assert stated(
        "“三公”经费5万元。其中，因公出国（境）费1万元；公务接待费4万元。比上年减少2万元。"
    ) == [
        {"topic": "three_public", "final": 5.0, "change": -2.0, "prior_year": 7.0},
        {"topic": "overseas", "final": 1.0},
        {"topic": "reception", "final": 4.0},
    ]


def test_after_a_single_part_it_speaks_of_the_part() -> None:
    assert stated("基本支出90万元。\n其中：人员经费70万元。比上年增加3万元。") == [
        {"topic": "basic_expenditure", "final": 90.0},
        {"topic": "personnel", "final": 70.0, "change": 3.0, "prior_year": 67.0},
    ]


def test_parts_in_brackets_do_not_take_the_change_of_the_whole() -> None:
    assert stated(
        "公务用车购置及运行费7万元（其中：公务用车购置费4万元，公务用车运行费3万元），"
        "较上年增加4万元。"
    ) == [
        {"topic": "vehicles", "final": 7.0, "change": 4.0, "prior_year": 3.0},
        {"topic": "vehicle_purchase", "final": 4.0},
        {"topic": "vehicle_operation", "final": 3.0},
    ]


def test_a_heading_names_the_subject_of_what_stands_under_it() -> None:
    text = "（一）因公出国（境）经费\n2031年预算安排2万元，与上年持平。\n（二）绩效\n安排3万元。"
    assert stated(text, BUDGET) == [
        {"topic": "overseas", "initial_budget": 2.0, "change": 0.0, "prior_year": 2.0}
    ]


def test_a_statement_stands_on_the_line_where_its_subject_begins() -> None:
    rows = recognise_prose(
        document("2031年度机关运行\n经费支出9万\n元；公务接待费\n支出1万元。"), disclosure()
    )
    assert [(row.topic, row.locator) for row in rows] == [
        ("operating_funds", "line 1"),
        ("reception", "line 3"),
    ]


def page(number: int, *texts: str) -> list[Line]:
    return [
        Line(text, Place(number, f"0.0,{10.0 * row},100.0,{10.0 * row + 9}"))
        for row, text in enumerate(texts)
    ]


def test_page_numbers_and_running_heads_do_not_cut_a_sentence() -> None:
    head = "江城市河道管理局2031年度部门决算"
    pages = [
        page(1, head, "2031年度机关运行经费支出9", "— 1 —"),
        page(2, head, "万元，较上年减少1万", "— 2 —"),
        page(3, head, "元。", "— 3 —"),
    ]
    paged = Document("river.pdf", "0", "pdf", 3, [line for lines in pages for line in lines])
    (row,) = recognise_prose(paged, disclosure())
    assert facts(row) == {
        "topic": "operating_funds",
        "final": 9.0,
        "change": -1.0,
        "prior_year": 10.0,
    }
    assert (row.page, row.locator) == (1, "0.0,10.0,100.0,19.0")


# --- reasons ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed",
    [
        "，主要原因是闸门更换。",
        "。主要原因：闸门更换。",
        "，增加原因主要为闸门更换；项目支出减少1万元。",
        "，原因是闸门更换；",
        "。主要原因分析：闸门更换。",
        "，主要是闸门更换等原因。",
        "，主要是因为闸门更换。",
        "。决算数大于预算数的主要原因是：闸门更换，占5%。",
    ],
)
def test_a_reason_runs_to_the_end_of_its_sentence(printed: str) -> None:
    (row,) = stated(f"机关运行经费支出6万元，比上年增加1万元{printed}")
    assert row["reason"] == "闸门更换"


def test_a_counted_reason_runs_over_its_semicolons_and_keeps_its_brackets() -> None:
    (row,) = stated("机关运行经费6万元。主要原因一是水位高；二是闸门旧（建于1970年）。另行说明。")
    assert row["reason"] == "一是水位高;二是闸门旧（建于1970年）"


def test_the_first_of_two_reasons_is_kept_and_a_change_after_it_is_read() -> None:
    (row,) = stated(
        "公务接待费支出2万元，完成预算的80%，决算数小于预算数的主要原因是来访减少，"
        "与上年相比减少1万元，减少的主要原因是控制开支。"
    )
    assert (row["reason"], row["change"]) == ("来访减少", -1.0)


def test_what_an_amount_was_spent_on_is_no_reason() -> None:
    assert stated("机关运行经费支出6万元，主要是水费、公务接待费等支出，完成预算的75%。") == [
        {"topic": "operating_funds", "final": 6.0, "printed_completion": 0.75}
    ]


def test_figures_inside_a_reason_are_not_stated() -> None:
    assert stated("机关运行经费6万元，主要原因是公务接待费增加2万元。") == [
        {"topic": "operating_funds", "final": 6.0, "reason": "公务接待费增加2万元"}
    ]
