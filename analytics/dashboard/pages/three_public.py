"""“三公” trends: overseas trips, official vehicles and reception, by year."""

from __future__ import annotations

from analytics.charts import sentences
from analytics.charts import three_public as charts
from analytics.charts.style import place_colours
from analytics.charts.words import THREE_PUBLIC
from analytics.comparing import three_public
from analytics.dashboard import data, evidence, filters, parts

parts.head(
    "“三公” trends",
    "What is spent on overseas trips, official vehicles and reception (“三公”经费)? Policy lets it"
    " only go down, never up (只减不增).",
)
everything = data.all_disclosures()
chosen = filters.choose(everything)
colours = place_colours(everything["place_en"])
item = parts.switch(
    "Expense", {name: words.rpartition(" ")[0] for name, words in THREE_PUBLIC.items()}, key="item"
)
series = data.ask(three_public.series, chosen.scope)
series = series[series["item"] == item]
missing = data.ask(three_public.missing, chosen.scope)
sources = data.ask(three_public.sources, chosen.scope)
if series.empty:
    parts.nothing("These disclosures print no such amount.")

parts.say(sentences.three_public(series, missing, item))
parts.warn(chosen.disclosures, series)
parts.chart(charts.trends(series, item, colours), key="three-public-trends")
parts.chart(charts.against_budget(series, item, colours), key="three-public-budget")

row = parts.table(
    series.assign(
        basis_name=series["basis"].map({"budget": "Budget 预算", "final": "Final 决算"}),
        item_name=series["item"].map(THREE_PUBLIC),
    ),
    {
        "item_name": parts.text("Expense"),
        "year": parts.whole("Of year"),
        "basis_name": parts.text("Basis"),
        "amount": parts.money("万元"),
        "how_en": parts.text("How it is known", width="large"),
    },
    key="three-public",
)
evidence.show(
    f"{row['label_en']}, {row['item_name']} {row['year']}, {row['basis_name']}: {row['how_en']}",
    evidence.rows_for(sources, row, quantity=row["quantity"]),
)
