"""How much a finding deserves a question: how odd it is, and how much money it moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

import numpy as np
import pandas as pd

from analytics.comparing.scope import Scope, disclosures, labelled
from analytics.findings.case import Case
from analytics.findings.oddity import UNLIKE
from analytics.findings.rule import Flag
from analytics.settings import OUTLIERS, RANKING
from analytics.store import Store

Money = TypeVar("Money", float, pd.Series)
"""One amount in 万元, or a column of them."""

Reasons = tuple[list[str], list[str]]
"""Sentences in English and in Chinese."""


def rank(flag: Flag, case: Case) -> float:
    """Oddity times materiality, from 0 to 1. So of one kind the larger sum comes first."""
    return float(flag.oddity * materiality(flag.at_stake, case.size))


def materiality(at_stake: Money, whole: Money) -> Money:
    """From RANKING.least to 1, of money at stake in 万元 and the body's whole money in 万元.

    The money at stake counts on a logarithmic scale that ends at RANKING.whole_scale 万元 and, with
    the weight RANKING.share, as its part of the body's money. No money known counts as none.
    """
    scale = np.log1p(np.nan_to_num(at_stake)) / np.log1p(RANKING.whole_scale)
    share = np.nan_to_num(at_stake) / np.where(np.greater(whole, 0), whole, np.inf)
    moved = (1 - RANKING.share) * np.minimum(scale, 1) + RANKING.share * np.minimum(share, 1)
    return RANKING.least + (1 - RANKING.least) * moved  # type: ignore[no-any-return]


def with_scores(
    frame: pd.DataFrame, shows: pd.DataFrame, problems: Mapping[str, float], whole: str
) -> pd.DataFrame:
    """A frame with problems (a list of names), oddity and score, the last two from 0 to 1.

    shows says of each row and problem whether its figures show it; problems, how odd each is.
    Several are joined as independent hints would be: 1 - product of (1 - oddity). Figures that are
    like the peers' (oddity.UNLIKE) take up to OUTLIERS.shade off; figures that are unlike them are
    odd by themselves, up to OUTLIERS.weight. frame has at_stake; whole names its column of the
    body's whole money, 万元.
    """
    shown = 1 - (1 - shows * pd.Series(problems)).prod(axis=1)
    unlike = frame[UNLIKE].fillna(0.0)
    odd = np.maximum(shown * (1 - OUTLIERS.shade * (1 - unlike)), OUTLIERS.weight * unlike)
    names = shows.columns.to_numpy()
    return frame.assign(
        problems=pd.Series(
            [list(names[row]) for row in shows.to_numpy(dtype=bool)],
            index=frame.index,
            dtype="object",
        ),
        oddity=odd,
        score=odd * materiality(frame["at_stake"], frame[whole]),
    )


def in_order(store: Store, scope: Scope, frame: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """The rows of a frame with scores that are in scope: highest first, with rank, from 1, and
    the names of their disclosures. keys settle the order of equal scores."""
    in_scope = disclosures(store, scope)[["disclosure_id"]]
    named = labelled(store, frame.merge(in_scope, on="disclosure_id")).sort_values(
        ["score", *keys], ascending=[False, *(True for _ in keys)], ignore_index=True
    )
    return named.assign(rank=range(1, len(named) + 1))


def with_reasons(frame: pd.DataFrame, *parts: Iterable[Reasons]) -> pd.DataFrame:
    """A ranked frame with reasons_en and reasons_zh: of each row, the sentences of all parts."""
    said = [
        [list(chain.from_iterable(each)) for each in zip(*of_row, strict=True)]
        for of_row in zip(*parts, strict=True)
    ]
    return frame.join(pd.DataFrame(said, columns=["reasons_en", "reasons_zh"], dtype="object"))
