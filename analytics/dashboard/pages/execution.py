"""Project execution: how much of its projects' budgets a body spent."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.charts import execution as charts
from analytics.charts import sentences
from analytics.charts.words import BANDS, THEMES
from analytics.comparing import execution
from analytics.dashboard import data, evidence, filters, parts

ROWS: Final[dict[charts.Rows, str]] = {"label_en": "City 城市", "theme": "Theme 主题"}
RATES: Final[dict[charts.Rate, str]] = {
    "rate": "Adjusted budget 全年预算",
    "outturn": "Initial budget 年初预算",
}

parts.head(
    "Project execution",
    "How much of each project’s budget (全年预算数) was spent (全年执行数)? The rate (执行率) is of"
    " the adjusted budget; the initial one (年初预算数) stands beside it.",
)
everything = data.all_disclosures()
chosen = filters.choose(everything, themes=THEMES)
projects = data.ask(execution.projects, chosen.scope, themes=chosen.themes)
bodies = data.ask(execution.rates, chosen.scope, by=("disclosure_id",), themes=chosen.themes)
sources = data.ask(execution.sources, chosen.scope)
if projects.empty:
    parts.nothing("No project self-evaluation (项目绩效自评表) is among these disclosures.")

parts.say(sentences.execution(projects, bodies))
parts.warn(chosen.disclosures, projects)
controls = st.columns(2)
with controls[0]:
    rows = parts.switch("A row for each", ROWS, key="rows")
with controls[1]:
    rate = parts.switch("Executed against", RATES, key="against")
parts.chart(charts.strip(projects, rows, rate), key="execution-strip")
parts.chart(charts.bands(projects, rows), key="execution-bands")

figures = projects.assign(
    theme_name=projects["theme"].map(THEMES), band_name=projects["band"].map(BANDS)
)
row = parts.table(
    figures,
    {
        "name": parts.text("Project 项目", width="large"),
        "rate": parts.ratio("Rate 执行率"),
        "initial_budget": parts.money("Initial 年初预算"),
        "adjusted_budget": parts.money("Adjusted 全年预算"),
        "budget": parts.money("Budget"),
        "executed": parts.money("Executed 执行"),
        "outturn": parts.ratio("Of initial"),
        "revision": parts.ratio("Revision"),
        "band_name": parts.text("Band"),
        "theme_name": parts.text("Theme"),
        "why_en": parts.text("Why no rate"),
    },
    ratios=["rate", "outturn", "revision"],
    key="project-execution",
)
evidence.show(f"{row['label_en']}, {row['name']}", evidence.rows_for(sources, row))
