"""The file somebody works on, over a restart: kept for its owner for a day, offered again, let go."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.members import Provenance
from etl import worker
from etl.intake import in_memory
from etl.ledger import DeskDraft, State, draft_of, drop_draft, keep_draft
from etl.permissions import Action
from ui.contribute import session_file
from ui.contribute.cures import as_decisions
from ui.contribute.session_file import SessionFile
from ui.parts import Page, may_for_some, moment_words, own_members, require_actor, show_notes, show_text

LARGEST = 2 << 20
"""Bytes of a file: the copy is read once more from a larger one at every decision, for which nobody should wait."""


def keep_for_later(page: Page, laid: SessionFile, found: in_memory.Examined, said: Provenance | None) -> None:
    """Keep what was understood so far, and say until when; without a word where nothing is kept."""
    key = (laid.sha256, laid.cures, session_file.member(), said)
    ends = session_file.made("draft", key, lambda: _keep(laid, found, said))
    if ends > time.time():
        kept = page.t._(
            "Until {until} the cells that figures were read from and your decisions are kept for you alone, in case "
            "this page is closed or the dashboard is started anew. Small numbers of children are not among them. "
            "“Choose another file” lets go of it."
        )
        show_notes([kept.format(until=_until(page, ends))], page.lang)


def _keep(laid: SessionFile, found: in_memory.Examined, said: Provenance | None) -> float:
    state, member = State.default(), session_file.member() or _own_member()
    if len(laid.content) > LARGEST:
        let_go()
        return 0.0
    try:
        ready = worker.make_ready(
            state, laid.content, laid.file_name, found, member=member, decided=as_decisions(laid.cures)
        )
        decided = tuple((one.part, one.label, one.code, one.details) for one in laid.cures)
        draft = DeskDraft(laid.file_name, ready.copy, decided, said=said)
        return keep_draft(state, draft, member=member, who=require_actor(Action.SUBMIT, member))
    except ChildRightsError:
        return 0.0


def let_go() -> None:
    """Let go of what is kept of the file on the desk, for whoever may have one."""
    if may_for_some(Action.SUBMIT):
        drop_draft(State.default(), member=_own_member(), who=require_actor(Action.SUBMIT, _own_member()))


def choose_another() -> None:
    """Forget the file on the desk and what is kept of it."""
    let_go()
    session_file.clear()


def offer_draft(page: Page) -> None:
    """What is kept for this person, with the way to go on and the way to let go of it."""
    t = page.t
    try:
        kept = draft_of(State.default(), member=_own_member(), who=require_actor(Action.SUBMIT, _own_member()))
    except ChildRightsError:
        return
    if kept is None:
        return
    with st.container(key="draft"):
        told = t._(
            "You were working on {file}. The cells that figures were read from and your decisions are kept for you "
            "until {until}."
        )
        show_text([told.format(file=kept.file_name, until=_until(page, kept.ends))], page.lang)
        with st.container(horizontal=True, gap="small"):
            st.button(
                t._("Go on with it"), type="primary", key="draft_go_on", on_click=session_file.lay_draft, args=(kept,)
            )
            st.button(t._("Discard it"), key="draft_let_go", on_click=choose_another)


def _own_member() -> str:
    """The member by which somebody may have a draft: their first; of who sends for anybody none is needed."""
    return next(iter(own_members() or ()), "")


def _until(page: Page, ends: float) -> str:
    return moment_words(datetime.fromtimestamp(ends, UTC).isoformat(), page.lang)
