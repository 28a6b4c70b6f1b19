"""Many documents: read at once in processes of their own, stored one after the other."""

from __future__ import annotations

import hashlib
import os
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from made_up import made_up_rows
from readers import obedient

from analytics import model
from analytics.documents import Attempt, Failure, attempt
from analytics.ingesting import Outcome, ingest, ingest_with
from analytics.settings import Work
from analytics.store import Store, open_store
from analytics.workers import Workers


def documents(folder: Path, **told: str) -> list[Path]:
    """A document for each name, in this order; what it tells the reader, see obedient."""
    paths = []
    for name, words in told.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(f"{name} {words}")
    return paths


def ingest_many(
    paths: list[Path], store: Store, count: int = 2, work: Work | None = None
) -> dict[str, Outcome]:
    with Workers(count, obedient, work or Work()) as pool:
        outcomes = list(ingest_with(pool, paths, store))
    assert [outcome.path for outcome in outcomes] == paths
    return {outcome.path.stem: outcome for outcome in outcomes}


def statuses(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: outcome.status for name, outcome in outcomes.items()}


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class TestReading:
    def test_the_store_is_the_one_that_reading_one_by_one_makes(
        self, tmp_path: Path, store: Store
    ) -> None:
        """The first takes longest, and is still stored first."""
        paths = documents(tmp_path, a="slow", b="", c="odd", d="", e="slow", f="")
        assert statuses(ingest_many(paths, store)) == {
            **dict.fromkeys("abdef", "stored"),
            "c": "failed",
        }
        alone = open_store(tmp_path / "alone" / "workbench.duckdb")
        ingest(paths, alone, obedient)
        for table in model.MODEL:
            assert store.table(table).equals(alone.table(table))
        columns = ["file", "sha256", "outcome", "message", "disclosure_id", "reader_version"]
        assert store.table("ingests")[columns].equals(alone.table("ingests")[columns])
        assert store.table("ingests")["file"].tolist() == [str(path) for path in paths]

    def test_documents_are_read_at_once_and_by_no_more_than_are_asked_for(
        self, tmp_path: Path, store: Store
    ) -> None:
        paths = documents(tmp_path, a="slow", b="slow", c="slow", d="slow")
        ingest_many(paths, store, count=2)
        processes = {path.with_suffix(".pid").read_text() for path in paths}
        assert len(processes) == 2
        assert str(os.getpid()) not in processes

    def test_what_is_stored_already_is_never_given_to_a_process(
        self, tmp_path: Path, store: Store
    ) -> None:
        paths = documents(tmp_path, a="", b="")
        ingest(paths, store, obedient)
        for path in paths:
            path.with_suffix(".pid").unlink()
        assert statuses(ingest_many(paths, store)) == {"a": "skipped", "b": "skipped"}
        assert not list(tmp_path.glob("*.pid"))

    def test_the_same_bytes_under_two_names_are_stored_once(
        self, tmp_path: Path, store: Store
    ) -> None:
        first, second = documents(tmp_path, a="", b="")
        second.write_bytes(first.read_bytes())
        outcomes = ingest_many([first, second], store)
        assert statuses(outcomes) == {"a": "stored", "b": "skipped"}
        assert outcomes["b"].message == "unchanged, stored as a"

    def test_a_stored_version_that_another_one_replaces_first_is_read_again(
        self, tmp_path: Path, store: Store
    ) -> None:
        """Both are of one body; the one named last is kept, though it was stored before."""
        for folder, words in (("old", ""), ("new", "slow")):
            (tmp_path / folder).mkdir()
            documents(tmp_path / folder, a=words)
        old, new = tmp_path / "old" / "a.txt", tmp_path / "new" / "a.txt"
        ingest([old], store, obedient)
        with Workers(2, obedient) as pool:
            outcomes = list(ingest_with(pool, [new, old], store))
        assert [outcome.status for outcome in outcomes] == ["replaced", "replaced"]
        (kept,) = store.table("disclosures")["sha256"]
        assert kept == hashlib.sha256(old.read_bytes()).hexdigest()

    def test_a_path_that_leads_to_nothing_is_told_in_its_turn(
        self, tmp_path: Path, store: Store
    ) -> None:
        first, last = documents(tmp_path, a="slow", b="")
        outcomes = ingest_many([first, tmp_path / "gone.txt", last], store)
        assert outcomes["gone"].message == "does not exist: check the path"
        assert statuses(outcomes) == {"a": "stored", "gone": "failed", "b": "stored"}


