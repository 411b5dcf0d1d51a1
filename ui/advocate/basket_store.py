"""The basket of this session, and its copy in the browser of the person, so that a reload loses nothing.

The server keeps it in the memory of the session only. ``static/basket.js`` keeps the copy; see docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime import exists

from childrights.basket import Basket, BasketError, basket_json, read_basket
from ui.parts import Page

SCRIPT = Path(__file__).resolve().parent.parent.parent / "static" / "basket.js"
MOST_STEPS = 30
_BASKET, _PAST, _STORE, _ASIDE, _REFUSED = "basket", "basket_past", "basket_store", "basket_aside", "basket_refused"
_HEARD, _HOLD, _KEPT, _ASIDE_AT = "basket_heard", "basket_hold", "basket_kept", "basket_aside_at"


def basket() -> Basket:
    """The basket as it is now."""
    found = st.session_state.get(_BASKET)
    return found if isinstance(found, Basket) else Basket()


def put_basket(new: Basket) -> None:
    """Put a changed basket in the place of the old one, which ``undo`` brings back."""
    old = basket()
    if new == old:
        return
    st.session_state[_PAST] = [*st.session_state.get(_PAST, ()), old][-MOST_STEPS:]
    st.session_state[_BASKET] = new
    st.session_state.pop(_REFUSED, None)
    if st.session_state.pop(_HOLD, False):
        st.session_state[_ASIDE_AT] = new.revision


def change_basket(step: Callable[[Basket], Basket]) -> None:
    """Put what ``step`` makes of the basket; a refusal is kept to be told."""
    try:
        put_basket(step(basket()))
    except BasketError as error:
        st.session_state[_REFUSED] = error


def can_undo() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get(_PAST))


def undo_basket() -> None:
    """Take the last step back; the revision still rises, or another copy would be taken for the newer."""
    past = list(st.session_state.get(_PAST, ()))
    if past:
        old = past.pop()
        st.session_state[_BASKET] = Basket(old.items, basket().revision + 1)
        st.session_state[_PAST] = past


def refusal_words(page: Page) -> str:
    """Why the last step was refused, in words; empty when it was not."""
    error = st.session_state.get(_REFUSED)
    return error.words(page.t) if isinstance(error, BasketError) else ""


def put_aside() -> str:
    """What this browser had kept and nobody can read; empty when there is no such thing."""
    return str(st.session_state.get(_ASIDE, ""))


def is_kept() -> bool:
    """Whether this browser keeps the basket; some do not."""
    return bool(st.session_state.get(_KEPT, True))


def open_file(content: bytes) -> None:
    """Add the messages of a basket file to the basket; a refusal is kept to be told."""
    change_basket(lambda here: here.and_all(read_basket(content).items))


def hear(found: Any) -> None:
    """Take in what the browser says it has. Whatever it is, nothing of either copy is lost."""
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return
    first = not st.session_state.get(_HEARD, False)
    st.session_state[_HEARD] = True
    if found.get("kept") is False:
        st.session_state[_KEPT] = False
    text, here = found["text"], basket()
    if not text or text == basket_json(here):
        return
    try:
        there = read_basket(text)
        if not first and there.revision > here.revision:
            put_basket(there)
        else:
            joined = Basket(there.and_all(here.items).items, max(there.revision, here.revision))
            same = basket_json(joined) == text
            st.session_state[_BASKET] = joined if same else Basket(joined.items, joined.revision + 1)
    except BasketError as error:
        st.session_state[_HOLD], st.session_state[_ASIDE] = True, text
        st.session_state[_REFUSED] = error


def keep() -> None:
    """Hand the basket to the browser and hear what it has; nothing outside a real server, which alone has one."""
    if not exists():
        return
    here = basket()
    data = {
        "text": basket_json(here),
        "revision": here.revision,
        "heard": bool(st.session_state.get(_HEARD, False)),
        "hold": bool(st.session_state.get(_HOLD, False)),
        "aside": st.session_state.get(_ASIDE_AT) == here.revision,
        "kept": is_kept(),
    }
    _store()(key=_STORE, data=data, height=1, on_found_change=_heard)


@cache
def _store() -> Any:
    return st.components.v2.component("childrights_basket", js=SCRIPT.read_text(encoding="utf-8"))


def _heard() -> None:
    hear(getattr(st.session_state[_STORE], "found", None))
