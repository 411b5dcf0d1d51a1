"""From any page to what is known and not known of a thing: the key to the search, the gaps, the squares, the files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looking import choose, open_page, wait_for_rest
from tests.support.browser import PHONE, REPEATS
from tests.support.server import Server


def serious(page: Page) -> list[str]:
    found = Axe().run(page, context={"include": [["[data-testid=stMain]"]], "exclude": [[".js-plotly-plot"]]})
    return [one["id"] for one in found.response["violations"] if one["impact"] in ("serious", "critical")]


def test_a_slash_leads_to_the_search_and_back_leads_home(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/sources")
    wait_for_rest(page)
    page.keyboard.press("/")
    expect(page.locator(".st-key-search_words input")).to_be_focused()
    page.keyboard.type("birth registraton")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("found for “birth registraton”")
    page.wait_for_url(re.compile(r"/search\?q=birth"))
    page.keyboard.press("/")
    expect(page.locator(".st-key-search_words input")).to_have_value("")
    wait_for_rest(page)
    assert serious(page) == []
    page.get_by_role("link", name="Article 7: Birth registration").first.click()
    expect(page.locator("h1")).to_contain_text("Civil rights and freedoms")
    expect(page.locator(".cr-plain")).to_have_count(1)
    wait_for_rest(page)
    assert serious(page) == []


def test_the_gaps_are_read_filtered_and_taken_away(streamlit_server: Server, page: Page, tmp_path: Path) -> None:
    open_page(streamlit_server, page, "/gaps")
    wait_for_rest(page)
    assert serious(page) == []
    choose(page, "kind", "No figure by province here")
    expect(page.locator(".cr-asks > li").first).to_contain_text("No counted figure is held here for any province.")
    # The list comes before the buttons below it are those of the filter: an older one no longer leads to a file.
    wait_for_rest(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Workbook with method").click()
    download.value.save_as(tmp_path / "gaps.xlsx")
    assert (tmp_path / "gaps.xlsx").read_bytes().startswith(b"PK")
    page.reload()
    expect(page.locator(".cr-asks > li").first).to_contain_text("No counted figure is held here for any province.")


@pytest.mark.parametrize("lang", ["km", pytest.param("en", marks=REPEATS)])
def test_the_squares_fit_a_telephone_and_lead_to_the_map(
    streamlit_server: Server, page: Page, lang: str, tmp_path: Path
) -> None:
    page.set_viewport_size(PHONE)
    open_page(streamlit_server, page, f"/gaps?view=coverage&right=DHW&lang={lang}")
    wait_for_rest(page)
    page.screenshot(path=tmp_path / "squares.png")
    assert serious(page) == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    square = page.locator(".cr-grid td.b a").first
    assert "view=map" in str(square.get_attribute("href"))
