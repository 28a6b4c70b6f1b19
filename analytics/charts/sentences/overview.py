"""What the overview shows, in words: what is loaded, and how well it was read."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.language import ENGLISH, Language
from analytics.model import BUDGET, FINAL_ACCOUNTS, STATEMENTS

_KINDS: Final = {FINAL_ACCOUNTS: "accounts", BUDGET: "budgets"}
_UNSOUND: Final = ("open", "unread", "missing")


def loaded(disclosures: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """What is loaded, what kind of findings it has, and how much of it was read.

    disclosures is comparing.overview.loaded, of one disclosure at least.
    """
    kinds = disclosures["kind"].value_counts()
    of_each = [
        say(f"overview.{label}", n=int(kinds[kind]))
        for kind, label in _KINDS.items()
        if kind in kinds
    ]
    first, last = disclosures["fiscal_year"].min(), disclosures["fiscal_year"].max()
    unsound = [
        say(f"overview.{status}", n=int(disclosures[status].sum()))
        for status in _UNSOUND
        if disclosures[status].any()
    ]
    return [
        say(
            "overview.says",
            loaded=say.listed(of_each),
            bodies=say("count.body", n=disclosures["agency"].nunique()),
            years=say(f"overview.{'year' if first == last else 'years'}", first=first, last=last),
            findings=say("count.finding", n=int(disclosures["findings"].sum())),
            grave=disclosures["grave"].sum(),
        ),
        say(
            "overview.read",
            tables=len(disclosures) * len(STATEMENTS),
            sound=disclosures["sound"].sum(),
            rest=say("overview.rest", unsound=say.listed(unsound)) if unsound else "",
        ),
    ]
