"""What people write, made fit to be kept: in one form, without signs that lie, no longer than a screen, about nobody.

Every text on its way into the state passes here (the ledger sends it), whichever page, verb or file it came by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.persons.personal_parts import file_names_a_person, neutral_name
from etl.persons.personal_texts import is_place, tells_of_a_person, tells_of_anybody, tells_who

LONGEST_REASON, LONGEST_MEMBER, LONGEST_NAME, LONGEST_FILE_NAME, LONGEST_TEXT = 1_000, 120, 300, 200, 20_000
LONGEST_PROSE = 60_000
"""Letters in a chapter of a paper: some twenty pages."""

_KHMER = "\u1780-\u17ff"
_LIES = re.compile(
    "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2060-\u2065\u206a-\u206f\ufff9-\ufffb\ufeff\u00ad\u180e]"
    "|[\U000e0000-\U000e0fff]"
)
"""Signs that turn the direction of what follows, and signs that nobody sees: words read otherwise than they stand."""
_JOINS = re.compile(f"(?<![{_KHMER}])[\u200b-\u200d]+|[\u200b-\u200d]+(?![{_KHMER}])")
"""The same where they part no Khmer words, for which they are letters."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PILED = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")
"""Accents heaped over one letter, which cover the lines above."""


class NotKept(ChildRightsError):
    """A text that may not be kept: too long, or about a single person. Nothing was recorded."""


def kept_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """``text`` in composed form without controls, signs of direction and signs that nobody sees. Raises ``NotKept``."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _JOINS.sub("", _LIES.sub("", text)))
        text = _PILED.sub(r"\1", text)
    text = _CONTROL.sub(" ", text)
    if len(text) > longest:
        long = N_("A text of {letters} letters is too long to be kept; the most is {limit}. Please shorten it.")
        raise NotKept(long, letters=len(text), limit=longest)
    return text


def kept_line(text: str, longest: int) -> str:
    """The same on one line."""
    return " ".join(kept_text(text, longest).split())


def kept_words(text: str, longest: int = LONGEST_REASON) -> str:
    """Words that somebody typed (a reason, a note), on one line. Raises ``NotKept`` where they name anybody."""
    return _about_nobody(text, longest, tells_of_anybody)


def kept_title(text: str) -> str:
    """What a publication or a table of it is called, by whose name it may be. Raises ``NotKept`` as ``kept_words``."""
    return _about_nobody(text, LONGEST_NAME, tells_of_a_person)


def _about_nobody(text: str, longest: int, tells: Callable[[str], bool]) -> str:
    told = kept_line(text, longest)
    if tells(told):
        raise NotKept(_PERSON)
    return told


_PERSON = N_(
    "These words seem to be about a single person. Please write them without names, ages, addresses and numbers. "
    "Nothing was kept."
)


def kept_prose(text: str) -> str:
    """A text of several lines that is written to be published. It may name officials and organisations; raises
    ``NotKept`` with the line that seems to lead to a single person."""
    told = kept_text(text.replace("\r\n", "\n").replace("\r", "\n"), LONGEST_PROSE)
    lines = _bare_prose(told).split("\n")
    for number, words in (*enumerate(lines, 1), *_paragraphs(lines)):
        if words.strip() and tells_who(words):
            person = N_(
                "Line {line} seems to be about a single person. Please write it without names, ages, addresses "
                "and numbers. Nothing was kept."
            )
            raise NotKept(person, line=number)
    return told


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Several lines that follow each other without an empty one, as one, with the number of the first."""
    first, held = 1, list[str]()
    for number, line in enumerate((*lines, ""), 1):
        if line.strip():
            first = number if not held else first
            held.append(line.strip())
        elif held:
            if len(held) > 1:
                yield first, " ".join(held)
            held = []


def lines_to_look_at(text: str) -> tuple[int, ...]:
    """The lines of such a text, counted from 1, that may name somebody, as far as a program can tell: officials and
    organisations among them. A person looks whether a child could be recognised."""
    return tuple(
        number
        for number, line in enumerate(_bare_prose(text).split("\n"), 1)
        if line.strip() and tells_of_anybody(line)
    )


_ADDRESS = re.compile(r"https?://[^\s)]+")
_LIVE_CODE = re.compile(
    r"\{\{[ \t]*(?:message[ \t]+[a-z]+\|[a-z0-9_]+\|[A-Z0-9+]+\|[0-9 /–-]*\|[a-z0-9_, -]*"
    r"\|[A-Za-z0-9_+ \t-]*(?:\|picked[ \t]*)?|number[ \t]+[0-9A-Za-z]{5}-?[0-9A-Za-z]{5}[ \t]*)\}\}"
)


def _bare_prose(text: str) -> str:
    """Without web addresses and the live codes of papers, whose letters and digits are nobody's."""
    return _LIVE_CODE.sub(" ", _ADDRESS.sub(" ", text))


def kept_member(name: str) -> str:
    """The name of an organisation. Raises ``NotKept`` for one that tells of a person."""
    told = kept_line(name, LONGEST_MEMBER)
    if tells_of_a_person(told):
        person = N_("The name of the organisation seems to contain a person or a contact. Please give the name alone.")
        raise NotKept(person)
    return told


def kept_file_name(name: str) -> str:
    """What a file is called; its ending alone where that may be a person's name. A long one loses its middle."""
    told = kept_line(name.replace("\n", " "), LONGEST_TEXT)
    if file_names_a_person(told, is_place) or tells_of_anybody(PurePath(told).stem):
        return neutral_name(told)
    half = LONGEST_FILE_NAME // 2 - 1
    return told if len(told) <= LONGEST_FILE_NAME else f"{told[:half]}…{told[-half:]}"


def kept_content(content: Any) -> Any:
    """Plain values, as they stand in JSON, with all their texts made fit. Raises ``NotKept``."""
    if isinstance(content, str):
        return kept_text(content)
    if isinstance(content, dict):
        return {name: kept_content(value) for name, value in content.items()}
    return [kept_content(value) for value in content] if isinstance(content, list | tuple) else content


@lru_cache(maxsize=4096)
def public_sheet(sheet: str, file_name: str) -> str:
    """What a sheet of a member's file is called for everybody; a number where it names anybody, or is called as the
    file, as that of a text file is. Codes were made before, so that they stay as they are."""
    return "1" if sheet == PurePath(file_name).stem or tells_of_anybody(sheet) else sheet
