"""The search box at the side of every page: a slash (``static/keys.js``) leads in, Enter to what was found."""

from __future__ import annotations

import streamlit as st

from childrights.catalogue import is_code, normalise_code
from childrights.i18n import DEFAULT_LANGUAGE, Translator

_BOX, _ASKED = "search_words", "search_asked"
MOST_LETTERS = 200


def search_box(t: Translator) -> None:
    """The box with its button; what was asked is kept until ``go_searching`` reads it in the same rerun."""
    with st.form("search", clear_on_submit=True, border=False):
        words = st.text_input(
            t._("Search"),
            key=_BOX,
            placeholder=t._("Search everything  /"),
            max_chars=MOST_LETTERS,
            label_visibility="collapsed",
            icon=":material/search:",
        )
        if st.form_submit_button(t._("Search"), key="search_go"):
            st.session_state[_ASKED] = words.strip()


def go_searching(t: Translator) -> None:
    """Leave for the page of what was asked in this rerun, if anything was."""
    asked = st.session_state.pop(_ASKED, None)
    if asked is None:
        return
    lang = {} if t.lang == DEFAULT_LANGUAGE else {"lang": t.lang}
    if is_code(asked):
        st.switch_page("pages/explore/number.py", query_params={"code": normalise_code(asked), **lang})
    st.switch_page("pages/explore/search.py", query_params={"q": asked, **lang})
