"""All projects in one ranking: how odd each is times how much money it moves.

Oddity has two sources. The problems that a project's own figures show (PROBLEMS) each have a
stated oddity, and several are joined as independent hints would be: 1 - product of (1 - oddity).
Where its figures are like its peers' (analytics.findings.oddity), a little of that is taken off;
where no problem shows, what is unlike the peers' is a little odd by itself. So two projects with
the same problems differ by little, and of like oddity the larger sum comes first. The score is
oddity times the materiality of the money at stake (analytics.findings.ranking).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from analytics.comparing.execution import CRITICAL, LOW, OVER, RATED, SEVERE
from analytics.comparing.scope import EVERYTHING, NAMES, Scope, as_rows, ask, labelled
from analytics.findings.features import Standing
from analytics.findings.oddity import columns_of, stand_out, standings_of
from analytics.findings.outlier_words import PROJECT, unlike_peers
from analytics.findings.project_features import FEATURES, PEERS, project_features
from analytics.findings.project_words import reasons
from analytics.findings.ranking import in_order, with_reasons, with_scores
from analytics.model import ProjectScore, columns
from analytics.remembering import for_a_version
from analytics.settings import OUTLIERS, QUESTIONABLE, RANKING, SCORING
from analytics.store import Store

UNBUDGETED: Final = "unbudgeted"
CLAIM: Final = "claim"
REVISION: Final = "revision"
GRAVE_REVISION: Final = "grave_revision"
SEVERE_IN_STEP: Final = "severe_in_step"
LOW_IN_STEP: Final = "low_in_step"
MARKS: Final = "marks"
MISPRINT: Final = "misprint"

EXECUTION: Final = {
    CRITICAL: RANKING.critical,
    UNBUDGETED: RANKING.unbudgeted,
    SEVERE: RANKING.severe,
    OVER: RANKING.over,
    LOW: RANKING.low,
}
"""The kinds of problem with the execution, and how odd each is, from 0 to 1."""

PROBLEMS: Final = {
    **EXECUTION,
    SEVERE_IN_STEP: RANKING.severe * RANKING.in_step,
    LOW_IN_STEP: RANKING.low * RANKING.in_step,
    CLAIM: RANKING.claim,
    GRAVE_REVISION: RANKING.grave_revision,
    REVISION: RANKING.revision,
    MARKS: SCORING.oddity,
    MISPRINT: RANKING.misprint,
}
"""All problems that a project's own figures can show, and how odd each is, from 0 to 1."""

_SCORES: Final = [column.name for column in columns("project_scores")]
_COLUMNS: Final = [
    *("rank", "score", "oddity", "problems", "disclosure_id", *NAMES, "evaluation_no"),
    *("department", "unit", "name", "theme", "initial_budget", "adjusted_budget", "budget"),
    *("executed", "unspent", "printed_rate", "to_check", "outturn", "problem", "at_stake"),
    *("share_of_body", "claimed_by", "outputs_n", "theme_median", "theme_n"),
    *(feature.name for feature in FEATURES),
    *columns_of(FEATURES),
    *("money", "page", "locator"),
]


def ranked(store: Store, scope: Scope = EVERYTHING, *, limit: int | None = None) -> pd.DataFrame:
    """The projects in scope, most questionable first; limit None: all of them.

    Peers are looked for in the whole store, whatever the scope. Columns: rank, from 1; score and
    oddity, 0 to 1; problems, those of PROBLEMS that its figures show, a list, and problem, the one
    of EXECUTION or null; the columns of execution.projects that say whose and what it is, and what
    was budgeted and spent, in 万元; to_check, whether the printed rate is not executed / budget;
    at_stake in 万元, and share_of_body, of it in the budget of all the disclosure's projects;
    claimed_by and outputs_n (see low_execution.ranked); theme_median and theme_n (see
    peers.theme_medians); project_features.FEATURES; peers_n, forest_n and unlike, and of each
    feature <name>_median, <name>_z and <name>_contribution (see oddity.stand_out); money, the
    larger of budget and executed; page, locator; reasons_en and reasons_zh, lists of sentences.
    """
    frame = scored(store, scope).iloc[:limit]
    peers = standings_of(frame, FEATURES, "money")
    return with_reasons(
        frame,
        map(reasons, frame.itertuples()),
        (unlike_peers(standing, PROJECT) for standing in peers),
    )


