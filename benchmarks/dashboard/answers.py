"""The workbench's main figures as most people would compute them: from whole tables, in pandas.

Every function takes frames of whole tables of the model and the disclosures that are looked at
(rows of `disclosures`), and gives the same figures as its namesake in analytics.comparing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd

from analytics.comparing.staffing import OF_BASIC, OF_OWN_RUNNING, OF_TOTAL
from analytics.comparing.three_public_amounts import LESS_CHANGE, LESS_COMPONENTS, PRINTED, STATED
from analytics.model import (
    BASIC_EXPENDITURE,
    BUDGET,
    DISMISSED,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    GENERAL_BUDGET_EXPENDITURE,
    NOTED,
    OVERSEAS,
    PERSONNEL_TOTAL,
    PROJECT_RESULT,
    PUBLIC_TOTAL,
    RECEPTION,
    REVENUE_EXPENDITURE_SUMMARY,
    THREE_PUBLIC,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
)
from analytics.reference import transfers

Load = Callable[[str], pd.DataFrame]
"""Gives a table of the model by its name."""

_ITEMS: Final = {
    "three_public": TOTAL,
    "overseas": OVERSEAS,
    "vehicles": VEHICLES,
    "vehicle_purchase": VEHICLE_PURCHASE,
    "vehicle_operation": VEHICLE_OPERATION,
    "reception": RECEPTION,
}
_KEY: Final = ["disclosure_id", "item", "year", "basis"]


def overview(load: Load, looked_at: pd.DataFrame) -> pd.DataFrame:
    """One row a disclosure: total, personnel_share, execution_rate, three_public, findings."""
    amounts = _amounts(load("line_items"), looked_at)
    frame = looked_at.set_index("disclosure_id")[["agency", "fiscal_year", "kind"]].copy()
    frame["total"] = amounts["total"]
    frame["personnel_share"] = _share(amounts["personnel"], amounts["basic"])
    rates = execution(load, looked_at).set_index("disclosure_id")
    frame["execution_rate"] = rates["weighted_rate"]
    series = _given(load("line_items"), load("statements_in_prose"), looked_at)
    own = series[
        (series["item"] == TOTAL)
        & (series["year"] == series["fiscal_year"])
        & (series["basis"] == series["kind"].map(_own_basis))
    ]
    frame["three_public"] = own.set_index("disclosure_id")["amount"]
    counted = load("findings").groupby("disclosure_id").size()
    frame["findings"] = counted.reindex(frame.index).fillna(0).astype(int)
    return frame.reset_index()


def staffing(load: Load, looked_at: pd.DataFrame) -> pd.DataFrame:
    """One row a disclosure and share: disclosure_id, quantity, share."""
    amounts = _amounts(load("line_items"), looked_at)
    own = amounts["total"] - amounts["transfers"]
    shares = pd.DataFrame(
        {
            OF_BASIC: _share(amounts["personnel"], amounts["basic"]),
            OF_TOTAL: _share(amounts["personnel"], amounts["total"]),
            OF_OWN_RUNNING: _share(amounts["personnel"], own.where(amounts["itemised"])),
        }
    )
    shares = shares.reset_index(names="disclosure_id")
    return shares.melt("disclosure_id", var_name="quantity", value_name="share")


def execution(load: Load, looked_at: pd.DataFrame) -> pd.DataFrame:
    """One row a disclosure with projects: n, n_at_zero, weighted_rate, median_rate."""
    forms = load("evaluations")
    projects = forms[
        (forms["form"] == PROJECT_RESULT) & forms["disclosure_id"].isin(looked_at["disclosure_id"])
    ]
    rated = projects[projects["execution_rate"].notna()]
    by = rated.groupby("disclosure_id")
    frame = pd.DataFrame({"n": projects.groupby("disclosure_id").size()})
    frame["n_at_zero"] = (rated["execution_rate"] <= 0).groupby(rated["disclosure_id"]).sum()
    frame["n_at_zero"] = frame["n_at_zero"].fillna(0).astype(int)
    frame["weighted_rate"] = by["executed"].sum() / by["budget"].sum()
    frame["median_rate"] = by["execution_rate"].median()
    return frame.reset_index()


def three_public(load: Load, looked_at: pd.DataFrame) -> pd.DataFrame:
    """One row an amount of an item in a year: disclosure_id, item, year, basis, amount, how."""
    prose = load("statements_in_prose")
    given = _given(load("line_items"), prose, looked_at)
    bases = given[
        (given["year"] == given["fiscal_year"]) & (given["basis"] == given["kind"].map(_own_basis))
    ]
    before = bases.merge(_changes(prose, looked_at), on=["disclosure_id", "item"])
    before = before.assign(
        year=before["year"] - 1,
        amount=(before["amount"] - before["change"]).round(6),
        how=before["way"],
    )
    known = before.merge(given[_KEY], on=_KEY, how="left", indicator="known")["known"] == "both"
    derived = before[~known.to_numpy() & (before["amount"] >= 0)]
    return pd.concat([given, derived], ignore_index=True)[[*_KEY, "amount", "how"]]


def findings(load: Load, looked_at: pd.DataFrame, limit: int = 500) -> pd.DataFrame:
    """The findings with their status, most deserving first, dismissed ones last."""
    found = load("findings")
    found = found[found["disclosure_id"].isin(looked_at["disclosure_id"])]
    decided = load("decisions")
    verdicts = decided[decided["status"] != NOTED].sort_values("decided_at")
    last = verdicts.drop_duplicates("finding_id", keep="last")[["finding_id", "status"]]
    found = found.merge(last, on="finding_id", how="left")
    found["status"] = found["status"].fillna("new")
    found["dismissed"] = found["status"] == DISMISSED
    return found.sort_values(
        ["dismissed", "score", "finding_id"], ascending=[True, False, True]
    ).head(limit)


def _own_basis(kind: str) -> str:
    return "budget" if kind == BUDGET else "final"


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part / whole.where(whole > 0)


def _amounts(lines: pd.DataFrame, looked_at: pd.DataFrame) -> pd.DataFrame:
    """By disclosure: personnel, basic, total and transfers in 万元; itemised, whether total is."""
    lines = lines[
        lines["disclosure_id"].isin(looked_at["disclosure_id"]) & lines["economic_code"].isna()
    ]

    def printed(statement: str, measure: str, label: str) -> pd.Series:
        named = lines["code"].fillna(lines["name"]) == label
        rows = lines[(lines["statement"] == statement) & (lines["measure"] == measure) & named]
        return rows.drop_duplicates("disclosure_id").set_index("disclosure_id")["amount"]

    def basic_item(label: str) -> pd.Series:
        return printed(BASIC_EXPENDITURE, "amount", label).reindex(frame.index)

    frame = pd.DataFrame(index=pd.Index(looked_at["disclosure_id"]))
    frame["personnel"] = basic_item(PERSONNEL_TOTAL)
    frame["personnel"] = frame["personnel"].fillna(basic_item("301") + basic_item("303"))
    frame["basic"] = printed(GENERAL_BUDGET_EXPENDITURE, "basic", TOTAL)
    parts = basic_item(PERSONNEL_TOTAL) + basic_item(PUBLIC_TOTAL)
    frame["basic"] = frame["basic"].fillna(basic_item(TOTAL)).fillna(parts)
    itemised = printed(EXPENDITURE, "total", TOTAL).reindex(frame.index)
    summed = printed(REVENUE_EXPENDITURE_SUMMARY, "amount", EXPENDITURE_TOTAL)
    frame["total"] = itemised.fillna(summed.reindex(frame.index))
    frame["itemised"] = itemised.notna()
    frame["transfers"] = _transfers(lines).reindex(frame.index).fillna(0.0)
    return frame


def _transfers(lines: pd.DataFrame) -> pd.Series:
    """The project expenditure that passes through, by disclosure: the highest codes only."""
    rows = lines[(lines["statement"] == EXPENDITURE) & (lines["measure"] == "project")]
    rows = rows[rows["code"].fillna("").str.startswith(tuple(transfers()))]
    codes = set(zip(rows["disclosure_id"], rows["code"], strict=True))
    below = [
        any((disclosure_id, code[:length]) in codes for length in range(3, len(code)))
        for disclosure_id, code in zip(rows["disclosure_id"], rows["code"], strict=True)
    ]
    highest = rows[~pd.Series(below, index=rows.index, dtype=bool)]
    return highest.groupby("disclosure_id")["amount"].sum()


def _given(lines: pd.DataFrame, prose: pd.DataFrame, looked_at: pd.DataFrame) -> pd.DataFrame:
    """The amounts of “三公” that a table prints, or else a sentence states."""
    known = looked_at[["disclosure_id", "fiscal_year", "kind"]]
    printed = lines[lines["statement"] == THREE_PUBLIC].merge(known, on="disclosure_id")
    printed = printed.drop_duplicates(["disclosure_id", "name", "measure"])
    is_budget = (printed["kind"] == BUDGET) | (printed["measure"] == "budget")
    printed = printed.assign(
        item=printed["name"],
        year=printed["fiscal_year"] - (printed["measure"] == "prior_year"),
        basis=is_budget.map({True: "budget", False: "final"}),
        how=PRINTED,
    )
    stated = prose[prose["topic"].isin(_ITEMS)].merge(known, on="disclosure_id")
    stated = stated.assign(item=stated["topic"].map(_ITEMS), year=stated["fiscal_year"])
    stated = stated.rename(columns={"initial_budget": "budget"}).melt(
        ["disclosure_id", "item", "year", "fiscal_year", "kind"],
        ["budget", "final"],
        var_name="basis",
        value_name="amount",
    )
    stated = stated.dropna(subset="amount").drop_duplicates(["disclosure_id", "item", "basis"])
    columns = [*_KEY, "fiscal_year", "kind", "amount", "how"]
    both = pd.concat([printed[columns], stated.assign(how=STATED)[columns]], ignore_index=True)
    return both.drop_duplicates(_KEY, ignore_index=True)


def _changes(prose: pd.DataFrame, looked_at: pd.DataFrame) -> pd.DataFrame:
    """The changes on the year before by disclosure and item; way says how each is known."""
    rows = prose[
        prose["disclosure_id"].isin(looked_at["disclosure_id"])
        & prose["topic"].isin(_ITEMS)
        & prose["change"].notna()
    ]
    rows = rows.assign(item=rows["topic"].map(_ITEMS), unsaid=rows["prior_year"].isna())
    rows = rows.sort_values("unsaid", kind="stable")
    stated = rows.drop_duplicates(["disclosure_id", "item"]).pivot(
        index="disclosure_id", columns="item", values="change"
    )
    stated = stated.reindex(columns=list(_ITEMS.values()))
    whole = stated.copy()
    whole[VEHICLES] = stated[VEHICLES].fillna(stated[VEHICLE_PURCHASE] + stated[VEHICLE_OPERATION])
    whole[TOTAL] = stated[TOTAL].fillna(whole[OVERSEAS] + whole[VEHICLES] + whole[RECEPTION])
    changes = whole.reset_index().melt("disclosure_id", var_name="item", value_name="change")
    own = stated.reset_index().melt("disclosure_id", var_name="item", value_name="change")
    changes["way"] = own["change"].notna().map({True: LESS_CHANGE, False: LESS_COMPONENTS})
    return changes.dropna(subset="change")
