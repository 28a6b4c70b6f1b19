"""The figures of every project by which it is held against its peers."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.execution import BANDED, RATED
from analytics.comparing.peers import theme_medians
from analytics.comparing.scope import EVERYTHING, Scope, ask
from analytics.comparing.sources import MONEY
from analytics.findings.features import CHANGE, MARKS, MONEY_LOG10, POINTS, RATIO, Feature
from analytics.model import DEPARTMENT_RESULT, KINDS, PROJECT_RESULT
from analytics.settings import OUTLIERS, SCORING
from analytics.store import Store

FEATURES: Final = (
    Feature("log_budget", ("budget", "预算"), MONEY_LOG10, 0.5),
    Feature("rate", ("execution rate", "执行率"), RATIO, 0.05),
    Feature(
        "theme_gap",
        ("execution rate against the theme's median", "执行率与同类中位数之差"),
        POINTS,
        0.05,
        centre=0.0,
    ),
    Feature("revision", ("revision of the budget", "预算调整率"), CHANGE, 0.15),
    Feature(
        "budget_share",
        ("share of the budget of all the body's projects", "占本单位项目预算比重"),
        RATIO,
        0.1,
    ),
    Feature("output_share", ("share of the output marks claimed", "产出指标得分率"), RATIO, 0.05),
    Feature(
        "claim_gap",
        ("outputs claimed beyond the execution rate", "产出得分率与执行率之差"),
        POINTS,
        0.05,
    ),
    Feature(
        "score_gap", ("marks beyond those of the form's rules", "得分与规则应得分之差"), MARKS, 1.0
    ),
)
"""log_budget: log10 of the budget, or of what was executed on none, in 万元. rate: executed /
budget. theme_gap: rate less the median rate of other bodies' projects of the theme. revision:
(adjusted - initial) / initial. budget_share: budget / budgets of all the disclosure's projects.
output_share: marks given to output indicators / their full marks. claim_gap: output_share less
rate. score_gap: marks printed less those that the rules of the form give."""

PEERS: Final = (("kind", "theme", "size_class"), ("kind", "theme"))

# Marks come first: a form may call an indicator completed and still take marks off.
OUTPUTS: Final = """
    outputs AS (
        SELECT *, indicators.rowid AS printed_no, score IS NOT NULL AND weight > 0 AS marked
        FROM indicators SEMI JOIN scoped USING (disclosure_id)
        WHERE level1 LIKE '%产出%'
    ),
    claims AS (
        SELECT disclosure_id, evaluation_no,
            if(bool_or(marked), 'marks', 'completion') AS claimed_by,
            coalesce(
                (sum(score::DECIMAL(18, 6)) FILTER (marked)
                    / sum(weight::DECIMAL(18, 6)) FILTER (marked))::DOUBLE,
                (sum(least(completion, 1)::DECIMAL(18, 6)) FILTER (completion IS NOT NULL)
                    / count(completion))::DOUBLE
            ) AS output_share,
            if(bool_or(marked), count(*) FILTER (marked), count(completion)) AS outputs_n
        FROM outputs GROUP BY disclosure_id, evaluation_no
    )
"""

# As the rules of analytics.findings.scoring have it: the marks of a form that are all printed, and
# those for the rate where the disclosure's other forms show that weight x rate is the rule.
_MARKS: Final = f"""
    given AS (
        SELECT disclosure_id, evaluation_no,
            CASE WHEN count(score) = count(*) THEN sum(score::DECIMAL(18, 6)) END AS scores,
            CASE WHEN count(weight) = count(*) THEN sum(weight::DECIMAL(18, 6)) END AS weights
        FROM indicators SEMI JOIN scoped USING (disclosure_id)
        GROUP BY disclosure_id, evaluation_no
    ),
    linear AS (
        SELECT *, rate_weight * least(execution_rate, 1) AS rate_marks
        FROM evaluations SEMI JOIN scoped USING (disclosure_id)
        WHERE form IN ('{PROJECT_RESULT}', '{DEPARTMENT_RESULT}')
    ),
    followed AS (
        SELECT disclosure_id,
            count(*) >= {SCORING.linear_forms} AND
                count(*) FILTER (abs(rate_score - rate_marks) <= {SCORING.marks})
                >= {SCORING.linear_share} * count(*) AS followed
        FROM linear
        WHERE rate_weight > 0 AND rate_score IS NOT NULL AND execution_rate > 0
            AND execution_rate < 1
        GROUP BY disclosure_id
    ),
    gaps AS (
        SELECT disclosure_id, evaluation_no,
            CASE WHEN coalesce(weights + rate_weight = 100, weights < 100, rate_weight > 0) THEN
                total_score - (scores + rate_score - coalesce(deduction, 0))
            END AS total_gap,
            CASE WHEN followed THEN rate_score - rate_marks END AS rate_gap
        FROM linear LEFT JOIN given USING (disclosure_id, evaluation_no)
        LEFT JOIN followed USING (disclosure_id)
    ),
    marks AS (
        SELECT disclosure_id, evaluation_no,
            CASE WHEN coalesce(total_gap, rate_gap) IS NOT NULL
                THEN coalesce(total_gap, 0) + coalesce(rate_gap, 0) END AS score_gap
        FROM gaps
    )
"""


def project_features(store: Store) -> pd.DataFrame:
    """One row a project of the store with a result, by disclosure_id and evaluation_no.

    Columns: those of execution.projects without the names of its disclosure, but agency and kind;
    claimed_by and outputs_n (see low_execution.ranked); peers_median and peers_n of theme_medians
    as theme_median and theme_n, of the same kind; money, the larger of budget and executed, and
    body_money, that of all the disclosure's projects, in 万元; size_class, from 0; and FEATURES.
    """
    frame = ask(
        store,
        EVERYTHING,
        f""", {RATED}, {BANDED}, {OUTPUTS}, {_MARKS},
        sized AS (
            SELECT banded.*, agency, kind,
                greatest(coalesce(budget, 0), coalesce(executed, 0)) AS money,
                sum(coalesce(budget, 0)::{MONEY}) OVER (PARTITION BY disclosure_id)::DOUBLE
                    AS body_money
            FROM banded JOIN scoped USING (disclosure_id)
        )
        SELECT sized.*, claimed_by, outputs_n, output_share, score_gap,
            len(list_filter($sizes::DOUBLE[], lambda bound: bound <= money)) AS size_class,
            CASE WHEN money > 0 THEN log10(money) END AS log_budget,
            CASE WHEN body_money > 0 THEN budget / body_money END AS budget_share,
            output_share - least(rate, 1) AS claim_gap
        FROM sized
        LEFT JOIN claims USING (disclosure_id, evaluation_no)
        LEFT JOIN marks USING (disclosure_id, evaluation_no)
        ORDER BY disclosure_id, evaluation_no""",
        themes=None,
        sizes=list(OUTLIERS.project_sizes),
    )
    themes = pd.concat(
        [theme_medians(store, Scope(kinds=(kind,))).assign(kind=kind) for kind in KINDS]
    ).rename(columns={"peers_median": "theme_median", "peers_n": "theme_n"})
    frame = frame.merge(themes, on=["agency", "theme", "kind"], how="left")
    return frame.assign(theme_gap=frame["rate"] - frame["theme_median"])
