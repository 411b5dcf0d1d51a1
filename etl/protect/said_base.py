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


def _read(number: str) -> int:
    low = number.casefold()
    return _WORDS.index(low) + 1 if low in _WORDS else int(re.sub(r"\D", "", low))
