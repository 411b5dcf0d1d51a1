"""What a browser refuses by our policy: nothing that a page needs."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.looking import open_page
from tests.support.browser import Watch
from tests.support.server import Server

NOTE = """
window.crRefused = [];
document.addEventListener('securitypolicyviolation', one => crRefused.push(`${one.violatedDirective} ${one.blockedURI}`));
"""
# Streamlit's reader of messages asks for it and has a substitute.
SPARED = {"script-src wasm-eval"}


def test_pages_need_nothing_that_the_policy_forbids(page: Page, streamlit_server: Server) -> None:
    """A map and the basket, whose script is a component of its own."""
    page.add_init_script(NOTE)
    for address in ("explore?ind=stunting", "messages?tab=basket"):
        open_page(streamlit_server, page, f"/{address}")
        assert set(page.evaluate("crRefused")) <= SPARED, address


def test_what_is_written_into_a_page_does_not_run(page: Page, streamlit_server: Server, watch: Watch) -> None:
    open_page(streamlit_server, page, "/about")
    run = """inside => {
        const one = document.createElement('script');
        one.textContent = 'window.crRan = true';
        document.body.append(one);
        const picture = document.createElement('div');
        picture.innerHTML = '<img src="data:," onerror="window.crRan = true">';
        document.body.append(picture);
        return new Promise(done => setTimeout(() => done(window.crRan ?? false), 300));
    }"""
    assert page.evaluate(run) is False
    assert len(watch.console) == 2 and all("Content Security Policy" in one for one in watch.console)
    watch.console.clear()
