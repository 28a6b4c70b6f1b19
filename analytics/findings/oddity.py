"""How unlike its peers' the figures of each row of a frame are: robust statistics, then a forest.

A robust z is (value - median) / (1.4826 MAD) among peers, where the median absolute deviation
(MAD) is scaled to the standard deviation of a normal distribution, and is never less than the
feature's least spread; |z| from 3.5 on is far (Iglewicz and Hoaglin, How to Detect and Handle
Outliers, 1993). An isolation forest (Liu, Ting and Zhou, 2008) then looks at all z of a row
together: its anomaly score is about 0.5 for what is like the others, 1 for what is unlike. The two
are joined as two independent hints would be: 1 - (1 - far) (1 - alone).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.findings.features import Deviation, Feature, Standing
from analytics.settings import OUTLIERS, PEERS

Array = npt.NDArray[np.float64]

PEERS_N: Final = "peers_n"
FOREST_N: Final = "forest_n"
UNLIKE: Final = "unlike"

_NORMAL: Final = 1.4826
"""The standard deviation of a normal distribution in its MAD."""
_ORDINARY: Final = 0.5
"""The anomaly score of what is neither like nor unlike the others."""


def medians_of(feature: Feature) -> str:
    """The column of the peers' median of a feature."""
    return f"{feature.name}_median"


def z_of(feature: Feature) -> str:
    """The column of the robust z of a feature."""
    return f"{feature.name}_z"


def contribution_of(feature: Feature) -> str:
    """The column of what a feature contributes."""
    return f"{feature.name}_contribution"


def columns_of(features: Sequence[Feature]) -> list[str]:
    """All columns of stand_out."""
    of_each = (medians_of, z_of, contribution_of)
    return [PEERS_N, FOREST_N, UNLIKE, *(name(each) for each in features for name in of_each)]


def stand_out(
    frame: pd.DataFrame, features: Sequence[Feature], groups: Sequence[Sequence[str]]
) -> pd.DataFrame:
    """What the peers say of each row: a frame of the same index.

    frame has `agency`, `kind`, the columns of groups and those of the features; its order decides
    nothing as long as it is sorted by a key. groups say within which columns rows are peers, the
    narrowest first: the first counts in which other bodies have PEERS.minimum rows. Columns:
    peers_n, of other bodies, in the group that counts or else in the widest; forest_n, how many
    rows the forest was grown from, 0 where it was not; unlike, 0 to 1, null below PEERS.minimum
    peers; and of each feature median, z and contribution, null where it or its peers lack.
    """
    names = [feature.name for feature in features]
    values = frame[names].astype("float64").round(9)
    peers_n = pd.Series(0, index=frame.index)
    medians = pd.DataFrame(np.nan, index=frame.index, columns=names)
    spreads = medians.copy()
    known = pd.Series(False, index=frame.index)
    for group in groups:
        found, middle, spread = _peers(frame, values, features, list(group))
        peers_n = peers_n.where(known, found)
        now = ~known & (found >= PEERS.minimum)
        medians[now], spreads[now] = middle[now], spread[now]
        known |= now
    least = np.array([feature.least_spread for feature in features])
    z: pd.DataFrame = ((values - medians) / np.maximum(_NORMAL * spreads, least)).clip(
        -OUTLIERS.clip, OUTLIERS.clip
    )
    unlike = pd.Series(np.nan, index=frame.index)
    forest_n = pd.Series(0, index=frame.index)
    contributions = z.where(z.isna(), 0.0)
    for _, own in frame[known].groupby("kind", sort=True):
        scaled = z.loc[own.index].fillna(0.0).to_numpy()
        forest = _Forest(scaled) if len(own) > OUTLIERS.forest_minimum else None
        whole = _unlike(scaled, forest)
        unlike[own.index] = whole
        forest_n[own.index] = len(own) if forest else 0
        contributions.loc[own.index] = _contributions(scaled, whole, forest)
    return pd.concat(
        [
            pd.DataFrame({PEERS_N: peers_n, FOREST_N: forest_n, UNLIKE: unlike}),
            medians.set_axis([medians_of(each) for each in features], axis=1),
            z.set_axis([z_of(each) for each in features], axis=1),
            contributions.where(z.notna()).set_axis(
                [contribution_of(each) for each in features], axis=1
            ),
        ],
        axis=1,
    )


