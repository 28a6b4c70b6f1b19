"""Add documents: files are dropped, read and checked; each says what was read or why not."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.charts.words import KINDS
from analytics.dashboard import checks, data, parts
from analytics.dashboard.words import READ_AS
from analytics.documents import PoolError
from analytics.ingesting import Outcome, ingest_with, read_disclosure
from analytics.model import FAILED, SKIPPED, TABLE_STATUSES
from analytics.numbers import count
from analytics.reconciling.corrections import CorrectionsError
from analytics.settings import LIMITS, RECOGNITION, WORK
from analytics.store import StoreError, open_store
from analytics.workers import Workers

OUTCOMES: Final = "outcomes"
"""Where the session keeps what became of the files that were added last."""
MEGABYTES: Final = LIMITS.max_bytes // 2**20


def read_all(files: Sequence[UploadedFile]) -> list[Outcome]:
    """Takes the files into the store, and says of each at once what became of it."""
    bar = st.progress(0.0, text=f"Reading {count(len(files), 'document')} …")
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder, str(number), Path(file.name).name)
            path.parent.mkdir()
            path.write_bytes(file.getbuffer())
            paths.append(path)
        with Workers(min(os.cpu_count() or 1, len(paths)), read_disclosure) as workers:
            for outcome in ingest_with(workers, paths, open_store()):
                outcomes.append(outcome)
                done = f"{len(outcomes)} of {count(len(paths), 'document')} read"
                bar.progress(len(outcomes) / len(paths), text=done)
                tell(outcome)
    return outcomes


def tell(outcome: Outcome) -> None:
    """What was read of a file, or why it was not, in one line."""
    name = parts.plain(outcome.path.name)
    if outcome.status == FAILED:
        st.error(f"**{name}**: {parts.plain(outcome.message)}", icon=":material/error:")
    elif outcome.status == SKIPPED or outcome.disclosure is None:
        st.info(f"**{name}**: {parts.plain(outcome.message)}", icon=":material/done_all:")
    else:
        read = outcome.disclosure
        tables = ", ".join(
            f"{outcome.tables[status]} {READ_AS[status]}"
            for status in TABLE_STATUSES
            if outcome.tables[status]
        )
        pictured = len(outcome.recognised_pages)
        told = [
            f"{read.agency} {read.fiscal_year}, {KINDS[read.kind]}, {read.scope}",
            f"Tables: {tables}",
            count(outcome.forms, "performance form"),
            f"{count(pictured, 'page')} read from their picture" if pictured else "",
            f"{count(len(read.unread_pages), 'page')} not read" if read.unread_pages else "",
        ]
        st.success(
            f"**{name}**: {parts.plain('. '.join(filter(None, told)))}.",
            icon=":material/check_circle:",
        )


parts.head(
    "Add documents",
    "Drop budgets (部门预算), final accounts (部门决算) and self-evaluations (绩效自评表) here;"
    " they are read on this machine and go nowhere else.",
)
st.markdown(
    f":small[PDF, Word (DOCX), Excel (XLSX, XLS), web pages and plain text, told by their content;"
    f" up to {MEGABYTES} MB each. Pages without text are read from their picture, 3 to 5 seconds a"
    f" page, {RECOGNITION.pages} of a document at most. What takes longer than"
    f" {WORK.seconds / 60:g} minutes is given up. A document is stored whole or not at all.]"
)
with st.form("add", clear_on_submit=True, border=False):
    files = st.file_uploader(
        "Documents 文件", accept_multiple_files=True, max_upload_size=MEGABYTES, key="files"
    )
    pressed = st.form_submit_button("Read them", type="primary", icon=":material/upload_file:")
if pressed and not files:
    st.info("Drop a file into the field above first.", icon=":material/upload_file:")
if pressed and files:
    try:
        st.session_state[OUTCOMES] = read_all(files)
        if data.unchecked():
            checks.run()
    except (StoreError, PoolError, CorrectionsError) as error:
        st.error(str(error), icon=":material/error:")
        st.stop()
    st.rerun()

for outcome in st.session_state.get(OUTCOMES, ()):
    tell(outcome)
added = {outcome.disclosure_id for outcome in st.session_state.get(OUTCOMES, ())} - {None}
if added:
    disclosures = data.all_disclosures()
    for label in disclosures["label_en"][disclosures["disclosure_id"].isin(added)]:
        parts.link("documents", f"{label} in depth", "description", {"document": label})
    parts.link("findings", "All findings", "troubleshoot", {})
