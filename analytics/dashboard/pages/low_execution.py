"""Low execution and anomalies: the projects that need a question asked, ranked."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.charts import low_execution as charts
from analytics.charts.rows import rows_of
from analytics.charts.sentences import low_execution as sentences
from analytics.comparing.execution import CRITICAL
from analytics.comparing.scope import Scope
from analytics.dashboard import data, evidence, exhibits, filters, parts, tables
from analytics.dashboard.markup import plain
from analytics.exporting.exhibit import Exhibit, printed_amounts
from analytics.findings import low_execution
from analytics.store import open_store

# Projects whose reasons are spelt out, and that stand in the table.
TOLD: Final = 12
LISTED: Final = 500

say = parts.head("low_execution")
chosen = filters.choose(themes=True)
ranked = data.ask(low_execution.ranked, chosen.scope, themes=chosen.themes, limit=LISTED)
if ranked.empty:
    parts.nothing(say("low_execution.none"))
counts = data.ask(low_execution.counted, chosen.scope, themes=chosen.themes)

drawn = ranked.head(charts.DRAWN)
whose = Scope(disclosure_ids=tuple(drawn["disclosure_id"].unique()))
exhibits.show(
    Exhibit(
        name="low_execution",
        figure=charts.claim_against_money(drawn, say),
        says=sentences.low_execution(ranked, counts, say),
        data=drawn,
        documents=chosen.of(drawn),
        printed=lambda: printed_amounts(open_store(), whose, low_execution.sources),
        say=say,
    )
)
parts.absent(chosen.disclosures, counts)
parts.link("findings", say("low_execution.findings"), "troubleshoot", filters.address())


def item(project: Any) -> str:
    """A project as an item of a list, with its reasons."""
    rate = say("low_execution.no_rate") if pd.isna(project.rate) else say.percent(project.rate)
    looks = f":red[**{rate}**]" if project.problem == CRITICAL else f"**{rate}**"
    label, theme = say.of(project, "label"), say(f"theme.{project.theme}")
    reasons = plain(say.sentences(say.of(project, "reasons")))
    return f"{project.rank}. {looks} **{plain(project.name)}** · {label} · {theme}  \n   {reasons}"


st.subheader(say("low_execution.list"), anchor=False)
total = int(counts["n"].sum())
st.markdown("\n".join(map(item, rows_of(ranked.head(TOLD)))))
if total > TOLD:
    st.markdown(f":small[{say('low_execution.told', n=TOLD, total=total)}]")
row = tables.table(
    ranked.assign(
        theme_name=ranked["theme"].map(say.terms("theme")),
        why=ranked[say.column("reasons")].map(say.sentences),
    ),
    {
        "rank": tables.whole(say("low_execution.rank")),
        "name": tables.text(say("low_execution.project"), width="medium"),
        "rate": tables.ratio(say("low_execution.rate")),
        "at_stake": tables.money(say("low_execution.at_stake")),
        "budget": tables.money(say("low_execution.budget")),
        "executed": tables.money(say("low_execution.executed")),
        "output_share": tables.ratio(say("low_execution.output_share")),
        "peers_median": tables.ratio(say("low_execution.peers_median")),
        "theme_name": tables.text(say("low_execution.theme")),
        "why": tables.text(say("low_execution.why"), width="large"),
    },
    ratios=["rate", "output_share", "peers_median"],
    key="low-execution",
    known_by=["disclosure_id", "evaluation_no"],
)
if total > len(ranked):
    st.markdown(f":small[{parts.shown_of(len(ranked), total, 'project')}]")
its_own = Scope(disclosure_ids=(row["disclosure_id"],))
told = say(
    "low_execution.evidence",
    rank=row["rank"],
    label=say.of(row, "label"),
    name=row["name"],
    reasons=row["why"],
)
evidence.show(told, evidence.rows_for(data.ask(low_execution.sources, its_own), row))
