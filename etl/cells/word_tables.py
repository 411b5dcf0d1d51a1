"""Tables of words, kept as data beside their readers: what a row is for stands in front, its words at the end."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from geo import fold_khmer


@cache
def word_rows(file: Path) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Every row of a table: its first cells, and the words of its last (``;`` between them), Khmer in one spelling."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))[1:]
    return tuple((tuple(row[:-1]), tuple(fold_khmer(row[-1]).split(";"))) for row in rows)


@cache
def word_lists(file: Path, kind: str = "") -> Mapping[str, tuple[str, ...]]:
    """The words of each list by its name, the first cell; of lists of one ``kind`` (``unit_``) by the rest of the name.

    A long list may have several rows.
    """
    lists: dict[str, list[str]] = {}
    for (name, *_), words in word_rows(file):
        if name.startswith(kind):
            lists.setdefault(name.removeprefix(kind), []).extend(words)
    return {name: tuple(words) for name, words in lists.items()}


def any_word(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some words wherever they stand, the longest first: for Khmer, which has no spaces."""
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def any_word_alone(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some words in any case: English ones alone, Khmer ones wherever they stand."""
    english, khmer = ([word for word in words if word.isascii() is ascii_only] for ascii_only in (True, False))
    return re.compile(rf"\b(?:{any_word(english).pattern})\b|{any_word(khmer).pattern}", re.IGNORECASE)
