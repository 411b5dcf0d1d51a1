"""Beside the basket: its messages and views that somebody kept by their links, as slides for a talk."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from childrights.basket import Basket, of_talk
from childrights.briefs import Brief, KeptView, Stock, read_view
from childrights.catalogue import ChildRightsError
from childrights.export import ExportError
from childrights.writers import brief_bytes
from ui.advocate.choice import today
from ui.parts import Page, cache, fold, markup, show_notes

MOST_VIEWS, LONGEST_LINKS = 12, 6_000
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def show_talk(page: Page, basket: Basket) -> None:
    """A field for links of views, and the slides."""
    t = page.t
    with fold(t._("Slides for a talk"), key="talk") as part:
        if not part.open:
            return
        words = [
            t._("One finding a slide: your messages first, then maps, rankings, trends and groups by their links.")
        ]
        show_notes(words, page.lang)
        told = st.text_area(
            markup.as_written(t._("Links of views, one a line")),
            key="talk_links",
            max_chars=LONGEST_LINKS,
            help=t._("Open Maps and charts, choose what you want to show, and copy the address from the browser."),
        )
        if not basket.items and not told.strip():
            return
        try:
            made = _talk(page, basket, told)
        except ChildRightsError as refusal:
            show_notes([refusal.words(t)], page.lang)
            return
        count = t.ngettext("{count} slide with a finding", "{count} slides with findings", len(made.sections))
        show_notes([count.format(count=len(made.sections))], page.lang)
        st.download_button(
            t._("Slides (.pptx)"),
            data=partial(brief_bytes, made, ".pptx"),
            file_name=f"talk-{date.today():%Y-%m-%d}-{page.lang}.pptx",
            mime=_PPTX,
            icon=":material/slideshow:",
            on_click="ignore",
            key="talk_pptx",
        )


def _talk(page: Page, basket: Basket, links: str) -> Brief:
    """What the slides hold. Raises ``ChildRightsError`` for a link of none of our views, and for nothing to tell."""
    stock = Stock.of(page.snapshot, page.catalogue, page.t, date.today())
    lines = [one.strip() for one in links.splitlines() if one.strip()]
    if len(lines) > MOST_VIEWS:
        raise ExportError(page.t._("At most {most} links fit into one talk.").format(most=MOST_VIEWS))
    views: list[KeptView] = [read_view(one, stock) for one in lines]
    return of_talk(stock, basket, lambda one: cache.rechecked(page.snapshot.name, one, page.lang, today()), views)
