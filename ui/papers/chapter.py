"""One chapter: its field, what it will read like, who has it, what others say, and what was before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from childrights.i18n import translator
from childrights.papers import (
    STANDINGS,
    LiveSaid,
    PlannedChapter,
    count_words,
    flagged,
    name_of,
    say_codes,
)
from etl.ledger import State
from etl.papers import (
    STATUSES,
    KeptPaper,
    PaperChapter,
    comment_on,
    comments_on,
    paper_owners,
    set_chapter,
    settle_comment,
)
from etl.permissions import Action
from etl.persons import lines_to_look_at
from ui.papers.desk import ChapterDesk, desk_of, save, sync, typed
from ui.papers.differences import show_difference, show_history
from ui.papers.findings import show_findings
from ui.papers.picking import show_picker
from ui.papers.preview import preview
from ui.papers.said import done, named, show_said, sources_of, tried, when
from ui.parts import (
    Page,
    current_actor,
    filled_fold,
    markup,
    pick,
    require_actor,
    show_links,
    show_markup,
    show_notes,
    show_section,
    show_title,
    two_thirds,
)


def show_chapter(
    page: Page, kept: KeptPaper, planned: Sequence[PlannedChapter], one: PlannedChapter, here: PaperChapter
) -> None:
    """The chapter from top to bottom."""
    t, lang = page.t, page.lang
    desk = desk_of(kept, here)
    kicker = " · ".join(part for part in (kept.title, one.group) if part)
    show_title(
        one.title,
        lang,
        kicker=kicker,
        lede=t._("What belongs here: {what}").format(what=one.write) if one.write else "",
    )
    _ways(page, kept, planned, one)
    show_said(page)
    main, side = two_thirds()
    said = say_codes(desk.text, sources_of(page), translator(kept.choice.lang), here.heard)
    with main:
        if not kept.is_open:
            show_notes([t._("This paper is closed or deleted, so nothing is written in it.")], lang)
        elif desk.differs:
            show_difference(page, desk, here)
        else:
            _writing(page, desk, one, here, said)
        show_section(t._("As it will read"), lang)
        _flags(page, desk, here, said, kept.is_open)
        show_markup(preview(page, desk.text, said, kept.choice.lang), kept.choice.lang)
        if one.section.kind != "written":
            show_findings(page, kept, one, here)
    with side:
        if kept.is_open:
            _about(page, kept, one, here)
            show_picker(page, kept, one, desk)
        _comments(page, kept, one)
        show_history(page, kept, here, desk)


def _ways(page: Page, kept: KeptPaper, planned: Sequence[PlannedChapter], one: PlannedChapter) -> None:
    """Back to the paper, and to the chapters before and after."""
    t, keys = page.t, [each.key for each in planned]
    at = keys.index(one.key)
    ways = [markup.link(t._("All chapters"), "papers", paper=kept.id, lang=page.url_lang)]
    for place, words in ((at - 1, t._("Before: {title}")), (at + 1, t._("Next: {title}"))):
        if 0 <= place < len(planned):
            title = words.format(title=planned[place].title)
            ways.append(markup.link(title, "papers", paper=kept.id, chapter=keys[place], lang=page.url_lang))
    show_links("", ways, page.lang)


def _writing(page: Page, desk: ChapterDesk, one: PlannedChapter, here: PaperChapter, said: Sequence[LiveSaid]) -> None:
    t, budget = page.t, here.budget or one.budget
    told = {name_of(each.code): count_words(each.text) for each in said}
    if here.version != desk.base:
        theirs = t._("{name} saved this chapter meanwhile ({moment}). When you save, you see both texts side by side.")
        show_notes([theirs.format(name=named(here.saved_by, page), moment=when(here.saved_at, page))], page.lang)
    if desk.went_on:
        show_notes(
            [t._("You go on with what you had not saved, kept {moment}.").format(moment=when(desk.went_on, page))],
            page.lang,
        )
    begun = desk.begin()
    with st.container(key="paper_field"):
        st.text_area(
            t._("Text"),
            begun,
            key=desk.field,
            height=340,
            on_change=typed,
            args=(desk,),
            help=t._("# begins a heading, - a point of a list, **bold**, *italic*, [words](https://address)."),
        )
    count = count_words(desk.text, lambda code: next((each.text for each in said if each.code == code), ""))
    words = t._("{count} of {budget} words") if budget else t._("{count} words")
    over = " over" if budget and count > budget else ""
    show_markup(
        markup.tag("p", words.format(count=count, budget=budget), f"cr-note cr-paper-count{over}")
        + markup.tag("p", _kept_words(page, desk, here), "cr-note cr-paper-kept"),
        page.lang,
    )
    if desk.refused:
        show_markup(markup.tag("p", desk.refused.words(t), "cr-halt"), page.lang)
    if lines := lines_to_look_at(desk.text):
        ask = t._("Line {lines} may name somebody. Officials and bodies may be named; no child may be recognised.")
        show_notes([ask.format(lines=", ".join(map(str, lines)))], page.lang)
    if st.button(
        t._("Save"), type="primary", key="paper_save", disabled=desk.text == here.text and desk.base == here.version
    ):
        if save(page, desk, here.heard):
            done(t._("Saved."))
        st.rerun()
    sync(page, desk, budget, told)


def _kept_words(page: Page, desk: ChapterDesk, here: PaperChapter) -> str:
    """Where what stands in the field is kept, and since when; the truth, whichever it is."""
    t = page.t
    if desk.refused:
        return t._("What you typed last is not kept on the server.")
    if desk.kept_at:
        return t._("Kept for you at {moment}, not saved yet: the others do not see it.").format(
            moment=when(desk.kept_at, page)
        )
    if not here.version:
        return t._("Nothing is written yet. What you type is kept two seconds after the last key.")
    return t._("Saved {moment}, {name}, version {version}.").format(
        moment=when(here.saved_at, page), name=named(here.saved_by, page), version=here.version
    )


def _flags(page: Page, desk: ChapterDesk, here: PaperChapter, said: Sequence[LiveSaid], is_open: bool) -> None:
    """What is otherwise than when it was written, with both values; one press takes over what is new."""
    t = page.t
    found = flagged(say_codes(desk.text, sources_of(page), t, here.heard))
    if not found:
        return
    items = []
    for one in found:
        head = t._("Line {line}: {what}").format(line=one.code.line, what=t._(STANDINGS[one.standing]))
        lines = markup.tag("b", head)
        if one.was:
            lines += markup.tag("p", t._("Then: {text}").format(text=one.was))
            lines += markup.tag("p", t._("Now: {text}").format(text=one.text))
        if one.why and one.why != one.text:
            lines += markup.tag("p", one.why, "cr-note")
        items.append(markup.wrap("li", lines))
    show_markup(markup.wrap("ul", "".join(items), "cr-paper-flags"), page.lang)
    fresh = [one for one in found if one.standing in ("changed", "newer")]
    offered = fresh and is_open and not desk.differs
    if offered and st.button(t._("I have looked: take over what is new"), key="paper_renew"):
        names = {name_of(one.code) for one in fresh}
        heard = {name: told for name, told in here.heard.items() if name not in names}
        if save(page, desk, heard):
            done(t._("Saved with what the figures say today."))
        st.rerun()


def _about(page: Page, kept: KeptPaper, one: PlannedChapter, here: PaperChapter) -> None:
    """Who has the chapter, how far it is, until when, and with how many words."""
    t, state = page.t, State.default()
    show_section(t._("This chapter"), page.lang)
    place = f"{kept.id}_{one.key}"

    def change(name: str, value: str | int) -> None:
        tried(lambda: set_chapter(state, kept.id, one.key, who=require_actor(Action.WRITE_PAPERS), **{name: value}))  # type: ignore[arg-type]

    pick(
        "selectbox",
        t._("Status"),
        list(STATUSES),
        name=f"paper_status_{place}",
        words=lambda code: t._(STATUSES[code]),
        shown=here.status,
        picked=lambda code: change("status", code) if code else None,
    )
    logins = dict.fromkeys(
        [
            current_actor().name,
            *paper_owners(state, who=require_actor(Action.WRITE_PAPERS)),
            *([here.owner] if here.owner else []),
        ]
    )
    pick(
        "selectbox",
        t._("Who writes it"),
        list(logins),
        name=f"paper_owner_{place}",
        words=lambda login: named(login, page),
        shown=here.owner or None,
        picked=lambda login: change("owner", login or ""),
        placeholder=t._("Choose who"),
    )
    with st.container(horizontal=True):
        due = date.fromisoformat(here.due) if here.due else None
        key = f"paper_due_{place}_{here.due}"
        st.date_input(t._("Due"), due, key=key, on_change=lambda: change("due", _day(st.session_state[key])))
        words = f"paper_budget_{place}_{here.budget}"
        st.number_input(
            t._("Words at most"),
            0,
            100_000,
            here.budget,
            step=50,
            key=words,
            help=t._("0: as the form shares them out."),
            on_change=lambda: change("budget", int(st.session_state[words])),
        )


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else ""


def _comments(page: Page, kept: KeptPaper, one: PlannedChapter) -> None:
    t, state = page.t, State.default()
    found = comments_on(state, kept.id, who=require_actor(Action.WRITE_PAPERS), chapter=one.key)
    open_ones = [each for each in found if not each.settled_at]
    show_section(t._("Comments"), page.lang)
    for each in open_ones:
        told = markup.tag("p", each.words) + markup.tag(
            "p", f"{named(each.who, page)}, {when(each.at, page)}", "cr-note"
        )
        show_markup(markup.wrap("div", told, "cr-comment"), page.lang)
        if kept.is_open and st.button(
            t._("Settled"), key=f"paper_settle_{each.number}", type="tertiary", icon=":material/check:"
        ):
            settle_comment(state, kept.id, each.number, who=require_actor(Action.WRITE_PAPERS))
            st.rerun()
    if kept.is_open:
        key = f"paper_comment_{kept.id}_{one.key}_{len(found)}"
        st.text_area(t._("Comment on this chapter"), key=key, max_chars=1_000, height=68)
        if st.button(t._("Add the comment"), key="paper_comment_add"):
            tried(
                lambda: comment_on(
                    state, kept.id, one.key, str(st.session_state[key]), who=require_actor(Action.WRITE_PAPERS)
                )
            )
            st.rerun()
    if len(found) > len(open_ones):
        with filled_fold(t._("Settled comments"), key="paper_settled"):
            show_notes([f"{each.words} ({named(each.who, page)})" for each in found if each.settled_at], page.lang)
