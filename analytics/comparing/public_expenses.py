"""“三公” of many bodies side by side: from year to year, against budgets and peers, and in parts.

Statistics are of everything in scope, whatever part of it is asked for. An amount is that of the
year of its document, as spent, or in a budget as planned; the year before is taken from the body's
own document of that year where there is one (see three_public.series).
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.peers import fence_columns
from analytics.comparing.scope import EVERYTHING, Scope, in_words, labelled
from analytics.comparing.sources import MONEY
from analytics.comparing.three_public import HOW, ask_series
from analytics.comparing.three_public_amounts import LESS_CHANGE, LESS_COMPONENTS
from analytics.model import (
    FINAL_ACCOUNTS,
    OPEN,
    OVERSEAS,
    RECEPTION,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
)
from analytics.settings import TRENDS
from analytics.store import Store

AMOUNT: Final = "amount"
CHANGE: Final = "change"
OVERRUN: Final = "overrun"
MEASURES: Final = (AMOUNT, CHANGE, OVERRUN)
"""What `ranking` ranks by."""

PARTS: Final = {
    "overseas": OVERSEAS,
    "vehicle_purchase": VEHICLE_PURCHASE,
    "vehicle_operation": VEHICLE_OPERATION,
    "vehicles": VEHICLES,
    "reception": RECEPTION,
}
"""What a total is made of, by its column in `composition`; vehicles where they are one amount."""
REST: Final = "rest"

_DERIVED: Final = f"IN ('{LESS_CHANGE}', '{LESS_COMPONENTS}')"
_STANDING: Final = f"""
    points AS (
        FROM series WHERE basis = if(kind = 'budget', 'budget', 'final')
    ),
    standing AS (
        SELECT own.disclosure_id, own.kind, own.body, own.quantity, own.year, own.amount,
            own.table_status, prior.amount AS before,
            coalesce(prior.how {_DERIVED}, false) AS before_derived,
            (own.amount::{MONEY} - prior.amount::{MONEY})::DOUBLE AS rise,
            CASE WHEN prior.amount > 0 THEN rise / prior.amount END AS change,
            planned.amount AS budget,
            (own.amount::{MONEY} - planned.amount::{MONEY})::DOUBLE AS overrun,
            coalesce(own.table_status = '{OPEN}', false) AS doubtful,
            coalesce(prior.table_status = '{OPEN}', false) AS doubtful_before
        FROM points AS own
        LEFT JOIN points AS prior
            ON prior.body = own.body AND prior.year = own.year - 1 AND prior.preferred
        LEFT JOIN series AS planned ON planned.disclosure_id = own.disclosure_id
            AND planned.item = own.item AND planned.year = own.year
            AND planned.basis = 'budget' AND own.basis = 'final'
        WHERE own.year = own.fiscal_year
    )
"""


def _within(table: str, nth: str) -> str:
    """SQL condition: whether a row of a table is to be shown, the nth of its kind.

    Where they are more than $limit, each kind has an equal part of it.
    """
    return f"""$limit IS NULL OR (SELECT count(*) FROM {table}) <= $limit
            OR {nth} <= $limit // (SELECT count(DISTINCT kind) FROM {table})"""