def standings_of(
    frame: pd.DataFrame, features: Sequence[Feature], money: str
) -> Iterator[Standing]:
    """The standing of each row of a frame with the columns of stand_out; money names its money."""
    contributions = frame[[contribution_of(each) for each in features]].to_numpy()
    values = frame[[each.name for each in features]].to_numpy(dtype="float64")
    medians = frame[[medians_of(each) for each in features]].to_numpy()
    z = frame[[z_of(each) for each in features]].to_numpy()
    unlike = frame[UNLIKE].fillna(0.0)
    rows = zip(frame[PEERS_N], frame[FOREST_N], unlike, frame[money], strict=True)
    for row, (peers_n, forest_n, own, at_stake) in enumerate(rows):
        telling = [
            column
            for column in np.argsort(-contributions[row], kind="stable")
            if contributions[row, column] > 0
        ]
        yield Standing(
            peers_n=int(peers_n),
            forest_n=int(forest_n),
            oddity=float(own),
            deviations=tuple(
                Deviation(
                    feature=features[column],
                    value=float(values[row, column]),
                    median=float(medians[row, column]),
                    z=float(z[row, column]),
                    contribution=float(contributions[row, column]),
                )
                for column in telling
            ),
            at_stake=float(at_stake),
        )


def _peers(
    frame: pd.DataFrame, values: pd.DataFrame, features: Sequence[Feature], group: list[str]
) -> tuple[pd.Series, pd.DataFrame, pd.DataFrame]:
    """Of each row: the rows of other bodies in its group; median and MAD of each feature there."""
    keys = [frame[column] for column in group]
    size = frame.groupby(group)["agency"].transform("size")
    own = frame.groupby([*group, "agency"])["agency"].transform("size")
    middle = values.groupby(keys).transform("median")
    for feature in features:
        if feature.centre is not None:
            middle[feature.name] = feature.centre
    spread = (values - middle).abs().groupby(keys).transform("median")
    return size - own, middle, spread


class _Forest:
    """An isolation forest that gives 0 to the ordinary and 1 to what stands alone."""

    def __init__(self, scaled: Array) -> None:
        # Takes longer to import than all else together, and small stores do without.
        from sklearn.ensemble import IsolationForest

        self._forest = IsolationForest(n_estimators=OUTLIERS.trees, random_state=OUTLIERS.seed)
        self._forest.fit(scaled)

    def alone(self, scaled: Array) -> Array:
        anomaly: Array = -self._forest.score_samples(scaled)
        return np.asarray(np.clip((anomaly - _ORDINARY) / (1 - _ORDINARY), 0.0, 1.0))


def _unlike(scaled: Array, forest: _Forest | None) -> Array:
    far = np.clip((np.abs(scaled) - OUTLIERS.far) / (OUTLIERS.clip - OUTLIERS.far), 0.0, 1.0)
    # A figure that is as far as can be halves what speaks for the row: none settles it alone.
    ordinary = np.prod(1 - far / 2, axis=1)
    if forest is not None and len(scaled):
        ordinary = ordinary * (1 - forest.alone(scaled))
    return np.asarray(1 - ordinary)


def _contributions(scaled: Array, whole: Array, forest: _Forest | None) -> Array:
    """How much less odd each row is with one of its figures at the peers' median."""
    found = np.zeros_like(scaled)
    for column in range(scaled.shape[1]):
        moved = np.flatnonzero((whole > 0) & (scaled[:, column] != 0))
        ordinary = scaled[moved].copy()
        ordinary[:, column] = 0.0
        found[moved, column] = np.maximum(whole[moved] - _unlike(ordinary, forest), 0.0)
    return found
