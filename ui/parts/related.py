"""One step away from a figure: what it means exactly, and the same topic measured in other ways."""

from __future__ import annotations

from childrights.catalogue import Indicator
from ui.parts import cache, markup
from ui.parts.layout import show_links
from ui.parts.page import Page


def show_definition(page: Page, indicator: Indicator) -> None:
    """The full name, definition and comparability note, one click away. Definitions are in English only."""
    english = (indicator.definition_en, indicator.comparability_note)
    notes = "".join(markup.tag("p", words, "cr-note", lang="en") for words in english if words)
    name = markup.tag("p", indicator.name(page.lang), "cr-text")
    markup.show(markup.disclosure(page.t._("What exactly is measured"), name + notes), page.lang)


MOST_ASKED = 5


def show_asked_about(page: Page, indicator: Indicator) -> None:
    """Links to what Cambodia was asked that this indicator may help to judge, newest first."""
    t, asked = page.t, cache.asked_about(page.snapshot.name).get(indicator.code, ())
    links = [
        markup.link(
            f"{t.pick(one.topic or one.summary, one.topic_km or one.summary_km)} ({one.mechanism} {one.year})",
            "recommendations",
            id=one.code,
            lang=page.url_lang,
        )
        for one in asked[:MOST_ASKED]
    ]
    show_links(t._("Cambodia was asked about this:"), links, page.lang)


def show_related(page: Page, indicator: Indicator) -> None:
    """Links to the other measures of the topic. They have other definitions and never share a line."""
    topic = page.catalogue.topics[indicator.topic]
    headlines = cache.headlines(page.snapshot.name)
    links = [
        markup.link(page.catalogue.indicators[code].short_name(page.lang), "explore", ind=code, lang=page.url_lang)
        for code in topic.members
        if code != indicator.code and code in headlines
    ]
    intro = page.t._("One step away – other definitions of the topic, never on the same line:")
    show_links(intro, links, page.lang)
