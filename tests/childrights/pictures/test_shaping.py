"""Khmer in our pictures is what HarfBuzz shapes, and lines end where ICU lets them; ``bench shaping`` looks at every output."""

from __future__ import annotations

from pathlib import Path

from bench.bench_shaping import _at_words, _loose, differences, of_png, sentences, terms
from childrights.charts.text import wrap_lines
from childrights.pictures import fonts


def test_provinces_and_hard_words_are_drawn_as_harfbuzz_shapes_them() -> None:
    words = terms()
    some = (*words[:25:4], *words[25:33])
    assert differences(some, of_png(some, Path()), of_system=False) == []
    stacked = [word for word in some if "\u17d2" in word]
    assert differences(stacked, [_loose(one) for one in stacked], of_system=False) == stacked


def test_no_line_of_a_picture_ends_inside_a_word() -> None:
    for text in sentences()[::6]:
        assert _at_words(text, wrap_lines(text, 20, 220, fonts.width)), text
    assert not _at_words("កុមារនៅកម្ពុជា", ["កុម", "ារនៅកម្ពុជា"])
