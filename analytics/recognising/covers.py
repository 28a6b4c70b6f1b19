"""What covers, titles and the heads of tables say of a document: body, year, kind and scope.

A title is a line, or several lines of a cover read on: 2023年度 / 宁波市信访局 / 部门决算. What it
does not say, the tables' own lines do: 部门：宁波市信访局.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from analytics.model import BUDGET, DEPARTMENT, FINAL_ACCOUNTS, UNIT
from analytics.recognising.wording import without_numbering

HEAD_LINES: Final = 60
"""Lines at the top of a document in which its title stands."""
_COVER_LINES: Final = 12
"""Lines at the very top over which a title may be spread."""

_TIME: Final = r"20\d{2}年?度?"
_OPENING: Final = rf"(?:附件?\d*[:、.]?|第[一二三四五六]部分:?|关于|公开|《|{_TIME})*+"
_NAME: Final = r"(?P<name>[一-龥（）]{3,40}?)"
_TITLE: Final = re.compile(
    rf"^{_OPENING}{_NAME}(?:关于)?"
    rf"(?:{_TIME}[^,。;:]{{0,30}}?|(?:[省市区县旗州盟]级)?(?=部门|单位))"
    r"(?:(?P<scope>部门|单位)?(?:综合)?"
    r"(?P<kind>决算|(?<!公共|基金|经营)预算(?!编码|数|安排|资金|执行))|自评|绩效评价)"
)
_PART: Final = re.compile(
    rf"^{_OPENING}{_NAME}(?:部门|单位)?(?:概况|（部门）主要职能|主要职[能责]|机构设置)$"
)
"""How the part about the body itself is headed: 第一部分 宁波市信访局概况."""
_YEAR: Final = re.compile(r"(20\d{2})年?度?")
_EVALUATED: Final = re.compile(r"自评|绩效评价")
"""A budget's evaluation belongs to its final accounts."""

_BEHIND: Final = (
    r"(?:（[盖公签]章）)?(?=(?:金额)?单位:|公开|(?:编制|填报|报送)?日期|负责人|[\d,;]|$)"
)
_CODE: Final = r"[（\[]?\d{3,}[）\]]?[-—_]?"
_LABEL: Final = rf"(?:部门|单位)(?:名称|全称|（[^）]{{1,6}}）)*:(?:{_CODE})?{_NAME}{_BEHIND}"
_TABLE_LABELS: Final = (
    re.compile(rf"(?<![主承协]办)(?<!主管|实施|项目|填报|用款|采购|上级){_LABEL}"),
    re.compile(rf"^\d{{6,}}{_NAME}$"),
)
"""Where a table states its body: behind a label, or behind the body's own code. Web pages state
in the same way who runs the site (主办单位)."""
_FORM_LABELS: Final = (re.compile(rf"(?<=主管|实施|项目|填报){_LABEL}"),)
"""A form's bodies, which are those of one project."""

_ORGAN: Final = re.compile(
    r"(?:局|厅|委|委员会|部|办|办公室|办公厅|中心|院|站|所|处|队|校|大学|[中小]学|幼儿园|医院|会|馆"
    r"|社|团|街道|镇|乡|苏木|政府|公司|署|室|法院|检察院|机关|海关|[妇残文侨工科作台]联|[科作记]协"
    r"|人大|政协|监狱|基地|园|[林农牧渔]场|公署|电视台|气象台|银行|兵团|师|库|本级)(?:（[^）]+）)?$"
)
_NO_BODY: Final = re.compile(
    r"^(?:本|我|各|该|所属|下属|根据|按照|[预决]算)|目录|概况|部门|公开|年度"
)


_OF_ITS_PLACE: Final = re.compile(r"[省区县]|市(?![中南北]区)")
"""How the title of a web page begins that leaves the place to its reader: 区人大, 市教育局."""


class Title(NamedTuple):
    """What a title says; None for what it leaves open."""

    agency: str
    year: int | None
    kind: str | None
    scope: str | None


def find_title(texts: list[str]) -> Title | None:
    """The first title that names a body in full, else the first; alone, then read on.

    The part about the body itself is a title of last resort.
    """
    head = [without_numbering(text) for text in texts[:HEAD_LINES]]
    cover = head[:_COVER_LINES]
    spread = (
        "".join(cover[start:end])
        for start in range(len(cover))
        for end in range(start + 2, len(cover) + 1)
    )
    titles = [title for text in [*head, *spread] if (title := _title(text))]
    titles += [part for text in head if (part := _part(text))]
    whole = (title for title in titles if not _OF_ITS_PLACE.match(title.agency))
    return next(whole, None) or next(iter(titles), None)


def _title(text: str) -> Title | None:
    match = _TITLE.search(text)
    if match is None or not _is_body(match["name"]):
        return None
    years = _YEAR.findall(match[0])
    executed = match["kind"] != "预算" or _EVALUATED.search(text)
    return Title(
        match["name"],
        int(years[-1]) if years else None,
        FINAL_ACCOUNTS if executed else BUDGET,
        {"单位": UNIT, "部门": DEPARTMENT, None: None}[match["scope"]],
    )


def _part(text: str) -> Title | None:
    match = _PART.search(text)
    if match is None or not _is_body(match["name"]):
        return None
    return Title(match["name"], None, None, None)


def named_in_tables(texts: list[str]) -> str | None:
    """The body that most tables state; None where none does."""
    return _most_common(_TABLE_LABELS, texts)


def named_in_forms(texts: list[str]) -> str | None:
    """The body that most performance forms state; None where none does."""
    return _most_common(_FORM_LABELS, texts)


def _most_common(patterns: tuple[re.Pattern[str], ...], texts: list[str]) -> str | None:
    counted = Counter(_bodies(patterns, texts)).most_common(1)
    return counted[0][0] if counted else None


def _bodies(patterns: tuple[re.Pattern[str], ...], texts: list[str]) -> Iterator[str]:
    for pattern in patterns:
        for text in texts:
            match = pattern.search(text)
            if match and _is_body(match["name"]):
                yield match["name"]


def _is_body(name: str) -> bool:
    return bool(_ORGAN.search(name)) and not _NO_BODY.search(name)