def trends(
    store: Store, scope: Scope = EVERYTHING, *, item: str = TOTAL, limit: int | None = None
) -> pd.DataFrame:
    """The amounts of an item over all years of each body and kind, one row an amount.

    Final accounts come before budgets, and bodies by what their last year is above the one before,
    in 万元, then by its amount; those where either is of a table that does not add up come last.
    limit: so many bodies at most, each kind its part of them. Columns: disclosure_id and its names
    (scope.NAMES); quantity, the key to three_public.sources; item; year; amount in 万元; derived,
    how_en and how_zh as in three_public.series; restated, whether another document of the body has
    another amount for the year (by TRENDS.slight_rise_money or more), when each of them has a row;
    preferred, whether it is the one to compare; table_status; bodies, how many of the kind there
    are in scope; doubtful_n, how many of these come last; rose, fell, unmoved, of how many others
    the last year is above, below and like the one before.
    """
    frame = ask_series(
        store,
        scope,
        f""", {_STANDING},
        lasts AS (
            SELECT * REPLACE (doubtful OR doubtful_before AS doubtful) FROM standing
            QUALIFY row_number() OVER (PARTITION BY body ORDER BY year DESC, disclosure_id) = 1
        ),
        placed AS (
            SELECT body, kind, row_number() OVER (
                PARTITION BY kind
                ORDER BY doubtful, rise DESC NULLS LAST, amount DESC, disclosure_id) AS nth
            FROM lasts
        ),
        counted AS (
            SELECT kind, count(*) AS bodies, count(*) FILTER (doubtful) AS doubtful_n,
                count(*) FILTER (NOT doubtful AND rise > 0) AS rose,
                count(*) FILTER (NOT doubtful AND rise < 0) AS fell,
                count(*) FILTER (NOT doubtful AND rise = 0) AS unmoved
            FROM lasts GROUP BY kind
        ),
        shown AS (SELECT body, nth FROM placed WHERE {_within("placed", "nth")}),
        compared AS (
            SELECT points.*, max(amount::{MONEY}) FILTER (preferred) OVER (
                PARTITION BY body, year) AS best,
                abs(amount::{MONEY} - best) >= {TRENDS.slight_rise_money}::{MONEY} AS differs
            FROM points SEMI JOIN shown USING (body)
        )
        SELECT disclosure_id, quantity, item, year, amount, how, how {_DERIVED} AS derived,
            bool_or(differs) OVER (PARTITION BY body, year) AS restated, preferred, table_status,
            bodies, doubtful_n, rose, fell, unmoved
        FROM compared JOIN shown USING (body) JOIN counted USING (kind)
        WHERE preferred OR differs
        ORDER BY kind = 'budget', nth, year, preferred DESC, disclosure_id""",
        item=item,
        limit=limit,
    )
    return labelled(store, in_words(frame, "how", HOW))


def ranking(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    item: str = TOTAL,
    by: str = AMOUNT,
    limit: int | None = None,
) -> pd.DataFrame:
    """One row a disclosure with an amount of an item, final accounts before budgets, by a measure.

    by is one of MEASURES, of which OVERRUN leaves budgets out. Rows without any money
    come after the others, then those where it is not known, those of a table that does not add up
    at last. limit: so many rows at
    most, each kind its part of them. Columns: disclosure_id and its names (scope.NAMES);
    quantity, the key of the amount to three_public.sources; year; amount in 万元; before, the
    amount of the year before, and before_derived, whether that was computed; change, amount /
    before - 1, null where before is 0; budget, which the same document prints; overrun, amount
    - budget in 万元; table_status; doubtful, whether a table that the measure is from does not
    add up; beyond, whether it is outside a fence; and of all of the same kind in scope: rows_n,
    how many there are; doubtful_n, of how many the tables do not add up; of the others peers_n,
    how many have the measure, peers_median, lower_fence, upper_fence (see peers.fences), risen
    and fallen, how many of these are above and below 0, beyond_n, outside a fence.
    """
    if by not in MEASURES:
        raise ValueError(f"{by} is no measure to rank by: name one of {', '.join(MEASURES)}")
    order = (
        f"doubtful, {by} IS NULL, amount = 0 AND coalesce(budget, 0) = 0, {by} DESC, amount DESC,"
        " disclosure_id"
    )
    frame = ask_series(
        store,
        scope,
        f""", {_STANDING},
        ranked AS (
            SELECT *, CASE WHEN NOT doubtful THEN {by} END AS trusted,
                row_number() OVER (PARTITION BY kind ORDER BY {order}) AS nth
            FROM (SELECT * REPLACE (doubtful OR ($by = '{CHANGE}' AND doubtful_before) AS doubtful)
                FROM standing)
            WHERE $by <> '{OVERRUN}' OR kind = '{FINAL_ACCOUNTS}'
        ),
        peers AS (
            SELECT kind, {fence_columns("trusted")}, count(*) AS rows_n,
                count(*) FILTER (doubtful) AS doubtful_n,
                count(*) FILTER (trusted > 0) AS risen, count(*) FILTER (trusted < 0) AS fallen
            FROM ranked GROUP BY kind
        ),
        outside AS (
            SELECT kind,
                count(*) FILTER (trusted NOT BETWEEN lower_fence AND upper_fence) AS beyond_n
            FROM ranked JOIN peers USING (kind) GROUP BY kind
        )
        SELECT disclosure_id, quantity, year, amount, before, before_derived, change, budget,
            overrun, table_status, n AS peers_n, median AS peers_median, lower_fence, upper_fence,
            risen, fallen, rows_n, doubtful, doubtful_n,
            coalesce(trusted NOT BETWEEN lower_fence AND upper_fence, false) AS beyond, beyond_n
        FROM ranked JOIN peers USING (kind) JOIN outside USING (kind)
        WHERE {_within("ranked", "nth")}
        ORDER BY kind = 'budget', nth""",
        item=item,
        by=by,
        limit=limit,
    )
    return labelled(store, frame)


