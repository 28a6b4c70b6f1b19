"""Documents: one in depth, with its tables, figures, sums and forms, each at its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts.sentences import documents as sentences
from analytics.comparing import document, overview
from analytics.comparing.scope import Scope
from analytics.dashboard import cells, choices, data, evidence, filters, parts, places, tables
from analytics.dashboard.markup import plain
from analytics.exporting.tables import document_tables, xlsx_bytes
from analytics.store import open_store

LISTED: Final = 300
"""Documents to choose from; filters bring the others up."""
MENDED: Final = "mended"
STAYING: Final = """<style>
@media (min-width: 641px) {
  [data-testid="stColumn"]:has(.st-key-beside-page) {
    position: sticky; top: 4rem; align-self: flex-start;
  }
}
</style>"""
"""What is told of a figure stays in sight, however far down the page was clicked."""


def choose(everything: pd.DataFrame, left: pd.DataFrame) -> str:
    """The disclosure_id of the document to look at: one of those left, or the one linked to."""
    asked = choices.asked(key="document")
    linked = everything[everything["disclosure_id"] == asked]
    if asked and linked.empty:
        st.info(say("documents.not_there"), icon=":material/link_off:")
    listed = pd.concat([left.head(LISTED), linked]).drop_duplicates("disclosure_id")
    if listed.empty:
        parts.nothing(say("parts.no_disclosure"))
    names: dict[str, str] = dict(
        zip(listed["disclosure_id"], listed[say.column("label")], strict=True)
    )
    chosen = choices.one(say("documents.document"), names, key="document")
    told = []
    if chosen not in set(left["disclosure_id"]):
        told.append(say("documents.outside", label=names[chosen]))
    if len(left) > LISTED:
        told.append(parts.shown_of(LISTED, len(left), "document"))
    if told:
        st.markdown(f":small[{plain(say.sentences(told))}]")
    return chosen


def show_identity(one: pd.Series) -> None:
    """What the document is, and its downloads."""
    facts = {
        "agency": one["agency"],
        "kind": f"{say.terms('kind')[one['kind']]} · {say.terms('scope')[one['scope']]}",
        "year": one["fiscal_year"],
        "unit": one["printed_unit"],
        "file": one["source_name"],
        "pages": "–" if pd.isna(one["pages"]) else int(one["pages"]),
        "unread_pages": len(one["unread_pages"]),
    }
    st.markdown(
        " · ".join(
            say("documents.fact", name=say(f"documents.{name}"), value=plain(str(value)))
            for name, value in facts.items()
        )
    )
    with st.container(horizontal=True):
        st.download_button(
            say("documents.original"),
            lambda: open_store().original(one["sha256"]).read_bytes(),
            file_name=one["source_name"],
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            say("documents.rows"),
            lambda: xlsx_bytes(document_tables(open_store().rows([one["disclosure_id"]])[0])),
            file_name=f"{one['disclosure_id']}.xlsx",
            icon=":material/table:",
            on_click="ignore",
        )


def show_tables(one: pd.Series) -> None:
    """The tables with their status, and the pages of the document from the one chosen on."""
    found = data.ask(document.tables, disclosure_id=one["disclosure_id"])
    if found.empty:
        parts.nothing(say("documents.no_figures"))
    named = found["statement"].map(say.terms("statement"))
    row = tables.listing(
        found.assign(
            statement_name=named.fillna(say("document_column.none_of_nine")),
            reading=found["status"].map(say.terms("table_status")),
        ),
        {
            "statement_name": tables.text(column("table"), width="large"),
            "reading": tables.text(column("reading"), width="large"),
            "figures": tables.whole(column("figures")),
            "first_page": tables.whole(column("first_page")),
            "last_page": tables.whole(column("last_page")),
            "printed_unit": tables.text(column("unit")),
            "title": tables.text(column("title"), width="large"),
        },
        key="tables-of-document",
        known_by=["table_no"],
    )
    if one["format"] != places.PDF or pd.isna(row["first_page"]):
        return
    page, last = int(row["first_page"]), int(one["pages"])
    if last > 1:
        label = say("documents.page")
        of_table = f"page-{one['disclosure_id']}-{row['table_no']}"
        page = choices.number(label, 1, last, page, key=of_table)
    show_page(one, page)


def show_page(one: pd.Series, page: int, figure: pd.Series | None = None) -> None:
    """A page, and beside it what is known of the figure clicked on it, or of the one given."""
    st.html(STAYING)
    beside, sheet = st.columns([1, 3])
    with sheet:
        clicked = places.show_page(one, page, None if figure is None else figure["locator"])
    with beside.container(key="beside-page"):
        shown = figure if clicked is None else clicked
        if shown is not None:
            evidence.tell(shown)
        st.markdown(f":small[:material/ads_click: {say('documents.click')}]")


def show_figures(one: pd.Series) -> None:
    """The normalised figures of a table, and the one chosen on its page."""
    if statements.empty:
        parts.nothing(say("documents.no_figures"))
    terms = say.terms("statement")
    names = {name: terms[name] for name in statements["statement"]}
    if statements["doubtful"].any():
        names[MENDED] = say("documents.mended")
    statement = choices.one(column("table"), names, key="statement")
    if statement == MENDED:
        own = data.ask(document.mended, scope)
    else:
        own = data.ask(document.figures, scope, statement=statement)
    row = tables.listing(
        own.assign(
            measure_name=own["measure"].map(say.terms("measure")).fillna(own["measure"]),
            section_name=own["section"].map(say.terms("document_section")),
            repair=own["repaired"].map(say.terms("repair")),
        ),
        {
            "code": tables.text(column("code")),
            "name": tables.text(column("name"), width="medium"),
            "measure_name": tables.text(column("measure")),
            "amount": tables.money(column("amount")),
            "raw": tables.text(column("raw")),
            "page": tables.whole(column("page")),
            "section_name": tables.text(column("section")),
            "repair": tables.text(column("repair"), width="medium"),
            "readings": tables.whole(column("readings")),
        },
        key=f"figures-{statement}",
        known_by=["page", "locator"],
    )
    if one["format"] == places.PDF and pd.notna(row["page"]):
        show_page(one, int(row["page"]), row)
    else:
        _, place = evidence.tell(row)
        places.show(one, [place], [row["raw"]])


def show_sums(one: pd.Series) -> None:
    """Every sum with both sides, and the cells of the one chosen."""
    if sums.empty:
        parts.nothing(say("documents.no_sums"))
    verdicts = {True: say("verdict.holds"), False: say("verdict.fails")}
    row = tables.listing(
        sums.assign(
            rule_name=sums["rule"].map(say.terms("identity")),
            statement_name=sums["statement"].map(say.terms("statement")),
            measure_name=sums["measure"].map(say.terms("measure")).fillna(sums["measure"]),
            verdict=sums["holds"].map(verdicts),
        ),
        {
            "verdict": tables.text(column("verdict")),
            "statement_name": tables.text(column("table"), width="medium"),
            "rule_name": tables.text(column("sum"), width="medium"),
            "code": tables.text(column("code")),
            "name": tables.text(column("total"), width="medium"),
            "measure_name": tables.text(column("measure")),
            "printed": tables.money(column("printed")),
            "summed": tables.money(column("summed")),
            "difference": tables.money(column("difference")),
            "parts_n": tables.whole(column("parts_n")),
        },
        key="sums-of-document",
        known_by=["statement", "rule", "code", "name", "measure"],
    )
    cells.show(one["disclosure_id"], row["cells"], f"{row['rule']}-{row['name']}-{row['measure']}")


def show_forms(one: pd.Series) -> None:
    """The performance forms, and the figures of the one chosen."""
    forms = data.ask(document.forms, scope)
    if forms.empty:
        parts.nothing(say("documents.no_forms"))
    row = tables.listing(
        forms.assign(
            form_name=forms["form"].map(say.terms("statement")),
            theme_name=forms["theme"].map(say.terms("theme")),
        ),
        {
            "name": tables.text(column("project"), width="large"),
            "execution_rate": tables.ratio(column("rate")),
            "initial_budget": tables.money(column("initial")),
            "budget": tables.money(column("budget")),
            "executed": tables.money(column("executed")),
            "total_score": tables.money(column("marks")),
            "theme_name": tables.text(column("theme")),
            "page": tables.whole(column("page")),
            "form_name": tables.text(column("form"), width="medium"),
        },
        ratios=["execution_rate"],
        key="forms-of-document",
        known_by=["evaluation_no"],
    )
    measures = say.terms("measure")
    printed = []
    for cell in row["cells"]:
        words = [cell["source"], measures[cell["figure"]], cell["text"]]
        printed.append({**cell, "text": " ".join(filter(None, words))})
    begins = {"page": row["page"], "locator": row["locator"], "text": row["name"]}
    cells.show(one["disclosure_id"], printed or [begins], f"form-{row['evaluation_no']}")


def column(name: str) -> str:
    """The head of a column."""
    return say(f"document_column.{name}")


SHOWN: Final[dict[str, Callable[[pd.Series], None]]] = {
    "tables": show_tables,
    "figures": show_figures,
    "sums": show_sums,
    "forms": show_forms,
}
say = parts.head("documents")
everything = data.all_disclosures()
disclosure_id = choose(everything, filters.choose().disclosures)
scope = Scope(disclosure_ids=(disclosure_id,))
about = data.document(disclosure_id)
sums = data.ask(document.identities, disclosure_id=disclosure_id)
statements = data.ask(document.statements, scope)
row = data.ask(overview.loaded, scope).iloc[0]
parts.answer(sentences.document(row, sums, statements, say))
show_identity(about)
part = choices.one(say("documents.show"), say.terms("document_part"), key="part")
SHOWN[part](about)
