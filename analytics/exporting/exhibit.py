"""An exhibit: a chart with all that it rests on, and the files that it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.comparing.comparability import Caution, cautions
from analytics.comparing.scope import Scope, ask
from analytics.exporting.charts import CHART_FORMATS, UNITS, chart_bytes, credit_lines, data_bytes
from analytics.exporting.tables import ExportError
from analytics.files import written_whole
from analytics.language import ENGLISH, Language
from analytics.store import Store


@dataclass(frozen=True)
class Exhibit:
    """A chart with all that it rests on.

    figure is finished (charts.style.drawn); says are sentences computed from the figures drawn;
    data are these figures, a row with the disclosure_id of each; documents those of
    scope.disclosures that are drawn; printed gives the printed amounts behind the figures
    (see printed_amounts), which takes time and is asked for where they are needed; say is the
    language of figure and says.
    """

    name: str
    figure: go.Figure
    says: Sequence[str]
    data: pd.DataFrame
    documents: pd.DataFrame
    printed: Callable[[], pd.DataFrame]
    say: Language = ENGLISH
    compares: bool = True
    """Whether the chart sets figures of different documents side by side."""
    units: Mapping[str, str] = field(default_factory=dict)
    """The unit, MONEY or RATIO, of columns of data that exporting.charts.UNITS has none or another
    of."""

    @cached_property
    def cautions(self) -> list[Caution]:
        """What may not be compared among the documents, if the chart compares them."""
        return cautions(self.documents) if self.compares else []

    @property
    def warnings(self) -> list[str]:
        """The same in words, with the documents on either side."""
        return [getattr(caution, self.say.code) for caution in self.cautions]

    @property
    def with_care(self) -> str:
        """The same in one line: "Compare with care: budgets beside final accounts"."""
        aspects = [self.say(f"aspect.{caution.aspect}") for caution in self.cautions]
        return self.say("parts.compare_with_care", aspects=self.say.listed(aspects))

    def as_bytes(self, format: str, *, made_on: date | None = None) -> bytes:
        """The exhibit as a file: the chart in one of CHART_FORMATS, or its data as csv or xlsx.

        See exporting.charts for what each holds and raises; xlsx has the printed amounts on the
        sheet "sources" and the words of the chart on the sheet "about".
        """
        made_on = made_on or date.today()
        if format in CHART_FORMATS:
            care = [self.with_care] if self.cautions else []
            lines = [*care, *credit_lines(self.documents, made_on, self.say)]
            return chart_bytes(self.figure, format, lines, self.say)
        units = {**UNITS, **self.units}
        if format == "csv":
            return data_bytes(self.data, format, {}, units)
        sheets = {"sources": self.printed(), "about": self._about(made_on)}
        return data_bytes(self.data, format, sheets, units)

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


def printed_amounts(
    store: Store, scope: Scope, sources: Callable[[Store, Scope], pd.DataFrame]
) -> pd.DataFrame:
    """The printed amounts in scope (comparing.sources) that a function `sources` gives.

    Before SOURCE_COLUMNS stand the file's source_name and sha256.
    """
    files = ask(store, scope, "SELECT disclosure_id, source_name, sha256 FROM scoped")
    return files.merge(sources(store, scope), on="disclosure_id")
