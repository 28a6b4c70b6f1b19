"""The errors and anomalies that the benchmark of findings plants, by the part of a document."""

from __future__ import annotations

from typing import Final

from benchmarks.plants.marks import MARK_PLANTS
from benchmarks.plants.money import MONEY_PLANTS
from benchmarks.plants.plant import Plant, Target
from benchmarks.plants.sentences import SENTENCE_PLANTS
from benchmarks.plants.tables import TABLE_PLANTS

__all__ = ["PLANTS", "Plant", "Target"]

PLANTS: Final[tuple[Plant, ...]] = (
    *TABLE_PLANTS,
    *SENTENCE_PLANTS,
    *MARK_PLANTS,
    *MONEY_PLANTS,
)
