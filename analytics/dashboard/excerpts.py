"""Excerpts of documents (reading.excerpt) as a page shows them: the cell meant is outlined."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable
from html import escape
from typing import Final

from analytics.reading.excerpt import ShownCell, ShownRow, TableExcerpt, TextExcerpt
from analytics.recognising.amounts import parse_number

Excerpt = bytes | TextExcerpt | TableExcerpt
"""A picture of a page (PNG), lines of a text, or rows of a table."""

_EDGE: Final = "1px solid rgba(128,136,144,.35)"
_SHEET: Final = (
    f"font-size:.875rem;line-height:1.7;overflow-x:auto;padding:.75rem;border:{_EDGE};"
    "border-radius:.25rem"
)
_NUMBER: Final = "opacity:.65;display:inline-block;width:3.5em"
_CELL: Final = f"border-left:{_EDGE};padding:0 .4em"
_MEANT: Final = "background:rgba(213,94,0,.14)"
_WHOLE_LINE: Final = "width:max-content;min-width:100%"
_OUTLINED: Final = "outline:2px solid #D55E00;font-weight:600"
_TABLE: Final = "border-collapse:collapse;line-height:1.4;font-variant-numeric:tabular-nums"
_IN_TABLE: Final = f"border:{_EDGE};padding:.15rem .45rem"
_FIGURE: Final = "text-align:right;white-space:nowrap"
_WORDS: Final = "white-space:pre-line;min-width:4em;max-width:18em"
_OUTSIDE: Final = "opacity:.65;text-align:center;padding:.15rem .45rem"


def as_html(excerpt: Excerpt, printed: Collection[str], described: str) -> str:
    """An excerpt; in lines of a text, where a place is a whole line, the cells that read so.

    described is what a picture is called for who cannot see it.
    """
    if isinstance(excerpt, bytes):
        return _image(excerpt, described)
    if isinstance(excerpt, TableExcerpt):
        return _table(excerpt)
    shown = []
    for before, (number, text) in zip((None, *excerpt.lines), excerpt.lines, strict=False):
        if before is not None and number > before[0] + 1:
            shown.append(f'<div style="{_NUMBER}">⋮</div>')
        shown.append(_line(excerpt, number, text, printed))
    return f'<div style="{_SHEET};white-space:pre">{_joined(shown)}</div>'


def _image(picture: bytes, described: str) -> str:
    """A page or a part of it, to be scrolled sideways where the window is too narrow to read it."""
    source = f"data:image/png;base64,{b64encode(picture).decode()}"
    return (
        f'<div style="overflow-x:auto"><img src="{source}" style="width:100%;min-width:46rem"'
        f' alt="{escape(described)}"></div>'
    )


def _line(excerpt: TextExcerpt, number: int, text: str, printed: Collection[str]) -> str:
    """A line with its number, tabs as edges of cells."""
    meant = number in excerpt.meant
    cells = "".join(
        f'<span style="{_CELL};{_OUTLINED if meant and cell.strip() in printed else ""}">'
        f"{escape(cell)}</span>"
        for cell in text.split("\t")
    )
    return (
        f'<div style="{f"{_MEANT};{_WHOLE_LINE}" if meant else ""}">'
        f'<span style="{_NUMBER}">{number}</span>{cells}</div>'
    )


def _table(excerpt: TableExcerpt) -> str:
    """The rows with their numbers, under the lines above the table and a sheet's letters."""
    over = "".join(f"<div>{escape(line)}</div>" for line in excerpt.over)
    letters = (f'<th scope="col" style="{_OUTSIDE}">{name}</th>' for name in excerpt.columns)
    head = f"<tr><td></td>{_joined(letters)}</tr>" if excerpt.columns else ""
    parts = f'<tr><td style="{_OUTSIDE}">⋮</td></tr>'.join(
        _joined(map(_row, part)) for part in excerpt.parts
    )
    return f'<div style="{_SHEET}">{over}<table style="{_TABLE}">{head}{parts}</table></div>'


def _row(row: ShownRow) -> str:
    tint = _MEANT if any(cell.is_meant for cell in row.cells) else ""
    cells = _joined(map(_cell, row.cells))
    return f'<tr style="{tint}"><th scope="row" style="{_OUTSIDE}">{row.number}</th>{cells}</tr>'


def _cell(cell: ShownCell) -> str:
    look = _WORDS if parse_number(cell.text) is None else _FIGURE
    outline = _OUTLINED if cell.is_meant else ""
    return (
        f'<td colspan="{cell.across}" rowspan="{cell.down}"'
        f' style="{_IN_TABLE};{look if cell.text else ""};{outline}">{escape(cell.text)}</td>'
    )


def _joined(parts: Iterable[str]) -> str:
    return "".join(parts)
