"""Projects whose execution needs a question asked, ranked, with the reasons in words.

Why it is a flag: money approved for a purpose and not spent did not serve it, and money spent
beyond a budget was approved by nobody. Method: a project is listed where its execution rate
(executed / budget) is 0, below 0.5, below 0.8 or above 1.05 (settings.EXECUTION_BANDS), or where
money was spent on a budget of 0. Its score is the one that it has among all projects
(analytics.findings.projects), so that of one kind the larger sum comes first. Excluded: projects
with neither budget nor spending, and forms that print no budget or no executed amount, since
nothing is known of them. Where a form prints another rate than its amounts give, that is a reading
to be checked, and stands after all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analytics.comparing import execution
from analytics.comparing.execution import CRITICAL, RATED, RELIEF
from analytics.comparing.scope import EVERYTHING, NAMES, Scope, ask, labelled
from analytics.comparing.sources import DENOMINATOR, MONEY, NUMERATOR, PART, SOURCE_COLUMNS
from analytics.findings import projects
from analytics.findings.project_features import OUTPUTS
from analytics.findings.project_words import reasons
from analytics.settings import QUESTIONABLE
from analytics.store import Store

OUTPUT_SHARE: Final = "output_share"

_COLUMNS: Final = [
    *("rank", "score", "problem", "disclosure_id", *NAMES, "evaluation_no", "department", "unit"),
    *("name", "theme", "initial_budget", "adjusted_budget", "budget", "executed", "rate"),
    *("printed_rate", "to_check", "revision", "outturn", "at_stake", "share_of_body"),
    *("output_share", "claimed_by", "outputs_n", "peers_median", "peers_n"),
    *("reasons_en", "reasons_zh", "page", "locator"),
]


def ranked(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    themes: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """The projects with a problem, most questionable first; limit None: all of them.

    Columns: rank, from 1, among these; score, 0 to 1, the one of projects.ranked; problem, a key
    of projects.EXECUTION; the columns of execution.projects that say whose and what it is, and
    what was budgeted and spent, in 万元; to_check, whether the printed rate is not executed /
    budget; at_stake in 万元, what was left, overspent or spent without a budget; share_of_body, of
    at_stake in the budget of all the disclosure's projects; output_share, the marks given to the
    form's output indicators (产出指标) over their full marks or, where it prints no marks, their
    mean completion (claimed_by says which: marks, completion), and outputs_n, of how many;
    peers_median and peers_n, of projects of the theme in disclosures of all other bodies in the
    store (see peers.theme_medians); reasons_en and reasons_zh, lists of sentences; page, locator.
    """
    frame = projects.questionable(store, scope, themes=themes, limit=limit)
    said = [reasons(project) for project in frame.itertuples()]
    words = pd.DataFrame(said, columns=["reasons_en", "reasons_zh"], dtype="object")
    return (
        frame.rename(columns={"theme_median": "peers_median", "theme_n": "peers_n"})
        .assign(rank=range(1, len(frame) + 1))
        .join(words)[_COLUMNS]
    )


def counted(
    store: Store, scope: Scope = EVERYTHING, *, themes: Sequence[str] | None = None
) -> pd.DataFrame:
    """How many projects `ranked` has, a row a disclosure with any project, whatever it spent.

    Columns: disclosure_id and its names (scope.NAMES); n; zero_n, of these, of which nothing was
    spent, and zero_money, their budgets; claimed_n, those of them that claim at least
    QUESTIONABLE.claim_share of the marks for their outputs; relief_n and relief_money, those of
    them that are of the theme medical_relief, in 万元.
    """
    scores, made_now = projects.kept_scores(store)
    frame = ask(
        store,
        scope,
        f""", {RATED},
        judged AS (
            SELECT rated.*, problem, output_share, problem = '{CRITICAL}' AS zero,
                zero AND theme = '{RELIEF}' AS relief
            FROM rated LEFT JOIN {scores} USING (disclosure_id, evaluation_no)
        )
        SELECT disclosure_id, count(problem) AS n, count(*) FILTER (zero) AS zero_n,
            coalesce(sum(budget::{MONEY}) FILTER (zero), 0)::DOUBLE AS zero_money,
            count(*) FILTER (zero AND round(output_share, 9) >= {QUESTIONABLE.claim_share})
                AS claimed_n,
            count(*) FILTER (relief) AS relief_n,
            coalesce(sum(budget::{MONEY}) FILTER (relief), 0)::DOUBLE AS relief_money
        FROM judged GROUP BY disclosure_id ORDER BY disclosure_id""",
        made_now,
        themes=themes,
    )
    return labelled(store, frame)


def sources(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The printed amounts behind `ranked`; see comparing.sources.

    Those of execution.sources, and of OUTPUT_SHARE the score and weight (in marks) or the
    completion (a ratio) of each output indicator, in `amount`.
    """
    outputs = ask(
        store,
        scope,
        f""", {OUTPUTS}
        SELECT disclosure_id, evaluation_no, '{OUTPUT_SHARE}' AS quantity, role,
            form AS statement, level2 AS section, outputs.name, NULL::VARCHAR AS code, measure,
            amount, NULL::VARCHAR AS raw, outputs.page, outputs.locator,
            NULL::VARCHAR AS repaired, NULL::VARCHAR AS table_status
        FROM outputs JOIN claims USING (disclosure_id, evaluation_no)
        JOIN projects USING (disclosure_id, evaluation_no), LATERAL (VALUES
            (1, '{NUMERATOR}', 'score', CASE WHEN marked THEN score END),
            (2, '{DENOMINATOR}', 'weight', CASE WHEN marked THEN weight END),
            (3, '{PART}', 'completion', CASE WHEN claimed_by = 'completion' THEN completion END)
        ) AS figures(place, role, measure, amount)
        WHERE amount IS NOT NULL
        ORDER BY disclosure_id, evaluation_no, printed_no, place""",
    )
    return pd.concat([execution.sources(store, scope), outputs[SOURCE_COLUMNS]], ignore_index=True)
