"""Tables that list the targets of many projects, or of many units: one group of rows a project.

Left of the indicators stand its name, its money and its goal in cells merged over the group. Each
project is handed on as a form of its own, its columns written as the rows of a form's head. Where
a page break cuts a group, the name is repeated, or printed on one of the two pages only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from analytics.reading.blocks import Cell, Grid, Place
from analytics.recognising.alignment import is_figure
from analytics.recognising.amounts import printed_unit
from analytics.recognising.form_labels import (
    HEAD_FIELDS,
    INDICATOR_TABLE,
    form_label,
    indicator_role,
    lists_projects,
)
from analytics.recognising.indicator_blocks import unfolded
from analytics.recognising.wording import normalise

Row = list[Cell]

_MOST_HEADER_ROWS: Final = 5
_OVER_INDICATORS: Final = re.compile(r"绩效(?:指标|目标)$|绩效目标.*表$")
_NAME: Final = "项目名称"
_BODY: Final = "部门名称"
_UNIT: Final = "实施单位"


@dataclass(frozen=True, slots=True)
class _Columns:
    """labels: of each column, the lowest of its header; name: the column of the name."""

    labels: tuple[Cell, ...]
    name: int
    first: int
    """The column that the indicators begin with."""

    def texts(self) -> list[str]:
        """The labels that tell whether another header is the same.

        The text of a cell that a page break cuts may be printed over the others.
        """
        labels = [self.labels[self.name], *self.labels[self.first :]]
        return [normalise(label.text) for label in labels]

    def head(self, row: Row, whole: bool) -> list[Row]:
        """The cells left of the indicators as rows of label and value."""
        named = lists_projects(self.labels[self.name].text) and not whole
        rows = []
        for at, (label, cell) in enumerate(zip(self.labels, row[: self.first], strict=False)):
            text = label.text
            if at == self.name:
                text = _NAME if named else _BODY
            elif HEAD_FIELDS.get(form_label(text)) == "body":
                text = _UNIT
            rows.append([Cell(text, label.place), cell])
        return rows


@dataclass(slots=True)
class Project:
    """One group of rows. place: its name's, or its first row's; opens: first in its grid."""

    place: Place
    cells: Row
    named: bool
    opens: bool
    body: list[Row] = field(default_factory=list)

    def goes_on_with(self, other: Project) -> bool:
        """Whether the other group repeats this one's name and money at the head of a page.

        A code merged over several projects stands beside the first of them alone.
        """
        beside = zip(self.cells, other.cells, strict=True)
        printed = ((normalise(own.text), normalise(its.text)) for own, its in beside)
        return other.opens and all(own == its for own, its in printed if own and its)


@dataclass(slots=True)
class ProjectList:
    """A list over its pages. notes: the rows between its title and its first grid."""

    title: str | None
    notes: list[Row]
    columns: _Columns
    groups: list[Project] = field(default_factory=list)
    last_page: int | None = None

    def _goes_on(self, grid: Grid) -> bool:
        """Whether a grid without a header is as wide, on the next page."""
        page = grid.place.page
        follows = None in (page, self.last_page) or page == (self.last_page or 0) + 1
        return follows and all(len(row) == len(self.columns.labels) for row in grid.rows)

    def take(self, grid: Grid) -> bool:
        """Add the groups of a grid that goes on with the list; False where it does not."""
        grid = unfolded(grid)
        header = _header(grid.rows)
        if header is None and not self._goes_on(grid):
            return False
        if header is not None and header[0].texts() != self.columns.texts():
            return False
        rows = grid.rows if header is None else header[1]
        self.last_page = grid.last_page
        at = self.columns.name
        merges = any(row[at].covered for row in rows if len(row) > at)
        begun = len(self.groups)
        for row in rows:
            if len(row) <= self.columns.first:
                continue
            name = row[at]
            # A blank cell of its own, merged over a group, has its name on the other page.
            if name or (merges and not name.covered) or len(self.groups) == begun:
                opens = len(self.groups) == begun
                place = next((cell.place for cell in row if cell), name.place)
                group = Project(place, row[: self.columns.first], bool(name), opens)
                self.groups.append(group)
            self.groups[-1].body.append(row[self.columns.first :])
        return True

    def projects(self) -> list[Project]:
        """The named groups, each with its rows from all pages.

        A group without a name goes on with the one before at the head of a page, and begins the
        one behind at its foot. One whose name no page prints is left out.
        """
        found: list[Project] = []
        unnamed: list[Row] = []
        for group in self.groups:
            if not group.named:
                if group.opens and found and not unnamed:
                    found[-1].body.extend(group.body)
                else:
                    unnamed = unnamed + group.body
                continue
            if group.opens and found and not unnamed and found[-1].goes_on_with(group):
                found[-1].body.extend(group.body)
                continue
            if group.opens:
                group.body[:0] = unnamed
            unnamed = []
            found.append(group)
        return found

    def head(self, project: Project, whole: bool) -> list[Row]:
        """The head of a project's form; whole: the list is of bodies, each as a whole."""
        return self.notes + self.columns.head(project.cells, whole)

    def header(self) -> Row:
        """The labels of the columns of the indicators."""
        return list(self.columns.labels[self.columns.first :])


def open_list(title: str | None, notes: list[Row], grid: Grid) -> ProjectList | None:
    """The list that a grid begins; None where it is none."""
    header = _header(unfolded(grid).rows)
    if header is None:
        return None
    units = [[cell] for row in grid.rows[:_MOST_HEADER_ROWS] for cell in row if _states_unit(cell)]
    found = ProjectList(title, notes + units, header[0])
    found.take(grid)
    return found


def _header(rows: list[Row]) -> tuple[_Columns, list[Row]] | None:
    """The columns of a list by the header on top of a grid, and the rows below that."""
    labels = list(rows[0])
    for at, row in enumerate(rows[:_MOST_HEADER_ROWS]):
        if len(row) != len(labels) or any(is_figure(normalise(cell.text)) for cell in row):
            return None
        labels = [below if below else above for above, below in zip(labels, row, strict=True)]
        columns = _columns(labels)
        if columns is not None and all(_is_over(above[columns.first]) for above in rows[:at]):
            break
    else:
        return None
    below = at + 1
    while below < len(rows) and _is_below(rows[below], columns):
        labels = [low if low else up for up, low in zip(labels, rows[below], strict=True)]
        below += 1
    columns = _columns(labels)
    return None if columns is None else (columns, rows[below:])


def _columns(labels: list[Cell]) -> _Columns | None:
    roles = [indicator_role(label.text) for label in labels]
    if not set(roles) >= INDICATOR_TABLE:
        return None
    first = roles.index("level1")
    names = [at for at, label in enumerate(labels[:first]) if lists_projects(label.text)]
    bodies = [
        at
        for at, label in enumerate(labels[:first])
        if HEAD_FIELDS.get(form_label(label.text)) == "body"
    ]
    if not names and not bodies:
        return None
    return _Columns(tuple(labels), (names or bodies)[0], first)


def _states_unit(cell: Cell) -> bool:
    return printed_unit(cell.text) is not None


def _is_over(cell: Cell) -> bool:
    """Whether a cell above 一级指标 is of a header, and not the name in the head of a form."""
    return not cell or bool(_OVER_INDICATORS.search(normalise(cell.text)))


def _is_below(row: Row, columns: _Columns) -> bool:
    """Whether a row still belongs to the header: labels, and none above the indicators."""
    return (
        len(row) == len(columns.labels)
        and any(row[: columns.first])
        and not any(row[columns.first :])
        and not row[columns.name]
        and not any(is_figure(normalise(cell.text)) for cell in row)
    )
