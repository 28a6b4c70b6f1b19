"""Every rule there is."""

from __future__ import annotations

from typing import Final

from analytics.findings import arithmetic, claims, cross_table, execution, form_arithmetic, scoring
from analytics.findings.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    *arithmetic.RULES,
    *form_arithmetic.RULES,
    *cross_table.RULES,
    *scoring.RULES,
    *execution.RULES,
    *claims.RULES,
)
"""In the order in which the families of model.FAMILIES stand."""
