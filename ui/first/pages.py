"""What the pages say first. Each function shows its part as the page does, for the query of an unseen address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date

from childrights.charts import LIGHT, Framed, theme
from childrights.pictures import NotDrawable, page_svg, plot_scene
from childrights.profile import words as profile_words
from ui.explore import FirstLook, first_look
from ui.parts import Page, cache, markup, show_markup, show_title
from ui.read import (
    choose_article,
    choose_province,
    choose_right,
    findings,
    right_finding,
    show_chooser,
    show_doors,
    show_facts,
    show_front,
    show_measures,
    show_old,
    show_standing,
)

WIDTH, TALLEST, SCALE, LEAST = 460, 540, 0.9, 280
"""Of a picture, in pixels: letters can be read on a phone, and a wide screen has it larger."""


def overview(page: Page) -> None:
    """The leading finding beside the map, and three doors."""
    show_front(page, findings(page))
    show_doors(page)


def explore(page: Page) -> None:
    """The finding of a view, its figure and what limits it."""
    look = first_look(page)
    show_title(look.title, page.lang, kicker=look.kicker, lede=look.lede)
    limits = "".join(markup.tag("p", one, "cr-note") for one in look.notes)
    ways = markup.wrap("ul", "".join(markup.wrap("li", one) for one in look.links), "cr-links")
    show_markup(markup.wrap("div", limits + ways, "cr-first-controls"), page.lang)
    show_markup(_figure(page, look) + look.table, page.lang)


def _figure(page: Page, look: FirstLook) -> str:
    """The figure in both themes with what it is and where it is from; nothing where there is none that can be drawn."""
    if look.draw is None:
        return ""
    drawn = [look.draw(replace(page, colours=one)) for one in (LIGHT, theme("dark"))]
    try:
        light, dark = (plot_scene(one, WIDTH, TALLEST, SCALE, LEAST) for one in drawn)
    except NotDrawable:
        return ""
    caption = drawn[0].caption if isinstance(drawn[0], Framed) else None
    said = (caption.subtitle, *caption.footer) if caption else ()
    about = "".join(markup.tag("p", one, "cr-note") for one in said)
    return markup.wrap("figure", page_svg(light, dark, look.alt) + markup.wrap("figcaption", about), "cr-first-figure")


def province(page: Page) -> None:
    """Where a province stands; without one the list of all."""
    code = choose_province(page)
    if not code:
        show_chooser(page, nullcontext())
        return
    found = cache.province(page.snapshot.name, code)
    show_title(profile_words.province_finding(found, page.t), page.lang, kicker=page.t._("Provinces"))
    show_old(page, found, date.today().year)
    show_facts(page, found)
    show_standing(page, found)


def rights(page: Page) -> None:
    """What a right asks, and what is measured of it."""
    right = choose_right(page)
    title = right_finding(page, right, cache.headlines(page.snapshot.name))
    show_title(title, page.lang, kicker=page.t._("Rights"))
    show_measures(page, right, choose_article(page, right))


FIRST: Mapping[str, Callable[[Page], None]] = {
    "": overview,
    "overview": overview,
    "explore": explore,
    "province": province,
    "rights": rights,
}
"""By address. Other pages come when their script has."""
