"""Findings: what deserves a question, ranked, each with its evidence and what was decided."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.charts import claims as charts
from analytics.charts import sentences
from analytics.charts.words import THEMES
from analytics.dashboard import checks, data, filters, parts, review
from analytics.dashboard.words import FAMILIES, REVIEW, SEVERITIES
from analytics.findings.claimed import claimed
from analytics.findings.register import counted, reviewed

LISTED: Final = 500
DRAWN: Final = 600
CHOSEN: Final = "finding"
WIDE: Final = 560

parts.head(
    "Findings 疑点",
    "What in these disclosures deserves a question? Each finding says what is printed where, and"
    " accuses nobody.",
)
everything = data.all_disclosures()
chosen, choice = filters.choose_findings(everything, THEMES)
if not checks.offer(len(everything)):
    st.stop()
ranked = data.ask(reviewed, chosen.scope, choice=choice, limit=LISTED)
if ranked.empty:
    parts.nothing("No finding is left.")
counts = data.ask(counted, chosen.scope, choice=choice)
projects = data.ask(claimed, chosen.scope, themes=chosen.themes, limit=DRAWN)

parts.say(sentences.findings(counts, ranked.iloc[0], projects))
if not projects.empty:
    parts.chart(charts.claims_against_execution(projects), key="claims-against-execution")
    parts.link(
        "low_execution", "The projects with low execution, ranked", "flag", filters.address()
    )

st.subheader("The list", anchor=False)
st.markdown(f":small[{parts.shown_of(len(ranked), int(counts['n'].sum()), 'finding')}]")
asked_for = ranked.index[ranked["finding_id"] == st.query_params.get(CHOSEN)]
finding = parts.listing(
    ranked.assign(
        severity_name=ranked["severity"].map(SEVERITIES),
        family_name=ranked["family"].map(FAMILIES),
        status_name=ranked["status"].map(REVIEW),
    ),
    {
        "place_en": parts.place(),
        "severity_name": parts.text("Severity 程度"),
        "message_en": parts.text("What is printed", width=WIDE),
        "status_name": parts.text("Status 状态"),
        "score": parts.bar("Weight", 1.0),
        "family_name": parts.text("Family 类别"),
        "fiscal_year": parts.whole("Year"),
        "kind": parts.text("Kind"),
        "notes": parts.whole("Notes"),
        "rank": parts.whole("Rank"),
    },
    key="findings",
    first=int(asked_for[0]) if len(asked_for) else 0,
)
st.query_params[CHOSEN] = finding["finding_id"]
review.show(finding)
