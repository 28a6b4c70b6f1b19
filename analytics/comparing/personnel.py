"""What personnel is made of: the economic items (款) of 301 and 303, added up per code.

Some tables print a code more than once: where the government's classification crosses the
departments' one (Beijing: 30101 under 50101 and again under 50501), or where sections stand side
by side. These are parts of one amount and are added up. Where the same code is repeated instead,
as in a table printed again, the first one alone comes closer to the personnel total, and counts.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, ask, labelled
from analytics.comparing.sources import LINES_OF_FEW, MONEY, PART, SOURCE_COLUMNS, worst_status
from analytics.comparing.staffing import OF_BASIC, figures
from analytics.model import BASIC_EXPENDITURE, SECTION_PUBLIC
from analytics.store import Store

COMPOSITION: Final = "personnel_composition"
"""The quantity of `sources`."""

_PERSONNEL: Final = f"""
    statement = '{BASIC_EXPENDITURE}' AND measure = 'amount'
    AND left(code, 3) IN ('301', '303') AND section IS DISTINCT FROM '{SECTION_PUBLIC}'
"""

_ITEMS: Final = f"""
    {LINES_OF_FEW},
    printed AS (
        SELECT *, left(code, 3) AS class_code,
            row_number() OVER (PARTITION BY disclosure_id, code ORDER BY printed_no) AS nth
        FROM lines
        WHERE {_PERSONNEL}
    ),
    lowest AS (
        SELECT * FROM printed
        ANTI JOIN printed AS below ON below.disclosure_id = printed.disclosure_id
            AND below.code <> printed.code AND starts_with(below.code, printed.code)
    ),
    wholes AS (
        SELECT disclosure_id, any_value(personnel)::{MONEY} AS personnel,
            sum(amount::{MONEY}) AS every, sum(amount::{MONEY}) FILTER (nth = 1) AS firsts
        FROM lowest JOIN figures USING (disclosure_id) WHERE quantity = '{OF_BASIC}'
        GROUP BY disclosure_id
    ),
    counted AS (
        SELECT lowest.*, personnel FROM lowest JOIN wholes USING (disclosure_id)
        WHERE nth = 1 OR personnel IS NULL OR abs(every - personnel) <= abs(firsts - personnel)
    )
"""


def itemised(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The disclosures in scope that `composition` has rows of: the one column disclosure_id."""
    return ask(
        store,
        scope,
        f"""SELECT disclosure_id FROM scoped SEMI JOIN (
            FROM line_items WHERE {_PERSONNEL}
        ) USING (disclosure_id) ORDER BY disclosure_id""",
    )


def composition(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What personnel is made of: one row a disclosure and economic 款 of 301 and 303.

    A 类 that prints no 款 stands for itself. Columns: disclosure_id and its names (scope.NAMES);
    class_code (301, 303), code, name; amount in 万元, of all times that the code is printed;
    printed_n, how often that is; share and class_share, the item's and its 类's, of personnel,
    ratios, null where staffing.shares says why there is no personnel; table_status.
    """
    frame = ask(
        store,
        scope,
        f""", {_ITEMS}, items AS (
            SELECT disclosure_id, class_code, code, first(name ORDER BY printed_no) AS name,
                sum(amount::{MONEY}) AS amount, count(*) AS printed_n,
                nullif(any_value(personnel), 0) AS personnel,
                {worst_status("table_status")} AS table_status
            FROM counted GROUP BY disclosure_id, class_code, code
        )
        SELECT disclosure_id, class_code, code, name, amount::DOUBLE AS amount, printed_n,
            amount / personnel AS share,
            sum(amount) OVER (PARTITION BY disclosure_id, class_code) / personnel AS class_share,
            table_status
        FROM items ORDER BY disclosure_id, code""",
        {"figures": figures(store)},
    )
    return labelled(store, frame)


def sources(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The printed amounts behind `composition`; see comparing.sources."""
    frame = ask(
        store,
        scope,
        f""", {_ITEMS}
        SELECT *, NULL::BIGINT AS evaluation_no, '{COMPOSITION}' AS quantity, '{PART}' AS role
        FROM counted ORDER BY disclosure_id, code, printed_no""",
        {"figures": figures(store)},
    )
    return frame[SOURCE_COLUMNS]
