"""Sharing in a real browser: what is copied, and files that really arrive and can be opened."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.looking import open_page, wait_for_rest
from tests.support.office import Convert
from tests.support.server import Server


def open_panel(server: Server, page: Page, path: str) -> None:
    """Open a view and its share panel."""
    open_page(server, page, path)
    wait_for_rest(page)
    page.locator(".st-key-share button").first.click()
    expect(page.locator("#share_citation")).to_be_visible(timeout=20_000)


def fetched(page: Page, key: str, folder: Path) -> Path:
    """Press a download button and keep the file."""
    with page.expect_download(timeout=60_000) as coming:
        page.locator(f".st-key-share_{key} button").click()
    target = folder / coming.value.suggested_filename
    coming.value.save_as(target)
    return target


def test_every_kind_of_file_arrives_and_opens(
    streamlit_server: Server, page: Page, tmp_path: Path, convert: Convert
) -> None:
    open_panel(streamlit_server, page, "/explore?ind=stunting&year=2014&areas=KH11%2BKH16")
    page.locator(".st-key-share_shape button", has_text="Slide").click()
    wait_for_rest(page)
    picture = fetched(page, "png", tmp_path)
    assert picture.name == "stunting-2014-map-slide-en.png"
    with Image.open(picture) as image:
        assert image.size == (1920, 1080)
    drawing = fetched(page, "svg", tmp_path)
    assert ElementTree.parse(drawing).getroot().get("width") == "1920"
    book = fetched(page, "xlsx", tmp_path)
    data, said = openpyxl.load_workbook(book).worksheets[:2]
    assert said["A2"].value == "Title" and "Stunting, 2014" in said["B2"].value
    with fetched(page, "csv", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == data.max_row - 1 == 18
    assert {row["area"]: row["value"] for row in rows}["KH12"] == "16.4"
    assert "SRGS1" in convert(book, "csv", tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "done"), [("en", "Copied."), ("km", "បានចម្លង។")])
def test_link_and_citation_are_copied_and_said(streamlit_server: Server, page: Page, lang: str, done: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_panel(streamlit_server, page, f"/explore?ind=stunting&view=trend&lang={lang}")
    for name in ("link", "citation"):
        button = page.locator(f"[data-copy=share_{name}]")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".cr-copy", has=button).locator("[role=status]")).to_have_text(done)
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(f"#share_{name}").input_value()
    link = page.locator("#share_link").input_value()
    assert link.startswith(streamlit_server.url + "/explore?ind=stunting&view=trend")
    finding = page.locator("h1.cr-title").inner_text()
    page.goto(link)
    expect(page.locator("h1.cr-title")).to_have_text(finding, timeout=30_000)
    page.reload()
    expect(page.locator("h1.cr-title")).to_have_text(finding, timeout=30_000)


def test_a_keyboard_opens_walks_and_closes_the_panel(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore?ind=stunting")
    wait_for_rest(page)
    button = page.locator(".st-key-share button").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-copy=share_link]")).to_be_focused(timeout=20_000)
    found = Axe().run(page, context={"include": [["[data-testid=stPopoverBody]"]]})
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    expect(page.locator(".cr-copy")).to_have_count(0)
    expect(button).to_be_focused()


def test_without_a_clipboard_the_text_is_selected(streamlit_server: Server, page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false")
    open_panel(streamlit_server, page, "/explore?ind=stunting")
    page.locator("[data-copy=share_citation]").click()
    expect(page.locator(".cr-copy [role=status]").nth(1)).to_contain_text("Ctrl+C")
    chosen = page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]")
    assert chosen == [0, len(page.locator("#share_citation").input_value())]
