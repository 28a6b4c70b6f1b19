"""“三公”: overseas travel, official vehicles and reception, by year, as budgeted and as spent.

The year of the document is printed in its table, or else stated in a sentence. The year before is
printed in few tables. Where a sentence states the change on it, it is the amount less that
change; where none is stated for a whole but one for each of its components, it is the whole less
the components' changes. 持平 is a change of 0. Where a change is missing, or greater than the
amount, the year before is not known.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, Final, NamedTuple

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, as_rows, ask, in_words, labelled
from analytics.comparing.sources import (
    DEDUCTED,
    LINES,
    LINES_OF_FEW,
    MONEY,
    PART,
    PROSE,
    SOURCE_COLUMNS,
)
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

HOW: Final = {
    PRINTED: ("printed in the table", "表中所列"),
    STATED: ("stated in a sentence", "文字说明所列"),
    LESS_CHANGE: ("the amount less the stated change on the year", "本年数减文字说明的增减额"),
    LESS_COMPONENTS: (
        "the whole less the stated changes of all its components",
        "本年合计减各分项文字说明的增减额",
    ),
}
"""How an amount is known: in English and Chinese."""

_NOT_KNOWN: Final = {
    "amount": (
        "no three public expenses table and no sentence of the document gives the total",
        "文件的“三公”经费表和文字说明均未列合计",
    ),
    "budget": (
        "the document prints the final amount alone, without a budget",
        "文件只列决算数，未列预算数",
    ),
    "change": (
        "the document states no change on the year before",
        "文件未说明与上年相比的增减额",
    ),
    "impossible": (
        "the stated change is more than the amount: a reading to be checked",
        "文字说明的增加额大于本年数，须核对",
    ),
}

TOPICS: Final = {
    "three_public": TOTAL,
    "overseas": OVERSEAS,
    "vehicles": VEHICLES,
    "vehicle_purchase": VEHICLE_PURCHASE,
    "vehicle_operation": VEHICLE_OPERATION,
    "reception": RECEPTION,
}
"""The items by the topic of the sentences that state them."""


class Amount(NamedTuple):
    """Which amount of a disclosure a quantity of `series` and `sources` is the key of."""

    item: str
    year: int
    basis: str

    @classmethod
    def of(cls, quantity: str) -> Amount:
        """The amount that a quantity is the key of."""
        item, year, basis = quantity.split(" ")
        return cls(item, int(year), basis)

    @property
    def place(self) -> tuple[int, int, str]:
        """Its place among the amounts of a disclosure: by item, year and basis."""
        return list(TOPICS.values()).index(self.item), self.year, self.basis


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
_DERIVED: Final = f"""
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
    {LINES}, {ITEMS}, {GIVEN}, {_DERIVED},
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

# The body's own table of the year comes before what a later document derives for that year.
_SERIES: Final = f"""
    bodies AS (
        SELECT disclosure_id, fiscal_year, kind,
            concat_ws(' ', province, city, district, agency, scope, kind) AS body
        FROM scoped
    ),
    series AS (
        SELECT * EXCLUDE (why, topic), concat_ws(' ', item, year, basis) AS quantity,
            row_number() OVER (
                PARTITION BY body, item, year, basis
                ORDER BY how IN ('{LESS_CHANGE}', '{LESS_COMPONENTS}'), year <> fiscal_year,
                    how, disclosure_id
            ) = 1 AS preferred
        FROM amounts JOIN bodies USING (disclosure_id) JOIN items USING (item)
        WHERE amount IS NOT NULL
    )
"""
_KEPT: Final = f"""
    kept AS (
        SELECT * EXCLUDE (method) FROM three_public_amounts SEMI JOIN scoped USING (disclosure_id)
        WHERE method = '{_METHOD}'
    )
"""


