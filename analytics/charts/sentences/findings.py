"""What the findings are in short: how many, which comes first, and who claims without the money."""

from __future__ import annotations

import pandas as pd

from analytics.language import ENGLISH, Language
from analytics.model import DECISIONS, SEVERITIES
from analytics.settings import QUESTIONABLE


def findings(counts: pd.DataFrame, first: pd.Series, say: Language = ENGLISH) -> list[str]:
    """How many findings there are, which comes first, and what was decided on them.

    counts is findings.register.counted, first the first row of `reviewed`.
    """
    by_status = counts.groupby("status")["n"].sum()
    said = [
        say(
            "findings.says",
            findings=say("count.finding", n=int(by_status.sum())),
            grave=counts["n"][counts["severity"] == SEVERITIES[0]].sum(),
            label=say.of(first, "label"),
            message=say.of(first, "message"),
        )
    ]
    decided = [
        say("findings.decided_n", n=number, decided=say(f"decided.{status}"))
        for status, number in by_status.items()
        if status in DECISIONS
    ]
    return said + ([say("findings.decided", decided=say.listed(decided))] if decided else [])


def claims(claimed: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """How many projects of findings.claimed.claimed claim outputs without the money."""
    unmatched = claimed[claimed["unmatched"]]
    if unmatched.empty:
        return []
    return [
        say(
            "findings.unmatched",
            n=int(unmatched["n"].sum()),
            share=say.bound(QUESTIONABLE.claim_share),
            rate=say.bound(QUESTIONABLE.claim_rate),
            money=say.money(unmatched["unspent"].sum()),
        )
    ]
