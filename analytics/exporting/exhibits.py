"""The charts of the comparison, each with what it says, the figures drawn, and their sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import bodies as body_charts
from analytics.charts import execution as execution_charts
from analytics.charts import low_execution as low_execution_charts
from analytics.charts import programmes as programme_charts
from analytics.charts import revisions as revision_charts
from analytics.charts import staffing as staffing_charts
from analytics.charts import style
from analytics.charts import three_public as three_public_charts
from analytics.charts.sentences import execution as execution_sentences
from analytics.charts.sentences import staffing as staffing_sentences
from analytics.charts.sentences import three_public as three_public_sentences
from analytics.charts.sentences.low_execution import low_execution as low_execution_said
from analytics.comparing import (
    execution,
    programmes,
    public_expenses,
    staffing,
    staffing_peers,
    three_public,
)
from analytics.comparing.bodies import among_peers
from analytics.comparing.scope import EVERYTHING, Scope, disclosures
from analytics.exporting.exhibit import Exhibit, printed_amounts
from analytics.findings import low_execution
from analytics.language import ENGLISH, Language
from analytics.model import TOTAL
from analytics.store import Store


def share_of_basic(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """Personnel as a share of basic expenditure, ranked."""
    return _share(store, scope, say, staffing.OF_BASIC)


def share_of_total(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """Personnel as a share of total expenditure, ranked."""
    return _share(store, scope, say, staffing.OF_TOTAL)


def share_of_own_running_cost(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """Personnel as a share of the body's own running cost, ranked."""
    return _share(store, scope, say, staffing.OF_OWN_RUNNING)


def execution_strip(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """Execution rates of projects, a dot a project."""
    bodies = among_peers(store, scope, limit=body_charts.MOST_ROWS)
    counts = execution.counts(store, scope, by="theme")
    at_zero = execution.at_zero(store, scope, limit=execution_sentences.MOST_NAMED)
    projects = execution.largest(
        store,
        scope,
        by="disclosure_id",
        each=execution_charts.MOST_DOTS["disclosure_id"],
        disclosures=execution_charts.MOST_ROWS,
    )
    drawn = Scope(disclosure_ids=tuple(projects["disclosure_id"].unique()))
    total = int(counts["n"].sum())
    return _exhibit(
        store,
        drawn,
        say,
        "execution",
        execution_charts.strip(projects, "disclosure_id", "rate", total, say) if total else None,
        execution_sentences.projects(counts, at_zero, bodies, say),
        projects,
        execution.sources,
    )


def execution_bands(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """How many projects are in which band of the execution rate, by theme."""
    projects = execution.projects(store, scope)
    counts = execution.counts(store, scope, by="theme")
    return _exhibit(
        store,
        scope,
        say,
        "execution_by_theme",
        execution_charts.bands(counts, "theme", say) if len(counts) else None,
        [],
        projects,
        execution.sources,
    )


def execution_bodies(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """What each body spent of all its projects' money, ranked among its peers."""
    bodies = among_peers(store, scope, limit=body_charts.MOST_ROWS)
    rated = bodies["weighted_rate"].notna().any()
    return _exhibit(
        store,
        scope,
        say,
        "execution_bodies",
        body_charts.ranking(bodies, _colours(store), say) if rated else None,
        execution_sentences.bodies(bodies, say) if rated else [],
        bodies,
        execution.sources,
    )


def execution_revisions(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """Initial against adjusted budgets, of the projects that were revised by most money."""
    revised = execution.revised(store, scope, limit=revision_charts.MOST_ROWS)
    return _exhibit(
        store,
        scope,
        say,
        "execution_revisions",
        revision_charts.revisions(revised, _colours(store), say) if len(revised) else None,
        execution_sentences.revisions(revised, say) if len(revised) else [],
        revised,
        execution.sources,
    )


def execution_programmes(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """The same programme, body by body."""
    compared = programmes.side_by_side(store, scope, limit=programme_charts.MOST_ROWS)
    there = (compared["n"] > 0).any()
    return _exhibit(
        store,
        scope,
        say,
        "execution_programmes",
        programme_charts.side_by_side(compared, _colours(store), say) if there else None,
        execution_sentences.programmes(compared, say) if there else [],
        compared,
        execution.sources,
    )


def three_public_trends(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """“三公” expenses in total, from year to year."""
    points = public_expenses.trends(store, scope, item=TOTAL, limit=three_public_charts.MOST_BODIES)
    missing = three_public.missing(
        store, scope, item=TOTAL, first=three_public_sentences.MOST_NAMED
    )
    drawn = len(points) > 0
    return _exhibit(
        store,
        scope,
        say,
        "three_public",
        three_public_charts.trends(points, TOTAL, _colours(store), say) if drawn else None,
        three_public_sentences.trends(points, missing, TOTAL, say),
        points,
        three_public.sources,
    )


def claims_against_money(
    store: Store, scope: Scope = EVERYTHING, say: Language = ENGLISH
) -> Exhibit | None:
    """Outputs claimed against money spent, of the projects that need a question asked."""
    ranked = low_execution.ranked(store, scope, limit=low_execution_charts.DRAWN)
    if ranked.empty:
        return None
    return _exhibit(
        store,
        scope,
        say,
        "low_execution",
        low_execution_charts.claim_against_money(ranked, say),
        low_execution_said(ranked, low_execution.counted(store, scope), say),
        ranked,
        low_execution.sources,
    )


EXHIBITS: Final[tuple[Callable[[Store, Scope, Language], Exhibit | None], ...]] = (
    share_of_basic,
    share_of_total,
    share_of_own_running_cost,
    execution_strip,
    execution_bands,
    execution_bodies,
    execution_revisions,
    execution_programmes,
    three_public_trends,
    claims_against_money,
)
"""Every exhibit: None where the disclosures in scope print nothing to draw."""


def _share(store: Store, scope: Scope, say: Language, quantity: str) -> Exhibit | None:
    ranked, spread = (
        frame[frame["quantity"] == quantity]
        for frame in (staffing_peers.ranked(store, scope), staffing_peers.spread(store, scope))
    )
    if ranked.empty:
        return None
    return _exhibit(
        store,
        scope,
        say,
        quantity,
        staffing_charts.ranking(ranked, spread, _colours(store), say),
        staffing_sentences.ranking(ranked, say),
        ranked,
        staffing.sources,
        quantity=quantity,
    )


def _exhibit(
    store: Store,
    scope: Scope,
    say: Language,
    name: str,
    figure: go.Figure | None,
    says: Sequence[str],
    data: pd.DataFrame,
    sources: Callable[[Store, Scope], pd.DataFrame],
    quantity: str | None = None,
) -> Exhibit | None:
    if figure is None:
        return None

    def printed() -> pd.DataFrame:
        amounts = printed_amounts(store, scope, sources)
        return amounts if quantity is None else amounts[amounts["quantity"] == quantity]

    every = disclosures(store, scope)
    documents = every[every["disclosure_id"].isin(data["disclosure_id"])]
    return Exhibit(name, figure, says, data, documents, printed, say)


def _colours(store: Store) -> dict[str, str]:
    return style.place_colours(disclosures(store)["place_en"])