def ask_series(
    store: Store, scope: Scope, sql: str, /, *, item: str | None, **params: Any
) -> pd.DataFrame:
    """The result of a query in which `series` names the amounts in scope, of an item or, for None,
    of all of them, and `amounts` these and what is not known (model.ThreePublicAmount).

    sql goes on after `WITH scoped AS (…), series AS (…)`. Besides the columns of `series` it has
    body, which is one for all disclosures of a body and kind. What was kept of a disclosure when
    the store was checked is taken as it is: to follow from millions of line items takes its time.
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
        f", {_KEPT}, {ITEMS}, amounts AS ({amounts}), {_SERIES} {sql}",
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


def series(store: Store, scope: Scope = EVERYTHING, *, item: str | None = None) -> pd.DataFrame:
    """One row an amount of an item in a year, by disclosure, item, year and basis.

    item, one of model.THREE_PUBLIC_NAMES; None: all of them. Columns: disclosure_id and its names
    (scope.NAMES); quantity, the key to `sources`; item; year; basis, budget or final; amount in
    万元; derived, whether it was computed from a stated change; how_en, how_zh, how it is known, in
    words; preferred, false where another disclosure of the same body and kind knows the same
    amount better: printed before derived, then of the year itself; table_status, null where no
    table prints it.
    """
    frame = ask_series(
        store,
        scope,
        """
        SELECT disclosure_id, quantity, item, year, basis, amount, how, preferred, table_status
        FROM series ORDER BY disclosure_id, place, year, basis""",
        item=item,
    )
    frame["derived"] = frame["how"].isin([LESS_CHANGE, LESS_COMPONENTS])
    return labelled(store, in_words(frame, "how", HOW))


def of_its_year(store: Store, scope: Scope = EVERYTHING, *, item: str) -> pd.DataFrame:
    """The amount of an item in the year of each disclosure: final, or in a budget budgeted.

    Columns: disclosure_id; amount in 万元. Disclosures that do not say it have no row.
    """
    return ask_series(
        store,
        scope,
        """
        SELECT disclosure_id, amount FROM amounts JOIN bodies USING (disclosure_id)
        WHERE year = fiscal_year AND basis = if(kind = 'budget', 'budget', 'final')
            AND amount IS NOT NULL""",
        item=item,
    )


def missing(
    store: Store, scope: Scope = EVERYTHING, *, item: str | None = None, first: int | None = None
) -> pd.DataFrame:
    """What a reader would look for in `series` and not find, with the reason in words.

    One row a disclosure, item, year and basis: the total of the year, its budget, and of each
    item with an amount the year before, where no other disclosure of the body has it. item None:
    all of them. first: so many of those with the same item, basis and reason at most, where the
    amount of the year is largest; None: all of them. Columns: disclosure_id and its names
    (scope.NAMES); item, year, basis; amount, of the item in the year of the document, null where
    that is what is missing; n, how many in scope have the same missing; why_en, why_zh.
    """
    frame = ask_series(
        store,
        scope,
        """, lacking AS (
            SELECT wanted.*, items.place, own.amount,
                count(*) OVER same AS n, row_number() OVER (
                    same ORDER BY own.amount DESC NULLS LAST, wanted.disclosure_id) AS nth
            FROM (SELECT * EXCLUDE (amount) FROM amounts JOIN bodies USING (disclosure_id)
                ANTI JOIN series USING (body, item, year, basis) WHERE why IS NOT NULL) AS wanted
            JOIN items USING (item)
            LEFT JOIN series AS own ON own.disclosure_id = wanted.disclosure_id
                AND own.item = wanted.item AND own.year = wanted.fiscal_year
                AND own.basis = if(wanted.kind = 'budget', 'budget', 'final')
            WINDOW same AS (PARTITION BY wanted.item, wanted.basis, why)
        )
        SELECT disclosure_id, item, year, basis, amount, n, why FROM lacking
        WHERE $first IS NULL OR nth <= $first
        ORDER BY disclosure_id, place, year DESC, basis DESC""",
        item=item,
        first=first,
    )
    return labelled(store, in_words(frame, "why", _NOT_KNOWN))


def sources(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The printed amounts behind `series`; see comparing.sources.

    An amount that is printed or stated is its own part; one that is derived has the amount it was
    derived from as part and the changes as deducted.
    """
    frame = ask(
        store,
        scope,
        f""", {LINES_OF_FEW}, {ITEMS}, {GIVEN}, {_DERIVED},
        parts AS (
            SELECT *, '{PART}' AS role, item AS name, year AS of_year FROM given
            UNION ALL BY NAME
            SELECT bases.*, '{PART}' AS role, bases.item AS name, derived.year AS of_year
            FROM derived JOIN bases USING (disclosure_id, item, basis)
            UNION ALL BY NAME
            SELECT disclosure_id, item, basis, '{PROSE}' AS statement, part AS name,
                'change' AS measure, change AS amount, page, locator,
                '{DEDUCTED}' AS role, year AS of_year
            FROM derived JOIN deductions USING (disclosure_id, item, how)
        )
        SELECT *, concat_ws(' ', item, of_year, basis) AS quantity, NULL::BIGINT AS evaluation_no
        FROM parts ORDER BY disclosure_id, quantity, role DESC, name""",
        item=None,
    )
    return frame[SOURCE_COLUMNS]
