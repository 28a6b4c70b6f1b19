"""The indicator table of a performance form: one row a third-level indicator.

Levels stand in merged cells and carry down; labels, names and reasons may be cut by a page break,
their rest standing in the next row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from analytics.model import Indicator
from analytics.reading.blocks import Cell
from analytics.recognising.alignment import BLANK, Column, align, is_figure
from analytics.recognising.amounts import parse_number, parse_ratio
from analytics.recognising.form_labels import (
    CAPTIONS,
    indicator_role,
    is_measure,
    spoken,
    unglued,
)
from analytics.recognising.forms import Form, Row
from analytics.recognising.indicator_levels import (
    completed,
    is_fragment,
    is_level,
    is_level1,
    is_level2,
    level1_of,
    overrun,
    parted,
)
from analytics.recognising.wording import joined, normalise

_LABELS: Final = ("caption", "level1", "level2", "name")
_VALUES: Final = ("operator", "target", "unit", "actual", "completion", "weight", "score")
_FIGURES: Final = ("completion", "weight", "score", "deviation")
_TARGET_PARTS: Final = ("operator", "target", "unit")
_LEVEL_MARKS: Final = re.compile(r"(?<=指标)（\d+(?:\.\d+)?分）$")
_OF_ONE_BLOCK: Final = ("level1", "level2", "name", *_VALUES)


def indicator_columns(header: list[Row]) -> list[Column]:
    """The columns of an indicator table by its header of one row, or of two."""
    upper = [normalise(cell.text) for cell in header[0]]
    for row in header[1:]:
        lower = [normalise(cell.text) for cell in row]
        spread = _spread(upper, lower)
        upper = [below or above for above, below in zip(spread, lower, strict=True)]
    roles = [indicator_role(text) if text else BLANK for text in upper]
    if "level1" in roles:
        first = roles.index("level1")
        roles[:first] = ["caption"] * first
    elif "name" not in roles:
        roles = ["name" if upper[at] in CAPTIONS else role for at, role in enumerate(roles)]
    for at in range(1, len(roles)):
        if roles[at] == BLANK and roles[at - 1] == "reason":
            roles[at] = "reason"
    at = roles.index("target")
    covered = [role == BLANK for role in roles[at + 1 : at + 4]]
    if "operator" not in roles and covered in ([True, True], [True, True, False]):
        # A merged 目标值 over three columns whose own labels a page break has swallowed.
        roles[at : at + 3] = _TARGET_PARTS
    roles = _of_the_year(roles)
    return [Column(role or "other", "%" in text) for role, text in zip(roles, upper, strict=True)]


def _of_the_year(roles: list[str | None]) -> list[str | None]:
    """The roles without those of columns that stand twice.

    Of two blocks of indicators side by side the left one is of the project's whole period, the
    right one of the year. Of several marks available the last are those of the indicator, the
    others of its levels.
    """
    single = _OF_ONE_BLOCK if roles.count("name") > 1 else ("weight",)
    return [
        "other" if role in single and role in roles[at + 1 :] else role
        for at, role in enumerate(roles)
    ]


def _spread(upper: list[str], lower: list[str]) -> list[str]:
    """The upper row of a header with as many places as the lower one.

    In a text a merged label takes one place; it is the one above the first label below.
    """
    short = len(lower) - len(upper)
    if short <= 0:
        lower.extend([""] * -short)
        return upper
    at = next(n for n, text in enumerate(lower) if text)
    return upper[: at + 1] + [""] * short + upper[at + 1 :]


def read_indicators(form: Form, disclosure_id: str, evaluation_no: int) -> list[Indicator]:
    """The indicators of a form, in order.

    One counts where it has a name and anything beside it; a row of level labels alone does not.
    """
    table = _Table(indicator_columns(form.header), disclosure_id, evaluation_no)
    for row in form.body:
        table.take(row)
    return table.found


@dataclass(slots=True)
class _Table:
    """Reads row by row; what carries over from one row to the next is kept here."""

    columns: list[Column]
    disclosure_id: str
    evaluation_no: int
    level1: str | None = None
    level2: str | None = None
    found: list[Indicator] = field(default_factory=list)
    last: Indicator | None = None
    """The indicator that a row may go on with."""
    page: int | None = None

    def take(self, row: Row) -> None:
        """Read one row: an indicator, level labels, or the rest of the row before."""
        reading = _Reading(self._aligned(row))
        page = row[0].place.page
        # Only the first row of a page can be a rest; where a text has its page breaks is unknown.
        may_go_on = page != self.page if page is not None else not reading.has_values()
        self.page = page
        if may_go_on and self._is_rest(reading):
            self._go_on(reading)
        elif reading.has_values():
            self._begin(reading)
        else:
            self._set_levels(reading.levels())
            self.last = None

    def _aligned(self, row: Row) -> list[tuple[Cell, Column]]:
        if any(column.role == "operator" for column in self.columns):
            row = [Cell(part, cell.place) for cell in row for part in unglued(cell.text)]
        return align(row, self.columns)

    def _is_rest(self, reading: _Reading) -> bool:
        labels = [text for _, text in reading.labels]
        if any(self._completes(text) for text in labels):
            return not reading.has_figures()
        if any(map(is_level, labels)):
            return False
        if not reading.has_values():
            return True
        if self.last is None:
            return False
        # A torn row has its marks once, above or below the break.
        if self.last.score is None:
            return reading.has_figures() and reading.text("target") is None
        return not reading.has_figures()

    def _completes(self, text: str) -> bool:
        return any(completed(level or "", text) for level in (self.level1, self.level2))

    def _go_on(self, reading: _Reading) -> None:
        last = self.last
        for _, text in reading.labels:
            if whole := completed(self.level1 or "", text):
                self.level1 = whole
            elif whole := completed(self.level2 or "", text):
                self.level2 = whole
            elif last is not None and not is_fragment(text):
                last.name += text
        if last is None:
            return
        last.level1, last.level2 = self.level1, self.level2
        last.target = _joined(last.target, reading.text("target"))
        last.actual = _joined(last.actual, reading.text("actual"))
        last.reason = _joined(last.reason, reading.reason())
        if reading.has_figures():
            last.completion = reading.ratio("completion")
            last.weight, last.score = reading.number("weight"), reading.number("score")
            last.deviation = reading.ratio("deviation")

    def _begin(self, reading: _Reading) -> None:
        name = reading.name()
        self._set_levels(reading.levels())
        if name is None:
            return
        operator, target, unit = map(reading.text, _TARGET_PARTS)
        text = joined(name.text)
        if beside := overrun(self.level2 or "", text):
            self.level2, text = beside
        if glued := parted(text):
            self.level1, self.level2, text = glued
        if target is None and unit is not None and not is_measure(normalise(unit)):
            # A target in words takes the column of the unit, as 文字描述 | | 逐步推开.
            target, unit = unit, None
        self.last = Indicator(
            disclosure_id=self.disclosure_id,
            evaluation_no=self.evaluation_no,
            level1=self.level1,
            level2=self.level2,
            name=text,
            operator=operator,
            target=target,
            unit=unit,
            actual=reading.text("actual"),
            completion=reading.ratio("completion"),
            weight=reading.number("weight"),
            score=reading.number("score"),
            deviation=reading.ratio("deviation"),
            reason=reading.reason(),
            page=name.place.page,
            locator=name.place.locator,
        )
        self.found.append(self.last)

    def _set_levels(self, printed: list[tuple[str, str]]) -> None:
        """Take over the levels that a row prints; the other one follows from the frameworks."""
        level1 = level2 = None
        if len(printed) > 1:
            (_, level1), (_, level2) = printed[-2:]
            if is_level2(level1) and not is_level1(level1):
                level1 = None
        elif printed:
            ((role, label),) = printed
            if self._is_second(label, role):
                level2 = label
            else:
                level1 = label
        if level1 is not None and level1 != self.level1:
            self.level1, self.level2 = level1, None
        if level2 is not None:
            self.level2 = level2
            self.level1 = level1 or level1_of(level2, self.level1)

    def _is_second(self, label: str, role: str) -> bool:
        if is_level1(label) != is_level2(label):
            return is_level2(label)
        if is_level2(label):
            return level1_of(label, self.level1) == self.level1 or role == "level2"
        return role != "level1"


class _Reading:
    """A row by the roles of its columns."""

    def __init__(self, aligned: list[tuple[Cell, Column]]) -> None:
        self._aligned = aligned
        texts = (
            (column.role, _LEVEL_MARKS.sub("", normalise(cell.text))) for cell, column in aligned
        )
        self.labels = [
            (role, text) for role, text in texts if role in _LABELS and text not in CAPTIONS
        ]
        """Levels and name, without the caption of the merged first column."""

    def has_values(self) -> bool:
        return any(column.role in _VALUES for _, column in self._aligned)

    def has_figures(self) -> bool:
        return any(
            column.role in _FIGURES and is_figure(normalise(cell.text))
            for cell, column in self._aligned
        )

    def name(self) -> Cell | None:
        """The cell of the indicator's name: the last label, if it is not a mere level."""
        cells = [cell for cell, column in self._aligned if column.role in _LABELS]
        if not cells or not self.labels:
            return None
        role, text = self.labels[-1]
        return None if role != "name" and is_level(text) else cells[-1]

    def levels(self) -> list[tuple[str, str]]:
        """The level labels of the row with the columns they stand in, rests of labels left out."""
        has_name = self.has_values() and self.name() is not None
        labels = self.labels[:-1] if has_name else [x for x in self.labels if is_level(x[1])]
        return [(role, text) for role, text in labels if len(text) > 1 and not is_fragment(text)]

    def text(self, role: str) -> str | None:
        return _joined(*(joined(cell.text) for cell in self._cells(role)))

    def number(self, role: str) -> float | None:
        return _float(*(parse_number(cell.text) for cell in self._cells(role)))

    def ratio(self, role: str) -> float | None:
        return _float(
            *(
                parse_ratio(cell.text, column.percent)
                for cell, column in self._aligned
                if column.role == role
            )
        )

    def reason(self) -> str | None:
        return ";".join(spoken(cell.text for cell in self._cells("reason"))) or None

    def _cells(self, role: str) -> Iterable[Cell]:
        return (cell for cell, column in self._aligned if column.role == role)


def _joined(*texts: str | None) -> str | None:
    return "".join(filter(None, texts)) or None


def _float(value: Decimal | None = None, *_: Decimal | None) -> float | None:
    return None if value is None else float(value)
