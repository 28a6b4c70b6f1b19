"""“三公” expenses of many disclosures, a row each: ranked, against the budget, and in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.comparing.public_expenses import CHANGE, PARTS, REST
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET
from analytics.numbers import figure as amount_of
from analytics.settings import PEERS

MOST_ROWS: Final = 30
"""Disclosures that there is room for."""
_ROW: Final = 40
_IN_A_BAR: Final = 0.12
"""Share of the whole from which a part has room for its percentage."""
PART_COLOURS: Final = {
    "overseas": "#56B4E9",
    "vehicle_purchase": "#CC79A7",
    "vehicle_operation": "#0072B2",
    "vehicles": "#94843B",
    "reception": "#E69F00",
}
_DARK: Final = ("vehicle_operation",)
"""Parts whose colour needs white letters."""


def against_budget(
    rows: pd.DataFrame, item: str, colours: Mapping[str, str], say: Language = ENGLISH
) -> go.Figure:
    """Budget and final amount of an item in the year of each document, joined marks on a row each.

    rows is comparing.public_expenses.ranking by OVERRUN, of at most MOST_ROWS.
    """
    traces, ends = [], []
    for row in rows_of(rows):
        colour, label = colours[row.place_en], style.row_label(row, say)
        amounts = {"square-open": row.budget, "circle": row.amount}
        known = {symbol: amount for symbol, amount in amounts.items() if pd.notna(amount)}
        traces.append(
            {
                "type": "scatter",
                "x": list(known.values()),
                "y": [label] * len(known),
                "mode": "lines+markers",
                "line": {"color": colour, "width": 3},
                "marker": {
                    "symbol": list(known),
                    "size": [18 if symbol == "square-open" else 11 for symbol in known],
                    "color": colour,
                    "opacity": 1,
                    "line": {"width": 2.5, "color": colour},
                },
                "hovertext": _hover(row, row.budget, say),
                "hoverinfo": "text",
            }
        )
        planned = (
            amount_of(row.budget) if "square-open" in known else say("three_public_chart.no_budget")
        )
        said = f"{planned} → {amount_of(row.amount)}{_doubt(row)}"
        ends.append(_at_the_end(max(known.values()), label, said, red=row.overrun > 0))
    highest = rows[["amount", "budget"]].max().max() or 1.0
    layout = {
        "xaxis": {"range": [-0.04 * highest, 1.8 * highest], "nticks": 5, "showgrid": True},
        "annotations": ends,
    }
    notes = {"marks": True, "doubtful": rows["doubtful"].any()}
    return _drawn(traces, layout, rows, "budget", notes, say, item=item)


def ranking(
    rows: pd.DataFrame, item: str, by: str, colours: Mapping[str, str], say: Language = ENGLISH
) -> go.Figure:
    """Disclosures by an amount or by its change, a mark each, with median and fences of the kind.

    rows is comparing.public_expenses.ranking by AMOUNT or CHANGE, of at most MOST_ROWS. Final
    accounts are circles, budgets squares; a change on a year before that is derived is hollow. What
    lies beyond a fence is labelled in red.
    """
    labels = [style.row_label(row, say) for row in rows_of(rows)]
    values = rows[by]
    budget = rows["kind"] == BUDGET
    hollow = (by == CHANGE) & rows["before_derived"]
    places = rows["place_en"].map(colours)
    stems = {
        "type": "scatter",
        "x": [x for value in values for x in (0, value, None)],
        "y": [y for label in labels for y in (label, label, None)],
        "mode": "lines",
        "line": {"color": style.FAINT, "width": 3},
        "hoverinfo": "skip",
    }
    marks = {
        "type": "scatter",
        "x": values,
        "y": labels,
        "mode": "markers",
        "marker": {
            "symbol": [
                f"{'square' if planned else 'circle'}{'-open' if derived else ''}"
                for planned, derived in zip(budget, hollow, strict=True)
            ],
            "size": 13,
            "color": places,
            "opacity": 1,
            "line": {"width": 2.5, "color": places},
        },
        "hovertext": [
            _hover(row, row.before if by == CHANGE else None, say) for row in rows_of(rows)
        ],
        "hoverinfo": "text",
    }
    low, high = min(0.0, values.min()), max(0.0, values.max())
    reach = (high - low) or 1.0
    axis = (low - 0.06 * reach, high + 0.6 * reach)
    ends = [
        _at_the_end(
            max(0.0, value) if pd.notna(value) else 0.0,
            label,
            _value(row, by, say),
            red=row.beyond,
        )
        for row, label, value in zip(rows_of(rows), labels, values, strict=True)
    ]
    kinds = [kind for kind in rows["kind"].unique() if _compared(rows, kind)]
    layout = {
        "xaxis": {
            "range": axis,
            "nticks": 5,
            "showgrid": True,
            "tickformat": ".0%" if by == CHANGE else None,
        },
        "shapes": [line for kind in kinds for line in _peers(rows, kind, (low, axis[1]))],
        "annotations": [*ends, *(_median(rows, kind, by, say) for kind in kinds)],
    }
    notes = {
        "planned": budget.any(),
        "before_derived": hollow.any(),
        "medians": (rows["peers_n"] > 1).any(),
        "fences": rows["upper_fence"].notna().any(),
        "doubtful": rows["doubtful"].any(),
    }
    return _drawn([stems, marks], layout, rows, by, notes, say, item=item)


def composition(rows: pd.DataFrame, say: Language = ENGLISH) -> go.Figure:
    """A bar a disclosure, of the parts of its total, which stands at the end.

    rows is comparing.public_expenses.composition, of at most MOST_ROWS. Budgets are hatched. What
    is in no printed part is an empty outline.
    """
    labels = [style.row_label(row, say) for row in rows_of(rows)]
    planned = rows["kind"] == BUDGET
    names = {part: say(f"expense.{item}") for part, item in PARTS.items()}
    names |= {"vehicles": say("three_public.vehicles"), REST: say("three_public.rest")}
    layout = {
        "xaxis": {
            "range": [0, 1.3],
            "tickvals": [0, 0.5, 1],
            "ticktext": [say.percent(value).replace(".0", "") for value in (0, 0.5, 1)],
            "showgrid": False,
        },
        "barmode": "stack",
        "bargap": 0.35,
        "annotations": [
            _at_the_end(1.0, label, f"{amount_of(row.total)}{_doubt(row)}", red=False, apart=8)
            for row, label in zip(rows_of(rows), labels, strict=True)
        ],
    }
    traces = [
        _part(rows, labels, part, names[part], say)
        for part in (*PARTS, REST)
        if (rows[part] > 0).any()
    ]
    notes = {"outlined": True, "hatched": planned.any(), "doubtful": rows["doubtful"].any()}
    return _drawn(traces, layout, rows, "composition", notes, say, legend=64)


def _part(
    rows: pd.DataFrame, labels: list[str], part: str, name: str, say: Language
) -> style.Drawing:
    """The bars of a part of the whole, with their percentages where there is room for them."""
    # A bar of no width would still have its outline.
    shares = (rows[part] / rows["total"]).where(rows[part] > 0)
    hatched = (rows["kind"] == BUDGET) & (part != REST)
    told = ~hatched & (shares >= _IN_A_BAR) & (part != REST)
    return {
        "type": "bar",
        "x": shares,
        "y": labels,
        "orientation": "h",
        "name": name,
        "marker": {
            "color": PART_COLOURS.get(part, style.CLEAR),
            "line": {"color": PART_COLOURS.get(part, style.CONTEXT), "width": 1.5},
            "pattern": {
                "shape": ["/" if budget else "" for budget in hatched],
                "fillmode": "replace",
                "size": 6,
                "solidity": 0.35,
            },
        },
        "text": [
            say.percent(share) if fits else "" for share, fits in zip(shares, told, strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": {"color": "#FFFFFF" if part in _DARK else "#000000"},
        "textangle": 0,
        "hovertext": [
            say(
                "three_public_chart.part_hover",
                label=label,
                part=name,
                amount=amount_of(amount),
                share=say.percent(share),
            )
            for label, amount, share in zip(
                rows[say.column("label")], rows[part], shares.fillna(0), strict=True
            )
        ],
        "hoverinfo": "text",
    }


def _drawn(
    traces: Sequence[style.Drawing],
    layout: style.Drawing,
    rows: pd.DataFrame,
    view: str,
    notes: Mapping[str, Any],
    say: Language,
    *,
    item: str | None = None,
    legend: int = 0,
) -> go.Figure:
    """A figure of rows and its words; notes are those that it may need, and whether it does."""
    unit = say(f"three_public_chart.{view}_unit")
    total = rows.drop_duplicates("kind")["rows_n"].sum()
    if total > len(rows):
        unit = say("three_public_chart.first_rows", unit=unit, shown=len(rows), total=total)
    named = {} if item is None else {"item": say(f"expense.{item}")}
    order = {
        "categoryorder": "array",
        "categoryarray": [style.row_label(row, say) for row in rows_of(rows)],
        "autorange": "reversed",
        "ticklabelstandoff": 6,
    }
    return style.drawn(
        traces,
        {**layout, "yaxis": order},
        title=say(f"three_public_chart.{view}", **named),
        subtitle=unit,
        note=say.sentences(
            say(f"three_public_chart.{name}", reach=PEERS.fence)
            for name, on in {**notes, "source": True}.items()
            if on
        ),
        plot=_ROW * max(1, len(rows)) + 8,
        above=28,
        legend=legend,
    )


def _compared(rows: pd.DataFrame, kind: str) -> bool:
    """Whether rows of a kind have peers to be compared with."""
    return bool(rows["peers_n"][rows["kind"] == kind].iloc[0] > 1)


def _peers(rows: pd.DataFrame, kind: str, within: tuple[float, float]) -> Iterator[style.Drawing]:
    """The median of a kind as a line along its rows, and the fences that are within bounds."""
    own = (rows["kind"] == kind).to_numpy().nonzero()[0]
    peers = rows.iloc[own[0]]
    dashes = {"peers_median": "solid", "lower_fence": "dot", "upper_fence": "dot"}
    for column, dash in dashes.items():
        if pd.notna(peers[column]) and within[0] < peers[column] < within[1]:
            yield {
                "type": "line",
                "x0": peers[column],
                "x1": peers[column],
                "y0": own[0] - 0.5,
                "y1": own[-1] + 0.5,
                "line": {"color": style.CONTEXT, "width": 1.5, "dash": dash},
                "layer": "below",
            }


def _median(rows: pd.DataFrame, kind: str, by: str, say: Language) -> style.Drawing:
    """What the median of a kind is, above its rows."""
    first = (rows["kind"] == kind).to_numpy().argmax()
    median = rows["peers_median"].iloc[first]
    said = say.percent(median) if by == CHANGE else amount_of(median)
    return style.written(
        say("three_public_chart.median", median=said),
        **{"x": median, "xanchor": "left", "y": first - 0.5, "yanchor": "bottom"},
    )


def _value(row: Any, by: str, say: Language) -> str:
    value = getattr(row, by)
    if pd.isna(value):
        return say(f"three_public_chart.{'from_zero' if row.before == 0 else 'unknown_change'}")
    if by == CHANGE:
        return f"{'+' if value > 0 else ''}{say.percent(value)}{_doubt(row)}"
    return f"{amount_of(value)}{_doubt(row)}"


def _doubt(row: Any) -> str:
    return "?" if row.doubtful else ""


def _hover(row: Any, before: float | None, say: Language) -> str:
    common = {"label": say.of(row, "label"), "agency": row.agency, "amount": amount_of(row.amount)}
    if before is None or pd.isna(before):
        return say("three_public_chart.amount_hover", **common)
    return say("three_public_chart.hover", before=amount_of(before), **common)


def _at_the_end(x: float, label: str, text: str, *, red: bool, apart: int = 16) -> style.Drawing:
    """What a row says, to the right of its marks."""
    return {
        **{"x": x, "y": label, "xanchor": "left", "xshift": apart},
        **{"text": text, "showarrow": False},
        "font": {"color": style.ATTENTION} if red else {},
    }
