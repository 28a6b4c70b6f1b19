"""What a document may cost to read, so that none takes all the time and memory there is."""

from __future__ import annotations

from typing import Final

from analytics.reading.errors import UnreadableError
from analytics.settings import Limits

_SMALLER: Final = "supply the disclosure alone, or as PDF"


def too_large(what: str) -> UnreadableError:
    """The error for a file that is more than may be read."""
    return UnreadableError(what, _SMALLER)


def check_markup(markup: bytes, limits: Limits) -> None:
    """Raises UnreadableError for markup whose elements would fill the memory."""
    if markup.count(b"<") > limits.max_tags:
        raise too_large(f"it is made of more than {limits.max_tags:,} tags")


class CellBudget:
    """How many cells a document may still have."""

    def __init__(self, limits: Limits) -> None:
        self._limit = self._left = limits.max_cells

    def take(self, cells: int) -> None:
        """Use up some. Raises UnreadableError where the document's tables have too many."""
        self.check(cells)
        self._left -= cells

    def check(self, cells: int) -> None:
        """Raises UnreadableError where the document's tables would have too many."""
        if cells > self._left:
            raise too_large(f"its tables have more than {self._limit:,} cells")
