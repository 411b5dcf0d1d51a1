"""The birth certificate in a box over the page, asked for by a click on a chart and shown once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.parts import cache, markup
from ui.parts.certificate import code_link, finding, show_certificate
from ui.parts.layout import show_links
from ui.parts.page import this_page

_ASKED, _LAST = "asked_{key}", "last_{key}"


def ask(key: str, codes: Sequence[str]) -> None:
    """Remember, until the figure ``key`` is shown, that the certificates of ``codes`` are wanted."""
    if codes:
        st.session_state[_ASKED.format(key=key)] = st.session_state[_LAST.format(key=key)] = list(codes)


def ask_again(key: str) -> None:
    """Ask for what was asked for last."""
    ask(key, st.session_state.get(_LAST.format(key=key), ()))


def show_asked(key: str) -> None:
    """Open the box if somebody asked for one."""
    codes = st.session_state.pop(_ASKED.format(key=key), None)
    if codes:
        title = this_page().t._("A number's birth certificate")
        st.dialog(title, width="large")(_show)(codes)


def _show(codes: Sequence[str]) -> None:
    """One certificate; of several figures behind one point, the way to each."""
    page = this_page()
    found = [cache.certificate(page.snapshot.name, code) for code in codes]
    if len(found) > 1:
        links = [code_link(page, one.observation.id, finding(page, one)) for one in found]
        show_links(page.t._("This point stands for several figures:"), links, page.lang)
        return
    markup.show(markup.tag("p", finding(page, found[0]), "cr-section"), page.lang)
    show_certificate(page, found[0])
