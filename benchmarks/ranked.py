"""The ranking of projects beside rankings by their figures alone.

Relevant is a project in which an anomaly of money or of claims was planted.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pyod.models.ecod import ECOD
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score

from analytics.findings.forms_vs_accounts import doubled_source
from analytics.findings.projects import scored
from analytics.findings.rules import RULES
from analytics.store import Store
from benchmarks.planting import Planted

AT = (20, 50, 100)
ANOMALIES = {
    *(rule.name for rule in RULES if rule.family in ("execution", "claim_vs_money")),
    doubled_source.__name__,
}
"""The rules whose plants are anomalies of a project's money, or claims against it."""

_PROJECTS = """
    WITH outputs AS (
        SELECT disclosure_id, evaluation_no,
            coalesce(sum(score) / nullif(sum(weight), 0), avg(least(completion, 1))) AS claimed
        FROM indicators WHERE contains(level1, '产出') GROUP BY ALL
    )
    SELECT p.disclosure_id, p.evaluation_no, p.execution_rate AS rate, p.budget, p.executed,
        ln(1 + p.budget) AS log_budget, (adjusted_budget - initial_budget)
            / nullif(initial_budget, 0) AS revision,
        p.budget / nullif(sum(p.budget) OVER (PARTITION BY p.disclosure_id), 0) AS share,
        p.execution_rate - median(p.execution_rate) OVER (PARTITION BY theme) AS gap_to_theme,
        claimed, total_score / 100 - p.execution_rate AS score_gap
    FROM evaluations p LEFT JOIN outputs USING (disclosure_id, evaluation_no)
    WHERE form = 'project_result' ORDER BY ALL"""
FEATURES = [
    *("log_budget", "rate", "revision", "share", "gap_to_theme", "claimed", "score_gap"),
]


def rankings(store: Store, corpus: Sequence[Planted], seed: int) -> pd.DataFrame:
    """Average precision and recall at AT of each ranking, one row a ranking."""
    projects = store.query(_PROJECTS)
    planted = {
        (each.disclosure_id, number)
        for each in corpus
        for plant, target in each.plants
        if plant.rule in ANOMALIES
        for number in target.forms
    }
    keys = zip(projects.disclosure_id, projects.evaluation_no, strict=True)
    relevant = np.array([key in planted for key in keys])
    scores = {
        "ranking of projects": _ranked(store, projects),
        "threshold on the execution rate": _off_rate(projects),
        "IsolationForest": _isolated(projects, seed),
        "ECOD": _ecod(projects),
    }
    return pd.DataFrame(
        {
            "ranking": name,
            "average precision": average_precision_score(relevant, score),
            **{f"recall at {k}": _recall(relevant, score, k) for k in (*AT, relevant.sum())},
        }
        for name, score in scores.items()
    )


def _ranked(store: Store, projects: pd.DataFrame) -> np.ndarray:
    """The score of analytics.findings.projects, of each of the projects."""
    keys = ["disclosure_id", "evaluation_no"]
    return (
        projects[keys].merge(scored(store)[[*keys, "score"]], on=keys, how="left").score.to_numpy()
    )


def _off_rate(projects: pd.DataFrame) -> np.ndarray:
    """How far the rate is from 1; spending without a budget is further than anything."""
    unbudgeted = projects.rate.isna() & (projects.executed > 0)
    return (1 - projects.rate).abs().mask(unbudgeted, 9.0).fillna(0.0).to_numpy()


def _matrix(projects: pd.DataFrame) -> np.ndarray:
    """The features, those missing at the median of the others."""
    features = projects[FEATURES].astype(float)
    return features.fillna(features.median()).to_numpy()


def _isolated(projects: pd.DataFrame, seed: int) -> np.ndarray:
    forest = IsolationForest(n_estimators=300, random_state=seed).fit(_matrix(projects))
    scores: np.ndarray = -forest.score_samples(_matrix(projects))
    return scores


def _ecod(projects: pd.DataFrame) -> np.ndarray:
    scores: np.ndarray = ECOD().fit(_matrix(projects)).decision_scores_
    return scores


def _recall(relevant: np.ndarray, score: np.ndarray, k: int) -> float:
    first = np.argsort(-score, kind="stable")[:k]
    return float(relevant[first].sum() / max(relevant.sum(), 1))
