"""What a store holds: each disclosure with its main figures, and how well its tables were read."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, ask, disclosures, labelled
from analytics.comparing.sources import MONEY
from analytics.comparing.staffing import OF_BASIC, OF_TOTAL, figures
from analytics.comparing.three_public import of_its_year
from analytics.model import (
    CLOSED,
    EMPTY,
    FAILED,
    MISSING,
    OPEN,
    REPAIRED,
    REPLACED,
    SEVERITIES,
    STATEMENTS,
    STORED,
    TOTAL,
    UNREAD,
)
from analytics.store import Store

_SOUND: Final = (CLOSED, REPAIRED, EMPTY)
_COUNTED: Final = ("findings", "grave", "sound", "open", "unread", "missing")
_BEST_FIRST: Final = (CLOSED, REPAIRED, OPEN, UNREAD, EMPTY, MISSING)

_READ: Final = f"""
    read AS (
        SELECT disclosure_id, statement,
            arg_min(status, list_position({list(_BEST_FIRST)}, status)) AS status
        FROM tables SEMI JOIN scoped USING (disclosure_id)
        WHERE list_contains({list(STATEMENTS)}, statement)
        GROUP BY disclosure_id, statement
    )
"""
"""The status of each statutory table; of one printed twice, of the reading that is better."""


_FOUND: Final = f"""
    found AS (
        SELECT disclosure_id, count(*) AS findings,
            count(*) FILTER (severity = '{SEVERITIES[0]}') AS grave
        FROM findings SEMI JOIN scoped USING (disclosure_id) GROUP BY disclosure_id
    ),
    statuses AS (
        SELECT disclosure_id,
            count(*) FILTER (list_contains({list(_SOUND)}, status)) AS sound,
            count(*) FILTER (status = '{OPEN}') AS open,
            count(*) FILTER (status = '{UNREAD}') AS unread,
            count(*) FILTER (status = '{MISSING}') AS missing
        FROM read GROUP BY disclosure_id
    )