class TestProcessesThatEnd:
    @pytest.mark.parametrize(
        ("word", "message"),
        [
            (
                "killed",
                "ended its reading process (killed, as the system does when memory runs out):"
                " free memory, or read with fewer --workers",
            ),
            (
                "crashed",
                "ended its reading process (SIGSEGV): report it together with the document",
            ),
            (
                "gone",
                "ended its reading process (exit code 3): report it together with the document",
            ),
        ],
    )
    def test_one_that_dies_fails_its_document_and_no_other(
        self, word: str, message: str, tmp_path: Path, store: Store
    ) -> None:
        paths = documents(tmp_path, a="", b=word, c="slow", d="", e="")
        outcomes = ingest_many(paths, store)
        assert statuses(outcomes) == dict.fromkeys("acde", "stored") | {"b": "failed"}
        assert outcomes["b"].message == message
        assert sorted(store.table("disclosures")["disclosure_id"]) == ["a", "c", "d", "e"]

    def test_one_that_dies_with_nothing_to_do_fails_none(self, tmp_path: Path) -> None:
        first, second = documents(tmp_path, a="", b="")
        with Workers(1, obedient) as pool:
            pool.submit(first).result()
            process = int(first.with_suffix(".pid").read_text())
            os.kill(process, 9)
            time.sleep(0.2)
            assert not isinstance(pool.submit(second).result().result, Failure)
        assert second.with_suffix(".pid").read_text() != str(process)

    def test_a_document_that_takes_too_long_is_given_up(self, tmp_path: Path, store: Store) -> None:
        paths = documents(tmp_path, a="stuck", b="", c="")
        outcomes = ingest_many(paths, store, count=1, work=Work(seconds=2))
        assert statuses(outcomes) == {"a": "failed", "b": "stored", "c": "stored"}
        assert outcomes["a"].message == (
            "took longer than 2 seconds to read:"
            " split the document, or raise Work.seconds in analytics/settings.py"
        )
        assert not is_alive(int(paths[0].with_suffix(".pid").read_text()))

    def test_leaving_in_the_middle_ends_them_all(self, tmp_path: Path, store: Store) -> None:
        paths = documents(tmp_path, a="", b="stuck", c="stuck", d="stuck")
        with pytest.raises(KeyboardInterrupt), Workers(2, obedient) as pool:
            for outcome in ingest_with(pool, paths, store):
                assert outcome.status == "stored"
                while not paths[1].with_suffix(".pid").exists():
                    time.sleep(0.05)
                raise KeyboardInterrupt
        for pid in tmp_path.glob("*.pid"):
            assert not is_alive(int(pid.read_text()))
        assert store.table("disclosures")["disclosure_id"].tolist() == ["a"]


class Slow:
    """A pool that has read a document only when it is waited for."""

    def __init__(self, ahead: int) -> None:
        self.ahead = ahead
        self.open: list[Path] = []
        self.most = 0

    def submit(self, path: Path) -> Future[Attempt]:
        self.open.append(path)
        self.most = max(self.most, len(self.open))
        promise: Future[Attempt] = Future()
        promise.result = lambda timeout=None: self.read(path)  # type: ignore[method-assign]
        return promise

    def read(self, path: Path) -> Attempt:
        self.open.remove(path)
        return attempt(obedient, path)


class TestBounds:
    def test_no_more_are_open_than_a_pool_takes(self, tmp_path: Path, store: Store) -> None:
        paths = documents(tmp_path, **dict.fromkeys("abcdefgh", ""))
        pool = Slow(ahead=3)
        assert len(list(ingest_with(pool, paths, store))) == 8
        assert pool.most == 3

    def test_nor_hold_more_memory_than_they_may(
        self, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = documents(tmp_path, **dict.fromkeys("abcdefgh", "." * 1000))
        monkeypatch.setattr("analytics.ingesting.WORK", Work(held_bytes=2500))
        pool = Slow(ahead=100)
        assert len(list(ingest_with(pool, paths, store))) == 8
        assert pool.most == 3

    def test_a_document_that_changes_while_it_is_read_is_not_stored(
        self, tmp_path: Path, store: Store
    ) -> None:
        (path,) = documents(tmp_path, a="")

        class Other(Slow):
            def read(self, path: Path) -> Attempt:
                return Attempt(made_up_rows(b"the next version"), 0.0)

        (outcome,) = ingest_with(Other(1), [path], store)
        assert outcome.message == "changed while it was read: ingest it again"
        assert store.table("disclosures").empty
