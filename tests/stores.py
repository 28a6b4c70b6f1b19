"""Stores for tests of comparisons: the five originals, and bodies that nobody heard of."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from shipped import DISCLOSURES, SHIPPED, shipped_rows

from analytics import model
from analytics.model import (
    Alternative,
    Disclosure,
    DisclosureRows,
    Evaluation,
    FormFigure,
    Funding,
    Indicator,
    LineItem,
    ProseStatement,
    TableFound,
)
from analytics.store import Source, Store, open_store

MADE_UP = 20
"""How many disclosures are in the fixture `made_up_store`."""


def store_of(folder: Path, *bodies: Body) -> Store:
    """A store of made-up disclosures."""
    store = open_store(folder / "workbench.duckdb")
    for body in bodies:
        disclosure = body.rows.disclosure
        store.put(body.rows, Source(disclosure.source_name, body.content, "test"))
    return store


def store_of_originals(folder: Path) -> Store:
    """A store of the five disclosures as they are shipped, which hold the originals' figures."""
    store = open_store(folder / "workbench.duckdb")
    for city, name in SHIPPED.items():
        content = (DISCLOSURES / name).read_bytes()
        store.put(shipped_rows(city), Source(name, content, "test"))
    return store


class Body:
    """A made-up disclosure; each method adds a row as if it were printed on the next line."""

    def __init__(
        self,
        disclosure_id: str = "yunxi-2023-final_accounts",
        *,
        agency: str = "云溪市医疗保障局",
        province: str | None = "云溪省",
        city: str | None = "云溪市",
        district: str | None = None,
        year: int = 2023,
        kind: str = model.FINAL_ACCOUNTS,
        scope: str = model.DEPARTMENT,
    ) -> None:
        self.content = disclosure_id.encode()
        self._line = 0
        self.rows = DisclosureRows(
            Disclosure(
                disclosure_id=disclosure_id,
                agency=agency,
                province=province,
                city=city,
                district=district,
                fiscal_year=year,
                kind=kind,
                scope=scope,
                printed_unit="万元",
                format="text",
                source_name=f"{disclosure_id}.txt",
                sha256=hashlib.sha256(self.content).hexdigest(),
                pages=None,
            )
        )

    @property
    def id(self) -> str:
        return self.rows.disclosure.disclosure_id

    def table(self, statement: str, status: str = model.CLOSED) -> Body:
        number = len(self.rows.tables) + 1
        self.rows.tables.append(
            TableFound(self.id, number, statement, statement, None, None, "万元", 1, status)
        )
        return self

    def amount(
        self,
        statement: str,
        name: str,
        amount: float,
        *,
        code: str | None = None,
        measure: str = "amount",
        section: str | None = None,
        repaired: str | None = None,
    ) -> Body:
        self.rows.line_items.append(
            LineItem(
                disclosure_id=self.id,
                statement=statement,
                section=section,
                code=code,
                economic_code=None,
                name=name,
                printed_name=name,
                level=None,
                measure=measure,
                amount=amount,
                raw=f"{amount:,.2f}",
                page=None,
                locator=self._next(),
                repaired=repaired,
            )
        )
        return self

    def in_question(self, amount: float, reading_no: int, reason: str) -> Body:
        """A reading of the amount added last."""
        item = self.rows.line_items[-1]
        self.rows.alternatives.append(
            Alternative(
                disclosure_id=self.id,
                table_no=1,
                statement=item.statement,
                section=item.section,
                code=item.code,
                economic_code=item.economic_code,
                name=item.name,
                measure=item.measure,
                reading_no=reading_no,
                amount=amount,
                raw=item.raw,
                page=item.page,
                locator=item.locator,
                reason=reason,
            )
        )
        return self

    def project(
        self,
        name: str,
        budget: float | None,
        executed: float | None,
        *,
        initial: float | None = None,
        adjusted: float | None = None,
        printed_rate: float | None = None,
        theme: str | None = "operations",
        **others: Any,
    ) -> Body:
        """A project's results; others are further columns of `evaluations`."""
        self.rows.evaluations.append(
            Evaluation(
                disclosure_id=self.id,
                evaluation_no=len(self.rows.evaluations) + 1,
                form=model.PROJECT_RESULT,
                name=name,
                department=self.rows.disclosure.agency,
                unit=self.rows.disclosure.agency,
                initial_budget=initial,
                adjusted_budget=adjusted,
                budget=budget,
                executed=executed,
                printed_rate=printed_rate,
                execution_rate=executed / budget if budget and executed is not None else None,
                rate_weight=None,
                rate_score=None,
                deduction=None,
                total_score=None,
                theme=theme,
                page=None,
                locator=self._next(),
            )
        )
        figures = {"initial_budget": initial, "adjusted_budget": adjusted}
        for figure, amount in (figures | {"budget": budget, "executed": executed}).items():
            if amount is not None:
                self._form_figure(figure, amount)
        for column, value in others.items():
            setattr(self.rows.evaluations[-1], column, value)
        return self

    def source(self, name: str, **amounts: float) -> Body:
        """A funding source of the project added last; amounts are columns of `funding`."""
        printed = dict.fromkeys(("initial_budget", "adjusted_budget", "executed", "printed_rate"))
        evaluation_no = len(self.rows.evaluations)
        self.rows.funding.append(Funding(self.id, evaluation_no, name, **{**printed, **amounts}))
        return self

    def _form_figure(self, figure: str, amount: float) -> None:
        self.rows.form_figures.append(
            FormFigure(
                disclosure_id=self.id,
                evaluation_no=len(self.rows.evaluations),
                source=None,
                figure=figure,
                printed=f"{amount:,.2f}",
                page=None,
                locator=self._next(),
            )
        )

    def indicator(
        self,
        level1: str,
        *,
        weight: float | None = None,
        score: float | None = None,
        completion: float | None = None,
        **others: Any,
    ) -> Body:
        """An indicator of the project added last; others are further columns of `indicators`."""
        self.rows.indicators.append(
            Indicator(
                disclosure_id=self.id,
                evaluation_no=len(self.rows.evaluations),
                level1=level1,
                level2="数量指标",
                name="救助人次",
                operator=None,
                target="100",
                unit=None,
                actual="100",
                completion=completion,
                weight=weight,
                score=score,
                deviation=None,
                reason=None,
                page=None,
                locator=self._next(),
            )
        )
        for column, value in others.items():
            setattr(self.rows.indicators[-1], column, value)
        return self

    def sentence(
        self,
        topic: str,
        *,
        final: float | None = None,
        initial: float | None = None,
        change: float | None = None,
        **others: Any,
    ) -> Body:
        """An amount in a sentence; others are further columns of `statements_in_prose`."""
        known = final is not None and change is not None
        self.rows.statements_in_prose.append(
            ProseStatement(
                disclosure_id=self.id,
                topic=topic,
                code=None,
                initial_budget=initial,
                final=final,
                printed_completion=None,
                change=change,
                printed_change_rate=None,
                prior_year=final - change if known else None,
                reason=None,
                page=None,
                locator=self._next(),
            )
        )
        for column, value in others.items():
            setattr(self.rows.statements_in_prose[-1], column, value)
        return self

    def _next(self) -> str:
        self._line += 1
        return f"line {self._line}"
