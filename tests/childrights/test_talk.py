"""A talk: kept messages and views by their links, one finding a slide, each sentence and figure once, newer ones told."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pptx import Presentation

from childrights.basket.basket import Basket
from childrights.basket.talk import of_talk
from childrights.briefs.inputs import Stock
from childrights.briefs.model import CARD, GROUPS, MAP, RANKING, TREND, Brief
from childrights.briefs.views import KeptView, read_view, view_section
from childrights.catalogue import UnknownCode, load_catalogue
from childrights.export import ExportError
from childrights.i18n import LANGUAGES, translator
from childrights.messages import Ask, compose, desk, recheck
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.command import brief_bytes

CATALOGUE, TODAY = load_catalogue(), date(2026, 11, 30)
LINKS = (
    "http://localhost:8501/explore?ind=stunting&view=map&year=2014&areas=KH16",
    "?ind=stunting&view=groups",
    "explore?ind=stunting&view=trend&areas=KH,KH16",
    "?ind=wasting&view=ranking",
)


def stock(snapshot: Snapshot, lang: str = "en") -> Stock:
    return Stock.of(snapshot, CATALOGUE, translator(lang), TODAY)


def basket(snapshot: Snapshot) -> Basket:
    at = desk(snapshot, CATALOGUE, "violent_discipline", TODAY.year)
    return Basket().add(*(compose(Ask("level", "violent_discipline", "KH"), at, translator(one)) for one in LANGUAGES))


def talk(snapshot: Snapshot, lang: str, kept: Basket, links: tuple[str, ...]) -> Brief:
    own = stock(snapshot, lang)
    views = [read_view(one, own) for one in links]
    return of_talk(own, kept, lambda one: recheck(one.message(lang), snapshot, CATALOGUE, TODAY.year), views)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_finding_a_slide_with_notes_source_and_codes(shipped: Snapshot, lang: str) -> None:
    made = talk(shipped, lang, basket(shipped), (*LINKS, LINKS[0]))
    figures = [one.figure.kind if one.figure else "" for one in made.sections]
    assert figures == [CARD, MAP, GROUPS, TREND, RANKING] and len({one.message for one in made.sections}) == 5
    assert all(one.observations and one.sources for one in made.sections)
    held = {one.id for one in made.observations}
    assert {code for one in made.newer for code in one.codes} and all(one.of in held for one in made.newer)
    _cover, *slides = Presentation(io.BytesIO(brief_bytes(made, ".pptx"))).slides
    for one in made.sections:
        (slide,) = [
            each for each in slides if each.has_notes_slide and one.message in each.notes_slide.notes_text_frame.text
        ]
        assert one.codes[0] in slide.notes_slide.notes_text_frame.text


def test_a_view_is_read_from_its_address(shipped: Snapshot) -> None:
    own = stock(shipped)
    assert read_view(LINKS[0], own) == KeptView(MAP, "stunting", ("KH16",), "2014")
    assert read_view("?ind=stunting&areas=KH02%2BKH24", own).areas == ("KH02+KH24",)
    for wrong in ("?ind=magic", "", "?ind=stunting&view=pair", "?ind=stunting&areas=KH99"):
        with pytest.raises(UnknownCode):
            read_view(wrong, own)
    old = view_section(own, KeptView(MAP, "stunting", (), "1875"))
    assert old is not None and old.figure is not None and old.figure.kind == MAP
    (focus,) = view_section(own, read_view(LINKS[0], own)).figure.focus  # type: ignore[union-attr]
    assert focus == "KH11+KH16", "the survey area that the province is of"


def test_a_talk_of_nothing_is_refused(shipped: Snapshot) -> None:
    with pytest.raises(ExportError):
        talk(shipped, "en", Basket(), ())
    assert len(talk(shipped, "en", Basket(), LINKS[:1]).sections) == 1
