"""Which measure of the model a column holds, told by the labels above it.

One table a statement: the first pattern that matches the label right above the column, or the
labels above that one, decides. A wording met for the first time is a new row here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analytics.model import (
    BUDGET,
    EXPENDITURE,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    OVERSEAS,
    RECEPTION,
    REVENUE,
    STATE_CAPITAL,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
)
from analytics.recognising.periods import is_change
from analytics.recognising.readings import UNMEASURED, UNMEASURED_BALANCE
from analytics.recognising.wording import without_numbering

_Patterns = tuple[tuple[str, re.Pattern[str]], ...]


def _patterns(*rows: tuple[str, str]) -> _Patterns:
    return tuple((measure, re.compile(pattern)) for measure, pattern in rows)


_BASIC_PROJECT: Final = (
    ("basic", r"^基本支出"),
    ("project", r"^项目支出|^专项业务经费|^部门预算项目|^专项支出"),
)
_TOTAL: Final = (
    r"^(?:本年)?(?:支出|预算)?(?:小计|合计|总计)|^本年支出$|^支出(?:预算|决算)?(?:数|金额)?$"
    r"|^(?:金额|预算数|决算数|本年预算数?|本年决算数?|预算金额|决算金额)"
)

_BY_STATEMENT: Final[dict[str, _Patterns]] = {
    REVENUE: _patterns(
        ("total", r"^收入合计|^合计|^总计|^收入总计|^金额|^(?:预算|决算)(?:收入)?数"),
        ("subtotal", r"^小计|^本年收入(?:合计|小计|总计)?$"),
        ("fiscal_appropriation", r"^(?:本级|本年|当年)?财政(?:预算)?(?:拨款|拨入|补助)"),
        ("superior_subsidy", r"^上级(?:财政)?补助"),
        ("special_account", r"^(?:纳入)?(?:财政)?专户|^教育收费"),
        ("operating", r"经营收入"),
        ("undertaking", r"^事业(?:单位)?(?:业务)?收入"),
        ("subordinate_remittance", r"附属单位(?:上)?[缴交]|^下级单位上缴"),
        ("carry_over", r"^(?:上年|年初|以前年度)(?:财政拨款)?(?:结转|结余|余额)"),
        (UNMEASURED_BALANCE, r"非财政拨款结余|^用事业基金|^动用|实户资金"),
        (UNMEASURED, r"^单位(?:自有)?资金|^债务|^捐赠|^(?:下级|非)?同级财政|^本级横向"),
        ("other", r"^其他(?:收入|资金)?"),
    ),
    EXPENDITURE: _patterns(
        ("total", _TOTAL),
        *_BASIC_PROJECT,
        ("superior_remittance", r"^上[缴解]上级"),
        ("operating", r"经营支出"),
        ("subordinate_subsidy", r"^对?附属单位(?:的)?补助|^对下级单位(?:的)?补助"),
        (UNMEASURED, r"机动经费|^预备费|^结转下年|^年[末终]结转|^债务|^其他支出"),
    ),
    GENERAL_BUDGET_EXPENDITURE: _patterns(("total", _TOTAL), *_BASIC_PROJECT),
    GOVERNMENT_FUND: _patterns(
        ("opening_balance", r"^(?:年初|上年)结转"),
        ("revenue", r"^本年收入"),
        ("total", _TOTAL),
        *_BASIC_PROJECT,
        ("closing_balance", r"^年[末终]结转|^结转下年"),
    ),
    STATE_CAPITAL: _patterns(("total", _TOTAL), *_BASIC_PROJECT),
}

_BASIC_PARTS: Final = _patterns(
    (
        "basic",
        r"^人员(?:类|经费|支出)|^(?:日常|一般)?公用(?:类|经费|支出)|^工资福利支出|^商品和服务支出"
        r"|^对个人和家庭",
    ),
)
_PARTS: Final[dict[str, _Patterns]] = {
    REVENUE: _patterns(
        (
            "fiscal_appropriation",
            r"^(?:一般)?公共(?:预算|财政)|^政府性?基金|^国有资本经营|^经费拨款|^纳入.*预算管理|^专项收入",
        ),
    ),
    EXPENDITURE: _BASIC_PARTS,
    GENERAL_BUDGET_EXPENDITURE: _BASIC_PARTS,
    GOVERNMENT_FUND: _BASIC_PARTS,
    STATE_CAPITAL: _BASIC_PARTS,
}
"""Labels of columns that hold a part of a measure, where no column holds the whole of it."""

_SPANS: Final = re.compile(
    r"^(?:本年收入|本年支出|收入预算|支出预算|收入|支出|项目|预算数|决算数|金额|其中:?|部门预算"
    r"|本年(?:预算|决算)数?)$"
)
"""Labels that say nothing of the columns they span but that these are amounts."""
_FUND: Final = re.compile(
    r"财政拨款|公共(?:财政)?预算|政府性?基金|国有资本经营|专户|(?<!下年)资金$|(?:拨款|收入|余额)$|^上年结[转余]"
)
"""Labels of columns that hold what one fund pays for."""
_OF_WHICH: Final = re.compile(r"^其中:?[^:]")
_SUBTOTAL: Final = re.compile(r"^(?:小计|合计|总计|金额)|总数$|(?:小计|合计)$")
_DATED: Final = re.compile(r"^20\d{2}年(?:度)?(?=.)")

_FISCAL_SUMMARY: Final = _patterns(
    ("total", r"^(?:合计|小计|总计|金额|决算数|预算数|本年预算|本年决算)"),
    ("general_public_budget", r"^(?:一般)?公共(?:预算|财政)"),
    ("government_fund", r"^政府性?基金"),
    ("state_capital", r"^国有资本经营"),
)

_AMOUNT: Final = re.compile(
    r"^(?:20\d{2}年(?:度)?)?(?:金额|决算数|预算数|合计|总计|小计|本年预算数?|本年决算数?|决算金额|预算金额"
    r"|(?:预算|决算)$|当年预算数?|本年金额|全年预算数)"
)

_YEAR: Final = re.compile(r"^(20\d{2})年")
_PRIOR_YEAR: Final = re.compile(r"上年|去年")
_BUDGET: Final = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?:数|$)|预算安排")
_FINAL: Final = re.compile(r"决算|支出数|执行数")

_COUNT: Final = re.compile(
    r"（(?:个|辆|台|人|次|批|批次|人次|人数)）|数量|批次|人次|人数|保有|团组|辆数|个数|数（"
)
"""What is counted and not paid: vehicles, delegations, guests."""

_THREE_PUBLIC_ITEMS: Final = _patterns(
    (VEHICLE_PURCHASE, r"公务用?车.*购置(?:费|支出|费用)?$|^购置(?:费|支出)?$"),
    (VEHICLE_OPERATION, r"^(?:公务用?车)?(?:使用)?运行?(?:维护?|费)"),
    (
        VEHICLES,
        r"(?:公务用?车|公车)购置费?(?:及|和|与|、)(?:使用)?运|^(?:公务用?车|公车)(?:经?费用?|支出)?$",
    ),
    (OVERSEAS, r"^因公(?:临时)?出[国访]"),
    (RECEPTION, r"^公务接待"),
    (TOTAL, r"三公”?经费|^合计|^总计|^支出合计|^小计"),
)


def _first(patterns: _Patterns, label: str) -> str | None:
    return next((measure for measure, pattern in patterns if pattern.search(label)), None)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the labels above a column say: its measure, and whether it holds the whole of it.

    foreign: how many labels above the one that tells the measure say something else.
    """

    column: int
    measure: str
    whole: bool
    foreign: int


