"""What projects claim of their outputs, beside what was spent: the frame of the scatter.

Many projects claim and spend alike, most of them all: these are one place of the scatter, with
their number and their money, since marks that hide one another cannot be counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analytics.comparing.execution import RATED
from analytics.comparing.scope import EVERYTHING, Scope, ask, labelled
from analytics.comparing.sources import MONEY
from analytics.findings.projects import kept_scores
from analytics.settings import QUESTIONABLE
from analytics.store import Store

STEP: Final = 0.05
"""How far apart, of a rate or a share of marks, projects of one place may be."""
FAR: Final = 1.2
"""Rates above are one place, whatever they are."""

_LARGEST: Final = "budget DESC, disclosure_id, evaluation_no"


def claimed(
    store: Store, scope: Scope = EVERYTHING, *, themes: Sequence[str] | None = None
) -> pd.DataFrame:
    """Where the projects with an execution rate and marks for outputs stand, a row a place.

    Of one place are projects whose rates, and whose shares, fall into the same STEP; what is 0 or
    1 exactly is together with its equals alone. Places where outputs are claimed without the money
    come first, then the larger sums. Columns: disclosure_id and its names (scope.NAMES),
    evaluation_no and name, of the project with the largest budget; n, how many projects there are;
    budget, and unspent, of all of them in 万元; rate, executed / budget, and output_share, marks
    given to output indicators over their full marks (see low_execution.ranked), their means;
    unmatched, whether less than QUESTIONABLE.claim_rate was spent and QUESTIONABLE.claim_share or
    more is claimed.
    """
    frame = _ask(
        store,
        scope,
        themes,
        f"""
        SELECT first(disclosure_id ORDER BY {_LARGEST}) AS disclosure_id,
            first(evaluation_no ORDER BY {_LARGEST}) AS evaluation_no,
            first(name ORDER BY {_LARGEST}) AS name, count(*) AS n,
            sum(budget::{MONEY})::DOUBLE AS budget, sum(unspent::{MONEY})::DOUBLE AS unspent,
            avg(rate) AS rate, avg(output_share) AS output_share, unmatched
        FROM known
        GROUP BY unmatched, floor(drawn / {STEP}), drawn IN (0, 1),
            floor(output_share / {STEP}), output_share IN (0, 1)
        ORDER BY unmatched DESC, sum(budget::{MONEY}) DESC, disclosure_id""",
    )
    return labelled(store, frame)


def claiming(
    store: Store, scope: Scope = EVERYTHING, *, themes: Sequence[str] | None = None
) -> pd.DataFrame:
    """The disclosures whose projects `claimed` holds: disclosure_id, a row each."""
    known = "SELECT DISTINCT disclosure_id FROM known ORDER BY disclosure_id"
    return _ask(store, scope, themes, known)


def _ask(store: Store, scope: Scope, themes: Sequence[str] | None, sql: str) -> pd.DataFrame:
    """The result of a query of the table known: the projects with a rate and marks for outputs."""
    scores, made_now = kept_scores(store)
    # Rounded, so that a rate of exactly 20 % is not below it by the last bit of a division.
    return ask(
        store,
        scope,
        f""", {RATED},
        known AS (
            SELECT disclosure_id, evaluation_no, name, budget, unspent, even AS rate,
                least(even, {FAR}) AS drawn, share AS output_share,
                even < {QUESTIONABLE.claim_rate} AND share >= {QUESTIONABLE.claim_share}
                    AS unmatched
            FROM rated JOIN {scores} USING (disclosure_id, evaluation_no), LATERAL (
                SELECT round(rate, 9) AS even, round(output_share, 9) AS share)
            WHERE even IS NOT NULL AND share IS NOT NULL
        ) {sql}""",
        made_now,
        themes=themes,
    )
