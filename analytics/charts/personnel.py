"""What personnel is made of: the economic items of 301 and 303, a column a disclosure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.charts.style import Drawing
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET
from analytics.numbers import figure as amount_of
from analytics.reference import economic_names

MOST_COLUMNS: Final = 6
"""Disclosures that there is room for side by side."""
WORTH_A_ROW: Final = 0.005
"""Share of personnel below which an item everywhere is left to the table."""
_GAP: Final = 0.012
"""Between columns, of the width of the plot."""
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
    own: dict[str, list[Any]] = {one: [] for one in items["disclosure_id"].unique()}
    for row in rows_of(shown):
        own[row.disclosure_id].append(row)
    width = (1 - _GAP * (len(own) - 1)) / max(1, len(own))
    traces: list[Drawing] = []
    layout: Drawing = {"annotations": [], "bargap": 0.3}
    for number, bars in enumerate(own.values()):
        left, nth = number * (width + _GAP), f"{number + 1}" if number else ""
        layout[f"xaxis{nth}"] = {
            **{"anchor": f"y{nth}", "domain": [left, min(1.0, left + width)]},
            "range": [0, 1.5 * shown["share"].max() if len(shown) else 1],
            **{"showticklabels": False, "showgrid": False},
        }
        layout[f"yaxis{nth}"] = {
            "anchor": f"x{nth}",
            "categoryorder": "array",
            "categoryarray": list(labels.values())[::-1],
            "ticklabelstandoff": 6,
            **({"matches": "y", "showticklabels": False} if number else {}),
        }
        if bars:
            layout["annotations"].append(_heading(bars[0], left + width / 2, say))
            traces.append(
                _bars(bars, labels, colours, say) | {"xaxis": f"x{nth}", "yaxis": f"y{nth}"}
            )
    return style.drawn(
        traces,
        layout,
        title=say("staffing_chart.composition"),
        subtitle=say("staffing_chart.composition_unit"),
        note=say.sentences(_notes(items, say)),
        plot=26 * max(1, len(labels)),
        above=68,
        axis=8,
    )


def _heading(first: Any, x: float, say: Language) -> Drawing:
    """Which disclosure a column is, over its middle."""
    return style.written(
        style.row_label(first, say),
        **{"x": x, "xref": "paper", "xanchor": "center"},
        **{"y": 1, "yref": "paper", "yanchor": "bottom"},
    )


def _bars(
    rows: Sequence[Any], labels: Mapping[str, str], colours: Mapping[str, str], say: Language
) -> Drawing:
    """The items of one disclosure; its classes are pale, since items lie within them."""
    return {
        "type": "bar",
        "x": [row.share for row in rows],
        "y": [labels[row.code] for row in rows],
        "orientation": "h",
        "marker": {
            **style.fill(colours[rows[0].place_en], rows[0].kind),
            "opacity": [_CLASS_OPACITY if row.code == row.class_code else 1.0 for row in rows],
        },
        "text": [f"{row.share * 100:.1f}" for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [say("staffing_chart.amount", amount=amount_of(row.amount)) for row in rows],
        "hoverinfo": "y+text",
    }


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
