"""What the tests share: where the real documents lie, and a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.store import Store, open_store

pytest_plugins = ["browsing"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five text disclosures."""
    return _shared("seeds")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the real PDF and HTML disclosures."""
    return _shared("samples")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that does not exist yet."""
    return open_store(tmp_path / "store" / "workbench.duckdb")
