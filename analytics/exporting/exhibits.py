"""The charts of the comparison, each with what it says, the figures drawn, and their sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import execution as execution_charts
from analytics.charts import low_execution as low_execution_charts
from analytics.charts import sentences, style
from analytics.charts import staffing as staffing_charts
from analytics.charts import three_public as three_public_charts
from analytics.comparing import execution, staffing, three_public
from analytics.comparing.comparability import cautions
from analytics.comparing.scope import EVERYTHING, Scope, ask, disclosures
from analytics.exporting.charts import CHART_FORMATS, chart_bytes, data_bytes
from analytics.exporting.tables import ExportError
from analytics.files import written_whole
from analytics.findings import low_execution
from analytics.model import TOTAL
from analytics.store import Store


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A chart with all that it rests on.

    says are sentences computed from the figures drawn; data are these figures; printed the printed
    amounts behind them (comparing.sources), with the file and its sha256; documents those of
    scope.disclosures that are drawn; warnings what may not be compared among them.
    """

    name: str
    figure: go.Figure
    says: Sequence[str]
    data: pd.DataFrame
    printed: pd.DataFrame
    documents: pd.DataFrame

    @property
    def warnings(self) -> list[str]:
        """What may not be compared among the documents."""
        return [caution.en for caution in cautions(self.documents)]

    def as_bytes(self, format: str, *, made_on: date | None = None) -> bytes:
        """The exhibit as a file: the chart in one of CHART_FORMATS, or its data as csv or xlsx.

        See exporting.charts for what each holds and raises; xlsx has the printed amounts on the
        sheet "sources" and the words of the chart on the sheet "about".
        """
        if format in CHART_FORMATS:
            return chart_bytes(self.figure, format, self.documents, made_on=made_on)
        sheets = {"sources": self.printed, "about": self._about(made_on or date.today())}
        return data_bytes(self.data, format, sheets)

    def write(self, folder: Path, formats: Sequence[str]) -> list[Path]:
        """Writes the exhibit to a folder, one file a format; returns their paths."""
        written = []
        for format in formats:
            content, path = self.as_bytes(format), folder / f"{self.name}.{format}"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                with written_whole(path) as temporary:
                    temporary.write_bytes(content)
            except OSError as error:
                raise ExportError(
                    f"{path}: cannot be written ({error.strerror}): name a folder that can"
                ) from error
            written.append(path)
        return written

    def _about(self, made_on: date) -> pd.DataFrame:
        title, subtitle, note = style.words(self.figure)
        rows = [("title", title), ("units", subtitle), ("note", note), ("made on", str(made_on))]
        rows += [("says", said) for said in self.says]
        rows += [("compare with care", warning) for warning in self.warnings]
        return pd.DataFrame(rows, columns=["what", "words"])


def share_of_basic(store: Store, scope: Scope = EVERYTHING) -> Exhibit | None:
    """Personnel as a share of basic expenditure, ranked."""
    return _share(store, scope, staffing.OF_BASIC)


def share_of_total(store: Store, scope: Scope = EVERYTHING) -> Exhibit | None:
    """Personnel as a share of total expenditure, ranked."""
    return _share(store, scope, staffing.OF_TOTAL)


def share_of_own_running_cost(store: Store, scope: Scope = EVERYTHING) -> Exhibit | None:
    """Personnel as a share of the body's own running cost, ranked."""
    return _share(store, scope, staffing.OF_OWN_RUNNING)


def execution_strip(store: Store, scope: Scope = EVERYTHING) -> Exhibit | None:
    """Execution rates of projects, a dot a project."""
    projects = execution.projects(store, scope)
    bodies = execution.rates(store, scope, by=("disclosure_id",))
    return _exhibit(
        store,
        scope,
        "execution",
        execution_charts.strip(projects, "label_en", "rate") if len(projects) else None,
        sentences.execution(projects, bodies),
        projects,
        execution.sources,
    )


def execution_bands(store: Store, scope: Scope = EVERYTHING) -> Exhibit | None:
    """How many projects are in which band of the execution rate, by theme."""
    projects = execution.projects(store, scope)
    return _exhibit(
        store,
        scope,
        "execution_by_theme",
        execution_charts.bands(projects, "theme") if len(projects) else None,
        [],
        projects,
        execution.sources,
    )


def three_public_trends(store: Store, scope: Scope = EVERYTHING) -> Exhibit | None:
    """“三公” expenses in total, from year to year."""
    series = three_public.series(store, scope)
    of_all = series[series["item"] == TOTAL]
    missing = three_public.missing(store, scope)
    return _exhibit(
        store,
        scope,
        "three_public",
        three_public_charts.trends(of_all, TOTAL, _colours(store)) if len(of_all) else None,
        sentences.three_public(of_all, missing, TOTAL),
        of_all,
        three_public.sources,
    )


def claims_against_money(store: Store, scope: Scope = EVERYTHING) -> Exhibit | None:
    """Outputs claimed against money spent, of the projects that need a question asked."""
    ranked = low_execution.ranked(store, scope)
    return _exhibit(
        store,
        scope,
        "low_execution",
        low_execution_charts.claim_against_money(ranked) if len(ranked) else None,
        sentences.low_execution(ranked) if len(ranked) else [],
        ranked,
        low_execution.sources,
    )


EXHIBITS: Final[tuple[Callable[[Store, Scope], Exhibit | None], ...]] = (
    share_of_basic,
    share_of_total,
    share_of_own_running_cost,
    execution_strip,
    execution_bands,
    three_public_trends,
    claims_against_money,
)
"""Every exhibit: None where the disclosures in scope print nothing to draw."""


def _share(store: Store, scope: Scope, quantity: str) -> Exhibit | None:
    shares = staffing.shares(store, scope)
    known = shares["quantity"] == quantity
    return _exhibit(
        store,
        scope,
        quantity,
        staffing_charts.ranking(shares, quantity, _colours(store)) if known.any() else None,
        sentences.staffing(shares[known]),
        shares[known],
        staffing.sources,
        quantity=quantity,
    )


def _exhibit(
    store: Store,
    scope: Scope,
    name: str,
    figure: go.Figure | None,
    says: Sequence[str],
    data: pd.DataFrame,
    sources: Callable[[Store, Scope], pd.DataFrame],
    quantity: str | None = None,
) -> Exhibit | None:
    if figure is None:
        return None
    every = disclosures(store, scope)
    documents = every[every["disclosure_id"].isin(data["disclosure_id"])]
    files = ask(store, scope, "SELECT disclosure_id, source_name, sha256 FROM scoped")
    printed = files.merge(sources(store, scope), on="disclosure_id")
    if quantity is not None:
        printed = printed[printed["quantity"] == quantity]
    return Exhibit(name, figure, says, data, printed, documents)


def _colours(store: Store) -> dict[str, str]:
    return style.place_colours(disclosures(store)["place_en"])
