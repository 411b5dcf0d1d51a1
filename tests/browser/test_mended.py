"""What Streamlit's own page says in English only, and what is wrong with it, is mended."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looking import open_page, wait_for_rest
from tests.browser.test_language import switch
from tests.support.browser import Watch, wait_until
from tests.support.server import Server

SOCKETS = """window.crSockets = []; window.WebSocket = class extends WebSocket {
    constructor(...given) { super(...given); crSockets.push(this); }
};"""
IN_ENGLISH = """() => [...document.querySelectorAll('[aria-label]')].map(one => one.ariaLabel)
    .filter(said => /[a-z]{3}/i.test(said) && !/[\\u1780-\\u17ff]/.test(said))"""


def test_who_hears_a_page_hears_its_language_and_a_sound_navigation(streamlit_server: Server, page: Page) -> None:
    """Also after a change of language, both ways."""
    open_page(streamlit_server, page, "/recommendations?lang=km")
    expect(page.get_by_role("button", name="បង្ហាញជម្រើស").first).to_be_visible()
    wait_until(page, f"({IN_ENGLISH})().length === 0")
    found = Axe().run(page, context={"include": [["[data-testid=stSidebar]"], ["#cr-skip"]]})
    assert [one["id"] for one in found.response["violations"]] == []
    switch(page, "en")
    pages = page.get_by_role("navigation", name="Pages")
    expect(pages.get_by_role("group", name="Explore")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Skip"))).to_have_count(1)
    switch(page, "km")
    wait_until(page, f"({IN_ENGLISH})().length === 0")


def test_a_server_that_is_gone_is_told_in_our_words(streamlit_server: Server, page: Page, watch: Watch) -> None:
    """And told no more when it answers again."""
    page.add_init_script(SOCKETS)
    open_page(streamlit_server, page, "/about?lang=km")
    wait_for_rest(page)
    page.route("**/_stcore/*", lambda route: route.abort())
    page.evaluate("crSockets.at(-1).close()")
    dialog = page.get_by_role("dialog", name="ផ្ទាំងនេះមិនឆ្លើយតប")
    expect(dialog.get_by_text("ព្យាយាមជានិច្ច")).to_be_visible()
    assert not re.search("[A-Za-z]", dialog.inner_text())
    page.unroute_all()
    expect(dialog).to_have_count(0)
    watch.failed.clear()
    watch.console.clear()
