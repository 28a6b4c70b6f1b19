"""Documents: one in depth, with its tables, figures, sums and forms, each at its place."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts import sentences
from analytics.charts.words import KINDS, THEMES
from analytics.comparing import document, overview
from analytics.comparing.scope import Scope
from analytics.dashboard import cells, data, evidence, filters, parts, places
from analytics.dashboard.words import IDENTITIES, MEASURES, REPAIRS, STATEMENTS, STATUSES
from analytics.exporting.tables import document_tables, xlsx_bytes
from analytics.model import FORMS
from analytics.reading.blocks import Place
from analytics.store import open_store

TABLES, FIGURES, SUMS, FORMS_VIEW = "tables", "figures", "sums", "forms"
VIEWS: Final = {
    TABLES: "Tables 报表",
    FIGURES: "Figures 数据",
    SUMS: "Sums 勾稽",
    FORMS_VIEW: "Performance forms 绩效自评表",
}
MENDED: Final = "mended"


def show_identity(one: pd.Series) -> None:
    """What the document is, and its downloads."""
    facts = {
        "Body 单位": one["agency"],
        "Kind 类型": f"{KINDS[one['kind']]}, {one['scope']}",
        "Year 年度": one["fiscal_year"],
        "Amounts in 金额单位": one["printed_unit"],
        "File": one["source_name"],
        "Pages": "–" if pd.isna(one["pages"]) else int(one["pages"]),
        "Pages not read": len(one["unread_pages"]),
    }
    st.markdown(
        " · ".join(f"{name}: **{parts.plain(str(value))}**" for name, value in facts.items())
    )
    with st.container(horizontal=True):
        st.download_button(
            "The original",
            lambda: open_store().original(one["sha256"]).read_bytes(),
            file_name=one["source_name"],
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Everything read from it (XLSX)",
            lambda: xlsx_bytes(document_tables(open_store().rows([one["disclosure_id"]])[0])),
            file_name=f"{one['disclosure_id']}.xlsx",
            icon=":material/table:",
            on_click="ignore",
        )


def show_tables(one: pd.Series) -> None:
    """The tables with their status, and the pages of the one chosen."""
    found = data.ask(document.tables, disclosure_id=one["disclosure_id"])
    row = parts.listing(
        found.assign(
            statement_name=found["statement"].map(STATEMENTS).fillna("None of the nine 其他表"),
            reading=found["status"].map(STATUSES),
        ),
        {
            "statement_name": parts.text("Table", width="large"),
            "reading": parts.text("Reading", width="large"),
            "figures": parts.whole("Figures"),
            "first_page": parts.whole("From page"),
            "last_page": parts.whole("To page"),
            "printed_unit": parts.text("Unit 单位"),
            "title": parts.text("Printed title", width="large"),
        },
        key="tables-of-document",
    )
    if one["format"] != places.PDF or pd.isna(row["first_page"]):
        return
    first, last = int(row["first_page"]), int(row["last_page"])
    page = first
    if last > first:
        page = st.slider("Page 页", first, last, key=f"page-{row['table_no']}")
    places.show_page(one, page)


def show_figures(one: pd.Series) -> None:
    """The normalised figures of a table, and the one chosen on its page."""
    figures = data.ask(document.figures, scope)
    if figures.empty:
        parts.nothing("No figure was read from the statutory tables of this document.")
    doubtful = figures["repaired"].notna() | (figures["readings"] > 0)
    printed = list(dict.fromkeys(figures["statement"]))
    names = {name: STATEMENTS[name] for name in printed}
    if doubtful.any():
        names[MENDED] = "Repaired, corrected or in question"
    statement = st.selectbox(
        "Table", list(names), format_func=names.__getitem__, key="statement", bind=filters.BIND
    )
    own = figures[doubtful] if statement == MENDED else figures[figures["statement"] == statement]
    row = parts.listing(
        own.assign(
            measure_name=own["measure"].map(MEASURES).fillna(own["measure"]),
            repair=own["repaired"].map(REPAIRS),
        ),
        {
            "code": parts.text("Code"),
            "name": parts.text("Name 科目", width="medium"),
            "measure_name": parts.text("Column"),
            "amount": parts.money("万元"),
            "raw": parts.text("As printed"),
            "page": parts.whole("Page"),
            "section": parts.text("Section"),
            "repair": parts.text("Repaired", width="medium"),
            "readings": parts.whole("Readings"),
        },
        key=f"figures-{statement}",
    )
    _, place = evidence.tell(row)
    show_place(one, place, row["raw"])


def show_place(one: pd.Series, place: Place, raw: str) -> None:
    """A place on its whole page or, in a document without pages, amid its neighbours."""
    if one["format"] == places.PDF and place.page is not None:
        places.show_page(one, place.page, [place])
    else:
        places.show(one, [place], [raw])


def show_sums(one: pd.Series) -> None:
    """Every sum with both sides, and the cells of the one chosen."""
    if sums.empty:
        parts.nothing("The tables of this document allow no sum.")
    row = parts.listing(
        sums.assign(
            rule_name=[IDENTITIES.get(rule, rule) for rule in sums["rule"]],
            statement_name=sums["statement"].map(STATEMENTS),
            measure_name=sums["measure"].map(MEASURES).fillna(sums["measure"]),
            verdict=sums["holds"].map({True: "holds", False: "does not hold"}),
        ),
        {
            "verdict": parts.text("Verdict"),
            "statement_name": parts.text("Table", width="medium"),
            "rule_name": parts.text("Sum", width="medium"),
            "code": parts.text("Code"),
            "name": parts.text("Of", width="medium"),
            "measure_name": parts.text("Column"),
            "printed": parts.money("Printed 万元"),
            "summed": parts.money("Its parts 万元"),
            "difference": parts.money("Difference"),
            "parts_n": parts.whole("Parts"),
        },
        key="sums-of-document",
    )
    cells.show(one["disclosure_id"], row["cells"], f"{row['rule']}-{row['name']}-{row['measure']}")


def show_forms(one: pd.Series) -> None:
    """The performance forms, and the figures of the one chosen."""
    forms = data.ask(document.forms, scope)
    if forms.empty:
        parts.nothing("This document holds no performance form.")
    row = parts.listing(
        forms.assign(
            form_name=forms["form"].map({form: STATEMENTS[form] for form in FORMS}),
            theme_name=forms["theme"].map(THEMES),
        ),
        {
            "name": parts.text("Project 项目", width="large"),
            "execution_rate": parts.ratio("Rate 执行率"),
            "initial_budget": parts.money("Initial 年初预算"),
            "budget": parts.money("Budget 预算"),
            "executed": parts.money("Executed 执行"),
            "total_score": parts.money("Marks 总分"),
            "theme_name": parts.text("Theme"),
            "page": parts.whole("Page"),
            "form_name": parts.text("Form", width="medium"),
        },
        ratios=["execution_rate"],
        key="forms-of-document",
    )
    begins = {"page": row["page"], "locator": row["locator"], "text": row["name"]}
    cells.show(one["disclosure_id"], list(row["cells"]) or [begins], f"form-{row['evaluation_no']}")


parts.head(
    "Documents",
    "What was read from one document, does it add up, and where is each figure printed?",
)
everything = data.all_disclosures()
chosen = filters.choose(everything)
if chosen.disclosures.empty:
    parts.nothing("No disclosure is left.")
labels = dict(zip(chosen.disclosures["disclosure_id"], chosen.disclosures["label_en"], strict=True))
disclosure_id = st.selectbox(
    "Document 文件", list(labels), format_func=labels.__getitem__, key="document", bind=filters.BIND
)
scope = Scope(disclosure_ids=(disclosure_id,))
about = data.document(disclosure_id)
sums = data.ask(document.identities, disclosure_id=disclosure_id)
parts.say(sentences.document(data.ask(overview.loaded, scope).iloc[0], sums))
show_identity(about)
SHOWN: Final = {
    TABLES: show_tables,
    FIGURES: show_figures,
    SUMS: show_sums,
    FORMS_VIEW: show_forms,
}
SHOWN[parts.switch("Show", VIEWS, key="part")](about)
