"""The nine tables in the form of the Ministry of Finance, which most provinces print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analytics.model import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    GRAND_TOTAL,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    REVENUE_TOTAL,
    STATE_CAPITAL,
    THREE_PUBLIC,
)
from corpus.layouts import numbered
from corpus.tables import CODE, LABEL, NAME, NUMBER, Across, Listing, SideBySide, Table, TwoSided

CLASSES: Final = (
    "一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出 "
    "文化旅游体育与传媒支出 社会保障和就业支出 卫生健康支出 节能环保支出 城乡社区支出 "
    "农林水支出 交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 "
    "援助其他地区支出 自然资源海洋气象等支出 住房保障支出 粮油物资储备支出 "
    "国有资本经营预算支出 灾害防治及应急管理支出 其他支出 债务还本支出 债务付息支出 "
    "抗疫特别国债安排的支出"
)
"""The classes of expenditure that the summaries of final accounts print."""

REVENUES: Final = numbered(
    "一般公共预算财政拨款收入 政府性基金预算财政拨款收入 国有资本经营预算财政拨款收入 "
    "上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入"
)
FUNDS: Final = "一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款"

_SUMMARY_CLOSING: Final = (
    (REVENUE_TOTAL, EXPENDITURE_TOTAL),
    ("使用非财政拨款结余", "结余分配"),
    ("年初结转和结余", "年末结转和结余"),
)
_FISCAL_CLOSING: Final = (
    (REVENUE_TOTAL, EXPENDITURE_TOTAL),
    ("年初财政拨款结转和结余", "年末财政拨款结转和结余"),
    *((fund, "") for fund in FUNDS.split()),
    (GRAND_TOTAL, GRAND_TOTAL),
)

REVENUE_MEASURES: Final = (
    "total",
    "fiscal_appropriation",
    "superior_subsidy",
    "undertaking",
    "operating",
    "subordinate_remittance",
    "other",
)
EXPENDITURE_MEASURES: Final = (
    "total",
    "basic",
    "project",
    "superior_remittance",
    "operating",
    "subordinate_subsidy",
)
FUND_MEASURES: Final = (
    "opening_balance",
    "revenue",
    "total",
    "basic",
    "project",
    "closing_balance",
)
FISCAL_MEASURES: Final = ("total", "general_public_budget", "government_fund", "state_capital")
THREE: Final = ("total", "basic", "project")


def _codes(group: str) -> tuple[str, ...]:
    """Economic codes written short: "301 01-03" is 301, 30101, 30102, 30103."""
    codes = []
    for part in group.split(";"):
        head, *items = part.split()
        codes.append(head)
        for item in items:
            first, _, last = item.partition("-")
            codes += [f"{head}{n:02}" for n in range(int(first), int(last or first) + 1)]
    return tuple(codes)


_PERSONNEL: Final = _codes("301 01-03 06-14 99;303 01-11 99")
_GOODS: Final = _codes("302 01-09 11-18 24-29 31 39 40 99")
_CAPITAL: Final = "307 01-02;310 01-03 05-13 19 21-22 99"
_OTHER: Final = "399 07-10 99"
SIDE_BY_SIDE: Final = (_PERSONNEL, _GOODS, _codes(f"{_CAPITAL};{_OTHER}"))
SIDE_BY_SIDE_WITH_COMPANIES: Final = (
    _PERSONNEL,
    _GOODS,
    _codes(f"{_CAPITAL};312 01 03-05 99;{_OTHER}"),
)

_TWO_WIDTHS: Final = (5, 1, 2.2, 5, 1, 2.2)
_FISCAL_WIDTHS: Final = (5, 1, 2.2, 5, 1, 2.2, 2.2, 2.2, 2.2)
_LISTING_WIDTHS: Final = (2, 6)
SIDE_WIDTHS: Final = (1.3, 4, 1.8, 1.3, 3.4, 1.8, 1.3, 3.8, 1.8)

_SUMMARY_HEAD: Final = """
    收入 | < | < | 支出 | < | <
    项目 | 行次 | 金额 | 项目 | 行次 | 金额
    栏次 |      | 1    | 栏次 |      | 2
"""
_FISCAL_HEAD: Final = """
    收 入 | < | < | 支 出 | < | < | < | < | <
    项目 | 行次 | 金额 | 项目 | 行次 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
        国有资本经营预算财政拨款
    栏次 |      | 1    | 栏次 |      | 2 | 3 | 4 | 5
