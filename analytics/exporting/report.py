"""The comparison as a report: one HTML page that needs nothing else, and the same as PDF.

The page is templates/report.html.jinja filled with what the exhibits, the register of findings
and the store say; Chromium prints it. Findings that a reviewer dismissed are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analytics import model, phrases
from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.comparing import execution, overview, staffing
from analytics.comparing.comparability import cautions
from analytics.comparing.scope import EVERYTHING, Scope, ask, disclosures
from analytics.exporting.charts import has_chromium
from analytics.exporting.exhibit import Exhibit
from analytics.exporting.exhibits import EXHIBITS
from analytics.exporting.printing import print_page
from analytics.exporting.tables import ExportError
from analytics.files import written_whole
from analytics.findings import low_execution
from analytics.findings.register import reviewed
from analytics.language import ENGLISH, Language
from analytics.numbers import figure
from analytics.store import Store

NAME: Final = "report"
MOST_FINDINGS: Final = 20
"""Findings that are spelt out; all stand in the table `findings`."""
MOST_PROJECTS: Final = 12
MOST_DOCUMENTS: Final = 60
"""Disclosures that one report compares."""
_MOST_EVIDENCE: Final = 3
_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["figure"] = lambda amount: "–" if pd.isna(amount) else figure(amount)
_BARE: Final = {"displayModeBar": False}


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that a document holds, or should hold, and that the report does not rest on."""

    label: str
    what: str


def scope_of(store: Store, cities: Sequence[str]) -> Scope:
    """The scope of the disclosures of some cities, by their names in either language; none: all.

    A name is taken for every place or agency that it is a part of. Raises ExportError where the
    store holds nothing of one.
    """
    if not cities:
        return EVERYTHING
    every = disclosures(store)
    names = every["place_en"].str.casefold() + " " + every["place_zh"] + " " + every["agency"]
    chosen = pd.Series(False, index=every.index)
    for city in cities:
        found = names.str.contains(city.casefold(), regex=False)
        if not found.any():
            there = ", ".join(sorted(set(every["place_en"])))
            raise ExportError(f"no disclosure of {city!r} is in the store: there are {there}")
        chosen |= found
    return Scope(disclosure_ids=tuple(every["disclosure_id"][chosen]))


