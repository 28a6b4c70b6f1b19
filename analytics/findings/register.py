"""What analysts decided on findings: a log that outlives every reading and checking anew.

A finding is known by its finding_id, which stays as long as its subject and figures do. When they
change it is another finding, and comes back as new.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, ask, labelled
from analytics.model import CONFIRMED, DECISIONS, DISMISSED, NOTED, SEVERITIES, Decision
from analytics.store import Store

NEW: Final = "new"
"""The status of a finding on which nothing was decided yet."""

STATUSES: Final = (NEW, CONFIRMED, DISMISSED)
"""What may be the status of a finding."""


class UnknownFindingError(Exception):
    """There is no finding of that id in the store."""


class IncompleteDecisionError(ValueError):
    """A decision lacks something that it needs: lacks says which, "who" or "why"."""

    def __init__(self, lacks: str, message: str) -> None:
        super().__init__(message)
        self.lacks = lacks


def decide(store: Store, finding_id: str, status: str, who: str, why: str = "") -> None:
    """Confirms, dismisses or notes a finding (see model.DECISIONS); why is in the analyst's words.

    A note leaves the status as it was. Raises UnknownFindingError where the store holds no such
    finding, ValueError for another status, IncompleteDecisionError for no name, and for a note or a
    dismissal without why.
    """
    if status not in DECISIONS:
        raise ValueError(f"{status!r} is none of {', '.join(DECISIONS)}")
    if not who.strip():
        raise IncompleteDecisionError("who", "a decision needs the name of who makes it")
    if not why.strip() and status != CONFIRMED:
        raise IncompleteDecisionError("why", "say why: others will read it")
    known = store.query("SELECT 1 FROM findings WHERE finding_id = ?", [finding_id])
    if known.empty:
        raise UnknownFindingError(f"{finding_id}: there is no such finding: run the check first")
    now = datetime.now(UTC).replace(tzinfo=None)
    store.append("decisions", [Decision(finding_id, now, status, who.strip(), why.strip())])


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are looked at: None leaves a question open.

    A theme admits findings on projects of it only.
    """

    themes: tuple[str, ...] | None = None
    families: tuple[str, ...] | None = None
    severities: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None


ALL: Final = Choice()


def reviewed(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    choice: Choice = ALL,
    limit: int | None = None,
    besides: str | None = None,
) -> pd.DataFrame:
    """The findings in scope with what was decided on each, most deserving first.

    Those that were dismissed come after all others; limit None: all of them. besides is the
    finding_id of one that is given even where its rank is beyond the limit. Columns:
    disclosure_id and its names (scope.NAMES); rank, from 1; those of `findings`; theme, of its
    project, else null; status (new, confirmed or dismissed), decided_at and decided_by of the last
    decision, and notes, how many there are.
    """
    frame = ask(
        store,
        scope,
        f"""{_REVIEWED},
        ranked AS (
            SELECT row_number() OVER ({_FIRST}) AS rank, finding_id FROM reviewed WHERE {_CHOSEN}
            QUALIFY $limit IS NULL OR rank <= $limit OR finding_id = $besides
        )
        FROM ranked JOIN reviewed USING (finding_id) ORDER BY rank""",
        **asdict(choice),
        limit=limit,
        besides=besides,
    )
    return labelled(store, frame)


def leading(store: Store, scope: Scope = EVERYTHING, *, limit: int) -> pd.DataFrame:
    """The findings that matter most: one of each body, and more of them where that is too few.

    Dismissed ones are left out. Columns: those of `reviewed`.
    """
    frame = ask(
        store,
        scope,
        f"""{_REVIEWED},
        turns AS (
            SELECT finding_id, score, status, row_number() OVER (
                PARTITION BY agency ORDER BY score DESC, finding_id) AS turn
            FROM reviewed JOIN scoped USING (disclosure_id) WHERE status <> '{DISMISSED}'
        ),
        ranked AS (
            SELECT row_number() OVER ({_FIRST}) AS rank, finding_id
            FROM (FROM turns ORDER BY turn, score DESC, finding_id LIMIT $limit)
        )
        FROM ranked JOIN reviewed USING (finding_id) ORDER BY rank""",
        limit=limit,
    )
    return labelled(store, frame)


def counted(store: Store, scope: Scope = EVERYTHING, *, choice: Choice = ALL) -> pd.DataFrame:
    """How many findings `reviewed` has: n of each severity and status, the gravest first."""
    return ask(
        store,
        scope,
        f"""{_REVIEWED}
        SELECT severity, status, count(*) AS n FROM reviewed WHERE {_CHOSEN}
        GROUP BY severity, status
        ORDER BY list_position({list(SEVERITIES)}, severity), status""",
        **asdict(choice),
    )


def history(store: Store, scope: Scope = EVERYTHING, *, finding_id: str) -> pd.DataFrame:
    """What was decided on a finding, latest first: the rows of `decisions`."""
    return store.query(
        "SELECT * FROM decisions WHERE finding_id = ? ORDER BY decided_at DESC", [finding_id]
    )


# What is ranked is a few columns; messages and evidence are read of those that are given alone.
_REVIEWED: Final = f""",
    verdicts AS (
        SELECT finding_id, arg_max(status, decided_at) AS status,
            max(decided_at) AS decided_at, arg_max(who, decided_at) AS decided_by
        FROM decisions WHERE status <> '{NOTED}' GROUP BY finding_id
    ),
    noted AS (
        SELECT finding_id, count(*) AS notes FROM decisions
        WHERE status = '{NOTED}' GROUP BY finding_id
    ),
    reviewed AS NOT MATERIALIZED (
        SELECT findings.*, theme, coalesce(verdicts.status, '{NEW}') AS status, decided_at,
            decided_by, coalesce(notes, 0) AS notes
        FROM findings SEMI JOIN scoped USING (disclosure_id)
        LEFT JOIN (SELECT disclosure_id, evaluation_no, coalesce(theme, 'other') AS theme
            FROM projects) USING (disclosure_id, evaluation_no)
        LEFT JOIN verdicts USING (finding_id) LEFT JOIN noted USING (finding_id)
    )
"""
_FIRST: Final = f"ORDER BY status = '{DISMISSED}', score DESC, finding_id"
_CHOSEN: Final = " AND ".join(
    f"(${name}::VARCHAR[] IS NULL OR list_contains(${name}::VARCHAR[], {column}))"
    for name, column in (
        ("themes", "theme"),
        ("families", "family"),
        ("severities", "severity"),
        ("statuses", "status"),
    )
)
