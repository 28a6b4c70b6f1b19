"""Projects whose execution needs a question asked, ranked, with the reasons in words.

Why it is a flag: money approved for a purpose and not spent did not serve it, and money spent
beyond a budget was approved by nobody. Method: a project is listed where its execution rate
(executed / budget) is 0, below 0.5, below 0.8 or above 1.05 (settings.EXECUTION_BANDS), or where
money was spent on a budget of 0. Its score is the oddity of its kind of problem times its
materiality: the money at stake, and its share of the body's project budget (settings.RANKING). So
of one kind the larger sum comes first. Excluded: projects with neither budget nor spending, and
forms that print no budget or no executed amount, since nothing is known of them. Where a form
prints another rate than its amounts give, that is a reading to be checked, and stands after all
others.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analytics.comparing import execution
from analytics.comparing.execution import CRITICAL, LOW, NO_RATE, OVER, SEVERE
from analytics.comparing.peers import theme_medians
from analytics.comparing.scope import EVERYTHING, NAMES, Scope, ask
from analytics.comparing.sources import DENOMINATOR, NUMERATOR, PART, SOURCE_COLUMNS
from analytics.findings.low_execution_words import reasons
from analytics.settings import QUESTIONABLE, RANKING
from analytics.store import Store

UNBUDGETED: Final = "unbudgeted"
ODDITY: Final = {
    CRITICAL: RANKING.critical,
    UNBUDGETED: RANKING.unbudgeted,
    SEVERE: RANKING.severe,
    OVER: RANKING.over,
    LOW: RANKING.low,
}
"""The kinds of problem, and how odd each is, from 0 to 1."""

OUTPUT_SHARE: Final = "output_share"

_COLUMNS: Final = [
    *("rank", "score", "problem", "disclosure_id", *NAMES, "evaluation_no", "department", "unit"),
    *("name", "theme", "initial_budget", "adjusted_budget", "budget", "executed", "rate"),
    *("printed_rate", "to_check", "revision", "outturn", "at_stake", "share_of_body"),
    *("output_share", "claimed_by", "outputs_n", "peers_median", "peers_n"),
    *("reasons_en", "reasons_zh", "page", "locator"),
]

# Marks come first: a form may call an indicator completed and still take marks off.
_OUTPUTS: Final = """
    outputs AS (
        SELECT *, indicators.rowid AS printed_no, score IS NOT NULL AND weight > 0 AS marked
        FROM indicators SEMI JOIN scoped USING (disclosure_id)
        WHERE level1 LIKE '%产出%'
    ),
    claims AS (
        SELECT disclosure_id, evaluation_no,
            if(bool_or(marked), 'marks', 'completion') AS claimed_by,
            coalesce(
                sum(score) FILTER (marked) / sum(weight) FILTER (marked),
                avg(least(completion, 1)) FILTER (completion IS NOT NULL)
            ) AS output_share,
            if(bool_or(marked), count(*) FILTER (marked), count(completion)) AS outputs_n
        FROM outputs GROUP BY disclosure_id, evaluation_no
    )
"""


def ranked(store: Store, scope: Scope = EVERYTHING, *, limit: int | None = None) -> pd.DataFrame:
    """The projects with a problem, most questionable first; limit None: all of them.

    Columns: rank, from 1; score, 0 to 1; problem, a key of ODDITY; the columns of
    execution.projects that say whose and what it is, and what was budgeted and spent, in 万元;
    to_check, whether the printed rate is not executed / budget; at_stake in 万元, what was left,
    overspent or spent without a budget; share_of_body, of at_stake in the budget of all the
    disclosure's projects; output_share, the marks given to the form's output indicators
    (产出指标) over their full marks or, where it prints no marks, their mean completion
    (claimed_by says which: marks, completion), and outputs_n, of how many; peers_median and
    peers_n, of projects of the theme in disclosures of all other bodies in the store (see
    peers.theme_medians); reasons_en and reasons_zh, lists of sentences; page, locator.
    """
    frame = _problems(store, scope)
    frame["score"] = _scores(frame)
    frame = frame.sort_values(
        ["to_check", "score", "disclosure_id", "evaluation_no"],
        ascending=[True, False, True, True],
        ignore_index=True,
    ).iloc[:limit]
    said = [reasons(project) for project in frame.itertuples()]
    words = pd.DataFrame(said, columns=["reasons_en", "reasons_zh"], dtype="object")
    return frame.assign(rank=range(1, len(frame) + 1)).join(words)[_COLUMNS]


def sources(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The printed amounts behind `ranked`; see comparing.sources.

    Those of execution.sources, and of OUTPUT_SHARE the score and weight (in marks) or the
    completion (a ratio) of each output indicator, in `amount`.
    """
    outputs = ask(
        store,
        scope,
        f""", {_OUTPUTS}
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


def _problems(store: Store, scope: Scope) -> pd.DataFrame:
    """The projects with a problem and all that bears on it, unranked."""
    frame = execution.projects(store, scope, bands=[CRITICAL, SEVERE, LOW, OVER, NO_RATE])
    unbudgeted = (frame["budget"] == 0) & (frame["executed"] > 0)
    frame["problem"] = frame["band"].mask(unbudgeted, UNBUDGETED)
    frame = frame[frame["problem"].isin(ODDITY.keys())]
    bodies = execution.rates(store, scope, by=["disclosure_id"]).set_index("disclosure_id")
    claims = ask(store, scope, f", {_OUTPUTS} FROM claims")
    frame = frame.merge(claims, on=["disclosure_id", "evaluation_no"], how="left")
    # A page that looks at one body still compares it with all others in the store.
    frame = frame.merge(theme_medians(store), on=["agency", "theme"], how="left")
    whole = frame["disclosure_id"].map(bodies["rated_budget"])
    frame["at_stake"] = frame["unspent"].abs()
    frame["share_of_body"] = frame["at_stake"] / whole.where(whole > 0)
    frame["to_check"] = (frame["printed_rate"] - frame["rate"]).abs() > QUESTIONABLE.misprint
    return frame


def _scores(frame: pd.DataFrame) -> pd.Series[float]:
    money = np.log1p(frame["at_stake"]) / np.log1p(RANKING.whole_scale)
    share = frame["share_of_body"].fillna(0)
    materiality = (1 - RANKING.share) * money.clip(upper=1) + RANKING.share * share.clip(upper=1)
    return frame["problem"].map(ODDITY).astype("float64").mul(materiality)
