"""What analysts decided on findings: a log that outlives every reading and checking anew.

A finding is known by its finding_id, which stays as long as its subject and figures do. When they
change it is another finding, and comes back as new.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import pandas as pd

from analytics.model import DECISIONS, Decision
from analytics.store import Store

NEW: Final = "new"
"""The status of a finding on which nothing was decided yet."""


class UnknownFindingError(Exception):
    """There is no finding of that id in the store."""


def decide(store: Store, finding_id: str, status: str, who: str, why: str = "") -> None:
    """Confirms, dismisses or notes a finding (see model.DECISIONS); why is in the analyst's words.

    A note leaves the status as it was. Raises UnknownFindingError where the store holds no such
    finding, ValueError for another status, for no name, and for a note or a dismissal without why.
    """
    if status not in DECISIONS:
        raise ValueError(f"{status!r} is none of {', '.join(DECISIONS)}")
    if not who.strip():
        raise ValueError("a decision needs the name of who makes it")
    if not why.strip() and status != DECISIONS[0]:
        raise ValueError("say why: others will read it")
    known = store.query("SELECT 1 FROM findings WHERE finding_id = ?", [finding_id])
    if known.empty:
        raise UnknownFindingError(f"{finding_id}: there is no such finding: run the check first")
    now = datetime.now(UTC).replace(tzinfo=None)
    store.append("decisions", [Decision(finding_id, now, status, who.strip(), why.strip())])


def reviewed(store: Store) -> pd.DataFrame:
    """The findings, most deserving first, with what was decided on each.

    The columns of `findings`, and status (new, confirmed or dismissed), decided_at and decided_by
    of the last decision, and notes, how many there are.
    """
    return store.query(
        f"""
        WITH verdicts AS (
            SELECT finding_id, arg_max(status, decided_at) AS status,
                max(decided_at) AS decided_at, arg_max(who, decided_at) AS decided_by
            FROM decisions WHERE status <> 'noted' GROUP BY finding_id
        ),
        notes AS (
            SELECT finding_id, count(*) AS notes FROM decisions
            WHERE status = 'noted' GROUP BY finding_id
        )
        SELECT findings.*, coalesce(verdicts.status, '{NEW}') AS status, decided_at, decided_by,
            coalesce(notes, 0) AS notes
        FROM findings LEFT JOIN verdicts USING (finding_id) LEFT JOIN notes USING (finding_id)
        ORDER BY score DESC, finding_id"""
    )
