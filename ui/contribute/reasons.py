"""A dialog that asks for a reason before something is done that the history keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from childrights.catalogue import ChildRightsError
from etl.persons import tells_of_anybody
from ui.contribute.decision_words import personal_words
from ui.parts import Page, markup, show_notes, show_text

SHORTEST_WHY, LONGEST_WHY = 3, 300


def reason_field(label: str, key: str) -> str:
    """A field for a reason, as it will be kept."""
    return " ".join(st.text_input(markup.as_written(label), key=key, max_chars=LONGEST_WHY).split())


def done_with(page: Page, why: str, do: Callable[[str], object]) -> None:
    """Do it and draw the page anew; a reason that may not be kept, or a refusal, is told in the dialog."""
    t = page.t
    if len(why) < SHORTEST_WHY:
        show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
        return
    if tells_of_anybody(why):
        show_notes([personal_words(t)], page.lang)
        return
    try:
        with st.spinner(t._("Publishing …")):
            do(why)
    except ChildRightsError as refusal:
        show_notes([refusal.words(t)], page.lang)
        return
    st.rerun()


def ask_reason(
    page: Page, name: str, title: str, about: Sequence[str], question: str, do: Callable[[str], object]
) -> None:
    """Open the dialog for taking something back. ``do`` gets the reason; ``name`` tells its widgets from others'."""

    @st.dialog(markup.as_written(title))
    def ask() -> None:
        show_text(about, page.lang)
        why = reason_field(question, f"why_{name}")
        if st.button(page.t._("Take it back"), type="primary", key=f"really_{name}"):
            done_with(page, why, do)

    ask()
