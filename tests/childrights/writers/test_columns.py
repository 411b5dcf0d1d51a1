from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.charts.text import approximate_width
from childrights.pictures import fonts
from childrights.writers.columns import PADDING, column_widths

CELLS = st.lists(st.text("abcW 80.,%-", max_size=30), min_size=1, max_size=5)


@given(st.lists(CELLS, min_size=1, max_size=7), st.floats(100, 900))
def test_columns_fill_the_room_and_tear_no_word_that_fits(columns: list[list[str]], room: float) -> None:
    found = column_widths(columns, room)
    words = [
        max(approximate_width(word, 12.0) for text in column for word in text.split(" ")) + PADDING
        for column in columns
    ]

    assert sum(found) == pytest.approx(room, rel=0.01)
    if sum(words) * 1.7 < room:
        assert all(got >= word * 0.999 for got, word in zip(found, words, strict=True))


def test_the_widest_column_gives_way() -> None:
    name, code = column_widths(
        [["Measure", "a long name of many words that may be broken"], ["Code", "ABCDE-12345"]], 220
    )

    assert code > approximate_width("ABCDE-12345", 12.0)
    assert name < approximate_width("a long name of many words that may be broken", 12.0)


def test_khmer_may_be_broken() -> None:
    narrow, code = column_widths([["ការចូលរៀនតាមក្រុមអាយុនៅទូទាំងប្រទេសកម្ពុជា"], ["ABCDE-12345"]], 180)

    assert code > approximate_width("ABCDE-12345", 12.0)
    assert narrow > 0


@pytest.mark.parametrize("code", ["TDW6T-MGKD2", "9WQWF-VVZM2", "WMWMQ-MWWMM"])
def test_a_code_of_broad_letters_has_room(code: str) -> None:
    """At 8 points, with the cell's padding, in a column of a page whose letters are 12 pixels."""
    wide = column_widths([["Code", code], ["Measure", "word " * 60], ["Place", "word " * 60]], 700)

    assert wide[0] >= fonts.width(code, 12) + 12
