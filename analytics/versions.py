"""Which documents in a store are versions of one that is to be put in, and what it is called there.

A body often publishes one disclosure in several files: the explanation, the tables, each project's
form. They are parts of it and stay beside each other; only a file that holds again what another
one held is a version of that, and takes its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from analytics.model import Disclosure, DisclosureRows

IDENTITY: Final = ("agency", "province", "city", "district", "fiscal_year", "kind", "scope")
"""What versions and parts of one document have in common: whose, which year, kind and scope."""

_CONTENT: Final = """
SELECT statement, NULL FROM line_items WHERE disclosure_id = $id
UNION SELECT form, name FROM evaluations WHERE disclosure_id = $id
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the store holds of a document that is about to be put in."""

    disclosure_id: str
    source_name: str
    sha256: str


def earlier_versions(connection: duckdb.DuckDBPyConnection, rows: DisclosureRows) -> list[Earlier]:
    """Readings of the same bytes, and documents of the same identity that rows takes the place of.

    Those hold a statutory table or a form that rows holds too, or both hold sentences alone.
    """
    disclosure = rows.disclosure
    same = " AND ".join(f"{column} IS NOT DISTINCT FROM ?" for column in IDENTITY)
    found = connection.execute(
        f"SELECT disclosure_id, source_name, sha256 FROM disclosures WHERE sha256 = ? OR {same}",
        [disclosure.sha256, *_identity(disclosure)],
    ).fetchall()
    content: set[tuple[str, str | None]] = {(item.statement, None) for item in rows.line_items}
    content |= {(form.form, form.name) for form in rows.evaluations}
    return [
        earlier
        for row in found
        if (earlier := Earlier(*row)).sha256 == disclosure.sha256
        or _hold_the_same(content, set(_content(connection, earlier.disclosure_id)))
    ]


def _content(
    connection: duckdb.DuckDBPyConnection, disclosure_id: str
) -> list[tuple[str, str | None]]:
    return connection.execute(_CONTENT, {"id": disclosure_id}).fetchall()


def _hold_the_same(one: set[tuple[str, str | None]], other: set[tuple[str, str | None]]) -> bool:
    return bool(one & other) or not (one or other)


def _identity(disclosure: Disclosure) -> list[Any]:
    return [getattr(disclosure, column) for column in IDENTITY]


def free_id(connection: duckdb.DuckDBPyConnection, disclosure: Disclosure) -> str:
    """The document's own id, or that with a hash behind where another document or part has it."""
    wanted = disclosure.disclosure_id
    identity = hashlib.sha256(repr(_identity(disclosure)).encode()).hexdigest()
    names = (wanted, f"{wanted}-{identity[:8]}", f"{wanted}-{disclosure.sha256[:8]}")
    taken = {
        name
        for (name,) in connection.execute(
            "SELECT disclosure_id FROM disclosures WHERE disclosure_id IN (?, ?, ?)", names
        ).fetchall()
    }
    return next(name for name in names if name not in taken)


def what_happened(disclosure: Disclosure, disclosure_id: str, earlier: Sequence[Earlier]) -> str:
    """What the log says of a document that was put in."""
    others = [version.source_name for version in earlier if version.sha256 != disclosure.sha256]
    if others:
        said = f"replaces the version of {', '.join(others)} as {disclosure_id}"
    elif earlier:
        said = f"read anew as {disclosure_id}"
    else:
        said = f"stored as {disclosure_id}"
    if disclosure_id != disclosure.disclosure_id:
        said += f" ({disclosure.disclosure_id} is another document)"
    return said
