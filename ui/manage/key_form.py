"""What somebody sees who may not change figures from where they are."""

from __future__ import annotations

import math

import streamlit as st

from ui import access
from ui.layout import show_notes, show_text, show_title
from ui.page import Page

_GIVEN = "given_key"


def may_write_or_form(page: Page, kicker: str) -> bool:
    """Whether this rerun may write; for anybody else an explanation, and a form for the key where there is one."""
    if access.writer() is not None:
        return True
    t = page.t
    show_title(t._("Figures can be changed only by the steward from here"), page.lang, kicker=kicker)
    show_text(
        [
            t._("You are looking at this dashboard from another computer. To protect the figures, workbooks are taken "
                "only at the computer that serves the dashboard, or from somebody who has the steward's key."),
            t._("Everything else is open to you: the maps, the sources, the template and the help."),
        ],
        page.lang,
    )  # fmt: skip
    if access.steward_key():
        _form(page)
    else:
        show_notes([t._("No steward's key has been set up here yet. Ask whoever runs this dashboard.")], page.lang)
    return False


def _form(page: Page) -> None:
    t = page.t
    with st.form("steward", clear_on_submit=True, border=False, width=420):
        given = st.text_input(t._("Steward's key"), type="password", key=_GIVEN, autocomplete="current-password")
        sent = st.form_submit_button(t._("Open"), type="primary")
    if not sent or not given:
        return
    wait = access.try_key(given)
    if wait is None:
        st.rerun()
    show_notes([_refusal(page, wait)], page.lang)


def _refusal(page: Page, wait: float) -> str:
    t = page.t
    if not wait:
        return t._("This is not the key. Check for spaces and capital letters, and try again.")
    seconds = math.ceil(wait)
    return t.ngettext(
        "This is not the key, or it came too soon after wrong ones. Please wait {count} second.",
        "This is not the key, or it came too soon after wrong ones. Please wait {count} seconds.",
        seconds,
    ).format(count=seconds)
