"""The words of time in English and Khmer, kept as data in ``words.csv``, and the patterns made of them.

Patterns are for folded text (``fold``): lower case, ASCII digits and dashes, Khmer in one spelling.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from etl.cells import dashes, plain, word_lists

WORDS_FILE = Path(__file__).resolve().parent / "words.csv"
_WORDS = word_lists(WORDS_FILE)


@lru_cache(maxsize=16384)
def label_of(text: str) -> str:
    """``text`` with ASCII digits and dashes, one kind of space, nothing invisible, Khmer in one spelling; case kept."""
    return dashes(plain(text))


@lru_cache(maxsize=16384)
def folded_label(text: str) -> str:
    """``label_of(text)`` in lower case, ``_`` as a space: as long as the label, place by place."""
    label = label_of(text)
    lower = label.lower()
    if len(lower) != len(label):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in label)
    return lower.replace("_", " ")


def words_of(*kinds: str) -> tuple[str, ...]:
    """The words of some kinds, the longest first."""
    return tuple(sorted((word for kind in kinds for word in _WORDS[kind]), key=len, reverse=True))


@cache
def any_of(*kinds: str) -> str:
    """A pattern for any word of some kinds; English words stand alone, Khmer has no spaces between words."""
    return _any(words_of(*kinds))


def _any(words: tuple[str, ...]) -> str:
    """Words by how they begin and end, so that what surrounds them is looked at once and not for each."""
    shelves: dict[tuple[str, str], list[str]] = {}
    for word in words:
        front = "(?<![a-z])" if "a" <= word[0] <= "z" else r"(?<!\d)" if word[0].isdecimal() else ""
        back = "(?![a-z])" if "a" <= word[-1] <= "z" else ""
        shelves.setdefault((front, back), []).append(re.escape(word).replace(r"\ ", "[ -]?"))
    return "(?:" + "|".join(f"{front}(?:{'|'.join(held)}){back}" for (front, back), held in shelves.items()) + ")"


@cache
def word_numbers(kind: str) -> dict[str, int]:
    """Word to number of the rows ``kind_1``, ``kind_2`` … (``month``, ``number``)."""
    return {word: int(name.rpartition("_")[2]) for name in _rows(kind) for word in _WORDS[name]}


@cache
def number_pattern(kind: str) -> str:
    """A pattern for any word of the rows ``kind_1``, ``kind_2`` …"""
    return any_of(*_rows(kind))


def _rows(kind: str) -> list[str]:
    return [name for name in _WORDS if re.fullmatch(rf"{kind}_\d+", name)]
