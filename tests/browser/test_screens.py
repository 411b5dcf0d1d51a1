"""Every screen: quiet, accessible, nothing wider than the window, in both languages and themes; with pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from childrights.i18n import translator
from tests.browser.looking import open_page, wait_for_map, wait_for_rest
from tests.support.browser import DESKTOP, PHONE, REPEATS, Chromium, Watch
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


def screens() -> list[object]:
    """Every page in Khmer, and each in English, most of them only when every page is asked for."""
    again = [pytest.param(path, "en", marks=() if path in MIXED else REPEATS) for path in PATHS]
    return [*((path, "km") for path in PATHS), *again]


def with_language(path: str, lang: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


@pytest.fixture
def phone(chromium: Chromium, watch: Watch) -> Iterator[Page]:
    with chromium.opened(watch, PHONE) as page:
        yield page
    watch.assert_quiet()


@pytest.mark.parametrize(("path", "lang"), screens())
def test_nothing_stands_in_anybodys_way(
    streamlit_server: Server, phone: Page, path: str, lang: str, tmp_path: Path
) -> None:
    """Nothing sideways on a telephone, nothing serious at a desk; in English in the dark."""
    page = phone
    page.emulate_media(color_scheme="dark" if lang == "en" else "light")
    go(streamlit_server, page, with_language(path, lang))
    page.screenshot(path=tmp_path / "phone.png")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESKTOP)
    wait_for_rest(page)
    expect(page.get_by_test_id("stSidebar")).to_be_in_viewport()
    found = Axe().run(page, context={"exclude": [[".js-plotly-plot"]]})
    violations = [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found.response["violations"]
        if one["impact"] in SERIOUS
    ]
    assert violations == []


def test_a_figure_in_the_dark_has_its_colours_our_letters_and_words(
    streamlit_server: Server, phone: Page, watch: Watch
) -> None:
    """The words are for those who cannot see it."""
    page = phone
    page.emulate_media(color_scheme="dark")
    go(streamlit_server, page, "/explore?lang=km")
    unit = page.locator(".js-plotly-plot .annotation text").first
    assert unit.evaluate("node => getComputedStyle(node).fill") == "rgb(163, 175, 191)"
    assert page.evaluate("document.fonts.check('16px \"Noto Sans Khmer\"', 'កុមារ')")
    assert any("noto-sans-khmer" in url for url in watch.requests)
    labels = page.locator("[data-testid=stPlotlyChart]").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label') || node.querySelector('[aria-label]')?.ariaLabel)"
    )
    assert all(labels), labels
    below = translator("km")._("{look}. {finding}. The table below has every value.").rpartition("{finding}")[2]
    assert any(below in label for label in labels)
    # The system becomes light while the page is open: figures and words follow without a press.
    page.emulate_media(color_scheme="light")
    expect(unit).to_have_css("fill", "rgb(91, 100, 114)")
    expect(page.locator("h1").first).to_have_css("color", "rgb(20, 33, 61)")


@REPEATS
def test_the_component_page_shows_both_themes(streamlit_server: Server, page: Page) -> None:
    """So many figures take a browser long to draw: nobody waits until it has. Views are drawn in test_explore_charts."""
    open_page(streamlit_server, page, "/components")
    expect(page.locator(".js-plotly-plot")).to_have_count(18)
