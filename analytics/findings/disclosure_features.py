"""The figures of every disclosure by which it is held against its peers."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.scope import EVERYTHING, ask
from analytics.comparing.sources import LINES, MONEY
from analytics.comparing.staffing import AMOUNTS, PARTS
from analytics.findings.features import CHANGE, MONEY_LOG10, RATIO, Feature
from analytics.model import (
    BUDGET,
    REVENUE_EXPENDITURE_SUMMARY,
    SECTION_EXPENDITURE,
    THREE_PUBLIC,
    TOTAL,
)
from analytics.reference import transfers
from analytics.settings import OUTLIERS, QUESTIONABLE
from analytics.store import Store

FEATURES: Final = (
    Feature("log_total", ("total expenditure", "本年支出"), MONEY_LOG10, 0.5),
    Feature(
        "personnel_of_basic",
        ("personnel in basic expenditure", "人员经费占基本支出"),
        RATIO,
        0.05,
    ),
    Feature(
        "personnel_of_total", ("personnel in total expenditure", "人员经费占本年支出"), RATIO, 0.1
    ),
    Feature("rate", ("execution of its projects together", "项目总体执行率"), RATIO, 0.05),
    Feature(
        "three_public_share",
        ("three public expenses in total expenditure", "“三公”经费占本年支出"),
        RATIO,
        0.005,
    ),
    Feature(
        "carry_over_share", ("carry-over of the year's expenditure", "结转占本年支出"), RATIO, 0.03
    ),
    Feature("total_change", ("change of total expenditure", "支出总计增减率"), CHANGE, 0.1),
    Feature("top_share", ("projects in the best grade", "优等项目占比"), RATIO, 0.1),
)
"""log_total: log10 of this year's expenditure in 万元. personnel_of_basic, personnel_of_total: as
staffing.shares has them. rate: executed / budget of all projects with a rate together.
three_public_share: “三公” of the year, final or in a budget budgeted, / total. carry_over_share:
closing carry-over / total. total_change: stated change / prior year of total expenditure.
top_share: projects of QUESTIONABLE.top_grade marks or more / projects with a total score."""

PEERS: Final = (("kind", "scope", "size_class"), ("kind", "scope"), ("kind",))


def disclosure_features(store: Store) -> pd.DataFrame:
    """One row a disclosure of the store, by disclosure_id.

    Columns: disclosure_id, agency, kind, scope; in 万元 total (this year's expenditure), unspent
    (budget less executed of its projects), three_public_rise and total_moved (the stated change),
    carried (closing carry-over) and money, the larger of total and the projects' budgets; scored_n,
    projects with a total score; size_class, from 0; and FEATURES.
    """
    return ask(
        store,
        EVERYTHING,
        f""", {LINES}, {PARTS}, {AMOUNTS},
        executed AS (
            SELECT disclosure_id,
                sum(budget::{MONEY}) FILTER (execution_rate IS NOT NULL) AS project_budget,
                sum(executed::{MONEY}) FILTER (execution_rate IS NOT NULL) AS project_executed,
                count(total_score) AS scored_n,
                count(*) FILTER (total_score >= {QUESTIONABLE.top_grade}) AS top_n
            FROM projects GROUP BY disclosure_id
        ),
        public AS (
            SELECT disclosure_id, amount AS three_public
            FROM lines JOIN scoped USING (disclosure_id)
            WHERE statement = '{THREE_PUBLIC}' AND name = '{TOTAL}'
                AND measure = if(kind = '{BUDGET}', 'budget', 'final')
            QUALIFY row_number() OVER (PARTITION BY disclosure_id ORDER BY printed_no) = 1
        ),
        carried AS (
            SELECT disclosure_id, amount AS carried FROM lines
            WHERE statement = '{REVENUE_EXPENDITURE_SUMMARY}'
                AND section = '{SECTION_EXPENDITURE}' AND name = '年末结转和结余'
            QUALIFY row_number() OVER (PARTITION BY disclosure_id ORDER BY printed_no) = 1
        ),
        changes AS (
            SELECT disclosure_id, topic, change, prior_year FROM statements_in_prose
            WHERE change IS NOT NULL AND prior_year IS NOT NULL AND code IS NULL
            QUALIFY row_number() OVER (PARTITION BY disclosure_id, topic ORDER BY rowid) = 1
        ),
        figures AS (
            SELECT disclosure_id, agency, kind, scope, total::DOUBLE AS total,
                (project_budget - project_executed)::DOUBLE AS unspent,
                coalesce(rises.change, 0) AS three_public_rise,
                moves.change AS total_moved, coalesce(carried, 0) AS carried,
                greatest(coalesce(total, 0), coalesce(project_budget, 0))::DOUBLE AS money,
                coalesce(scored_n, 0) AS scored_n,
                CASE WHEN total > 0 THEN log10(total::DOUBLE) END AS log_total,
                CASE WHEN basic > 0 THEN (personnel / basic)::DOUBLE END AS personnel_of_basic,
                CASE WHEN total > 0 THEN (personnel / total)::DOUBLE END AS personnel_of_total,
                CASE WHEN project_budget > 0
                    THEN (project_executed / project_budget)::DOUBLE END AS rate,
                CASE WHEN total > 0 THEN three_public / total::DOUBLE END AS three_public_share,
                CASE WHEN total > 0 AND kind <> '{BUDGET}'
                    THEN coalesce(carried, 0) / total::DOUBLE END AS carry_over_share,
                CASE WHEN moves.prior_year > 0
                    THEN moves.change / moves.prior_year END AS total_change,
                CASE WHEN scored_n > 0 THEN top_n / scored_n END AS top_share
            FROM scoped
            LEFT JOIN amounts USING (disclosure_id)
            LEFT JOIN executed USING (disclosure_id)
            LEFT JOIN public USING (disclosure_id)
            LEFT JOIN carried USING (disclosure_id)
            LEFT JOIN changes AS rises ON rises.disclosure_id = scoped.disclosure_id
                AND rises.topic = 'three_public'
            LEFT JOIN changes AS moves ON moves.disclosure_id = scoped.disclosure_id
                AND moves.topic = 'total_expenditure'
        )
        SELECT *, len(list_filter($sizes::DOUBLE[], lambda bound: bound <= money)) AS size_class
        FROM figures ORDER BY disclosure_id""",
        transfers=list(transfers()),
        sizes=list(OUTLIERS.body_sizes),
    )
