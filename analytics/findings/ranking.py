"""How much a finding deserves a question: how odd it is, and how much money it moves."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pandas as pd

from analytics.findings.case import Case
from analytics.findings.rule import Flag
from analytics.settings import RANKING

Money = TypeVar("Money", float, pd.Series)
"""One amount in 万元, or a column of them."""


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
