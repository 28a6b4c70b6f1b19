"""Project execution: how much of a project's budget was spent, by project, body and theme.

The execution rate (执行率) is executed / budget, where budget is the adjusted budget (全年预算数)
or, in a form that prints only one, that one. Beside it stand the revision, (adjusted - initial) /
initial, and the outturn, executed / initial: 99 % of an adjusted budget can be 173 % of the
initial one. A budget of 0 has no rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, ask, in_words, labelled
from analytics.comparing.sources import DENOMINATOR, MONEY, NUMERATOR, SOURCE_COLUMNS
from analytics.settings import EXECUTION_BANDS, PEFA_BANDS
from analytics.store import Store

CRITICAL: Final = "critical"
SEVERE: Final = "severe"
LOW: Final = "low"
ON_TRACK: Final = "on_track"
OVER: Final = "over"
NO_RATE: Final = "no_rate"
BANDS: Final = (CRITICAL, SEVERE, LOW, ON_TRACK, OVER, NO_RATE)
"""Of the execution rate: 0; below 0.5; below 0.8; up to 1.05; above that; no rate."""

By = Literal["disclosure_id", "theme"]
"""What projects are taken together by."""

RELIEF: Final = "medical_relief"
"""The theme of money for people who cannot pay their treatment."""

RATE: Final = "execution_rate"
REVISION: Final = "revision"
OUTTURN: Final = "outturn"

RATED: Final = f"""
    rated AS (
        SELECT disclosure_id, evaluation_no, department, unit, name,
            coalesce(theme, 'other') AS theme, initial_budget, adjusted_budget, budget, executed,
            (budget::{MONEY} - executed::{MONEY})::DOUBLE AS unspent,
            execution_rate AS rate, printed_rate,
            CASE WHEN initial_budget > 0
                THEN (adjusted_budget - initial_budget) / initial_budget END AS revision,
            CASE WHEN initial_budget > 0 THEN executed / initial_budget END AS outturn,
            page, locator
        FROM projects SEMI JOIN scoped USING (disclosure_id)
        WHERE $themes::VARCHAR[] IS NULL
            OR list_contains($themes::VARCHAR[], coalesce(theme, 'other'))
    )
"""
# Rounded, so that a rate of exactly 80 % is not below it by the last bit of a division.
BANDED: Final = f"""
    banded AS (
        SELECT rated.*,
            CASE WHEN even IS NULL THEN '{NO_RATE}'
                WHEN even <= 0 THEN '{CRITICAL}'
                WHEN even < {EXECUTION_BANDS.severe} THEN '{SEVERE}'
                WHEN even < {EXECUTION_BANDS.low} THEN '{LOW}'
                WHEN even <= {EXECUTION_BANDS.over} THEN '{ON_TRACK}'
                ELSE '{OVER}' END AS band,
            CASE WHEN deviation IS NULL THEN NULL
                WHEN deviation <= {PEFA_BANDS.a} THEN 'A'
                WHEN deviation <= {PEFA_BANDS.b} THEN 'B'
                WHEN deviation <= {PEFA_BANDS.c} THEN 'C'
                ELSE 'D' END AS pefa,
            CASE WHEN rate IS NOT NULL THEN NULL
                WHEN budget IS NULL THEN 'budget'
                WHEN executed IS NULL THEN 'executed'
                WHEN executed > 0 THEN 'unbudgeted'
                ELSE 'zero' END AS why
        FROM rated, LATERAL (
            SELECT round(rate, 9) AS even, round(abs(outturn - 1), 9) AS deviation)
    )
"""
TOGETHER: Final = f"""
    count(*) AS n, count(rate) AS n_rated, count(*) FILTER (rate <= 0) AS n_at_zero,
    sum(budget::{MONEY}) FILTER (rate IS NOT NULL)::DOUBLE AS rated_budget,
    sum(executed::{MONEY}) FILTER (rate IS NOT NULL)::DOUBLE AS rated_executed,
    rated_executed / rated_budget AS weighted_rate, median(rate) AS median_rate
