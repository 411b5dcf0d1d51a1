"""The language of the session: chosen in the sidebar, carried in the URL as ``lang``, kept from page to page."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator, translator
from ui.parts.options import pick

PARAM = "lang"
_KEPT = "kept_lang"
NAMES = {"en": "English", "km": "ខ្មែរ"}


def language() -> str:
    """The language asked for by the URL, else the one last used, else the default; an unknown one is ignored.

    The browser's way back leads to addresses without a language only where it was the default one: from page to page
    ``static/address.js`` takes it along. Written from here it would come before the browser knows the new page, which
    would then stand in its way back as another view of the page that is left.
    """
    asked = st.query_params.get(PARAM, DEFAULT_LANGUAGE if _went_back() else st.session_state.get(_KEPT, ""))
    lang = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
    st.session_state[_KEPT] = lang
    return lang


def _went_back() -> bool:
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation


def current_translator() -> Translator:
    """The words of the session's language."""
    return translator(language())


def language_switch(t: Translator) -> None:
    """The switch, each language named in itself."""
    pick(
        "segmented_control",
        t._("Language"),
        LANGUAGES,
        name="choose_lang",
        words=NAMES.__getitem__,
        shown=t.lang,
        picked=_switch,
        required=True,
        label_visibility="collapsed",
    )


def _switch(chosen: str) -> None:
    st.session_state[_KEPT] = chosen
    st.query_params[PARAM] = chosen
