"""The same programme across bodies, side by side: how much of its money each of them spent.

The names of projects tell which programme they are of: see programmes of analytics.reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

import pandas as pd

from analytics.comparing.execution import RATED, TOGETHER, told
from analytics.comparing.scope import EVERYTHING, Scope, ask, labelled
from analytics.comparing.sources import MONEY
from analytics.reference import programmes as known_programmes
from analytics.store import Store

_OF_PROGRAMME: Final = """
    known AS (SELECT unnest($known, recursive := true)),
    of_programme AS (
        SELECT theme, name, arg_min(programme, place) AS programme
        FROM (SELECT DISTINCT theme, name FROM rated) JOIN known USING (theme)
        WHERE regexp_matches(name, pattern)
            AND (unless = '' OR NOT regexp_matches(name, unless))
        GROUP BY theme, name
    )
"""
"""The table of_programme: the programme that a project's theme and name tell, if they tell one."""


def side_by_side(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    themes: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """One row a programme and disclosure that holds projects' results, in the table's order.

    Of more disclosures than limit those are taken that have most of the programmes; None: all.
    They come by the rates of these programmes together, lowest first and of equals the one with
    more money. Columns: programme; disclosure_id and its names (scope.NAMES); n, its projects of
    the programme, 0 where there is no such project; n_rated, those with a rate; budget and
    executed, of all n, in 万元; weighted_rate, executed / budget of those with a rate; lowest_rate
    and highest_rate, of these. Besides, the same in each row of a programme and of all in scope:
    all_n, the disclosures that have such a project, all_rated, those of them with a rate, and
    all_median, of these rates; and in every row all_disclosures, those with projects' results.
    """
    frame = ask(
        store,
        scope,
        f""", {RATED}, {_OF_PROGRAMME},
        own AS (
            SELECT programme, disclosure_id, {TOGETHER}, sum(budget::{MONEY})::DOUBLE AS budget,
                sum(executed::{MONEY})::DOUBLE AS executed,
                min(rate) AS lowest_rate, max(rate) AS highest_rate
            FROM rated JOIN of_programme USING (theme, name) GROUP BY programme, disclosure_id
        ),
        disclosing AS (
            SELECT disclosure_id, count(programme) AS programmes,
                sum(rated_budget) AS money, sum(rated_executed) / sum(rated_budget) AS rate
            FROM (SELECT DISTINCT disclosure_id FROM rated) LEFT JOIN own USING (disclosure_id)
            GROUP BY disclosure_id
        ),
        shown AS (
            FROM disclosing
            ORDER BY programmes DESC, rate NULLS LAST, money DESC NULLS LAST, disclosure_id
            LIMIT $limit
        ),
        of_all AS (
            SELECT programme, count(*) AS all_n, count(weighted_rate) AS all_rated,
                median(weighted_rate) AS all_median
            FROM own GROUP BY programme
        )
        SELECT programme, disclosure_id, coalesce(n, 0) AS n, coalesce(n_rated, 0) AS n_rated,
            budget, executed, weighted_rate, lowest_rate, highest_rate,
            coalesce(all_n, 0) AS all_n, coalesce(all_rated, 0) AS all_rated, all_median,
            (SELECT count(*) FROM disclosing) AS all_disclosures
        FROM known CROSS JOIN shown
        LEFT JOIN own USING (programme, disclosure_id) LEFT JOIN of_all USING (programme)
        ORDER BY place, rate NULLS LAST, money DESC NULLS LAST, disclosure_id""",
        known=_known(),
        themes=themes,
        limit=limit,
    )
    return labelled(store, frame)


def projects(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    programme: str,
    themes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The projects of a programme in document order, with the columns of execution.projects."""
    return told(
        store,
        scope,
        f""", {_OF_PROGRAMME}
        SELECT banded.* FROM banded SEMI JOIN (
            SELECT theme, name FROM of_programme WHERE programme = $programme
        ) USING (theme, name)
        ORDER BY disclosure_id, evaluation_no""",
        known=_known(),
        programme=programme,
        themes=themes,
    )


def _known() -> list[dict[str, Any]]:
    """The programmes as rows of the table known, with their place."""
    return [{"place": place, **asdict(row)} for place, row in enumerate(known_programmes())]
