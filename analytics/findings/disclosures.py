"""All disclosures in one ranking, made as that of projects (analytics.findings.projects)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.execution import CRITICAL, LOW, OVER, SEVERE
from analytics.comparing.scope import EVERYTHING, NAMES, Scope
from analytics.findings.disclosure_features import FEATURES, PEERS, disclosure_features
from analytics.findings.disclosure_words import reasons
from analytics.findings.features import Standing
from analytics.findings.oddity import columns_of, stand_out, standings_of
from analytics.findings.outlier_words import DISCLOSURE, unlike_peers
from analytics.findings.ranking import in_order, with_reasons, with_scores
from analytics.settings import EXECUTION_BANDS, RANKING, SCORING, TRENDS
from analytics.store import Store

RISE: Final = "three_public_rise"
CARRY_OVER: Final = "carry_over"
SWING: Final = "swing"
TOP_GRADES: Final = "top_grades"

PROBLEMS: Final = {
    CRITICAL: RANKING.critical,
    SEVERE: RANKING.severe,
    OVER: RANKING.over,
    LOW: RANKING.low,
    RISE: TRENDS.rise_oddity,
    CARRY_OVER: TRENDS.oddity,
    SWING: TRENDS.oddity,
    TOP_GRADES: SCORING.slight_oddity,
}
"""All problems that a disclosure's own figures can show, and how odd each is, from 0 to 1."""

_COLUMNS: Final = [
    *("rank", "score", "oddity", "problems", "disclosure_id", *NAMES, "money", "at_stake"),
    *("unspent", "carried", "three_public_rise", "total_moved", "scored_n"),
    *(feature.name for feature in FEATURES),
    *columns_of(FEATURES),
]


def ranked(store: Store, scope: Scope = EVERYTHING, *, limit: int | None = None) -> pd.DataFrame:
    """The disclosures in scope, most questionable first; limit None: all of them.

    Peers are looked for in the whole store, whatever the scope. Columns: rank, from 1; score and
    oddity, 0 to 1; problems, those of PROBLEMS that its figures show, a list; disclosure_id and its
    names (scope.NAMES); money, this year's expenditure or its projects' budgets, and at_stake, in
    万元; the other amounts of disclosure_features, and its FEATURES; peers_n, forest_n and unlike,
    and of each feature <name>_median, <name>_z and <name>_contribution (see oddity.stand_out);
    reasons_en and reasons_zh, lists of sentences.
    """
    frame = in_order(store, scope, _judged(store), ["disclosure_id"])[_COLUMNS].iloc[:limit]
    peers = standings_of(frame, FEATURES, "money")
    return with_reasons(
        frame,
        map(reasons, frame.itertuples()),
        (unlike_peers(standing, DISCLOSURE) for standing in peers),
    )


def standings(store: Store) -> dict[str, Standing]:
    """How each disclosure of a store stands among its peers, by disclosure_id."""
    frame = _judged(store)
    return dict(zip(frame["disclosure_id"], standings_of(frame, FEATURES, "money"), strict=True))


def _judged(store: Store) -> pd.DataFrame:
    """Every disclosure of a store, by its key, with all that the ranking rests on."""
    frame = disclosure_features(store)
    rate = frame["rate"].round(9)
    moved = frame["total_moved"].abs()
    shows = pd.DataFrame(
        {
            CRITICAL: rate <= 0,
            SEVERE: (rate > 0) & (rate < EXECUTION_BANDS.severe),
            OVER: rate > EXECUTION_BANDS.over,
            LOW: (rate >= EXECUTION_BANDS.severe) & (rate < EXECUTION_BANDS.low),
            RISE: frame["three_public_rise"] > TRENDS.slight_rise_money,
            CARRY_OVER: frame["carry_over_share"] > TRENDS.carry_over,
            SWING: (frame["total_change"].abs() > TRENDS.swing) & (moved >= TRENDS.swing_money),
            TOP_GRADES: (frame["top_share"] >= SCORING.top_share)
            & (frame["scored_n"] >= SCORING.top_count),
        }
    )
    spent_otherwise = shows[[CRITICAL, SEVERE, OVER, LOW]].any(axis=1)
    stakes = pd.DataFrame(
        {
            LOW: frame["unspent"].abs().where(spent_otherwise),
            RISE: frame["three_public_rise"].where(shows[RISE]),
            CARRY_OVER: frame["carried"].where(shows[CARRY_OVER]),
            SWING: moved.where(shows[SWING]),
        }
    ).max(axis=1)
    frame = frame.assign(at_stake=stakes.fillna(frame["money"]))
    frame = frame.join(stand_out(frame, FEATURES, PEERS))
    return with_scores(frame, shows, PROBLEMS, "money")
