"""Overview: what is loaded, what matters most in it, and how well it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from analytics import phrases
from analytics.charts import coverage as charts
from analytics.charts.rows import rows_of
from analytics.charts.sentences import overview as sentences
from analytics.comparing import overview
from analytics.comparing.scope import Scope
from analytics.dashboard import checks, data, exhibits, filters, parts, tables
from analytics.dashboard.markup import plain
from analytics.exporting.exhibit import Exhibit
from analytics.findings.register import leading

LEADING: Final = 5
LISTED: Final = 500
MAPPED: Final = 40

say = parts.head("overview")
everything = data.all_disclosures()
chosen = filters.choose()
counted = data.ask(overview.counted, chosen.scope)
if counted.empty:
    parts.nothing(say("parts.no_disclosure"))
parts.answer(sentences.loaded(counted, say))
taken_in = data.ask(overview.freshness)["taken_in"].iloc[0]
if pd.notna(taken_in):
    told = say("overview.taken_in", day=say.day(taken_in), time=f"{taken_in:%H:%M}")
    st.markdown(f":small[:material/schedule: {told}]")

st.subheader(say("overview.leading"), anchor=False)
checks.offer(len(everything))
for finding in rows_of(data.ask(leading, chosen.scope, limit=LEADING)):
    severity = say(f"severity.{finding.severity}")
    label = f"**{say.of(finding, 'label')}** · {severity} · {say.of(finding, 'message')}"
    parts.link("findings", label, "troubleshoot", {"finding": finding.finding_id})

st.subheader(say("overview.loaded"), anchor=False)
number = int(counted["n"].sum())
if number > LISTED:
    st.markdown(f":small[{parts.shown_of(LISTED, number, 'document')}]")
loaded = data.ask(overview.loaded, chosen.scope, limit=LISTED)
row = tables.listing(
    loaded,
    {
        say.column("place"): tables.place(),
        "fiscal_year": tables.whole(say("table.year")),
        "kind": tables.text(say("table.kind")),
        "total": tables.bar(say("overview.total"), loaded["total"].max(), "%,.2f"),
        "personnel_share": tables.share(say("overview.personnel_share")),
        "execution_rate": tables.share(say("overview.execution_rate")),
        "three_public": tables.bar(
            say("overview.three_public"), loaded["three_public"].max(), "%,.2f"
        ),
        "findings": tables.bar(say("overview.findings"), loaded["findings"].max(), "%d"),
        "sound_share": tables.share(say("overview.sound_share"), digits=0),
        "scope": tables.text(say("overview.scope")),
        "agency": tables.text(say("overview.agency"), width="medium"),
    },
    ratios=["personnel_share", "execution_rate", "sound_share"],
    key="loaded",
    known_by=["disclosure_id"],
)
label = say("parts.in_depth", label=say.of(row, "label"))
parts.link("documents", label, "description", {"document": row["disclosure_id"]})
label = say("overview.findings_of", place=say.of(row, "place"))
parts.link("findings", label, "troubleshoot", filters.city_of(row))

read = data.ask(overview.coverage, chosen.scope, limit=MAPPED)
mapped = Scope(disclosure_ids=tuple(read["disclosure_id"].unique()))
exhibits.show(
    Exhibit(
        name="coverage",
        figure=charts.coverage(read, say),
        says=[],
        data=read,
        documents=chosen.of(read),
        printed=lambda: data.ask(overview.titles, mapped),
        say=say,
        compares=False,
    ),
    wide=True,
)
if number > MAPPED:
    st.markdown(f":small[{say('overview.worst_read', n=MAPPED)}]")
failed = data.ask(overview.failures)
if len(failed):
    files = say("count.file", n=len(failed))
    with st.expander(say("overview.unreadable", files=files), icon=":material/error_outline:"):
        for file in rows_of(failed):
            name, told = plain(Path(file.file).name), plain(phrases.problem(file.message, say))
            st.markdown(say("add.of", file=name, told=told))
