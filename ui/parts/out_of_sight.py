"""A page worked out with nobody in front of it: what its address chooses, and the markup that it would show.

The first answer to a browser holds the finding and the map of its address already (``ui.first``). It is made by the
functions of the page itself, so that both say the same: controls give the choice of the address and draw nothing, and
markup is taken in the place of being shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st


@dataclass(frozen=True, slots=True)
class Unseen:
    """One such page: its ``query``, and the markup it would have shown, in order."""

    query: Mapping[str, str]
    taken: list[str] = field(default_factory=list)


_NOW: ContextVar[Unseen | None] = ContextVar("unseen", default=None)


@contextmanager
def unseen(query: Mapping[str, str]) -> Iterator[Unseen]:
    """Work a page out for the address with this ``query`` until the body ends, in this thread alone."""
    now = Unseen(query)
    token = _NOW.set(now)
    try:
        yield now
    finally:
        _NOW.reset(token)


def is_unseen() -> bool:
    """Whether nobody sits in front of this page: there is no session, and nothing can be drawn."""
    return _NOW.get() is not None


def address_query() -> Mapping[str, str]:
    """The query of the address."""
    now = _NOW.get()
    return st.query_params if now is None else now.query


def take(markup: str) -> bool:
    """Whether ``markup`` was taken in the place of being shown."""
    now = _NOW.get()
    if now is None:
        return False
    now.taken.append(markup)
    return True
