"""What the charts of “三公” show, in words; who is named is drawn, who is counted is in scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from analytics.charts.rows import rows_of
from analytics.comparing.public_expenses import AMOUNT, PARTS
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET, OPEN, TOTAL
from analytics.numbers import figure

MOST_NAMED: Final = 6
"""Disclosures that are named of those of which the same is not known; more are counted."""
_WORTH_A_WORD: Final = 0.01
"""Part of the money, or of the disclosures, of which less is left to the table."""
PRIOR: Final = "prior"
_MOVES: Final = ("rose", "fell", "unmoved")


def trends(
    points: pd.DataFrame, missing: pd.DataFrame, item: str, say: Language = ENGLISH
) -> list[str]:
    """Which bodies spent more and which less than the year before, and of whom it is not known.

    points is comparing.public_expenses.trends, missing comparing.three_public.missing of the same
    item, with its first MOST_NAMED. Bodies of which not all are drawn are counted.
    """
    known = points[points["preferred"]]
    bodies = [body for _, body in known.groupby(["agency", "scope", "kind"], sort=False)]
    of_kinds = known.drop_duplicates("kind")
    if of_kinds["bodies"].sum() == len(bodies):
        said = _moved(bodies, item, say)
    else:
        said = [_counted(kind, item, say) for kind in rows_of(of_kinds)]
        said += _most_risen(bodies, say)
    restated = points[points["restated"] & points["preferred"]]
    if len(restated):
        labels = (f"{say.of(row, 'place')} {row.year}" for row in rows_of(restated))
        said.append(say("three_public_says.years_restated", labels=say.listed(labels)))
    return [
        *said,
        *not_known(missing, PRIOR, say),
        *not_known(missing, AMOUNT, say),
        *_doubtful(of_kinds, say),
    ]


def amounts(rows: pd.DataFrame, missing: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """Who spends most, what the median is, and how many lie beyond the fences; budgets apart.

    rows is comparing.public_expenses.ranking by AMOUNT.
    """
    said = []
    for first in rows_of(rows[~rows["doubtful"]].drop_duplicates("kind")):
        kind, amount = say(f"kind.{first.kind}"), say.money(first.amount)
        label = say.of(first, "label")
        said.append(say("three_public_says.largest", kind=kind, label=label, amount=amount))
        if first.peers_n > 1:
            median = say.money(first.peers_median)
            said.append(say("three_public_says.median", n=first.peers_n, median=median))
        said += _beyond(first, say)
    return said + not_known(missing, AMOUNT, say) + _doubtful(rows.drop_duplicates("kind"), say)


def changes(rows: pd.DataFrame, missing: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """How many rose and fell on the year before, by how much in the middle and at most.

    rows is comparing.public_expenses.ranking by CHANGE.
    """
    said = []
    for first in rows_of(rows[~rows["doubtful"]].drop_duplicates("kind")):
        if not first.peers_n:
            continue
        said.append(
            say(
                "three_public_says.changed",
                kind=say(f"kind.{first.kind}"),
                n=first.peers_n,
                risen=first.risen,
                fallen=first.fallen,
                median=say.percent(first.peers_median),
            )
        )
        if first.change > 0:
            label, change = say.of(first, "label"), f"+{say.percent(first.change)}"
            said.append(say("three_public_says.largest_change", label=label, change=change))
        said += _beyond(first, say)
    return said + not_known(missing, PRIOR, say) + _doubtful(rows.drop_duplicates("kind"), say)


def against_budget(rows: pd.DataFrame, missing: pd.DataFrame, say: Language = ENGLISH) -> list[str]:
    """How many final accounts are above their budget, and which of them furthest.

    rows is comparing.public_expenses.ranking by OVERRUN.
    """
    said, first = [], rows.iloc[0]
    if first["peers_n"]:
        n, risen = first["peers_n"], first["risen"]
        over = say("three_public_says.overrun", n=risen, of=n)
        said.append(over if risen else say("three_public_says.within", of=n))
        if first["overrun"] > 0 and not first["doubtful"]:
            named = {name: say.money(first[name]) for name in ("amount", "budget")}
            label = say.of(first, "label")
            said.append(say("three_public_says.furthest", label=label, **named))
        if n > 1:
            median = say.money(first["peers_median"])
            said.append(say("three_public_says.saved", median=median))
    return said + not_known(missing, BUDGET, say) + _doubtful(rows.head(1), say)


def composition(
    composed: pd.DataFrame, missing: pd.DataFrame, say: Language = ENGLISH
) -> list[str]:
    """What each part takes of the money of all disclosures together, and what is not printed.

    composed is comparing.public_expenses.composed.
    """
    said = []
    names = {part: say(f"expense.{item}") for part, item in PARTS.items()}
    names["vehicles"] = say("three_public.vehicles")
    for kind in rows_of(composed[composed["disclosures"] > 0]):
        amounts = {part: getattr(kind, part) for part in PARTS}
        takes = [
            say("three_public_says.takes", part=names[part], share=say.percent(amount / kind.total))
            for part, amount in sorted(amounts.items(), key=lambda part: -part[1])
            if amount >= _WORTH_A_WORD * kind.total
        ]
        said.append(
            say(
                "three_public_says.made_of",
                kind=say(f"kind.{kind.kind}"),
                n=say("count.document", n=kind.disclosures),
                total=say.money(kind.total),
                parts=say.listed(takes),
            )
        )
        printed = {part: getattr(kind, f"{part}_n") for part in PARTS if part != "vehicles"}
        lacking = [
            say("three_public_says.prints", part=names[part], n=n, of=kind.disclosures)
            for part, n in printed.items()
            if kind.disclosures - n >= _WORTH_A_WORD * kind.disclosures
        ]
        if lacking:
            said.append(say("three_public_says.not_printed", parts=say.listed(lacking)))
    left_out = int(composed["left_out"].sum())
    if left_out:
        counted = say("count.document", n=left_out)
        said.append(say("three_public_says.too_much", n=counted))
    return said + not_known(missing, AMOUNT, say)


def not_known(missing: pd.DataFrame, what: str, say: Language = ENGLISH) -> list[str]:
    """Of whom something is not known, and why; of more than MOST_NAMED, of how many.

    missing is comparing.three_public.missing; what is PRIOR, BUDGET or AMOUNT.
    """
    lacking = missing.loc[[_lacks(row) == what for row in rows_of(missing)]]
    said = []
    for why, rows in lacking.groupby(say.column("why"), sort=False):
        n = int(rows.drop_duplicates("basis")["n"].sum())
        labels = say("count.document", n=n)
        if n <= MOST_NAMED:
            labels = say.listed(_with_amount(row, say) for row in rows_of(rows))
        said.append(say(f"three_public_says.no_{what}", labels=labels, why=why))
    return said


def _lacks(row: Any) -> str:
    """What a row of comparing.three_public.missing is the lack of."""
    if row.year < row.fiscal_year:
        return PRIOR
    return BUDGET if row.basis == BUDGET != row.kind else AMOUNT


def _moved(bodies: Sequence[pd.DataFrame], item: str, say: Language) -> list[str]:
    """Each body whose year before is known, by whether it rose."""
    moves: dict[str, list[str]] = {move: [] for move in _MOVES}
    for body in bodies:
        last, before = body.iloc[-1], _before(body)
        if before is not None:
            move = _MOVES[0 if last["amount"] > before else 1 if last["amount"] < before else 2]
            moves[move].append(_from_to(last, before, say))
    parts = [
        say(f"three_public_says.{move}", labels=say.listed(labels))
        for move, labels in moves.items()
        if labels
    ]
    if not parts:
        return []
    what, joined = _what(item, say), say("three_public_says.then").join(parts)
    return [say("three_public_says.moved", what=what, moves=joined)]


def _counted(kind: Any, item: str, say: Language) -> str:
    moves = {move: getattr(kind, move) for move in _MOVES}
    return say(
        "three_public_says.many_moved",
        kind=say(f"kind.{kind.kind}"),
        what=_what(item, say),
        bodies=say("count.body", n=sum(moves.values())),
        **moves,
    )


def _most_risen(bodies: Sequence[pd.DataFrame], say: Language) -> list[str]:
    """The first body, if it rose and its tables add up."""
    last, before = bodies[0].iloc[-1], _before(bodies[0])
    sound = not (bodies[0]["table_status"].iloc[-2:] == OPEN).any()
    if before is None or last["amount"] <= before or not sound:
        return []
    return [say("three_public_says.most_risen", label=_from_to(last, before, say))]


def _before(body: pd.DataFrame) -> float | None:
    """The amount of the year before a body's last one."""
    found = body["amount"][body["year"] == body["year"].iloc[-1] - 1]
    return None if found.empty else float(found.iloc[0])


def _from_to(last: pd.Series, before: float, say: Language) -> str:
    label, amount = say.of(last, "label"), figure(last["amount"])
    if last["amount"] == before:
        return say("three_public_says.at", label=label, amount=amount)
    return say("three_public_says.from_to", label=label, before=figure(before), amount=amount)


def _with_amount(row: Any, say: Language) -> str:
    label = say.of(row, "label")
    if pd.isna(row.amount):
        return str(label)
    return say("three_public_says.at", label=label, amount=figure(row.amount))


def _what(item: str, say: Language) -> str:
    if item == TOTAL:
        return say("three_public_says.total")
    return say("three_public_says.expense", item=say(f"expense.{item}"))


def _beyond(first: Any, say: Language) -> list[str]:
    return [say("three_public_says.beyond", n=int(first.beyond_n))] if first.beyond_n else []


def _doubtful(kinds: pd.DataFrame, say: Language) -> list[str]:
    n = int(kinds["doubtful_n"].sum())
    return [say("three_public_says.doubtful", n=n)] if n else []
