"""The hall and the keys in a real browser, cut off from every other computer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.looking import open_page, wait_for_map, wait_for_rest
from tests.support.server import Server

LIMIT = 20_000
"""Bytes over the websocket for one step."""
SMALL, LARGE = {"width": 1024, "height": 768}, {"width": 1920, "height": 1080}

LETTERS = """selector => { const one = document.querySelector(selector);
    const shown = one.getBoundingClientRect().height / (one.offsetHeight || one.getBBox().height);
    return parseFloat(getComputedStyle(one).fontSize) * shown; }"""

EMPTIEST = """() => { window.emptiest = Infinity;
    const look = () => { const painted = document.querySelectorAll('.st-key-hall .choroplethlayer path').length;
        window.emptiest = Math.min(window.emptiest, painted); requestAnimationFrame(look); };
    look(); }"""
"""Notes the smallest number of shapes that were painted in any frame from now on."""


def enter(server: Server, page: Page, path: str = "/explore") -> None:
    """Open a page and go to the hall by its key."""
    open_page(server, page, path)
    wait_for_map(page)
    wait_for_rest(page)
    page.keyboard.press("f")
    expect(page.locator(".st-key-hall h1")).to_be_focused()
    wait_for_map(page)


def test_the_officer_presents_with_the_keyboard(streamlit_server: Server, page: Page) -> None:
    page.set_viewport_size(SMALL)
    sent: list[int] = []
    page.on("websocket", lambda socket: count(socket, sent))
    enter(streamlit_server, page)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-filters_explore")).to_be_hidden()
    where = page.locator(".cr-hall-where")
    expect(where).to_have_text("2014 · 4 of 4")
    wait_for_rest(page)
    sent.clear()
    page.evaluate(EMPTIEST)
    page.keyboard.press("ArrowLeft")
    expect(where).to_have_text("2010 · 3 of 4")
    wait_for_rest(page)
    assert sum(sent) < LIMIT, sent
    assert page.evaluate("window.emptiest") >= 25
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    expect(where).to_have_text("2000 · 1 of 4")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".st-key-hall h1")).to_contain_text("Wasting")
    page.keyboard.press("n")
    expect(page.locator(".cr-spot-value").first).to_be_visible()
    page.reload()
    expect(page.locator(".cr-spot-value").first).to_be_visible(timeout=30_000)
    wait_for_map(page)
    wait_for_rest(page)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-hall")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    assert "hall" not in page.url


def count(socket: WebSocket, sent: list[int]) -> None:
    """Note the size of everything the server sends."""
    socket.on("framereceived", lambda frame: sent.append(len(frame.encode() if isinstance(frame, str) else frame)))


def test_a_click_puts_a_province_into_the_spotlight(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore?ind=population_census")
    wait_for_map(page)
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(".st-key-hall h1")).to_be_focused()
    wait_for_map(page)
    wait_for_rest(page)
    box = page.locator(".st-key-hall_figure .choroplethlayer .trace").nth(1).locator("path").nth(9).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("areas=KH10"), timeout=15_000)
    expect(page.locator(".cr-spot-name").first).to_have_text("Kratie")
    wait_for_map(page)
    wait_for_rest(page)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".cr-spot-name")).to_have_count(0)
    page.keyboard.press("h")
    expect(page.locator(".st-key-hall_enter button")).to_be_focused()


@pytest.mark.parametrize("lang", ["en", "km"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_it_can_be_read_from_the_back_row(
    streamlit_server: Server, page: Page, size: dict[str, int], lang: str
) -> None:
    page.set_viewport_size(size)
    open_page(streamlit_server, page, f"/explore?hall=1&areas=KH05&lang={lang}", heading=".st-key-hall h1")
    wait_for_map(page)
    wait_for_rest(page)
    larger = size["height"] / 768
    for selector, least in ((".st-key-hall h1", 28), (".cr-legend span", 18), (".cr-spot-value", 64)):
        assert page.evaluate(LETTERS, selector) >= least * larger, selector
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    figure = page.locator(".st-key-hall_figure .main-svg").first.bounding_box()
    foot = page.locator(".cr-hall-foot").bounding_box()
    assert figure is not None
    assert foot is not None
    assert figure["width"] > size["width"] * 0.5
    assert figure["y"] + figure["height"] <= foot["y"] + 8
    assert foot["y"] + foot["height"] <= size["height"]


def test_letters_that_are_typed_are_letters(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore")
    wait_for_map(page)
    wait_for_rest(page)
    page.keyboard.press("/")
    expect(page.locator(".st-key-search_words input")).to_be_focused()
    page.keyboard.type("fh?")
    expect(page.locator(".st-key-search_words input")).to_have_value("fh?")
    expect(page.locator(".st-key-hall")).to_have_count(0)


def test_the_keys_are_told_and_the_tab_key_leads_past_the_navigation(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/overview")
    wait_for_rest(page)
    page.keyboard.press("Tab")
    expect(page.locator("#cr-skip")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Show full screen, and back")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
