"""One message as a picture: every kind, every figure that suits it, both languages, marked where words are one's own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from childrights.basket.basket import AuthorText, Basket
from childrights.basket.kept import telling
from childrights.charts.tokens import LIGHT
from childrights.export.exporting import ExportError
from childrights.i18n import LANGUAGES, translator
from childrights.messages.finding import Ask
from childrights.pictures.captions import SLIDE, SQUARE
from ui.advocate.cards import draw, drawings
from ui.advocate.choice import today
from ui.parts import cache
from ui.parts.page import Page


@pytest.fixture
def page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The surroundings of a page on the shipped figures."""
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))
    return Page(translator("en"), LIGHT, cache.catalogue(), cache.current_snapshot())


def basket_of(page: Page, *keys: str) -> Basket:
    """The answers to some questions in a basket."""
    found, name = Basket(), page.snapshot.name
    for key in keys:
        found = found.add(*(cache.message(name, key, lang, today()) for lang in LANGUAGES))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_message_has_pictures(page: Page, lang: str) -> None:
    name, seen = page.snapshot.name, set()
    for area in ("KH", "KH16"):
        for found in cache.candidates(name, "stunting", area, "", today()):
            ask = found.finding.ask
            if ask.kind in seen:
                continue
            seen.add(ask.kind)
            one = basket_of(page, ask.key).items[0]
            message = telling(one, cache.rechecked(name, one, "en", today()), page.t)
            assert message is not None
            drawn = drawings(page, message)
            assert drawn, ask.key
            first = next(iter(drawn.values()))
            assert first is not None
            figure, _ = first(page)
            assert figure.to_dict()["data"]
            image = Image.open(io.BytesIO(draw(page, one, first, SQUARE, lang)))
            assert image.size == (1080, 1080)
            assert image.info["Title"] == one.headline.of(lang)
    assert {"level", "change", "gap", "absence"} <= seen


def test_words_of_ones_own_are_told_as_such_in_the_picture(page: Page) -> None:
    plain = basket_of(page, Ask("change", "stunting").key)
    own = f"It is {dict(plain.items[0].message('en').facts)['value']:.1f} % now."
    one = plain.change("m1", words=AuthorText(own)).items[0]
    message = telling(one, cache.rechecked(page.snapshot.name, one, "en", today()), page.t)
    assert message is not None
    drawing = drawings(page, message)["Over time"]
    said = Image.open(io.BytesIO(draw(page, one, drawing, SLIDE, "en"))).info
    assert said["Title"] == own
    assert "The wording is the author" in said["Description"]
    assert message.observations[0] in said["Description"]


def test_words_that_say_more_than_the_figures_stand_in_no_picture(page: Page) -> None:
    one = basket_of(page, Ask("change", "stunting").key).change("m1", words=AuthorText("It was 77.7 %.")).items[0]
    said = Image.open(io.BytesIO(draw(page, one, None, SLIDE, "en"))).info
    assert said["Title"] == one.headline.of("en") and "77.7" not in said["Description"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("shape", [SQUARE, SLIDE])
def test_a_silence_has_a_picture_of_words(page: Page, shape: str, lang: str) -> None:
    one = basket_of(page, Ask("absence", "child_injury_deaths_rate", versus="never").key).items[0]
    message = telling(one, cache.rechecked(page.snapshot.name, one, "en", today()), page.t)
    assert message is not None and list(drawings(page, message).values()) == [None]
    image = Image.open(io.BytesIO(draw(page, one, None, shape, lang)))
    assert image.info["Title"] == one.headline.of(lang) and page.snapshot_label in image.info["Description"]


def test_what_no_longer_holds_has_no_picture(page: Page) -> None:
    one = basket_of(page, Ask("change", "stunting").key).change("m1", way="higher").items[0]
    with pytest.raises(ExportError):
        draw(page, one, lambda _: pytest.fail("nothing may be drawn"), SQUARE, "en")
