"""Which province is looked at: the box above its profile, and the list of all 25 while none is chosen."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.areas import PROVINCES, members
from geo.provinces import area_name, region_name, regions
from ui import markup
from ui.advocate.link import show_message_link
from ui.explore.state import ViewState, check_codes
from ui.filters import choose
from ui.layout import filter_bar, show_links, show_title
from ui.page import Page
from ui.printing import print_button

PROVINCE = "province"
NOWHERE = "none"


def choose_province(page: Page) -> str:
    """The province of the URL, empty while there is none. Raises ``UnknownCode`` for a code nobody knows."""
    _ = page.t._
    check_codes(ViewState.from_query(st.query_params), page.catalogue.indicators, page.t)
    with filter_bar("province"):
        code = choose(
            _("Province"),
            [NOWHERE, *provinces_in_order(page)],
            param="area",
            words=lambda code: _("Choose a province") if code == NOWHERE else area_name(code, page.lang),
        )
        if code != NOWHERE:
            print_button(page)
            show_message_link(page, area=code)
    return "" if code == NOWHERE else code


def provinces_in_order(page: Page) -> list[str]:
    """The codes of all 25 by name."""
    return sorted(PROVINCES, key=lambda code: area_name(code, page.lang))


def show_chooser(page: Page, heading: Any) -> None:
    """The 25 provinces by census zone, each in both languages; those of a survey area first, if one was asked for."""
    _ = page.t._
    with heading:
        show_title(_("One province across all rights"), page.lang, kicker=_("Provinces"))
    asked = ViewState.from_query(st.query_params).areas
    parts = [code for area in asked if "+" in area for code in members(area)]
    links = [province_link(page, code) for code in parts]
    show_links(_("This is a survey area of several provinces. Each has a profile of its own:"), links, page.lang)
    columns = []
    for zone, codes in regions().items():
        items = "".join(f"<li>{_in_both_languages(page, code)}</li>" for code in codes)
        columns.append(f"<div>{markup.tag('h2', region_name(zone, page.lang), 'cr-part')}<ul>{items}</ul></div>")
    markup.show(f'<div class="cr-provinces">{"".join(columns)}</div>', page.lang)


def province_link(page: Page, code: str) -> str:
    """A link to the profile of a province."""
    return markup.link(area_name(code, page.lang), PROVINCE, area=code, lang=page.url_lang)


def _in_both_languages(page: Page, code: str) -> str:
    other = "en" if page.lang == "km" else "km"
    return f"{province_link(page, code)} {markup.tag('span', area_name(code, other), 'quiet', lang=other)}"
