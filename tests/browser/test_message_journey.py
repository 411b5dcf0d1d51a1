"""From the map to a PowerPoint of two messages in under ten clicks, and a basket that a reload does not empty."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.looking import open_page, wait_for_map, wait_for_rest
from tests.support.browser import wait_until
from tests.support.server import Server

MOST_CLICKS = 9
UPLOADER = "[data-testid=stFileUploader]"
"""Streamlit's own, with a role that a strict reader finds needless."""


def test_from_the_map_to_a_powerpoint_of_two_messages(streamlit_server: Server, page: Page, tmp_path: Path) -> None:
    clicks = 0

    def click(selector: str, which: int = 0) -> None:
        nonlocal clicks
        clicks += 1
        page.locator(selector).nth(which).click()
        wait_for_rest(page)

    open_page(streamlit_server, page, "/explore?ind=stunting")
    wait_for_map(page)
    click(".st-key-make_message a")
    expect(page.locator("article.cr-message").first).to_be_visible()
    expect(page.locator("h1.cr-title")).to_contain_text("Stunting")
    click("[class*=st-key-keep_] button", 0)
    click("[class*=st-key-keep_] button", 1)
    headlines = page.locator("article.cr-message h2").all_inner_texts()[:2]
    click(".st-key-open_basket button")
    expect(page.locator("h1.cr-title")).to_have_text("2 messages in your basket")
    with page.expect_download(timeout=60_000) as coming:
        click(".st-key-give_pptx button")
    target = tmp_path / coming.value.suggested_filename
    coming.value.save_as(target)
    assert clicks <= MOST_CLICKS
    said = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in Presentation(str(target)).slides
    ]
    whole = "\N{NO-BREAK SPACE}"
    for headline in headlines:
        assert any(headline.replace(whole, " ") in text.replace(whole, " ") for text in said)


def test_the_basket_survives_reload_language_and_another_tab(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/messages?ind=stunting")
    wait_for_rest(page)
    page.locator("[class*=st-key-keep_] button").nth(0).click()
    wait_for_rest(page)
    page.goto(f"{streamlit_server.url}/messages?view=basket&lang=km")
    expect(page.locator("article.cr-message.kept")).to_have_count(1, timeout=30_000)
    page.locator("[class*=st-key-edit_] button").click()
    wait_for_rest(page)
    field = page.locator("[class*=st-key-words_] textarea")
    field.fill("២០១៤៖ ៩៩.៩ %")
    field.blur()
    wait_for_rest(page)
    expect(page.locator(".cr-flag")).to_contain_text("៩៩.៩")
    found = Axe().run(page, context={"include": [["[data-testid=stMain]"]], "exclude": [[UPLOADER]]})
    assert found.violations_count == 0, found.generate_report()
    other = page.context.new_page()
    other.goto(f"{streamlit_server.url}/messages?view=basket&lang=km")
    expect(other.locator("article.cr-message.kept h2")).to_have_text("២០១៤៖ ៩៩.៩ %", timeout=30_000)
    wait_for_rest(other)
    other.locator("[class*=st-key-out_] button").click()
    expect(page.locator("article.cr-message.kept")).to_have_count(0, timeout=30_000)
    page.locator(".st-key-basket_undo button").click()
    expect(page.locator("article.cr-message.kept")).to_have_count(1, timeout=30_000)


def test_what_cannot_be_read_is_told_and_kept(streamlit_server: Server, page: Page) -> None:
    page.add_init_script("if (!localStorage.getItem('cr-basket-aside')) localStorage.setItem('cr-basket', 'not ours')")
    open_page(streamlit_server, page, "/messages?ind=stunting&view=basket")
    expect(page.locator(".st-key-basket_unread button")).to_be_visible(timeout=30_000)
    assert page.evaluate("localStorage.getItem('cr-basket')") == "not ours"
    page.get_by_role("radio", name="Key messages").click()
    wait_for_rest(page)
    page.locator("[class*=st-key-keep_] button").nth(0).click()
    wait_until(page, "localStorage.getItem('cr-basket-aside') === 'not ours'")
    assert "child-rights-basket" in str(page.evaluate("localStorage.getItem('cr-basket')"))
