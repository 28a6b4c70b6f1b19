"""The list of rules, written from their docstrings: `python -m analytics.findings.catalogue`."""

from __future__ import annotations

from analytics.findings.rule import DEFINITION, Rule
from analytics.findings.rules import RULES
from analytics.model import FAMILIES

_HEAD = """# Findings

Written by `make docs` from the rules in `analytics/findings/`; do not edit. Thresholds are in
`analytics/settings.py`. Every rule answers each of its subjects with pass, fail, not applicable or
not enough data; the table `checks` keeps the counts, `findings` what failed. A finding says what
is printed where. It accuses nobody: it is a question to ask.
"""


def catalogue() -> str:
    """Every rule with its definition and what else its docstring says, as Markdown by family."""
    parts = [_HEAD]
    for family in FAMILIES:
        parts.append(f"\n## {family}\n")
        for rule in RULES:
            if rule.family == family:
                parts.append(f"\n### {rule.name}\n\n{_as_list(rule)}\n")
    return "".join(parts)


def _as_list(rule: Rule) -> str:
    """The definition, and a line for each section."""
    told = rule.told
    definition = told.pop(DEFINITION)
    return "\n".join([definition, "", *(f"- **{name}**: {said}" for name, said in told.items())])


if __name__ == "__main__":
    print(catalogue(), end="")
