"""Whether the workbench and the usual way answer alike: else their times could not be compared."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.comparing import execution, overview, staffing, three_public
from analytics.comparing.scope import Scope
from analytics.findings.register import reviewed
from analytics.model import BUDGET
from analytics.store import Store, open_store
from benchmarks.dashboard import answers

_LISTED = 500


def differences(path: Path) -> list[str]:
    """What of a store the two answer differently: on all disclosures, a year, budgets, a city, one.

    Takes the memory of the usual way: whole tables.
    """
    return list(_unlike(open_store(path)))


def _unlike(store: Store) -> Iterator[str]:
    load = cache(store.table)
    disclosures = load("disclosures")
    city = disclosures["city"].dropna().mode()[0]
    year = disclosures["fiscal_year"].mode()[0]
    for name, looked_at in {
        "all": disclosures,
        f"year {year}": disclosures[disclosures["fiscal_year"] == year],
        "budgets": disclosures[disclosures["kind"] == BUDGET],
        city: disclosures[disclosures["city"] == city],
        "one": disclosures.head(1),
    }.items():
        scope = Scope(disclosure_ids=tuple(looked_at["disclosure_id"]))
        for page, (own, usual, key, figures) in _answers(store, scope, load, looked_at).items():
            if not _alike(own, usual, key, figures):
                yield f"{page}, {name}"


Answers = tuple[pd.DataFrame, pd.DataFrame, list[str], list[str]]


def _answers(
    store: Store, scope: Scope, load: answers.Load, looked_at: pd.DataFrame
) -> dict[str, Answers]:
    """The workbench's frame and the usual one by page, with the columns to compare."""
    key = ["disclosure_id"]
    main = ["total", "personnel_share", "execution_rate", "three_public", "findings"]
    found = reviewed(store, scope, limit=_LISTED), answers.findings(load, looked_at, _LISTED)
    rates = execution.rates(store, scope, by=("disclosure_id",))
    return {
        "overview": (
            overview.loaded(store, scope),
            answers.overview(load, looked_at),
            key,
            main,
        ),
        "staffing": (
            staffing.shares(store, scope),
            answers.staffing(load, looked_at),
            [*key, "quantity"],
            ["share"],
        ),
        "execution": (
            rates,
            answers.execution(load, looked_at),
            key,
            ["n", "n_at_zero", "weighted_rate", "median_rate"],
        ),
        "three public": (
            three_public.series(store, scope),
            answers.three_public(load, looked_at),
            [*key, "item", "year", "basis"],
            ["amount"],
        ),
        "findings": (*found, ["finding_id"], ["score"]),
    }


def _alike(own: pd.DataFrame, usual: pd.DataFrame, key: list[str], figures: list[str]) -> bool:
    """Whether two frames have the same keys, and the same figures for each."""
    one, other = (frame.set_index(key)[figures].sort_index() for frame in (own, usual))
    if not one.index.equals(other.index):
        return False
    here, there = (frame.astype("float64").to_numpy() for frame in (one, other))
    return np.allclose(here, there, rtol=1e-9, atol=1e-6, equal_nan=True)
