"""One document becomes one recognised disclosure."""

from __future__ import annotations

from analytics.model import RecognisedPage
from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.recognising.evaluations import recognise_evaluations
from analytics.recognising.identity import identify
from analytics.recognising.prose import recognise_prose
from analytics.recognising.readings import Recognised
from analytics.recognising.tables import recognise_tables


def recognise(document: Document) -> Recognised:
    """Everything that a document says in tables, forms and sentences.

    Raises UnreadableError for a document that names no agency, year and kind, or that holds
    neither a statutory table with figures, nor a performance form, nor an amount in a sentence.
    """
    try:
        return _recognised(document)
    except UnreadableError as error:
        if not document.elsewhere:
            raise
        first, *others = document.elsewhere
        named = f"{first} and {len(others)} more" if others else first
        raise UnreadableError(
            f"{error.problem}; what it names as attachments and pictures is not in it ({named})",
            "download these files and supply them",
        ) from None


def _recognised(document: Document) -> Recognised:
    disclosure = identify(document)
    forms = recognise_evaluations(document, disclosure)
    recognised = Recognised(
        disclosure=disclosure,
        tables=recognise_tables(document, disclosure),
        evaluations=forms.evaluations,
        funding=forms.funding,
        form_figures=forms.form_figures,
        indicators=forms.indicators,
        statements_in_prose=recognise_prose(document, disclosure),
        recognised_pages=[
            RecognisedPage(
                disclosure.disclosure_id,
                page.page,
                round(page.confidence, 4),
                round(page.lowest, 4),
            )
            for page in document.recognised_pages
        ],
    )
    figures = any(row.cells or row.loose for table in recognised.tables for row in table.rows)
    if not (figures or recognised.evaluations or recognised.statements_in_prose):
        raise UnreadableError(
            "no fiscal disclosure was recognised (no statutory table, form or amount)",
            "supply a 部门预算 or 部门决算 document that holds its figures",
        )
    return recognised
