"""Why a disclosure stands where it does: sentences built from its figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analytics.findings.words import Words, money
from analytics.numbers import percent
from analytics.settings import EXECUTION_BANDS, SCORING, TRENDS


def reasons(disclosure: Any) -> tuple[list[str], list[str]]:
    """The sentences on a disclosure, a row of disclosures.ranked, in English and in Chinese."""
    said = [*_execution(disclosure), *_changes(disclosure), *_grades(disclosure)]
    return [english for english, _ in said], [chinese for _, chinese in said]


def _execution(disclosure: Any) -> Iterator[Words]:
    rate = disclosure.rate
    if rate < EXECUTION_BANDS.low or rate > EXECUTION_BANDS.over:
        yield (
            f"Its projects together spent {percent(rate)} of their budgets.",
            f"项目总体执行率 {percent(rate)}。",
        )
    if disclosure.carry_over_share > TRENDS.carry_over:
        share = percent(disclosure.carry_over_share)
        yield f"{share} of the year's expenditure was carried over.", f"结转占本年支出 {share}。"


def _changes(disclosure: Any) -> Iterator[Words]:
    if disclosure.three_public_rise > TRENDS.slight_rise_money:
        rise = money(disclosure.three_public_rise)
        yield f"The three public expenses rose by {rise}.", f"“三公”经费比上年增加 {rise}。"
    if abs(disclosure.total_change) > TRENDS.swing:
        change = percent(disclosure.total_change)
        yield f"Total expenditure changed by {change}.", f"支出总计比上年变动 {change}。"


def _grades(disclosure: Any) -> Iterator[Words]:
    if disclosure.top_share >= SCORING.top_share and disclosure.scored_n >= SCORING.top_count:
        share, n = percent(disclosure.top_share), disclosure.scored_n
        yield (
            f"{share} of its {n} projects with marks are in the best grade.",
            f"{n} 个有自评总分的项目中 {share} 为优。",
        )
