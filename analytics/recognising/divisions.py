"""Where a body sits: the administrative division in its printed name, and its identifier.

A name is read from its start as a chain that narrows: 辽宁省 抚顺市 医疗保障局. A link may be
left out (上海市普陀区, 义乌市), and a province or city may stand without its 省 or 市
(抚顺市 in 辽宁抚顺市). What the name alone leaves open stays open: 普陀区 is in Shanghai and in
Zhoushan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from analytics.recognising.wording import normalise
from analytics.reference import DivisionRow, divisions

_ENTITY_CODE: Final = re.compile(r"^[（\[]?\d{3,}[）\]]?[-—_:、.]*")
_SELF: Final = re.compile(r"(?:（(?:本级|本部|机关)）|本级|本部)$")
_NO_PLACE: Final = {
    "province": re.compile(r"[东西南北中]?(?:路|街|大道)|镇|乡|村"),
    "city": re.compile(
        r"[东西南北中]?(?:路|街|大道)|镇|乡|村|社区|大学|学院|[中小]学|幼儿园|医院|公园|农场|林场"
    ),
}
"""What follows a short name, by the level that the name would be of, where it names no place:
中山大学 is in 广州市, 朝阳小学 and 朝阳镇 are anywhere."""
_KIND_OF_BODY: Final = re.compile(
    r"((?:服务|管理|事务|经办)?中心|(?:常务)?委员会|人民政府|街道办事处|办公室|办公厅)"
)
_PLAIN_BODY: Final = "医疗保障局"
_LONGEST_CHAIN: Final = 24
"""Characters of the divisions before a name: 黔东南苗族侗族自治州三穗县 has 13."""


class Division(NamedTuple):
    """The place of a body. A municipality stands as its own city: 北京市, 北京市, 东城区."""

    province: str
    city: str | None
    district: str | None
    slug: str


class _Reading(NamedTuple):
    start: int
    end: int
    row: DivisionRow


def locate(agency: str) -> Division | None:
    """The division in a body's printed name; None for a national body or an ambiguous name."""
    reading = _read(_bare_name(agency))
    if reading is None:
        return None
    row = reading.row
    if row.level == "province":
        city = row.name if _is_municipality(row) else None
        return Division(row.name, city, None, row.slug)
    if row.level == "city":
        return Division(row.province, row.name, None, row.slug)
    return Division(row.province, row.city or None, row.name, row.slug)


def with_place(agency: str, texts: Sequence[str]) -> str:
    """The body's name with the divisions before it that its document tells, where it tells one.

    texts are normalised. Elsewhere in the document the body or its division may stand with the
    divisions above it (福州市鼓楼区 for 鼓楼区教育局), or only one of the cities that have a
    division of that name may be named at all. What stays open is returned as it is.
    """
    name = _bare_name(agency)
    if not name or _read(name) is not None:
        return agency
    rows = _namesakes(name)
    key = rows[0].name if rows else name
    above = {chain for text in texts for chain in _chains_before(key, text)}
    if not above:
        above = {row.city for row in rows if row.city and any(row.city in text for text in texts)}
    placed = {above_it + name for above_it in above if _read(above_it + name) is not None}
    read = {_read(candidate) for candidate in placed}
    divisions_read = {reading.row for reading in read if reading is not None}
    return max(placed, key=len) if len(divisions_read) == 1 else agency


def _namesakes(name: str) -> list[DivisionRow]:
    """The divisions of one name that a body's name begins with."""
    forms = _forms(full_only=True)
    return next((forms[name[:end]] for end in range(len(name), 1, -1) if name[:end] in forms), [])


def _chains_before(key: str, text: str) -> Iterator[str]:
    """The divisions right before each place where a text names the key."""
    for match in re.finditer(re.escape(key), text):
        before = text[max(match.start() - _LONGEST_CHAIN, 0) : match.start()]
        for start in range(len(before)):
            chain = before[start:]
            if any(
                reading.end == len(chain)
                for reading in _chains(chain, 0, None, _forms(full_only=True))
            ):
                yield chain
                break


def identifier_stem(agency: str) -> str:
    """The part of a disclosure's identifier that names the body: lowercase pinyin and hyphens.

    It is the division's slug for a 医疗保障局 (福州市医疗保障局: fuzhou), else the slug and the
    rest of the name (鄂州市医疗保障服务中心: ezhou-yiliaobaozhang-fuwuzhongxin).
    """
    name = _bare_name(agency)
    reading = _read(name)
    if reading is None:
        return _pinyin(name)
    rest = name[: reading.start] + name[reading.end :]
    if rest in ("", _PLAIN_BODY):
        return reading.row.slug
    return f"{reading.row.slug}-{_pinyin(rest)}"


def _bare_name(agency: str) -> str:
    """The name without the entity code before it and the 本级 after it."""
    return _SELF.sub("", _ENTITY_CODE.sub("", normalise(agency)))


def _pinyin(name: str) -> str:
    # Its dictionaries take 55 MB, which only who reads documents is to bear.
    from pypinyin import lazy_pinyin

    words = (
        "".join(re.findall(r"[a-z0-9]+", "".join(lazy_pinyin(part)).lower()))
        for part in _KIND_OF_BODY.split(name)
    )
    return "-".join(word for word in words if word)


@lru_cache(maxsize=1024)
def _read(name: str) -> _Reading | None:
    """The longest chain at the start of the name, else the first full name further on in it."""
    at_start = list(_chains(name, 0, None, _forms(full_only=False)))
    if at_start:
        return _only_longest(at_start)
    for start in range(1, len(name)):
        further_on = list(_chains(name, start, None, _forms(full_only=True)))
        if further_on:
            return _only_longest(further_on)
    return None


def _only_longest(readings: list[_Reading]) -> _Reading | None:
    end = max(reading.end for reading in readings)
    longest = {reading for reading in readings if reading.end == end}
    return longest.pop() if len(longest) == 1 else None


def _chains(
    name: str,
    start: int,
    within: DivisionRow | None,
    forms: Mapping[str, list[DivisionRow]],
) -> Iterator[_Reading]:
    for end in range(start + 2, len(name) + 1):
        for row in forms.get(name[start:end], ()):
            if within is not None and not _contains(within, row):
                continue
            is_short = name[start:end] == row.short != row.name
            if not (is_short and _NO_PLACE[row.level].match(name, end)):
                yield _Reading(start, end, row)
            for further in _chains(name, end, row, forms):
                yield further._replace(start=start)


def _contains(outer: DivisionRow, inner: DivisionRow) -> bool:
    if outer.level == "province":
        return inner.province == outer.name
    return inner.province == outer.province and inner.city == outer.name


def _is_municipality(province: DivisionRow) -> bool:
    return province.name.endswith("市")


@lru_cache(maxsize=2)
def _forms(*, full_only: bool) -> Mapping[str, list[DivisionRow]]:
    """The divisions by each way in which one is written.

    Peoples' names are often left out: 瀍河区 for 瀍河回族区, 恩施州 for 恩施土家族苗族自治州. Only
    a province or a city goes without the word for its kind.
    """
    forms: dict[str, list[DivisionRow]] = defaultdict(list)
    for row in divisions():
        names = {row.name}
        if "自治" in row.name or "族" in row.name:
            names.add(row.short + row.name[-1])
        if not full_only and row.level != "district":
            names.add(row.short)
        for form in names:
            forms[form].append(row)
    return forms
