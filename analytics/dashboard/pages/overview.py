"""Overview: what is loaded, what matters most in it, and how well it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts import coverage as charts
from analytics.charts import sentences
from analytics.charts.rows import rows_of
from analytics.comparing import overview
from analytics.dashboard import checks, data, filters, parts
from analytics.dashboard.words import SEVERITIES
from analytics.findings.register import leading
from analytics.numbers import count

LEADING: Final = 5
MAPPED: Final = 40

parts.head(
    "Overview",
    "What is loaded, which findings matter most, and how far can the figures be trusted?",
)
everything = data.all_disclosures()
chosen = filters.choose(everything)
loaded = data.ask(overview.loaded, chosen.scope)
if loaded.empty:
    parts.nothing("No disclosure is left.")
parts.say(sentences.overview(loaded))
taken_in = data.ask(overview.freshness)["taken_in"].iloc[0]
if pd.notna(taken_in):
    st.markdown(f":small[:material/schedule: Last taken in on {taken_in:%Y-%m-%d %H:%M} UTC.]")

st.subheader("The findings that matter most", anchor=False)
checks.offer(len(everything))
for finding in rows_of(data.ask(leading, chosen.scope, limit=LEADING)):
    label = f"**{finding.label_en}** · {SEVERITIES[finding.severity]} · {finding.message_en}"
    parts.link("findings", label, "troubleshoot", {"finding": finding.finding_id})

st.subheader("What is loaded", anchor=False)
row = parts.listing(
    loaded,
    {
        "place_en": parts.place(),
        "fiscal_year": parts.whole("Year"),
        "kind": parts.text("Kind"),
        "total": parts.bar("Expenditure, 万元", loaded["total"].max(), "%,.2f"),
        "personnel_share": parts.bar("Personnel of basic", 100, "%.1f %%"),
        "execution_rate": parts.bar("Execution 执行率", 100, "%.1f %%"),
        "three_public": parts.bar("“三公”, 万元", loaded["three_public"].max(), "%,.2f"),
        "findings": parts.bar("Findings", loaded["findings"].max(), "%d"),
        "sound_share": parts.bar("Tables that add up", 100, "%.0f %%"),
        "scope": parts.text("Scope"),
        "agency": parts.text("Body 单位", width="medium"),
    },
    ratios=["personnel_share", "execution_rate", "sound_share"],
    key="loaded",
)
parts.link("documents", f"{row['label_en']} in depth", "description", {"document": row["label_en"]})
parts.link("findings", f"The findings of {row['place_en']}", "troubleshoot", parts.city_of(row))

tables = data.ask(overview.coverage, chosen.scope, limit=MAPPED)
parts.chart(charts.coverage(tables), key="wide-coverage")
if len(loaded) > MAPPED:
    st.markdown(f":small[The {MAPPED} that were read worst; choose above to see others.]")
failed = data.ask(overview.failures)
if len(failed):
    with st.expander(
        f"{count(len(failed), 'file')} could not be read", icon=":material/error_outline:"
    ):
        for file in rows_of(failed):
            st.markdown(f"**{parts.plain(Path(file.file).name)}**: {parts.plain(file.message)}")
