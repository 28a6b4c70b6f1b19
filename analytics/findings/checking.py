"""A store is checked: every rule is put to every disclosure, and what they answer is stored.

Rules are pure functions of a Case, so that the same store gives the same findings, whatever was
checked before. What a rule answered is counted even where it found nothing: no finding is not
the same as checked.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from analytics.comparing.staffing import main_figures
from analytics.comparing.three_public_amounts import kept_amounts
from analytics.findings import disclosures, projects
from analytics.findings.case import Case
from analytics.findings.features import Peers
from analytics.findings.ranking import rank
from analytics.findings.rule import Flag, Outcome, Rule
from analytics.findings.rules import RULES
from analytics.model import Disclosure, Finding, PeerFigure, RuleCheck
from analytics.store import Store
from analytics.versions import IDENTITY

_BODY: Final = ("agency", "province", "city", "district")
_BODIES_AT_ONCE: Final = 100


def unchecked(store: Store) -> int:
    """How many disclosures of a store were not put to every rule that there is now."""
    found = store.query(
        """
        SELECT count(*) AS n FROM disclosures LEFT JOIN (
            SELECT disclosure_id, count(*) AS answered FROM checks
            WHERE list_contains($rules, rule) GROUP BY disclosure_id
        ) USING (disclosure_id) WHERE answered IS DISTINCT FROM len($rules)""",
        {"rules": [rule.name for rule in RULES]},
    )
    return int(found["n"].iloc[0])


def check(
    store: Store, told: Callable[[int, int], None] = lambda done, all: None
) -> Counter[tuple[str, str]]:
    """Checks every disclosure of a store and stores what that gives (model.CHECKED).

    Returns how many findings there are by family and severity. What was found before goes; what
    an analyst decided on a finding stays (see analytics.findings.register). told is called with
    how many disclosures are done, and how many there are, every now and then.
    """
    counted: Counter[tuple[str, str]] = Counter()
    every = list(_bodies(store))
    done, total = 0, sum(map(len, every))
    told(done, total)
    judged = projects.judged(store)
    store.replace(
        [one for body in every for one in body],
        {
            "main_figures": main_figures(store),
            "three_public_amounts": kept_amounts(store),
            "project_scores": projects.scores(judged),
        },
    )
    peers = Peers(projects.standings(judged), disclosures.standings(store))
    for start in range(0, len(every), _BODIES_AT_ONCE):
        bodies = every[start : start + _BODIES_AT_ONCE]
        by_id = {
            rows.disclosure.disclosure_id: rows
            for rows in store.rows([one for body in bodies for one in body])
        }
        findings: list[Finding] = []
        checks: list[RuleCheck] = []
        beside: list[PeerFigure] = []
        for body in bodies:
            own = [by_id[disclosure_id] for disclosure_id in body]
            for rows in own:
                others = [one for one in own if one is not rows]
                found, answered = check_case(Case(rows, others, peers))
                findings += found
                checks += answered
                beside += _peer_figures(found, peers)
            done += len(own)
            told(done, total)
        store.replace(list(by_id), {"findings": findings, "checks": checks, "peer_figures": beside})
        counted.update((finding.family, finding.severity) for finding in findings)
    return counted


def check_case(case: Case, rules: Sequence[Rule] = RULES) -> tuple[list[Finding], list[RuleCheck]]:
    """The findings of one disclosure, most deserving first, and what each rule answered."""
    flagged: list[tuple[Rule, Flag]] = []
    checks = []
    for rule in rules:
        answers = list(rule.check(case)) or [Outcome.NOT_APPLICABLE]
        flags = [answer for answer in answers if isinstance(answer, Flag)]
        flagged += [(rule, flag) for flag in flags]
        others = Counter(answer for answer in answers if not isinstance(answer, Flag))
        checks.append(
            RuleCheck(
                disclosure_id=case.rows.disclosure.disclosure_id,
                rule=rule.name,
                family=rule.family,
                passed=others[Outcome.PASS],
                failed=len(flags),
                not_applicable=others[Outcome.NOT_APPLICABLE],
                not_enough_data=others[Outcome.NOT_ENOUGH_DATA],
            )
        )
    findings = _findings(case, flagged)
    return sorted(findings, key=lambda finding: (-finding.score, finding.finding_id)), checks


def _peer_figures(findings: Sequence[Finding], peers: Peers) -> Iterator[PeerFigure]:
    """What sets apart from their peers the disclosure and the projects that findings are about."""
    for disclosure_id, evaluation_no in dict.fromkeys(
        (finding.disclosure_id, finding.evaluation_no) for finding in findings
    ):
        standing = (
            peers.disclosures.get(disclosure_id)
            if evaluation_no is None
            else peers.projects.get((disclosure_id, evaluation_no))
        )
        if standing is None:
            continue
        for each in standing.deviations:
            yield PeerFigure(
                disclosure_id=disclosure_id,
                evaluation_no=evaluation_no,
                feature=each.feature.name,
                value=each.value,
                median=each.median,
                z=each.z,
                contribution=each.contribution,
                peers_n=standing.peers_n,
            )


def _findings(case: Case, flagged: Sequence[tuple[Rule, Flag]]) -> Iterator[Finding]:
    alike: Counter[str] = Counter()
    for rule, flag in flagged:
        key = _key(case.rows.disclosure, rule, flag)
        alike[key] += 1
        yield Finding(
            finding_id=key if alike[key] == 1 else f"{key}-{alike[key]}",
            disclosure_id=case.rows.disclosure.disclosure_id,
            evaluation_no=flag.evaluation_no,
            rule=rule.name,
            family=rule.family,
            severity=flag.severity,
            subject=flag.subject,
            expected=flag.expected,
            actual=flag.actual,
            difference=flag.difference,
            score=rank(flag, case),
            evidence=[
                {"page": one.page, "locator": one.locator, "text": one.text}
                for one in flag.evidence
            ],
            message_en=flag.message_en,
            message_zh=flag.message_zh,
        )


def _key(disclosure: Disclosure, rule: Rule, flag: Flag) -> str:
    """Stable as long as body, year, rule, subject and figures are, wherever they are printed."""
    whose = [getattr(disclosure, column) for column in IDENTITY]
    figures = [flag.expected, flag.actual, *(one.text for one in flag.evidence)]
    told = json.dumps([whose, rule.name, flag.subject, figures], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _bodies(store: Store) -> Iterator[list[str]]:
    """The disclosures of each body, oldest first."""
    bodies: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    listed = store.arrow("disclosures").to_pylist()
    for row in sorted(listed, key=lambda row: (row["fiscal_year"], row["disclosure_id"])):
        bodies[tuple(row[column] for column in _BODY)].append(row["disclosure_id"])
    yield from bodies.values()
