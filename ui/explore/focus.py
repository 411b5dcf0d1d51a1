"""Places move into focus by a click and out by another; at most six at a time."""

from __future__ import annotations

import streamlit as st

from childrights.language import words
from geo import area_words, province_members
from ui.explore.controls import in_focus
from ui.explore.over_places import PlacesChoice, load_view
from ui.parts import MAX_AREAS, Page, ViewState, code_link, current_translator, markup, put_param, show_links


def toggled(areas: tuple[str, ...], clicked: str) -> tuple[str, ...]:
    """The places in focus after a click on the drawn area ``clicked``.

    A click on an area that is in focus, wholly or by one of its provinces, takes it out; one more than six does
    nothing.
    """
    inside = set(province_members(clicked))
    kept = tuple(area for area in areas if not inside & set(province_members(area)))
    if len(kept) < len(areas):
        return kept
    return areas if len(areas) >= MAX_AREAS else (*areas, clicked)


def move_focus(clicked: str) -> None:
    """Put the area that was clicked into the URL, or take it out when it was there."""
    before = ViewState.from_query(st.query_params).areas
    after = toggled(before, clicked)
    if after == before:
        st.toast(current_translator()._("Six places are in focus. Click one of them to make room."))
    put_param("areas", ",".join(after), ("area",))


def show_focused(page: Page, choice: PlacesChoice) -> None:
    """A click on a place moves the focus; from here it is one step to where its number comes from."""
    t, links = page.t, []
    drawn = {one.area: one for one in load_view(page, choice).drawn}
    for area in in_focus(list(drawn), choice.focus):
        one = drawn[area]
        said = t._("{place}: {value}").format(
            place=area_words(area, page.lang), value=words.value_words(one, choice.indicator, t)
        )
        links.append(code_link(page, one.id, said) or markup.tag("span", said))
    for code in dict.fromkeys(code for area in choice.focus for code in province_members(area)):
        name = t._("All about {place}").format(place=area_words(code, page.lang))
        links.append(markup.link(name, "province", area=code, lang=page.url_lang))
    show_links(t._("In focus – each number links to where it comes from:"), links, page.lang)
