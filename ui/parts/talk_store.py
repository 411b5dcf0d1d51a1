"""The talk of this session, its copy in the browser of the person, and the one press that adds to it.

As with the basket, the server holds it in the memory of the session only; ``static/basket.js`` keeps the copy, under a
name of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime import exists

from childrights.briefs import VIEWS
from childrights.talks import PROFILE, VIEW, Talk, TalkError, read_talk, talk_json
from ui.parts.layout import show_notes
from ui.parts.markup import STATIC
from ui.parts.page import Page

_TALK, _STORE, _HEARD, _HOLD, _KEPT, _REFUSED = (
    "talk_now",
    "talk_store",
    "talk_heard",
    "talk_hold",
    "talk_kept",
    "talk_refused",
)
KEPT_PARAMS = ("ind", "view", "year", "group", "by", "areas", "area")
"""What of an address says which view it is; its language and the like are not the talk's."""


def talk_now() -> Talk:
    """The talk as it is now."""
    found = st.session_state.get(_TALK)
    return found if isinstance(found, Talk) else Talk()


def put_talk(new: Talk) -> None:
    """Put a changed talk in the place of the old one."""
    st.session_state[_TALK] = new
    st.session_state.pop(_REFUSED, None)
    st.session_state.pop(_HOLD, None)


def change_talk(step: Callable[[Talk], Talk]) -> None:
    """Put what ``step`` makes of the talk; a refusal is kept to be told."""
    try:
        put_talk(step(talk_now()))
    except TalkError as error:
        st.session_state[_REFUSED] = error


def talk_refusal(page: Page) -> str:
    """Why the last step was refused, in words; empty when it was not."""
    error = st.session_state.get(_REFUSED)
    return error.words(page.t) if isinstance(error, TalkError) else ""


def talk_is_kept() -> bool:
    """Whether this browser keeps the talk; some do not."""
    return bool(st.session_state.get(_KEPT, True))


def show_add_to_talk(page: Page, kind: str, key: str, name: str) -> None:
    """The button; where it is in the talk already, the way to take it out."""
    held = next((one for one in talk_now().items if (one.kind, one.key) == (kind, key)), None)
    st.button(
        page.t._("Take out of the talk") if held else page.t._("Add to talk"),
        key=f"talk_add_{name}",
        icon=":material/remove:" if held else ":material/slideshow:",
        type="tertiary" if held else "secondary",
        on_click=change_talk,
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
        keep_talk()
        show_add_to_talk(page, kind, key, name)
        if refused := talk_refusal(page):
            show_notes([refused], page.lang)


def hear_talk(found: Any) -> None:
    """Take in what the browser says it has; the newer of two copies stays, and what cannot be read stays there."""
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return
    first = not st.session_state.get(_HEARD, False)
    st.session_state[_HEARD] = True
    if found.get("kept") is False:
        st.session_state[_KEPT] = False
    if not found["text"]:
        return
    try:
        there, here = read_talk(found["text"]), talk_now()
        if first and here.items:
            # Both sides have one: what was added before the browser spoke comes behind what it had kept.
            joined = there
            for one in here.items:
                joined = joined.add(one.kind, one.key)
            st.session_state[_TALK] = joined
        elif first or there.revision > here.revision:
            st.session_state[_TALK] = there
    except TalkError as error:
        st.session_state[_HOLD], st.session_state[_REFUSED] = True, error


def keep_talk() -> None:
    """Hand the talk to the browser and hear what it has; nothing outside a real server, which alone has one."""
    if not exists():
        return
    here = talk_now()
    data = {
        "text": talk_json(here),
        "revision": here.revision,
        "heard": bool(st.session_state.get(_HEARD, False)),
        "hold": bool(st.session_state.get(_HOLD, False)),
        "aside": False,
        "kept": talk_is_kept(),
    }
    _store()(key=_STORE, data=data, height=1, on_found_change=_heard)


@cache
def _store() -> Any:
    script = (STATIC / "basket.js").read_text(encoding="utf-8").replace("'cr-basket", "'cr-talk")
    return st.components.v2.component("childrights_talk", js=script)


def _heard() -> None:
    hear_talk(getattr(st.session_state[_STORE], "found", None))
