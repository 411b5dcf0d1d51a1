"""The talk on its page: its slides in order with what they say today, and the files that present it."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.talks import (
    GONE,
    ITEM_KINDS,
    Talk,
    TalkSlides,
    ToldItem,
    item_name,
    read_talk,
    short_talk,
    stick_file,
    talk_checks,
    talk_in_short,
    talk_json,
    talk_of,
    talk_slides,
)
from childrights.writers import brief_bytes
from ui.parts import (
    MY_TALK,
    Page,
    cache,
    markup,
    show_copy_field,
    show_drop_words,
    show_markup,
    show_notes,
    show_section,
    two_thirds,
)

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SHARED, OPEN, MOST_MB = "talk", "talk_open", 1


def talk_finding(page: Page) -> str:
    """How long the talk is."""
    count = len(MY_TALK.now().items)
    if not count:
        return page.t._("Your talk is empty")
    told = page.t.ngettext("Your talk has {count} part", "Your talk has {count} parts", count)
    return told.format(count=count)


def show_talk(page: Page) -> None:
    """The parts, and beside them what can be made of them and where they are kept."""
    _show_shared(page)
    stock = cache.stock(page.snapshot.name, page.lang, date.today())
    told = talk_slides(stock, MY_TALK.now())
    main, side = two_thirds()
    with main:
        if refused := MY_TALK.refusal_words(page):
            show_markup(markup.tag("p", refused, "cr-refused"), page.lang)
        if not told.items:
            where = page.t._("Open a map, a ranking, a message or a province and press “Add to talk” there.")
            show_notes([where], page.lang)
        for at, one in enumerate(told.items, 1):
            _show_item(page, told, one, at, item_name(stock, one))
    with side:
        if told.slides:
            _show_files(page, told)
        _show_keeping(page, told)


def _show_shared(page: Page) -> None:
    """A talk that somebody sent as a link, before it takes the place of one's own."""
    packed = st.query_params.get(SHARED, "")
    if not packed:
        return
    try:
        sent = short_talk(packed)
    except ChildRightsError as refusal:
        show_notes([refusal.words(page.t)], page.lang)
        return
    told = page.t._("Somebody shared the talk “{title}” with you. It takes the place of yours.")
    show_notes([told.format(title=sent.title or page.t._("Talk"))], page.lang)
    st.button(page.t._("Take this talk"), key="talk_take", type="primary", on_click=_take, args=(sent,))


def _take(sent: Talk) -> None:
    _replace(sent)
    st.query_params.pop(SHARED, None)


def _replace(new: Talk) -> None:
    """Another talk in the place of this one; newer than it, or the browser would bring the old one back."""
    MY_TALK.put(Talk(new.title, new.lang, new.items, max(new.revision, MY_TALK.now().revision) + 1))


def _show_item(page: Page, told: TalkSlides, one: ToldItem, at: int, name: str) -> None:
    t, id = page.t, one.item.id
    kind = markup.tag("p", f"{at} · {t._(ITEM_KINDS[one.item.kind])}", "cr-note")
    said = [slide.section.message for slide in one.slides]
    head = markup.wrap("h2", markup.whole_figures(said[0] if said else name))
    parts = [kind, head, *(markup.tag("p", text) for text in said[1:])]
    if one.state == GONE:
        parts.append(markup.tag("p", one.why, "cr-verdict no_longer"))
    with st.container(key=f"talk_part_{id}"):
        show_markup(markup.wrap("article", "".join(parts), "cr-message kept"), page.lang)
        with st.container(horizontal=True, key=f"talk_steps_{id}"):
            last = at == len(told.items)
            for key, icon, words, by, off in (
                ("up", "arrow_upward", t._("Up"), -1, at == 1),
                ("down", "arrow_downward", t._("Down"), 1, last),
            ):
                step = partial(_move, id, by)
                st.button(words, key=f"talk_{key}_{id}", icon=f":material/{icon}:", disabled=off, on_click=step)
            out = partial(MY_TALK.change, lambda here: here.remove(id))
            st.button(t._("Take out"), key=f"talk_out_{id}", icon=":material/remove:", type="tertiary", on_click=out)
        for field, label, value in (
            ("title", t._("Your heading"), one.item.title),
            ("notes", t._("Your notes"), one.item.notes),
        ):
            key = f"talk_{field}_{id}"
            most, make = (120, st.text_input) if field == "title" else (2_000, st.text_area)
            make(label, value=value, key=key, max_chars=most, on_change=_typed, args=(id, field, key))


