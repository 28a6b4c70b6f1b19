"""Project execution: how much of its projects' budgets a body spent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.charts import bodies as body_charts
from analytics.charts import execution as charts
from analytics.charts import programmes as programme_charts
from analytics.charts import revisions as revision_charts
from analytics.charts.sentences import execution as sentences
from analytics.charts.style import place_colours
from analytics.comparing import execution, programmes
from analytics.comparing.bodies import among_peers
from analytics.comparing.peers import theme_median
from analytics.comparing.scope import Scope
from analytics.dashboard import choices, data, evidence, exhibits, filters, parts, tables
from analytics.exporting.exhibit import Exhibit, printed_amounts

ROWS: Final[tuple[execution.By, ...]] = ("disclosure_id", "theme")
RATES: Final[tuple[charts.Rate, ...]] = ("rate", "outturn")
MONEY: Final = ("initial_budget", "adjusted_budget", "budget", "executed", "change")
RATIOS: Final = (
    *("rate", "outturn", "revision", "weighted_rate", "median_rate", "lowest_rate"),
    "highest_rate",
)
COUNTS: Final = ("n", "n_at_zero")


def show_projects(evaluated: pd.DataFrame) -> None:
    """A strip of the projects of each disclosure or theme, and how many are in which band."""
    with st.container(horizontal=True):
        by = {each: say(f"execution_rows.{each}") for each in ROWS}
        rows = choices.one(say("execution.rows"), by, key="rows")
        against = {each: say(f"execution_against.{each}") for each in RATES}
        rate = choices.one(say("execution.against"), against, key="against")
    by_disclosure = rows == "disclosure_id"
    # Of more disclosures than are drawn only all together are counted.
    counted_by = rows if len(evaluated) <= charts.MOST_ROWS else "theme"
    counts = ask(execution.counts, by=counted_by)
    projects = ask(
        execution.largest,
        by=rows,
        each=charts.MOST_DOTS[rows],
        disclosures=charts.MOST_ROWS if by_disclosure else None,
    )
    at_zero = ask(execution.at_zero, limit=sentences.MOST_NAMED)
    ranked = ask(among_peers, limit=body_charts.MOST_ROWS)
    total = int(counts["n"].sum())
    show(
        "execution",
        charts.strip(projects, rows, rate, total, say),
        sentences.projects(counts, at_zero, ranked, say),
        projects,
    )
    figure = charts.bands(counts, counted_by, say)
    exhibits.show(exhibit("execution_bands", figure, [], counts, chosen.of(evaluated)))
    if total > len(projects):
        st.markdown(f":small[{parts.shown_of(len(projects), total, 'project')}]")
    list_projects(projects, "project-execution")


def show_bodies(evaluated: pd.DataFrame) -> None:
    """Disclosures by what they spent of all their projects' money, among their peers."""
    ranked = ask(among_peers, limit=body_charts.MOST_ROWS)
    if ranked["weighted_rate"].isna().all():
        parts.nothing(say("bodies.none"))
    figure = body_charts.ranking(ranked, colours(), say)
    show("execution_bodies", figure, sentences.bodies(ranked, say), ranked, wide=True)
    list_bodies(ranked)


def list_bodies(ranked: pd.DataFrame) -> None:
    """A table of disclosures, and the projects of the one that is selected."""
    listed = ranked.assign(beyond_name=ranked["beyond"].map(say.terms("beyond")))
    row = tables.table(
        listed,
        columns(
            *("weighted_rate", "median_rate", "n", "n_at_zero"),
            rated_budget="budget",
            rated_executed="executed",
            beyond_name="beyond",
        ),
        ratios=["weighted_rate", "median_rate"],
        key="bodies",
        known_by=["disclosure_id"],
    )
    of_body = Scope(disclosure_ids=(row["disclosure_id"],))
    st.subheader(say("execution.projects_of", label=say.of(row, "label")), anchor=False)
    list_projects(ask(execution.projects, of_body), "projects-of-body")


def show_revisions(evaluated: pd.DataFrame) -> None:
    """The projects whose budgets were revised most, with what was executed."""
    revised = ask(execution.revised, limit=revision_charts.MOST_ROWS)
    if revised.empty:
        parts.nothing(say("revisions.none"))
    figure = revision_charts.revisions(revised, colours(), say)
    show("execution_revisions", figure, sentences.revisions(revised, say), revised, wide=True)
    list_projects(revised, "revised-projects", "change")


def show_programmes(evaluated: pd.DataFrame) -> None:
    """The same programme, body by body; and the projects that it is made of."""
    compared = ask(programmes.side_by_side, limit=programme_charts.MOST_ROWS)
    there = compared[compared["n"] > 0]
    if there.empty:
        parts.nothing(say("programmes.none"))
    figure = programme_charts.side_by_side(compared, colours(), say)
    says = sentences.programmes(compared, say)
    show("execution_programmes", figure, says, compared, wide=True)
    list_programmes(there)


