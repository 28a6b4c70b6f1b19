"""Documents at addresses: what fsspec opens is read like a file; what it cannot is one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from made_up import made_up_text

from analytics.documents import find_documents
from analytics.ingesting import ingest, ingest_file
from analytics.remote import Url
from analytics.settings import Limits
from analytics.store import Store


@pytest.fixture
def bucket() -> Iterator[str]:
    """An object store in memory with two disclosures, one of them in a folder of its own."""
    system = fsspec.filesystem("memory")
    for name, agency in (
        ("2023/shaoxing.txt", "绍兴市医疗保障局"),
        ("ningbo.TXT", "宁波市医疗保障局"),
        (".hidden.txt", "杭州市医疗保障局"),
        ("notes.md", "杭州市医疗保障局"),
    ):
        system.pipe(f"/bucket/{name}", made_up_text(agency))
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


def test_a_folder_at_an_address_is_searched_to_its_bottom(bucket: str, store: Store) -> None:
    outcomes = ingest([Url(bucket)], store)
    assert [(str(outcome.path), outcome.status) for outcome in outcomes] == [
        ("memory:///bucket/2023/shaoxing.txt", "stored"),
        ("memory:///bucket/ningbo.TXT", "stored"),
    ]
    assert store.table("disclosures")["source_name"].tolist() == ["ningbo.TXT", "shaoxing.txt"]
    assert [outcome.status for outcome in ingest([Url(bucket)], store)] == ["skipped"] * 2


def test_paths_and_addresses_may_be_mixed(bucket: str, tmp_path: Path) -> None:
    one = Url(f"{bucket}/ningbo.TXT")
    assert find_documents([one, tmp_path / "a.txt", one]) == [one, tmp_path / "a.txt"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://bucket/gone.txt", "does not exist: check the address"),
        ("memory://nowhere", "does not exist: check the address"),
        ("gopher://host/a.txt", "cannot be opened (Protocol not known: gopher"),
    ],
)
def test_what_cannot_be_opened_is_one_line(
    address: str, said: str, bucket: str, store: Store
) -> None:
    (outcome,) = ingest([Url(address)], store)
    assert outcome.status == "failed"
    assert outcome.message.startswith(said)
    assert "\n" not in outcome.message


def test_without_the_package_for_addresses_it_says_which(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    outcome = ingest_file(Url("s3://bucket/a.pdf"), store)
    assert outcome.message.startswith("needs a package that is not installed (")
    assert "fsspec" in outcome.message


def test_one_that_is_too_large(bucket: str, store: Store) -> None:
    url = Url(f"{bucket}/ningbo.TXT")
    assert ingest_file(url, store, limits=Limits(max_bytes=100)).message.startswith("is too large")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("s3://bucket/2024/%E7%A6%8F%E5%B7%9E.pdf", "福州.pdf"),
        ("https://host/down.html?file=3", "down.html"),
        ("https://host/", "https://host/"),
    ],
)
def test_the_name_of_the_file_at_an_address(address: str, name: str) -> None:
    assert Url(address).name == name
