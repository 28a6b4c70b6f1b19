"""Whether the rules were put to every disclosure, and the offer to do it now."""

from __future__ import annotations

import streamlit as st

from analytics.dashboard import data
from analytics.findings.checking import check
from analytics.numbers import count
from analytics.store import open_store


def offer(disclosures: int) -> bool:
    """Says how many of the store's disclosures were not checked, if any, and checks on a press.

    Returns whether any of them was checked.
    """
    waiting = data.unchecked()
    if not waiting:
        return True
    if waiting == disclosures:
        said = "The rules were not put to these documents yet, so there are no findings to show."
    else:
        came = count(waiting, "document", "documents")
        said = f"{came} of {disclosures:,} came since the last check and are not in the list."
    st.info(said, icon=":material/rule:")
    if st.button("Check now", type="primary", icon=":material/play_arrow:", key="check-now"):
        run()
        st.rerun()
    return waiting < disclosures


def run() -> None:
    """Checks the store, and says how far that is."""
    bar = st.progress(0.0, text="Comparing with peers …")

    def told(done: int, total: int) -> None:
        bar.progress(done / total, text=f"{done:,} of {count(total, 'document')} checked")

    check(open_store(), told)
