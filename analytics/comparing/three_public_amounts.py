"""How the “三公” amounts of a document are known: printed, stated, or derived from a stated change.

The year of the document is printed in its table, or else stated in a sentence. The year before is
printed in few tables. Where a sentence states the change on it, it is the amount less that
change; where none is stated for a whole but one for each of its components, it is the whole less
the components' changes. 持平 is a change of 0. Where a change is missing, or greater than the
amount, the year before is not known.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, as_rows, ask
from analytics.comparing.sources import LINES, MONEY, PROSE
from analytics.model import (
    OVERSEAS,
    RECEPTION,
    TOTAL,
    VEHICLE_OPERATION,
    VEHICLE_PURCHASE,
    VEHICLES,
    ThreePublicAmount,
)
from analytics.remembering import for_a_version
from analytics.store import Store

FINAL: Final = "final"
"""The basis of an amount that was spent; that of one which was planned is model.BUDGET."""

PRINTED: Final = "printed"
STATED: Final = "stated"
LESS_CHANGE: Final = "less_change"
LESS_COMPONENTS: Final = "less_components"

TOPICS: Final = {
    "three_public": TOTAL,
    "overseas": OVERSEAS,
    "vehicles": VEHICLES,
    "vehicle_purchase": VEHICLE_PURCHASE,
    "vehicle_operation": VEHICLE_OPERATION,
    "reception": RECEPTION,
}
"""The items by the topic of the sentences that state them."""


_ITEMS: Final = ", ".join(
    f"({place}, '{item}', '{topic}')" for place, (topic, item) in enumerate(TOPICS.items(), start=1)
)
ITEMS: Final = f"""
    topics(place, item, topic) AS (VALUES {_ITEMS}),
    items AS (FROM topics WHERE $item::VARCHAR IS NULL OR item = $item)
"""
"""The table items: the parameter $item alone or, where that is null, all of them."""

GIVEN: Final = f"""
    printed AS (
        SELECT lines.* EXCLUDE (name), name AS item, '{PRINTED}' AS how,
            fiscal_year - (measure = 'prior_year')::INT AS year,
            if(kind = 'budget' OR measure = 'budget', 'budget', 'final') AS basis
        FROM lines JOIN scoped USING (disclosure_id) SEMI JOIN items ON item = name
        WHERE statement = 'three_public'
        QUALIFY row_number() OVER (
            PARTITION BY disclosure_id, name, measure ORDER BY printed_no) = 1
    ),
    sentences AS (
        SELECT statements_in_prose.*, statements_in_prose.rowid AS printed_no, item,
            fiscal_year, kind
        FROM statements_in_prose JOIN scoped USING (disclosure_id) JOIN topics USING (topic)
    ),
    stated AS (
        SELECT disclosure_id, '{PROSE}' AS statement, item, '{STATED}' AS how, fiscal_year AS year,
            basis, measure, amount, page, locator, printed_no
        FROM (FROM sentences SEMI JOIN items USING (item)), LATERAL (VALUES
            ('budget', 'initial_budget', initial_budget), ('final', 'final', final)
        ) AS amounts(basis, measure, amount)
        WHERE amount IS NOT NULL
        QUALIFY row_number() OVER (
            PARTITION BY disclosure_id, item, basis ORDER BY printed_no) = 1
    ),
    given AS (
        FROM printed
        UNION ALL BY NAME
        SELECT * FROM stated ANTI JOIN printed USING (disclosure_id, item, year, basis)
    )
"""
# A whole without a stated change takes those of its parts, if each of them has one.
DERIVED: Final = f"""
    changes AS (
        SELECT disclosure_id, item, item AS part, change, page, locator
        FROM sentences WHERE change IS NOT NULL
        QUALIFY row_number() OVER (
            PARTITION BY disclosure_id, item ORDER BY prior_year IS NULL, printed_no) = 1
    ),
    vehicle_changes AS (
        SELECT * REPLACE ('{VEHICLES}' AS item) FROM changes
        WHERE item IN ('{VEHICLE_PURCHASE}', '{VEHICLE_OPERATION}') AND disclosure_id NOT IN (
            SELECT disclosure_id FROM changes WHERE item = '{VEHICLES}')
        QUALIFY count(*) OVER (PARTITION BY disclosure_id) = 2
    ),
    component_changes AS (
        SELECT *, item AS component
        FROM (FROM changes UNION ALL BY NAME FROM vehicle_changes)
        WHERE item IN ('{OVERSEAS}', '{VEHICLES}', '{RECEPTION}')
    ),
    total_changes AS (
        SELECT * EXCLUDE (component) REPLACE ('{TOTAL}' AS item)
        FROM component_changes
        WHERE disclosure_id NOT IN (SELECT disclosure_id FROM changes WHERE item = '{TOTAL}')
            AND disclosure_id IN (
                SELECT disclosure_id FROM component_changes
                GROUP BY disclosure_id HAVING count(DISTINCT component) = 3)
    ),
    deductions AS (
        SELECT *, '{LESS_CHANGE}' AS how FROM changes
        UNION ALL BY NAME
        SELECT *, '{LESS_COMPONENTS}' AS how FROM vehicle_changes
        UNION ALL BY NAME
        SELECT *, '{LESS_COMPONENTS}' AS how FROM total_changes
    ),
    bases AS (
        SELECT given.* FROM given JOIN scoped USING (disclosure_id)
        WHERE year = fiscal_year AND basis = if(kind = 'budget', 'budget', 'final')
    ),
    derived AS (
        SELECT disclosure_id, item, bases.year - 1 AS year, basis,
            (any_value(bases.amount)::{MONEY} - sum(change::{MONEY}))::DOUBLE AS amount,
            any_value(deductions.how) AS how
        FROM bases JOIN deductions USING (disclosure_id, item)
        ANTI JOIN given AS prior ON prior.disclosure_id = bases.disclosure_id
            AND prior.item = bases.item AND prior.year = bases.year - 1
            AND prior.basis = bases.basis
        GROUP BY disclosure_id, item, bases.year, basis
        HAVING amount >= 0
    )
