"""Whether the rules were put to every disclosure, and the offer to do it now."""

from __future__ import annotations

import streamlit as st

from analytics.dashboard import data, speaking
from analytics.findings.checking import check
from analytics.store import open_store


def offer(disclosures: int) -> bool:
    """Says how many of the store's disclosures were not checked, if any, and checks on a press.

    Returns whether any of them was checked.
    """
    waiting = data.unchecked()
    if not waiting:
        return True
    say = speaking.language()
    if waiting == disclosures:
        said = say("checks.never")
    else:
        came = say("count.document", n=waiting)
        said = say("checks.since", came=came, total=disclosures)
    st.info(said, icon=":material/rule:")
    if st.button(say("checks.now"), type="primary", icon=":material/play_arrow:", key="check-now"):
        run()
        st.rerun()
    return waiting < disclosures


def run() -> None:
    """Checks the store, and says how far that is."""
    say = speaking.language()
    bar = st.progress(0.0, text=say("checks.peers"))

    def told(done: int, total: int) -> None:
        documents = say("count.document", n=total)
        bar.progress(done / total, text=say("checks.progress", done=done, total=documents))

    check(open_store(), told)
