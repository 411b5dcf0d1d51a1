"""Nothing moves that did not change, and every control is within reach of the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import choose, open_page, wait_for_map, wait_for_rest
from tests.support.browser import REPEATS
from tests.support.server import Server

PLACES = {
    "title": "h1.cr-title",
    "filters": ".st-key-filters_explore",
    "tabs": "[class*=st-key-choose_view]",
    "figure": "[class*=st-key-map_drawn]",
}
WATCHED = """places => { window.moved = {};
    const look = () => { for (const [name, selector] of Object.entries(places)) {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        const at = box ? `${Math.round(box.x)},${Math.round(box.y)},${Math.round(box.width)}` : 'gone';
        (window.moved[name] ??= []).includes(at) || window.moved[name].push(at); }
        requestAnimationFrame(look); };
    look(); }"""
"""Notes, in every frame from now on, where each of the parts begins and how wide it is."""

EMPTIEST = """() => { window.emptiest = Infinity;
    const look = () => { const painted = document.querySelectorAll('.choroplethlayer path').length;
        window.emptiest = Math.min(window.emptiest, painted); requestAnimationFrame(look); };
    look(); }"""
"""Notes the smallest number of shapes on maps, the kept picture of the last one too, in any frame from now on."""

SHIFTS = """() => { window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(one => one.hadRecentInput || window.shifts.push(one.value)))
        .observe({ type: 'layout-shift' }); }"""

TAB_STOPS = """() => [...document.querySelectorAll('[data-testid=stMain] :is(button, input, summary, a[href])')]
    .filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).length"""

CHANGES = {"en": ("Wasting", "DTP3 (survey)") * 3, "km": ("ភាពស្គមស្គាំង", "DTP3 (អង្កេត)") * 3}
"""Each three times: an answer that is made already comes so fast that the browser never hears of waiting."""


@pytest.mark.parametrize("lang", ["km", pytest.param("en", marks=REPEATS)])
def test_a_filter_moves_nothing(streamlit_server: Server, page: Page, lang: str) -> None:
    open_page(streamlit_server, page, f"/explore?lang={lang}")
    wait_for_map(page)
    wait_for_rest(page)
    page.evaluate(WATCHED, PLACES)
    page.evaluate(SHIFTS)
    page.evaluate(EMPTIEST)
    for option in CHANGES[lang]:
        choose(page, "ind", option)
        expect(page.locator("h1.cr-title")).to_contain_text(option)
        wait_for_map(page)
        wait_for_rest(page)
    moved = page.evaluate("window.moved")
    assert {name: at for name, at in moved.items() if len(at) > 1} == {}
    assert sum(page.evaluate("window.shifts")) < 0.05
    assert page.evaluate("window.emptiest") >= 25
    expect(page.locator(".cr-kept")).to_have_count(0)


HIDDEN = """async () => { const frame = () => new Promise(requestAnimationFrame);
    const seen = () => document.querySelectorAll('.cr-kept .choroplethlayer path').length;
    const state = document.querySelector('[data-test-script-state]'), block = document.querySelector('[class*=st-key-map_drawn]');
    state.dataset.testScriptState = 'running';
    await frame(); await frame();
    block.style.display = 'none';
    for (let i = 0; i < 30; i++) await frame();
    const kept = seen();
    block.style.display = '';
    state.dataset.testScriptState = 'notRunning';
    return kept; }"""
"""What is kept of the map while its block is hidden, as the page hides what waits for its successor."""


def test_a_figure_that_is_hidden_while_it_waits_stays_in_sight_and_a_page_where_it_was_scrolled_to(
    streamlit_server: Server, page: Page
) -> None:
    open_page(streamlit_server, page, "/explore")
    wait_for_map(page)
    wait_for_rest(page)
    assert page.evaluate(HIDDEN) >= 25
    expect(page.locator(".cr-kept")).to_have_count(0)
    wait_for_rest(page)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    page.evaluate(f"{scrolled} = 150")
    page.locator("[class*=st-key-choose_year]").get_by_text("2010", exact=True).click()
    expect(page.locator("h1.cr-title")).to_contain_text("2010")
    wait_for_rest(page)
    assert page.evaluate(scrolled) == 150


@pytest.mark.parametrize("path", ["/explore", "/rights", "/province?area=KH16", "/gaps", "/number"])
def test_the_tab_key_reaches_controls_and_shows_where_it_is(streamlit_server: Server, page: Page, path: str) -> None:
    open_page(streamlit_server, page, path)
    wait_for_rest(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".stMain h1").first).to_be_focused()
    reached = set()
    for _ in range(min(int(page.evaluate(TAB_STOPS)), 14)):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const at = document.activeElement, framed = at.closest('[data-baseweb], [data-testid]') ?? at;
            const seen = [at, at.parentElement, framed, framed.parentElement].some(one => one && (
                parseFloat(getComputedStyle(one).outlineWidth) > 0 && getComputedStyle(one).outlineStyle !== 'none'
                || getComputedStyle(one).boxShadow !== 'none'));
            return [at.closest('[data-testid=stMain]') !== null, seen, at.outerHTML.slice(0, 160)]; }"""
        )
        if at[0]:
            assert at[1], at[2]
            reached.add(at[2])
    assert reached
