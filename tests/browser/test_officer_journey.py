"""The officer's whole way in a real browser: a bad file, understood, put right, published, seen, and taken back."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from etl.ledger.ledger import uploads
from etl.ledger.state import State
from tests.browser.looking import choose, wait_for_map, wait_for_rest
from tests.support.browser import DESKTOP, PHONE
from tests.support.server import Server
from tests.support.signed_in import sign_in_browser
from tests.support.workbooks import children_workbook, stunting_workbook

YEAR = 2014
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(page: Page, content: bytes, name: str = "our figures.xlsx") -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})


def finding(page: Page, words: str) -> None:
    expect(page.locator("h1.cr-title").filter(has_text=words)).to_be_visible(timeout=60_000)


def value_of(page: Page, place: str) -> str:
    """What the table under the map says about a place; unfolds it first."""
    fold = page.locator(".st-key-fold details")
    expect(fold).to_be_visible()
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    expect(page.locator(".st-key-fold .cr-values")).to_be_visible()
    row = page.locator(".cr-values tr").filter(has=page.get_by_role("rowheader", name=place, exact=True)).first
    return row.locator("td").first.inner_text()


def say_whose(page: Page, member: str) -> None:
    finding(page, "Send the figures of your organisation")
    page.get_by_label("Name of the organisation").fill(member)
    page.keyboard.press("Tab")
    wait_for_rest(page)


def answer(page: Page, name: str) -> None:
    """Press the button of an answer; what is not asked at the top waits behind a line.

    Only at rest: a button at the top may go behind the line with the answer that is still being worked out.
    """
    wait_for_rest(page)
    button = page.get_by_role("button", name=name)
    if not button.is_visible():
        page.locator("summary").filter(has_text="wait").first.click()
    button.click()


@pytest.fixture
def desk(own_server: Server, page: Page) -> Page:
    sign_in_browser(page, own_server)
    page.goto(own_server.url + "/upload")
    say_whose(page, "A member without a past")
    return page


def test_the_officers_journey(page: Page, own_server: Server) -> None:
    sign_in_browser(page, own_server)
    address = f"{own_server.url}/explore?ind=stunting&year={YEAR}"
    page.goto(address)
    finding(page, "Stunting")
    wait_for_map(page)
    before = value_of(page, "Kampong Speu")
    page.get_by_role("link", name="Upload a workbook").click()
    say_whose(page, "NEP")

    send(page, stunting_workbook(year=YEAR, cells={"B28": 0.32}))
    finding(page, "22 of 25 figures can be published; 3 need your help")
    expect(page.get_by_text("“Kampong Sp” is not a place we know.")).to_be_visible()
    expect(page.locator(".cr-sheet td.error")).to_have_count(3)
    expect(page.locator(".cr-sheet td.accepted").first).to_contain_text("20")

    with page.expect_download() as download:
        page.get_by_role("button", name="Your workbook with the cells marked").click()
    marked = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert marked["Our figures"]["A8"].comment is not None

    expect(page.get_by_text("2 questions about your file")).to_be_visible()
    answer(page, "“0.32” is 32")
    finding(page, "23 of 25 figures can be published; 2 need your help")
    expect(page.get_by_text("Column B of sheet Our figures: “0.32” is 32")).to_be_visible()
    answer(page, "Read “Kampong Sp” as Kampong Speu (1 cell)")
    finding(page, "24 of 25 figures can be published; 1 needs your help")
    answer(page, "as Preah Vihear (1 cell)")
    finding(page, "All 25 figures can be published")
    wait_for_map(page)
    expect(page.locator(".cr-sheet td.error")).to_have_count(0)

    expect(page.get_by_role("button", name="Publish the 25 sound figures")).to_be_disabled()
    page.get_by_text("Own programme records", exact=True).click()
    page.get_by_role("button", name="Publish the 25 sound figures").click()
    finding(page, "25 figures accepted, all shown")
    page.get_by_role("link", name=f"Stunting, {YEAR}").click()
    finding(page, "Stunting")
    wait_for_map(page)
    assert value_of(page, "Kampong Speu") == before
    sent = page.locator(".cr-sent tr").filter(has=page.get_by_role("rowheader", name="Kampong Speu", exact=True))
    expect(sent).to_contain_text("22.0")
    expect(sent).to_contain_text("NEP, own programme records")
    # For a moment the map that leaves stands beside the one that comes.
    expect(page.locator(".scattergeo path.point")).to_have_count(25)
    choose(page, "members", "Not shown")
    expect(page.locator(".scattergeo path.point")).to_have_count(0)
    assert "members" not in page.url
    choose(page, "members", "NEP")
    expect(page.locator(".scattergeo path.point")).to_have_count(25)

    sent.get_by_role("link").click()
    finding(page, "Kampong Speu, 2014: 22.0 %")
    expect(page.get_by_text("members' figures, not checked by others")).to_be_visible()
    expect(page.get_by_text(f"the published figure is {before} %")).to_be_visible()
    page.get_by_role("link", name="History").click()
    finding(page, "1 upload, 1 in force")
    page.get_by_role("button", name="Take it back").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Take it back").click()
    expect(dialog.get_by_text("Please write a few words")).to_be_visible()
    dialog.get_by_label("Why is it taken back?").fill("Wrong year")
    page.keyboard.press("Tab")
    wait_for_rest(page)
    dialog.get_by_role("button", name="Take it back").click()
    finding(page, "1 upload, 0 in force")
    expect(page.get_by_text("Wrong year")).to_be_visible()
    assert [one.status for one in uploads(State(own_server.home))] == ["withdrawn"]

    page.goto(address)
    finding(page, "Stunting")
    assert value_of(page, "Kampong Speu") == before


def test_a_file_on_the_desk_survives_a_telephone_other_pages_the_language_and_the_way_back(desk: Page) -> None:
    page = desk
    send(page, stunting_workbook(year=2022))
    finding(page, "23 of 25")
    wait_for_map(page)
    page.set_viewport_size(PHONE)  # shows every step without scrolling sideways
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    expect(page.get_by_role("button", name="Publish the 23 sound figures, leave out 2")).to_be_in_viewport()
    page.set_viewport_size(DESKTOP)
    page.get_by_role("link", name="Maps and charts", exact=True).click()
    finding(page, "Stunting")
    wait_for_map(page)  # Plotly complains in the console about a page that is left while it still draws
    page.go_back()
    finding(page, "23 of 25")
    wait_for_map(page)
    page.get_by_text("ខ្មែរ", exact=True).click()
    finding(page, "23 ក្នុងចំណោម 25")
    page.get_by_text("English", exact=True).click()
    finding(page, "23 of 25")
    wait_for_map(page)
    page.reload()
    finding(page, "Send the figures of your organisation")


def test_a_file_about_children_is_explained_and_gone(desk: Page) -> None:
    send(desk, children_workbook(), "children.xlsx")
    finding(desk, "This file was not kept")
    expect(desk.get_by_text("Child's name")).to_be_visible()
    desk.get_by_role("button", name="Choose another file").click()
    finding(desk, "Send the figures of your organisation")
    send(desk, b"", "empty.xlsx")
    finding(desk, "This file was not kept")
    expect(desk.get_by_text("is empty")).to_be_visible()
