"""What the pages need is loaded behind the first one, and is no trouble when the server ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = """
import sys
from streamlit.testing.v1 import AppTest

NEEDED = {
    "analytics.charts.staffing_years",
    "analytics.comparing.programmes",
    "analytics.dashboard.review",
    "analytics.ingesting",
}
AppTest.from_file("app.py", default_timeout=60).run()
from analytics.dashboard import warming

warming.wait()
print(*sorted(NEEDED - sys.modules.keys()), "are missing")
"""


def test_what_other_pages_need_is_loaded_after_the_first(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={"WORKBENCH_STORE": str(tmp_path / "none.duckdb")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "are missing"), ended.stderr
    assert "leaked" not in ended.stderr, "DuckDB was not found again when Python ended"
