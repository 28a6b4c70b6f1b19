"""One finding in depth: why it is one, how its figures stand among peers, what analysts decided."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics import phrases
from analytics.charts.rows import rows_of
from analytics.dashboard import cells, data, parts, tables
from analytics.dashboard.markup import plain
from analytics.findings.register import (
    IncompleteDecisionError,
    UnknownFindingError,
    decide,
    history,
)
from analytics.findings.rule import CHINESE, DEFINITION
from analytics.findings.rules import RULES
from analytics.findings.similar import differences, similar_projects
from analytics.language import Language
from analytics.model import CONFIRMED, DISMISSED, NOTED
from analytics.store import StoreError, open_store

_TELLING: Final = {rule.name: rule.told for rule in RULES}
_PEERS_SHOWN: Final = 12
_BUTTONS: Final = {CONFIRMED: "check_circle", DISMISSED: "cancel", NOTED: "edit_note"}
"""What can be decided, and the icon of its button."""


def show(finding: pd.Series, say: Language) -> None:
    """Shows a finding of findings.register.reviewed."""
    label = say.of(finding, "label")
    st.subheader(say("finding.number", rank=finding["rank"], label=label), anchor=False)
    st.markdown(f"**{plain(say.of(finding, 'message'))}**")
    words = [
        say(f"severity.{finding['severity']}"),
        say(f"family.{finding['family']}"),
        say(f"review.{finding['status']}"),
    ]
    st.markdown(f":small[{' · '.join(words)}]")
    address = {"document": finding["disclosure_id"]}
    parts.link("documents", say("parts.in_depth", label=label), "description", address)
    _why(finding["rule"], say)
    _among_peers(finding, say)
    _evidence(finding, say)
    _decisions(finding, say)


def _why(rule: str, say: Language) -> None:
    # A finding of a rule that there is no more is still told.
    told = dict(_TELLING.get(rule, {}))
    definition, chinese = told.pop(DEFINITION, ""), told.pop(CHINESE, "")
    with st.expander(say("finding.rule"), icon=":material/gavel:"):
        if say.is_chinese:
            st.markdown(plain(chinese))
        st.markdown(plain(definition))
        st.markdown("  \n".join(plain(f"{name}: {said}") for name, said in told.items()))


def _decisions(finding: pd.Series, say: Language) -> None:
    st.subheader(say("finding.decisions"), anchor=False)
    decided = data.ask(history, finding_id=finding["finding_id"])
    if decided.empty:
        st.markdown(say("finding.undecided"))
    for row in rows_of(decided):
        told = say(
            "finding.decision",
            who=plain(row.who),
            decided=say(f"decided.{row.status}"),
            day=say.day(row.decided_at),
            time=f"{row.decided_at:%H:%M}",
        )
        if row.why:
            told = say("finding.because", decision=told, why=plain(row.why))
        st.markdown(f":material/person: {told}")
    with st.form(f"decide-{finding['finding_id']}", border=True, enter_to_submit=False):
        left, right = st.columns([1, 3])
        who = left.text_input(say("finding.who"), key="analyst", persist_state="session")
        why = right.text_input(
            say("finding.why"),
            # Empty again after each decision.
            key=f"why-{finding['finding_id']}-{len(decided)}",
            placeholder=say("finding.why_help"),
        )
        with st.container(horizontal=True):
            pressed = [
                status
                for status, icon in _BUTTONS.items()
                if st.form_submit_button(
                    say(f"finding.{status}"), icon=f":material/{icon}:", key=f"button-{status}"
                )
            ]
    for status in pressed:
        _decide(finding, status, who or "", why or "", say)


def _decide(finding: pd.Series, status: str, who: str, why: str, say: Language) -> None:
    try:
        decide(open_store(), finding["finding_id"], status, who, why)
    except IncompleteDecisionError as error:
        st.error(say(f"finding.lacks_{error.lacks}"), icon=":material/error:")
        return
    except UnknownFindingError:
        st.error(say("finding.gone"), icon=":material/error:")
        return
    except StoreError as error:
        st.error(phrases.problem(str(error), say), icon=":material/error:")
        return
    decided, subject = say(f"decided.{status}").capitalize(), plain(finding["subject"])
    st.toast(say("finding.done", decided=decided, subject=subject))
    st.rerun()


def _among_peers(finding: pd.Series, say: Language) -> None:
    evaluation_no = None if pd.isna(finding["evaluation_no"]) else int(finding["evaluation_no"])
    whose = {"disclosure_id": finding["disclosure_id"], "evaluation_no": evaluation_no}
    figures = data.ask(differences, **whose)
    if figures.empty:
        return
    among = "disclosures" if evaluation_no is None else "projects"
    peers_n = int(figures["peers_n"].iloc[0])
    st.markdown(f"**{say(f'finding.{among}', n=peers_n)}**")
    _bare_table(
        figures,
        {
            say.column("feature"): tables.text(say("finding.feature"), width="large"),
            say.column("value"): tables.text(say("finding.value")),
            say.column("median"): tables.text(say("finding.median")),
            "contribution": tables.bar(say("finding.contribution"), figures["contribution"].max()),
        },
        key="peer-figures",
    )
    if evaluation_no is None:
        return
    peers = data.ask(similar_projects, **whose, limit=_PEERS_SHOWN)
    if peers.empty:
        return
    title = say("finding.peers")
    if peers_n > len(peers):
        title = say("finding.nearest_peers", shown=len(peers), n=peers_n)
    with st.expander(title, icon=":material/groups:"):
        _bare_table(
            peers.assign(rate=peers["rate"] * 100),
            {
                say.column("label"): tables.text(say("finding.peer")),
                "name": tables.text(say("finding.project"), width="large"),
                "budget": tables.money(say("finding.budget")),
                "executed": tables.money(say("finding.executed")),
                "rate": tables.ratio(say("finding.rate")),
            },
            key="peers",
        )


def _bare_table(frame: pd.DataFrame, columns: dict[str, Any], *, key: str) -> None:
    st.dataframe(
        frame[list(columns)], column_config=columns, hide_index=True, placeholder="–", key=key
    )


def _evidence(finding: pd.Series, say: Language) -> None:
    st.subheader(say("evidence.title"), anchor=False)
    if len(finding["evidence"]):
        cells.show(finding["disclosure_id"], list(finding["evidence"]), finding["finding_id"])
    else:
        st.info(say("finding.evidence_of_nothing"))
