"""What a browser shows before the scripts of the app have come, and what becomes of it then."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.looking import open_page, wait_for_map, wait_for_rest
from tests.support.browser import PHONE, Chromium
from tests.support.server import Server

APP, CHART = re.compile(r"/static/js/index\."), re.compile(r"/static/js/PlotlyChart\.")


def made(page: Page, address: str) -> str:
    """``address``, once the server has made what it tells first: a busy one lets a page come without."""
    for _ in range(20):
        if 'id="cr-first"' in page.request.get(address, headers={"Accept": "text/html"}).text():
            return address
    raise AssertionError("nothing is told first")


def test_finding_and_map_are_there_first_and_give_way_to_the_page(page: Page, streamlit_server: Server) -> None:
    """The app waits until we have looked, and the largest file, which draws charts, until we have looked again."""
    app: list[Route] = []
    chart: list[Route] = []
    page.set_viewport_size(PHONE)
    page.route(APP, lambda route: app.append(route))
    page.route(CHART, lambda route: chart.append(route))
    page.goto(made(page, f"{streamlit_server.url}/explore?ind=stunting&year=2014"), wait_until="commit")
    first = page.locator("#cr-first")
    expect(first.get_by_role("heading", level=1)).to_contain_text("Kampong Chhnang")
    expect(first.get_by_role("img", name="Map of what the title says")).to_be_in_viewport()
    expect(first.get_by_role("link", name="Table")).to_be_visible()
    title = first.locator("h1").bounding_box()
    page.unroute(APP)
    for one in app:
        one.continue_()
    expect(page.locator(".stApp h1.cr-title")).to_be_visible()
    expect(first).to_have_count(0)
    assert page.locator("h1").count() == 1
    now = page.locator(".stApp h1.cr-title").bounding_box()
    assert title and now and abs(title["y"] - now["y"]) <= 3 and title["x"] == now["x"]
    # The picture stays where the chart will be.
    kept = page.locator("[class*=st-key-map_drawn] .cr-held")
    expect(kept.locator("svg")).to_be_visible()
    for one in chart:
        one.continue_()
    assert wait_for_map(page, 17)
    expect(kept).to_have_count(0)
    wait_for_rest(page)


def test_without_scripts_it_is_a_page_to_read(chromium: Chromium, streamlit_server: Server) -> None:
    browser = chromium.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    try:
        page = context.new_page()
        page.goto(made(page, f"{streamlit_server.url}/explore?ind=stunting&year=2014&lang=km"))
        expect(page.locator("html")).to_have_attribute("lang", "km")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".cr-drawn")).to_be_visible()
        expect(page.locator("#cr-unscripted")).to_be_visible()
        page.get_by_role("link", name="តារាង").click()
        expect(page.locator("table")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    finally:
        context.close()


@pytest.mark.parametrize("address", ["rights?right=EDU&lang=km", "explore?ind=stunting"])
def test_nothing_is_off_the_edge_of_the_narrowest_screen(page: Page, streamlit_server: Server, address: str) -> None:
    """Two of many; ``bench slow`` looks at every page in both languages."""
    page.set_viewport_size({"width": 320, "height": 640})
    open_page(streamlit_server, page, f"/{address}")
    wait_for_rest(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => Math.max(main.scrollWidth, document.documentElement.scrollWidth)") <= 320
