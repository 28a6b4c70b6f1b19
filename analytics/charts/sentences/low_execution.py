"""Which project heads the list of those with low execution, and what the others have in common."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.charts.rows import rows_of
from analytics.language import ENGLISH, Language
from analytics.settings import QUESTIONABLE

_MOST_NAMED: Final = 6
"""Disclosures that are named, those with the most relief funds; the others are counted."""


def low_execution(ranked: pd.DataFrame, counts: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """What heads the list, and how many projects claim their outputs without the money.

    ranked is findings.low_execution.ranked, of one project at least; counts, its `counted`.
    """
    first = ranked.iloc[0]
    said = [
        say(
            "low_execution.says",
            n=int(counts["n"].sum()),
            label=say.of(first, "label"),
            name=first["name"],
            money=say.money(first["at_stake"]),
        )
    ]
    if counts["zero_n"].any():
        said.append(
            say(
                "low_execution.at_zero",
                n=counts["zero_n"].sum(),
                money=say.money(counts["zero_money"].sum()),
                claimed=counts["claimed_n"].sum(),
                share=say.bound(QUESTIONABLE.claim_share),
            )
        )
    relief = counts[counts["relief_n"] > 0].sort_values("relief_n", ascending=False, kind="stable")
    if len(relief):
        named = [
            say("low_execution.in_label", n=row.relief_n, label=say.of(row, "label"))
            for row in rows_of(relief.head(_MOST_NAMED))
        ]
        if len(relief) > _MOST_NAMED:
            named.append(say("low_execution.elsewhere", n=relief["relief_n"][_MOST_NAMED:].sum()))
        said.append(
            say(
                "low_execution.relief",
                n=int(relief["relief_n"].sum()),
                money=say.money(relief["relief_money"].sum()),
                named=say.listed(named),
            )
        )
    return said
