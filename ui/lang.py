"""The language of the session: chosen in the sidebar, carried in the URL as ``lang``, kept from page to page."""

from __future__ import annotations

import streamlit as st

from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator, translator

PARAM = "lang"
_KEPT, _WIDGET = "kept_lang", "choose_lang"
NAMES = {"en": "English", "km": "ខ្មែរ"}


def language() -> str:
    """The language asked for by the URL, else the one last used, else the default; an unknown one is ignored."""
    asked = st.query_params.get(PARAM, st.session_state.get(_KEPT, DEFAULT_LANGUAGE))
    lang = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
    st.session_state[_KEPT] = lang
    if lang != DEFAULT_LANGUAGE and st.query_params.get(PARAM) != lang:
        st.query_params[PARAM] = lang
    return lang


def current_translator() -> Translator:
    """The words of the session's language."""
    return translator(language())


def language_switch(t: Translator) -> None:
    """The switch, each language named in itself."""
    st.session_state[_WIDGET] = t.lang
    st.segmented_control(
        t._("Language"),
        LANGUAGES,
        format_func=NAMES.__getitem__,
        key=_WIDGET,
        on_change=_switch,
        required=True,
        label_visibility="collapsed",
    )


def _switch() -> None:
    chosen = st.session_state[_WIDGET]
    st.session_state[_KEPT] = chosen
    st.query_params[PARAM] = chosen
