"""The watch over pages sees what it is there for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Watch


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<img src='http://example.org/tile.png'>", "asked other computers"),
        ("<img src='http://127.0.0.1:1/missing.png'>", "failed requests"),
        ("<script>console.error('oh')</script>", "console errors: ."),
        ("<script>throw new Error('oh')</script>", "console errors: ."),
    ],
)
def test_a_bad_page_is_noticed(browser: Browser, content: str, complaint: str) -> None:
    watch = Watch()
    with browser.new_context() as context:
        watch.follow(context)
        context.new_page().set_content(content, wait_until="load")
    with pytest.raises(AssertionError, match=complaint):
        watch.assert_quiet()


def test_a_quiet_page_is_let_through(browser: Browser) -> None:
    watch = Watch()
    with browser.new_context() as context:
        watch.follow(context)
        context.new_page().set_content("<p>quiet</p>")
    watch.assert_quiet()
