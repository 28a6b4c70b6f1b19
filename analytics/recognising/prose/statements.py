"""Clause by clause through a passage: figures find their subjects.

A subject holds until the next one is named. What is measured or listed beside it and is no
topic of the model (项目支出, 政府采购货物支出) takes its place, so that no figure falls to a
subject that it is not of.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from analytics.model import BUDGET, Disclosure
from analytics.recognising.prose import clauses
from analytics.recognising.prose.clauses import Mention
from analytics.recognising.prose.items import Subject
from analytics.recognising.prose.ledger import (
    CHANGE,
    CHANGE_RATE,
    COMPLETION,
    FINAL,
    INITIAL_BUDGET,
    Ledger,
)
from analytics.recognising.prose.passages import Passage
from analytics.recognising.prose.reasons import Reason, find_reason
from analytics.recognising.prose.skeleton import AMOUNT, PERCENT, skeleton

_DELIMITER: Final = re.compile(r"[,。;（）]|:(?!¥)|(?<=[¥%])[、和及](?=[^¥%,。;:]*[¥%])")

_TOTALS: Final = frozenset({Subject("total_revenue"), Subject("total_expenditure")})

_Subjects = tuple[Subject, ...]
_NOBODY: Final[_Subjects] = ()
"""Whom a figure is of that is of no topic."""


class PassageReader:
    """Reads one passage into a ledger."""

    def __init__(self, passage: Passage, disclosure: Disclosure, ledger: Ledger) -> None:
        self._passage = passage
        self._skeleton = skeleton(passage.text)
        self._disclosure = disclosure
        self._ledger = ledger
        self._current: _Subjects = _NOBODY
        self._place = passage.place_at(0)
        self._outside_brackets: list[_Subjects] = []
        self._begin_sentence()

    def _begin_sentence(self) -> None:
        self._list_head: _Subjects | None = None
        self._listed = 0
        self._stated: list[Subject] = []
        self._after_other = False
        self._in_list_of_other = False
        self._with_prior_year: bool | None = None
        self._in_past = False
        self._sign = Decimal(1)
        self._amount: Decimal | None = None
        self._past_amount: Decimal | None = None

    def read(self) -> None:
        """State every figure of the passage in the ledger."""
        signs = self._skeleton.signs
        position = 0
        while position < len(signs):
            if description := clauses.DESCRIPTION.match(signs, position):
                position = description.end()
            delimiter = _DELIMITER.search(signs, position)
            end = delimiter.start() if delimiter else len(signs)
            reason = find_reason(signs, position, end)
            if reason and (reason.named or self._is_changed()):
                self._read_clause(position, reason.marker)
                self._explain(reason)
                position = reason.end
                continue
            if not reason:
                self._read_clause(position, end)
            self._delimit(signs[end : end + 1])
            position = end + 1

    def _delimit(self, sign: str) -> None:
        if sign == "。":
            if self._list_head is not None and self._listed > 1:
                self._current = self._list_head
            self._outside_brackets.clear()
            self._begin_sentence()
        elif sign == ";":
            self._after_other = False
        elif sign == "（":
            self._outside_brackets.append(self._current)
        elif sign == "）" and self._outside_brackets:
            self._current = self._outside_brackets.pop()

    def _is_changed(self) -> bool:
        return any(map(self._ledger.is_changed, self._current))

    def _explain(self, reason: Reason) -> None:
        start, end = (self._skeleton.at[index] for index in reason.words)
        words = self._passage.text[start:end].strip(",:;")
        for subject in self._current:
            self._ledger.explain(subject, words)

    def _read_clause(self, start: int, end: int) -> None:
        printed = self._skeleton.signs[start:end]
        if clauses.SHARE.match(printed):
            return
        if clauses.LIST_OPENING.match(printed) and self._list_head is None:
            self._list_head = self._current
            self._in_list_of_other = self._after_other
        if equalled := clauses.BUDGET_EQUALLED.match(printed):
            self._state(INITIAL_BUDGET, start + equalled.start("budget"))
            return
        clause, with_prior_year = clauses.without_comparisons(printed, self._disclosure.fiscal_year)
        if with_prior_year is not None:
            self._with_prior_year = with_prior_year
        mention = clauses.find_mention(self._skeleton, clause, start)
        if mention and not self._is_of_current(mention):
            of_other = self._in_list_of_other or clauses.is_of_another(
                mention.body, self._disclosure.agency
            )
            self._current = _NOBODY if of_other else mention.subjects
            self._place = self._passage.place_at(self._skeleton.at[start + mention.start])
            self._read_figures(clause, start, mention)
        else:
            self._read_figures(clause, start, None)

    def _is_of_current(self, mention: Mention) -> bool:
        """Whether 收入 or 支出 takes up the subject before it instead of naming all of them.

        支出决算为… after 年初预算为… is the item's; 支出总计… after 财政拨款收入总计… is the
        appropriation's.
        """
        if mention.weak == "bare" and self._after_other:
            return True
        if mention.weak is None or any(map(self._ledger.is_of_passage, mention.subjects)):
            return False
        return bool(set(self._current) - _TOTALS)

    def _read_figures(self, clause: str, start: int, mention: Mention | None) -> None:
        begin = mention.end if mention else clauses.frame_end(clause)
        if match := clauses.COMPLETION.match(clause, begin):
            if match["budget"]:
                self._state(INITIAL_BUDGET, start + match.start("budget"))
            self._state(COMPLETION, start + match.start("rate"))
        elif match := clauses.CHANGE.match(clause, begin):
            self._sign = Decimal(1 if match["rise"] else -1)
            if match["each"] and self._stated:
                self._current = tuple(self._stated)
            of_past = self._in_past and not self._stated
            if self._with_prior_year is not False and not of_past:
                self._state_change(start + match.start("figure"))
        elif match := clauses.MOVED.match(clause, begin):
            if clauses.is_past(match["base"], self._disclosure.fiscal_year):
                self._state_amount(match["link"], start + match.start("figure"))
        elif clauses.UNCHANGED.fullmatch(clause, begin):
            if self._with_prior_year:
                self._state_value(CHANGE, Decimal(0))
        elif clause == PERCENT and self._outside_brackets:
            self._state_change(start)
        elif AMOUNT in clause:
            self._read_amount(clause, start, begin, mention)

    def _read_amount(self, clause: str, start: int, begin: int, mention: Mention | None) -> None:
        self._listed += self._list_head is not None
        match = clauses.AMOUNT.match(clause, begin)
        lead = clause[: clause.index(AMOUNT)]
        past = clauses.tells_the_past(lead, self._disclosure.fiscal_year)
        self._in_past = self._in_past if past is None else past
        if self._in_past or clauses.is_past(lead, self._disclosure.fiscal_year):
            if match and clauses.is_of_year(lead, self._disclosure.fiscal_year - 1):
                self._past_amount = self._skeleton.number(start + match.start("figure"))
            return
        if match is None or not (mention or clauses.is_framed_role(match["link"])):
            self._current = _NOBODY
        else:
            self._state_amount(match["link"], start + match.start("figure"))
        self._after_other = not self._current

    def _state_amount(self, link: str, index: int) -> None:
        is_budget = self._disclosure.kind == BUDGET or clauses.is_budget(link)
        self._state(INITIAL_BUDGET if is_budget else FINAL, index)
        self._stated += self._current
        self._amount = self._skeleton.number(index)

    def _state_change(self, index: int) -> None:
        value = self._skeleton.number(index)
        if value is not None:
            column = CHANGE if self._skeleton.signs[index] == AMOUNT else CHANGE_RATE
            self._state_value(column, self._sign * value + 0)
            now, past = self._amount, self._past_amount
            if column == CHANGE_RATE and now is not None and past is not None:
                # Both years are stated beside the rate, and so is the change between them.
                self._state_value(CHANGE, now - past)

    def _state(self, column: str, index: int) -> None:
        self._state_value(column, self._skeleton.number(index))

    def _state_value(self, column: str, value: Decimal | None) -> None:
        for subject in self._current:
            self._ledger.state(subject, column, value, self._place)
