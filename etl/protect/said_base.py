"""How many people words say that figures are of: 25 % "of our 12 beneficiary girls" are three girls."""

from __future__ import annotations

import re

from etl.cells import COUNTED_KM, ENGLISH_NUMBER, KHMER_NUMBER, NOT_COUNTED, number_in_words
from geo import fold_khmer

_KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_DIGITS = r"\d+(?:[,. \u00a0\u202f]\d{3})*"
_NUMBER = rf"(?P<number>{_DIGITS}|{ENGLISH_NUMBER})"
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
        rf"(?<![\w.,–-])(?<!grade )(?<!class )(?<!phase )(?<!no ){_NUMBER}(?: of)?"
        rf"(?: (?!{_NO_PEOPLE}\b)[a-z][\w'’]*){{0,3}} {_PEOPLE}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:n|N) ?= ?{_NUMBER}"),
    re.compile(rf"(?P<number>{_DIGITS}|{KHMER_NUMBER}) ?(?:{COUNTED_KM})"),
)
_LEFT_ALONE = re.compile(r"\(?\b[nN] ?= ?\)?")
_A_YEAR = range(1900, 2101)


def said_base(words: str) -> int | None:
    """The least number of people that words name, such as those of whom figures are; ``None`` where they name none."""
    told = _as_looked_for(words)
    numbers = [_read(found["number"]) for one in _SAID for found in one.finditer(told)]
    return min((one for one in numbers if one not in _A_YEAR), default=None)


def without_base(words: str) -> str:
    """The words without how many people they name."""
    if said_base(words) is None:
        return words
    bare = _as_looked_for(words)
    for one in _SAID:
        bare = one.sub(lambda found: found[0].replace(found["number"], "", 1), bare)
    return " ".join(_LEFT_ALONE.sub("", bare).split())


_ANY_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?:\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|{ENGLISH_NUMBER})(?![A-Za-z0-9_])"
    rf"|(?<!{fold_khmer('ទី')}){KHMER_NUMBER}",
    re.IGNORECASE,
)
_ONE_OR_BOTH = re.compile(
    rf"\b(?<!no )(?<!any )(?<!each )(?<!every )(?:one|single|both)"
    rf"(?= (?:of )?(?:the )?(?:[a-z]+ )?{_PEOPLE}\b(?! and ))",
    re.IGNORECASE,
)
"""One and both are hardly ever a count, but in front of people."""
_WHERE = re.compile(
    r"\b(?:rows?|lines?|pages?|sheets?|tables?|columns?|cells?|figures?|articles?|phase|version|no\.?|grade|class|step"
    r"|quarter|round|chapter|section|question|annex)[ \u00a0]?$",
    re.IGNORECASE,
)
_OF_AGE = re.compile(r"\b(?:under|below|over|above|aged?|ages)[ -](?:\d{1,2} ?(?:to|and|-|–) ?)?$", re.IGNORECASE)
_PEOPLE_BEHIND = re.compile(rf"^ (?:[a-z]+ )?{_PEOPLE}\b", re.IGNORECASE)
_NOT_COUNTED = re.compile(rf"^[ -]?(?:{NOT_COUNTED})", re.IGNORECASE)


def without_counts(words: str) -> str:
    """What somebody typed, for everybody: "should be 4, not 7" tells of what was taken back, so its numbers go. Years,
    codes, ages, how often, and places in a file stay."""

    def told(found: re.Match[str]) -> str:
        return found[0] if _counts_nobody(bare, found) else "…"

    bare = _ONE_OR_BOTH.sub("…", _as_looked_for(words))
    return _ANY_NUMBER.sub(told, bare) if _ANY_NUMBER.search(bare) or "…" in bare else words


def _counts_nobody(bare: str, found: re.Match[str]) -> bool:
    """Whether a number in a text stands for no people: a year, a place in a file, an age, "twice", or "one"."""
    before, behind = bare[: found.start()], bare[found.end() :]
    if found[0].isdecimal():
        number = int(found[0])
    else:
        number = 0 if any(sign.isdecimal() for sign in found[0]) else number_in_words(found[0])
    if number in _A_YEAR or (number == 1 and not found[0].isdecimal()):
        return True
    if _OF_AGE.search(before):
        return _PEOPLE_BEHIND.match(behind) is None
    return _WHERE.search(before) is not None or _NOT_COUNTED.match(behind) is not None


def _as_looked_for(words: str) -> str:
    """Words with ASCII digits, Khmer in one spelling."""
    return words if words.isascii() else fold_khmer(words.translate(_KHMER_DIGITS))


def _read(number: str) -> int:
    return int(re.sub(r"\D", "", number)) if number[0].isdecimal() else number_in_words(number)
