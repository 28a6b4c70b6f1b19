"""Staffing shares against those of peers: who ranks where, how all are spread, and the years.

Peers are of one kind, since a budget plans and final accounts tell what was spent. Where some
disclosures are looked at, peers are all in scope of the same kind and year as the latest of each
body looked at; otherwise all in scope of the kind. A share from a table that does not add up is
given, but has no rank and counts in no median.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.peers import fence_columns
from analytics.comparing.scope import EVERYTHING, Scope, ask, in_words, labelled
from analytics.comparing.staffing import NOT_PRINTED, SHARES, figures
from analytics.model import OPEN
from analytics.store import Store

ABOVE: Final = "above"
BELOW: Final = "below"
"""Beyond which fence a share lies."""

MOST_ROWS: Final = 30
"""Disclosures that are ranked one by one; of more, as many of the highest and the lowest of each
group of peers as have room."""
_ENDS: Final = 12
BIN: Final = 0.02
"""Width of the bins of `spread`."""

_BODY: Final = "agency, scope, province, city, district"

_POOL: Final = f"""
    chosen AS (
        SELECT disclosure_id, kind, fiscal_year FROM scoped
        WHERE disclosure_id IN (SELECT unnest($looked_at::VARCHAR[]))
        QUALIFY fiscal_year = max(fiscal_year) OVER (PARTITION BY kind, {_BODY})
    ),
    pool AS (
        SELECT figures.*, kind, disclosure_id IN (SELECT disclosure_id FROM chosen) AS chosen,
            if(len($looked_at) > 0, fiscal_year, NULL) AS peers_year,
            coalesce(share IS NOT NULL AND table_status <> '{OPEN}', false) AS sound
        FROM scoped JOIN figures USING (disclosure_id)
        WHERE len($looked_at) = 0
            OR (kind, fiscal_year) IN (SELECT (kind, fiscal_year) FROM chosen)
    )
"""


def ranked(
    store: Store, scope: Scope = EVERYTHING, *, looked_at: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Who stands where among its peers: a row a disclosure and share, each group highest first.

    looked_at are ids of disclosures in scope whose peers the others are. Where a share has more
    than MOST_ROWS disclosures, only the highest and lowest of each group of peers are given, and
    those looked at. Columns: those of staffing.shares; peers_year, the year of the peers, null
    where they are of all years in scope; chosen, whether it is looked at; place, among the peers,
    1 for the highest share; peers_n, how many shares are ranked; q1, median, q3, lower_fence,
    upper_fence, of these (see peers.fences); beyond, ABOVE or BELOW the fences, else null; of the
    group besides: disclosures_n in all, open_n whose tables do not add up, unknown_n without a
    share; above_n and below_n, beyond a fence.
    """
    frame = ask(
        store,
        scope,
        f""", {_POOL},
        fenced AS (
            SELECT quantity, kind, peers_year, {fence_columns("share")} FROM pool WHERE sound
            GROUP BY quantity, kind, peers_year
        ),
        marked AS (
            SELECT pool.*, n AS peers_n, q1, median, q3, lower_fence, upper_fence,
                CASE WHEN NOT sound THEN NULL WHEN share > upper_fence THEN '{ABOVE}'
                    WHEN share < lower_fence THEN '{BELOW}' END AS beyond
            FROM pool LEFT JOIN fenced ON pool.quantity = fenced.quantity
                AND pool.kind = fenced.kind
                AND pool.peers_year IS NOT DISTINCT FROM fenced.peers_year
        ),
        counted AS (
            SELECT quantity, kind, peers_year, count(*) AS disclosures_n,
                count(share) FILTER (NOT sound) AS open_n,
                count(*) FILTER (share IS NULL) AS unknown_n,
                count(*) FILTER (beyond = '{ABOVE}') AS above_n,
                count(*) FILTER (beyond = '{BELOW}') AS below_n,
                sum(count(*)) OVER one_share AS rows_n, count(*) OVER one_share AS groups_n
            FROM marked GROUP BY quantity, kind, peers_year
            WINDOW one_share AS (PARTITION BY quantity)
        ),
        placed AS (
            SELECT *, if(sound, row_number() OVER (
                PARTITION BY quantity, kind, peers_year, sound
                ORDER BY share DESC, disclosure_id), NULL) AS place
            FROM marked
        )
        SELECT placed.* EXCLUDE (kind, sound), disclosures_n, open_n, unknown_n, above_n, below_n
        FROM placed JOIN counted ON placed.quantity = counted.quantity
            AND placed.kind = counted.kind
            AND placed.peers_year IS NOT DISTINCT FROM counted.peers_year
        WHERE chosen OR rows_n <= {MOST_ROWS} OR place <= greatest({_ENDS} // groups_n, 1)
            OR place > peers_n - greatest({_ENDS} // groups_n, 1)
        ORDER BY list_position($shares, placed.quantity), placed.kind DESC, placed.peers_year DESC,
            share DESC NULLS LAST, disclosure_id""",
        {"figures": figures(store)},
        looked_at=list(looked_at),
        shares=list(SHARES),
    )
    return labelled(store, in_words(frame, "why", NOT_PRINTED))


