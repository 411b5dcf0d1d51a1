"""Names of persons: known by the family name in front, as Khmer names are written, in either script.

Only family names that are no word, place or body of their own are listed, so that a name needs no header to be one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from etl.cells import any_word, plain
from etl.persons.personal_signs import Sure, name_of
from etl.persons.personal_words import FAMILY, FAMILY_KM, GIVEN, GIVEN_KM, LISTS, ORDINARY, UNSURE, UNSURE_KM
from geo import fold_khmer

_WORD = re.compile("[A-Za-z'’]+|[\u1780-\u17d3]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_NAME = re.compile(
    rf"(?:{any_word(LISTS['no_name_beginning']).pattern}).*|{any_word(LISTS['no_name']).pattern}", re.IGNORECASE
)
"""Words that no person is called; also the second words of districts whose first is a family name too."""
_OF_A_CASE = (
    r"case ?(?:file|study|history|story|notes?|record|of|no)?|victims?|survivor|interview|statement|testimony|profile"
    r"|intake|referral|assessment form|consent|medical|photo|passport|birth certificate|child(?:'s)?|student|patient"
    r"|client|girl|boy|beneficiary"
)
_CASE = re.compile(rf"\b(?:{_OF_A_CASE})\b", re.IGNORECASE)
_SURE_CASE = re.compile(
    r"\b(?:case ?(?:file|history|story|notes?|record|of)|(?:victim|survivor)'?s? (?:interview|statement|file)"
    r"|(?:interview|statement|testimony|story|profile) (?:of|with))\b",
    re.IGNORECASE,
)
_CASE_KM, _BODY = any_word(LISTS["case_khmer"]), any_word(LISTS["body"])
"""Words of a body that may carry somebody's name."""
_BESIDE = re.compile(
    rf"\b(?:{_OF_A_CASE}|file|doc(?:ument)?|copy|final|new|old|v|the|and|of|with|data|list|mr|mrs|ms|miss"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
_BESIDE_KM = re.compile(fold_khmer("ករណី|សំណុំរឿង|ជនរងគ្រោះ|ប្រវត្តិរូប|សម្ភាស|ចម្លើយ|រឿងរ៉ាវ|កុមារី?|សិស្ស|ឯកសារ|ឈ្មោះ|របស់|ឆ្នាំ|ខែ"))
_FEWEST, _SHARE = 3, 0.5

IsKnown = Callable[[str], bool]


def is_person(text: str, is_known: IsKnown) -> bool:
    """Whether a text is the name of a person and nothing else."""
    bare = plain(text)
    words = _WORD.findall(bare)
    if not 2 <= len(words) <= 4 or re.search(r"[^\w\s.'’,\u1780-\u17d3]|\d", bare):
        return False
    found = name_of(bare) or 0
    listed = _name_in(words) is not None and not _has_a_word(words)
    return (listed or found > Sure.SHAPE) and not is_known(text)


def _has_a_word(words: Sequence[str]) -> bool:
    return any(_NO_NAME.fullmatch(word.casefold()) and word.casefold() not in FAMILY for word in words)


def _name_in(words: Sequence[str]) -> tuple[int, int] | None:
    """Where a family name and the name behind it stand."""
    for at, (one, other) in enumerate(pairwise(words)):
        if one.isascii() and other.isascii() and len(other) > 1 and one[0].isupper() == other[0].isupper():
            if _NO_NAME.fullmatch(other.casefold()):
                continue
            given, sure = other.casefold() in GIVEN, one.casefold() in FAMILY
            if (sure and (given or other.casefold() not in ORDINARY)) or (given and one.casefold() in UNSURE):
                return at, at + 2
        listed = one in FAMILY_KM or (other in GIVEN_KM and one in UNSURE_KM)
        if listed and not other.isascii() and len(other) > 1:
            return at, at + 2
    return None


def list_persons(texts: Iterable[str], is_known: IsKnown) -> bool:
    """Whether a list without a header holds mostly names of persons."""
    words = {text for text in texts if any(map(str.isalpha, text))}
    persons = sum(is_person(text, is_known) for text in words)
    return persons >= _FEWEST and persons >= _SHARE * len(words)


def names_a_person(name: str, is_known: IsKnown) -> bool:
    """Whether the name of a file or a sheet is that of a person, or of a case by the person's name.

    "Report by Sok Dara" names who wrote it; "Sok Dara" and "Sok Dara case file" may name a child.
    """
    bare = re.sub(r"[_\-–—.,()\[\]+]+", " ", _CAMEL.sub(" ", plain(name)))
    khmer = bool(_CASE_KM.search(bare))
    spaced = _BESIDE_KM.sub(" ", bare)
    words = [word for word in _WORD.findall(spaced) if len(word) > 1]
    if bare.isupper() and any(len(word) < 3 for word in _WORD.findall(bare)):
        return False  # a code of letters, as those of statistical series
    place, rest = _name_in(words), words
    if place is not None and not is_known(" ".join(words[slice(*place)])) and not _BODY.search(bare.casefold()):
        while place is not None:
            rest = rest[: place[0]] + rest[place[1] :]
            place = _name_in(rest)
        others = _BESIDE.sub(" ", " ".join(rest)).split()
        if len(others) <= 1 and not any(_NO_NAME.fullmatch(word.casefold()) or is_known(word) for word in others):
            return True
        return khmer or (bool(_CASE.search(bare)) and not re.search(r"\bby\b", bare, re.IGNORECASE))
    return _names_a_case(bare, is_known)


def _names_a_case(bare: str, is_known: IsKnown) -> bool:
    """A case by the name of somebody whose family name nobody knows: "Maria Lopez case file"."""
    said = _SURE_CASE.search(bare)
    if said is None:
        return False
    for side in (bare[: said.start()], bare[said.end() :]):
        words = [word for word in _WORD.findall(side) if word.isascii()]
        capital = len(words) in (2, 3) and all(word[0].isupper() and word[1:].islower() for word in words)
        if capital and not any(_NO_NAME.fullmatch(word.casefold()) or is_known(word) for word in words):
            return not is_known(" ".join(words))
    return False
