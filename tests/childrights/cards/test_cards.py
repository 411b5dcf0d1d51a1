"""Cards: every word that must be there, no letter too small, no figure that the message does not tell."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.cards.drawing import CardBox, Inks, draw_shown
from childrights.cards.figures import drawn_figure
from childrights.cards.fitting import draw_card
from childrights.cards.shapes import PREVIEW, SHAPES, SQUARE, STORY
from childrights.cards.telling import (
    BARS,
    CHILD,
    DATED,
    HOUSE,
    NUMBER,
    ROW,
    SILENCE,
    THING,
    MessageCard,
    NoCard,
    Shown,
    card_of,
    plain,
)
from childrights.cards.writing import NOT_MADE, album, card_bytes, poster_pdf
from childrights.charts.breaks import BREAK, HELD, breakable
from childrights.charts.tokens import LIGHT
from childrights.messages.composing import answer_question
from childrights.messages.finding import Ask
from childrights.messages.fractions import FRACTIONS
from childrights.pictures.scene import Shape, TextLine
from geo import load_provinces
from tests.childrights.cards.rules import broken
from tests.childrights.messages.making import ENGLISH, KHMER, ask_of, desk_of

LANGS = (ENGLISH, KHMER)
ASKED = {
    "a fraction": ("KH 2014 33.0 n=4439", "level", "stunting", 2016),
    "no fraction": ("KH 2014 55.9 n=30", "level", "stunting", 2016),
    "fewer than one in a hundred": ("KH 2014 0.4 n=4439", "level", "stunting", 2016),
    "households": ("KH 2014 40.1 n=4439", "level", "households_without_toilet_cdhs", 2016),
    "old": ("KH 2000 33.0 n=4439", "level", "stunting", 2026),
    "a fall": ("KH 2005 42.0 n=4000; KH 2014 32.0 n=4439", "change", "stunting", 2016),
    "a place": ("KH 2014 32.0 n=4439; KH02+KH24 2014 60.0 n=700", "place KH02+KH24 2014 vs=KH", "stunting", 2016),
    "groups": (
        "KH 2014 40.0 g=rural n=3000; KH 2014 20.0 g=urban n=1400",
        "group KH 2014 g=rural vs=urban",
        "stunting",
        2016,
    ),
    "per 1,000": ("KH 2014 35.2 n=7000", "level", "under5_mortality_5y", 2016),
    "per 100,000": ("KH 2014 218.4", "level", "residential_care_rate", 2016),
    "a count": ("KH 2014 16579", "level", "rci_children_mapped", 2016),
    "nothing": ("KH 2014 33.0 n=4439", "absence vs=no_disability", "stunting", 2016),
    "a member's": ("KH 2014 12.0 k=own_records p=our_clients", "level", "stunting", 2016),
}


def card(name: str, lang: int = 0, **options: bool) -> MessageCard:
    figures, ask, indicator, today = ASKED[name]
    desk = desk_of(figures, indicator, today)
    return card_of(answer_question(ask_of(ask, indicator), desk), desk, LANGS[lang], **options)


@pytest.mark.parametrize(("name", "lang", "shape"), [*product(ASKED, (0, 1), SHAPES)])
def test_a_card_keeps_every_rule(name: str, lang: int, shape: str) -> None:
    one = card(name, lang)
    assert broken(one, draw_card(one, shape), shape) == []


def test_each_kind_has_its_picture() -> None:
    kinds = {name: card(name).shown.kind for name in ASKED}
    assert [name for name, kind in kinds.items() if kind == ROW] == ["a fraction", "households", "old", "a member's"]
    assert [name for name, kind in kinds.items() if kind == BARS] == ["a fall", "a place", "groups"]
    assert kinds["nothing"] == SILENCE and kinds["no fraction"] == kinds["a count"] == NUMBER
    assert (card("a fraction").shown.figure, card("households").shown.figure) == (CHILD, HOUSE)


def test_a_row_is_drawn_only_where_the_sentence_says_the_fraction() -> None:
    assert card("a fraction").shown.big == "About 1 in 3" and "bout 1 in 3" in card("a fraction").message.headline
    assert card("fewer than one in a hundred").shown.big == "0.4\N{NO-BREAK SPACE}%"
    assert not card("no fraction").shown.of


@settings(max_examples=30)
@given(st.sampled_from(FRACTIONS))
def test_as_many_are_filled_as_the_fraction_says(fraction: tuple[int, int]) -> None:
    n, m = fraction
    _, ask, indicator, today = ASKED["a fraction"]
    desk = desk_of(f"KH 2014 {100 * n / m:.1f}", indicator, today)
    shown = card_of(answer_question(ask_of(ask, indicator), desk), desk, ENGLISH).shown
    if shown.kind == ROW:
        assert shown.filled * m == n * shown.of
        items = draw_shown(shown, CardBox(0, 0, 960, 400, 1, 28, "en"), Inks("#000000", "#FFFFFF", "#AAAAAA")) or []
        outlined = sum(1 for one in items if isinstance(one, Shape) and one.stroke)
        filled = sum(1 for one in items if isinstance(one, Shape) and one.fill == "#FFFFFF")
        assert (filled, filled + outlined) == (shown.filled, shown.of)


def test_a_filled_and_an_empty_figure_differ_without_colour() -> None:
    filled, empty = (drawn_figure(CHILD, 0, 0, 100, one, "#FFFFFF", "#000000") for one in (True, False))
    assert len(filled) == 1 and [bool(one.stroke) for one in empty if isinstance(one, Shape)] == [True, False]


def test_what_must_not_be_said_has_no_card_and_a_reason() -> None:
    desk = desk_of("KH 2014 33.0 n=10")
    with pytest.raises(NoCard, match="No card is made of what the figures do not support. .*25 cases"):
        card_of(answer_question(Ask("level", "stunting"), desk), desk, ENGLISH)


def test_figures_beside_each_other_say_which_is_whose() -> None:
    assert [one.label for one in card("groups").shown.entries] == ["Rural", "Urban"]
    labels = [one.label for one in card("a place").shown.entries]
    assert len(set(labels)) == 2 and labels[1] == "Cambodia"


def test_an_old_figure_has_its_year_large() -> None:
    drawn = draw_card(card("old"), SQUARE)
    sizes = {one.text: one.px for one in drawn.scene.items if isinstance(one, TextLine)}
    assert sizes["2000"] >= 44 and not card("a fraction").shown.year


def test_a_newer_figure_stands_in_the_picture_and_in_its_own_line() -> None:
    figures = "KH 2014 33.0 n=4439 pr=cdhs; KH 2021-22 22.0 n=3000 i=stunting_cdhs_headline pr=cdhs/2021-22"
    desk = desk_of(figures, today=2026)
    one = card_of(answer_question(Ask("level", "stunting", "KH", "2014"), desk), desk, ENGLISH)
    assert one.shown.kind == DATED and [entry.label for entry in one.shown.entries] == ["2021–22", "2014"]
    assert [one.shown.entries[0].value[:2], one.shown.entries[1].value[:2]] == ["22", "33"]
    assert len(set(one.shown.entries)) == len(one.shown.entries)


def test_a_members_figure_is_marked_and_on_another_ground() -> None:
    one = card("a member's")
    assert one.marks == ("Members' figures, not checked by others",) and one.headline.startswith("According to the")
    grounds = [draw_card(card(name), SQUARE).scene.items[0] for name in ("a member's", "a fraction", "nothing")]
    assert len({ground.fill for ground in grounds if isinstance(ground, Shape)}) == 3


def test_a_models_figure_is_marked() -> None:
    desk = desk_of("KH 2014 35.2 s=modelled", "under5_mortality_igme")
    one = card_of(answer_question(Ask("level", "under5_mortality_igme"), desk), desk, ENGLISH)
    assert one.marks == ("Modelled estimate",) and one.shown.before == "an estimated"


def test_khmer_digits_are_everywhere_but_in_sources_and_codes() -> None:
    one = card("a fraction", 1, khmer_digits=True)
    assert "១ ក្នុងចំណោម ៣" in plain(one.shown.big).replace(HELD, " ") and "៣៣" in one.shown.after
    assert "២០១៤" in one.about and one.code in one.signed


def test_what_weakens_is_said_before_a_note_is_left_to_its_address() -> None:
    one = replace(card("old"), caveat="Note: " + "word " * 400)
    drawn = draw_card(one, SQUARE)
    texts = " ".join(line.text for line in drawn.scene.items if isinstance(line, TextLine))
    assert not drawn.whole_note and "years old" in texts and "at /number" in texts


@pytest.mark.parametrize("shape", tuple(SHAPES))
def test_what_does_not_fit_is_refused_and_never_cut(shape: str) -> None:
    long = replace(card("old"), headline="So many words of one sentence " * 60)
    with pytest.raises(NoCard, match="do not fit"):
        draw_card(long, shape)
    torn = replace(card("old"), headline="Word" * 100)
    with pytest.raises(NoCard, match="do not fit"):
        draw_card(torn, shape)


def test_a_sentence_too_long_for_all_else_is_set_densely_with_its_notes_at_its_code() -> None:
    long = card("old").headline + " More of it, and then some more." * 26
    one = replace(card("old"), headline=long)
    drawn = draw_card(one, SQUARE)
    assert drawn.layout == "words" and drawn.step >= len(SHAPES[SQUARE].steps) and drawn.smallest >= 28
    assert (
        not drawn.whole_note and broken(replace(one, message=replace(one.message, headline=long)), drawn, SQUARE) == []
    )
    texts = " ".join(line.text for line in drawn.scene.items if isinstance(line, TextLine))
    assert "Use with caution" in texts and one.code in texts


@settings(max_examples=12)
@given(st.integers(0, 40), st.sampled_from((SQUARE, STORY, PREVIEW)))
def test_longer_sentences_are_whole_or_refused(more: int, shape: str) -> None:
    headline = card("a fraction").headline + " More of it." * more
    one = replace(card("a fraction"), headline=headline)
    try:
        drawn = draw_card(one, shape)
    except NoCard:
        assert more > 10
    else:
        assert broken(replace(one, message=replace(one.message, headline=headline)), drawn, shape) == []


def test_khmer_is_broken_between_words_and_never_within_a_province() -> None:
    names = " ".join(one.name_km for one in load_provinces().values())
    text = f"ក្នុងចំណោមកុមារនៅ{names.replace(' ', 'និង')} ប្រហែល 3 នាក់ ក្នុងឆ្នាំ 2014។"
    (marked,) = breakable((text,), "km")
    assert marked.replace(BREAK, "").replace(HELD, " ") == text and marked.count(BREAK) > 20
    assert all(one.name_km in marked for one in load_provinces().values())
    assert f"3{HELD}នាក់" in marked and f"ឆ្នាំ{HELD}2014" in marked
    assert breakable(("Only words",), "km") == ("Only words",)


def test_a_poster_is_a3_and_the_same_on_two_sheets_of_a4() -> None:
    content = poster_pdf(card("a fraction", 1), date(2026, 11, 30))
    pages = [(round(wide / 72 * 25.4), round(high / 72 * 25.4)) for wide, high in _pages(content)]
    assert pages == [(297, 420), (297, 210), (297, 210)]
    assert b"/Subtype/Image" not in content.replace(b" ", b""), "pixels on a poster"


def _pages(content: bytes) -> list[tuple[float, float]]:
    found = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", content)
    return [(float(wide), float(high)) for wide, high in found]


def test_an_album_holds_all_shapes_in_both_languages_and_names_what_is_missing() -> None:
    both = [card("a fraction", lang) for lang in (0, 1)]
    whole = zipfile.ZipFile(io.BytesIO(album(both)))
    names = {f"{shape}-{lang}.png" for shape in (SQUARE, STORY, PREVIEW) for lang in ("en", "km")}
    assert set(whole.namelist()) == names | {f"{kind}-{lang}.txt" for kind in ("text", "alt") for lang in ("en", "km")}
    assert whole.read("text-en.txt").decode().startswith(both[0].message.headline)
    assert all(len(whole.read(name)) < 300 * 1024 for name in names)
    assert album(both) == album(both)
    one_long = replace(both[1], headline="ពាក្យ " * 400)
    some = zipfile.ZipFile(io.BytesIO(album([both[0], one_long])))
    assert some.read(NOT_MADE).decode().count("-km.png: ") == 3 and "square-en.png" in some.namelist()
    with pytest.raises(NoCard):
        album([one_long])


def test_the_same_card_has_the_same_bytes_and_tells_itself() -> None:
    one = card("a place", 1)
    assert card_bytes(one, SQUARE, "png") == card_bytes(one, SQUARE, "png")
    written = card_bytes(one, SQUARE, "svg").decode()
    assert one.message.headline in written and one.signed in written and BREAK not in written


def test_every_figure_that_can_be_drawn_stays_in_its_box() -> None:
    shown = Shown(ROW, big="About 1 in 20", after="5.0 %", filled=1, of=20, figure=THING)
    frame = CardBox(50, 100, 900, 300, 1, 28, "en")
    items = draw_shown(shown, frame, Inks(LIGHT.action, "#FFFFFF", "#AFD8D2")) or []
    points = [point for one in items if isinstance(one, Shape) for trail in one.trails for point in trail.points]
    assert points and min(x for x, _ in points) >= 50 and max(x for x, _ in points) <= 950
    assert min(y for _, y in points) >= 100 and max(y for _, y in points) <= 400
