"""What a rule is: one question put to a disclosure, answered for every subject that it is about."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from analytics.findings.case import Case

DEFINITION: Final = "Definition"
CHINESE: Final = "Chinese"
SECTIONS: Final = ("Formula", "Why", "Thresholds", "Excluded", "Source", CHINESE)
"""What the docstring of every rule says after its first paragraph, the definition; in Chinese
definition and formula."""


class Outcome(StrEnum):
    """What a rule says of a subject in which it finds nothing to ask about."""

    PASS = "pass"
    NOT_APPLICABLE = "not_applicable"
    NOT_ENOUGH_DATA = "not_enough_data"


class Severity(StrEnum):
    """How grave a finding is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed cell or sentence that proves a finding, and where it stands."""

    page: int | None
    locator: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """What a rule says of a subject that deserves a question.

    expected, actual and difference (actual less expected) are in the unit of what is held against
    each other: 万元, marks or a ratio. oddity, 0 to 1, says how unlike an honest figure it is;
    at_stake is the money that it is about in 万元. The messages are one sentence each, and say
    what is printed where, accusing nobody.
    """

    subject: str
    severity: Severity
    oddity: float
    message_en: str
    message_zh: str
    evidence: tuple[Printed, ...]
    at_stake: float = 0.0
    expected: float | None = None
    actual: float | None = None
    difference: float | None = None
    evaluation_no: int | None = None


Check = Callable[[Case], Iterator[Outcome | Flag]]
"""Pure: the same case gives the same answers, one a subject; none where there is no subject."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check by its stable name, and the family that it belongs to (see model.FAMILIES)."""

    name: str
    family: str
    check: Check

    @property
    def told(self) -> dict[str, str]:
        """What its docstring says, each in one line: DEFINITION first, then SECTIONS."""
        text = inspect.cleandoc(self.check.__doc__ or "")
        sections = re.split(rf"^({'|'.join(SECTIONS)}): ", text, flags=re.MULTILINE)
        names = [DEFINITION, *sections[1::2]]
        return {
            name: ("" if name == CHINESE else " ").join(said.split())
            for name, said in zip(names, sections[::2], strict=True)
        }


def rules_of(family: str, *checks: Check) -> tuple[Rule, ...]:
    """Checks as the rules of a family, each under its function's name."""
    return tuple(Rule(check.__name__, family, check) for check in checks)
