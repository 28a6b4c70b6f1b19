"""Projects and disclosures whose figures together are unlike those of their peers."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.findings.case import Case
from analytics.findings.features import Standing
from analytics.findings.forms import figures_printed, title
from analytics.findings.outlier_words import DISCLOSURE, PROJECT, telling, unlike_peers
from analytics.findings.rule import Flag, Outcome, Printed, Severity, rules_of
from analytics.findings.stated import sentence
from analytics.findings.words import Words, printed
from analytics.model import (
    BASIC_EXPENDITURE,
    BUDGET,
    EXPENDITURE,
    EXPENDITURE_TOTAL,
    PERSONNEL_TOTAL,
    REVENUE_EXPENDITURE_SUMMARY,
    SECTION_EXPENDITURE,
    THREE_PUBLIC,
    TOTAL,
    Evaluation,
)
from analytics.settings import EXECUTION_BANDS, OUTLIERS, PEERS


def project_outlier(case: Case) -> Iterator[Outcome | Flag]:
    """A project's figures together are unlike those of similar projects of other bodies.

    Formula: 1 - (1 - far) (1 - alone) >= OUTLIERS.told, of the figures of
    project_features.FEATURES; far: of their robust z among projects of the same theme, kind and
    size; alone: how soon a forest of random divisions parts them from all others.
    Why: what many bodies do alike and one does otherwise has a reason that can be asked for.
    Thresholds: settings.OUTLIERS, settings.PEERS. Info below OUTLIERS.forest_minimum peers; medium
    at most, from OUTLIERS.grave_money.
    Excluded: projects of which no single figure is far from its peers', those with fewer than
    PEERS.minimum peers, and those whose execution rate rules of their own ask about.
    Source: Iglewicz and Hoaglin 1993 (robust z); Liu, Ting and Zhou 2008 (isolation forest).
    Chinese: 项目各项数字合在一起，与其他单位主题、类型、规模相近的项目明显不同。
    """
    for form in case.projects:
        rate = form.execution_rate
        if rate is not None and not EXECUTION_BANDS.low <= round(rate, 9) <= EXECUTION_BANDS.over:
            yield Outcome.NOT_APPLICABLE
            continue
        standing = case.peers.projects.get((form.disclosure_id, form.evaluation_no))
        yield _answer(
            standing, PROJECT, title(case, form), _form_figures(case, form), form.evaluation_no
        )


def disclosure_outlier(case: Case) -> Iterator[Outcome | Flag]:
    """A disclosure's figures together are unlike those of similar disclosures of other bodies.

    Formula: as project_outlier, of disclosure_features.FEATURES among disclosures of the same kind,
    scope and size.
    Why: what many bodies do alike and one does otherwise has a reason that can be asked for.
    Thresholds: settings.OUTLIERS, settings.PEERS. Info below OUTLIERS.forest_minimum peers; medium
    at most, from OUTLIERS.grave_money.
    Excluded: disclosures of which no single figure is far from its peers', and those with fewer
    than PEERS.minimum peers.
    Source: Iglewicz and Hoaglin 1993 (robust z); Liu, Ting and Zhou 2008 (isolation forest).
    Chinese: 文件各项数字合在一起，与其他单位类型、口径、规模相近的文件明显不同。
    """
    one = case.rows.disclosure
    standing = case.peers.disclosures.get(one.disclosure_id)
    yield _answer(standing, DISCLOSURE, (one.agency, one.agency), _accounts_figures(case))


def _answer(
    standing: Standing | None,
    what: Words,
    whose: Words,
    evidence: tuple[Printed, ...],
    evaluation_no: int | None = None,
) -> Outcome | Flag:
    if standing is None or standing.peers_n < PEERS.minimum:
        return Outcome.NOT_ENOUGH_DATA
    told = telling(standing)
    if standing.oddity < OUTLIERS.told or not told:
        return Outcome.PASS
    grave = standing.at_stake >= OUTLIERS.grave_money
    few = standing.peers_n < OUTLIERS.forest_minimum
    (english,), (chinese,) = unlike_peers(standing, what)
    first = told[0]
    return Flag(
        subject=whose[1],
        severity=Severity.INFO if few else Severity.MEDIUM if grave else Severity.LOW,
        oddity=OUTLIERS.weight * standing.oddity,
        message_en=f"{whose[0]}: {english[:1].lower()}{english[1:]}",
        message_zh=f"{whose[1]}：{chinese}",
        evidence=evidence,
        at_stake=standing.at_stake,
        expected=round(first.median, 9),
        actual=round(first.value, 9),
        difference=round(first.value - first.median, 9),
        evaluation_no=evaluation_no,
    )


def _form_figures(case: Case, form: Evaluation) -> tuple[Printed, ...]:
    return figures_printed(
        *(case, form, "initial_budget", "adjusted_budget", "budget", "executed"),
        *("rate_score", "total_score"),
    )


def _accounts_figures(case: Case) -> tuple[Printed, ...]:
    one = case.rows.disclosure
    cells = (
        (REVENUE_EXPENDITURE_SUMMARY, EXPENDITURE_TOTAL, "amount", SECTION_EXPENDITURE),
        (EXPENDITURE, TOTAL, "total", None),
        (BASIC_EXPENDITURE, PERSONNEL_TOTAL, "amount", None),
        (THREE_PUBLIC, TOTAL, "budget" if one.kind == BUDGET else "final", None),
    )
    found = [printed(item) for cell in cells if (item := case.amount(*cell)) is not None]
    changes = [
        sentence(stated, one.kind)
        for stated in case.rows.statements_in_prose
        if stated.topic == "total_expenditure" and stated.change is not None
    ]
    return (*found, *changes[:1])


RULES = rules_of("outlier", project_outlier, disclosure_outlier)
