"""The workbench in the browser: `streamlit run app.py`."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

import streamlit as st

from analytics import phrases
from analytics.dashboard import choices, data, speaking, warming
from analytics.store import NoStoreError, StoreError, open_store

DASHBOARD: Final = Path(__file__).resolve().parent / "analytics" / "dashboard"
PAGES: Final = {
    "overview": "dashboard",
    "findings": "troubleshoot",
    "staffing": "groups",
    "execution": "speed",
    "three_public": "trending_down",
    "low_execution": "flag",
    "documents": "description",
    "add": "upload_file",
}
"""The pages by the name of their file, with their icons."""
INGEST: Final = "python -m analytics ingest data/disclosures"


def show(name: str, page: st.Page) -> None:
    """Shows a page, or what to do first."""
    choices.on_page(name)
    if name != "add" and data.all_disclosures().empty:
        raise NoStoreError(open_store().path)
    page.run()


def main() -> None:
    """Shows the page that the address names, in the language of its reader."""
    warming.wait()
    say = speaking.language()
    st.set_page_config(
        page_title=say("app.title"), page_icon=str(DASHBOARD / "icon.svg"), layout="wide"
    )
    pages = {
        name: st.Page(
            DASHBOARD / "pages" / f"{name}.py",
            title=say(f"page.{name}"),
            icon=f":material/{icon}:",
        )
        for name, icon in PAGES.items()
    }
    chosen = st.navigation(list(pages.values()), position="top")
    name = next(name for name, page in pages.items() if page is chosen)
    try:
        show(name, chosen)
    except NoStoreError:
        st.markdown(f"{say('app.empty')}\n```\n{INGEST}\n```")
    except StoreError as error:
        st.error(phrases.problem(str(error), say), icon=":material/database_off:")
    except Exception:
        logging.getLogger("analytics.dashboard").exception("the page %s failed", name)
        st.error(say("app.failed"), icon=":material/error:")
    warming.start()


# A process that reads documents imports the program that started it.
if __name__ == "__main__":
    main()
