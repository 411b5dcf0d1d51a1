"""What is new: the few most important lines on the Overview, and the whole of it on a page of its own."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from childrights.watch import (
    FEED_FILES,
    Item,
    MessageNews,
    Publication,
    details,
    leading,
    line,
    more_words,
    named,
    news_feed,
    news_text,
    sectioned,
    short_text,
    title_words,
    untold_words,
    way_to,
)
from ui.parts import Page, cache, markup, show_copy_field, show_markup, show_notes, show_section

ON_OVERVIEW, IN_SECTION, OF_EARLIER, IN_MESSAGE = 5, 8, 5, 12


def told_publication(page: Page) -> Publication | None:
    """The newest publication that brought news, else the newest; ``None`` where nothing is known of any."""
    log = cache.news(page.snapshot.name)
    return log.latest_news or log.newest


def news_title(page: Page) -> str:
    """What the newest news is about, in one sentence."""
    told = told_publication(page)
    return title_words(told, page.t) if told else page.t._("What is new")


def show_new(page: Page) -> None:
    """On the Overview: since when, the most important items with the views that show them, and the way to the rest."""
    told = told_publication(page)
    if told is None:
        return
    if not told.digest.items:
        show_notes([title_words(told, page.t)], page.lang)
        return
    items = leading(told.digest, ON_OVERVIEW)
    way = markup.link(page.t._("All that is new"), "new", lang=page.url_lang)
    more = markup.tag("span", more_words(len(told.digest.items) - len(items), page.t))
    show_section(title_words(told, page.t), page.lang)
    show_markup(_listed(page, items) + markup.wrap("p", f"{more} {way}", "cr-note"), page.lang)


def show_news(page: Page) -> None:
    """Every kind of news with its most important items, what they rest on, and the earlier publications."""
    told = told_publication(page)
    if told is None:
        return
    for title, items in sectioned(told.digest):
        show_section(page.t._(title), page.lang)
        rest = markup.tag("p", more_words(len(items) - IN_SECTION, page.t), "cr-note")
        show_markup(_listed(page, items[:IN_SECTION], whole=True) + rest * (len(items) > IN_SECTION), page.lang)
    show_notes([untold_words(told.digest, page.t)], page.lang)
    if told.digest.items:
        _show_files(page, told)
    _show_earlier(page, told)


def show_kept_news(page: Page, kept: Sequence[MessageNews]) -> None:
    """The kept messages of a person that read otherwise now or hold no more."""
    show_markup(_listed(page, kept), page.lang)


def _listed(page: Page, items: Sequence[Item], *, whole: bool = False) -> str:
    """A list of items, each leading to the view that shows it; with ``whole`` what belongs to it beneath, folded."""
    rows = []
    for item in items:
        more = details(item, page.catalogue, page.t) if whole else ()
        folded = markup.wrap("ul", "".join(markup.tag("li", one) for one in more)) if more else ""
        about = markup.disclosure(page.t._("What it is based on"), folded) if more else ""
        rows.append(markup.wrap("li", _linked(page, item) + about))
    return markup.wrap("ul", "".join(rows), "cr-news")


def _linked(page: Page, item: Item) -> str:
    """The line of an item with its measure as the link to the view that shows it."""
    path, chosen = way_to(item)
    name, words = named(item, page.catalogue, page.t), line(item, page.catalogue, page.t)
    link = markup.link(name, path, **chosen, lang=page.url_lang)
    if words.startswith(name):
        return link + html.escape(words.removeprefix(name))
    return f"{link} {html.escape(words)}"


def _show_files(page: Page, told: Publication) -> None:
    """The news as text to paste, whole as a file, and all of it as a feed."""
    t, day = page.t, told.built_at[:10]
    show_section(t._("To take away"), page.lang)
    text = short_text(told, page.catalogue, t, IN_MESSAGE)
    show_copy_field(page, "news_text", t._("Text to paste"), text, t._("Copy text"))
    log = cache.news(page.snapshot.name)
    with st.container(key="news_files", horizontal=True):
        st.download_button(
            t._("All of it as text (.txt)"),
            lambda: news_text(told, page.catalogue, t).encode(),
            file_name=f"news-{day}-{t.lang}.txt",
            mime="text/plain",
            on_click="ignore",
            icon=":material/download:",
            key="get_news_text",
        )
        st.download_button(
            t._("Feed (.xml)"),
            lambda: news_feed(log, page.catalogue, t),
            file_name=FEED_FILES[t.lang],
            mime="application/atom+xml",
            on_click="ignore",
            icon=":material/rss_feed:",
            key="get_news_feed",
        )


def _show_earlier(page: Page, told: Publication) -> None:
    """The publications before, each with its most important items, folded."""
    earlier = [one for one in cache.news(page.snapshot.name).publications if one.digest and one is not told]
    if not earlier:
        return
    show_section(page.t._("Earlier"), page.lang)
    for one in earlier:
        items = leading(one.digest, OF_EARLIER)
        rest = [more_words(len(one.digest.items) - len(items), page.t), untold_words(one.digest, page.t)]
        below = "".join(markup.tag("p", words, "cr-note") for words in rest if words)
        show_markup(markup.disclosure(title_words(one, page.t), _listed(page, items) + below), page.lang)
