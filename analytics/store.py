"""The tables of the model in one DuckDB file; the original documents beside it by their hash.

One disclosure is one transaction together with its line in the log `ingests`: a crash in the
middle leaves what was there before. DuckDB lets one process write or many read, so a store opens
its file late, closes it early, and waits for another process's lock. Of one document the store
holds one version; two documents never share a disclosure_id.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from analytics import model
from analytics.attached import attached
from analytics.files import written_whole
from analytics.model import DisclosureRows, Ingest
from analytics.schema import DDL, INGESTS, PROJECTS, SCHEMA_VERSION, arrow_schema, dtypes
from analytics.settings import WAITING, Waiting, default_store
from analytics.versions import earlier_versions, free_id, what_happened


class StoreError(Exception):
    """A store that cannot be used: its path, what is wrong, and what to do, in one line."""

    def __init__(self, path: Path, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}: {remedy}")


class NoStoreError(StoreError):
    """There is no store yet: nothing was ever put into it."""

    def __init__(self, path: Path) -> None:
        remedy = "make one with: python -m analytics ingest FILES"
        super().__init__(path, "there is no store", remedy)


@dataclass(frozen=True)
class Source:
    """A file that is to be taken in: its name, its bytes (None: not to be had), and by whom."""

    file: str
    content: bytes | None
    reader_version: str

    @cached_property
    def sha256(self) -> str | None:
        """Hash of the content."""
        return None if self.content is None else hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """As what a document stands in the store, and the version of the reader that read it last."""

    disclosure_id: str
    reader_version: str


_TABLES_READ: Final = tuple(table for table in model.MODEL if table not in model.CHECKED)
_ORDER: Final = {PROJECTS: "disclosure_id, evaluation_no", INGESTS: "rowid", "decisions": "rowid"}


_AMONG: Final = "disclosure_id IN (SELECT unnest(?::VARCHAR[]))"
_HELD: Final = (
    "Could not set lock on file",  # by another process
    "Unique file handle conflict",  # by another thread of this one
)
_OF_THE_CALLER: Final = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError)


class Store:
    """A store at a path. The file is made by the first write; reading never makes one.

    Every method opens the file for itself and waits for other processes as `waiting` says.
    All raise StoreError, with one line for the user, where the store is missing, held, damaged,
    no store at all, or made by a version with other tables.
    """

    def __init__(self, path: Path, waiting: Waiting = WAITING) -> None:
        self.path = path
        self.originals = path.parent / "originals"
        self._waiting = waiting

    def version(self) -> str:
        """A token that changes with every write. Costs no lock: caches may ask for it often."""
        stamps = []
        for path in (self.path, self.path.with_name(f"{self.path.name}.wal")):
            with contextlib.suppress(OSError):
                status = path.stat()
                stamps.append(f"{status.st_ino}-{status.st_mtime_ns}-{status.st_size}")
        return "+".join(stamps)

    def table(self, name: str, disclosure_id: str | None = None) -> pd.DataFrame:
        """One of TABLES, or what it has of one disclosure, as a frame in document order.

        Columns and dtypes are the model's even where it is empty: str, int64 (Int64 where null
        may stand), float64, datetime64, and Python lists. Raises KeyError for any other name.
        """
        rows = self.arrow(name, disclosure_id)
        integers = {pa.int64(): pd.Int64Dtype()}
        frame: pd.DataFrame = rows.to_pandas(types_mapper=integers.get)
        for field in rows.schema:
            if pa.types.is_list(field.type):
                frame[field.name] = pd.Series(map(list, frame[field.name]), dtype="object")
        return frame.astype(dtypes(name))

    def arrow(self, name: str, disclosure_id: str | None = None) -> pa.Table:
        """One of TABLES as an Arrow table with the model's types, in the order of `table`."""
        schema = arrow_schema(name)
        order = _ORDER.get(name, "disclosure_id, rowid")
        within, params = "", []
        if disclosure_id is not None:
            within, params = "WHERE disclosure_id = ?", [disclosure_id]
        with self._reading() as connection:
            found = connection.sql(f"FROM {name} {within} ORDER BY {order}", params=params)
            rows = found.to_arrow_table()
        return rows.cast(schema)

    def query(
        self,
        sql: str,
        params: Sequence[Any] | dict[str, Any] | None = None,
        frames: Mapping[str, pd.DataFrame] = MappingProxyType({}),
    ) -> pd.DataFrame:
        """The result of a read-only query, in which frames are tables by their names.

        Mistakes in the SQL raise duckdb's own errors.
        """
        with self._reading() as connection:
            for name, frame in frames.items():
                connection.register(name, frame)
            return connection.execute(sql, params).df()

    def rows(self, disclosure_ids: Sequence[str]) -> list[DisclosureRows]:
        """All that was read from some disclosures, in the order of their ids."""
        read: dict[str, dict[str, list[Any]]] = {}
        with self._reading() as connection:
            for table in _TABLES_READ:
                row_type = model.MODEL[table]
                found = connection.sql(
                    f"SELECT * FROM {table} WHERE {_AMONG} ORDER BY disclosure_id, rowid",
                    params=[list(disclosure_ids)],
                )
                for values in found.to_arrow_table().to_pylist():
                    own = read.setdefault(values["disclosure_id"], {})
                    own.setdefault(table, []).append(row_type(**values))
        return [
            DisclosureRows(tables.pop("disclosures")[0], **tables)
            for _, tables in sorted(read.items())
        ]

    def replace(self, disclosure_ids: Sequence[str], tables: Mapping[str, Sequence[Any]]) -> None:
        """Puts rows of the model in the place of what some disclosures had in those tables."""
        with self._writing() as connection:
            for table, rows in tables.items():
                connection.execute(f"DELETE FROM {table} WHERE {_AMONG}", [list(disclosure_ids)])
                _insert(connection, table, rows)

    def append(self, table: str, rows: Sequence[Any]) -> None:
        """Puts rows at the end of one of the tables of the store."""
        with self._writing() as connection:
            _insert(connection, table, rows)

    def original(self, sha256: str) -> Path:
        """The bytes that a disclosure was read from, by its sha256."""
        path = self.originals / sha256
        if not path.is_file():
            raise StoreError(path, "the original is gone", "ingest the document again")
        return path

    def reading_of(self, sha256: str) -> Reading | None:
        """How these bytes were read that the store holds; None where it does not hold them."""
        try:
            with self._reading() as connection:
                found = connection.execute(
                    "SELECT d.disclosure_id, i.reader_version"
                    " FROM disclosures d JOIN ingests i USING (sha256)"
                    " WHERE sha256 = ? AND i.outcome IN (?, ?) ORDER BY i.rowid DESC LIMIT 1",
                    [sha256, model.STORED, model.REPLACED],
                ).fetchall()
        except NoStoreError:
            return None
        return Reading(*found[0]) if found else None

    def put(self, rows: DisclosureRows, source: Source) -> Ingest:
        """Stores a disclosure, its original and its line in the log; returns that line.

        An earlier version of the document (see versions), or an earlier reading of the same
        bytes, goes in the same transaction. Where another document has the disclosure_id
        already, this one gets it with a short hash behind. Raises ValueError where the source
        is not what the rows were read from.
        """
        disclosure = rows.disclosure
        if source.content is None or source.sha256 != disclosure.sha256:
            raise ValueError("the rows were not read from this source")
        self._keep_original(disclosure.sha256, source.content)
        with self._writing() as connection:
            earlier = earlier_versions(connection, rows)
            for version in earlier:
                for table in model.MODEL:
                    connection.execute(
                        f"DELETE FROM {table} WHERE disclosure_id = ?", [version.disclosure_id]
                    )
            disclosure_id = free_id(connection, disclosure)
            for table in _TABLES_READ:
                _insert(connection, table, _with_id(rows.rows_of(table), disclosure_id))
            outcome = model.REPLACED if earlier else model.STORED
            happened = what_happened(disclosure, disclosure_id, earlier)
            message = "; ".join([happened, *rows.remarks])
            return _log(connection, source, outcome, message, disclosure_id)

    def log(
        self, source: Source, outcome: str, message: str, disclosure_id: str | None = None
    ) -> Ingest:
        """Writes a line of an attempt that stored nothing into the log; returns it."""
        with self._writing() as connection:
            return _log(connection, source, outcome, message, disclosure_id)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        if not self.path.exists():
            raise NoStoreError(self.path)
        with self._translated(), self._connect(read_only=True) as connection, _uninterrupted():
            if not self._is_ours(connection):
                raise NoStoreError(self.path)
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._disk_errors_told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._translated(), self._connect(read_only=False) as connection, _uninterrupted():
            is_ours = self._is_ours(connection)
            connection.begin()
            if not is_ours:
                for statement in DDL:
                    connection.execute(statement)
                connection.execute("INSERT INTO meta VALUES ('schema', ?)", [SCHEMA_VERSION])
            yield connection
            connection.commit()

    @contextlib.contextmanager
    def _connect(self, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        deadline = time.monotonic() + self._waiting.limit
        connection = None
        with contextlib.ExitStack() as stack:
            while connection is None:
                try:
                    connection = stack.enter_context(attached(self.path, read_only=read_only))
                except duckdb.OperationalError as error:
                    if not any(sign in str(error) for sign in _HELD):
                        raise
                    if time.monotonic() >= deadline:
                        raise StoreError(
                            self.path,
                            f"another process has held it for {self._waiting.limit:g} seconds",
                            "let that finish or close it, then try again",
                        ) from error
                    time.sleep(self._waiting.interval)
            yield connection

    def _is_ours(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Whether the tables are there; StoreError where they are others than ours."""
        try:
            found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()
        except duckdb.ProgrammingError:
            if not connection.execute("SHOW TABLES").fetchall():
                return False
            found = []
        if not found:
            raise StoreError(self.path, "is no store of this workbench", "name another file")
        if found != [(SCHEMA_VERSION,)]:
            raise StoreError(
                self.path,
                "was made by another version of the workbench",
                "remove it and ingest the documents again",
            )
        return True

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """DuckDB's errors about the file as ours; those about a query or a row as they are."""
        try:
            yield
        except _OF_THE_CALLER:
            raise
        except duckdb.Error as error:
            detail = str(error).splitlines()[0]
            raise StoreError(
                self.path,
                f"cannot be used as a store ({detail})",
                "name another file, or remove it and ingest the documents again",
            ) from error

    def _keep_original(self, sha256: str, content: bytes) -> None:
        path = self.originals / sha256
        if path.exists():
            return
        with self._disk_errors_told():
            self.originals.mkdir(parents=True, exist_ok=True)
            with written_whole(path) as temporary:
                temporary.write_bytes(content)

    @contextlib.contextmanager
    def _disk_errors_told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                self.path,
                f"its folder cannot be written to ({error.strerror})",
                "name another place",
            ) from error


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds Ctrl-C back for a step of the store: DuckDB would make an error of its own of it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held_back: list[tuple[int, FrameType | None]] = []
    handler = signal.signal(signal.SIGINT, lambda *arguments: held_back.append(arguments))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if held_back and callable(handler):
            handler(*held_back[0])


def open_store(path: Path | str | None = None) -> Store:
    """The store at a path, by default the one of settings.default_store()."""
    return Store(Path(path) if path is not None else default_store())


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Any]) -> None:
    """Inserts rows of the model at once: row by row takes a hundred times as long."""
    schema = arrow_schema(table)
    incoming = pa.table(
        [pa.array([getattr(row, field.name) for row in rows], field.type) for field in schema],
        names=schema.names,
    )
    connection.register("incoming", incoming)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


def _log(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    outcome: str,
    message: str,
    disclosure_id: str | None,
) -> Ingest:
    line = Ingest(
        ingested_at=datetime.now(UTC).replace(tzinfo=None),
        file=source.file,
        sha256=source.sha256,
        outcome=outcome,
        message=message,
        disclosure_id=disclosure_id,
        reader_version=source.reader_version,
    )
    _insert(connection, INGESTS, [line])
    return line


def _with_id(rows: Sequence[Any], disclosure_id: str) -> list[Any]:
    return [dataclasses.replace(row, disclosure_id=disclosure_id) for row in rows]
