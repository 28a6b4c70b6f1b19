"""What peers' figures say of a project or a disclosure, in plain words."""

from __future__ import annotations

from typing import Final

from analytics.findings.features import (
    MARKS,
    MONEY_LOG10,
    POINTS,
    RATIO,
    Deviation,
    Feature,
    Standing,
)
from analytics.findings.words import Words, money
from analytics.numbers import percent
from analytics.settings import OUTLIERS, PEERS

PROJECT: Final[Words] = ("projects", "项目")
DISCLOSURE: Final[Words] = ("disclosures", "单位")


def telling(standing: Standing) -> list[Deviation]:
    """The figures far from the peers' that say most of how unlike a standing is, those first."""
    return [
        each
        for each in standing.deviations
        # Among bodies that do all alike, a forest makes much of little.
        if each.contribution >= OUTLIERS.telling and abs(each.z) >= OUTLIERS.far
    ]


def unlike_peers(standing: Standing, what: Words) -> tuple[list[str], list[str]]:
    """Sentences on how a standing is unlike its peers', in English and in Chinese.

    what names the peers. None where nothing stands out.
    """
    what_en, what_zh = what
    n = standing.peers_n
    if n < PEERS.minimum:
        return (
            [f"Not enough data on similar {what_en} of other bodies (n = {n})."],
            [f"其他单位类似{what_zh}数据不足（{n}个）。"],
        )
    told = telling(standing)
    if not told:
        return [], []
    english = "; ".join(figure_beside_peers(each)[0] for each in told)
    chinese = "；".join(figure_beside_peers(each)[1] for each in told)
    alone_en, alone_zh = ("", "") if standing.forest_n else _ONE_BY_ONE
    return (
        [f"Against {n} similar {what_en} of other bodies{alone_en}: {english}."],
        [f"与其他单位{n}个类似{what_zh}相比{alone_zh}：{chinese}。"],
    )


_ONE_BY_ONE: Final[Words] = (
    " (not enough data to judge the figures together, each by itself)",
    "（数据不足以综合判断，逐项比较）",
)


def figure_beside_peers(deviation: Deviation) -> Words:
    """A figure with the peers' median behind it: "execution rate 51.3 % (median 100.0 %)"."""
    english, chinese = deviation.feature.words
    value = figure(deviation.feature, deviation.value)
    median = figure(deviation.feature, deviation.median)
    return (
        f"{english} {value[0]} (median {median[0]})",
        f"{chinese}{value[1]}（中位数{median[1]}）",
    )


def figure(feature: Feature, value: float) -> Words:
    """A value of a feature with its unit, in English and in Chinese."""
    if feature.unit == MONEY_LOG10:
        return money(10**value), money(10**value)
    if feature.unit == MARKS:
        marks = round(value, 2) + 0.0  # no minus sign before nothing
        return f"{marks:+.2f} marks", f"{marks:+.2f} 分"
    if feature.unit == POINTS:
        return f"{100 * value:+.1f} percentage points", f"{100 * value:+.1f} 个百分点"
    share = percent(value)
    signed = f"+{share}" if feature.unit != RATIO and value > 0 else share
    return signed, signed
