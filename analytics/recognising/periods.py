"""Which columns of a table hold figures of the document's own year and kind.

Budgets print last year's figures beside this year's, accounts the budget beside the outturn, and
both what has changed. The statutory statements are of one year and one kind.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analytics.model import BUDGET, FINAL_ACCOUNTS
from analytics.recognising.headers import Header

OTHER_PERIOD: Final = "另一期间"
"""Stands for the labels of a column of another year or kind."""

_CHANGE: Final = re.compile(
    r"增减|^增长|增幅|变化|变动|[比较](?:上年|去年|20\d{2}年)|完成|比重|%|执行率|差异"
)
_YEAR: Final = re.compile(r"^(20\d{2})(?:年|$)")
_PRIOR_YEAR: Final = re.compile(r"^(?:上|去|前)年度?(?!.*(?:结转|结余|余额))")
_BUDGET: Final = re.compile(r"^(?:年初|全年|调整|本年)?(?:调整)?预算(?:数|金额)?$")
_FINAL: Final = re.compile(r"^(?:本年|全年|累计)?(?:预计)?(?:决算|执行|完成)(?:数|金额)?$")


def own_period(header: Header, kind: str, year: int) -> Header:
    """The header with OTHER_PERIOD above each column that is not of this year and kind.

    Labels that name another year alone are taken for the document's own: a form is often reused
    without a new date.
    """
    labels = [label for path in header.paths for label in path]
    has_year = str(year) in {dated[1] for label in labels if (dated := _YEAR.match(label))}
    has_outturn = any(_FINAL.match(_bare(label)) for label in labels)

    def is_other(label: str) -> bool:
        dated = _YEAR.match(label)
        return bool(
            is_change(label)
            or _PRIOR_YEAR.match(label)
            or (has_year and dated and int(dated[1]) != year)
            or (kind == BUDGET and _FINAL.match(_bare(label)))
            or (kind == FINAL_ACCOUNTS and has_outturn and _BUDGET.match(_bare(label)))
        )

    return replace(
        header,
        paths=tuple((OTHER_PERIOD,) if any(map(is_other, path)) else path for path in header.paths),
    )


def is_change(label: str) -> bool:
    """Whether a label stands for a change or a rate, and not for an amount of a year."""
    return bool(_CHANGE.search(label))


def _bare(label: str) -> str:
    """A label without its year."""
    return re.sub(r"^20\d{2}年度?", "", label)
