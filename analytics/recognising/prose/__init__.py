"""Amounts stated in sentences become rows of statements_in_prose."""

from __future__ import annotations

from analytics.model import Disclosure, ProseStatement
from analytics.reading.blocks import Document
from analytics.recognising.prose.ledger import Ledger
from analytics.recognising.prose.passages import passages
from analytics.recognising.prose.statements import PassageReader

__all__ = ["recognise_prose"]


def recognise_prose(document: Document, disclosure: Disclosure) -> list[ProseStatement]:
    """What the sentences of a document state, in order: one row a subject and passage.

    Amounts are in 万元, changes and their rates signed (减少 is negative, 持平 is 0), prior_year is
    the year's amount less the change. In a budget the year's amount is initial_budget and final is
    None. Figures of what is neither a functional item nor a topic of the model make no row, nor do
    shares, counts, and the prior year's own figures.
    """
    ledger = Ledger()
    for passage in passages(document):
        if passage.text:
            ledger.begin_passage(passage.rank)
            PassageReader(passage, disclosure, ledger).read()
    return list(ledger.rows(disclosure))
