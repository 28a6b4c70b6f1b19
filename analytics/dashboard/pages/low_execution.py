"""Low execution and anomalies: the projects that need a question asked, ranked."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.charts import low_execution as charts
from analytics.charts import sentences
from analytics.charts.rows import rows_of
from analytics.charts.words import THEMES
from analytics.dashboard import data, evidence, filters, parts
from analytics.findings import low_execution

# Projects whose reasons are spelt out; all stand in the table.
LISTED: Final = 12

parts.head(
    "Low execution and anomalies",
    "Which projects need a question asked? Ranked by how odd they are and how much money they"
    " move.",
)
everything = data.all_disclosures()
chosen = filters.choose(everything, themes=THEMES)
ranked = data.ask(low_execution.ranked, chosen.scope)
if chosen.themes is not None:
    ranked = ranked[ranked["theme"].isin(chosen.themes)]
sources = data.ask(low_execution.sources, chosen.scope)
if ranked.empty:
    parts.nothing("No project among these calls for a question.")

parts.say(sentences.low_execution(ranked))
parts.warn(chosen.disclosures, ranked)
parts.chart(charts.claim_against_money(ranked), key="claim-against-money")

parts.link("findings", "All findings, with their evidence", "troubleshoot", filters.address())

st.subheader("The list", anchor=False)
st.markdown("\n".join(parts.listed(project) for project in rows_of(ranked.head(LISTED))))
if len(ranked) > LISTED:
    st.markdown(f":small[The first {LISTED} of {len(ranked)}; all stand in the table.]")

row = parts.table(
    ranked.assign(theme_name=ranked["theme"].map(THEMES), why=ranked["reasons_en"].map(" ".join)),
    {
        "rank": parts.whole("Rank"),
        "name": parts.text("Project 项目", width="medium"),
        "rate": parts.ratio("Rate 执行率"),
        "at_stake": parts.money("At stake 万元"),
        "budget": parts.money("Budget 预算"),
        "executed": parts.money("Executed 执行"),
        "output_share": parts.ratio("Outputs claimed"),
        "peers_median": parts.ratio("Peers’ median"),
        "theme_name": parts.text("Theme"),
        "why": parts.text("Why it is here", width="large"),
    },
    ratios=["rate", "output_share", "peers_median"],
    key="low-execution",
)
evidence.show(
    f"No. {row['rank']}: {row['label_en']}, {row['name']}: {row['why']}",
    evidence.rows_for(sources, row),
)
