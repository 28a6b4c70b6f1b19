"""Staffing cost share: a ranking among peers, over how the shares of all of them are spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.charts.style import Drawing
from analytics.comparing.staffing_peers import BIN, is_cut
from analytics.language import ENGLISH, Language
from analytics.model import BUDGET, OPEN
from analytics.numbers import figure as amount_of
from analytics.settings import PEERS

HIGHEST: Final = 1.2
"""Share at which a bar or point ends that would go further; its figure stands beside it."""
_ROOMY: Final = 10
"""Rows up to which each has a label of two lines."""
_ROW: Final = 44
_NARROW_ROW: Final = 23
_LABEL: Final = 24
"""Characters of a label in a narrow row."""
_STAR: Final = f'<b style="color:{style.ATTENTION}">*</b>'
_HEADING: Final = 44
_SPREAD: Final = 64
_BETWEEN: Final = 22


def ranking(
    ranked: pd.DataFrame,
    spread: pd.DataFrame,
    colours: Mapping[str, str],
    say: Language = ENGLISH,
) -> go.Figure:
    """Bars of one share, each group of peers under a heading of its own with median and fences.

    ranked and spread are the rows of one share of comparing.staffing_peers.ranked and spread. The
    spread is drawn over each group where only the ends of the ranking are given. Disclosures
    looked at have their place's colour, their peers are grey.
    """
    groups = [list(rows) for _, rows in groupby(rows_of(ranked), _peers)]
    bins = {peers: list(rows) for peers, rows in groupby(rows_of(spread), _peers)}
    is_roomy, cut = len(ranked) <= _ROOMY, is_cut(ranked)
    names = [_names(rows, is_roomy, say) for rows in groups]
    row = _ROW if is_roomy else _NARROW_ROW
    above = _HEADING + (_SPREAD if cut else 0)
    plot = sum(row * len(own) + above for own in names) + _BETWEEN * (len(groups) - 1)
    top, end = float(plot), max(1.0, min(HIGHEST, ranked["share"].fillna(0).max()))
    traces: list[Drawing] = []
    headings: list[Drawing] = []
    lines: list[Drawing] = []
    axes: dict[str, Drawing] = {}
    for number, (rows, own) in enumerate(zip(groups, names, strict=True)):
        first, foot = rows[0], top - above - row * len(own)
        ranks, spreads = f"{2 * number + 1 if number else ''}", f"{2 * number + 2}"
        headings.append(_heading(first, top / plot, say))
        if cut and (shares := bins.get(_peers(first))):
            traces += _spread(shares, rows, colours, f"y{spreads}", say)
            place = _place((top - above) / plot, (top - _HEADING) / plot)
            axes[f"yaxis{spreads}"] = place | {"visible": False, "range": [0, _height(shares)]}
        traces += _bars(rows, colours, f"y{ranks}", end, say)
        axes[f"yaxis{ranks}"] = _place(foot / plot, (top - above) / plot) | _beside(own)
        lines += _lines(first, foot / plot, (top - _HEADING) / plot)
        top = foot - _BETWEEN
    of = say(f"denominator.{ranked['quantity'].iloc[0]}")
    return style.drawn(
        traces,
        {
            "xaxis": {
                "range": [0, 1.25 * end],
                "tickvals": [0, 0.5, 1],
                "ticktext": [say.bound(at) for at in (0, 0.5, 1)],
                "showgrid": False,
                "anchor": "free",
                "position": 0,
            },
            **axes,
            "annotations": headings,
            "shapes": lines,
            "bargap": 0.4 if is_roomy else 0.25,
        },
        title=say("staffing_chart.title", of=of),
        subtitle=say("staffing_chart.subtitle", of=of),
        note=say.sentences(_notes(ranked, [rows[0] for rows in groups], cut, say)),
        plot=plot,
        above=8,
    )


def value(row: Any, say: Language = ENGLISH) -> str:
    """A share with its marks: ? for a table that does not add up, * beyond a fence."""
    if pd.isna(row.share):
        return say("staffing_chart.unknown")
    marks = f"{'?' if row.table_status == OPEN else ''}{' *' if pd.notna(row.beyond) else ''}"
    return f"{say.percent(row.share)}{marks}"


def _peers(row: Any) -> tuple[str, int | None]:
    """Which group of peers a row is of: kind, and year where they are of one."""
    return row.kind, None if pd.isna(row.peers_year) else int(row.peers_year)


def _ranked(row: Any) -> int:
    """How many peers' shares a row's is ranked among; none where none of them is known."""
    return 0 if pd.isna(row.peers_n) else int(row.peers_n)


def _fences(first: Any, say: Language) -> list[str]:
    return [
        say(f"staffing_chart.{name}", fence=say.percent(fence))
        for name in ("lower_fence", "upper_fence")
        if _binds(fence := getattr(first, name))
    ]


def _binds(fence: float) -> bool:
    """Whether a share from 0 to 100 % can lie beyond a fence."""
    return pd.notna(fence) and 0 < fence < 1


def _heading(first: Any, y: float, say: Language) -> Drawing:
    """Kind, year and number of a group, and under it the median and the fences."""
    kind, of_year = _peers(first)
    year = "" if of_year is None else f" {of_year}"
    peers = say("count.disclosure", n=int(first.disclosures_n))
    lines = [f"<b>{say(f'kind.{kind}')}{year}</b> · {peers}"]
    if _ranked(first) > 1:
        median = say("staffing_chart.median", median=say.percent(first.median))
        lines.append(" · ".join([median, *_fences(first, say)]))
    return style.written(
        "<br>".join(lines),
        **{"x": 0, "xref": "paper", "xanchor": "left"},
        **{"y": y, "yref": "paper", "yanchor": "top"},
        align="left",
    )


def _place(low: float, high: float) -> Drawing:
    """An axis of values that stands in the plot from low to high, of 0, its foot, to 1."""
    return {"domain": [max(0.0, low), min(1.0, high)]}


def _beside(names: Mapping[str, str]) -> Drawing:
    """An axis with a place for each bar from the top down, and its name beside it."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(names),
        "range": [len(names) - 0.5, -0.5],
        "tickvals": list(range(len(names))),
        "ticktext": list(names.values()),
        "ticklabelstandoff": 6,
    }


