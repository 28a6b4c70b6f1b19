"""The words of charts and tables: English with the official Chinese term beside it."""

from __future__ import annotations

from typing import Final

from analytics.comparing.execution import CRITICAL, LOW, NO_RATE, ON_TRACK, OVER, SEVERE
from analytics.comparing.staffing import OF_BASIC, OF_OWN_RUNNING, OF_TOTAL
from analytics.model import BUDGET, FINAL_ACCOUNTS
from analytics.settings import EXECUTION_BANDS

KINDS: Final = {FINAL_ACCOUNTS: "Final accounts 决算", BUDGET: "Budget 预算"}

DENOMINATORS: Final = {
    OF_BASIC: "basic expenditure 基本支出",
    OF_TOTAL: "total expenditure 本年支出",
    OF_OWN_RUNNING: "own running cost",
}
"""What the staffing shares are of, in the order in which they are shown."""

HATCHED: Final = "Hatched: a budget, money planned and not spent. "

THEMES: Final = {
    "medical_relief": "Medical relief 医疗救助",
    "resident_insurance_subsidy": "Resident insurance 居民医保补助",
    "special_groups": "Special groups 特殊人群",
    "public_health": "Public health 公共卫生",
    "capacity_building": "Capacity building 能力建设",
    "information_system": "Information systems 信息化",
    "fund_supervision": "Fund supervision 基金监管",
    "staffing": "Staffing 人员",
    "operations": "Operations 运转",
    "other": "Other 其他",
}

_SEVERE, _LOW, _OVER = (
    f"{bound * 100:g} %"
    for bound in (EXECUTION_BANDS.severe, EXECUTION_BANDS.low, EXECUTION_BANDS.over)
)
BANDS: Final = {
    CRITICAL: "0 %, nothing spent",
    SEVERE: f"below {_SEVERE}",
    LOW: f"{_SEVERE} to {_LOW}",
    ON_TRACK: f"{_LOW} to {_OVER}",
    OVER: f"above {_OVER}",
    NO_RATE: "no rate",
}

ECONOMIC: Final = {
    "301": "Wages and benefits",
    "30101": "Basic pay",
    "30102": "Allowances",
    "30103": "Bonuses",
    "30106": "Meal allowance",
    "30107": "Performance pay",
    "30108": "Pension contributions",
    "30109": "Occupational annuity",
    "30110": "Medical insurance",
    "30111": "Civil servants’ medical",
    "30112": "Other social insurance",
    "30113": "Housing fund",
    "30114": "Medical costs",
    "30199": "Other wages and benefits",
    "303": "Support to individuals",
    "30301": "Veteran cadres’ retirement",
    "30302": "Retirement",
    "30303": "Resignation pay",
    "30304": "Death and disability",
    "30305": "Living allowances",
    "30306": "Relief",
    "30307": "Medical support",
    "30308": "Study grants",
    "30309": "Awards",
    "30310": "Farming subsidies",
    "30311": "Insurance paid for others",
    "30399": "Other support",
}
"""English of the economic classification's personnel items, by code."""


def economic(code: str, name: str) -> str:
    """English and official name of an economic item; the official name alone for others."""
    return f"{ECONOMIC[code]} {name}" if code in ECONOMIC else name