"""
_ACROSS_HEAD: Final = """
    预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <
    合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | 合计 |
        因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费
    ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 |
        公务用车运行维护费 | ^
    1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
"""


def national_tables(
    *,
    code: str = "科目代码",
    side_code: str = "科目代码",
    groups: Sequence[Sequence[str]] = SIDE_BY_SIDE,
    balance: str = "使用非财政拨款结余",
    three_public: Table,
    detail: str = "明细",
) -> tuple[Table, ...]:
    """The nine tables in the form of the Ministry of Finance, with 行次 and 栏次."""
    closing = tuple(
        (balance if left == "使用非财政拨款结余" else left, right)
        for left, right in _SUMMARY_CLOSING
    )
    return (
        TwoSided(
            REVENUE_EXPENDITURE_SUMMARY,
            "收入支出决算总表",
            _SUMMARY_HEAD,
            _TWO_WIDTHS,
            left=REVENUES,
            right=numbered(CLASSES),
            closing=(*closing, ("", ""), (GRAND_TOTAL, GRAND_TOTAL)),
        ),
        Listing(
            REVENUE,
            "收入决算表",
            f"""
            项目 | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 经营收入 |
                附属单位上缴收入 | 其他收入
            {code} | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^ | ^
            栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7
            """,
            (*_LISTING_WIDTHS, *[2] * 7),
            landscape=True,
            columns=(CODE, NAME, *REVENUE_MEASURES),
        ),
        Listing(
            EXPENDITURE,
            "支出决算表",
            f"""
            项目 | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 |
                对附属单位补助支出
            {code} | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
            栏次 | < | 1 | 2 | 3 | 4 | 5 | 6
            """,
            (*_LISTING_WIDTHS, *[2] * 6),
            landscape=True,
            columns=(CODE, NAME, *EXPENDITURE_MEASURES),
        ),
        TwoSided(
            FISCAL_APPROPRIATION_SUMMARY,
            "财政拨款收入支出决算总表",
            _FISCAL_HEAD,
            _FISCAL_WIDTHS,
            landscape=True,
            left=numbered(FUNDS),
            right=numbered(CLASSES),
            closing=_FISCAL_CLOSING,
            right_columns=(LABEL, NUMBER, *FISCAL_MEASURES),
        ),
        Listing(
            GENERAL_BUDGET_EXPENDITURE,
            "一般公共预算财政拨款支出决算表",
            f"""
            项目 | < | 本年支出 | < | <
            {code} | 科目名称 | 小计 | 基本支出 | 项目支出
            栏次 | < | 1 | 2 | 3
            """,
            (*_LISTING_WIDTHS, 2, 2, 2),
            columns=(CODE, NAME, *THREE),
        ),
        SideBySide(
            BASIC_EXPENDITURE,
            f"一般公共预算财政拨款基本支出决算{detail}表",
            f"""
            人员经费 | < | < | 公用经费 | < | < | < | < | <
            {side_code} | 科目名称 | 决算数 | {side_code} | 科目名称 | 决算数 | {side_code} |
                科目名称 | 决算数
            """,
            SIDE_WIDTHS,
            landscape=True,
            groups=groups,
        ),
        three_public,
        Listing(
            GOVERNMENT_FUND,
            "政府性基金预算财政拨款收入支出决算表",
            f"""
            项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
            {code} | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
            栏次 | < | 1 | 2 | 3 | 4 | 5 | 6
            """,
            (*_LISTING_WIDTHS, *[2] * 6),
            landscape=True,
            columns=(CODE, NAME, *FUND_MEASURES),
        ),
        Listing(
            STATE_CAPITAL,
            "国有资本经营预算财政拨款支出决算表",
            f"""
            项目 | < | 本年支出 | < | <
            {code} | 科目名称 | 合计 | 基本支出 | 项目支出
            栏次 | < | 1 | 2 | 3
            """,
            (*_LISTING_WIDTHS, 2, 2, 2),
            columns=(CODE, NAME, *THREE),
        ),
    )


THREE_PUBLIC_ACROSS: Final = Across(
    THREE_PUBLIC, "财政拨款“三公”经费支出决算表", _ACROSS_HEAD, [1] * 12, landscape=True
)


def with_last(tables: Sequence[Table], last: str) -> tuple[Table, ...]:
    """The tables with one of them, named by its statement, moved to the end."""
    return tuple(sorted(tables, key=lambda table: table.statement == last))
