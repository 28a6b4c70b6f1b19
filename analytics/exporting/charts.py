"""Charts become files that stand alone, and what they were drawn from becomes CSV and XLSX.

Pictures (png, svg, pdf) are made by Chromium through one kaleido that stays open: a
start takes seconds, a chart tenths of one. Without Chromium there is html, which needs none.
A pdf holds its letters, an svg names their font.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import threading
from collections.abc import Coroutine, Iterable, Mapping
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa

from analytics.charts import style
from analytics.charts.rows import rows_of
from analytics.exporting.tables import ExportError, csv_bytes, xlsx_bytes
from analytics.language import ENGLISH, Language
from analytics.settings import PICTURES

PICTURE_FORMATS: Final = ("png", "svg", "pdf")
CHART_FORMATS: Final = (*PICTURE_FORMATS, "html")
DATA_FORMATS: Final = ("csv", "xlsx")

MONEY: Final = "万元"
RATIO: Final = "ratio"
UNITS: Final = {
    **dict.fromkeys(
        [
            *("amount", "personnel", "denominator", "transfers", "initial_budget"),
            *("adjusted_budget", "budget", "executed", "unspent", "at_stake"),
            *("rated_budget", "rated_executed", "money", "change", "all_more", "all_less"),
            *("before", "overrun", "total", "overseas", "vehicle_purchase", "vehicle_operation"),
            *("vehicles", "reception", "rest"),
        ],
        MONEY,
    ),
    **dict.fromkeys(
        [
            *("share", "rate", "printed_rate", "revision", "outturn", "weighted_rate"),
            *("median_rate", "output_share", "share_of_body", "peers_median", "lower_fence"),
            *("upper_fence", "lowest_rate", "highest_rate", "all_median", "q1", "median", "q3"),
        ],
        RATIO,
    ),
}
"""The unit of each column of figures, which stands in the header of every file, unless an exhibit
says another."""

_MOST_NAMED: Final = 6
"""Documents that a chart names; more are counted."""
_ONE_AT_A_TIME: Final = threading.Lock()


class NoChromiumError(ExportError):
    """Pictures were asked for where no Chromium is."""

    def __init__(self) -> None:
        super().__init__(
            "there is no Chromium to draw pictures with: install it (Debian: apt-get install"
            " chromium), or take html"
        )


def chromium() -> str | None:
    """Where the Chromium is that draws and prints, if there is one."""
    # Only what shows or makes downloads needs it.
    from choreographer.browsers.chromium import Chromium

    return Chromium.find_browser(skip_local=False)


def has_chromium() -> bool:
    """Whether pictures can be made here."""
    return chromium() is not None


def formats() -> tuple[str, ...]:
    """The formats that a chart can be had in on this machine, those of CHART_FORMATS or html."""
    return CHART_FORMATS if has_chromium() else ("html",)


def chart_bytes(
    figure: go.Figure, format: str, lines: Iterable[str], say: Language = ENGLISH
) -> bytes:
    """A finished figure (charts.style.drawn) as a file of one of CHART_FORMATS.

    It holds its title, units, note, and under it further lines such as credit_lines. html needs
    nothing but a browser, not even a network. Raises NoChromiumError for a picture where there is
    no Chromium, ExportError where it fails.
    """
    alone = style.standing_alone(figure, lines)
    if format == "html":
        return _html(alone, say).encode()
    if format not in PICTURE_FORMATS:
        raise ValueError(f"{format!r} is none of {', '.join(CHART_FORMATS)}")
    if not has_chromium():
        raise NoChromiumError
    options: dict[str, Any] = {
        "format": format,
        "width": alone.layout.width,
        "height": alone.layout.height,
        "scale": PICTURES.scale if format == "png" else 1,
    }
    return _drawn(alone, options)


def data_bytes(
    data: pd.DataFrame,
    format: str,
    sheets: Mapping[str, pd.DataFrame],
    units: Mapping[str, str] = UNITS,
) -> bytes:
    """The figures that a chart was drawn from as a file of one of DATA_FORMATS.

    The units of data stand in its header. csv is the data alone, UTF-8 with a byte order mark; xlsx
    has them on the sheet "data", and further sheets by their names, such as "sources". No text
    runs as a formula in either. Raises ExportError where there are more rows than a sheet holds.
    """
    if format == "csv":
        return csv_bytes(_with_units(data, units))
    if format == "xlsx":
        return xlsx_bytes(
            {"data": _with_units(data, units)}
            | {name: _with_units(rows, UNITS) for name, rows in sheets.items()}
        )
    raise ValueError(f"{format!r} is none of {', '.join(DATA_FORMATS)}")


def _with_units(frame: pd.DataFrame, units: Mapping[str, str]) -> pa.Table:
    """A frame with the unit of each column of figures in its header: "budget (万元)"."""
    names = {name: f"{name} ({unit})" for name, unit in units.items()}
    return pa.Table.from_pandas(frame.rename(columns=names), preserve_index=False)


def credit_lines(documents: pd.DataFrame, made_on: date, say: Language) -> list[str]:
    """The documents (scope.disclosures) that something was drawn from, and when it was made."""
    kinds = say.terms("kind")
    named = [
        say(
            "credits.document",
            agency=escape(row.agency),
            year=row.fiscal_year,
            kind=kinds[row.kind],
            file=escape(row.source_name),
        )
        for row in rows_of(documents.head(_MOST_NAMED))
    ]
    more = len(documents) - len(named)
    if more:
        named.append(say("credits.more", n=more))
    return [
        say("credits.documents", named=say("credits.between").join(named)),
        say("credits.made", day=say.day(made_on)),
    ]


def _html(figure: go.Figure, say: Language) -> str:
    title, _, _ = style.words(figure)
    chart = figure.to_html(full_html=False, include_plotlyjs=True, config={"displayModeBar": False})
    return (
        f'<!doctype html>\n<html lang="{say.code}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body>{chart}</body></html>\n"
    )


class _Drawer:
    """One kaleido with its Chromium, kept open in a thread of its own until the process ends."""

    def __init__(self) -> None:
        # Only a picture needs it, and a page is not to wait for it.
        from kaleido import Kaleido

        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._kaleido = Kaleido(n=1, timeout=PICTURES.seconds, mathjax=False)
        self._answer(self._kaleido.open())
        atexit.register(self.close)

    def draw(self, figure: go.Figure, options: dict[str, Any]) -> bytes:
        return bytes(self._answer(self._kaleido.calc_fig(figure, opts=options)))

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._answer(self._kaleido.close())

    def _answer(self, asked: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(asked, self._loop).result(PICTURES.seconds)


_drawer = lru_cache(maxsize=1)(_Drawer)


def _drawn(figure: go.Figure, options: dict[str, Any]) -> bytes:
    """What Chromium draws, one picture at a time whoever asks; ExportError where it does not."""
    with _ONE_AT_A_TIME:
        try:
            return _drawer().draw(figure, options)
        except Exception as error:
            # The next one who asks gets another.
            _drawer.cache_clear()
            raise ExportError(
                f"Chromium drew no picture ({error or type(error).__name__}): try again, or take"
                " html"
            ) from error
