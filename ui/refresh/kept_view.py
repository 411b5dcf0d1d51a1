"""The series that were accepted, newest first, and the way to take them back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from etl.intake import withdraw_entry
from etl.ledger import Edition, State, editions, standing_editions
from etl.permissions import Action
from ui.contribute import ask_reason, words
from ui.parts import (
    Page,
    TableCell,
    markup,
    moment_words,
    pick_some,
    require_actor,
    show_notes,
    show_section,
    writer_words,
)

MOST_ROWS = 100


def show_kept(page: Page, state: State) -> None:
    """Every edition with what became of it, and a button that brings the one before it back."""
    t = page.t
    show_section(t._("What was accepted"), page.lang)
    every = editions(state)
    if not every:
        show_notes([t._("No series of a publisher has been accepted yet.")], page.lang)
        return
    standing = {one.id for one in standing_editions(every)}
    markup.show(_table(page, every[::-1], standing), page.lang)
    named = {one.id: one for one in reversed(every) if not one.withdrawn_at}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = pick_some(
            t._("Accepted series to take back"),
            list(named),
            name="refresh_back",
            words=lambda one: f"{one} · {named[one].series}",
            placeholder=t._("Choose some"),
            width=420,
        )
        if st.button(t._("Take them back"), key="refresh_take_back", disabled=not chosen):
            _ask(page, state, chosen)


def _ask(page: Page, state: State, chosen: Sequence[str]) -> None:
    t = page.t
    about = [
        t._("What stood there before comes back: the edition before it, or the figures that came with the dashboard.")
    ]

    def take_back(why: str) -> None:
        withdraw_entry(state, *chosen, why=why, who=require_actor(Action.REFRESH))

    title = t._("Take back {ids}").format(ids=t._(", ").join(chosen))
    ask_reason(page, "refresh_back", title, about, t._("Why is it taken back?"), take_back)


def _table(page: Page, found: Sequence[Edition], standing: set[str]) -> str:
    t = page.t
    head = [
        TableCell(t._("Edition")),
        TableCell(t._("Publisher")),
        TableCell(t._("Series")),
        TableCell(t._("Figures"), css="num"),
        TableCell(t._("Accepted")),
        TableCell(t._("Follow-up")),
    ]
    rows = [
        [
            TableCell(one.id),
            TableCell(one.name),
            TableCell(one.series),
            TableCell(words.count(one.count, t), css="num"),
            TableCell(f"{moment_words(one.accepted_at, page.lang)}, {writer_words(one.accepted_by, t)}"),
            TableCell(_became(page, one, standing)),
        ]
        for one in found[:MOST_ROWS]
    ]
    table = markup.table(t._("Accepted series, newest first"), head, rows, "cr-difference")
    more = len(found) - MOST_ROWS
    rest = t._("… and {count} more").format(count=words.count(more, t)) if more > 0 else ""
    return table + (markup.tag("p", rest, "cr-note") if rest else "")


def _became(page: Page, one: Edition, standing: set[str]) -> str:
    t = page.t
    if one.id in standing:
        return t._("in force")
    if not one.withdrawn_at:
        return t._("replaced by a later one")
    day = moment_words(one.withdrawn_at, page.lang)
    return t._("taken back on {day}: {why}").format(day=day, why=one.withdrawn_why)
