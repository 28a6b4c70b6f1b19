"""What the tests share: where the real documents lie, and a store."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import MADE_UP
from typer.testing import CliRunner

from analytics.store import Store, open_store
from corpus.__main__ import app

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


@pytest.fixture(scope="session")
def made_up_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of made-up disclosures, checked; not to be written to."""
    path = tmp_path_factory.mktemp("made_up") / "made_up.duckdb"
    filled = CliRunner().invoke(app, ["fill", str(path), "--disclosures", str(MADE_UP)])
    assert filled.exit_code == 0, filled.output
    return open_store(path)
