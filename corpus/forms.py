"""What the performance forms of all provinces have in common.

A province's form is a function from a Form to a PrintedForm: the title lines, then one ruled
table. The helpers here write the rows of that table.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analytics.model import Evaluation, Funding, Indicator
from corpus.ledger import UnplacedError
from corpus.sheet import LEFT, UP, Rows


@dataclass(frozen=True)
class Form:
    """One performance form: its evaluation, and the rows that belong to it."""

    evaluation: Evaluation
    funding: Sequence[Funding]
    indicators: Sequence[Indicator]
    agency: str
    year: int


@dataclass(frozen=True)
class PrintedForm:
    """A form as it is ruled: lines above the table, its rows and the shares of its columns."""

    above: Sequence[str]
    rows: Rows
    widths: Sequence[float]
    landscape: bool = False
    size: float = 9.0


@dataclass(frozen=True)
class FormLayout:
    """How a layout prints one kind of form, and the columns of the model that it has a place for.

    evaluation and indicator name columns, parted by spaces; sources are the funding sources that
    it prints as a rule.
    """

    print: Callable[[Form], PrintedForm]
    evaluation: str = ""
    indicator: str = ""
    sources: Sequence[str] = ()

    def check(self, form: Form) -> None:
        """Raises UnplacedError where the form holds what the layout would leave out."""
        _check(form.evaluation, {*self.evaluation.split(), *_DERIVED})
        for indicator in form.indicators:
            _check(indicator, set(self.indicator.split()))
        if form.funding and not self.sources:
            raise UnplacedError(f"no place in the form for the sources of {form.evaluation.name}")


def _check(row: Evaluation | Indicator, places: set[str]) -> None:
    for column in dataclasses.fields(row):
        value = getattr(row, column.name)
        if value is not None and column.name not in places | _ALWAYS_PRINTED:
            raise UnplacedError(f"no place in the form for {column.name} of {row.name}")


Forms = Mapping[str, FormLayout]
"""How a layout prints each kind of form, by its name in model.FORMS."""

_ALWAYS_PRINTED: Final = frozenset(
    {"disclosure_id", "evaluation_no", "form", "name", "level1", "level2", "page", "locator"}
)
_DERIVED: Final = frozenset({"budget", "execution_rate", "theme"})


def spread(*cells: tuple[str, int]) -> list[str]:
    """A row from texts with the number of columns that each of them spans."""
    return [part for text, span in cells for part in [text, *[LEFT] * (span - 1)]]


def plain(value: float | None) -> str:
    """A number without needless zeros; blank for None."""
    return "" if value is None else f"{Decimal(str(value)).normalize():f}"


def fixed(value: float | None) -> str:
    """A number with two decimals; blank for None."""
    return "" if value is None else f"{Decimal(str(value)):.2f}"


def fixed_percent(ratio: float | None) -> str:
    """A ratio times a hundred with two decimals, without the sign; blank for None."""
    return "" if ratio is None else f"{Decimal(str(ratio)) * 100:.2f}"


def percent(ratio: float | None) -> str:
    """A ratio times a hundred, without the sign; blank for None."""
    return "" if ratio is None else f"{(Decimal(str(ratio)) * 100).normalize():f}"


def percent_sign(ratio: float | None) -> str:
    """A ratio as a percentage; blank for None."""
    return "" if ratio is None else f"{percent(ratio)}%"


_BLANK: Final = Indicator(
    **{column.name: None for column in dataclasses.fields(Indicator)} | {"name": ""}  # type: ignore[arg-type]
)


def indicator_rows(
    indicators: Sequence[Indicator],
    cells: Callable[[Indicator], list[str]],
    blanks: Sequence[tuple[str, str]] = (),
) -> list[list[str]]:
    """Rows of level 1, level 2 and the cells of an indicator, equal levels merged downwards.

    blanks: levels that the form prints in this order, blank where no indicator is theirs.
    """
    lines = [
        ((indicator.level1 or "", indicator.level2 or ""), cells(indicator))
        for indicator in indicators
    ]
    if blanks:
        given = {levels for levels, _ in lines}
        lines += [(levels, cells(_BLANK)) for levels in blanks if levels not in given]
        order = {levels: at for at, levels in enumerate(blanks)}
        lines.sort(key=lambda line: order.get(line[0], len(order)))
    rows: list[list[str]] = []
    above: tuple[str, str] | None = None
    for (level1, level2), texts in lines:
        same1 = above is not None and above[0] == level1
        same2 = same1 and above == (level1, level2)
        rows.append([UP if same1 else level1, UP if same2 else level2, *texts])
        above = (level1, level2)
    return rows


def beside(label: str, rows: Rows, width: int = 1) -> list[list[str]]:
    """Rows with one cell in front of them that reaches over all of them."""
    return [[*spread((label if at == 0 else UP, width)), *row] for at, row in enumerate(rows)]