def _move(id: str, by: int) -> None:
    MY_TALK.change(lambda here: here.move(id, by))


def _typed(id: str, field: str, key: str) -> None:
    MY_TALK.change(lambda here: here.change(id, **{field: str(st.session_state[key])}))


def _show_files(page: Page, told: TalkSlides) -> None:
    """The title, and the talk as one file and as slides; both are made when they are asked for."""
    t = page.t
    st.text_input(t._("Title of the talk"), value=told.talk.title, key="talk_title", max_chars=120, on_change=_named)
    stock = cache.stock(page.snapshot.name, page.lang, date.today())
    name = f"talk-{date.today():%Y-%m-%d}-{page.lang}"
    with st.container(horizontal=True, key="talk_files"):
        st.download_button(
            t._("Save for a stick (.html)"),
            data=partial(stick_file, stock, told),
            file_name=f"{name}.html",
            mime="text/html",
            icon=":material/usb:",
            type="primary",
            on_click=_looked_at,
            args=(told,),
            key="talk_html",
        )
        st.download_button(
            t._("Slides (.pptx)"),
            data=lambda: brief_bytes(talk_of(stock, told), ".pptx"),
            file_name=f"{name}.pptx",
            mime=_PPTX,
            icon=":material/slideshow:",
            on_click="ignore",
            key="talk_pptx",
        )
    how = t._("Open the .html file by a double-click: it presents itself in any browser, without internet.")
    show_notes([how], page.lang)
    show_section(t._("Checked before the talk"), page.lang)
    show_notes([one.words for one in talk_checks(stock, told)], page.lang)


def _looked_at(told: TalkSlides) -> None:
    """What was taken away is what was looked at: changes are told from here on."""
    MY_TALK.put(told.looked_at())


def _named() -> None:
    MY_TALK.change(lambda here: here.named(str(st.session_state["talk_title"])))


def _show_keeping(page: Page, told: TalkSlides) -> None:
    """Where the talk is, its link, and the file to carry it elsewhere."""
    t = page.t
    show_section(t._("Where it is kept"), page.lang)
    kept = t._("In this browser only. Nothing of it stays on the server.")
    if not MY_TALK.is_kept():
        kept = t._("This browser keeps nothing: save the talk as a file before you leave.")
    show_notes([kept], page.lang)
    if told.items:
        if packed := talk_in_short(told.talk):
            address = f"{(st.context.url or '').split('?')[0]}?{SHARED}={packed}"
            show_copy_field(page, "talk_link", t._("Link to this talk"), address, t._("Copy link"))
            show_notes([t._("The link opens this talk without your notes.")], page.lang)
        else:
            show_notes([t._("The talk is too long for a link: save it as a file.")], page.lang)
        st.download_button(
            t._("Save the talk"),
            data=talk_json(told.talk),
            file_name="talk.json",
            mime="application/json",
            icon=":material/download:",
            on_click="ignore",
            key="talk_save",
        )
        st.button(t._("Start a new talk"), key="talk_new", type="tertiary", on_click=_replace, args=(Talk(),))
    if MY_TALK.can_undo():
        st.button(t._("Undo"), key="talk_undo", icon=":material/undo:", on_click=MY_TALK.undo)
    key = f"talk_file_{st.session_state.get('talk_round', 0)}"
    with st.container(key="talk_drop"):
        show_drop_words(page, MOST_MB)
        st.file_uploader(
            t._("Open a saved talk"), type="json", key=key, on_change=_opened, args=(key,), max_upload_size=MOST_MB
        )


def _opened(key: str) -> None:
    """The talk of a file in the place of this one; the uploader gets a new name, so that it may be chosen again."""
    file = st.session_state.get(key)
    if file is not None:
        content = file.getvalue()
        MY_TALK.change(lambda here: here if not content else _newer(read_talk(content), here))
        st.session_state["talk_round"] = st.session_state.get("talk_round", 0) + 1


def _newer(new: Talk, here: Talk) -> Talk:
    return Talk(new.title, new.lang, new.items, max(new.revision, here.revision) + 1)
