"""What a brief tells, before it is made: a person drops, adds and moves what the composer chose.

Kept in the session by what the brief is about, as keys of messages, so that it is asked again of later figures.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date

import streamlit as st

from childrights.composer import Desks, Scope, Wishes, choose, everything, fallen
from ui.parts import cache, markup
from ui.parts.layout import show_notes
from ui.parts.options import pick
from ui.parts.page import Page

_KEPT = "brief_wishes"
OFFERED = 30
"""So many more findings are offered to be added."""


def brief_wishes(scope: Scope) -> Wishes:
    """What the person at this session wishes of a brief."""
    kept: dict[str, Wishes] = st.session_state.get(_KEPT, {})
    return kept.get(scope.key, Wishes())


def show_brief_choice(page: Page, scope: Scope, key: str) -> None:
    """The list behind a switch: nothing is worked out before somebody wants to choose."""
    t = page.t
    if not st.toggle(markup.as_written(t._("Choose what it tells")), key=f"{key}_choose"):
        return
    desks, wishes = cache.paper_desks(page.snapshot.name, date.today().year), brief_wishes(scope)
    current = choose(desks, scope, t, added=wishes.added, order=wishes.order)
    keys = [one.key for one in current]
    for at, one in enumerate(current):
        name = f"{key}_{zlib.crc32(one.key.encode()):x}"
        label, held = markup.as_written(one.message.headline), one.key not in wishes.dropped
        st.checkbox(label, value=held, key=f"tell_{name}", on_change=_turn, args=(scope, one.key))
        with st.container(horizontal=True, key=f"row_{name}"):
            _step(page, scope, keys, at, -1, name)
            _step(page, scope, keys, at, 1, name)
    _offer(page, scope, desks, keys, key)
    lost = [reason for _, reason in fallen(desks, scope, wishes.added, t)]
    if lost:
        show_notes(
            [t._("Left out, because it no longer holds: {reason}").format(reason=one) for one in lost], page.lang
        )


def _step(page: Page, scope: Scope, keys: list[str], at: int, by: int, name: str) -> None:
    label, icon = (page.t._("Up"), "arrow_upward") if by < 0 else (page.t._("Down"), "arrow_downward")
    st.button(
        markup.as_written(label),
        key=f"{'up' if by < 0 else 'down'}_{name}",
        icon=f":material/{icon}:",
        type="tertiary",
        disabled=not 0 <= at + by < len(keys),
        on_click=_move,
        args=(scope, tuple(keys), at, by),
    )


def _offer(page: Page, scope: Scope, desks: Desks, keys: list[str], key: str) -> None:
    """What else may be said, to be added."""
    others = [one.finding.ask.key for one in everything(desks, scope)]
    others = [one for one in others if one not in keys][:OFFERED]

    def said(one: str) -> str:
        found = desks.answer(one, scope.place)
        return desks.message(found, scope.place, page.t).headline if found else one

    if others:
        chosen = pick(
            "selectbox",
            page.t._("Add a finding"),
            others,
            name=f"{key}_add_{len(brief_wishes(scope).added)}",
            words=said,
            placeholder=page.t._("Choose, or type to search"),
        )
        label = markup.as_written(page.t._("Add it"))
        st.button(
            label, key=f"{key}_added", disabled=not chosen, icon=":material/add:", on_click=_add, args=(scope, chosen)
        )


def _keep(scope: Scope, wishes: Wishes) -> None:
    st.session_state[_KEPT] = {**st.session_state.get(_KEPT, {}), scope.key: wishes}


def _turn(scope: Scope, key: str) -> None:
    """Drop a finding, or take it in again."""
    wishes = brief_wishes(scope)
    others = tuple(one for one in wishes.dropped if one != key)
    _keep(scope, replace(wishes, dropped=others if key in wishes.dropped else (*others, key)))


def _move(scope: Scope, keys: tuple[str, ...], at: int, by: int) -> None:
    moved = list(keys)
    moved.insert(at + by, moved.pop(at))
    _keep(scope, replace(brief_wishes(scope), order=tuple(moved)))


def _add(scope: Scope, chosen: str | None) -> None:
    if chosen:
        wishes = brief_wishes(scope)
        _keep(scope, replace(wishes, added=(*wishes.added, chosen)))
