"""The parts that a page is made of: its head, the answer, what to mind, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

import pandas as pd
import streamlit as st

from analytics.dashboard import speaking
from analytics.dashboard.markup import plain
from analytics.language import Language

PAGES: Final = Path(__file__).resolve().parent / "pages"

_ON_A_TELEPHONE: Final = """<style>
[data-testid="stPageLink"] p { white-space: normal; overflow: visible; }
@media (max-width: 640px) {
  .st-key-filters [data-testid="stColumn"] { min-width: calc(50% - 1rem); }
  [class*="st-key-wide-"] { overflow-x: auto; }
  [class*="st-key-wide-"] > * { min-width: 46rem; }
}
</style>"""
"""Two filters a row, links in full; what cannot be narrower is scrolled sideways."""
_MOST_NAMED: Final = 6
"""Documents that are named; more are counted."""


def head(page: str) -> Language:
    """The name of a page, the question that it answers, and the switch of language.

    page is the section of the table of labels that holds its `title`, if that is not its name in
    the navigation, and its `question`. Returns the language that the page is to speak.
    """
    st.html(_ON_A_TELEPHONE)
    say = speaking.language()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.title(say.terms(page).get("title", say(f"page.{page}")), anchor=False, width="content")
        speaking.switch()
    st.markdown(say(f"{page}.question"))
    return say


def answer(sentences: Sequence[str]) -> None:
    """Sentences on what a page shows, the first one in bold."""
    if sentences:
        first, *rest = map(plain, sentences)
        # Markdown ends the bold after a Chinese full stop only where a space follows.
        st.markdown(f"**{first}** {speaking.language().sentences(rest)}")


def absent(disclosures: pd.DataFrame, frame: pd.DataFrame) -> None:
    """Says which of the chosen disclosures have nothing in a frame."""
    say = speaking.language()
    there = disclosures["disclosure_id"].isin(frame["disclosure_id"])
    if not there.all():
        labels = named(say, list(disclosures[say.column("label")][~there]))
        st.markdown(f":small[{say('parts.not_shown', labels=labels)}]")


def named(say: Language, labels: Sequence[str]) -> str:
    """The first few labels as a list in words, and how many more there are."""
    more = len(labels) - _MOST_NAMED
    if more <= 0:
        return say.listed(labels)
    return say("parts.and_more", named=say.listed(labels[:_MOST_NAMED]), n=more)


def nothing(said: str) -> NoReturn:
    """Ends a page that has nothing to show, with a word on what to do next."""
    told = speaking.language()("parts.nothing", said=said)
    st.info(told, icon=":material/search:")
    st.stop()


def link(page: str, label: str, icon: str, address: Mapping[str, str | list[str]]) -> None:
    """A link to another page of the dashboard, which opens with the choices of an address."""
    st.page_link(
        PAGES / f"{page}.py", label=label, icon=f":material/{icon}:", query_params=dict(address)
    )


def shown_of(shown: int, total: int, noun: str) -> str:
    """How many of a list are shown: "The first 500 of 2,310 findings; choose above for others".

    noun is a label of the section "count".
    """
    say = speaking.language()
    counted = say(f"count.{noun}", n=total)
    if shown == total:
        return counted
    return say("parts.first_of", shown=shown, total=counted)
