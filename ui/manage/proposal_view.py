"""The form by which a person proposes a new indicator for a wording of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from childrights.model import UNITS
from ui.layout import show_notes
from ui.manage.causes import Cause
from ui.manage.cures import PROPOSE, Cure
from ui.manage.decision_words import personal_words, unit_words
from ui.options import pick
from ui.page import Page

LONGEST: Mapping[str, int] = {"name": 120, "name_km": 120, "counts": 300, "why": 300}
NEEDED = ("name", "unit", "counts")
_OPEN = "desk_proposing"


def open_proposal(cause: Cause) -> None:
    """Show the form under this cause."""
    st.session_state[_OPEN] = cause.key


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def show_proposal(page: Page, cause: Cause, is_personal: Callable[[str], bool], take: Callable[[Cure], None]) -> None:
    """The form, while it is open for ``cause``; ``take`` gets the proposal when it is complete and may be kept."""
    if st.session_state.get(_OPEN) != cause.key:
        return
    t = page.t
    with st.container(border=True, key=f"proposal_{cause.key}"):
        show_notes(
            [t._("Its figures are not published now. They wait until the steward has added the indicator, and then "
                 "you send the file again.")],
            page.lang,
        )  # fmt: skip
        english, khmer = st.columns(2, gap="medium")
        given = {
            "name": english.text_input(t._("Name in English"), value=cause.label[: LONGEST["name"]],
                                       max_chars=LONGEST["name"], key=f"new_name_{cause.key}"),
            "name_km": khmer.text_input(t._("Name in Khmer"), max_chars=LONGEST["name_km"],
                                        key=f"new_name_km_{cause.key}"),
            "unit": pick("selectbox", t._("Unit"), [one for one in UNITS if one != "category"],
                         name=f"new_unit_{cause.key}", words=lambda code: unit_words(code, t),
                         placeholder=t._("Choose the unit")),
            "counts": st.text_area(t._("What exactly is counted, and of whom?"), max_chars=LONGEST["counts"], height=80,
                                   key=f"new_counts_{cause.key}"),
            "why": st.text_input(t._("What is it needed for? (may stay empty)"), max_chars=LONGEST["why"],
                                 key=f"new_why_{cause.key}"),
        }  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            sent = st.button(t._("Propose this indicator"), type="primary", key=f"send_{cause.key}")
            st.button(t._("Cancel"), type="tertiary", on_click=_close, key=f"cancel_{cause.key}")
        if not sent:
            return
        told = {name: " ".join((value or "").split()) for name, value in given.items()}
        if not all(told[name] for name in NEEDED):
            show_notes([t._("Please give at least the English name, the unit, and what is counted.")], page.lang)
        elif any(map(is_personal, (cause.label, *told.values()))):
            show_notes([personal_words(t)], page.lang)
        else:
            _close()
            take(Cure(PROPOSE, cause.label, "", tuple(told.items())))
            st.rerun()
