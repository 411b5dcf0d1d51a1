"""What browser tests of the screens share: open a page, wait until it is drawn, count what is painted."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tests.support.browser import wait_until
from tests.support.server import Server

PAINTED = """() => [...document.querySelectorAll('.choroplethlayer path')]
    .filter(path => !path.closest('.cr-kept') && path.getBBox().width > 0 && getComputedStyle(path).fill !== 'none').length"""


AT_REST = """asked => {
    const rest = window.crRest ??= (() => {
        const found = {since: performance.now(), looks: 0};
        const moved = changes => {
            if (changes.some(one => !one.target.closest?.('[class*=cr-tour]'))) [found.since, found.looks] = [performance.now(), 0];
        };
        new MutationObserver(moved).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
        return found;
    })();
    const busy = '[data-test-script-state="running"], [data-test-script-state="rerunRequested"]';
    if (document.querySelector(busy) || rest.asked !== asked) {
        [rest.since, rest.looks, rest.asked] = [performance.now(), 0, asked];
    }
    rest.looks += 1;
    return rest.looks >= 8 && performance.now() - rest.since >= 400 && document.fonts.status === 'loaded';
}"""
"""Whether for 400 ms on end no answer was under way and nothing on the page changed but the tour, which follows it.

A page that has no processor for a while has not been at rest: besides the time, it must have been looked at so often.
"""


def open_page(server: Server, page: Page, path: str, heading: str = "h1.cr-title") -> None:
    """Open ``path`` and wait for its finding."""
    page.goto(server.url + path)
    expect(page.locator(heading)).to_be_visible(timeout=30_000)


def wait_for_map(page: Page, provinces: int = 25) -> int:
    """Wait until at least ``provinces`` shapes are painted; returns how many there are."""
    # Not in every frame, as Playwright looks by itself: to measure all shapes is work, most of all while they come.
    wait_until(page, f"({PAINTED})() >= {provinces}")
    return int(page.evaluate(PAINTED))


def choose(page: Page, key: str, option: str) -> None:
    """Choose an option of one of our select boxes by typing, as a person at a keyboard would."""
    box = page.locator(f"[class*=st-key-choose_{key}] input").first
    box.click()
    page.keyboard.type(option)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")


def wait_for_rest(page: Page) -> None:
    """Wait until the app has answered and nothing is being drawn any more."""
    # Named by the time: what was quiet before a press is no answer to it.
    wait_until(page, AT_REST, str(time.monotonic_ns()))


def drawing(page: Page) -> list[int]:
    """The processes in which pages are drawn. To stop them slows a page down and leaves the processor to others, where
    Chromium's own way would keep it busy for nothing."""
    assert page.context.browser
    told = page.context.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return [one["id"] for one in told if one["type"] == "renderer"]
