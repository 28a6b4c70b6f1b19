"""Tables of figures: their columns, the row that is selected, and their download."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import streamlit as st

from analytics.dashboard import choices, speaking
from analytics.exporting.tables import csv_bytes
from analytics.language import LANGUAGES

_MOST_ROWS: Final = 12
_ROW_PIXELS: Final = 35
_PLACE_PIXELS: Final = 140


def money(label: str) -> Any:
    """A column of 万元 with two decimals."""
    return st.column_config.NumberColumn(label, format="%,.2f")


def ratio(label: str) -> Any:
    """A column of percentages with one decimal; `listing` gives it hundredths."""
    return st.column_config.NumberColumn(label, format=_percent())


def text(label: str, width: Any = None) -> Any:
    """A column of words."""
    return st.column_config.TextColumn(label, width=width)


def whole(label: str) -> Any:
    """A column of whole numbers, such as years, without separators."""
    return st.column_config.NumberColumn(label, format="%d")


def bar(label: str, most: float, format: str = " ") -> Any:
    """A column of bars from 0 to most, with their numbers in a format where one is given."""
    return st.column_config.ProgressColumn(
        label, min_value=0.0, max_value=float(most) or 1.0, format=format
    )


def share(label: str, digits: int = 1) -> Any:
    """A column of bars of percentages, from 0 to 100 %; `listing` gives it hundredths."""
    return bar(label, 100, _percent(digits))


def whose(figures: dict[str, Any]) -> dict[str, Any]:
    """Columns of figures amid those that say whose they are; the first one stays in sight."""
    say = speaking.language()
    here, other = ("place_zh", "place_en") if say.is_chinese else ("place_en", "place_zh")
    return {
        here: place(),
        "fiscal_year": whole(say("table.year")),
        "kind": text(say("table.kind")),
        **figures,
        other: text(say("table.place_other")),
    }


def place() -> Any:
    """A column of places that stays in sight."""
    label = speaking.language()("table.place")
    return st.column_config.TextColumn(label, pinned=True, width=_PLACE_PIXELS)


def table(
    frame: pd.DataFrame,
    columns: dict[str, Any],
    *,
    key: str,
    known_by: Sequence[str],
    ratios: Sequence[str] = (),
) -> pd.Series:
    """A listing of figures, whose columns stand amid those of `whose`; see `listing`."""
    return listing(frame, whose(columns), key=key, known_by=known_by, ratios=ratios)


def listing(
    frame: pd.DataFrame,
    columns: dict[str, Any],
    *,
    key: str,
    known_by: Sequence[str],
    ratios: Sequence[str] = (),
) -> pd.Series:
    """A sortable table with a download; returns the row that is selected.

    frame has at least one row. columns gives the columns to show and their looks; ratios, those to
    be shown as percentages. key is that of the row in the address, where the columns known_by tell
    it from others.
    """
    say = speaking.language()
    shown = frame[list(columns)].reset_index(drop=True)
    shown = shown.assign(**{name: shown[name] * 100 for name in ratios})
    for term in {"kind", "scope"} & {*shown}:
        shown[term] = shown[term].map(say.terms(term))
    # Under names of no language they stay sorted when it is switched.
    shown = shown.rename(columns=_of_no_language)
    draw = partial(
        st.dataframe,
        shown,
        column_config={_of_no_language(name): looks for name, looks in columns.items()},
        hide_index=True,
        height=_ROW_PIXELS * (min(len(shown), _MOST_ROWS) + 1) + 3,
        placeholder="–",
        on_select="rerun",
        selection_mode="single-row-required",
        key=key,
    )
    names = _unlike(" ".join(map(str, told)) for told in frame[list(known_by)].to_numpy())
    place = choices.row(names, draw, key=key)
    st.download_button(
        say("table.download"),
        lambda: csv_bytes(pa.Table.from_pandas(frame, preserve_index=False)),
        file_name=f"{key}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-download",
    )
    return frame.iloc[place]


def _of_no_language(column: str) -> str:
    """place_zh as "place" on a Chinese page, and as "place other" on an English one."""
    base, _, code = column.rpartition("_")
    if code not in LANGUAGES:
        return column
    return base if code == speaking.language().code else f"{base} other"


def _unlike(names: Iterable[str]) -> list[str]:
    """Names with a number behind those that stood there before."""
    found: Counter[str] = Counter()
    numbered = []
    for name in names:
        found[name] += 1
        numbered.append(name if found[name] == 1 else f"{name} {found[name]}")
    return numbered


def _percent(digits: int = 1) -> str:
    return f"%,.{digits}f{'' if speaking.language().is_chinese else ' '}%%"