def _bars(
    rows: Sequence[Any], colours: Mapping[str, str], axis: str, end: float, say: Language
) -> list[Drawing]:
    """A bar a disclosure, and behind where bars end its share, so that no line crosses it."""
    looked_at = any(row.chosen for row in rows)
    of_colour: dict[str, list[Any]] = {}
    for row in rows:
        colour = style.CONTEXT if looked_at and not row.chosen else colours[row.place_en]
        of_colour.setdefault(colour, []).append(row)
    bars = [
        {
            "type": "bar",
            "x": [0.0 if pd.isna(row.share) else min(row.share, HIGHEST) for row in own],
            "y": [row.disclosure_id for row in own],
            "yaxis": axis,
            "orientation": "h",
            "marker": style.fill(colour, own[0].kind),
            "hovertext": [_hover(row, say) for row in own],
            "hoverinfo": "text",
        }
        for colour, own in of_colour.items()
    ]
    values = {
        "type": "scatter",
        "x": [end] * len(rows),
        "y": [row.disclosure_id for row in rows],
        "yaxis": axis,
        "mode": "text",
        "text": [value(row, say).replace("*", _STAR) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return [*bars, values]


def _names(rows: Sequence[Any], is_roomy: bool, say: Language) -> dict[str, str]:
    """What stands beside each bar, by disclosure_id; and beside a gap, how many are left out."""
    names: dict[str, str] = {}
    last = None
    for row in rows:
        if pd.notna(row.place):
            if last is not None and row.place - last > 1:
                between = int(row.place - last - 1)
                names[f"after {last}"] = say("staffing_chart.between", n=between)
            last = row.place
        name = style.row_label(row, say) if is_roomy else _short(row, say)
        names[row.disclosure_id] = f"<b>{name}</b>" if row.chosen else name
    return names


def _short(row: Any, say: Language) -> str:
    """A disclosure's label in one line; of a long one the end of the place is left out."""
    place, label = str(say.of(row, "place")), str(say.of(row, "label"))
    too_long = len(label) - _LABEL
    if too_long <= 0:
        return label
    return f"{place[: max(1, len(place) - too_long - 1)]}…{label.removeprefix(place)}"


def _hover(row: Any, say: Language) -> str:
    whose = f"{say.of(row, 'label')}<br>{row.agency}"
    if pd.isna(row.share):
        return f"{whose}<br>{say.of(row, 'why')}"
    amounts = say(
        "staffing_chart.amounts",
        personnel=amount_of(row.personnel),
        denominator=amount_of(row.denominator),
    )
    place = (
        f"<br>{say('staffing_chart.place', n=int(row.place), of=int(row.peers_n))}"
        if pd.notna(row.place)
        else ""
    )
    return f"{whose}<br>{amounts}{place}"


def _height(shares: Sequence[Any]) -> float:
    """How far the axis of a spread reaches: over its highest bar and the marks above that."""
    return float(1.3 * max(row.n for row in shares))


def _spread(
    shares: Sequence[Any],
    rows: Sequence[Any],
    colours: Mapping[str, str],
    axis: str,
    say: Language,
) -> list[Drawing]:
    """A bar a bin of shares, as high as it holds disclosures; those looked at are marked."""
    looked_at = [row for row in rows if row.chosen and pd.notna(row.share)]
    bars = {
        "type": "bar",
        "x": [min(row.bin, HIGHEST) + BIN / 2 for row in shares],
        "y": [row.n for row in shares],
        "yaxis": axis,
        "width": BIN,
        "marker": style.fill(style.CONTEXT, shares[0].kind),
        "hovertext": [
            say("staffing_chart.bin", low=say.bound(row.bin), n=int(row.n)) for row in shares
        ],
        "hoverinfo": "text",
    }
    marks = {
        "type": "scatter",
        "x": [min(row.share, HIGHEST) for row in looked_at],
        "y": [1.15 * max(row.n for row in shares)] * len(looked_at),
        "yaxis": axis,
        "mode": "markers",
        "marker": {
            "symbol": "triangle-down",
            "size": 12,
            "color": [colours[row.place_en] for row in looked_at],
        },
        "hovertext": [f"{say.of(row, 'label')}: {value(row, say)}" for row in looked_at],
        "hoverinfo": "text",
    }
    return [bars, marks]


def _lines(first: Any, low: float, high: float) -> list[Drawing]:
    """The median of a group, and its fences where a share can lie beyond them."""
    if _ranked(first) < 2:
        return []
    at = {name: getattr(first, name) for name in ("median", "lower_fence", "upper_fence")}
    return [
        {
            "type": "line",
            "name": name,
            **{"x0": x, "x1": x, "y0": max(0.0, low), "y1": high, "yref": "paper"},
            "line": {
                "color": style.CONTEXT,
                "width": 1.5,
                "dash": "solid" if name == "median" else "dot",
            },
        }
        for name, x in at.items()
        if name == "median" or _binds(x)
    ]


def _notes(ranked: pd.DataFrame, firsts: Sequence[Any], cut: bool, say: Language) -> list[str]:
    """firsts are the first rows of the groups of peers."""
    drawn: dict[str, bool] = {
        "chart.hatched": any(first.kind == BUDGET for first in firsts),
        "staffing_chart.median_note": any(_ranked(first) > 1 for first in firsts),
        "staffing_chart.fence_note": any(pd.notna(first.upper_fence) for first in firsts),
        "staffing_chart.few_note": any(1 < _ranked(first) < PEERS.minimum for first in firsts),
        "staffing_chart.ends_note": cut,
        "staffing_chart.grey_note": ranked["chosen"].nunique() > 1,
        "staffing_chart.open_note": bool((ranked["table_status"] == OPEN).any()),
        "staffing_chart.long_note": bool((ranked["share"] > HIGHEST).any()),
        "chart.source": True,
    }
    return [
        say(key, reach=PEERS.fence, minimum=PEERS.minimum, highest=say.bound(HIGHEST))
        for key, holds in drawn.items()
        if holds
    ]