def scored(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The frame of `ranked` without the reasons."""
    return in_order(store, scope, judged(store), ["disclosure_id", "evaluation_no"])[_COLUMNS]


def questionable(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    themes: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """The projects of which `ranked` has a problem, as they stand there, those to check last.

    themes None: all of them. Scores are those that were stored when the store was checked; where
    a disclosure came since, all of them are made anew, since it is a peer of the others. Columns:
    disclosure_id and its names (scope.NAMES); those of execution.projects but without unspent's
    words and bands; those of the table project_scores; to_check.
    """
    kept, made_now = kept_scores(store)
    frame = ask(
        store,
        scope,
        f""", {RATED}, scores AS (FROM {kept})
        SELECT rated.*, scores.* EXCLUDE (disclosure_id, evaluation_no),
            coalesce(abs(printed_rate - rate) > {QUESTIONABLE.misprint}, false) AS to_check
        FROM rated JOIN scores USING (disclosure_id, evaluation_no) WHERE problem IS NOT NULL
        ORDER BY to_check, score DESC, disclosure_id, evaluation_no LIMIT $limit""",
        made_now,
        themes=themes,
        limit=limit,
    )
    return labelled(store, frame)


def kept_scores(store: Store) -> tuple[str, dict[str, pd.DataFrame]]:
    """The table that a query finds the rows of project_scores in, and it where it is made now.

    It is that of the store, or a frame where a disclosure came since the store was checked.
    """
    if _every_one_is_kept(store):
        return "project_scores", {}
    return "made_now", {"made_now": judged(store)[_SCORES]}


@for_a_version(2)
def _every_one_is_kept(store: Store) -> bool:
    found = store.query(
        "SELECT count(*) = 0 AS kept FROM disclosures ANTI JOIN main_figures USING (disclosure_id)"
    )
    return bool(found["kept"].iloc[0])


def scores(frame: pd.DataFrame) -> list[ProjectScore]:
    """What is stored of every project of the frame of `judged`."""
    return as_rows("project_scores", frame.astype({"outputs_n": "Int64"}))


def standings(frame: pd.DataFrame) -> dict[tuple[str, int], Standing]:
    """How each project of the frame of `judged` stands among its peers, by disclosure_id and
    evaluation_no."""
    keys = zip(frame["disclosure_id"], frame["evaluation_no"], strict=True)
    return dict(zip(keys, standings_of(frame, FEATURES, "money"), strict=True))


def judged(store: Store) -> pd.DataFrame:
    """Every project of a store, by its key, with all that the ranking rests on."""
    frame = project_features(store)
    budget = frame["budget"].fillna(0.0)
    misprint = (frame["printed_rate"] - frame["rate"]).abs()
    to_check = misprint > QUESTIONABLE.misprint
    unbudgeted = (frame["budget"] == 0) & (frame["executed"] > 0)
    problem = frame["band"].mask(unbudgeted, UNBUDGETED)
    problem = problem.where(problem.isin(EXECUTION.keys()))
    in_step = frame["claim_gap"] <= QUESTIONABLE.in_step
    revised = frame["revision"].abs() > QUESTIONABLE.revision
    gravely = frame["revision"].abs() > QUESTIONABLE.grave_revision
    claimed = (frame["rate"] < QUESTIONABLE.claim_rate) & (
        frame["output_share"] >= QUESTIONABLE.claim_share
    )
    marked = frame["score_gap"].abs() > OUTLIERS.marks
    kinds = problem.mask(in_step & (problem == SEVERE), SEVERE_IN_STEP).mask(
        in_step & (problem == LOW), LOW_IN_STEP
    )
    # A figure that contradicts another is a reading to be checked before it is an anomaly.
    shows = pd.DataFrame(
        {
            **{
                kind: (kinds == kind) & ~to_check
                for kind in (*EXECUTION, SEVERE_IN_STEP, LOW_IN_STEP)
            },
            CLAIM: claimed & ~to_check,
            GRAVE_REVISION: gravely,
            REVISION: revised & ~gravely,
            MARKS: marked,
            MISPRINT: to_check,
        }
    )
    stakes = pd.DataFrame(
        {
            REVISION: (frame["adjusted_budget"] - frame["initial_budget"]).abs().where(revised),
            MARKS: (budget * (frame["score_gap"].abs() / 100).clip(upper=1)).where(marked),
            MISPRINT: (budget * misprint.clip(upper=1)).where(to_check),
        }
    ).max(axis=1)
    own = frame["unspent"].abs().where(problem.notna())
    at_stake = own.fillna(stakes).fillna(frame["money"])
    frame = frame.assign(
        problem=problem,
        to_check=to_check,
        at_stake=at_stake,
        share_of_body=at_stake / frame["body_money"].where(frame["body_money"] > 0),
    )
    frame = frame.join(stand_out(_without_misprints(frame), FEATURES, PEERS))
    return with_scores(frame, shows, PROBLEMS, "body_money")


def _without_misprints(frame: pd.DataFrame) -> pd.DataFrame:
    """What peers are asked about: no rate that contradicts the printed one."""
    doubtful = ["rate", "theme_gap", "claim_gap"]
    return frame.assign(**{name: frame[name].mask(frame["to_check"], np.nan) for name in doubtful})
