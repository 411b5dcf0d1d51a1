"""The way from a view to the messages that its figures allow."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ui.page import Page

MESSAGES = "pages/advocate/messages.py"
COMPARED: Mapping[str, str] = {"trend": "time", "change": "time", "groups": "groups", "inequality": "groups"}
"""What a view of the explorer compares, as the page of messages calls it."""


def show_message_link(page: Page, *, indicator: str = "", area: str = "", period: str = "", view: str = "") -> None:
    """One link with the selection in its address."""
    chosen = {"ind": indicator, "area": area, "year": period, "compare": COMPARED.get(view, "")}
    with st.container(key="make_message"):
        st.page_link(
            MESSAGES,
            label=page.t._("Make a message of this"),
            icon=":material/campaign:",
            query_params={name: value for name, value in chosen.items() if value},
        )
