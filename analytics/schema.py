"""The tables of a store as SQL, Arrow and pandas see them: all three from the model's columns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from analytics import model

PROJECTS: Final = "projects"
"""The view of the evaluations that are results of projects."""

INGESTS: Final = "ingests"
"""The log of the store."""

TABLES: Final = (*model.MODEL, PROJECTS, "decisions", INGESTS)
"""Everything that a store or an export can be asked for."""


@dataclass(frozen=True, slots=True)
class _Type:
    sql: str
    arrow: pa.DataType
    pandas: str


_EVIDENCE: Final = pa.struct(
    [("page", pa.int64()), ("locator", pa.string()), ("text", pa.string())]
)
_TYPES: Final[dict[Any, _Type]] = {
    str: _Type("VARCHAR", pa.string(), "str"),
    int: _Type("BIGINT", pa.int64(), "Int64"),
    float: _Type("DOUBLE", pa.float64(), "float64"),
    datetime: _Type("TIMESTAMP", pa.timestamp("us"), "datetime64[us]"),
    list[int]: _Type("BIGINT[]", pa.list_(pa.int64()), "object"),
    list[dict[str, Any]]: _Type(
        "STRUCT(page BIGINT, locator VARCHAR, text VARCHAR)[]", pa.list_(_EVIDENCE), "object"
    ),
}


def table_columns(table: str) -> list[model.Column]:
    """The columns of one of TABLES, the view included. Raises KeyError for any other name."""
    return model.columns("evaluations" if table == PROJECTS else table)


def _create_table(table: str) -> str:
    columns = ", ".join(
        f'"{column.name}" {_TYPES[column.type].sql}{"" if column.nullable else " NOT NULL"}'
        for column in model.columns(table)
    )
    return f"CREATE TABLE {table} ({columns})"


DDL: Final = (
    *(_create_table(table) for table in model.STORE_TABLES),
    f"CREATE VIEW {PROJECTS} AS SELECT * FROM evaluations WHERE form = '{model.PROJECT_RESULT}'",
    "CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)",
)
"""The statements that make an empty store."""

SCHEMA_VERSION: Final = hashlib.sha256("\n".join(DDL).encode()).hexdigest()[:12]
"""Changes whenever a table does, so that a store of other tables is never mistaken for ours."""


def dtypes(table: str) -> dict[str, str]:
    """The pandas dtype of each column of one of TABLES; lists are objects."""
    return {column.name: _dtype(column) for column in table_columns(table)}


def _dtype(column: model.Column) -> str:
    dtype = _TYPES[column.type].pandas
    return dtype if column.nullable else dtype.lower()


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of one of TABLES."""
    return pa.schema(
        [
            pa.field(column.name, _TYPES[column.type].arrow, column.nullable)
            for column in table_columns(table)
        ]
    )
