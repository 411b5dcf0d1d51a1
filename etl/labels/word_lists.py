"""Lists of words that single readers of labels look up, kept as data in ``word_lists.csv``; spellings of one word."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from etl.cells import any_word, any_word_alone, word_lists

WORDS_FILE = Path(__file__).resolve().parent / "word_lists.csv"
SPELLINGS_FILE = Path(__file__).resolve().parent / "spellings.csv"

TOLD_ELSEWHERE = word_lists(WORDS_FILE, "told_")
"""A word in the brackets of a short name, and the words by which the same source is told elsewhere."""
SPELLINGS = {word: read_as for read_as, words in word_lists(SPELLINGS_FILE).items() for word in words}
"""A word, or two words with a space between, to the one it is read as; ``""`` for one that tells nothing."""


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(word_lists(WORDS_FILE)[name])


@cache
def any_listed(name: str, besides: str = "") -> re.Pattern[str]:
    """A pattern for any word of a list, or for what stands ``besides`` them."""
    return re.compile(any_word(word_lists(WORDS_FILE)[name]).pattern + besides)


@cache
def any_listed_alone(name: str) -> re.Pattern[str]:
    """A pattern for any word of a list in any case: English ones alone, Khmer ones wherever they stand."""
    return any_word_alone(word_lists(WORDS_FILE)[name])
