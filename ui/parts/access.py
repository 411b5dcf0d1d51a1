"""Who is there: whoever the cookie of the browser says, as the ledger knows it at this moment; nobody without one.

Nothing else counts: no address, no name of a host, no header. ``require_actor`` is how every screen gets the actor that
the functions of the ETL ask for; they look at the right once more, so ``may`` only decides what is shown.
"""

from __future__ import annotations

import streamlit as st

from etl.accounts import Launch
from etl.ledger import State, entries_for, waiting_uploads
from etl.permissions import NOBODY, Action, Actor
from ui.parts import cache

SESSION_COOKIE = "cr_session"
"""Set by the pages of signing in (``ui/accounts``); no script can read it."""

STEWARD = "steward"
"""Under this name whoever wrote with the key that there once was stands in older ledgers."""

_launched = [Launch()]


def begin_launch(launch: Launch) -> None:
    """Know what the launcher gave this server."""
    _launched.append(launch)


def launched() -> Launch:
    """What the launcher gave this server; where it gave nothing, what opens nothing."""
    return _launched[-1]


def actor_of(token: str) -> Actor:
    """Whoever the session with this token belongs to; ``NOBODY`` for none, and for one that is over."""
    return cache.actor_of(State.default(), token, launched().server) if token else NOBODY


def current_actor() -> Actor:
    """Whoever this rerun is for. Looked up at each click, so signing out everywhere holds from the next one on."""
    token = st.context.cookies.get(SESSION_COOKIE, "")
    # A page that is drawn without a server, as in tests, has a stand-in for cookies: nobody's.
    return actor_of(token if isinstance(token, str) else "")


def may(action: Action, member: str = "") -> bool:
    """Whether this rerun's actor may do ``action`` to what belongs to ``member``; without one, to anybody's."""
    return current_actor().may(action, member)


def may_for_some(action: Action) -> bool:
    """Whether this rerun's actor may do ``action`` for at least one member."""
    return current_actor().may_for_some(action)


def waiting_count() -> int:
    """How much waits for this rerun's actor, uploads and members' words; none for who may not approve."""
    if not may(Action.APPROVE):
        return 0
    state = State.default()
    return len(waiting_uploads(state)) + sum(one.waits for one in entries_for(state, current_actor()))


def own_members() -> tuple[str, ...] | None:
    """The members that this rerun's actor sends figures for; ``None`` for somebody who may send anybody's."""
    actor = current_actor()
    return None if actor.may(Action.SUBMIT) else actor.members


def require_actor(action: Action, member: str = "") -> Actor:
    """This rerun's actor. Raises ``NotPermitted`` in words unless ``action`` is allowed."""
    actor = current_actor()
    actor.require(action, member)
    return actor
