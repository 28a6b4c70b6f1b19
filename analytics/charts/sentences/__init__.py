"""What is to be seen in a chart: sentences computed from the figures drawn, the answer first."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics.charts.rows import rows_of
from analytics.charts.staffing import sound
from analytics.charts.words import THREE_PUBLIC, economic
from analytics.comparing.execution import CRITICAL, RELIEF
from analytics.comparing.peers import fences
from analytics.comparing.staffing import OF_BASIC, OF_OWN_RUNNING, OF_TOTAL
from analytics.model import BUDGET, DECISIONS, FINAL_ACCOUNTS, SEVERITIES, TOTAL
from analytics.numbers import count, figure, money, percent
from analytics.settings import QUESTIONABLE


def staffing(shares: pd.DataFrame) -> list[str]:
    """Who spends most and least on staff, of each denominator; budgets apart.

    shares is comparing.staffing.shares; those of tables that do not add up are only named.
    """
    trusted = sound(shares).sort_values("share")
    spent = trusted[trusted["kind"] == FINAL_ACCOUNTS]
    said = []
    of_basic = spent[spent["quantity"] == OF_BASIC]
    if len(of_basic) == 1:
        only = of_basic.iloc[0]
        share = percent(only["share"])
        said.append(f"{only['label_en']} spends {share} of its basic expenditure on staff.")
    elif len(of_basic):
        low, high = of_basic.iloc[0], of_basic.iloc[-1]
        median = fences(of_basic, "share", ["quantity"])["median"].iloc[0]
        said.append(
            f"{high['label_en']} spends {percent(high['share'])} of its basic expenditure on"
            f" staff; the median of {len(of_basic)} final accounts is {percent(median)}, the"
            f" lowest is {low['label_en']} with {percent(low['share'])}."
        )
    said += _range(spent, OF_TOTAL, f"Of total expenditure {'it' if said else 'personnel'} is")
    said += _range(
        spent,
        OF_OWN_RUNNING,
        f"Without transfers to funds and persons {'it' if said else 'personnel'} is",
    )
    planned = trusted[(trusted["kind"] == BUDGET) & (trusted["quantity"] == OF_BASIC)]
    if len(planned):
        plans = _listed(f"{row.place_en} {percent(row.share)}" for row in rows_of(planned))
        said.append(f"Planned in budgets, of basic expenditure: {plans}.")
    doubtful = shares[shares["share"].notna() & ~shares.index.isin(trusted.index)]
    if len(doubtful):
        labels = _listed(doubtful["label_en"].unique())
        said.append(f"Left out, since a table of theirs does not add up: {labels}.")
    return said


def _range(spent: pd.DataFrame, quantity: str, opening: str) -> list[str]:
    rows = spent[spent["quantity"] == quantity]
    if rows.empty:
        return []
    low, high = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return [f"{opening} {percent(low['share'])}."]
    return [
        f"{opening} {percent(low['share'])} ({low['label_en']}) to {percent(high['share'])}"
        f" ({high['label_en']})."
    ]


def composition(items: pd.DataFrame) -> list[str]:
    """The largest item of each disclosure's personnel.

    items is comparing.staffing.composition.
    """
    shares = items.dropna(subset=["share"]).sort_values("share", ascending=False)
    largest = shares.drop_duplicates("disclosure_id")
    if largest.empty:
        return ["What personnel adds up to is not printed, so no item has a share of it."]
    said = []
    for code, group in largest.groupby("code", sort=False):
        where = _listed(f"{row.label_en} ({percent(row.share)})" for row in rows_of(group))
        item = economic(str(code), group["name"].iloc[0])
        said.append(f"{item} is the largest item in {where}.")
    return said


def execution(projects: pd.DataFrame, bodies: pd.DataFrame) -> list[str]:
    """How many projects spent nothing, and what each body spent of all its projects' money.

    projects is comparing.execution.projects, bodies its rates by disclosure.
    """
    at_zero = projects[projects["band"] == CRITICAL]
    rated = count(int(projects["rate"].notna().sum()), "project")
    said = [f"Something was spent of each of {rated} with a budget."]
    if len(at_zero):
        said = [f"Nothing was spent of {len(at_zero)} of {rated}: {_by_label(at_zero)}."]
        said += _relief(at_zero)
    shares = bodies.dropna(subset=["weighted_rate"]).sort_values("weighted_rate")
    if len(shares):
        spent = _listed(f"{row.label_en} {percent(row.weighted_rate)}" for row in rows_of(shares))
        said.append(f"Share of all the projects’ money that was spent: {spent}.")
    return said


def _relief(at_zero: pd.DataFrame) -> list[str]:
    relief = at_zero[at_zero["theme"] == RELIEF]
    if relief.empty:
        return []
    many = count(len(relief), "of them is a relief fund", "of them are relief funds")
    together = money(relief["budget"].sum())
    return [f"{many} (医疗救助), {together} together: {_by_label(relief)}."]


def _by_label(projects: pd.DataFrame) -> str:
    """How many projects each disclosure has: "6 in Fushun 2023 and 2 in Fuzhou 2023"."""
    counts = projects["label_en"].value_counts()
    return _listed(f"{number} in {label}" for label, number in counts.items())


def _listed(items: Iterable[str]) -> str:
    """Items as a list in words: "a, b and c"."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last
