"""Where a figure comes from: the printed amounts that it was computed from, each with its place.

Each module of this package has a function `sources`. Its frame has the columns SOURCE_COLUMNS,
one row a printed amount; a figure's rows are those with its disclosure_id, its evaluation_no
(null for figures of tables and sentences) and its `quantity`. Ask for the sources of one
disclosure: those of a whole store are as many as its figures.
"""

from __future__ import annotations

from typing import Final

from analytics.model import CLOSED, EMPTY, MISSING, OPEN, REPAIRED, UNREAD

SOURCE_COLUMNS: Final = [
    "disclosure_id",
    "evaluation_no",
    "quantity",
    "role",
    "statement",
    "section",
    "name",
    "code",
    "measure",
    "amount",
    "raw",
    "page",
    "locator",
    "repaired",
    "table_status",
]
"""quantity: the figure that the amount is a source of. role: numerator, denominator, part (added
to, or the figure itself) or deducted. statement: one of the nine tables, a form, or PROSE. amount:
万元. raw: the cell as printed, null for indicators and sentences, which are shown at their place.
table_status: of the table it stands in, null for forms and sentences."""

NUMERATOR: Final = "numerator"
DENOMINATOR: Final = "denominator"
PART: Final = "part"
DEDUCTED: Final = "deducted"

PROSE: Final = "prose"
"""Stands for a statement where the amount is stated in a sentence."""

MONEY: Final = "DECIMAL(18, 6)"
"""What amounts are cast to before they are added: 万元 exact to the hundredth of a 元."""

_WORST_LAST: Final = (EMPTY, CLOSED, REPAIRED, MISSING, UNREAD, OPEN)


def worst_status(column: str) -> str:
    """SQL aggregate: the status in a column that most calls for a look at the document."""
    return f"arg_max({column}, list_position({list(_WORST_LAST)}, {column}))"


def _lines(how: str) -> str:
    return f"""
    table_status AS (
        SELECT disclosure_id, statement, {worst_status("status")} AS table_status
        FROM tables SEMI JOIN scoped USING (disclosure_id)
        WHERE statement IS NOT NULL
        GROUP BY disclosure_id, statement
    ),
    lines AS {how} (
        SELECT line_items.*, line_items.rowid AS printed_no, table_status
        FROM line_items
        SEMI JOIN scoped USING (disclosure_id)
        LEFT JOIN table_status USING (disclosure_id, statement)
    )
"""


LINES: Final = _lines("NOT MATERIALIZED")
"""The tables table_status and lines: the line items in scope with their table's status and,
as printed_no, their order in the document."""
LINES_OF_FEW: Final = _lines("MATERIALIZED")
"""The same for a question that looks at them several times, of a few disclosures."""
