"""What may not be compared among a set of disclosures, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from analytics.model import BUDGET, DEPARTMENT, FINAL_ACCOUNTS, UNIT


class Caution(NamedTuple):
    """One difference that a reader must know of. aspect: kind, fiscal_year, scope or level."""

    aspect: str
    en: str
    zh: str


_VALUES: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "kind": {FINAL_ACCOUNTS: ("final accounts", "决算"), BUDGET: ("budgets", "预算")},
    "scope": {
        DEPARTMENT: ("departments with their subordinate units", "部门（含所属单位）"),
        UNIT: ("single units", "单位"),
    },
    "level": {
        "province": ("provincial bodies", "省级"),
        "city": ("city bodies", "市级"),
        "district": ("district bodies", "区县级"),
    },
}
_CONSEQUENCES: Final = {
    "kind": (
        "A budget states what was planned, final accounts what was spent; they are marked apart"
        " and not ranked together.",
        "预算是计划数，决算是实际支出数，二者分别标示，不作同一排名。",
    ),
    "fiscal_year": (
        "Figures of different years differ by prices and policy as well.",
        "不同年度的数字还受物价和政策变化影响。",
    ),
    "scope": (
        "A department includes its subordinate units, a unit stands alone.",
        "部门数含所属单位，单位数只含本单位。",
    ),
    "level": (
        "Bodies of different levels of government have different duties.",
        "不同层级的机构职责不同。",
    ),
}

_MOST_NAMED: Final = 5
"""More labels than this on one side are counted, not listed."""


def cautions(disclosures: pd.DataFrame) -> list[Caution]:
    """The differences among disclosures (see scope.disclosures), most serious first.

    Each names the disclosures on either side by their labels. Empty where all are of one kind,
    year, scope and level: they may be compared.
    """
    sides_of = {aspect: disclosures.groupby(aspect).indices for aspect in _CONSEQUENCES}
    return [
        _caution(aspect, sides, disclosures) for aspect, sides in sides_of.items() if len(sides) > 1
    ]


def _caution(aspect: str, sides: Mapping[Any, Any], disclosures: pd.DataFrame) -> Caution:
    """sides are the places of the disclosures on each side."""
    sides_en, sides_zh = [], []
    for value, places in sorted(sides.items()):
        en, zh = _VALUES.get(aspect, {}).get(str(value), (str(value), f"{value}年"))
        named = disclosures[["label_en", "label_zh"]].iloc[places[:_MOST_NAMED]]
        more = max(0, len(places) - _MOST_NAMED)
        others_en, others_zh = (f" and {more} more", f"等{len(places)}份") if more else ("", "")
        sides_en.append(f"{en}: {', '.join(named['label_en'])}{others_en}")
        sides_zh.append(f"{zh}：{'、'.join(named['label_zh'])}{others_zh}")
    en, zh = _CONSEQUENCES[aspect]
    return Caution(aspect, f"{_sentence(sides_en)}. {en}", f"{'；'.join(sides_zh)}。{zh}")


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]
