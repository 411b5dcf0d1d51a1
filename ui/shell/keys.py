"""The keys of every page, in words. What they do is in ``static/keys.js``."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from childrights.i18n import N_, Translator
from ui.parts import markup

KEYS: Sequence[tuple[Sequence[str], str]] = (
    (("/",), N_("Search")),
    (("F", "H"), N_("Show full screen, and back")),
    (("←", "→"), N_("Full screen: the period, province or right before and after")),
    (("↑", "↓"), N_("Full screen: the indicator before and after")),
    (("N", "P"), N_("Full screen: the next place, the previous place")),
    ((N_("Space"),), N_("Full screen: play the periods, stop")),
    (("←", "→", N_("Space")), N_("Full screen: leaf through a long figure")),
    (("Esc",), N_("Leave full screen")),
    (("?",), N_("Show these keys")),
)


def keys_help(t: Translator) -> None:
    """A quiet button, which the key "?" presses too, that opens the list of keys."""
    if st.button(t._("Keys"), key="keys_help", icon=":material/keyboard:", type="tertiary"):
        st.dialog(t._("Keys"))(_show)(t)


def _show(t: Translator) -> None:
    markup.show(markup.keys([([t._(name) for name in names], t._(what)) for names, what in KEYS]), t.lang)
