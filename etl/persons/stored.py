"""What people write, made fit to be kept: in one form, without signs that lie, no longer than a screen, about nobody.

Every text on its way into the state passes here (the ledger sends it), whichever page, verb or file it came by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.persons.personal_parts import file_names_a_person, neutral_name
from etl.persons.personal_texts import is_place, tells_of_a_person, tells_of_anybody

LONGEST_REASON, LONGEST_MEMBER, LONGEST_NAME, LONGEST_FILE_NAME, LONGEST_TEXT = 1_000, 120, 300, 200, 20_000

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
        long = N_("A text of {letters} letters is too long to be kept; at most {limit} are. Please shorten it.")
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
        person = N_(
            "These words seem to tell of a single person. Please say it without names, ages, places to live and "
            "numbers. Nothing was kept."
        )
        raise NotKept(person)
    return told


def kept_member(name: str) -> str:
    """The name of an organisation. Raises ``NotKept`` for one that tells of a person."""
    told = kept_line(name, LONGEST_MEMBER)
    if tells_of_a_person(told):
        person = N_(
            "The name of the organisation seems to tell of a person or a way to reach one. Please give the name alone."
        )
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
