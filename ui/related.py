"""One step away from a figure: what it means exactly, and the same topic measured in other ways."""

from __future__ import annotations

from childrights.catalogue import Indicator
from ui import cache, markup
from ui.layout import show_links
from ui.page import Page


def show_definition(page: Page, indicator: Indicator) -> None:
    """The full name, definition and comparability note, one click away. Definitions are in English only."""
    english = (indicator.definition_en, indicator.comparability_note)
    notes = "".join(markup.tag("p", words, "cr-note", lang="en") for words in english if words)
    name = markup.tag("p", indicator.name(page.lang), "cr-text")
    markup.show(markup.disclosure(page.t._("What exactly is measured"), name + notes), page.lang)


def show_related(page: Page, indicator: Indicator, target: str) -> None:
    """Links to the other measures of the topic. They have other definitions and never share a line."""
    topic = page.catalogue.topics[indicator.topic]
    headlines = cache.headlines(page.snapshot.name)
    links = []
    for code in topic.members:
        if code == indicator.code or code not in headlines:
            continue
        to = target if target != "map" or headlines[code].areas else "trends"
        name = page.catalogue.indicators[code].short_name(page.lang)
        links.append(markup.link(name, to, ind=code, lang=page.lang if page.lang != "en" else ""))
    if target == "map":
        links.append(markup.link(page.t._("Over time"), "trends", ind=indicator.code, lang=_lang(page)))
    elif headlines.get(indicator.code) and headlines[indicator.code].areas:
        links.append(markup.link(page.t._("On the map"), "map", ind=indicator.code, lang=_lang(page)))
    intro = page.t._("One step away – other definitions of the topic, never on the same line:")
    show_links(intro, links, page.lang)


def _lang(page: Page) -> str:
    return page.lang if page.lang != "en" else ""
