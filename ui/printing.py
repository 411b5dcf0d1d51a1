"""The way onto paper: the browser's own print dialogue, with the style sheet's layout for A4."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.markup import show_script
from ui.page import Page


def print_button(page: Page) -> None:
    """A quiet button that opens the print dialogue of the browser."""
    if st.button(page.t._("Print"), key="print", type="tertiary", icon=":material/print:"):
        # A script that stands there already is not run again, so each one has a number of its own.
        times = st.session_state["printed"] = int(st.session_state.get("printed", 0)) + 1
        show_script(f"/* {times} */ setTimeout(() => window.print(), 300)")


def second_sheet() -> Any:
    """What begins on a new sheet of paper."""
    return st.container(key="profile_second")