"""
"""The figures of `rates`, of a group of the table rated."""
_NO_RATE: Final = {
    "budget": ("the form prints no budget", "自评表未列预算数"),
    "executed": ("the form prints no executed amount", "自评表未列执行数"),
    "unbudgeted": ("money was spent although the budget is 0", "预算为0而有支出"),
    "zero": ("the budget is 0", "预算为0"),
}


def projects(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    themes: Sequence[str] | None = None,
    bands: Sequence[str] | None = None,
) -> pd.DataFrame:
    """One row a project with a result, in document order; themes and bands None: all of them.

    Columns: disclosure_id and its names (scope.NAMES); evaluation_no; department, unit, name,
    theme (one of THEMES); initial_budget, adjusted_budget, budget, executed and unspent, budget
    less executed, in 万元; rate, executed / budget, and printed_rate as the form prints it;
    revision and outturn, ratios, null where the form prints no initial budget above 0; band, one
    of BANDS, and pefa, A to D, after the outturn; why_en, why_zh, why there is no rate, else null;
    page, locator.
    """
    return told(
        store,
        scope,
        """
        SELECT * FROM banded
        WHERE $bands::VARCHAR[] IS NULL OR list_contains($bands::VARCHAR[], band)
        ORDER BY disclosure_id, evaluation_no""",
        themes=themes,
        bands=bands,
    )


def largest(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    by: By,
    each: int,
    disclosures: int | None = None,
    themes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The projects with the most money of each disclosure or theme, `each` of one at most.

    They are those of so many disclosures whose projects left most money unspent together, among
    which those of whose money nothing is known come last; None: of all. Columns and order are those
    of `projects`; the money of a project is its budget, or what was executed where that is more.
    """
    return told(
        store,
        scope,
        f""",
        most AS (
            SELECT disclosure_id, evaluation_no FROM rated
            SEMI JOIN (
                SELECT disclosure_id FROM rated GROUP BY disclosure_id
                ORDER BY sum(unspent::{MONEY}) DESC NULLS LAST, disclosure_id LIMIT $disclosures
            ) USING (disclosure_id)
            QUALIFY row_number() OVER (
                PARTITION BY {_keys([by])} ORDER BY greatest(budget, executed) DESC NULLS LAST,
                    disclosure_id, evaluation_no) <= $each
        )
        SELECT banded.* FROM banded SEMI JOIN most USING (disclosure_id, evaluation_no)
        ORDER BY disclosure_id, evaluation_no""",
        themes=themes,
        each=each,
        disclosures=disclosures,
    )


