"""Staffing cost share: a ranking among peers, over how the shares of all of them are spread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.rows import rows_of
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
    figure = go.Figure()
    quantity = ranked["quantity"].iloc[0]
    groups = [rows for _, rows in ranked.groupby(["kind", "peers_year"], sort=False, dropna=False)]
    row = _ROW if len(ranked) <= _ROOMY else _NARROW_ROW
    heights = [row * _slots(rows) for rows in groups]
    cut = is_cut(ranked)
    above = _HEADING + (_SPREAD if cut else 0)
    plot = sum(heights) + above * len(groups) + _BETWEEN * (len(groups) - 1)
    top, end = float(plot), max(1.0, min(HIGHEST, ranked["share"].fillna(0).max()))
    for number, (rows, height) in enumerate(zip(groups, heights, strict=True)):
        first = rows.iloc[0]
        _heading(figure, first, top / plot, say)
        bars, bins = 2 * number + 1, 2 * number + 2
        if cut:
            _spread(figure, _of_group(spread, first), rows, colours, bins, say)
            _place(figure, bins, (top - above) / plot, (top - _HEADING) / plot)
        _bars(figure, rows, colours, bars, end, say)
        _place(figure, bars, (top - above - height) / plot, (top - above) / plot)
        _lines(figure, first, top - above - height, top - _HEADING, plot)
        top -= above + height + _BETWEEN
    figure.update_xaxes(
        range=[0, 1.25 * end],
        tickvals=[0, 0.5, 1],
        ticktext=[say.bound(at) for at in (0, 0.5, 1)],
        showgrid=False,
        anchor="free",
        position=0,
    )
    figure.update_layout(bargap=0.4 if row == _ROW else 0.25)
    of = say(f"denominator.{quantity}")
    return style.finish(
        figure,
        title=say("staffing_chart.title", of=of),
        subtitle=say("staffing_chart.subtitle", of=of),
        note=say.sentences(_notes(ranked, cut, say)),
        plot=plot,
        above=8,
    )


def value(row: Any, say: Language = ENGLISH) -> str:
    """A share with its marks: ? for a table that does not add up, * beyond a fence."""
    if pd.isna(row.share):
        return say("staffing_chart.unknown")
    marks = f"{'?' if row.table_status == OPEN else ''}{' *' if pd.notna(row.beyond) else ''}"
    return f"{say.percent(row.share)}{marks}"


def _fences(first: pd.Series, say: Language) -> list[str]:
    return [
        say(f"staffing_chart.{name}", fence=say.percent(fence))
        for name in ("lower_fence", "upper_fence")
        if _binds(fence := first[name])
    ]


def _binds(fence: float) -> bool:
    """Whether a share from 0 to 100 % can lie beyond a fence."""
    return pd.notna(fence) and 0 < fence < 1


def _slots(rows: pd.DataFrame) -> int:
    """Rows that a group takes: its disclosures, and one for each gap between their places."""
    places = rows["place"].dropna()
    return len(rows) + int((places.diff() > 1).sum())


def _of_group(frame: pd.DataFrame, first: pd.Series) -> pd.DataFrame:
    own: pd.DataFrame = frame[frame["kind"] == first["kind"]]
    if pd.notna(first["peers_year"]):
        own = own[own["peers_year"] == first["peers_year"]]
    return own


def _heading(figure: go.Figure, first: pd.Series, y: float, say: Language) -> None:
    """Kind, year and number of a group, and under it the median and the fences."""
    year = "" if pd.isna(first["peers_year"]) else f" {first['peers_year']}"
    peers = say("count.disclosure", n=int(first["disclosures_n"]))
    lines = [f"<b>{say('kind.' + first['kind'])}{year}</b> · {peers}"]
    if pd.notna(first["peers_n"]) and first["peers_n"] > 1:
        median = say("staffing_chart.median", median=say.percent(first["median"]))
        lines.append(" · ".join([median, *_fences(first, say)]))
    figure.add_annotation(
        text="<br>".join(lines),
        x=0,
        xref="paper",
        xanchor="left",
        y=y,
        yref="paper",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"size": style.SMALL},
    )


def _axis(number: int) -> str:
    """What a trace calls an axis of values; the first one has no number."""
    return "y" if number == 1 else f"y{number}"


def _place(figure: go.Figure, axis: int, low: float, high: float) -> None:
    """Where an axis of values stands in the plot, from 0, its foot, to 1."""
    figure.update_layout({f"yaxis{axis}": {"domain": [max(0.0, low), min(1.0, high)]}})


def _bars(
    figure: go.Figure,
    rows: pd.DataFrame,
    colours: Mapping[str, str],
    axis: int,
    end: float,
    say: Language,
) -> None:
    """A bar a disclosure, and behind where bars end its share, so that no line crosses it."""
    looked_at = bool(rows["chosen"].any())
    colour = rows["place_en"].map(colours).where(rows["chosen"] | (not looked_at), style.CONTEXT)
    for each, own in rows.groupby(colour, sort=False):
        figure.add_bar(
            x=own["share"].clip(upper=HIGHEST).fillna(0),
            y=own["disclosure_id"],
            yaxis=_axis(axis),
            orientation="h",
            marker=style.fill(str(each), own["kind"].iloc[0]),
            hovertext=[_hover(row, say) for row in rows_of(own)],
            hoverinfo="text",
        )
    figure.add_scatter(
        x=[end] * len(rows),
        y=rows["disclosure_id"],
        yaxis=_axis(axis),
        mode="text",
        text=[value(row, say).replace("*", _STAR) for row in rows_of(rows)],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    names = _names(rows, say)
    figure.update_layout(
        {
            f"yaxis{axis}": {
                "type": "category",
                "categoryorder": "array",
                "categoryarray": list(names),
                "range": [len(names) - 0.5, -0.5],
                "tickvals": list(range(len(names))),
                "ticktext": list(names.values()),
                "ticklabelstandoff": 6,
            }
        }
    )


def _names(rows: pd.DataFrame, say: Language) -> dict[str, str]:
    """What stands beside each bar, by disclosure_id; and beside a gap, how many are left out."""
    names: dict[str, str] = {}
    last = None
    for row in rows_of(rows):
        if pd.notna(row.place):
            if last is not None and row.place - last > 1:
                between = int(row.place - last - 1)
                names[f"after {last}"] = say("staffing_chart.between", n=between)
            last = row.place
        name = style.row_label(row, say) if len(rows) <= _ROOMY else _short(row, say)
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


def _spread(
    figure: go.Figure,
    own: pd.DataFrame,
    rows: pd.DataFrame,
    colours: Mapping[str, str],
    axis: int,
    say: Language,
) -> None:
    """A bar a bin of shares, as high as it holds disclosures; those looked at are marked."""
    if own.empty:
        return
    kind = own["kind"].iloc[0]
    figure.add_bar(
        x=own["bin"].clip(upper=HIGHEST) + BIN / 2,
        y=own["n"],
        yaxis=_axis(axis),
        width=BIN,
        marker=style.fill(style.CONTEXT, kind),
        hovertext=[
            say("staffing_chart.bin", low=say.bound(row.bin), n=int(row.n)) for row in rows_of(own)
        ],
        hoverinfo="text",
    )
    looked_at = rows[rows["chosen"] & rows["share"].notna()]
    figure.add_scatter(
        x=looked_at["share"].clip(upper=HIGHEST),
        y=[1.15 * own["n"].max()] * len(looked_at),
        yaxis=_axis(axis),
        mode="markers",
        marker={
            "symbol": "triangle-down",
            "size": 12,
            "color": [colours[place] for place in looked_at["place_en"]],
        },
        hovertext=[f"{say.of(row, 'label')}: {value(row, say)}" for row in rows_of(looked_at)],
        hoverinfo="text",
    )
    figure.update_layout({f"yaxis{axis}": {"visible": False, "range": [0, 1.3 * own["n"].max()]}})


def _lines(figure: go.Figure, first: pd.Series, low: float, high: float, plot: int) -> None:
    """The median of a group, and its fences where a share can lie beyond them."""
    if pd.isna(first["peers_n"]) or first["peers_n"] < 2:
        return
    for name, dash in (("median", "solid"), ("lower_fence", "dot"), ("upper_fence", "dot")):
        at = first[name]
        if name == "median" or _binds(at):
            figure.add_shape(
                type="line",
                name=name,
                x0=at,
                x1=at,
                y0=max(0.0, low / plot),
                y1=high / plot,
                yref="paper",
                line={"color": style.CONTEXT, "width": 1.5, "dash": dash},
            )


def _notes(ranked: pd.DataFrame, cut: bool, say: Language) -> list[str]:
    groups = ranked.drop_duplicates(["kind", "peers_year"])
    drawn: dict[str, bool] = {
        "chart.hatched": bool((ranked["kind"] == BUDGET).any()),
        "staffing_chart.median_note": bool((groups["peers_n"] > 1).any()),
        "staffing_chart.fence_note": bool(groups["upper_fence"].notna().any()),
        "staffing_chart.few_note": bool(groups["peers_n"].between(2, PEERS.minimum - 1).any()),
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
