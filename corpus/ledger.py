"""The line items of a disclosure, handed out to the tables that print them, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from analytics.model import LineItem
from analytics.recognising.amounts import UNIT_IN_WAN
from analytics.recognising.wording import canonical_label
from analytics.reconciling.repairs import ROW_SHIFT


class UnplacedError(ValueError):
    """A disclosure holds rows that its layout has no place for."""


@dataclass(frozen=True)
class NumberStyle:
    """How a layout prints an amount: in which unit, with how many decimals, and zero how."""

    unit: str = "万元"
    decimals: int = 2
    thousands: bool = False
    zero: str = "0.00"

    def rounded(self, amount: Decimal) -> Decimal:
        """An amount in 万元, rounded to what a cell prints of it."""
        unit = UNIT_IN_WAN[self.unit]
        place = Decimal(1).scaleb(-self.decimals)
        return (amount / unit).quantize(place, ROUND_HALF_UP) * unit

    def print(self, amount: float | Decimal) -> str:
        """An amount in 万元 as a cell prints it."""
        printed = Decimal(str(amount)) / UNIT_IN_WAN[self.unit]
        if not printed:
            return self.zero
        return f"{printed:{',' if self.thousands else ''}.{self.decimals}f}"


@dataclass
class Record:
    """One row of a statutory table: its label and what each of its columns holds."""

    section: str | None
    code: str | None
    name: str
    printed_name: str
    shifted: bool
    cells: dict[str, LineItem] = field(default_factory=dict)

    def print(self, measure: str, numbers: NumberStyle) -> str:
        """The cell of a measure as printed; blank where no amount is."""
        item = self.cells.get(measure)
        if item is None:
            return ""
        return item.raw or numbers.print(item.amount)


class Ledger:
    """Rows of a disclosure's statutory tables; what was taken is not handed out again."""

    def __init__(self, items: list[LineItem]) -> None:
        self._records: dict[str, list[Record]] = {}
        latest: dict[tuple[str, str | None, str | None, str], Record] = {}
        for item in items:
            label = (item.statement, item.section, item.code, item.name)
            record = latest.get(label)
            if record is None or item.measure in record.cells:
                record = Record(*label[1:], item.printed_name, item.repaired == ROW_SHIFT)
                latest[label] = record
                self._records.setdefault(item.statement, []).append(record)
            record.cells[item.measure] = item

    def take_all(self, statement: str) -> list[Record]:
        """All rows of a table, in order."""
        return self._records.pop(statement, [])

    def take(self, statement: str, label: str, *sections: str | None) -> Record | None:
        """The row with a label in the first of the sections that has it; None where none has."""
        name = canonical_label(label)
        records = self._records.get(statement, [])
        for section in sections:
            for at, record in enumerate(records):
                if record.section == section and name in (
                    record.name,
                    canonical_label(record.printed_name),
                ):
                    return records.pop(at)
        return None

    def take_code(self, statement: str, code: str) -> Record | None:
        """The row with a code; None where there is none."""
        records = self._records.get(statement, [])
        at = next((at for at, record in enumerate(records) if record.code == code), None)
        return None if at is None else records.pop(at)

    def check_all_taken(self) -> None:
        """Raises UnplacedError where a row has not been printed."""
        for statement, records in self._records.items():
            if records:
                labels = "、".join(record.code or record.name for record in records)
                raise UnplacedError(f"no place in the layout for {statement}: {labels}")
