"""The disclosures that come with the workbench, set from what was read in the originals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from analytics.model import DisclosureRows
from analytics.reading import UnreadableError, read
from analytics.recognising.disclosure import recognise
from analytics.reconciling.document import reconcile
from corpus.layouts import Layout
from corpus.ledger import UnplacedError
from corpus.provinces import LAYOUTS
from corpus.typeset import typeset

OWN_REASON: Final = "见原公开文件"
"""Stands for a reason of the original, whose prose is not ours to print."""
_LONGEST_LABEL: Final = 4
"""Reasons up to this many characters (无, 无差异) are no prose."""


class ShippingError(Exception):
    """An original that cannot be set: which one, and why."""


def ship(originals: Path, to: Path) -> Iterator[Path]:
    """Set every text in a folder of originals as a PDF in another, and tell where.

    Raises ShippingError for a folder without texts, for a text that is no disclosure, and for one
    from a province without a layout.
    """
    sources = sorted(originals.glob("*.txt"))
    if not sources:
        raise ShippingError(f"{originals}: no texts of disclosures here")
    to.mkdir(parents=True, exist_ok=True)
    for source in sources:
        try:
            rows = without_prose(reconcile(recognise(read(source.name, source.read_bytes()))))
            content = typeset(rows, layout_of(rows))
        except (UnreadableError, UnplacedError) as error:
            raise ShippingError(f"{source.name}: {error}") from error
        target = to / f"{rows.disclosure.disclosure_id}.pdf"
        target.write_bytes(content)
        yield target


def layout_of(rows: DisclosureRows) -> Layout:
    """The layout of a disclosure's province. Raises ShippingError where there is none."""
    province = rows.disclosure.province
    for layout in LAYOUTS.values():
        if layout.province == province:
            return layout
    raise ShippingError(f"no layout for {province}")


def without_prose(rows: DisclosureRows) -> DisclosureRows:
    """The rows with the reasons of the original replaced by a pointer to it."""
    return replace(
        rows,
        indicators=[replace(row, reason=_own(row.reason)) for row in rows.indicators],
        statements_in_prose=[
            replace(row, reason=_own(row.reason)) for row in rows.statements_in_prose
        ],
    )


def _own(reason: str | None) -> str | None:
    return reason if reason is None or len(reason) <= _LONGEST_LABEL else OWN_REASON
