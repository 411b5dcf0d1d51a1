"""What is new in a browser: nobody is kept out, and each line leads to its view and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looking import open_page, wait_for_rest
from tests.making import build_world
from tests.support.server import Server, start_server

FIGURES: list[dict[str, object]] = [
    {"period": "2014", "value": 32.4, "lower": 31, "upper": 34},
    {"period": "2022", "value": 22, "lower": 21, "upper": 23},
    *({"area": f"KH{number:02}", "period": "2022", "value": 20 + number} for number in range(1, 12)),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own, since the shared one has published once only and has no news."""
    folder = tmp_path_factory.mktemp("news")
    build_world(folder, FIGURES[:1])
    build_world(folder, FIGURES)
    with start_server(folder / "home") as started:
        yield started


def test_the_news_is_for_everybody_and_leads_to_its_views_and_back(server: Server, page: Page) -> None:
    for path in ("/new?lang=km", "/new?lang=en"):
        open_page(server, page, path)
        wait_for_rest(page)
        found = Axe().run(page, context={"include": [["[data-testid=stMain]"]]})
        serious = [one["id"] for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
        assert serious == [], path
    assert page.evaluate("document.activeElement.tagName") == "BODY", "a text that can be copied takes no focus"
    page.locator(".cr-news details summary").first.press("Enter")
    expect(page.locator(".cr-news details li").first).to_be_visible()
    page.locator(".cr-news a").first.press("Enter")
    expect(page.locator("h1.cr-title")).not_to_contain_text("New since")
    page.go_back()
    expect(page.locator("h1.cr-title")).to_contain_text("New since")
    page.reload()
    expect(page.locator(".cr-news a").first).to_be_visible()
