"""Every screen: quiet, accessible, nothing wider than the window, in both languages and themes; with pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looking import open_page, wait_for_map, wait_for_rest
from tests.support.browser import PHONE, REPEATS, Chromium, Watch
from tests.support.server import Server

PATHS = (
    "/",
    "/explore",
    "/explore?view=trend&by=place",
    "/explore?view=ranking",
    "/rights?right=EDU",
    "/about",
    "/sources",
)
SERIOUS = ("serious", "critical")
MIXED = ("/explore", "/rights?right=EDU")
"""Looked at in the other language too."""


def go(server: Server, page: Page, path: str) -> None:
    open_page(server, page, path)
    if path.startswith(("/explore?lang", "/explore?view=map")) or path == "/explore":
        wait_for_map(page)
    wait_for_rest(page)


def screens(first: str) -> list[object]:
    """Every page in the language ``first``, and each in the other, most of them only when every page is asked for."""
    second = "km" if first == "en" else "en"
    again = [pytest.param(path, second, marks=() if path in MIXED else REPEATS) for path in PATHS]
    return [*((path, first) for path in PATHS), *again]


def with_language(path: str, lang: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


@pytest.mark.parametrize(("path", "lang"), screens("en"))
def test_nothing_serious_stands_in_anybodys_way(streamlit_server: Server, page: Page, path: str, lang: str) -> None:
    go(streamlit_server, page, with_language(path, lang))
    found = Axe().run(page, context={"exclude": [[".js-plotly-plot"]]})
    violations = [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found.response["violations"]
        if one["impact"] in SERIOUS
    ]
    assert violations == []


@pytest.fixture
def dark_phone(chromium: Chromium, watch: Watch) -> Iterator[Page]:
    with chromium.opened(watch, PHONE) as page:
        page.emulate_media(color_scheme="dark")
        yield page
    watch.assert_quiet()


@pytest.mark.parametrize(("path", "lang"), screens("km"))
def test_a_telephone_needs_no_sideways_scrolling(
    streamlit_server: Server, dark_phone: Page, path: str, lang: str, tmp_path: Path
) -> None:
    go(streamlit_server, dark_phone, with_language(path, lang))
    dark_phone.screenshot(path=tmp_path / "phone.png")
    width = dark_phone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= PHONE["width"]


def test_the_dark_theme_reaches_the_figures(streamlit_server: Server, dark_phone: Page) -> None:
    go(streamlit_server, dark_phone, "/explore")
    title = dark_phone.locator(".js-plotly-plot .annotation text").first
    assert title.evaluate("node => getComputedStyle(node).fill") == "rgb(232, 237, 242)"


def test_our_fonts_are_served_and_shown(streamlit_server: Server, page: Page, watch: Watch) -> None:
    go(streamlit_server, page, "/explore?lang=km")
    assert page.evaluate("document.fonts.check('16px \"Noto Sans Khmer\"', 'កុមារ')")
    assert any("noto-sans-khmer" in url for url in watch.requests)


def test_figures_have_words_for_those_who_cannot_see_them(streamlit_server: Server, page: Page) -> None:
    go(streamlit_server, page, "/explore")
    labels = page.locator("[data-testid=stPlotlyChart]").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label') || node.querySelector('[aria-label]')?.ariaLabel)"
    )
    assert all(labels), labels
    assert any("The table below has every value" in label for label in labels)


def test_the_component_page_shows_both_themes(streamlit_server: Server, page: Page) -> None:
    """So many figures take a browser long to draw: nobody waits until it has."""
    open_page(streamlit_server, page, "/components")
    expect(page.locator(".js-plotly-plot")).to_have_count(18)
