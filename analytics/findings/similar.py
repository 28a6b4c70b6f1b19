"""The peers that a project was compared with, and in what it differs from them."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.execution import RATED
from analytics.comparing.scope import EVERYTHING, Scope, ask, labelled
from analytics.findings import disclosure_features, project_features
from analytics.findings.features import Feature
from analytics.findings.outlier_words import figure
from analytics.settings import OUTLIERS, PEERS
from analytics.store import Store

_PROJECT: Final = {feature.name: feature for feature in project_features.FEATURES}
_DISCLOSURE: Final = {feature.name: feature for feature in disclosure_features.FEATURES}


def differences(
    store: Store, scope: Scope = EVERYTHING, *, disclosure_id: str, evaluation_no: int | None
) -> pd.DataFrame:
    """The rows of `peer_figures` of a project, or of a disclosure for None, most telling first.

    Besides feature_en and feature_zh, what the figure is called; value_en, value_zh, median_en and
    median_zh, the figures in words, with their units. Those that read like the median are left out.
    """
    frame = store.query(
        """FROM peer_figures
        WHERE disclosure_id = ? AND evaluation_no IS NOT DISTINCT FROM ?
        ORDER BY contribution DESC""",
        [disclosure_id, evaluation_no],
    )
    features: dict[str, Feature] = _DISCLOSURE if evaluation_no is None else _PROJECT
    for number, language in enumerate(("en", "zh")):
        frame[f"feature_{language}"] = [features[name].words[number] for name in frame["feature"]]
        for column in ("value", "median"):
            frame[f"{column}_{language}"] = [
                figure(features[name], value)[number]
                for name, value in zip(frame["feature"], frame[column], strict=True)
            ]
    return frame[frame["value_en"] != frame["median_en"]].reset_index(drop=True)


def similar_projects(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    disclosure_id: str,
    evaluation_no: int,
    limit: int | None = None,
) -> pd.DataFrame:
    """The projects of other bodies that a project is compared with, nearest in size first.

    They are of the same kind of disclosure, theme and size or, where fewer than PEERS.minimum are,
    of any size; limit None: all of them. Columns: disclosure_id and its names (scope.NAMES);
    evaluation_no, name; budget and executed in 万元; rate, executed / budget; peers_n, how many
    there are whatever the limit.
    """
    frame = ask(
        store,
        scope,
        f""", {RATED},
        sized AS (
            SELECT rated.*, agency, kind,
                greatest(coalesce(budget, 0), coalesce(executed, 0)) AS money,
                len(list_filter($sizes::DOUBLE[], lambda bound: bound <= money)) AS size_class
            FROM rated JOIN scoped USING (disclosure_id)
        ),
        own AS (
            SELECT * FROM sized
            WHERE disclosure_id = $disclosure_id AND evaluation_no = $evaluation_no
        ),
        others AS (
            SELECT sized.*, sized.size_class = own.size_class AS same_size,
                abs(sized.money - own.money) AS apart
            FROM sized JOIN own ON sized.kind = own.kind AND sized.theme = own.theme
                AND sized.agency <> own.agency
        ),
        peers AS (
            FROM others
            QUALIFY same_size OR count(*) FILTER (same_size) OVER () < {PEERS.minimum}
        )
        SELECT disclosure_id, evaluation_no, name, budget, executed, rate,
            count(*) OVER () AS peers_n
        FROM peers ORDER BY apart, disclosure_id, evaluation_no LIMIT $limit""",
        themes=None,
        sizes=list(OUTLIERS.project_sizes),
        disclosure_id=disclosure_id,
        evaluation_no=evaluation_no,
        limit=limit,
    )
    return labelled(store, frame)
