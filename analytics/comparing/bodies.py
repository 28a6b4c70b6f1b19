"""Bodies by what they spent of all their projects' money, beside their peers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analytics.comparing.execution import RATED, TOGETHER
from analytics.comparing.peers import fence_columns
from analytics.comparing.scope import EVERYTHING, Scope, ask, labelled
from analytics.remembering import for_a_version
from analytics.store import Store

BELOW: Final = "below"
ABOVE: Final = "above"

_OWN: Final = f"""
    own AS (
        SELECT disclosure_id, kind, {TOGETHER}
        FROM rated JOIN scoped USING (disclosure_id) GROUP BY disclosure_id, kind
    )
"""


def among_peers(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    themes: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """The disclosures ranked by their weighted rate, lowest first, beside those of their peers.

    Of equals the one with more money comes first. Peers are the disclosures of the same kind in
    the whole store. Columns: those of execution.rates by disclosure; place, 1 for the lowest, null
    without a rate; peers_n, peers_median, lower_fence and upper_fence of the peers' weighted rates
    (comparing.peers.fences); beyond, BELOW or ABOVE where the rate lies beyond a fence, else null.
    Besides, the same in each row and of all in scope: all_n, disclosures with a rate; all_below,
    all_above, those beyond a fence. Of more than limit, two thirds of it are the lowest and the
    others the highest; None: all of them.
    """
    frame = ask(
        store,
        scope,
        f""", {RATED}, {_OWN},
        placed AS (
            SELECT *,
                CASE WHEN weighted_rate < lower_fence THEN '{BELOW}'
                    WHEN weighted_rate > upper_fence THEN '{ABOVE}' END AS beyond,
                if(weighted_rate IS NULL, NULL, row_number() OVER (
                    ORDER BY weighted_rate NULLS LAST, rated_budget DESC, disclosure_id)) AS place
            FROM own JOIN peers USING (kind)
        ),
        counted AS (
            SELECT count(*) AS rows_n, count(weighted_rate) AS all_n,
                count(*) FILTER (beyond = '{BELOW}') AS all_below,
                count(*) FILTER (beyond = '{ABOVE}') AS all_above
            FROM placed
        )
        SELECT placed.* EXCLUDE (kind), counted.* EXCLUDE (rows_n) FROM placed, counted
        WHERE $limit::INTEGER IS NULL OR rows_n <= $limit
            OR place <= $limit - $limit // 3 OR place > all_n - $limit // 3
        ORDER BY place NULLS LAST, disclosure_id""",
        {"peers": _peers(store, None if themes is None else tuple(themes))},
        themes=themes,
        limit=limit,
    )
    return labelled(store, frame)


@for_a_version(16)
def _peers(store: Store, themes: tuple[str, ...] | None) -> pd.DataFrame:
    """The fences of the weighted rates of all disclosures, one row a kind.

    A choice of disclosures leaves them as they are.
    """
    return ask(
        store,
        EVERYTHING,
        f""", {RATED}, {_OWN}
        SELECT kind, n AS peers_n, median AS peers_median, lower_fence, upper_fence
        FROM (SELECT kind, {fence_columns("weighted_rate")} FROM own GROUP BY kind)""",
        themes=themes,
    )
