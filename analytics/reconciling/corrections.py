"""Declared corrections: a misprint of the source, mended as data/corrections.yml says.

A correction names the value that it expects to find printed. Where the source prints another
one, because it was corrected since, the correction is not applied, and the log says so. The cell
as printed stays in `raw`; the reason stands in the file alone, see correction_for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from analytics.model import MEASURES, Evaluation, LineItem
from analytics.numbers import count
from analytics.recognising.amounts import parse_number
from analytics.recognising.line_items import in_wan
from analytics.recognising.wording import normalise
from analytics.settings import ROOT

CORRECTED: Final = "corrected"
"""What `repaired` of a line item says whose amount is a declared correction."""

DECLARED: Final = ROOT / "data" / "corrections.yml"

FORM_COLUMNS: Final = (
    *("initial_budget", "adjusted_budget", "budget", "executed", "printed_rate"),
    *("rate_weight", "rate_score", "deduction", "total_score"),
)
"""The figures of a performance form that can be corrected; execution_rate follows from them."""

_TEXTS: Final = ("document", "reason", "source", "by")
_KEYS: Final = (*_TEXTS, "cell", "printed", "value")
_COLLISION_HASH: Final = re.compile(r"-[0-9a-f]{8}$")


class CorrectionsError(Exception):
    """A file of corrections that cannot be used: which entry, which key, what is wrong."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a statutory table, by its row and its measure; None where it does not matter."""

    statement: str
    measure: str
    code: str | None = None
    name: str | None = None
    section: str | None = None
    economic_code: str | None = None

    def __str__(self) -> str:
        row = (self.section, self.code, self.economic_code, self.name)
        return " ".join(filter(None, (self.statement, *row, self.measure)))