"""
"""How many findings a disclosure has, and how many of its tables were read how."""


def counted(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """How many disclosures in scope there are, and what is known of them: one row a kind.

    Columns: kind; n, of the kind; bodies, of all kinds together; first_year, last_year; findings,
    grave, sound, open, unread and missing, the sums of those of `loaded`.
    """
    return ask(
        store,
        scope,
        f""", {_READ}, {_FOUND}
        SELECT kind, count(*) AS n, any_value(bodies) AS bodies, min(fiscal_year) AS first_year,
            max(fiscal_year) AS last_year,
            {", ".join(f"coalesce(sum({name}), 0)::BIGINT AS {name}" for name in _COUNTED)}
        FROM scoped LEFT JOIN found USING (disclosure_id) LEFT JOIN statuses USING (disclosure_id),
            (SELECT count(DISTINCT agency) AS bodies FROM scoped)
        GROUP BY kind ORDER BY kind""",
    )


def loaded(store: Store, scope: Scope = EVERYTHING, *, limit: int | None = None) -> pd.DataFrame:
    """One row a disclosure in scope with its main figures, by place, year and kind.

    limit: so many of them, the first ones; None: all of them. Columns: disclosure_id and its names
    (scope.NAMES); total, this year's expenditure, in 万元;
    personnel_share, of basic expenditure; execution_rate, executed / budget of all its projects
    together; three_public, of the year, final or in a budget budgeted, in 万元; findings, grave,
    how many there are and of the highest severity; sound, how many of the statutory tables
    (STATEMENTS) add up or are printed empty, open, unread and missing, how many of the others are
    what; sound_share, sound / all of them. Null where the document does not say.
    """
    if limit is not None:
        first = disclosures(store, scope)["disclosure_id"].head(limit)
        scope = Scope(disclosure_ids=tuple(first))
    frame = ask(
        store,
        scope,
        f""", {_READ}, {_FOUND},
        executed AS (
            SELECT disclosure_id,
                sum(executed::{MONEY}) / nullif(sum(budget::{MONEY}), 0) AS execution_rate
            FROM projects SEMI JOIN scoped USING (disclosure_id)
            WHERE execution_rate IS NOT NULL GROUP BY disclosure_id
        )
        SELECT disclosure_id, of_total.denominator AS total, of_basic.share AS personnel_share,
            execution_rate::DOUBLE AS execution_rate, public.amount AS three_public,
            coalesce(findings, 0) AS findings, coalesce(grave, 0) AS grave,
            coalesce(sound, 0) AS sound, coalesce(open, 0) AS open, coalesce(unread, 0) AS unread,
            coalesce(missing, 0) AS missing,
            coalesce(sound, 0) / {len(STATEMENTS)} AS sound_share
        FROM scoped
        LEFT JOIN (FROM figures WHERE quantity = '{OF_BASIC}') AS of_basic USING (disclosure_id)
        LEFT JOIN (FROM figures WHERE quantity = '{OF_TOTAL}') AS of_total USING (disclosure_id)
        LEFT JOIN executed USING (disclosure_id) LEFT JOIN public USING (disclosure_id)
        LEFT JOIN found USING (disclosure_id) LEFT JOIN statuses USING (disclosure_id)""",
        {"figures": figures(store), "public": of_its_year(store, scope, item=TOTAL)},
    )
    return labelled(store, frame).sort_values(
        ["place_en", "fiscal_year", "kind", "label_en"], ignore_index=True
    )


def coverage(store: Store, scope: Scope = EVERYTHING, *, limit: int | None = None) -> pd.DataFrame:
    """One row a disclosure in scope and statutory table, in the order of STATEMENTS.

    Disclosures come by place, year and kind; limit None: all of them, else those that are read
    worst. Columns: disclosure_id and its names (scope.NAMES); statement; status, one of
    model.TABLE_STATUSES.
    """
    frame = ask(
        store,
        scope,
        f""", {_READ},
        shown AS (
            SELECT disclosure_id FROM read GROUP BY disclosure_id
            ORDER BY count(*) FILTER (NOT list_contains({list(_SOUND)}, status)) DESC,
                disclosure_id
            LIMIT $limit
        )
        SELECT disclosure_id, statement, status FROM read SEMI JOIN shown USING (disclosure_id)""",
        limit=limit,
    )
    order = {statement: place for place, statement in enumerate(STATEMENTS)}
    return (
        labelled(store, frame)
        .assign(place=frame["statement"].map(order))
        .sort_values(["place_en", "fiscal_year", "kind", "label_en", "place"], ignore_index=True)
        .drop(columns="place")
    )


def titles(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What stands printed over the tables in scope: one row a table, in printed order.

    Columns: disclosure_id; source_name and sha256 of the file; the others of `tables`.
    """
    return ask(
        store,
        scope,
        """
        SELECT disclosure_id, source_name, sha256, tables.* EXCLUDE (disclosure_id)
        FROM scoped JOIN tables USING (disclosure_id) ORDER BY disclosure_id, table_no""",
    )


def freshness(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """One row: taken_in, when a document was stored last, in UTC."""
    return store.query(
        "SELECT max(ingested_at) AS taken_in FROM ingests WHERE outcome IN (?, ?)",
        [STORED, REPLACED],
    )


def failures(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Files that could not be read, latest first: file, message, and ingested_at, in UTC.

    Those of which a later attempt was stored are none; the same content counts once.
    """
    return store.query(
        f"""
        SELECT file, arg_max(message, ingested_at) AS message, max(ingested_at) AS ingested_at
        FROM ingests GROUP BY file HAVING arg_max(outcome, ingested_at) = '{FAILED}'
        QUALIFY row_number() OVER (
            PARTITION BY coalesce(arg_max(sha256, ingested_at), file)
            ORDER BY max(ingested_at) DESC, file) = 1
        ORDER BY ingested_at DESC, file"""
    )
