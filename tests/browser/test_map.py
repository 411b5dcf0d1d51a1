"""The map in a real browser, cut off from every other computer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import choose, open_page, wait_for_map, wait_for_rest
from tests.support.browser import REPEATS, Wire
from tests.support.server import Server

LIMIT = 11_000
"""Bytes that travel for a change of indicator: less than a tenth of a second at 1 Mbit/s. Khmer sentences name each
province as one, and a title its highest and lowest: 10,290 where it was 9,970."""

FILLS = """() => new Set([...document.querySelectorAll('.choroplethlayer .trace')][1]
    ? [...document.querySelectorAll('.choroplethlayer .trace')[1].querySelectorAll('path')]
        .map(path => getComputedStyle(path).fill) : []).size"""


@pytest.mark.parametrize("lang", ["km", pytest.param("en", marks=REPEATS)])
def test_every_province_is_painted_without_the_internet(streamlit_server: Server, page: Page, lang: str) -> None:
    open_page(streamlit_server, page, f"/explore?lang={lang}&scale=year")
    assert wait_for_map(page) >= 25
    assert page.evaluate(FILLS) == 5
    assert page.evaluate("document.documentElement.lang") == lang


CHANGES = [
    ("en", "Wasting", "wasting"),
    pytest.param("en", "DTP3 (survey)", "dtp3_coverage_survey", marks=REPEATS),
    pytest.param("km", "ភាពស្គមស្គាំង", "wasting", marks=REPEATS),
    ("km", "DTP3 (អង្កេត)", "dtp3_coverage_survey"),
]


@pytest.mark.parametrize(("lang", "option", "code"), CHANGES)
def test_a_change_of_indicator_sends_little(
    streamlit_server: Server, page: Page, lang: str, option: str, code: str
) -> None:
    wire = Wire()
    wire.follow(page)
    open_page(streamlit_server, page, f"/explore?lang={lang}")
    wait_for_map(page)
    wait_until_silent(page, wire.sizes)
    wire.sizes.clear()
    choose(page, "ind", option)
    page.wait_for_url(re.compile(f"ind={code}"))
    expect(page.locator("h1.cr-title")).to_contain_text(option)
    wait_until_silent(page, wire.sizes)
    assert 1_000 < sum(wire.sizes) < LIMIT, wire.sizes


def wait_until_silent(page: Page, frames: list[int]) -> None:
    """Wait until nothing is being drawn and the server has sent nothing for a while."""
    while True:
        received = len(frames)
        wait_for_rest(page)
        if len(frames) == received:
            return


def test_a_province_tells_of_itself_a_click_focuses_it_and_the_link_restores_it(
    streamlit_server: Server, page: Page
) -> None:
    open_page(streamlit_server, page, "/explore?ind=population_census")
    wait_for_map(page)
    wait_for_rest(page)
    shapes = page.locator(".choroplethlayer .trace").nth(1).locator("path")
    box = shapes.nth(9).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    hover = page.locator(".hoverlayer").first
    expect(hover).to_contain_text(re.compile(r"\d{3},\d{3}"))
    expect(hover).to_contain_text("2019")
    expect(hover).to_contain_text("National Institute of Statistics")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("areas=KH"), timeout=15_000)
    chip = page.locator("[class*=st-key-choose_areas] [data-tag]").first
    expect(chip).to_be_visible()
    chosen = chip.inner_text()
    page.goto(page.url)
    wait_for_map(page)
    expect(chip).to_have_text(chosen)
    choose(page, "areas", "Takeo")  # at the keyboard
    page.wait_for_url(re.compile("areas=KH.*KH21"))


def test_a_copied_link_restores_the_view_and_back_returns_to_it(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore?ind=wasting&year=2005&areas=KH16&lang=km")
    wait_for_map(page)
    before = page.locator("h1.cr-title").inner_text()
    assert "2005" in before
    page.reload()
    wait_for_map(page)
    expect(page.locator("h1.cr-title")).to_have_text(before)
    page.get_by_text("English", exact=True).click()
    expect(page.locator("h1.cr-title")).to_contain_text("Wasting, 2005")
    page.go_back()
    expect(page.locator("h1.cr-title")).to_have_text(before)
