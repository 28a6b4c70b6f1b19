"""Economic codes of rows that print only names, told by the classification and the row above."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

from analytics.recognising.wording import canonical_label
from analytics.reference import economic_names

_ENDING: Final = re.compile(r"(?:支出|费用|费)$")


class NamedRows:
    """Codes for the names of a table's rows, asked for in printed order.

    A name that stands under several 类 belongs to the 类 above it; a name without one there, and
    in several elsewhere, has no code.
    """

    def __init__(self) -> None:
        self._class = ""

    @property
    def begun(self) -> bool:
        """Whether a 类 has been met."""
        return bool(self._class)

    def code(self, name: str) -> str | None:
        """The code of the next row's name; None for one that is not told, or not in the list."""
        codes = _codes().get(_key(canonical_label(name)), ())
        below = [code for code in codes if len(code) > 3 and code[:3] == self._class]
        heads = [code for code in codes if len(code) == 3]
        if not below and len(heads) == 1:
            self._class = heads[0]
            return heads[0]
        found = below or codes
        return found[0] if len(found) == 1 else None


def _key(name: str) -> str:
    """A name without what offices leave out or add: 对个人和家庭补助支出, 因公出国（境）费."""
    return _ENDING.sub("", name.replace("的", ""))


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[str, ...]]:
    codes: dict[str, list[str]] = defaultdict(list)
    for code, name in economic_names().items():
        codes[_key(canonical_label(name))].append(code)
    return {key: tuple(each) for key, each in codes.items()}
