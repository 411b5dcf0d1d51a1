"""A talk as data and as one file: whole or refused, asked again, nothing hidden in it, nothing asked from anywhere."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.briefs.inputs import Stock
from childrights.catalogue import load_catalogue
from childrights.export import ExportError
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.snapshot import Snapshot
from childrights.talks.command import changed_figures
from childrights.talks.slides import CHANGED, GONE, HOLDS, TalkSlides, talk_of, talk_slides
from childrights.talks.stick import SIZE_LIMIT, check_stick, stick_file, talk_checks
from childrights.talks.talk import (
    ITEM_KINDS,
    MOST_BYTES,
    MOST_ITEMS,
    MOST_LINK,
    NUMBER,
    PROFILE,
    VIEW,
    Talk,
    TalkError,
    read_talk,
    short_talk,
    talk_in_short,
    talk_json,
)

CATALOGUE, TODAY = load_catalogue(), date(2026, 11, 30)
MAP_OF_YEARS = "?ind=stunting"
TALK = (
    Talk("For <b>everybody</b>")
    .add(VIEW, MAP_OF_YEARS)
    .add(VIEW, "?ind=stunting&view=ranking")
    .add(NUMBER, "level|violent_discipline|KH||total,total,total,total,total|")
)


def stock(snapshot: Snapshot, lang: str = "en") -> Stock:
    return Stock.of(snapshot, CATALOGUE, translator(lang), TODAY)


_MADE: dict[str, tuple[TalkSlides, bytes]] = {}


def made_in(snapshot: Snapshot, lang: str) -> tuple[TalkSlides, bytes]:
    """The talk of these tests and its file, made once."""
    if lang not in _MADE:
        told = talk_slides(stock(snapshot, lang), TALK)
        _MADE[lang] = told, stick_file(stock(snapshot, lang), told)
    return _MADE[lang]


TEXT = st.text(max_size=60)


@given(st.lists(st.tuples(st.sampled_from(list(ITEM_KINDS)), TEXT, TEXT, TEXT), max_size=6), TEXT)
def test_a_talk_is_read_as_it_was_written(parts: list[tuple[str, str, str, str]], title: str) -> None:
    talk = Talk().named(title)
    for kind, key, heading, notes in parts:
        if key.strip() and read_key(key) == key:
            talk = talk.add(kind, key)
            talk = talk.change(talk.items[-1].id, title=heading, notes=notes)
    again = read_talk(talk_json(talk))
    assert talk_json(again) == talk_json(talk)
    if packed := talk_in_short(talk):
        bare = short_talk(packed)
        assert [(one.kind, one.key, one.title) for one in bare.items] == [
            (one.kind, one.key, one.title) for one in talk.items
        ]
        assert not any(one.notes for one in bare.items)


def read_key(key: str) -> str:
    """The key as a file gives it back."""
    return read_talk(talk_json(Talk().add(VIEW, key))).items[0].key if key.strip().isprintable() else ""


def test_what_is_no_talk_is_refused_whole() -> None:
    good = json.loads(talk_json(TALK))
    for broken, code in (
        ("{", "not_json"),
        ("[]", "not_talk"),
        (json.dumps({**good, "version": 9}), "newer"),
        (json.dumps({**good, "items": [{"kind": "page", "key": "x"}]}), "damaged"),
        (json.dumps({**good, "items": good["items"] * MOST_ITEMS}), "too_many"),
        (" " * (MOST_BYTES + 1), "too_large"),
    ):
        with pytest.raises(TalkError) as refused:
            read_talk(broken)
        assert refused.value.code == code
        assert all(refused.value.words(translator(lang)) for lang in LANGUAGES)
    for packed in ("", "%%", "x" * (MOST_LINK + 1), "eJwDAAAAAAE"):
        with pytest.raises(TalkError):
            short_talk(packed)


def test_items_are_moved_taken_out_and_held_once() -> None:
    first, second, third = (one.id for one in TALK.items)
    assert [one.id for one in TALK.move(third, -5).items] == [third, first, second]
    assert [one.id for one in TALK.remove(second).items] == [first, third]
    assert TALK.add(VIEW, MAP_OF_YEARS) is TALK and TALK.move("s9", 1) is TALK
    assert TALK.move(third, -1).revision == TALK.revision + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_holds_all_that_must_be_said_and_asks_for_nothing(shipped: Snapshot, lang: str) -> None:
    told, made = made_in(shipped, lang)
    page = made.decode()
    assert len(made) < SIZE_LIMIT and made == stick_file(stock(shipped, lang), told)
    assert "<b>everybody" not in page and f'lang="{lang}"' in page
    assert "default-src 'none'" in page and not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert not re.search(r"https?://", page.replace("http://www.w3.org/2000/svg", ""))
    plain = re.sub(r"<[^>]+>", "", page).replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    for section in told.sections:
        for caution in (*section.cautions, *section.missing):
            assert caution.split()[-1] in plain
    visible = page[page.index("<!--slides-->") : page.index("<!--/slides-->")]
    assert "…" not in visible
    maps = told.items[0].slides[0]
    assert len(maps.steps) > 2 and visible.count('class="step') == len(maps.steps) + 2
    assert [bool(step.section.figure and step.section.figure.edges) for step in maps.steps] == [True] * len(maps.steps)
    assert len({step.section.figure.edges for step in maps.steps if step.section.figure}) == 1


def test_every_name_stands_on_the_map_with_value_and_standing(shipped: Snapshot) -> None:
    told, made = made_in(shipped, "en")
    page, slide = made.decode(), told.slides[0]
    figure = slide.section.figure
    assert figure and figure.view
    now = page[page.index('class="step start"') :]
    now = now[: now.index('class="periods"')]
    assert now.count("<use ") == len(figure.view.drawn) + len(figure.view.not_drawn)
    assert now.count('<text class="') == now.count("<use ")
    assert re.search(r'data-value="42\.8\s%"', now) and "1 of 17 shown, the highest first" in now


def test_places_of_a_survey_without_intervals_have_no_rank(shipped: Snapshot) -> None:
    """The institute gives none for 2021-22: its caveat says that provinces are not ranked."""
    own = stock(shipped)
    talk = Talk().add(VIEW, "?ind=stunting_cdhs_printed").add(VIEW, "?ind=stunting_cdhs_printed&view=ranking")
    page = stick_file(own, talk_slides(own, talk)).decode()
    assert "data-order=" in page and "data-standing=" not in page[page.index('class="step start"') :]
    assert not re.search(r'class="rank">\d', page)


def test_hidden_figures_are_in_no_file(shipped: Snapshot) -> None:
    told, made = made_in(shipped, "en")
    read = check_stick(made)
    valued = {one.id for section in told.sections for one in section.observations if one.value is not None}
    assert {code for code, _ in read.figures} == valued and changed_figures(shipped, read) == []
    other = replace(read, figures=((read.figures[0][0], -1.0), ("NONE-SUCH1", 2.0)))
    assert changed_figures(shipped, other) == [read.figures[0][0], "NONE-SUCH1"]


def test_a_changed_file_is_noticed(shipped: Snapshot) -> None:
    made = made_in(shipped, "en")[1]
    assert check_stick(made).whole
    assert not check_stick(made.replace(b"42.8", b"24.8", 1)).whole
    with pytest.raises(TalkError):
        check_stick(b"<html></html>")


def test_what_changed_or_is_gone_is_told_before_the_talk(shipped: Snapshot) -> None:
    own = stock(shipped)
    seen = talk_slides(own, TALK).looked_at()
    assert [one.state for one in talk_slides(own, seen).items] == [HOLDS] * 3
    old = replace(seen.items[0], seen="0" * 16, as_of="2026-01-01 · 12345678")
    gone = replace(seen.items[1], key="?ind=nothing")
    mixed = talk_slides(own, replace(seen, items=(old, gone, seen.items[2])))
    assert [one.state for one in mixed.items] == [CHANGED, GONE, HOLDS]
    minded = [one.words for one in talk_checks(own, mixed) if not one.fine]
    assert len(minded) == 2 and "2026-01-01" in minded[1] and minded[0].startswith("Left out")
    assert len(talk_of(own, mixed).sections) == 2
    with pytest.raises(ExportError):
        stick_file(own, talk_slides(own, Talk().add(VIEW, "?ind=nothing")))


def test_a_province_tells_its_strongest_findings(shipped: Snapshot) -> None:
    told = talk_slides(stock(shipped), Talk().add(PROFILE, "KH16").add(PROFILE, "KH99"))
    assert 1 <= len(told.items[0].slides) <= 3 and told.items[1].state == GONE


def test_the_script_has_no_way_out() -> None:
    script = (Path(__file__).resolve().parents[2] / "childrights" / "talks" / "talk.js").read_text(encoding="utf-8")
    assert not re.search(r"fetch|XMLHttp|WebSocket|sendBeacon|import\(|innerHTML|eval|localStorage", script)
