"""What is true of a disclosure by the definition of a rule, asked of the store in SQL.

Honest bodies leave money unspent, revise budgets and spend more on receptions than the year
before. Findings of these are true; the queries here decide which, from the stored figures and the
definitions in docs/findings.md alone. Each gives disclosure_id, evaluation_no and difference.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.store import Store

Truth = tuple[str, str, int | None, float]
"""Disclosure, rule, form and the difference that the finding must tell."""

_RESULTS: Final = "FROM evaluations WHERE form IN ('project_result', 'department_result')"

_STATED: Final = """
    SELECT s.*, d.kind, d.fiscal_year, d.agency, d.scope,
        CASE d.kind WHEN 'budget' THEN initial_budget ELSE final END AS amount
    FROM statements_in_prose s JOIN disclosures d USING (disclosure_id)"""

_PUBLIC: Final = """
    SELECT i.disclosure_id, d.agency, d.kind, d.fiscal_year, i.name, i.measure, i.amount,
        CASE i.name WHEN '合计' THEN 'three_public' WHEN '因公出国(境)费' THEN 'overseas'
            WHEN '因公出国（境）费' THEN 'overseas' WHEN '公务接待费' THEN 'reception'
            WHEN '公务用车购置及运行维护费' THEN 'vehicles' END AS topic
    FROM line_items i JOIN disclosures d USING (disclosure_id)
    WHERE i.statement = 'three_public'"""

QUERIES: Final[dict[str, str]] = {
    "not_executed": f"""
        SELECT disclosure_id, evaluation_no, -budget {_RESULTS} AND budget > 0 AND executed = 0""",
    "low_execution": f"""
        SELECT disclosure_id, evaluation_no, executed - budget
        {_RESULTS} AND executed > 0 AND executed < 0.8 * budget""",
    "over_execution": f"""
        SELECT disclosure_id, evaluation_no, executed - budget
        {_RESULTS} AND budget > 0 AND executed > 1.05 * budget""",
    "unbudgeted_spending": f"""
        SELECT disclosure_id, evaluation_no, executed {_RESULTS} AND budget = 0 AND executed > 0""",
    "budget_revision": f"""
        SELECT disclosure_id, evaluation_no, adjusted_budget - initial_budget
        {_RESULTS} AND initial_budget > 0
            AND abs(adjusted_budget - initial_budget) > 0.15 * initial_budget""",
    "three_public_rise": f"""
        WITH stated AS ({_STATED}), public AS ({_PUBLIC}),
        told AS (
            SELECT disclosure_id, topic, amount, prior_year FROM stated
            WHERE topic IN ('three_public', 'overseas', 'vehicles', 'reception')
                AND amount IS NOT NULL AND prior_year IS NOT NULL
        ),
        printed AS (
            SELECT now.disclosure_id, now.topic, now.amount, before.amount AS prior_year
            FROM public now JOIN public before ON before.agency = now.agency
                AND before.kind = now.kind AND before.fiscal_year = now.fiscal_year - 1
                AND before.topic = now.topic AND before.measure = now.measure
            WHERE now.measure = CASE now.kind WHEN 'budget' THEN 'budget' ELSE 'final' END
                AND (now.disclosure_id, now.topic) NOT IN (
                    SELECT (disclosure_id, topic) FROM told
                )
        )
        SELECT disclosure_id, NULL, amount - prior_year
        FROM (FROM told UNION ALL FROM printed) WHERE round(amount - prior_year, 6) >= 0.05""",
    "three_public_over_budget": f"""
        WITH public AS ({_PUBLIC})
        SELECT final.disclosure_id, NULL, final.amount - budget.amount
        FROM public final JOIN public budget USING (disclosure_id, name)
        WHERE final.kind = 'final_accounts' AND final.measure = 'final'
            AND budget.measure = 'budget' AND round(final.amount - budget.amount, 6) >= 0.05""",
    "swing": f"""
        SELECT DISTINCT disclosure_id, NULL, change FROM ({_STATED})
        WHERE (code IS NOT NULL
                OR topic IN ('total_revenue', 'total_expenditure', 'fiscal_appropriation'))
            AND amount IS NOT NULL AND abs(change) >= 100 AND abs(change) > 0.3 * prior_year""",
    "off_initial_budget": f"""
        WITH planned AS (
            SELECT disclosure_id, final,
                coalesce(initial_budget, final / nullif(printed_completion, 0)) AS initial
            FROM ({_STATED}) WHERE final > 0 AND topic NOT IN (
                'three_public', 'overseas', 'vehicles', 'vehicle_purchase', 'vehicle_operation',
                'reception'
            )
        )
        SELECT DISTINCT disclosure_id, NULL, final - initial FROM planned
        WHERE abs(final - initial) >= 100 AND abs(final - initial) > 0.5 * initial""",
    "large_carry_over": """
        SELECT left_over.disclosure_id, NULL, left_over.amount / spent.amount - 0.09
        FROM line_items left_over JOIN line_items spent USING (disclosure_id, statement, section)
            JOIN disclosures USING (disclosure_id)
        WHERE statement = 'revenue_expenditure_summary' AND section = 'expenditure'
            AND kind = 'final_accounts' AND left_over.name = '年末结转和结余'
            AND spent.name = '本年支出合计' AND left_over.amount > 0.09 * spent.amount""",
}
"""By rule. What `restated` finds is known from what was planted."""


def truths(store: Store) -> set[Truth]:
    """All that the rules of QUERIES must find in a store, differences to 0.01."""
    found: set[Truth] = set()
    for rule, sql in QUERIES.items():
        for disclosure, number, difference in store.query(sql).itertuples(index=False):
            form = None if pd.isna(number) else int(number)
            found.add((disclosure, rule, form, round(difference, 2)))
    return found
