"""Whole final accounts of other departments, as published in every format, say what they hold."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from documents import document
from made_up_accounts import Accounts, padded
from written_as import as_docx, as_html, as_xls, as_xlsx

from analytics.model import (
    CLOSED,
    EMPTY,
    EXPENDITURE,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    REVENUE,
    STATE_CAPITAL,
    STATEMENTS,
    DisclosureRows,
)
from analytics.reading import read
from analytics.recognising.amounts import UNIT_IN_WAN
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile

STAFF = [("2080505", "8200.00", "0"), ("2101101", "3100.00", "0"), ("2210201", "6200.00", "0")]
BODIES = [
    Accounts(
        "安吉县教育局",
        2024,
        "部门",
        "万元",
        [("2050101", "512.34", "0"), ("2050202", "62", "13.5")],
    ),
    Accounts("宁波市公安局江北分局", 2023, "部门", "千元", [("2040201", "920.00", "23"), *STAFF]),
    Accounts("苍南县人民法院", 2024, "部门", "元", [("2040504", "0", "230000.10"), *STAFF]),
    Accounts("宁波市第一人民医院", 2022, "单位", "元", [("2100201", "9200000", "1"), *STAFF]),
    Accounts("中共衢州市委宣传部", 2024, "部门", "万元", [("2013301", "92", "23"), *STAFF]),
    Accounts("温州市鹿城区五马街道办事处", 2023, "部门", "元", [("2010301", "1", "2"), *STAFF]),
]
FORMATS: dict[str, Callable[[str], bytes]] = {
    "text": str.encode,
    "text in GBK": lambda text: text.replace("\n", "\r\n").encode("gbk"),
    "html": lambda text: as_html(padded(document(text))),
    "docx": lambda text: as_docx(padded(document(text))),
    "xlsx": lambda text: as_xlsx(padded(document(text))),
    "xls": lambda text: as_xls(padded(document(text))),
}


def rows_in(format_name: str, accounts: Accounts) -> DisclosureRows:
    content = FORMATS[format_name](accounts.text())
    return reconcile(recognise(read("2019年某省某厅预算.doc", content)))


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("accounts", BODIES, ids=lambda accounts: accounts.agency)
def test_identity_tables_and_sentences_of_a_body(accounts: Accounts, format_name: str) -> None:
    rows = rows_in(format_name, accounts)
    found = rows.disclosure
    assert (found.agency, found.fiscal_year, found.kind) == (
        accounts.agency,
        accounts.year,
        "final_accounts",
    )
    assert found.scope == {"部门": "department", "单位": "unit"}[accounts.scope]
    assert found.printed_unit == accounts.unit

    empty = {GOVERNMENT_FUND, STATE_CAPITAL}
    assert {table.statement: table.status for table in rows.tables} == {
        statement: EMPTY if statement in empty else CLOSED for statement in STATEMENTS
    }
    factor = UNIT_IN_WAN[accounts.unit]
    totals = {x.code: float((x.basic + x.project) * factor) for x in accounts.tree()}
    for statement in (REVENUE, EXPENDITURE, GENERAL_BUDGET_EXPENDITURE):
        read_totals = {
            item.code: item.amount
            for item in rows.line_items
            if item.statement == statement and item.measure == "total" and item.code
        }
        assert read_totals == pytest.approx(totals), statement

    three_public = float(Decimal("4.5") * factor)
    whole = sum(amount for code, amount in totals.items() if len(code) == 3)
    assert {x.topic: x.final for x in rows.statements_in_prose} == pytest.approx(
        {"total_revenue": whole, "total_expenditure": whole, "three_public": three_public}
    )
