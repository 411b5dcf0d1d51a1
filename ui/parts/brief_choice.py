"""What a brief tells, before it is made: a person leaves out, adds and moves what the composer chose.

Kept in the session by what the brief is about, as keys of messages, so that it is asked again of later figures.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from childrights.composer import Scope, Wishes
from ui.parts import cache, markup
from ui.parts.finding_choice import FindingChoice, show_finding_choice
from ui.parts.page import Page

_KEPT = "brief_wishes"


def brief_wishes(scope: Scope) -> Wishes:
    """What the person at this session wishes of a brief."""
    kept: dict[str, Wishes] = st.session_state.get(_KEPT, {})
    return kept.get(scope.key, Wishes())


def show_brief_choice(page: Page, scope: Scope, key: str) -> None:
    """The list behind a switch: nothing is worked out before somebody wants to choose."""
    if not st.toggle(markup.as_written(page.t._("Choose what it shows")), key=f"{key}_choose"):
        return

    def keep(wishes: Wishes) -> None:
        st.session_state[_KEPT] = {**st.session_state.get(_KEPT, {}), scope.key: wishes}

    desks = cache.paper_desks(page.snapshot.name, date.today().year)
    show_finding_choice(page, FindingChoice((scope,), brief_wishes(scope), key, keep), desks)
