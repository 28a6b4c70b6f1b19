"""The statements of a document as they come together, one a subject and passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from analytics.model import BUDGET, Disclosure, ProseStatement
from analytics.reading.blocks import Place
from analytics.recognising.prose.items import Subject

INITIAL_BUDGET: Final = "initial_budget"
FINAL: Final = "final"
COMPLETION: Final = "printed_completion"
CHANGE: Final = "change"
CHANGE_RATE: Final = "printed_change_rate"

_AMOUNTS: Final = (INITIAL_BUDGET, FINAL)


@dataclass(slots=True)
class _Draft:
    subject: Subject
    place: Place
    passage: int
    rank: int
    figures: dict[str, Decimal] = field(default_factory=dict)
    reason: str | None = None


class Ledger:
    """Takes up figures of subjects in document order, and hands out the rows.

    A figure completes the subject's open statement, or opens a new one where it contradicts it.
    An amount opens a new one in each passage too, so that statements of different passages can
    be held against each other; a change or a completion may follow after a list
    (收入总计…包括：1.… 2.… 与上年相比…), as long as no passage of the same rank has begun.
    """

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._open: dict[Subject, _Draft] = {}
        self._passage = 0
        self._rank = 0

    def begin_passage(self, rank: int) -> None:
        """Close the statements of passages that a passage of this rank ends."""
        self._passage += 1
        self._rank = rank
        self._open = {subject: draft for subject, draft in self._open.items() if draft.rank < rank}

    def state(self, subject: Subject, column: str, value: Decimal | None, place: Place) -> None:
        """A figure of a subject; value None is a 万元 without a number, which opens a statement."""
        draft = self._open.get(subject)
        if (
            draft is None
            or (column in _AMOUNTS and draft.passage != self._passage)
            or draft.figures.get(column, value) != value
        ):
            draft = _Draft(subject, place, self._passage, self._rank)
            self._drafts.append(draft)
            self._open[subject] = draft
        if value is not None:
            draft.figures[column] = value

    def explain(self, subject: Subject, reason: str) -> None:
        """A reason for a subject's figures; the first that is given is kept."""
        draft = self._open.get(subject)
        if draft is not None and not draft.reason:
            draft.reason = reason or None

    def is_changed(self, subject: Subject) -> bool:
        """Whether the subject's open statement tells a change on the prior year."""
        draft = self._open.get(subject)
        return draft is not None and bool({CHANGE, CHANGE_RATE} & draft.figures.keys())

    def is_of_passage(self, subject: Subject) -> bool:
        """Whether the passage that is being read has stated a figure of the subject."""
        draft = self._open.get(subject)
        return draft is not None and draft.passage == self._passage

    def rows(self, disclosure: Disclosure) -> Iterator[ProseStatement]:
        """The statements that hold a figure, in document order."""
        this_year = INITIAL_BUDGET if disclosure.kind == BUDGET else FINAL
        for draft in self._drafts:
            if not draft.figures:
                continue
            amount, change = draft.figures.get(this_year), draft.figures.get(CHANGE)
            prior_year = None if amount is None or change is None else amount - change
            yield ProseStatement(
                disclosure_id=disclosure.disclosure_id,
                topic=draft.subject.topic,
                code=draft.subject.code,
                initial_budget=_float(draft.figures.get(INITIAL_BUDGET)),
                final=_float(draft.figures.get(FINAL)),
                printed_completion=_float(draft.figures.get(COMPLETION)),
                change=_float(change),
                printed_change_rate=_float(draft.figures.get(CHANGE_RATE)),
                prior_year=_float(prior_year),
                reason=draft.reason,
                page=draft.place.page,
                locator=draft.place.locator,
            )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
