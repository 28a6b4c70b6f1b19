"""What is held against the figures of peers: named features, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from analytics.findings.words import Words

RATIO: Final = "ratio"
CHANGE: Final = "change"
POINTS: Final = "points"
MARKS: Final = "marks"
MONEY_LOG10: Final = "log10"
"""The units of features: a share or a rate; a relative change; a difference of two rates; marks;
the power of ten of an amount in 万元."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A column of a frame of features.

    least_spread is the least spread among peers that tells anything, in the unit of the feature:
    where most peers have the very same figure (a rate of 100 %), any other would be far from it.
    centre stands for the peers' median where a feature is a distance from one already.
    """

    name: str
    words: Words
    unit: str
    least_spread: float
    centre: float | None = None


@dataclass(frozen=True, slots=True)
class Deviation:
    """A figure beside its peers'.

    z is robust: (value - median) / spread, clipped. contribution is how much less odd all figures
    together would be, 0 to 1, if this one were the peers' median.
    """

    feature: Feature
    value: float
    median: float
    z: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project or a disclosure stands among its peers.

    peers_n is how many of other bodies they are; forest_n, of how many the forest was grown, 0
    where it was not. oddity, 0 to 1, is that of all figures together, not that of a rule.
    deviations are those that contribute, the most telling first. at_stake is its money, 万元.
    """

    peers_n: int
    forest_n: int
    oddity: float
    deviations: tuple[Deviation, ...]
    at_stake: float
