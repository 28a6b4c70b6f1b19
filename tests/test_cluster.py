"""Documents read by a Dask cluster: a scheduler and workers, each a process on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from made_up import made_up_text
from readers import obedient

from analytics.cluster import Cluster
from analytics.documents import PoolError
from analytics.ingesting import ingest_with
from analytics.settings import ROOT, Work
from analytics.store import Store

ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
    # A worker that dies takes no document with it that only waited for its turn there.
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
}


@contextlib.contextmanager
def running(folder: Path, workers: int = 2) -> Iterator[str]:
    """The address of a scheduler; each of its workers is a keeper and the process that reads."""
    with contextlib.ExitStack() as processes:

        def start(program: str, *options: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", f"distributed.cli.{program}", *options]
            log = processes.enter_context((folder / f"{program}.log").open("ab"))
            process = subprocess.Popen(command, env=ENVIRONMENT, cwd=folder, stdout=log, stderr=log)
            processes.callback(process.wait, 30)
            processes.callback(process.terminate)
            return process

        file = folder / "scheduler.json"
        here = ["--host", "127.0.0.1", "--scheduler-file", str(file), "--no-dashboard"]
        start("dask_scheduler", *here, "--port", "0")
        deadline = time.monotonic() + 60
        while not file.exists():
            assert time.monotonic() < deadline, (folder / "dask_scheduler.log").read_text()
            time.sleep(0.1)
        alone = ["--nthreads", "1", "--local-directory", str(folder)]
        for _ in range(workers):
            start("dask_worker", *here[2:], *alone)
        yield json.loads(file.read_text())["address"]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("cluster")) as address:
        yield address


def documents(folder: Path, **told: str) -> list[Path]:
    """A document for each name, in this order; what it tells the reader, see obedient."""
    paths = []
    for name, words in told.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(f"{name} {words}")
    return paths


def reader_of(path: Path) -> int:
    """The process that reads a document, as soon as it does."""
    left = path.with_suffix(".pid")
    deadline = time.monotonic() + 30
    while not (left.exists() and left.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return int(left.read_text())


def test_a_worker_killed_in_the_middle_loses_no_document_and_doubles_none(
    tmp_path: Path, store: Store
) -> None:
    """With its keeper, as when its machine is gone; the one that is left reads all the rest."""
    paths = documents(tmp_path, **{f"d{number:02}": "slow" for number in range(8)})
    with running(tmp_path) as address, Cluster(address, obedient) as pool:
        outcomes = ingest_with(pool, paths, store)
        statuses = [next(outcomes).status]
        begun = {path for path in paths if path.with_suffix(".pid").exists()}
        killed = reader_of(paths[2])
        os.kill(psutil.Process(killed).ppid(), signal.SIGKILL)
        os.kill(killed, signal.SIGKILL)
        statuses += [outcome.status for outcome in outcomes]

    assert len(begun) < len(paths)
    assert statuses == ["stored"] * 8
    (left,) = {reader_of(path) for path in paths[2:]}
    assert left != killed
    assert store.table("disclosures")["disclosure_id"].tolist() == [path.stem for path in paths]
    assert store.table("ingests")["file"].tolist() == [str(path) for path in paths]


def test_a_document_that_kills_its_workers_fails_alone(
    cluster: str, tmp_path: Path, store: Store
) -> None:
    paths = documents(tmp_path, a="", b="killed", c="slow", d="odd", e="")
    with Cluster(cluster, obedient) as pool:
        outcomes = list(ingest_with(pool, paths, store))
    assert [outcome.status for outcome in outcomes] == [
        *("stored", "failed", "stored", "failed", "stored"),
    ]
    assert outcomes[1].message == (
        "ended 2 workers that read it (out of memory, or 900 seconds passed):"
        " read it without --cluster"
    )
    assert outcomes[3].message.startswith("stopped the reader (KeyError)")


def test_a_document_that_takes_too_long_is_given_up(
    cluster: str, tmp_path: Path, store: Store
) -> None:
    paths = documents(tmp_path, a="stuck", b="")
    with Cluster(cluster, obedient, Work(seconds=4)) as pool:
        outcomes = list(ingest_with(pool, paths, store))
    assert [outcome.status for outcome in outcomes] == ["failed", "stored"]
    assert "or 4 seconds passed" in outcomes[0].message


def test_the_command_line_reads_on_a_cluster(cluster: str, tmp_path: Path, store: Store) -> None:
    """One document by its path, another by its address."""
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, agency in zip(paths, ("绍兴市医疗保障局", "宁波市医疗保障局"), strict=True):
        path.write_bytes(made_up_text(agency))
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "analytics", "ingest", str(paths[0]), f"file://{paths[1]}"),
            *("--cluster", cluster, "--store", str(store.path)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-2] == "2 stored, 0 replaced, 0 skipped, 0 failed"
    assert sorted(store.table("disclosures")["city"]) == ["宁波市", "绍兴市"]


def test_an_address_where_nobody_answers_is_one_line() -> None:
    with pytest.raises(PoolError) as error:
        Cluster("tcp://127.0.0.1:9", obedient, Work(connecting=1))
    assert str(error.value) == (
        "tcp://127.0.0.1:9: no scheduler answers:"
        " start one, and name it as it names itself (tcp://HOST:8786)"
    )


def test_a_scheduler_without_workers_is_one_line(tmp_path: Path) -> None:
    with running(tmp_path, workers=0) as address, pytest.raises(PoolError) as error:
        Cluster(address, obedient, Work(connecting=1))
    assert str(error.value) == f"{address}: the scheduler has no workers: start some"
