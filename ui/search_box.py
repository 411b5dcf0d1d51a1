"""The search box at the side of every page: a slash leads into it, Enter leads to what was found."""

from __future__ import annotations

import streamlit as st

from childrights.i18n import DEFAULT_LANGUAGE, Translator
from childrights.identity import is_code, normalise_code
from ui.markup import show_script

_BOX, _ASKED = "search_words", "search_asked"
MOST_LETTERS = 200

# The key "/" moves the focus into the box, unless somebody is typing; a folded sidebar is opened first.
_SLASH = """(() => {
  if (window.crSlash) return; window.crSlash = true;
  document.addEventListener('keydown', event => {
    const at = document.activeElement, box = () => document.querySelector('.st-key-search_words input');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (box() && at === box() && !at.value) { event.preventDefault(); return; }
    if (at && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName))) return;
    const shown = () => box() && box().getBoundingClientRect().right > 0 && box().offsetParent;
    event.preventDefault();
    if (!shown()) document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
    setTimeout(() => box()?.focus(), shown() ? 0 : 350);
  });
})()"""


def search_box(t: Translator) -> None:
    """The box with its button; what was asked is kept until ``go_searching`` reads it in the same rerun."""
    with st.form("search", clear_on_submit=True, border=False):
        words = st.text_input(
            t._("Search"), key=_BOX, placeholder=t._("Search everything  /"), max_chars=MOST_LETTERS,
            label_visibility="collapsed", icon=":material/search:",
        )  # fmt: skip
        if st.form_submit_button(t._("Search"), key="search_go"):
            st.session_state[_ASKED] = words.strip()
    show_script(_SLASH)


def go_searching(t: Translator) -> None:
    """Leave for the page of what was asked in this rerun, if anything was."""
    asked = st.session_state.pop(_ASKED, None)
    if asked is None:
        return
    lang = {} if t.lang == DEFAULT_LANGUAGE else {"lang": t.lang}
    if is_code(asked):
        st.switch_page("pages/explore/number.py", query_params={"code": normalise_code(asked), **lang})
    st.switch_page("pages/explore/search.py", query_params={"q": asked, **lang})
