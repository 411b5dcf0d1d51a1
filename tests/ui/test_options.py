"""Controls with options: words are never taken for codes, whatever the browser still holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st

from ui.parts import options
from ui.parts.filters import put_param
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
        put_param("ind", words)


class Drawn:
    """Streamlit's controls, which say nothing but how they were drawn; a browser would show their first value."""

    def __init__(self, session: dict[str, Any]) -> None:
        self.session_state, self.how = session, dict[str, Any]()

    def __getattr__(self, look: str) -> Any:
        def control(label: str, codes: list[str], *, key: str, **how: Any) -> None:
            self.how = {"look": look, "label": label, "codes": codes, **how}
            first = how.get("default", how.get("value"))
            if "index" in how:
                first = None if how["index"] is None else codes[how["index"]]
            self.session_state.setdefault(key, first)

        return control


@pytest.fixture
def drawn(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Drawn:
    controls = Drawn(session)
    monkeypatch.setattr(options, "st", controls)
    return controls


CODES = ("a", "b", "c")


@pytest.mark.parametrize("look", ["selectbox", "radio", "segmented_control", "pills", "select_slider"])
@pytest.mark.parametrize(
    ("told", "first"),
    [
        ({"shown": "b"}, "b"),
        ({"start": "c"}, "c"),
        ({"shown": "b", "start": "c"}, "b"),
        ({}, None),
        ({"shown": "gone"}, "a"),
        ({"start": "gone"}, "a"),
        ({"shown": ""}, "a"),
    ],
)
def test_a_control_begins_with_what_is_chosen_else_with_its_first_or_with_nothing(
    drawn: Drawn, look: Any, told: dict[str, str], first: str | None
) -> None:
    assert options.pick(look, "Choose", CODES, name="x", **told) == first  # type: ignore[arg-type]
    assert (drawn.how["look"], drawn.how["codes"]) == (look, list(CODES))
    place = {"selectbox": "index", "radio": "index", "select_slider": "value"}.get(look, "default")
    assert drawn.how[place] == (first if place != "index" or first is None else CODES.index(first))


def test_what_a_person_chose_goes_on_and_nothing_else(drawn: Drawn) -> None:
    chosen: list[tuple[str, ...]] = []
    options.pick(
        "radio", "Choose", CODES, name="x", shown="a", picked=lambda *told: chosen.append(told), args=("more",)
    )
    for code in ("b", "no option", None):
        drawn.session_state["x"] = code
        drawn.how["on_change"](*drawn.how["args"])
    assert chosen == [("b", "more"), (None, "more")]


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ({"shown": ("b", "gone")}, ("b",)),
        ({"start": ("c", "a")}, ("c", "a")),
        ({}, ()),
        ({"shown": ()}, ()),
        ({"shown": ("a",), "start": ("b",)}, ("a",)),
        ({"start": ("own",), "accept_new_options": True}, ("own",)),
    ],
)
def test_a_control_for_several_begins_with_those_that_are_chosen(
    drawn: Drawn, told: dict[str, Any], first: tuple[str, ...]
) -> None:
    assert options.pick_some("Choose", CODES, name="x", **told) == first
    assert drawn.how["default"] == list(first)


def test_of_what_several_controls_send_only_options_go_on(drawn: Drawn) -> None:
    chosen: list[Any] = []
    options.pick_some("Choose", CODES, name="x", picked=lambda *told: chosen.append(told), args=(1,))
    drawn.session_state["x"] = ["c", "no option"]
    drawn.how["on_change"](*drawn.how["args"])
    assert chosen == [(("c",), 1)]
