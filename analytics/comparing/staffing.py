"""Staffing cost share: what part of a body's spending goes to its own people.

Personnel (人员经费) is 301 工资福利支出 and 303 对个人和家庭的补助 paid out of basic expenditure.
Its share is given of three amounts, since each alone misleads. Of basic expenditure (基本支出) it
is high everywhere; of total expenditure (本年支出) it is low wherever insurance funds pass
through the body; own running cost is total expenditure less such transfers to funds and persons
(data/reference/transfers.csv says which codes and why).
"""

from __future__ import annotations

import hashlib
from typing import Final

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, as_rows, ask, in_words, labelled
from analytics.comparing.sources import (
    DEDUCTED,
    DENOMINATOR,
    LINES,
    LINES_OF_FEW,
    MONEY,
    NUMERATOR,
    SOURCE_COLUMNS,
    worst_status,
)
from analytics.model import MainFigures
from analytics.reference import transfer_of, transfers
from analytics.remembering import for_a_version
from analytics.store import Store

OF_BASIC: Final = "personnel_of_basic"
OF_TOTAL: Final = "personnel_of_total"
OF_OWN_RUNNING: Final = "personnel_of_own_running_cost"
SHARES: Final = (OF_BASIC, OF_TOTAL, OF_OWN_RUNNING)


def _transfers(how: str) -> str:
    """The table highest, the transfers that stand under no other one; looked for once where
    how is MATERIALIZED."""
    return f"""
    transfers AS {how} (
        SELECT * FROM lines
        WHERE statement = 'expenditure' AND measure = 'project' AND economic_code IS NULL
            AND EXISTS (FROM unnest($transfers) AS listed(head) WHERE starts_with(code, head))
    ),
    highest AS (
        SELECT below.* FROM transfers AS below
        ANTI JOIN transfers AS above ON above.disclosure_id = below.disclosure_id
            AND above.code <> below.code AND starts_with(below.code, above.code)
        WHERE below.amount <> 0
    )
"""


# Each amount by the ways to read it, best first: a way holds where all its cells are printed.
PARTS: Final = f"""
    wanted(amount_of, way, cells, statement, measure, label) AS (VALUES
        ('personnel', 1, 1, 'basic_expenditure', 'amount', '人员经费合计'),
        ('personnel', 2, 2, 'basic_expenditure', 'amount', '301'),
        ('personnel', 2, 2, 'basic_expenditure', 'amount', '303'),
        ('basic', 1, 1, 'general_budget_expenditure', 'basic', '合计'),
        ('basic', 2, 1, 'basic_expenditure', 'amount', '合计'),
        ('basic', 3, 2, 'basic_expenditure', 'amount', '人员经费合计'),
        ('basic', 3, 2, 'basic_expenditure', 'amount', '公用经费合计'),
        ('total', 1, 1, 'expenditure', 'total', '合计'),
        ('total', 2, 1, 'revenue_expenditure_summary', 'amount', '本年支出合计')
    ),
    cells AS (
        SELECT lines.*, amount_of, way, cells
        FROM lines JOIN wanted ON lines.statement = wanted.statement
            AND lines.measure = wanted.measure AND coalesce(code, name) = label
        WHERE economic_code IS NULL
        QUALIFY row_number() OVER (
            PARTITION BY disclosure_id, amount_of, way, label ORDER BY printed_no) = 1
    ),
    complete AS (
        SELECT * FROM cells
        QUALIFY count(*) OVER (PARTITION BY disclosure_id, amount_of, way) = cells
    ),
    best AS (
        SELECT * FROM complete QUALIFY way = min(way) OVER (PARTITION BY disclosure_id, amount_of)
    ),
    {_transfers("NOT MATERIALIZED")},
    parts AS (
        SELECT * EXCLUDE (way, cells) FROM best
        UNION ALL BY NAME
        SELECT *, 'transfers' AS amount_of FROM highest
    )
"""

