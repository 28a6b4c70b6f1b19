"""What personnel is made of: the economic items of 301 and 303, a column a disclosure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET
from analytics.numbers import figure as amount_of
from analytics.reference import economic_names

MOST_COLUMNS: Final = 6
"""Disclosures that there is room for side by side."""
WORTH_A_ROW: Final = 0.005
"""Share of personnel below which an item everywhere is left to the table."""
_CLASS_OPACITY: Final = 0.45


def economic(code: str, name: str, say: Language = ENGLISH) -> str:
    """An economic item in a language, English with its official name; that alone for others."""
    known = say.terms("economic").get(code)
    if known is None:
        return name
    return known if say.is_chinese else f"{known} {name}"


def composition(
    items: pd.DataFrame, colours: Mapping[str, str], say: Language = ENGLISH
) -> go.Figure:
    """Bars of what personnel is made of: a row an item under its class, a column a disclosure.

    items is comparing.personnel.composition of at most MOST_COLUMNS disclosures.
    """
    rows = pd.concat([_classes(items), items]).sort_values(["code", "disclosure_id"])
    highest = rows.groupby("code")["share"].max()
    shown = rows[rows["code"].map(highest) >= WORTH_A_ROW]
    labels = {
        row.code: f"<b>{economic(row.code, row.name, say)}</b>"
        if row.code == row.class_code
        else economic(row.code, row.name, say)
        for row in rows_of(shown.drop_duplicates("code"))
    }
    columns = [shown[shown["disclosure_id"] == one] for one in items["disclosure_id"].unique()]
    figure = make_subplots(
        rows=1,
        cols=max(1, len(columns)),
        shared_yaxes=True,
        horizontal_spacing=0.012,
        column_titles=[style.row_label(own.iloc[0], say) for own in columns if len(own)],
    )
    for column, own in enumerate(columns, start=1):
        if own.empty:
            continue
        first = own.iloc[0]
        figure.add_bar(
            x=own["share"],
            y=own["code"].map(labels),
            orientation="h",
            marker={
                **style.fill(colours[first["place_en"]], first["kind"]),
                "opacity": [
                    _CLASS_OPACITY if code == whole else 1.0
                    for code, whole in zip(own["code"], own["class_code"], strict=True)
                ],
            },
            text=(own["share"] * 100).map("{:.1f}".format),
            textposition="outside",
            cliponaxis=False,
            hovertext=[
                say("staffing_chart.amount", amount=amount_of(amount)) for amount in own["amount"]
            ],
            hoverinfo="y+text",
            row=1,
            col=column,
        )
    figure.update_annotations(font_size=style.SMALL, yanchor="bottom")
    figure.update_xaxes(
        range=[0, 1.5 * shown["share"].max() if len(shown) else 1],
        showticklabels=False,
        showgrid=False,
    )
    figure.update_yaxes(
        categoryorder="array", categoryarray=list(labels.values())[::-1], ticklabelstandoff=6
    )
    figure.update_layout(bargap=0.3)
    return style.finish(
        figure,
        title=say("staffing_chart.composition"),
        subtitle=say("staffing_chart.composition_unit"),
        note=say.sentences(_notes(items, say)),
        plot=26 * max(1, len(labels)),
        above=68,
        axis=8,
    )


def _classes(items: pd.DataFrame) -> pd.DataFrame:
    """A row a disclosure and class whose items are told apart: what they are together."""
    of_class = items[items["code"] != items["class_code"]]
    together = of_class.groupby(["disclosure_id", "class_code"], sort=False)["amount"].sum()
    first = of_class.drop_duplicates(["disclosure_id", "class_code"])
    return first.assign(
        code=first["class_code"],
        name=first["class_code"].map(economic_names()),
        share=first["class_share"],
        amount=together.to_numpy(),
    )


def _notes(items: pd.DataFrame, say: Language) -> list[str]:
    several = items.loc[items["printed_n"] > 1, say.column("label")].unique()
    return [
        *([say("chart.hatched")] if (items["kind"] == BUDGET).any() else []),
        *([say("staffing_chart.added_up", labels=say.listed(several))] if len(several) else []),
        say("staffing_chart.composition_note", least=say.bound(WORTH_A_ROW)),
    ]
