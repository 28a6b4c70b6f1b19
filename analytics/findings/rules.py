"""Every rule there is."""

from __future__ import annotations

from typing import Final

from analytics.findings import (
    arithmetic,
    claims,
    cross_table,
    execution,
    form_arithmetic,
    forms_vs_accounts,
    justification,
    outliers,
    prose,
    prose_conflicts,
    prose_rates,
    rate_marks,
    scoring,
    trend,
)
from analytics.findings.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    *arithmetic.RULES,
    *form_arithmetic.RULES,
    *forms_vs_accounts.ARITHMETIC,
    *cross_table.RULES,
    *forms_vs_accounts.CROSS_TABLE,
    *prose.RULES,
    *prose_rates.RULES,
    *prose_conflicts.RULES,
    *scoring.RULES,
    *rate_marks.RULES,
    *justification.RULES,
    *execution.RULES,
    *claims.RULES,
    *trend.RULES,
    *forms_vs_accounts.OUTLIER,
    *outliers.RULES,
)
"""In the order in which the families of model.FAMILIES stand."""
