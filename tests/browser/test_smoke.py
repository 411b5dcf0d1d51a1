"""The first page in a real browser, cut off from every other computer."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.server import Server


def test_the_first_page_opens_without_a_complaint(streamlit_server: Server, page: Page) -> None:
    page.goto(streamlit_server.url)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
