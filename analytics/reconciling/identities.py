"""Every identity that a disclosure allows, in its tables and between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from analytics.model import LineItem
from analytics.reconciling.across_tables import cross_identities
from analytics.reconciling.identity import Identity
from analytics.reconciling.in_table import table_identities

__all__ = ["Identity", "identities", "table_identities"]


def identities(items: Iterable[LineItem]) -> list[Identity]:
    """Every identity that the line items of one disclosure allow, in and between tables."""
    by_statement: dict[str, list[LineItem]] = defaultdict(list)
    for item in items:
        by_statement[item.statement].append(item)
    found = [
        identity
        for statement, rows in by_statement.items()
        for identity in table_identities(statement, rows)
    ]
    return found + list(cross_identities(by_statement))
