"""How many people words say that figures are of: 25 % "of our 12 beneficiary girls" are three girls."""

from __future__ import annotations

import re

from geo import fold_khmer

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_NUMBER = rf"(?P<number>\d+(?:[,. \u00a0\u202f]\d{{3}})*|{'|'.join(_WORDS)})"
_PEOPLE = (
    r"(?:child(?:ren)?|girls?|boys?|bab(?:y|ies)|infants?|famil(?:y|ies)|households?|beneficiar(?:y|ies)|students?"
    r"|pupils?|learners?|respondents?|cases?|clients?|survivors?|victims?|people|persons?|participants?|mothers?"
    r"|women|youths?|adolescents?|teenagers?|orphans?|residents?|caregivers?)"
)
_NO_PEOPLE = (
    r"(?:years?|yrs?|months?|weeks?|days?|per|percent|communes?|villages?|districts?|schools?|provinces?|centres?"
    r"|centers?|sites?|shelters?|projects?|areas?)"
)
_SAID = (
    re.compile(
        rf"(?<![\w.,–-])(?<!grade )(?<!class )(?<!phase ){_NUMBER}(?: of)?"
        rf"(?: (?!{_NO_PEOPLE}\b)[a-z][\w'’]*){{0,3}} {_PEOPLE}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:n|N) ?= ?{_NUMBER}"),
    re.compile(rf"{_NUMBER} ?(?:{fold_khmer('នាក់')}|{fold_khmer('គ្រួសារ')}|{fold_khmer('ករណី')})"),
)
_LEFT_ALONE = re.compile(r"\(?\b[nN] ?= ?\)?")
_A_YEAR = range(1900, 2101)


def said_base(words: str) -> int | None:
    """The least number of people that words name, such as those of whom figures are; ``None`` where they name none."""
    told = fold_khmer(words.translate(_KHMER_DIGITS))
    numbers = [_read(found["number"]) for one in _SAID for found in one.finditer(told)]
    return min((one for one in numbers if one not in _A_YEAR), default=None)


def without_base(words: str) -> str:
    """The words without how many people they name."""
    if said_base(words) is None:
        return words
    bare = words.translate(_KHMER_DIGITS)
    for one in _SAID:
        bare = one.sub(lambda found: found[0].replace(found["number"], "", 1), bare)
    return " ".join(_LEFT_ALONE.sub("", bare).split())


_ANY_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?:\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|{'|'.join(_WORDS[1:])})(?![A-Za-z0-9_])", re.IGNORECASE
)
_WHERE = re.compile(
    r"\b(?:rows?|lines?|pages?|sheets?|tables?|columns?|cells?|figures?|articles?|phase|version|no\.?)[ \u00a0]?$",
    re.IGNORECASE,
)


def without_counts(words: str) -> str:
    """What somebody typed, for everybody: "should be 4, not 7" tells of what was taken back, so its numbers go. Years,
    codes and places in a file stay."""

    def told(found: re.Match[str]) -> str:
        is_year = found[0].isdecimal() and int(found[0]) in _A_YEAR
        return found[0] if is_year or _WHERE.search(bare[: found.start()]) else "…"

    bare = words.translate(_KHMER_DIGITS)
    return _ANY_NUMBER.sub(told, bare) if _ANY_NUMBER.search(bare) else words


def _read(number: str) -> int:
    low = number.casefold()
    return _WORDS.index(low) + 1 if low in _WORDS else int(re.sub(r"\D", "", low))
