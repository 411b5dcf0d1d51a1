"""Views of children, good practice and causes of members: read by right and place, sent, looked at, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.submissions import KeptRow, own_table_imports
from childrights.voices import (
    NO_GENERALISING,
    OF_CHILDREN_KINDS,
    VOICE_KINDS,
    Voice,
    heard,
    standing_voices,
    views_under,
)
from etl.intake import MEMBER_VOICES, SHORTEST_WHY, approve_brought, send_brought_back, withdraw_entry
from etl.ledger import LedgerEntry, State, entries_for, rows_of_views
from etl.permissions import Action
from geo import COUNTRY, area_name, load_provinces
from ui.parts import (
    Page,
    cache,
    choose,
    current_actor,
    filter_bar,
    markup,
    may,
    may_for_some,
    moment_words,
    numbered_right,
    require_actor,
    show_looking_only,
    show_notes,
    show_section,
    show_text,
    show_title,
    writer_words,
)
from ui.read import voice_items
from ui.tracker.bringing import check_again, show_columns, show_file, show_template
from ui.tracker.listing import show_refusal

ALL = "all"
MOST_READ = 40
_SAID = "voices_said"


def show_voices(page: Page) -> None:
    """The title, the filters, and what members sent under them."""
    t, every = page.t, standing_voices(cache.kept_voices(page.snapshot.name))
    show_title(
        _title(page, len(every), len({one.organisation for one in every})),
        page.lang,
        kicker=t._("Views and good practice"),
        lede=t._(NO_GENERALISING),
    )
    if not every:
        show_text(
            [t._("A member sends them in one table, as described below. A steward looks at them first.")], page.lang
        )
        return
    with filter_bar("voices"):
        rights = {one.code: numbered_right(one, page.lang) for one in page.catalogue.clusters.values()}
        used = {code: name for code, name in rights.items() if views_under(every, page.catalogue, code)}
        right = _choose(t._("Right"), used, "right", t._("All rights"))
        places = [code for code in (COUNTRY, *load_provinces()) if any(one.area == code for one in every)]
        names = {code: t._("whole country") if code == COUNTRY else area_name(code, page.lang) for code in places}
        area = _choose(t._("Place"), names, "area", t._("All places"))
        kinds = {code: t._(words) for code, words in VOICE_KINDS.items() if any(one.kind == code for one in every)}
        kind = _choose(t._("What it is"), kinds, "kind", t._("Everything"))
    found = views_under(every, page.catalogue, right, area, kind)
    if not found:
        show_notes([t._("No member has sent anything about this yet.")], page.lang)
        return
    markup.show(voice_items(page, found[:MOST_READ]), page.lang)
    if len(found) > MOST_READ:
        show_notes([t._("… and {count} more rows").format(count=len(found) - MOST_READ)], page.lang)


def _title(page: Page, count: int, members: int) -> str:
    t = page.t
    if not count:
        return t._("No member has sent views or good practice yet")
    rows = t.ngettext("{count} view or practice", "{count} views and practices", count).format(count=count)
    who = t.ngettext("from {count} member", "from {count} members", members).format(count=members)
    return f"{rows} {who}"


def _choose(label: str, names: dict[str, str], param: str, everything: str) -> str:
    """A filter; empty when nothing is left out."""
    code = choose(label, [ALL, *names], param=param, words=lambda one: names.get(one, everything))
    return "" if code == ALL else code


def show_voice_sending(page: Page) -> None:
    """The template and a filled file, what waits, and what was sent; for others, that they may look."""
    t = page.t
    show_section(t._("Send views and good practice"), page.lang)
    show_text(
        [
            t._(
                "One table for what children say, what works, what a policy does in practice, and causes. Words of "
                "children need their consent. Names, schools, villages and small numbers of children are found in the "
                "file and are not taken."
            )
        ],
        page.lang,
    )
    show_template(page, MEMBER_VOICES)
    show_columns(page, MEMBER_VOICES)
    if not may_for_some(Action.SUBMIT):
        show_looking_only(page, Action.SUBMIT)
        return
    show_file(page, "voices", t._("The filled file"), MEMBER_VOICES)
    if said := st.session_state.pop(_SAID, ""):
        show_text([said], page.lang)
    known = entries_for(State.default(), current_actor())
    _show_waiting(page, [one for one in known if one.waits])
    _show_sent(page)


def _show_waiting(page: Page, waiting: list[LedgerEntry]) -> None:
    """What waits: its words, and for a steward the two ways on."""
    t = page.t
    if not waiting:
        return
    show_section(t._("Waiting for a steward"), page.lang)
    for one in waiting:
        with st.container(key=f"voices_waiting_{one.id}"):
            head = markup.tag("strong", f"{one.id} · {one.member}")
            chip = markup.tag("span", t._("waits"), "cr-chip submitted")
            when = f"{one.file_name} · {moment_words(one.recorded_at, page.lang)} · {writer_words(one.recorded_by, t)}"
            rows = "".join(_waiting_row(page, row.what) for row in rows_of_views(one))
            markup.show(
                markup.wrap("p", f"{chip} {head}", "cr-cause")
                + markup.tag("p", when, "cr-note")
                + markup.wrap("ul", rows, "cr-voices"),
                page.lang,
            )
            with st.container(horizontal=True):
                if may(Action.APPROVE):
                    approve = st.button(t._("Approve and publish"), type="primary", key=f"voices_yes_{one.id}")
                    if approve and _done(page, partial(_approve, one.id)):
                        st.session_state[_SAID] = t._("{id} is approved and published.").format(id=one.id)
                        st.rerun()
                    if st.button(t._("Send back"), key=f"voices_no_{one.id}"):
                        _ask_why(page, one.id, one.member, t._("Send {id} back").format(id=one.id), sent_back=True)
                elif st.button(t._("Take it back"), key=f"voices_own_{one.id}"):
                    _ask_why(page, one.id, one.member, t._("Take back {id}").format(id=one.id))


def _approve(identity: str) -> None:
    approve_brought(State.default(), [identity], who=require_actor(Action.APPROVE))


def _send_back(identity: str, member: str, why: str) -> None:
    send_brought_back(State.default(), identity, why=why, who=require_actor(Action.APPROVE))


def _take_back(identity: str, member: str, why: str) -> None:
    withdraw_entry(State.default(), identity, why=why, who=require_actor(Action.WITHDRAW, member))


def _waiting_row(page: Page, one: Voice) -> str:
    t = page.t
    kind = t._(VOICE_KINDS[one.kind])
    told = [kind[:1].upper() + kind[1:], t._("articles {numbers}").format(numbers=", ".join(one.crc_articles))]
    if one.kind in OF_CHILDREN_KINDS:
        told.append(t._("consent: yes"))
    words = "".join(
        markup.wrap("blockquote", markup.tag("p", text, "", lang))
        for lang, text in (("en", one.text_en), ("km", one.text_km))
        if text
    )
    lines = (" · ".join(told), heard(one, t), one.source)
    return markup.wrap("li", words + "".join(markup.tag("p", line, "cr-note") for line in lines if line))


def _show_sent(page: Page) -> None:
    """What was approved, newest first, each with the way to take it back for who may."""
    t, found = page.t, own_table_imports(cache.kept_voices(page.snapshot.name))
    if not found:
        return
    show_section(t._("What was sent"), page.lang)
    for origin, rows in found:
        with st.container(key=f"voices_sent_{origin.id}"):
            main, side = st.columns((3, 1), gap="medium")
            with main:
                markup.show(_sent_words(page, rows), page.lang)
            with side, st.container(horizontal=True, horizontal_alignment="right"):
                allowed = origin.stands and may(Action.WITHDRAW, origin.member)
                if allowed and st.button(t._("Take it back"), key=f"voices_back_{origin.id}"):
                    _ask_why(page, origin.id, origin.member, t._("Take back {id}").format(id=origin.id))


def _sent_words(page: Page, rows: tuple[KeptRow[Voice], ...]) -> str:
    t, origin = page.t, rows[0].origin
    css, state = ("published", t._("In force")) if origin.stands else ("withdrawn", t._("Taken back"))
    what = t.ngettext("{count} row", "{count} rows", len(rows)).format(count=len(rows))
    named = markup.tag("strong", f"{origin.id} · {origin.member} · {what}")
    head = f"{markup.tag('span', state, f'cr-chip {css}')} {named}"
    sent = (t._(origin.file_name), moment_words(origin.recorded_at, page.lang), writer_words(origin.recorded_by, t))
    when = " · ".join(sent)
    lines = [when, origin.withdrawn_why]
    return markup.wrap("p", head, "cr-cause") + "".join(markup.tag("p", line, "cr-note") for line in lines if line)


def _done(page: Page, act: Callable[[], object]) -> bool:
    """Do it; a refusal is told."""
    try:
        with st.spinner(page.t._("Publishing …")):
            act()
    except ChildRightsError as error:
        show_refusal(error, page)
        return False
    check_again()
    return True


def _ask_why(page: Page, identity: str, member: str, title: str, *, sent_back: bool = False) -> None:
    """A dialog that asks for the reason."""
    t = page.t

    @st.dialog(title)
    def ask() -> None:
        lines = [t._("Its words disappear from the dashboard; that there was such a file stays in the history.")]
        if sent_back:
            lines = [t._("Nothing from it was published. The member reads your reason and can send the file again.")]
        show_text(lines, page.lang)
        why = st.text_input(t._("Why?"), key="voices_why", max_chars=300)
        if not st.button(title, type="primary", key=f"voices_really_{identity}"):
            return
        if len(why.strip()) < SHORTEST_WHY:
            show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
            return
        told = " ".join(why.split())
        if _done(page, partial(_send_back if sent_back else _take_back, identity, member, told)):
            st.rerun()

    ask()
