"""The last views are read without a network, and say that they are kept copies."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_first import made
from tests.support.browser import PHONE, Chromium, wait_until
from tests.support.server import Server

READY = "navigator.serviceWorker.controller !== null"


def test_a_view_that_was_looked_at_is_read_offline_and_no_other(chromium: Chromium, streamlit_server: Server) -> None:
    browser, address = chromium.context.browser, f"{streamlit_server.url}/explore?ind=stunting&year=2014"
    assert browser
    context = browser.new_context(viewport=PHONE, service_workers="allow")
    try:
        page = context.new_page()
        page.goto(made(page, address))
        wait_until(page, READY)
        assert not page.locator(".cr-saved-shown").count()
        page.goto(address)
        kept = "caches.open('cr-views-1').then(all => all.keys()).then(all => all.length === 1)"
        wait_until(page, kept)
        context.set_offline(True)
        page.goto(address)
        expect(page.get_by_role("status")).to_contain_text("This is a copy that this device kept on")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Kampong Chhnang")
        expect(page.locator(".cr-drawn")).to_be_visible()
        assert page.locator("script").count() == 0 and "{day}" not in page.content()
        context.set_offline(False)
        page.goto(address)
        expect(page.locator(".stApp h1.cr-title")).to_be_visible()
    finally:
        context.close()
