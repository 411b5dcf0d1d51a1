"""Whether an edited sentence still says only what the figures say: every number in it must be one of the message's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from childrights.messages.message import Message

_LATIN = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|(?<![A-Za-z\d])\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: as written, where, and its value."""

    text: str
    start: int
    value: float


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number written in digits of either system. Digits right after a Latin letter (DTP3) belong to a name.

    A comma before exactly three digits groups thousands; before one or two it is read as a decimal mark.
    """
    found = []
    for match in _NUMBER.finditer(text.translate(_LATIN)):
        written = match.group()
        grouped = _THOUSANDS.fullmatch(written)
        plain = re.sub(r"[,\u00a0\u202f]", "", written) if grouped else written.replace(",", ".")
        found.append(Number(text[match.start() : match.end()], match.start(), float(plain)))
    return tuple(found)


def foreign_numbers(text: str, message: Message) -> tuple[Number, ...]:
    """The numbers of an edited ``text`` that stand neither in the message's words nor among its facts.

    A value may be written with fewer decimals than the message has, rounded as usual, never with more.
    """
    known = {value for _, value in message.facts}
    for words in (message.headline, message.support, message.caveat):
        known |= {one.value for one in numbers_in(words)}
    return tuple(one for one in numbers_in(text) if not any(_same(one, value) for value in known))


def _same(written: Number, known: float) -> bool:
    if abs(written.value - known) < 1e-9:
        return True
    plain = written.text.translate(_LATIN)
    decimals = len(plain.partition(".")[2]) if "." in plain else 0
    return known != int(known) and abs(known - written.value) <= 0.5 * 10**-decimals + 1e-9
