"""What the charts of project execution show, in words."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.charts.rows import rows_of
from analytics.comparing.bodies import ABOVE, BELOW
from analytics.comparing.execution import NO_RATE, ON_TRACK
from analytics.language import ENGLISH, Language

MOST_NAMED: Final = 6
"""Disclosures that a sentence names; more are counted."""


def projects(
    counts: pd.DataFrame, at_zero: pd.DataFrame, bodies: pd.DataFrame, say: Language = ENGLISH
) -> list[str]:
    """How many projects spent nothing, and what each body spent of all its projects' money.

    counts and at_zero are those of comparing.execution, bodies is comparing.bodies.among_peers.
    """
    rated = say("count.project", n=int(counts["n"][counts["band"] != NO_RATE].sum()))
    said = [say("execution.spent", projects=rated)]
    if len(at_zero):
        number = int(at_zero["n"].sum())
        said = [say("execution.zero", n=number, projects=rated, where=_where(at_zero, "n", say))]
        relief = at_zero[at_zero["relief_n"] > 0]
        if len(relief):
            said.append(
                say(
                    "execution.relief",
                    n=int(relief["relief_n"].sum()),
                    money=say.money(relief["relief_budget"].sum()),
                    where=_where(relief, "relief_n", say),
                )
            )
    ranked = bodies.dropna(subset=["weighted_rate"])
    if 0 < len(ranked) <= MOST_NAMED:
        shares = say.listed(
            say("execution.share", label=say.of(row, "label"), rate=say.percent(row.weighted_rate))
            for row in rows_of(ranked)
        )
        said.append(say("execution.shares", shares=shares))
    elif len(ranked):
        said.append(_lowest(ranked, say))
    return said


def _where(at_zero: pd.DataFrame, column: str, say: Language) -> str:
    """How many each disclosure has: "6 in Fushun 2023 and 2 in Fuzhou 2023"."""
    rows = at_zero.sort_values(column, ascending=False, kind="stable")
    named, others = rows.dropna(subset=["disclosure_id"]), rows[rows["disclosure_id"].isna()]
    said = [
        say("execution.in", n=getattr(row, column), label=say.of(row, "label"))
        for row in rows_of(named)
    ]
    said += [say("execution.elsewhere", n=n) for n in others[column]]
    return say.listed(said)


def bodies(ranked: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """Who spent least of its money, whose large projects did, and who lies beyond a fence.

    ranked is comparing.bodies.among_peers, with a rate in one row at least.
    """
    rated = ranked.dropna(subset=["weighted_rate"])
    first = rated.iloc[0]
    said = [_lowest(rated, say)]
    apart = rated["median_rate"] - rated["weighted_rate"]
    if apart.max() > 0:
        row = rated.iloc[apart.argmax()]
        said.append(
            say(
                "bodies.large",
                label=say.of(row, "label"),
                median=say.percent(row["median_rate"]),
                rate=say.percent(row["weighted_rate"]),
            )
        )
    if pd.isna(first["lower_fence"]):
        return [*said, say("bodies.few", n=int(first["peers_n"]))]
    lower, upper = say.percent(first["lower_fence"]), say.percent(first["upper_fence"])
    if not first["all_below"] + first["all_above"]:
        said.append(say("bodies.within", lower=lower, upper=upper))
    for side, fence in ((BELOW, lower), (ABOVE, upper)):
        if number := int(first[f"all_{side}"]):
            labels = rated[say.column("label")][rated["beyond"] == side]
            named = say.listed(labels[:MOST_NAMED])
            if more := number - len(labels[:MOST_NAMED]):
                named = say("parts.and_more", named=named, n=more)
            said.append(say(f"bodies.{side}", fence=fence, labels=named))
    return said


def _lowest(rated: pd.DataFrame, say: Language) -> str:
    first = rated.iloc[0]
    return say(
        "bodies.lowest",
        label=say.of(first, "label"),
        rate=say.percent(first["weighted_rate"]),
        n=first["peers_n"],
        median=say.percent(first["peers_median"]),
    )


def revisions(revised: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """How often and how much budgets were revised, and what a rate of the adjusted one hides.

    revised is comparing.execution.revised, of one project at least.
    """
    first = revised.iloc[0]
    said = [
        say(
            "revisions.revised",
            projects=say("count.project", n=first["all_n"]),
            n=first["all_raised"] + first["all_cut"],
            raised=first["all_raised"],
            cut=first["all_cut"],
            more=say.money(first["all_more"]),
            less=say.money(first["all_less"]),
        )
    ]
    if first["all_from_zero"]:
        said.append(say("revisions.from_zero", n=first["all_from_zero"]))
    spent = revised[revised["band"] == ON_TRACK].dropna(subset=["outturn"])
    apart = (spent["outturn"] - spent["rate"]).abs()
    if len(spent):
        row = spent.iloc[apart.argmax()]
        said.append(
            say(
                "revisions.flattered",
                rate=say.percent(row["rate"]),
                outturn=say.percent(row["outturn"]),
                label=say.of(row, "label"),
                name=row["name"],
            )
        )
    return said


def programmes(side_by_side: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """Of each programme the lowest and the highest rate drawn, the widest apart first.

    side_by_side is comparing.programmes.side_by_side, with a rate in one row at least.
    """
    rated = side_by_side.dropna(subset=["weighted_rate"])
    rates = rated.groupby("programme", sort=False)["weighted_rate"]
    apart = (rates.max() - rates.min()).sort_values(ascending=False, kind="stable")
    said = []
    for programme in apart.index:
        rows = rated[rated["programme"] == programme].sort_values("weighted_rate")
        low, high = rows.iloc[0], rows.iloc[-1]
        said.append(
            say(
                "programmes.says" if len(rows) > 1 else "programmes.says_one",
                programme=say(f"programme.{programme}"),
                low_label=say.of(low, "label"),
                low=say.percent(low["weighted_rate"]),
                low_money=say.money(low["budget"]),
                high_label=say.of(high, "label"),
                high=say.percent(high["weighted_rate"]),
                high_money=say.money(high["budget"]),
                n=low["all_rated"],
                median=say.percent(low["all_median"]),
            )
        )
    counts = [
        say("programmes.count", n=row.all_n, programme=say(f"programme.{row.programme}"))
        for row in rows_of(side_by_side.drop_duplicates("programme"))
    ]
    total = side_by_side["all_disclosures"].iloc[0]
    return [*said, say("programmes.how_many", counts=say.listed(counts), total=total)]
