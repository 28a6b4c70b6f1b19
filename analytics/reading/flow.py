"""Text and tables in the order in which they are written: what web pages and DOCX have in common.

A reader says what it meets (text, the end of a line, a table, a row, a cell) and gets blocks. It
may write anything at any time: pages in use are broken in every way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from analytics.reading.blocks import Block, Cell, Line, Place
from analytics.reading.errors import UnreadableError
from analytics.reading.grids import blocks_of
from analytics.reading.limits import CellBudget

_LONG_CELL: Final = 30
"""Lines in a cell from which on its table frames an article: no cell of a form has as many."""
_WIDEST_SPAN: Final = 1000
"""Columns that a merged cell spans at most; the standard of web pages says so."""
DEEPEST_SPAN: Final = 65534
"""Rows, likewise."""
_DEEPEST_TABLE: Final = 100
"""Tables within each other that no page in use has."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A line. is_link: it leads somewhere else, as the menus of a web page do."""

    text: str
    is_link: bool


@dataclass(slots=True)
class _TableCell:
    across: int = 1
    down: int = 1
    covered: bool = False
    items: list[_Text | _Table] = field(default_factory=list)

    @property
    def texts(self) -> list[_Text]:
        return [item for item in self.items if isinstance(item, _Text)]

    @property
    def tables(self) -> list[_Table]:
        return [item for item in self.items if isinstance(item, _Table)]


@dataclass(slots=True)
class _Table:
    rows: list[list[_TableCell]] = field(default_factory=list)

    @property
    def cells(self) -> Iterator[_TableCell]:
        return chain.from_iterable(self.rows)


class Flow:
    """What has been written so far; see blocks. budget is how many cells it may have."""

    def __init__(self, budget: CellBudget) -> None:
        self._budget = budget
        self._cells = 0
        self._items: list[_Text | _Table] = []
        self._pieces: list[tuple[str, bool]] = []
        self._open: list[tuple[_Table, _TableCell | None]] = []

    def write(self, text: str, *, is_link: bool = False) -> None:
        """Go on with the line."""
        self._pieces.append((text, is_link))

    def end_line(self) -> None:
        """What is written next stands on another line."""
        text = " ".join("".join(piece for piece, _ in self._pieces).split())
        own = "".join(piece for piece, is_link in self._pieces if not is_link)
        self._pieces = []
        if text:
            is_link = not any(sign.isalnum() for sign in own)
            self._target().append(_Text(text, is_link))

    def begin_table(self) -> None:
        """What is written next stands in a table.

        Raises UnreadableError where tables stand within tables beyond measure.
        """
        self.end_line()
        if len(self._open) == _DEEPEST_TABLE:
            raise UnreadableError(
                f"its tables stand more than {_DEEPEST_TABLE} deep within each other",
                "save it anew, as PDF or DOCX",
            )
        table = _Table()
        self._target().append(table)
        self._open.append((table, None))

    def begin_row(self) -> None:
        """The next cell is the first one of a row."""
        self.end_cell()
        if self._open:
            self._open[-1][0].rows.append([])

    def begin_cell(self, across: int = 1, down: int = 1, *, covered: bool = False) -> None:
        """What is written next stands in a cell of so many columns and rows.

        covered: the cell goes on with one above it or before it, which shows its text. Raises
        UnreadableError where the tables have too many cells.
        """
        self.end_cell()
        self._cells += 1
        self._budget.check(self._cells)
        if self._open:
            table, _ = self._open[-1]
            cell = _TableCell(
                min(max(across, 1), _WIDEST_SPAN), min(max(down, 1), DEEPEST_SPAN), covered
            )
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(cell)
            self._open[-1] = table, cell

    def end_cell(self) -> None:
        """What is written next stands in no cell of the table that is open."""
        self.end_line()
        if self._open:
            self._open[-1] = self._open[-1][0], None

    def end_table(self) -> None:
        """What is written next stands below the table."""
        self.end_cell()
        if self._open:
            self._open.pop()

    def blocks(self) -> list[Block]:
        """The lines and grids written, without lines that are nothing but links.

        A table within a table is a grid of its own below it. A table that holds little but other
        tables, or an article, only puts them in their places on the page: what it holds are
        blocks like any other. Raises UnreadableError where the tables have too many cells.
        """
        while self._open:
            self.end_table()
        self.end_line()
        return list(_Numbered(self._budget).blocks(self._items))

    def _target(self) -> list[_Text | _Table]:
        """Where text belongs: the innermost open cell, else around the tables."""
        for _, cell in reversed(self._open):
            if cell is not None:
                return cell.items
        return self._items


class _Numbered:
    """Turns items into blocks whose places count paragraphs and tables."""

    def __init__(self, budget: CellBudget) -> None:
        self._budget = budget
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, items: Iterable[_Text | _Table]) -> Iterator[Block]:
        for item in items:
            if isinstance(item, _Table):
                yield from self._table(item)
            elif not item.is_link:
                self._paragraphs += 1
                yield Line(item.text, Place(None, f"paragraph {self._paragraphs}"))

    def _table(self, table: _Table) -> Iterator[Block]:
        texts = [text for cell in table.cells for text in cell.texts]
        if _is_frame(table):
            yield from self.blocks(chain.from_iterable(cell.items for cell in table.cells))
            return
        if not all(text.is_link for text in texts):
            self._tables += 1
            yield from blocks_of(self._grid(table))
        for cell in table.cells:
            yield from self.blocks(cell.tables)

    def _grid(self, table: _Table) -> list[list[Cell]]:
        """The cells of a table, merged ones spread, all rows as wide as there is text."""
        rows: list[dict[int, Cell]] = []
        reaching: dict[int, int] = {}
        written = 0
        for number, cells in enumerate(table.rows, 1):
            row = {column: self._covered(number, column) for column in reaching}
            written += len(row)
            reaching = {column: rest - 1 for column, rest in reaching.items() if rest > 1}
            at = 0
            for cell in cells:
                while at in row:
                    at += 1
                row[at] = self._shown(cell, number, at)
                for column in range(at + 1, at + cell.across):
                    row[column] = self._covered(number, column)
                if cell.down > 1:
                    reaching.update(dict.fromkeys(range(at, at + cell.across), cell.down - 1))
                at += cell.across
                written += cell.across
                self._budget.check(written)
            rows.append(row)
        width = 1 + max(at for row in rows for at, cell in row.items() if cell)
        self._budget.take(width * len(rows))
        return [
            [row[at] if at in row else Cell("", self._place(number, at)) for at in range(width)]
            for number, row in enumerate(rows, 1)
        ]

    def _shown(self, cell: _TableCell, row: int, column: int) -> Cell:
        if cell.covered:
            return self._covered(row, column)
        return Cell("\n".join(text.text for text in cell.texts), self._place(row, column))

    def _covered(self, row: int, column: int) -> Cell:
        return Cell("", self._place(row, column), covered=True)

    def _place(self, row: int, column: int) -> Place:
        return Place(None, f"table {self._tables} row {row} column {column + 1}")


def _is_frame(table: _Table) -> bool:
    own = sum(len(text.text) for cell in table.cells for text in cell.texts)
    inner = sum(_length(inner) for cell in table.cells for inner in cell.tables)
    return inner > own or any(len(cell.texts) >= _LONG_CELL for cell in table.cells)


def _length(table: _Table) -> int:
    return sum(
        sum(len(text.text) for text in cell.texts) + sum(map(_length, cell.tables))
        for cell in table.cells
    )
