"""What a rule looks at: one disclosure, the others of the same body, and what peers say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from analytics.findings.features import Peers
from analytics.model import (
    CLOSED,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    REPAIRED,
    REVENUE_EXPENDITURE_SUMMARY,
    SECTION_EXPENDITURE,
    TOTAL,
    DisclosureRows,
    Evaluation,
    FormFigure,
    Funding,
    Indicator,
    LineItem,
)
from analytics.reconciling.identities import Identity, identities
from analytics.settings import MISPRINTS


@dataclass(frozen=True)
class Case:
    """One disclosure (rows), the other disclosures of the same body, oldest first, and what the
    peers in the store say."""

    rows: DisclosureRows
    others: Sequence[DisclosureRows] = field(default=())
    peers: Peers = field(default_factory=Peers)

    @cached_property
    def identities(self) -> list[Identity]:
        """Every identity that the line items allow, in and between tables.

        Those in a table that was held against its own arithmetic with all that it prints are left
        out where the line items alone cannot show it: a column without a measure is no line item.
        """
        held = {t.statement for t in self.rows.tables if t.status in (CLOSED, REPAIRED)}
        return [
            each
            for each in identities(self.rows.line_items)
            if each.holds or each.statement not in held or not each.is_within_table
        ]

    @cached_property
    def identities_by_table(self) -> Mapping[str, list[Identity]]:
        """The identities by the statutory table of their total."""
        found: dict[str, list[Identity]] = {}
        for identity in self.identities:
            found.setdefault(identity.statement, []).append(identity)
        return found

    @cached_property
    def misread(self) -> frozenset[str]:
        """The tables of which so many sums fail that they were more likely misread."""
        found = []
        for statement, of_table in self.identities_by_table.items():
            failing = sum(not identity.holds for identity in of_table)
            share = failing / len(of_table)
            if failing >= MISPRINTS.misread_count and share > MISPRINTS.misread_share:
                found.append(statement)
        return frozenset(found)

    @cached_property
    def total_expenditure(self) -> float | None:
        """This year's expenditure as the summary prints it, else the expenditure table; 万元."""
        found = self.amount(
            REVENUE_EXPENDITURE_SUMMARY, EXPENDITURE_TOTAL, "amount", SECTION_EXPENDITURE
        ) or self.amount(EXPENDITURE, TOTAL, "total")
        return found.amount if found else None

    @cached_property
    def size(self) -> float:
        """What money of this body is a share of: its expenditure, or its projects if larger."""
        projects = sum(form.budget or 0.0 for form in self.projects)
        return max(self.total_expenditure or 0.0, projects)

    @cached_property
    def projects(self) -> list[Evaluation]:
        """The self-evaluations of projects."""
        return [form for form in self.rows.evaluations if form.form == "project_result"]

    @cached_property
    def indicators(self) -> Mapping[int, list[Indicator]]:
        """The indicators of each form that has some, in printed order."""
        found: dict[int, list[Indicator]] = {}
        for indicator in self.rows.indicators:
            found.setdefault(indicator.evaluation_no, []).append(indicator)
        return found

    @cached_property
    def funding(self) -> Mapping[int, list[Funding]]:
        """The funding sources of each form that has some, in printed order."""
        found: dict[int, list[Funding]] = {}
        for source in self.rows.funding:
            found.setdefault(source.evaluation_no, []).append(source)
        return found

    @cached_property
    def form_figures(self) -> Mapping[tuple[int, str | None, str], FormFigure]:
        """The printed cell of each figure of a form, by form, funding source and figure."""
        return {
            (each.evaluation_no, each.source, each.figure): each for each in self.rows.form_figures
        }

    def amount(
        self, statement: str, key: str, measure: str, section: str | None = None
    ) -> LineItem | None:
        """The first amount of a table by code or canonical name; None where none is printed."""
        for item in self._by_measure.get((statement, measure, section), ()):
            if key in (item.code, item.name):
                return item
        return None

    @cached_property
    def _by_measure(self) -> Mapping[tuple[str, str, str | None], list[LineItem]]:
        found: dict[tuple[str, str, str | None], list[LineItem]] = {}
        for item in self.rows.line_items:
            found.setdefault((item.statement, item.measure, item.section), []).append(item)
        return found

    def other(self, fiscal_year: int, kind: str) -> DisclosureRows | None:
        """The same body's disclosure of another year or kind; None where there is none."""
        scope = self.rows.disclosure.scope
        for rows in self.others:
            one = rows.disclosure
            if (one.fiscal_year, one.kind, one.scope) == (fiscal_year, kind, scope):
                return rows
        return None


def exact(amount: float) -> Decimal:
    """A stored amount, rate or mark as the exact decimal that was printed."""
    return Decimal(repr(amount))
