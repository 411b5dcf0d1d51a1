"""What children read: the tables of ``data/children``, held to each other when they are loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import TableRow, read_rows
from geo import REFERENCE_FOLDER

FOLDER = REFERENCE_FOLDER.parent / "children"
CHILD, PERSON, SCHOOL = "child", "person", "school"
FIGURES = (CHILD, PERSON, SCHOOL)
_YES_NO = ("yes", "no")
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ChildWords:
    """A sentence in both languages; ``harm`` whether it speaks of harm, so that a way to help stands beside it."""

    english: str
    khmer: str
    harm: bool = False

    def say(self, lang: str, **filled: object) -> str:
        """The words in ``en`` or ``km`` with their gaps filled."""
        words = self.khmer if lang == "km" else self.english
        return words.format(**filled) if filled else words


@dataclass(frozen=True, slots=True)
class RightsGroup:
    """Rights that belong together in the life of a child, with what its picture shows."""

    code: str
    title: ChildWords
    intro: ChildWords
    picture: ChildWords


@dataclass(frozen=True, slots=True)
class PlainRight:
    """One article of the Convention, or the last ones together (``43-54``), for children."""

    article: str
    group: str
    booklet: bool
    words: ChildWords

    @property
    def harm(self) -> bool:
        """Whether it names harm."""
        return self.words.harm


@dataclass(frozen=True, slots=True)
class FactWords:
    """Who a percentage is of and what is said of them; the first of ``indicators`` that may be told tells it.

    ``did_one`` says it of one alone, which English says otherwise.
    """

    indicators: tuple[str, ...]
    group: str
    figure: str
    booklet: bool
    who: ChildWords
    did: ChildWords
    did_one: str


@dataclass(frozen=True, slots=True)
class AskedPlainly:
    """Something that was asked of Cambodia, by the code of the recommendation; ``fact`` is a code of the facts."""

    recommendation: str
    group: str
    booklet: bool
    words: ChildWords
    fact: str


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word that is explained."""

    word: ChildWords
    means: ChildWords


@lru_cache(maxsize=4)
def load_groups(folder: Path = FOLDER) -> Mapping[str, RightsGroup]:
    """The groups in their order. Raises ``ReferenceTableError`` for an empty cell or a code that stands twice."""
    columns = ("code", "title_en", "title_km", "intro_en", "intro_km", "picture_en", "picture_km")
    found: dict[str, RightsGroup] = {}
    for row in read_rows(folder / "groups.csv", columns):
        code = row.required("code")
        if code in found:
            raise row.refuse("code", f"'{code}' stands in the table twice")
        title, intro, picture = (words_of(row, name) for name in ("title", "intro", "picture"))
        found[code] = RightsGroup(code, title, intro, picture)
    return found


@lru_cache(maxsize=4)
def load_rights(folder: Path = FOLDER) -> tuple[PlainRight, ...]:
    """Every article in plain words, in the order of the Convention."""
    columns = ("article", "group", "harm", "booklet", "plain_en", "plain_km")
    found = []
    for row in read_rows(folder / "rights.csv", columns):
        words = words_of(row, "plain", harm=harm_of(row))
        found.append(PlainRight(row.required("article"), group_of(row, folder), _booklet(row), words))
    return tuple(found)


@lru_cache(maxsize=4)
def load_facts(folder: Path = FOLDER) -> tuple[FactWords, ...]:
    """Whom and what figures are told of, in the order of the page."""
    columns = ("indicators", "group", "figure", "harm", "booklet", "who_en", "did_en", "did_one_en", "who_km", "did_km")
    return tuple(
        FactWords(
            row.parts("indicators"),
            group_of(row, folder),
            row.choice("figure", FIGURES),
            _booklet(row),
            words_of(row, "who"),
            words_of(row, "did", harm=harm_of(row)),
            row.required("did_one_en"),
        )
        for row in read_rows(folder / "facts.csv", columns)
    )


@lru_cache(maxsize=4)
def load_asked(folder: Path = FOLDER) -> tuple[AskedPlainly, ...]:
    """What was asked, in the order of the page."""
    columns = ("recommendation", "group", "harm", "booklet", "asked_en", "asked_km", "fact")
    return tuple(
        AskedPlainly(
            row.required("recommendation"),
            group_of(row, folder),
            _booklet(row),
            words_of(row, "asked", harm=harm_of(row)),
            row.text("fact"),
        )
        for row in read_rows(folder / "asks.csv", columns)
    )


@lru_cache(maxsize=4)
def load_new_words(folder: Path = FOLDER) -> tuple[NewWord, ...]:
    """The words that are explained."""
    columns = ("word_en", "word_km", "means_en", "means_km")
    return tuple(
        NewWord(words_of(row, "word"), words_of(row, "means")) for row in read_rows(folder / "new_words.csv", columns)
    )


@lru_cache(maxsize=4)
def load_child_words(folder: Path = FOLDER) -> Mapping[str, ChildWords]:
    """All other words of the section, by code. Both languages of a row have the same gaps, or it is refused."""
    found: dict[str, ChildWords] = {}
    for row in read_rows(folder / "words.csv", ("code", "harm", "words_en", "words_km")):
        code, words = row.required("code"), words_of(row, "words", harm=harm_of(row))
        if code in found:
            raise row.refuse("code", f"'{code}' stands in the table twice")
        if not set(_GAP.findall(words.english)) <= set(_GAP.findall(words.khmer)):
            raise row.refuse("words_km", "lacks a gap that the English words have")
        found[code] = words
    return found


def child_words(code: str, lang: str, **filled: object) -> str:
    """The words called ``code``, in ``en`` or ``km``."""
    return load_child_words()[code].say(lang, **filled)


def words_of(row: TableRow, name: str, *, harm: bool = False) -> ChildWords:
    """The words of a row in both languages."""
    return ChildWords(row.required(f"{name}_en"), row.required(f"{name}_km"), harm)


def harm_of(row: TableRow) -> bool:
    """Whether its words speak of harm."""
    return row.choice("harm", _YES_NO) == "yes"


def _booklet(row: TableRow) -> bool:
    """Whether it stands in the booklet too, which has four pages."""
    return row.choice("booklet", _YES_NO) == "yes"


def group_of(row: TableRow, folder: Path) -> str:
    """The group of rights it stands in."""
    return row.choice("group", tuple(load_groups(folder)))
