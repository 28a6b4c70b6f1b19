"""The one error that reading raises for bad input."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file that cannot be taken in: what is wrong with it, and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}: {remedy}")
        self.problem = problem
        self.remedy = remedy
