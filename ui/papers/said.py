"""What the parts of this room share: where codes are looked up, how somebody is named, what was refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.papers import Sources
from etl.accounts import HERE
from ui.advocate import today
from ui.parts import Page, cache, markup, moment_words, show_markup

R = TypeVar("R")
PAPER, CHAPTER = "paper", "chapter"
"""Params of the address."""
_DONE, _REFUSED = "papers_done", "papers_refused"


def sources_of(page: Page) -> Sources:
    """Where the live codes of this rerun are looked up."""
    name, year = page.snapshot.name, today()
    return Sources(page.catalogue, partial(cache.certificate, name), lambda code: cache.message_desk(name, code, year))


def named(login: str, page: Page) -> str:
    """Somebody by the login name, whom those who write know; whoever sits at the computer that serves, by that."""
    return page.t._("at this computer") if login == HERE else login


def when(moment: str, page: Page) -> str:
    """A moment as day and time in Cambodia."""
    return moment_words(moment, page.lang)


def done(words: str) -> None:
    """Say at the next drawing that something was done."""
    st.session_state[_DONE] = words


def tried(step: Callable[[], R]) -> R | None:
    """Do it, or keep what refused it to be told at the next drawing; ``None`` then."""
    st.session_state.pop(_REFUSED, None)
    try:
        return step()
    except ChildRightsError as error:
        st.session_state[_REFUSED] = error
        return None


def show_said(page: Page) -> None:
    """What was done or refused since the last drawing."""
    if words := st.session_state.pop(_DONE, ""):
        show_markup(markup.tag("p", words, "cr-done"), page.lang)
    error = st.session_state.pop(_REFUSED, None)
    if isinstance(error, ChildRightsError):
        show_markup(markup.tag("p", error.words(page.t), "cr-halt"), page.lang)
