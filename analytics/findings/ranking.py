"""How much a finding deserves a question: how odd it is, and how much money it moves."""

from __future__ import annotations

import math

from analytics.findings.case import Case
from analytics.findings.rule import Flag
from analytics.settings import RANKING


def rank(flag: Flag, case: Case) -> float:
    """Oddity times materiality, from 0 to 1.

    Materiality is the money at stake on a logarithmic scale that ends at RANKING.whole_scale 万元
    and, with the weight RANKING.share, its part of the body's money. So of one kind the larger
    sum comes first.
    """
    return flag.oddity * materiality(flag.at_stake, case.size)


def materiality(at_stake: float, whole: float) -> float:
    """From 0 to 1, of money at stake in 万元 and the body's whole money in 万元."""
    scale = min(math.log1p(at_stake) / math.log1p(RANKING.whole_scale), 1.0)
    share = min(at_stake / whole, 1.0) if whole > 0 else 0.0
    return (1 - RANKING.share) * scale + RANKING.share * share