def revised(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    themes: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """The projects whose budget was revised, by the money that it was revised by; None: all.

    Columns: those of `projects`; change, adjusted less initial budget, in 万元. Besides, the same
    in each row and of all in scope: all_n, projects that print both budgets; all_raised, all_cut,
    those whose budget was raised or cut, and all_from_zero, those raised from an initial budget
    of 0; all_more, all_less, by how much together, in 万元.
    """
    return told(
        store,
        scope,
        f""",
        changed AS (
            SELECT *, adjusted_budget::{MONEY} - initial_budget::{MONEY} AS change
            FROM banded WHERE initial_budget IS NOT NULL AND adjusted_budget IS NOT NULL
        ),
        counted AS (
            SELECT count(*) AS all_n, count(*) FILTER (change > 0) AS all_raised,
                count(*) FILTER (change < 0) AS all_cut,
                count(*) FILTER (change > 0 AND initial_budget = 0) AS all_from_zero,
                coalesce(sum(change) FILTER (change > 0), 0)::DOUBLE AS all_more,
                coalesce(-sum(change) FILTER (change < 0), 0)::DOUBLE AS all_less
            FROM changed
        )
        SELECT changed.* REPLACE (change::DOUBLE AS change), counted.*
        FROM changed, counted WHERE changed.change <> 0
        ORDER BY abs(changed.change) DESC, disclosure_id, evaluation_no LIMIT $limit""",
        themes=themes,
        limit=limit,
    )


def told(
    store: Store, scope: Scope, sql: str, *, themes: Sequence[str] | None, **params: Any
) -> pd.DataFrame:
    """The rows of a query of the table banded, with names and in words: see `projects`.

    sql goes on after the definition of banded, the projects in scope of the themes.
    """
    frame = ask(store, scope, f", {RATED}, {BANDED} {sql}", themes=themes, **params)
    return labelled(store, in_words(frame, "why", _NO_RATE))


def rates(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    by: Sequence[By],
    themes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The rates of many projects together, one row a disclosure, a theme, or one of the other.

    Columns: those of `by`, with the names of a disclosure (scope.NAMES); n, projects; n_rated,
    those with a rate; n_at_zero, those of them of which 0 % was spent; rated_budget and
    rated_executed, the sums over those with a rate, in 万元; weighted_rate, the one over the other;
    median_rate, of the projects' own rates. Raises ValueError where `by` names anything else.
    """
    keys = _keys(by)
    frame = ask(
        store,
        scope,
        f", {RATED} SELECT {keys}, {TOGETHER} FROM rated GROUP BY {keys} ORDER BY {keys}",
        themes=themes,
    )
    return labelled(store, frame) if "disclosure_id" in by else frame


def counts(
    store: Store, scope: Scope = EVERYTHING, *, by: By, themes: Sequence[str] | None = None
) -> pd.DataFrame:
    """How many projects of a disclosure or theme are in which band: one row a band of one.

    Columns: disclosure_id with its names (scope.NAMES), or theme; band, one of BANDS; n.
    """
    keys = _keys([by])
    frame = ask(
        store,
        scope,
        f""", {RATED}, {BANDED}
        SELECT {keys}, band, count(*) AS n
        FROM banded GROUP BY {keys}, band ORDER BY {keys}, band""",
        themes=themes,
    )
    return labelled(store, frame) if by == "disclosure_id" else frame


def at_zero(
    store: Store, scope: Scope = EVERYTHING, *, themes: Sequence[str] | None = None, limit: int
) -> pd.DataFrame:
    """Where nothing was spent of projects: one row a disclosure, those with most of them first.

    Of equals the one with more money comes first. So many disclosures at most; a last row, with
    null for a disclosure, stands for all others. Columns: disclosure_id and its names
    (scope.NAMES); n, projects of which 0 % was spent, and relief_n, those of them for medical
    relief; budget and relief_budget, theirs, in 万元.
    """
    frame = ask(
        store,
        scope,
        f""", {RATED},
        zero AS (
            SELECT disclosure_id, count(*) AS n, sum(budget::{MONEY}) AS budget,
                count(*) FILTER (theme = '{RELIEF}') AS relief_n,
                sum(budget::{MONEY}) FILTER (theme = '{RELIEF}') AS relief_budget,
                row_number() OVER (
                    ORDER BY count(*) DESC, sum(budget::{MONEY}) DESC, disclosure_id) AS place
            FROM rated WHERE rate <= 0 GROUP BY disclosure_id
        )
        SELECT if(place <= $limit, disclosure_id, NULL) AS disclosure_id,
            sum(n)::BIGINT AS n, sum(relief_n)::BIGINT AS relief_n, sum(budget)::DOUBLE AS budget,
            coalesce(sum(relief_budget), 0)::DOUBLE AS relief_budget
        FROM zero GROUP BY ALL ORDER BY min(place)""",
        themes=themes,
        limit=limit,
    )
    return labelled(store, frame)


def evaluated(
    store: Store, scope: Scope = EVERYTHING, *, themes: Sequence[str] | None = None
) -> pd.DataFrame:
    """The disclosures in scope that hold a project's result: disclosure_id."""
    return ask(
        store,
        scope,
        f", {RATED} SELECT DISTINCT disclosure_id FROM rated",
        themes=themes,
    )


def sources(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The printed amounts behind the ratios of `projects`; see comparing.sources.

    quantity is RATE, REVISION or OUTTURN.
    """
    frame = ask(
        store,
        scope,
        f"""
        SELECT disclosure_id, evaluation_no, quantity, role, form AS statement,
            NULL::VARCHAR AS section, name, NULL::VARCHAR AS code, measure, amount,
            printed AS raw, cells.page, cells.locator, NULL::VARCHAR AS repaired,
            NULL::VARCHAR AS table_status
        FROM projects SEMI JOIN scoped USING (disclosure_id)
        JOIN form_figures AS cells USING (disclosure_id, evaluation_no), LATERAL (VALUES
            (1, '{RATE}', '{NUMERATOR}', 'executed', executed),
            (2, '{RATE}', '{DENOMINATOR}', 'budget', budget),
            (3, '{REVISION}', '{NUMERATOR}', 'adjusted_budget', adjusted_budget),
            (4, '{REVISION}', '{DENOMINATOR}', 'initial_budget', initial_budget),
            (5, '{OUTTURN}', '{NUMERATOR}', 'executed', executed),
            (6, '{OUTTURN}', '{DENOMINATOR}', 'initial_budget', initial_budget)
        ) AS figures(place, quantity, role, measure, amount)
        WHERE source IS NULL AND figure = measure
            AND (quantity = '{RATE}' OR initial_budget > 0)
        ORDER BY disclosure_id, evaluation_no, place""",
    )
    return frame[SOURCE_COLUMNS]


def _keys(by: Sequence[By]) -> str:
    if not by or not {*by} <= {"disclosure_id", "theme"}:
        raise ValueError("projects are taken together by disclosure_id, theme or both")
    return ", ".join(by)
