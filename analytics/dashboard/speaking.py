"""The language of the dashboard: the browser's at first, then the one that is switched to."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.dashboard import choices
from analytics.language import CHINESE, ENGLISH, LANGUAGES, Language

_KEY: Final = "lang"
_NAMES: Final = {ENGLISH.code: "English", CHINESE.code: "中文"}


def language() -> Language:
    """The language that the page is to be shown in."""
    return LANGUAGES[choices.chosen_of(_options(), key=_KEY)]


def switch() -> None:
    """Draws the switch between the languages."""
    choices.one("Language 语言", _options(), key=_KEY, label_visibility="collapsed")


def _options() -> dict[str, str]:
    """The languages by code, the browser's own first."""
    own = CHINESE.code if (st.context.locale or "").startswith(CHINESE.code) else ENGLISH.code
    return dict(sorted(_NAMES.items(), key=lambda option: option[0] != own))
