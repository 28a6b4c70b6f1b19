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

