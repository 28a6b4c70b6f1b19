"""Texts of documents amid the Markdown of a page."""

from __future__ import annotations

import re
from typing import Final

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#$|~:]")


def plain(text: str) -> str:
    """A text that may hold anything, such as a project's name, for Markdown to show as it is."""
    return _MARKUP.sub(r"\\\g<0>", text)
