"""“三公” expenses: overseas trips, official vehicles and reception, by year and body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.charts import public_expenses as row_charts
from analytics.charts import three_public as charts
from analytics.charts.public_expenses import MOST_ROWS
from analytics.charts.sentences import three_public as sentences
from analytics.charts.style import place_colours
from analytics.charts.three_public import MOST_BODIES
from analytics.comparing import public_expenses, three_public
from analytics.comparing.public_expenses import AMOUNT, CHANGE, OVERRUN, PARTS, REST
from analytics.comparing.scope import Scope
from analytics.comparing.three_public_amounts import FINAL, TOPICS
from analytics.dashboard import choices, data, evidence, exhibits, filters, parts, tables
from analytics.exporting.charts import MONEY, RATIO
from analytics.exporting.exhibit import Exhibit, printed_amounts
from analytics.model import BUDGET, TOTAL
from analytics.store import open_store

COMPOSITION: Final = "composition"


class View(NamedTuple):
    """What one view of the expenses shows of a frame."""

    frame: pd.DataFrame
    figure: go.Figure
    says: Sequence[str]
    columns: dict[str, Any]


say = parts.head("three_public")
chosen = filters.choose()
colours = place_colours(data.place_names())


def known(question: Callable[..., pd.DataFrame], **options: Any) -> pd.DataFrame:
    """What is known in scope; where that is nothing, the page ends with a word on what to do."""
    frame = data.ask(question, chosen.scope, **options)
    if frame.empty:
        parts.nothing(say("three_public.nothing"))
    return frame


def money(name: str) -> Any:
    """A column of 万元."""
    return tables.money(say(f"three_public.{name}"))


def years() -> View:
    """All years of the bodies whose expense rose most."""
    points = known(public_expenses.trends, item=item, limit=MOST_BODIES)
    columns = {
        "year": tables.whole(say("three_public.of_year")),
        "amount": money("amount"),
        say.column("how"): tables.text(say("three_public.how"), width="large"),
    }
    return View(
        points,
        charts.trends(points, item, colours, say),
        sentences.trends(points, missing, item, say),
        columns,
    )


def budget() -> View:
    """Budget against final accounts."""
    rows = known(public_expenses.ranking, item=item, by=OVERRUN, limit=MOST_ROWS)
    return View(
        rows,
        row_charts.against_budget(rows, item, colours, say),
        sentences.against_budget(rows, missing, say),
        {"budget": money("budget"), "amount": money("final"), "overrun": money("overrun")},
    )


def composition() -> View:
    """What the expenses are made of."""
    rows = known(public_expenses.composition, limit=MOST_ROWS)
    of_all = data.ask(public_expenses.composed, chosen.scope)
    columns = {"total": money("total")}
    columns |= {part: tables.money(say(f"expense.{name}")) for part, name in PARTS.items()}
    columns |= {name: money(name) for name in ("vehicles", REST)}
    return View(
        rows,
        row_charts.composition(rows, say),
        sentences.composition(of_all, missing, say),
        columns,
    )


def amount() -> View:
    """Amounts of the year, ranked."""
    return ranked(AMOUNT, sentences.amounts, {"amount": money("amount")})


def change() -> View:
    """Changes on the year before, ranked."""
    columns = {
        "before": money("before"),
        "amount": money("amount"),
        "change": tables.ratio(say("three_public.change")),
    }
    return ranked(CHANGE, sentences.changes, columns)


def ranked(by: str, sentences_of: Callable[..., list[str]], columns: dict[str, Any]) -> View:
    """Disclosures by a measure."""
    rows = known(public_expenses.ranking, item=item, by=by, limit=MOST_ROWS)
    return View(
        rows,
        row_charts.ranking(rows, item, by, colours, say),
        sentences_of(rows, missing, say),
        columns,
    )


@st.fragment
def selected(view: View) -> None:
    """The table of a view, and the evidence of the row that is selected in it."""
    row = tables.table(
        view.frame,
        view.columns,
        key=f"three-public-{name}",
        known_by=[each for each in ("disclosure_id", "quantity") if each in view.frame],
        ratios=["change"] if "change" in view.columns else [],
    )
    sources = data.ask(three_public.sources, Scope(disclosure_ids=(row["disclosure_id"],)))
    amounts = {key: three_public.Amount.of(key) for key in sources["quantity"]}
    if name == COMPOSITION:
        basis = BUDGET if row["kind"] == BUDGET else FINAL
        wanted = [key for key, each in amounts.items() if each[1:] == (row["fiscal_year"], basis)]
        label = "three_public.part"
    else:
        wanted = [key for key, each in amounts.items() if each.item == item]
        label = "three_public.figure"
    # What is selected comes first.
    wanted.sort(key=lambda key: (key != row.get("quantity"), amounts[key].place))
    quantities = {
        key: say(
            label,
            item=say(f"expense.{amounts[key].item}"),
            year=amounts[key].year,
            basis=say(f"three_public_basis.{amounts[key].basis}"),
        )
        for key in wanted
    }
    sources = sources[sources["quantity"].isin(wanted)]
    sources = sources.sort_values(
        "quantity", key=lambda names: names.map(wanted.index), kind="stable"
    )
    evidence.show(
        say("three_public.of_document", label=say.of(row, "label"), item=say(f"expense.{item}")),
        sources.assign(quantity=sources["quantity"].map(quantities)).reset_index(drop=True),
    )


VIEWS: Final = {
    "years": years,
    "budget": budget,
    COMPOSITION: composition,
    "amount": amount,
    "change": change,
}

name = choices.one(say("three_public.view"), say.terms("three_public_view"), key="view")
item = TOTAL
if name != COMPOSITION:
    expenses = {topic: say(f"expense.{item}") for topic, item in TOPICS.items()}
    topic = choices.one(say("three_public.expense"), expenses, key="expense")
    item = TOPICS[topic]
missing = data.ask(three_public.missing, chosen.scope, item=item, first=sentences.MOST_NAMED)
view = VIEWS[name]()
of_peers = dict.fromkeys(("peers_median", "lower_fence", "upper_fence"), MONEY)
if name == CHANGE:
    of_peers = dict.fromkeys(of_peers, RATIO)
drawn = Scope(disclosure_ids=tuple(view.frame["disclosure_id"].unique()))
exhibits.show(
    Exhibit(
        name=f"three_public_{name}",
        figure=view.figure,
        says=view.says,
        data=view.frame,
        documents=chosen.of(view.frame),
        printed=lambda: printed_amounts(open_store(), drawn, three_public.sources),
        say=say,
        units={"change": RATIO, **of_peers},
    )
)

selected(view)
