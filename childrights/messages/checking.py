"""Whether an edited sentence still says only what the figures say: every number in it must be one of the message's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from childrights.i18n import translator
from childrights.messages.message import Message

_LATIN = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|(?<![A-Za-z\d])\d+(?:[.,]\d+)?")
_OF_HUNDRED = re.compile(r"\s*(?:%|per ?cent\b|ភាគរយ)", re.IGNORECASE)
_NO_SHARES = ("difference", "number", "people", "best", "worst", "places", "year")
"""Facts that are no percentage: a difference of two is told in percentage points."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: as written, where, its value, and whether it is ``of_hundred``, a percentage."""

    text: str
    start: int
    value: float
    of_hundred: bool = False


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number written in digits of either system. Digits right after a Latin letter (DTP3) belong to a name.

    A comma before exactly three digits groups thousands; before one or two it is read as a decimal mark.
    """
    found = []
    for match in _NUMBER.finditer(text.translate(_LATIN)):
        written = match.group()
        grouped = _THOUSANDS.fullmatch(written)
        plain = re.sub(r"[,\u00a0\u202f]", "", written) if grouped else written.replace(",", ".")
        of_hundred = _OF_HUNDRED.match(text, match.end()) is not None
        found.append(Number(text[match.start() : match.end()], match.start(), float(plain), of_hundred))
    return tuple(found)


def foreign_numbers(text: str, message: Message) -> tuple[Number, ...]:
    """The numbers of an edited ``text`` that stand neither in the message's words nor among its facts.

    A percentage must be one of the message's: the 95 of an interval or a number of cases in small print is none. A
    year must be that of a figure: those in the name of a source or a caveat are none.
    A value may be written with fewer decimals than the message has, rounded as usual, never with more.
    """
    facts = {value for _, value in message.facts}
    support = message.support.partition(_source_words(message.lang))[0]
    told = [one for words in (message.headline, support) for one in numbers_in(words)]
    beside = {one.value for one in numbers_in(message.caveat) if not is_year(one)}
    shares = {value for name, value in message.facts if name not in _NO_SHARES}
    shares |= {one.value for words in (message.headline, support) for one in numbers_in(words) if one.of_hundred}
    known = facts | {one.value for one in told} | beside
    return tuple(
        one for one in numbers_in(text) if not any(_same(one, value) for value in (shares if one.of_hundred else known))
    )


def _source_words(lang: str) -> str:
    """What stands before the sources, whose years and titles say nothing about the figures."""
    whole = translator(lang)._("Period of the figures: {periods}. Source: {sources}.")
    return whole.partition("{periods}")[2].partition("{sources}")[0]


def is_year(one: Number) -> bool:
    """Whether a number looks like a year."""
    return not one.of_hundred and one.value == int(one.value) and 1900 <= one.value <= 2100


def _same(written: Number, known: float) -> bool:
    if abs(written.value - known) < 1e-9:
        return True
    plain = written.text.translate(_LATIN)
    decimals = len(plain.partition(".")[2]) if "." in plain else 0
    return known != int(known) and abs(known - written.value) <= 0.5 * 10**-decimals + 1e-9
