"""The workbench in the browser: `streamlit run app.py`."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

import streamlit as st

from analytics.dashboard import data
from analytics.store import NoStoreError, StoreError

DASHBOARD: Final = Path(__file__).resolve().parent / "analytics" / "dashboard"
EMPTY: Final = """
**There are no documents yet.** Drop some on the page “Add documents”, or take in a folder of them,
then reload this page:

```
python -m analytics ingest data/disclosures
```
"""


def page(name: str, title: str, icon: str) -> st.Page:
    """A page of the workbench: its file, its name in the navigation, its icon."""
    return st.Page(DASHBOARD / "pages" / f"{name}.py", title=title, icon=f":material/{icon}:")


def main() -> None:
    """Shows the page that the address names, or what to do first."""
    st.set_page_config(
        page_title="Fiscal disclosures, side by side",
        page_icon=str(DASHBOARD / "icon.svg"),
        layout="wide",
    )
    add = page("add", "Add documents", "upload_file")
    chosen = st.navigation(
        [
            page("overview", "Overview", "dashboard"),
            page("findings", "Findings", "troubleshoot"),
            page("staffing", "Staffing", "groups"),
            page("execution", "Execution", "speed"),
            page("three_public", "“三公” trends", "trending_down"),
            page("low_execution", "Low execution", "flag"),
            page("documents", "Documents", "description"),
            add,
        ],
        position="top",
    )
    try:
        if chosen.url_path != add.url_path and data.all_disclosures().empty:
            st.markdown(EMPTY)
        else:
            chosen.run()
    except NoStoreError:
        st.markdown(EMPTY)
    except StoreError as error:
        st.error(str(error), icon=":material/database_off:")
    except Exception:
        logging.getLogger("analytics.dashboard").exception("the page %s failed", chosen.title)
        st.error(
            "This page could not be shown: reload it; if it fails again, report what the terminal"
            " that the workbench runs in says.",
            icon=":material/error:",
        )


# A process that reads documents imports the program that started it.
if __name__ == "__main__":
    main()
