"""Why a project stands where it does: sentences built from its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from analytics.comparing.execution import CRITICAL, OVER
from analytics.numbers import YI, count, figure, percent
from analytics.settings import OUTLIERS, PEERS, QUESTIONABLE

Sentence = tuple[str, str]
"""The same in English and in Chinese."""

_SPACED_UNIT: Final = re.compile(r" (?=[%万亿])")
_WORTH_SAYING: Final = 0.0005
"""A share below this would be printed as 0.0 %."""


def reasons(project: Any) -> tuple[list[str], list[str]]:
    """The sentences on a project, a row of projects.scored, in English and in Chinese."""
    said = [
        *_to_check(project),
        *_rate(project),
        *_share_of_body(project),
        *_revision(project),
        *_claim(project),
        *_marks(project),
        *_peers(project),
    ]
    return [english for english, _ in said], [_SPACED_UNIT.sub("", zh) for _, zh in said]


def _to_check(project: Any) -> Iterator[Sentence]:
    if project.to_check:
        printed, rate = percent(project.printed_rate), percent(project.rate)
        yield (
            f"Check the reading first: the form prints a rate of {printed}, its amounts give"
            f" {rate}.",
            f"须先核对：自评表所列执行率为{printed}，按金额计算为{rate}。",
        )


def _rate(project: Any) -> Iterator[Sentence]:
    if pd.isna(project.budget) or pd.isna(project.executed):
        return
    budget, executed = _money(project.budget), _money(project.executed)
    unspent = _money(abs(project.unspent))
    if pd.isna(project.rate):
        if project.executed > 0:
            yield f"{executed} was spent although the budget is 0.", f"预算为0，支出{executed}。"
        return
    rate = percent(project.rate)
    if project.problem == CRITICAL:
        yield f"Nothing of {budget} was spent.", f"预算{budget}，未支出，执行率{rate}。"
    elif project.problem == OVER:
        yield (
            f"{rate} of {budget} was spent, {unspent} more than the budget.",
            f"预算{budget}，支出{executed}，执行率{rate}，超出{unspent}。",
        )
    elif project.unspent > 0:
        yield (
            f"{rate} of {budget} was spent; {unspent} was not.",
            f"预算{budget}，支出{executed}，执行率{rate}，未支出{unspent}。",
        )
    else:
        yield f"{rate} of {budget} was spent.", f"预算{budget}，支出{executed}，执行率{rate}。"


def _share_of_body(project: Any) -> Iterator[Sentence]:
    if project.share_of_body >= _WORTH_SAYING:
        share = percent(project.share_of_body)
        yield (
            f"The money at stake is {share} of the budget of all projects of {project.label_en}.",
            f"所涉金额占{project.label_zh}全部项目预算的{share}。",
        )


def _revision(project: Any) -> Iterator[Sentence]:
    if project.initial_budget == 0 and project.adjusted_budget > 0:
        adjusted = _money(project.adjusted_budget)
        yield (
            f"The initial budget held nothing for it; {adjusted} came during the year.",
            f"年初未安排预算，年中安排{adjusted}。",
        )
    elif abs(project.revision) > QUESTIONABLE.revision:
        initial, adjusted = _money(project.initial_budget), _money(project.adjusted_budget)
        revision = f"{'+' if project.revision > 0 else ''}{percent(project.revision)}"
        outturn = percent(project.outturn)
        yield (
            f"The initial budget of {initial} was revised to {adjusted} ({revision}); what was"
            f" spent is {outturn} of the initial budget.",
            f"年初预算{initial}，调整为{adjusted}（{revision}），支出为年初预算的{outturn}。",
        )


def _claim(project: Any) -> Iterator[Sentence]:
    if not project.rate < QUESTIONABLE.claim_rate or pd.isna(project.output_share):
        return
    against_money = project.output_share >= QUESTIONABLE.claim_share
    yet, yet_zh = ("Yet the", "但") if against_money else ("The", "")
    outputs = count(int(project.outputs_n), "output indicator")
    outputs_zh = f"{project.outputs_n:.0f}项产出指标"
    share = percent(project.output_share)
    if project.claimed_by == "completion":
        yield (
            f"{yet} form calls its {outputs} {share} complete.",
            f"{yet_zh}自评表称{outputs_zh}完成{share}。",
        )
    elif round(project.output_share, 9) == 1:
        yield f"{yet} form gives its {outputs} full marks.", f"{yet_zh}{outputs_zh}自评满分。"
    else:
        yield (
            f"{yet} form gives its {outputs} {share} of their marks.",
            f"{yet_zh}{outputs_zh}自评得分为满分的{share}。",
        )


def _marks(project: Any) -> Iterator[Sentence]:
    if abs(project.score_gap) > OUTLIERS.marks:
        gap = f"{project.score_gap:+.2f}"
        yield (
            f"The marks that it prints are {gap} off those that the form's rules give.",
            f"所列得分与自评表规则应得分相差{gap}分。",
        )


def _peers(project: Any) -> Iterator[Sentence]:
    if pd.isna(project.rate):
        return
    if project.theme_n < PEERS.minimum:
        yield (
            f"Not enough data on other bodies’ projects of the theme (n = {project.theme_n}).",
            f"其他单位同类项目数据不足（{project.theme_n}个）。",
        )
    else:
        median = percent(project.theme_median)
        yield (
            f"Other bodies spent {median} on projects of the theme at the median"
            f" (n = {project.theme_n}).",
            f"其他单位同类项目执行率中位数为{median}（{project.theme_n}个）。",
        )


def _money(amount: float) -> str:
    """As exact as the document prints it, for a reader who goes to look."""
    if abs(amount) > YI:
        return f"{figure(amount / YI)} 亿元"
    return f"{figure(amount)} 万元"
