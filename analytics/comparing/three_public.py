"""“三公”: overseas travel, official vehicles and reception, by year, as budgeted and as spent.

How the amounts of a document are known is comparing.three_public_amounts.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, ask, in_words, labelled
from analytics.comparing.sources import (
    DEDUCTED,
    LINES_OF_FEW,
    PART,
    PROSE,
    SOURCE_COLUMNS,
)
from analytics.comparing.three_public_amounts import (
    DERIVED,
    GIVEN,
    ITEMS,
    LESS_CHANGE,
    LESS_COMPONENTS,
    PRINTED,
    STATED,
    TOPICS,
    ask_amounts,
)
from analytics.store import Store

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


def ask_series(
    store: Store, scope: Scope, sql: str, /, *, item: str | None, **params: Any
) -> pd.DataFrame:
    """The result of a query in which `series` names the amounts in scope, of an item or, for None,
    of all of them.

    sql goes on after `WITH scoped AS (…), amounts AS (…), series AS (…)`; see ask_amounts. Besides
    the columns of `series` it has body, which is one for all disclosures of a body and kind.
    """
    return ask_amounts(store, scope, f", {_SERIES} {sql}", item=item, **params)


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
        f""", {LINES_OF_FEW}, {ITEMS}, {GIVEN}, {DERIVED},
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
