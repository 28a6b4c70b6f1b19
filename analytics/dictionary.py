"""The data dictionary, written from the model: `python -m analytics.dictionary`."""

from __future__ import annotations

import typing

from analytics.model import MEASURES, MODEL, columns

_HEAD = """# Data dictionary

Written by `make docs` from `analytics/model.py`; do not edit. Amounts are in 万元 (10,000 CNY)
whatever unit a document prints. Only a printed number makes a row: a blank cell makes none, a
printed 0 makes one with 0.
"""


def data_dictionary() -> str:
    """Every table of the model with its columns, types and meanings, as Markdown."""
    parts = [_HEAD]
    for table, row_type in MODEL.items():
        parts.append(f"\n## {table}\n\n{row_type.__doc__}\n")
        parts.append("| column | type | meaning |\n|---|---|---|")
        for column in columns(table):
            null = ", null" if column.nullable else ""
            parts.append(f"| {column.name} | {_type_name(column.type)}{null} | {column.meaning} |")
    parts.append("\n## Measures of each statement\n\n| statement | measures |\n|---|---|")
    parts += [f"| {name} | {', '.join(measures)} |" for name, measures in MEASURES.items()]
    return "\n".join(parts) + "\n"


def _type_name(kind: object) -> str:
    return "list" if typing.get_origin(kind) is list else getattr(kind, "__name__", str(kind))


if __name__ == "__main__":
    print(data_dictionary(), end="")
