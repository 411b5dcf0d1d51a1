"""The file a person works on: in the session from page to page. Beside it its draft is kept, see ``draft_view``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import streamlit as st

from childrights.members import Provenance
from etl.ledger import DeskDraft
from etl.permissions import Action
from ui.contribute.cures import Cure
from ui.contribute.difference import MapKey
from ui.parts import may

T = TypeVar("T")

_DESK, _MEMBER, _MADE, _ROUND, _SAID = "desk", "desk_member", "desk_made", "desk_round", "desk_said"


@dataclass(frozen=True, slots=True)
class SessionFile:
    """One file on the desk and what was decided about it.

    ``content`` is emptied when a file may not be kept and when it was published; ``upload`` is the id it got then,
    ``proposed`` the number of indicators that were proposed, and ``maps`` those that have its figures.
    """

    file_name: str
    content: bytes
    sha256: str
    cures: tuple[Cure, ...] = ()
    upload: str = ""
    proposed: int = 0
    maps: tuple[MapKey, ...] = ()
    resumed: bool = False
    """Whether it is a draft that was kept: the cells that its figures were read from, and no others."""


def on_desk() -> SessionFile | None:
    """The file of this session."""
    return st.session_state.get(_DESK)


def lay(file_name: str, content: bytes) -> None:
    """Begin with a file."""
    clear()
    st.session_state[_DESK] = SessionFile(file_name, content, hashlib.sha256(content).hexdigest())


def lay_draft(draft: DeskDraft) -> None:
    """Go on with a file that was kept: its cleaned copy, and what was decided about it."""
    lay(draft.file_name, draft.copy)
    cures = tuple(Cure(*one) for one in draft.decided)
    change_session_file(st.session_state[_DESK], cures=cures, resumed=True)
    set_member(draft.member)
    if draft.said is not None:
        set_said(draft.said)


def change_session_file(desk: SessionFile, **fields: Any) -> None:
    """Put a changed desk in the place of the old one."""
    st.session_state[_DESK] = replace(desk, **fields)


def clear() -> None:
    """Forget the file. The uploader gets a new name, or the browser would offer the same file again."""
    for key in (_DESK, _MADE, _SAID):
        st.session_state.pop(key, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def uploader_key() -> str:
    """The name of the uploader's widget in this round."""
    return f"desk_file_{st.session_state.get(_ROUND, 0)}"


def member() -> str:
    """For which member this session sends figures; empty when nobody has said, and for one that whoever is there now
    does not send for: what a member confirmed and said of its sources before is its own."""
    name = str(st.session_state.get(_MEMBER, ""))
    return name if name and may(Action.SUBMIT, name) else ""


def set_member(name: str) -> None:
    """Remember the member for this session."""
    st.session_state[_MEMBER] = " ".join(name.split())


def said_of_source() -> Provenance | None:
    """What the person said the source of the file is; ``None`` when nobody has said."""
    return st.session_state.get(_SAID)


def set_said(source: Provenance) -> None:
    """Remember what the source is while the file lies on the desk."""
    st.session_state[_SAID] = source


def made(name: str, key: object, make: Callable[[], T]) -> T:
    """``make()``, or what it gave when ``key`` was last the same. Only the latest is kept, only in this session."""
    kept: dict[str, tuple[object, T]] = st.session_state.setdefault(_MADE, {})
    if name not in kept or kept[name][0] != key:
        kept[name] = (key, make())
    return kept[name][1]
