"""The basket: order, edits, and a journey through JSON that loses nothing and lets nothing strange in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.basket.basket import (
    MOST,
    MOST_BYTES,
    MOST_TEXT,
    AuthorText,
    Basket,
    BasketError,
    Kept,
    basket_json,
    read_basket,
    tidy,
)
from childrights.i18n import translator
from childrights.messages.finding import SAY, SAY_WEAKER, Ask
from childrights.messages.message import Message

KEY = Ask("level", "stunting").key
ONE = Kept("m1", KEY, SAY, "level", ("old",), ("H0VR2-GKNN9",), (("value", 40.2),), AuthorText("A", "ក"))

texts = st.text(max_size=60).map(tidy)
saids = st.builds(AuthorText, texts, texts)
codes = st.lists(st.from_regex(r"[A-Za-z0-9_.:+-]{1,20}", fullmatch=True), max_size=4).map(tuple)
numbers = st.floats(allow_nan=False, allow_infinity=False)
kept = st.builds(
    Kept,
    id=st.just(""),
    key=st.builds(lambda kind: Ask(kind, "stunting", "KH16").key, st.sampled_from(("level", "change", "rank"))),
    verdict=st.sampled_from((SAY, SAY_WEAKER)),
    way=st.sampled_from(("", "higher", "no_clear_change")),
    codes=codes,
    observations=codes,
    facts=st.lists(st.tuples(st.sampled_from(("value", "other")), numbers), max_size=3).map(tuple),
    headline=saids,
    words=saids,
    ask=saids,
    duty=saids,
    answers=codes,
)
baskets = st.lists(kept, max_size=6).map(lambda found: Basket().and_all(tuple(found)))


def message(lang: str, headline: str) -> Message:
    return Message(
        KEY, "level", SAY, headline, "", "", (), ("old",), ("H0VR2-GKNN9",), "level", (("value", 40.2),), lang
    )


def ids(basket: Basket) -> list[str]:
    return [one.id for one in basket.items]


@given(baskets)
def test_a_journey_through_json_loses_nothing(basket: Basket) -> None:
    again = read_basket(basket_json(basket))
    assert [replace(one, id="") for one in again.items] == [replace(one, id="") for one in basket.items]
    assert again.revision == basket.revision
    assert basket_json(again) == basket_json(basket)
    assert read_basket(basket_json(basket).encode()) == again


@given(baskets, st.integers(0, 5), st.integers(-8, 8))
def test_moving_keeps_every_message(basket: Basket, at: int, by: int) -> None:
    moved = basket.move(f"m{at + 1}", by)
    assert sorted(ids(moved)) == sorted(ids(basket))
    assert len(set(ids(basket))) == len(basket.items)


@given(st.text())
def test_tidy_words_stay_as_they_are(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert len(tidy(text)) <= MOST_TEXT and "\n" not in tidy(text)


def test_a_kept_message_can_be_asked_again() -> None:
    basket = Basket().add(message("en", "About 2 in 5"), message("km", "ប្រហែល 2"))
    held = basket.holding(KEY)
    assert held is not None and held.id == "m1"
    assert held.message("km").headline == "ប្រហែល 2" and held.message("en").kind == "level"
    assert held.message("en").facts == (("value", 40.2),)


def test_what_is_there_already_is_not_added_twice() -> None:
    basket = Basket().and_all((ONE,))
    assert basket.and_all((replace(ONE, id="m9"),)) is basket
    other = basket.and_all((replace(ONE, ask=AuthorText("Count them.")),))
    assert ids(other) == ["m1", "m2"]


def test_words_of_ones_own_are_told_from_the_dashboards() -> None:
    assert not ONE.edited("en")
    changed = Basket((ONE,)).change("m1", words=ONE.words.with_("en", " My\nwords "))
    assert changed.items[0].edited("en") and not changed.items[0].edited("km")
    assert changed.items[0].words.en == "My words" and changed.revision == 1
    assert changed.change("m1", words=AuthorText("My words")) is changed


def test_the_last_place_is_as_far_as_one_can_move() -> None:
    basket = Basket((ONE, replace(ONE, id="m2"), replace(ONE, id="m3")))
    assert ids(basket.move("m1", 99)) == ["m2", "m3", "m1"]
    assert ids(basket.move("m3", -1)) == ["m1", "m3", "m2"]
    assert basket.move("m7", 1) is basket
    assert ids(basket.remove("m2")) == ["m1", "m3"]


def test_a_full_basket_says_so_and_stays() -> None:
    full = Basket().and_all(tuple(replace(ONE, ask=AuthorText(str(n))) for n in range(MOST)))
    with pytest.raises(BasketError, match="41"):
        full.and_all((ONE,))


def _with(**parts: Any) -> str:
    record = json.loads(basket_json(Basket((ONE,))))
    record["messages"][0] |= parts
    return json.dumps(record)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        (b"\xff\xfe\x00", "not_json"),
        ("[" * 50_000, "not_json"),
        ("null", "not_basket"),
        ('{"format": "other"}', "not_basket"),
        ('{"format": "child-rights-basket", "version": true, "messages": []}', "not_basket"),
        ('{"format": "child-rights-basket", "version": 1, "messages": {}}', "not_basket"),
        ('{"format": "child-rights-basket", "version": 1, "revision": -1, "messages": []}', "not_basket"),
        ('{"format": "child-rights-basket", "version": 2, "messages": []}', "newer"),
        ('{"format": "child-rights-basket", "version": 1, "messages": [7]}', "damaged"),
        ('{"format": "child-rights-basket", "version": 1, "messages": [{}]}', "damaged"),
        ("x" * (MOST_BYTES + 1), "too_large"),
        (_with(key="level|stunting"), "damaged"),
        (_with(key=["level"]), "damaged"),
        (_with(verdict="do_not_say"), "damaged"),
        (_with(facts=[["value", float("nan")]]), "damaged"),
        (_with(facts=[["value", "40.2"]]), "damaged"),
        (_with(facts=[["value", 10**400]]), "damaged"),
        (_with(observations=["<script>"]), "damaged"),
        (_with(answers="abc"), "damaged"),
        (_with(words={"en": 7}), "damaged"),
        (_with(words={"en": "x" * (MOST_TEXT + 1)}), "damaged"),
        (_with(headline=None), "damaged"),
    ],
)
def test_a_strange_file_is_refused_in_a_sentence(text: str | bytes, code: str) -> None:
    with pytest.raises(BasketError) as refused:
        read_basket(text)
    assert refused.value.code == code
    for lang in ("en", "km"):
        words = refused.value.words(translator(lang))
        assert words and "{" not in words


def test_too_many_messages_in_a_file_are_refused() -> None:
    record = json.loads(basket_json(Basket((ONE,))))
    record["messages"] *= MOST + 1
    with pytest.raises(BasketError) as refused:
        read_basket(json.dumps(record))
    assert refused.value.code == "too_many"


def test_control_characters_do_not_come_in() -> None:
    assert read_basket(_with(words={"en": "a\x00b\u2028c"})).items[0].words.en == "a b c"


@given(st.recursive(st.none() | st.booleans() | numbers | st.text(max_size=5), lambda one: st.lists(one, max_size=3)))
def test_whatever_a_part_holds_reading_refuses_or_works(value: Any) -> None:
    for part in ("key", "facts", "codes", "words", "answers", "way"):
        try:
            read_basket(_with(**{part: value}))
        except BasketError as error:
            assert error.code == "damaged"
