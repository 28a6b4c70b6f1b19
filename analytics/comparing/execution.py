"""Project execution: how much of a project's budget was spent, by project, body and theme.

The execution rate (执行率) is executed / budget, where budget is the adjusted budget (全年预算数)
or, in a form that prints only one, that one. Beside it stand the revision, (adjusted - initial) /
initial, and the outturn, executed / initial: 99 % of an adjusted budget can be 173 % of the
initial one. A budget of 0 has no rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

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

RATE: Final = "execution_rate"
REVISION: Final = "revision"
OUTTURN: Final = "outturn"

RELIEF: Final = "medical_relief"
"""The theme of money for people who cannot pay their treatment."""

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
    frame = ask(
        store,
        scope,
        f""", {RATED}, {BANDED}
        SELECT * FROM banded
        WHERE $bands::VARCHAR[] IS NULL OR list_contains($bands::VARCHAR[], band)
        ORDER BY disclosure_id, evaluation_no""",
        themes=None if themes is None else list(themes),
        bands=None if bands is None else list(bands),
    )
    return labelled(store, scope, in_words(frame, "why", _NO_RATE))


def rates(
    store: Store,
    scope: Scope = EVERYTHING,
    *,
    by: Sequence[Literal["disclosure_id", "theme"]],
    themes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The rates of many projects together, one row a disclosure, a theme, or one of the other.

    Columns: those of `by`, with the names of a disclosure (scope.NAMES); n, projects; n_rated,
    those with a rate; n_at_zero, those of them of which 0 % was spent; rated_budget and
    rated_executed, the sums over those with a rate, in 万元; weighted_rate, the one over the other;
    median_rate, of the projects' own rates. Raises ValueError where `by` names anything else.
    """
    if not by or not {*by} <= {"disclosure_id", "theme"}:
        raise ValueError("projects are taken together by disclosure_id, theme or both")
    keys = ", ".join(by)
    frame = ask(
        store,
        scope,
        f""", {RATED}
        SELECT {keys}, count(*) AS n, count(rate) AS n_rated,
            count(*) FILTER (rate <= 0) AS n_at_zero,
            sum(budget::{MONEY}) FILTER (rate IS NOT NULL)::DOUBLE AS rated_budget,
            sum(executed::{MONEY}) FILTER (rate IS NOT NULL)::DOUBLE AS rated_executed,
            rated_executed / rated_budget AS weighted_rate, median(rate) AS median_rate
        FROM rated GROUP BY {keys} ORDER BY {keys}""",
        themes=None if themes is None else list(themes),
    )
    return labelled(store, scope, frame) if "disclosure_id" in by else frame


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