def measure_columns(statement: str, paths: Sequence[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """The columns of a table by code that hold each measure, from the labels above them.

    One column where it holds the measure. Several where each holds a part of it and none the
    whole: 一般公共预算 and 政府性基金 without 财政拨款 in the revenue table, 人员经费 and 公用经费
    without 基本支出 beside 项目支出.
    """
    claims = [claim for at, path in enumerate(paths) if (claim := _claim(statement, at, path))]
    if statement == EXPENDITURE:
        claims = _of_all_funds(claims, paths)
    if not any(claim.measure == "project" for claim in claims):
        claims = [each for each in claims if each.whole or each.measure != "basic"]
    columns: dict[str, tuple[int, ...]] = {}
    for measure in dict.fromkeys(claim.measure for claim in claims):
        same = [claim for claim in claims if claim.measure == measure]
        if measure in (UNMEASURED, UNMEASURED_BALANCE):
            columns[measure] = tuple(claim.column for claim in _topmost(same, paths))
            continue
        same = [each for each in same if each.whole] or _topmost(same, paths)
        nearest = min(claim.foreign for claim in same)
        at = tuple(claim.column for claim in same if claim.foreign == nearest)
        columns[measure] = at[:1] if same[0].whole and not nearest else at
    if "total" not in columns and "subtotal" in columns:
        columns = {"total": columns.pop("subtotal")} | columns
    return columns


def _claim(statement: str, column: int, path: tuple[str, ...]) -> _Claim | None:
    """What the labels above a column say of it; None for nothing.

    A label that spans several columns gives its measure to their subtotal; the columns beside that
    one hold parts of the measure. 本年收入, 本年支出 and a total span measures of their own.
    """
    if any(_OF_WHICH.match(label) for label in path):
        return None
    labels = [_DATED.sub("", label) for label in path]
    foreign = 0
    for at, label in enumerate(labels):
        last = at == len(labels) - 1
        if not last and _SPANS.match(label):
            continue
        part = _first(_PARTS.get(statement, ()), label)
        measure = part or _first(_BY_STATEMENT[statement], label)
        if measure == "total" and not last:
            continue
        if measure in (UNMEASURED, UNMEASURED_BALANCE) and not last:
            if _SUBTOTAL.search(labels[-1]):
                return None
            measure = None
        if measure is not None:
            subtotal = at == len(labels) - 2 and bool(_SUBTOTAL.search(labels[-1]))
            return _Claim(column, measure, not part and (last or subtotal), foreign)
        foreign += 1
    return None


def _of_all_funds(claims: list[_Claim], paths: Sequence[tuple[str, ...]]) -> list[_Claim]:
    """What an expenditure table prints of all funds together, where it has columns by fund too.

    With basic and project expenditure of all funds, the columns by fund are left out. Without, each
    fund is a part of the total, and its own basic and project expenditure are no measures.
    """
    by_fund = {at for at, path in enumerate(paths) if any(map(_FUND.search, path))}
    claims = [claim for claim in claims if claim.column not in by_fund]
    if any(claim.measure in ("basic", "project") for claim in claims):
        return claims
    named = [at for at in sorted(by_fund) if not any(map(_OF_WHICH.match, paths[at]))]
    return claims + [_Claim(at, UNMEASURED, False, 0) for at in named]


def _topmost(parts: list[_Claim], paths: Sequence[tuple[str, ...]]) -> list[_Claim]:
    """Parts of a measure without those that a subtotal beside them holds as well."""
    summed = {paths[each.column][:-1] for each in parts if _SUBTOTAL.search(paths[each.column][-1])}
    return [
        each
        for each in parts
        if paths[each.column][:-1] not in summed or _SUBTOTAL.search(paths[each.column][-1])
    ]


def fiscal_summary_measure(label: str) -> str | None:
    """The measure of a column on the expenditure side of the fiscal appropriation summary."""
    return _first(_FISCAL_SUMMARY, _DATED.sub("", label))


def is_amount_column(label: str) -> bool:
    """Whether a label stands above the one amount of a row."""
    return bool(_AMOUNT.match(label))


def three_public_measure(path: tuple[str, ...], kind: str, year: int) -> str | None:
    """budget, final or prior_year, from the labels above a column; None for none.

    kind and year are those of the document: a column of that year holds what the document is of.
    """
    whole = "".join(path)
    if is_change(whole):
        return None
    own = "budget" if kind == BUDGET else "final"
    for label in path:
        dated = _YEAR.match(label)
        if _PRIOR_YEAR.search(label) or (dated and int(dated[1]) == year - 1):
            return "prior_year"
        if _FINAL.search(label):
            return "final"
        if _BUDGET.search(label):
            return "budget"
        if dated and int(dated[1]) == year:
            return own
    return None


def three_public_item(label: str) -> str | None:
    """Which of the six items of the “三公” table a label names, by its exact name in the model.

    None for a label of what is counted: vehicles, delegations, guests.
    """
    if _COUNT.search(label):
        return None
    return _first(_THREE_PUBLIC_ITEMS, without_numbering(label))
