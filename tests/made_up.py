"""A disclosure that nobody published, for tests that need rows and not a document."""

from __future__ import annotations

import hashlib

from analytics import model
from analytics.model import (
    Alternative,
    Disclosure,
    DisclosureRows,
    Evaluation,
    FormFigure,
    Funding,
    Indicator,
    LineItem,
    ProseStatement,
    TableFound,
)


def made_up_rows(
    content: bytes,
    *,
    agency: str = "云溪市医疗保障局",
    disclosure_id: str = "yunxi-2023-final_accounts",
    scope: str = model.DEPARTMENT,
    total: float = 1234.56,
    source_name: str = "yunxi.txt",
) -> DisclosureRows:
    """The rows of a small disclosure, as if read from these bytes.

    Two line items, a closed and a missing table, one project of 120.00 万元 of which 7.81 were
    spent, with two funding sources and one indicator, and one sentence.
    """
    return DisclosureRows(
        disclosure=Disclosure(
            disclosure_id=disclosure_id,
            agency=agency,
            province="云溪省",
            city="云溪市",
            district=None,
            fiscal_year=2023,
            kind=model.FINAL_ACCOUNTS,
            scope=scope,
            printed_unit="万元",
            format="text",
            source_name=source_name,
            sha256=hashlib.sha256(content).hexdigest(),
            pages=None,
            unread_pages=[],
        ),
        tables=[
            TableFound(
                disclosure_id, 1, model.EXPENDITURE, "支出决算表", None, None, "万元", 2, "closed"
            ),
            TableFound(
                disclosure_id, 2, model.STATE_CAPITAL, None, None, None, None, 0, model.MISSING
            ),
        ],
        line_items=[
            _line_item(disclosure_id, None, "合计", None, total, 12),
            _line_item(disclosure_id, "210", "卫生健康支出", 1, total, 13),
        ],
        alternatives=[
            Alternative(
                disclosure_id=disclosure_id,
                table_no=1,
                statement=model.EXPENDITURE,
                section=None,
                code="210",
                economic_code=None,
                name="卫生健康支出",
                measure="total",
                reading_no=1,
                amount=total,
                raw=f"{total:,.2f}",
                page=None,
                locator="line 13",
                reason="taken: its sums hold",
            )
        ],
        evaluations=[
            Evaluation(
                disclosure_id=disclosure_id,
                evaluation_no=1,
                form=model.PROJECT_RESULT,
                name="城乡医疗救助补助",
                department=agency,
                unit=agency,
                initial_budget=100.0,
                adjusted_budget=120.0,
                budget=120.0,
                executed=7.81,
                printed_rate=0.0651,
                execution_rate=7.81 / 120.0,
                rate_weight=10.0,
                rate_score=0.65,
                deduction=None,
                total_score=90.65,
                theme="medical_relief",
                page=None,
                locator="line 40",
            )
        ],
        funding=[
            Funding(disclosure_id, 1, "其中：当年财政拨款", 100.0, 120.0, 7.81, 0.0651),
            Funding(disclosure_id, 1, "上年结转资金", 0.0, 0.0, 0.0, None),
        ],
        form_figures=[
            FormFigure(disclosure_id, 1, None, "executed", "7.81", None, "line 44"),
            FormFigure(disclosure_id, 1, "上年结转资金", "executed", "0.00", None, "line 46"),
        ],
        indicators=[
            Indicator(
                disclosure_id=disclosure_id,
                evaluation_no=1,
                level1="产出指标",
                level2="数量指标",
                name="救助人次",
                operator="≥",
                target="300",
                unit="人次",
                actual="310",
                completion=1.0333,
                weight=50.0,
                score=50.0,
                deviation=None,
                reason=None,
                page=None,
                locator="line 48",
            )
        ],
        statements_in_prose=[
            ProseStatement(
                disclosure_id=disclosure_id,
                topic="total_expenditure",
                code=None,
                initial_budget=None,
                final=total,
                printed_completion=None,
                change=-34.44,
                printed_change_rate=-0.0271,
                prior_year=total + 34.44,
                reason="项目减少",
                page=None,
                locator="line 60",
            )
        ],
    )


def _line_item(
    disclosure_id: str, code: str | None, name: str, level: int | None, amount: float, line: int
) -> LineItem:
    return LineItem(
        disclosure_id=disclosure_id,
        statement=model.EXPENDITURE,
        section=None,
        code=code,
        economic_code=None,
        name=name,
        printed_name=name,
        level=level,
        measure="total",
        amount=amount,
        raw=f"{amount:,.2f}",
        page=None,
        locator=f"line {line}",
        repaired=None,
    )


def made_up_text(agency: str = "绍兴市医疗保障局", total: str = "1,234.56") -> bytes:
    """A document of one statutory table, 支出决算表, with three amounts a row.

    The class 210 and its one 款 and 项 carry all of the total, so that the table closes.
    """
    columns = "\t".join(["本年支出合计", "基本支出", "项目支出"])
    amounts = f"{total}\t{total}\t0.00"
    lines = [
        f"{agency}2023年度部门决算",
        "支出决算表",
        f"部门：{agency}\t\t\t\t金额单位：万元",
        f"项目\t\t{columns}",
        "科目代码\t科目名称\t\t\t",
        "栏次\t\t1\t2\t3",
        f"合计\t\t{amounts}",
        f"210\t卫生健康支出\t{amounts}",
        f"21015\t医疗保障管理事务\t{amounts}",
        f"2101501\t行政运行\t{amounts}",
    ]
    return ("\n".join(lines) + "\n").encode()
