"""What the pages for children share: their head, pictures, and the box that says where help is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

import streamlit as st

from childrights.children import (
    booklet_content,
    booklet_pdf,
    child_words,
    cover_picture,
    group_picture,
    helplines_now,
    load_groups,
)
from childrights.language import day_words
from ui.parts import Page, markup

COVER, PICTURE = (480, 300), (160, 120)


def show_head(page: Page, name: str) -> None:
    """The picture, the title and what the page is about: the words called ``name_title`` and ``name_intro``."""
    said = markup.tag("h1", child_words(f"{name}_title", page.lang), "cr-title")
    said += markup.tag("p", child_words(f"{name}_intro", page.lang), "cr-kid-text")
    drawn = markup.picture(cover_picture(), child_words("cover_picture", page.lang), COVER)
    markup.show(markup.wrap("header", drawn + markup.wrap("div", said), "cr-kid cr-kid-head"), page.lang)
    st.download_button(
        markup.as_written(child_words("booklet_take", page.lang)),
        partial(_booklet, page),
        file_name=f"booklet-{page.lang}.pdf",
        mime="application/pdf",
        icon=":material/download:",
        on_click="ignore",
        key=f"{name}_booklet",
    )


def _booklet(page: Page) -> bytes:
    return booklet_pdf(booklet_content(page.snapshot, page.catalogue, date.today(), page.lang), page.t)


def group_head(page: Page, code: str) -> str:
    """The picture and the name of a group of rights."""
    group = load_groups()[code]
    drawn = markup.picture(group_picture(code), group.picture.say(page.lang), PICTURE)
    said = markup.tag("h2", group.title.say(page.lang), "cr-section")
    return drawn + markup.wrap("span", said + markup.tag("span", group.intro.say(page.lang), "cr-kid-intro"))


def help_box(page: Page, named: Iterable[bool]) -> str:
    """Where a child finds help, wherever one of what was ``named`` is harm; nothing elsewhere."""
    if not any(named):
        return ""
    lang, t = page.lang, page.t
    said = markup.tag("h3", child_words("help_title", lang)) + markup.tag("p", child_words("help_ask", lang))
    known = helplines_now(date.today())
    if known:
        said += markup.tag("p", child_words("help_call", lang))
    for one in known:
        called = markup.tag("strong", one.number) + markup.tag("span", f" {one.name(lang)}")
        more = " ".join(filter(None, (one.hours(lang), child_words("help_free", lang) if one.free else "")))
        source = t._("For adults: {source}, checked on {day}.")
        said += markup.wrap("p", called, "cr-kid-call") + markup.tag("p", more)
        said += markup.tag("p", source.format(source=one.source, day=day_words(one.checked_on, lang)), "cr-note")
    if not known:
        told = t._("For adults: no number to call stands here yet, because none was checked within the last year.")
        said += markup.tag("p", told, "cr-note")
    return markup.wrap("aside", said, "cr-kid-help")