_SUMMED: Final = f"""
    SELECT disclosure_id,
        sum(amount::{MONEY}) FILTER (amount_of = 'personnel') AS personnel,
        sum(amount::{MONEY}) FILTER (amount_of = 'basic') AS basic,
        sum(amount::{MONEY}) FILTER (amount_of = 'total') AS total,
        CASE WHEN bool_or(amount_of = 'total' AND statement = 'expenditure')
            THEN coalesce(sum(amount::{MONEY}) FILTER (amount_of = 'transfers'), 0)
        END AS transfers,
        {worst_status("table_status")} FILTER (amount_of IN ('personnel', 'basic')) AS of_basic,
        {worst_status("table_status")} FILTER (amount_of IN ('personnel', 'total')) AS of_total,
        {worst_status("table_status")} FILTER (amount_of IS DISTINCT FROM 'basic')
            AS of_own_running
    FROM scoped LEFT JOIN parts USING (disclosure_id)
    GROUP BY disclosure_id
"""
_DEFINITION: Final = hashlib.sha256(f"{PARTS}{_SUMMED}".encode()).hexdigest()[:12]
_METHOD: Final = f"concat('{_DEFINITION}-', md5($transfers::VARCHAR)[:8])"

# Ten thousand disclosures print millions of amounts: what was added up once is kept.
AMOUNTS: Final = f"""
    kept AS (
        FROM main_figures SEMI JOIN scoped USING (disclosure_id) WHERE method = {_METHOD}
    ),
    unkept AS (FROM scoped ANTI JOIN kept USING (disclosure_id)),
    amounts AS (
        SELECT * REPLACE (coalesce(transfers, 0) AS transfers), transfers IS NOT NULL AS itemised
        FROM (
            SELECT disclosure_id, personnel::{MONEY} AS personnel, basic::{MONEY} AS basic,
                total::{MONEY} AS total, transfers::{MONEY} AS transfers,
                of_basic, of_total, of_own_running
            FROM kept
            UNION ALL BY NAME
            (WITH scoped AS (FROM unkept), {LINES}, {PARTS} {_SUMMED})
        )
    )
"""
"""The table amounts, a row a disclosure in scope: what was kept, else added up now."""

NOT_PRINTED: Final = {
    "personnel": (
        "no table prints the personnel total (人员经费合计) or both 301 and 303",
        "表中未见人员经费合计，也未同时列出301和303",
    ),
    "basic": ("no table prints basic expenditure (基本支出)", "表中未见基本支出合计"),
    "total": ("no table prints total expenditure (本年支出合计)", "表中未见本年支出合计"),
    "itemised": (
        "no table prints total expenditure by functional code, so transfers cannot be told apart",
        "未见按功能科目列示的支出表，无法剔除转移性支出",
    ),
    "zero": ("the amount that the share is of is 0 or less", "作分母的金额为零或负数"),
}
"""Why there is no share, in English and Chinese, by the `why` of `figures`."""

_FIGURES: Final = f"""
    {LINES}, {PARTS}, {AMOUNTS},
    figures AS (
        SELECT disclosure_id, quantity, personnel::DOUBLE AS personnel,
            denominator::DOUBLE AS denominator, deducted::DOUBLE AS transfers,
            CASE WHEN denominator > 0 THEN personnel / denominator END AS share,
            of_each.table_status,
            CASE WHEN personnel IS NULL THEN 'personnel'
                WHEN denominator IS NULL THEN needed
                WHEN denominator <= 0 THEN 'zero' END AS why
        FROM amounts, LATERAL (VALUES
            ('{OF_BASIC}', basic, NULL, of_basic, 'basic'),
            ('{OF_TOTAL}', total, NULL, of_total, 'total'),
            ('{OF_OWN_RUNNING}', CASE WHEN itemised THEN total - transfers END, transfers,
                of_own_running, CASE WHEN total IS NULL THEN 'total' ELSE 'itemised' END)
        ) AS of_each(quantity, denominator, deducted, table_status, needed)
    )
"""


