"""The head of a grid: which of its rows are header, and what stands above each column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analytics.model import TOTAL
from analytics.reading.blocks import Cell
from analytics.recognising.amounts import parse_number, printed_unit
from analytics.recognising.titles import table_title
from analytics.recognising.wording import normalise

SUB_CODE_WORDS: Final = frozenset({"类", "款", "项"})
"""Labels over the three columns that a functional code may be printed in."""

_NUMBERING_WORDS: Final = frozenset({"栏次", "行次栏次", "栏目"})
_FORMULA: Final = re.compile(r"(?<=\d)=[\d+\-（）]+$")
"""How a numbered column is the sum of others: 1=2+3."""
_YEAR: Final = re.compile(r"20\d{2}(?:年度?)?")
_AMOUNTS: Final = re.compile(r"(?:预算|决算)数|金额")
_LISTED: Final = re.compile(r"^[一二三四五六七八九十]+、")
_META: Final = re.compile(
    r"^(?:公开表?[一二三四五六七八九十\d]+表?|预算\d+表|附?表[一二三四五六七八九十\d]+|(?:编制)?(?:部门|单位)(?:名称|代码|编码)?[:（]"
    r"|(?:金额)?单位:|(?:预算)?年度[:：]|\d{4}年度?$|截止时间|编报)"
)
_BODY_LABEL: Final = re.compile(r"^(?:编制)?(?:部门|单位)(?:名称)?:$")
"""A label of the agency with the agency's name in the next cell."""
_UNIT_ALONE: Final = re.compile(r"（?(?:金额)?单位:.{0,2}元）?")
_MOST_BESIDE_UNIT: Final = 3
"""Texts in a row that states the unit: the agency, with or without a label, the unit, the year."""
_NOTE: Final = re.compile(r"^(?:注|备注|说明)[:：]")


@dataclass(frozen=True, slots=True)
class Header:
    """paths: for each column the labels above it from top to bottom; body: the rows below."""

    paths: tuple[tuple[str, ...], ...]
    body: list[list[Cell]]

    def leaf(self, column: int) -> str:
        """The label right above a column, '' where there is none."""
        path = self.paths[column]
        return path[-1] if path else ""


def is_note(row: list[Cell]) -> bool:
    """Whether a row is a note under a table rather than part of it."""
    return bool(_NOTE.match(normalise(next((cell.text for cell in row if cell), ""))))


def read_header(rows: list[list[Cell]]) -> Header:
    """Split a table's rows into header and body.

    Titles, unit lines and notes are dropped, numbering rows (栏次 1 2 3) too, wherever a page
    break repeats them; so is a header that a page break repeats.
    """
    rows = [row for row in rows if any(row) and not is_note(row)]
    head: list[list[str]] = []
    at = 0
    while at < len(rows) and (is_meta(rows[at]) or is_head(rows[at], bool(head))):
        if not is_meta(rows[at]) and not is_numbering(rows[at]):
            head.append([normalise(cell.text) for cell in rows[at]])
        at += 1
    repeated = {_printed(labels) for labels in head}
    body = [
        row
        for row in rows[at:]
        if not is_meta(row)
        and not is_numbering(row)
        and _printed([normalise(cell.text) for cell in row]) not in repeated
    ]
    return Header(_paths(head, max(map(len, rows), default=0)), body)


def _printed(labels: list[str]) -> tuple[str, ...]:
    """What tells a header row when it is printed again, over columns merged otherwise or not."""
    filled = tuple(filter(None, labels))
    return filled if len(filled) > 1 else tuple(labels)


def is_meta(row: list[Cell]) -> bool:
    """Whether a row holds only a title, the agency, the year or the unit."""
    first, *rest = texts = [text for cell in row if cell for text in _statements(cell)]
    if any(_UNIT_ALONE.fullmatch(text) for text in texts) and len(texts) <= _MOST_BESIDE_UNIT:
        return True
    if _BODY_LABEL.match(first):
        rest = rest[1:]
    titled = table_title(first) is not None or re.match(r"^\d{6}\D", first)
    return all(_META.match(text) or printed_unit(text) for text in rest) and bool(
        titled or _META.match(first) or printed_unit(first)
    )


def _statements(cell: Cell) -> list[str]:
    """What a cell says, line by line, or as one where a narrow cell has wrapped it."""
    whole = normalise(cell.text)
    if _META.match(whole) or printed_unit(whole):
        return [whole]
    return [normalise(line) for line in cell.text.splitlines()]


def is_numbering(row: list[Cell]) -> bool:
    """Whether a row numbers the columns, 栏次 1 2 3, or 1=2+3 2 3 alone, or repeats one year."""
    texts = [normalise(cell.text) for cell in row if cell]
    if any(text in _NUMBERING_WORDS for text in texts):
        return not any(_AMOUNTS.search(text) for text in texts)
    texts = [text for text in texts if text.strip("*—-") and text not in SUB_CODE_WORDS]
    if len(texts) > 1 and len(set(texts)) == 1 and _YEAR.fullmatch(texts[0]):
        return True
    numbers = [_FORMULA.sub("", text.strip("（）")) for text in texts]
    shows = len(texts) > 2 or (len(texts) > 1 and any("=" in text for text in texts))
    return shows and numbers == [str(n + 1) for n in range(len(texts))]


def is_head(row: list[Cell], below_head: bool) -> bool:
    """Whether a row is part of the header: it holds words or years, no figures, no listed item."""
    if is_numbering(row):
        return True
    texts = [normalise(cell.text) for cell in row if cell]
    if len(texts) > 1 and all(map(_YEAR.fullmatch, texts)):
        return True
    if any(parse_number(text) is not None or _LISTED.match(text) for text in texts):
        return False
    if below_head and [text for text in texts if text not in SUB_CODE_WORDS] == [TOTAL]:
        return False
    return len(texts) > 1 or not below_head


def _paths(head: list[list[str]], width: int) -> tuple[tuple[str, ...], ...]:
    """Labels above each column, merged header cells spread over the columns that they span."""
    full = [_widened(row, below, width) for row, below in zip(head, [*head[1:], []], strict=False)]
    paths: list[tuple[str, ...]] = []
    for column in range(width):
        labels: list[str] = []
        for level, row in enumerate(full):
            label = row[column]
            if not label and any(below[column] for below in full[level + 1 :]):
                label = _left_label(row, full[level - 1] if level else None, column)
            if label and (not labels or labels[-1] != label):
                labels.append(label)
        paths.append(tuple(labels))
    return tuple(paths)


def _left_label(row: list[str], above: list[str] | None, column: int) -> str:
    """The label of the merged cell that reaches a blank column from its left, '' for none.

    A merged cell never reaches past the one above it.
    """
    while column and not row[column]:
        if above is not None and above[column]:
            return ""
        column -= 1
    return row[column]


def _widened(row: list[str], below: list[str], width: int) -> list[str]:
    """A header row in which a merged cell took one place, spread over the row below.

    Cells of the row stand over the runs of the row below: a blank there is a cell that reaches
    down, a run of labels is spanned by one cell. Where the runs do not match, the row stays.
    """
    if len(row) < len(below):
        runs: list[int] = []
        for column, label in enumerate(below):
            if label and column and below[column - 1]:
                runs[-1] += 1
            else:
                runs.append(1)
        if len(runs) == len(row):
            row = [
                part
                for label, span in zip(row, runs, strict=True)
                for part in [label] + [""] * (span - 1)
            ]
    return row + [""] * (width - len(row))
