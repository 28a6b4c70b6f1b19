"""One document in depth: its tables, every figure at its place, every identity with both sides."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.comparing.scope import EVERYTHING, Scope, ask, labelled
from analytics.comparing.sources import LINES, PART, SOURCE_COLUMNS
from analytics.model import LineItem
from analytics.reconciling.identities import Identity
from analytics.reconciling.identities import identities as identities_of
from analytics.store import Store


def tables(store: Store, scope: Scope = EVERYTHING, *, disclosure_id: str) -> pd.DataFrame:
    """The rows of `tables` of a document in printed order, and figures, how many each gave."""
    return store.query(
        """
        WITH counted AS (
            SELECT statement, count(*) AS figures FROM line_items
            WHERE disclosure_id = $id GROUP BY statement
        )
        SELECT tables.*, coalesce(figures, 0) AS figures
        FROM tables LEFT JOIN counted USING (statement) WHERE disclosure_id = $id
        ORDER BY table_no""",
        {"id": disclosure_id},
    )


_FIGURES: Final = f""", {LINES},
    questioned AS (
        SELECT disclosure_id, statement, section, code, name, measure, count(*) AS readings
        FROM alternatives SEMI JOIN scoped USING (disclosure_id) GROUP BY ALL
    ),
    figures AS (
        SELECT lines.*, NULL::BIGINT AS evaluation_no, 'figure' AS quantity, '{PART}' AS role,
            coalesce(readings, 0) AS readings,
            repaired IS NOT NULL OR questioned.readings IS NOT NULL AS doubtful
        FROM lines LEFT JOIN questioned ON lines.disclosure_id = questioned.disclosure_id
            AND lines.statement = questioned.statement AND lines.name = questioned.name
            AND lines.measure = questioned.measure
            AND lines.section IS NOT DISTINCT FROM questioned.section
            AND lines.code IS NOT DISTINCT FROM questioned.code
    )
"""
"""The table figures: the lines in scope, each as its own source; doubtful, that one was repaired,
corrected, or can be read in several ways."""


def statements(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The statutory tables that gave figures, in printed order.

    Columns: statement; figures and doubtful, how many of it there are and how many of these were
    repaired, corrected, or can be read in several ways.
    """
    return ask(
        store,
        scope,
        f"""{_FIGURES}
        SELECT statement, count(*) AS figures, count_if(doubtful)::BIGINT AS doubtful
        FROM figures GROUP BY statement ORDER BY min(printed_no)""",
    )


def figures(store: Store, scope: Scope = EVERYTHING, *, statement: str) -> pd.DataFrame:
    """The printed amounts of one statutory table, in printed order.

    Columns: SOURCE_COLUMNS of comparing.sources, where each figure is its own source; readings, in
    how many ways it can be read, 0 where the print leaves no question.
    """
    return _figures(store, scope, "statement = $statement", statement=statement)


def mended(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The figures that were repaired, corrected, or can be read in several ways; see `figures`."""
    return _figures(store, scope, "doubtful")


def _figures(store: Store, scope: Scope, wanted: str, **params: str) -> pd.DataFrame:
    sql = f"{_FIGURES} FROM figures WHERE {wanted} ORDER BY disclosure_id, printed_no"
    return ask(store, scope, sql, **params)[[*SOURCE_COLUMNS, "readings"]]


def on_page(store: Store, scope: Scope = EVERYTHING, *, page: int) -> pd.DataFrame:
    """Every figure of tables and forms on a page of a document, each printed cell once.

    Columns: SOURCE_COLUMNS of comparing.sources, where each figure is its own source; amount is
    null for figures of a form that are no money.
    """
    frame = ask(
        store,
        scope,
        f""", {LINES},
        of_forms AS (
            SELECT cells.*, name, form, CASE WHEN source IS NULL THEN CASE figure
                WHEN 'initial_budget' THEN initial_budget WHEN 'adjusted_budget'
                THEN adjusted_budget WHEN 'budget' THEN budget WHEN 'executed' THEN executed
            END END AS amount
            FROM form_figures AS cells SEMI JOIN scoped USING (disclosure_id)
            JOIN evaluations USING (disclosure_id, evaluation_no)
        ),
        printed AS (
            SELECT disclosure_id, NULL::BIGINT AS evaluation_no, statement, section, name, code,
                measure, amount, raw, page, locator, repaired, table_status
            FROM lines
            UNION ALL BY NAME
            SELECT disclosure_id, evaluation_no, form AS statement, name, figure AS measure,
                amount, printed AS raw, page, locator
            FROM of_forms
        )
        SELECT DISTINCT ON (locator) *, 'figure' AS quantity, '{PART}' AS role
        FROM printed WHERE page = $page ORDER BY locator, measure""",
        page=page,
    )
    return frame[SOURCE_COLUMNS]


def identities(store: Store, scope: Scope = EVERYTHING, *, disclosure_id: str) -> pd.DataFrame:
    """Every identity that a document's tables allow, those that do not hold first.

    Columns: rule; statement, the table of the total; name, code and measure of the total; printed,
    the total, summed, its parts together, and difference, the one less the other, in 万元; holds,
    whether they agree within rounding; parts_n; cells, a list of (page, locator, text) of the total
    and its parts.
    """
    found = [
        _row(identity)
        for rows in store.rows([disclosure_id])
        for identity in identities_of(rows.line_items)
    ]
    columns = ["rule", "statement", "name", "code", "measure", "printed", "summed", "difference"]
    frame = pd.DataFrame(found, columns=[*columns, "holds", "parts_n", "cells"])
    return frame.sort_values("holds", kind="stable", ignore_index=True)


def forms(store: Store, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The performance forms in scope, in printed order.

    Columns: disclosure_id and its names (scope.NAMES); those of `evaluations`; cells, a list of
    (page, locator, source, figure, text) of every figure of the form: figure is the column that it
    fills, source that of its funding, null for a figure of the form itself.
    """
    frame = ask(
        store,
        scope,
        """,
        cells AS (
            SELECT disclosure_id, evaluation_no, list({
                'page': page, 'locator': locator, 'source': source, 'figure': figure,
                'text': printed
            }) AS cells
            FROM form_figures SEMI JOIN scoped USING (disclosure_id)
            GROUP BY disclosure_id, evaluation_no
        )
        SELECT evaluations.*, coalesce(cells, []) AS cells
        FROM evaluations SEMI JOIN scoped USING (disclosure_id)
        LEFT JOIN cells USING (disclosure_id, evaluation_no)
        ORDER BY disclosure_id, evaluation_no""",
    )
    return labelled(store, frame)


def _row(identity: Identity) -> dict[str, object]:
    total = identity.total
    return {
        "rule": identity.rule,
        "statement": identity.statement,
        "name": total.name,
        "code": total.code,
        "measure": total.measure,
        "printed": float(identity.actual),
        "summed": float(identity.expected),
        "difference": float(identity.actual - identity.expected),
        "holds": identity.holds,
        "parts_n": len(identity.parts),
        "cells": [_cell(total), *(_cell(part) for _, part in identity.parts)],
    }


def _cell(item: LineItem) -> dict[str, object]:
    return {"page": item.page, "locator": item.locator, "text": f"{item.name} {item.raw}"}
