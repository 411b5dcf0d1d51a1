"""The views of groups, changes, years, pairs and inequality in a real browser: drawn, quiet, light on the wire."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import choose, open_page, wait_for_rest
from tests.support.browser import Wire
from tests.support.server import Server

TABS = {
    "Groups": "groups",
    "Change": "change",
    "Each place": "places",
    "Maps by year": "years",
    "Grid": "grid",
    "Pair": "pair",
    "Inequality": "inequality",
}
LIMIT = 15_000
"""Bytes that travel for a change of indicator: what is promised."""


def test_the_tabs_lead_through_every_view_and_back(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore?ind=stunting&view=trend")
    tabs = page.get_by_role("radiogroup", name="View").get_by_role("radio")
    expect(tabs).to_have_text(["Map", "Over time", "Ranking", "Groups", "More"])
    page.get_by_role("radio", name="More", exact=True).click()
    for name, code in TABS.items():
        page.get_by_role("radio", name=name, exact=True).click()
        page.wait_for_url(re.compile(f"view={code}"))
        wait_for_rest(page)
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        expect(page.locator("h1.cr-title")).to_contain_text("Stunting")
    wanted = page.locator("h1.cr-title").inner_text()
    page.reload()
    expect(page.locator("h1.cr-title")).to_have_text(wanted)
    assert "view=inequality" in page.url


@pytest.mark.parametrize("view", ["places", "years"])
def test_the_heaviest_change_keeps_the_promise(streamlit_server: Server, page: Page, view: str) -> None:
    wire = Wire()
    wire.follow(page)
    open_page(streamlit_server, page, f"/explore?ind=stunting&view={view}")
    wait_for_rest(page)
    wire.sizes.clear()
    choose(page, "ind", "Expected schooling")
    page.wait_for_url(re.compile("ind=expected_years_schooling_modelled"))
    expect(page.locator("h1.cr-title")).to_contain_text("Expected schooling")
    wait_for_rest(page)
    assert 1_000 < sum(wire.sizes) < LIMIT, wire.sizes