def list_programmes(there: pd.DataFrame) -> None:
    """A table of programmes by disclosure, and the projects of the row that is selected."""
    row = tables.table(
        there.assign(programme_name=there["programme"].map(say.terms("programme"))),
        columns(
            *("weighted_rate", "lowest_rate", "highest_rate", "n", "budget", "executed"),
            programme_name="programme",
        ),
        ratios=["weighted_rate", "lowest_rate", "highest_rate"],
        key="programmes",
        known_by=["disclosure_id", "programme"],
    )
    label, programme = say.of(row, "label"), row["programme_name"]
    st.subheader(say("execution.of_which", label=label, name=programme), anchor=False)
    of_body = Scope(disclosure_ids=(row["disclosure_id"],))
    own = ask(programmes.projects, of_body, programme=row["programme"])
    list_projects(own, "projects-of-programme")


def colours() -> dict[str, str]:
    """The colours of all places, so that filters change none."""
    return place_colours(data.place_names())


def ask(question: data.Question, scope: Scope | None = None, **options: Any) -> pd.DataFrame:
    """The answer on the projects of the chosen themes, of the chosen disclosures by default."""
    return data.ask(question, scope or chosen.scope, themes=chosen.themes, **options)


def exhibit(
    name: str,
    figure: go.Figure,
    says: Sequence[str],
    figures: pd.DataFrame,
    documents: pd.DataFrame,
) -> Exhibit:
    """A chart of projects with the forms that it rests on."""
    scope = Scope(disclosure_ids=tuple(documents["disclosure_id"]))
    return Exhibit(
        name,
        figure,
        says,
        figures,
        documents,
        lambda: data.ask(printed_amounts, scope, sources=execution.sources),
        say,
    )


def show(
    name: str,
    figure: go.Figure,
    says: Sequence[str],
    figures: pd.DataFrame,
    *,
    wide: bool = False,
) -> None:
    """Shows a chart of figures that each belong to a disclosure."""
    made = exhibit(name, figure, says, figures, chosen.of(figures))
    exhibits.show(made, wide=wide)


def columns(*names: str, **named: str) -> dict[str, Any]:
    """Columns of a table by their names in a frame; named are those called like another one."""
    looks = {}
    for column, name in (dict(zip(names, names, strict=True)) | named).items():
        label = say(f"execution_table.{name}")
        if name in RATIOS:
            looks[column] = tables.ratio(label)
        elif name in MONEY:
            looks[column] = tables.money(label)
        elif name in COUNTS:
            looks[column] = tables.whole(label)
        else:
            looks[column] = tables.text(label, width="medium" if name == "name" else None)
    return looks


def list_projects(projects: pd.DataFrame, key: str, *further: str) -> None:
    """A table of projects, and the evidence of the one that is selected."""
    words = {"theme_name": say.terms("theme"), "band_name": charts.bands_in_words(say)}
    figures = projects.assign(
        **{name: projects[name.removesuffix("_name")].map(term) for name, term in words.items()}
    )
    row = tables.table(
        figures,
        columns(
            *("name", "rate", "budget", "executed", "initial_budget", "adjusted_budget", *further),
            *("outturn", "revision"),
            band_name="band",
            theme_name="theme",
            **{say.column("why"): "why"},
        ),
        ratios=["rate", "outturn", "revision"],
        key=key,
        known_by=["disclosure_id", "evaluation_no"],
    )
    peers = data.ask(theme_median, agency=row["agency"], theme=row["theme"]).iloc[0]
    if peers["peers_n"]:
        told = say(
            "execution.peers", median=say.percent(peers["peers_median"]), n=int(peers["peers_n"])
        )
        st.markdown(f":small[{told}]")
    sources = data.ask(execution.sources, Scope(disclosure_ids=(row["disclosure_id"],)))
    name = say("execution.of_which", label=say.of(row, "label"), name=row["name"])
    evidence.show(name, evidence.rows_for(sources, row))


VIEWS: Final[dict[str, Callable[[pd.DataFrame], None]]] = {
    "projects": show_projects,
    "bodies": show_bodies,
    "revisions": show_revisions,
    "programmes": show_programmes,
}

say = parts.head("execution")
chosen = filters.choose(themes=True)
evaluated = ask(execution.evaluated)
if evaluated.empty:
    parts.nothing(say("execution.none"))
view = choices.one(say("execution.view"), say.terms("execution_view"), key="view")
VIEWS[view](evaluated)
parts.absent(chosen.disclosures, evaluated)
