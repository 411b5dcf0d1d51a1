"""The one file of a talk, opened from the disk with no network: every slide by keyboard, the spotlight, nothing asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from childrights.briefs.inputs import Stock
from childrights.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.snapshot import Snapshot
from childrights.talks.slides import talk_slides
from childrights.talks.stick import stick_file
from childrights.talks.talk import VIEW, Talk

TALK = Talk("A title").add(VIEW, "?ind=stunting&year=2014").add(VIEW, "?ind=stunting&view=ranking")
TALK = TALK.change("s1", notes="Say it slowly")
OVERFLOW = """() => [...document.querySelectorAll('.slide.now .step.now, .slide.now .facts, .slide.now .body')]
  .filter(one => one.offsetParent && one.scrollHeight > one.clientHeight + 2).map(one => one.className)"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_is_walked_by_keyboard_and_asks_for_nothing(
    shipped: Snapshot, tmp_path: Path, page: Page, lang: str
) -> None:
    own = Stock.of(shipped, load_catalogue(), translator(lang), date(2026, 11, 30))
    file = tmp_path / "talk.html"
    file.write_bytes(stick_file(own, talk_slides(own, TALK)))
    asked: list[str] = []
    page.context.set_offline(True)
    page.on("request", lambda one: asked.append(one.url))
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(file.as_uri())
    seen = []
    for key in ("Home", "PageDown", "ArrowRight", " "):
        page.keyboard.press(key)
        seen.append(page.locator(".slide.now h1, .slide.now .step.now h2").first.inner_text())
        assert page.evaluate(OVERFLOW) == []
    assert len(set(seen)) == 4 and page.locator(".slide.now #digest").count() == 1
    for _ in range(2):
        page.keyboard.press("PageUp")
    first = page.locator(".step.now").first.get_attribute("data-label")
    page.keyboard.press("s")
    assert "42.8" in page.locator(".slide.now .step.now .spot strong").inner_text()
    lit = page.locator(".slide.now .step.now .area.lit").get_attribute("data-name")
    page.keyboard.press("ArrowDown")
    assert page.locator(".slide.now .step.now").get_attribute("data-label") != first
    page.locator(".slide.now .step.now .area").first.click(force=True)
    assert page.locator(".slide.now .step.now .spot b").count() == 1 and lit
    page.keyboard.press("b")
    assert not page.locator(".slide.now h2").first.is_visible()
    page.keyboard.press("b")
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    assert "Say it slowly" in opened.value.inner_text("body")
    opened.value.close()
    assert [one for one in asked if not one.startswith(("file:", "data:", "about:"))] == []
