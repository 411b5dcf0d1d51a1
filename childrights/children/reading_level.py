"""How hard a text for children is: Flesch and Kincaid's grade, with the syllables of every word from our own list.

0.39 × words per sentence + 11.8 × syllables per word − 15.59 is the school grade (of the United States) that reads it
(Kincaid, Fishburne, Rogers, Chissom, Research Branch Report 8-75, 1975). Syllables are counted by hand in the list and
not guessed from letters; a number counts as a word of one syllable. A sentence ends at ``. ! ?``, a colon or the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.children.content import (
    FOLDER,
    load_asked,
    load_child_words,
    load_facts,
    load_groups,
    load_new_words,
    load_rights,
)
from childrights.children.group_views import load_statements

HIGHEST_GRADE = 5.0
"""No English text for children may be harder."""
COMMON, EXPLAINED, OWN, NAMED = "common", "explained", "own", "name"
BASES = (COMMON, EXPLAINED, OWN, NAMED)
"""Why a word is allowed: it, or the word it is a form of, is on Dale and Chall's list of words that children of the
fourth grade know; we explain it (``new_words.csv``); school and everyday life bring it; it is a name."""
LABELS = ("article_one", "article_many")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+(?:[–.-]\d+)*")
_END = re.compile(r"[.!?:](?=\s|$)")
_FILLED = {"n": "2", "m": "3", "year": "2014", "unit": ""}
"""Stands in gaps when a template is measured."""


class OffTheList(LookupError):
    """A word that is not on the list, which therefore has no syllables."""


@dataclass(frozen=True, slots=True)
class PlainWord:
    """One word that texts for children may use, in small letters; every form of it has a row of its own."""

    word: str
    syllables: int
    basis: str


@lru_cache(maxsize=2)
def plain_words(folder: Path = FOLDER) -> Mapping[str, PlainWord]:
    """The list. Raises ``ReferenceTableError`` for a word twice, without syllables, or of no known basis."""
    found: dict[str, PlainWord] = {}
    for row in read_rows(folder / "plain_words.csv", ("word", "syllables", "basis")):
        word, syllables = row.required("word"), row.integer("syllables")
        if word in found or word != word.casefold() or syllables < 1:
            raise row.refuse("word", f"'{word}' stands twice, in capitals or without syllables")
        found[word] = PlainWord(word, syllables, row.choice("basis", BASES))
    return found


def read_words(text: str) -> tuple[str, ...]:
    """The words and numbers of an English text, in small letters."""
    return tuple(one.casefold().replace("’", "'") for one in _WORD.findall(text))


def off_list(text: str) -> tuple[str, ...]:
    """The words of an English text that are not on the list."""
    known = plain_words()
    return tuple(one for one in read_words(text) if not one[0].isdecimal() and one not in known)


def grade(text: str) -> float:
    """The school grade of an English text. Raises ``OffTheList`` for a word that is not on the list."""
    words, known = read_words(text), plain_words()
    if missing := off_list(text):
        raise OffTheList(f"{', '.join(missing)}: not on the list of plain words")
    syllables = sum(1 if one[0].isdecimal() else known[one].syllables for one in words)
    sentences = sum(bool(_WORD.search(part)) for part in _END.split(text))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def child_texts() -> Iterator[tuple[str, str]]:
    """Every English text that a child reads, as it is read, with where it stands: gaps are filled.

    Words that are explained stand in a list of their own: their meaning is measured, the word itself is what is new. So
    is the name of an article (``LABELS``), which is a label and no sentence.
    """
    for group in load_groups().values():
        for name, words in (("title", group.title), ("intro", group.intro), ("picture", group.picture)):
            yield f"groups.csv {group.code} {name}", words.english
    for right in load_rights():
        yield f"rights.csv {right.article}", right.words.english
    for code, said in load_child_words().items():
        if "{who}" in said.english:
            for fact in load_facts():
                did = fact.did_one if code == "fewer" else fact.did.english
                filled = {**_FILLED, "who": fact.who.english, "did": did}
                yield f"facts.csv {fact.indicators[0]} {code}", said.english.format(**filled)
        elif code not in LABELS:
            yield f"words.csv {code}", said.english.format(**_FILLED)
    for asked in load_asked():
        yield f"asks.csv {asked.recommendation}", asked.words.english
    for code, statement in load_statements().items():
        yield f"statements.csv {code}", statement.words.english
    for new in load_new_words():
        yield f"new_words.csv {new.word.english}", new.means.english
