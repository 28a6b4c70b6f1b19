"""Who disclosed what: agency, year, kind, scope and unit, from the document and never its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from analytics.model import BUDGET, DEPARTMENT, FINAL_ACCOUNTS, UNIT, Disclosure
from analytics.reading.blocks import Document, Line
from analytics.reading.errors import UnreadableError
from analytics.recognising.amounts import UNIT_IN_WAN, printed_unit
from analytics.recognising.covers import (
    HEAD_LINES,
    Title,
    find_title,
    named_in_forms,
    named_in_tables,
)
from analytics.recognising.divisions import identifier_stem, locate, with_place
from analytics.recognising.wording import normalise

_HEAD_ROWS: Final = 4
"""Rows of a grid in which its title, body and year may stand."""

_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR: Final = re.compile(r"二[〇○零]([一二三四五六七八九〇○零]{2})")
_YEAR: Final = re.compile(
    r"(?:^|（)(?P<alone>20\d{2})年度?）?$"
    r"|(?P<named>20\d{2})(?:年(?:度）?$|度?.{0,40}(?:决算|预算))|(?=(?:部门|单位)[预决]算))"
)
_BUDGET_YEAR: Final = re.compile(r"(?:预算)?年度[:：](?P<stated>20\d{2})")
_KIND: Final = re.compile(
    r"决算|自评|预算(?!数|支出|拨款|收入|绩效|执行|管理|财政|安排|编制|单位|年度)"
)
_SCOPE: Final = re.compile(r"(?<!所属)(?<!下属)(部门|单位)(?:(?:综合)?[预决]算|概况)")

_BODY_LABEL: Final = re.compile(r"^(?:预算|主管|实施|填报)?(?:部门|单位)(?:（单位）)?(?:名称)?:?$")
_UNIT: Final = re.compile(rf"\d({'|'.join(sorted(UNIT_IN_WAN, key=len, reverse=True))})")
"""The unit behind an amount in a sentence."""


def identify(document: Document) -> Disclosure:
    """The row of `disclosures` that a document describes.

    Raises UnreadableError where the document does not say whose budget or final accounts of
    which year it is: it is then no disclosure, or only a part of one.
    """
    texts = [_CHINESE_YEAR.sub(_arabic_year, normalise(text)) for text in _texts(document)]
    title = find_title(texts)
    agency = _agency(texts, title)
    year = (title and title.year) or _year(texts)
    kind = (title and title.kind) or _kind(texts)
    if agency is None or year is None or kind is None:
        lacking = [
            name
            for name, value in (("agency", agency), ("year", year), ("budget or accounts", kind))
            if value is None
        ]
        raise UnreadableError(
            f"no fiscal disclosure was recognised (no {', no '.join(lacking)})",
            "supply a 部门预算 or 部门决算 document",
        )
    scope = _scope(agency, texts, title)
    placed = with_place(agency, texts)
    division = locate(placed)
    return Disclosure(
        disclosure_id="-".join(
            [identifier_stem(placed), str(year), kind] + ([UNIT] if scope == UNIT else [])
        ),
        agency=agency,
        province=division.province if division else None,
        city=division.city if division else None,
        district=division.district if division else None,
        fiscal_year=year,
        kind=kind,
        scope=scope,
        printed_unit=_unit(texts),
        format=document.format,
        source_name=document.source_name,
        sha256=document.sha256,
        pages=document.pages,
        unread_pages=list(document.unread_pages),
    )


def _texts(document: Document) -> Iterator[str]:
    """Lines, and the cells of the first rows of each grid, whole and line by line, in order."""
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            for row in block.rows[:_HEAD_ROWS]:
                filled = [cell for cell in row if cell]
                for cell, beside in zip_longest(filled, filled[1:]):
                    lines = cell.text.splitlines()
                    if len(lines) > 1:
                        yield "".join(lines)
                    yield from lines
                    if beside is not None and _BODY_LABEL.match(normalise(cell.text)):
                        yield f"{cell.text.rstrip(':：')}:{beside.text}"


def _most_common(values: Iterable[str]) -> str | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _unit(texts: list[str]) -> str:
    """The unit that most tables state; in a document without tables, that of most amounts."""
    stated = _most_common(filter(None, map(printed_unit, texts)))
    return stated or _most_common(unit for text in texts for unit in _UNIT.findall(text)) or "万元"


def _agency(texts: list[str], title: Title | None) -> str | None:
    """The body that most tables name, else that of the title, else that of most forms.

    A title may spell out what the tables shorten or cut off: 部门：教育局 under
    安吉县教育局部门决算.
    """
    labelled = named_in_tables(texts)
    if title and (labelled is None or labelled in title.agency):
        return title.agency
    return labelled or named_in_forms(texts)


def _year(texts: list[str]) -> int | None:
    """The year that tables state, else that of the first line that speaks of accounts of one."""
    for pattern, where in ((_BUDGET_YEAR, texts), (_YEAR, texts)):
        for text in where:
            match = pattern.search(text)
            if match:
                return int(match[str(match.lastgroup)])
    return None


def _arabic_year(match: re.Match[str]) -> str:
    return "20" + match[1].translate(_DIGITS)


def _kind(texts: list[str]) -> str | None:
    for where in (texts[:HEAD_LINES], texts):
        counted = Counter(word for text in where for word in _KIND.findall(text))
        if counted:
            executed = counted["决算"] + counted["自评"]
            return FINAL_ACCOUNTS if executed >= counted["预算"] else BUDGET
    return None


def _scope(agency: str, texts: list[str], title: Title | None) -> str:
    """unit for a body's own level (本级), or where the first title speaks of a 单位."""
    if agency.endswith(("本级", "（本级）")):
        return UNIT
    if title and title.scope:
        return title.scope
    words = (match[1] for text in texts if (match := _SCOPE.search(text)))
    return UNIT if next(words, None) == "单位" else DEPARTMENT
