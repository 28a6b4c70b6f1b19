"""What the overview shows, in words: what is loaded, and how well it was read."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.language import ENGLISH, Language
from analytics.model import BUDGET, FINAL_ACCOUNTS, STATEMENTS

_KINDS: Final = {FINAL_ACCOUNTS: "accounts", BUDGET: "budgets"}
_UNSOUND: Final = ("open", "unread", "missing")


def loaded(counted: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """What is loaded, what kind of findings it has, and how much of it was read.

    counted is comparing.overview.counted, of one disclosure at least.
    """
    numbers = counted.set_index("kind")["n"]
    of_each = [
        say(f"overview.{label}", n=int(numbers[kind]))
        for kind, label in _KINDS.items()
        if kind in numbers
    ]
    first, last = counted["first_year"].min(), counted["last_year"].max()
    unsound = [
        say(f"overview.{status}", n=int(counted[status].sum()))
        for status in _UNSOUND
        if counted[status].any()
    ]
    return [
        say(
            "overview.says",
            loaded=say.listed(of_each),
            bodies=say("count.body", n=int(counted["bodies"].max())),
            years=say(f"overview.{'year' if first == last else 'years'}", first=first, last=last),
            findings=say("count.finding", n=int(counted["findings"].sum())),
            grave=counted["grave"].sum(),
        ),
        say(
            "overview.read",
            tables=int(numbers.sum()) * len(STATEMENTS),
            sound=counted["sound"].sum(),
            rest=say("overview.rest", unsound=say.listed(unsound)) if unsound else "",
        ),
    ]
