"""Bringing in asks and measures: the two templates, a file, one row typed, and what was brought in before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from childrights.rights import Origin
from childrights.submissions import MEASURE_KINDS, MEASURE_STATES
from etl.intake import OWN_ASKS, SHORTEST_WHY, STATE_MEASURES, OwnTable, add_row, withdraw_entry
from etl.ledger import State
from etl.permissions import Action
from ui.contribute import session_file
from ui.parts import (
    Page,
    cache,
    fold,
    markup,
    moment_words,
    pick,
    require_actor,
    show_notes,
    show_section,
    show_text,
    writer_words,
)
from ui.tracker.bringing import check_again, show_file
from ui.tracker.listing import show_refusal

_SAID, _ROUND = "own_row_said", "own_row_round"
_LISTS: Mapping[str, Mapping[str, str]] = {"kind": MEASURE_KINDS, "status": MEASURE_STATES}


def show_own_tables(page: Page) -> None:
    """What whoever may write brings in, by file or by hand, and takes back."""
    t = page.t
    show_section(t._("Bring in asks and measures"), page.lang)
    show_text(
        [
            t._(
                "One template is for what the coalition asked, one for laws, policies, plans and budget lines. Each "
                "file is recognised, checked and shown before anything is published."
            )
        ],
        page.lang,
    )
    with st.container(horizontal=True):
        for schema in (OWN_ASKS, STATE_MEASURES):
            st.download_button(
                t._(_TEMPLATES[schema.kind]),
                partial(_template, schema, page.lang),
                file_name=f"{schema.file_name}-{page.lang}.xlsx",
                on_click="ignore",
                icon=":material/download:",
                key=f"own_template_{schema.kind}",
            )
    show_file(page, "own_tables", t._("The filled file"), OWN_ASKS)
    if said := st.session_state.pop(_SAID, ""):
        show_text([said], page.lang)
    for schema in (OWN_ASKS, STATE_MEASURES):
        with fold(t._(_TYPING[schema.kind]), key=f"type_{schema.kind}") as part:
            if part.open:
                _typed(page, schema)
    _imports(page)


_TEMPLATES: Mapping[str, str] = {
    OWN_ASKS.kind: N_("Template for asks (.xlsx)"),
    STATE_MEASURES.kind: N_("Template for measures (.xlsx)"),
}
_TYPING: Mapping[str, str] = {
    OWN_ASKS.kind: N_("Type one ask"),
    STATE_MEASURES.kind: N_("Type one law, policy, plan or budget line"),
}


def _template(schema: OwnTable, lang: str) -> bytes:
    return schema.template(State.default(), lang)


def _word(page: Page, words: Mapping[str, str], code: str) -> str:
    return page.t._(words[code])


def _typed(page: Page, schema: OwnTable) -> None:
    """A field for every column, and the button that publishes the row."""
    t, kind = page.t, schema.kind
    round_ = st.session_state.get(f"{_ROUND}_{kind}", 0)
    cells: dict[str, str] = {}
    for name, column in schema.columns.items():
        key, label = f"own_{kind}_{name}_{round_}", t._(column.head)
        if name in _LISTS and schema is STATE_MEASURES:
            words = _LISTS[name]
            chosen = pick("selectbox", label, list(words), name=key, words=partial(_word, page, words))
            cells[name] = chosen or ""
        else:
            cells[name] = st.text_input(markup.as_written(label), key=key, help=t._(column.words), max_chars=4000)
    member = st.text_input(
        t._("Name of the organisation"), value=session_file.member(), max_chars=120, key=f"own_member_{kind}_{round_}"
    )
    if not st.button(t._("Record and publish"), type="primary", key=f"own_send_{kind}"):
        return
    try:
        with st.spinner(t._("Publishing …")):
            ids = add_row(
                State.default(),
                schema,
                cells,
                member=" ".join(member.split()),
                who=require_actor(Action.BRING),
                today=date.today(),
            )
    except ChildRightsError as error:
        show_refusal(error, page)
        return
    session_file.set_member(member)
    check_again()
    st.session_state[f"{_ROUND}_{kind}"] = round_ + 1
    st.session_state[_SAID] = (
        t._("Recorded as {id} and published.").format(id=ids[0]) if ids else t._("Exactly this is recorded already.")
    )
    st.rerun()


def _imports(page: Page) -> None:
    """What was brought in or typed, newest first, each to be taken back."""
    t, found = page.t, cache.own_imports(page.snapshot.name)
    if not found:
        return
    show_section(t._("What was brought in"), page.lang)
    for origin, rows in found:
        with st.container(key=f"own_import_{origin.id}"):
            main, side = st.columns((3, 1), gap="medium")
            with main:
                markup.show(_told(page, origin, len(rows)), page.lang)
            with side, st.container(horizontal=True, horizontal_alignment="right"):
                if origin.stands and st.button(t._("Take it back"), key=f"own_back_{origin.id}"):
                    _take_back(page, origin)


def _told(page: Page, origin: Origin, count: int) -> str:
    t = page.t
    css = "published" if origin.stands else "withdrawn"
    chip = markup.tag("span", t._("In force") if origin.stands else t._("Taken back"), f"cr-chip {css}")
    what = t.ngettext("{count} row", "{count} rows", count).format(count=count)
    head = markup.wrap("p", f"{chip} {markup.tag('strong', f'{origin.id} · {origin.member} · {what}')}", "cr-cause")
    when = f"{moment_words(origin.recorded_at, page.lang)} · {writer_words(origin.recorded_by, t)}"
    lines = [f"{t._(origin.file_name)} · {when}", origin.withdrawn_why]
    return head + "".join(markup.tag("p", line, "cr-note") for line in lines if line)


def _take_back(page: Page, origin: Origin) -> None:
    """A button that asks for a reason and says what hangs on it."""
    t = page.t

    @st.dialog(t._("Take back import {id}").format(id=origin.id))
    def ask() -> None:
        show_text(
            [
                t._(
                    "What it added disappears, and words it changed come back as they were. Decisions about its asks "
                    "are kept and count again if the asks come back."
                )
            ],
            page.lang,
        )
        why = st.text_input(t._("Why is it taken back?"), key="own_back_why", max_chars=300)
        if not st.button(t._("Take it back"), type="primary", key=f"own_really_{origin.id}"):
            return
        if len(why.strip()) < SHORTEST_WHY:
            show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
            return
        try:
            with st.spinner(t._("Publishing …")):
                withdraw_entry(State.default(), origin.id, why=" ".join(why.split()), who=require_actor(Action.BRING))
        except ChildRightsError as error:
            show_refusal(error, page)
            return
        check_again()
        st.rerun()

    ask()