_PART_COLUMNS: Final = ", ".join(
    f"any_value(amount) FILTER (item = '{item}') AS {part}" for part, item in PARTS.items()
)
_COMPOSED: Final = f"""
    by_part AS (
        SELECT disclosure_id, kind, any_value(amount) FILTER (item = '{TOTAL}') AS total,
            {_PART_COLUMNS}, coalesce(bool_or(table_status = '{OPEN}'), false) AS doubtful
        FROM series
        WHERE year = fiscal_year AND basis = if(kind = 'budget', 'budget', 'final')
        GROUP BY disclosure_id, kind
    ),
    apart AS (
        SELECT * REPLACE (
            CASE WHEN vehicle_purchase IS NULL AND vehicle_operation IS NULL THEN vehicles END
                AS vehicles)
        FROM by_part WHERE total > 0
    ),
    composed AS (
        SELECT *, (total::{MONEY} - {" - ".join(f"coalesce({part}, 0)::{MONEY}" for part in PARTS)}
            )::DOUBLE AS left_over
        FROM apart
    )
"""


def composition(
    store: Store, scope: Scope = EVERYTHING, *, limit: int | None = None
) -> pd.DataFrame:
    """What “三公” of the year is made of, one row a disclosure whose total is above 0.

    Final accounts come before budgets, each by total, those of a table that does not add up last;
    limit: so many rows at most, each kind its part of them. Columns: disclosure_id and its names
    (scope.NAMES); total; those of PARTS, null where no such amount is printed, vehicles only where
    neither their purchase nor their operation is; rest, of the total, which is in no printed part,
    null where the parts add up; all in 万元; doubtful, whether a table does not add up; rows_n, how
    many of the kind there are in scope. Left out are disclosures whose parts are more than the
    total.
    """
    order = "doubtful, total DESC, disclosure_id"
    nth = f"row_number() OVER (PARTITION BY kind ORDER BY {order})"
    frame = ask_series(
        store,
        scope,
        f""", {_COMPOSED},
        sound AS (
            SELECT *, CASE WHEN left_over >= {TRENDS.slight_rise_money} THEN left_over END AS {REST}
            FROM composed WHERE left_over > -{TRENDS.slight_rise_money}
        )
        SELECT disclosure_id, total, {", ".join(PARTS)}, {REST}, doubtful,
            count(*) OVER (PARTITION BY kind) AS rows_n
        FROM sound
        QUALIFY {_within("sound", nth)}
        ORDER BY kind = 'budget', {order}""",
        item=None,
        limit=limit,
    )
    return labelled(store, frame)


def composed(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What the “三公” of all disclosures of `composition` together are made of: one row a kind.

    Columns: kind; disclosures, how many there are; total; those of PARTS, in 万元, and each with
    _n, how many print it; left_out, how many are not counted, since their table does not add up or
    their parts are more than the total.
    """
    sound = f"FILTER (NOT doubtful AND left_over > -{TRENDS.slight_rise_money})"
    parts = ", ".join(
        f"coalesce(sum({part}::{MONEY}) {sound}, 0)::DOUBLE AS {part},"
        f" count({part}) {sound} AS {part}_n"
        for part in PARTS
    )
    return ask_series(
        store,
        scope,
        f""", {_COMPOSED}
        SELECT kind, count(*) {sound} AS disclosures, sum(total::{MONEY}) {sound}::DOUBLE AS total,
            {parts}, count(*) - disclosures AS left_out
        FROM composed GROUP BY kind ORDER BY kind = 'budget'""",
        item=None,
    )
