"""The one press that adds a view, a message or a province to the talk."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from childrights.briefs import VIEWS
from childrights.talks import PROFILE, VIEW
from ui.parts.browser_store import MY_TALK
from ui.parts.layout import show_notes
from ui.parts.page import Page

KEPT_PARAMS = ("ind", "view", "year", "group", "by", "areas", "area")
"""What of an address says which view it is; its language and the like are not the talk's."""


def show_add_to_talk(page: Page, kind: str, key: str, name: str) -> None:
    """The button; where it is in the talk already, the way to take it out."""
    held = next((one for one in MY_TALK.now().items if (one.kind, one.key) == (kind, key)), None)
    st.button(
        page.t._("Take out of the talk") if held else page.t._("Add to talk"),
        key=f"talk_add_{name}",
        icon=":material/remove:" if held else ":material/slideshow:",
        type="tertiary" if held else "secondary",
        on_click=MY_TALK.change,
        args=((lambda here: here.remove(held.id)) if held else (lambda here: here.add(kind, key)),),
    )


def show_share_talk(page: Page, brief: Mapping[str, str], view: str, name: str) -> None:
    """The same under Share: of a province its profile, of a view that a slide can show that view; else nothing."""
    kind, key = "", ""
    if brief.get("area"):
        kind, key = PROFILE, brief["area"]
    elif brief.get("indicator") and view in VIEWS:
        chosen = {one: st.query_params.get(one, "") for one in KEPT_PARAMS} | {"ind": brief["indicator"]}
        kind, key = VIEW, "?" + urlencode({one: value for one, value in chosen.items() if value}, safe=",+")
    if kind:
        MY_TALK.keep()
        show_add_to_talk(page, kind, key, name)
        if refused := MY_TALK.refusal_words(page):
            show_notes([refused], page.lang)
