"""An officer assesses a recommendation, finds it in the list and under its right, and takes the annex away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looking import open_page, wait_for_rest
from tests.support.browser import PHONE, REPEATS
from tests.support.server import Server
from tests.support.signed_in import sign_in_browser


def serious(page: Page) -> list[str]:
    found = Axe().run(page, context={"include": [["[data-testid=stMain]"]]})
    return [one["id"] for one in found.response["violations"] if one["impact"] in ("serious", "critical")]


def test_assessed_and_found_again(own_server: Server, page: Page, tmp_path: Path) -> None:
    sign_in_browser(page, own_server)
    open_page(own_server, page, "/recommendations?right=EDU")
    wait_for_rest(page)
    assert serious(page) == []
    page.get_by_role("link", name="Free and compulsory education").click()
    expect(page.locator("h1")).to_contain_text("Free and compulsory education")
    wait_for_rest(page)
    assert serious(page) == []
    page.locator("[class*='st-key-tracker_status_coalition'] input").click()
    page.keyboard.type("partly")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Why: what was done").fill("Free by law, compulsory not yet.")
    page.locator("[class*='st-key-tracker_member_coalition'] input").fill("Coalition")
    page.get_by_role("button", name="Record and publish").click()
    expect(page.locator(".cr-halves")).to_contain_text("partly answered")
    expect(page.locator(".cr-assessed li")).to_contain_text("Free by law, compulsory not yet.")
    page.get_by_role("link", name="All recommendations").click()
    expect(page.locator(".cr-tracker li", has_text="Free and compulsory education")).to_contain_text("partly answered")
    page.wait_for_url(re.compile("right=EDU"))
    wait_for_rest(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Table (.csv)").click()
    download.value.save_as(tmp_path / "annex.csv")
    assert "Free by law, compulsory not yet." in (tmp_path / "annex.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("lang", ["km", pytest.param("en", marks=REPEATS)])
def test_the_list_fits_a_telephone(own_server: Server, page: Page, lang: str) -> None:
    page.set_viewport_size(PHONE)
    open_page(own_server, page, f"/recommendations?lang={lang}")
    wait_for_rest(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
