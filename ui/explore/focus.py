"""Places move into focus by a click and out by another; at most six at a time."""

from __future__ import annotations

import streamlit as st

from geo.areas import members
from ui.explore.state import MAX_AREAS, ViewState
from ui.filters import put
from ui.lang import current_translator


def toggled(areas: tuple[str, ...], clicked: str) -> tuple[str, ...]:
    """The places in focus after a click on the drawn area ``clicked``.

    A click on an area that is in focus, wholly or by one of its provinces, takes it out; one more than six does
    nothing.
    """
    inside = set(members(clicked))
    kept = tuple(area for area in areas if not inside & set(members(area)))
    if len(kept) < len(areas):
        return kept
    return areas if len(areas) >= MAX_AREAS else (*areas, clicked)


def move_focus(clicked: str) -> None:
    """Put the area that was clicked into the URL, or take it out when it was there."""
    before = ViewState.from_query(st.query_params).areas
    after = toggled(before, clicked)
    if after == before:
        st.toast(current_translator()._("Six places are in focus. Click one of them to make room."))
    put("areas", ",".join(after), ("area",))
