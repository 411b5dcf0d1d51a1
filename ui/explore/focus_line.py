"""The places in focus in one line each, with the way to the birth certificate and to the province's profile."""

from __future__ import annotations

from childrights import words
from childrights.coverage import MapView
from geo.areas import members
from geo.provinces import area_name
from ui import markup
from ui.certificate import code_link
from ui.explore.controls import in_focus
from ui.explore.over_places import PlacesChoice
from ui.layout import show_links
from ui.page import Page


def show_focused(page: Page, choice: PlacesChoice, view: MapView) -> None:
    """A click on a place moves the focus; from here it is one step to where its number comes from."""
    t, links = page.t, []
    drawn = {one.area: one for one in view.drawn}
    for area in in_focus(list(drawn), choice.focus):
        one = drawn[area]
        said = t._("{place}: {value}").format(
            place=area_name(area, page.lang), value=words.value(one, choice.indicator, t)
        )
        links.append(code_link(page, one.id, said) or markup.tag("span", said))
    for code in dict.fromkeys(code for area in choice.focus for code in members(area)):
        name = t._("All about {place}").format(place=area_name(code, page.lang))
        links.append(markup.link(name, "province", area=code, lang=page.url_lang))
    show_links(t._("In focus – each number leads to its birth certificate:"), links, page.lang)
