"""Add documents: files are dropped, read and checked; each says what was read or why not."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics import phrases
from analytics.charts.rows import rows_of
from analytics.dashboard import checks, data, parts
from analytics.dashboard.markup import plain
from analytics.documents import PoolError
from analytics.ingesting import Outcome, ingest_with, read_disclosure
from analytics.model import FAILED, TABLE_STATUSES, Disclosure
from analytics.reconciling.corrections import CorrectionsError
from analytics.settings import LIMITS, RECOGNITION, WORK
from analytics.store import StoreError, open_store
from analytics.workers import Workers

OUTCOMES: Final = "outcomes"
"""Where the session keeps what became of the files that were added last."""
MEGABYTES: Final = LIMITS.max_bytes // 2**20


def read_all(files: Sequence[UploadedFile]) -> list[Outcome]:
    """Takes the files into the store, and says of each at once what became of it."""
    total = say("count.document", n=len(files))
    bar = st.progress(0.0, text=say("add.reading", documents=total))
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder, str(number), Path(file.name).name)
            path.parent.mkdir()
            path.write_bytes(file.getbuffer())
            paths.append(path)
        lines = [st.empty() for _ in paths]
        for line, path in zip(lines, paths, strict=True):
            waiting = say("add.of", file=plain(path.name), told=say("add.waiting"))
            line.info(waiting, icon=":material/hourglass_empty:")
        with Workers(min(os.cpu_count() or 1, len(paths)), read_disclosure) as workers:
            for outcome in ingest_with(workers, paths, open_store()):
                with lines[len(outcomes)]:
                    tell(outcome)
                outcomes.append(outcome)
                done = say("add.read_of", n=len(outcomes), documents=total)
                bar.progress(len(outcomes) / len(paths), text=done)
    return outcomes


def tell(outcome: Outcome) -> None:
    """What was read of a file, or why it was not, in one line."""
    if outcome.status == FAILED:
        show, icon, told = st.error, "error", phrases.problem(outcome.message, say)
    elif outcome.disclosure is None:
        show, icon, told = st.info, "done_all", say("add.unchanged", id=outcome.disclosure_id)
    else:
        show, icon = st.success, "check_circle"
        told = say.sentences(what_was_read(outcome, outcome.disclosure))
    line = say("add.of", file=plain(outcome.path.name), told=plain(told))
    show(line, icon=f":material/{icon}:")


def what_was_read(outcome: Outcome, read: Disclosure) -> Iterator[str]:
    """What kind of document it is, how its tables and forms were read, and what was not."""
    kind, scope = say.terms("kind")[read.kind], say.terms("scope")[read.scope]
    yield say("add.is", agency=read.agency, year=read.fiscal_year, kind=kind, scope=scope)
    statuses = [status for status in TABLE_STATUSES if outcome.tables[status]]
    tables = (say(f"read_as.{status}", n=outcome.tables[status]) for status in statuses)
    yield say("add.tables", tables=say("add.between").join(tables))
    yield say("add.forms", n=outcome.forms)
    if outcome.recognised_pages:
        yield say("add.recognised", n=len(outcome.recognised_pages))
    if read.unread_pages:
        yield say("add.unread", n=len(read.unread_pages))


say = parts.head("add")
limits = {"megabytes": MEGABYTES, "pages": RECOGNITION.pages, "minutes": WORK.seconds / 60}
st.markdown(f":small[{say('add.limits', **limits)}]")
with st.form("add", clear_on_submit=True, border=False):
    files = st.file_uploader(
        say("add.documents"), accept_multiple_files=True, max_upload_size=MEGABYTES, key="files"
    )
    pressed = st.form_submit_button(
        say("add.read"), type="primary", icon=":material/upload_file:", key="read"
    )
if pressed and not files:
    st.info(say("add.none"), icon=":material/upload_file:")
if pressed and files:
    try:
        st.session_state[OUTCOMES] = read_all(files)
        if data.unchecked():
            checks.run()
    except (StoreError, PoolError, CorrectionsError) as error:
        st.error(phrases.problem(str(error), say), icon=":material/error:")
        st.stop()
    st.rerun()

for outcome in st.session_state.get(OUTCOMES, ()):
    tell(outcome)
added = {outcome.disclosure_id for outcome in st.session_state.get(OUTCOMES, ())} - {None}
if added:
    disclosures = data.all_disclosures()
    for row in rows_of(disclosures[disclosures["disclosure_id"].isin(added)]):
        label = say("parts.in_depth", label=say.of(row, "label"))
        parts.link("documents", label, "description", {"document": row.disclosure_id})
    parts.link("findings", say("add.findings"), "troubleshoot", {})
