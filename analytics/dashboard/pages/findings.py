"""Findings: what deserves a question, ranked, each with its evidence and what was decided."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.charts import claims as charts
from analytics.charts.sentences import findings as sentences
from analytics.dashboard import checks, choices, data, exhibits, filters, parts, review, tables
from analytics.exporting.exhibit import Exhibit, printed_amounts
from analytics.findings import low_execution
from analytics.findings.claimed import claimed, claiming
from analytics.findings.register import counted, reviewed
from analytics.store import open_store

LISTED: Final = 500
CHOSEN: Final = "finding"
WIDE: Final = 560

say = parts.head("findings")
everything = data.all_disclosures()
chosen, choice = filters.choose_findings()
if not checks.offer(len(everything)):
    st.stop()
ranked = data.ask(reviewed, chosen.scope, choice=choice, limit=LISTED)
linked = st.query_params.get(CHOSEN)
if linked and linked not in set(ranked["finding_id"]):
    ranked = data.ask(reviewed, chosen.scope, choice=choice, limit=LISTED, besides=linked)
if ranked.empty:
    parts.nothing(say("findings.none"))
counts = data.ask(counted, chosen.scope, choice=choice)
parts.answer(sentences.findings(counts, ranked.iloc[0], say))

places = data.ask(claimed, chosen.scope, themes=chosen.themes)
if not places.empty:
    claims = data.ask(claiming, chosen.scope, themes=chosen.themes)
    exhibits.show(
        Exhibit(
            name="claims",
            figure=charts.claims_against_execution(places, say),
            says=sentences.claims(places, say),
            data=places,
            documents=chosen.of(claims),
            printed=lambda: printed_amounts(open_store(), chosen.scope, low_execution.sources),
            say=say,
        )
    )
    parts.link("low_execution", say("findings.low_execution"), "flag", filters.address())

st.subheader(say("findings.list"), anchor=False)
total = int(counts["n"].sum())
st.markdown(f":small[{parts.shown_of(min(total, LISTED), total, 'finding')}]")
asked = choices.asked_anew(key=CHOSEN)
if asked and asked not in set(ranked["finding_id"]):
    st.info(say("findings.not_listed"), icon=":material/link_off:")
finding = tables.listing(
    ranked.assign(
        severity_name=ranked["severity"].map(say.terms("severity")),
        family_name=ranked["family"].map(say.terms("family")),
        status_name=ranked["status"].map(say.terms("review")),
    ),
    {
        say.column("place"): tables.place(),
        "severity_name": tables.text(say("findings.severity")),
        say.column("message"): tables.text(say("findings.message"), width=WIDE),
        "status_name": tables.text(say("findings.status")),
        "score": tables.bar(say("findings.weight"), 1.0),
        "family_name": tables.text(say("findings.family")),
        "fiscal_year": tables.whole(say("table.year")),
        "kind": tables.text(say("table.kind")),
        "notes": tables.whole(say("findings.notes")),
        "rank": tables.whole(say("findings.rank")),
    },
    key=CHOSEN,
    known_by=["finding_id"],
)
review.show(finding, say)
