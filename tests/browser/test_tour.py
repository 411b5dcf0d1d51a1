"""The tour in a real browser: shown to who asks, gone on over pages, skipped by a key, never in the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looking import open_page, wait_for_map, wait_for_rest
from tests.support.browser import DESKTOP, PHONE, Chromium, Watch
from tests.support.server import Server


@pytest.fixture
def newcomer(chromium: Chromium, watch: Watch) -> Iterator[Page]:
    """The page of somebody who was never here."""
    with chromium.opened(watch, DESKTOP) as page:
        yield page
    watch.assert_quiet()


def ask_for_it(page: Page, words: str = "Show me around") -> None:
    page.get_by_role("button", name=words).click()
    expect(page.locator(".cr-tour")).to_be_visible()


def next_step(page: Page, title: str) -> None:
    page.keyboard.press("Enter")
    expect(page.locator(".cr-tour h2")).to_have_text(title)


def test_six_steps_lead_to_the_real_things_by_keyboard(streamlit_server: Server, newcomer: Page) -> None:
    page = newcomer
    open_page(streamlit_server, page, "/")
    wait_for_rest(page)
    expect(page.locator(".cr-tour")).to_have_count(0)
    ask_for_it(page)
    wait_for_rest(page)
    found = Axe().run(page, context={"include": [[".cr-tour"]]})
    assert [one["id"] for one in found.response["violations"]] == []
    page.get_by_role("button", name="Next").focus()
    next_step(page, "By right")
    next_step(page, "Maps and charts")
    next_step(page, "Choose a place")
    page.wait_for_url("**/explore")
    wait_for_map(page)
    wait_for_rest(page)
    ring = page.locator(".cr-tour-ring").bounding_box()
    plot = page.locator("[class*=st-key-map_drawn]").first.bounding_box()
    assert ring is not None
    assert plot is not None
    assert abs(ring["x"] - plot["x"]) < 8
    next_step(page, "Download and share")
    page.reload()
    expect(page.locator(".cr-tour h2")).to_have_text("Download and share")
    page.get_by_role("button", name="Next").focus()
    next_step(page, "Send your own figures")
    page.get_by_role("button", name="Done").click()
    wait_for_map(page)
    open_page(streamlit_server, page, "/overview")
    wait_for_rest(page)
    expect(page.locator(".cr-tour")).to_have_count(0)


def test_it_is_skipped_for_good_and_can_be_asked_for(streamlit_server: Server, newcomer: Page) -> None:
    page = newcomer
    open_page(streamlit_server, page, "/overview?lang=km")
    ask_for_it(page, "បង្ហាញវិធីប្រើប្រាស់")
    page.get_by_role("button", name="រំលងការណែនាំ").click()
    expect(page.locator(".cr-tour")).to_have_count(0)
    page.reload()
    expect(page.locator("h1.cr-title")).to_be_visible()
    wait_for_rest(page)
    expect(page.locator(".cr-tour")).to_have_count(0)
    open_page(streamlit_server, page, "/about")
    ask_for_it(page)
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".cr-tour")).to_have_count(0)


def test_it_fits_a_telephone(streamlit_server: Server, newcomer: Page) -> None:
    newcomer.set_viewport_size(PHONE)
    open_page(streamlit_server, newcomer, "/")
    wait_for_rest(newcomer)
    ask_for_it(newcomer)
    card = newcomer.locator(".cr-tour").bounding_box()
    assert card is not None
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= PHONE["width"]
    assert card["y"] + card["height"] <= PHONE["height"]
