"""Controls with options: words are never taken for codes, whatever the browser still holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st

from ui.parts import options
from ui.parts.filters import put
from ui.parts.options import begun, offer_of

ENGLISH, KHMER = {"stunting": "Stunting", "wasting": "Wasting"}, {"stunting": "ភាពក្រិន", "wasting": "ភាពស្គមស្គាំង"}


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A session without a browser."""
    held: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", held)
    yield held


def key(words: dict[str, str]) -> str:
    return offer_of("choose_ind", list(words), words.__getitem__).key


def test_other_words_make_another_control_and_the_same_words_the_same(session: dict[str, Any]) -> None:
    first = key(ENGLISH)
    assert first == "choose_ind"
    assert key(KHMER) != first
    assert key(ENGLISH) == first
    assert key(KHMER) == key(dict(KHMER))


@pytest.mark.parametrize("words", [{"stunting": "Stunting"}, {"wasting": "Wasting", "stunting": "Stunting"}])
def test_other_options_or_another_order_make_another_control_too(
    session: dict[str, Any], words: dict[str, str]
) -> None:
    assert key(ENGLISH) != key(words)


def test_options_with_the_same_words_can_be_told_apart() -> None:
    offer = offer_of("x", ["a", "b", "c"], {"a": "Same", "b": "Same", "c": "Other"}.__getitem__)
    assert list(offer.labels.values()) == ["Same (a)", "Same (b)", "Other"]
    assert offer.label("Old words") == "Old words"


def test_the_choice_goes_over_to_the_control_with_other_words(session: dict[str, Any]) -> None:
    english, khmer = key(ENGLISH), key(KHMER)
    assert begun("choose_ind", english, "stunting", follow=False) == "stunting"
    session[english] = "wasting"
    assert begun("choose_ind", khmer, "stunting", follow=False) == "wasting"
    session[khmer] = "wasting"
    assert begun("choose_ind", khmer, "stunting", follow=False) == "wasting"


def test_a_control_that_was_not_on_the_page_before_begins_anew(session: dict[str, Any]) -> None:
    english, khmer = key(ENGLISH), key(KHMER)
    begun("choose_ind", english, "stunting", follow=False)
    assert begun("choose_ind", khmer, "stunting", follow=False) == "stunting"


def test_what_the_url_says_counts_more_than_what_a_control_held(session: dict[str, Any]) -> None:
    english, khmer = key(ENGLISH), key(KHMER)
    begun("choose_ind", english, "wasting")
    session[english] = "wasting"
    assert begun("choose_ind", khmer, "stunting") == "stunting"
    session[khmer] = "wasting"
    assert begun("choose_ind", khmer, "stunting") == "stunting"
    assert session[khmer] == "stunting"


@pytest.mark.parametrize("arrived", ["Stunting", "ភាពក្រិន", "", "nothing known"])
def test_words_that_arrive_late_choose_nothing(session: dict[str, Any], arrived: str) -> None:
    session["choose_ind"] = arrived
    chosen: list[str] = []
    options._take("choose_ind", ("stunting", "wasting"), chosen.append, ())
    assert chosen == []
    session["choose_ind"] = "wasting"
    options._take("choose_ind", ("stunting", "wasting"), chosen.append, ())
    assert chosen == ["wasting"]


def test_of_several_only_options_are_taken(session: dict[str, Any]) -> None:
    session["choose_areas"] = ["KH05", "Siem Reap", "សៀមរាប"]
    chosen: list[tuple[str, ...]] = []
    options._take_some("choose_areas", frozenset({"KH05", "KH17"}), chosen.append, ())
    options._take_some("choose_areas", None, chosen.append, ())
    assert chosen == [("KH05",), ("KH05", "Siem Reap", "សៀមរាប")]


@pytest.mark.parametrize(
    "words", ["Stunting rate", "ភាពក្រិន", "What Cambodia was asked (12)", "As published", "1–25 of 130"]
)
def test_the_url_refuses_words(words: str) -> None:
    with pytest.raises(ValueError, match="holds codes"):
        put("ind", words)
