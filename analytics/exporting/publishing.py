"""The tables of a store as a data package that others can check, cite and compute with.

A folder with datapackage.json (Frictionless Data Package, https://specs.frictionlessdata.io), whose
Table Schemas are made from the model; csv/ and parquet/ with a file a table; and partitioned/ with
the same rows as Parquet in folders kind=/fiscal_year=/province=, which DuckDB, Spark and Dask open
as they are.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute
import pyarrow.dataset

from analytics import model
from analytics.exporting.tables import ExportError, write_table
from analytics.files import folder_written_whole
from analytics.findings.register import reviewed
from analytics.store import Store

DESCRIPTOR: Final = "datapackage.json"
PARTITIONED: Final = "partitioned"
PARTITIONS: Final = ("kind", "fiscal_year", "province")

_MEDIA_TYPES: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_TYPES: Final = {str: "string", int: "integer", float: "number"}
_DESCRIPTION: Final = (
    "Figures of the fiscal disclosures of Chinese public bodies (部门预算, 部门决算,"
    " 项目绩效自评表), each with the place where it is printed. Amounts are in 万元 (10,000 CNY)"
    " whatever unit a document prints; a blank is not a zero. In csv a text that a spreadsheet"
    " would run as a formula has an apostrophe in front. Findings are questions to ask and accuse"
    " nobody; those that a reviewer dismissed are left out. The folder partitioned holds the same"
    " rows by kind, year and province."
)


def publish(store: Store, folder: Path) -> dict[str, int]:
    """Writes a data package of all tables of the model to a folder; returns the rows of each.

    A folder that holds a package is replaced, whole or not at all. Raises ExportError where the
    folder holds anything else or cannot be written to.
    """
    if folder.exists() and not _is_replaceable(folder):
        raise ExportError(f"{folder}: holds something else: name a new folder")
    try:
        with folder_written_whole(folder) as temporary:
            return _written(store, temporary)
    except OSError as error:
        raise ExportError(
            f"{folder}: cannot be written ({error.strerror}): name a folder that can"
        ) from error


def table_schema(table: str) -> dict[str, Any]:
    """The Table Schema of a table of the model, with its keys."""
    key = model.KEYS.get(table, ())
    fields = [_field(column, column.name in key) for column in model.columns(table)]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if key:
        schema["primaryKey"] = list(key)
    if references := list(_references(table)):
        schema["foreignKeys"] = references
    return schema


def _is_replaceable(folder: Path) -> bool:
    return folder.is_dir() and ((folder / DESCRIPTOR).is_file() or not any(folder.iterdir()))


def _written(store: Store, folder: Path) -> dict[str, int]:
    for format in _MEDIA_TYPES:
        (folder / format).mkdir()
    disclosures = store.arrow("disclosures")
    rows, resources = {}, []
    for table in model.MODEL:
        published = _published(store, table)
        rows[table] = published.num_rows
        for format in _MEDIA_TYPES:
            path = folder / format / f"{table}.{format}"
            write_table(published, path, format)
            resources.append(_resource(table, path, folder))
        _write_partitions(published, disclosures, folder / PARTITIONED / table)
    descriptor = {
        "name": "fiscal-disclosures",
        "title": "Fiscal disclosures of Chinese public bodies",
        "description": _DESCRIPTION,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "sources": list(_sources(store)),
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=1)
    (folder / DESCRIPTOR).write_text(f"{text}\n", encoding="utf-8")
    return rows


def _published(store: Store, table: str) -> pa.Table:
    rows = store.arrow(table)
    if table != "findings":
        return rows
    findings = reviewed(store)
    dismissed = findings["finding_id"][findings["status"] == model.DISMISSED]
    left_out = pa.array(dismissed, pa.string())
    return rows.filter(
        pyarrow.compute.invert(pyarrow.compute.is_in(rows["finding_id"], value_set=left_out))
    )


def _resource(table: str, path: Path, folder: Path) -> dict[str, Any]:
    format = path.suffix.removeprefix(".")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    described = {
        "name": table if format == "csv" else f"{table}-{format}",
        "path": path.relative_to(folder).as_posix(),
        "format": format,
        "mediatype": _MEDIA_TYPES[format],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "description": inspect.cleandoc(model.MODEL[table].__doc__ or ""),
    }
    if format == "csv":
        return described | {
            "type": "table",
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": table_schema(table),
        }
    return described | {"type": "file"}


def _field(column: model.Column, in_key: bool) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": "array" if typing.get_origin(column.type) is list else _TYPES[column.type],
        "description": column.meaning,
    }
    # A text that is printed empty is a blank in csv as well.
    if in_key or not (column.nullable or column.type is str):
        field["constraints"] = {"required": True}
    return field


def _references(table: str) -> Iterator[dict[str, Any]]:
    """The tables whose rows a row belongs to: those whose key it always has.

    Of several tables with the same key it is the first, of which the others say more.
    """
    own = {column.name for column in model.columns(table) if not column.nullable}
    owners: dict[tuple[str, ...], str] = {}
    for other, key in model.KEYS.items():
        owners.setdefault(key, other)
    for key, other in owners.items():
        if other != table and own.issuperset(key):
            yield {"fields": list(key), "reference": {"resource": other, "fields": list(key)}}


def _sources(store: Store) -> Iterator[dict[str, Any]]:
    """Each document with its content's hash, and its address where it was read from one."""
    ingested = store.table("ingests").dropna(subset=["sha256"])
    files = dict(zip(ingested["sha256"], ingested["file"], strict=True))
    for row in store.arrow("disclosures").to_pylist():
        source = {
            "title": f"{row['agency']} {row['fiscal_year']} {row['kind']}: {row['source_name']}",
            "disclosure_id": row["disclosure_id"],
            "sha256": row["sha256"],
        }
        address = files.get(row["sha256"], "")
        if address.startswith(("http://", "https://")):
            source["path"] = address
        yield source


def _write_partitions(rows: pa.Table, disclosures: pa.Table, folder: Path) -> None:
    """Writes rows to folders by the kind, year and province of their disclosure."""
    place = pyarrow.compute.index_in(rows["disclosure_id"], disclosures["disclosure_id"])
    for name in PARTITIONS:
        if name not in rows.column_names:
            rows = rows.append_column(disclosures.schema.field(name), disclosures[name].take(place))
    schema = pa.schema([rows.schema.field(name) for name in PARTITIONS])
    pyarrow.dataset.write_dataset(
        rows,
        folder,
        format="parquet",
        basename_template="part-{i}.parquet",
        partitioning=pyarrow.dataset.partitioning(schema, flavor="hive"),
        max_partitions=max(1, disclosures.num_rows),
        preserve_order=True,
    )
