"""What projects claim of their outputs, beside what was spent: the frame of the scatter."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.comparing.execution import BANDED, RATED
from analytics.comparing.scope import EVERYTHING, Scope, ask, labelled
from analytics.findings.project_features import OUTPUTS
from analytics.settings import QUESTIONABLE
from analytics.store import Store


def claimed(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    themes: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """The projects with an execution rate and marks for outputs; limit None: all of them.

    Those that claim outputs without the money come first, then the larger sums. Columns:
    disclosure_id and its names (scope.NAMES); evaluation_no, name, theme; budget and executed in
    万元; rate, executed / budget; output_share, marks given to output indicators over their full
    marks (see low_execution.ranked), and outputs_n, of how many; unmatched, whether less than
    QUESTIONABLE.claim_rate was spent and QUESTIONABLE.claim_share or more is claimed; total,
    unmatched_n and unmatched_money (万元, not spent), of all such projects whatever the limit.
    """
    frame = ask(
        store,
        scope,
        f""", {RATED}, {BANDED}, {OUTPUTS}
        SELECT disclosure_id, evaluation_no, name, theme, budget, executed, rate, output_share,
            outputs_n,
            round(rate, 9) < {QUESTIONABLE.claim_rate}
                AND round(output_share, 9) >= {QUESTIONABLE.claim_share} AS unmatched,
            count(*) OVER () AS total, count(*) FILTER (unmatched) OVER () AS unmatched_n,
            coalesce(sum(unspent) FILTER (unmatched) OVER (), 0) AS unmatched_money
        FROM banded JOIN claims USING (disclosure_id, evaluation_no)
        WHERE rate IS NOT NULL AND output_share IS NOT NULL
        ORDER BY unmatched DESC, budget DESC, disclosure_id, evaluation_no LIMIT $limit""",
        themes=None if themes is None else list(themes),
        limit=limit,
    )
    return labelled(store, scope, frame)
