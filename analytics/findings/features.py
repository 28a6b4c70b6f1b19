"""What is held against the figures of peers: named features, each with its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

RATIO: Final = "ratio"
CHANGE: Final = "change"
POINTS: Final = "points"
MARKS: Final = "marks"
MONEY_LOG10: Final = "log10"
"""The units of features: a share or a rate; a relative change; a difference of two rates; marks;
the power of ten of an amount in 万元."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A column of a frame of features; words are what it is called in English and in Chinese.

    least_spread is the least spread among peers that tells anything, in the unit of the feature:
    where most peers have the very same figure (a rate of 100 %), any other would be far from it.
    centre stands for the peers' median where a feature is a distance from one already.
    """

    name: str
    words: tuple[str, str]
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


@dataclass(frozen=True, slots=True)
class Peers:
    """What the peers say of the projects, by disclosure_id and evaluation_no, and disclosures of a
    store; nothing of those that are not in it."""

    projects: Mapping[tuple[str, int], Standing] = field(default_factory=dict)
    disclosures: Mapping[str, Standing] = field(default_factory=dict)