@dataclass(frozen=True, slots=True)
class FormCell:
    """A figure of a performance form, by the form's number and one of FORM_COLUMNS."""

    evaluation_no: int
    column: str

    def __str__(self) -> str:
        return f"form {self.evaluation_no} {self.column}"


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the file.

    document is a disclosure_id or a sha256. printed and value are in the unit of the table; of a
    form, in the unit of the model's column (万元, or a ratio). source tells where the value is
    known from, by who says so.
    """

    document: str
    cell: TableCell | FormCell
    printed: Decimal
    value: Decimal
    reason: str
    source: str
    by: str


@lru_cache(maxsize=1)
def declared_corrections() -> tuple[Correction, ...]:
    """The corrections of data/corrections.yml, read once a process. Raises CorrectionsError."""
    return read_corrections(DECLARED)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections that a file declares; none where it is not there or holds comments alone.

    Raises CorrectionsError with one line that names the entry and the key which is wrong.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        detail = " ".join(str(error).split())
        raise CorrectionsError(f"{path}: cannot be read ({detail}): mend it") from None
    if entries is None:
        return ()
    if not isinstance(entries, list):
        raise CorrectionsError(f"{path}: holds no list: begin each correction with a dash")
    found: dict[tuple[Any, ...], int] = {}
    corrections = []
    for number, entry in enumerate(entries, start=1):
        try:
            correction = _correction(entry)
            cell = (_plain(correction.document), correction.cell, correction.printed)
            if cell in found:
                raise _WrongError("cell", f"is corrected by entry {found[cell]} already")
        except _WrongError as error:
            key, problem = error.args
            raise CorrectionsError(f"{path}: entry {number}: {key}: {problem}") from None
        found[cell] = number
        corrections.append(correction)
    return tuple(corrections)


def concerning(
    corrections: Iterable[Correction], disclosure_id: str, sha256: str
) -> list[Correction]:
    """The corrections of one document, by its id or by the hash of its content."""
    return [
        each
        for each in corrections
        if each.document == sha256 or _plain(each.document) == _plain(disclosure_id)
    ]


def digest(corrections: Sequence[Correction]) -> str:
    """A short text that is another one for other corrections."""
    return hashlib.sha256(repr(corrections).encode()).hexdigest()[:8]


def apply_corrections(
    corrections: Iterable[Correction],
    tables: Sequence[tuple[str, Sequence[LineItem]]],
    evaluations: Sequence[Evaluation],
) -> list[str]:
    """Corrects the figures of one document in place; tables are (printed unit, line items).

    Returns what the log is to say: how many were corrected, and each that was not and why.
    """
    applied, remarks = 0, []
    for correction in corrections:
        cells = _cells(correction.cell, tables, evaluations)
        expected = [cell for cell in cells if cell.printed == correction.printed]
        if len(expected) == 1:
            expected[0].correct(correction.value)
            applied += 1
            continue
        if not cells:
            reason = "there is no such cell"
        elif expected:
            reason = f"{len(expected)} cells print {correction.printed}"
        else:
            printed = " and ".join(str(cell.printed) for cell in cells)
            reason = f"it prints {printed}, not {correction.printed}"
        remarks.append(f"the correction of {correction.cell} is not applied: {reason}")
    return [f"{count(applied, 'figure')} corrected", *remarks] if applied else remarks


def correction_for(
    figure: Mapping[str, Any], sha256: str, corrections: Iterable[Correction] | None = None
) -> Correction | None:
    """The correction that a shown figure carries; None where it stands as it was printed.

    figure holds the columns of a line item, or those of a source (comparing.sources), where the
    figure of a form has an evaluation_no and its column as measure. sha256 is the document's.
    Raises CorrectionsError where the declared ones cannot be used.
    """
    declared = declared_corrections() if corrections is None else corrections
    for correction in concerning(declared, figure["disclosure_id"], sha256):
        cell = correction.cell
        if isinstance(cell, FormCell):
            if (
                figure.get("evaluation_no") == cell.evaluation_no
                and figure["measure"] == cell.column
                and figure["amount"] == float(correction.value)
            ):
                return correction
        elif (
            figure.get("repaired") == CORRECTED
            and parse_number(figure["raw"]) == correction.printed
            and all(figure[key] == value for key, value in _stated(cell) if key in figure)
        ):
            return correction
    return None


class _Cell(NamedTuple):
    """A cell of a document: the number that it prints, and what puts another in its place."""

    printed: Decimal | None
    correct: Callable[[Decimal], None]


def _cells(
    cell: TableCell | FormCell,
    tables: Sequence[tuple[str, Sequence[LineItem]]],
    evaluations: Sequence[Evaluation],
) -> list[_Cell]:
    if isinstance(cell, FormCell):
        return [
            _Cell(Decimal(repr(printed)), partial(_correct_form, evaluation, cell.column))
            for evaluation in evaluations
            if evaluation.evaluation_no == cell.evaluation_no
            and (printed := getattr(evaluation, cell.column)) is not None
        ]
    return [
        _Cell(parse_number(item.raw), partial(_correct_item, item, unit))
        for unit, items in tables
        for item in items
        if all(getattr(item, key) == value for key, value in _stated(cell))
    ]


def _stated(cell: TableCell) -> list[tuple[str, str]]:
    return [(key, value) for key, value in asdict(cell).items() if value is not None]


def _correct_item(item: LineItem, unit: str, value: Decimal) -> None:
    item.amount = in_wan(value, unit)
    item.repaired = CORRECTED


def _correct_form(evaluation: Evaluation, column: str, value: Decimal) -> None:
    for each in _columns_of_cell(evaluation, column):
        setattr(evaluation, each, float(value))
    if evaluation.budget and evaluation.executed is not None:
        evaluation.execution_rate = evaluation.executed / evaluation.budget
    else:
        evaluation.execution_rate = None


def _columns_of_cell(evaluation: Evaluation, column: str) -> set[str]:
    """The columns filled from one printed cell: `budget` repeats one of the other budgets."""
    if evaluation.adjusted_budget is not None:
        same = {"adjusted_budget", "budget"}
    elif evaluation.initial_budget == evaluation.budget:
        same = {"initial_budget", "budget"}
    else:
        same = set()
    return same if column in same else {column}


def _plain(document: str) -> str:
    """An id without the hash that a store puts behind it where another document has it too."""
    return _COLLISION_HASH.sub("", document)


class _WrongError(Exception):
    """The key of an entry that is wrong, and how."""


def _correction(entry: Any) -> Correction:
    if not isinstance(entry, dict):
        raise _WrongError("document", "is missing")
    _check_keys(entry, _KEYS)
    texts = {key: _text(entry, key) for key in _TEXTS}
    return Correction(
        cell=_cell(entry.get("cell")),
        printed=_number(entry, "printed"),
        value=_number(entry, "value"),
        **texts,
    )


def _cell(entry: Any) -> TableCell | FormCell:
    if not isinstance(entry, dict):
        raise _WrongError("cell", "must name statement, code or name, and measure")
    if "evaluation_no" in entry or "column" in entry:
        _check_keys(entry, ("evaluation_no", "column"), "cell.")
        number, column = entry.get("evaluation_no"), entry.get("column")
        if type(number) is not int or number < 1:
            raise _WrongError("cell.evaluation_no", f"must count from 1, not {number!r}")
        if column not in FORM_COLUMNS:
            raise _WrongError("cell.column", f"{column!r} is none of {', '.join(FORM_COLUMNS)}")
        return FormCell(number, column)
    _check_keys(entry, TableCell.__slots__, "cell.")
    given = {key: normalise(_text(entry, key, "cell.")) for key in entry}
    statement = given.get("statement")
    if statement not in MEASURES:
        raise _WrongError("cell.statement", f"{statement!r} is none of {', '.join(MEASURES)}")
    measures = MEASURES[statement]
    if given.get("measure") not in measures:
        problem = f"{given.get('measure')!r} is none of {', '.join(measures)}"
        raise _WrongError("cell.measure", problem)
    if not {"code", "name"} & given.keys():
        raise _WrongError("cell.code", "is missing, and so is cell.name")
    return TableCell(**given)


def _check_keys(entry: Mapping[str, Any], known: Iterable[str], prefix: str = "") -> None:
    for key in entry:
        if key not in known:
            raise _WrongError(f"{prefix}{key}", f"is none of {', '.join(known)}")


def _text(entry: Mapping[str, Any], key: str, prefix: str = "") -> str:
    """A text; codes may stand without quotes, so that YAML takes them for numbers."""
    value = entry.get(key)
    if type(value) is int:
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise _WrongError(f"{prefix}{key}", "is missing" if value is None else "must be a text")
    return value.strip()


def _number(entry: Mapping[str, Any], key: str) -> Decimal:
    value = entry.get(key)
    number = None if isinstance(value, bool) else parse_number(str(value))
    if number is None:
        raise _WrongError(key, "is missing" if value is None else f"{value!r} is no number")
    return number
