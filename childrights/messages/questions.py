"""A question as people type it, taken apart: the place, the groups and the year it names, and what is left.

Words are data (``question_words.csv``), so that an officer can add how people ask. Khmer is written without spaces, so
its words are looked for inside the question, the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from childrights.catalogue import DISABILITIES, RESIDENCES, SEXES, WEALTHS, Group, read_rows
from geo import COUNTRY, REFERENCE_FOLDER, load_gazetteer, load_provinces, plain_name

_COLUMNS = ("means", "words_en", "words_km")
_CODES: Mapping[str, tuple[str, ...]] = {
    "sex": SEXES,
    "residence": RESIDENCES,
    "wealth": WEALTHS,
    "disability": DISABILITIES,
}
_KINDS = (*_CODES, "split", "topic", "filler")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_KHMER = re.compile("[\u1780-\u17ff]")
_LONGEST_PLACE = 3
"""So many words at most name a province."""
_SHORT_NAME = 5
"""A Khmer name shorter than this stands in a question by itself or after "province": its letters occur in words."""
_PROVINCE_WORDS = ("ខេត្ត", "រាជធានី")


@dataclass(frozen=True, slots=True)
class AskedWords:
    """What a question names. ``codes`` are groups in the order they stand in (``female``), ``split`` a dimension that
    is asked for as a whole; ``rest`` is what the figures are to be about, ``bare`` the same without what asks only."""

    text: str
    area: str
    codes: tuple[str, ...]
    split: str
    year: str
    rest: str
    bare: str

    @property
    def pair(self) -> tuple[str, str] | None:
        """The two groups to be compared, where both sides of one dimension are named."""
        for name in _CODES:
            both = [code for code in self.codes if code in _CODES[name][1:]]
            if len(both) > 1:
                return both[0], both[1]
        return None

    @property
    def group(self) -> Group:
        """The group that is asked for; everybody where two are compared."""
        codes = () if self.pair else self.codes
        return Group(**{name: code for name, known in _CODES.items() for code in codes if code in known[1:]})

    @property
    def dimension(self) -> str:
        """The dimension asked for as a whole, by its name or by naming both sides of it."""
        pair = self.pair
        return self.split or (next(name for name, known in _CODES.items() if pair[0] in known) if pair else "")


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """Words that mean a group (``sex``, ``female``), a split, a topic, or nothing (``filler``)."""

    kind: str
    code: str
    english: tuple[str, ...]
    khmer: tuple[str, ...]


@cache
def load_question_words(folder: Path = REFERENCE_FOLDER) -> tuple[QuestionWord, ...]:
    """Every row. Raises ``ReferenceTableError`` naming row and column of the first thing that is wrong."""
    found = []
    for row in read_rows(folder / "question_words.csv", _COLUMNS):
        kind, _, code = row.required("means").partition(":")
        if kind not in _KINDS or not code:
            raise row.refuse(
                "means", f"'{row.text('means')}' is not known; write one of {', '.join(_KINDS)}, and a code"
            )
        if kind in _CODES and code not in _CODES[kind][1:]:
            raise row.refuse("means", f"'{code}' is no code of {kind}")
        if kind == "split" and code not in _CODES:
            raise row.refuse("means", f"'{code}' is not a dimension; use one of {', '.join(_CODES)}")
        row.required("words_en"), row.required("words_km")
        english = tuple(plain_name(word) for word in row.parts("words_en"))
        found.append(QuestionWord(kind, code, english, tuple(plain_name(word) for word in row.parts("words_km"))))
    return tuple(found)


def topic_words() -> dict[str, tuple[str, ...]]:
    """How people name a topic where its names do not say so, in both languages."""
    rows = (row for row in load_question_words() if row.kind == "topic")
    return {row.code: (*row.english, *row.khmer) for row in rows}


def read_question(text: str) -> AskedWords:
    """``text`` taken apart. What names a group stays where nothing else is left to ask about ("disabled children")."""
    left, year = plain_name(text), ""
    if named := _YEAR.search(left):
        year, left = named.group(1), _without(left, named.start(), named.end())
    left, area = _place(left)
    whole, found = left, list[tuple[int, str, str]]()
    for kind, code, word in _phrases():
        if kind == "filler" or kind == "topic":
            continue
        at = _where(left, word)
        if at is not None:
            found.append((whole.find(word), kind, code))
            left = _without(left, *at)
    bare = _unfilled(left)
    if not bare:
        return AskedWords(text, area, (), "", year, whole, _unfilled(whole))
    told = sorted(found)
    codes = tuple(dict.fromkeys(code for _, kind, code in told if kind != "split"))
    split = next((code for _, kind, code in told if kind == "split"), "")
    return AskedWords(text, area, codes, split, year, left, bare)


@cache
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """Kind, code and word of every wording, the longest first."""
    found = [(row.kind, row.code, word) for row in load_question_words() for word in (*row.english, *row.khmer)]
    return tuple(sorted(found, key=lambda one: -len(one[2])))


def _where(text: str, word: str) -> tuple[int, int] | None:
    """Where ``word`` stands: a Latin one between other words, a Khmer one anywhere."""
    if _KHMER.search(word):
        at = text.find(word)
        return (at, at + len(word)) if at >= 0 else None
    found = re.search(rf"(?<!\S){re.escape(word)}(?!\S)", text)
    return found.span() if found else None


def _without(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[:start]} {text[end:]}".split())


def _unfilled(text: str) -> str:
    """``text`` without the words that only ask."""
    for kind, _, word in _phrases():
        while kind == "filler" and (at := _where(text, word)) is not None:
            text = _without(text, *at)
    return text


def _place(text: str) -> tuple[str, str]:
    """The question without the province that it names, and the code of that; the country where it names none."""
    for name, code in _khmer_names():
        at = text.find(name)
        if at < 0 or (len(name) < _SHORT_NAME and not _stands_alone(text, at, at + len(name))):
            continue
        start = next((at - len(word) for word in _PROVINCE_WORDS if text[:at].endswith(word)), at)
        return _without(text, start, at + len(name)), code
    words = text.split()
    for count in range(_LONGEST_PLACE, 0, -1):
        for at in range(len(words) - count + 1):
            part = words[at : at + count]
            if any(_KHMER.search(word) or word.isdecimal() for word in part):
                continue
            if (area := load_gazetteer().match(" ".join(part)).certain) and area != COUNTRY:
                return " ".join((*words[:at], *words[at + count :])), area
    return text, COUNTRY


@cache
def _khmer_names() -> tuple[tuple[str, str], ...]:
    """The Khmer names of provinces, the longest first."""
    names = [
        (plain_name(name), one.code) for one in load_provinces().values() for name in (one.name_km, *one.aliases_km)
    ]
    return tuple(sorted(((name, code) for name, code in names if name), key=lambda one: -len(one[0])))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start == 0 or text[start - 1] == " " or text[:start].endswith(_PROVINCE_WORDS)
    return before and (end == len(text) or text[end] == " ")
