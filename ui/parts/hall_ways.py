"""The ways into the hall and out of it, for every page; the pages of words are read there in larger letters.

A page that calls ``read_in_hall`` is shown without navigation and filters while ``hall=1`` stands in the URL
(``static/hall.css``); the explorer has a hall of its own, ``ui.explore.hall``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from ui.parts.filters import put_param
from ui.parts.markup import show_script
from ui.parts.page import Page

HALL, ON = "hall", "1"


def enter_button(page: Page) -> None:
    """The way into the hall, for those who do not know its key."""
    st.button(
        page.t._("Full screen"),
        key="hall_enter",
        icon=":material/fullscreen:",
        type="tertiary",
        on_click=put_param,
        args=(HALL, ON),
    )


def hall_button(
    key: str, icon: str, said: str, on_click: Callable[..., None], args: Sequence[Any], disabled: bool = False
) -> None:
    """A button of the hall, which ``static/keys.js`` presses under ``hall_<key>``."""
    st.button(
        said,
        key=f"hall_{key}",
        icon=f":material/{icon}:",
        type="tertiary",
        on_click=on_click,
        args=tuple(args),
        disabled=disabled,
    )


def leave_button(page: Page) -> None:
    """The way back."""
    hall_button("leave", "fullscreen_exit", page.t._("Leave full screen"), put_param, (HALL, "", ("part",)))


def read_in_hall(page: Page, param: str, codes: Sequence[str], shown: str, clears: Sequence[str] = ()) -> None:
    """The way into the hall, or in it the way out and on to the next of ``codes``, which the URL's ``param`` names."""
    if st.query_params.get(HALL) != ON:
        enter_button(page)
        return
    with st.container(key="hall_reading", horizontal=True):
        hall_button("year_back", "chevron_left", page.t._("Back"), _step, (param, codes, shown, -1, clears))
        hall_button("year_forth", "chevron_right", page.t._("Next"), _step, (param, codes, shown, 1, clears))
        leave_button(page)


def _step(param: str, codes: Sequence[str], shown: str, step: int, clears: Sequence[str]) -> None:
    put_param(param, codes[(codes.index(shown) + step) % len(codes)], clears)


def print_button(page: Page) -> None:
    """A quiet button that opens the print dialogue of the browser."""
    if st.button(page.t._("Print"), key="print", type="tertiary", icon=":material/print:"):
        # A script that stands there already is not run again, so each one has a number of its own.
        times = st.session_state["printed"] = int(st.session_state.get("printed", 0)) + 1
        show_script("print.js", str(times))


def after_the_table() -> Any:
    """What follows the table of a profile, on paper set smaller."""
    return st.container(key="profile_second")


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