def write_report(
    store: Store,
    folder: Path,
    scope: Scope = EVERYTHING,
    *,
    made_on: date | None = None,
    say: Language = ENGLISH,
) -> list[Path]:
    """Writes report.html to a folder, and report.pdf where there is a Chromium; returns the paths.

    Raises ExportError where nothing or more than MOST_DOCUMENTS is in scope, the folder cannot be
    written to, or Chromium fails.
    """
    page = report_page(store, scope, made_on=made_on or date.today(), say=say)
    html, pdf = (folder / f"{NAME}.{suffix}" for suffix in ("html", "pdf"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with written_whole(html) as temporary:
            temporary.write_text(page, encoding="utf-8")
        if not has_chromium():
            return [html]
        with written_whole(pdf) as temporary:
            print_page(html, temporary)
    except OSError as error:
        raise ExportError(
            f"{folder}: cannot be written ({error.strerror}): name a folder that can"
        ) from error
    return [html, pdf]


def report_page(
    store: Store, scope: Scope = EVERYTHING, *, made_on: date, say: Language = ENGLISH
) -> str:
    """The report as the text of an HTML page that needs no other file and no network."""
    documents = disclosures(store, scope)
    if documents.empty:
        raise ExportError("no disclosure is in the store: ingest some first")
    if len(documents) > MOST_DOCUMENTS:
        raise ExportError(
            f"{len(documents)} disclosures are too many for one report: choose cities"
            f" (--cities), {MOST_DOCUMENTS} disclosures at most"
        )
    exhibits = [made for exhibit in EXHIBITS if (made := exhibit(store, scope, say)) is not None]
    findings = reviewed(store).merge(documents, on="disclosure_id", suffixes=("", "_of_document"))
    findings = findings[findings["status"] != model.DISMISSED]
    return _ENVIRONMENT.get_template(f"{NAME}.html.jinja").render(
        say=say,
        percent=lambda ratio: "–" if pd.isna(ratio) else say.percent(ratio),
        made_on=say.day(made_on),
        documents=list(_documents(store, scope, documents, say)),
        warnings=[getattr(caution, say.code) for caution in cautions(documents)],
        exhibits={exhibit.name: exhibit for exhibit in exhibits},
        charts=dict(_charts(exhibits)),
        denominators=say.terms("denominator"),
        shares=_shares(store, scope, say),
        rates=list(rows_of(execution.rates(store, scope, by=("disclosure_id",)))),
        projects=list(rows_of(low_execution.ranked(store, scope, limit=MOST_PROJECTS))),
        findings=[_finding(row, say) for row in rows_of(findings.head(MOST_FINDINGS))],
        findings_n=len(findings),
        severities=model.SEVERITIES,
        families=_families(findings),
        unread=list(_unread(store, scope, documents, say)),
        failed=_failed(store, say),
    )


def _charts(exhibits: Sequence[Exhibit]) -> Iterator[tuple[str, Markup]]:
    """Each chart as HTML, the first one with the script that draws them all."""
    for number, exhibit in enumerate(exhibits):
        chart = style.standing_alone(exhibit.figure, [])
        drawn = chart.to_html(full_html=False, include_plotlyjs=number == 0, config=_BARE)
        yield exhibit.name, Markup(drawn)


def _documents(
    store: Store, scope: Scope, documents: pd.DataFrame, say: Language
) -> Iterator[dict[str, Any]]:
    read = ask(
        store,
        scope,
        """SELECT disclosure_id, sha256, len(unread_pages) AS unread_pages,
            (SELECT count(*) FROM evaluations AS own
                WHERE own.disclosure_id = scoped.disclosure_id) AS forms,
            (SELECT count(*) FROM recognised_pages AS own
                WHERE own.disclosure_id = scoped.disclosure_id) AS recognised_pages
        FROM scoped""",
    ).set_index("disclosure_id")
    tables = ask(
        store,
        scope,
        "SELECT disclosure_id, status FROM tables SEMI JOIN scoped USING (disclosure_id)",
    )
    statuses = pd.crosstab(tables["disclosure_id"], tables["status"])
    for row in rows_of(documents):
        own = statuses.loc[row.disclosure_id] if row.disclosure_id in statuses.index else {}
        yield {
            "label": say.of(row, "label"),
            "agency": row.agency,
            "year": row.fiscal_year,
            "kind": say(f"kind.{row.kind}"),
            "scope": say(f"scope.{row.scope}"),
            "file": row.source_name,
            **{status: int(own.get(status, 0)) for status in model.TABLE_STATUSES},
            **read.loc[row.disclosure_id].to_dict(),
        }


def _shares(store: Store, scope: Scope, say: Language) -> list[dict[str, Any]]:
    """A row a disclosure: its personnel, and its share of each denominator or why there is none."""
    shares = staffing.shares(store, scope)
    return [
        {
            "label": label,
            "personnel": own["personnel"].iloc[0],
            "shares": [
                (row.share, row.denominator, say.of(row, "why"), row.table_status == model.OPEN)
                for row in rows_of(own)
            ],
        }
        for label, own in shares.groupby(say.column("label"), sort=True)
    ]


def _finding(row: Any, say: Language) -> dict[str, Any]:
    shown = list(row.evidence)[:_MOST_EVIDENCE]
    cells = say("report.between").join(
        say(
            "report.cell",
            where=one["locator"] if one["page"] is None else say("report.page", page=one["page"]),
            text=one["text"],
        )
        for one in shown
    )
    more = len(row.evidence) - len(shown)
    return {
        "severity": row.severity,
        "label": say.of(row, "label"),
        "message": say.of(row, "message"),
        "evidence": say("report.evidence", file=row.source_name, cells=cells)
        + (say("report.more", n=more) if more else ""),
        "status": row.status,
    }


def _families(findings: pd.DataFrame) -> list[tuple[str, list[int]]]:
    """How many findings of each family have which severity."""
    return [
        (
            family,
            [int((own["severity"] == severity).sum()) for severity in model.SEVERITIES],
        )
        for family in model.FAMILIES
        if len(own := findings[findings["family"] == family])
    ]


def _unread(store: Store, scope: Scope, documents: pd.DataFrame, say: Language) -> Iterator[Unread]:
    """What was not read, document by document: tables, and pages."""
    labels = documents.set_index("disclosure_id")[say.column("label")]
    tables = ask(
        store,
        scope,
        """SELECT disclosure_id, statement, title, first_page, status
        FROM tables SEMI JOIN scoped USING (disclosure_id)
        WHERE status IN ('open', 'unread', 'missing') ORDER BY disclosure_id, table_no""",
    )
    for row in rows_of(tables):
        table = row.title if pd.notna(row.title) else say(f"statement.{row.statement}")
        if pd.notna(row.first_page):
            table = say("report.on_page", table=table, page=int(row.first_page))
        yield Unread(labels[row.disclosure_id], say(f"report.gap_{row.status}", table=table))
    pages = ask(store, scope, "SELECT disclosure_id, unread_pages FROM scoped")
    for row in rows_of(pages):
        if len(row.unread_pages):
            listed = ", ".join(map(str, row.unread_pages))
            yield Unread(labels[row.disclosure_id], say("report.unread_pages", pages=listed))


def _failed(store: Store, say: Language) -> list[tuple[str, str]]:
    """The files that could not be read at all, as of the last attempt at each, and why."""
    return [
        (Path(row.file).name, phrases.problem(row.message, say))
        for row in rows_of(overview.failures(store))
    ]
