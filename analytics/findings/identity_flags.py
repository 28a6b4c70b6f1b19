"""Identities of a disclosure as answers of a rule: one that fails becomes a flag."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analytics.findings.case import Case
from analytics.findings.rule import Flag, Outcome, Severity
from analytics.findings.words import Words, cell_name, money, printed
from analytics.reconciling.identities import Identity
from analytics.settings import MISPRINTS

_PARTS: Final[dict[str, Words]] = {
    "year_total": ("the items above it add up to", "其上各项合计为"),
    "grand_total": (
        "this year's total and what is listed below it add up to",
        "本年合计及其下各项合计为",
    ),
    "both_sides": ("the other side ends in", "另一方总计为"),
    "carry_over": ("the rows under it add up to", "其下各项合计为"),
    "row_total": ("the columns of its row add up to", "同行各栏合计为"),
    "row_subtotal": ("the sources of its row add up to", "同行各项来源合计为"),
    "class_total": ("its classes add up to", "各类合计为"),
    "class_sum": ("the items under it add up to", "其下各项合计为"),
    "section_total": ("its economic classes add up to", "各经济科目合计为"),
    "three_public_sum": ("its parts add up to", "各分项合计为"),
    "balance": ("opening balance and flows give", "年初结余及本年收支推算为"),
    "basic_total": ("personnel and public expenses add up to", "人员经费与公用经费合计为"),
}
"""What the printed parts of an identity are; of those not listed, it is another table."""
_ANOTHER_TABLE: Final = ("another table prints", "另一表列示为")


def held(case: Case, rule: str) -> Iterator[Outcome | Flag]:
    """An answer for each identity of a rule of analytics.reconciling."""
    for identity in case.identities:
        if identity.rule != rule:
            continue
        if identity.holds:
            yield Outcome.PASS
        elif identity.statement in case.misread:
            yield Outcome.NOT_ENOUGH_DATA
        else:
            yield _flag(identity)


def _flag(identity: Identity) -> Flag:
    """What is printed beside what its parts give."""
    actual, expected = float(identity.actual), float(identity.expected)
    difference = float(identity.actual - identity.expected)
    name_en, name_zh = cell_name(identity.total)
    parts_en, parts_zh = _PARTS.get(identity.rule, _ANOTHER_TABLE)
    cells = (identity.total, *(part for _, part in identity.parts))
    return Flag(
        subject=name_zh,
        severity=gravity(difference, max(abs(actual), abs(expected))),
        oddity=MISPRINTS.oddity,
        message_en=(
            f"{name_en}: {money(actual)} is printed, {parts_en} {money(expected)}, a difference of"
            f" {money(difference)}."
        ),
        message_zh=(
            f"{name_zh}：列示 {money(actual)}，{parts_zh} {money(expected)}，"
            f"相差 {money(difference)}。"
        ),
        evidence=tuple(printed(item) for item in cells),
        at_stake=abs(difference),
        expected=expected,
        actual=actual,
        difference=difference,
    )


def gravity(difference: float, whole: float) -> Severity:
    """How grave a difference is, by its money and its share of the figure (settings.MISPRINTS)."""
    share = abs(difference) / whole if whole else 1.0
    if abs(difference) >= MISPRINTS.grave_money and share >= MISPRINTS.grave_share:
        return Severity.HIGH
    if abs(difference) >= MISPRINTS.slight_money:
        return Severity.MEDIUM
    return Severity.LOW
