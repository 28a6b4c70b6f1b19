"""All projects in one ranking: how odd each is times how much money it moves.

Oddity has two sources. The problems that a project's own figures show (PROBLEMS) each have a
stated oddity, and several are joined as independent hints would be: 1 - product of (1 - oddity).
What its peers' figures say (analytics.findings.oddity) can add settings.OUTLIERS.weight of what is
left. So two projects with the same problems differ by that at most, and of like oddity the larger
sum comes first. The score is that times the materiality of the money at stake
(analytics.findings.ranking).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analytics.comparing.execution import CRITICAL, LOW, OVER, SEVERE
from analytics.comparing.scope import EVERYTHING, NAMES, Scope, labelled
from analytics.findings.features import Standing
from analytics.findings.oddity import (
    FOREST_N,
    PEERS_N,
    UNLIKE,
    contribution_of,
    medians_of,
    stand_out,
    standings_of,
    z_of,
)
from analytics.findings.outlier_words import PROJECT, unlike_peers
from analytics.findings.project_features import FEATURES, PEERS, project_features
from analytics.findings.project_words import reasons
from analytics.findings.ranking import materiality
from analytics.settings import OUTLIERS, QUESTIONABLE, RANKING, SCORING
from analytics.store import Store

UNBUDGETED: Final = "unbudgeted"
CLAIM: Final = "claim"
REVISION: Final = "revision"
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
    CLAIM: RANKING.claim,
    REVISION: RANKING.revision,
    MARKS: SCORING.oddity,
    MISPRINT: RANKING.misprint,
}
"""All problems that a project's own figures can show, and how odd each is, from 0 to 1."""

_COLUMNS: Final = [
    *("rank", "score", "oddity", "problems", "disclosure_id", *NAMES, "evaluation_no"),
    *("department", "unit", "name", "theme", "initial_budget", "adjusted_budget", "budget"),
    *("executed", "unspent", "printed_rate", "to_check", "outturn", "problem", "at_stake"),
    *("share_of_body", "claimed_by", "outputs_n", "theme_median", "theme_n"),
    *(feature.name for feature in FEATURES),
    *(PEERS_N, FOREST_N, UNLIKE),
    *(column(feature) for feature in FEATURES for column in (medians_of, z_of, contribution_of)),
    *("page", "locator"),
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
    feature <name>_median, <name>_z and <name>_contribution (see oddity.stand_out); page, locator;
    reasons_en and reasons_zh, lists of sentences.
    """
    frame = scored(store, scope).iloc[:limit]
    said = [reasons(project) for project in frame.itertuples()]
    peers = [
        unlike_peers(standing, PROJECT) for standing in standings_of(frame, FEATURES, "at_stake")
    ]
    return frame.assign(
        reasons_en=pd.Series(
            [[*own[0], *other[0]] for own, other in zip(said, peers, strict=True)], dtype="object"
        ),
        reasons_zh=pd.Series(
            [[*own[1], *other[1]] for own, other in zip(said, peers, strict=True)], dtype="object"
        ),
    )


def scored(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The frame of `ranked` without the reasons."""
    frame = _with_problems(project_features(store))
    frame = frame.join(stand_out(_without_misprints(frame), FEATURES, PEERS))
    unlike = OUTLIERS.weight * frame[UNLIKE].fillna(0.0)
    frame["oddity"] = 1 - (1 - frame["shown"]) * (1 - unlike)
    frame["score"] = frame["oddity"] * materiality(frame["at_stake"], frame["body_money"])
    frame = labelled(store, scope, frame.drop(columns=["agency", "kind"]))
    frame = frame[frame["label_en"].notna()].sort_values(
        ["score", "disclosure_id", "evaluation_no"],
        ascending=[False, True, True],
        ignore_index=True,
    )
    return frame.assign(rank=range(1, len(frame) + 1))[_COLUMNS]


def standings(store: Store) -> dict[tuple[str, int], Standing]:
    """How each project of a store stands among its peers, by disclosure_id and evaluation_no."""
    frame = _with_problems(project_features(store))
    frame = frame.join(stand_out(_without_misprints(frame), FEATURES, PEERS))
    keys = zip(frame["disclosure_id"], frame["evaluation_no"], strict=True)
    return dict(zip(keys, standings_of(frame, FEATURES, "money"), strict=True))


def _with_problems(frame: pd.DataFrame) -> pd.DataFrame:
    """Features with what the project's own figures show: problem(s), at_stake, shown oddity."""
    budget = frame["budget"].fillna(0.0)
    misprint = (frame["printed_rate"] - frame["rate"]).abs()
    to_check = misprint > QUESTIONABLE.misprint
    unbudgeted = (frame["budget"] == 0) & (frame["executed"] > 0)
    problem = frame["band"].mask(unbudgeted, UNBUDGETED)
    problem = problem.where(problem.isin(EXECUTION.keys()))
    revised = frame["revision"].abs() > QUESTIONABLE.revision
    claimed = (frame["rate"] < QUESTIONABLE.claim_rate) & (
        frame["output_share"] >= QUESTIONABLE.claim_share
    )
    marked = frame["score_gap"].abs() > 0
    # A figure that contradicts another is a reading to be checked before it is an anomaly.
    shows = pd.DataFrame(
        {
            **{kind: (problem == kind) & ~to_check for kind in EXECUTION},
            CLAIM: claimed & ~to_check,
            REVISION: revised,
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
    return frame.assign(
        problem=problem,
        problems=_listed(shows),
        shown=1 - (1 - shows * pd.Series(PROBLEMS)).prod(axis=1),
        to_check=to_check,
        at_stake=at_stake,
        share_of_body=at_stake / frame["body_money"].where(frame["body_money"] > 0),
    )


def _listed(shows: pd.DataFrame) -> pd.Series:
    """Of each row, the columns that are true, as a list."""
    names = shows.columns.to_numpy()
    listed = [list(names[row]) for row in shows.to_numpy(dtype=bool)]
    return pd.Series(listed, index=shows.index, dtype="object")


def _without_misprints(frame: pd.DataFrame) -> pd.DataFrame:
    """What peers are asked about: no rate that contradicts the printed one."""
    doubtful = ["rate", "theme_gap", "claim_gap"]
    return frame.assign(**{name: frame[name].mask(frame["to_check"], np.nan) for name in doubtful})