"""

_FOUND: Final = f"""
    {LINES}, {ITEMS}, {GIVEN}, {DERIVED},
    known AS (
        SELECT disclosure_id, item, year, basis, amount, how, table_status FROM given
        UNION ALL BY NAME
        SELECT derived.*, table_status FROM derived JOIN bases USING (disclosure_id, item, basis)
    ),
    wanted AS (
        SELECT disclosure_id, '{TOTAL}' AS item, fiscal_year AS year,
            unnest(if(kind = 'budget', ['budget'], ['final', 'budget'])) AS basis,
            if(basis = 'budget' AND kind <> 'budget', 'budget', 'amount') AS why
        FROM scoped
        UNION ALL BY NAME
        SELECT DISTINCT disclosure_id, item, year - 1 AS year, basis,
            if(change IS NULL, 'change', 'impossible') AS why
        FROM bases LEFT JOIN deductions USING (disclosure_id, item)
    ),
    found AS (
        FROM known
        UNION ALL BY NAME
        FROM wanted SEMI JOIN items USING (item)
            ANTI JOIN known USING (disclosure_id, item, year, basis)
    )
"""
_METHOD: Final = hashlib.sha256(_FOUND.encode()).hexdigest()[:12]

_KEPT: Final = f"""
    kept AS (
        SELECT * EXCLUDE (method) FROM three_public_amounts SEMI JOIN scoped USING (disclosure_id)
        WHERE method = '{_METHOD}'
    )
"""


def ask_amounts(
    store: Store, scope: Scope, sql: str, /, *, item: str | None, **params: Any
) -> pd.DataFrame:
    """The result of a query in which `amounts` names what is known in scope of an item or, for
    None, of all of them, and what is looked for and not known (model.ThreePublicAmount).

    sql goes on after `WITH scoped AS (…), items AS (…), amounts AS (…)`. What was kept of a
    disclosure when the store was checked is taken as it is: to follow from millions of line items
    takes its time.
    """
    unkept = _unkept(store)
    if scope.disclosure_ids is not None:
        unkept = unkept.intersection(scope.disclosure_ids)
    amounts, frames = "FROM kept SEMI JOIN items USING (item)", {}
    if unkept:
        amounts = f"{amounts} UNION ALL BY NAME FROM found_now ANTI JOIN kept USING (disclosure_id)"
        frames["found_now"] = _found(store, replace(scope, disclosure_ids=tuple(unkept)), item)
    return ask(
        store,
        scope,
        f", {_KEPT}, {ITEMS}, amounts AS ({amounts}) {sql}",
        frames,
        item=item,
        **params,
    )


@for_a_version(2)
def _unkept(store: Store) -> frozenset[str]:
    """The disclosures whose amounts are to be derived now."""
    found = ask(
        store,
        EVERYTHING,
        f", {_KEPT} SELECT disclosure_id FROM scoped ANTI JOIN kept USING (disclosure_id)",
    )
    return frozenset(found["disclosure_id"])


def _found(store: Store, scope: Scope, item: str | None) -> pd.DataFrame:
    """The columns of model.ThreePublicAmount but for the method, derived from what was read."""
    return ask(
        store,
        scope,
        f""", {_FOUND} SELECT found.* FROM found JOIN items USING (item)
        ORDER BY disclosure_id, place, year, basis""",
        item=item,
    )


def kept_amounts(store: Store) -> list[ThreePublicAmount]:
    """What is kept of every disclosure of a store, derived anew."""
    found = _found(store, EVERYTHING, item=None)
    return as_rows("three_public_amounts", found.assign(method=_METHOD))
