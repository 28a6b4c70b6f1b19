"""The typeface: a Chinese TrueType font of the machine, embedded as a subset."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FACE: Final = "corpus"
"""Name that the typeface is registered under."""

_CANDIDATES: Final = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "/Library/Fonts/Arial Unicode.ttf",
)
"""Fonts with TrueType outlines, which are the only ones that can be embedded."""


class NoFontError(Exception):
    """No Chinese TrueType font on this machine: what is missing, and what to install."""


@lru_cache(maxsize=1)
def register() -> str:
    """Make the typeface known to reportlab once a process, and return its name.

    Raises NoFontError where the machine has none that can be embedded.
    """
    for path in filter(Path.exists, map(Path, _CANDIDATES)):
        try:
            pdfmetrics.registerFont(TTFont(FACE, path))
        except TTFError:
            continue
        return FACE
    raise NoFontError(
        "no Chinese TrueType font was found: install WenQuanYi Micro Hei "
        "(Debian and Ubuntu: apt-get install fonts-wqy-microhei)"
    )
