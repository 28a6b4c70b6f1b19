"""One finding in depth: why it is one, how its figures stand among peers, what analysts decided."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.charts.rows import rows_of
from analytics.dashboard import cells, data, parts
from analytics.dashboard.words import DECIDED, FAMILIES, REVIEW, SEVERITIES
from analytics.findings.register import UnknownFindingError, decide, history
from analytics.findings.rules import RULES
from analytics.findings.similar import differences, similar_projects
from analytics.model import CONFIRMED, DISMISSED, NOTED
from analytics.numbers import percent
from analytics.store import StoreError, open_store

_TELLING: Final = {rule.name: rule.text for rule in RULES}
_PEERS_SHOWN: Final = 12
_BUTTONS: Final = {
    CONFIRMED: ("Confirm 属实", ":material/check_circle:"),
    DISMISSED: ("Dismiss 排除", ":material/cancel:"),
    NOTED: ("Add note 备注", ":material/edit_note:"),
}


def show(finding: pd.Series) -> None:
    """Shows a finding of findings.register.reviewed."""
    st.subheader(f"No. {finding['rank']}: {finding['label_en']}", anchor=False)
    st.markdown(f"**{parts.plain(finding['message_en'])}**  \n{parts.plain(finding['message_zh'])}")
    words = [
        SEVERITIES[finding["severity"]],
        FAMILIES[finding["family"]],
        REVIEW[finding["status"]],
    ]
    st.markdown(f":small[{' · '.join(words)}]")
    parts.link(
        "documents",
        f"{finding['label_en']} in depth",
        "description",
        {"document": finding["label_en"]},
    )
    _why(finding["rule"])
    _among_peers(finding)
    _evidence(finding)
    _decisions(finding)


def _why(rule: str) -> None:
    definition, _, rest = _TELLING.get(rule, "").partition("\n\n")
    with st.expander("What the rule asks, and its limits", icon=":material/gavel:"):
        st.markdown(parts.plain(" ".join(definition.split())))
        st.markdown(parts.plain(rest).replace("\n", "  \n"))


def _decisions(finding: pd.Series) -> None:
    st.subheader("What analysts decided", anchor=False)
    decided = data.ask(history, finding_id=finding["finding_id"])
    if decided.empty:
        st.markdown("Nobody has decided on this finding yet.")
    for row in rows_of(decided):
        why = f": {parts.plain(row.why)}" if row.why else ""
        st.markdown(
            f":material/person: {parts.plain(row.who)} {DECIDED[row.status]} it on"
            f" {row.decided_at:%Y-%m-%d %H:%M} UTC{why}"
        )
    with st.form(f"decide-{finding['finding_id']}", border=True):
        left, right = st.columns([1, 3])
        who = left.text_input("Your name 姓名", key="analyst", persist_state="session")
        said = right.text_input(
            "Why 理由",
            key=f"why-{finding['finding_id']}",
            placeholder="Needed to dismiss or to note; others will read it",
        )
        with st.container(horizontal=True):
            pressed = [
                status
                for status, (label, icon) in _BUTTONS.items()
                if st.form_submit_button(label, icon=icon)
            ]
    for status in pressed:
        _decide(finding, status, who or "", said or "")


def _decide(finding: pd.Series, status: str, who: str, why: str) -> None:
    try:
        decide(open_store(), finding["finding_id"], status, who, why)
    except (ValueError, UnknownFindingError, StoreError) as error:
        message = str(error)
        st.error(f"{message[:1].upper()}{message[1:]}.", icon=":material/error:")
        return
    st.toast(f"{DECIDED[status].capitalize()}: {parts.plain(finding['subject'])}")
    st.rerun()


def _among_peers(finding: pd.Series) -> None:
    evaluation_no = None if pd.isna(finding["evaluation_no"]) else int(finding["evaluation_no"])
    whose = {"disclosure_id": finding["disclosure_id"], "evaluation_no": evaluation_no}
    figures = data.ask(differences, **whose)
    if figures.empty:
        return
    what = "disclosures" if evaluation_no is None else "projects"
    peers_n = figures["peers_n"].iloc[0]
    st.markdown(f"**How it stands among {peers_n} similar {what} of other bodies**")
    _bare_table(
        figures.assign(figure=figures["feature_en"] + " " + figures["feature_zh"]),
        {
            "figure": parts.text("Figure", width="large"),
            "value_en": parts.text("Here"),
            "median_en": parts.text("Their median"),
            "contribution": parts.bar("Sets it apart by", figures["contribution"].max()),
        },
        key="peer-figures",
    )
    if evaluation_no is None:
        return
    peers = data.ask(similar_projects, **whose, limit=_PEERS_SHOWN)
    if peers.empty:
        return
    shown = f"the {_PEERS_SHOWN} nearest in size of {peers_n}" if peers_n > len(peers) else "all"
    with st.expander(f"The peers: {shown}", icon=":material/groups:"):
        _bare_table(
            peers.assign(spent=[_spent(rate) for rate in peers["rate"]]),
            {
                "label_en": parts.text("Disclosure"),
                "name": parts.text("Project 项目", width="large"),
                "budget": parts.money("Budget 预算, 万元"),
                "executed": parts.money("Executed 执行, 万元"),
                "spent": parts.text("Rate 执行率"),
            },
            key="peers",
        )


def _spent(rate: float) -> str:
    return "no rate" if pd.isna(rate) else percent(rate)


def _bare_table(frame: pd.DataFrame, columns: dict[str, Any], *, key: str) -> None:
    st.dataframe(frame[list(columns)], column_config=columns, hide_index=True, key=key)


def _evidence(finding: pd.Series) -> None:
    st.subheader("Evidence", anchor=False)
    if len(finding["evidence"]):
        cells.show(finding["disclosure_id"], list(finding["evidence"]), finding["finding_id"])
    else:
        st.info("Nothing that is printed shows this: it is about what is missing.")
