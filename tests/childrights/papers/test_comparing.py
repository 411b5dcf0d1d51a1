"""Two texts word by word, and as one: no word that anybody put in goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.papers.comparing import PUT_IN, SAME, TAKEN_OUT, TextChange, changes, merge, pieces

TEXTS = st.lists(st.sampled_from([*"abcde", "ក ខ", ".", "\n", " ", "{{number A}}"]), max_size=24).map(" ".join)


def test_differences_are_told_word_by_word() -> None:
    assert changes("Ban beating. Now.", "Ban all beating. Now!") == (
        TextChange(SAME, "Ban"),
        TextChange(PUT_IN, " all"),
        TextChange(SAME, " beating. Now"),
        TextChange(TAKEN_OUT, "."),
        TextChange(PUT_IN, "!"),
    )
    assert changes("", "") == () and changes("a", "") == (TextChange(TAKEN_OUT, "a"),)


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "together", "clashes"),
    [
        ("a b c", "a x b c", "a b c y", "a x b c y", 0),
        ("One.\nTwo.\n", "One.\n2.\n", "1.\nTwo.\n", "1.\n2.\n", 0),
        ("a b c", "a x c", "a x c", "a x c", 0),
        ("a b c", "a x c", "a y c", "a x y c", 1),
        ("", "theirs", "mine", "theirs mine", 1),
        ("a b c", "a c", "a b c d", "a c d", 0),
    ],
)
def test_two_changes_of_one_text_are_put_together(
    base: str, theirs: str, mine: str, together: str, clashes: int
) -> None:
    found = merge(base, theirs, mine)
    assert (found.text, found.clashes) == (together, clashes)


@given(TEXTS, TEXTS)
def test_differences_hold_both_texts_whole(first: str, second: str) -> None:
    found = changes(first, second)
    assert "".join(one.text for one in found if one.kind != PUT_IN) == first
    assert "".join(one.text for one in found if one.kind != TAKEN_OUT) == second
    assert "".join(pieces(first)) == first


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_that_either_put_in_goes(base: str, theirs: str, mine: str) -> None:
    together = merge(base, theirs, mine).text
    for own in (theirs, mine):
        for one in changes(base, own):
            if one.kind == PUT_IN:
                assert one.text in together
    assert merge(base, base, mine).text == mine and merge(base, theirs, base).text == theirs
    assert merge(base, mine, mine).text == mine


def test_a_long_text_of_words_that_come_again_takes_no_minutes() -> None:
    text = "Children under five are stunted in Kampong Speu. " * 900
    found = merge(text, text.replace("five", "six", 2), text + "The end.")
    assert found.text.endswith("The end.") and found.text.count("six") == 2 and found.clashes == 0
