"""The watch over pages sees what it is there for."""

from __future__ import annotations

import pytest

from tests.support.browser import Chromium, Watch
from tests.support.server import Server


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<img src='http://example.org/tile.png'>", "asked other computers"),
        ("<img src='http://192.0.2.1/tile.png'>", "asked other computers"),
        ("<img src='http://127.0.0.1:1/missing.png'>", "failed requests"),
        ("<script>console.error('oh')</script>", "console errors: ."),
        ("<script>throw new Error('oh')</script>", "console errors: ."),
    ],
)
def test_a_bad_page_is_noticed(chromium: Chromium, content: str, complaint: str) -> None:
    watch = Watch()
    with chromium.opened(watch) as page:
        page.set_content(content, wait_until="load")
    with pytest.raises(AssertionError, match=complaint):
        watch.assert_quiet()


def test_a_quiet_page_is_let_through(chromium: Chromium) -> None:
    watch = Watch()
    with chromium.opened(watch) as page:
        page.set_content("<p>quiet</p>")
    watch.assert_quiet()


def test_a_page_finds_nothing_that_another_test_left(chromium: Chromium, streamlit_server: Server) -> None:
    """The browser is one for all tests of a worker; what a person's browser would keep is not."""
    left = "[localStorage.length, sessionStorage.length, document.cookie.includes('mine=1')]"
    for _ in range(2):
        with chromium.opened(Watch()) as page:
            page.goto(f"{streamlit_server.url}/_stcore/health")
            assert page.evaluate(left) == [0, 0, False]
            page.evaluate("localStorage.x = sessionStorage.x = 1; document.cookie = 'mine=1'")
            assert page.evaluate(left) == [1, 1, True]
            page.context.grant_permissions(["clipboard-read"])
            page.context.new_page().goto(page.url)
            page.context.set_offline(True)
    assert chromium.context.pages == [chromium.keeper]
