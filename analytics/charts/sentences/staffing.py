"""What the charts of staffing cost shares show, in words."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.charts.personnel import economic
from analytics.charts.rows import rows_of
from analytics.comparing.staffing_peers import ABOVE, BELOW
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET, FINAL_ACCOUNTS, OPEN

_MOST_NAMED: Final = 6
_BODIES: Final = 2
"""Bodies whose years are told."""


def ranking(ranked: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """Where one share stands among peers: of those looked at, or else the highest and lowest.

    ranked are the rows of comparing.staffing_peers.ranked of one share. Budgets are told apart;
    shares from tables that do not add up are only named.
    """
    looked_at = ranked[ranked["chosen"]]
    if len(looked_at):
        return [
            said for row in rows_of(looked_at.head(_MOST_NAMED)) for said in _own(row, ranked, say)
        ]
    said = []
    for kind, tell in ((FINAL_ACCOUNTS, _spent), (BUDGET, _planned)):
        own = ranked[ranked["kind"] == kind]
        placed = own.dropna(subset=["place"])
        if len(placed):
            said += [*tell(placed, say), *_beyond(placed, say)]
    of = say(f"staffing_of.{ranked['quantity'].iloc[0]}")
    return [*(said or [say("staffing_says.none", of=of)]), *_doubtful(ranked, say)]


def _own(row: Any, ranked: pd.DataFrame, say: Language) -> list[str]:
    """One share among its peers: the median, the lowest, and whether it lies beyond a fence."""
    label = say.of(row, "label")
    if pd.isna(row.share):
        return [say("staffing_says.own_unknown", label=label, why=say.of(row, "why"))]
    of = say(f"staffing_of.{row.quantity}")
    own = say(f"staffing_says.own_{row.kind}", label=label, share=say.percent(row.share), of=of)
    if row.table_status == OPEN:
        return [say("staffing_says.own_open", own=own)]
    if row.peers_n == 1:
        return [say(f"staffing_says.own_{row.kind}_alone", own=own, year=row.fiscal_year)]
    among = say(
        f"staffing_says.own_{row.kind}_peers",
        own=own,
        n=int(row.peers_n),
        year=row.fiscal_year,
        median=say.percent(row.median),
    )
    if row.place == row.peers_n:
        said = say("staffing_says.own_is_lowest", own=among)
    else:
        peers = ranked[(ranked["kind"] == row.kind) & (ranked["peers_year"] == row.peers_year)]
        low = peers[peers["place"] == row.peers_n].iloc[0]
        least = say.percent(low["share"])
        said = say("staffing_says.own_lowest", own=among, low=say.of(low, "label"), least=least)
    fence = {ABOVE: row.upper_fence, BELOW: row.lower_fence}.get(row.beyond)
    if fence is None:
        return [said]
    beyond = say(f"staffing_says.{row.beyond}", labels=label, fence=say.percent(fence))
    return [said, beyond]


def _ends(placed: pd.DataFrame, say: Language) -> dict[str, Any]:
    """The highest and the lowest of a group, and its median, as labels have them."""
    high, low = placed.iloc[0], placed.iloc[-1]
    return {
        "high": say.of(high, "label"),
        "share": say.percent(high["share"]),
        "low": say.of(low, "label"),
        "least": say.percent(low["share"]),
        "median": say.percent(high["median"]),
        "n": int(high["peers_n"]),
        "of": say(f"staffing_of.{high['quantity']}"),
    }


def _spent(placed: pd.DataFrame, say: Language) -> list[str]:
    ends = _ends(placed, say)
    if ends["n"] == 1:
        return [say("staffing_says.alone", label=ends["high"], **ends)]
    return [say("staffing_says.highest", **ends)]


def _planned(placed: pd.DataFrame, say: Language) -> list[str]:
    if placed["peers_n"].iloc[0] > _MOST_NAMED:
        return [say("staffing_says.planned_many", **_ends(placed, say))]
    shares = say.listed(
        say("staffing_says.share_of", label=say.of(row, "place"), share=say.percent(row.share))
        for row in rows_of(placed)
    )
    return [say("staffing_says.planned", shares=shares)]


def _beyond(placed: pd.DataFrame, say: Language) -> list[str]:
    """Who of a group lies beyond a fence, or how many where they are too many to name."""
    first = placed.iloc[0]
    said = []
    for side, fence in ((ABOVE, first["upper_fence"]), (BELOW, first["lower_fence"])):
        n = int(first[f"{side}_n"])
        outside = placed[placed["beyond"] == side]
        if 0 < n <= _MOST_NAMED and n == len(outside):
            labels = say.listed(outside[say.column("label")])
            said.append(say(f"staffing_says.{side}", labels=labels, fence=say.percent(fence)))
        elif n:
            kind = say(f"staffing_says.kind_{first['kind']}")
            key = f"staffing_says.beyond_{side}"
            said.append(say(key, n=n, kind=kind, fence=say.percent(fence)))
    return said


def _doubtful(ranked: pd.DataFrame, say: Language) -> list[str]:
    groups = ranked.drop_duplicates("kind")
    n = int(groups["open_n"].sum())
    is_open = ranked[ranked["share"].notna() & (ranked["table_status"] == OPEN)]
    said = []
    if 0 < n <= _MOST_NAMED and n == len(is_open):
        labels = say.listed(is_open[say.column("label")])
        said.append(say("staffing_says.open", labels=labels))
    elif n:
        total = int(groups["disclosures_n"].sum())
        said.append(say("staffing_says.open_many", n=n, total=total))
    if unknown := int(groups["unknown_n"].sum()):
        said.append(say("staffing_says.unknown", n=unknown))
    return said


def years(series: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """From the first to the last year of the bodies that moved most; budgets apart.

    series is comparing.staffing_peers.years.
    """
    said = []
    sound = series[series["share"].notna() & (series["table_status"] != OPEN)]
    for _, points in sound[sound["body_no"] <= _BODIES].groupby(["body_no", "kind"], sort=False):
        first, last = points.iloc[0], points.iloc[-1]
        if first["fiscal_year"] == last["fiscal_year"]:
            continue
        low, high = say.percent(first["median"]), say.percent(last["median"])
        said.append(
            say(
                f"staffing_says.years_{first['kind']}",
                body=say(
                    "staffing_says.body", place=say.of(first, "place"), agency=first["agency"]
                ),
                of=say(f"staffing_of.{first['quantity']}"),
                first=first["fiscal_year"],
                low=say.percent(first["share"]),
                last=last["fiscal_year"],
                high=say.percent(last["share"]),
                peers=say("staffing_says.years_peers", low=low, high=high)
                if min(first["peers_n"], last["peers_n"]) > 1
                else "",
            )
        )
    bodies = int(series["bodies_n"].iloc[0])
    if bodies > series["body_no"].max():
        said.append(say("staffing_says.most_moved", bodies=say("count.body", n=bodies)))
    doubtful = series[series["table_status"] == OPEN]
    if len(doubtful):
        labels = say.listed(doubtful[say.column("label")])
        said.append(say("staffing_says.doubtful_years", labels=labels))
    return said


def composition(items: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """The largest item of each disclosure's personnel.

    items is comparing.personnel.composition.
    """
    shares = items.dropna(subset=["share"]).sort_values("share", ascending=False)
    largest = shares.drop_duplicates("disclosure_id")
    if largest.empty:
        return [say("staffing_says.no_personnel")]
    said = []
    for code, group in largest.groupby("code", sort=False):
        labels = say.listed(
            say("staffing_says.item_of", label=say.of(row, "label"), share=say.percent(row.share))
            for row in rows_of(group)
        )
        item = economic(str(code), group["name"].iloc[0], say)
        said.append(say("staffing_says.largest", item=item, labels=labels))
    return said


def left_out(items: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """How much passes through how many, and the largest of it.

    items is comparing.staffing.left_out, of one item at least.
    """
    first = items.iloc[0]
    return [
        say(
            "staffing_says.left_out",
            n=say("count.disclosure", n=int(first["disclosures_n"])),
            money=say.money(first["together"]),
            amount=say.money(first["amount"]),
            name=first["name"],
            label=say.of(first, "label"),
        )
    ]
