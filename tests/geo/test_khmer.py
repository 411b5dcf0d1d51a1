"""Khmer words typed in many ways are one word, and words that differ stay two."""

from __future__ import annotations

import pytest

from geo.khmer import fold_khmer

TWINS = (
    ("ម្តាយ", "ម្ដាយ"),
    ("កណ្តាល", "កណ្ដាល"),
    ("ស្តី", "ស្ដី"),
    ("ឱ្យ", "ឲ្យ"),
    ("ឱ្យ", "អោយ"),
    ("ឪពុក", "ឳពុក"),
    ("មណ្ឌល", "មណ្ទល"),
    ("ឡើង", "ទ្បើង"),
    ("ស្ត្រី", "ស្រ្តី"),
    ("ស្ត្រី", "ស្រ្ដី"),
    ("កុម្ភៈ", "កុម្ភះ"),
    ("កោះ", "ក\u17c1\u17b6ះ"),
    ("កើត", "ក\u17c1\u17b8ត"),
    ("អ៊ីមែល", "អុីមែល"),
    ("ម៉ឺន", "ម\u17ba\u17c9ន"),
    ("ម៉ឺន", "ម\u17bb\u17baន"),
    ("កំពង់", "កំពង\u17cb\u17cb"),
    ("កាំ", "កំ\u17b6"),
    ("ខេត្ត", "ខេ\u200bត្\u200bត"),
    ("ខេត្ត", "ខេត ្ត"),
    ("អាយុ", "\u17a4យុ"),
    ("ក", "ក\u17b4"),
    ("ស្រុក", "ស\u17bb\u17d2រក"),
)


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_twins_are_one_word(one: str, other: str) -> None:
    assert fold_khmer(one) == fold_khmer(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ម្តាយ", "តាយ"), ("ដប់", "តប់"), ("កុមារ", "កុមារី"), ("ប្រុស", "ស្រី"), ("ពីរ", "ពិរ"), ("ស្រុក", "ស្រក"), ("កោះ", "កោ")],
)
def test_words_that_differ_stay_two(one: str, other: str) -> None:
    assert fold_khmer(one) != fold_khmer(other)


@pytest.mark.parametrize("text", [word for pair in TWINS for word in pair])
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_khmer(fold_khmer(text)) == fold_khmer(text)


def test_other_scripts_are_untouched() -> None:
    assert fold_khmer("Kampong Speu – é ² ៣") == "Kampong Speu – é ² ៣"
    assert fold_khmer("co\u00adoperate") == "co\u00adoperate"
