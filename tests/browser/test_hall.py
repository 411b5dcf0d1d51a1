"""The hall and the keys in a real browser, cut off from every other computer."""

from __future__ import annotations

import re
import signal

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.looking import drawing, open_page, wait_for_map, wait_for_rest
from tests.support.browser import REPEATS, Watch, Wire, wait_until
from tests.support.server import Server, slowed

LIMIT = 8_000
"""Bytes that travel for one step."""
SMALL, LARGE = {"width": 1024, "height": 768}, {"width": 1920, "height": 1080}

LETTERS = """selector => { const one = document.querySelector(selector);
    const shown = one.getBoundingClientRect().height / (one.offsetHeight || one.getBBox().height);
    return parseFloat(getComputedStyle(one).fontSize) * shown; }"""

EMPTIEST = """() => { window.emptiest = Infinity;
    const look = () => { const painted = document.querySelectorAll('.st-key-hall .choroplethlayer path').length;
        window.emptiest = Math.min(window.emptiest, painted); requestAnimationFrame(look); };
    look(); }"""
"""Notes the smallest number of shapes that were painted in any frame from now on."""

IN_AND_OUT = """seed => { let last = '', state = seed; window.turns = 0;
    const random = () => (state = state * 16807 % 2147483647) / 2147483647;
    const turn = () => {
        if (window.enough) return;
        const button = document.querySelector('.st-key-hall_enter button, .st-key-hall_leave button');
        const way = button?.closest('.st-key-hall_leave') ? 'leave' : 'enter';
        if (button && way !== last) {
            const step = document.querySelector('.st-key-hall_year_back button:not([disabled])');
            if (way === 'leave' && random() < .4) step?.click();
            last = way; window.turns += 1; button.click();
        }
        setTimeout(turn, random() < .5 ? 4 : 60 * random());
    };
    turn(); }"""
"""Enters and leaves the hall as soon as it can, now and then in the middle of a step: answers overtake each other."""


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
    wire = Wire()
    wire.follow(page)
    enter(streamlit_server, page)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-filters_explore")).to_be_hidden()
    where = page.locator(".cr-hall-where")
    expect(where).to_have_text("2021–22 · 5 of 5")
    wait_for_rest(page)
    wire.sizes.clear()
    page.evaluate(EMPTIEST)
    page.keyboard.press("ArrowLeft")
    expect(where).to_have_text("2014 · 4 of 5")
    wait_for_rest(page)
    assert sum(wire.sizes) < LIMIT, wire.sizes
    assert page.evaluate("window.emptiest") >= 25
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(where).to_have_text("2000 · 1 of 5")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".st-key-hall h1")).to_contain_text("Stunting (CDHS tables), 2021–22")
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


@pytest.mark.parametrize(
    ("size", "lang"),
    [
        (SMALL, "km"),
        (LARGE, "en"),
        pytest.param(SMALL, "en", marks=REPEATS),
        pytest.param(LARGE, "km", marks=REPEATS),
    ],
)
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


SLOW = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process is slowed by stopping it now and then")


@SLOW
@pytest.mark.parametrize("seed", [1, pytest.param(1002, marks=REPEATS)])
def test_it_is_left_while_an_answer_is_under_way(streamlit_server: Server, page: Page, watch: Watch, seed: int) -> None:
    """On a slow computer the next answer begins before the last one is sent."""
    open_page(streamlit_server, page, "/explore")
    wait_for_map(page)
    with slowed(streamlit_server.pid):
        page.evaluate(IN_AND_OUT, seed)
        wait_until(page, "window.turns >= 12", within_ms=60_000)
        page.evaluate("window.enough = true")
    wait_for_rest(page)
    watch.assert_quiet()


@SLOW
def test_the_journey_through_the_hall_on_a_slow_computer(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore")
    wait_for_map(page)
    with slowed(*drawing(page), work_s=0.01, rest_s=0.05):
        for keys in ("f", "ArrowLeft Escape", "f", "ArrowDown f", "h ArrowLeft ArrowLeft n h", "f ArrowUp Escape"):
            for key in keys.split():
                page.keyboard.press(key)
            page.wait_for_timeout(250)
        wait_for_rest(page)
    if page.locator(".st-key-hall").count():
        page.keyboard.press("Escape")
    expect(page.locator(".st-key-hall")).to_have_count(0)
    expect(page.locator("h1.cr-title")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    wait_for_map(page)


def test_a_map_may_leave_before_its_shapes_have_come(streamlit_server: Server, page: Page, watch: Watch) -> None:
    """Plotly goes on drawing a map that is no longer there."""
    waiting: list[Route] = []
    page.route("**/*.geojson*", lambda route: waiting.append(route))
    open_page(streamlit_server, page, "/explore")
    expect(page.locator(".js-plotly-plot").first).to_be_attached()
    for _ in range(40):
        if waiting:
            break
        page.wait_for_timeout(100)
    assert waiting, "the map asks for its shapes"
    page.locator("[class*=st-key-choose_view] button").nth(1).click()
    page.wait_for_url(re.compile("view=trend"))
    wait_for_rest(page)
    for route in waiting:
        route.continue_()
    page.wait_for_timeout(1_500)
    watch.assert_quiet()