def main_figures(store: Store) -> list[MainFigures]:
    """The amounts of every disclosure of a store, added up anew, as `shares` reads them."""
    frame = ask(
        store,
        EVERYTHING,
        f""", {LINES}, {PARTS}, summed AS ({_SUMMED})
        SELECT disclosure_id, personnel::DOUBLE AS personnel, basic::DOUBLE AS basic,
            total::DOUBLE AS total, transfers::DOUBLE AS transfers,
            of_basic, of_total, of_own_running, {_METHOD} AS method
        FROM summed ORDER BY disclosure_id""",
        transfers=list(transfers()),
    )
    return as_rows("main_figures", frame)


@for_a_version(1)
def figures(store: Store) -> pd.DataFrame:
    """The shares of every disclosure of a store: columns of `shares`, why a key of NOT_PRINTED.

    Questions take it as the table figures. It is made once for a version of the store: what
    differs between one choice of disclosures and the next is who is looked at, not their shares.
    """
    return ask(store, EVERYTHING, f", {_FIGURES} FROM figures", transfers=list(transfers()))


def shares(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Personnel as a share of three amounts: one row a disclosure and share, by SHARES.

    Columns: disclosure_id and its names (scope.NAMES); quantity, one of SHARES; personnel and
    denominator in 万元; transfers in 万元, what was deducted from total expenditure for the third
    share; share, a ratio; table_status, the worst among the tables read; why_en, why_zh, why
    there is no share, else null.
    """
    frame = ask(
        store,
        scope,
        """SELECT figures.* FROM figures SEMI JOIN scoped USING (disclosure_id)
        ORDER BY disclosure_id, list_position($shares, quantity)""",
        {"figures": figures(store)},
        shares=list(SHARES),
    )
    return labelled(store, in_words(frame, "why", NOT_PRINTED))


def left_out(store: Store, scope: Scope = EVERYTHING, *, limit: int | None = None) -> pd.DataFrame:
    """The project expenditure that own running cost leaves out, largest first, at most limit rows.

    Columns: disclosure_id and its names (scope.NAMES); code, name; amount in 万元; reason_en,
    reason_zh, why the code is left out; and of all in scope, whatever the limit: items_n,
    disclosures_n and together, their amounts in 万元.
    """
    frame = ask(
        store,
        scope,
        f""", {LINES}, {_transfers("MATERIALIZED")}
        SELECT disclosure_id, code, name, amount, count(*) OVER () AS items_n,
            count(DISTINCT disclosure_id) OVER () AS disclosures_n,
            (sum(amount::{MONEY}) OVER ())::DOUBLE AS together
        FROM highest ORDER BY amount DESC, disclosure_id, code LIMIT $limit""",
        transfers=list(transfers()),
        limit=limit,
    )
    left = [transfer for code in frame["code"] if (transfer := transfer_of(code))]
    return labelled(
        store,
        frame.assign(
            reason_en=[transfer.reason_en for transfer in left],
            reason_zh=[transfer.reason_zh for transfer in left],
        ),
    )


def sources(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The printed amounts behind `shares`; see comparing.sources. quantity is one of SHARES."""
    frame = ask(
        store,
        scope,
        f""", {LINES_OF_FEW}, {PARTS},
        roles(amount_of, quantity, role) AS (VALUES
            ('personnel', '{OF_BASIC}', '{NUMERATOR}'),
            ('basic', '{OF_BASIC}', '{DENOMINATOR}'),
            ('personnel', '{OF_TOTAL}', '{NUMERATOR}'),
            ('total', '{OF_TOTAL}', '{DENOMINATOR}'),
            ('personnel', '{OF_OWN_RUNNING}', '{NUMERATOR}'),
            ('total', '{OF_OWN_RUNNING}', '{DENOMINATOR}'),
            ('transfers', '{OF_OWN_RUNNING}', '{DEDUCTED}')
        )
        SELECT *, NULL::BIGINT AS evaluation_no FROM parts JOIN roles USING (amount_of)
        ORDER BY disclosure_id, quantity, role DESC, code""",
        transfers=list(transfers()),
    )
    return frame[SOURCE_COLUMNS]
