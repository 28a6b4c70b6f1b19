"""What a project is for, by its name: so that like is compared with like across cities."""

from __future__ import annotations

from typing import Final

from analytics.recognising.wording import normalise
from analytics.reference import theme_words

_OTHER: Final = "other"


def theme_of(name: str) -> str:
    """The theme of a project, one of THEMES: other where no word of themes.csv is in its name.

    Of several words the one with the lowest priority decides, and among equals the longest: the
    fund supervision in 基金监管运行费 comes before its running cost.
    """
    project = normalise(name)
    return next((word.theme for word in theme_words() if word.word in project), _OTHER)
