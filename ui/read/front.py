"""The front page: the strongest findings with their pictures, a map to click, and where to go from here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from childrights.areas import extremes_words
from childrights.briefs import MAP, KeptView, Section, Size, view_section
from childrights.cards import claim_of
from childrights.composer import Chosen, leading
from childrights.messages import SAY_WEAKER, cited_sources
from childrights.newest import newer_notes
from geo import COUNTRY
from ui.parts import Page, cache, is_unseen, markup, picture_of, small_picture

MAPPED = "stunting"
"""What the map of the front page shows: measured in every province, of the youngest, by the official survey."""
LEAD, MAP_SIZE = Size(560, 420, 0.92, least=200, names=150, trend=170, row=22), Size(560, 460, 0.9, least=300)


def findings(page: Page) -> Sequence[Chosen]:
    """What stands on the front page, the leading finding first; empty where nothing may be said."""
    name, year = page.snapshot.name, date.today().year
    return cache.answer(name, f"front {page.lang} {year}", lambda: leading(cache.paper_desks(name, year), page.t))


def claim(page: Page, one: Chosen) -> str:
    """A finding as a headline: what is measured, and its figures."""
    desk = cache.paper_desks(page.snapshot.name, date.today().year).at(COUNTRY)[one.indicator.code]
    topic = page.catalogue.topics.get(one.indicator.topic)
    name = topic.name(page.lang) if topic else one.indicator.name(page.lang)
    return page.t._("{measure}: {figures}").format(measure=name, figures=claim_of(one.finding, desk, page.t))


def show_front(page: Page, told: Sequence[Chosen]) -> None:
    """The leading finding beside the map."""
    key = f"front {page.lang} {page.colours.name} {date.today()} {is_unseen()}"
    markup.show(cache.finished(page.snapshot.name, key, partial(_front, page, told)), page.lang)


def _front(page: Page, told: Sequence[Chosen]) -> str:
    lead = _lead(page, told[0]) if told else _nothing(page)
    return markup.wrap("div", lead + _map(page), "cr-front")


def show_stories(page: Page, told: Sequence[Chosen]) -> None:
    """The findings after the leading one, side by side."""
    key = f"stories {page.lang} {page.colours.name} {date.today()}"
    markup.show(cache.finished(page.snapshot.name, key, partial(_stories, page, told[1:])), page.lang)


def _stories(page: Page, told: Sequence[Chosen]) -> str:
    items = "".join(markup.wrap("li", _story(page, one)) for one in told)
    return markup.wrap("ul", items, "cr-stories") if items else ""


def _nothing(page: Page) -> str:
    none = not cache.counts(page.snapshot.name).indicators_with_data
    title = page.t._("No figures are published here yet") if none else page.t._("What the figures say, right by right")
    return markup.wrap("div", markup.tag("h1", title, "cr-title"), "cr-lead")


def _lead(page: Page, one: Chosen) -> str:
    head = markup.wrap("h1", markup.whole_figures(claim(page, one)), "cr-title")
    said = markup.tag("p", one.message.headline, "cr-said")
    return markup.wrap("article", head + said + small_picture(page, one.message, LEAD) + _foot(page, one), "cr-lead")


def _story(page: Page, one: Chosen) -> str:
    head = markup.wrap("h2", _explored(page, one), "cr-claim")
    said = markup.tag("p", one.message.headline, "cr-said")
    return markup.wrap("article", head + small_picture(page, one.message) + said + _foot(page, one), "cr-story")


def _explored(page: Page, one: Chosen) -> str:
    return markup.link(claim(page, one), "explore", ind=one.indicator.code, lang=page.url_lang)


def _foot(page: Page, one: Chosen) -> str:
    """Source, what must be minded, and the ways on: the messages of its measure, and the figure itself."""
    t, desk = page.t, cache.paper_desks(page.snapshot.name, date.today().year).at(COUNTRY)[one.indicator.code]
    source = markup.tag("p", cited_sources(one.finding, desk, t), "cr-note")
    summary = t._("Use with caution") if one.message.verdict == SAY_WEAKER else t._("Notes")
    ways = [markup.link(t._("Messages"), "messages", ind=one.indicator.code, lang=page.url_lang)]
    ways += [markup.link(code, "number", code=code, lang=page.url_lang) for code in one.message.observations[:1]]
    links = markup.wrap("ul", "".join(markup.wrap("li", way) for way in ways), "cr-links")
    return source + _notes(summary, one.message.reasons) + links


def _notes(summary: str, notes: Sequence[str]) -> str:
    """What must be minded, folded; nothing where there is nothing."""
    told = "".join(markup.tag("p", words, "cr-note") for words in notes)
    return markup.disclosure(summary, told) if told else ""


def _map(page: Page) -> str:
    """The map with a way to where it can be asked; empty where the measure has none."""
    section = _newest_map(page)
    figure = section.figure if section else None
    if section is None or figure is None or figure.view is None or not (drawn := picture_of(page, figure, MAP_SIZE)):
        return ""
    said = extremes_words(figure.view, figure.indicator, page.t)
    link = markup.link(said, "explore", ind=figure.indicator.code, lang=page.url_lang)
    about = markup.tag("p", f"{figure.title} ({figure.subtitle})", "cr-note")
    newer = " ".join(newer_notes(section.observations, cache.newest(page.snapshot.name), page.t))
    cited = "; ".join(f"{one.publisher}, {one.title}" for one in section.sources)
    told = "".join(markup.tag("p", words, "cr-note") for words in (newer, cited) if words)
    # No order is sure where its title names two ends: what limits it, and what is not drawn, stands under it.
    notes = _notes(page.t._("Use with caution"), (*section.missing, *section.cautions))
    return markup.wrap("section", markup.wrap("h2", link, "cr-claim") + drawn + about + told + notes, "cr-front-map")


def _newest_map(page: Page) -> Section | None:
    """The map of the newest figures of what is mapped, whichever series of its concept has them."""
    stock = cache.stock(page.snapshot.name, page.lang, date.today())
    drawn = [view_section(stock, KeptView(MAP, one)) for one in page.catalogue.concept_of(MAPPED).members]
    found = [one for one in drawn if one and one.figure and one.figure.observations]
    return max(found, key=lambda one: max(figure.year_end for figure in one.observations), default=None)


def show_doors(page: Page) -> None:
    """Three doors, by what somebody came for."""
    _ = page.t._
    doors = (
        ("messages", _("I need a message"), _("Sentences the figures allow, each with its source and its limits.")),
        (
            "upload",
            _("I have figures"),
            _("Upload the Excel file you have. Every cell is checked before anything is published."),
        ),
        (
            "talk",
            _("I speak in a hall"),
            _("Choose messages, maps and provinces, and take one file that presents itself without internet."),
        ),
    )
    items = "".join(
        markup.wrap("li", markup.link(name, path, lang=page.url_lang) + markup.tag("span", about))
        for path, name, about in doors
    )
    markup.show(markup.wrap("ul", items, "cr-doors"), page.lang)
