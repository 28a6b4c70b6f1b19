"""What peers do: medians and quartile fences, always with how many they are of.

Quartiles are interpolated linearly. A fence stands so many interquartile ranges outside them
(settings.PEERS, after Tukey's Exploratory Data Analysis, 1977); what lies beyond one is worth a
look. With few peers there is a median, but no fence.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, ask
from analytics.settings import PEERS
from analytics.store import Store


def fences(frame: pd.DataFrame, value: str, by: Sequence[str]) -> pd.DataFrame:
    """Median, quartiles and fences of a column, one row a group.

    Columns: those of `by`; n, the values that are not null; q1, median, q3; lower_fence and
    upper_fence, null below PEERS.minimum values. All in the unit of the column. Put `kind` among
    `by` so that budgets are no peers of final accounts.
    """
    groups = ", ".join(by)
    with duckdb.connect() as connection:
        connection.register("frame", frame)
        summary: pd.DataFrame = connection.sql(
            f"SELECT {groups}, {fence_columns(f'{value}::DOUBLE')} FROM frame"
            f" WHERE {value} IS NOT NULL GROUP BY {groups} ORDER BY {groups}"
        ).df()
    return summary


def fence_columns(value: str) -> str:
    """SQL aggregates: n, q1, median, q3, lower_fence and upper_fence of a column, as `fences`."""
    reach = (
        f"CASE WHEN count({value}) >= {PEERS.minimum}"
        f" THEN {PEERS.fence} * (quantile_cont({value}, 0.75) - quantile_cont({value}, 0.25)) END"
    )
    return f"""count({value}) AS n, quantile_cont({value}, 0.25) AS q1, median({value}) AS median,
        quantile_cont({value}, 0.75) AS q3, quantile_cont({value}, 0.25) - {reach} AS lower_fence,
        quantile_cont({value}, 0.75) + {reach} AS upper_fence"""


def theme_median(
    store: Store, scope: Scope = EVERYTHING, *, agency: str, theme: str
) -> pd.DataFrame:
    """What other bodies than one achieve on a theme: peers_n and peers_median in one row.

    See `theme_medians`, which tells it of every body and theme.
    """
    return ask(
        store,
        scope,
        """
        SELECT count(execution_rate) AS peers_n, median(execution_rate) AS peers_median
        FROM projects JOIN scoped USING (disclosure_id)
        WHERE agency <> $agency AND coalesce(theme, 'other') = $theme""",
        agency=agency,
        theme=theme,
    )


def theme_medians(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What other bodies achieve on the same theme: one row a body and theme of its projects.

    Columns: agency; theme; peers_n, the projects with a rate that other bodies in scope have under
    the theme; peers_median, of their execution rates, null where there are none.
    """
    # The k-th rate among the others is the k-th of all, moved up by one for every own rate that
    # comes before it: so the medians for thousands of bodies take one sort.
    return ask(
        store,
        scope,
        """,
        rated AS (
            SELECT agency, coalesce(theme, 'other') AS theme, execution_rate AS rate,
                disclosure_id, evaluation_no
            FROM projects JOIN scoped USING (disclosure_id)
        ),
        placed AS (
            SELECT agency, theme, rate,
                row_number() OVER (
                    PARTITION BY theme ORDER BY rate, disclosure_id, evaluation_no) AS place,
                row_number() OVER (
                    PARTITION BY theme, agency ORDER BY rate, disclosure_id, evaluation_no)
                    AS own_place
            FROM rated WHERE rate IS NOT NULL
        ),
        others AS (
            SELECT agency, theme,
                (sum(count(rate)) OVER (PARTITION BY theme) - count(rate))::BIGINT AS n
            FROM rated GROUP BY agency, theme
        ),
        middle AS (
            SELECT DISTINCT agency, theme, unnest([(n + 1) // 2, n // 2 + 1]) AS k
            FROM others WHERE n > 0
        ),
        found AS (
            SELECT middle.agency, middle.theme, k + count(own_place) AS place
            FROM middle LEFT JOIN placed ON placed.agency = middle.agency
                AND placed.theme = middle.theme AND placed.place - own_place < k
            GROUP BY middle.agency, middle.theme, k
        )
        SELECT others.agency, theme, any_value(n) AS peers_n, avg(rate) AS peers_median
        FROM others
        LEFT JOIN found USING (agency, theme)
        LEFT JOIN placed USING (theme, place)
        GROUP BY others.agency, theme ORDER BY others.agency, theme""",
    )
