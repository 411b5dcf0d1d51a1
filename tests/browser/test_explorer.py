"""The explorer at a keyboard and a pointer: tabs, stepping and playing, several places in focus, nothing that jumps."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.looking import open_page, wait_for_map, wait_for_rest
from tests.support.server import Server

PLACES = """() => ['.st-key-filters_explore', '[class*=st-key-choose_view]', '.st-key-over_figure', '.st-key-map_drawn',
    '.st-key-fold'].map(name => { const box = document.querySelector(name).getBoundingClientRect();
    return [Math.round(box.top), Math.round(box.height)].join() }).join(' ')"""


def finding(page: Page, words: str) -> None:
    expect(page.locator("h1.cr-title")).to_contain_text(words)


def test_the_years_play_one_after_the_other_and_nothing_jumps(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore?areas=KH12")
    wait_for_map(page)
    wait_for_rest(page)
    before = page.evaluate(PLACES)
    page.get_by_role("button", name="Play").click()
    for told in (
        "Stunting, 2000",
        "Stunting, 2005",
        "Stunting, 2010",
        "Stunting, 2014",
        "Stunting (CDHS tables), 2021–22",
    ):
        finding(page, told)
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=15_000)
    wait_for_rest(page)
    assert page.evaluate(PLACES) == before
    page.wait_for_url("**/explore?areas=KH12")
    page.get_by_role("button", name="Earlier").click()
    page.wait_for_url(re.compile("year=2014"))
    page.go_back()
    finding(page, "Stunting (CDHS tables), 2021–22")


def test_tabs_open_at_the_keyboard_and_keep_the_selection(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore?ind=wasting&areas=KH16")
    wait_for_map(page)
    page.get_by_role("radio", name="Map", exact=True).focus()
    page.keyboard.press("ArrowRight")
    wait_for_rest(page)  # chosen by the arrow already, it would be given up again by the key
    if page.get_by_role("radio", name="Over time").get_attribute("aria-checked") != "true":
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile("view=trend"))
    finding(page, "Wasting")
    focused = page.locator("[class*=st-key-choose_areas] [data-tag]")
    # For a moment the box that leaves stands beside the one that comes: a list waits until one is left.
    expect(focused).to_have_text(["Mondulkiri + Ratanakiri"])
    page.reload()
    expect(page.get_by_role("radio", name="Over time")).to_have_attribute("aria-checked", "true")


def test_the_classes_are_chosen_in_a_popover(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore")
    wait_for_map(page)
    page.get_by_role("button", name="Classes").click()
    page.get_by_text("Your own edges").click()
    field = page.get_by_label("Edges, with commas between them")
    field.fill("30,20")
    field.press("Enter")
    expect(page.get_by_text("Please write two to five rising numbers")).to_be_visible()
    field.fill("20,30,40")
    field.press("Enter")
    page.wait_for_url(re.compile(r"edges=20(,|%2C)30(,|%2C)40"))
    expect(page.locator(".cr-map-legend")).to_contain_text("30 to under 40")


def test_a_dot_of_the_ranking_goes_in_and_out_of_focus(streamlit_server: Server, page: Page) -> None:
    open_page(streamlit_server, page, "/explore?ind=population_census&view=ranking")
    dots = page.locator(".js-plotly-plot .scatterlayer .points path")
    expect(dots.first).to_be_visible(timeout=20_000)
    wait_for_rest(page)
    for gone in (False, True):
        box = dots.nth(20).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator("[class*=st-key-choose_areas] [data-tag]")).to_have_count(0 if gone else 1)
        wait_for_rest(page)