def is_cut(rows: pd.DataFrame) -> bool:
    """Whether rows of `ranked` are the ends of a longer ranking."""
    groups = rows.drop_duplicates(["quantity", "kind", "peers_year"])
    return len(rows) < groups["disclosures_n"].sum()


def spread(
    store: Store, scope: Scope = EVERYTHING, *, looked_at: tuple[str, ...] = ()
) -> pd.DataFrame:
    """How the shares that `ranked` ranks are spread: a row a group of peers and bin with any.

    Columns: quantity, kind, peers_year; bin, the share that it begins at, BIN wide; n.
    """
    return ask(
        store,
        scope,
        f""", {_POOL}
        SELECT quantity, kind, peers_year, floor(round(share / {BIN}, 6)) * {BIN} AS bin,
            count(*) AS n
        FROM pool WHERE sound GROUP BY ALL ORDER BY ALL""",
        {"figures": figures(store)},
        looked_at=list(looked_at),
    )


def years(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    quantity: str,
    looked_at: tuple[str, ...] = (),
    most: int = 6,
) -> pd.DataFrame:
    """One share from year to year of bodies with several years of a kind, by year.

    Of the bodies looked at, or of all in scope, those `most` whose share moved most, from its
    lowest to its highest year in tables that add up. Columns: those of staffing.shares; body_no,
    the body by how much it moved, from 1; moved, that move, a ratio, null where no table adds up;
    median and peers_n, of all in scope of the kind and year whose tables add up; bodies_n, how
    many bodies have several years.
    """
    frame = ask(
        store,
        scope,
        f""",
        known AS (
            SELECT figures.*, kind, fiscal_year, {_BODY},
                coalesce(share IS NOT NULL AND table_status <> '{OPEN}', false) AS sound
            FROM figures JOIN scoped USING (disclosure_id) WHERE quantity = $quantity
        ),
        peers AS (
            SELECT kind, fiscal_year, {fence_columns("share")} FROM known WHERE sound
            GROUP BY kind, fiscal_year
        ),
        moves AS (
            SELECT kind, {_BODY}, max(share) FILTER (sound) - min(share) FILTER (sound) AS moved
            FROM known WHERE share IS NOT NULL
                AND (len($looked_at) = 0 OR list_contains($looked_at, disclosure_id))
            GROUP BY ALL HAVING count(DISTINCT fiscal_year) > 1
        ),
        moving AS (
            SELECT {_BODY}, max(moved) AS moved, count(*) OVER () AS bodies_n,
                row_number() OVER (ORDER BY max(moved) DESC NULLS LAST, {_BODY}) AS body_no
            FROM moves GROUP BY {_BODY}
        )
        SELECT known.* EXCLUDE (kind, fiscal_year, {_BODY}, sound), body_no, moved, bodies_n,
            median, n AS peers_n
        FROM known JOIN moving ON ({", ".join(f"known.{c}" for c in _BODY.split(", "))})
            IS NOT DISTINCT FROM ({", ".join(f"moving.{c}" for c in _BODY.split(", "))})
        LEFT JOIN peers USING (kind, fiscal_year)
        WHERE body_no <= $most
        ORDER BY body_no, kind DESC, fiscal_year, disclosure_id""",
        {"figures": figures(store)},
        quantity=quantity,
        looked_at=list(looked_at),
        most=most,
    )
    return labelled(store, in_words(frame, "why", NOT_PRINTED))
