"""From screen to paper and back: a profile on three sheets, and a code typed from one of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looking import choose, open_page, wait_for_rest
from tests.support.browser import REPEATS, wait_until
from tests.support.server import Server


def sheets(page: Page, path: Path) -> int:
    page.pdf(path=path, prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


@pytest.mark.parametrize(
    ("area", "lang"),
    [
        ("KH09", "km"),
        ("KH13", "en"),
        ("KH07", "en"),
        *(pytest.param(area, lang, marks=REPEATS) for area, lang in (("KH07", "km"), ("KH25", "km"), ("KH16", "en"))),
    ],
)
def test_a_profile_fills_three_sheets_of_paper(
    streamlit_server: Server, page: Page, area: str, lang: str, tmp_path: Path
) -> None:
    open_page(streamlit_server, page, f"/province?area={area}&lang={lang}")
    expect(page.locator(".cr-unknown").last).to_be_visible()
    wait_for_rest(page)
    assert sheets(page, tmp_path / "profile.pdf") == 3


def test_from_a_province_to_the_birth_of_a_number_and_back(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/province")
    choose(page, "area", "Ratanakiri")
    expect(page.locator("h1.cr-title")).to_contain_text("Ratanakiri: worse than Cambodia in")
    wait_for_rest(page)
    printed = page.locator(".cr-profile td:nth-child(2) small").first
    expect(printed).to_be_hidden()
    code = str(printed.text_content())
    page.locator(".cr-profile td:nth-child(2) a").first.click()
    expect(page.locator("h1.cr-title")).to_contain_text("Stunting (CDHS tables), Ratanakiri, 2021–22")
    page.locator("[class*=st-key-choose_code] input").fill(code.lower().replace("-", "").replace("0", "o"))
    page.keyboard.press("Enter")
    expect(page.locator(".cr-certificate")).to_be_visible()
    wait_for_rest(page)
    expect(page.locator("h1.cr-title")).to_contain_text("Stunting")
    page.go_back()
    page.go_back()
    expect(page.locator("h1.cr-title")).to_contain_text("Ratanakiri: worse than Cambodia in")


def test_the_print_button_prints_as_often_as_it_is_pressed(streamlit_server: Server, page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    open_page(streamlit_server, page, "/province?area=KH16")
    for times in (1, 2):
        page.get_by_role("button", name="Print").click()
        wait_until(page, f"window.printed === {times}")


@pytest.mark.parametrize("path", ["/province", "/province?area=KH09", "/number", "/number?code=AAAAA-AAAAA"])
def test_nothing_serious_stands_in_anybodys_way(streamlit_server: Server, page: Page, path: str) -> None:
    open_page(streamlit_server, page, path)
    wait_for_rest(page)
    found = Axe().run(page, context={"include": [["[data-testid=stMain]"]]})
    serious = [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found.response["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []
    page.set_viewport_size({"width": 390, "height": 844})
    wait_for_rest(page)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("groups&by=residence", "Stunting (Urban), "),
        ("trend", "Stunting, Cambodia, 2010: 39.1 %"),
        ("grid", "Stunting, Cambodia, 2010: 39.1 %"),
    ],
)
def test_a_click_on_a_point_opens_its_birth_certificate(
    streamlit_server: Server, page: Page, view: str, said: str
) -> None:
    open_page(streamlit_server, page, f"/explore?ind=stunting&view={view}")
    points = page.locator("[data-testid=stMain] .points path.point")
    expect(points.nth(2)).to_be_visible(timeout=30_000)
    wait_for_rest(page)
    for _ in range(2):
        box = points.nth(2).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator("[role=dialog] .cr-certificate")).to_be_visible(timeout=30_000)
        expect(page.locator("[role=dialog] .cr-section").first).to_contain_text(said)
        page.keyboard.press("Escape")
        expect(page.locator("[role=dialog]")).to_have_count(0)
        wait_for_rest(page)
    assert points.nth(0).evaluate("point => getComputedStyle(point).opacity") == "1"
